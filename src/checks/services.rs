//! What stands beside API Manager: statistics, sign-on, messaging; and what stands idle.

use super::Finding;
use super::context::Context;
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Kind, LinkKind, Version};
use crate::model::Command;
use crate::plan::FrontRole;
use crate::say::{self, Arg, Message, Said};

pub(super) fn statistics_form(context: &Context, findings: &mut Vec<Finding>) {
    let bams = context.of_kind(Kind::Bam);
    let version = context.plan.version.spec();
    if bams.is_empty() || version.statistics != StatisticsSwitch::Form {
        return;
    }
    let by_file = Version::ALL
        .into_iter()
        .find(|version| version.spec().statistics == StatisticsSwitch::File);
    let label = by_file.map_or("", Version::text);
    let commands = by_file.map(Command::SetVersion).into_iter().collect();
    findings.push(
        Finding::note(context.places(bams), say::statistics_form(version.text))
            .advice(say::STATISTICS_FORM_ADVICE)
            .source("domain §8.1, §8.4")
            .fix(say::step_version(label), commands),
    );
}

pub(super) fn statistics_first_run(context: &Context, findings: &mut Vec<Finding>) {
    let bams = context.of_kind(Kind::Bam);
    if bams.is_empty() || context.plan.version.spec().statistics != StatisticsSwitch::File {
        return;
    }
    findings.push(
        Finding::note(context.places(bams), say::STATISTICS_FIRST_RUN)
            .advice(say::STATISTICS_FIRST_RUN_ADVICE)
            .source("domain §8.3, §8.4"),
    );
}

pub(super) fn several_bam(context: &Context, findings: &mut Vec<Finding>) {
    let bams = context.of_kind(Kind::Bam);
    let Some((&keeps, others)) = bams.split_first() else {
        return;
    };
    if others.is_empty() {
        return;
    }
    let commands = others
        .iter()
        .map(|&at| Command::Remove { id: context.id(at) });
    findings.push(
        Finding::warning(context.places(bams), say::several_bam(context.names(bams)))
            .advice(say::SEVERAL_BAM_ADVICE)
            .source("domain §8.1, §8.2")
            .fix(say::fix_keep_only(context.name(keeps)), commands.collect()),
    );
}

pub(super) fn identity_server(context: &Context, findings: &mut Vec<Finding>) {
    let all = context.of_kind(Kind::IdentityServer);
    let sends_users_to = |at: usize| {
        let mut links = context.plan.links.iter();
        links.any(|link| {
            link.kind == LinkKind::SignOn
                && context.plan.leads_to(link, at, FrontRole::IdentityServer)
        })
    };
    let used: Vec<usize> = all
        .iter()
        .copied()
        .filter(|&at| sends_users_to(at))
        .collect();
    if used.is_empty() {
        return;
    }
    findings.push(
        Finding::note(
            context.places(&used),
            say::identity_server_manual(context.names(&used)),
        )
        .advice(say::IDENTITY_SERVER_MANUAL_ADVICE)
        .source("domain §10.3, §10.4, §10.6"),
    );
}

pub(super) fn idle_identity_server(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::IdentityServer,
        say::identity_server_idle,
        say::IDENTITY_SERVER_IDLE_ADVICE,
        findings,
    );
}

pub(super) fn idle_activemq(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::Activemq,
        say::activemq_idle,
        say::ACTIVEMQ_IDLE_ADVICE,
        findings,
    );
}

pub(super) fn idle_svn(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::Svn,
        say::svn_idle,
        say::SVN_IDLE_ADVICE,
        findings,
    );
}

pub(super) fn idle_mysql(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::Mysql,
        say::mysql_idle,
        say::MYSQL_IDLE_ADVICE,
        findings,
    );
}

fn idle(
    context: &Context,
    kind: Kind,
    message: fn(Vec<Arg>, usize) -> Said,
    advice: Message,
    findings: &mut Vec<Finding>,
) {
    let all = context.of_kind(kind).iter().copied();
    let idle: Vec<usize> = all.filter(|&at| !context.is_used(at)).collect();
    if idle.is_empty() {
        return;
    }
    let commands = idle
        .iter()
        .map(|&at| Command::Remove { id: context.id(at) });
    findings.push(
        Finding::note(
            context.places(&idle),
            message(context.names(&idle), idle.len()),
        )
        .advice(advice)
        .source("domain §1.3, §9")
        .fix(say::step_remove(context.names(&idle)), commands.collect()),
    );
}
