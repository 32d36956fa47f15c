//! `WorkflowCallbackService.xml` on the node that commits: the Store's address. Source: domain §2.3.

use super::{addresses, set};
use crate::catalog::{Kind, paths, values};
use crate::plan::{FrontRole, Plan};
use crate::render::edit::Edit;

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    if !matches!(
        plan.instances[at].kind,
        Kind::GatewayManager | Kind::AllInOne
    ) {
        return Vec::new();
    }
    let source = "stock 1.9.0; domain §2.3";
    let mut edits = Vec::new();
    if let Some(store) = plan.public_url(FrontRole::Store, Kind::Store) {
        let url = format!("{store}{}", paths::WORKFLOW_LISTENER);
        let path = "/proxy/target/inSequence/send/endpoint/address/@uri";
        edits.push(set(
            path,
            url,
            "the Store hears of finished workflows there",
            source,
        ));
    }
    let Some(gateway) = addresses::gateway(plan) else {
        return edits;
    };
    for (name, secure) in values::WORKFLOW_CALLBACK_PORTS {
        let base = if secure {
            &gateway.https
        } else {
            &gateway.http
        };
        let path = format!(
            "/proxy/publishWSDL/definitions/service/port[@name='{name}']/address/@location"
        );
        edits.push(set(
            path,
            format!("{base}{}.{name}/", paths::WORKFLOW_SERVICE),
            gateway.who.clone(),
            source,
        ));
    }
    edits
}
