//! What the program says to people, by message and not by text: the same finding, name of a step or refusal can be read
//! in any of the [`Language`]s.
//!
//! The texts stand in `texts/`, one folder a language; the build makes each into an item of this module: a [`Message`]
//! where it is always the same (`say::ZONE_DMZ`), a function where it has arguments (`say::step_offset(name, offset)`).
//! A message or an argument that does not exist, or that a language lacks, does not compile. What is written into the
//! bundle is English and stands where it is written: a deployment's files are the same bytes for everybody.

mod language;

use std::fmt;

use serde::{Serialize, Serializer};

pub use language::Language;

pub use messages::*;

/// One item for each message of `texts/`.
mod messages {
    // Docs quote the texts, which have names of products in them.
    #![allow(clippy::doc_markdown)]

    use super::{Arg, Message, Said};

    include!(concat!(env!("OUT_DIR"), "/messages.rs"));
}

// As in `build.rs`, which writes the templates.
const ARGUMENT: char = '\u{1}';
const CHOICE: char = '\u{2}';
const KEY_END: char = '\u{3}';
const VARIANT_END: char = '\u{4}';
const CHOICE_END: char = '\u{5}';
/// The template of what is the same in every language.
const ONLY_ARGUMENT: &str = "\u{1}0";

/// A text that can be said in each language: its line in a language's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Message(u16);

impl Message {
    /// As the bundle has it.
    pub fn english(self) -> &'static str {
        messages::ENGLISH[usize::from(self.0)]
    }
}

impl fmt::Display for Message {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.english())
    }
}

/// What stands in a message's place for an argument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Arg {
    /// The same in every language: a name, a path, a port.
    Text(String),
    /// A number that the text may follow: `1 host`, `2 hosts`.
    Number(usize),
    Said(Said),
    /// `a, b and c`.
    All(Vec<Arg>),
}

/// A message with its arguments: what is said, before it is said in a language.
#[derive(Clone, PartialEq, Eq)]
pub struct Said {
    message: Message,
    args: Vec<Arg>,
}

impl Said {
    fn new(message: Message, args: Vec<Arg>) -> Self {
        Self { message, args }
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.message == NOTHING
    }
}

/// What is the same in every language.
const AS_IT_IS: Message = Message(u16::MAX);

impl From<String> for Said {
    fn from(text: String) -> Self {
        Self::new(AS_IT_IS, vec![text.into()])
    }
}

impl From<&str> for Said {
    fn from(text: &str) -> Self {
        text.to_owned().into()
    }
}

impl From<Message> for Said {
    fn from(message: Message) -> Self {
        Self::new(message, Vec::new())
    }
}

impl Default for Said {
    fn default() -> Self {
        NOTHING.into()
    }
}

/// In English, as the command line and the bundle have it.
impl fmt::Display for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&Texts::ENGLISH.tell(self))
    }
}

impl fmt::Debug for Said {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.to_string())
    }
}

impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.english())
    }
}

impl Serialize for Said {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// Errors whose words are their message.
macro_rules! as_error {
    ($($error:ty),*) => {
        $(
            impl std::fmt::Display for $error {
                fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                    std::fmt::Display::fmt(&self.said(), f)
                }
            }

            impl std::error::Error for $error {}
        )*
    };
}
pub(crate) use as_error;

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

/// For what is no text of ours; those are messages.
impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<&String> for Arg {
    fn from(text: &String) -> Self {
        Self::Text(text.clone())
    }
}

impl From<usize> for Arg {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<u32> for Arg {
    fn from(number: u32) -> Self {
        Self::Number(number as usize)
    }
}

impl From<u16> for Arg {
    fn from(number: u16) -> Self {
        Self::Number(number.into())
    }
}

impl From<Said> for Arg {
    fn from(said: Said) -> Self {
        Self::Said(said)
    }
}

impl From<&Said> for Arg {
    fn from(said: &Said) -> Self {
        Self::Said(said.clone())
    }
}

impl From<Message> for Arg {
    fn from(message: Message) -> Self {
        Self::Said(message.into())
    }
}

impl<T: Into<Arg>> From<Vec<T>> for Arg {
    fn from(all: Vec<T>) -> Self {
        Self::All(all.into_iter().map(Into::into).collect())
    }
}

/// The texts of a language.
#[derive(Clone, Debug)]
pub struct Texts {
    /// Templates by the place of their message.
    table: Vec<&'static str>,
    /// What is said where the table has nothing.
    missing: fn(Message) -> &'static str,
}

impl Texts {
    pub const ENGLISH: Texts = Texts {
        table: Vec::new(),
        missing: Message::english,
    };

    /// Takes a table as the build writes it, one template a line. What it lacks is said in English.
    pub fn read(table: &'static str) -> Self {
        Self {
            table: table.lines().collect(),
            ..Self::ENGLISH
        }
    }

    /// The same for who has no English in the program; what the table lacks is not said.
    pub fn alone(table: &'static str) -> Self {
        Self {
            table: table.lines().collect(),
            missing: |_| "",
        }
    }

    /// A message without arguments.
    pub fn of(&self, message: Message) -> &'static str {
        if message == AS_IT_IS {
            return ONLY_ARGUMENT;
        }
        match self.table.get(usize::from(message.0)) {
            None | Some(&"") => (self.missing)(message),
            Some(text) => text,
        }
    }

    /// The whole in this language.
    pub fn tell(&self, said: &Said) -> String {
        let mut out = String::new();
        self.fill(&mut out, self.of(said.message), &said.args);
        out
    }

    /// Writes a template; arguments are taken as they are, whatever is in them.
    fn fill(&self, out: &mut String, template: &str, args: &[Arg]) {
        let mut rest = template;
        while let Some(at) = rest.find([ARGUMENT, CHOICE]) {
            out.push_str(&rest[..at]);
            let mut marked = rest[at..].chars();
            let mark = marked.next();
            let number = marked.next().and_then(|digit| digit.to_digit(10));
            let arg = number.and_then(|at| args.get(at as usize));
            rest = marked.as_str();
            if mark == Some(CHOICE) {
                let (choice, after) = rest.split_once(CHOICE_END).unwrap_or((rest, ""));
                self.fill(out, chosen(choice, arg), args);
                rest = after;
            } else if let Some(arg) = arg {
                self.put(out, arg);
            }
        }
        out.push_str(rest);
    }

    fn put(&self, out: &mut String, arg: &Arg) {
        match arg {
            Arg::Text(text) => out.push_str(text),
            Arg::Number(number) => out.push_str(&number.to_string()),
            Arg::Said(said) => self.fill(out, self.of(said.message), &said.args),
            Arg::All(all) => self.put_all(out, all),
        }
    }

    fn put_all(&self, out: &mut String, all: &[Arg]) {
        let last = all.len().saturating_sub(1);
        for (at, one) in all.iter().enumerate() {
            if at > 0 {
                out.push_str(if at == last { self.of(LIST_LAST) } else { ", " });
            }
            self.put(out, one);
        }
    }
}

/// The variant of a choice that fits a number; the last fits all.
///
/// English and German know one and many; a language with more of them brings its rule with it.
fn chosen<'a>(choice: &'a str, arg: Option<&Arg>) -> &'a str {
    let number = match arg {
        Some(Arg::Number(number)) => Some(*number),
        Some(Arg::Text(_) | Arg::Said(_) | Arg::All(_)) | None => None,
    };
    let mut variants = choice
        .split(VARIANT_END)
        .filter_map(|variant| variant.split_once(KEY_END));
    let fits = |key: &str| match key {
        "" => true,
        "one" => number == Some(1),
        exact => exact.parse().ok() == number && number.is_some(),
    };
    variants
        .find(|(key, _)| fits(key))
        .map_or("", |(_, text)| text)
}

#[cfg(test)]
mod tests;
