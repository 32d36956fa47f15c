//! Clusters: who must know whom. Source: domain §6.1.

use super::all_of;
use super::types::{Cluster, Endpoint, Membership, Plan};
use crate::catalog::Kind;
use crate::catalog::port::name;
use crate::model::Design;
use crate::order;

/// Forms the clusters that the design needs, before ports are given: membership opens a port.
pub(super) fn form(design: &Design, plan: &mut Plan) {
    let settings = &design.settings;
    let gateways = all_of(
        plan,
        &[Kind::GatewayManager, Kind::AllInOne, Kind::GatewayWorker],
    );
    let key_managers = plan.key_managers();
    // Always in a distributed set-up: state changes must reach the Store at once. Source: puppet 1.9.1.
    let web = all_of(plan, &[Kind::Publisher, Kind::Store]);
    for (domain, mut members) in [
        (&settings.gateway_domain, gateways),
        (&settings.key_manager_domain, key_managers),
        (&settings.publisher_store_domain, web),
    ] {
        if members.len() < 2 {
            continue;
        }
        // The manager first: the synchronizer needs it among the well-known ones.
        order::by_key(&mut members, |&at| plan.manager != Some(at));
        let cluster = plan.clusters.len();
        for &at in &members {
            plan.instances[at].membership = Some(Membership {
                cluster,
                port: None,
            });
        }
        plan.clusters.push(Cluster {
            domain: domain.clone(),
            members,
            well_known: Vec::new(),
        });
    }
}

/// Tells each cluster the addresses of its members, once their ports are known. Addresses, not names: the bundled
/// Hazelcast resolves names once and badly. Source: doc CLUSTER420-GW.
pub(super) fn publish_ports(plan: &mut Plan) {
    for instance in &mut plan.instances {
        let port = instance.port(name::CLUSTER);
        if let Some(membership) = &mut instance.membership {
            membership.port = port;
        }
    }
    let Plan {
        clusters,
        instances,
        hosts,
        ..
    } = plan;
    for cluster in clusters {
        let members = cluster
            .members
            .iter()
            .take(Cluster::WELL_KNOWN)
            .map(|&at| &instances[at]);
        cluster.well_known = members
            .map(|instance| Endpoint {
                scheme: "tcp",
                host: hosts[instance.host].address.clone(),
                port: instance.port(name::CLUSTER),
                path: "",
            })
            .collect();
    }
}
