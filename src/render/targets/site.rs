//! `site.json` of the web applications: single sign-on and the reverse proxy. Source: domain §10.2.

use super::super::edit::Edit;
use super::{Node, addresses, because, publishes, sells};
use crate::catalog::{paths, port};
use crate::plan::FrontRole;
use crate::say;

pub(super) fn publisher(node: &Node) -> Vec<Edit> {
    if !publishes(node.instance.kind) {
        return Vec::new();
    }
    let mut edits = sign_on(node);
    edits.extend(reverse_proxy(node, FrontRole::Publisher, paths::PUBLISHER));
    edits
}

pub(super) fn store(node: &Node) -> Vec<Edit> {
    if !sells(node.instance.kind) {
        return Vec::new();
    }
    let mut edits = sign_on(node);
    edits.extend(reverse_proxy(node, FrontRole::Store, paths::STORE));
    edits
}

/// The dashboards beside the Store get the right address but stay without sign-on: unlike Publisher and Store they
/// take no key store from `carbon.xml`, so that every value would have to be filled in.
pub(super) fn administration(node: &Node) -> Vec<Edit> {
    if !sells(node.instance.kind) {
        return Vec::new();
    }
    let Some(identity) = addresses::sign_on(node) else {
        return Vec::new();
    };
    vec![
        because(
            say::reason_no_sign_on(identity.who),
            "stock 1.9.0 code; domain §10.2",
        )
        .set("/ssoConfiguration/identityProviderURL", identity.url),
    ]
}

/// Strings throughout: the pages compare with `'true'`, and a boolean would switch the check of signatures off.
fn sign_on(node: &Node) -> Vec<Edit> {
    let Some(identity) = addresses::sign_on(node) else {
        return Vec::new();
    };
    let string = because(say::REASON_STRING, "stock 1.9.0 code");
    vec![
        string.set("/ssoConfiguration/enabled", "true"),
        because(say::reason_log_in(identity.who), "doc AM-SSO; domain §10.2")
            .set("/ssoConfiguration/identityProviderURL", identity.url),
        string.set("/ssoConfiguration/responseSigningEnabled", "true"),
    ]
}

fn reverse_proxy(node: &Node, role: FrontRole, context: &'static str) -> Vec<Edit> {
    let plan = node.plan;
    let Some(front) = plan
        .front(role)
        .filter(|front| front.members.contains(&node.at))
    else {
        return Vec::new();
    };
    let at = |name: &str| format!("/reverseProxy/{name}");
    let why = because(
        say::reason_front_name(&front.name),
        "stock 1.9.0 code; domain §10.2",
    );
    let mut edits = vec![
        why.set(at("enabled"), "true"),
        why.set(at("host"), front.name.clone()),
        because(say::REASON_CONTEXT, "stock 1.9.0 code; domain §10.2").set(at("context"), context),
    ];
    let usual = port::NGINX
        .iter()
        .find(|port| port.name == port::name::FRONT_HTTPS)
        .map(|port| port.default);
    let https = addresses::front_port(plan, port::name::FRONT_HTTPS);
    if let Some(port) = https.filter(|port| Some(port.get()) != usual) {
        let why = because(say::REASON_FRONT_HTTPS, "domain §10.2; know");
        edits.push(why.set(at("hosts_port"), port.to_string()));
    }
    edits
}
