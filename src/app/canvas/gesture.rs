//! What a pointer does on the page, from press to release.
//!
//! During a drag nothing is derived: what is lifted is moved by a transform, its links are drawn anew by hand, once per
//! frame. The drop sends one command; Escape sends none. Two fingers move the view, whatever they are on.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use super::view::{Spot, View, decimal};
use super::{Canvas, edit, links};
use crate::app::dom::{self, El, el};
use crate::app::store::{LinkKey, Look, Selected};
use crate::catalog::{Kind, Zone};
use crate::diagram::{self, Diagram, Guided, Rect};
use crate::model::{Command, HostId, InstanceId, Point};
use crate::plan::Plan;
use crate::table::SortedSet;

/// Pixels before a press becomes a drag.
const THRESHOLD: f64 = 6.0;
/// Pixels from the canvas' edge within which a drag moves the view, and how far it does per frame at most.
const EDGE: f64 = 36.0;
const SCROLL: f64 = 14.0;
/// For so long a finger rests where a mouse would have a second button.
const LONG_PRESS: Duration = Duration::from_millis(500);
/// Pixels of the screen within which a guide holds a host.
const GUIDED: f64 = 6.0;
/// Where the pointer holds a host that a drag makes, in units of the design.
const GRIP: Point = Point { x: 116, y: 20 };

/// What is held.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::app) enum Held {
    Kind(Kind),
    NewHost,
    Host(HostId),
    Instance(InstanceId),
    /// The ground itself.
    Ground,
    /// The ground, to draw a frame around what is to be selected.
    Frame,
    /// The called end of the link that is selected.
    LinkEnd,
}

/// A press that may become a drag.
struct Press {
    held: Held,
    pointer: i32,
    start: Spot,
    latest: Spot,
    /// What a drag has lifted; `None` before the threshold.
    lifted: Option<Lifted>,
    /// What was in sight, for a drag that is cancelled.
    view: View,
    /// Whether neither grid nor guides hold what is moved: Alt is down.
    free: bool,
    /// Whether it was away from the canvas' edges: one that comes from the palette passes an edge without a wish to move.
    was_inside: bool,
}

/// What follows the pointer.
enum Lifted {
    Ghost(El),
    Hosts(Vec<HostId>, Parts),
    Instance(Parts),
    Ground,
    /// With what was selected before, and whether that stays so.
    Frame {
        frame: El,
        before: SortedSet<Selected>,
        adds: bool,
    },
    LinkEnd(LinkEnd),
}

/// An end of a link that looks for another server.
struct LinkEnd {
    key: LinkKey,
    /// Position in the plan.
    at: usize,
    /// The card that calls.
    from: Rect,
    path: Element,
    /// Those who could serve it, with their places.
    offered: Vec<(InstanceId, Rect)>,
}

/// Two fingers on the canvas.
#[derive(Clone, Copy)]
struct Pinch {
    pointers: [i32; 2],
    spots: [Spot; 2],
}

impl Pinch {
    fn middle(&self) -> Spot {
        let [a, b] = self.spots;
        (f64::midpoint(a.0, b.0), f64::midpoint(a.1, b.1))
    }

    /// Never 0: two fingers may be reported at one place.
    fn distance(&self) -> f64 {
        let [a, b] = self.spots;
        (a.0 - b.0).hypot(a.1 - b.1).max(1.0)
    }
}

/// Elements of the page that are moved by hand, and the links that follow them.
struct Parts {
    elements: Vec<HtmlElement>,
    plan: std::sync::Arc<Plan>,
    diagram: std::sync::Arc<Diagram>,
    /// Whether an instance, by position, is moved.
    moved: Vec<bool>,
    links: Vec<FollowingLink>,
    /// Around the hosts that are moved; and the hosts near by that are not, whose lines may guide them.
    bounds: Option<Rect>,
    others: Vec<Rect>,
}

struct FollowingLink {
    /// Position in the plan.
    at: usize,
    path: Element,
}

/// The press that is under way, if any.
#[derive(Default)]
pub(super) struct Gesture {
    press: RefCell<Option<Press>>,
    pinch: Cell<Option<Pinch>>,
    frame: RefCell<bool>,
    target: RefCell<Option<Element>>,
    /// What a drop would do, beside the pointer.
    note: RefCell<Option<El>>,
    /// Whether the space bar is down, and whether a drag has made use of it.
    pub(super) space: Cell<bool>,
    pub(super) space_used: Cell<bool>,
}

impl Canvas {
    /// A pointer went down on something that can be held.
    pub(in crate::app) fn press(&self, held: Held, event: &PointerEvent) {
        let touch = event.pointer_type() == "touch";
        let (ground, space) = (held == Held::Ground, self.gesture.space.get());
        let pans = ground && matches!(event.button(), 0 | 1);
        if event.button() != 0 && !pans {
            return;
        }
        let spot = spot(event);
        let first = self
            .gesture
            .press
            .borrow()
            .as_ref()
            .map(|one| (one.pointer, one.latest));
        if let Some((pointer, latest)) = first {
            if touch && self.gesture.pinch.get().is_none() {
                self.cancel();
                self.gesture.pinch.set(Some(Pinch {
                    pointers: [pointer, event.pointer_id()],
                    spots: [latest, spot],
                }));
            }
            return;
        }
        let frames = ground && event.button() == 0 && !touch && !space;
        let held = if frames && (event.shift_key() || self.chrome.draws_frames()) {
            Held::Frame
        } else if space {
            self.gesture.space_used.set(true);
            Held::Ground
        } else {
            held
        };
        if touch {
            self.wait_for_long_press(event.pointer_id());
        }
        self.gesture.press.replace(Some(Press {
            held,
            pointer: event.pointer_id(),
            start: spot,
            latest: spot,
            lifted: None,
            view: self.view.get_untracked(),
            free: false,
            was_inside: false,
        }));
    }

    /// Whether something is held; what is under the pointer is of no interest then.
    pub(super) fn is_pressed(&self) -> bool {
        self.gesture.press.borrow().is_some()
    }

    /// Opens the menu where a finger rests.
    fn wait_for_long_press(&self, pointer: i32) {
        let canvas = self.clone();
        set_timeout(
            move || {
                let press = canvas
                    .gesture
                    .press
                    .borrow_mut()
                    .take_if(|press| press.pointer == pointer && press.lifted.is_none());
                if let Some(press) = press {
                    canvas.open_menu(&press.held, press.latest);
                }
            },
            LONG_PRESS,
        );
    }

    /// Follows two fingers. `false` where there are not two.
    fn pinched(&self, event: &PointerEvent) -> bool {
        let Some(before) = self.gesture.pinch.get() else {
            return false;
        };
        let mut now = before;
        for (pointer, at) in now.pointers.iter().zip(&mut now.spots) {
            if *pointer == event.pointer_id() {
                *at = spot(event);
            }
        }
        self.gesture.pinch.set(Some(now));
        let bounds = self.element().get_bounding_client_rect();
        let (from, to) = (before.middle(), now.middle());
        let at = (to.0 - bounds.left(), to.1 - bounds.top());
        let factor = now.distance() / before.distance();
        self.view.update(|view| {
            *view = view
                .panned((to.0 - from.0, to.1 - from.1))
                .zoomed(factor, at);
        });
        true
    }

    pub(super) fn pointer_moved(&self, event: &PointerEvent) {
        if self.pinched(event) {
            return;
        }
        let mut press = self.gesture.press.borrow_mut();
        let Some(press) = press
            .as_mut()
            .filter(|one| one.pointer == event.pointer_id())
        else {
            return;
        };
        let before = press.latest;
        press.latest = spot(event);
        press.free = event.alt_key();
        if press.lifted.is_none() {
            let (x, y) = press.shift();
            if x.hypot(y) < THRESHOLD {
                press.latest = before;
                return;
            }
            let adds = event.ctrl_key() || event.meta_key() || event.shift_key();
            press.lifted = Some(self.lift(&press.held, adds));
            dom::set_flag(self.element(), "data-dragging", true);
        }
        self.follow_soon();
    }

    /// Moves the view where a drag is at the canvas' edge, and goes on with the next frame.
    fn scroll(&self, press: &mut Press) {
        if matches!(press.lifted, Some(Lifted::Ground) | None) {
            return;
        }
        let bounds = self.element().get_bounding_client_rect();
        let into = |at: f64, low: f64, high: f64| {
            let near = (EDGE - (at - low)).max(0.0) - (EDGE - (high - at)).max(0.0);
            near / EDGE * SCROLL
        };
        let by = (
            into(press.latest.0, bounds.left(), bounds.right()),
            into(press.latest.1, bounds.top(), bounds.bottom()),
        );
        if self.place_of(press.latest).is_none() {
            return;
        }
        press.was_inside |= by == (0.0, 0.0);
        if by == (0.0, 0.0) || !press.was_inside {
            return;
        }
        self.view.update(|view| *view = view.panned(by));
        // What is held stays under the pointer.
        press.start = (press.start.0 + by.0, press.start.1 + by.1);
        self.follow_soon();
    }

    fn follow_soon(&self) {
        // Once per frame, however often the pointer reports.
        if !self.gesture.frame.replace(true) {
            let canvas = self.clone();
            request_animation_frame(move || {
                canvas.gesture.frame.replace(false);
                canvas.follow();
            });
        }
    }

    /// Draws what is held where the pointer is.
    fn follow(&self) {
        let mut press = self.gesture.press.borrow_mut();
        let Some(press) = press.as_mut() else { return };
        self.scroll(press);
        let shift = press.shift();
        match &press.lifted {
            None => return,
            Some(Lifted::Ghost(ghost)) => move_to(ghost, press.latest),
            Some(Lifted::Instance(parts)) => parts.shift(self.distance(shift)),
            Some(Lifted::Hosts(hosts, parts)) => {
                let (by, guided) = self.guided(parts, shift, press.free);
                parts.shift(by);
                self.draw_guides(&guided.lines);
                let joins = self.joins(hosts, parts, by);
                let area = joins.and_then(|(at, _)| {
                    let all = self.element().query_selector_all(".zone").ok()?;
                    all.item(u32::try_from(at).ok()?)?.dyn_into().ok()
                });
                let would = || Some(format!("into the zone {}", joins?.1.label()));
                self.aim(area, press.latest, &would);
                return;
            }
            Some(Lifted::LinkEnd(end)) => {
                self.follow_link_end(end, press.latest);
                return;
            }
            Some(Lifted::Ground) => {
                self.view.update(|view| *view = view.panned(shift));
                press.start = press.latest;
            }
            Some(Lifted::Frame {
                frame,
                before,
                adds,
            }) => {
                let (start, end) = (press.start, press.latest);
                self.draw_frame(frame, start, end);
                let stays = before.iter().filter(|_| *adds).cloned();
                let chosen = stays.chain(self.inside(start, end)).collect();
                if self.store.selection.with_untracked(|now| *now != chosen) {
                    self.store.selection.set(chosen);
                }
            }
        }
        let drops = matches!(press.held, Held::Kind(_) | Held::Instance(_));
        let target = drops
            .then(|| self.host_at(self.place_of(press.latest)?))
            .flatten();
        let would = || edit::drop_would(self.store, &press.held, target.as_ref()?);
        let host = target.clone().map(Selected::Host);
        let element = host.and_then(|host| self.parts.element(&host));
        self.aim(element, press.latest, &would);
    }

    fn distance(&self, by: Spot) -> Point {
        self.view.with_untracked(|view| view.distance(by))
    }

    /// How far lifted hosts are moved, and what guides them.
    fn guided(&self, parts: &Parts, shift: Spot, free: bool) -> (Point, Guided) {
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
    fn rest(&self, parts: &Parts, shift: Spot, free: bool) -> Point {
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

    /// The zone that hosts come into by a move, with the position of its area.
    fn joins(&self, hosts: &[HostId], parts: &Parts, by: Point) -> Option<(usize, Zone)> {
        let bounds = parts.bounds?.shifted(by);
        let middle = Point {
            x: bounds.x + bounds.width / 2,
            y: bounds.y + bounds.height / 2,
        };
        let left = parts
            .plan
            .hosts
            .iter()
            .find(|host| Some(&host.id) == hosts.first())
            .and_then(|host| host.zone);
        edit::zone_at(self.store, middle, left)
    }

    /// The lines that what is held shares with others.
    fn draw_guides(&self, lines: &[(Point, Point)]) {
        let data: String = lines
            .iter()
            .map(|(a, b)| format!("M{} {}L{} {}", a.x, a.y, b.x, b.y))
            .collect();
        dom::set_attr(self.parts.guides.node(), "d", &data);
    }

    /// Where the frame is, on the canvas.
    fn draw_frame(&self, frame: &El, start: Spot, end: Spot) {
        let bounds = self.element().get_bounding_client_rect();
        let style = frame.cast::<HtmlElement>().style();
        for (property, value) in [
            ("left", start.0.min(end.0) - bounds.left()),
            ("top", start.1.min(end.1) - bounds.top()),
            ("width", (start.0 - end.0).abs()),
            ("height", (start.1 - end.1).abs()),
        ] {
            dom::set_style(&style, property, &format!("{}px", decimal(value)));
        }
    }

    /// What lies between two spots of the screen: hosts that do as a whole, of others the instances that are touched.
    fn inside(&self, start: Spot, end: Spot) -> Vec<Selected> {
        let bounds = self.element().get_bounding_client_rect();
        let place = |spot: Spot| {
            self.view
                .with_untracked(|view| view.place((spot.0 - bounds.left(), spot.1 - bounds.top())))
        };
        let (a, b) = (place(start), place(end));
        let frame = Rect {
            x: a.x.min(b.x),
            y: a.y.min(b.y),
            width: (a.x - b.x).abs(),
            height: (a.y - b.y).abs(),
        };
        let plan = self.store.plan.get_untracked();
        let mut chosen = Vec::new();
        self.store.diagram.peek(|diagram| {
            for (host, rect) in plan.hosts.iter().zip(&diagram.hosts) {
                if frame.holds(*rect) {
                    chosen.push(Selected::Host(host.id.clone()));
                    continue;
                }
                for &at in &host.instances {
                    if frame.touches(diagram.cards[at]) {
                        chosen.push(Selected::Instance(plan.instances[at].id.clone()));
                    }
                }
            }
        });
        chosen
    }

    /// Marks what a drop would reach, and says beside the pointer what it `would` do.
    fn aim(&self, new: Option<Element>, (x, y): Spot, would: &dyn Fn() -> Option<String>) {
        let mut note = self.gesture.note.borrow_mut();
        let mut target = self.gesture.target.borrow_mut();
        // Worked out anew for another target only.
        if *target != new {
            if let Some(old) = target.take() {
                dom::set_flag(&old, "data-target", false);
            }
            if let Some(old) = note.take() {
                old.node().remove();
            }
            if let Some(new) = &new {
                dom::set_flag(new, "data-target", true);
                *note = would().map(|text| beside_pointer("drop-note", &text));
            }
            *target = new;
        }
        if let Some(note) = &*note {
            move_to(note, (x, y));
        }
    }

    pub(super) fn pointer_released(&self, event: &PointerEvent) {
        self.gesture.pinch.set(None);
        let ours = |press: &Press| press.pointer == event.pointer_id();
        if !self.gesture.press.borrow().as_ref().is_some_and(ours) {
            return;
        }
        let Some(press) = self.let_go() else { return };
        match &press.lifted {
            None => self.clicked(press.held, event),
            Some(_) => self.dropped(press),
        }
    }

    /// Ends the gesture and leaves everything as it was. `false` where there was none.
    pub(super) fn cancel(&self) -> bool {
        self.gesture.pinch.set(None);
        let Some(press) = self.let_go() else {
            return false;
        };
        match press.lifted {
            Some(Lifted::Frame { before, .. }) => {
                self.view.set(press.view);
                self.store.selection.set(before);
            }
            Some(
                Lifted::Ghost(_) | Lifted::Hosts(..) | Lifted::Instance(_) | Lifted::LinkEnd(_),
            ) => {
                self.view.set(press.view);
            }
            Some(Lifted::Ground) | None => {}
        }
        true
    }

    /// Puts what was lifted back to where it was.
    fn let_go(&self) -> Option<Press> {
        let press = self.gesture.press.take()?;
        match &press.lifted {
            Some(Lifted::Ghost(one) | Lifted::Frame { frame: one, .. }) => one.node().remove(),
            Some(Lifted::Hosts(_, parts) | Lifted::Instance(parts)) => {
                self.draw_guides(&[]);
                self.put_back(parts);
            }
            Some(Lifted::LinkEnd(end)) => self.put_link_back(end),
            Some(Lifted::Ground) | None => {}
        }
        self.aim(None, press.latest, &|| None);
        dom::set_flag(self.element(), "data-dragging", false);
        Some(press)
    }

    /// `adds` says whether what was selected stays so.
    fn lift(&self, held: &Held, adds: bool) -> Lifted {
        match held {
            Held::Kind(kind) => Lifted::Ghost(beside_pointer("ghost", kind.label())),
            Held::NewHost => Lifted::Ghost(beside_pointer("ghost", "Host")),
            Held::Ground => Lifted::Ground,
            Held::LinkEnd => self.lift_link_end().map_or(Lifted::Ground, Lifted::LinkEnd),
            Held::Frame => {
                let frame = el("div").class("frame").attr("aria-hidden", "true");
                let _ = self.element().append_child(frame.node());
                Lifted::Frame {
                    frame,
                    before: self.store.selection.get_untracked(),
                    adds,
                }
            }
            Held::Host(id) => {
                // A host of several that are selected takes the others along.
                let mut hosts = edit::selected_hosts(self.store);
                if !hosts.contains(id) {
                    hosts = vec![id.clone()];
                }
                let parts = self.take(
                    &hosts
                        .iter()
                        .cloned()
                        .map(Selected::Host)
                        .collect::<Vec<_>>(),
                    |plan, at| hosts.contains(&plan.hosts[plan.instances[at].host].id),
                );
                Lifted::Hosts(hosts, parts)
            }
            Held::Instance(id) => {
                let one = Selected::Instance(id.clone());
                Lifted::Instance(self.take(&[one], |plan, at| plan.instances[at].id == *id))
            }
        }
    }

    /// Lifts elements, and the links of instances into the upper drawing: where they rest, each long link would make
    /// the browser paint nearly everything anew.
    fn take(&self, lifted: &[Selected], goes: impl Fn(&Plan, usize) -> bool) -> Parts {
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
        let of_hosts = |is_lifted: bool| {
            let hosts = plan.hosts.iter().zip(&diagram.hosts);
            hosts.filter(move |(host, _)| {
                lifted.contains(&Selected::Host(host.id.clone())) == is_lifted
            })
        };
        Parts {
            elements,
            moved,
            links,
            bounds: diagram::around(of_hosts(true).map(|(_, rect)| *rect)),
            others: of_hosts(false)
                .map(|(_, rect)| *rect)
                .filter(|rect| rect.touches(near))
                .collect(),
            diagram: self.store.diagram.get_untracked(),
            plan: plan.clone(),
        }
    }

    /// Puts what was lifted back to where it rests.
    fn put_back(&self, lifted: &Parts) {
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

    /// Lifts the called end of the selected link, and marks those who could serve it.
    fn lift_link_end(&self) -> Option<LinkEnd> {
        let store = self.store;
        let key = store.selection.with_untracked(|all| match all.first() {
            Some(Selected::Link(key)) => Some(key.clone()),
            _ => None,
        })?;
        let offered = links::offered(store, &key);
        let (plan, diagram) = (store.plan.get_untracked(), store.diagram.get_untracked());
        let at = plan
            .links
            .iter()
            .position(|link| crate::app::store::key(&plan, link) == key)?;
        let path = {
            let mut drawn = self.parts.links.borrow_mut();
            let one = drawn.get_mut(at)?;
            one.lift(self.parts.upper.node());
            one.path.clone()
        };
        let places = plan.instances.iter().zip(&diagram.cards);
        let offered: Vec<(InstanceId, Rect)> = places
            .filter(|(one, _)| offered.contains(&one.id))
            .map(|(one, card)| (one.id.clone(), *card))
            .collect();
        self.mark_offered(&offered, true);
        let from = diagram.cards[plan.links[at].from];
        Some(LinkEnd {
            key,
            at,
            from,
            path,
            offered,
        })
    }

    fn mark_offered(&self, offered: &[(InstanceId, Rect)], is: bool) {
        dom::set_flag(self.element(), "data-offering", is);
        for (id, _) in offered {
            if let Some(card) = self.parts.element(&Selected::Instance(id.clone())) {
                dom::set_flag(&card, "data-offered", is);
            }
        }
    }

    /// Draws the link to the pointer.
    fn follow_link_end(&self, end: &LinkEnd, spot: Spot) {
        let place = self.place_of(spot);
        let target = place.and_then(|place| end.offered_at(place));
        let to = end
            .offered
            .iter()
            .find(|(id, _)| Some(id) == target.as_ref())
            .map(|(_, card)| *card)
            .or(place.map(|Point { x, y }| Rect {
                x,
                y,
                ..Rect::default()
            }));
        if let Some(to) = to {
            let way = diagram::direct(end.from, to, end.key.kind.style(), false);
            let _ = end.path.set_attribute("d", &way.path());
        }
        let would = || {
            let name = self
                .store
                .plan
                .peek(|plan| plan.instance(target.as_ref()?).map(|one| one.name.clone()));
            Some(format!("{} serves {}", name?, end.key.kind.label()))
        };
        let instance = target.clone().map(Selected::Instance);
        let element = instance.and_then(|one| self.parts.element(&one));
        self.aim(element, spot, &would);
    }

    fn put_link_back(&self, end: &LinkEnd) {
        self.mark_offered(&end.offered, false);
        let drawn = self.parts.links.borrow();
        if let Some(one) = drawn.get(end.at).filter(|one| one.path == end.path) {
            one.rest(self.parts.lower.node());
        }
    }

    /// What a press without a drag means.
    fn clicked(&self, held: Held, event: &PointerEvent) {
        let store = self.store;
        let add = event.shift_key() || event.ctrl_key() || event.meta_key();
        let picked = store.picked.get_untracked();
        if let Some(kind) = picked
            && !matches!(held, Held::Kind(_) | Held::NewHost)
            && let Some(place) = self.place_of(spot(event))
        {
            edit::place(store, kind, self.host_at(place), gripped(place));
            // Several of a kind are placed with shift held.
            if !event.shift_key() {
                store.picked.set(None);
            }
            return;
        }
        match held {
            Held::Host(id) => self.choose(Selected::Host(id), add),
            Held::Instance(id) => self.choose(Selected::Instance(id), add),
            Held::Ground | Held::Frame => match self.link_under(spot(event)) {
                Some(link) => self.choose(link, add),
                None if !add => store.selection.update(crate::table::SortedSet::clear),
                None => {}
            },
            // The button's own click follows, for the keyboard too.
            Held::Kind(_) | Held::NewHost | Held::LinkEnd => {}
        }
    }

    fn dropped(&self, press: Press) {
        let store = self.store;
        let shift = press.shift();
        let place = self.place_of(press.latest);
        match (press.held, press.lifted) {
            // Outside, they would be out of sight.
            (_, Some(Lifted::Hosts(hosts, parts))) => {
                if place.is_some() {
                    let by = self.rest(&parts, shift, press.free);
                    let zone = self.joins(&hosts, &parts, by);
                    edit::move_hosts(store, &hosts, by, zone.map(|(_, zone)| zone));
                }
            }
            (Held::NewHost, _) => {
                if let Some(place) = place {
                    edit::add_host(store, gripped(place));
                }
            }
            (Held::Kind(kind), _) => {
                if let Some(place) = place {
                    edit::place(store, kind, self.host_at(place), gripped(place));
                }
            }
            (Held::Instance(id), _) => {
                if let Some(place) = place {
                    let host = self.host_at(place).map(|host| {
                        let before = self.card_below(&host, place);
                        (host, before)
                    });
                    edit::move_instance(store, id, host, gripped(place));
                }
            }
            (Held::LinkEnd, Some(Lifted::LinkEnd(end))) => {
                if let Some(to) = place.and_then(|place| end.offered_at(place)) {
                    store.run(Command::Bind {
                        from: end.key.from,
                        kind: end.key.kind,
                        to: Some(to),
                    });
                }
            }
            (Held::Host(_) | Held::Ground | Held::Frame | Held::LinkEnd, _) => {}
        }
    }

    /// Selects one thing alone, or adds it to what is selected or takes it away.
    pub(super) fn choose(&self, one: Selected, add: bool) {
        if add {
            self.store.selection.update(|selection| {
                if !selection.remove(&one) {
                    selection.insert(one);
                }
            });
        } else {
            self.store.select(one);
        }
    }

    /// The instance before which something dropped on a host comes.
    fn card_below(&self, host: &HostId, place: Point) -> Option<InstanceId> {
        let (plan, diagram) = (
            self.store.plan.get_untracked(),
            self.store.diagram.get_untracked(),
        );
        let host = plan.hosts.iter().find(|one| one.id == *host)?;
        let below = |at: usize| -> bool {
            let card = diagram.cards[at];
            place.y < card.y + card.height / 2
        };
        let at = host.instances.iter().copied().find(|&at| below(at))?;
        Some(plan.instances[at].id.clone())
    }

    fn host_at(&self, place: Point) -> Option<HostId> {
        let hosts = self.store.hosts.get_untracked();
        self.store.diagram.peek(|diagram| {
            // The last is drawn on top.
            let at = diagram
                .hosts
                .iter()
                .rposition(|rect| rect.contains(place))?;
            hosts.get(at).cloned()
        })
    }
}

impl LinkEnd {
    /// Who could serve it at a place.
    fn offered_at(&self, place: Point) -> Option<InstanceId> {
        let at = self.offered.iter().find(|(_, card)| card.contains(place));
        at.map(|(id, _)| id.clone())
    }
}

impl Press {
    fn shift(&self) -> Spot {
        (self.latest.0 - self.start.0, self.latest.1 - self.start.1)
    }
}

impl Parts {
    fn shift(&self, by: Point) {
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
}

fn spot(event: &PointerEvent) -> Spot {
    (f64::from(event.client_x()), f64::from(event.client_y()))
}

/// Where a host's corner is when the pointer holds it by its head.
fn gripped(place: Point) -> Point {
    Point {
        x: place.x - GRIP.x,
        y: place.y - GRIP.y,
    }
}

/// Words that follow the pointer.
fn beside_pointer(class: &'static str, text: &str) -> El {
    let words = el("div")
        .class(class)
        .attr("aria-hidden", "true")
        .text(text);
    if let Some(body) = document().body() {
        let _ = body.append_child(words.node());
    }
    words
}

fn move_to(words: &El, (x, y): Spot) {
    let style = words.cast::<HtmlElement>().style();
    let place = format!("translate({}px,{}px)", decimal(x), decimal(y));
    dom::set_style(&style, "transform", &place);
}

/// A gesture that any view can reach.
pub(super) fn idle() -> Rc<Gesture> {
    Rc::default()
}
