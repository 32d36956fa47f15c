//! Network zones: labelled areas around the hosts that are in them.

use super::{Diagram, Rect, around};
use crate::catalog::Zone;
use crate::order;
use crate::plan::Plan;

/// Between an area's edge and its hosts, in CSS pixels at zoom 1.
const PADDING: i32 = 16;
/// Room for an area's name above its hosts.
pub const TITLE: i32 = 28;
/// How many areas of its zone a host is tried with. More would be slow where thousands of hosts lie mixed.
const TRIES: usize = 4;

/// Where hosts of a zone lie together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Area {
    pub zone: Zone,
    /// Its name stands within, in the uppermost [`TITLE`] pixels.
    pub rect: Rect,
    /// Positions of its hosts.
    pub hosts: Vec<usize>,
}

/// The areas of a drawing, from the most public zone. A zone has several where one around all its hosts would reach over
/// a host that is in another, which would then seem to be in this one.
pub fn areas(plan: &Plan, diagram: &Diagram) -> Vec<Area> {
    let place = |at: usize| diagram.hosts.get(at).copied().unwrap_or_default();
    let mut areas: Vec<Area> = Vec::new();
    for zone in Zone::ALL {
        let is_inside = |at: &usize| plan.hosts[*at].zone == Some(zone);
        let (mut inside, others): (Vec<usize>, Vec<usize>) =
            (0..plan.hosts.len()).partition(is_inside);
        let others: Vec<Rect> = others.into_iter().map(place).collect();
        // Column by column, so that those side by side come one after the other.
        order::by_key(&mut inside, |&at| (place(at).x, place(at).y));
        let first = areas.len();
        for host in inside {
            let grown = |area: &Area| {
                let hosts = area.hosts.iter().copied().chain([host]);
                let rect = framed(hosts.map(place))?;
                let reaches_over = others.iter().any(|other| rect.touches(*other));
                (!reaches_over).then_some(rect)
            };
            let tried = areas[first..].iter_mut().rev().take(TRIES);
            let found = tried
                .map(|area| (grown(area), area))
                .find_map(|(rect, area)| Some((rect?, area)));
            if let Some((rect, area)) = found {
                area.rect = rect;
                area.hosts.push(host);
            } else if let Some(rect) = framed([place(host)]) {
                areas.push(Area {
                    zone,
                    rect,
                    hosts: vec![host],
                });
            }
        }
    }
    areas
}

/// What is around some hosts, with room for the name.
fn framed(hosts: impl IntoIterator<Item = Rect>) -> Option<Rect> {
    let hull = around(hosts)?;
    Some(Rect {
        x: hull.x - PADDING,
        y: hull.y - PADDING - TITLE,
        width: hull.width + 2 * PADDING,
        height: hull.height + 2 * PADDING + TITLE,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagram;
    use crate::model::{Design, Host, HostId, Point};
    use crate::plan;

    /// Hosts at places, each in its zone.
    fn drawn(hosts: &[(i32, i32, Option<Zone>)]) -> (Vec<Area>, Vec<Rect>) {
        let mut design = Design::default();
        for (at, &(x, y, zone)) in hosts.iter().enumerate() {
            let id = HostId::new(&format!("h{at}")).unwrap();
            let mut host = Host::new(id, format!("h{at}"), "", Point { x, y });
            host.zone = zone;
            design.hosts.push(host);
        }
        let plan = plan::build(&design);
        let diagram = diagram::draw(&design, &plan);
        (areas(&plan, &diagram), diagram.hosts)
    }

    const DMZ: Option<Zone> = Some(Zone::Dmz);
    const DATA: Option<Zone> = Some(Zone::Data);

    #[test]
    fn an_area_holds_its_hosts_and_the_room_for_its_name() {
        assert!(drawn(&[(0, 0, None), (0, 200, None)]).0.is_empty());
        let (areas, hosts) = drawn(&[(0, 0, DATA), (400, 0, DMZ), (400, 200, DMZ), (0, 400, None)]);
        let of: Vec<_> = areas.iter().map(|area| (area.zone, &*area.hosts)).collect();
        assert_eq!(of, [(Zone::Dmz, &[1, 2][..]), (Zone::Data, &[0])]);
        let area = areas[0].rect;
        assert_eq!(
            (area.x, area.right()),
            (400 - PADDING, hosts[1].right() + PADDING)
        );
        assert_eq!(
            (area.y, area.bottom()),
            (-PADDING - TITLE, hosts[2].bottom() + PADDING)
        );
    }

    #[test]
    fn no_host_seems_to_be_in_a_zone_that_it_is_not_in() {
        // The second column has a stranger, the first row goes on beyond it.
        let (areas, hosts) = drawn(&[
            (0, 0, DMZ),
            (0, 300, DMZ),
            (400, 0, DMZ),
            (400, 300, DATA),
            (400, 600, DMZ),
            (800, 0, None),
        ]);
        for area in &areas {
            for (at, host) in hosts.iter().enumerate() {
                assert_eq!(
                    area.rect.touches(*host),
                    area.hosts.contains(&at),
                    "{area:?} {at}"
                );
            }
        }
        let mut held: Vec<usize> = areas.iter().flat_map(|area| area.hosts.clone()).collect();
        held.sort_unstable();
        assert_eq!(held, [0, 1, 2, 3, 4]);
        assert!(areas.len() < 5, "{areas:?}");
    }

    #[test]
    fn thousands_of_mixed_hosts_are_no_trouble() {
        let zones = Zone::ALL.into_iter().map(Some).chain([None]).cycle();
        let hosts: Vec<_> = (0..2_000)
            .zip(zones)
            .map(|(n, zone)| (n % 40 * 300, n / 40 * 200, zone))
            .collect();
        let (areas, _) = drawn(&hosts);
        let held: usize = areas.iter().map(|area| area.hosts.len()).sum();
        assert_eq!(held, 1_600);
    }
}
