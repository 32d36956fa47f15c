//! Guides: a box that is moved comes to rest on a line with others.

use super::geometry::Rect;
use crate::model::Point;

/// Where a moved box comes to rest.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Guided {
    /// How much further it is moved so.
    pub by: Point,
    /// Whether another box decides where it stands from side to side, and up and down.
    pub across: bool,
    pub down: bool,
    /// The lines that it then shares with others, end to end.
    pub lines: Vec<(Point, Point)>,
}

/// One direction of a box: where it begins and how long it is; and the same of the other direction.
#[derive(Clone, Copy)]
struct Span {
    from: i32,
    length: i32,
    aside: (i32, i32),
}

impl Span {
    fn across(rect: &Rect) -> Self {
        Self {
            from: rect.x,
            length: rect.width,
            aside: (rect.y, rect.bottom()),
        }
    }

    fn down(rect: &Rect) -> Self {
        Self {
            from: rect.y,
            length: rect.height,
            aside: (rect.x, rect.right()),
        }
    }

    /// Its beginning, middle and end.
    fn lines(&self) -> [i32; 3] {
        [
            self.from,
            self.from + self.length / 2,
            self.from + self.length,
        ]
    }
}

/// Where a box comes to rest that is no further from a line with another one than `reach`. The same lines of both count:
/// left with left, middle with middle, and so on.
pub fn guided(moved: Rect, others: &[Rect], reach: i32) -> Guided {
    let mut guided = Guided::default();
    let find = |span: fn(&Rect) -> Span| {
        let own = span(&moved).lines();
        let near = others.iter().flat_map(|other| {
            let there = span(other).lines();
            (0..3).map(move |at| there[at] - own[at])
        });
        near.filter(|by| by.abs() <= reach)
            .min_by_key(|by| by.abs())
    };
    if let Some(by) = find(Span::across) {
        (guided.across, guided.by.x) = (true, by);
    }
    if let Some(by) = find(Span::down) {
        (guided.down, guided.by.y) = (true, by);
    }
    let rests = moved.shifted(guided.by);
    let mut draw = |span: fn(&Rect) -> Span, line: fn(i32, i32) -> Point| {
        let own = span(&rests);
        for (at, place) in own.lines().into_iter().enumerate() {
            let sharing = others
                .iter()
                .map(span)
                .filter(|other| other.lines()[at] == place);
            let ends = sharing.fold(None, |ends: Option<(i32, i32)>, other| {
                let (low, high) = ends.unwrap_or(own.aside);
                Some((low.min(other.aside.0), high.max(other.aside.1)))
            });
            if let Some((low, high)) = ends {
                guided.lines.push((line(place, low), line(place, high)));
            }
        }
    };
    if guided.across {
        draw(Span::across, |x, y| Point { x, y });
    }
    if guided.down {
        draw(Span::down, |y, x| Point { x, y });
    }
    guided
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::geometry::rect;

    #[test]
    fn a_box_rests_on_the_nearest_line_with_another() {
        let others = [rect(0, 0, 200, 100), rect(13, 500, 200, 60)];
        let guided = guided(rect(9, 207, 200, 80), &others, 8);
        assert_eq!(guided.by, Point { x: 4, y: 0 });
        assert!(guided.across && !guided.down);
        // Left, middle and right at once, since both are of one width.
        let line = |x| (Point { x, y: 207 }, Point { x, y: 560 });
        assert_eq!(guided.lines, [line(13), line(113), line(213)]);
    }

    #[test]
    fn middles_and_lower_edges_count_too() {
        let others = [rect(0, 0, 200, 100)];
        let found = guided(rect(52, 300, 100, 50), &others, 8);
        assert_eq!(
            (found.by, found.across, found.down),
            (Point { x: -2, y: 0 }, true, false)
        );
        let found = guided(rect(500, 55, 100, 50), &others, 8);
        assert_eq!((found.by, found.down), (Point { x: 0, y: -5 }, true));
        assert_eq!(
            found.lines,
            [(Point { x: 0, y: 100 }, Point { x: 600, y: 100 })]
        );
    }

    #[test]
    fn far_from_all_lines_it_stays_where_it_is() {
        assert_eq!(
            guided(rect(40, 20, 10, 10), &[rect(0, 0, 200, 100)], 8),
            Guided::default()
        );
        assert_eq!(guided(rect(40, 20, 10, 10), &[], 8), Guided::default());
    }
}
