//! Databases: who opens which, from where, and the registry mounts that rest on them.

use super::types::{Database, Grant, Instance, Mount, Plan};
use super::{Index, all_of};
use crate::catalog::port::name;
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Kind, Role};
use crate::model::Design;
use crate::order;

pub(super) fn connect(design: &Design, index: &Index, plan: &mut Plan) {
    let servers = all_of(plan, &[Kind::Mysql]);
    for (&role, database) in &design.databases {
        let chosen = database
            .server
            .as_ref()
            .and_then(|server| index.instance(server));
        let Some(server) = chosen.or_else(|| servers.first().copied()) else {
            continue;
        };
        let clients: Vec<usize> = (0..plan.instances.len())
            .filter(|&at| opens(plan, &plan.instances[at], role))
            .collect();
        if clients.is_empty() {
            continue;
        }
        let at = plan.databases.len();
        for &client in &clients {
            plan.instances[client].databases.push(at);
        }
        let instance = &plan.instances[server];
        plan.databases.push(Database {
            role,
            name: database.name.clone(),
            user: database.user.clone(),
            server,
            host: plan.host_of(instance).name.clone(),
            port: instance.port(name::MYSQL),
            clients_by_form: by_form(plan, role, &clients),
            clients,
        });
    }
    plan.grants = grants(plan);
    mount(plan);
}

/// Whether an instance opens the database of a role. Source: domain §1.3, §8.3, §10.5.
fn opens(plan: &Plan, instance: &Instance, role: Role) -> bool {
    if instance.spec().databases.contains(&role) {
        return true;
    }
    // Switched on by file nobody else creates the datasource; switched on in the form, the form does.
    role == Role::Stats
        && READERS.contains(&instance.kind)
        && plan.version.spec().statistics == StatisticsSwitch::File
        && plan.of_kind(Kind::Bam).next().is_some()
}

/// The analyzer form makes Publisher and Store clients of the statistics.
fn by_form(plan: &Plan, role: Role, clients: &[usize]) -> Vec<usize> {
    if role != Role::Stats {
        return Vec::new();
    }
    let mut readers = all_of(plan, &READERS);
    readers.retain(|at| !clients.contains(at));
    readers
}

/// Who shows statistics.
const READERS: [Kind; 3] = [Kind::Publisher, Kind::Store, Kind::AllInOne];

/// One account per database and client address: the server checks user *at host*. Source: seed §14; domain §4.6.
fn grants(plan: &Plan) -> Vec<Grant> {
    let mut grants = Vec::new();
    for (at, database) in plan.databases.iter().enumerate() {
        let mut is_client = vec![false; plan.hosts.len()];
        for &client in database.clients.iter().chain(&database.clients_by_form) {
            is_client[plan.instances[client].host] = true;
        }
        let mut clients: Vec<String> = Vec::new();
        for (host, _) in plan.hosts.iter().zip(is_client).filter(|(_, is)| *is) {
            clients.push(host.address.clone());
            // The server calls its own loopback by name.
            if is_loopback(&host.address) {
                clients.push("localhost".into());
            }
        }
        order::sort(&mut clients);
        clients.dedup();
        grants.extend(clients.into_iter().map(|client| Grant {
            database: at,
            client,
        }));
    }
    grants
}

/// Whether an address leads back to the machine that uses it.
pub(crate) fn is_loopback(address: &str) -> bool {
    match address.parse::<std::net::IpAddr>() {
        Ok(address) => address.is_loopback() || address.is_unspecified(),
        Err(_) => address.eq_ignore_ascii_case("localhost"),
    }
}

const GOVERNANCE: &str = "/_system/governance";
const CONFIG: &str = "/_system/config";

/// One cluster, whoever manages it.
const GATEWAYS: &[Kind] = &[Kind::GatewayManager, Kind::GatewayWorker, Kind::AllInOne];

/// Governance for all that share the registry; config for nodes of the same kind only. Source: domain §4.5.
fn mount(plan: &mut Plan) {
    let Some(registry) = plan
        .databases
        .iter()
        .position(|database| database.role == Role::Reg)
    else {
        return;
    };
    let clients = plan.databases[registry].clients.clone();
    let workers = plan.of_kind(Kind::GatewayWorker).next().is_some();
    for &at in &clients {
        let mut mounts = vec![Mount {
            path: GOVERNANCE,
            target: GOVERNANCE.into(),
        }];
        let kind = plan.instances[at].kind;
        let (kinds, name): (&[Kind], &str) = match kind {
            // With workers it is their manager; of several only one has what they read.
            Kind::AllInOne if plan.manager == Some(at) && workers => (GATEWAYS, "gateway"),
            Kind::GatewayManager | Kind::GatewayWorker => (GATEWAYS, "gateway"),
            Kind::KeyManager => (&[Kind::KeyManager], "key-manager"),
            Kind::Publisher => (&[Kind::Publisher], "publisher"),
            Kind::Store => (&[Kind::Store], "store"),
            Kind::AllInOne => (&[Kind::AllInOne], "all-in-one"),
            // As key manager only, or it would not be a client.
            Kind::IdentityServer => (&[Kind::IdentityServer], "identity-server"),
            Kind::Bam | Kind::Mysql | Kind::Svn | Kind::Activemq | Kind::Nginx => continue,
        };
        let alike = |&&other: &&usize| kinds.contains(&plan.instances[other].kind);
        let several = clients.iter().filter(alike).nth(1).is_some();
        if several {
            mounts.push(Mount {
                path: CONFIG,
                target: format!("{CONFIG}/{name}"),
            });
        }
        plan.instances[at].mounts = mounts;
    }
}
