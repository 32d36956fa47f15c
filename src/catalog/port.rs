//! Every port of the products: default, whether the offset moves it, when it is open, who repeats it.

use super::paths::{
    API_MANAGER as API_MANAGER_XML, AXIS2, BROKER, BROKER_CONSOLE, CARBON, CATALINA, IDENTITY,
    MASTER_DATASOURCES, SITE_ADMIN_DASHBOARD, SITE_PUBLISHER, SITE_STORE, SITE_WORKFLOW_ADMIN,
    USER_MGT, WORKFLOW_CALLBACK,
};

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
    Not(&'static str),
}

/// A second place that repeats the port and must change with it.
#[derive(Debug)]
pub struct Follower {
    pub file: &'static str,
    pub path: &'static str,
    /// On which instances, or what to mind.
    pub note: &'static str,
}

/// One port of a product.
#[derive(Debug)]
pub struct PortSpec {
    /// Key in the manifest and in the overrides of an instance.
    pub name: &'static str,
    pub label: &'static str,
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

const fn follower(file: &'static str, path: &'static str, note: &'static str) -> Follower {
    Follower { file, path, note }
}

const fn tcp(
    name: &'static str,
    label: &'static str,
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
    "servlet https",
    9443,
    CATALINA,
    HTTPS_CONNECTOR,
)
.source("kernel 4.3.0")
.followed(&[
    follower(
        API_MANAGER_XML,
        "/APIManager/AuthManager/ServerURL",
        "publisher and store; the key manager's",
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIKeyValidator/ServerURL",
        "all but the key manager; the key manager's",
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIGateway/Environments/Environment/ServerURL",
        "publisher, store and key manager; the gateway manager's",
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIStore/URL",
        "publisher and store; the store's",
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIPublisher/URL",
        "publisher and store; the publisher's",
    ),
    follower(
        CATALINA,
        "/Server/Service/Connector[1]/@redirectPort",
        "does not follow the offset by itself",
    ),
    follower(
        WORKFLOW_CALLBACK,
        "/proxy/target/inSequence/send/endpoint/address/@uri",
        "gateway manager; the store's",
    ),
    follower(IDENTITY, "/Server/OpenIDServerUrl", "key manager"),
    follower(IDENTITY, "/Server/OpenIDUserPattern", "key manager"),
    follower(IDENTITY, "/Server/OAuth/RequestTokenUrl", "key manager"),
    follower(IDENTITY, "/Server/OAuth/AccessTokenUrl", "key manager"),
    follower(IDENTITY, "/Server/OAuth/AuthorizeUrl", "key manager"),
    follower(
        IDENTITY,
        "/Server/OAuth/OpenIDConnect/IDTokenIssuerID",
        "key manager",
    ),
    follower(
        IDENTITY,
        "/Server/SSOService/IdentityProviderURL",
        "key manager",
    ),
    follower("nginx", "upstream", "consoles and web applications"),
]);

const HTTP: PortSpec =
    tcp(name::HTTP, "servlet http", 9763, CATALINA, HTTP_CONNECTOR).source("kernel 4.3.0");

const PASS_THROUGH_HTTP: PortSpec = tcp(
    name::PASS_THROUGH_HTTP,
    "pass-through http",
    8280,
    AXIS2,
    "/axisconfig/transportReceiver[@name='http']/parameter[@name='port']",
)
.followed(&[
    follower(
        API_MANAGER_XML,
        GATEWAY_ENDPOINT,
        "first URL, unless a front stands before the gateways",
    ),
    follower(WORKFLOW_CALLBACK, "//address/@location", "gateway manager"),
    follower("nginx", "upstream", "gateway workers"),
]);

const PASS_THROUGH_HTTPS: PortSpec = tcp(
    name::PASS_THROUGH_HTTPS,
    "pass-through https",
    8243,
    AXIS2,
    "/axisconfig/transportReceiver[@name='https']/parameter[@name='port']",
)
.followed(&[
    follower(
        API_MANAGER_XML,
        GATEWAY_ENDPOINT,
        "second URL, unless a front stands before the gateways",
    ),
    follower(
        API_MANAGER_XML,
        "/APIManager/APIKeyValidator/RevokeAPIURL",
        "key manager, publisher and store",
    ),
    follower(WORKFLOW_CALLBACK, "//address/@location", "gateway manager"),
    follower("nginx", "upstream", "gateway workers"),
]);

const THRIFT: PortSpec = tcp(
    name::THRIFT,
    "key validation, Thrift",
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
    "gateways",
)]);

const CLUSTER: PortSpec = tcp(
    name::CLUSTER,
    "cluster",
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
    "every member of the domain",
)]);

const MULTICAST: PortSpec = tcp("multicast-discovery", "multicast", 45564, AXIS2, CLUSTERING)
    .fixed()
    .udp()
    .opened(Opened::Not("only with membershipScheme multicast"));

const GROUP_MANAGEMENT: PortSpec = tcp(
    "group-management",
    "group management",
    2222,
    AXIS2,
    CLUSTERING,
)
.fixed()
.opened(Opened::Not(
    "only with the old load balancer's group management",
));

const JMX_REGISTRY: PortSpec = tcp(
    "jmx-rmi-registry",
    "JMX registry",
    9999,
    CARBON,
    "/Server/Ports/JMX/RMIRegistryPort",
)
.followed(&[follower(
    "repository/conf/etc/jmx.xml",
    "/JMX/RMIRegistryPort",
    "a placeholder: follows by itself",
)]);

const JMX_SERVER: PortSpec = tcp(
    "jmx-rmi-server",
    "JMX server",
    11111,
    CARBON,
    "/Server/Ports/JMX/RMIServerPort",
)
.followed(&[follower(
    "repository/conf/etc/jmx.xml",
    "/JMX/RMIServerPort",
    "a placeholder: follows by itself",
)]);

const LDAP: PortSpec = tcp(
    "embedded-ldap",
    "embedded LDAP",
    10389,
    CARBON,
    "/Server/Ports/EmbeddedLDAP/LDAPServerPort",
)
.followed(&[follower(
    USER_MGT,
    "//Property[@name='ConnectionURL']",
    "a placeholder where the LDAP store is used",
)]);

const KDC: PortSpec = tcp(
    "kdc",
    "Kerberos",
    8000,
    CARBON,
    "/Server/Ports/EmbeddedLDAP/KDCServerPort",
)
.opened(Opened::Not("only with the key distribution centre enabled"));

const QPID: PortSpec = tcp(
    "embedded-qpid",
    "embedded broker",
    5672,
    CARBON,
    "/Server/Ports/EmbeddedQpid/BrokerPort",
)
.opened(Opened::Not("the broker feature is in no profile of 1.9"))
.followed(&[follower(
    "repository/conf/jndi.properties",
    "connectionfactory.QueueConnectionFactory",
    "a literal that does not follow the offset",
)]);

const QPID_SSL: PortSpec = tcp(
    "embedded-qpid-ssl",
    "embedded broker, TLS",
    8672,
    CARBON,
    "/Server/Ports/EmbeddedQpid/BrokerSSLPort",
)
.opened(Opened::Not("the broker feature is in no profile of 1.9"));

const ENTITLEMENT: PortSpec = tcp(
    "thrift-entitlement",
    "entitlement, Thrift",
    10500,
    CARBON,
    "/Server/Ports/ThriftEntitlementReceivePort",
)
.source("stock 1.9.0; offset: know")
.followed(&[follower(
    IDENTITY,
    "/Server/EntitlementSettings/ThirftBasedEntitlementConfig/ReceivePort",
    "a placeholder: follows by itself",
)]);

const TOMCAT_SHUTDOWN: PortSpec = tcp(
    "tomcat-shutdown",
    "Tomcat shutdown",
    8005,
    CATALINA,
    "/Server/@port",
)
.fixed()
.opened(Opened::Not(
    "declared, but the embedded Tomcat does not open it",
))
.source("kernel 4.3.0; know");

const RMI_DATASOURCES: PortSpec = tcp(
    "rmi-datasources",
    "RMI datasources",
    2199,
    CARBON,
    "/Server/Ports/RMIProviderPort",
)
.opened(Opened::Not("commented out in the shipped file"));

const H2_CONSOLE: PortSpec = tcp(
    "h2-web",
    "H2 console",
    8082,
    CARBON,
    "/Server/H2DatabaseConfiguration",
)
.fixed()
.opened(Opened::Not("commented out in the shipped file"));
const H2_TCP: PortSpec = tcp(
    "h2-tcp",
    "H2 over TCP",
    9092,
    CARBON,
    "/Server/H2DatabaseConfiguration",
)
.fixed()
.opened(Opened::Not("commented out in the shipped file"));
const H2_PG: PortSpec = tcp(
    "h2-pg",
    "H2 as PostgreSQL",
    5435,
    CARBON,
    "/Server/H2DatabaseConfiguration",
)
.fixed()
.opened(Opened::Not("commented out in the shipped file"));

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
    LDAP.opened(Opened::Not("not with the JDBC user store")),
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
    LDAP.opened(Opened::Not("not with the JDBC user store")),
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
const IN_PUBLISHER: Follower = follower(SITE_PUBLISHER, SIGN_ON_URL, "publisher");
const IN_STORE: Follower = follower(SITE_STORE, SIGN_ON_URL, "store");
const IN_DASHBOARD: Follower = follower(
    SITE_ADMIN_DASHBOARD,
    SIGN_ON_URL,
    "store, where it uses sign-on",
);
const IN_WORKFLOWS: Follower = follower(
    SITE_WORKFLOW_ADMIN,
    SIGN_ON_URL,
    "store, where it uses sign-on",
);
const IN_IDENTITY: Follower = follower(
    IDENTITY,
    "/Server/SSOService/IdentityProviderURL",
    "identity server",
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
            "publisher and store",
        ),
        follower(
            API_MANAGER_XML,
            "/APIManager/APIKeyValidator/ServerURL",
            "gateways, publisher and store",
        ),
        follower(IDENTITY, "/Server/OAuth/RequestTokenUrl", "identity server"),
        follower(IDENTITY, "/Server/OAuth/AccessTokenUrl", "identity server"),
        follower(IDENTITY, "/Server/OAuth/AuthorizeUrl", "identity server"),
        follower(
            IDENTITY,
            "/Server/OAuth/OpenIDConnect/IDTokenIssuerID",
            "identity server",
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
            "typed once, in the browser",
        )]),
    HTTP.source("puppet bam2.5.0"),
    JMX_REGISTRY,
    JMX_SERVER,
    ENTITLEMENT.source("puppet bam2.5.0"),
    tcp(
        name::RECEIVER,
        "event receiver",
        7611,
        DATA_BRIDGE,
        "//thriftDataReceiver/port",
    )
    .source("doc AM180-stats; path: know")
    .followed(&[
        follower(
            API_MANAGER_XML,
            "/APIManager/APIUsageTracking/BAMServerURL",
            "1.9.1",
        ),
        follower(
            "admin dashboard form",
            "eventReceiverURL",
            "typed once, in the browser",
        ),
        follower(
            "repository/conf/log4j.properties",
            "log4j.appender.LOGEVENT.url",
            "inactive appender",
        ),
    ]),
    tcp(
        name::RECEIVER_SSL,
        "event receiver, login",
        7711,
        DATA_BRIDGE,
        "//thriftDataReceiver/securePort",
    )
    .source("doc BAM profile page; path: know"),
    tcp("cassandra-rpc", "Cassandra", 9160, CASSANDRA, "rpc_port")
        .source("puppet bam2.5.0; doc BAM250")
        .followed(&[
            follower(
                "repository/conf/datasources/bam-datasources.xml",
                "//configuration/port",
                "four definitions",
            ),
            follower("repository/conf/etc/hector-config.xml", "nodes", "bam"),
            follower("Hive scripts", "cassandra.port", "sample toolboxes only"),
        ]),
    tcp(
        "cassandra-storage",
        "Cassandra, between nodes",
        7000,
        CASSANDRA,
        "storage_port",
    )
    .source("know"),
    tcp("hive", "Hive, Thrift", 10000, "Hive configuration", "port").source("know"),
    tcp(
        "hive-service",
        "Hive service",
        21000,
        "Hive configuration",
        "port",
    )
    .source("know"),
];

pub static MYSQL: &[PortSpec] = &[tcp(name::MYSQL, "MySQL", 3306, "my.cnf", "[mysqld] port")
    .fixed()
    .source("seed §14")
    .followed(&[follower(
        MASTER_DATASOURCES,
        "//url",
        "every instance with a shared datasource",
    )])];

pub static SVN: &[PortSpec] = &[
    tcp(name::SVN, "svnserve", 3690, "svnserve", "--listen-port")
        .fixed()
        .source("know")
        .followed(&[follower(
            CARBON,
            "/Server/DeploymentSynchronizer/SvnUrl",
            "gateways",
        )]),
];

pub static NGINX: &[PortSpec] = &[
    tcp(name::FRONT_HTTP, "http", 80, "nginx", "listen")
        .fixed()
        .source("doc CLUSTER420-GW")
        .followed(&[
            follower(
                CATALINA,
                "/Server/Service/Connector[1]/@proxyPort",
                "instances behind nginx",
            ),
            follower(API_MANAGER_XML, GATEWAY_ENDPOINT, "first URL"),
        ]),
    tcp(name::FRONT_HTTPS, "https", 443, "nginx", "listen")
        .fixed()
        .source("doc CLUSTER420-GW")
        .followed(&[
            follower(
                CATALINA,
                "/Server/Service/Connector[@SSLEnabled='true']/@proxyPort",
                "instances behind nginx",
            ),
            follower(API_MANAGER_XML, GATEWAY_ENDPOINT, "second URL"),
        ]),
];

pub static ACTIVEMQ: &[PortSpec] = &[
    tcp(
        name::OPENWIRE,
        "OpenWire",
        61616,
        BROKER,
        "//transportConnector[@name='openwire']/@uri",
    )
    .fixed()
    .source("seed §3; stock 1.9.0; ActiveMQ 5.6.0")
    .followed(&[follower(
        AXIS2,
        "//parameter[@name='java.naming.provider.url']",
        "gateways linked to it",
    )]),
    tcp(
        name::BROKER_CONSOLE,
        "web console",
        8161,
        BROKER_CONSOLE,
        "//bean[@id='Connector']/property[@name='port']/@value",
    )
    .fixed()
    .source("ActiveMQ 5.6.0"),
];
