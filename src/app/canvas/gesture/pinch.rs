//! Two fingers on the canvas.

use web_sys::PointerEvent;

use super::super::Canvas;
use super::{Spot, spot};

/// Two fingers on the canvas.
#[derive(Clone, Copy)]
pub(super) struct Pinch {
    pub(super) pointers: [i32; 2],
    pub(super) spots: [Spot; 2],
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

impl Canvas {
    /// Follows two fingers. `false` where there are not two.
    pub(super) fn pinched(&self, event: &PointerEvent) -> bool {
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
}
