//! Design, Plan → Diagram: where everything is drawn.
//!
//! Boxes of hosts, cards of instances and the ways of links between them, in CSS pixels at zoom 1. Pure: the page
//! measures nothing in the browser, and any other drawing of the design can look the same.

mod area;
mod arrange;
mod bundle;
mod crossing;
mod geometry;
mod guide;
mod label;
mod lane;
mod way;

pub use area::{Area, TITLE, areas};
pub use arrange::{Line, aligned, distributed, tiered};
pub use geometry::{CARD, EMPTY, GAP, GRID, HEADER, Rect, around, card, host, snapped};
pub use guide::{Guided, guided};
pub use label::{Label, labels};
pub use way::{Way, direct};

use crate::model::{Design, Point};
use crate::plan::Plan;

/// A drawing of a whole design. Hosts, cards and ways are in the order of the plan's hosts, instances and links.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diagram {
    pub hosts: Vec<Rect>,
    pub cards: Vec<Rect>,
    pub ways: Vec<Way>,
}

/// Draws a design.
pub fn draw(design: &Design, plan: &Plan) -> Diagram {
    let hosts: Vec<Rect> = design
        .hosts
        .iter()
        .zip(&plan.hosts)
        .map(|(host, planned)| geometry::host(host.at, host.width, planned.instances.len()))
        .collect();
    let mut cards = vec![Rect::default(); plan.instances.len()];
    for (rect, host) in hosts.iter().zip(&plan.hosts) {
        for (place, &instance) in host.instances.iter().enumerate() {
            cards[instance] = geometry::card(*rect, place);
        }
    }
    let ways = bundle::ways(plan, &hosts, &cards);
    Diagram { hosts, cards, ways }
}

impl Diagram {
    /// Of the links that are `shown`, the one that runs nearest to a place, by position; `None` where none is within reach.
    pub fn link_at(
        &self,
        place: Point,
        reach: i32,
        shown: &dyn Fn(usize) -> bool,
    ) -> Option<usize> {
        let near = |way: &Way| {
            way.points
                .windows(2)
                .map(|two| distance(two[0], two[1], place))
                .min()
        };
        self.ways
            .iter()
            .enumerate()
            .filter_map(|(at, way)| Some((near(way)?, at)))
            .filter(|&(_, at)| shown(at))
            .min()
            .filter(|&(distance, _)| distance <= reach)
            .map(|(_, at)| at)
    }

    /// The smallest rectangle around everything; `None` for an empty design.
    pub fn bounds(&self) -> Option<Rect> {
        let ways = self
            .ways
            .iter()
            .flat_map(|way| &way.points)
            .map(|point| Rect {
                x: point.x,
                y: point.y,
                width: 0,
                height: 0,
            });
        geometry::around(self.hosts.iter().copied().chain(ways))
    }
}

/// From a place to an upright or level stretch, the longer of the two ways along the axes.
fn distance(a: Point, b: Point, place: Point) -> i32 {
    let beyond = |low: i32, high: i32, at: i32| (low - at).max(at - high).max(0);
    let x = beyond(a.x.min(b.x), a.x.max(b.x), place.x);
    x.max(beyond(a.y.min(b.y), a.y.max(b.y), place.y))
}
