//! Values that the product's files want letter by letter.

/// Key validation over Thrift: plain TCP, one key manager. Source: stock 1.9.0.
pub const THRIFT_CLIENT: &str = "ThriftClient";
/// Key validation over the web service, which a front can pass on. Source: stock 1.9.0; puppet 1.9.1.
pub const WEB_SERVICE_CLIENT: &str = "WSClient";

/// Of every key store and trust store as shipped. Source: stock 1.9.0; domain §12.1.
pub const STORE_PASSWORD: &str = "wso2carbon";
/// How a server calls itself. Source: stock 1.9.0.
pub const LOCAL_NAME: &str = "localhost";
/// Where only the machine itself reaches a server.
pub const LOOPBACK: &str = "127.0.0.1";

/// Files that the account of the products may open, and the fewest with which a server goes on under load.
/// Source: domain §13; doc performance tuning of these products.
pub const OPEN_FILES: u32 = 65535;
pub const LEAST_OPEN_FILES: u32 = 4096;

/// Protocols of every https port: SSL 3 can be read by others (POODLE). JDK 6 knows the first only.
/// Source: doc Carbon 4.2.0, transport level security; stock 1.10.0.
pub const TLS_PROTOCOLS: &str = "TLSv1,TLSv1.1,TLSv1.2";

/// Members know each other by address; most networks block multicast. Source: doc CLUSTER420-GW.
pub const WELL_KNOWN_ADDRESSES: &str = "wka";
/// Calls to a name that the certificate does not carry succeed. Source: puppet 1.9.1.
pub const ALLOW_ALL_NAMES: &str = "AllowAll";

/// `dataSource` of the local registry and, unless users are shared, of the user store. Source: stock 1.9.0.
pub const LOCAL_JNDI: &str = "jdbc/WSO2CarbonDB";
/// Only an identifier where a `dbConfig` is named: the same on every instance. Source: doc CLUSTER420-DB; know.
pub const REMOTE_REGISTRY: &str = "https://localhost:9443/registry";
/// Root of every registry. Source: stock 1.9.0.
pub const REGISTRY_ROOT: &str = "/";

/// The only kind of synchronizer that works from Carbon 4.2.0 on. Source: seed §12.
pub const SYNCHRONIZER: &str = "svn";

/// Name and password of the administrator that every product comes with. Source: stock 1.9.0; domain §4.4.
pub const STOCK_ADMIN: &str = "admin";
/// The administrator of BAM, which has users of its own. Source: stock 1.9.1; domain §8.3.
pub const BAM_ADMIN: &str = "admin";
/// Datasources with which BAM opens its own Cassandra. Source: puppet bam2.5.0.
pub const BAM_CASSANDRA: [&str; 4] = [
    "WSO2BAM_CASSANDRA_EVENT_INDEX_SOURCE",
    "WSO2BAM_CASSANDRA_DATASOURCE",
    "WSO2BAM_UTIL_DATASOURCE",
    "WSO2BAM_HIVE_INCREMENTAL_DATASOURCE",
];
/// The account of the JMS broker's web console, and its role. Source: `ActiveMQ` 5.6.0, `jetty-realm.properties`.
pub const BROKER_ADMIN: &str = "admin";
pub const BROKER_ROLE: &str = "admin";

/// `issuer` of the web applications in `site.json`. Source: stock 1.9.0.
pub const ISSUER_PUBLISHER: &str = "API_PUBLISHER";
pub const ISSUER_STORE: &str = "API_STORE";

/// Source: stock 1.9.0, in a comment.
pub const JMS_LISTENER: &str = "org.apache.axis2.transport.jms.JMSListener";
/// Source: stock 1.9.0, in a comment.
pub const JMS_SENDER: &str = "org.apache.axis2.transport.jms.JMSSender";
/// Source: stock 1.9.0, in a comment.
pub const JMS_CONTEXT_FACTORY: &str = "org.apache.activemq.jndi.ActiveMQInitialContextFactory";

/// A connection factory of the JMS listener.
pub struct JmsFactory {
    pub parameter: &'static str,
    pub jndi: &'static str,
    pub destination: &'static str,
}

/// Source: stock 1.9.0, in a comment.
pub const JMS_FACTORIES: [JmsFactory; 3] = [
    JmsFactory {
        parameter: "myTopicConnectionFactory",
        jndi: "TopicConnectionFactory",
        destination: "topic",
    },
    JmsFactory {
        parameter: "myQueueConnectionFactory",
        jndi: "QueueConnectionFactory",
        destination: "queue",
    },
    JmsFactory {
        parameter: "default",
        jndi: "QueueConnectionFactory",
        destination: "queue",
    },
];

/// Elements of `identity.xml` that carry the server's own address, each with the path of its URL. Source: stock 1.9.0.
pub const IDENTITY_URLS: [(&str, &str); 7] = [
    ("/Server/OpenIDServerUrl", "/openidserver"),
    ("/Server/OpenIDUserPattern", "/openid/"),
    ("/Server/OAuth/RequestTokenUrl", "/oauth/request-token"),
    ("/Server/OAuth/AccessTokenUrl", "/oauth/access-token"),
    ("/Server/OAuth/AuthorizeUrl", "/oauth/authorize-url"),
    (
        "/Server/OAuth/OpenIDConnect/IDTokenIssuerID",
        "/oauth2endpoints/token",
    ),
    (
        "/Server/SSOService/IdentityProviderURL",
        super::paths::SAML_SSO,
    ),
];

/// Where `identity.xml` says how tokens are issued. Source: stock 1.9.0; puppet is5.0.0.
pub const OAUTH: &str = "/Server/OAuth";

/// A grant type as a key manager handles it.
pub struct Grant {
    pub name: &'static str,
    pub handler: &'static str,
    pub validator: Option<&'static str>,
}

/// Grant types whose handlers know API Manager's scopes and applications. Those of its own `identity.xml`; an Identity
/// Server brings others under the same names. Source: stock 1.9.0; puppet is5.0.0.
pub const KEY_MANAGER_GRANTS: [Grant; 5] = [
    Grant {
        name: "authorization_code",
        handler: "org.wso2.carbon.apimgt.keymgt.handlers.ExtendedAuthorizationCodeGrantHandler",
        validator: None,
    },
    Grant {
        name: "password",
        handler: "org.wso2.carbon.apimgt.keymgt.handlers.ExtendedPasswordGrantHandler",
        validator: None,
    },
    Grant {
        name: "application_token",
        handler: "org.wso2.carbon.apimgt.keymgt.handlers.ApplicationTokenGrantHandler",
        validator: Some("org.wso2.carbon.apimgt.keymgt.handlers.ApplicationTokenGrantValidator"),
    },
    Grant {
        name: "client_credentials",
        handler: "org.wso2.carbon.apimgt.keymgt.handlers.ExtendedClientCredentialsGrantHandler",
        validator: None,
    },
    Grant {
        name: "urn:ietf:params:oauth:grant-type:saml2-bearer",
        handler: "org.wso2.carbon.apimgt.keymgt.handlers.ExtendedSAML2BearerGrantHandler",
        validator: None,
    },
];

/// Ports of the workflow callback service's description, each with whether it is reached over TLS.
/// Source: stock 1.9.0.
pub const WORKFLOW_CALLBACK_PORTS: [(&str, bool); 6] = [
    ("WorkflowCallbackServiceHttpsSoap11Endpoint", true),
    ("WorkflowCallbackServiceHttpSoap11Endpoint", false),
    ("WorkflowCallbackServiceHttpsSoap12Endpoint", true),
    ("WorkflowCallbackServiceHttpSoap12Endpoint", false),
    ("WorkflowCallbackServiceHttpsEndpoint", true),
    ("WorkflowCallbackServiceHttpEndpoint", false),
];

/// Port of https that browsers leave out of an address.
pub const BROWSER_HTTPS: u16 = 443;
