//! Pan and zoom.

use crate::diagram::Rect;
use crate::model::Point;

/// How far one can zoom out and in.
const RANGE: (f64, f64) = (0.1, 3.0);

/// A place on the screen, in CSS pixels.
pub(in crate::app) type Spot = (f64, f64);

/// A number for CSS, to four places. Made of whole numbers: to write floating ones takes 12 kB of WebAssembly.
#[allow(clippy::cast_possible_truncation)] // saturates, far beyond any screen
pub(in crate::app) fn decimal(number: f64) -> String {
    const PLACES: i32 = 10_000;
    let scaled = (number * f64::from(PLACES)).round() as i64;
    let sign = if scaled < 0 { "-" } else { "" };
    let (scaled, places) = (scaled.unsigned_abs(), u64::from(PLACES.unsigned_abs()));
    let (whole, rest) = (scaled / places, scaled % places);
    format!("{sign}{whole}.{rest:04}")
}

/// Pan and zoom: a point of the design is drawn at `point * zoom + pan`, from the canvas' corner.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(in crate::app) struct View {
    pub(in crate::app) pan: Spot,
    pub(in crate::app) zoom: f64,
}

impl Default for View {
    fn default() -> Self {
        Self {
            pan: (0.0, 0.0),
            zoom: 1.0,
        }
    }
}

impl View {
    /// As a CSS transform.
    pub(super) fn transform(&self) -> String {
        let (x, y) = self.pan;
        format!(
            "translate({}px,{}px) scale({})",
            decimal(x),
            decimal(y),
            decimal(self.zoom)
        )
    }

    #[allow(clippy::cast_possible_truncation)] // at most 300
    pub(super) fn percent(&self) -> i32 {
        (self.zoom * 100.0).round() as i32
    }

    /// The view moved by so many pixels of the screen.
    #[must_use]
    pub(super) fn panned(&self, by: Spot) -> Self {
        Self {
            pan: (self.pan.0 + by.0, self.pan.1 + by.1),
            ..*self
        }
    }

    /// The view zoomed, with a spot of the canvas kept where it is.
    #[must_use]
    pub(super) fn zoomed(&self, factor: f64, at: Spot) -> Self {
        let zoom = (self.zoom * factor).clamp(RANGE.0, RANGE.1);
        let keep = |pan: f64, at: f64| at - (at - pan) * zoom / self.zoom;
        Self {
            pan: (keep(self.pan.0, at.0), keep(self.pan.1, at.1)),
            zoom,
        }
    }

    /// What of the design is at a spot of the canvas.
    #[allow(clippy::cast_possible_truncation)] // saturates, and places are clamped
    pub(super) fn place(&self, spot: Spot) -> Point {
        Point {
            x: ((spot.0 - self.pan.0) / self.zoom).round() as i32,
            y: ((spot.1 - self.pan.1) / self.zoom).round() as i32,
        }
        .clamped()
    }

    /// What of the design a canvas of this size shows.
    pub(super) fn sight(&self, (width, height): Spot) -> Rect {
        let (from, to) = (self.place((0.0, 0.0)), self.place((width, height)));
        Rect {
            x: from.x,
            y: from.y,
            width: to.x - from.x,
            height: to.y - from.y,
        }
    }

    /// A distance on the screen in units of the design.
    #[allow(clippy::cast_possible_truncation)] // saturates, and places are clamped
    pub(super) fn distance(&self, by: Spot) -> Point {
        Point {
            x: (by.0 / self.zoom).round() as i32,
            y: (by.1 / self.zoom).round() as i32,
        }
    }

    /// The view that shows a rectangle, with a margin, at most at its own size.
    pub(super) fn fitting(rect: Rect, (width, height): (f64, f64), margin: Margin) -> Self {
        let (w, h) = (f64::from(rect.width.max(1)), f64::from(rect.height.max(1)));
        let room = (
            (width - 2.0 * margin.sides).max(1.0),
            (height - margin.top - margin.bottom).max(1.0),
        );
        let zoom = (room.0 / w).min(room.1 / h).clamp(RANGE.0, 1.0);
        Self {
            pan: (
                (width - w * zoom) / 2.0 - f64::from(rect.x) * zoom,
                margin.top + (room.1 - h * zoom) / 2.0 - f64::from(rect.y) * zoom,
            ),
            zoom,
        }
    }
}

/// Pixels that stay free around what is shown; the legend lies over the lower edge.
#[derive(Clone, Copy, Debug)]
pub(super) struct Margin {
    pub(super) sides: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(a: Spot, b: Spot) {
        assert!((a.0 - b.0).hypot(a.1 - b.1) < 1e-6, "{a:?} is not {b:?}");
    }

    #[test]
    fn zooming_keeps_the_spot_under_the_pointer() {
        let view = View {
            pan: (30.0, -20.0),
            zoom: 0.8,
        };
        let zoomed = view.zoomed(1.7, (200.0, 100.0));
        let of = |view: &View| {
            (
                (200.0 - view.pan.0) / view.zoom,
                (100.0 - view.pan.1) / view.zoom,
            )
        };
        close(of(&view), of(&zoomed));
        assert!((view.zoomed(1e9, (0.0, 0.0)).zoom - RANGE.1).abs() < f64::EPSILON);
    }

    #[test]
    fn numbers_are_written_with_their_sign_and_leading_zeros() {
        let written = [0.0, -0.5, 12.034, -3.000_01, 1e30].map(decimal);
        assert_eq!(written[..4], ["0.0000", "-0.5000", "12.0340", "-3.0000"]);
        assert!(written[4].starts_with("922337203685477"), "{}", written[4]);
    }

    #[test]
    fn what_fits_lies_inside_the_margins() {
        let rect = Rect {
            x: -100,
            y: 40,
            width: 2_000,
            height: 900,
        };
        let margin = Margin {
            sides: 40.0,
            top: 30.0,
            bottom: 70.0,
        };
        let view = View::fitting(rect, (1000.0, 700.0), margin);
        let screen = |x: i32, y: i32| {
            (
                f64::from(x) * view.zoom + view.pan.0,
                f64::from(y) * view.zoom + view.pan.1,
            )
        };
        let (left, top) = screen(rect.x, rect.y);
        let (right, bottom) = screen(rect.right(), rect.bottom());
        assert!(left >= 39.9 && right <= 960.1 && top >= 29.9 && bottom <= 630.1);
    }
}
