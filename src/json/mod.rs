//! Reading JSON, once: design files, the engine's answers, and the product's own files.
//!
//! A library that makes values of a program's types is compiled anew for each type, which was a tenth of the page.
//! Here a text becomes a flat list of places; [`reader`] takes values out of it. `docs/decisions/0006-own-json-reader.md`
//! has the figures.

use std::borrow::Cow;
use std::ops::Range;

use crate::say::{self, Message, Said};

mod reader;

pub use reader::Error;
pub(crate) use reader::{Item, parse};

const BOM: char = '\u{FEFF}';
/// Deeper nesting is refused, as it would exhaust the stack.
const DEEPEST: usize = 100;

/// What may stand in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Dialect {
    /// As RFC 8259 says.
    Strict,
    /// Comments and a comma behind the last item too, as in the product's own files.
    Commented,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Object,
    Array,
    Text,
    Number,
    Flag,
    Null,
}

/// Where a value or a key stands.
#[derive(Clone, Copy, Debug)]
struct Token {
    kind: Kind,
    /// Whether a text has escapes.
    escaped: bool,
    start: u32,
    end: u32,
    /// The place in the list of the first one that is not inside.
    next: u32,
}

/// The values and keys of a text, in the order in which they begin. Every text has one at least.
#[derive(Clone, Debug)]
pub(crate) struct Tokens(Vec<Token>);

/// What is wrong with a text, and at which byte.
#[derive(Debug)]
pub(crate) struct Fault {
    pub(crate) at: usize,
    pub(crate) what: Said,
}

/// Finds the values of a text.
///
/// # Errors
/// Where the text is not JSON.
pub(crate) fn scan(text: &str, dialect: Dialect) -> Result<Tokens, Fault> {
    let mut scanner = Scanner {
        text,
        at: text.len() - text.strip_prefix(BOM).unwrap_or(text).len(),
        escaped: false,
        commented: dialect == Dialect::Commented,
        tokens: Vec::new(),
    };
    // A list of texts that long would not fit the memory.
    if u32::try_from(text.len()).is_err() {
        return Err(scanner.wrong(say::JSON_LONGER));
    }
    scanner.value(0)?;
    scanner.skip()?;
    if scanner.at < text.len() {
        return Err(scanner.wrong(say::JSON_AFTER_END));
    }
    Ok(Tokens(scanner.tokens))
}

/// Line and column of a byte, both from 1; columns are counted in characters, as editors do.
pub(crate) fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let start = before.rfind('\n').map_or(0, |end| end + 1);
    let lines = before[..start].bytes().filter(|&byte| byte == b'\n');
    let column = before[start..].trim_start_matches(BOM).chars().count();
    (lines.count() + 1, column + 1)
}

impl Tokens {
    /// The value of the whole text, which must be the one that was scanned.
    pub(crate) fn root<'d>(&'d self, text: &'d str) -> Value<'d> {
        Value {
            text,
            tokens: &self.0,
            at: 0,
        }
    }
}

/// A value, or a key, in its text.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Value<'d> {
    text: &'d str,
    tokens: &'d [Token],
    at: usize,
}

impl<'d> Value<'d> {
    fn token(self) -> Token {
        self.tokens[self.at]
    }

    pub(crate) fn kind(self) -> Kind {
        self.token().kind
    }

    pub(crate) fn range(self) -> Range<usize> {
        let token = self.token();
        token.start as usize..token.end as usize
    }

    /// As it is written.
    pub(crate) fn raw(self) -> &'d str {
        &self.text[self.range()]
    }

    /// A text without its quotes and escapes, anything else as it is written.
    pub(crate) fn text(self) -> Cow<'d, str> {
        let raw = self.bare();
        if self.token().escaped {
            unescaped(raw).into()
        } else {
            raw.into()
        }
    }

    /// Whether it is this text.
    pub(crate) fn is(self, text: &str) -> bool {
        self.bare() == text || (self.token().escaped && self.text() == text)
    }

    /// As it is written, without quotes.
    fn bare(self) -> &'d str {
        let Range { start, end } = self.range();
        match self.kind() {
            Kind::Text => &self.text[start + 1..end - 1],
            _ => &self.text[start..end],
        }
    }

    /// What is inside a value of this kind: the items of an array; the keys and values of an object, one after the other.
    fn inside(self, kind: Kind) -> impl Iterator<Item = Value<'d>> {
        let mut at = self.at + 1;
        let end = match self.token().next as usize {
            next if self.kind() == kind => next,
            _ => at,
        };
        std::iter::from_fn(move || {
            let value = (at < end).then_some(Self { at, ..self })?;
            at = value.token().next as usize;
            Some(value)
        })
    }

    /// The items of an array; none of anything else.
    pub(crate) fn items(self) -> impl Iterator<Item = Value<'d>> {
        self.inside(Kind::Array)
    }

    /// The keys of an object with their values; none of anything else.
    pub(crate) fn members(self) -> impl Iterator<Item = (Value<'d>, Value<'d>)> {
        let mut inside = self.inside(Kind::Object);
        std::iter::from_fn(move || Some((inside.next()?, inside.next()?)))
    }
}

/// The text between quotes, which has been found right.
fn unescaped(raw: &str) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut rest = raw;
    while let Some(at) = rest.bytes().position(|byte| byte == b'\\') {
        text.push_str(&rest[..at]);
        let Some((c, length)) = escape(&rest.as_bytes()[at..]) else {
            break;
        };
        text.push(c);
        rest = &rest[at + length..];
    }
    text.push_str(rest);
    text
}

/// The character that an escape stands for, and how long the escape is.
fn escape(bytes: &[u8]) -> Option<(char, usize)> {
    let c = match *bytes.get(1)? {
        c @ (b'"' | b'\\' | b'/') => c.into(),
        b'b' => '\u{8}',
        b'f' => '\u{c}',
        b'n' => '\n',
        b'r' => '\r',
        b't' => '\t',
        b'u' => {
            let first = unit(bytes)?;
            if let Some(c) = char::from_u32(first) {
                return Some((c, 6));
            }
            // Half of a character beyond the first 65,536: the other half follows.
            let second = unit(bytes.get(6..)?)?;
            let is_pair = first < 0xDC00 && (0xDC00..0xE000).contains(&second);
            let c = char::from_u32(0x1_0000 + ((first & 0x3FF) << 10) + (second & 0x3FF))?;
            return is_pair.then_some((c, 12));
        }
        _ => return None,
    };
    Some((c, 2))
}

/// The number in `\u0041`.
fn unit(bytes: &[u8]) -> Option<u32> {
    let [b'\\', b'u', digits @ ..] = bytes.get(..6)? else {
        return None;
    };
    digits.iter().try_fold(0, |number, &digit| {
        Some(number * 16 + char::from(digit).to_digit(16)?)
    })
}

/// Whether it is a number as JSON writes it.
fn is_number(text: &str) -> bool {
    fn digits(text: &str) -> Option<&str> {
        let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
        (rest.len() < text.len()).then_some(rest)
    }
    fn end(text: &str) -> Option<&str> {
        let text = text.strip_prefix('-').unwrap_or(text);
        let mut rest = match text.strip_prefix('0') {
            Some(rest) => rest,
            None => digits(text)?,
        };
        if let Some(fraction) = rest.strip_prefix('.') {
            rest = digits(fraction)?;
        }
        if let Some(power) = rest.strip_prefix(['e', 'E']) {
            rest = digits(power.strip_prefix(['+', '-']).unwrap_or(power))?;
        }
        Some(rest)
    }
    end(text) == Some("")
}

/// A place in a text whose length was looked at, or in the list of its values, of which there are no more than bytes.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
    commented: bool,
    /// Whether the text that was read last has escapes.
    escaped: bool,
    tokens: Vec<Token>,
}

impl Scanner<'_> {
    fn value(&mut self, depth: usize) -> Result<(), Fault> {
        self.skip()?;
        if depth > DEEPEST {
            return Err(self.wrong(say::JSON_NESTED));
        }
        let place = self.begin();
        let kind = match self.peek() {
            Some(b'{') => self.list(Kind::Object, b'}', depth)?,
            Some(b'[') => self.list(Kind::Array, b']', depth)?,
            Some(b'"') => self.string()?,
            _ => self.bare()?,
        };
        self.end(place, kind);
        Ok(())
    }

    /// Puts down what begins here, before what is inside it; returns its place in the list.
    fn begin(&mut self) -> usize {
        let start = short(self.at);
        self.tokens.push(Token {
            kind: Kind::Null,
            escaped: false,
            start,
            end: start,
            next: 0,
        });
        self.tokens.len() - 1
    }

    fn end(&mut self, place: usize, kind: Kind) {
        let next = short(self.tokens.len());
        let escaped = std::mem::take(&mut self.escaped);
        let token = &mut self.tokens[place];
        token.escaped = escaped;
        token.kind = kind;
        token.end = short(self.at);
        token.next = next;
    }

    /// Items between brackets.
    fn list(&mut self, kind: Kind, end: u8, depth: usize) -> Result<Kind, Fault> {
        self.at += 1;
        let mut is_first = true;
        loop {
            self.skip()?;
            if self.peek() == Some(end) {
                if !is_first && !self.commented {
                    return Err(self.wrong(say::JSON_COMMA));
                }
                self.at += 1;
                return Ok(kind);
            }
            if kind == Kind::Object {
                self.key()?;
            }
            self.value(depth + 1)?;
            self.skip()?;
            match self.peek() {
                Some(b',') => self.at += 1,
                Some(c) if c == end => {
                    self.at += 1;
                    return Ok(kind);
                }
                _ => return Err(self.wrong(say::JSON_BRACKET)),
            }
            is_first = false;
        }
    }

    fn key(&mut self) -> Result<(), Fault> {
        if self.peek() != Some(b'"') {
            return Err(self.wrong(say::JSON_KEY));
        }
        let place = self.begin();
        self.string()?;
        self.end(place, Kind::Text);
        self.skip()?;
        if self.peek() != Some(b':') {
            return Err(self.wrong(say::JSON_COLON));
        }
        self.at += 1;
        Ok(())
    }

    fn string(&mut self) -> Result<Kind, Fault> {
        let start = self.at;
        let bytes = self.text.as_bytes();
        self.at += 1;
        loop {
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(Kind::Text);
                }
                Some(b'\\') => match escape(&bytes[self.at..]) {
                    Some((_, length)) => {
                        self.at += length;
                        self.escaped = true;
                    }
                    None => {
                        return Err(self.wrong(say::JSON_ESCAPE));
                    }
                },
                Some(0..0x20) => {
                    return Err(self.wrong(say::JSON_CONTROL));
                }
                Some(_) => self.at += 1,
                None => {
                    self.at = start;
                    return Err(self.wrong(say::JSON_QUOTE));
                }
            }
        }
    }

    fn bare(&mut self) -> Result<Kind, Fault> {
        let rest = &self.text[self.at..];
        let length = rest
            .bytes()
            .take_while(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(byte))
            .count();
        let kind = match &rest[..length] {
            "true" | "false" => Kind::Flag,
            "null" => Kind::Null,
            number if is_number(number) => Kind::Number,
            _ => return Err(self.wrong(say::JSON_VALUE)),
        };
        self.at += length;
        Ok(kind)
    }

    /// Skips blanks and comments.
    fn skip(&mut self) -> Result<(), Fault> {
        loop {
            while let Some(b' ' | b'\t' | b'\r' | b'\n') = self.peek() {
                self.at += 1;
            }
            let rest = &self.text[self.at..];
            if self.commented && rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
            } else if self.commented && rest.starts_with("/*") {
                let end = rest.find("*/");
                self.at += end.ok_or_else(|| self.wrong(say::JSON_COMMENT))? + 2;
            } else {
                return Ok(());
            }
        }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn wrong(&self, what: Message) -> Fault {
        let what = if self.at == self.text.len() {
            say::json_early(what)
        } else {
            what.into()
        };
        Fault { at: self.at, what }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::Value as Other;

    use super::*;

    /// The value as another program holds it.
    fn told(value: Value) -> Other {
        match value.kind() {
            Kind::Object => value
                .members()
                .map(|(key, value)| (key.text().into_owned(), told(value)))
                .collect(),
            Kind::Array => value.items().map(told).collect(),
            Kind::Text => value.text().into(),
            Kind::Number => serde_json::from_str(value.raw()).unwrap(),
            Kind::Flag => (value.raw() == "true").into(),
            Kind::Null => Other::Null,
        }
    }

    /// Reads a text here and with the usual library; both must find the same.
    fn compare(text: &str) -> Result<(), TestCaseError> {
        let ours = scan(text, Dialect::Strict);
        match serde_json::from_str::<Other>(text) {
            Ok(theirs) => {
                let ours =
                    ours.map_err(|fault| TestCaseError::fail(format!("{text:?}: {fault:?}")))?;
                prop_assert_eq!(told(ours.root(text)), theirs);
            }
            // Which numbers there are is not a matter of syntax here.
            Err(error) if error.to_string().contains("number out of range") => {}
            Err(error) => prop_assert!(ours.is_err(), "{text:?} is read, though {error}"),
        }
        Ok(())
    }

    fn values() -> impl Strategy<Value = Other> {
        let leaf = prop_oneof![
            Just(Other::Null),
            any::<bool>().prop_map(Other::from),
            any::<i64>().prop_map(Other::from),
            any::<u64>().prop_map(Other::from),
            (-1e9..1e9).prop_map(Other::from),
            any::<String>().prop_map(Other::from),
            "[a\\\\\"/\u{0}-\u{1f}\u{7f}\u{e9}\u{1f600}]{0,6}".prop_map(Other::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Other::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| map.into_iter().collect()),
            ]
        })
    }

    proptest! {
        #[test]
        fn what_another_program_writes_is_read(value in values(), pretty in any::<bool>()) {
            let text = if pretty { serde_json::to_string_pretty(&value) } else { serde_json::to_string(&value) };
            let text = text.unwrap();
            prop_assert!(scan(&text, Dialect::Strict).is_ok());
            compare(&text)?;
        }

        #[test]
        fn what_is_no_json_for_another_program_is_none_here(
            value in values(),
            cuts in prop::collection::vec((any::<prop::sample::Index>(), "[{}\\[\\]\":,0-9eE+.\\\\u/tfn \n\u{1}\u{e9}-]{0,3}"), 1..4),
        ) {
            let mut text = serde_json::to_string(&value).unwrap();
            for (at, new) in cuts {
                let mut ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
                ends.push(text.len());
                let start = at.index(ends.len());
                let end = ends[(start + new.len() % 2).min(ends.len() - 1)];
                text.replace_range(ends[start]..end, &new);
            }
            compare(&text)?;
        }

        #[test]
        fn short_texts_are_read_as_another_program_does(
            text in "[{}\\[\\]\":,01eE+.\\\\/u \n-]{0,8}",
            escape in "(\\\\[ubn\"]|[dD89][0-9a-fA-F]{0,3}){0,5}",
            number in "[-+0-9.eE]{0,6}",
        ) {
            for text in [text, format!("\"{escape}\""), number] {
                compare(&text)?;
            }
        }
    }

    #[test]
    fn faults_are_told_by_their_place() {
        for (text, at, what) in [
            ("", (1, 1), "the text ends too early: a value is expected"),
            ("{\n\t\"é\" 1}", (2, 6), "a key is followed by `:`"),
            (
                "\u{FEFF}[1 2]",
                (1, 4),
                "`,` or the closing bracket is missing",
            ),
            (
                "[1,\n]",
                (2, 1),
                "remove the comma before the closing bracket",
            ),
            ("[\"a\nb\"]", (1, 4), "a line break or control character"),
            ("[\"a]", (1, 2), "the text has no closing quote"),
            ("[\"\\x\"]", (1, 3), "no escape begins like this"),
            ("[\"\\ud800\"]", (1, 3), "no escape begins like this"),
            ("{a: 1}", (1, 2), "a text in double quotes is expected"),
            ("[True]", (1, 2), "a value is expected"),
            ("[] // no", (1, 4), "more after the end"),
            ("[/* no */]", (1, 2), "a value is expected"),
        ] {
            let fault = scan(text, Dialect::Strict).unwrap_err();
            assert_eq!(place(text, fault.at), at, "{text:?}: {fault:?}");
            assert!(
                fault.what.to_string().starts_with(what),
                "{text:?}: {fault:?}"
            );
        }
    }

    #[test]
    fn depth_is_limited() {
        let nested = |depth: usize| "[".repeat(depth) + &"]".repeat(depth);
        assert!(scan(&nested(DEEPEST), Dialect::Strict).is_ok());
        let fault = scan(&nested(DEEPEST + 2), Dialect::Strict).unwrap_err();
        assert_eq!(fault.what.to_string(), "nested too deeply");
        assert!(scan(&"{\"a\":".repeat(1_000_000), Dialect::Commented).is_err());
    }
}
