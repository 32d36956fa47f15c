//! `WorkflowCallbackService.xml`: where external workflows report. The synchronizer carries it to the workers.
//! Source: domain §2.3, §7.4.

use super::super::edit::Edit;
use super::{Node, addresses, because};
use crate::catalog::{Kind, paths, values};
use crate::say;

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    if !matches!(node.instance.kind, Kind::GatewayManager | Kind::AllInOne) {
        return Vec::new();
    }
    let listener = addresses::workflow_listener(node).map(|store| {
        because(
            say::reason_workflow_end(store.who),
            "stock 1.9.0; domain §2.3",
        )
        .set(
            "/proxy/target/inSequence/send/endpoint/address/@uri",
            store.url,
        )
    });
    let own = because(
        say::reason_workflow_own(&node.instance.name),
        "stock 1.9.0; domain §2.3",
    );
    let ports = values::WORKFLOW_CALLBACK_PORTS
        .iter()
        .filter_map(|(port, tls)| {
            let base = addresses::own_pass_through(node, *tls)?;
            Some(own.set(
                format!(
                    "/proxy/publishWSDL/definitions/service/port[@name='{port}']/address/@location"
                ),
                format!("{base}{}.{port}/", paths::WORKFLOW_SERVICE),
            ))
        });
    listener.into_iter().chain(ports).collect()
}
