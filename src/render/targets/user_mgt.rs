//! `user-mgt.xml`: shared users and the administrator. Source: domain §4.4.

use super::set;
use crate::catalog::Role;
use crate::plan::Plan;
use crate::render::edit::{Edit, Value};
use crate::render::secrets::name;

const CONFIGURATION: &str = "/UserManager/Realm/Configuration";

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let admin = format!("{CONFIGURATION}/AdminUser");
    let same = "the same on every node, before the first start";
    let source = "stock 1.9.0; domain §4.4";
    let mut edits = vec![
        set(
            format!("{admin}/UserName"),
            plan.settings.admin_user.clone(),
            same,
            source,
        ),
        set(
            format!("{admin}/Password"),
            Value::secret(name::ADMIN),
            same,
            source,
        ),
    ];
    if plan.instances[at].uses(plan, Role::Um) {
        edits.push(set(
            format!("{CONFIGURATION}/Property[@name='dataSource']"),
            Role::Um.spec().jndi,
            "users and permissions are shared",
            source,
        ));
    }
    edits
}
