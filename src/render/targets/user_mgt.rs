//! `user-mgt.xml`: the shared users and their administrator. Source: domain §4.4, §8.3, §10.4.

use super::super::edit::{Edit, Position, Value};
use super::super::secrets::name;
use super::{Node, Why, because};
use crate::catalog::{Kind, Role, bases, values};
use crate::say;

const CONFIGURATION: &str = "/UserManager/Realm/Configuration";

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    if node.instance.kind == Kind::Bam {
        let own = because(say::REASON_BAM_USERS, "domain §8.3");
        return administrator(&own, values::BAM_ADMIN.to_owned(), name::BAM).into();
    }
    let same = because(say::REASON_ADMINISTRATOR, "kernel 4.3.0; domain §4.4");
    let mut edits =
        administrator(&same, node.plan.settings.admin_user.clone(), name::ADMIN).to_vec();
    if node.instance.uses(node.plan, Role::Um) {
        edits.push(because(say::REASON_USERS, "doc AM-SSO; kernel 4.3.0").set(
            format!("{CONFIGURATION}/Property[@name='dataSource']"),
            Role::Um.spec().jndi,
        ));
        edits.extend(user_store(node));
    }
    edits
}

fn administrator(why: &Why, user: String, password: &'static str) -> [Edit; 2] {
    let at = |name: &str| format!("{CONFIGURATION}/AdminUser/{name}");
    [
        why.set(at("UserName"), user),
        why.set(at("Password"), Value::secret(password)),
    ]
}

/// Class and properties of API Manager's, or its users could not log in: the digest is among them.
fn user_store(node: &Node) -> Option<Edit> {
    if node.instance.kind != Kind::IdentityServer {
        return None;
    }
    let why = because(say::REASON_USER_STORE, "doc AM-SSO; domain §10.4");
    let path = "/UserManager/Realm/UserStoreManager";
    Some(why.put(
        path,
        bases::user_store()?,
        Position::Before("AuthorizationManager"),
    ))
}

/// `embedded-ldap.xml`: the directory that nobody asks any more.
pub(super) fn embedded_directory(node: &Node) -> Vec<Edit> {
    if !node.instance.uses(node.plan, Role::Um) {
        return Vec::new();
    }
    let why = because(say::REASON_NO_DIRECTORY, "doc AM-SSO; domain §10.4");
    vec![why.set(
        "/EmbeddedLDAPConfig/EmbeddedLDAP/Property[@name='enable']",
        "false",
    )]
}
