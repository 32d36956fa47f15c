//! `catalina-server.xml`: ports that browsers are told, protocols. Source: domain §2.2, §6.4, §11.3.

use super::super::edit::Edit;
use super::{Node, because, stores, without_ssl};
use crate::catalog::values;
use crate::say;

/// The plain connector is the first.
const HTTP: &str = "/Server/Service/Connector[1]";
const HTTPS: &str = "/Server/Service/Connector[@SSLEnabled='true']";

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = stores::catalina(node);
    if let Some(proxy) = node.instance.proxy {
        let why = because(say::REASON_FRONT_PORT, "kernel 4.3.0; puppet 1.9.1");
        edits.push(why.set(format!("{HTTP}/@redirectPort"), proxy.https.to_string()));
        edits.push(why.set(format!("{HTTP}/@proxyPort"), proxy.http.to_string()));
        edits.push(why.set(format!("{HTTPS}/@proxyPort"), proxy.https.to_string()));
    } else if let Some(https) = node.instance.https() {
        let reason = say::reason_redirect_port(node.instance.offset.get());
        edits.push(
            because(reason, "code, kernel 4.3.0")
                .set(format!("{HTTP}/@redirectPort"), https.to_string()),
        );
    }
    // Behind those of the first connector: in a fragment for the host, places are counted in the order of the edits.
    edits.push(without_ssl().set(
        format!("{HTTPS}/@sslEnabledProtocols"),
        values::TLS_PROTOCOLS,
    ));
    edits
}
