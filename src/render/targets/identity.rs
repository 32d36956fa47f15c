//! `identity.xml`: the address that a key manager or Identity Server gives as its own, what makes the latter a key manager,
//! and the passwords of stores. Source: domain §2.3, §10.3, §10.5.

use super::super::edit::{Edit, Element, Position, quoted};
use super::{Node, addresses, because, stores};
use crate::catalog::{Kind, Role, paths, values};
use crate::say;

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = stores::identity(node);
    edits.extend(own_addresses(node));
    edits.extend(key_manager(node));
    edits
}

fn own_addresses(node: &Node) -> Vec<Edit> {
    let kind = node.instance.kind;
    // Elsewhere nothing reads them.
    if !node.instance.manages_keys() && !matches!(kind, Kind::IdentityServer | Kind::AllInOne) {
        return Vec::new();
    }
    let Some(own) = addresses::own_public(node) else {
        return Vec::new();
    };
    let why = because(
        say::reason_known_as(&node.instance.name, &own),
        "stock 1.9.0; domain §2.3",
    );
    let says = |path: &str, rest: &str| match kind {
        // The elements of OpenID are elsewhere in its file, and API Manager does not use it.
        Kind::IdentityServer if node.instance.manages_keys() => {
            rest == paths::SAML_SSO || path.starts_with(values::OAUTH)
        }
        Kind::IdentityServer => rest == paths::SAML_SSO,
        _ => true,
    };
    values::IDENTITY_URLS
        .iter()
        .filter(|(path, rest)| says(path, rest))
        .map(|(path, rest)| why.set(*path, format!("{own}{rest}")))
        .collect()
}

/// What a key manager's file has from the start and an Identity Server's has otherwise.
fn key_manager(node: &Node) -> Vec<Edit> {
    if node.instance.kind != Kind::IdentityServer || !node.instance.manages_keys() {
        return Vec::new();
    }
    let mut edits = Vec::new();
    if node.instance.uses(node.plan, Role::Am) {
        let why = because(say::REASON_KEY_DATABASE, "puppet is5.0.0; domain §4.7");
        edits.push(why.set(
            "/Server/JDBCPersistenceManager/DataSource/Name",
            Role::Am.spec().jndi,
        ));
    }
    let why = because(say::REASON_GRANTS, "puppet is5.0.0; stock 1.9.0");
    edits.extend(values::KEY_MANAGER_GRANTS.iter().map(|grant| {
        let element = Element::new("SupportedGrantType")
            .leaf("GrantTypeName", grant.name)
            .leaf("GrantTypeHandlerImplClass", grant.handler);
        let element = grant.validator.into_iter().fold(element, |element, class| {
            element.leaf("GrantTypeValidatorImplClass", class)
        });
        let path = format!(
            "{}/SupportedGrantTypes/SupportedGrantType[GrantTypeName={}]",
            values::OAUTH,
            quoted(grant.name)
        );
        why.put(path, element, Position::Last)
    }));
    edits
}
