//! Bundles: links of one style that share an end run together as far as they can, around the boxes in between.

use super::crossing::Boxes;
use super::geometry::Rect;
use super::lane::{Channel, Lanes};
use super::way::{Side, Way, facing, port};
use crate::catalog::{LinkKind, LinkStyle};
use crate::model::Point;
use crate::plan::Plan;
use crate::table::SortedMap;

/// Links that run together: from the hub, the instance they share, to the leaves, which are on one host.
struct Bundle {
    style: LinkStyle,
    hub: usize,
    /// Whether the hub is what is called.
    called: bool,
    /// Positions of links, each with its leaf.
    leaves: Vec<(usize, usize)>,
    route: Route,
    /// Where the stretches of the route run, in the order of its channels.
    lanes: [i32; 3],
}

/// How a bundle runs from its hub to its leaves.
#[derive(Clone, Copy, Debug)]
struct Route {
    hub: Side,
    leaf: Side,
    turn: Turn,
}

#[derive(Clone, Copy, Debug)]
enum Turn {
    /// Along one upright trunk.
    Trunk(Channel),
    /// Up or down beside the hub, across where there is room, up or down beside the leaves.
    Detour(Channel, Channel, Channel),
}

/// What a box in the way costs, in pixels of length.
const HIT: i32 = 2_000;
/// What a corner costs.
const CORNER: i32 = 30;
/// Most boxes that a detour is tried around.
const TRIED: usize = 6;

pub(super) fn ways(plan: &Plan, hosts: &[Rect], cards: &[Rect]) -> Vec<Way> {
    let mut bundles = bundles(plan);
    let mut lanes = Lanes::default();
    let boxes = Boxes::new(hosts);
    for (at, bundle) in bundles.iter_mut().enumerate() {
        bundle.route = route(bundle, plan, &boxes, cards);
        ask_for_lanes(bundle, at, cards, &mut lanes);
    }
    lanes.assign(|owner, channel, at| {
        let (bundle, stretch) = (&mut bundles[owner / 3], owner % 3);
        debug_assert_eq!(bundle.channel(stretch), Some(channel));
        bundle.lanes[stretch] = at;
    });
    let mut ways = vec![Way::default(); plan.links.len()];
    for bundle in &bundles {
        for &(link, leaf) in &bundle.leaves {
            ways[link] = bundle.way(cards, leaf);
        }
    }
    ways
}

/// Traffic fans out from the front; everything else gathers at what is called.
fn bundles(plan: &Plan) -> Vec<Bundle> {
    let mut bundles: Vec<Bundle> = Vec::new();
    // Of each hub, the bundles that it has.
    let mut known = vec![SortedMap::new(); plan.instances.len()];
    for (link, ends) in plan.links.iter().enumerate() {
        let style = ends.kind.style();
        let called = ends.kind != LinkKind::Traffic;
        let (hub, leaf) = if called {
            (ends.to, ends.from)
        } else {
            (ends.from, ends.to)
        };
        let key = (style, called, plan.instances[leaf].host);
        let at = *known[hub].get_or_insert_with(key, || bundles.len());
        if at == bundles.len() {
            bundles.push(Bundle {
                style,
                hub,
                called,
                leaves: Vec::new(),
                route: Route {
                    hub: Side::Right,
                    leaf: Side::Right,
                    turn: Turn::Trunk(beside(0, Side::Right)),
                },
                lanes: [0; 3],
            });
        }
        bundles[at].leaves.push((link, leaf));
    }
    bundles
}

fn beside(at: i32, side: Side) -> Channel {
    Channel {
        vertical: true,
        at,
        outward: side.outward(),
    }
}

impl Bundle {
    fn channel(&self, stretch: usize) -> Option<Channel> {
        match (self.route.turn, stretch) {
            (Turn::Trunk(trunk), 0) => Some(trunk),
            (Turn::Detour(first, _, _), 0) => Some(first),
            (Turn::Detour(_, across, _), 1) => Some(across),
            (Turn::Detour(_, _, last), 2) => Some(last),
            _ => None,
        }
    }

    fn ends(&self, route: &Route, cards: &[Rect], leaf: usize) -> (Point, Point) {
        (
            port(cards[self.hub], route.hub, self.style, self.called),
            port(cards[leaf], route.leaf, self.style, !self.called),
        )
    }

    /// The points of one link, hub first, its stretches where `at` says.
    fn points(&self, route: &Route, cards: &[Rect], leaf: usize, at: [i32; 3]) -> Vec<Point> {
        let (hub, end) = self.ends(route, cards, leaf);
        let point = |x, y| Point { x, y };
        match route.turn {
            Turn::Trunk(_) => vec![hub, point(at[0], hub.y), point(at[0], end.y), end],
            Turn::Detour(..) => vec![
                hub,
                point(at[0], hub.y),
                point(at[0], at[1]),
                point(at[2], at[1]),
                point(at[2], end.y),
                end,
            ],
        }
    }

    fn way(&self, cards: &[Rect], leaf: usize) -> Way {
        Way::new(
            self.points(&self.route, cards, leaf, self.lanes),
            self.called,
        )
    }

    /// The leaves whose cards are highest and lowest: the others' ways lie between theirs.
    fn outer_leaves(&self, cards: &[Rect]) -> [usize; 2] {
        let by_height = |&(_, leaf): &(usize, usize)| cards[leaf].y;
        let first = self.leaves[0];
        let top = self.leaves.iter().copied().min_by_key(by_height);
        let bottom = self.leaves.iter().copied().max_by_key(by_height);
        [top.unwrap_or(first).1, bottom.unwrap_or(first).1]
    }

    /// Length, corners and boxes in the way, in pixels; `None` where that is no less than `limit`.
    fn cost(
        &self,
        route: &Route,
        leaves: [usize; 2],
        cards: &[Rect],
        boxes: &Boxes,
        limit: i32,
    ) -> Option<(i32, Vec<usize>)> {
        let at = match route.turn {
            Turn::Trunk(trunk) => [trunk.lane(0), 0, 0],
            Turn::Detour(a, b, c) => [a.lane(0), b.lane(0), c.lane(0)],
        };
        let mut cost = 0;
        let mut hits = Vec::new();
        for leaf in leaves {
            let points = self.points(route, cards, leaf, at);
            cost += i32::try_from(points.len()).unwrap_or_default() * CORNER;
            for two in points.windows(2) {
                cost += (two[0].x - two[1].x).abs() + (two[0].y - two[1].y).abs();
                boxes.crossed(two[0], two[1], |host| {
                    cost += HIT;
                    hits.push(host);
                });
                // Most of what is tried is far from the best.
                if cost >= limit {
                    return None;
                }
            }
        }
        Some((cost, hits))
    }
}

/// The cheapest route of a bundle.
fn route(bundle: &Bundle, plan: &Plan, boxes: &Boxes, cards: &[Rect]) -> Route {
    let hosts = boxes.all;
    let host_of = |instance: usize| plan.instances[instance].host;
    let (hub_host, leaf_host) = (host_of(bundle.hub), host_of(bundle.leaves[0].1));
    let (hub, leaf) = (hosts[hub_host], hosts[leaf_host]);
    let around = |side: Side| {
        let at = match side {
            Side::Left => hub.x.min(leaf.x),
            Side::Right => hub.right().max(leaf.right()),
        };
        Route {
            hub: side,
            leaf: side,
            turn: Turn::Trunk(beside(at, side)),
        }
    };
    if hub_host == leaf_host {
        return around(inner_side(bundle.style));
    }
    let between = facing(hub, leaf);
    let mut tried: Vec<Route> = match between {
        Some((out, into)) => [beside(into.of(leaf), into), beside(out.of(hub), out)]
            .map(|trunk| Route {
                hub: out,
                leaf: into,
                turn: Turn::Trunk(trunk),
            })
            .to_vec(),
        None => [Side::Right, Side::Left].map(around).to_vec(),
    };
    let (best, cost, hits) = cheapest(bundle, &tried, cards, boxes, i32::MAX);
    if hits.is_empty() {
        return best;
    }
    // Something stands in the way: along its upper or lower edge, or around everything.
    tried.clear();
    let (out, into) = between.unwrap_or((best.hub, best.leaf));
    let (first, last) = (beside(out.of(hub), out), beside(into.of(leaf), into));
    for &host in hits.iter().take(TRIED) {
        for (at, outward) in [(hosts[host].y, -1), (hosts[host].bottom(), 1)] {
            let across = Channel {
                vertical: false,
                at,
                outward,
            };
            tried.push(Route {
                hub: out,
                leaf: into,
                turn: Turn::Detour(first, across, last),
            });
        }
    }
    if between.is_some() {
        tried.extend([Side::Right, Side::Left].map(around));
    }
    let (other, other_cost, _) = cheapest(bundle, &tried, cards, boxes, cost);
    if other_cost < cost { other } else { best }
}

/// The first of the cheapest, its cost and what stands in its way; the bundle's own where all cost `limit` or more.
fn cheapest(
    bundle: &Bundle,
    tried: &[Route],
    cards: &[Rect],
    boxes: &Boxes,
    limit: i32,
) -> (Route, i32, Vec<usize>) {
    let leaves = bundle.outer_leaves(cards);
    let mut best = (bundle.route, limit, Vec::new());
    for route in tried {
        if let Some((cost, hits)) = bundle.cost(route, leaves, cards, boxes, best.1) {
            best = (*route, cost, hits);
        }
    }
    best
}

/// Links within a host run beside it: half of the styles on either side.
fn inner_side(style: LinkStyle) -> Side {
    match style {
        LinkStyle::Traffic | LinkStyle::Keys | LinkStyle::Cluster | LinkStyle::SignOn => Side::Left,
        LinkStyle::Data | LinkStyle::Deploy | LinkStyle::Statistics | LinkStyle::Messaging => {
            Side::Right
        }
    }
}

fn ask_for_lanes(bundle: &Bundle, at: usize, cards: &[Rect], lanes: &mut Lanes) {
    let [top, bottom] = bundle.outer_leaves(cards);
    let (hub, high) = bundle.ends(&bundle.route, cards, top);
    let (_, low) = bundle.ends(&bundle.route, cards, bottom);
    let (owner, family) = (at * 3, (bundle.hub, bundle.style, bundle.called));
    match bundle.route.turn {
        Turn::Trunk(trunk) => {
            let span = (hub.y.min(high.y), hub.y.max(low.y));
            lanes.ask(trunk, span, owner, family);
        }
        Turn::Detour(first, across, last) => {
            let level = across.lane(0);
            lanes.ask(first, (hub.y, level), owner, family);
            lanes.ask(across, (hub.x, high.x), owner + 1, family);
            let span = (level.min(high.y), level.max(low.y));
            lanes.ask(last, span, owner + 2, family);
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::diagram::crossing::crosses;
    use crate::diagram::draw;
    use crate::model::{Design, presets};
    use crate::plan;

    use super::*;

    fn crossed(design: &Design) -> Vec<String> {
        let plan = plan::build(design);
        let diagram = draw(design, &plan);
        let mut crossed = Vec::new();
        for (link, way) in plan.links.iter().zip(&diagram.ways) {
            assert!(way.points.len() >= 2, "a link without a way");
            for two in way.points.windows(2) {
                assert!(
                    two[0].x == two[1].x || two[0].y == two[1].y,
                    "a slanting stretch: {way:?}"
                );
                for (rect, host) in diagram.hosts.iter().zip(&plan.hosts) {
                    if crosses(two[0], two[1], *rect)
                        // From a card to the side of its own host.
                        && host.id != plan.host_of(&plan.instances[link.from]).id
                        && host.id != plan.host_of(&plan.instances[link.to]).id
                    {
                        crossed.push(format!("{} over {}", link.label(), host.name));
                    }
                }
            }
        }
        crossed
    }

    #[test]
    fn no_link_of_a_preset_runs_through_a_host() {
        for preset in presets::ALL {
            assert_eq!(
                crossed(&preset.design()),
                Vec::<String>::new(),
                "{}",
                preset.name
            );
        }
    }

    #[test]
    fn links_of_different_bundles_share_no_upright_stretch() {
        for preset in presets::ALL {
            let design = preset.design();
            let plan = plan::build(&design);
            let diagram = draw(&design, &plan);
            let uprights: Vec<_> = plan
                .links
                .iter()
                .zip(&diagram.ways)
                .flat_map(|(link, way)| {
                    let hub = if link.kind == LinkKind::Traffic {
                        link.from
                    } else {
                        link.to
                    };
                    way.points
                        .windows(2)
                        .filter(|two| two[0].x == two[1].x)
                        .map(move |two| {
                            let (a, b) = (two[0].y.min(two[1].y), two[0].y.max(two[1].y));
                            ((link.kind.style(), hub), two[0].x, a, b)
                        })
                })
                .collect();
            for (at, one) in uprights.iter().enumerate() {
                for other in &uprights[at + 1..] {
                    let apart = one.0 == other.0
                        || one.1 != other.1
                        || one.3 <= other.2
                        || other.3 <= one.2;
                    assert!(apart, "{}: {one:?} and {other:?}", preset.name);
                }
            }
        }
    }
}
