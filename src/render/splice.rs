//! Cutting a text and joining it again: what no edit names stays byte for byte.

use std::ops::Range;

use crate::order;
use crate::say::Said;

/// A file with its edits applied.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    pub text: String,
    /// One for each edit that changed something, in the order of the edits.
    pub changes: Vec<Change>,
}

/// What one edit did. Secrets are shown as dots in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub path: String,
    /// `None` where there was nothing before.
    pub before: Option<String>,
    pub after: String,
    pub reason: Said,
    pub source: &'static str,
    /// The first line of the change in the result, counted from 1; the comment with the reason is not among them.
    pub line: usize,
    pub line_end: usize,
}

/// Where the lines of a text begin.
#[derive(Clone, Debug)]
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        Self(
            text.bytes()
                .enumerate()
                .filter(|(_, byte)| *byte == b'\n')
                .map(|(at, _)| at)
                .collect(),
        )
    }

    /// How many lines end before this offset.
    pub(super) fn before(&self, offset: usize) -> usize {
        self.0.partition_point(|end| *end < offset)
    }
}

/// A piece of the original and what takes its place.
#[derive(Debug, Default)]
pub(super) struct Cut {
    pub(super) range: Range<usize>,
    /// Orders cuts at one offset.
    pub(super) rank: u8,
    pub(super) text: String,
    /// The part of `text` whose lines count as changed.
    pub(super) shown: Range<usize>,
    /// The changes that this cut carries out, as indices.
    pub(super) changes: Vec<usize>,
}

/// Applies the cuts to `text` and notes in `changes` where they ended up.
///
/// # Errors
/// A change where two cuts overlap, if one is known.
pub(super) fn join(
    text: &str,
    lines: &Lines,
    mut cuts: Vec<Cut>,
    changes: &mut [Change],
) -> Result<String, Option<usize>> {
    order::by_key(&mut cuts, |cut| (cut.range.start, cut.rank));
    let grown: usize = cuts.iter().map(|cut| cut.text.len()).sum();
    let mut out = String::with_capacity(text.len() + grown);
    let mut done = 0;
    let mut line = 1;
    for (index, cut) in cuts.iter().enumerate() {
        let overlap = || {
            cuts[index..]
                .iter()
                .find_map(|cut| cut.changes.first().copied())
        };
        let between = text.get(done..cut.range.start).ok_or_else(overlap)?;
        line += lines.before(cut.range.start) - lines.before(done);
        let first = line + newlines(&cut.text[..cut.shown.start]);
        let last = first + newlines(&cut.text[cut.shown.clone()]);
        for change in &cut.changes {
            let change = &mut changes[*change];
            change.line = if change.line == 0 {
                first
            } else {
                change.line.min(first)
            };
            change.line_end = change.line_end.max(last);
        }
        line += newlines(&cut.text);
        out.push_str(between);
        out.push_str(&cut.text);
        done = cut.range.end;
    }
    out.push_str(&text[done..]);
    Ok(out)
}

impl Cut {
    pub(super) fn of(self, change: usize) -> Self {
        Self {
            changes: vec![change],
            ..self
        }
    }
}

fn newlines(text: &str) -> usize {
    text.bytes().filter(|byte| *byte == b'\n').count()
}
