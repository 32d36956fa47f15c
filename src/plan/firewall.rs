//! Which host must reach which host at which port.

use super::types::Plan;
use crate::catalog::port::name::{HTTPS, PASS_THROUGH_HTTP, PASS_THROUGH_HTTPS};
use crate::catalog::{Kind, LinkKind};
use crate::model;
use crate::order;

/// Who is outside of the deployment: browsers and callers of APIs.
pub const USERS: &str = "users";

/// One way that a firewall must leave open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opening {
    /// Name of a host, [`USERS`], or a cluster's members.
    pub from: String,
    pub to: String,
    /// Scheme of what is spoken, such as `https`.
    pub protocol: &'static str,
    pub port: model::Port,
    /// Who needs it for what, sorted.
    pub why: Vec<String>,
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
                &plan.host_of(from).name,
                &plan.host_of(to).name,
                endpoint.scheme,
                endpoint.port,
                format!("{}: {}", from.name, link.kind.label()),
            );
        }
    }
    clusters(plan, &mut ways);
    from_outside(plan, &mut ways);
    ways.openings()
}

/// The openings as comma-separated values, for spreadsheets.
pub fn csv(openings: &[Opening]) -> String {
    let mut text = String::from("from,to,protocol,port,why\r\n");
    for opening in openings {
        let port = opening.port.to_string();
        let why = opening.why.join("; ");
        let cells = [&opening.from, &opening.to, opening.protocol, &port, &why];
        let cells: Vec<String> = cells.into_iter().map(cell).collect();
        text.push_str(&cells.join(","));
        text.push_str("\r\n");
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

/// From, to, port, protocol and what for; in any order, and some of them twice.
#[derive(Default)]
struct Ways(Vec<(String, String, model::Port, &'static str, String)>);

impl Ways {
    fn add(
        &mut self,
        from: &str,
        to: &str,
        protocol: &'static str,
        port: Option<model::Port>,
        why: String,
    ) {
        let Some(port) = port else { return };
        if from != to {
            self.0
                .push((from.to_owned(), to.to_owned(), port, protocol, why));
        }
    }

    fn openings(mut self) -> Vec<Opening> {
        order::sort(&mut self.0);
        self.0.dedup();
        let mut openings: Vec<Opening> = Vec::new();
        for (from, to, port, protocol, why) in self.0 {
            let same = openings.last_mut().filter(|last| {
                last.from == from && last.to == to && last.port == port && last.protocol == protocol
            });
            match same {
                Some(same) => same.why.push(why),
                None => openings.push(Opening {
                    from,
                    to,
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
        let all = format!("members of {}", cluster.domain);
        for &to in &cluster.members {
            let member = &plan.instances[to];
            let port = member.membership.and_then(|membership| membership.port);
            let host = &plan.host_of(member).name;
            let why = || format!("{}: cluster {}", member.name, cluster.domain);
            if cluster.members.len() > PAIRS {
                ways.add(&all, host, "tcp", port, why());
                continue;
            }
            for &from in &cluster.members {
                let from = &plan.host_of(&plan.instances[from]).name;
                ways.add(from, host, "tcp", port, why());
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
            let protocol = if spec.label.ends_with("https") {
                "https"
            } else {
                "http"
            };
            ways.add(
                USERS,
                &plan.host_of(instance).name,
                protocol,
                Some(port),
                format!("{}: {}", instance.name, spec.label),
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
                openings.iter().any(|way| way.from == USERS),
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
                way.from == from
                    && way.to == to
                    && way.why.iter().any(|why| why.contains("cluster"))
            })
        };
        assert!(between("gw-1", "gw-2") && between("gw-2", "gw-1"));
    }

    #[test]
    fn a_cell_is_neither_split_nor_run() {
        assert_eq!(cell("plain"), "plain");
        assert_eq!(cell("a,\"b\""), "\"a,\"\"b\"\"\"");
        assert_eq!(cell("=1+1"), "\"'=1+1\"");
    }
}
