//! `catalina-server.xml`: ports that do not follow by themselves. Source: domain §2.2, §6.4.

use super::set;
use crate::plan::Plan;
use crate::render::edit::Edit;

const HTTP: &str = "/Server/Service/Connector[1]";
const HTTPS: &str = "/Server/Service/Connector[@SSLEnabled='true']";

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let instance = &plan.instances[at];
    let Some(proxy) = instance.proxy else {
        return instance
            .https()
            .map(|port| {
                let reason = "the server moves its ports by the offset, but not this one";
                set(
                    format!("{HTTP}/@redirectPort"),
                    port.to_string(),
                    reason,
                    "code, kernel 4.3.0",
                )
            })
            .into_iter()
            .collect();
    };
    let public = "the front's port: redirects and links must show it";
    let source = "kernel 4.3.0; puppet 1.9.1";
    vec![
        set(
            format!("{HTTP}/@redirectPort"),
            proxy.https.to_string(),
            public,
            source,
        ),
        set(
            format!("{HTTP}/@proxyPort"),
            proxy.http.to_string(),
            public,
            source,
        ),
        set(
            format!("{HTTPS}/@proxyPort"),
            proxy.https.to_string(),
            public,
            source,
        ),
    ]
}
