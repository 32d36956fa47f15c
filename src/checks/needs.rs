//! Needs that nobody in the design serves.

use super::Finding;
use super::context::Context;
use crate::catalog::{Kind, Provider};
use crate::order;
use crate::say::{self, Arg, Said};

pub(super) fn mysql(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::Database,
        Kind::Mysql,
        say::missing_mysql,
        say::MISSING_MYSQL_ADVICE.into(),
        findings,
    );
}

pub(super) fn key_manager(context: &Context, findings: &mut Vec<Finding>) {
    let advice = match context.of_kind(Kind::IdentityServer).first() {
        None => say::MISSING_KEY_MANAGER_ADVICE.into(),
        Some(&first) => say::missing_key_manager_identity_server(context.name(first)),
    };
    missing(
        context,
        Provider::KeyManager,
        Kind::KeyManager,
        say::missing_key_manager,
        advice,
        findings,
    );
}

pub(super) fn gateway_manager(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::GatewayManager,
        Kind::GatewayManager,
        say::missing_gateway_manager,
        say::MISSING_GATEWAY_MANAGER_ADVICE.into(),
        findings,
    );
}

pub(super) fn gateway(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::Gateway,
        Kind::GatewayManager,
        say::missing_gateway_manager,
        say::MISSING_GATEWAY_ADVICE.into(),
        findings,
    );
}

pub(super) fn svn(context: &Context, findings: &mut Vec<Finding>) {
    missing(
        context,
        Provider::Svn,
        Kind::Svn,
        say::missing_svn,
        say::MISSING_SVN_ADVICE.into(),
        findings,
    );
}

/// One finding for all instances that lack the same provider.
fn missing(
    context: &Context,
    provider: Provider,
    kind: Kind,
    message: fn(Vec<Arg>, usize) -> Said,
    advice: Said,
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
            message(context.names(&places), places.len()),
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
            say::publisher_without_store(context.names(publishers), publishers.len()),
        )
        .advice(say::PUBLISHER_WITHOUT_STORE_ADVICE)
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
            say::store_without_publisher(context.names(stores), stores.len()),
        )
        .advice(say::STORE_WITHOUT_PUBLISHER_ADVICE)
        .source("domain §1.3")
        .fix(addition.label(), addition.commands),
    );
}
