//! Who needs whom: the kinds of connection between instances.

use serde::Serialize;

use crate::say::{self, Message};

/// Why one instance opens connections to another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum LinkKind {
    /// The front passes requests on.
    Traffic,
    /// A client in the deployment calls APIs at the gateway's public address.
    Calls,
    KeyValidation,
    Token,
    Authentication,
    Deployment,
    CacheClear,
    Synchronization,
    Cluster,
    Data,
    Statistics,
    SignOn,
    Messaging,
}

/// Kinds that are drawn alike; each has a colour and a dash of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkStyle {
    Traffic,
    Keys,
    Deploy,
    Cluster,
    Data,
    Statistics,
    SignOn,
    Messaging,
}

impl LinkKind {
    pub const ALL: [LinkKind; 13] = [
        LinkKind::Traffic,
        LinkKind::Calls,
        LinkKind::KeyValidation,
        LinkKind::Token,
        LinkKind::Authentication,
        LinkKind::Deployment,
        LinkKind::CacheClear,
        LinkKind::Synchronization,
        LinkKind::Cluster,
        LinkKind::Data,
        LinkKind::Statistics,
        LinkKind::SignOn,
        LinkKind::Messaging,
    ];

    /// As in the saved file and in `data-link`.
    pub fn id(self) -> &'static str {
        match self {
            LinkKind::Traffic => "traffic",
            LinkKind::Calls => "calls",
            LinkKind::KeyValidation => "key-validation",
            LinkKind::Token => "token",
            LinkKind::Authentication => "authentication",
            LinkKind::Deployment => "deployment",
            LinkKind::CacheClear => "cache-clear",
            LinkKind::Synchronization => "synchronization",
            LinkKind::Cluster => "cluster",
            LinkKind::Data => "data",
            LinkKind::Statistics => "statistics",
            LinkKind::SignOn => "sign-on",
            LinkKind::Messaging => "messaging",
        }
    }

    /// In English, as the bundle has it.
    pub fn label(self) -> &'static str {
        self.said().english()
    }

    pub fn said(self) -> Message {
        match self {
            LinkKind::Traffic => say::LINK_TRAFFIC,
            LinkKind::Calls => say::LINK_CALLS,
            LinkKind::KeyValidation => say::LINK_KEY_VALIDATION,
            LinkKind::Token => say::LINK_TOKEN,
            LinkKind::Authentication => say::LINK_AUTHENTICATION,
            LinkKind::Deployment => say::LINK_DEPLOYMENT,
            LinkKind::CacheClear => say::LINK_CACHE_CLEAR,
            LinkKind::Synchronization => say::LINK_SYNCHRONIZATION,
            LinkKind::Cluster => say::LINK_CLUSTER,
            LinkKind::Data => say::LINK_DATA,
            LinkKind::Statistics => say::LINK_STATISTICS,
            LinkKind::SignOn => say::LINK_SIGN_ON,
            LinkKind::Messaging => say::LINK_MESSAGING,
        }
    }

    pub fn style(self) -> LinkStyle {
        match self {
            LinkKind::Traffic | LinkKind::Calls => LinkStyle::Traffic,
            LinkKind::KeyValidation | LinkKind::Token | LinkKind::Authentication => LinkStyle::Keys,
            LinkKind::Deployment | LinkKind::CacheClear | LinkKind::Synchronization => {
                LinkStyle::Deploy
            }
            LinkKind::Cluster => LinkStyle::Cluster,
            LinkKind::Data => LinkStyle::Data,
            LinkKind::Statistics => LinkStyle::Statistics,
            LinkKind::SignOn => LinkStyle::SignOn,
            LinkKind::Messaging => LinkStyle::Messaging,
        }
    }
}

impl LinkStyle {
    pub const ALL: [LinkStyle; 8] = [
        LinkStyle::Traffic,
        LinkStyle::Keys,
        LinkStyle::Deploy,
        LinkStyle::Cluster,
        LinkStyle::Data,
        LinkStyle::Statistics,
        LinkStyle::SignOn,
        LinkStyle::Messaging,
    ];

    pub fn id(self) -> &'static str {
        match self {
            LinkStyle::Traffic => "traffic",
            LinkStyle::Keys => "keys",
            LinkStyle::Deploy => "deploy",
            LinkStyle::Cluster => "cluster",
            LinkStyle::Data => "data",
            LinkStyle::Statistics => "statistics",
            LinkStyle::SignOn => "sign-on",
            LinkStyle::Messaging => "messaging",
        }
    }
}

/// Who can satisfy a need.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Provider {
    KeyManager,
    GatewayManager,
    /// The gateway's public address: the front, else a worker, else the manager.
    Gateway,
    Database,
    Svn,
    Bam,
    IdentityServer,
    Activemq,
    /// Anything that a front can publish.
    Behind,
}

impl Provider {
    /// Whether a person may choose one of the kind. Chosen as key manager, an Identity Server becomes one; nobody is
    /// sent to it for keys otherwise. Source: domain §10.5.
    pub fn takes(self, kind: super::Kind) -> bool {
        self.kinds().contains(&kind) || self == Provider::KeyManager && kind.can_manage_keys()
    }

    /// Whether a person chooses who serves the need, of several. Databases choose theirs in the settings, a front serves
    /// all.
    pub fn is_chosen(self) -> bool {
        match self {
            Provider::Database | Provider::Behind => false,
            Provider::KeyManager
            | Provider::GatewayManager
            | Provider::Gateway
            | Provider::Svn
            | Provider::Bam
            | Provider::IdentityServer
            | Provider::Activemq => true,
        }
    }

    /// The kinds that provide it by themselves, the one to suggest first.
    pub fn kinds(self) -> &'static [super::Kind] {
        use super::Kind;
        match self {
            Provider::KeyManager => &[Kind::KeyManager, Kind::AllInOne],
            Provider::GatewayManager => &[Kind::GatewayManager, Kind::AllInOne],
            Provider::Gateway => &[Kind::GatewayWorker, Kind::GatewayManager, Kind::AllInOne],
            Provider::Database => &[Kind::Mysql],
            Provider::Svn => &[Kind::Svn],
            Provider::Bam => &[Kind::Bam],
            Provider::IdentityServer => &[Kind::IdentityServer],
            Provider::Activemq => &[Kind::Activemq],
            Provider::Behind => &[
                Kind::GatewayWorker,
                Kind::GatewayManager,
                Kind::Publisher,
                Kind::Store,
                Kind::KeyManager,
                Kind::AllInOne,
            ],
        }
    }
}

/// When a need is bound to a provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// Always; a design without the provider cannot work.
    Required,
    /// Wherever the design has the provider.
    WherePresent,
    /// Only where a person drew the link.
    OnRequest,
}

/// A rule: this kind needs that provider for this purpose.
#[derive(Clone, Copy, Debug)]
pub struct Need {
    pub link: LinkKind,
    pub provider: Provider,
    pub bound: Bound,
    /// Completes "needs it because it …".
    pub why: Message,
    pub source: &'static str,
}

impl Need {
    pub(super) const fn required(
        link: LinkKind,
        provider: Provider,
        why: Message,
        source: &'static str,
    ) -> Self {
        Self {
            link,
            provider,
            bound: Bound::Required,
            why,
            source,
        }
    }

    pub(super) const fn optional(
        link: LinkKind,
        provider: Provider,
        why: Message,
        source: &'static str,
    ) -> Self {
        Self {
            link,
            provider,
            bound: Bound::WherePresent,
            why,
            source,
        }
    }
}

impl Need {
    pub(super) const fn on_request(
        link: LinkKind,
        provider: Provider,
        why: Message,
        source: &'static str,
    ) -> Self {
        Self {
            link,
            provider,
            bound: Bound::OnRequest,
            why,
            source,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_are_what_the_saved_file_says() {
        for kind in LinkKind::ALL {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.id().into()));
        }
    }
}
