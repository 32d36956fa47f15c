//! `conf/activemq.xml` and `conf/jetty.xml` of a JMS broker: where it listens, and for whom. Source: domain §2.6, §12.1,
//! §12.4; the files of `ActiveMQ` 5.6.0.

use super::super::edit::{Edit, Element, Position};
use super::{Node, because};
use crate::catalog::port::name;
use crate::catalog::values;
use crate::say;

/// What takes the web console's connections.
const CONNECTOR: &str =
    "/beans/bean[@id='Server']/property[@name='connectors']/list/bean[@id='Connector']";

pub(super) fn broker(node: &Node) -> Vec<Edit> {
    let Some(port) = node.instance.port(name::OPENWIRE) else {
        return Vec::new();
    };
    let why = because(say::REASON_OPENWIRE, "seed §3; domain §2.6");
    vec![why.set(
        "/beans/broker/transportConnectors/transportConnector[@name='openwire']/@uri",
        format!("tcp://0.0.0.0:{port}"),
    )]
}

pub(super) fn console(node: &Node) -> Vec<Edit> {
    let Some(port) = node.instance.port(name::BROKER_CONSOLE) else {
        return Vec::new();
    };
    let login = because(
        say::REASON_BROKER_LOGIN,
        "ActiveMQ 5.6.0, jetty.xml; domain §12.1",
    );
    let number = because(
        say::REASON_BROKER_CONSOLE,
        "ActiveMQ 5.6.0, jetty.xml; domain §2.6",
    );
    let host = because(
        say::REASON_BROKER_LOOPBACK,
        "domain §12.4; ActiveMQ 5.16, jetty.xml",
    );
    vec![
        login.set(
            "/beans/bean[@id='securityConstraint']/property[@name='authenticate']/@value",
            "true",
        ),
        number.set(
            format!("{CONNECTOR}/property[@name='port']/@value"),
            port.to_string(),
        ),
        host.put(
            format!("{CONNECTOR}/property[@name='host']"),
            Element::new("property")
                .attribute("name", "host")
                .attribute("value", values::LOOPBACK),
            Position::Last,
        ),
    ]
}
