//! The files that a design amounts to, with what was changed in them and why. The engine writes them, beside the page.

mod code;

use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsValue;
use web_sys::Element;

use super::glyph::{self, glyph};
use super::{Chrome, Subject, Tab, button, name_of, name_of_host, subject};
use crate::app::dom::{self, CLICK, El, el};
use crate::app::engine::{self, Failure};
use crate::app::signal::Signal;
use crate::app::store::{Look, Store};
use crate::engine::{Entry, Listing, Scope, split};
use crate::model::saved;
use crate::say::{self, Message, Said};

/// Beyond it the whole bundle is listed on request only: so long a list takes longer than a frame to draw.
const FEW: usize = 100;
/// The class of a row in the list.
const ROW: &str = "files__file";
/// A burst of commands writes the files once.
const PAUSE: Duration = Duration::from_millis(120);

fn scope(store: Store) -> Scope {
    match subject(store) {
        Subject::Instance(id) => Scope::Instance(id),
        Subject::Link(key) => Scope::Instance(key.from),
        Subject::Host(id) => Scope::Host(id),
        Subject::Design | Subject::Several(_) => Scope::Bundle,
    }
}

/// The files on show; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    store: Store,
    /// As text, for the engine.
    scope: Signal<String>,
    listing: Signal<Listing>,
    /// Counts the lists and the open files that `listing` has held.
    listed: Signal<usize>,
    opened: Signal<usize>,
    /// Said in the place of the files; empty where there are some.
    note: Signal<Said>,
    /// What can be done about the note, as words on a button.
    offer: Signal<Option<Message>>,
    /// Whether a person has asked for the files of a large design.
    asked: Signal<bool>,
    /// What a person has opened last. It stays open when another instance has one of the same path.
    chosen: Signal<Option<String>>,
    current: Signal<Option<String>>,
    /// Counts what was wanted: an answer to anything but the last is stale.
    wanted: Signal<usize>,
    /// Whether the engine is at work, and whether something else was asked for since.
    busy: Signal<bool>,
    due: Signal<bool>,
}

/// Has the files of what is selected written while they are looked at.
pub(super) fn watch_files(store: Store, chrome: Chrome) -> Shown {
    let shown = Shown {
        store,
        scope: Signal::default(),
        listing: Signal::default(),
        listed: Signal::default(),
        opened: Signal::default(),
        note: Signal::default(),
        offer: Signal::default(),
        asked: Signal::default(),
        chosen: Signal::default(),
        current: Signal::default(),
        wanted: Signal::default(),
        busy: Signal::default(),
        due: Signal::default(),
    };
    // Reaches outside: the engine.
    dom::watch(move || {
        if chrome.tab.get() == Tab::Files && chrome.open.get() {
            store.plan.track();
            shown.want(scope(store).to_string());
        }
    });
    shown
}

impl Shown {
    /// Asks after a pause: a burst of commands writes once, and the screen comes first.
    fn want(self, scope: String) {
        if self.scope.with_untracked(|old| *old != scope) {
            self.scope.set(scope);
            self.say(say::WRITING_FILES, None);
        }
        let now = self.newer();
        set_timeout(
            move || {
                if self.wanted.get_untracked() == now {
                    self.send();
                }
            },
            PAUSE,
        );
    }

    fn newer(self) -> usize {
        let now = self.wanted.get_untracked() + 1;
        self.wanted.set(now);
        now
    }

    fn choose(self, path: String) {
        self.chosen.set(Some(path.clone()));
        self.current.set(Some(path));
        self.newer();
        self.send();
    }

    fn send(self) {
        let (store, scope) = (self.store, self.scope.get_untracked());
        let is_large = store.plan.peek(|plan| plan.instances.len()) > FEW
            && scope == Scope::Bundle.to_string();
        if is_large && !self.asked.get_untracked() {
            self.say(say::FILES_LARGE, Some(say::FILES_WRITE_ALL));
            return;
        }
        // One at a time, so that a slow answer is not waited for in vain more than once.
        if self.busy.get_untracked() {
            self.due.set(true);
            return;
        }
        self.busy.set(true);
        let wanted = self.wanted.get_untracked();
        let design = store.design.peek(saved::write);
        let chosen = self.chosen.get_untracked().unwrap_or_default();
        engine::ask(
            "files",
            &[&design, &scope, &chosen],
            Box::new(move |answer| self.answered(wanted, answer)),
        );
    }

    fn answered(self, wanted: usize, answer: Result<JsValue, Failure>) {
        self.busy.set(false);
        if self.due.get_untracked() {
            self.due.set(false);
            self.send();
        } else if self.wanted.get_untracked() == wanted {
            match answer {
                Ok(listing) => self.read(&listing.as_string().unwrap_or_default()),
                Err(failure) => {
                    let offer = failure.again.then_some(say::TRY_AGAIN);
                    self.say(say::sentence(&failure.why), offer);
                    self.store.announcement.set(failure.why);
                }
            }
        }
    }

    fn read(self, json: &str) {
        match Listing::read(json) {
            Ok(listing) => self.show(listing),
            // Page and engine are of one build: their names come with the page.
            Err(error) => self.say(say::files_unreadable(error.said()), None),
        }
    }

    fn show(self, listing: Listing) {
        let note = if listing.files.is_empty() {
            say::FILES_NONE
        } else {
            say::NOTHING
        };
        self.note.set(note.into());
        self.offer.set(None);
        self.put(listing);
    }

    /// Says something in the place of the files.
    fn say(self, note: impl Into<Said>, offer: Option<Message>) {
        self.note.set(note.into());
        self.offer.set(offer);
        self.put(Listing::default());
    }

    /// Where the open file stands in the list.
    fn position(self) -> Option<usize> {
        let current = self.current.get()?;
        self.listing
            .with_untracked(|listing| listing.files.iter().position(|file| file.path == current))
    }

    /// Shows each part that differs; the other one keeps its focus and its place.
    fn put(self, listing: Listing) {
        self.current
            .set(listing.open.as_ref().map(|open| open.path.clone()));
        let (list, open) = self
            .listing
            .with_untracked(|old| (old.files != listing.files, old.open != listing.open));
        self.listing.set(listing);
        if list {
            self.listed.update(|count| *count += 1);
        }
        if open {
            self.opened.update(|count| *count += 1);
        }
    }
}

pub(super) fn files_pane(store: Store, shown: Shown) -> El {
    let title = move || match scope(store) {
        Scope::Instance(id) => say::files_of_instance(name_of(store, &id)),
        Scope::Host(id) => say::files_on_host(name_of_host(store, &id)),
        Scope::Bundle => say::FILES_OF_BUNDLE.into(),
    };
    let count = move || {
        shown.listed.track();
        say::count_files(shown.listing.with_untracked(|listing| listing.files.len()))
    };
    el("div")
        .child(
            el("h2")
                .class("title__name")
                .bind_text(title)
                .text(" ")
                .child(el("small").class("muted").bind_text(count)),
        )
        .keyed(
            move || shown.note.get(),
            |note| (!note.is_empty()).then(|| el("p").class("muted").text(note)),
        )
        .keyed(
            move || shown.offer.get(),
            move |&offer| {
                offer.map(|offer| {
                    button(offer).on(CLICK, move |event| {
                        // This button goes; the focus stays near.
                        if let Some(pane) = dom::closest(&event, "[role=tabpanel]") {
                            dom::focus(&pane);
                        }
                        shown.asked.set(true);
                        shown.say(say::WRITING_FILES, None);
                        shown.send();
                    })
                })
            },
        )
        .child(list(shown))
        .keyed(
            move || shown.opened.get(),
            move |_| {
                shown.listing.with_untracked(|listing| {
                    listing.open.as_ref().map(|open| code::file(store, open))
                })
            },
        )
}

fn list(shown: Shown) -> El {
    let list = el("nav")
        .class("files")
        .attr("aria-label", say::TAB_FILES)
        .keyed(
            move || shown.listed.get(),
            move |_| {
                let mut parts = Vec::new();
                shown.listing.with_untracked(|listing| {
                    let by_folder = |a: &Entry, b: &Entry| split(&a.path).0 == split(&b.path).0;
                    for group in listing.files.chunk_by(by_folder) {
                        parts.extend(folder(shown, group));
                    }
                });
                parts
            },
        );
    let node = list.node().clone();
    dom::watch(move || mark(&node, shown.position()));
    list
}

/// Marks the open file. By hand: a binding in each of thousands of rows would wake them all.
fn mark(list: &Element, position: Option<usize>) {
    // Neither can fail for a name that attributes have.
    if let Ok(Some(old)) = list.query_selector("[aria-current]") {
        let _ = old.remove_attribute("aria-current");
    }
    let rows = list.get_elements_by_class_name(ROW);
    let row = position
        .and_then(|position| u32::try_from(position).ok())
        .and_then(|position| rows.item(position));
    if let Some(row) = row {
        let _ = row.set_attribute("aria-current", "true");
    }
}

/// The name of a folder and the list of what is in it.
fn folder(shown: Shown, group: &[Entry]) -> [El; 2] {
    let name = group.first().map_or("", |entry| split(&entry.path).0);
    let items: Vec<El> = group.iter().map(|entry| item(shown, entry)).collect();
    [
        el("p").class("files__folder").text(name).text("/"),
        el("ul").child(items),
    ]
}

fn item(shown: Shown, entry: &Entry) -> El {
    let target = entry.path.clone();
    let is_open = shown
        .current
        .with_untracked(|open| open.as_ref() == Some(&target));
    let changes = (entry.changes > 0).then(|| {
        el("small")
            .class("files__count")
            .text(entry.changes.to_string())
            .child(
                el("span")
                    .class("unseen")
                    .text(" ")
                    .text(say::files_changed(entry.changes)),
            )
    });
    el("li").child(
        el("button")
            .class(ROW)
            .attr("type", "button")
            .attr("aria-current", is_open.then_some("true"))
            .on(CLICK, move |_| shown.choose(target.clone()))
            .child(glyph(glyph::FILE))
            .child(el("span").text(split(&entry.path).1))
            .child(changes),
    )
}
