//! One key for all servers, with every name under which one of them is called, and who trusts it.
//!
//! Nothing secret is made by the bundle itself: `certificates.sh` does it on the engineer's machine. Why one key for all
//! is in `docs/decisions`. Source: domain §12.2.

use std::collections::BTreeSet;
use std::net::IpAddr;

use super::super::sh::Script;
use super::super::{File, Files, Secrets, secrets};
use super::scripts::{DESK, product};
use super::{address, is_host_name, nginx};
use crate::catalog::{Kind, paths, values};
use crate::plan::{Instance, Plan};

const SCRIPT: &str = include_str!("shell/certificates.sh");

pub(super) const NAME: &str = "certificates.sh";
/// Where the password stands that was typed in before the download; the script reads it there.
const PASSWORD_FILE: &str = "keystore.password";

/// Whether the script is part of the bundle.
pub(super) fn wanted(plan: &Plan) -> bool {
    for_servers(plan) || !fronts(plan).is_empty()
}

/// Whether it makes the servers' key too, and not only what nginx shows and the servers trust.
pub(super) fn for_servers(plan: &Plan) -> bool {
    plan.settings.own_certificates && servers(plan).next().is_some()
}

/// Names that some nginx serves.
pub(super) fn fronts(plan: &Plan) -> BTreeSet<&str> {
    plan.of_kind(Kind::Nginx)
        .flat_map(|(_, front)| nginx::published(plan, front))
        .map(|published| published.name)
        .collect()
}

/// Folder below `certificates/` with the stores of an instance's product.
pub(super) fn folder(plan: &Plan, kind: Kind) -> Option<&'static str> {
    let archive = product(plan, kind).filter(|_| kind.spec().carbon)?.archive;
    Some(archive.strip_suffix(".zip").unwrap_or(archive))
}

pub(super) fn add(plan: &Plan, secrets: &Secrets, files: &mut Files) {
    if !wanted(plan) {
        return;
    }
    files.insert(NAME.into(), File::script(script(plan)));
    if let Some(password) = secrets.get(secrets::name::KEYSTORE)
        && for_servers(plan)
    {
        let file = File::new("password", format!("{password}\n"));
        files.insert(PASSWORD_FILE.into(), file);
    }
}

fn script(plan: &Plan) -> String {
    let own = for_servers(plan);
    let mut script = Script::new(&[
        if own {
            "Makes the certificates, key stores and trust stores of the servers and of nginx, into the folder certificates beside it."
        } else {
            "Makes the certificates of nginx and the trust stores of its callers, into the folder certificates beside it."
        },
        "usage: bash certificates.sh [--dry-run] [--any-name] [--secrets FILE]",
        "Run it on your machine, before copy.sh; again when names or addresses change. It needs openssl and a Java.",
        "Your own go into certificates/own: NAME.crt and NAME.key for a name of nginx; where the servers have own ones too,",
        "server.p12, or server.crt and server.key.",
    ]);
    script.fixed(DESK);
    script.blank();
    script.fixed(SCRIPT);
    script.blank();
    if own {
        let (names, addresses) = called(plan);
        let words = |set: &BTreeSet<String>| -> Vec<String> { set.iter().cloned().collect() };
        for (command, words) in [("names", words(&names)), ("addresses", words(&addresses))] {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            if !words.is_empty() {
                script.call(command, &words);
            }
        }
    }
    script.call(
        "products_have",
        &[
            paths::KEY_STORE,
            paths::TRUST_STORE,
            paths::OTHER_STORE,
            paths::KEY_ALIAS,
            values::STORE_PASSWORD,
        ],
    );
    script.call("begin", &[]);
    if own {
        script.call("password", &[]);
        script.call("servers", &[]);
    }
    for name in fronts(plan) {
        script.call("front", &[name]);
    }
    let mut seen = BTreeSet::new();
    for instance in servers(plan) {
        let Some(product) = product(plan, instance.kind) else {
            continue;
        };
        if seen.insert(product.archive) {
            let password = if own && instance.kind.is_api_manager() {
                "own"
            } else {
                "shipped"
            };
            script.call("stores", &[product.archive, password]);
        }
    }
    script.call("finish", &[]);
    script.finish()
}

fn servers(plan: &Plan) -> impl Iterator<Item = &Instance> {
    let instances = plan.instances.iter();
    instances.filter(|instance| instance.kind.spec().carbon)
}

/// Stores below a home that the script makes for a product, and whether each must be there before the files are applied.
pub(super) fn stores(plan: &Plan) -> Vec<(&'static str, bool)> {
    if for_servers(plan) {
        vec![
            (paths::KEY_STORE, true),
            (paths::TRUST_STORE, true),
            // Not every product has it.
            (paths::OTHER_STORE, false),
        ]
    } else if wanted(plan) {
        vec![(paths::TRUST_STORE, false)]
    } else {
        Vec::new()
    }
}

/// Names and addresses under which somebody calls a server: itself, another, a browser.
fn called(plan: &Plan) -> (BTreeSet<String>, BTreeSet<String>) {
    let mut names: BTreeSet<String> = [values::LOCAL_NAME.to_owned()].into();
    let mut addresses = BTreeSet::new();
    let mut add = |text: &str| match address(text) {
        Some(IpAddr::V4(address)) => {
            addresses.insert(address.to_string());
        }
        Some(IpAddr::V6(address)) => {
            addresses.insert(address.to_string());
        }
        None if is_host_name(text) => {
            names.insert(text.to_ascii_lowercase());
        }
        None => {}
    };
    for server in servers(plan) {
        let host = plan.host_of(server);
        add(&host.name);
        add(&host.address);
        add(&server.host_name);
        add(&server.management_name);
    }
    for link in &plan.links {
        if plan.instances[link.to].kind.spec().carbon {
            for endpoint in &link.endpoints {
                add(&endpoint.host);
            }
        }
    }
    (names, addresses)
}
