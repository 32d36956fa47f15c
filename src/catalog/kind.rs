//! The kinds of component a design can hold.

use serde::Serialize;

use super::link::{LinkKind, Need, Provider};
use super::port::{self, PortSpec};
use super::{Role, paths};
use crate::say::{self, Message};

/// What an instance is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    GatewayManager,
    GatewayWorker,
    KeyManager,
    Publisher,
    Store,
    AllInOne,
    IdentityServer,
    Bam,
    Mysql,
    Svn,
    Activemq,
    Nginx,
}

/// Where the palette lists a kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    ApiManager,
    Around,
}

/// Facts on one kind.
pub struct KindSpec {
    pub kind: Kind,
    /// As in the manifest.
    pub id: &'static str,
    pub label: Message,
    /// One sentence for people who have never run it.
    pub about: Message,
    pub group: Group,
    /// Product name and archive; `None` for API Manager, whose archive depends on the version.
    pub archive: Option<&'static str>,
    /// Value of `-Dprofile`; `None` where the product has no profile.
    pub profile: Option<&'static str>,
    /// Cluster sub-domain. Source: stock 1.9.0; puppet 1.9.1.
    pub sub_domain: &'static str,
    pub ports: &'static [PortSpec],
    pub needs: &'static [Need],
    /// Databases it opens on the shared server, in the superset reading. Source: domain §1.3.
    pub databases: &'static [Role],
    /// Whether it is a Carbon server: has an offset, a console and stores of certificates.
    pub carbon: bool,
    /// Rough memory of one process in MiB, heap and the rest. Source: domain §13.
    pub memory_mib: u32,
    /// Place in the order of start, lowest first. Source: domain §14.1.
    pub start_rank: u8,
    pub source: &'static str,
}

impl KindSpec {
    /// Who could serve a need of this kind; `None` where it has no such need.
    pub fn provider_of(&self, link: LinkKind) -> Option<Provider> {
        let mut needs = self.needs.iter();
        needs
            .find(|need| need.link == link)
            .map(|need| need.provider)
    }
}

impl Kind {
    pub const ALL: [Kind; 12] = [
        Kind::GatewayManager,
        Kind::GatewayWorker,
        Kind::KeyManager,
        Kind::Publisher,
        Kind::Store,
        Kind::AllInOne,
        Kind::IdentityServer,
        Kind::Bam,
        Kind::Mysql,
        Kind::Svn,
        Kind::Activemq,
        Kind::Nginx,
    ];

    pub fn spec(self) -> &'static KindSpec {
        &KINDS[self as usize]
    }

    /// The facts on one that is key manager besides, where a person chose so; on others as ever.
    pub fn spec_as(self, key_manager: bool) -> &'static KindSpec {
        if key_manager && self.can_manage_keys() {
            &KEY_MANAGING_IDENTITY_SERVER
        } else {
            self.spec()
        }
    }

    /// Whether one of the kind can be made key manager beside what it is. Source: domain §10.5.
    pub fn can_manage_keys(self) -> bool {
        self == Kind::IdentityServer
    }

    pub fn id(self) -> &'static str {
        self.spec().id
    }

    /// In English, as the bundle has it.
    pub fn label(self) -> &'static str {
        self.said().english()
    }

    pub fn said(self) -> Message {
        self.spec().label
    }

    pub fn parse(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.id() == id)
    }

    /// Whether it runs the API Manager product, in whichever profile.
    pub fn is_api_manager(self) -> bool {
        match self {
            Kind::GatewayManager
            | Kind::GatewayWorker
            | Kind::KeyManager
            | Kind::Publisher
            | Kind::Store
            | Kind::AllInOne => true,
            Kind::IdentityServer
            | Kind::Bam
            | Kind::Mysql
            | Kind::Svn
            | Kind::Activemq
            | Kind::Nginx => false,
        }
    }

    /// Whether it is unpacked from an archive into a home of its own, where others come as packages.
    pub fn has_home(self) -> bool {
        let spec = self.spec();
        spec.carbon || spec.archive.is_some()
    }

    /// What starts it, below its home.
    pub fn starter(self) -> &'static str {
        match self {
            Kind::Activemq => paths::BROKER_STARTER,
            Kind::GatewayManager
            | Kind::GatewayWorker
            | Kind::KeyManager
            | Kind::Publisher
            | Kind::Store
            | Kind::AllInOne
            | Kind::IdentityServer
            | Kind::Bam
            | Kind::Mysql
            | Kind::Svn
            | Kind::Nginx => paths::STARTER,
        }
    }

    /// The port that people know the kind by.
    pub fn known_port(self) -> u16 {
        let name = match self {
            Kind::GatewayWorker => port::name::PASS_THROUGH_HTTPS,
            Kind::Bam => port::name::RECEIVER,
            Kind::Nginx => port::name::FRONT_HTTPS,
            Kind::GatewayManager
            | Kind::KeyManager
            | Kind::Publisher
            | Kind::Store
            | Kind::AllInOne
            | Kind::IdentityServer => port::name::HTTPS,
            Kind::Mysql => port::name::MYSQL,
            Kind::Svn => port::name::SVN,
            Kind::Activemq => port::name::OPENWIRE,
        };
        let ports = self.spec().ports;
        ports
            .iter()
            .find(|port| port.name == name)
            .map_or(0, |port| port.default)
    }

    /// Whether it serves API calls: a gateway in either role, or everything in one.
    pub fn is_gateway(self) -> bool {
        matches!(
            self,
            Kind::GatewayManager | Kind::GatewayWorker | Kind::AllInOne
        )
    }
}

const UM_REG: &[Role] = &[Role::Um, Role::Reg];
const AM_UM_REG: &[Role] = &[Role::Am, Role::Um, Role::Reg];

const GATEWAY_NEEDS: &[Need] = &[
    Need::required(
        LinkKind::KeyValidation,
        Provider::KeyManager,
        say::WHY_CHECKS_EVERY_TOKEN,
        "domain §1.3",
    ),
    Need::required(
        LinkKind::Token,
        Provider::KeyManager,
        say::WHY_PASSES_TOKEN_REVOKE_AND_AUTHORIZE_ON,
        "domain §5.4",
    ),
    Need::required(
        LinkKind::Data,
        Provider::Database,
        say::WHY_SHARED_USERS_AND_REGISTRY,
        "seed §6",
    ),
    Need::optional(
        LinkKind::Synchronization,
        Provider::Svn,
        say::WHY_API_DEFINITIONS_REACH_EVERY_GATEWAY,
        "seed §12",
    ),
    Need::optional(
        LinkKind::Statistics,
        Provider::Bam,
        say::WHY_SENDS_AN_EVENT_FOR_EACH_CALL,
        "seed §6",
    ),
    Need::on_request(
        LinkKind::Messaging,
        Provider::Activemq,
        say::WHY_LISTENS_TO_A_JMS_BROKER,
        "domain §9",
    ),
];

const WORKER_NEEDS: &[Need] = &[
    Need::required(
        LinkKind::KeyValidation,
        Provider::KeyManager,
        say::WHY_CHECKS_EVERY_TOKEN,
        "domain §1.3",
    ),
    Need::required(
        LinkKind::Token,
        Provider::KeyManager,
        say::WHY_PASSES_TOKEN_REVOKE_AND_AUTHORIZE_ON,
        "domain §5.4",
    ),
    Need::required(
        LinkKind::Data,
        Provider::Database,
        say::WHY_SHARED_USERS_AND_REGISTRY,
        "seed §6",
    ),
    Need::required(
        LinkKind::Synchronization,
        Provider::Svn,
        say::WHY_CHECKS_OUT_WHAT_THE_MANAGER_COMMITS,
        "domain §7",
    ),
    Need::optional(
        LinkKind::Statistics,
        Provider::Bam,
        say::WHY_SENDS_AN_EVENT_FOR_EACH_CALL,
        "seed §6",
    ),
    Need::on_request(
        LinkKind::Messaging,
        Provider::Activemq,
        say::WHY_LISTENS_TO_A_JMS_BROKER,
        "domain §9",
    ),
];

static KINDS: [KindSpec; 12] = [
    KindSpec {
        kind: Kind::GatewayManager,
        id: "gateway-manager",
        label: say::KIND_GATEWAY_MANAGER,
        about: say::ABOUT_GATEWAY_MANAGER,
        group: Group::ApiManager,
        archive: None,
        profile: Some("gateway-manager"),
        sub_domain: "mgt",
        ports: port::API_MANAGER,
        needs: GATEWAY_NEEDS,
        databases: UM_REG,
        carbon: true,
        memory_mib: 1536,
        start_rank: 60,
        source: "domain §1.2; doc profiles",
    },
    KindSpec {
        kind: Kind::GatewayWorker,
        id: "gateway-worker",
        label: say::KIND_GATEWAY_WORKER,
        about: say::ABOUT_GATEWAY_WORKER,
        group: Group::ApiManager,
        archive: None,
        profile: Some("gateway-worker"),
        sub_domain: "worker",
        ports: port::API_MANAGER,
        needs: WORKER_NEEDS,
        databases: UM_REG,
        carbon: true,
        memory_mib: 1536,
        start_rank: 70,
        source: "domain §1.2; doc profiles",
    },
    KindSpec {
        kind: Kind::KeyManager,
        id: "key-manager",
        label: say::KIND_KEY_MANAGER,
        about: say::ABOUT_KEY_MANAGER,
        group: Group::ApiManager,
        archive: None,
        profile: Some("api-key-manager"),
        sub_domain: "worker",
        ports: port::KEY_MANAGER,
        needs: &[
            Need::required(
                LinkKind::Data,
                Provider::Database,
                say::WHY_TOKENS_USERS_AND_REGISTRY,
                "seed §6",
            ),
            Need::required(
                LinkKind::CacheClear,
                Provider::GatewayManager,
                say::WHY_CLEARS_TOKEN_CACHES,
                "doc CLUSTER420",
            ),
            Need::optional(
                LinkKind::Calls,
                Provider::Gateway,
                say::WHY_REVOKES_TOKENS_THERE,
                "stock 1.9.0; puppet 1.9.1",
            ),
            Need::optional(
                LinkKind::Statistics,
                Provider::Bam,
                say::WHY_SENDS_WORKFLOW_EVENTS,
                "seed §6",
            ),
        ],
        databases: AM_UM_REG,
        carbon: true,
        memory_mib: 1536,
        start_rank: 50,
        source: "domain §1.2; doc profiles",
    },
    KindSpec {
        kind: Kind::Publisher,
        id: "publisher",
        label: say::KIND_PUBLISHER,
        about: say::ABOUT_PUBLISHER,
        group: Group::ApiManager,
        archive: None,
        profile: Some("api-publisher"),
        sub_domain: "worker",
        ports: port::API_MANAGER,
        needs: &[
            Need::required(
                LinkKind::Data,
                Provider::Database,
                say::WHY_APIS_USERS_AND_REGISTRY,
                "seed §6",
            ),
            Need::required(
                LinkKind::Authentication,
                Provider::KeyManager,
                say::WHY_CHECKS_THE_LOGIN,
                "seed §6",
            ),
            Need::required(
                LinkKind::Deployment,
                Provider::GatewayManager,
                say::WHY_DEPLOYS_APIS,
                "seed §6",
            ),
            Need::optional(
                LinkKind::SignOn,
                Provider::IdentityServer,
                say::WHY_SENDS_THE_BROWSER_THERE_TO_LOG_IN,
                "doc AM-SSO",
            ),
            Need::optional(
                LinkKind::Statistics,
                Provider::Bam,
                say::WHY_READS_STATISTICS_SENDS_WORKFLOW_EVENTS,
                "seed §6",
            ),
        ],
        databases: AM_UM_REG,
        carbon: true,
        memory_mib: 1536,
        start_rank: 80,
        source: "domain §1.2; doc profiles",
    },
    KindSpec {
        kind: Kind::Store,
        id: "store",
        label: say::KIND_STORE,
        about: say::ABOUT_STORE,
        group: Group::ApiManager,
        archive: None,
        profile: Some("api-store"),
        sub_domain: "worker",
        ports: port::API_MANAGER,
        needs: &[
            Need::required(
                LinkKind::Data,
                Provider::Database,
                say::WHY_APIS_USERS_AND_REGISTRY,
                "seed §6",
            ),
            Need::required(
                LinkKind::Authentication,
                Provider::KeyManager,
                say::WHY_LOGIN_AND_KEY_GENERATION,
                "seed §6",
            ),
            Need::required(
                LinkKind::Calls,
                Provider::Gateway,
                say::WHY_SHOWS_ITS_ADDRESS_AND_TRIES_TOKENS_THERE,
                "doc CLUSTER420",
            ),
            Need::optional(
                LinkKind::SignOn,
                Provider::IdentityServer,
                say::WHY_SENDS_THE_BROWSER_THERE_TO_LOG_IN,
                "doc AM-SSO",
            ),
            Need::optional(
                LinkKind::Statistics,
                Provider::Bam,
                say::WHY_READS_STATISTICS_SENDS_WORKFLOW_EVENTS,
                "seed §6",
            ),
        ],
        databases: AM_UM_REG,
        carbon: true,
        memory_mib: 1536,
        start_rank: 90,
        source: "domain §1.2; doc profiles",
    },
    KindSpec {
        kind: Kind::AllInOne,
        id: "all-in-one",
        label: say::KIND_ALL_IN_ONE,
        about: say::ABOUT_ALL_IN_ONE,
        group: Group::ApiManager,
        archive: None,
        profile: None,
        sub_domain: "mgt",
        ports: port::KEY_MANAGER,
        needs: &[
            // Alone it can stay on its embedded databases.
            Need::optional(
                LinkKind::Data,
                Provider::Database,
                say::WHY_APIS_TOKENS_USERS_AND_REGISTRY,
                "seed §6",
            ),
            // It manages the workers beside it, which check out what it commits.
            Need::optional(
                LinkKind::Synchronization,
                Provider::Svn,
                say::WHY_API_DEFINITIONS_REACH_EVERY_GATEWAY,
                "seed §12; domain §7.2",
            ),
            Need::optional(
                LinkKind::SignOn,
                Provider::IdentityServer,
                say::WHY_SENDS_THE_BROWSER_THERE_TO_LOG_IN,
                "doc AM-SSO",
            ),
            Need::optional(
                LinkKind::Statistics,
                Provider::Bam,
                say::WHY_SENDS_EVENTS_READS_STATISTICS,
                "seed §6",
            ),
        ],
        databases: AM_UM_REG,
        carbon: true,
        memory_mib: 1536,
        start_rank: 60,
        source: "domain §1.2",
    },
    KindSpec {
        kind: Kind::IdentityServer,
        id: "identity-server",
        label: say::KIND_IDENTITY_SERVER,
        about: say::ABOUT_IDENTITY_SERVER,
        group: Group::Around,
        archive: Some("wso2is-5.0.0.zip"),
        profile: None,
        sub_domain: "worker",
        ports: port::IDENTITY_SERVER,
        needs: &[Need::required(
            LinkKind::Data,
            Provider::Database,
            say::WHY_THE_SAME_USERS_AS_PUBLISHER_AND_STORE,
            "doc AM-SSO",
        )],
        databases: &[Role::Um],
        carbon: true,
        memory_mib: 1536,
        start_rank: 40,
        source: "domain §1.1, §2.4",
    },
    KindSpec {
        kind: Kind::Bam,
        id: "bam",
        label: say::KIND_BAM,
        about: say::ABOUT_BAM,
        group: Group::Around,
        archive: Some("wso2bam-2.5.0.zip"),
        profile: None,
        sub_domain: "worker",
        ports: port::BAM,
        needs: &[Need::required(
            LinkKind::Data,
            Provider::Database,
            say::WHY_WRITES_THE_SUMMARIES,
            "seed §6, §14",
        )],
        databases: &[Role::Stats],
        carbon: true,
        memory_mib: 3584,
        start_rank: 30,
        source: "domain §1.1, §2.5",
    },
    KindSpec {
        kind: Kind::Mysql,
        id: "mysql",
        label: say::KIND_MYSQL,
        about: say::ABOUT_MYSQL,
        group: Group::Around,
        archive: None,
        profile: None,
        sub_domain: "worker",
        ports: port::MYSQL,
        needs: &[],
        databases: &[],
        carbon: false,
        memory_mib: 1024,
        start_rank: 10,
        source: "seed §14",
    },
    KindSpec {
        kind: Kind::Svn,
        id: "svn",
        label: say::KIND_SVN,
        about: say::ABOUT_SVN,
        group: Group::Around,
        archive: None,
        profile: None,
        sub_domain: "worker",
        ports: port::SVN,
        needs: &[],
        databases: &[],
        carbon: false,
        memory_mib: 128,
        start_rank: 15,
        source: "seed §12",
    },
    KindSpec {
        kind: Kind::Activemq,
        id: "activemq",
        label: say::KIND_ACTIVEMQ,
        about: say::ABOUT_ACTIVEMQ,
        group: Group::Around,
        archive: Some("apache-activemq-5.6.0-bin.tar.gz"),
        profile: None,
        sub_domain: "worker",
        ports: port::ACTIVEMQ,
        needs: &[],
        databases: &[],
        carbon: false,
        // A heap of 1 GB, says its start script.
        memory_mib: 1280,
        start_rank: 20,
        source: "seed §3; domain §9; ActiveMQ 5.6.0",
    },
    KindSpec {
        kind: Kind::Nginx,
        id: "nginx",
        label: say::KIND_NGINX,
        about: say::ABOUT_NGINX,
        group: Group::Around,
        archive: None,
        profile: None,
        sub_domain: "worker",
        ports: port::NGINX,
        needs: &[Need::required(
            LinkKind::Traffic,
            Provider::Behind,
            say::WHY_PASSES_REQUESTS_ON,
            "seed intro; domain §11",
        )],
        databases: &[],
        carbon: false,
        memory_mib: 128,
        start_rank: 100,
        source: "domain §11",
    },
];

/// An Identity Server with the feature that makes it a key manager: the needs, databases and place in the start of one.
/// It reports no statistics: the templates leave that off. Source: domain §10.5; puppet is5.0.0.
static KEY_MANAGING_IDENTITY_SERVER: KindSpec = KindSpec {
    kind: Kind::IdentityServer,
    id: "identity-server",
    label: say::KIND_IDENTITY_SERVER_AS_KEY_MANAGER,
    about: say::ABOUT_IDENTITY_SERVER_AS_KEY_MANAGER,
    group: Group::Around,
    archive: Some("wso2is-5.0.0.zip"),
    profile: None,
    sub_domain: "worker",
    ports: port::KEY_MANAGING_IDENTITY_SERVER,
    needs: &[
        Need::required(
            LinkKind::Data,
            Provider::Database,
            say::WHY_TOKENS_USERS_AND_REGISTRY,
            "domain §10.5; puppet is5.0.0",
        ),
        Need::required(
            LinkKind::CacheClear,
            Provider::GatewayManager,
            say::WHY_CLEARS_TOKEN_CACHES,
            "doc CLUSTER420; puppet is5.0.0",
        ),
        Need::optional(
            LinkKind::Calls,
            Provider::Gateway,
            say::WHY_REVOKES_TOKENS_THERE,
            "stock 1.9.0; puppet is5.0.0",
        ),
    ],
    databases: AM_UM_REG,
    carbon: true,
    memory_mib: 1536,
    start_rank: 50,
    source: "domain §10.5; puppet is5.0.0",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_an_identity_server_becomes_another_by_managing_keys() {
        let key_manager = Kind::KeyManager.spec();
        for kind in Kind::ALL {
            assert!(std::ptr::eq(kind.spec_as(false), kind.spec()));
            let spec = kind.spec_as(true);
            assert_eq!((spec.kind, spec.id), (kind, kind.id()));
            assert_eq!(
                std::ptr::eq(spec, kind.spec()),
                kind != Kind::IdentityServer
            );
        }
        let spec = Kind::IdentityServer.spec_as(true);
        assert_eq!(spec.databases, key_manager.databases);
        assert_eq!(spec.start_rank, key_manager.start_rank);
        let required = |spec: &KindSpec| -> Vec<LinkKind> {
            let needs = spec.needs.iter();
            let needs = needs.filter(|need| need.bound == crate::catalog::Bound::Required);
            needs.map(|need| need.link).collect()
        };
        assert_eq!(required(spec), required(key_manager));
    }

    #[test]
    fn the_table_is_in_the_order_of_the_enum() {
        for kind in Kind::ALL {
            assert_eq!(kind.spec().kind, kind);
            assert_eq!(Kind::parse(kind.id()), Some(kind));
            assert_ne!(kind.known_port(), 0, "{kind:?}");
        }
        for role in Role::ALL {
            assert_eq!(role.spec().role, role);
        }
    }

    #[test]
    fn identifiers_are_what_the_saved_file_says() {
        for kind in Kind::ALL {
            assert_eq!(serde_json::to_value(kind).ok(), Some(kind.id().into()));
        }
        for role in Role::ALL {
            assert_eq!(serde_json::to_value(role).ok(), Some(role.id().into()));
        }
    }
}
