//! Reading XML: where in the text everything stands.

use std::{borrow::Cow, ops::Range};

use quick_xml::escape::unescape;

use super::{
    index::{Attribute, DOCUMENT, Index, Node},
    path::{Predicate, Step, narrow, same_name},
};
use crate::render::{Error, splice::Lines};

const BOM: char = '\u{FEFF}';

/// An XML file and an index of its elements.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) file: String,
    text: String,
    /// Where the text begins behind the byte order mark; all ranges count from there.
    start: usize,
    index: Index,
    pub(super) lines: Lines,
    pub(super) newline: &'static str,
}

/// What the text of an element without child elements consists of.
pub(super) enum Piece<'d> {
    Text(&'d str),
    CData(&'d str),
    /// A comment or processing instruction, with its markup.
    Aside(&'d str),
}

impl Document {
    /// Reads a file; `file` is its name for messages.
    ///
    /// # Errors
    /// Where the text is not well-formed, or uses a document type or entities of its own.
    pub fn parse(file: &str, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        let start = if text.starts_with(BOM) {
            BOM.len_utf8()
        } else {
            0
        };
        let lines = Lines::of(&text[start..]);
        match Index::of(&text[start..], &lines) {
            Ok(index) => Ok(Self {
                file: file.to_owned(),
                start,
                index,
                lines,
                newline: if text.find('\n').is_some_and(|at| text[..at].ends_with('\r')) {
                    "\r\n"
                } else {
                    "\n"
                },
                text,
            }),
            Err(problem) => Err(Error {
                file: file.to_owned(),
                problem,
            }),
        }
    }

    /// The whole text, as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    pub(super) fn byte_order_mark(&self) -> &str {
        &self.text[..self.start]
    }

    pub(super) fn body(&self) -> &str {
        &self.text[self.start..]
    }

    /// Whether the declared encoding may lack characters beyond ASCII.
    pub(super) fn ascii(&self) -> bool {
        self.index.ascii
    }

    pub(super) fn node(&self, id: usize) -> &Node {
        &self.index.nodes[id]
    }

    pub(super) fn children(
        &self,
        node: &Node,
    ) -> impl DoubleEndedIterator<Item = &Node> + ExactSizeIterator {
        node.children.iter().map(|child| self.node(*child))
    }

    pub(super) fn at(&self, range: &Range<usize>) -> &str {
        &self.body()[range.clone()]
    }

    pub(super) fn name(&self, node: &Node) -> &str {
        self.at(&node.name)
    }

    pub(super) fn attributes(&self, node: &Node) -> &[Attribute] {
        &self.index.attributes[node.attributes.clone()]
    }

    pub(super) fn attribute(&self, node: &Node, name: &str) -> Option<&Attribute> {
        self.attributes(node)
            .iter()
            .find(|attribute| same_name(self.at(&attribute.name), name))
    }

    pub(super) fn attribute_value(&self, attribute: &Attribute) -> Cow<'_, str> {
        let raw = self.at(&attribute.value);
        if !raw.contains(['&', '\r', '\n', '\t']) {
            return raw.into();
        }
        unescaped(&raw.replace("\r\n", " ").replace(['\r', '\n', '\t'], " "))
            .into_owned()
            .into()
    }

    /// The text of an element, without that of its child elements.
    pub(super) fn value(&self, node: &Node) -> Cow<'_, str> {
        let raw = self.at(&node.inner);
        if node.children.is_empty() && !raw.contains(['&', '<', '\r']) {
            return raw.into();
        }
        let mut value = String::new();
        let mut from = node.inner.start;
        for child in self.children(node) {
            self.append_value(&(from..child.whole.start), &mut value);
            from = child.whole.end;
        }
        self.append_value(&(from..node.inner.end), &mut value);
        value.into()
    }

    fn append_value(&self, range: &Range<usize>, value: &mut String) {
        for piece in pieces(self.at(range)) {
            match piece {
                Piece::Text(text) => value.push_str(&unescaped(&with_plain_newlines(text))),
                Piece::CData(text) => value.push_str(&with_plain_newlines(text)),
                Piece::Aside(_) => {}
            }
        }
    }

    /// Whether the element, as it is in the file, has the name and satisfies a predicate on its attributes or children.
    pub(super) fn fits(&self, node: &Node, predicate: &Predicate) -> bool {
        match predicate {
            Predicate::Attribute(name, value) => self
                .attribute(node, name)
                .is_some_and(|found| self.attribute_value(found) == *value),
            Predicate::Child(name, value) => self
                .children(node)
                .any(|child| same_name(self.name(child), name) && self.value(child) == *value),
            Predicate::Nth(_) | Predicate::Last => true, // a matter of the whole list
        }
    }

    /// The children of an element that have a name.
    pub(super) fn named(&self, node: usize, name: &str) -> impl DoubleEndedIterator<Item = usize> {
        let children = self.node(node).children.iter().copied();
        children.filter(move |child| same_name(self.name(self.node(*child)), name))
    }

    /// The children of an element that a step leads to.
    pub(super) fn step(&self, node: usize, step: &Step) -> Vec<usize> {
        let named = self.named(node, step.name).collect();
        narrow(named, &step.predicates, |child, predicate| {
            self.fits(self.node(child), predicate)
        })
    }

    /// The text of an element, or the markup inside of one that holds others.
    pub(super) fn content(&self, node: &Node) -> Cow<'_, str> {
        if node.children.is_empty() {
            self.value(node)
        } else {
            self.at(&node.inner).into()
        }
    }

    /// The blanks before an element that begins its line.
    pub(super) fn indent(&self, start: usize) -> Option<&str> {
        let before = &self.body()[..start];
        let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
        is_blank(line).then_some(line)
    }

    /// One level of indentation, as the root's first child has it.
    pub(super) fn unit(&self) -> &str {
        let Some(root) = self
            .node(DOCUMENT)
            .children
            .first()
            .map(|root| self.node(*root))
        else {
            return "    ";
        };
        let outer = self.indent(root.whole.start).unwrap_or_default();
        let first = root
            .children
            .first()
            .and_then(|child| self.indent(self.node(*child).whole.start));
        first
            .and_then(|indent| indent.strip_prefix(outer))
            .filter(|unit| !unit.is_empty())
            .unwrap_or("    ")
    }

    /// Where a new element before this one goes: in front of the comments that stand directly above it.
    pub(super) fn above(&self, start: usize) -> usize {
        let mut above = start;
        for comment in self.comments_before(start) {
            let between = &self.body()[comment.end..above];
            if !is_blank(between) || newlines(between) > 1 || self.indent(comment.start).is_none() {
                break;
            }
            above = comment.start;
        }
        above
    }

    /// Where a new element after this one goes: behind the comments that end its line.
    pub(super) fn behind(&self, end: usize) -> usize {
        let mut behind = end;
        let next = self
            .index
            .comments
            .partition_point(|comment| comment.start < end);
        for comment in &self.index.comments[next..] {
            let through = &self.body()[behind..comment.end];
            if newlines(through) > 0 || !is_blank(&self.body()[behind..comment.start]) {
                break;
            }
            behind = comment.end;
        }
        let rest = self.body()[behind..].trim_start_matches([' ', '\t']);
        if rest.is_empty() || rest.starts_with(['\r', '\n']) {
            behind
        } else {
            end
        }
    }

    /// The texts of the comments directly before an element, nearest first.
    pub(super) fn remarks(&self, start: usize) -> Vec<&str> {
        let mut remarks = Vec::new();
        let mut above = start;
        for comment in self.comments_before(start) {
            if !is_blank(&self.body()[comment.end..above]) {
                break;
            }
            above = comment.start;
            remarks.extend(
                self.at(comment)
                    .strip_prefix("<!--")
                    .and_then(|text| text.strip_suffix("-->"))
                    .map(str::trim),
            );
        }
        remarks
    }

    fn comments_before(&self, offset: usize) -> impl Iterator<Item = &Range<usize>> {
        self.index.comments[..self
            .index
            .comments
            .partition_point(|comment| comment.start < offset)]
            .iter()
            .rev()
    }
}

/// Cuts the content of an element without child elements into its pieces.
pub(super) fn pieces(inner: &str) -> impl Iterator<Item = Piece<'_>> {
    let mut rest = inner;
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let through = |end: &str| rest.find(end).map_or(rest.len(), |at| at + end.len());
        let (length, piece): (usize, fn(&str) -> Piece<'_>) = if rest.starts_with("<!--") {
            (through("-->"), |raw| Piece::Aside(raw))
        } else if rest.starts_with("<![CDATA[") {
            (through("]]>"), |raw| {
                Piece::CData(raw.trim_start_matches("<![CDATA[").trim_end_matches("]]>"))
            })
        } else if rest.starts_with("<?") {
            (through("?>"), |raw| Piece::Aside(raw))
        } else {
            (
                rest.find('<').filter(|at| *at > 0).unwrap_or(rest.len()),
                |raw| Piece::Text(raw),
            )
        };
        let (taken, left) = rest.split_at(length);
        rest = left;
        Some(piece(taken))
    })
}

/// Whether there is nothing but the blanks of XML.
pub(super) fn is_blank(text: &str) -> bool {
    text.bytes()
        .all(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'))
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}

fn with_plain_newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        text.replace("\r\n", "\n").replace('\r', "\n").into()
    } else {
        text.into()
    }
}

/// The text without references, all of which were found to be known when the file was read.
fn unescaped(raw: &str) -> Cow<'_, str> {
    unescape(raw).unwrap_or(Cow::Borrowed(raw))
}
