//! `carbon.xml`: the offset, the server's names, the deployment synchronizer.

use super::super::edit::{Edit, Element, Position, Value};
use super::super::secrets::name;
use super::{Node, Why, because, stores, yes_no};
use crate::catalog::values;
use crate::say;

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = vec![offset(node).set(
        "/Server/Ports/Offset",
        node.instance.offset.get().to_string(),
    )];
    edits.extend(names(node));
    edits.extend(synchronizer(node));
    edits.extend(stores::carbon(node));
    edits
}

fn offset(node: &Node) -> Why {
    let instance = node.instance;
    let reason = if instance.pinned {
        say::reason_offset_given(&instance.name, instance.offset.get())
    } else if let Some(taken) = &instance.displaced_by {
        let holder = &node.plan.instances[taken.holder].name;
        say::reason_offset_taken(taken.port.get(), holder)
    } else {
        say::REASON_OFFSET_FREE.into()
    };
    because(reason, "seed §5; stock 1.9.0")
}

/// Real elements in place of the comments. Source: domain §3.
fn names(node: &Node) -> impl Iterator<Item = Edit> {
    let instance = node.instance;
    let why = |name: &str| {
        let reason = if *name == node.host.name {
            say::reason_machine_name(&instance.name)
        } else if node.plan.fronts.iter().any(|front| front.name == *name) {
            say::reason_front_name(name)
        } else {
            say::reason_console_name(name)
        };
        because(reason, "puppet 1.9.1; domain §3")
    };
    let name = |path, name: &String| {
        (!name.is_empty())
            .then(|| why(name).set_at(path, name.clone(), Position::Before("ServerURL")))
    };
    let host = name("/Server/HostName", &instance.host_name);
    let management = name("/Server/MgtHostName", &instance.management_name);
    host.into_iter().chain(management)
}

fn synchronizer(node: &Node) -> Option<Edit> {
    let synchronizer = node.instance.synchronizer.as_ref()?;
    let name = &node.instance.name;
    let (reason, secret) = if synchronizer.commits {
        (say::reason_commits(name), name::SVN_WRITER)
    } else {
        (say::reason_checks_out(name), name::SVN_READER)
    };
    let element = Element::new("DeploymentSynchronizer")
        .leaf("Enabled", "true")
        .leaf("AutoCommit", yes_no(synchronizer.commits))
        .leaf("AutoCheckout", "true")
        .leaf("RepositoryType", values::SYNCHRONIZER)
        .leaf("SvnUrl", synchronizer.url.clone())
        .leaf("SvnUser", synchronizer.user)
        .leaf("SvnPassword", Value::secret(secret))
        .leaf("SvnUrlAppendTenantId", "true");
    Some(because(reason, "seed §12; doc CLUSTER420-SVN").put(
        "/Server/DeploymentSynchronizer",
        element,
        Position::After("HttpGetRequestProcessors"),
    ))
}
