//! The drawing: hosts, instances, links, and what can be done with them by pointer and keys.

mod clip;
mod edit;
mod gesture;
mod items;
mod keys;
mod links;
mod map;
mod menu;
mod start;
mod view;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use web_sys::{Element, PointerEvent, WheelEvent};

pub(super) use self::edit::{
    Order, add_host_in_sight, put_into, remove_selected, scale, select_all, select_zone,
};
use self::gesture::Gesture;
pub(super) use self::gesture::Held;
use self::links::DrawnLink;
use self::view::{Margin, Spot, View, decimal};
use super::chrome::Chrome;
use super::dom::{
    self, CLICK, CONTEXT_MENU, El, KEY_DOWN, KEY_UP, POINTER_CANCEL, POINTER_DOWN, POINTER_LEAVE,
    POINTER_MOVE, POINTER_UP, RESIZE, WHEEL, el, svg, words,
};
use super::store::{Look, Selected, Store};
use crate::app::signal::Signal;
use crate::app::words::word;
use crate::catalog::Kind;
use crate::diagram::{self, Diagram, Rect};
use crate::model::{HostId, InstanceId, Point};
use crate::plan::Reach;
use crate::say::{self, Message};
use crate::table::SortedMap;

/// How near a pointer must be to a link, in pixels of the screen.
const REACH: f64 = 6.0;
/// For so long hosts glide; the style sheet has a little less.
const GLIDE: Duration = Duration::from_millis(320);
/// What lies over the drawing.
const OVERLAYS: &str = ".legend, .zoom, .map, .menu, .zone__name";
/// Zoom below which the small print of cards is left out: nobody could read it.
const FAR: f64 = 0.5;
/// Zoom below which cards are only coloured boxes.
const TINY: f64 = 0.25;
/// Number of links beyond which only lit ones are dashed: nobody could tell so many apart by it, and the browser takes
/// seconds to cut thousands of long lines into dashes.
const DENSE: usize = 600;

/// The canvas, as its parts and the palette know it. Copies share one state.
#[derive(Clone)]
pub(super) struct Canvas {
    pub(super) store: Store,
    pub(super) chrome: Chrome,
    root: El,
    view: Signal<View>,
    /// What was copied in this tab last.
    clip: Signal<Option<String>>,
    /// What has, or would get, the focus inside.
    active: Signal<Option<Selected>>,
    /// What the pointer is over.
    hovered: Signal<Option<Selected>>,
    /// How far the links of what is selected are followed; `None` for its own ones.
    reach: Signal<Option<Reach>>,
    parts: Rc<Parts>,
    gesture: Rc<Gesture>,
}

/// The elements of what is drawn, for what is done by hand.
struct Parts {
    /// Of hosts and instances.
    elements: RefCell<SortedMap<Selected, Element>>,
    /// In the order of the plan's links.
    links: RefCell<Vec<DrawnLink>>,
    /// The drawing below the hosts: links that rest.
    lower: El,
    /// The drawing above everything: links that move, and labels.
    upper: El,
    /// The lines that a moved host shares with others.
    guides: El,
    /// What is drawn in full.
    prepared: Cell<Prepared>,
}

/// The part of the design that is drawn in full: what is in sight, with room around for small moves of the view.
#[derive(Clone, Copy, Default)]
struct Prepared {
    area: Rect,
    /// Size of the canvas then.
    size: Spot,
}

impl Prepared {
    /// Around what a view shows.
    fn around(view: &View, size: Spot) -> Self {
        let sight = view.sight(size);
        let area = Rect {
            x: sight.x - sight.width / 2,
            y: sight.y - sight.height / 2,
            width: sight.width * 2,
            height: sight.height * 2,
        };
        Self { area, size }
    }

    /// Whether it will do for a view: it holds all that is in sight, and not far more.
    fn fits(&self, view: &View, size: Spot) -> bool {
        let sight = view.sight(size);
        self.size == size
            && self.area.holds(sight)
            && self.area.width <= sight.width.saturating_mul(4)
    }
}

impl Parts {
    fn element(&self, one: &Selected) -> Option<Element> {
        self.elements.borrow().get(one).cloned()
    }

    /// The part of an item that takes the focus.
    fn focusable(&self, one: &Selected) -> Option<Element> {
        let element = self.element(one)?;
        match one {
            Selected::Host(_) => element.first_element_child(),
            Selected::Instance(_) => Some(element),
            Selected::Link(_) => None,
        }
    }

    /// Remembers an element until its owner is gone.
    fn keep(self: &Rc<Self>, one: &Selected, element: &El) {
        let own = element.node().clone();
        self.elements.borrow_mut().insert(one.clone(), own.clone());
        let (parts, one) = (Rc::downgrade(self), one.clone());
        dom::at_end(move || {
            let Some(parts) = parts.upgrade() else { return };
            let mut elements = parts.elements.borrow_mut();
            // On another host it may have a new one already.
            if elements.get(&one) == Some(&own) {
                elements.remove(&one);
            }
        });
    }
}

impl Canvas {
    pub(super) fn new(store: Store, chrome: Chrome) -> Self {
        let root = el("main")
            .class("canvas")
            .attr("id", "canvas")
            .attr("aria-label", say::CANVAS)
            .attr("tabindex", "-1");
        Self {
            store,
            chrome,
            root,
            view: Signal::new(View::default()),
            clip: Signal::default(),
            active: Signal::new(None),
            hovered: Signal::new(None),
            reach: Signal::new(None),
            parts: Rc::new(Parts {
                elements: RefCell::default(),
                links: RefCell::default(),
                lower: svg("svg").class("links").attr("aria-hidden", "true"),
                upper: svg("svg").class("links").attr("aria-hidden", "true"),
                guides: svg("path").class("guide"),
                prepared: Cell::default(),
            }),
            gesture: gesture::idle(),
        }
    }

    pub(super) fn el(&self) -> El {
        let store = self.store;
        let on = |canvas: &Self| canvas.clone();
        let (down, wheel, key, hover, leave) = (on(self), on(self), on(self), on(self), on(self));
        let (view, menu) = (self.view, on(self));
        let hidden = self.chrome.hidden;
        self.listen_on_window();
        self.listen_to_clipboard();
        let layer = el("div")
            .class("layer")
            .style("transform", move || view.get().transform())
            .child(self.zones())
            .child(self.links())
            .each(move || store.hosts.get(), {
                let canvas = self.clone();
                move |id| canvas.host(id)
            })
            .child(self.parts.upper.clone().child(self.parts.guides.clone()));
        // After the lists: what is marked must be drawn already.
        self.follow_design();
        self.root
            .clone()
            .bind("data-picked", move || store.picked.get().map(Kind::id))
            .bind("data-far", move || {
                view.with(|view| match view.zoom {
                    zoom if zoom < TINY => Some("tiny"),
                    zoom if zoom < FAR => Some(""),
                    _ => None,
                })
            })
            .bind("data-hidden", move || {
                let ids = hidden.with(|all| all.iter().map(|style| style.id()).collect::<Vec<_>>());
                ids.join(" ")
            })
            .bind("data-dense", move || store.links.with(Vec::len) > DENSE)
            .style("background-position", move || {
                let (x, y) = view.with(|view| view.pan);
                format!("{}px {}px", decimal(x), decimal(y))
            })
            .style("background-size", move || {
                let size = decimal(20.0 * view.with(|view| view.zoom.max(0.4)));
                format!("{size}px {size}px")
            })
            .on(POINTER_DOWN, move |event: PointerEvent| {
                down.pressed(&event);
            })
            .on(POINTER_MOVE, move |event: PointerEvent| hover.hover(&event))
            .on(POINTER_LEAVE, move |_| leave.set_hovered(None))
            .on_active(WHEEL, move |event: WheelEvent| wheel.wheel(&event))
            .on(KEY_DOWN, move |event| key.key(&event))
            .on(CONTEXT_MENU, move |event| menu.asked_for_menu(&event))
            .child(layer)
            .keyed(
                move || store.hosts.with(Vec::is_empty),
                move |&empty| empty.then(|| start::start(store)),
            )
            .child(start::hint(store))
            .child(links::legend(store, self.chrome))
            .child(self.map())
            .child(self.zoom_buttons())
    }

    fn element(&self) -> &Element {
        self.root.node()
    }

    /// On the window: a drag from the palette ends over the canvas, and one from the canvas may end anywhere.
    fn listen_on_window(&self) {
        let (moved, released, lost, resized) =
            (self.clone(), self.clone(), self.clone(), self.clone());
        dom::on_window(POINTER_DOWN, |event| menu::close_menu(Some(&event)));
        dom::on_window(POINTER_MOVE, move |event| moved.pointer_moved(&event));
        dom::on_window(POINTER_UP, move |event| released.pointer_released(&event));
        dom::on_window(POINTER_CANCEL, move |_: PointerEvent| {
            lost.cancel();
        });
        let space = self.gesture.clone();
        dom::on_window(KEY_UP, move |event: web_sys::KeyboardEvent| {
            if event.key() == " " {
                space.space.set(false);
                // It moved the view, and is no click on what has the focus.
                if space.space_used.take() {
                    event.prevent_default();
                }
            }
        });
        // A drag from the palette leaves the focus there.
        let left = self.clone();
        dom::on_window(KEY_DOWN, move |event: web_sys::KeyboardEvent| {
            if event.key() == "Escape"
                && !event.default_prevented()
                && dom::closest(&event, "dialog").is_none()
                && left.leave()
            {
                event.prevent_default();
            }
        });
        dom::on_window(RESIZE, move |_: web_sys::Event| {
            resized.prepare();
            if resized.store.instances.with_untracked(Vec::is_empty) {
                resized.fit();
            }
        });
    }

    fn follow_design(&self) {
        // Shows the whole of another design, once it is drawn.
        let (canvas, opened) = (self.clone(), self.store.opened);
        dom::watch(move || {
            opened.track();
            let canvas = canvas.clone();
            request_animation_frame(move || canvas.fit());
        });
        let (canvas, shown) = (self.clone(), self.store.shown);
        dom::watch(move || {
            if shown.get() > 0 {
                canvas.reveal_selected();
            }
        });
        // One item can always be reached by Tab.
        let (store, active) = (self.store, self.active);
        dom::watch(move || {
            let (hosts, instances) = (store.hosts.get(), store.instances.get());
            let there = active.with_untracked(|active| match active {
                Some(Selected::Host(id)) => hosts.contains(id),
                Some(Selected::Instance(id)) => instances.contains(id),
                Some(Selected::Link(_)) | None => false,
            });
            if !there {
                active.set(hosts.first().cloned().map(Selected::Host));
            }
        });
        // How far was meant for what was selected.
        let (selection, reach) = (self.store.selection, self.reach);
        dom::watch(move || {
            selection.track();
            reach.set(None);
        });
        // What is selected elsewhere gets the focus when it comes here.
        dom::watch(move || {
            let only = store.selection.with(|all| match (all.first(), all.len()) {
                (Some(one @ (Selected::Host(_) | Selected::Instance(_))), 1) => Some(one.clone()),
                _ => None,
            });
            if only.is_some() {
                active.set(only);
            }
        });
        self.mark_by_hand();
        self.leave_out_what_is_far();
    }

    /// What is far out of sight costs the browser little: no text, no icons, no links.
    fn leave_out_what_is_far(&self) {
        let (canvas, store) = (self.clone(), self.store);
        dom::watch(move || {
            store.hosts.track();
            store.diagram.track();
            canvas.leave_out_hosts();
        });
        let canvas = self.clone();
        dom::watch(move || {
            canvas.view.track();
            canvas.prepare();
        });
        // Once the page is there, and has made room or taken it: at first the canvas has no size.
        let canvas = self.clone();
        dom::watch(move || {
            canvas.chrome.open.track();
            let canvas = canvas.clone();
            request_animation_frame(move || canvas.prepare());
        });
    }

    fn prepare(&self) {
        let (view, size) = (self.view.get_untracked(), self.size());
        if !self.parts.prepared.get().fits(&view, size) {
            self.parts.prepared.set(Prepared::around(&view, size));
            self.leave_out_links();
            self.leave_out_hosts();
        }
    }

    fn leave_out_hosts(&self) {
        let area = self.parts.prepared.get().area;
        let plan = self.store.plan.get_untracked();
        self.store.diagram.peek(|diagram| {
            for (host, rect) in plan.hosts.iter().zip(&diagram.hosts) {
                if let Some(element) = self.parts.element(&Selected::Host(host.id.clone())) {
                    dom::set_flag(&element, "data-away", !rect.touches(area));
                }
            }
        });
    }

    /// Selection and focus are marked on the elements that change, not asked for by each of a thousand.
    fn mark_by_hand(&self) {
        let (store, parts) = (self.store, self.parts.clone());
        let last = RefCell::new(crate::table::SortedSet::new());
        dom::watch(move || {
            // New elements come with the lists.
            store.hosts.track();
            store.instances.track();
            let selection = store.selection.get();
            let before = last.replace(selection.clone());
            let gone = before.iter().filter(|one| !selection.contains(*one));
            for (one, is) in gone
                .map(|one| (one, false))
                .chain(selection.iter().map(|one| (one, true)))
            {
                if let Some(element) = parts.element(one) {
                    dom::set_flag(&element, "data-selected", is);
                }
                if let Some(element) = parts.focusable(one) {
                    dom::set_attr(&element, "aria-pressed", words(is));
                }
            }
        });
        let (active, parts) = (self.active, self.parts.clone());
        let last = RefCell::new(None::<Selected>);
        dom::watch(move || {
            store.hosts.track();
            store.instances.track();
            let now = active.get();
            let before = last.replace(now.clone());
            for (one, index) in [(before, "-1"), (now, "0")] {
                let element = one.and_then(|one| parts.focusable(&one));
                if let Some(element) = element {
                    dom::set_attr(&element, "tabindex", index);
                }
            }
        });
    }

    fn pressed(&self, event: &PointerEvent) {
        if dom::closest(event, OVERLAYS).is_some() {
            return;
        }
        // The start covers the ground: what is picked can be placed beside its buttons.
        if dom::closest(event, ".start").is_some()
            && (dom::closest(event, "button").is_some()
                || self.store.picked.with_untracked(Option::is_none))
        {
            return;
        }
        let held = if event.button() == 1 {
            Held::Ground
        } else {
            held(event)
        };
        self.press(held, event);
    }

    /// The second button, the key for menus, or what a touch screen makes of a long press.
    fn asked_for_menu(&self, event: &PointerEvent) {
        if dom::closest(event, OVERLAYS).is_some() || dom::closest(event, ".start").is_some() {
            return;
        }
        event.prevent_default();
        self.cancel();
        self.open_menu(
            &held(event),
            (f64::from(event.client_x()), f64::from(event.client_y())),
        );
    }

    /// What the pointer is over is lit, with its links.
    fn hover(&self, event: &PointerEvent) {
        if self.is_pressed() {
            return;
        }
        let spot = (f64::from(event.client_x()), f64::from(event.client_y()));
        let covered =
            || dom::closest(event, OVERLAYS).is_some() || dom::closest(event, ".start").is_some();
        self.set_hovered(match held(event) {
            Held::Instance(id) => Some(Selected::Instance(id)),
            Held::Ground if !covered() => self.link_under(spot),
            _ => None,
        });
    }

    fn set_hovered(&self, over: Option<Selected>) {
        if self.hovered.with_untracked(|now| *now != over) {
            self.hovered.set(over);
        }
    }

    /// The link at a spot of the screen.
    fn link_under(&self, spot: Spot) -> Option<Selected> {
        let place = self.place_of(spot)?;
        let zoom = self.view.with_untracked(|view| view.zoom);
        #[allow(clippy::cast_possible_truncation)] // a few pixels
        let reach = (REACH / zoom).ceil() as i32;
        self.store.plan.peek(|plan| {
            let hidden = self.chrome.hidden.get_untracked();
            let shown = |at: usize| !hidden.contains(&plan.links[at].kind.style());
            let at = self
                .store
                .diagram
                .peek(|diagram| diagram.link_at(place, reach, &shown))?;
            Some(Selected::Link(super::store::key(plan, &plan.links[at])))
        })
    }

    /// A spot of the screen in the design; `None` outside the canvas.
    fn place_of(&self, (x, y): Spot) -> Option<Point> {
        let bounds = self.element().get_bounding_client_rect();
        let inside =
            x >= bounds.left() && x <= bounds.right() && y >= bounds.top() && y <= bounds.bottom();
        inside.then(|| {
            self.view
                .with_untracked(|view| view.place((x - bounds.left(), y - bounds.top())))
        })
    }

    fn wheel(&self, event: &WheelEvent) {
        if dom::closest(event, ".start, .menu").is_some() {
            return;
        }
        event.prevent_default();
        // Some wheels count in lines instead of pixels.
        let unit = if event.delta_mode() == WheelEvent::DOM_DELTA_LINE {
            16.0
        } else {
            1.0
        };
        let (x, y) = (event.delta_x() * unit, event.delta_y() * unit);
        let zooms = event.ctrl_key() || event.meta_key();
        if zooms || !self.chrome.draws_frames() && !event.shift_key() && x == 0.0 {
            let bounds = self.element().get_bounding_client_rect();
            let at = (
                f64::from(event.client_x()) - bounds.left(),
                f64::from(event.client_y()) - bounds.top(),
            );
            // A pinch comes in small steps, a wheel in steps of about a hundred.
            let factor = (-y.clamp(-60.0, 60.0) * 0.008).exp();
            self.view.update(|view| *view = view.zoomed(factor, at));
        } else if event.shift_key() && x == 0.0 {
            self.view.update(|view| *view = view.panned((-y, 0.0)));
        } else {
            self.view.update(|view| *view = view.panned((-x, -y)));
        }
    }

    fn size(&self) -> Spot {
        let element = self.element();
        (
            f64::from(element.client_width()),
            f64::from(element.client_height()),
        )
    }

    /// Zooms about the middle.
    pub(super) fn zoom_by(&self, factor: f64) {
        let (width, height) = self.size();
        self.view
            .update(|view| *view = view.zoomed(factor, (width / 2.0, height / 2.0)));
    }

    pub(super) fn zoom_to(&self, zoom: f64) {
        self.zoom_by(zoom / self.view.with_untracked(|view| view.zoom));
    }

    /// Shows the whole design, at most at its own size.
    pub(super) fn fit(&self) {
        self.show(self.store.diagram.peek(Diagram::bounds));
    }

    /// Shows what is selected as a whole.
    pub(super) fn fit_selected(&self) {
        let selection = self.store.selection.get_untracked();
        let items = self.items().into_iter();
        let chosen = items.filter(|(one, _)| selection.contains(one));
        self.show(diagram::around(chosen.map(|(_, rect)| rect)));
    }

    /// Everything that can have the focus, with its place.
    fn items(&self) -> Vec<(Selected, Rect)> {
        let plan = self.store.plan.get_untracked();
        self.store.diagram.peek(|diagram| {
            let hosts = plan.hosts.iter().zip(&diagram.hosts);
            let hosts = hosts.map(|(host, rect)| (Selected::Host(host.id.clone()), *rect));
            let cards = plan.instances.iter().zip(&diagram.cards);
            hosts
                .chain(cards.map(|(one, rect)| (Selected::Instance(one.id.clone()), *rect)))
                .collect()
        })
    }

    fn show(&self, bounds: Option<Rect>) {
        let margin = Margin {
            sides: 44.0,
            top: 28.0,
            bottom: 76.0,
        };
        self.view.set(match bounds {
            Some(bounds) => View::fitting(bounds, self.size(), margin),
            None => View::default(),
        });
    }

    /// Moves the view so that an element is in sight.
    fn reveal(&self, element: &Element) {
        const EDGE: f64 = 24.0;
        let (canvas, item) = (
            self.element().get_bounding_client_rect(),
            element.get_bounding_client_rect(),
        );
        // The browser may have scrolled the canvas to show the focus; only the view moves.
        self.element().set_scroll_left(0);
        self.element().set_scroll_top(0);
        let into = |low: f64, high: f64, from: f64, to: f64| {
            if low < from + EDGE {
                from + EDGE - low
            } else if high > to - EDGE {
                (to - EDGE - high).max(from + EDGE - low)
            } else {
                0.0
            }
        };
        let by = (
            into(item.left(), item.right(), canvas.left(), canvas.right()),
            into(item.top(), item.bottom(), canvas.top(), canvas.bottom()),
        );
        if by != (0.0, 0.0) {
            self.view.update(|view| *view = view.panned(by));
        }
    }

    /// Brings what is selected into sight, for a finding that leads there.
    fn reveal_selected(&self) {
        let one = self
            .store
            .selection
            .with_untracked(|all| all.first().cloned());
        if let Some(element) = one.and_then(|one| self.parts.element(&one)) {
            self.reveal(&element);
        }
    }

    /// Puts the selected hosts in order, or all of them. They glide there; who wants no motion sees none (canvas.css).
    pub(in crate::app) fn arrange(&self, order: Order) {
        let element = self.element().clone();
        dom::set_flag(&element, "data-gliding", true);
        set_timeout(
            move || dom::set_flag(&element, "data-gliding", false),
            GLIDE,
        );
        edit::arrange(self.store, order);
    }

    /// Places the picked kind on a host, or on a new one, by keyboard. `false` where nothing is picked.
    fn place_picked(&self, host: Option<HostId>) -> bool {
        let Some(kind) = self.store.picked.get_untracked() else {
            return false;
        };
        self.store.picked.set(None);
        if edit::place(self.store, kind, host, edit::free_place(self.store)).is_some() {
            self.focus_soon();
        }
        true
    }

    fn zoom_buttons(&self) -> El {
        let button = |label: Message, text: &'static str, go: Box<dyn Fn()>| {
            el("button")
                .attr("type", "button")
                .attr("aria-label", label)
                .attr("title", label)
                .text(text)
                .on(CLICK, move |_| go())
        };
        let (out, full, closer, all) = (self.clone(), self.clone(), self.clone(), self.clone());
        let view = self.view;
        el("div")
            .class("zoom")
            .attr("role", "group")
            .attr("aria-label", say::ZOOM)
            .child(button(
                say::ACTION_ZOOM_OUT,
                "−",
                Box::new(move || out.zoom_by(0.8)),
            ))
            .child(
                button(
                    say::ACTION_ZOOM_TO_100,
                    "",
                    Box::new(move || full.zoom_to(1.0)),
                )
                .bind_text(move || format!("{} %", view.with(View::percent))),
            )
            .child(button(
                say::ACTION_ZOOM_IN,
                "+",
                Box::new(move || closer.zoom_by(1.25)),
            ))
            .child(button(
                say::ACTION_ZOOM_TO_FIT,
                word(say::FIT),
                Box::new(move || all.fit()),
            ))
    }
}

/// What of the canvas an event is on.
fn held(event: &web_sys::Event) -> Held {
    let id = |selector: &str, attribute: &str| {
        dom::closest(event, selector).and_then(|element| element.get_attribute(attribute))
    };
    let instance = id("[data-instance]", "data-instance").and_then(|id| InstanceId::new(&id));
    let host = || id("[data-host]", "data-host").and_then(|id| HostId::new(&id));
    if dom::closest(event, ".link-end").is_some() {
        return Held::LinkEnd;
    }
    match instance {
        Some(id) => Held::Instance(id),
        None => host().map_or(Held::Ground, Held::Host),
    }
}
