//! How gateways ask the key manager.

use super::context::Context;
use super::{Finding, Place};
use crate::catalog::Kind;
use crate::model::{self, Command, SettingField};

/// Thrift is plain TCP, which no HTTP front carries.
pub(super) fn thrift(context: &Context, findings: &mut Vec<Finding>) {
    let key_managers = context.of_kind(Kind::KeyManager);
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
