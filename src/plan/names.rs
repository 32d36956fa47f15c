//! Names: what the front publishes, what a server calls itself, what every hosts file says.

use super::all_of;
use super::types::{Front, FrontRole, HostsLine, Plan, Proxy};
use crate::catalog::Kind;
use crate::catalog::port::name;
use crate::model::Design;
use crate::table::SortedMap;

/// Decides what the front publishes, if there is one. Source: domain §11.1.
pub(super) fn publish(design: &Design, plan: &mut Plan) {
    let fronts = all_of(plan, &[Kind::Nginx]);
    let Some(&front) = fronts.first() else {
        plan.hosts_lines = hosts_lines(plan, None);
        return;
    };
    plan.fronts = FrontRole::ALL
        .into_iter()
        .filter_map(|role| {
            let members = behind(plan, role);
            // One key manager is called directly; only several need a common name. Source: domain §5.
            let enough = if role == FrontRole::KeyManager { 2 } else { 1 };
            (members.len() >= enough).then(|| Front {
                role,
                name: public_name(design, role),
                members,
            })
        })
        .collect();
    let instance = &plan.instances[front];
    let proxy = instance
        .port(name::FRONT_HTTP)
        .zip(instance.port(name::FRONT_HTTPS))
        .map(|(http, https)| Proxy { http, https });
    let address = design
        .settings
        .front_address
        .clone()
        .unwrap_or_else(|| plan.host_of(instance).address.clone());
    for published in plan
        .fronts
        .iter()
        .filter(|published| published.role != FrontRole::Gateway)
    {
        for &at in &published.members {
            plan.instances[at].proxy = proxy;
        }
    }
    plan.hosts_lines = hosts_lines(plan, Some(&address));
}

/// Who answers behind a public name. Never the gateway manager beside workers: it would serve calls too.
fn behind(plan: &Plan, role: FrontRole) -> Vec<usize> {
    let first_found = |choices: &[Kind]| {
        choices
            .iter()
            .map(|&kind| all_of(plan, &[kind]))
            .find(|found| !found.is_empty())
            .unwrap_or_default()
    };
    match role {
        FrontRole::Gateway => {
            first_found(&[Kind::GatewayWorker, Kind::GatewayManager, Kind::AllInOne])
        }
        // The console of one node: two could not share a session.
        FrontRole::Management => plan.manager.into_iter().collect(),
        FrontRole::KeyManager => plan.asked_key_managers(),
        FrontRole::Publisher => first_found(&[Kind::Publisher, Kind::AllInOne]),
        FrontRole::Store => first_found(&[Kind::Store, Kind::AllInOne]),
        FrontRole::IdentityServer => all_of(plan, &[Kind::IdentityServer]),
    }
}

fn public_name(design: &Design, role: FrontRole) -> String {
    let names = &design.settings.names;
    let chosen = match role {
        FrontRole::Gateway => &names.gateway,
        FrontRole::Management => &names.management,
        FrontRole::KeyManager => &names.key_manager,
        FrontRole::Publisher => &names.publisher,
        FrontRole::Store => &names.store,
        FrontRole::IdentityServer => &names.identity_server,
    };
    chosen
        .clone()
        .unwrap_or_else(|| format!("{}.{}", role.id(), design.settings.domain))
}

/// Every machine by its name, then the public names at the front's address. The same on every machine, used in a
/// file or not. Source: seed §13.
fn hosts_lines(plan: &Plan, front: Option<&str>) -> Vec<HostsLine> {
    let mut lines: Vec<HostsLine> = Vec::new();
    let mut places: SortedMap<String, usize> = SortedMap::new();
    let mut add = |address: &str, name: &str| {
        if address.is_empty() || name.is_empty() {
            return;
        }
        let at = *places.get_or_insert_with(address.to_owned(), || {
            lines.push(HostsLine {
                address: address.to_owned(),
                names: Vec::new(),
            });
            lines.len() - 1
        });
        if !lines[at].names.iter().any(|known| known == name) {
            lines[at].names.push(name.to_owned());
        }
    };
    for host in &plan.hosts {
        add(&host.address, &host.name);
    }
    for published in &plan.fronts {
        add(front.unwrap_or_default(), &published.name);
    }
    lines
}

/// What each Carbon server calls itself. Source: domain §3.
pub(super) fn host_names(plan: &mut Plan) {
    let management = plan
        .front(FrontRole::Management)
        .map(|front| front.name.clone())
        .or_else(|| {
            plan.manager
                .map(|at| plan.host_of(&plan.instances[at]).name.clone())
        });
    let public = |role: FrontRole| plan.front(role).map(|front| front.name.clone());
    let named: Vec<(String, String)> = plan
        .instances
        .iter()
        .enumerate()
        .map(|(at, instance)| {
            let own = plan.host_of(instance).name.clone();
            let both = |name: Option<String>| {
                let name = name.unwrap_or_else(|| own.clone());
                (name.clone(), name)
            };
            match instance.kind {
                // The manager's redirects must lead to the console, which the public gateway name does not carry.
                Kind::GatewayManager | Kind::AllInOne => {
                    both(public(FrontRole::Management).filter(|_| plan.manager == Some(at)))
                }
                Kind::GatewayWorker => {
                    let public = public(FrontRole::Gateway).unwrap_or_else(|| own.clone());
                    (public, management.clone().unwrap_or(own))
                }
                Kind::KeyManager => both(public(FrontRole::KeyManager)),
                Kind::Publisher => both(public(FrontRole::Publisher)),
                Kind::Store => both(public(FrontRole::Store)),
                Kind::IdentityServer => both(public(FrontRole::IdentityServer)),
                Kind::Bam | Kind::Mysql | Kind::Svn | Kind::Activemq | Kind::Nginx => both(None),
            }
        })
        .collect();
    for (instance, (host_name, management_name)) in plan.instances.iter_mut().zip(named) {
        instance.host_name = host_name;
        instance.management_name = management_name;
    }
}
