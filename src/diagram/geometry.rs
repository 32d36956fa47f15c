//! Boxes of hosts and cards of instances, from the design alone.

use crate::model::Point;

/// Height of a host's header, of one instance card with its gap, and of an empty host's hint, in CSS pixels.
pub const HEADER: i32 = 40;
pub const CARD: i32 = 50;
pub const GAP: i32 = 6;
pub const EMPTY: i32 = 56;
/// Where hosts come to rest.
pub const GRID: i32 = 20;

/// An upright rectangle.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    pub fn contains(&self, point: Point) -> bool {
        (self.x..self.right()).contains(&point.x) && (self.y..self.bottom()).contains(&point.y)
    }

    /// Whether another lies inside as a whole.
    pub fn holds(&self, other: Rect) -> bool {
        self.x <= other.x
            && self.y <= other.y
            && other.right() <= self.right()
            && other.bottom() <= self.bottom()
    }

    /// Whether the two have something in common.
    pub fn touches(&self, other: Rect) -> bool {
        self.x < other.right()
            && other.x < self.right()
            && self.y < other.bottom()
            && other.y < self.bottom()
    }

    pub fn right(&self) -> i32 {
        self.x.saturating_add(self.width)
    }

    pub fn bottom(&self) -> i32 {
        self.y.saturating_add(self.height)
    }

    /// The rectangle moved by so much.
    #[must_use]
    pub fn shifted(self, by: Point) -> Self {
        Self {
            x: self.x.saturating_add(by.x),
            y: self.y.saturating_add(by.y),
            ..self
        }
    }
}

#[cfg(test)]
pub(super) fn rect(x: i32, y: i32, width: i32, height: i32) -> Rect {
    Rect {
        x,
        y,
        width,
        height,
    }
}

/// A host's box with so many instances.
pub fn host(at: Point, width: u32, instances: usize) -> Rect {
    let cards = i32::try_from(instances).unwrap_or(i32::MAX / 100);
    let body = if cards == 0 {
        EMPTY
    } else {
        cards * (CARD + GAP) + GAP
    };
    Rect {
        x: at.x,
        y: at.y,
        width: i32::try_from(width).unwrap_or(i32::MAX),
        height: HEADER + body,
    }
}

/// The card at a place in a host's stack.
pub fn card(host: Rect, place: usize) -> Rect {
    let place = i32::try_from(place).unwrap_or_default();
    let y = host.y + HEADER + GAP + place * (CARD + GAP);
    Rect {
        x: host.x + GAP,
        y,
        width: host.width - 2 * GAP,
        height: CARD,
    }
}

/// The nearest place on the grid.
pub fn snapped(point: Point) -> Point {
    let snap = |n: i32| (n + GRID / 2).div_euclid(GRID) * GRID;
    Point {
        x: snap(point.x),
        y: snap(point.y),
    }
}

/// The smallest rectangle around all; `None` for none.
pub fn around(all: impl IntoIterator<Item = Rect>) -> Option<Rect> {
    all.into_iter().reduce(|a, b| {
        let (x, y) = (a.x.min(b.x), a.y.min(b.y));
        let (right, bottom) = (a.right().max(b.right()), a.bottom().max(b.bottom()));
        Rect {
            x,
            y,
            width: right - x,
            height: bottom - y,
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_lie_inside_their_host_and_apart() {
        let host = host(Point { x: 20, y: 40 }, 232, 3);
        let cards: Vec<_> = (0..3).map(|place| card(host, place)).collect();
        for card in &cards {
            assert!(card.y >= host.y + HEADER && card.bottom() <= host.bottom());
        }
        assert!(cards.windows(2).all(|two| two[0].bottom() < two[1].y));
    }

    #[test]
    fn snapping_rests_on_the_grid_also_left_of_zero() {
        assert_eq!(snapped(Point { x: 29, y: -29 }), Point { x: 20, y: -20 });
    }
}
