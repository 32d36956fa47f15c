//! Cluster domains.

use super::context::Context;
use super::text::{self, quoted};
use super::{Finding, Place, hosts};
use crate::catalog::Kind;
use crate::model::{Command, SettingField, Settings};
use crate::plan::Cluster;
use crate::say::{self, Message};

/// Longest domain that is taken for one.
const LIMIT: usize = 100;

/// Which cluster it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Which {
    Gateway,
    KeyManager,
    PublisherStore,
}

impl Which {
    fn of(context: &Context, cluster: &Cluster) -> Option<Self> {
        let &first = cluster.members.first()?;
        Some(match context.instance(first).kind {
            Kind::KeyManager | Kind::IdentityServer => Which::KeyManager,
            Kind::Publisher | Kind::Store => Which::PublisherStore,
            _ => Which::Gateway,
        })
    }

    fn members(self) -> Message {
        match self {
            Which::Gateway => say::MANY_GATEWAYS,
            Which::KeyManager => say::MANY_KEY_MANAGERS,
            Which::PublisherStore => say::MANY_PUBLISHERS_AND_STORES,
        }
    }

    fn usual(self) -> String {
        let settings = Settings::default();
        match self {
            Which::Gateway => settings.gateway_domain,
            Which::KeyManager => settings.key_manager_domain,
            Which::PublisherStore => settings.publisher_store_domain,
        }
    }

    fn set(self, domain: String) -> Command {
        Command::Set(match self {
            Which::Gateway => SettingField::GatewayDomain(domain),
            Which::KeyManager => SettingField::KeyManagerDomain(domain),
            Which::PublisherStore => SettingField::PublisherStoreDomain(domain),
        })
    }

    /// Its usual domain, or the next that no other cluster has.
    fn free(self, context: &Context) -> String {
        let usual = self.usual();
        let taken = |domain: &str| {
            context.plan.clusters.iter().any(|cluster| {
                cluster.domain == domain && Which::of(context, cluster) != Some(self)
            })
        };
        std::iter::once(usual.clone())
            .chain((2..10).map(|n| format!("{usual}.{n}")))
            .find(|domain| !taken(domain))
            .unwrap_or(usual)
    }
}

pub(super) fn invalid_domain(context: &Context, findings: &mut Vec<Finding>) {
    for cluster in &context.plan.clusters {
        let Some(which) = Which::of(context, cluster) else {
            continue;
        };
        if text::is_plain(&cluster.domain, LIMIT) {
            continue;
        }
        let free = which.free(context);
        let message = if cluster.domain.trim().is_empty() {
            say::cluster_domain_invalid_empty(which.members())
        } else {
            say::cluster_domain_invalid(quoted(&cluster.domain), which.members())
        };
        findings.push(
            Finding::error(vec![Place::Design], message)
                .advice(say::CLUSTER_DOMAIN_INVALID_ADVICE)
                .source("domain §6.2")
                .fix(say::fix_use(quoted(&free)), vec![which.set(free)]),
        );
    }
}

pub(super) fn shared_domain(context: &Context, findings: &mut Vec<Finding>) {
    let clusters = &context.plan.clusters;
    let same = hosts::repeated(clusters.iter().map(|cluster| Some(cluster.domain.as_str())));
    for group in same {
        let which: Vec<Which> = group
            .iter()
            .filter_map(|&at| Which::of(context, &clusters[at]))
            .collect();
        let members: Vec<Message> = which.iter().map(|which| which.members()).collect();
        // Whoever has its usual domain keeps it.
        let domain = &clusters[group[0]].domain;
        let keeps = which
            .iter()
            .position(|which| which.usual() == *domain)
            .unwrap_or_default();
        let commands = which
            .iter()
            .enumerate()
            .filter(|&(at, _)| at != keeps)
            .map(|(_, which)| which.set(which.free(context)));
        findings.push(
            Finding::error(
                vec![Place::Design],
                say::cluster_domain_shared(members, quoted(domain)),
            )
            .advice(say::CLUSTER_DOMAIN_SHARED_ADVICE)
            .source("domain §6.1")
            .fix(say::CLUSTER_DOMAIN_SHARED_FIX, commands.collect()),
        );
    }
}
