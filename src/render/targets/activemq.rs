//! `conf/activemq.xml` and `conf/jetty.xml` of a JMS broker: its ports. Source: domain §2.6.

use super::super::edit::Edit;
use super::{Node, because};
use crate::catalog::port::{self, name};

pub(super) fn broker(node: &Node) -> Vec<Edit> {
    let Some(port) = node.instance.port(name::OPENWIRE) else {
        return Vec::new();
    };
    let why = because(
        "where gateways find the broker, on every address of the machine",
        "seed §3; domain §2.6",
    );
    vec![why.set(
        "/beans/broker/transportConnectors/transportConnector[@name='openwire']/@uri",
        format!("tcp://0.0.0.0:{port}"),
    )]
}

/// Only where it moves: the file's shape is not known for certain.
pub(super) fn console(node: &Node) -> Vec<Edit> {
    let usual = port::ACTIVEMQ
        .iter()
        .find(|port| port.name == name::BROKER_CONSOLE)
        .map(|port| port.default);
    let moved = node.instance.port(name::BROKER_CONSOLE);
    let Some(port) = moved.filter(|port| Some(port.get()) != usual) else {
        return Vec::new();
    };
    let why = because("the web console's port is not the usual one", "know");
    vec![why.set(
        "/beans/bean[@id='Server']/property[@name='connectors']/list/bean[@id='Connector']/property[@name='port']/@value",
        port.to_string(),
    )]
}
