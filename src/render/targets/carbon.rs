//! `carbon.xml`: offset, names, deployment synchronizer. Source: domain §2.1, §3, §7.2.

use super::{put, set};
use crate::catalog::values;
use crate::plan::{Instance, Plan, Synchronizer};
use crate::render::edit::{Edit, Element, Position, Value};
use crate::render::secrets::name;

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let instance = &plan.instances[at];
    let mut edits = vec![set(
        "/Server/Ports/Offset",
        instance.offset.to_string(),
        offset_reason(plan, instance),
        "seed §5",
    )];
    for (element, value, reason) in [
        (
            "HostName",
            &instance.host_name,
            "the name under which this server is reached",
        ),
        (
            "MgtHostName",
            &instance.management_name,
            "the name of the management console",
        ),
    ] {
        let path = format!("/Server/{element}");
        let leaf = Element::new(element).text(value.clone());
        edits.push(put(
            path,
            leaf,
            Position::Before("ServerURL"),
            reason,
            "domain §3; puppet 1.9.1",
        ));
    }
    if let Some(synchronizer) = &instance.synchronizer {
        let reason = if synchronizer.commits {
            "commits what the Publisher deploys; the only one in this repository that does"
        } else {
            "checks out what the gateway manager commits"
        };
        let block = synchronizer_block(synchronizer);
        edits.push(put(
            "/Server/DeploymentSynchronizer",
            block,
            Position::Last,
            reason,
            "seed §12; doc CLUSTER420-SVN",
        ));
    }
    edits
}

fn offset_reason(plan: &Plan, instance: &Instance) -> String {
    match &instance.displaced_by {
        _ if instance.pinned => "set by hand in the design".into(),
        Some(taken) => format!(
            "{} on this host has port {} at offset 0",
            plan.instances[taken.holder].name, taken.port
        ),
        None => "nothing on this host has these ports".into(),
    }
}

fn synchronizer_block(synchronizer: &Synchronizer) -> Element {
    let password = if synchronizer.commits {
        name::SVN_WRITER
    } else {
        name::SVN_READER
    };
    Element::new("DeploymentSynchronizer")
        .leaf("Enabled", "true")
        .leaf(
            "AutoCommit",
            if synchronizer.commits {
                "true"
            } else {
                "false"
            },
        )
        .leaf("AutoCheckout", "true")
        .leaf("RepositoryType", values::SYNCHRONIZER)
        .leaf("SvnUrl", synchronizer.url.clone())
        .leaf("SvnUser", synchronizer.user)
        .leaf("SvnPassword", Value::secret(password))
        .leaf("SvnUrlAppendTenantId", "true")
}
