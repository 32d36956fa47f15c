//! Who manages keys, and how gateways ask.

use super::context::Context;
use super::text::verb;
use super::{Finding, Place};
use crate::catalog::{Kind, paths};
use crate::model::{self, Command, SettingField};

/// Thrift is plain TCP, which no HTTP front carries.
pub(super) fn thrift(context: &Context, findings: &mut Vec<Finding>) {
    let key_managers = &context.plan.key_managers();
    if context.design.settings.transport != model::Transport::Thrift || key_managers.len() < 2 {
        return;
    }
    let mut at = context.places(key_managers);
    at.push(Place::Design);
    findings.push(
        Finding::error(
            at,
            format!(
                "Thrift is chosen for key validation, and {} would have to share it.",
                context.names(key_managers)
            ),
        )
        .advice("Thrift goes through no HTTP front: validation times out, and every call fails with 900900. Several key managers are asked by web service.")
        .source("domain §5.3; doc AM190-km")
        .fix(
            "Use the web service",
            vec![Command::Set(SettingField::Transport(
                model::Transport::WebService,
            ))],
        ),
    );
}

/// Identity Servers that are key managers.
fn key_managing(context: &Context) -> Vec<usize> {
    let mut all = context.plan.key_managers();
    all.retain(|&at| context.instance(at).kind != Kind::KeyManager);
    all
}

/// Possible, but which releases of the feature fit is written down nowhere.
pub(super) fn experimental(context: &Context, findings: &mut Vec<Finding>) {
    let all = key_managing(context);
    if all.is_empty() {
        return;
    }
    findings.push(
        Finding::warning(
            context.places(&all),
            format!(
                "{} {} the key manager: experimental with API Manager {}.",
                context.names(&all),
                verb(all.len(), "are", "is"),
                context.plan.version.text()
            ),
        )
        .advice(format!("The feature \"{}\" is installed in it by hand before apply.sh, see README.md; which release of it fits Identity Server 5.0.0 is not known for certain. Try tokens and calls before you rely on it, or draw a key manager.", paths::KEY_MANAGER_FEATURE))
        .source("domain §10.5; puppet is5.0.0"),
    );
}

/// The same tokens under two managers.
pub(super) fn beside(context: &Context, findings: &mut Vec<Finding>) {
    let chosen = key_managing(context);
    let plain = context.of_kind(Kind::KeyManager);
    if chosen.is_empty() || plain.is_empty() {
        return;
    }
    let mut at = context.places(plain);
    at.extend(context.places(&chosen));
    let commands = plain
        .iter()
        .map(|&at| Command::Remove { id: context.id(at) });
    findings.push(
        Finding::warning(
            at,
            format!(
                "{} {} beside {}, which {} the key manager already.",
                context.names(plain),
                verb(plain.len(), "stand", "stands"),
                context.names(&chosen),
                verb(chosen.len(), "are", "is")
            ),
        )
        .advice("Everybody who was told no other asks the Identity Server. Keep one of the two: an own key manager is not run beside it.")
        .source("domain §10.5")
        .fix(
            format!("Remove {}", context.names(plain)),
            commands.collect(),
        ),
    );
}
