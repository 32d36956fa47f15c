//! Where others are, as the files say it. Every URL of a file comes from here, and from the plan.
//!
//! `None` means that there is nothing to write: the role is this very instance, whose placeholders stay, or nobody has
//! it, or its port went past the last. The checks tell of the latter two.

use super::{Node, publishes, sells};
use crate::catalog::{Kind, LinkKind, Provider, paths, port::name};
use crate::model::Port;
use crate::plan::{Endpoint, FrontRole, Link, Plan};
use crate::say::{self, Arg, Said};

/// Somebody else: the address to write and words for the reason.
pub(super) struct Other {
    pub(super) url: String,
    pub(super) who: Said,
}

/// Those that receive statistics events.
pub(super) struct Receivers {
    pub(super) urls: String,
    pub(super) who: Arg,
}

/// The public addresses of the gateway.
pub(super) struct Gateway {
    pub(super) http: String,
    pub(super) https: String,
    pub(super) who: Said,
}

/// Where a gateway's Thrift client finds the key manager.
pub(super) struct Thrift {
    pub(super) host: String,
    pub(super) port: Port,
    pub(super) who: Said,
}

/// Admin services of the key manager that an instance asks.
pub(super) fn key_manager(node: &Node) -> Option<Other> {
    // The web service and the token endpoints are found by one address; only Thrift has another.
    let validation = node
        .link(LinkKind::KeyValidation)
        .filter(|link| thrift_endpoint(link).is_none());
    let link = validation
        .or_else(|| node.link(LinkKind::Token))
        .or_else(|| node.link(LinkKind::Authentication))?;
    Some(Other {
        url: services(link.endpoints.first()?)?,
        who: behind(node.plan, link.to, FrontRole::KeyManager),
    })
}

/// The key manager's Thrift server, for a gateway that validates keys over Thrift.
pub(super) fn thrift(node: &Node) -> Option<Thrift> {
    let link = node.link(LinkKind::KeyValidation)?;
    let endpoint = thrift_endpoint(link)?;
    Some(Thrift {
        host: endpoint.host.clone(),
        port: endpoint.port?,
        who: who(node.plan, link.to),
    })
}

fn thrift_endpoint(link: &Link) -> Option<&Endpoint> {
    link.endpoints
        .iter()
        .find(|endpoint| endpoint.scheme == "tcp")
}

/// Admin services of the gateway manager; always the manager itself, never a front.
pub(super) fn gateway_manager(node: &Node) -> Option<Other> {
    let plan = node.plan;
    let own = node
        .link(LinkKind::Deployment)
        .or_else(|| node.link(LinkKind::CacheClear));
    // The Store has no link of its own to the manager, and must name the environment that the Publisher names.
    let link = own.or_else(|| {
        let deploys = |link: &&Link| link.kind == LinkKind::Deployment;
        plan.links.iter().find(deploys)
    });
    let (to, url) = if let Some(link) = link {
        (link.to, services(link.endpoints.first()?)?)
    } else {
        let to = first(plan, Provider::GatewayManager.kinds())?;
        (to, servlet(plan, to)? + paths::SERVICES)
    };
    (to != node.at).then(|| Other {
        url,
        who: who(plan, to),
    })
}

/// Where clients call APIs: the front, else a worker, else the manager.
pub(super) fn gateway(node: &Node) -> Option<Gateway> {
    let plan = node.plan;
    // The Publisher has no link of its own to it, and must show what the Store shows.
    let link = node.link(LinkKind::Calls).or_else(|| {
        let of_store = |link: &&Link| {
            link.kind == LinkKind::Calls && plan.instances[link.from].kind == Kind::Store
        };
        plan.links.iter().find(of_store)
    });
    let to = match link {
        Some(link) => Some(link.to).filter(|&to| plan.instances[to].kind != Kind::Nginx),
        None if plan.front(FrontRole::Gateway).is_some() => None,
        None => Some(first(plan, Provider::Gateway.kinds())?),
    };
    let Some(to) = to else {
        return public_gateway(plan);
    };
    let instance = &plan.instances[to];
    let base = |scheme, port| base(scheme, &plan.host_of(instance).name, instance.port(port));
    (to != node.at)
        .then(|| {
            Some(Gateway {
                http: base("http", name::PASS_THROUGH_HTTP)?,
                https: base("https", name::PASS_THROUGH_HTTPS)?,
                who: who(plan, to),
            })
        })
        .flatten()
}

/// The gateway's addresses at the front, where there is one.
pub(super) fn public_gateway(plan: &Plan) -> Option<Gateway> {
    let front = plan.front(FrontRole::Gateway)?;
    Some(Gateway {
        http: base("http", &front.name, front_port(plan, name::FRONT_HTTP))?,
        https: base("https", &front.name, front_port(plan, name::FRONT_HTTPS))?,
        who: say::who_front(&front.name),
    })
}

/// The Publisher's web application as browsers reach it.
pub(super) fn publisher(node: &Node) -> Option<Other> {
    application(
        node,
        FrontRole::Publisher,
        &[Kind::Publisher, Kind::AllInOne],
        paths::PUBLISHER,
        publishes,
    )
}

/// The Store's web application as browsers reach it.
pub(super) fn store(node: &Node) -> Option<Other> {
    application(
        node,
        FrontRole::Store,
        &[Kind::Store, Kind::AllInOne],
        paths::STORE,
        sells,
    )
}

fn application(
    node: &Node,
    role: FrontRole,
    kinds: &[Kind],
    context: &str,
    has: fn(Kind) -> bool,
) -> Option<Other> {
    let plan = node.plan;
    if let Some(front) = plan.front(role) {
        let base = base("https", &front.name, front_port(plan, name::FRONT_HTTPS))?;
        return Some(Other {
            url: base + context,
            who: say::who_front(&front.name),
        });
    }
    let to = if has(node.instance.kind) {
        node.at
    } else {
        first(plan, kinds)?
    };
    // Everything in one: its own placeholders stay.
    if to == node.at && node.instance.kind == Kind::AllInOne {
        return None;
    }
    Some(Other {
        url: servlet(plan, to)? + context,
        who: who(plan, to),
    })
}

/// Where the Store hears of workflows: the server itself, as its callers are inside.
pub(super) fn workflow_listener(node: &Node) -> Option<Other> {
    let to = if sells(node.instance.kind) {
        node.at
    } else {
        first(node.plan, &[Kind::Store, Kind::AllInOne])?
    };
    Some(Other {
        url: servlet(node.plan, to)? + paths::WORKFLOW_LISTENER,
        who: who(node.plan, to),
    })
}

/// `scheme://host:port` of an instance's own pass-through transport.
pub(super) fn own_pass_through(node: &Node, tls: bool) -> Option<String> {
    let (scheme, port) = if tls {
        ("https", name::PASS_THROUGH_HTTPS)
    } else {
        ("http", name::PASS_THROUGH_HTTP)
    };
    base(scheme, &node.host.name, node.instance.port(port))
}

/// `https://name:port` under which an instance's own servlets are known outside.
pub(super) fn own_public(node: &Node) -> Option<String> {
    let proxied = node.instance.proxy.map(|proxy| proxy.https);
    let port = proxied.or_else(|| node.instance.https());
    base("https", &node.instance.host_name, port)
}

/// The single sign-on address of the Identity Server.
pub(super) fn sign_on(node: &Node) -> Option<Other> {
    let link = node.link(LinkKind::SignOn)?;
    Some(Other {
        url: text(link.endpoints.first()?)?,
        who: behind(node.plan, link.to, FrontRole::IdentityServer),
    })
}

/// The JMS broker.
pub(super) fn broker(node: &Node) -> Option<Other> {
    let link = node.link(LinkKind::Messaging)?;
    Some(Other {
        url: text(link.endpoints.first()?)?,
        who: who(node.plan, link.to),
    })
}

/// Receivers of statistics events: one group for each, so that each gets every event.
pub(super) fn receivers(node: &Node) -> Option<Receivers> {
    let mut urls = Vec::new();
    let mut names = Vec::new();
    for link in node.links(LinkKind::Statistics) {
        urls.push(format!("{{{}/}}", text(link.endpoints.first()?)?));
        names.push(who(node.plan, link.to));
    }
    (!urls.is_empty()).then(|| Receivers {
        urls: urls.join(","),
        who: names.into(),
    })
}

/// An instance and its machine, for reasons.
pub(super) fn who(plan: &Plan, at: usize) -> Said {
    let instance = &plan.instances[at];
    say::who_instance(&instance.name, &plan.host_of(instance).name)
}

/// The same, or the name that the front gives to those behind it.
fn behind(plan: &Plan, at: usize, role: FrontRole) -> Said {
    match plan.front(role) {
        Some(front) if plan.instances[at].kind == Kind::Nginx => {
            say::who_behind(role.said(), &front.name)
        }
        _ => who(plan, at),
    }
}

/// The first of the kinds that the design has, in the order of preference.
fn first(plan: &Plan, kinds: &[Kind]) -> Option<usize> {
    let of_kind = |&kind| plan.of_kind(kind).next().map(|(at, _)| at);
    kinds.iter().find_map(of_kind)
}

pub(super) fn front_port(plan: &Plan, port: &str) -> Option<Port> {
    let (_, front) = plan.of_kind(Kind::Nginx).next()?;
    front.port(port)
}

/// `https://host:port` of an instance, reached directly.
fn servlet(plan: &Plan, at: usize) -> Option<String> {
    let instance = &plan.instances[at];
    base("https", &plan.host_of(instance).name, instance.https())
}

fn base(scheme: &'static str, host: &str, port: Option<Port>) -> Option<String> {
    text(&Endpoint {
        scheme,
        host: host.to_owned(),
        port,
        path: "",
    })
}

fn services(endpoint: &Endpoint) -> Option<String> {
    text(&Endpoint {
        path: paths::SERVICES,
        ..endpoint.clone()
    })
}

fn text(endpoint: &Endpoint) -> Option<String> {
    let known = endpoint.port.is_some() && !endpoint.host.is_empty();
    known.then(|| endpoint.to_string())
}
