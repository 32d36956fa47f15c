//! How a file is laid out.

use std::{borrow::Cow, ops::Range};

use super::{
    document::Document,
    index::{Attribute, Node},
    write::{Style, comment_text},
};
use crate::render::splice::Cut;
use crate::say::{Said, Texts};

/// How the file is laid out, so that new lines look like their neighbours.
#[derive(Clone, Copy)]
pub(super) struct Layout<'d> {
    document: &'d Document,
    pub(super) style: Style<'d>,
}

impl<'d> Layout<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let style = Style {
            newline: document.newline,
            unit: document.unit(),
            ascii: document.ascii(),
        };
        Self { document, style }
    }

    /// The blanks at the start of the line.
    pub(super) fn line_indent(self, at: usize) -> &'d str {
        let before = &self.document.body()[..at];
        let line = before.rfind('\n').map_or(before, |end| &before[end + 1..]);
        &line[..line.len() - line.trim_start_matches([' ', '\t']).len()]
    }

    pub(super) fn child_indent(self, node: &Node) -> Cow<'d, str> {
        let last = node
            .children
            .last()
            .and_then(|last| self.document.indent(self.document.node(*last).whole.start));
        last.map_or_else(
            || format!("{}{}", self.line_indent(node.whole.start), self.style.unit).into(),
            Cow::Borrowed,
        )
    }

    /// Behind the last attribute, or the name.
    pub(super) fn tag_end(self, node: &Node) -> usize {
        self.document
            .attributes(node)
            .last()
            .map_or(node.name.end, |last| last.value.end + 1)
    }

    /// What stands before the last attribute: a blank, or a line of its own.
    pub(super) fn before_attribute(self, node: &Node) -> &'d str {
        let own_line = |last: &Attribute| {
            let before = &self.document.body()[..last.name.start];
            let from = before.trim_ascii_end().len();
            before[from..].contains('\n').then(|| &before[from..])
        };
        self.document
            .attributes(node)
            .last()
            .and_then(own_line)
            .unwrap_or(" ")
    }

    /// Behind all that is not blank inside of the element.
    pub(super) fn content_end(self, node: &Node) -> usize {
        if node.self_closing {
            return self.tag_end(node);
        }
        node.inner.start + self.document.at(&node.inner).trim_ascii_end().len()
    }

    /// The element and the line break before it.
    pub(super) fn with_line(self, node: &Node) -> Range<usize> {
        let start = node.whole.start;
        let indent = self.document.indent(start).map_or(0, str::len);
        let before = &self.document.body()[..start - indent];
        let broken = before
            .strip_suffix('\n')
            .map_or(before, |before| before.strip_suffix('\r').unwrap_or(before));
        broken.len()..node.whole.end
    }

    /// Opens and closes an element around what was inserted last in it, where its own end tag does not do so.
    pub(super) fn close(self, node: &Node, cuts: &mut [Cut], first: usize, last: usize) {
        let inner_end = self
            .document
            .at(&(self.content_end(node)..node.inner.end.max(self.content_end(node))));
        let indent = self.line_indent(node.whole.start);
        if node.self_closing {
            cuts[first].text.insert(0, '>');
            cuts[first].shown = cuts[first].shown.start + 1..cuts[first].shown.end + 1;
            cuts[last].range.end = node.whole.end;
            cuts[last].text.extend([
                self.style.newline,
                indent,
                "</",
                self.document.name(node),
                ">",
            ]);
        } else if !inner_end.contains('\n') {
            cuts[last].text.extend([self.style.newline, indent]);
        }
    }

    /// The reasons that are not yet told by the comments above.
    pub(super) fn remark(self, reasons: &[&Said], remarks: &[&str]) -> Option<String> {
        let mut told: Vec<String> = Vec::new();
        for reason in reasons {
            let reason = comment_text(&Texts::ENGLISH.tell(reason), self.style.ascii);
            let known = remarks
                .iter()
                .any(|remark| *remark == reason || remark.split("; ").any(|part| part == reason));
            if !reason.is_empty() && !known && !told.contains(&reason) {
                told.push(reason);
            }
        }
        (!told.is_empty()).then(|| told.join("; "))
    }
}
