//! The front: who needs one, and what its addresses and ports must be.

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, Place};
use crate::catalog::Kind;
use crate::catalog::port::name;
use crate::model::{Command, InstanceField, SettingField};
use crate::order;
use crate::say::{self, Message};

/// Several of a role, and nobody who shares the callers out among them.
pub(super) fn missing(context: &Context, findings: &mut Vec<Finding>) {
    if context.has(Kind::Nginx) {
        return;
    }
    let roles = [
        (
            context.of_kind(Kind::GatewayWorker).to_vec(),
            say::MANY_GATEWAY_WORKERS,
        ),
        (context.plan.asked_key_managers(), say::MANY_KEY_MANAGERS),
        (
            context.of_kind(Kind::Publisher).to_vec(),
            say::MANY_PUBLISHERS,
        ),
        (context.of_kind(Kind::Store).to_vec(), say::MANY_STORES),
        (
            context.of_kind(Kind::IdentityServer).to_vec(),
            say::MANY_IDENTITY_SERVERS,
        ),
    ];
    let several: Vec<(Vec<usize>, Message)> =
        roles.into_iter().filter(|(all, _)| all.len() > 1).collect();
    if several.is_empty() {
        return;
    }
    let words: Vec<Message> = several.iter().map(|&(_, words)| words).collect();
    let mut at: Vec<usize> = several.iter().flat_map(|(all, _)| all).copied().collect();
    order::sort(&mut at);
    at.dedup();
    let addition = context.add(&[Kind::Nginx]);
    findings.push(
        Finding::warning(context.places(&at), say::no_front(words))
            .advice(say::NO_FRONT_ADVICE)
            .source("domain §5, §11.1")
            .fix(addition.label(), addition.commands),
    );
}

/// A front with nothing behind it.
pub(super) fn empty(context: &Context, findings: &mut Vec<Finding>) {
    if !context.plan.fronts.is_empty() {
        return;
    }
    let fronts = context.of_kind(Kind::Nginx);
    if fronts.is_empty() {
        return;
    }
    let commands = fronts
        .iter()
        .map(|&at| Command::Remove { id: context.id(at) });
    findings.push(
        Finding::warning(
            context.places(fronts),
            say::front_empty(context.names(fronts)),
        )
        .advice(say::FRONT_EMPTY_ADVICE)
        .source("domain §11.1")
        .fix(say::step_remove(context.names(fronts)), commands.collect()),
    );
}

/// Several fronts, and the public names lead to the first only.
pub(super) fn no_common_address(context: &Context, findings: &mut Vec<Finding>) {
    let fronts = context.of_kind(Kind::Nginx);
    let Some((&first, others)) = fronts.split_first() else {
        return;
    };
    if others.is_empty() || context.design.settings.front_address.is_some() {
        return;
    }
    findings.push(
        Finding::warning(
            context.places(fronts),
            say::front_address(context.names(fronts), context.name(first)),
        )
        .advice(say::FRONT_ADDRESS_ADVICE)
        .source("domain §3, §11"),
    );
}

/// Hosts files take addresses, not names.
pub(super) fn invalid_address(context: &Context, findings: &mut Vec<Finding>) {
    let Some(written) = &context.design.settings.front_address else {
        return;
    };
    if !context.has(Kind::Nginx) {
        return;
    }
    let several = context.plan.hosts.len() > 1;
    let usable = text::address(written).is_some_and(|address| {
        let back = text::leads_back(address);
        !(back && several || address.is_unspecified())
    });
    if usable {
        return;
    }
    findings.push(
        Finding::error(
            vec![Place::Design],
            say::front_address_invalid(quoted(written)),
        )
        .advice(say::FRONT_ADDRESS_INVALID_ADVICE)
        .source("domain §3; seed §13")
        .fix(
            say::FIX_FRONT_ADDRESS,
            vec![Command::Set(SettingField::FrontAddress(None))],
        ),
    );
}

/// The public names would lead to a machine without a front.
pub(super) fn address_elsewhere(context: &Context, findings: &mut Vec<Finding>) {
    let Some(written) = &context.design.settings.front_address else {
        return;
    };
    let fronts = context.of_kind(Kind::Nginx);
    let Some(address) = text::address(written).filter(|_| !fronts.is_empty()) else {
        return;
    };
    let mut hosts = context.plan.hosts.iter().enumerate();
    let Some((host, _)) = hosts.find(|(_, host)| text::address(&host.address) == Some(address))
    else {
        return;
    };
    if fronts.iter().any(|&at| context.instance(at).host == host) {
        return;
    }
    findings.push(
        Finding::error(
            vec![context.host_place(host), Place::Design],
            say::front_address_elsewhere(context.host_name(host)),
        )
        .advice(say::FRONT_ADDRESS_ELSEWHERE_ADVICE)
        .source("domain §3, §11")
        .fix(
            say::FIX_FRONT_ADDRESS,
            vec![Command::Set(SettingField::FrontAddress(None))],
        ),
    );
}

/// Servers behind the front are told one port.
pub(super) fn different_ports(context: &Context, findings: &mut Vec<Finding>) {
    let fronts = context.of_kind(Kind::Nginx);
    let Some((&first, others)) = fronts.split_first() else {
        return;
    };
    let mut at = vec![first];
    let mut commands = Vec::new();
    let mut free = true;
    for &other in others {
        for port in [name::FRONT_HTTP, name::FRONT_HTTPS] {
            let wanted = context.instance(first).port(port);
            if context.instance(other).port(port) == wanted {
                continue;
            }
            at.push(other);
            let host = context.instance(other).host;
            free &= host != context.instance(first).host
                && !context.plan.hosts[host]
                    .instances
                    .iter()
                    .flat_map(|&at| context.instance(at).open_ports())
                    .any(|(_, open)| Some(open) == wanted);
            commands.push(Command::SetInstance {
                id: context.id(other),
                field: InstanceField::Port {
                    name: port.to_owned(),
                    port: wanted,
                },
            });
        }
    }
    at.dedup();
    if commands.is_empty() {
        return;
    }
    if !free {
        commands.clear();
    }
    findings.push(
        Finding::warning(
            context.places(&at),
            say::front_ports(context.names(&at[1..]), at.len() - 1, context.name(first)),
        )
        .advice(say::FRONT_PORTS_ADVICE)
        .source("domain §6.4, §11.4")
        .fix(say::front_ports_fix(context.name(first)), commands),
    );
}
