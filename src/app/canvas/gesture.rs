//! What a pointer does on the page, from press to release. Nothing is derived before the drop, which is one command.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, PointerEvent};

use super::geometry;
use crate::app::store::{Selected, Store};
use crate::catalog::Kind;
use crate::model::{Command, Design, HostField, HostId, InstanceId, Point};

/// Pixels before a press becomes a drag.
const THRESHOLD: f64 = 5.0;

/// What is being dragged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Held {
    Kind(Kind),
    NewHost,
    Host(HostId),
    Instance(InstanceId),
    /// The ground itself.
    View,
}

/// A press that may become a drag.
#[derive(Clone, Debug)]
pub struct Press {
    pub held: Held,
    from: (f64, f64),
    /// Whether it moved past the threshold.
    pub moving: bool,
}

impl Press {
    /// Where on the screen it began.
    pub fn from(&self) -> (f64, f64) {
        self.from
    }
}

/// Pan and zoom: a point of the design is drawn at `point * zoom + pan`.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct View {
    pub pan: (f64, f64),
    pub zoom: f64,
}

impl View {
    pub fn transform(&self) -> String {
        format!(
            "translate({}px,{}px) scale({})",
            self.pan.0, self.pan.1, self.zoom
        )
    }

    /// The same view zoomed, with the given place of the canvas kept where it is.
    #[must_use]
    pub fn zoomed(&self, factor: f64, at: (f64, f64)) -> Self {
        let zoom = (self.zoom * factor).clamp(0.1, 3.0);
        let keep = |pan: f64, at: f64| at - (at - pan) * zoom / self.zoom;
        Self {
            pan: (keep(self.pan.0, at.0), keep(self.pan.1, at.1)),
            zoom,
        }
    }
}

/// The shared state of gestures; copied freely, provided as context.
#[derive(Clone, Copy)]
pub struct Gestures {
    store: Store,
    pub canvas: NodeRef<leptos::html::Main>,
    pub view: RwSignal<View>,
    pub press: RwSignal<Option<Press>>,
    /// How far what is held has moved, in CSS pixels of the screen.
    pub shift: RwSignal<(f64, f64)>,
    /// The host under the pointer while something can be dropped there.
    pub target: RwSignal<Option<HostId>>,
}

impl Gestures {
    pub fn new(store: Store) -> Self {
        Self {
            store,
            canvas: NodeRef::new(),
            view: RwSignal::new(View {
                pan: (0.0, 0.0),
                zoom: 1.0,
            }),
            press: RwSignal::new(None),
            shift: RwSignal::new((0.0, 0.0)),
            target: RwSignal::new(None),
        }
    }

    pub fn begin(&self, held: Held, event: &PointerEvent) {
        if event.button() != 0 && held != Held::View {
            return;
        }
        self.shift.set((0.0, 0.0));
        let from = (f64::from(event.client_x()), f64::from(event.client_y()));
        self.press.set(Some(Press {
            held,
            from,
            moving: false,
        }));
    }

    /// How far a host has been dragged, in units of the design.
    pub fn host_shift(&self, id: &HostId) -> Point {
        let held = self.press.with(|press| {
            press.as_ref().is_some_and(|press| {
                press.moving && matches!(&press.held, Held::Host(held) if held == id)
            })
        });
        if held {
            self.in_design(self.shift.get())
        } else {
            Point::default()
        }
    }

    #[allow(clippy::cast_possible_truncation)] // screen distances are far below the limit
    fn in_design(&self, (x, y): (f64, f64)) -> Point {
        let zoom = self.view.with_untracked(|view| view.zoom);
        Point {
            x: (x / zoom).round() as i32,
            y: (y / zoom).round() as i32,
        }
    }

    /// A place of the screen in the design; `None` outside the canvas.
    #[allow(clippy::cast_possible_truncation)] // screen distances are far below the limit
    pub fn place(&self, x: f64, y: f64) -> Option<Point> {
        let bounds = self.canvas.get_untracked()?.get_bounding_client_rect();
        let inside =
            x >= bounds.left() && x <= bounds.right() && y >= bounds.top() && y <= bounds.bottom();
        let view = self.view.get_untracked();
        inside.then(|| Point {
            x: ((x - bounds.left() - view.pan.0) / view.zoom) as i32,
            y: ((y - bounds.top() - view.pan.1) / view.zoom) as i32,
        })
    }

    pub fn moved(&self, event: &PointerEvent) {
        let now = (f64::from(event.client_x()), f64::from(event.client_y()));
        let Some(press) = self.press.get_untracked() else {
            return;
        };
        let shift = (now.0 - press.from.0, now.1 - press.from.1);
        if !press.moving {
            if shift.0.hypot(shift.1) < THRESHOLD {
                return;
            }
            self.press.update(|press| {
                if let Some(press) = press {
                    press.moving = true;
                }
            });
        }
        if press.held == Held::View {
            let last = self.shift.get_untracked();
            self.view.update(|view| {
                view.pan = (view.pan.0 + shift.0 - last.0, view.pan.1 + shift.1 - last.1);
            });
        }
        self.shift.set(shift);
        if matches!(press.held, Held::Kind(_) | Held::Instance(_)) {
            let under = self
                .place(now.0, now.1)
                .and_then(|point| host_at(&self.store.design.get_untracked(), point));
            if self.target.with_untracked(|target| *target != under) {
                self.target.set(under);
            }
        }
    }

    /// Leaves everything as it was.
    pub fn cancel(&self) {
        self.press.set(None);
        self.shift.set((0.0, 0.0));
        self.target.set(None);
        self.store.picked.set(None);
    }

    pub fn end(&self, event: &PointerEvent) {
        let Some(press) = self.press.get_untracked() else {
            return;
        };
        let shift = self.in_design(self.shift.get_untracked());
        let place = self.place(f64::from(event.client_x()), f64::from(event.client_y()));
        self.press.set(None);
        self.shift.set((0.0, 0.0));
        self.target.set(None);
        if !press.moving {
            self.click(press.held, event);
            return;
        }
        let design = self.store.design.get_untracked();
        match press.held {
            Held::View => {}
            Held::Host(id) => {
                if let Some(host) = design.host(&id) {
                    let at = geometry::snapped(Point {
                        x: host.at.x + shift.x,
                        y: host.at.y + shift.y,
                    });
                    self.store.run(Command::SetHost {
                        id,
                        field: HostField::At(at),
                    });
                }
            }
            Held::NewHost => {
                if let Some(at) = place {
                    self.store.run(new_host(&design, geometry::snapped(at)).1);
                }
            }
            Held::Kind(kind) => {
                if let Some(at) = place {
                    self.put(&design, kind, at);
                }
            }
            Held::Instance(id) => {
                let Some(at) = place else { return };
                if let Some(host) = host_at(&design, at) {
                    let before = card_below(&design, &host, at);
                    self.store.run(Command::Move { id, host, before });
                } else {
                    let (host, add) = new_host(&design, geometry::snapped(at));
                    let put = Command::Move {
                        id,
                        host,
                        before: None,
                    };
                    let label = "Move to a new host".into();
                    self.store.run(Command::Many {
                        label,
                        commands: vec![add, put],
                    });
                }
            }
        }
    }

    fn put(&self, design: &Design, kind: Kind, at: Point) {
        let id = design.free_instance_id(kind);
        if let Some(host) = host_at(design, at) {
            self.place_on(kind, host);
            return;
        }
        let (host, add) = new_host(design, geometry::snapped(at));
        let put = Command::Place {
            id: id.clone(),
            kind,
            host,
        };
        let label = format!("Add {} on a new host", kind.label());
        if self.store.run(Command::Many {
            label,
            commands: vec![add, put],
        }) {
            self.store.select(Selected::Instance(id));
        }
    }

    /// Places a kind on a host and selects it.
    pub fn place_on(&self, kind: Kind, host: HostId) {
        let id = self
            .store
            .design
            .with_untracked(|design| design.free_instance_id(kind));
        if self.store.run(Command::Place {
            id: id.clone(),
            kind,
            host,
        }) {
            self.store.select(Selected::Instance(id));
        }
    }

    fn click(&self, held: Held, event: &PointerEvent) {
        let picked = self.store.picked.get_untracked();
        let host = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok())
            .and_then(|element| element.closest("[data-host]").ok().flatten())
            .and_then(|element| HostId::new(&element.get_attribute("data-host")?));
        if let (Some(kind), Some(host)) = (picked, &host)
            && !matches!(held, Held::Kind(_) | Held::NewHost)
        {
            self.place_on(kind, host.clone());
            if !event.shift_key() {
                self.store.picked.set(None);
            }
            return;
        }
        let add = event.shift_key() || event.ctrl_key() || event.meta_key();
        match held {
            Held::Host(id) => self.choose(Selected::Host(id), add),
            Held::Instance(id) => self.choose(Selected::Instance(id), add),
            Held::View if !add => self
                .store
                .selection
                .update(std::collections::BTreeSet::clear),
            // A button's own click follows and does it, for the keyboard too.
            Held::View | Held::Kind(_) | Held::NewHost => {}
        }
    }

    fn choose(&self, one: Selected, add: bool) {
        if !add {
            self.store.select(one);
            return;
        }
        self.store.selection.update(|selection| {
            if !selection.remove(&one) {
                selection.insert(one);
            }
        });
    }

    /// Shows all hosts, at most at their own size.
    pub fn fit(&self) {
        const MARGIN: f64 = 40.0;
        let Some(canvas) = self.canvas.get_untracked() else {
            return;
        };
        let design = self.store.design.get_untracked();
        let boxes = design
            .hosts
            .iter()
            .map(|host| rect(&design, &host.id).unwrap_or(geometry::host(host.at, host.width, 0)));
        let Some(all) = geometry::around(boxes) else {
            return;
        };
        let (width, height) = (
            f64::from(canvas.client_width()),
            f64::from(canvas.client_height()),
        );
        let (w, h) = (f64::from(all.width), f64::from(all.height));
        let zoom = ((width - 2.0 * MARGIN) / w)
            .min((height - 2.0 * MARGIN) / h)
            .clamp(0.1, 1.0);
        let pan = (
            (width - w * zoom) / 2.0 - f64::from(all.x) * zoom,
            (height - h * zoom) / 2.0 - f64::from(all.y) * zoom,
        );
        self.view.set(View { pan, zoom });
    }
}

/// A new host with a free name and address.
pub fn new_host(design: &Design, at: Point) -> (HostId, Command) {
    let free = |n: &u32| {
        let (name, address) = (format!("host-{n}"), format!("10.0.0.{}", n + 10));
        design
            .hosts
            .iter()
            .all(|host| host.name != name && host.address != address)
    };
    let n = (1..=u32::MAX).find(free).unwrap_or(1);
    let name = format!("host-{n}");
    let id = design.free_host_id(&name);
    let address = format!("10.0.0.{}", n + 10);
    (
        id.clone(),
        Command::AddHost {
            id,
            name,
            address,
            at,
        },
    )
}

/// A host's box as it rests.
pub fn rect(design: &Design, id: &HostId) -> Option<geometry::Rect> {
    let host = design.host(id)?;
    Some(geometry::host(
        host.at,
        host.width,
        design.on_host(id).count(),
    ))
}

fn host_at(design: &Design, point: Point) -> Option<HostId> {
    let under = |host: &&crate::model::Host| {
        rect(design, &host.id).is_some_and(|rect| rect.contains(point))
    };
    design
        .hosts
        .iter()
        .rev()
        .find(under)
        .map(|host| host.id.clone())
}

/// The instance before which something dropped at a point comes.
fn card_below(design: &Design, host: &HostId, point: Point) -> Option<InstanceId> {
    let rect = rect(design, host)?;
    design
        .on_host(host)
        .enumerate()
        .find(|(place, _)| {
            let card = geometry::card(rect, *place);
            point.y < card.y + card.height / 2
        })
        .map(|(_, instance)| instance.id.clone())
}
