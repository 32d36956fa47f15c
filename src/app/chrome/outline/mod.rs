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
use crate::app::canvas;
use crate::app::dom::{self, CLICK, El, FOCUS, KEY_DOWN, el, words};
use crate::app::labels;
use crate::app::signal::Signal;
use crate::app::store::{Look, Selected, Store};
use crate::app::words::{tell, word};
use crate::catalog::Zone;
use crate::checks::Severity;
use crate::model::HostId;
use crate::say;
use crate::table::SortedSet;

/// With more instances than this, hosts begin closed.
const FEW: usize = 60;

/// What a row is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Node {
    /// Where hosts have a zone, they stand below it.
    Zone(Zone),
    Item(Selected),
}

impl std::fmt::Display for Node {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Node::Zone(zone) => write!(f, "zone {}", zone.id()),
            Node::Item(item) => item.fmt(f),
        }
    }
}

impl Node {
    fn host(id: &HostId) -> Self {
        Node::Item(Selected::Host(id.clone()))
    }

    /// Whether nothing can be below it.
    fn is_leaf(&self) -> bool {
        matches!(self, Node::Item(Selected::Link(_)))
    }

    /// How it looks, from the largest; where it stands in the tree depends on the zones.
    fn rank(&self) -> &'static str {
        match self {
            Node::Zone(_) => "0",
            Node::Item(Selected::Host(_)) => "1",
            Node::Item(Selected::Instance(_)) => "2",
            Node::Item(Selected::Link(_)) => "3",
        }
    }
}

/// What the rows of the tree share.
#[derive(Clone, Copy)]
struct Tree {
    store: Store,
    chrome: Chrome,
    /// The row that has, or had last, the focus.
    active: Signal<Option<Node>>,
    /// Rows whose branches are as they do not begin.
    turned: Signal<Vec<Node>>,
    /// Whether hosts begin open.
    few: bool,
}

impl Tree {
    fn open(self, node: &Node) -> bool {
        let turned = self.turned.with(|turned| turned.contains(node));
        match node {
            Node::Zone(_) => !turned,
            Node::Item(Selected::Host(_)) => self.few != turned,
            Node::Item(Selected::Instance(_)) => turned,
            Node::Item(Selected::Link(_)) => false,
        }
    }

    fn turn(self, node: &Node) {
        self.turned
            .update(|turned| match turned.iter().position(|one| one == node) {
                Some(at) => drop(turned.swap_remove(at)),
                None => turned.push(node.clone()),
            });
    }

    fn activate(self, node: &Node) {
        self.active.set(Some(node.clone()));
    }

    fn choose(self, node: &Node, more: bool) {
        self.activate(node);
        match node {
            Node::Zone(zone) => canvas::select_zone(self.store, *zone),
            Node::Item(item) if more => toggle(self.store.selection, item),
            Node::Item(item) => self.store.select(item.clone()),
        }
    }

    fn is_chosen(self, node: &Node) -> bool {
        match node {
            Node::Zone(zone) => {
                let hosts = self.hosts_of(Some(*zone));
                hosts.iter().all(|host| self.is_chosen(host))
            }
            Node::Item(item) => self.store.selection.with(|all| all.contains(item)),
        }
    }

    /// The active row, as long as the design has what it is about.
    fn there(self) -> Option<Node> {
        let store = self.store;
        let active = self.active.get()?;
        let known = match &active {
            Node::Zone(zone) => !self.hosts_of(Some(*zone)).is_empty(),
            Node::Item(Selected::Host(id)) => store.hosts.with(|hosts| hosts.contains(id)),
            Node::Item(Selected::Instance(id)) => {
                store.instances.with(|instances| instances.contains(id))
            }
            Node::Item(Selected::Link(key)) => store.links.with(|links| links.contains(key)),
        };
        known.then_some(active)
    }

    fn hosts_of(self, zone: Option<Zone>) -> Vec<Node> {
        self.store.design.see(|design| {
            let hosts = design.hosts.iter().filter(|host| host.zone == zone);
            hosts.map(|host| Node::host(&host.id)).collect()
        })
    }

    /// The rows one level below; below none are the zones that hosts are in, and the hosts in no zone.
    fn below(self, node: Option<&Node>) -> Vec<Node> {
        let store = self.store;
        match node {
            None => {
                let zones = Zone::ALL.into_iter();
                let zones = zones.filter(|zone| !self.hosts_of(Some(*zone)).is_empty());
                zones.map(Node::Zone).chain(self.hosts_of(None)).collect()
            }
            Some(Node::Zone(zone)) => self.hosts_of(Some(*zone)),
            Some(Node::Item(Selected::Host(id))) => store.host(id).map_or_else(Vec::new, |row| {
                row.see(|row| {
                    let instances = row.instances.iter().cloned().map(Selected::Instance);
                    instances.map(Node::Item).collect()
                })
            }),
            Some(Node::Item(Selected::Instance(id))) => store.links.with(|links| {
                let own = links.iter().filter(|key| key.from == *id);
                own.cloned().map(Selected::Link).map(Node::Item).collect()
            }),
            Some(Node::Item(Selected::Link(_))) => Vec::new(),
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
        active: Signal::new(first.map(Node::Item)),
        turned: Signal::default(),
        few: store.instances.with_untracked(Vec::len) <= FEW,
    };
    // What the canvas selects becomes the active item.
    dom::watch(move || {
        store.selection.with(|selection| {
            if let (Some(one), 1) = (selection.first(), selection.len()) {
                tree.activate(&Node::Item(one.clone()));
            }
        });
    });
    // The tab key enters the tree at the active row: there is one as long as there are hosts.
    dom::watch(move || {
        if tree.there().is_none()
            && let Some(first) = tree.below(None).first()
        {
            tree.activate(first);
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
        .child(rows(list, tree, None, 1).on(KEY_DOWN, move |event| {
            keys::on_key(tree, &mut typed, &event);
        }))
        .keyed(
            move || tree.there(),
            move |node| node.as_ref().map(|node| actions::actions(tree, node)),
        )
}

/// Fills a list with the rows below another, which are at a level of the tree.
fn rows(list: El, tree: Tree, node: Option<Rc<Node>>, level: usize) -> El {
    list.each(
        move || tree.below(node.as_deref()),
        move |node| row(tree, node, level),
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
    fn of(tree: Tree, node: &Node) -> Self {
        let store = tree.store;
        let words = match node {
            Node::Zone(zone) => Some(Words {
                name: tell(&say::outline_zone(zone.said())),
                detail: tell(&say::count_hosts(tree.hosts_of(Some(*zone)).len())),
                severity: None,
            }),
            Node::Item(Selected::Host(id)) => store.host(id).map(|row| {
                row.see(|row| {
                    let mut detail = tell(&say::count_instances(row.instances.len()));
                    if !row.host.address.is_empty() {
                        detail = format!("{}, {detail}", row.host.address);
                    }
                    Words {
                        name: row.host.name.clone(),
                        detail,
                        severity: row.severity,
                    }
                })
            }),
            Node::Item(Selected::Instance(id)) => store.instance(id).map(|row| {
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
            Node::Item(Selected::Link(key)) => {
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
fn row(tree: Tree, node: &Node, level: usize) -> El {
    let node = Rc::new(node.clone());
    let leaf = node.is_leaf();
    let (said, open, chosen) = (node.clone(), node.clone(), node.clone());
    let (active, clicked, focused) = (node.clone(), node.clone(), node.clone());
    let row = el("li")
        .class("outline__item")
        .attr("role", "treeitem")
        .attr("aria-level", level.to_string())
        .attr("data-node", node.to_string())
        .bind("aria-label", move || Words::of(tree, &said).label())
        .bind("aria-expanded", move || {
            (!leaf).then(|| words(tree.open(&open)))
        })
        .bind("aria-selected", move || words(tree.is_chosen(&chosen)))
        .bind("tabindex", move || {
            if tree.active.with(|one| one.as_ref() == Some(&*active)) {
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
        .child(line(tree, &node));
    if leaf {
        return row;
    }
    let own = node.clone();
    row.keyed(
        move || tree.open(&own),
        move |&open| {
            open.then(|| {
                let list = el("ul").class("outline__branch").attr("role", "group");
                rows(list, tree, Some(node.clone()), level + 1)
            })
        },
    )
}

/// What is seen of a row.
fn line(tree: Tree, node: &Rc<Node>) -> El {
    let (open, turned) = (node.clone(), node.clone());
    let (name, detail, fault) = (node.clone(), node.clone(), node.clone());
    el("div")
        .class("outline__row")
        .attr("data-rank", node.rank())
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
                .child((!node.is_leaf()).then(|| glyph(glyph::RIGHT))),
        )
        .child(icon(tree.store, node))
        .child(
            el("span")
                .class("outline__name")
                .bind_text(move || Words::of(tree, &name).name),
        )
        .child(
            el("span")
                .class("outline__detail")
                .bind_text(move || Words::of(tree, &detail).detail),
        )
        .keyed(
            move || Words::of(tree, &fault).severity,
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

fn icon(store: Store, node: &Node) -> Option<El> {
    match node {
        Node::Zone(_) => None,
        Node::Item(Selected::Host(_)) => Some(glyph::host()),
        Node::Item(Selected::Instance(id)) => {
            let row = store.instance(id)?;
            Some(glyph::kind(row.peek(|row| row.kind)))
        }
        Node::Item(Selected::Link(key)) => Some(
            el("span")
                .class("swatch")
                .attr("data-colour", key.kind.style().id()),
        ),
    }
}
