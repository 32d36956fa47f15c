//! Where hosts go when they are put in order.

use super::geometry::{GRID, Rect, around, snapped};
use crate::catalog::Kind;
use crate::model::Point;
use crate::order;
use crate::plan::Plan;

/// Free space between hosts of neighbouring columns, and of one column: links run there.
const ASIDE: i32 = 160;
const BELOW: i32 = 60;
/// So tall a column is legible on one screen; a small design needs no second one.
const SCREEN: i32 = 900;

/// A line that several hosts come to lie on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Left,
    Centre,
    Right,
    Top,
    Middle,
    Bottom,
}

/// The corner of each rectangle once all lie on the line of the outermost, or of the middle.
pub fn aligned(rects: &[Rect], line: Line) -> Vec<Point> {
    let Some(all) = around(rects.iter().copied()) else {
        return Vec::new();
    };
    let place = |rect: &Rect| match line {
        Line::Left => (all.x, rect.y),
        Line::Centre => (all.x + (all.width - rect.width) / 2, rect.y),
        Line::Right => (all.right() - rect.width, rect.y),
        Line::Top => (rect.x, all.y),
        Line::Middle => (rect.x, all.y + (all.height - rect.height) / 2),
        Line::Bottom => (rect.x, all.bottom() - rect.height),
    };
    rects.iter().map(|rect| point(place(rect))).collect()
}

/// The corner of each rectangle once the gaps between them are the same; the outer ones stay.
pub fn distributed(rects: &[Rect], down: bool) -> Vec<Point> {
    let span = |rect: &Rect| {
        if down {
            (rect.y, rect.height)
        } else {
            (rect.x, rect.width)
        }
    };
    let mut corners: Vec<Point> = rects.iter().map(|rect| point((rect.x, rect.y))).collect();
    let mut sorted: Vec<usize> = (0..rects.len()).collect();
    order::by_key(&mut sorted, |&at| span(&rects[at]));
    let (Some(&first), Some(&last)) = (sorted.first(), sorted.last()) else {
        return corners;
    };
    let (start, end) = (span(&rects[first]).0, span(&rects[last]));
    let filled: i32 = rects.iter().map(|rect| span(rect).1).sum();
    let free = end.0 + end.1 - start - filled;
    let gaps = i32::try_from(rects.len()).unwrap_or(i32::MAX).max(2) - 1;
    let mut before = 0;
    for (place, at) in (0..).zip(sorted) {
        let here = start + before + free * place / gaps;
        if down {
            corners[at].y = here;
        } else {
            corners[at].x = here;
        }
        before += span(&rects[at]).1;
    }
    corners
}

/// The corner of each host once all stand in columns, from what callers see to what the others need. Of one kind they
/// stand in the order of the design, so that a change of one host moves few others.
pub fn tiered(plan: &Plan, hosts: &[Rect]) -> Vec<Point> {
    let mut corners = vec![Point::default(); hosts.len()];
    let tallest = height(hosts);
    let mut x = 0;
    for tier in 0..=LAST {
        let mut here: Vec<usize> = (0..hosts.len())
            .filter(|&at| tier_of(plan, at).0 == tier)
            .collect();
        order::by_key(&mut here, |&at| tier_of(plan, at).1);
        for column in columns(&here, hosts, tallest) {
            let filled: i32 = column.iter().map(|&at| hosts[at].height + BELOW).sum();
            let mut y = -(filled - BELOW) / 2;
            for &at in &column {
                corners[at] = snapped(point((x, y)));
                y += hosts[at].height + BELOW;
            }
            let width = column.iter().map(|&at| hosts[at].width).max();
            x += (width.unwrap_or_default() + ASIDE + GRID - 1) / GRID * GRID;
        }
    }
    corners
}

/// How tall a column may be so that the whole comes out somewhat wider than tall.
fn height(hosts: &[Rect]) -> i32 {
    let area: i64 = hosts
        .iter()
        .map(|host| i64::from(host.width + ASIDE) * i64::from(host.height + BELOW))
        .sum();
    let tallest = hosts.iter().map(|host| host.height + BELOW).max();
    i32::try_from((area * 2 / 3).isqrt())
        .unwrap_or(i32::MAX)
        .max(tallest.unwrap_or_default())
        .max(SCREEN)
}

/// Hosts of a tier, in as few columns as their height allows.
fn columns(tier: &[usize], hosts: &[Rect], tallest: i32) -> Vec<Vec<usize>> {
    let mut columns: Vec<Vec<usize>> = Vec::new();
    let mut filled = tallest;
    for &at in tier {
        let own = hosts[at].height + BELOW;
        if filled + own > tallest {
            columns.push(Vec::new());
            filled = 0;
        }
        filled += own;
        if let Some(column) = columns.last_mut() {
            column.push(at);
        }
    }
    columns
}

/// The tier of hosts that are empty.
const LAST: usize = 3;

/// The first tier that a host has a server of, and its place in there: what is called, what calls, what both need.
fn tier_of(plan: &Plan, host: usize) -> (usize, usize) {
    let instances = plan.hosts[host].instances.iter();
    let tiers = instances.map(|&at| match plan.instances[at].kind {
        Kind::Nginx => (0, 0),
        Kind::GatewayManager | Kind::GatewayWorker | Kind::AllInOne => (1, 0),
        Kind::Publisher | Kind::Store => (1, 1),
        Kind::KeyManager | Kind::IdentityServer => (2, 0),
        Kind::Mysql | Kind::Svn => (2, 1),
        Kind::Bam | Kind::Activemq => (2, 2),
    });
    tiers.min().unwrap_or((LAST, 0))
}

fn point((x, y): (i32, i32)) -> Point {
    Point { x, y }.clamped()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram::draw;
    use crate::diagram::geometry::rect;
    use crate::model::{Design, HostId, presets};
    use crate::plan;

    fn corners(points: &[Point]) -> Vec<(i32, i32)> {
        points.iter().map(|point| (point.x, point.y)).collect()
    }

    #[test]
    fn hosts_come_to_lie_on_one_line() {
        let rects = [rect(0, 10, 100, 50), rect(40, 100, 60, 80)];
        for (line, wanted) in [
            (Line::Left, [(0, 10), (0, 100)]),
            (Line::Centre, [(0, 10), (20, 100)]),
            (Line::Right, [(0, 10), (40, 100)]),
            (Line::Top, [(0, 10), (40, 10)]),
            (Line::Middle, [(0, 70), (40, 55)]),
            (Line::Bottom, [(0, 130), (40, 100)]),
        ] {
            assert_eq!(corners(&aligned(&rects, line)), wanted, "{line:?}");
        }
        assert!(aligned(&[], Line::Left).is_empty());
    }

    #[test]
    fn gaps_become_the_same_and_the_outer_ones_stay() {
        let rects = [rect(0, 0, 10, 1), rect(90, 5, 10, 1), rect(12, 9, 30, 1)];
        assert_eq!(
            corners(&distributed(&rects, false)),
            [(0, 0), (90, 5), (35, 9)]
        );
        assert_eq!(corners(&distributed(&rects[..1], true)), [(0, 0)]);
        assert!(distributed(&[], true).is_empty());
    }

    /// Hosts put in order, as a design.
    fn put_in_order(design: &mut Design) -> Vec<Rect> {
        let plan = plan::build(design);
        let corners = tiered(&plan, &draw(design, &plan).hosts);
        for (host, corner) in design.hosts.iter_mut().zip(corners) {
            host.at = corner;
        }
        draw(design, &plan::build(design)).hosts
    }

    #[test]
    fn tiers_stand_beside_each_other_and_nothing_overlaps() {
        for preset in presets::ALL {
            let mut design = preset.design();
            let hosts = put_in_order(&mut design);
            for (at, one) in hosts.iter().enumerate() {
                for other in &hosts[..at] {
                    let apart = one.right() + BELOW <= other.x
                        || other.right() + BELOW <= one.x
                        || one.bottom() + BELOW / 2 <= other.y
                        || other.bottom() + BELOW / 2 <= one.y;
                    assert!(apart, "{}: {one:?} {other:?}", preset.name);
                }
            }
            // Once more changes nothing.
            assert_eq!(put_in_order(&mut design), hosts);
        }
    }

    #[test]
    fn a_host_more_moves_no_other_tier_up_or_down() {
        let mut design = presets::find("high-availability").unwrap().design();
        let before = put_in_order(&mut design);
        let mut more = design.hosts[0].clone();
        more.id = HostId::new("more").unwrap();
        design.hosts.push(more);
        let after = put_in_order(&mut design);
        let ys = |hosts: &[Rect]| hosts.iter().map(|host| host.y).collect::<Vec<_>>();
        assert_eq!(ys(&after)[..before.len()], ys(&before));
    }
}
