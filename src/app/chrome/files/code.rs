//! A file's text with its changed lines marked, each with its reason and source.

use std::ops::Range;
use std::rc::Rc;

use web_sys::{MouseEvent, ScrollLogicalPosition};

use crate::app::chrome::glyph::{self, glyph};
use crate::app::dom::{self, CLICK, El, el};
use crate::app::io;
use crate::app::store::Store;
use crate::app::words::word;
use crate::engine::{Changed, Open, split};
use crate::say::{self, Message};

/// A run of lines: plain ones together, changed ones with what changed in them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    /// Lines from 1, the end not included.
    lines: Range<usize>,
    text: String,
    /// Positions of the changes.
    changes: Vec<usize>,
}

/// Cuts a text where changed lines begin and end; the changes come in the order of their lines.
fn segments(text: &str, changes: &[Changed]) -> Vec<Segment> {
    let lines: Vec<&str> = text.lines().collect();
    let mut marked: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for (at, change) in changes.iter().enumerate() {
        let first = change.first.clamp(1, lines.len().max(1));
        let end = change.last.clamp(first, lines.len().max(first)) + 1;
        match marked.last_mut() {
            Some((range, inside)) if first < range.end => {
                range.end = range.end.max(end);
                inside.push(at);
            }
            _ => marked.push((first..end, vec![at])),
        }
    }
    let cut = |range: Range<usize>, changes: Vec<usize>| Segment {
        text: lines
            .get(range.start - 1..range.end - 1)
            .unwrap_or_default()
            .join("\n"),
        lines: range,
        changes,
    };
    let mut segments = Vec::new();
    let mut next = 1;
    for (range, changes) in marked {
        if next < range.start {
            segments.push(cut(next..range.start, Vec::new()));
        }
        next = range.end;
        segments.push(cut(range, changes));
    }
    if next <= lines.len() {
        segments.push(cut(next..lines.len() + 1, Vec::new()));
    }
    segments
}

pub(super) fn file(store: Store, open: &Open) -> El {
    let changes = &open.changes;
    let segments = segments(&open.text, changes);
    let body: Vec<El> = segments.iter().map(|one| part(one, changes)).collect();
    let name: Rc<str> = split(&open.path).1.into();
    let text: Rc<str> = open.text.as_str().into();
    let (copied, announced) = (text.clone(), name.clone());
    let copy = move || {
        io::copy(&copied);
        store.announcement.set(say::file_copied(&*announced));
    };
    let saved = name.clone();
    let save = move || io::save_text(&saved, "text/plain", &text);
    el("section")
        .class("file")
        .child(
            el("header")
                .class("file__head")
                .child(el("h3").class("mono").text(&*name))
                .child(plain_button(say::FILE_COPY, glyph::COPY, Box::new(copy)))
                .child(plain_button(say::FILE_SAVE, glyph::SAVE, Box::new(save))),
        )
        .child((!changes.is_empty()).then(|| jumps(changes, &segments)))
        .child(
            el("div")
                .class("code")
                .attr("role", "region")
                .attr("tabindex", "0")
                .attr("aria-label", say::file_text(&*name))
                .child(body),
        )
}

fn plain_button(label: Message, icon: &'static str, go: Box<dyn Fn()>) -> El {
    el("button")
        .class("button")
        .attr("data-look", "plain")
        .attr("type", "button")
        .attr("aria-label", label)
        .attr("title", label)
        .on(CLICK, move |_| go())
        .child(glyph(icon))
}

fn part(segment: &Segment, changes: &[Changed]) -> El {
    let numbers: Vec<String> = segment.lines.clone().map(|line| line.to_string()).collect();
    let reasons: Vec<El> = segment
        .changes
        .iter()
        .map(|&at| reason(&changes[at]))
        .collect();
    let is_changed = !segment.changes.is_empty();
    el("div")
        .class("code__part")
        .attr("data-changed", is_changed)
        .attr(
            "data-line",
            is_changed.then(|| segment.lines.start.to_string()),
        )
        .attr("tabindex", is_changed.then_some("-1"))
        .child(
            el("pre")
                .class("code__numbers")
                .attr("aria-hidden", "true")
                .text(numbers.join("\n")),
        )
        .child(el("pre").class("code__text").text(&segment.text))
        .child(reasons)
}

fn reason(change: &Changed) -> El {
    let before = match &change.before {
        Some(before) => say::value_was(brief(before), &change.source),
        None => say::value_new(&change.source),
    };
    el("p")
        .class("code__why")
        .text(format!("{} ", change.reason))
        .child(el("small").text(before))
}

/// At most so much of a value that one line holds it.
fn brief(value: &str) -> String {
    const LONGEST: usize = 60;
    let line = value.lines().next().unwrap_or_default();
    if line.len() == value.len() && line.chars().count() <= LONGEST {
        return if line.is_empty() {
            word(say::VALUE_EMPTY).to_owned()
        } else {
            line.to_owned()
        };
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

/// The changed values, each a way to its line.
fn jumps(changes: &[Changed], segments: &[Segment]) -> El {
    let mut items = Vec::new();
    for segment in segments {
        let start = segment.lines.start;
        for &at in &segment.changes {
            items.push(jump(&changes[at], start));
        }
    }
    el("details")
        .class("more")
        .child(el("summary").text(say::file_changed(changes.len())))
        .child(el("ul").class("jumps").child(items))
}

fn jump(change: &Changed, start: usize) -> El {
    el("li").child(
        el("button")
            .class("jump")
            .attr("type", "button")
            .on(CLICK, move |event| go(&event, start))
            .child(
                el("span")
                    .class("jump__line")
                    .text(change.first.to_string()),
            )
            .child(el("span").class("jump__path").text(&change.path))
            .child(el("span").class("jump__value").text(brief(&change.value))),
    )
}

/// Scrolls to a changed line of the file and puts the focus there.
fn go(event: &MouseEvent, line: usize) {
    // Found from the event: a handler that held the element would keep it for ever.
    let part = dom::closest(event, ".file").and_then(|file| {
        let part = format!("[data-line=\"{line}\"]");
        file.query_selector(&part).ok().flatten()
    });
    let Some(part) = part else { return };
    dom::into_sight(&part, ScrollLogicalPosition::Center);
    dom::focus(&part);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(first: usize, last: usize) -> Changed {
        Changed {
            first,
            last,
            path: "/a".into(),
            before: None,
            value: "1".into(),
            reason: "because".into(),
            source: "seed".into(),
        }
    }

    #[test]
    fn a_text_is_cut_at_its_changes_and_nothing_is_lost() {
        let text = "a\nb\nc\nd\ne\n";
        let cuts = |changes: &[Changed]| -> Vec<String> {
            segments(text, changes)
                .into_iter()
                .map(|one| {
                    format!(
                        "{:?} {} {:?}",
                        one.lines,
                        one.text.replace('\n', ""),
                        one.changes
                    )
                })
                .collect()
        };
        assert_eq!(cuts(&[]), ["1..6 abcde []"]);
        assert_eq!(
            cuts(&[change(2, 3), change(4, 4)]),
            ["1..2 a []", "2..4 bc [0]", "4..5 d [1]", "5..6 e []"]
        );
        assert_eq!(cuts(&[change(1, 3), change(3, 5)]), ["1..6 abcde [0, 1]"]);
        assert_eq!(cuts(&[change(9, 9)]), ["1..5 abcd []", "5..6 e [0]"]);
        assert_eq!(segments("", &[change(1, 1)])[0].text, "");
    }

    #[test]
    fn a_long_value_is_told_in_brief() {
        assert_eq!(brief("9443"), "9443");
        assert_eq!(brief("a\nb"), "a…");
        assert_eq!(brief(&"x".repeat(70)).chars().count(), 61);
    }
}
