//! `identity.xml`: the address that a key manager or Identity Server gives as its own, and the passwords of stores.
//! Source: domain §2.3, §10.3.

use super::super::edit::Edit;
use super::{Node, addresses, because, stores};
use crate::catalog::{Kind, paths, values};

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = stores::identity(node);
    edits.extend(own_addresses(node));
    edits
}

fn own_addresses(node: &Node) -> Vec<Edit> {
    let kind = node.instance.kind;
    let sign_on_only = kind == Kind::IdentityServer;
    // Elsewhere nothing reads them.
    if !sign_on_only && !matches!(kind, Kind::KeyManager | Kind::AllInOne) {
        return Vec::new();
    }
    let Some(own) = addresses::own_public(node) else {
        return Vec::new();
    };
    let why = because(
        format!("{} is known as {own}", node.instance.name),
        "stock 1.9.0; domain §2.3",
    );
    values::IDENTITY_URLS
        .iter()
        .filter(|(_, rest)| !sign_on_only || *rest == paths::SAML_SSO)
        .map(|(path, rest)| why.set(*path, format!("{own}{rest}")))
        .collect()
}
