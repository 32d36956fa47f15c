//! `api-manager.xml`: one file, other values in each profile. Source: domain §5.1, §8.3.

use super::addresses::{self, Gateway};
use super::{set, set_at};
use crate::catalog::port::name;
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Kind, LinkKind, paths, values};
use crate::plan::{FrontRole, Plan, Transport};
use crate::render::edit::{Edit, Position, Value};
use crate::render::secrets::name as secret;

const ENVIRONMENT: &str = "/APIManager/APIGateway/Environments/Environment";
const VALIDATOR: &str = "/APIManager/APIKeyValidator";
const TRACKING: &str = "/APIManager/APIUsageTracking";
const TEMPLATE: &str = "domain §5.1; puppet 1.9.1";

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = match plan.instances[at].kind {
        Kind::GatewayManager | Kind::GatewayWorker => gateway(plan, at),
        Kind::KeyManager => key_manager(plan, at),
        Kind::Publisher | Kind::Store => web_application(plan, at),
        Kind::AllInOne => all_in_one(plan, at),
        Kind::IdentityServer
        | Kind::Bam
        | Kind::Mysql
        | Kind::Svn
        | Kind::Activemq
        | Kind::Nginx => Vec::new(),
    };
    edits.extend(statistics(plan, at));
    edits
}

/// Address and account of another node at a block of three elements.
fn account(plan: &Plan, block: &str, url: String, reason: &str) -> Vec<Edit> {
    vec![
        set(format!("{block}/ServerURL"), url, reason, TEMPLATE),
        set(
            format!("{block}/Username"),
            plan.settings.admin_user.clone(),
            "the administrator there",
            TEMPLATE,
        ),
        set(
            format!("{block}/Password"),
            Value::secret(secret::ADMIN),
            "a placeholder would mean this node's own user",
            TEMPLATE,
        ),
    ]
}

fn client_type(plan: &Plan) -> Edit {
    let (value, reason) = match plan.transport {
        Transport::Thrift => (values::THRIFT_CLIENT, "one key manager, reached directly"),
        Transport::WebService => (
            values::WEB_SERVICE_CLIENT,
            "Thrift is plain TCP, which no HTTP front passes on",
        ),
    };
    set(
        format!("{VALIDATOR}/KeyValidatorClientType"),
        value,
        reason,
        "domain §5.2, §5.3",
    )
}

fn thrift_server(on: bool, reason: &str) -> Edit {
    let value = if on { "true" } else { "false" };
    set(
        format!("{VALIDATOR}/EnableThriftServer"),
        value,
        reason,
        "doc AM190-multigw",
    )
}

fn validator_of_another(plan: &Plan, at: usize) -> Vec<Edit> {
    let Some((url, link)) = addresses::key_manager_services(plan, at) else {
        return Vec::new();
    };
    let reason = format!("{} validates tokens", addresses::provider(plan, link));
    account(plan, VALIDATOR, url, &reason)
}

fn gateway(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = validator_of_another(plan, at);
    edits.push(client_type(plan));
    let validation = addresses::link(plan, at, LinkKind::KeyValidation);
    if plan.transport == Transport::Thrift
        && let Some((link, endpoint)) =
            validation.and_then(|link| Some((link, link.endpoints.first()?)))
    {
        let who = addresses::provider(plan, link);
        edits.push(set(
            format!("{VALIDATOR}/ThriftClientPort"),
            endpoint.port_text(),
            format!("where {who} listens; no offset is added to it"),
            "stock 1.9.0",
        ));
        edits.push(set_at(
            format!("{VALIDATOR}/ThriftServerHost"),
            endpoint.host.clone(),
            Position::After("ThriftServerPort"),
            format!("the host of {who}"),
            "domain §5.3",
        ));
    }
    edits.push(thrift_server(
        false,
        "only the key manager answers over Thrift",
    ));
    edits
}

fn key_manager(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = environment(plan, at);
    edits.push(client_type(plan));
    edits.extend(own_thrift(plan, at));
    edits.extend(revocation(plan));
    edits
}

/// The Thrift listener of a node that validates tokens itself.
fn own_thrift(plan: &Plan, at: usize) -> Vec<Edit> {
    let instance = &plan.instances[at];
    if plan.transport == Transport::WebService {
        return vec![thrift_server(false, "validation goes over the web service")];
    }
    let mut edits = Vec::new();
    if let Some(port) = instance.port(name::THRIFT) {
        let reason = "literal: the offset does not move it";
        edits.push(set(
            format!("{VALIDATOR}/ThriftServerPort"),
            port.to_string(),
            reason,
            "stock 1.9.0",
        ));
    }
    edits.push(set_at(
        format!("{VALIDATOR}/ThriftServerHost"),
        plan.host_of(instance).name.clone(),
        Position::After("ThriftServerPort"),
        "this host, as the gateways reach it",
        "domain §5.1, §5.3",
    ));
    edits.push(thrift_server(true, "gateways validate tokens here"));
    edits
}

fn web_application(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some((url, link)) = addresses::key_manager_services(plan, at) {
        let reason = format!("{} checks logins", addresses::provider(plan, link));
        edits.extend(account(plan, "/APIManager/AuthManager", url, &reason));
    }
    edits.extend(environment(plan, at));
    edits.extend(validator_of_another(plan, at));
    edits.push(client_type(plan));
    edits.push(thrift_server(
        false,
        "only the key manager answers over Thrift",
    ));
    edits.extend(revocation(plan));
    edits.extend(public_pages(plan));
    if plan.instances[at].kind == Kind::Publisher {
        edits.push(set(
            "/APIManager/APIStore/DisplayURL",
            "true",
            "shows a link to the Store",
            "puppet 1.9.1",
        ));
    }
    edits
}

/// Behind a front its public addresses are no longer this node's own.
fn all_in_one(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = vec![client_type(plan)];
    edits.extend(own_thrift(plan, at));
    if plan.transport == Transport::Thrift
        && let Some(port) = plan.instances[at].port(name::THRIFT)
    {
        let reason = "its own listener; no offset is added to it";
        edits.push(set(
            format!("{VALIDATOR}/ThriftClientPort"),
            port.to_string(),
            reason,
            "stock 1.9.0",
        ));
    }
    if plan.front(FrontRole::Gateway).is_some() {
        edits.extend(public_gateway(plan));
        edits.extend(revocation(plan));
    }
    if plan.front(FrontRole::Publisher).is_some() {
        edits.extend(public_pages(plan));
    }
    edits
}

fn environment(plan: &Plan, at: usize) -> Vec<Edit> {
    let mut edits = Vec::new();
    if let Some((url, link)) = addresses::manager_services(plan, at) {
        let reason = format!(
            "{} itself: behind a balancer APIs would reach one of several",
            addresses::provider(plan, link)
        );
        edits.extend(account(plan, ENVIRONMENT, url, &reason));
    }
    edits.extend(public_gateway(plan));
    edits
}

fn public_gateway(plan: &Plan) -> Option<Edit> {
    let Gateway { http, https, who } = addresses::gateway(plan)?;
    Some(set(
        format!("{ENVIRONMENT}/GatewayEndpoint"),
        format!("{http},{https}"),
        who,
        TEMPLATE,
    ))
}

fn revocation(plan: &Plan) -> Option<Edit> {
    let gateway = addresses::gateway(plan)?;
    let url = format!("{}{}", gateway.https, paths::REVOKE);
    let reason = "tokens are revoked through a gateway, which clears its cache";
    Some(set(
        format!("{VALIDATOR}/RevokeAPIURL"),
        url,
        reason,
        "stock 1.9.0; puppet 1.9.1",
    ))
}

fn public_pages(plan: &Plan) -> Vec<Edit> {
    let pages = [
        (
            "/APIManager/APIStore/URL",
            FrontRole::Store,
            Kind::Store,
            paths::STORE,
            "the Store's public address",
        ),
        (
            "/APIManager/APIPublisher/URL",
            FrontRole::Publisher,
            Kind::Publisher,
            paths::PUBLISHER,
            "the Publisher's public address",
        ),
    ];
    pages
        .into_iter()
        .filter_map(|(path, role, kind, context, reason)| {
            let base = plan.public_url(role, kind)?;
            Some(set(path, format!("{base}{context}"), reason, TEMPLATE))
        })
        .collect()
}

/// Statistics by file, where the version can. Source: domain §8.3.
fn statistics(plan: &Plan, at: usize) -> Vec<Edit> {
    if plan.version.spec().statistics == StatisticsSwitch::Form {
        return Vec::new();
    }
    // Groups in braces: an event goes to one of each group, so each receiver is a group of its own.
    let receivers: Vec<String> = plan
        .links_from(at)
        .filter(|link| link.kind == LinkKind::Statistics)
        .filter_map(|link| Some(format!("{{{}/}}", link.endpoints.first()?)))
        .collect();
    if receivers.is_empty() {
        return Vec::new();
    }
    let source = "stock 1.9.1; domain §8.3";
    let first = Position::Before("SkipEventReceiverConnection");
    let sends = plan.instances[at].kind.is_gateway();
    let (skip, why) = if sends {
        ("false", "sends an event for each call")
    } else {
        ("true", "reads statistics, sends none")
    };
    vec![
        set_at(
            format!("{TRACKING}/Enabled"),
            "true",
            first,
            "overrides the dashboard's form at each start",
            source,
        ),
        set(
            format!("{TRACKING}/SkipEventReceiverConnection"),
            skip,
            why,
            source,
        ),
        set(
            format!("{TRACKING}/BAMServerURL"),
            receivers.join(","),
            "the receiver's address and moved port",
            source,
        ),
        set(
            format!("{TRACKING}/BAMUsername"),
            values::BAM_ADMIN,
            "BAM has users of its own",
            source,
        ),
        set(
            format!("{TRACKING}/BAMPassword"),
            Value::secret(secret::BAM),
            "BAM has users of its own",
            source,
        ),
    ]
}
