//! `user-mgt.xml`: the shared users and their administrator. Source: domain §4.4.

use super::super::edit::{Edit, Value};
use super::super::secrets::name;
use super::{Node, because};
use crate::catalog::Role;

const CONFIGURATION: &str = "/UserManager/Realm/Configuration";

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let administrator = because(
        "the administrator, the same on every server; set before the first start",
        "kernel 4.3.0; domain §4.4",
    );
    let mut edits = vec![
        administrator.set(
            format!("{CONFIGURATION}/AdminUser/UserName"),
            node.plan.settings.admin_user.clone(),
        ),
        administrator.set(
            format!("{CONFIGURATION}/AdminUser/Password"),
            Value::secret(name::ADMIN),
        ),
    ];
    if node.instance.uses(node.plan, Role::Um) {
        edits.push(
            because(
                "users and permissions are shared by all servers",
                "doc AM-SSO; kernel 4.3.0",
            )
            .set(
                format!("{CONFIGURATION}/Property[@name='dataSource']"),
                Role::Um.spec().jndi,
            ),
        );
    }
    edits
}
