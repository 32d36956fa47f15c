//! Links: one path each below the hosts, lit ones with their ports, and the legend.

use std::cell::RefCell;

use leptos::prelude::*;

use super::Canvas;
use crate::app::chrome::Chrome;
use crate::app::dom::{self, CLICK, El, el, svg, words};
use crate::app::store::{self, LinkKey, Look, Selected, Store};
use crate::catalog::LinkStyle;
use crate::diagram::{self, Label};
use crate::table::SortedSet;

impl Canvas {
    /// All links, in one drawing below the hosts.
    pub(super) fn links(&self) -> El {
        let (store, canvas) = (self.store, self.clone());
        self.light();
        svg("svg")
            .class("links")
            .attr("aria-hidden", "true")
            .child(svg("defs").child(arrow()))
            .each(move || store.links.get(), move |key| canvas.link(key))
    }

    fn link(&self, key: &LinkKey) -> El {
        let Some(row) = self.store.link(key) else {
            return svg("path");
        };
        let marker = |at_start: bool| {
            move || {
                let here = row.see(|row| row.arrow_first == at_start);
                here.then_some("url(#arrow)")
            }
        };
        let path = svg("path")
            .class("link")
            .attr("data-link", key.to_string())
            .attr("data-style", key.kind.style().id())
            .bind("marker-start", marker(true))
            .bind("marker-end", marker(false))
            .bind("d", move || row.see(|row| row.path.clone()));
        self.parts.keep(&Selected::Link(key.clone()), &path);
        path
    }

    /// Lights the links of what is selected or under the pointer, and says their ports. Only elements that change are
    /// touched: of two thousand links, none asks.
    fn light(&self) {
        let (store, chrome, parts) = (self.store, self.chrome, self.parts.clone());
        let (hovered, root) = (self.hovered, self.root.clone());
        let last = RefCell::new(Vec::<LinkKey>::new());
        dom::watch(move || {
            store.diagram.track();
            let hovered = hovered.get();
            let focus = match &hovered {
                Some(one) => SortedSet::from([one.clone()]),
                None => store.selection.get(),
            };
            let lit = lit(store, &focus);
            let keys: Vec<LinkKey> = store.plan.peek(|plan| {
                lit.iter()
                    .map(|&at| store::key(plan, &plan.links[at]))
                    .collect()
            });
            for key in last.replace(keys.clone()) {
                if let Some(path) = parts.element(&Selected::Link(key)) {
                    dom::set_flag(&path, "data-lit", false);
                }
            }
            for key in &keys {
                if let Some(path) = parts.element(&Selected::Link(key.clone())) {
                    dom::set_flag(&path, "data-lit", true);
                    dom::raise(&path);
                }
            }
            dom::set_flag(root.node(), "data-focus", !keys.is_empty());
            let labels = if chrome.labels.get() && keys.is_empty() {
                all_labels(store)
            } else {
                labels(store, &lit, &focus)
            };
            draw(&parts.upper, &labels);
        });
    }
}

/// Positions of the links that belong to what is looked at.
fn lit(store: Store, focus: &SortedSet<Selected>) -> Vec<usize> {
    if focus.is_empty() {
        return Vec::new();
    }
    store.plan.peek(|plan| {
        let near = |at: usize| {
            let instance = &plan.instances[at];
            focus.contains(&Selected::Instance(instance.id.clone()))
                || focus.contains(&Selected::Host(plan.host_of(instance).id.clone()))
        };
        let near: Vec<bool> = (0..plan.instances.len()).map(near).collect();
        let links = plan.links.iter().enumerate();
        links
            .filter(|(_, link)| {
                near[link.from]
                    || near[link.to]
                    || focus.contains(&Selected::Link(store::key(plan, link)))
            })
            .map(|(at, _)| at)
            .collect()
    })
}

fn labels(store: Store, lit: &[usize], focus: &SortedSet<Selected>) -> Vec<Label> {
    store.plan.peek(|plan| {
        let near = |at: usize| {
            let instance = &plan.instances[at];
            focus.contains(&Selected::Instance(instance.id.clone()))
                || focus.contains(&Selected::Host(plan.host_of(instance).id.clone()))
        };
        store
            .diagram
            .peek(|diagram| diagram::labels(plan, diagram, lit, &near))
    })
}

/// The ports of every link, at what is called.
fn all_labels(store: Store) -> Vec<Label> {
    store.plan.peek(|plan| {
        let all: Vec<usize> = (0..plan.links.len()).collect();
        store
            .diagram
            .peek(|diagram| diagram::labels(plan, diagram, &all, &|_| false))
    })
}

/// Puts labels in place of those that were there.
fn draw(upper: &El, labels: &[Label]) {
    let node = upper.node();
    while let Some(old) = node.query_selector("text").ok().flatten() {
        old.remove();
    }
    for label in labels {
        let text = svg("text")
            .class("link-label")
            .attr("data-style", label.style.id())
            .attr("x", label.at.x.to_string())
            .attr("y", label.at.y.to_string())
            .attr("text-anchor", if label.ends { "end" } else { "start" })
            .text(&label.text);
        let _ = node.append_child(text.node());
    }
}

fn arrow() -> El {
    svg("marker")
        .attr("id", "arrow")
        .attr("viewBox", "0 0 8 8")
        .attr("refX", "7")
        .attr("refY", "4")
        .attr("markerWidth", "9")
        .attr("markerHeight", "9")
        .attr("markerUnits", "userSpaceOnUse")
        .attr("orient", "auto-start-reverse")
        .child(
            svg("path")
                .attr("d", "M0 .5L8 4L0 7.5z")
                .attr("fill", "context-stroke"),
        )
}

/// What the colours and dashes of the links mean that there are, and whether all ports are shown.
pub(super) fn legend(store: Store, chrome: Chrome) -> El {
    let there = move || -> Vec<LinkStyle> {
        store.plan.see(|plan| {
            let drawn =
                |style: &LinkStyle| plan.links.iter().any(|link| link.kind.style() == *style);
            LinkStyle::ALL.into_iter().filter(drawn).collect()
        })
    };
    let list = el("ul")
        .attr("aria-label", "Kinds of links")
        .keyed(there, |styles| {
            styles
                .iter()
                .map(|&style| sample(style))
                .collect::<Vec<_>>()
        });
    let ports = el("button")
        .class("legend__ports")
        .attr("type", "button")
        .attr("title", "Write the real ports beside every link")
        .bind("aria-pressed", move || words(chrome.labels.get()))
        .on(CLICK, move |_| chrome.labels.update(|on| *on = !*on))
        .text("Ports of all links");
    el("div")
        .class("legend")
        .bind("hidden", move || {
            store.plan.see(|plan| plan.links.is_empty())
        })
        .child(list)
        .child(ports)
}

fn sample(style: LinkStyle) -> El {
    let line = svg("path")
        .class("link")
        .attr("data-style", style.id())
        .attr("d", "M0 4H26");
    let drawing = svg("svg")
        .attr("viewBox", "0 0 26 8")
        .attr("aria-hidden", "true")
        .child(line);
    el("li").child(drawing).text(style.id())
}
