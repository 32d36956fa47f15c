//! Roles of which a deployment takes one.

use std::collections::BTreeMap;

use super::Finding;
use super::context::Context;
use super::text::quoted;
use crate::catalog::{Kind, LinkKind};
use crate::model::{Command, InstanceId};
use crate::order;
use crate::say;

/// Several managers in the one gateway cluster: APIs reach one of them, and one may commit.
pub(super) fn several_managers(context: &Context, findings: &mut Vec<Finding>) {
    let managers = context.of_kind(Kind::GatewayManager);
    let Some(keeps) = context.plan.manager.filter(|_| !managers.is_empty()) else {
        return;
    };
    let others: Vec<usize> = managers.iter().copied().filter(|&at| at != keeps).collect();
    let mut all = managers.to_vec();
    all.extend(context.of_kind(Kind::AllInOne));
    order::sort(&mut all);
    if all.len() < 2 {
        return;
    }
    let mut finding = Finding::error(
        context.places(&all),
        say::several_managers(context.names(&all)),
    )
    .advice(say::several_managers_advice(context.name(keeps)))
    .source("domain §6.2, §7.2; doc CLUSTER420-SVN");
    if !others.is_empty() && all.len() == managers.len() {
        let workers = vec![Kind::GatewayWorker; others.len()];
        // Each on the host of the manager that it replaces; the rest is what workers need.
        let addition = context.replace(&[Kind::GatewayWorker], &others);
        let mut commands: Vec<Command> = Vec::new();
        let mut taken: Vec<InstanceId> = Vec::new();
        for (&at, kind) in others.iter().zip(workers) {
            let Some(id) = worker_id(context, &taken) else {
                continue;
            };
            taken.push(id.clone());
            commands.push(Command::Remove { id: context.id(at) });
            commands.push(Command::Place {
                id,
                kind,
                host: context.host_id(context.instance(at).host),
            });
        }
        let rest = addition.without(Kind::GatewayWorker);
        let (keeps, workers) = (context.name(keeps), context.names(&others));
        let label = if rest.commands.is_empty() {
            say::several_managers_fix(keeps, workers, others.len())
        } else {
            say::several_managers_fix_and_add(keeps, workers, others.len(), rest.labels)
        };
        commands.extend(rest.commands);
        finding = finding.fix(label, commands);
    }
    findings.push(finding);
}

fn worker_id(context: &Context, taken: &[InstanceId]) -> Option<InstanceId> {
    std::iter::once(Some(context.design.free_instance_id(Kind::GatewayWorker)))
        .chain((2..=u32::from(u16::MAX)).map(|n| {
            InstanceId::new(&format!("{}-{n}", Kind::GatewayWorker.id()))
                .filter(|id| context.position(id).is_none())
        }))
        .flatten()
        .find(|id| !taken.contains(id))
}

/// Several servers that are everything: each is a whole deployment of its own.
pub(super) fn several_all_in_one(context: &Context, findings: &mut Vec<Finding>) {
    let all = context.of_kind(Kind::AllInOne);
    let Some((&keeps, others)) = all.split_first() else {
        return;
    };
    if others.is_empty() || context.has(Kind::GatewayManager) {
        return;
    }
    let commands = others
        .iter()
        .map(|&at| Command::Remove { id: context.id(at) });
    findings.push(
        Finding::error(
            context.places(all),
            say::several_all_in_one(context.names(all)),
        )
        .advice(say::SEVERAL_ALL_IN_ONE_ADVICE)
        .source("domain §1.2, §6.2")
        .fix(say::fix_keep_only(context.name(keeps)), commands.collect()),
    );
}

/// A server with every role beside servers with one.
pub(super) fn all_in_one_mixed(context: &Context, findings: &mut Vec<Finding>) {
    let all = context.of_kind(Kind::AllInOne);
    let mut roles = context.of_kinds(&[Kind::Publisher, Kind::Store]);
    roles.extend(context.plan.key_managers());
    order::sort(&mut roles);
    if all.is_empty() || roles.is_empty() {
        return;
    }
    let mut at = context.places(all);
    at.extend(context.places(&roles));
    findings.push(
        Finding::warning(
            at,
            say::all_in_one_mixed(
                context.names(all),
                all.len(),
                context.names(&roles),
                roles.len(),
            ),
        )
        .advice(say::ALL_IN_ONE_MIXED_ADVICE)
        .source("domain §1.2"),
    );
}

/// Workers check out of a repository into which nobody commits.
pub(super) fn no_committer(context: &Context, findings: &mut Vec<Finding>) {
    let mut repositories: BTreeMap<&str, (Vec<usize>, bool)> = BTreeMap::new();
    for (at, instance) in context.plan.instances.iter().enumerate() {
        if let Some(synchronizer) = &instance.synchronizer {
            let (readers, committed) = repositories.entry(&synchronizer.url).or_default();
            if synchronizer.commits {
                *committed = true;
            } else {
                readers.push(at);
            }
        }
    }
    // Without any manager the missing manager is the finding.
    if !context.has(Kind::GatewayManager) && !context.has(Kind::AllInOne) {
        return;
    }
    for (url, (readers, committed)) in repositories {
        if committed || readers.is_empty() {
            continue;
        }
        let committer = context.plan.links.iter().find(|link| {
            link.kind == LinkKind::Synchronization
                && context.instance(link.from).kind != Kind::GatewayWorker
        });
        let commands = committer.into_iter().flat_map(|link| {
            readers.iter().map(|&at| Command::Bind {
                from: context.id(at),
                kind: LinkKind::Synchronization,
                to: Some(context.id(link.to)),
            })
        });
        findings.push(
            Finding::error(
                context.places(&readers),
                say::no_committer(context.names(&readers), readers.len(), quoted(url)),
            )
            .advice(say::NO_COMMITTER_ADVICE)
            .source("domain §7.2")
            .fix(say::NO_COMMITTER_FIX, commands.collect()),
        );
    }
}
