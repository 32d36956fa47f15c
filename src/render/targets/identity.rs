//! `identity.xml`: the key manager's own public address. Source: domain §2.3.

use super::{addresses, set};
use crate::catalog::{Kind, values};
use crate::plan::Plan;
use crate::render::edit::Edit;

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let instance = &plan.instances[at];
    if !matches!(instance.kind, Kind::KeyManager | Kind::AllInOne) {
        return Vec::new();
    }
    let Some(base) = addresses::own_public(instance) else {
        return Vec::new();
    };
    values::IDENTITY_URLS
        .iter()
        .map(|(path, end)| {
            set(
                *path,
                format!("{base}{end}"),
                "this key manager's own address",
                "stock 1.9.0; domain §2.3",
            )
        })
        .collect()
}
