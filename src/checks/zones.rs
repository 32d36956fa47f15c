//! Network zones: what stands where the public comes near, and who reaches the data.
//!
//! Silent where no host has a zone.

use super::context::Context;
use super::text::verb;
use super::{Finding, Place};
use crate::catalog::{Kind, Zone};
use crate::model::{Command, HostField};
use crate::order;
use crate::plan::firewall;

const SOURCE: &str = "domain §12.4";

/// Databases and repositories within reach of the public.
pub(super) fn exposed(context: &Context, findings: &mut Vec<Finding>) {
    for at in context.of_kinds(&[Kind::Mysql, Kind::Svn]) {
        let instance = context.instance(at);
        let host = &context.plan.hosts[instance.host];
        let Some(zone @ (Zone::Public | Zone::Dmz)) = host.zone else {
            continue;
        };
        let holds = match instance.kind {
            Kind::Mysql => "every account, subscription and token",
            _ => "every API that the gateways run",
        };
        // What else is on the host may have to stay where it is.
        let keeps_only_data = host
            .instances
            .iter()
            .all(|&one| matches!(context.instance(one).kind, Kind::Mysql | Kind::Svn));
        let moved = keeps_only_data.then(|| put(context, instance.host, Zone::Data));
        findings.push(
            Finding::warning(
                vec![context.place(at), context.host_place(instance.host)],
                format!(
                    "{} holds {holds}, and is on {} in the zone {}.",
                    context.name(at),
                    context.host_name(instance.host),
                    zone.label()
                ),
            )
            .advice("Whoever breaks into that zone is one step from it. Put it on a host of the zone Data or Internal, and open its port to the servers alone.")
            .source(SOURCE)
            .fix(
                format!("Put host {} into the zone Data", context.host_name(instance.host)),
                moved.into_iter().collect(),
            ),
        );
    }
}

/// Servers of the public zone that reach past everything to the data.
pub(super) fn bypassed(context: &Context, findings: &mut Vec<Finding>) {
    let hosts = &context.plan.hosts;
    let zone = |at: usize| hosts[context.instance(at).host].zone;
    let mut links: Vec<(usize, usize, usize)> = context
        .plan
        .links
        .iter()
        .filter(|link| zone(link.from) == Some(Zone::Public) && zone(link.to) == Some(Zone::Data))
        .map(|link| (context.instance(link.from).host, link.from, link.to))
        .collect();
    order::sort(&mut links);
    links.dedup();
    for of_host in links.chunk_by(|one, other| one.0 == other.0) {
        let host = of_host[0].0;
        let mut from: Vec<usize> = of_host.iter().map(|link| link.1).collect();
        from.dedup();
        let mut to: Vec<usize> = of_host.iter().map(|link| link.2).collect();
        order::sort(&mut to);
        to.dedup();
        let mut at = vec![context.host_place(host)];
        at.extend(context.places(&from));
        at.extend(context.places(&to));
        findings.push(
            Finding::warning(
                at,
                format!(
                    "{} on {} in the zone Public {} straight to {} in the zone Data.",
                    context.names(&from),
                    context.host_name(host),
                    verb(from.len(), "connect", "connects"),
                    context.names(&to)
                ),
            )
            .advice("Between the public and the data nothing looks at what passes. Leave only nginx in the zone Public, and put the servers behind it into DMZ or Internal.")
            .source(SOURCE),
        );
    }
}

/// Hosts that were left out when the others were told apart.
pub(super) fn missing(context: &Context, findings: &mut Vec<Finding>) {
    let hosts = &context.plan.hosts;
    let without: Vec<usize> = (0..hosts.len())
        .filter(|&at| hosts[at].zone.is_none())
        .collect();
    if without.is_empty() || !firewall::zoned(context.plan) {
        return;
    }
    let at: Vec<Place> = without.iter().map(|&at| context.host_place(at)).collect();
    findings.push(
        Finding::note(
            at,
            format!(
                "{} {} in no zone, though other hosts are in one.",
                context.host_names(&without),
                verb(without.len(), "are", "is")
            ),
        )
        .advice("The firewall matrix lists their ways under `no zone`. Choose a zone for each host, or for none.")
        .source(SOURCE)
        .fix(
            "Put them into the zone Internal",
            without
                .iter()
                .map(|&at| put(context, at, Zone::Internal))
                .collect(),
        ),
    );
}

fn put(context: &Context, host: usize, zone: Zone) -> Command {
    Command::SetHost {
        id: context.host_id(host),
        field: HostField::Zone(Some(zone)),
    }
}
