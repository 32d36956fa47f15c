//! Links: one path each below the hosts, lit ones with their ports, and the legend.

use std::cell::RefCell;

use leptos::prelude::*;
use web_sys::Element;

use super::Canvas;
use crate::app::chrome::Chrome;
use crate::app::dom::{self, CLICK, El, el, svg, words};
use crate::app::store::{self, LinkKey, Look, Selected, Store};
use crate::catalog::LinkStyle;
use crate::diagram::{self, Label, Rect, Way};
use crate::table::{SortedMap, SortedSet};

/// A link as it is drawn now.
pub(super) struct DrawnLink {
    key: LinkKey,
    pub(super) path: Element,
    way: Way,
    /// Whether it is left out, being far out of sight.
    away: bool,
}

impl DrawnLink {
    fn new(key: LinkKey) -> Self {
        let path = svg("path")
            .class("link")
            .attr("data-link", key.to_string())
            .attr("data-style", key.kind.style().id());
        Self {
            key,
            path: path.node().clone(),
            way: Way::default(),
            away: false,
        }
    }

    /// Draws it along a way; the page is touched only where that differs.
    fn follow(&mut self, way: &Way) {
        if self.way == *way {
            return;
        }
        if self.way.points.is_empty() || self.way.arrow_first != way.arrow_first {
            let [here, elsewhere] = if way.arrow_first {
                ["marker-start", "marker-end"]
            } else {
                ["marker-end", "marker-start"]
            };
            dom::set_attr(&self.path, here, "url(#arrow)");
            dom::set_flag(&self.path, elsewhere, false);
        }
        dom::set_attr(&self.path, "d", &way.path());
        self.way.clone_from(way);
    }

    /// Puts it back among those that rest, after it was lifted.
    pub(super) fn rest(&self, lower: &Element) {
        dom::set_attr(&self.path, "d", &self.way.path());
        let _ = lower.append_child(&self.path);
    }

    pub(super) fn leave_out(&mut self, away: bool) {
        if self.away != away {
            self.away = away;
            dom::set_flag(&self.path, "data-away", away);
        }
    }
}

impl Canvas {
    /// All links, in one drawing below the hosts. Drawn by hand: thousands of them, each with signals of its own, cost
    /// more than all the rest of the page.
    pub(super) fn links(&self) -> El {
        let (store, canvas) = (self.store, self.clone());
        dom::watch(move || {
            store.links.track();
            store.diagram.track();
            canvas.draw_links();
        });
        self.light();
        self.parts.lower.clone().child(svg("defs").child(arrow()))
    }

    fn draw_links(&self) {
        let mut drawn = self.parts.links.borrow_mut();
        let mut before: Vec<Option<DrawnLink>> = drawn.drain(..).map(Some).collect();
        // Where each of them stands; made once the order is another one.
        let mut places: Option<SortedMap<LinkKey, usize>> = None;
        let mut next = 0;
        let lower = self.parts.lower.node();
        let (plan, diagram) = (
            self.store.plan.get_untracked(),
            self.store.diagram.get_untracked(),
        );
        for (link, way) in plan.links.iter().zip(&diagram.ways) {
            let key = store::key(&plan, link);
            let is_next = before
                .get(next)
                .is_some_and(|one| one.as_ref().is_some_and(|one| one.key == key));
            let known = if is_next {
                next += 1;
                before[next - 1].take()
            } else {
                let places = places.get_or_insert_with(|| {
                    let there = before.iter().enumerate();
                    there
                        .filter_map(|(at, one)| Some((one.as_ref()?.key.clone(), at)))
                        .collect()
                });
                places.get(&key).and_then(|&at| {
                    next = at + 1;
                    before[at].take()
                })
            };
            let mut one = known.unwrap_or_else(|| {
                let new = DrawnLink::new(key);
                let _ = lower.append_child(&new.path);
                new
            });
            one.follow(way);
            drawn.push(one);
        }
        for gone in before.into_iter().flatten() {
            gone.path.remove();
        }
    }

    /// Leaves out what of the links does not come near an area.
    pub(super) fn leave_out_links(&self, area: Rect) {
        for one in self.parts.links.borrow_mut().iter_mut() {
            let near = one.way.bounds().is_some_and(|bounds| bounds.touches(area));
            one.leave_out(!near);
        }
    }

    /// Lights the links of what is selected or under the pointer, and says their ports. Only elements that change are
    /// touched: of two thousand links, none asks.
    fn light(&self) {
        let (store, chrome, parts) = (self.store, self.chrome, self.parts.clone());
        let (hovered, root) = (self.hovered, self.root.clone());
        let last = RefCell::new(Vec::<Element>::new());
        dom::watch(move || {
            store.diagram.track();
            let hovered = hovered.get();
            let focus = match &hovered {
                Some(one) => SortedSet::from([one.clone()]),
                None => store.selection.get(),
            };
            let lit = lit(store, &focus);
            let paths: Vec<Element> = {
                let links = parts.links.borrow();
                let lit = lit.iter().filter_map(|&at| links.get(at));
                lit.map(|link| link.path.clone()).collect()
            };
            for path in last.replace(paths.clone()) {
                dom::set_flag(&path, "data-lit", false);
            }
            for path in &paths {
                dom::set_flag(path, "data-lit", true);
                dom::raise(path);
            }
            dom::set_flag(root.node(), "data-focus", !paths.is_empty());
            let labels = if chrome.labels.get() && paths.is_empty() {
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
