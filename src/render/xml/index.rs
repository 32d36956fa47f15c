//! Where every element, attribute and comment of an XML text stands.

use std::ops::Range;

use quick_xml::{
    escape::unescape,
    events::{BytesRef, BytesStart, Event},
    reader::Reader,
};

use super::document::is_blank;
use crate::render::{Problem, splice::Lines};

/// The node above the root element.
pub(super) const DOCUMENT: usize = 0;

#[derive(Clone, Debug, Default)]
pub(super) struct Index {
    /// In the order of their start tags, below a node for the document itself.
    pub(super) nodes: Vec<Node>,
    pub(super) attributes: Vec<Attribute>,
    pub(super) comments: Vec<Range<usize>>,
    /// Whether the declared encoding may lack characters beyond ASCII.
    pub(super) ascii: bool,
}

/// An element.
#[derive(Clone, Debug, Default)]
pub(super) struct Node {
    pub(super) name: Range<usize>,
    pub(super) whole: Range<usize>,
    /// Between the tags; empty and at the very end for `<a/>`.
    pub(super) inner: Range<usize>,
    pub(super) self_closing: bool,
    pub(super) children: Vec<usize>,
    pub(super) attributes: Range<usize>,
}

#[derive(Clone, Debug)]
pub(super) struct Attribute {
    pub(super) name: Range<usize>,
    /// Between the quotes.
    pub(super) value: Range<usize>,
}

impl Index {
    /// Reads a text without a byte order mark.
    pub(super) fn of(text: &str, lines: &Lines) -> Result<Self, Problem> {
        let mut builder = Builder {
            text,
            lines,
            index: Self {
                nodes: vec![Node::default()],
                ..Self::default()
            },
            open: vec![DOCUMENT],
        };
        builder.read()?;
        Ok(builder.index)
    }
}

struct Builder<'t> {
    text: &'t str,
    lines: &'t Lines,
    index: Index,
    /// The elements whose end tag is still to come, outermost first.
    open: Vec<usize>,
}

impl<'t> Builder<'t> {
    fn read(&mut self) -> Result<(), Problem> {
        if self.text.starts_with('\u{FEFF}') {
            return Err(self.syntax(0, "a second byte order mark".to_owned()));
        }
        let mut reader = Reader::from_str(self.text);
        // The default would read `</e >` as if the blank were not there.
        reader.config_mut().trim_markup_names_in_closing_tags = false;
        reader.config_mut().check_end_names = false;
        let mut from = 0;
        loop {
            let event = reader.read_event().map_err(|error| {
                self.syntax(
                    usize::try_from(reader.error_position()).unwrap_or(from),
                    error.to_string(),
                )
            })?;
            let to = usize::try_from(reader.buffer_position()).unwrap_or(self.text.len());
            if matches!(event, Event::Eof) {
                return self.finish(to);
            }
            self.event(&event, from..to)?;
            from = to;
        }
    }

    fn event(&mut self, event: &Event<'t>, range: Range<usize>) -> Result<(), Problem> {
        match event {
            Event::Start(tag) => {
                let inner = range.end..range.end;
                let node = self.element(
                    tag,
                    Node {
                        whole: range,
                        inner,
                        ..Node::default()
                    },
                )?;
                self.open.push(node);
            }
            Event::Empty(tag) => {
                let inner = range.end..range.end;
                self.element(
                    tag,
                    Node {
                        whole: range,
                        inner,
                        self_closing: true,
                        ..Node::default()
                    },
                )?;
            }
            Event::End(_) => self.close(range)?,
            Event::Text(_) if self.open.len() == 1 && !is_blank(&self.text[range.clone()]) => {
                return Err(self.syntax(range.start, "text outside of the root element".to_owned()));
            }
            Event::CData(_) | Event::GeneralRef(_) if self.open.len() == 1 => {
                return Err(self.syntax(range.start, "text outside of the root element".to_owned()));
            }
            Event::GeneralRef(reference) => self.known(reference, range.start)?,
            Event::Comment(_) => self.index.comments.push(range),
            Event::DocType(_) => {
                return Err(Problem::Doctype {
                    line: self.line(range.start),
                });
            }
            Event::Decl(declaration) => {
                let encoding = declaration.encoding().and_then(Result::ok);
                self.index.ascii = encoding.is_some_and(|name| !name.eq_ignore_ascii_case("utf-8"));
            }
            Event::Text(_) | Event::CData(_) | Event::PI(_) | Event::Eof => {}
        }
        Ok(())
    }

    fn element(&mut self, tag: &BytesStart<'t>, node: Node) -> Result<usize, Problem> {
        let id = self.index.nodes.len();
        let parent = self.open.last().copied().unwrap_or(DOCUMENT);
        if parent == DOCUMENT && !self.index.nodes[DOCUMENT].children.is_empty() {
            return Err(self.syntax(node.whole.start, "a second root element".to_owned()));
        }
        let first = self.index.attributes.len();
        self.read_attributes(tag, node.whole.start)?;
        let name = node.whole.start + 1..node.whole.start + 1 + tag.name().0.len();
        self.index.nodes.push(Node {
            name,
            attributes: first..self.index.attributes.len(),
            ..node
        });
        self.index.nodes[parent].children.push(id);
        Ok(id)
    }

    fn read_attributes(&mut self, tag: &BytesStart<'t>, start: usize) -> Result<(), Problem> {
        for attribute in tag.attributes() {
            let attribute = attribute.map_err(|error| self.syntax(start, error.to_string()))?;
            let (Some(name), Some(value)) = (
                self.range_of(attribute.key.0, start),
                self.range_of(&attribute.value, start),
            ) else {
                return Err(self.syntax(start, "an attribute that cannot be located".to_owned()));
            };
            if attribute.value.contains('<') {
                return Err(self.syntax(value.start, "`<` in an attribute".to_owned()));
            }
            if unescape(&attribute.value).is_err() {
                let name = attribute
                    .value
                    .split_once('&')
                    .map_or("", |(_, rest)| rest.split(';').next().unwrap_or(rest));
                return Err(Problem::Entity {
                    line: self.line(value.start),
                    name: name.chars().take(20).collect(),
                });
            }
            self.index.attributes.push(Attribute { name, value });
        }
        Ok(())
    }

    /// Where a part of a tag, borrowed from the text, stands in it.
    fn range_of(&self, part: &str, start: usize) -> Option<Range<usize>> {
        let from = (part.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let range = from..from + part.len();
        (from > start && self.text.get(range.clone()) == Some(part)).then_some(range)
    }

    fn close(&mut self, range: Range<usize>) -> Result<(), Problem> {
        let name = self.text[range.clone()]
            .trim_start_matches("</")
            .trim_end_matches('>')
            .trim_end();
        let open = match self.open.pop() {
            Some(open)
                if open != DOCUMENT && self.text[self.index.nodes[open].name.clone()] == *name =>
            {
                open
            }
            _ => {
                return Err(self.syntax(
                    range.start,
                    format!("`</{name}>` closes nothing that is open"),
                ));
            }
        };
        let node = &mut self.index.nodes[open];
        node.inner.end = range.start;
        node.whole.end = range.end;
        Ok(())
    }

    fn finish(&self, end: usize) -> Result<(), Problem> {
        match self.open.as_slice() {
            [_, .., open] => {
                let node = &self.index.nodes[*open];
                Err(self.syntax(
                    node.whole.start,
                    format!("`<{}>` is never closed", &self.text[node.name.clone()]),
                ))
            }
            _ if self.index.nodes[DOCUMENT].children.is_empty() => {
                Err(self.syntax(end, "there is no root element".to_owned()))
            }
            _ => Ok(()),
        }
    }

    fn known(&self, reference: &BytesRef, at: usize) -> Result<(), Problem> {
        if unescape(&format!("&{};", &**reference)).is_ok() {
            return Ok(());
        }
        Err(Problem::Entity {
            line: self.line(at),
            name: reference.chars().take(20).collect(),
        })
    }

    fn syntax(&self, at: usize, what: String) -> Problem {
        Problem::Syntax {
            line: self.line(at),
            what,
        }
    }

    fn line(&self, at: usize) -> usize {
        self.lines.before(at) + 1
    }
}
