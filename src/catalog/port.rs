//! Every port of the products: default, whether the offset moves it, when it is open, who repeats it.

use super::paths::{
    API_MANAGER as API_MANAGER_XML, AXIS2, BROKER, BROKER_CONSOLE, CARBON, CATALINA, IDENTITY,
    MASTER_DATASOURCES, SITE_ADMIN_DASHBOARD, SITE_PUBLISHER, SITE_STORE, SITE_WORKFLOW_ADMIN,
    USER_MGT, WORKFLOW_CALLBACK,
};

use crate::say::{self, Message};

/// What the offset does to a port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moves {
    /// Effective port = default + offset.
    WithOffset,
    /// The written value is the port; a second listener on a host needs another value.
    Never,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Protocol {
    Tcp,
    Udp,
}

/// When a server opens the port.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Opened {
    Always,
    /// The instance is a member of a cluster.
    Clustered,
    /// The instance answers key validation over Thrift.
    Thrift,
    /// Not in any set-up that this program generates; the text says when it would be.
    Not(Message),
}

/// A second place that repeats the port and must change with it.
#[derive(Debug)]
pub struct Follower {
    pub file: &'static str,
    pub path: &'static str,
    /// On which instances, or what to mind.
    pub note: Message,
}

/// One port of a product.
#[derive(Debug)]
pub struct PortSpec {
    /// Key in the manifest and in the overrides of an instance.
    pub name: &'static str,
    pub label: Message,
    pub default: u16,
    pub protocol: Protocol,
    pub moves: Moves,
    pub opened: Opened,
    /// File below the product home and path in it.
    pub file: &'static str,
    pub path: &'static str,
    pub followers: &'static [Follower],
    pub source: &'static str,
}

/// Names that the plan asks for.
pub mod name {
    pub const HTTPS: &str = "https-servlet";
    pub const HTTP: &str = "http-servlet";
    pub const PASS_THROUGH_HTTP: &str = "pass-through-http";
    pub const PASS_THROUGH_HTTPS: &str = "pass-through-https";
    pub const THRIFT: &str = "key-validation-thrift";
    pub const CLUSTER: &str = "hazelcast";
    pub const RECEIVER: &str = "thrift-receiver";
    pub const RECEIVER_SSL: &str = "thrift-receiver-ssl";
    pub const MYSQL: &str = "mysql";
    pub const SVN: &str = "svnserve";
    pub const FRONT_HTTP: &str = "http";
    pub const FRONT_HTTPS: &str = "https";
    pub const OPENWIRE: &str = "openwire";
    pub const BROKER_CONSOLE: &str = "web-console";
}

const fn follower(file: &'static str, path: &'static str, note: Message) -> Follower {
    Follower { file, path, note }
}

const fn tcp(
    name: &'static str,
    label: Message,
    default: u16,
    file: &'static str,
    path: &'static str,
) -> PortSpec {
    PortSpec {
        name,
        label,
        default,
        protocol: Protocol::Tcp,
        moves: Moves::WithOffset,
        opened: Opened::Always,
        file,
        path,
        followers: &[],
        source: "stock 1.9.0",
    }
}

impl PortSpec {
    const fn fixed(mut self) -> Self {
        self.moves = Moves::Never;
        self
    }

    const fn udp(mut self) -> Self {
        self.protocol = Protocol::Udp;
        self
    }

    const fn opened(mut self, opened: Opened) -> Self {
        self.opened = opened;
        self
    }

    const fn followed(mut self, followers: &'static [Follower]) -> Self {
        self.followers = followers;
        self
    }

    const fn source(mut self, source: &'static str) -> Self {
        self.source = source;
        self
    }
}

const GATEWAY_ENDPOINT: &str = "/APIManager/APIGateway/Environments/Environment/GatewayEndpoint";
const CLUSTERING: &str = "/axisconfig/clustering";
const HTTPS_CONNECTOR: &str = "/Server/Service/Connector[@SSLEnabled='true']/@port";
const HTTP_CONNECTOR: &str = "/Server/Service/Connector[1]/@port";

const HTTPS: PortSpec = tcp(
    name::HTTPS,
    say::PORT_SERVLET_HTTPS,
    9443,
    CATALINA,
    HTTPS_CONNECTOR,
)
.source("kernel 4.3.0")
.followed(&[
    follower(
        API_MANAGER_XML,
        "/APIManager/AuthManager/ServerURL",
        say::FOLLOWER_PUBLISHER_AND_STORE_THE_KEY_MANAGERS,
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIKeyValidator/ServerURL",
        say::FOLLOWER_ALL_BUT_THE_KEY_MANAGER_THE_KEY,
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIGateway/Environments/Environment/ServerURL",
        say::FOLLOWER_PUBLISHER_STORE_AND_KEY_MANAGER_THE_GATEWAY,
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIStore/URL",
        say::FOLLOWER_PUBLISHER_AND_STORE_THE_STORES,
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIPublisher/URL",
        say::FOLLOWER_PUBLISHER_AND_STORE_THE_PUBLISHERS,
    ),
    follower(
        CATALINA,
        "/Server/Service/Connector[1]/@redirectPort",
        say::FOLLOWER_DOES_NOT_FOLLOW_THE_OFFSET_BY_ITSELF,
    ),
    follower(
        WORKFLOW_CALLBACK,
        "/proxy/target/inSequence/send/endpoint/address/@uri",
        say::FOLLOWER_GATEWAY_MANAGER_THE_STORES,
    ),
    follower(
        IDENTITY,
        "/Server/OpenIDServerUrl",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        IDENTITY,
        "/Server/OpenIDUserPattern",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        IDENTITY,
        "/Server/OAuth/RequestTokenUrl",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        IDENTITY,
        "/Server/OAuth/AccessTokenUrl",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        IDENTITY,
        "/Server/OAuth/AuthorizeUrl",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        IDENTITY,
        "/Server/OAuth/OpenIDConnect/IDTokenIssuerID",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        IDENTITY,
        "/Server/SSOService/IdentityProviderURL",
        say::FOLLOWER_KEY_MANAGER,
    ),
    follower(
        "nginx",
        "upstream",
        say::FOLLOWER_CONSOLES_AND_WEB_APPLICATIONS,
    ),
]);

const HTTP: PortSpec = tcp(
    name::HTTP,
    say::PORT_SERVLET_HTTP,
    9763,
    CATALINA,
    HTTP_CONNECTOR,
)
.source("kernel 4.3.0");

const PASS_THROUGH_HTTP: PortSpec = tcp(
    name::PASS_THROUGH_HTTP,
    say::PORT_PASS_THROUGH_HTTP,
    8280,
    AXIS2,
    "/axisconfig/transportReceiver[@name='http']/parameter[@name='port']",
)
.followed(&[
    follower(
        API_MANAGER_XML,
        GATEWAY_ENDPOINT,
        say::FOLLOWER_FIRST_URL_UNLESS_A_FRONT_STANDS_BEFORE,
    ),
    follower(
        WORKFLOW_CALLBACK,
        "//address/@location",
        say::FOLLOWER_GATEWAY_MANAGER,
    ),
    follower("nginx", "upstream", say::FOLLOWER_GATEWAY_WORKERS),
]);

const PASS_THROUGH_HTTPS: PortSpec = tcp(
    name::PASS_THROUGH_HTTPS,
    say::PORT_PASS_THROUGH_HTTPS,
    8243,
    AXIS2,
    "/axisconfig/transportReceiver[@name='https']/parameter[@name='port']",
)
.followed(&[
    follower(
        API_MANAGER_XML,
        GATEWAY_ENDPOINT,
        say::FOLLOWER_SECOND_URL_UNLESS_A_FRONT_STANDS_BEFORE,
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIKeyValidator/RevokeAPIURL",
        say::FOLLOWER_KEY_MANAGER_PUBLISHER_AND_STORE,
    ),
    follower(
        WORKFLOW_CALLBACK,
        "//address/@location",
        say::FOLLOWER_GATEWAY_MANAGER,
    ),
    follower("nginx", "upstream", say::FOLLOWER_GATEWAY_WORKERS),
]);

const THRIFT: PortSpec = tcp(
    name::THRIFT,
    say::PORT_KEY_VALIDATION_THRIFT,
    10397,
    API_MANAGER_XML,
    "/APIManager/APIKeyValidator/ThriftServerPort",
)
.fixed()
.opened(Opened::Thrift)
.source("stock 1.9.0; doc AM150-ports; doc AM210-ports")
.followed(&[follower(
    API_MANAGER_XML,
    "/APIManager/APIKeyValidator/ThriftClientPort",
    say::FOLLOWER_GATEWAYS,
)]);

const CLUSTER: PortSpec = tcp(
    name::CLUSTER,
    say::PORT_CLUSTER,
    4000,
    AXIS2,
    "/axisconfig/clustering/parameter[@name='localMemberPort']",
)
.fixed()
.opened(Opened::Clustered)
.source("stock 1.9.0; doc CLUSTER420-GW")
.followed(&[follower(
    AXIS2,
    "/axisconfig/clustering/members/member/port",
    say::FOLLOWER_EVERY_MEMBER_OF_THE_DOMAIN,
)]);

const MULTICAST: PortSpec = tcp(
    "multicast-discovery",
    say::PORT_MULTICAST,
    45564,
    AXIS2,
    CLUSTERING,
)
.fixed()
.udp()
.opened(Opened::Not(
    say::CLOSED_ONLY_WITH_MEMBERSHIPSCHEME_MULTICAST,
));

const GROUP_MANAGEMENT: PortSpec = tcp(
    "group-management",
    say::PORT_GROUP_MANAGEMENT,
    2222,
    AXIS2,
    CLUSTERING,
)
.fixed()
.opened(Opened::Not(
    say::CLOSED_ONLY_WITH_THE_OLD_LOAD_BALANCERS_GROUP,
));

const JMX_REGISTRY: PortSpec = tcp(
    "jmx-rmi-registry",
    say::PORT_JMX_REGISTRY,
    9999,
    CARBON,
    "/Server/Ports/JMX/RMIRegistryPort",
)
.followed(&[follower(
    "repository/conf/etc/jmx.xml",
    "/JMX/RMIRegistryPort",
    say::FOLLOWER_A_PLACEHOLDER_FOLLOWS_BY_ITSELF,
)]);

const JMX_SERVER: PortSpec = tcp(
    "jmx-rmi-server",
    say::PORT_JMX_SERVER,
    11111,
    CARBON,
    "/Server/Ports/JMX/RMIServerPort",
)
.followed(&[follower(
    "repository/conf/etc/jmx.xml",
    "/JMX/RMIServerPort",
    say::FOLLOWER_A_PLACEHOLDER_FOLLOWS_BY_ITSELF,
)]);

const LDAP: PortSpec = tcp(
    "embedded-ldap",
    say::PORT_EMBEDDED_LDAP,
    10389,
    CARBON,
    "/Server/Ports/EmbeddedLDAP/LDAPServerPort",
)
.followed(&[follower(
    USER_MGT,
    "//Property[@name='ConnectionURL']",
    say::FOLLOWER_A_PLACEHOLDER_WHERE_THE_LDAP_STORE_IS,
)]);

const KDC: PortSpec = tcp(
    "kdc",
    say::PORT_KERBEROS,
    8000,
    CARBON,
    "/Server/Ports/EmbeddedLDAP/KDCServerPort",
)
.opened(Opened::Not(
    say::CLOSED_ONLY_WITH_THE_KEY_DISTRIBUTION_CENTRE_ENABLED,
));

const QPID: PortSpec = tcp(
    "embedded-qpid",
    say::PORT_EMBEDDED_BROKER,
    5672,
    CARBON,
    "/Server/Ports/EmbeddedQpid/BrokerPort",
)
.opened(Opened::Not(say::CLOSED_THE_BROKER_FEATURE_IS_IN_NO_PROFILE))
.followed(&[follower(
    "repository/conf/jndi.properties",
    "connectionfactory.QueueConnectionFactory",
    say::FOLLOWER_A_LITERAL_THAT_DOES_NOT_FOLLOW_THE,
)]);

const QPID_SSL: PortSpec = tcp(
    "embedded-qpid-ssl",
    say::PORT_EMBEDDED_BROKER_TLS,
    8672,
    CARBON,
    "/Server/Ports/EmbeddedQpid/BrokerSSLPort",
)
.opened(Opened::Not(say::CLOSED_THE_BROKER_FEATURE_IS_IN_NO_PROFILE));

const ENTITLEMENT: PortSpec = tcp(
    "thrift-entitlement",
    say::PORT_ENTITLEMENT_THRIFT,
    10500,
    CARBON,
    "/Server/Ports/ThriftEntitlementReceivePort",
)
.source("stock 1.9.0; offset: know")
.followed(&[follower(
    IDENTITY,
    "/Server/EntitlementSettings/ThirftBasedEntitlementConfig/ReceivePort",
    say::FOLLOWER_A_PLACEHOLDER_FOLLOWS_BY_ITSELF,
)]);

const TOMCAT_SHUTDOWN: PortSpec = tcp(
    "tomcat-shutdown",
    say::PORT_TOMCAT_SHUTDOWN,
    8005,
    CATALINA,
    "/Server/@port",
)
.fixed()
.opened(Opened::Not(
    say::CLOSED_DECLARED_BUT_THE_EMBEDDED_TOMCAT_DOES_NOT,
))
.source("kernel 4.3.0; know");

const RMI_DATASOURCES: PortSpec = tcp(
    "rmi-datasources",
    say::PORT_RMI_DATASOURCES,
    2199,
    CARBON,
    "/Server/Ports/RMIProviderPort",
)
.opened(Opened::Not(say::CLOSED_COMMENTED_OUT_IN_THE_SHIPPED_FILE));

const H2_CONSOLE: PortSpec = tcp(
    "h2-web",
    say::PORT_H2_CONSOLE,
    8082,
    CARBON,
    "/Server/H2DatabaseConfiguration",
)
.fixed()
.opened(Opened::Not(say::CLOSED_COMMENTED_OUT_IN_THE_SHIPPED_FILE));
const H2_TCP: PortSpec = tcp(
    "h2-tcp",
    say::PORT_H2_OVER_TCP,
    9092,
    CARBON,
    "/Server/H2DatabaseConfiguration",
)
.fixed()
.opened(Opened::Not(say::CLOSED_COMMENTED_OUT_IN_THE_SHIPPED_FILE));
const H2_PG: PortSpec = tcp(
    "h2-pg",
    say::PORT_H2_AS_POSTGRESQL,
    5435,
    CARBON,
    "/Server/H2DatabaseConfiguration",
)
.fixed()
.opened(Opened::Not(say::CLOSED_COMMENTED_OUT_IN_THE_SHIPPED_FILE));

/// Ports of an API Manager in any profile but the key manager's. The entitlement port is counted as open: some
/// feature sets open it, and a free port costs nothing.
pub static API_MANAGER: &[PortSpec] = &[
    HTTPS,
    HTTP,
    PASS_THROUGH_HTTP,
    PASS_THROUGH_HTTPS,
    CLUSTER,
    JMX_REGISTRY,
    JMX_SERVER,
    ENTITLEMENT,
    LDAP.opened(Opened::Not(say::CLOSED_NOT_WITH_THE_JDBC_USER_STORE)),
    KDC,
    QPID,
    QPID_SSL,
    MULTICAST,
    GROUP_MANAGEMENT,
    TOMCAT_SHUTDOWN,
    RMI_DATASOURCES,
    H2_CONSOLE,
    H2_TCP,
    H2_PG,
];

/// Ports of an API Manager that answers key validation.
pub static KEY_MANAGER: &[PortSpec] = &[
    HTTPS,
    HTTP,
    PASS_THROUGH_HTTP,
    PASS_THROUGH_HTTPS,
    THRIFT,
    CLUSTER,
    JMX_REGISTRY,
    JMX_SERVER,
    ENTITLEMENT,
    LDAP.opened(Opened::Not(say::CLOSED_NOT_WITH_THE_JDBC_USER_STORE)),
    KDC,
    QPID,
    QPID_SSL,
    MULTICAST,
    GROUP_MANAGEMENT,
    TOMCAT_SHUTDOWN,
    RMI_DATASOURCES,
    H2_CONSOLE,
    H2_TCP,
    H2_PG,
];

const SIGN_ON_URL: &str = "/ssoConfiguration/identityProviderURL";
const IN_PUBLISHER: Follower = follower(SITE_PUBLISHER, SIGN_ON_URL, say::FOLLOWER_PUBLISHER);
const IN_STORE: Follower = follower(SITE_STORE, SIGN_ON_URL, say::FOLLOWER_STORE);
const IN_DASHBOARD: Follower = follower(
    SITE_ADMIN_DASHBOARD,
    SIGN_ON_URL,
    say::FOLLOWER_STORE_WHERE_IT_USES_SIGN_ON,
);
const IN_WORKFLOWS: Follower = follower(
    SITE_WORKFLOW_ADMIN,
    SIGN_ON_URL,
    say::FOLLOWER_STORE_WHERE_IT_USES_SIGN_ON,
);
const IN_IDENTITY: Follower = follower(
    IDENTITY,
    "/Server/SSOService/IdentityProviderURL",
    say::FOLLOWER_IDENTITY_SERVER,
);

pub static IDENTITY_SERVER: &[PortSpec] = &[
    HTTPS.source("puppet is5.0.0").followed(&[
        IN_PUBLISHER,
        IN_STORE,
        IN_DASHBOARD,
        IN_WORKFLOWS,
        IN_IDENTITY,
    ]),
    HTTP.source("puppet is5.0.0"),
    CLUSTER.source("puppet is5.0.0"),
    JMX_REGISTRY,
    JMX_SERVER,
    LDAP.source("puppet is5.0.0"),
    KDC,
    ENTITLEMENT.source("puppet is5.0.0; offset: know"),
];

/// Ports of an Identity Server that is the key manager: those that move are the same. Source: domain §2.4, §10.5.
pub static KEY_MANAGING_IDENTITY_SERVER: &[PortSpec] = &[
    HTTPS.source("puppet is5.0.0").followed(&[
        IN_PUBLISHER,
        IN_STORE,
        IN_DASHBOARD,
        IN_WORKFLOWS,
        IN_IDENTITY,
        follower(
            API_MANAGER_XML,
            "/APIManager/AuthManager/ServerURL",
            say::FOLLOWER_PUBLISHER_AND_STORE,
        ),
        follower(
            API_MANAGER_XML,
            "/APIManager/APIKeyValidator/ServerURL",
            say::FOLLOWER_GATEWAYS_PUBLISHER_AND_STORE,
        ),
        follower(
            IDENTITY,
            "/Server/OAuth/RequestTokenUrl",
            say::FOLLOWER_IDENTITY_SERVER,
        ),
        follower(
            IDENTITY,
            "/Server/OAuth/AccessTokenUrl",
            say::FOLLOWER_IDENTITY_SERVER,
        ),
        follower(
            IDENTITY,
            "/Server/OAuth/AuthorizeUrl",
            say::FOLLOWER_IDENTITY_SERVER,
        ),
        follower(
            IDENTITY,
            "/Server/OAuth/OpenIDConnect/IDTokenIssuerID",
            say::FOLLOWER_IDENTITY_SERVER,
        ),
    ]),
    HTTP.source("puppet is5.0.0"),
    THRIFT.source("puppet is5.0.0; stock 1.9.0"),
    CLUSTER.source("puppet is5.0.0"),
    JMX_REGISTRY,
    JMX_SERVER,
    LDAP.source("puppet is5.0.0"),
    KDC,
    ENTITLEMENT.source("puppet is5.0.0; offset: know"),
];

const DATA_BRIDGE: &str = "repository/conf/data-bridge/data-bridge-config.xml";
const CASSANDRA: &str = "repository/conf/etc/cassandra.yaml";

pub static BAM: &[PortSpec] = &[
    HTTPS
        .source("puppet bam2.5.0; stock 1.9.0 UI tests")
        .followed(&[follower(
            "admin dashboard form",
            "eventAnalyserURL",
            say::FOLLOWER_TYPED_ONCE_IN_THE_BROWSER,
        )]),
    HTTP.source("puppet bam2.5.0"),
    JMX_REGISTRY,
    JMX_SERVER,
    ENTITLEMENT.source("puppet bam2.5.0"),
    tcp(
        name::RECEIVER,
        say::PORT_EVENT_RECEIVER,
        7611,
        DATA_BRIDGE,
        "//thriftDataReceiver/port",
    )
    .source("doc AM180-stats; path: know")
    .followed(&[
        follower(
            API_MANAGER_XML,
            "/APIManager/APIUsageTracking/BAMServerURL",
            say::FOLLOWER_1_9_1,
        ),
        follower(
            "admin dashboard form",
            "eventReceiverURL",
            say::FOLLOWER_TYPED_ONCE_IN_THE_BROWSER,
        ),
        follower(
            "repository/conf/log4j.properties",
            "log4j.appender.LOGEVENT.url",
            say::FOLLOWER_INACTIVE_APPENDER,
        ),
    ]),
    tcp(
        name::RECEIVER_SSL,
        say::PORT_EVENT_RECEIVER_LOGIN,
        7711,
        DATA_BRIDGE,
        "//thriftDataReceiver/securePort",
    )
    .source("doc BAM profile page; path: know"),
    tcp(
        "cassandra-rpc",
        say::PORT_CASSANDRA,
        9160,
        CASSANDRA,
        "rpc_port",
    )
    .source("puppet bam2.5.0; doc BAM250")
    .followed(&[
        follower(
            "repository/conf/datasources/bam-datasources.xml",
            "//configuration/port",
            say::FOLLOWER_FOUR_DEFINITIONS,
        ),
        follower(
            "repository/conf/etc/hector-config.xml",
            "nodes",
            say::FOLLOWER_BAM,
        ),
        follower(
            "Hive scripts",
            "cassandra.port",
            say::FOLLOWER_SAMPLE_TOOLBOXES_ONLY,
        ),
    ]),
    tcp(
        "cassandra-storage",
        say::PORT_CASSANDRA_BETWEEN_NODES,
        7000,
        CASSANDRA,
        "storage_port",
    )
    .source("know"),
    tcp(
        "hive",
        say::PORT_HIVE_THRIFT,
        10000,
        "Hive configuration",
        "port",
    )
    .source("know"),
    tcp(
        "hive-service",
        say::PORT_HIVE_SERVICE,
        21000,
        "Hive configuration",
        "port",
    )
    .source("know"),
];

pub static MYSQL: &[PortSpec] = &[tcp(
    name::MYSQL,
    say::PORT_MYSQL,
    3306,
    "my.cnf",
    "[mysqld] port",
)
.fixed()
.source("seed §14")
.followed(&[follower(
    MASTER_DATASOURCES,
    "//url",
    say::FOLLOWER_EVERY_INSTANCE_WITH_A_SHARED_DATASOURCE,
)])];

pub static SVN: &[PortSpec] = &[tcp(
    name::SVN,
    say::PORT_SVNSERVE,
    3690,
    "svnserve",
    "--listen-port",
)
.fixed()
.source("know")
.followed(&[follower(
    CARBON,
    "/Server/DeploymentSynchronizer/SvnUrl",
    say::FOLLOWER_GATEWAYS,
)])];

pub static NGINX: &[PortSpec] = &[
    tcp(name::FRONT_HTTP, say::PORT_HTTP, 80, "nginx", "listen")
        .fixed()
        .source("doc CLUSTER420-GW")
        .followed(&[
            follower(
                CATALINA,
                "/Server/Service/Connector[1]/@proxyPort",
                say::FOLLOWER_INSTANCES_BEHIND_NGINX,
            ),
            follower(API_MANAGER_XML, GATEWAY_ENDPOINT, say::FOLLOWER_FIRST_URL),
        ]),
    tcp(name::FRONT_HTTPS, say::PORT_HTTPS, 443, "nginx", "listen")
        .fixed()
        .source("doc CLUSTER420-GW")
        .followed(&[
            follower(
                CATALINA,
                "/Server/Service/Connector[@SSLEnabled='true']/@proxyPort",
                say::FOLLOWER_INSTANCES_BEHIND_NGINX,
            ),
            follower(API_MANAGER_XML, GATEWAY_ENDPOINT, say::FOLLOWER_SECOND_URL),
        ]),
];

pub static ACTIVEMQ: &[PortSpec] = &[
    tcp(
        name::OPENWIRE,
        say::PORT_OPENWIRE,
        61616,
        BROKER,
        "//transportConnector[@name='openwire']/@uri",
    )
    .fixed()
    .source("seed §3; stock 1.9.0; ActiveMQ 5.6.0")
    .followed(&[follower(
        AXIS2,
        "//parameter[@name='java.naming.provider.url']",
        say::FOLLOWER_GATEWAYS_LINKED_TO_IT,
    )]),
    tcp(
        name::BROKER_CONSOLE,
        say::PORT_WEB_CONSOLE,
        8161,
        BROKER_CONSOLE,
        "//bean[@id='Connector']/property[@name='port']/@value",
    )
    .fixed()
    .source("ActiveMQ 5.6.0"),
];
