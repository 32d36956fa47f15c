//! The design as a tree: the same model as the canvas, for screen readers, phones and keyboards.
//!
//! Arrow keys walk, Enter selects; below the tree is everything that can be done with the item that has the focus.

mod actions;
mod keys;

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::MouseEvent;

use super::Chrome;
use super::glyph::{self, glyph};
use crate::app::dom::{self, CLICK, El, FOCUS, KEY_DOWN, el, words};
use crate::app::labels;
use crate::app::signal::Signal;
use crate::app::store::{Look, Selected, Store};
use crate::app::words::{tell, word};
use crate::checks::Severity;
use crate::say;
use crate::table::SortedSet;

/// With more instances than this, hosts begin closed.
const FEW: usize = 60;

/// What the rows of the tree share.
#[derive(Clone, Copy)]
struct Tree {
    store: Store,
    chrome: Chrome,
    /// The item that has, or had last, the focus. A set of one or none: the page has the code for such a signal.
    active: Signal<SortedSet<Selected>>,
    /// Items whose branches are as they do not begin.
    turned: Signal<SortedSet<Selected>>,
    /// Whether hosts begin open.
    few: bool,
}

impl Tree {
    fn open(self, item: &Selected) -> bool {
        let turned = self.turned.with(|turned| turned.contains(item));
        match item {
            Selected::Host(_) => self.few != turned,
            Selected::Instance(_) => turned,
            Selected::Link(_) => false,
        }
    }

    fn turn(self, item: &Selected) {
        toggle(self.turned, item);
    }

    fn activate(self, item: &Selected) {
        self.active.set(SortedSet::from([item.clone()]));
    }

    fn choose(self, item: &Selected, more: bool) {
        self.activate(item);
        if more {
            toggle(self.store.selection, item);
        } else {
            self.store.select(item.clone());
        }
    }

    /// The active item, as long as the design has it.
    fn there(self) -> Option<Selected> {
        let store = self.store;
        let active = self.active.with(|active| active.first().cloned())?;
        let known = match &active {
            Selected::Host(id) => store.hosts.with(|hosts| hosts.contains(id)),
            Selected::Instance(id) => store.instances.with(|instances| instances.contains(id)),
            Selected::Link(key) => store.links.with(|links| links.contains(key)),
        };
        known.then_some(active)
    }

    /// The items one level below; those of no item are the hosts.
    fn below(self, item: Option<&Selected>) -> Vec<Selected> {
        let store = self.store;
        match item {
            None => store
                .hosts
                .with(|hosts| hosts.iter().cloned().map(Selected::Host).collect()),
            Some(Selected::Host(id)) => store.host(id).map_or_else(Vec::new, |row| {
                row.see(|row| {
                    let instances = row.instances.iter().cloned();
                    instances.map(Selected::Instance).collect()
                })
            }),
            Some(Selected::Instance(id)) => store.links.with(|links| {
                let own = links.iter().filter(|key| key.from == *id);
                own.cloned().map(Selected::Link).collect()
            }),
            Some(Selected::Link(_)) => Vec::new(),
        }
    }
}

/// The rows on the screen, from top to bottom.
fn shown_rows() -> Vec<web_sys::HtmlElement> {
    let Ok(found) = document().query_selector_all(".outline__tree [role=treeitem]") else {
        return Vec::new();
    };
    (0..found.length())
        .filter_map(|at| found.item(at)?.dyn_into().ok())
        .collect()
}

fn toggle(all: Signal<SortedSet<Selected>>, item: &Selected) {
    all.update(|all| {
        if !all.remove(item) {
            all.insert(item.clone());
        }
    });
}

pub(super) fn outline(store: Store, chrome: Chrome) -> El {
    let first = store
        .selection
        .with_untracked(|selection| selection.first().cloned());
    let tree = Tree {
        store,
        chrome,
        active: Signal::new(first.into_iter().collect()),
        turned: Signal::default(),
        few: store.instances.with_untracked(Vec::len) <= FEW,
    };
    // What the canvas selects becomes the active item.
    dom::watch(move || {
        store.selection.with(|selection| {
            if selection.len() == 1 {
                tree.active.set(selection.clone());
            }
        });
    });
    // The tab key enters the tree at the active item: there is one as long as there are hosts.
    dom::watch(move || {
        let first = store.hosts.with(|hosts| hosts.first().cloned());
        if let (None, Some(host)) = (tree.there(), first) {
            tree.activate(&Selected::Host(host));
        }
    });
    let list = el("ul")
        .class("outline__tree")
        .attr("role", "tree")
        .attr("aria-label", say::TAB_OUTLINE)
        .attr("aria-multiselectable", "true");
    let mut typed = keys::Typed::default();
    el("div")
        .class("outline")
        .child(actions::add_host(tree))
        .child(
            el("p")
                .class("muted")
                .bind("hidden", move || !store.hosts.with(Vec::is_empty))
                .text(say::OUTLINE_EMPTY),
        )
        .child(rows(list, tree, None).on(KEY_DOWN, move |event| {
            keys::on_key(tree, &mut typed, &event);
        }))
        .keyed(
            move || tree.there(),
            move |item| item.as_ref().map(|item| actions::actions(tree, item)),
        )
}

/// Fills a list with the rows below an item.
fn rows(list: El, tree: Tree, item: Option<Rc<Selected>>) -> El {
    list.each(
        move || tree.below(item.as_deref()),
        move |item| row(tree, item),
    )
}

/// What a row says.
#[derive(Default)]
struct Words {
    name: String,
    detail: String,
    severity: Option<Severity>,
}

impl Words {
    /// Empty once the item is gone: its row follows.
    fn of(store: Store, item: &Selected) -> Self {
        let words = match item {
            Selected::Host(id) => store.host(id).map(|row| {
                row.see(|row| {
                    let mut detail = tell(&say::count_instances(row.instances.len()));
                    if !row.host.address.is_empty() {
                        detail = format!("{}, {detail}", row.host.address);
                    }
                    if let Some(zone) = row.host.zone {
                        detail = format!("{detail}, {}", tell(&say::outline_zone(zone.said())));
                    }
                    Words {
                        name: row.host.name.clone(),
                        detail,
                        severity: row.severity,
                    }
                })
            }),
            Selected::Instance(id) => store.instance(id).map(|row| {
                row.see(|row| {
                    let mut detail = word(row.kind.said()).to_owned();
                    if let Some(offset) = row.offset {
                        detail = format!("{detail}, {}", tell(&say::outline_offset(offset)));
                    }
                    if let Some(port) = row.taken {
                        detail = format!("{detail}, {}", tell(&say::outline_taken(port)));
                    }
                    Words {
                        name: row.name.clone(),
                        detail,
                        severity: row.severity,
                    }
                })
            }),
            Selected::Link(key) => {
                let to = store.instance(&key.to);
                let to = to.map_or_else(String::new, |row| row.see(|row| row.name.clone()));
                Some(Words {
                    name: tell(&say::outline_to(to)),
                    detail: format!("{}, {}", word(key.kind.said()), store.link_label(key)),
                    severity: None,
                })
            }
        };
        words.unwrap_or_default()
    }

    /// All of it, for who cannot see the row.
    fn label(&self) -> String {
        let label = format!("{}, {}", self.name, self.detail);
        match self.severity {
            Some(severity) => format!("{label}, {}", word(labels::severity(severity))),
            None => label,
        }
    }
}

/// One row with its branch.
fn row(tree: Tree, item: &Selected) -> El {
    let store = tree.store;
    let item = Rc::new(item.clone());
    let leaf = matches!(*item, Selected::Link(_));
    let (said, open, chosen) = (item.clone(), item.clone(), item.clone());
    let (active, clicked, focused) = (item.clone(), item.clone(), item.clone());
    let row = el("li")
        .class("outline__item")
        .attr("role", "treeitem")
        .attr("aria-level", level(&item))
        .attr("data-node", item.to_string())
        .bind("aria-label", move || Words::of(store, &said).label())
        .bind("aria-expanded", move || {
            (!leaf).then(|| words(tree.open(&open)))
        })
        .bind("aria-selected", move || {
            words(store.selection.with(|all| all.contains(&*chosen)))
        })
        .bind("tabindex", move || {
            if tree.active.with(|all| all.contains(&*active)) {
                "0"
            } else {
                "-1"
            }
        })
        .on(CLICK, move |event: MouseEvent| {
            // The rows around this one are not meant.
            event.stop_propagation();
            let more = event.ctrl_key() || event.meta_key() || event.shift_key();
            tree.choose(&clicked, more);
        })
        .on(FOCUS, move |_| tree.activate(&focused))
        .child(line(tree, &item));
    if leaf {
        return row;
    }
    let own = item.clone();
    row.keyed(
        move || tree.open(&own),
        move |&open| open.then(|| rows(el("ul").attr("role", "group"), tree, Some(item.clone()))),
    )
}

/// What is seen of a row.
fn line(tree: Tree, item: &Rc<Selected>) -> El {
    let store = tree.store;
    let leaf = matches!(**item, Selected::Link(_));
    let (open, turned) = (item.clone(), item.clone());
    let (name, detail, fault) = (item.clone(), item.clone(), item.clone());
    el("div")
        .class("outline__row")
        .attr("data-level", level(item))
        .child(
            // A pointer's way; the arrow keys have their own.
            el("span")
                .class("outline__turn")
                .attr("aria-hidden", "true")
                .bind("data-open", move || tree.open(&open))
                .on(CLICK, move |event: MouseEvent| {
                    event.stop_propagation();
                    tree.turn(&turned);
                })
                .child((!leaf).then(|| glyph(glyph::RIGHT))),
        )
        .child(icon(store, item))
        .child(
            el("span")
                .class("outline__name")
                .bind_text(move || Words::of(store, &name).name),
        )
        .child(
            el("span")
                .class("outline__detail")
                .bind_text(move || Words::of(store, &detail).detail),
        )
        .keyed(
            move || Words::of(store, &fault).severity,
            |severity| {
                severity.map(|one| {
                    el("span")
                        .class("outline__fault")
                        .attr("data-severity", one.id())
                        .child(glyph::severity(one))
                })
            },
        )
}

/// From 1.
fn level(item: &Selected) -> &'static str {
    match item {
        Selected::Host(_) => "1",
        Selected::Instance(_) => "2",
        Selected::Link(_) => "3",
    }
}

fn icon(store: Store, item: &Selected) -> Option<El> {
    match item {
        Selected::Host(_) => Some(glyph::host()),
        Selected::Instance(id) => {
            let row = store.instance(id)?;
            Some(glyph::kind(row.peek(|row| row.kind)))
        }
        Selected::Link(key) => Some(
            el("span")
                .class("swatch")
                .attr("data-colour", key.kind.style().id()),
        ),
    }
}
