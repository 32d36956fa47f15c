//! Hosts and instances that are lifted: moved by hand with their links, held by grid and guides, let into zones.

use std::sync::Arc;

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

use super::super::Canvas;
use super::Spot;
use crate::app::dom;
use crate::app::store::Selected;
use crate::catalog::Zone;
use crate::diagram::{self, Area, Diagram, Guided, Rect};
use crate::model::Point;
use crate::plan::{Host, Plan};

/// Pixels of the screen within which a guide holds a host.
const GUIDED: f64 = 6.0;

/// Elements of the page that are moved by hand, and the links that follow them.
pub(super) struct Parts {
    elements: Vec<HtmlElement>,
    plan: Arc<Plan>,
    diagram: Arc<Diagram>,
    /// Whether an instance, by position, is moved.
    moved: Vec<bool>,
    links: Vec<FollowingLink>,
    /// Around the hosts that are moved; and the hosts near by that are not, whose lines may guide them.
    bounds: Option<Rect>,
    others: Vec<Rect>,
    /// The areas of the zones; and the zone of the first host that is moved.
    areas: Vec<Area>,
    left: Option<Zone>,
}

struct FollowingLink {
    /// Position in the plan.
    at: usize,
    path: Element,
}

impl Parts {
    pub(super) fn shift(&self, by: Point) {
        let transform = format!("translate({}px,{}px)", by.x, by.y);
        for element in &self.elements {
            dom::set_style(&element.style(), "transform", &transform);
        }
        for following in &self.links {
            let link = &self.plan.links[following.at];
            let card = |at: usize| -> Rect {
                let rest = self.diagram.cards[at];
                if self.moved[at] {
                    rest.shifted(by)
                } else {
                    rest
                }
            };
            let inside = self.moved[link.from] == self.moved[link.to]
                && self.plan.instances[link.from].host == self.plan.instances[link.to].host;
            let mut way =
                diagram::direct(card(link.from), card(link.to), link.kind.style(), inside);
            // The arrow's end is an attribute of the path, and stays.
            if self.diagram.ways[following.at].arrow_first {
                way.points.reverse();
            }
            let _ = following.path.set_attribute("d", &way.path());
        }
    }

    /// The area in which a place lies, by its position among those drawn, and its zone, which is another one than is left.
    pub(super) fn joins(&self, place: Option<Point>) -> Option<(usize, Zone)> {
        let place = place?;
        let at = self
            .areas
            .iter()
            .position(|area| area.rect.contains(place) && Some(area.zone) != self.left)?;
        Some((at, self.areas[at].zone))
    }
}

impl Canvas {
    /// Lifts elements, and the links of instances into the upper drawing: where they rest, each long link would make
    /// the browser paint nearly everything anew.
    pub(super) fn take(&self, lifted: &[Selected], goes: impl Fn(&Plan, usize) -> bool) -> Parts {
        let plan = self.store.plan.get_untracked();
        let moved: Vec<bool> = (0..plan.instances.len())
            .map(|at| goes(&plan, at))
            .collect();
        let elements: Vec<HtmlElement> = lifted
            .iter()
            .filter_map(|one| self.parts.element(one)?.dyn_into().ok())
            .collect();
        for element in &elements {
            dom::set_flag(element, "data-held", true);
        }
        let mut drawn = self.parts.links.borrow_mut();
        let links = plan
            .links
            .iter()
            .enumerate()
            .filter(|(_, link)| moved[link.from] || moved[link.to])
            .filter_map(|(at, _)| {
                let one = drawn.get_mut(at)?;
                one.lift(self.parts.upper.node());
                let path = one.path.clone();
                Some(FollowingLink { at, path })
            })
            .collect::<Vec<_>>();
        let (diagram, near) = (
            self.store.diagram.get_untracked(),
            self.parts.prepared.get().area,
        );
        let hosts = || plan.hosts.iter().zip(diagram.hosts.iter().copied());
        let is_lifted = |host: &Host| lifted.contains(&Selected::Host(host.id.clone()));
        let (with, rest): (Vec<_>, Vec<_>) = hosts().partition(|(host, _)| is_lifted(host));
        let is_first = |host: &Host| lifted.first() == Some(&Selected::Host(host.id.clone()));
        let others = rest.into_iter().map(|(_, rect)| rect);
        Parts {
            bounds: diagram::around(with.iter().map(|(_, rect)| *rect)),
            others: others.filter(|rect| rect.touches(near)).collect(),
            areas: diagram::areas(&plan, &diagram),
            left: with
                .iter()
                .find(|(host, _)| is_first(host))
                .and_then(|(host, _)| host.zone),
            elements,
            moved,
            links,
            plan: plan.clone(),
            diagram: diagram.clone(),
        }
    }

    /// Puts what was lifted back to where it rests.
    pub(super) fn put_back(&self, lifted: &Parts) {
        for element in &lifted.elements {
            dom::set_style(&element.style(), "transform", "none");
            dom::set_flag(element, "data-held", false);
        }
        let drawn = self.parts.links.borrow();
        for link in &lifted.links {
            // Another tab may have changed the design meanwhile.
            if let Some(one) = drawn.get(link.at).filter(|one| one.path == link.path) {
                one.rest(self.parts.lower.node());
            }
        }
    }

    pub(super) fn distance(&self, by: Spot) -> Point {
        self.view.with_untracked(|view| view.distance(by))
    }

    /// How far lifted hosts are moved, and what guides them.
    pub(super) fn guided(&self, parts: &Parts, shift: Spot, free: bool) -> (Point, Guided) {
        let by = self.distance(shift);
        let Some(bounds) = parts.bounds.filter(|_| !free) else {
            return (by, Guided::default());
        };
        let zoom = self.view.with_untracked(|view| view.zoom);
        #[allow(clippy::cast_possible_truncation)] // a few pixels
        let reach = (GUIDED / zoom) as i32;
        let guided = diagram::guided(bounds.shifted(by), &parts.others, reach);
        let by = Point {
            x: by.x.saturating_add(guided.by.x),
            y: by.y.saturating_add(guided.by.y),
        };
        (by, guided)
    }

    /// How far lifted hosts have been moved at the drop: to a guide, else to the grid.
    pub(super) fn rest(&self, parts: &Parts, shift: Spot, free: bool) -> Point {
        let (by, guided) = self.guided(parts, shift, free);
        let Some(bounds) = parts.bounds.filter(|_| !free) else {
            return by;
        };
        let corner = |by: Point| Point {
            x: bounds.x.saturating_add(by.x),
            y: bounds.y.saturating_add(by.y),
        };
        let on_grid = diagram::snapped(corner(by).clamped());
        Point {
            x: if guided.across {
                by.x
            } else {
                on_grid.x - bounds.x
            },
            y: if guided.down {
                by.y
            } else {
                on_grid.y - bounds.y
            },
        }
    }

    /// The lines that what is held shares with others.
    pub(super) fn draw_guides(&self, lines: &[(Point, Point)]) {
        let data: String = lines
            .iter()
            .map(|(a, b)| format!("M{} {}L{} {}", a.x, a.y, b.x, b.y))
            .collect();
        dom::set_attr(self.parts.guides.node(), "d", &data);
    }
}
