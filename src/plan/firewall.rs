//! Which host must reach which host at which port.

use std::cmp::Ordering;

use super::types::{Host, Plan};
use crate::catalog::port::name::{HTTPS, PASS_THROUGH_HTTP, PASS_THROUGH_HTTPS};
use crate::catalog::{Kind, LinkKind, Zone};
use crate::model;
use crate::order;
use crate::say::{self, Message, Said, Texts};

/// Which part of the network an end of a way is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Side {
    /// Outside of the deployment, where the users are.
    Outside,
    In(Zone),
    /// A host of which nobody said the zone.
    Unzoned,
}

impl Side {
    fn of(host: &Host) -> Self {
        host.zone.map_or(Side::Unzoned, Side::In)
    }

    pub fn said(self) -> Message {
        match self {
            Side::Outside => say::SIDE_OUTSIDE,
            Side::In(zone) => zone.said(),
            Side::Unzoned => say::SIDE_UNZONED,
        }
    }

    /// In English, as the bundle has it.
    pub fn label(self) -> &'static str {
        self.said().english()
    }
}

/// Who is at an end of a way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Who {
    /// The host of a name.
    Host(String),
    /// The members of a cluster's domain.
    Members(String),
    /// Browsers and callers of APIs, outside of the deployment.
    Users,
}

impl Who {
    pub fn said(&self) -> Said {
        match self {
            Who::Host(name) => name.as_str().into(),
            Who::Members(domain) => say::way_members(domain),
            Who::Users => say::WAY_USERS.into(),
        }
    }

    /// The order of a list: by name, whatever it names.
    fn key(&self) -> (&str, &str) {
        match self {
            Who::Host(name) => (name, ""),
            Who::Members(domain) => ("members of ", domain),
            Who::Users => ("users", ""),
        }
    }
}

impl Ord for Who {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl PartialOrd for Who {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// One way that a firewall must leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    pub from: Who,
    pub to: Who,
    /// The parts of the network that both are in.
    pub sides: (Side, Side),
    /// Scheme of what is spoken, such as `https`.
    pub protocol: &'static str,
    pub port: model::Port,
    /// Who needs it for what.
    pub why: Vec<Said>,
}

impl Opening {
    /// Who needs it for what, as a list in a language.
    pub fn why_in(&self, texts: &Texts) -> String {
        let mut why: Vec<String> = self.why.iter().map(|said| texts.tell(said)).collect();
        order::sort(&mut why);
        why.dedup();
        why.join("; ")
    }
}

/// Largest cluster whose members are listed in pairs; beyond it each member is reached from "members of …".
const PAIRS: usize = 16;

/// All ways between different hosts, and those from outside, sorted.
pub fn openings(plan: &Plan) -> Vec<Opening> {
    let mut ways = Ways::default();
    for link in &plan.links {
        // Drawn to one member only; all talk to all, see below.
        if link.kind == LinkKind::Cluster {
            continue;
        }
        let (from, to) = (&plan.instances[link.from], &plan.instances[link.to]);
        for endpoint in &link.endpoints {
            ways.add(
                End::of(plan.host_of(from)),
                End::of(plan.host_of(to)),
                endpoint.scheme,
                endpoint.port,
                say::way_why(&from.name, link.kind.said()),
            );
        }
    }
    clusters(plan, &mut ways);
    from_outside(plan, &mut ways);
    ways.openings()
}

/// What has to be open from one part of the network to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Crossing {
    pub from: Side,
    pub to: Side,
    /// With what is spoken there, sorted.
    pub ports: Vec<(model::Port, &'static str)>,
}

impl Crossing {
    /// Such as `https 443, 9443; mysql 3306`.
    pub fn ports_text(&self) -> String {
        let mut protocols: Vec<&str> = self.ports.iter().map(|(_, protocol)| *protocol).collect();
        order::sort(&mut protocols);
        protocols.dedup();
        let of = |protocol: &str| {
            let all = self.ports.iter().filter(|(_, one)| *one == protocol);
            let ports: Vec<String> = all.map(|(port, _)| port.to_string()).collect();
            format!("{protocol} {}", ports.join(", "))
        };
        let parts: Vec<String> = protocols.into_iter().map(of).collect();
        parts.join("; ")
    }
}

/// Whether the hosts are told apart by zones.
pub fn zoned(plan: &Plan) -> bool {
    plan.hosts.iter().any(|host| host.zone.is_some())
}

/// The openings between different zones; none where no host has one.
pub fn crossings(plan: &Plan, openings: &[Opening]) -> Vec<Crossing> {
    if !zoned(plan) {
        return Vec::new();
    }
    let mut all: Vec<_> = openings
        .iter()
        .filter(|opening| opening.sides.0 != opening.sides.1)
        .map(|opening| (opening.sides, opening.port, opening.protocol))
        .collect();
    order::sort(&mut all);
    all.dedup();
    let mut crossings: Vec<Crossing> = Vec::new();
    for ((from, to), port, protocol) in all {
        let same = crossings
            .last_mut()
            .filter(|last| (last.from, last.to) == (from, to));
        match same {
            Some(same) => same.ports.push((port, protocol)),
            None => crossings.push(Crossing {
                from,
                to,
                ports: vec![(port, protocol)],
            }),
        }
    }
    crossings
}

/// The openings as comma-separated values, for spreadsheets.
pub fn csv(openings: &[Opening], texts: &Texts) -> String {
    let is_zoned = openings.iter().any(|opening| {
        let (from, to) = opening.sides;
        matches!(from, Side::In(_)) || matches!(to, Side::In(_))
    });
    let mut text = String::new();
    let mut row = |cells: [String; 7]| {
        let [from, from_zone, to, to_zone, protocol, port, why] = cells.map(|text| cell(&text));
        let cells = if is_zoned {
            vec![from, from_zone, to, to_zone, protocol, port, why]
        } else {
            vec![from, to, protocol, port, why]
        };
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
    };
    let heads = [
        say::CSV_FROM,
        say::CSV_FROM_ZONE,
        say::CSV_TO,
        say::CSV_TO_ZONE,
        say::CSV_PROTOCOL,
        say::CSV_PORT,
        say::CSV_WHY,
    ];
    row(heads.map(|head| texts.of(head).to_owned()));
    for opening in openings {
        let (from, to) = opening.sides;
        row([
            texts.tell(&opening.from.said()),
            texts.of(from.said()).to_owned(),
            texts.tell(&opening.to.said()),
            texts.of(to.said()).to_owned(),
            opening.protocol.to_owned(),
            opening.port.to_string(),
            opening.why_in(texts),
        ]);
    }
    text
}

fn cell(text: &str) -> String {
    // A spreadsheet would run these as formulas.
    let guard = if text.starts_with(['=', '+', '-', '@', '\t']) {
        "'"
    } else {
        ""
    };
    if text.contains([',', '"', '\n', '\r']) || !guard.is_empty() {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

/// Where a way begins or ends.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct End {
    who: Who,
    side: Side,
}

impl End {
    fn of(host: &Host) -> Self {
        Self {
            who: Who::Host(host.name.clone()),
            side: Side::of(host),
        }
    }
}

/// Each way and what for; in any order, and some of them twice.
#[derive(Default)]
struct Ways(Vec<(Way, Said)>);

/// From, to, port and protocol.
type Way = (End, End, model::Port, &'static str);

impl Ways {
    fn add(
        &mut self,
        from: End,
        to: End,
        protocol: &'static str,
        port: Option<model::Port>,
        why: Said,
    ) {
        let Some(port) = port else { return };
        if from.who != to.who {
            self.0.push(((from, to, port, protocol), why));
        }
    }

    fn openings(mut self) -> Vec<Opening> {
        order::by(&mut self.0, |(one, _), (other, _)| one.cmp(other));
        let mut openings: Vec<Opening> = Vec::new();
        for ((from, to, port, protocol), why) in self.0 {
            let sides = (from.side, to.side);
            let same = openings.last_mut().filter(|last| {
                (&last.from, &last.to, last.sides) == (&from.who, &to.who, sides)
                    && (last.port, last.protocol) == (port, protocol)
            });
            match same {
                Some(same) if same.why.contains(&why) => {}
                Some(same) => same.why.push(why),
                None => openings.push(Opening {
                    from: from.who,
                    to: to.who,
                    sides,
                    protocol,
                    port,
                    why: vec![why],
                }),
            }
        }
        openings
    }
}

fn clusters(plan: &Plan, ways: &mut Ways) {
    for cluster in &plan.clusters {
        let all = Who::Members(cluster.domain.clone());
        let hosts = || {
            let members = cluster.members.iter();
            members.map(|&member| plan.host_of(&plan.instances[member]))
        };
        // In each part of the network that members are in.
        let mut sides: Vec<Side> = hosts().map(Side::of).collect();
        order::sort(&mut sides);
        sides.dedup();
        for &to in &cluster.members {
            let member = &plan.instances[to];
            let port = member.membership.and_then(|membership| membership.port);
            let host = plan.host_of(member);
            let why = || say::way_cluster(&member.name, &cluster.domain);
            if cluster.members.len() > PAIRS {
                for &side in &sides {
                    let who = all.clone();
                    ways.add(End { who, side }, End::of(host), "tcp", port, why());
                }
                continue;
            }
            for from in hosts() {
                ways.add(End::of(from), End::of(host), "tcp", port, why());
            }
        }
    }
}

/// The fronts; where there are none, what people and callers would dial directly.
fn from_outside(plan: &Plan, ways: &mut Ways) {
    let fronted = plan.of_kind(Kind::Nginx).next().is_some();
    for instance in &plan.instances {
        for (spec, port) in instance.open_ports() {
            let direct = match instance.kind {
                Kind::GatewayWorker => [PASS_THROUGH_HTTP, PASS_THROUGH_HTTPS].contains(&spec.name),
                Kind::AllInOne => {
                    [HTTPS, PASS_THROUGH_HTTP, PASS_THROUGH_HTTPS].contains(&spec.name)
                }
                Kind::Publisher | Kind::Store => spec.name == HTTPS,
                Kind::Nginx => true,
                Kind::GatewayManager
                | Kind::KeyManager
                | Kind::IdentityServer
                | Kind::Bam
                | Kind::Mysql
                | Kind::Svn
                | Kind::Activemq => false,
            };
            if !direct || (fronted && instance.kind != Kind::Nginx) {
                continue;
            }
            let protocol = if spec.name.contains("https") {
                "https"
            } else {
                "http"
            };
            let users = End {
                who: Who::Users,
                side: Side::Outside,
            };
            ways.add(
                users,
                End::of(plan.host_of(instance)),
                protocol,
                Some(port),
                say::way_why(&instance.name, spec.label),
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::presets;
    use crate::plan::build;

    #[test]
    fn no_way_leads_from_a_host_to_itself_and_the_front_is_reached_from_outside() {
        for preset in presets::ALL {
            let plan = build(&preset.design());
            let openings = openings(&plan);
            assert!(openings.iter().all(|way| way.from != way.to));
            assert!(
                openings.iter().any(|way| way.from == Who::Users),
                "{}",
                preset.name
            );
        }
    }

    #[test]
    fn members_of_a_cluster_reach_each_other_both_ways() {
        let plan = build(&presets::find("high-availability").unwrap().design());
        let openings = openings(&plan);
        let between = |from: &str, to: &str| {
            openings.iter().any(|way| {
                let host = |name: &str| Who::Host(name.into());
                (&way.from, &way.to) == (&host(from), &host(to))
                    && way.why_in(&Texts::ENGLISH).contains("cluster")
            })
        };
        assert!(between("gw-1", "gw-2") && between("gw-2", "gw-1"));
    }

    /// The preset `high-availability` with the front in the DMZ, the databases in the zone Data, and the rest without.
    fn zoned() -> Plan {
        let mut design = presets::find("high-availability").unwrap().design();
        for host in &mut design.hosts {
            let mut kinds = design.instances.iter().filter(|one| one.host == host.id);
            host.zone = kinds.find_map(|one| match one.kind {
                Kind::Nginx => Some(Zone::Dmz),
                Kind::Mysql => Some(Zone::Data),
                _ => None,
            });
        }
        build(&design)
    }

    #[test]
    fn each_way_knows_the_zones_of_its_ends() {
        let plan = zoned();
        let openings = openings(&plan);
        for opening in &openings {
            let side = |who: &Who| {
                let mut hosts = plan.hosts.iter();
                let host = hosts.find(|host| *who == Who::Host(host.name.clone()));
                host.map_or(Side::Outside, Side::of)
            };
            assert_eq!(opening.sides, (side(&opening.from), side(&opening.to)));
        }
        let csv = csv(&openings, &Texts::ENGLISH);
        assert!(csv.starts_with("from,from zone,to,to zone,protocol,port,why\r\n"));
        assert!(csv.contains(",DMZ,"));
    }

    #[test]
    fn between_zones_all_is_told_once_and_nothing_else() {
        let plan = zoned();
        let openings = openings(&plan);
        let crossings = crossings(&plan, &openings);
        let told: Vec<_> = crossings
            .iter()
            .map(|one| {
                format!(
                    "{} > {}: {}",
                    one.from.label(),
                    one.to.label(),
                    one.ports_text()
                )
            })
            .collect();
        insta::assert_snapshot!(told.join("\n"), @r"
        outside > DMZ: http 80; https 443
        DMZ > no zone: http 8280, 8281; https 8243, 8244, 9443, 9444
        no zone > DMZ: http 80; https 443
        no zone > Data: jdbc 3306; svn 3690
        ");
        for opening in &openings {
            let (from, to) = opening.sides;
            let mut crossing = crossings
                .iter()
                .filter(|one| (one.from, one.to) == (from, to));
            let port = (opening.port, opening.protocol);
            assert_eq!(
                crossing.next().is_some_and(|one| one.ports.contains(&port)),
                from != to
            );
            assert_eq!(crossing.next(), None);
        }
        let unzoned = build(&presets::find("high-availability").unwrap().design());
        assert!(super::crossings(&unzoned, &super::openings(&unzoned)).is_empty());
    }

    #[test]
    fn members_of_a_large_cluster_are_told_for_each_of_their_zones() {
        let mut design = presets::find("classic").unwrap().design();
        for turn in 0..PAIRS {
            let id = model::HostId::new(&format!("more-{turn}")).unwrap();
            let mut host = model::Host::new(
                id.clone(),
                id.as_str(),
                format!("10.9.0.{turn}"),
                model::Point::default(),
            );
            host.zone = (turn % 2 == 0).then_some(Zone::Internal);
            design.hosts.push(host);
            let instance = design.free_instance_id(Kind::GatewayWorker);
            design
                .instances
                .push(model::Instance::new(instance, Kind::GatewayWorker, id));
        }
        let plan = build(&design);
        let openings = openings(&plan);
        let from: std::collections::BTreeSet<Side> = openings
            .iter()
            .filter(|opening| {
                matches!(opening.from, Who::Members(_)) && opening.to == Who::Host("more-1".into())
            })
            .map(|opening| opening.sides.0)
            .collect();
        assert_eq!(
            from.into_iter().collect::<Vec<_>>(),
            [Side::In(Zone::Internal), Side::Unzoned]
        );
    }

    #[test]
    fn a_cell_is_neither_split_nor_run() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
    }
}
