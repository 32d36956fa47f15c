//! `axis2.xml`: the cluster, addresses in generated descriptions, names in certificates, protocols, the JMS transport.

use super::super::edit::{Edit, Element, Position};
use super::{Node, addresses, because, stores, without_ssl};
use crate::catalog::{Kind, LinkKind, values};
use crate::plan::{Endpoint, FrontRole};
use crate::say;

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = clustering(node).unwrap_or_default();
    edits.extend(descriptions(node));
    edits.extend(certificate_names(node));
    edits.extend(stores::axis2(node));
    edits.extend(protocols(node));
    edits.extend(messaging(node));
    edits
}

/// Nothing where an own address or port is not known: half a cluster is worse than none. Source: domain §6.2.
fn clustering(node: &Node) -> Option<Vec<Edit>> {
    let membership = node.instance.membership?;
    let cluster = &node.plan.clusters[membership.cluster];
    let port = membership.port?;
    let at = |rest: &str| format!("/axisconfig/clustering{rest}");
    let parameter = |name: &str| at(&format!("/parameter[@name='{name}']"));
    let together = say::reason_cluster(cluster.members.len(), &cluster.domain);
    let (role, role_reason) = if node.plan.manager == Some(node.at) {
        (Kind::GatewayManager, say::REASON_MANAGER)
    } else {
        (Kind::GatewayWorker, say::REASON_WORKER)
    };
    Some(vec![
        because(together, "domain §6.1").set(at("/@enable"), "true"),
        because(say::REASON_WELL_KNOWN, "doc CLUSTER420-GW")
            .set(parameter("membershipScheme"), values::WELL_KNOWN_ADDRESSES),
        because(say::REASON_DOMAIN, "puppet 1.9.1")
            .set(parameter("domain"), cluster.domain.clone()),
        because(say::REASON_MEMBER_HOST, "doc CLUSTER420-GW")
            .set(parameter("localMemberHost"), node.host.address.clone()),
        because(say::REASON_MEMBER_PORT, "doc CLUSTER420-GW")
            .set(parameter("localMemberPort"), port.to_string()),
        because(role_reason, "stock 1.9.0; puppet 1.9.1").set(
            parameter("properties") + "/property[@name='subDomain']/@value",
            role.spec().sub_domain,
        ),
        because(say::REASON_MEMBERS, "doc CLUSTER420-GW").children(
            at("/members"),
            cluster.well_known.iter().filter_map(member).collect(),
        ),
    ])
}

fn member(endpoint: &Endpoint) -> Option<Element> {
    let port = endpoint.port?;
    let element = Element::new("member")
        .leaf("hostName", endpoint.host.clone())
        .leaf("port", port.to_string());
    (!endpoint.host.is_empty()).then_some(element)
}

/// Public addresses in what a gateway behind the front generates. Source: domain §6.3.
fn descriptions(node: &Node) -> Vec<Edit> {
    let behind = node
        .plan
        .front(FrontRole::Gateway)
        .is_some_and(|front| front.members.contains(&node.at));
    let Some(public) = addresses::public_gateway(node.plan).filter(|_| behind) else {
        return Vec::new();
    };
    let why = because(say::reason_descriptions(public.who), "stock 1.9.0");
    let prefix = |transport: &str, url: String| {
        let path = format!(
            "/axisconfig/transportReceiver[@name='{transport}']/parameter[@name='WSDLEPRPrefix']"
        );
        why.set_at(path, url, Position::After("parameter"))
    };
    vec![prefix("http", public.http), prefix("https", public.https)]
}

/// Of the pass-through, which the others of the family do not have.
fn protocols(node: &Node) -> Vec<Edit> {
    if !node.instance.kind.is_api_manager() {
        return Vec::new();
    }
    let protocols = |transport: &str| {
        let path =
            format!("/axisconfig/{transport}[@name='https']/parameter[@name='HttpsProtocols']");
        without_ssl().set_at(path, values::TLS_PROTOCOLS, Position::After("parameter"))
    };
    ["transportReceiver", "transportSender"]
        .map(protocols)
        .into()
}

/// With the shipped certificate (CN=localhost) `/token` fails at any key manager that is called by its name, on
/// this machine or another. Source: domain §6.3, §12.2.
fn certificate_names(node: &Node) -> Option<Edit> {
    if node.plan.settings.own_certificates {
        return None;
    }
    let key_manager =
        addresses::key_manager(node).filter(|_| node.link(LinkKind::Token).is_some())?;
    let reason = say::reason_unchecked_names(key_manager.who);
    Some(because(reason, "puppet 1.9.1; domain §6.3").set_at(
        "/axisconfig/transportSender[@name='https']/parameter[@name='HostnameVerifier']",
        values::ALLOW_ALL_NAMES,
        Position::After("parameter"),
    ))
}

/// The JMS transport beside its comments; one listener only. Source: domain §9.
fn messaging(node: &Node) -> Vec<Edit> {
    let Some(broker) = addresses::broker(node) else {
        return Vec::new();
    };
    let parameter = |name: &'static str| {
        Element::new("parameter")
            .attribute("name", name)
            .attribute("locked", "false")
    };
    let listener = Element::new("transportReceiver")
        .attribute("name", "jms")
        .attribute("class", values::JMS_LISTENER);
    let listener = values::JMS_FACTORIES
        .iter()
        .fold(listener, |listener, factory| {
            listener.child(
                parameter(factory.parameter)
                    .child(
                        parameter("java.naming.factory.initial").text(values::JMS_CONTEXT_FACTORY),
                    )
                    .child(parameter("java.naming.provider.url").text(broker.url.clone()))
                    .child(parameter("transport.jms.ConnectionFactoryJNDIName").text(factory.jndi))
                    .child(
                        parameter("transport.jms.ConnectionFactoryType").text(factory.destination),
                    ),
            )
        });
    let sender = Element::new("transportSender")
        .attribute("name", "jms")
        .attribute("class", values::JMS_SENDER);
    let why = because(
        say::reason_messaging(&node.instance.name, broker.who),
        "stock 1.9.0; doc JMS",
    );
    vec![
        why.put(
            "/axisconfig/transportReceiver[@name='jms']",
            listener,
            Position::After("transportReceiver"),
        ),
        why.put(
            "/axisconfig/transportSender[@name='jms']",
            sender,
            Position::After("transportSender"),
        ),
    ]
}
