//! `axis2.xml`: cluster, addresses in service descriptions, host name checking, JMS. Source: domain §6, §9.

use super::addresses;
use super::{put, set, set_at};
use crate::catalog::{Kind, LinkKind, values};
use crate::plan::{Endpoint, FrontRole, Plan};
use crate::render::edit::{Action, Edit, Element, Position};

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = cluster(plan, at);
    edits.extend(public_addresses(plan, at));
    edits.extend(host_names_unchecked(plan, at));
    edits.extend(messaging(plan, at));
    edits
}

fn parameter(name: &str) -> String {
    format!("/axisconfig/clustering/parameter[@name='{name}']")
}

fn cluster(plan: &Plan, at: usize) -> Vec<Edit> {
    let instance = &plan.instances[at];
    let Some(membership) = instance.membership else {
        return Vec::new();
    };
    let cluster = &plan.clusters[membership.cluster];
    let port = membership
        .port
        .map(|port| port.to_string())
        .unwrap_or_default();
    let names: Vec<&str> = cluster
        .members
        .iter()
        .map(|&at| plan.instances[at].name.as_str())
        .collect();
    let source = "domain §6.2; stock 1.9.0";
    let together = format!("one cluster with {}", shortened(&names));
    let members = cluster.well_known.iter().map(|member| {
        let port = member.port_text();
        Element::new("member")
            .leaf("hostName", member.host.clone())
            .leaf("port", port)
    });
    vec![
        set("/axisconfig/clustering/@enable", "true", together, source),
        set(
            parameter("membershipScheme"),
            values::WELL_KNOWN_ADDRESSES,
            "many networks block multicast",
            source,
        ),
        set(
            parameter("domain"),
            cluster.domain.clone(),
            "the same on all members, of no other cluster",
            source,
        ),
        set(
            parameter("localMemberHost"),
            plan.host_of(instance).address.clone(),
            "this host's own address; with loopback no other member finds it",
            source,
        ),
        set(
            parameter("localMemberPort"),
            port,
            "literal: the offset does not move it",
            "doc CLUSTER420-GW",
        ),
        set(
            format!(
                "{}/property[@name='subDomain']/@value",
                parameter("properties")
            ),
            instance.kind.spec().sub_domain,
            "tells a gateway manager from the rest",
            "stock 1.9.0; puppet 1.9.1",
        ),
        Edit {
            path: "/axisconfig/clustering/members".into(),
            action: Action::Children(members.collect()),
            reason: "the members by address and port, in place of the shipped example".into(),
            source,
        },
    ]
}

fn shortened(names: &[&str]) -> String {
    const SHOWN: usize = 5;
    match names.len().checked_sub(SHOWN) {
        Some(more) if more > 0 => format!("{} and {more} more", names[..SHOWN].join(", ")),
        _ => names.join(", "),
    }
}

fn public_addresses(plan: &Plan, at: usize) -> Vec<Edit> {
    let behind = plan
        .front(FrontRole::Gateway)
        .is_some_and(|front| front.members.contains(&at));
    let Some(gateway) = addresses::gateway(plan).filter(|_| behind) else {
        return Vec::new();
    };
    [("http", gateway.http), ("https", gateway.https)]
        .into_iter()
        .map(|(transport, url)| {
            let path = format!("/axisconfig/transportReceiver[@name='{transport}']/parameter[@name='WSDLEPRPrefix']");
            set_at(path, url, Position::After("parameter"), gateway.who.clone(), "puppet 1.9.1")
        })
        .collect()
}

/// The shipped certificate says `localhost`; without this the gateway refuses the key manager of another host.
fn host_names_unchecked(plan: &Plan, at: usize) -> Option<Edit> {
    let instance = &plan.instances[at];
    if plan.settings.own_certificates || !instance.kind.is_gateway() {
        return None;
    }
    let link = addresses::link(plan, at, LinkKind::Token)?;
    let elsewhere = plan.instances[link.to].host != instance.host
        || plan.instances[link.to].kind == Kind::Nginx;
    elsewhere.then(|| {
        set_at(
            "/axisconfig/transportSender[@name='https']/parameter[@name='HostnameVerifier']",
            values::ALLOW_ALL_NAMES,
            Position::After("parameter"),
            format!(
                "the shipped certificate of {} says localhost; make own certificates and take this out",
                addresses::provider(plan, link)
            ),
            "domain §6.3; puppet 1.9.1",
        )
    })
}

fn messaging(plan: &Plan, at: usize) -> Vec<Edit> {
    let Some(link) = addresses::link(plan, at, LinkKind::Messaging) else {
        return Vec::new();
    };
    let reason = format!(
        "{} is linked as JMS broker",
        addresses::provider(plan, link)
    );
    let source = "domain §9; stock 1.9.0";
    let broker = link
        .endpoints
        .first()
        .map(Endpoint::to_string)
        .unwrap_or_default();
    let mut receiver = Element::new("transportReceiver")
        .attribute("name", "jms")
        .attribute("class", values::JMS_LISTENER);
    for factory in &values::JMS_FACTORIES {
        let settings = [
            (
                "java.naming.factory.initial",
                values::JMS_CONTEXT_FACTORY.to_owned(),
            ),
            ("java.naming.provider.url", broker.clone()),
            (
                "transport.jms.ConnectionFactoryJNDIName",
                factory.jndi.to_owned(),
            ),
            (
                "transport.jms.ConnectionFactoryType",
                factory.destination.to_owned(),
            ),
        ];
        let parameter = |name: &'static str| {
            Element::new("parameter")
                .attribute("name", name)
                .attribute("locked", "false")
        };
        let one = settings
            .into_iter()
            .fold(parameter(factory.parameter), |one, (name, value)| {
                one.child(parameter(name).text(value))
            });
        receiver = receiver.child(one);
    }
    let sender = Element::new("transportSender")
        .attribute("name", "jms")
        .attribute("class", values::JMS_SENDER);
    vec![
        put(
            "/axisconfig/transportReceiver[@name='jms']",
            receiver,
            Position::After("transportReceiver"),
            reason.clone(),
            source,
        ),
        put(
            "/axisconfig/transportSender[@name='jms']",
            sender,
            Position::After("transportSender"),
            reason,
            source,
        ),
    ]
}
