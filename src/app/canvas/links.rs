//! Links: one path each below the hosts, lit ones with their ports, and the legend.

use std::cell::RefCell;

use web_sys::Element;

use super::Canvas;
use crate::app::chrome::Chrome;
use crate::app::dom::{self, CLICK, El, el, svg, words};
use crate::app::store::{self, LinkKey, Look, Selected, Store};
use crate::catalog::LinkStyle;
use crate::diagram::{self, Label, Rect, Way};
use crate::model::InstanceId;
use crate::plan::{self, Link, Plan, Reach};
use crate::say::{self, Message};
use crate::table::{SortedMap, SortedSet};

/// A link as it is drawn now.
pub(super) struct DrawnLink {
    key: LinkKey,
    pub(super) path: Element,
    way: Way,
    /// Whether the page has another way: of what is left out, it gets the new one when it is shown.
    stale: bool,
    /// Whether it is left out, being far out of sight.
    away: bool,
}

impl DrawnLink {
    fn new(key: LinkKey, way: &Way) -> Self {
        let path = svg("path")
            .class("link")
            .attr("data-link", key.to_string())
            .attr("data-style", key.kind.style().id());
        let new = Self {
            key,
            path: path.node().clone(),
            way: way.clone(),
            stale: false,
            away: false,
        };
        new.point();
        new.write();
        new
    }

    fn follow(&mut self, way: &Way) {
        if self.way == *way {
            return;
        }
        let turned = self.way.arrow_first != way.arrow_first;
        self.way.clone_from(way);
        self.stale = true;
        if turned {
            self.point();
        }
    }

    /// Shows it along its way where that comes near an area, else leaves it out.
    pub(super) fn show(&mut self, area: Rect) {
        let near = self.way.bounds().is_some_and(|bounds| bounds.touches(area));
        self.leave_out(!near);
        if near && std::mem::take(&mut self.stale) {
            self.write();
        }
    }

    fn leave_out(&mut self, away: bool) {
        if self.away != away {
            self.away = away;
            dom::set_flag(&self.path, "data-away", away);
        }
    }

    fn write(&self) {
        dom::set_attr(&self.path, "d", &self.way.path());
    }

    /// Puts the arrow to the end that is called.
    fn point(&self) {
        let [here, elsewhere] = if self.way.arrow_first {
            ["marker-start", "marker-end"]
        } else {
            ["marker-end", "marker-start"]
        };
        dom::set_attr(&self.path, here, "url(#arrow)");
        dom::set_flag(&self.path, elsewhere, false);
    }

    /// Lifts it into another drawing, wherever it is.
    pub(super) fn lift(&mut self, upper: &Element) {
        self.leave_out(false);
        let _ = upper.append_child(&self.path);
    }

    /// Puts it back among those that rest, after it was lifted.
    pub(super) fn rest(&self, lower: &Element) {
        self.write();
        let _ = lower.append_child(&self.path);
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
            canvas.leave_out_links();
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
            drawn.push(if let Some(mut one) = known {
                one.follow(way);
                one
            } else {
                let new = DrawnLink::new(key, way);
                let _ = lower.append_child(&new.path);
                new
            });
        }
        for gone in before.into_iter().flatten() {
            gone.path.remove();
        }
    }

    /// Leaves out the links that do not come near what is drawn in full.
    pub(super) fn leave_out_links(&self) {
        let area = self.parts.prepared.get().area;
        for link in self.parts.links.borrow_mut().iter_mut() {
            link.show(area);
        }
    }

    /// Lights the links of what is selected or under the pointer, and says their ports. Only elements that change are
    /// touched: of two thousand links, none asks.
    fn light(&self) {
        let canvas = self.clone();
        let last = RefCell::new(Vec::<Element>::new());
        dom::watch(move || {
            let (store, parts) = (canvas.store, &canvas.parts);
            store.diagram.track();
            let hidden = canvas.chrome.hidden.get();
            let looked_at = canvas.looked_at();
            let shown = |link: &Link| !hidden.contains(&link.kind.style());
            let lit = store.plan.peek(|plan| {
                let links = plan.links.iter().enumerate();
                links
                    .filter(|(_, link)| shown(link) && looked_at.is_lit(plan, link))
                    .map(|(at, _)| at)
                    .collect::<Vec<usize>>()
            });
            let mut now: Vec<Element> = {
                let links = parts.links.borrow();
                let lit = lit.iter().filter_map(|&at| links.get(at));
                lit.map(|link| link.path.clone()).collect()
            };
            for path in &now {
                dom::raise(path);
            }
            dom::set_flag(canvas.element(), "data-focus", !now.is_empty());
            dom::set_flag(canvas.element(), "data-reach", looked_at.reach.is_some());
            now.extend(canvas.related(&looked_at));
            for element in last.replace(now.clone()) {
                dom::set_flag(&element, "data-lit", false);
            }
            for element in &now {
                dom::set_flag(element, "data-lit", true);
            }
            // With all that is reached, the ports stand where they are called, as with all links.
            let near = |at: usize| looked_at.reach.is_none() && looked_at.near[at];
            let labels = store.plan.peek(|plan| {
                store.diagram.peek(|diagram| {
                    if canvas.chrome.labels.get() && lit.is_empty() {
                        let links = plan.links.iter().enumerate();
                        let all = links.filter(|(_, link)| shown(link));
                        let all: Vec<usize> = all.map(|(at, _)| at).collect();
                        diagram::labels(plan, diagram, &all, &|_| false)
                    } else {
                        diagram::labels(plan, diagram, &lit, &near)
                    }
                })
            });
            draw(&parts.upper, &labels);
            canvas.draw_end(&looked_at);
        });
    }

    /// What is looked at: what the pointer is over, else what is selected. Followed.
    fn looked_at(&self) -> LookedAt {
        let hovered = self.hovered.get();
        let reach = self.reach.get().filter(|_| hovered.is_none());
        let chosen = match hovered {
            Some(one) => SortedSet::from([one]),
            None => self.store.selection.get(),
        };
        let key = |one: &Selected| match one {
            Selected::Link(key) => Some(key.clone()),
            Selected::Host(_) | Selected::Instance(_) => None,
        };
        let links: Vec<LinkKey> = chosen.iter().filter_map(key).collect();
        let near = self.store.plan.peek(|plan| {
            let near = |instance: &plan::Instance| {
                !chosen.is_empty()
                    && (chosen.contains(&Selected::Instance(instance.id.clone()))
                        || chosen.contains(&Selected::Host(plan.host_of(instance).id.clone())))
            };
            let near = plan.instances.iter().map(near).collect();
            match reach {
                Some(reach) => plan.reach(near, reach),
                None => near,
            }
        });
        LookedAt { near, links, reach }
    }

    /// The cards of those that are reached.
    fn related(&self, looked_at: &LookedAt) -> Vec<Element> {
        if looked_at.reach.is_none() {
            return Vec::new();
        }
        self.store.plan.peek(|plan| {
            let reached = plan.instances.iter().zip(&looked_at.near);
            reached
                .filter(|(_, near)| **near)
                .filter_map(|(one, _)| self.parts.element(&Selected::Instance(one.id.clone())))
                .collect()
        })
    }

    /// Shows all that the selected servers need, through others too, or all that need them; once more, only their own
    /// links.
    pub(in crate::app) fn show_reach(&self, reach: Reach) {
        let again = self.reach.get_untracked() == Some(reach);
        self.reach.set((!again).then_some(reach));
        if again {
            return;
        }
        let near = self.looked_at().near;
        let count = near.iter().filter(|near| **near).count();
        self.store.announcement.set(match reach {
            Reach::Needs => say::links_needs(count),
            Reach::NeededBy => say::links_needed_by(count),
        });
    }

    /// A grip at the called end of the link that is selected, where another may serve instead.
    fn draw_end(&self, looked_at: &LookedAt) {
        let upper = self.parts.upper.node();
        if let Some(old) = upper.query_selector(".link-end").ok().flatten() {
            old.remove();
        }
        let [key] = looked_at.links.as_slice() else {
            return;
        };
        let store = self.store;
        if offered(store, key).is_empty() {
            return;
        }
        let end = store.plan.peek(|plan| {
            let at = store::place_of_link(plan, key)?;
            store.diagram.peek(|diagram| diagram.ways.get(at)?.target())
        });
        let Some(end) = end else { return };
        let spot = |class| {
            svg("circle")
                .class(class)
                .attr("cx", end.x.to_string())
                .attr("cy", end.y.to_string())
        };
        let grip = svg("g")
            .class("link-end")
            .attr("data-style", key.kind.style().id())
            .child(svg("title").text(say::LINKS_DRAG_END))
            .child(spot("link-end__reach").attr("r", "1"))
            .child(spot("link-end__dot").attr("r", "5"));
        let _ = upper.append_child(grip.node());
    }
}

/// What is looked at.
struct LookedAt {
    /// Whether an instance, by position, is.
    near: Vec<bool>,
    links: Vec<LinkKey>,
    reach: Option<Reach>,
}

impl LookedAt {
    fn is_lit(&self, plan: &Plan, link: &Link) -> bool {
        let (from, to) = (self.near[link.from], self.near[link.to]);
        match self.reach {
            Some(_) => from && to && plan::is_need(link.kind),
            None => {
                from || to || !self.links.is_empty() && self.links.contains(&store::key(plan, link))
            }
        }
    }
}

/// Those who could serve a link instead of who does.
pub(super) fn offered(store: Store, key: &LinkKey) -> Vec<InstanceId> {
    let Some(need) = store::need_of(store, key) else {
        return Vec::new();
    };
    store.design.peek(|design| {
        plan::candidates(design, &key.from, need)
            .map(|one| one.id.clone())
            .filter(|one| *one != key.to)
            .collect()
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

/// What the colours and dashes of the links mean that there are, each to be left out or shown, and whether all ports are
/// shown.
pub(super) fn legend(store: Store, chrome: Chrome) -> El {
    let there = move || -> Vec<LinkStyle> {
        store.plan.see(|plan| {
            let drawn =
                |style: &LinkStyle| plan.links.iter().any(|link| link.kind.style() == *style);
            LinkStyle::ALL.into_iter().filter(drawn).collect()
        })
    };
    let list = el("ul")
        .attr("aria-label", say::LINKS_KINDS)
        .keyed(there, move |styles| {
            styles
                .iter()
                .map(|&style| sample(chrome, style))
                .collect::<Vec<_>>()
        });
    let ports = toggle()
        .attr("title", say::LINKS_WRITE_PORTS)
        .bind("aria-pressed", move || words(chrome.labels.get()))
        .on(CLICK, move |_| chrome.labels.update(|on| *on = !*on))
        .text(say::ACTION_PORTS_OF_ALL_LINKS);
    el("div")
        .class("legend")
        .bind("hidden", move || {
            store.plan.see(|plan| plan.links.is_empty())
        })
        .child(list)
        .child(ports)
}

fn toggle() -> El {
    el("button").class("legend__toggle").attr("type", "button")
}

/// In one word, for the legend.
fn name(style: LinkStyle) -> Message {
    match style {
        LinkStyle::Traffic => say::LINK_TRAFFIC,
        LinkStyle::Keys => say::LINKS_KEYS,
        LinkStyle::Deploy => say::LINKS_DEPLOY,
        LinkStyle::Cluster => say::LINK_CLUSTER,
        LinkStyle::Data => say::LINK_DATA,
        LinkStyle::Statistics => say::LINK_STATISTICS,
        LinkStyle::SignOn => say::LINK_SIGN_ON,
        LinkStyle::Messaging => say::LINK_MESSAGING,
    }
}

fn sample(chrome: Chrome, style: LinkStyle) -> El {
    let line = svg("path")
        .class("link")
        .attr("data-style", style.id())
        .attr("d", "M0 4H26");
    let drawing = svg("svg")
        .attr("viewBox", "0 0 26 8")
        .attr("aria-hidden", "true")
        .child(line);
    let hidden = chrome.hidden;
    el("li").child(
        toggle()
            .attr("title", say::LINKS_SHOW_OR_NOT)
            .bind("aria-pressed", move || {
                words(hidden.with(|all| !all.contains(&style)))
            })
            .on(CLICK, move |_| {
                hidden.update(|all| {
                    if !all.remove(&style) {
                        all.insert(style);
                    }
                });
            })
            .child(drawing)
            .text(name(style)),
    )
}
