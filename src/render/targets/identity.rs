//! `identity.xml`: the address that a key manager gives as its own. Source: domain §2.3.

use super::super::edit::Edit;
use super::{Node, addresses, because};
use crate::catalog::{Kind, values};

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    // Elsewhere nothing reads them.
    if !matches!(node.instance.kind, Kind::KeyManager | Kind::AllInOne) {
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
        .map(|(path, rest)| why.set(*path, format!("{own}{rest}")))
        .collect()
}
