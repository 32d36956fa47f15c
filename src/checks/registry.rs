//! The registry that instances share.

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, Place};
use crate::catalog::Role;
use crate::model::{Command, SettingField, Settings};

/// `dbConfig` of the registry that stays on each node. Source: stock 1.9.0.
const LOCAL: &str = "wso2registry";

pub(super) fn mount_name(context: &Context, findings: &mut Vec<Finding>) {
    let mount = &context.design.settings.mount;
    if context.plan.database(Role::Reg).is_none() {
        return;
    }
    let (message, advice) = if mount == LOCAL {
        (
            format!("{} is the name of each node's own registry.", quoted(mount)),
            "A mount may not rest on the current database: the registry does not start.",
        )
    } else if text::is_plain(mount, 64) {
        return;
    } else {
        let message = if mount.trim().is_empty() {
            "The shared registry has no name.".to_owned()
        } else {
            format!("{} is no name for the shared registry.", quoted(mount))
        };
        (
            message,
            "`dbConfig`, `remoteInstance` and every mount refer to it: letters, digits, dots and dashes.",
        )
    };
    let usual = Settings::default().mount;
    findings.push(
        Finding::error(vec![Place::Design], message)
            .advice(advice)
            .source("domain §4.5; doc CLUSTER420-DB")
            .fix(
                format!("Use {}", quoted(&usual)),
                vec![Command::Set(SettingField::Mount(usual))],
            ),
    );
}
