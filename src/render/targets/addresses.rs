//! Addresses of other instances, derived from the plan in one place.

use crate::catalog::port::name;
use crate::catalog::{Kind, LinkKind, paths};
use crate::plan::{Endpoint, FrontRole, Instance, Link, Plan};

/// The first link of a kind.
pub(super) fn link(plan: &Plan, at: usize, kind: LinkKind) -> Option<&Link> {
    plan.links_from(at).find(|link| link.kind == kind)
}

/// The name of who serves a link, for a reason.
pub(super) fn provider<'a>(plan: &'a Plan, link: &Link) -> &'a str {
    &plan.instances[link.to].name
}

fn base(endpoint: &Endpoint) -> String {
    format!("{}://{}", endpoint.scheme, endpoint.authority())
}

/// Admin services of the key manager as an instance reaches them; `None` where it is the key manager itself.
pub(super) fn key_manager_services(plan: &Plan, at: usize) -> Option<(String, &Link)> {
    let link =
        link(plan, at, LinkKind::Token).or_else(|| link(plan, at, LinkKind::Authentication))?;
    Some((
        format!("{}{}", base(link.endpoints.first()?), paths::SERVICES),
        link,
    ))
}

/// Admin services of the gateway manager, always the manager itself.
pub(super) fn manager_services(plan: &Plan, at: usize) -> Option<(String, &Link)> {
    let link =
        link(plan, at, LinkKind::Deployment).or_else(|| link(plan, at, LinkKind::CacheClear))?;
    Some((
        format!("{}{}", base(link.endpoints.first()?), paths::SERVICES),
        link,
    ))
}

/// Where API calls are served: the front, else the first gateway.
pub(super) struct Gateway {
    pub(super) http: String,
    pub(super) https: String,
    /// For a reason: who answers there.
    pub(super) who: String,
}

pub(super) fn gateway(plan: &Plan) -> Option<Gateway> {
    let url = |scheme: &str, host: &str, instance: &Instance, port: &str| {
        instance
            .port(port)
            .map(|port| format!("{scheme}://{host}:{port}"))
    };
    if let Some(front) = plan.front(FrontRole::Gateway) {
        let (_, nginx) = plan.of_kind(Kind::Nginx).next()?;
        return Some(Gateway {
            http: url("http", &front.name, nginx, name::FRONT_HTTP)?,
            https: url("https", &front.name, nginx, name::FRONT_HTTPS)?,
            who: format!(
                "{} is the gateways' public name, served by {}",
                front.name, nginx.name
            ),
        });
    }
    let kinds = [Kind::GatewayWorker, Kind::GatewayManager, Kind::AllInOne];
    let (_, instance) = kinds
        .into_iter()
        .find_map(|kind| plan.of_kind(kind).next())?;
    let host = &plan.host_of(instance).name;
    Some(Gateway {
        http: url("http", host, instance, name::PASS_THROUGH_HTTP)?,
        https: url("https", host, instance, name::PASS_THROUGH_HTTPS)?,
        who: format!("{} serves API calls", instance.name),
    })
}

/// The address under which an instance's own web pages are reached from outside.
pub(super) fn own_public(instance: &Instance) -> Option<String> {
    let port = instance
        .proxy
        .map(|proxy| proxy.https)
        .or_else(|| instance.https())?;
    Some(format!("https://{}:{port}", instance.host_name))
}
