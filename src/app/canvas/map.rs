//! The whole design in a corner, with what of it is in sight.

use web_sys::PointerEvent;

use super::Canvas;
use crate::app::dom::{self, El, POINTER_DOWN, POINTER_MOVE, el, svg};
use crate::app::store::Look;
use crate::checks::{Place, Severity};
use crate::diagram::{self, Diagram, Rect};
use crate::model::Point;
use crate::plan::Host;
use crate::table::SortedSet;

/// Its size, in CSS pixels; the style sheet has the same.
const SIZE: (i32, i32) = (180, 120);

impl Canvas {
    pub(super) fn map(&self) -> El {
        let (canvas, chrome, store) = (self.clone(), self.chrome, self.store);
        let shown = move || chrome.map.get() && store.hosts.with(|hosts| !hosts.is_empty());
        el("div")
            .class("map")
            .attr("aria-hidden", "true")
            .bind("hidden", move || !shown())
            .keyed(shown, move |&shown| shown.then(|| canvas.drawn_map()))
    }

    fn drawn_map(&self) -> El {
        let (store, sized, frame) = (self.store, self.clone(), self.clone());
        let (down, moved) = (self.clone(), self.clone());
        let hosts = move |faulty: bool| {
            let faults: SortedSet<Place> = store.findings.see(|findings| {
                let errors = findings
                    .iter()
                    .filter(|one| one.severity == Severity::Error);
                errors.flat_map(|one| one.at.clone()).collect()
            });
            store.plan.see(|plan| {
                store.diagram.see(|diagram| {
                    let is_faulty = |host: &Host| {
                        let own = |&at: &usize| Place::Instance(plan.instances[at].id.clone());
                        faults.contains(&Place::Host(host.id.clone()))
                            || host.instances.iter().any(|at| faults.contains(&own(at)))
                    };
                    let hosts = plan.hosts.iter().zip(&diagram.hosts);
                    hosts
                        .filter(|(host, _)| is_faulty(host) == faulty)
                        .map(|(_, rect)| outline(*rect))
                        .collect::<String>()
                })
            })
        };
        svg("svg")
            .bind("viewBox", move || {
                sized.view.track();
                let Rect {
                    x,
                    y,
                    width,
                    height,
                } = sized.mapped();
                format!("{x} {y} {width} {height}")
            })
            .child(
                svg("path")
                    .class("map__hosts")
                    .bind("d", move || hosts(false)),
            )
            .child(
                svg("path")
                    .class("map__hosts")
                    .attr("data-bad", true)
                    .bind("d", move || hosts(true)),
            )
            .child(svg("path").class("map__view").bind("d", move || {
                frame.view.track();
                outline(frame.in_sight())
            }))
            .on(POINTER_DOWN, move |event| down.go_on_map(&event))
            .on(POINTER_MOVE, move |event: PointerEvent| {
                if event.buttons() & 1 == 1 {
                    moved.go_on_map(&event);
                }
            })
    }

    /// What of the design is in sight.
    fn in_sight(&self) -> Rect {
        self.view.with_untracked(|view| view.sight(self.size()))
    }

    /// What the map shows: the design and what is in sight, with some room around.
    fn mapped(&self) -> Rect {
        let all = self.store.diagram.see(Diagram::bounds);
        let all = diagram::around(all.into_iter().chain([self.in_sight()])).unwrap_or_default();
        let room = all.width.max(all.height) / 20;
        Rect {
            x: all.x - room,
            y: all.y - room,
            width: all.width + 2 * room,
            height: all.height + 2 * room,
        }
    }

    /// Brings the place of the map under the pointer into the middle.
    fn go_on_map(&self, event: &PointerEvent) {
        let Some(map) = dom::closest(event, ".map") else {
            return;
        };
        event.prevent_default();
        let (bounds, shown) = (map.get_bounding_client_rect(), self.mapped());
        let (x, y) = (
            f64::from(event.client_x()) - bounds.left() - bounds.width() / 2.0,
            f64::from(event.client_y()) - bounds.top() - bounds.height() / 2.0,
        );
        // The drawing keeps its shape, and fills the map in one direction.
        let scale = (f64::from(shown.width) / f64::from(SIZE.0))
            .max(f64::from(shown.height) / f64::from(SIZE.1));
        #[allow(clippy::cast_possible_truncation)] // saturates, and places are clamped
        let place = Point {
            x: shown.x + shown.width / 2 + (x * scale) as i32,
            y: shown.y + shown.height / 2 + (y * scale) as i32,
        };
        let (width, height) = self.size();
        self.view.update(|view| {
            view.pan = (
                width / 2.0 - f64::from(place.x) * view.zoom,
                height / 2.0 - f64::from(place.y) * view.zoom,
            );
        });
    }
}

/// A rectangle as a part of an SVG path.
fn outline(rect: Rect) -> String {
    let Rect {
        x,
        y,
        width,
        height,
    } = rect;
    format!("M{x} {y}h{width}v{height}h-{width}z")
}
