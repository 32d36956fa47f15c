//! What a pointer does on the page, from press to release.
//!
//! During a drag nothing is derived: what is lifted is moved by a transform, its links are drawn anew by hand, once per
//! frame. The drop sends one command; Escape sends none. Two fingers move the view, whatever they are on.

mod lifted;
mod link_end;
mod pinch;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, PointerEvent};

use self::lifted::Parts;
use self::link_end::LinkEnd;
use self::pinch::Pinch;
use super::view::{Spot, View, decimal};
use super::{Canvas, edit};
use crate::app::dom::{self, El, el};
use crate::app::store::{Look, Selected};
use crate::app::words::{tell, word};
use crate::catalog::Kind;
use crate::diagram::Rect;
use crate::model::{Command, HostId, InstanceId, Point};
use crate::say::{self, Said};
use crate::table::SortedSet;

/// Pixels before a press becomes a drag.
const THRESHOLD: f64 = 6.0;
/// Pixels from the canvas' edge within which a drag moves the view, and how far it does per frame at most.
const EDGE: f64 = 36.0;
const SCROLL: f64 = 14.0;
/// For so long a finger rests where a mouse would have a second button.
const LONG_PRESS: Duration = Duration::from_millis(500);
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
            Some(Lifted::Hosts(_, parts)) => {
                let (by, guided) = self.guided(parts, shift, press.free);
                parts.shift(by);
                self.draw_guides(&guided.lines);
                let joins = parts.joins(self.place_of(press.latest));
                let area = joins.and_then(|(at, _)| {
                    let all = self.element().query_selector_all(".zone").ok()?;
                    all.item(u32::try_from(at).ok()?)?.dyn_into().ok()
                });
                let would = || Some(say::drag_into_zone(joins?.1.said()));
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
        let would = || edit::drop_would(self.store, &press.held, target.as_ref()?).map(Said::from);
        let host = target.clone().map(Selected::Host);
        let element = host.and_then(|host| self.parts.element(&host));
        self.aim(element, press.latest, &would);
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
    fn aim(&self, new: Option<Element>, (x, y): Spot, would: &dyn Fn() -> Option<Said>) {
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
                *note = would().map(|said| beside_pointer("drop-note", &tell(&said)));
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
            Held::Kind(kind) => Lifted::Ghost(beside_pointer("ghost", word(kind.said()))),
            Held::NewHost => Lifted::Ghost(beside_pointer("ghost", word(say::HOST))),
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
                    let zone = parts.joins(place);
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

impl Press {
    fn shift(&self) -> Spot {
        (self.latest.0 - self.start.0, self.latest.1 - self.start.1)
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
