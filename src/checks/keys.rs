//! Who manages keys, and how gateways ask.

use super::context::Context;
use super::{Finding, Place};
use crate::catalog::{Kind, paths};
use crate::model::{self, Command, SettingField};
use crate::say;

/// Thrift is plain TCP, which no HTTP front carries.
pub(super) fn thrift(context: &Context, findings: &mut Vec<Finding>) {
    let key_managers = &context.plan.key_managers();
    if context.design.settings.transport != model::Transport::Thrift || key_managers.len() < 2 {
        return;
    }
    let mut at = context.places(key_managers);
    at.push(Place::Design);
    findings.push(
        Finding::error(at, say::thrift_several(context.names(key_managers)))
            .advice(say::THRIFT_SEVERAL_ADVICE)
            .source("domain §5.3; doc AM190-km")
            .fix(
                say::THRIFT_SEVERAL_FIX,
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
            say::identity_key_manager_experimental(
                context.names(&all),
                all.len(),
                context.plan.version.text(),
            ),
        )
        .advice(say::identity_key_manager_experimental_advice(
            paths::KEY_MANAGER_FEATURE,
        ))
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
            say::identity_key_manager_beside(
                context.names(plain),
                plain.len(),
                context.names(&chosen),
                chosen.len(),
            ),
        )
        .advice(say::IDENTITY_KEY_MANAGER_BESIDE_ADVICE)
        .source("domain §10.5")
        .fix(say::step_remove(context.names(plain)), commands.collect()),
    );
}
