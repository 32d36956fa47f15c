//! Design → Plan: real ports, who talks to whom, clusters, datasources, mounts, names, order of start.
//!
//! Knows no file syntax. [`build`] is total: a faulty design yields a plan too, and the checks say what is wrong.

mod clusters;
mod data;
pub mod firewall;
mod links;
mod names;
mod ports;
mod reach;
mod types;

pub(crate) use ports::automatic_offsets;
pub use reach::{Reach, candidates, is_need};
pub(crate) use types::before_port;
pub use types::{
    Clash, Cluster, Database, Endpoint, Front, FrontRole, Grant, Host, HostsLine, Instance, Link,
    Membership, Mount, Overflow, Plan, Port, Proxy, Synchronizer, Transport, Unmet,
};

use crate::catalog::{Kind, paths};
use crate::model::{self, Design, HostId, InstanceId};
use crate::order;
use crate::table::SortedMap;

/// Works out everything that follows from a design.
pub fn build(design: &Design) -> Plan {
    let index = Index::new(design);
    let mut plan = Plan {
        name: design.name.clone(),
        folder: design.folder(),
        version: design.version,
        settings: design.settings.clone(),
        hosts: hosts(design),
        instances: instances(design, &index),
        ..Plan::default()
    };
    for (at, instance) in plan.instances.iter().enumerate() {
        plan.hosts[instance.host].instances.push(at);
    }
    plan.transport = links::transport(design, &plan);
    plan.manager = links::manager(design, &index, &plan);
    clusters::form(design, &mut plan);
    ports::assign(design, &mut plan);
    clusters::publish_ports(&mut plan);
    names::publish(design, &mut plan);
    data::connect(design, &index, &mut plan);
    links::bind(design, &index, &mut plan);
    names::host_names(&mut plan);
    plan.start = start_order(design, &plan);
    plan
}

/// Positions by identifier, since a design holds lists.
pub(crate) struct Index<'a> {
    hosts: SortedMap<&'a str, usize>,
    instances: SortedMap<&'a str, usize>,
}

impl<'a> Index<'a> {
    fn new(design: &'a Design) -> Self {
        let hosts: SortedMap<&str, usize> = design
            .hosts
            .iter()
            .enumerate()
            .map(|(at, host)| (host.id.as_str(), at))
            .collect();
        let instances = design
            .instances
            .iter()
            .filter(|instance| hosts.contains_key(instance.host.as_str()))
            .enumerate()
            .map(|(at, instance)| (instance.id.as_str(), at))
            .collect();
        Self { hosts, instances }
    }

    fn host(&self, id: &HostId) -> Option<usize> {
        self.hosts.get(id.as_str()).copied()
    }

    fn instance(&self, id: &InstanceId) -> Option<usize> {
        self.instances.get(id.as_str()).copied()
    }
}

fn hosts(design: &Design) -> Vec<Host> {
    let dirs = folders(
        design
            .hosts
            .iter()
            .map(|host| (host.name.as_str(), host.id.as_str())),
    );
    design
        .hosts
        .iter()
        .zip(dirs)
        .map(|(host, dir)| Host {
            id: host.id.clone(),
            name: host.name.clone(),
            address: host.address.clone(),
            dir,
            ssh_user: host.ssh_user.clone(),
            ssh_key: host.ssh_key.clone(),
            zone: host.zone,
            instances: Vec::new(),
        })
        .collect()
}

fn instances(design: &Design, index: &Index) -> Vec<Instance> {
    let dirs = folders(
        design
            .instances
            .iter()
            .map(|instance| (instance.name.as_str(), instance.id.as_str())),
    );
    let key_managing = design.key_managing();
    design
        .instances
        .iter()
        .zip(dirs)
        .filter_map(|(instance, dir)| {
            let mut planned = new_instance(instance, index.host(&instance.host)?, dir);
            planned.details.key_manager = key_managing.contains(&instance.id);
            Some(planned)
        })
        .collect()
}

fn new_instance(instance: &model::Instance, host: usize, dir: String) -> Instance {
    let home = instance.home.clone().or_else(|| {
        let own = instance.kind.has_home();
        own.then(|| format!("{}/{dir}", paths::HOMES))
    });
    Instance {
        id: instance.id.clone(),
        kind: instance.kind,
        name: instance.name.clone(),
        host,
        dir,
        home,
        offset: instance.offset.unwrap_or_default(),
        pinned: instance.offset.is_some(),
        displaced_by: None,
        ports: Vec::new(),
        host_name: String::new(),
        management_name: String::new(),
        proxy: None,
        databases: Vec::new(),
        mounts: Vec::new(),
        membership: None,
        synchronizer: None,
        details: instance.details.clone(),
    }
}

/// Folder names from display names; the identifier where two names give the same or none.
fn folders<'a>(names: impl Iterator<Item = (&'a str, &'a str)> + Clone) -> Vec<String> {
    let mut used = Vec::new();
    for (name, id) in names.clone() {
        let slug = model::id::slug(name);
        // An identifier that another's name spells must stay free for its owner.
        if slug != id {
            used.push(id.to_owned());
        }
        used.push(slug);
    }
    order::sort(&mut used);
    let once = |slug: &String| {
        let at = used.partition_point(|other| other < slug);
        used.get(at + 1) != Some(slug)
    };
    names
        .map(|(name, id)| {
            let slug = model::id::slug(name);
            if !slug.is_empty() && once(&slug) {
                slug
            } else {
                id.to_owned()
            }
        })
        .collect()
}

fn start_order(design: &Design, plan: &Plan) -> Vec<usize> {
    let ranks: SortedMap<&str, Option<u16>> = design
        .instances
        .iter()
        .map(|instance| (instance.id.as_str(), instance.start_order))
        .collect();
    let mut order: Vec<usize> = (0..plan.instances.len()).collect();
    order::by_key(&mut order, |&at| {
        let instance = &plan.instances[at];
        let usual = u16::from(instance.spec().start_rank);
        let chosen = ranks.get(instance.id.as_str()).copied().flatten();
        (chosen.unwrap_or(usual), usual, at)
    });
    order
}

/// Whether a kind exists in the plan.
pub(crate) fn all_of(plan: &Plan, kinds: &[Kind]) -> Vec<usize> {
    plan.instances
        .iter()
        .enumerate()
        .filter(|(_, instance)| kinds.contains(&instance.kind))
        .map(|(at, _)| at)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Offset, Point, presets};

    #[test]
    fn where_hosts_are_drawn_changes_no_plan_and_all_else_may() {
        for preset in presets::ALL {
            let design = preset.design();
            let plan = build(&design);
            let mut moved = design.clone();
            for host in &mut moved.hosts {
                host.at = Point { x: 7, y: host.at.x };
                host.width += 40;
            }
            assert_ne!(moved, design);
            assert!(moved.is_same_elsewhere(&design));
            assert_eq!(build(&moved), plan, "{}", preset.name);
        }
        let design = presets::find("classic").expect("a preset").design();
        let changes: [fn(&mut Design); 9] = [
            |design| design.name.push('x'),
            |design| design.hosts[0].name.push('x'),
            |design| design.hosts[0].address = "10.9.9.9".into(),
            |design| design.hosts[0].ssh_key = "key".into(),
            |design| drop(design.hosts.pop()),
            |design| design.hosts.swap(0, 1),
            |design| design.instances[0].offset = Some(Offset::new(3)),
            |design| design.settings.domain.push('x'),
            |design| design.databases = SortedMap::new(),
        ];
        for (at, change) in changes.into_iter().enumerate() {
            let mut other = design.clone();
            change(&mut other);
            assert!(!other.is_same_elsewhere(&design), "change {at}");
        }
    }
}
