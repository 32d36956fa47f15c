//! The one writer of XML syntax.

use std::borrow::Cow;

use super::path::is_name;
use crate::render::edit::{Element, Value};

/// A start tag longer than this gets a line for each attribute.
const WIDTH: usize = 120;

/// What cannot be written as XML.
#[derive(Debug)]
pub(super) enum Unwritable {
    Character(char),
    Name(String),
}

/// How a file is written.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) newline: &'a str,
    /// One level of indentation.
    pub(super) unit: &'a str,
    /// Whether everything beyond ASCII must be written by number, as the file's encoding may lack it.
    pub(super) ascii: bool,
}

pub(super) struct Writer<'a, F> {
    pub(super) style: Style<'a>,
    /// The text of a value, not yet escaped.
    pub(super) fill: F,
    pub(super) out: String,
}

impl<'a, F: Fn(&'a Value) -> Cow<'a, str>> Writer<'a, F> {
    /// Writes an element whose start tag stands behind `indent`.
    pub(super) fn element(&mut self, element: &'a Element, indent: &str) -> Result<(), Unwritable> {
        self.start_tag(element, indent)?;
        if element.children.is_empty() {
            let text = (self.fill)(&element.text);
            if text.is_empty() {
                self.out.push_str("/>");
                return Ok(());
            }
            self.out.push('>');
            self.text(&text)?;
        } else {
            self.out.push('>');
            let inner = format!("{indent}{}", self.style.unit);
            for child in &element.children {
                self.line(&inner);
                self.element(child, &inner)?;
            }
            self.line(indent);
        }
        self.out.extend(["</", &element.name, ">"]);
        Ok(())
    }

    /// Begins a line.
    pub(super) fn line(&mut self, indent: &str) {
        self.out.extend([self.style.newline, indent]);
    }

    fn start_tag(&mut self, element: &'a Element, indent: &str) -> Result<(), Unwritable> {
        let from = self.out.len();
        self.tag(element, " ")?;
        if indent.len() + self.out.len() - from > WIDTH && element.attributes.len() > 1 {
            self.out.truncate(from);
            let between = format!("{}{indent}{1}{1}", self.style.newline, self.style.unit);
            self.tag(element, &between)?;
        }
        Ok(())
    }

    fn tag(&mut self, element: &'a Element, between: &str) -> Result<(), Unwritable> {
        self.out.push('<');
        self.name(&element.name)?;
        for (index, (name, value)) in element.attributes.iter().enumerate() {
            self.out.push_str(if index == 0 { " " } else { between });
            self.attribute(name, value)?;
        }
        Ok(())
    }

    pub(super) fn attribute(&mut self, name: &str, value: &'a Value) -> Result<(), Unwritable> {
        self.name(name)?;
        self.out.push_str("=\"");
        self.attribute_value(&(self.fill)(value))?;
        self.out.push('"');
        Ok(())
    }

    fn name(&mut self, name: &str) -> Result<(), Unwritable> {
        if !is_name(name) {
            return Err(Unwritable::Name(name.to_owned()));
        }
        self.out.push_str(name);
        Ok(())
    }

    pub(super) fn text(&mut self, text: &str) -> Result<(), Unwritable> {
        self.escaped(text, |c, newline| match c {
            '\n' => Some(newline),
            _ => None,
        })
    }

    /// The value without its quotes; fits between quotes of either kind.
    pub(super) fn attribute_value(&mut self, value: &str) -> Result<(), Unwritable> {
        self.escaped(value, |c, _| match c {
            '"' => Some("&quot;"),
            '\'' => Some("&apos;"),
            '\t' => Some("&#9;"),
            '\n' => Some("&#10;"),
            _ => None,
        })
    }

    fn escaped(
        &mut self,
        text: &str,
        special: impl Fn(char, &'a str) -> Option<&'a str>,
    ) -> Result<(), Unwritable> {
        for c in text.chars() {
            match c {
                '&' => self.out.push_str("&amp;"),
                '<' => self.out.push_str("&lt;"),
                '>' => self.out.push_str("&gt;"),
                '\r' => self.out.push_str("&#13;"), // as itself it would be read back as a newline
                _ if !allowed(c) => return Err(Unwritable::Character(c)),
                _ if self.style.ascii && !c.is_ascii() => {
                    self.out.extend(["&#", &u32::from(c).to_string(), ";"]);
                }
                _ => match special(c, self.style.newline) {
                    Some(written) => self.out.push_str(written),
                    None => self.out.push(c),
                },
            }
        }
        Ok(())
    }

    /// A comment, whatever the text; what cannot stand in one is replaced.
    pub(super) fn comment(&mut self, text: &str) {
        self.out.extend(["<!-- ", text, " -->"]);
    }
}

/// The text as it can stand in a comment: one line, no `--`, no character that the file cannot hold.
pub(super) fn comment_text(text: &str, ascii: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '-' if out.ends_with('-') => out.push_str(" -"),
            _ if c.is_whitespace() || !allowed(c) => out.push(' '),
            _ if ascii && !c.is_ascii() => out.push('?'),
            _ => out.push(c),
        }
    }
    out.trim().to_owned()
}

/// Whether XML 1.0 knows the character at all.
fn allowed(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{FFFD}' | '\u{10000}'..)
}
