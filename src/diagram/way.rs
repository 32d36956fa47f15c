//! The way of one link: right-angled, with rounded corners.

use super::geometry::{GAP, Rect};
use crate::catalog::LinkStyle;
use crate::model::Point;

/// How far from a box the first lane runs, in pixels.
pub(super) const CLEAR: i32 = 16;

/// Pixels between links of different styles at the side of a card.
const SLOT: i32 = 5;

/// A link as it is drawn.
///
/// The points run from the end that links of one bundle share, so that their dashes fall together where they run
/// together.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Way {
    pub points: Vec<Point>,
    /// Whether the arrow is at the first point instead of the last.
    pub arrow_first: bool,
}

impl Way {
    pub(super) fn new(points: Vec<Point>, arrow_first: bool) -> Self {
        Self {
            points: straightened(points),
            arrow_first,
        }
    }

    /// As data of an SVG path.
    pub fn path(&self) -> String {
        const RADIUS: i32 = 7;
        let Some((first, rest)) = self.points.split_first() else {
            return String::new();
        };
        let mut path = format!("M{} {}", first.x, first.y);
        for three in self.points.windows(3) {
            let (before, corner, after) = (three[0], three[1], three[2]);
            let towards = |to: Point, share: i32| {
                let (dx, dy) = (to.x - corner.x, to.y - corner.y);
                let reach = RADIUS.min(dx.abs().max(dy.abs()) / share);
                Point {
                    x: corner.x + dx.signum() * reach,
                    y: corner.y + dy.signum() * reach,
                }
            };
            // Half of a stretch between two corners belongs to each.
            let (a, b) = (towards(before, 2), towards(after, 2));
            path += &format!("L{} {}Q{} {} {} {}", a.x, a.y, corner.x, corner.y, b.x, b.y);
        }
        if let Some(last) = rest.last() {
            path += &format!("L{} {}", last.x, last.y);
        }
        path
    }

    /// The smallest rectangle around it; `None` where there is no way.
    pub fn bounds(&self) -> Option<Rect> {
        let (first, rest) = self.points.split_first()?;
        let (mut low, mut high) = (*first, *first);
        for point in rest {
            low = Point {
                x: low.x.min(point.x),
                y: low.y.min(point.y),
            };
            high = Point {
                x: high.x.max(point.x),
                y: high.y.max(point.y),
            };
        }
        Some(Rect {
            x: low.x,
            y: low.y,
            width: high.x - low.x,
            height: high.y - low.y,
        })
    }

    /// The end that is called, where the arrow is.
    pub fn target(&self) -> Option<Point> {
        if self.arrow_first {
            self.points.first().copied()
        } else {
            self.points.last().copied()
        }
    }

    /// The end that calls.
    pub fn origin(&self) -> Option<Point> {
        if self.arrow_first {
            self.points.last().copied()
        } else {
            self.points.first().copied()
        }
    }
}

/// Leaves out points that stand twice or in the middle of a straight stretch.
fn straightened(points: Vec<Point>) -> Vec<Point> {
    let mut out: Vec<Point> = Vec::with_capacity(points.len());
    for point in points {
        if out.last() == Some(&point) {
            continue;
        }
        if let [.., a, b] = out[..]
            && ((a.x == b.x && b.x == point.x) || (a.y == b.y && b.y == point.y))
        {
            out.pop();
        }
        out.push(point);
    }
    out
}

/// A side of a box.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Side {
    Left,
    Right,
}

impl Side {
    /// The direction away from the box.
    pub(super) fn outward(self) -> i32 {
        match self {
            Side::Left => -1,
            Side::Right => 1,
        }
    }

    pub(super) fn of(self, rect: Rect) -> i32 {
        match self {
            Side::Left => rect.x,
            Side::Right => rect.right(),
        }
    }
}

/// Where a link of a style meets the side of a host beside a card: each style has its own height, so that no two run
/// into one.
pub(super) fn port(card: Rect, side: Side, style: LinkStyle, called: bool) -> Point {
    let slots = i32::try_from(LinkStyle::ALL.len()).unwrap_or(1);
    let slot = style as i32 * SLOT - (slots - 1) * SLOT / 2;
    // What comes in is kept apart from what goes out.
    let apart = if called { 1 } else { -1 };
    Point {
        x: side.of(card) + side.outward() * GAP,
        y: card.y + card.height / 2 + slot + apart,
    }
}

/// The sides at which two boxes are joined: those that face each other where there is room between them.
pub(super) fn facing(from: Rect, to: Rect) -> Option<(Side, Side)> {
    if from.right() + 2 * CLEAR <= to.x {
        Some((Side::Right, Side::Left))
    } else if to.right() + 2 * CLEAR <= from.x {
        Some((Side::Left, Side::Right))
    } else {
        None
    }
}

/// The way of a link without regard to any other, for what is being dragged. `inside` says that both cards are in one
/// host.
pub fn direct(from: Rect, to: Rect, style: LinkStyle, inside: bool) -> Way {
    let sides = if inside { None } else { facing(from, to) };
    let (out, into) = sides.unwrap_or((Side::Right, Side::Right));
    let (a, b) = (port(from, out, style, false), port(to, into, style, true));
    let trunk = if sides.is_some() {
        b.x + into.outward() * CLEAR
    } else {
        a.x.max(b.x) + CLEAR
    };
    Way::new(
        vec![a, Point { x: trunk, y: a.y }, Point { x: trunk, y: b.y }, b],
        false,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(x: i32, y: i32) -> Point {
        Point { x, y }
    }

    fn rect(x: i32, y: i32) -> Rect {
        Rect {
            x,
            y,
            width: 100,
            height: 50,
        }
    }

    #[test]
    fn a_direct_way_begins_and_ends_at_the_sides_that_face_each_other() {
        let ends = |from, to| {
            let way = direct(from, to, LinkStyle::Data, false);
            (way.points[0].x, way.points[way.points.len() - 1].x)
        };
        assert_eq!(ends(rect(0, 0), rect(300, 200)), (106, 294));
        assert_eq!(ends(rect(300, 200), rect(0, 0)), (294, 106));
        assert_eq!(ends(rect(0, 0), rect(20, 200)), (106, 126));
    }

    #[test]
    fn links_of_different_styles_meet_a_card_at_different_heights_inside_it() {
        let card = rect(0, 0);
        let mut heights: Vec<i32> = LinkStyle::ALL
            .iter()
            .flat_map(|&style| [true, false].map(|called| port(card, Side::Left, style, called).y))
            .collect();
        assert!(heights.iter().all(|&y| y > card.y && y < card.bottom()));
        heights.sort_unstable();
        heights.dedup();
        assert_eq!(heights.len(), 2 * LinkStyle::ALL.len());
    }

    #[test]
    fn a_path_is_rounded_at_its_corners_only() {
        let way = Way::new(
            vec![point(0, 0), point(20, 0), point(40, 0), point(40, 30)],
            false,
        );
        assert_eq!(way.points.len(), 3);
        assert_eq!(way.path(), "M0 0L33 0Q40 0 40 7L40 30");
        assert_eq!(Way::default().path(), "");
    }
}
