//! The order of start where a person changed it.

use std::collections::BTreeMap;

use super::Finding;
use super::context::Context;
use crate::catalog::{Kind, LinkKind};
use crate::model::{Command, InstanceField};
use crate::order;
use crate::say;

/// A server would start before one that it needs at its own start.
pub(super) fn order(context: &Context, findings: &mut Vec<Finding>) {
    let chose = |at: usize| {
        context
            .chosen(at)
            .is_some_and(|one| one.start_order.is_some())
    };
    if !(0..context.plan.instances.len()).any(chose) {
        return;
    }
    let mut places = vec![0_usize; context.plan.instances.len()];
    for (place, &at) in context.plan.start.iter().enumerate() {
        places[at] = place;
    }
    let mut late: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for link in &context.plan.links {
        let rank = |at: usize| context.instance(at).spec().start_rank;
        let waits = match link.kind {
            LinkKind::Traffic | LinkKind::SignOn | LinkKind::Calls => false,
            // A worker waits for what its manager commits; Publisher and Store may be swapped.
            LinkKind::Cluster => context.instance(link.from).kind == Kind::GatewayWorker,
            LinkKind::KeyValidation
            | LinkKind::Token
            | LinkKind::Authentication
            | LinkKind::Deployment
            | LinkKind::CacheClear
            | LinkKind::Synchronization
            | LinkKind::Data
            | LinkKind::Statistics
            | LinkKind::Messaging => true,
        };
        let usually_after = rank(link.from) > rank(link.to);
        if waits && usually_after && places[link.to] > places[link.from] {
            late.entry(link.from).or_default().push(link.to);
        }
    }
    for (from, mut needed) in late {
        order::sort(&mut needed);
        needed.dedup();
        let mut changed = vec![from];
        changed.extend(&needed);
        changed.retain(|&at| chose(at));
        let commands = changed.iter().map(|&at| Command::SetInstance {
            id: context.id(at),
            field: InstanceField::StartOrder(None),
        });
        let mut at = vec![from];
        at.extend(&needed);
        findings.push(
            Finding::warning(
                context.places(&at),
                say::start_order_late(context.name(from), context.names(&needed)),
            )
            .advice(say::START_ORDER_LATE_ADVICE)
            .source("domain §14.1")
            .fix(say::START_ORDER_LATE_FIX, commands.collect()),
        );
    }
}
