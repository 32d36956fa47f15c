//! Which boxes a stretch of a link runs through.

use super::geometry::Rect;
use crate::model::Point;

/// Width of a strip, in pixels: about that of a host.
const STRIP: i32 = 256;

/// Boxes, found by the strips that they lie in: a stretch has to be compared with few of them.
pub(super) struct Boxes<'a> {
    pub(super) all: &'a [Rect],
    columns: Strips,
    rows: Strips,
}

/// Positions of boxes by strip, in their order.
struct Strips {
    from: i32,
    strips: Vec<Vec<usize>>,
}

impl Strips {
    fn new(ranges: &[(i32, i32)]) -> Self {
        let from = ranges.iter().map(|range| range.0).min().unwrap_or_default();
        let mut strips = Vec::new();
        for (at, &(low, high)) in ranges.iter().enumerate() {
            let place = |to: i32| usize::try_from((to - from) / STRIP).unwrap_or_default();
            let (first, last) = (place(low), place(high));
            if strips.len() <= last {
                strips.resize_with(last + 1, Vec::new);
            }
            for strip in &mut strips[first..=last] {
                strip.push(at);
            }
        }
        Self { from, strips }
    }

    /// The boxes that may lie at a place.
    fn at(&self, place: i32) -> &[usize] {
        let strip = usize::try_from((place - self.from).div_euclid(STRIP)).ok();
        strip
            .and_then(|at| self.strips.get(at))
            .map_or(&[], Vec::as_slice)
    }
}

impl<'a> Boxes<'a> {
    pub(super) fn new(all: &'a [Rect]) -> Self {
        let ranges = |of: fn(&Rect) -> (i32, i32)| all.iter().map(of).collect::<Vec<_>>();
        Self {
            all,
            columns: Strips::new(&ranges(|one| (one.x, one.right()))),
            rows: Strips::new(&ranges(|one| (one.y, one.bottom()))),
        }
    }

    /// Calls `hit` with the position of each box that an upright or level stretch runs through, in their order.
    pub(super) fn crossed(&self, a: Point, b: Point, mut hit: impl FnMut(usize)) {
        let near = if a.x == b.x {
            self.columns.at(a.x)
        } else {
            self.rows.at(a.y)
        };
        for &at in near {
            if crosses(a, b, self.all[at]) {
                hit(at);
            }
        }
    }
}

/// Whether an upright or level stretch runs through a box. One that begins at its side does not.
pub(super) fn crosses(a: Point, b: Point, rect: Rect) -> bool {
    a.x.max(b.x) > rect.x
        && a.x.min(b.x) < rect.right()
        && a.y.max(b.y) > rect.y
        && a.y.min(b.y) < rect.bottom()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strips_find_what_a_look_at_every_box_finds() {
        // Places that no rule follows, the same in each run.
        let mut state = 7_u32;
        let mut any = |range: i32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            i32::try_from(state >> 8).unwrap() % range
        };
        let boxes: Vec<Rect> = (0..120)
            .map(|_| Rect {
                x: any(6_000) - 3_000,
                y: any(6_000) - 3_000,
                width: any(700) + 1,
                height: any(700) + 1,
            })
            .collect();
        let index = Boxes::new(&boxes);
        let mut found_some = 0;
        for _ in 0..4_000 {
            let a = Point {
                x: any(8_000) - 4_000,
                y: any(8_000) - 4_000,
            };
            let (upright, to) = (any(2) == 0, any(8_000) - 4_000);
            let b = if upright {
                Point { y: to, ..a }
            } else {
                Point { x: to, ..a }
            };
            let mut found = Vec::new();
            index.crossed(a, b, |at| found.push(at));
            let by_looking: Vec<usize> = (0..boxes.len())
                .filter(|&at| crosses(a, b, boxes[at]))
                .collect();
            assert_eq!(found, by_looking, "{a:?} to {b:?}");
            found_some += usize::from(!found.is_empty());
        }
        assert!(found_some > 1_000);
    }

    #[test]
    fn no_boxes_are_no_trouble() {
        let at = Point { x: -5, y: 900 };
        Boxes::new(&[]).crossed(at, Point { x: 70, ..at }, |at| panic!("{at}"));
    }
}
