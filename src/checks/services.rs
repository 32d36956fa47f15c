//! What stands beside API Manager: statistics, sign-on, messaging; and what stands idle.

use super::Finding;
use super::context::Context;
use super::text::verb;
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Kind, LinkKind, Version};
use crate::model::Command;
use crate::plan::FrontRole;

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
        Finding::note(
            context.places(bams),
            format!(
                "Statistics of {} are switched on in the admin dashboard, not by file.",
                version.text
            ),
        )
        .advice("Fill in the form once, after BAM is up, with the values of the bundle. Tables appear after the first call and Hive's next run, up to two minutes later.")
        .source("domain §8.1, §8.4")
        .fix(format!("Use API Manager {label}"), commands),
    );
}

pub(super) fn statistics_first_run(context: &Context, findings: &mut Vec<Finding>) {
    let bams = context.of_kind(Kind::Bam);
    if bams.is_empty() || context.plan.version.spec().statistics != StatisticsSwitch::File {
        return;
    }
    findings.push(
        Finding::note(
            context.places(bams),
            "The statistics database stays empty until the first call and Hive's next run.",
        )
        .advice("apply.sh brings the toolbox API_Manager_Analytics.tbox to BAM; Hive makes the tables, up to two minutes after the first call.")
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
        Finding::warning(
            context.places(bams),
            format!(
                "{} would write into one statistics database.",
                context.names(bams)
            ),
        )
        .advice("Each gets every event and summarises it: calls are counted more than once.")
        .source("domain §8.1, §8.2")
        .fix(
            format!("Keep {} only", context.name(keeps)),
            commands.collect(),
        ),
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
            format!(
                "The web applications that sign on at {} are to be looked for once in its console.",
                context.names(&used)
            ),
        )
        .advice("Its shipped files are not public: the bundle edits them where they stand, the users of API Manager included, but in 5.0.0 a file alone may not register API_PUBLISHER and API_STORE. README.md has the values. Clocks must agree to minutes.")
        .source("domain §10.3, §10.4, §10.6"),
    );
}

pub(super) fn idle_identity_server(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::IdentityServer,
        "nobody signs on there",
        "Publisher and Store use the first Identity Server, or the one that they are linked to.",
        findings,
    );
}

pub(super) fn idle_activemq(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::Activemq,
        "no gateway is linked to it",
        "Nothing in 1.9 needs a broker. Link a gateway to it to switch on the JMS transport there.",
        findings,
    );
}

pub(super) fn idle_svn(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::Svn,
        "no gateway synchronizes over it",
        "All gateways of a cluster use the first repository, or the one that they are linked to.",
        findings,
    );
}

pub(super) fn idle_mysql(context: &Context, findings: &mut Vec<Finding>) {
    idle(
        context,
        Kind::Mysql,
        "it holds no database",
        "Databases are on the first server, or on the one that the settings choose.",
        findings,
    );
}

fn idle(context: &Context, kind: Kind, why: &str, advice: &str, findings: &mut Vec<Finding>) {
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
            format!(
                "{} {} nothing: {why}.",
                context.names(&idle),
                verb(idle.len(), "do", "does")
            ),
        )
        .advice(advice)
        .source("domain §1.3, §9")
        .fix(
            format!("Remove {}", context.names(&idle)),
            commands.collect(),
        ),
    );
}
