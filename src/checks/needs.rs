//! Needs that nobody in the design serves.

use super::Finding;
use super::context::{Context, kind_label};
use super::text::verb;
use crate::catalog::{Kind, Provider};
use crate::order;

pub(super) fn mysql(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::Database,
        Kind::Mysql,
        "Users, APIs and registry are not shared without it: a published API never reaches the Store.",
        findings,
    );
}

pub(super) fn key_manager(context: &Context, findings: &mut Vec<Finding>) {
    let advice = "Nobody issues or checks tokens without one: every call and every login fails.";
    let identity_servers = context.of_kind(Kind::IdentityServer);
    let advice = if identity_servers.is_empty() {
        advice.to_owned()
    } else {
        format!(
            "{advice} In its properties {} can be made the key manager instead; experimental.",
            context.names(&identity_servers[..1])
        )
    };
    missing(
        context,
        Provider::KeyManager,
        Kind::KeyManager,
        &advice,
        findings,
    );
}

pub(super) fn gateway_manager(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::GatewayManager,
        Kind::GatewayManager,
        "APIs are deployed to it, and workers check out what it commits.",
        findings,
    );
}

pub(super) fn gateway(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::Gateway,
        Kind::GatewayManager,
        "The Store shows consumers the address of the gateway, and tries tokens there.",
        findings,
    );
}

pub(super) fn svn(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::Svn,
        Kind::Svn,
        "Workers take API definitions from a Subversion repository; without one they answer 404 to every call.",
        findings,
    );
}

/// One finding for all instances that lack the same provider.
fn missing(
    context: &Context,
    provider: Provider,
    kind: Kind,
    advice: &str,
    findings: &mut Vec<Finding>,
) {
    let unmet = context.plan.unmet.iter();
    let mut places: Vec<usize> = unmet
        .filter(|unmet| unmet.need.provider == provider)
        .map(|unmet| unmet.instance)
        .collect();
    // No link leads from a worker to its manager, yet it has nothing to check out without one.
    let managed = provider.kinds().iter().any(|&kind| context.has(kind));
    if provider == Provider::GatewayManager && !managed {
        places.extend(context.of_kind(Kind::GatewayWorker));
    }
    order::sort(&mut places);
    places.dedup();
    if places.is_empty() {
        return;
    }
    let addition = context.add(&[kind]);
    findings.push(
        Finding::error(
            context.places(&places),
            format!(
                "{} {} {}, and there is none.",
                context.names(&places),
                verb(places.len(), "need", "needs"),
                kind_label(kind)
            ),
        )
        .advice(advice)
        .source("domain §1.3")
        .fix(addition.label(), addition.commands),
    );
}

/// APIs are published, and nobody finds them.
pub(super) fn publisher_without_store(context: &Context, findings: &mut Vec<Finding>) {
    let publishers = context.of_kind(Kind::Publisher);
    if publishers.is_empty() || context.has(Kind::Store) || context.has(Kind::AllInOne) {
        return;
    }
    let addition = context.add(&[Kind::Store]);
    findings.push(
        Finding::note(
            context.places(publishers),
            format!(
                "{} {} APIs, and there is no Store in which consumers find them.",
                context.names(publishers),
                verb(publishers.len(), "publish", "publishes")
            ),
        )
        .advice("The Publisher's links to the Store lead nowhere.")
        .source("domain §1.3")
        .fix(addition.label(), addition.commands),
    );
}

/// A shop without goods.
pub(super) fn store_without_publisher(context: &Context, findings: &mut Vec<Finding>) {
    let stores = context.of_kind(Kind::Store);
    if stores.is_empty() || context.has(Kind::Publisher) || context.has(Kind::AllInOne) {
        return;
    }
    let addition = context.add(&[Kind::Publisher]);
    findings.push(
        Finding::warning(
            context.places(stores),
            format!(
                "{} {} empty: there is no Publisher in which APIs are made.",
                context.names(stores),
                verb(stores.len(), "stay", "stays")
            ),
        )
        .advice("Consumers can log in, and find no API.")
        .source("domain §1.3")
        .fix(addition.label(), addition.commands),
    );
}
