//! The registry that instances share.

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, Place};
use crate::catalog::Role;
use crate::model::{Command, SettingField, Settings};
use crate::say;

/// `dbConfig` of the registry that stays on each node. Source: stock 1.9.0.
const LOCAL: &str = "wso2registry";

pub(super) fn mount_name(context: &Context, findings: &mut Vec<Finding>) {
    let mount = &context.design.settings.mount;
    if context.plan.database(Role::Reg).is_none() {
        return;
    }
    let (message, advice) = if mount == LOCAL {
        (
            say::mount_name_local(quoted(mount)),
            say::MOUNT_NAME_LOCAL_ADVICE,
        )
    } else if text::is_plain(mount, 64) {
        return;
    } else {
        let message = if mount.trim().is_empty() {
            say::MOUNT_NAME_INVALID_EMPTY.into()
        } else {
            say::mount_name_invalid(quoted(mount))
        };
        (message, say::MOUNT_NAME_INVALID_ADVICE)
    };
    let usual = Settings::default().mount;
    findings.push(
        Finding::error(vec![Place::Design], message)
            .advice(advice)
            .source("domain §4.5; doc CLUSTER420-DB")
            .fix(
                say::fix_use(quoted(&usual)),
                vec![Command::Set(SettingField::Mount(usual))],
            ),
    );
}
