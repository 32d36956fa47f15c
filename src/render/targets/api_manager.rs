//! `api-manager.xml`: one file on every node, other values in each profile. Source: domain §5.1.

use super::super::edit::{Edit, Position, Value};
use super::super::secrets::name;
use super::addresses::{self, Other};
use super::{Node, Why, because, yes_no};
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Kind, paths, port, values};
use crate::plan::Transport;
use crate::say::{self, Said};

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = Vec::new();
    match node.instance.kind {
        Kind::GatewayManager | Kind::GatewayWorker => {
            edits.extend(validator(node));
            edits.extend(thrift_client(node));
        }
        Kind::KeyManager => edits.extend(key_manager(node)),
        Kind::Publisher | Kind::Store => {
            edits.extend(authentication(node));
            edits.extend(environment(node));
            edits.extend(endpoint(node));
            edits.extend(validator(node));
            edits.push(no_thrift_server());
            edits.extend(revocation(node));
            edits.extend(applications(node));
        }
        Kind::AllInOne => {
            edits.extend(endpoint(node));
            edits.extend(thrift_server(node));
            edits.extend(own_thrift_client(node));
            edits.extend(revocation(node));
            edits.extend(applications(node));
        }
        // The file that the feature brings into it. Source: puppet is5.0.0.
        Kind::IdentityServer if node.instance.manages_keys() => edits.extend(key_manager(node)),
        Kind::IdentityServer
        | Kind::Bam
        | Kind::Mysql
        | Kind::Svn
        | Kind::Activemq
        | Kind::Nginx => {}
    }
    edits.extend(statistics(node));
    edits
}

/// Its own addresses stay placeholders. Source: domain §5.1.
fn key_manager(node: &Node) -> Vec<Edit> {
    let mut edits = environment(node);
    edits.extend(endpoint(node));
    edits.extend(thrift_server(node));
    edits.extend(revocation(node));
    edits
}

const VALIDATOR: &str = "/APIManager/APIKeyValidator";
const ENVIRONMENT: &str = "/APIManager/APIGateway/Environments/Environment[1]";

/// The address of another node's services with the account there.
fn account(
    node: &Node,
    at: &str,
    other: Other,
    purpose: fn(Said) -> Said,
    source: &'static str,
) -> [Edit; 3] {
    let there = because(purpose(other.who.clone()), source);
    let login = because(say::reason_login_there(other.who), "domain §4.4, §5.1");
    [
        there.set(format!("{at}/ServerURL"), other.url),
        login.set(
            format!("{at}/Username"),
            node.plan.settings.admin_user.clone(),
        ),
        login.set(format!("{at}/Password"), Value::secret(name::ADMIN)),
    ]
}

fn authentication(node: &Node) -> Vec<Edit> {
    let account = |other| {
        account(
            node,
            "/APIManager/AuthManager",
            other,
            say::reason_checks_login,
            "puppet 1.9.1",
        )
    };
    addresses::key_manager(node).map_or_else(Vec::new, |other| account(other).into())
}

fn environment(node: &Node) -> Vec<Edit> {
    let purpose: fn(Said) -> Said = if node.instance.manages_keys() {
        say::reason_token_caches
    } else {
        say::reason_takes_apis
    };
    let account = |other| account(node, ENVIRONMENT, other, purpose, "doc CLUSTER420");
    addresses::gateway_manager(node).map_or_else(Vec::new, |other| account(other).into())
}

/// What users of APIs are shown.
fn endpoint(node: &Node) -> Option<Edit> {
    let gateway = addresses::gateway(node)?;
    Some(
        because(
            say::reason_calls(gateway.who),
            "doc CLUSTER420; puppet 1.9.1",
        )
        .set(
            format!("{ENVIRONMENT}/GatewayEndpoint"),
            format!("{},{}", gateway.http, gateway.https),
        ),
    )
}

fn validator(node: &Node) -> Vec<Edit> {
    let purpose: fn(Said) -> Said = if node.instance.kind.is_gateway() {
        say::reason_validates
    } else {
        say::reason_issues
    };
    let account = |other| account(node, VALIDATOR, other, purpose, "doc CLUSTER420");
    addresses::key_manager(node).map_or_else(Vec::new, |other| account(other).into())
}

fn client_type(transport: Transport) -> Edit {
    let (value, reason) = match transport {
        Transport::Thrift => (values::THRIFT_CLIENT, say::REASON_OVER_THRIFT),
        Transport::WebService => (values::WEB_SERVICE_CLIENT, say::REASON_OVER_WEB_SERVICE),
    };
    because(reason, "domain §5.2, §5.3").set(format!("{VALIDATOR}/KeyValidatorClientType"), value)
}

fn thrift_client(node: &Node) -> Vec<Edit> {
    let mut edits = Vec::new();
    match addresses::thrift(node) {
        Some(thrift) => {
            let why = because(
                say::reason_thrift_of(thrift.who),
                "stock 1.9.0; domain §5.3",
            );
            edits.push(client_type(Transport::Thrift));
            edits.push(why.set(
                format!("{VALIDATOR}/ThriftClientPort"),
                thrift.port.to_string(),
            ));
            edits.push(thrift_host(&why, thrift.host));
        }
        None if addresses::key_manager(node).is_some() => {
            edits.push(client_type(Transport::WebService));
        }
        None => {}
    }
    edits.push(no_thrift_server());
    edits
}

fn thrift_host(why: &Why, host: String) -> Edit {
    why.set_at(
        format!("{VALIDATOR}/ThriftServerHost"),
        host,
        Position::After("ThriftServerPort"),
    )
}

fn no_thrift_server() -> Edit {
    enable_thrift_server(false, say::REASON_NO_THRIFT_SERVER)
}

fn enable_thrift_server(enable: bool, reason: impl Into<Said>) -> Edit {
    because(reason, "doc AM190-multigw; domain §5.3")
        .set(format!("{VALIDATOR}/EnableThriftServer"), yes_no(enable))
}

fn thrift_server(node: &Node) -> Vec<Edit> {
    let transport = node.plan.transport;
    let mut edits = vec![client_type(transport)];
    match transport {
        Transport::Thrift => {
            let why = because(
                say::reason_thrift_server(&node.instance.name),
                "stock 1.9.0; domain §5.3",
            );
            let port = node.instance.port(port::name::THRIFT);
            edits.extend(
                port.map(|port| why.set(format!("{VALIDATOR}/ThriftServerPort"), port.to_string())),
            );
            if !node.host.address.is_empty() {
                edits.push(thrift_host(&why, node.host.address.clone()));
            }
            edits.push(enable_thrift_server(true, why.reason));
        }
        Transport::WebService => {
            edits.push(enable_thrift_server(false, say::REASON_NOBODY_OVER_THRIFT));
        }
    }
    edits
}

/// Everything in one asks itself.
fn own_thrift_client(node: &Node) -> Option<Edit> {
    let port = node.instance.port(port::name::THRIFT)?;
    let why = because(say::REASON_OWN_THRIFT, "stock 1.9.0; domain §5.3");
    let edit = why.set(format!("{VALIDATOR}/ThriftClientPort"), port.to_string());
    (node.plan.transport == Transport::Thrift).then_some(edit)
}

fn revocation(node: &Node) -> Option<Edit> {
    let gateway = addresses::gateway(node)?;
    Some(
        because(
            say::reason_revoked(gateway.who),
            "stock 1.9.0; puppet 1.9.1",
        )
        .set(
            format!("{VALIDATOR}/RevokeAPIURL"),
            gateway.https + paths::REVOKE,
        ),
    )
}

fn applications(node: &Node) -> Vec<Edit> {
    let url = |at: &str, application: Other| {
        because(
            say::reason_browsers(application.who),
            "puppet 1.9.1; domain §5.1",
        )
        .set(format!("/APIManager/{at}/URL"), application.url)
    };
    let store = addresses::store(node).map(|store| url("APIStore", store));
    let publisher = addresses::publisher(node).map(|publisher| url("APIPublisher", publisher));
    let link = (node.instance.kind == Kind::Publisher && store.is_some()).then(|| {
        because(say::REASON_STORE_LINK, "puppet 1.9.1")
            .set("/APIManager/APIStore/DisplayURL", "true")
    });
    store.into_iter().chain(link).chain(publisher).collect()
}

/// Switched on by file where the version can; in 1.9.0 only the form does. Source: domain §8.1, §8.3.
fn statistics(node: &Node) -> Vec<Edit> {
    let by_file = node.plan.version.spec().statistics == StatisticsSwitch::File;
    let Some(receivers) = addresses::receivers(node).filter(|_| by_file) else {
        return Vec::new();
    };
    let at = |name: &str| format!("/APIManager/APIUsageTracking/{name}");
    let login = because(say::REASON_BAM_LOGIN, "stock 1.9.1; domain §8.3");
    let mut edits = vec![
        because(say::REASON_STATISTICS, "stock 1.9.1").set_at(
            at("Enabled"),
            "true",
            Position::Before("SkipEventReceiverConnection"),
        ),
        because(
            say::reason_receives_events(receivers.who),
            "stock 1.9.1; doc AM180-stats",
        )
        .set(at("BAMServerURL"), receivers.urls),
        login.set(at("BAMUsername"), values::BAM_ADMIN),
        login.set(at("BAMPassword"), Value::secret(name::BAM)),
    ];
    if !node.instance.kind.is_gateway() {
        edits.push(
            because(say::REASON_SENDS_NO_EVENTS, "domain §8.3")
                .set(at("SkipEventReceiverConnection"), "true"),
        );
    }
    edits
}
