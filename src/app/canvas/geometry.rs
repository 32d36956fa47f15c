//! Where things are on the canvas, from the design alone: nothing is measured in the browser.

use crate::model::Point;

/// Height of a host's header, of one instance card with its gap, and of an empty host's hint, in CSS pixels.
pub const HEADER: i32 = 40;
pub const CARD: i32 = 50;
pub const GAP: i32 = 6;
pub const EMPTY: i32 = 56;
/// Where hosts come to rest.
pub const GRID: i32 = 20;

/// An upright rectangle.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rect {
    pub x: i32,
    pub y: i32,
    pub width: i32,
    pub height: i32,
}

impl Rect {
    pub fn contains(&self, point: Point) -> bool {
        (self.x..self.x + self.width).contains(&point.x)
            && (self.y..self.y + self.height).contains(&point.y)
    }

    fn middle(&self) -> Point {
        Point {
            x: self.x + self.width / 2,
            y: self.y + self.height / 2,
        }
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
        let right = (a.x + a.width).max(b.x + b.width);
        let bottom = (a.y + a.height).max(b.y + b.height);
        Rect {
            x,
            y,
            width: right - x,
            height: bottom - y,
        }
    })
}

/// A link's way between two cards: out of the side that faces the other, along one lane, in at its side.
///
/// `lane` keeps the ways of different kinds apart, in pixels from the middle.
pub fn way(from: Rect, to: Rect, lane: i32) -> String {
    let (a, b) = (from.middle(), to.middle());
    let (start, end) = (a.y + lane, b.y + lane);
    let overlap = from.x < to.x + to.width && to.x < from.x + from.width;
    if overlap {
        // One above the other, or in one host: around the right side.
        let out = (from.x + from.width).max(to.x + to.width) + 18 + lane.abs();
        return rounded(&[
            (from.x + from.width, start),
            (out, start),
            (out, end),
            (to.x + to.width, end),
        ]);
    }
    let rightward = a.x < b.x;
    let (out, into) = if rightward {
        (from.x + from.width, to.x)
    } else {
        (from.x, to.x + to.width)
    };
    let turn = i32::midpoint(out, into) + lane;
    rounded(&[(out, start), (turn, start), (turn, end), (into, end)])
}

/// A polyline with rounded corners, as SVG path data.
fn rounded(points: &[(i32, i32)]) -> String {
    const RADIUS: i32 = 8;
    let Some((&(x, y), _)) = points.split_first() else {
        return String::new();
    };
    let mut path = format!("M{x} {y}");
    for three in points.windows(3) {
        let [(ax, ay), (bx, by), (cx, cy)] = three else {
            continue;
        };
        let towards = |x: i32, y: i32| {
            let (dx, dy) = (x - bx, y - by);
            let reach = RADIUS.min(dx.abs().max(dy.abs()) / 2);
            (bx + dx.signum() * reach, by + dy.signum() * reach)
        };
        let (before, after) = (towards(*ax, *ay), towards(*cx, *cy));
        path += &format!(
            "L{} {}Q{bx} {by} {} {}",
            before.0, before.1, after.0, after.1
        );
    }
    if let Some((x, y)) = points.last() {
        path += &format!("L{x} {y}");
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cards_lie_inside_their_host_and_apart() {
        let host = host(Point { x: 20, y: 40 }, 232, 3);
        let cards: Vec<_> = (0..3).map(|place| card(host, place)).collect();
        for card in &cards {
            assert!(card.y >= host.y + HEADER && card.y + card.height <= host.y + host.height);
        }
        assert!(
            cards
                .windows(2)
                .all(|two| two[0].y + two[0].height < two[1].y)
        );
    }

    #[test]
    fn snapping_rests_on_the_grid_also_left_of_zero() {
        assert_eq!(snapped(Point { x: 29, y: -29 }), Point { x: 20, y: -20 });
    }

    #[test]
    fn a_way_begins_and_ends_at_the_sides_that_face_each_other() {
        let left = Rect {
            x: 0,
            y: 0,
            width: 100,
            height: 50,
        };
        let right = Rect {
            x: 300,
            y: 200,
            width: 100,
            height: 50,
        };
        let path = way(left, right, 0);
        assert!(
            path.starts_with("M100 25") && path.ends_with("L300 225"),
            "{path}"
        );
        let back = way(right, left, 0);
        assert!(
            back.starts_with("M300 225") && back.ends_with("L100 25"),
            "{back}"
        );
    }
}
