//! Network zones: what stands where the public comes near, and who reaches the data.
//!
//! Silent where no host has a zone.

use super::context::Context;
use super::{Finding, Place};
use crate::catalog::{Kind, Zone};
use crate::model::{Command, HostField};
use crate::order;
use crate::plan::firewall;
use crate::say::{self, Message, Said};

const SOURCE: &str = "domain §12.4";

/// Databases and repositories within reach of the public.
pub(super) fn exposed(context: &Context, findings: &mut Vec<Finding>) {
    for at in context.of_kinds(&[Kind::Mysql, Kind::Svn]) {
        let instance = context.instance(at);
        let host = &context.plan.hosts[instance.host];
        let Some(zone @ (Zone::Public | Zone::Dmz)) = host.zone else {
            continue;
        };
        let message: fn(String, String, Message) -> Said = match instance.kind {
            Kind::Mysql => say::zone_exposed_mysql,
            _ => say::zone_exposed_svn,
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
                message(
                    context.name(at),
                    context.host_name(instance.host),
                    zone.said(),
                ),
            )
            .advice(say::ZONE_EXPOSED_ADVICE)
            .source(SOURCE)
            .fix(
                say::step_zone(context.host_name(instance.host), Zone::Data.said()),
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
                say::zone_bypassed(
                    context.names(&from),
                    context.host_name(host),
                    from.len(),
                    context.names(&to),
                ),
            )
            .advice(say::ZONE_BYPASSED_ADVICE)
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
            say::zone_missing(context.host_names(&without), without.len()),
        )
        .advice(say::ZONE_MISSING_ADVICE)
        .source(SOURCE)
        .fix(
            say::ZONE_MISSING_FIX,
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
