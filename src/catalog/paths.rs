//! Paths inside a product home, and other names of the products that several places repeat.

pub const CARBON: &str = "repository/conf/carbon.xml";
pub const AXIS2: &str = "repository/conf/axis2/axis2.xml";
pub const API_MANAGER: &str = "repository/conf/api-manager.xml";
pub const MASTER_DATASOURCES: &str = "repository/conf/datasources/master-datasources.xml";
pub const REGISTRY: &str = "repository/conf/registry.xml";
pub const USER_MGT: &str = "repository/conf/user-mgt.xml";
pub const CATALINA: &str = "repository/conf/tomcat/catalina-server.xml";
pub const JMX: &str = "repository/conf/etc/jmx.xml";
pub const IDENTITY: &str = "repository/conf/identity.xml";
pub const SITE_PUBLISHER: &str =
    "repository/deployment/server/jaggeryapps/publisher/site/conf/site.json";
pub const SITE_STORE: &str = "repository/deployment/server/jaggeryapps/store/site/conf/site.json";
pub const SITE_ADMIN_DASHBOARD: &str =
    "repository/deployment/server/jaggeryapps/admin-dashboard/site/conf/site.json";
pub const SITE_WORKFLOW_ADMIN: &str =
    "repository/deployment/server/jaggeryapps/workflow-admin/site/conf/site.json";
pub const WORKFLOW_CALLBACK: &str = "repository/deployment/server/synapse-configs/default/proxy-services/WorkflowCallbackService.xml";
pub const TOKEN_API: &str =
    "repository/deployment/server/synapse-configs/default/api/_TokenAPI_.xml";
pub const REVOKE_API: &str =
    "repository/deployment/server/synapse-configs/default/api/_RevokeAPI_.xml";
pub const AUTHORIZE_API: &str =
    "repository/deployment/server/synapse-configs/default/api/_AuthorizeAPI_.xml";

/// The directory that an Identity Server has in itself. Source: domain §10.4.
pub const EMBEDDED_LDAP: &str = "repository/conf/embedded-ldap.xml";
/// Web applications that an Identity Server of 5.0.0 knows. Source: puppet is5.0.0.
pub const SSO_PROVIDERS: &str = "repository/conf/security/sso-idp-config.xml";
/// What starts any Carbon server. Source: stock 1.9.0.
pub const STARTER: &str = "bin/wso2server.sh";
/// What starts the JMS broker. Source: `ActiveMQ` 5.6.0.
pub const BROKER_STARTER: &str = "bin/activemq";
/// What makes an Identity Server a key manager, as its console lists it, and the file by which it can be told that it is
/// installed. Source: domain §10.5; puppet is5.0.0.
pub const KEY_MANAGER_FEATURE: &str = "API Key Manager";
/// Where that feature may bring the datasource of the API Manager database. Source: puppet is5.0.0.
pub const FEATURE_DATASOURCES: &str = "repository/conf/datasources/am-datasources.xml";
/// The JMS broker's connectors, and its web console with its accounts. Source: domain §2.6, §12.1.
pub const BROKER: &str = "conf/activemq.xml";
pub const BROKER_CONSOLE: &str = "conf/jetty.xml";
pub const BROKER_ACCOUNTS: &str = "conf/jetty-realm.properties";
/// Archives of a JDK 7 as Oracle and Azul name them. Source: domain §1.
pub const JDK_ARCHIVES: [&str; 2] = ["jdk-7u*-linux-*.tar.gz", "zulu7.*-linux_*.tar.gz"];
/// Where BAM takes toolboxes from. Source: stock 1.9.0.
pub const TOOLBOXES: &str = "repository/deployment/server/bam-toolbox";

/// Where a plain jar becomes a bundle at start; not `lib`, not `plugins`, not `dropins`. Source: seed §9.
pub const EXTENSION_LIB: &str = "repository/components/lib";
/// Where bundles go that are bundles already. Source: doc CLUSTER420-SVN.
pub const DROPINS: &str = "repository/components/dropins";
/// Source: puppet 1.9.1; Connector/J 8 has another class name and needs Java 8.
pub const DRIVER_JAR_PATTERN: &str = "mysql-connector-java-5.1.*.jar";
pub const DRIVER_CLASS: &str = "com.mysql.jdbc.Driver";
/// Source: doc CLUSTER420-SVN.
pub const SVNKIT_JAR: &str = "svnkit-1.3.9.wso2v2.jar";
/// Source: doc CLUSTER420-SVN.
pub const TRILEAD_JAR: &str = "trilead-ssh2-1.0.0-build215.jar";
/// What a gateway needs to talk to `ActiveMQ` before 5.8, all from that product's folder `lib`. Source: doc JMS; the second
/// is 1.0 there, and 1.1 in `ActiveMQ` 5.6.0.
pub const ACTIVEMQ_JARS: [&str; 3] = [
    "activemq-core-5.*.jar",
    "geronimo-j2ee-management_1.*_spec-1.*.jar",
    "geronimo-jms_1.1_spec-1.1.1.jar",
];
/// Source: stock 1.9.0.
pub const STATISTICS_TOOLBOX: &str = "statistics/API_Manager_Analytics.tbox";

/// Key store of any Carbon server, and the alias of its key. Source: stock 1.9.0.
pub const KEY_STORE: &str = "repository/resources/security/wso2carbon.jks";
pub const KEY_ALIAS: &str = "wso2carbon";
/// Certificates that any Carbon server trusts. Source: stock 1.9.0.
pub const TRUST_STORE: &str = "repository/resources/security/client-truststore.jks";
/// Parties that Information Cards trust; nothing here uses it, but its password stands beside the others.
/// Source: stock 1.9.0, `identity.xml`.
pub const OTHER_STORE: &str = "repository/resources/security/userRP.jks";
/// Where BAM names its Cassandra, with an account. Source: puppet bam2.5.0.
pub const BAM_DATASOURCES: &str = "repository/conf/datasources/bam-datasources.xml";

/// Folder in which each instance has its product home unless a person says otherwise.
pub const HOMES: &str = "/opt/wso2";
/// Repository of the deployment synchronizer unless a person says otherwise; its parent is what svnserve serves.
pub const SVN_REPOSITORY: &str = "/srv/svn/wso2am";
/// Account that commits, of the gateway manager. Source: domain §7.2.
pub const SVN_WRITER: &str = "wso2-manager";
/// Account that only checks out, of the workers. Source: domain §7.2.
pub const SVN_READER: &str = "wso2-worker";
/// Where the single sign-on of Identity Server listens. Source: doc AM-SSO.
pub const SAML_SSO: &str = "/samlsso";
/// Admin services of any Carbon server. Source: stock 1.9.0.
pub const SERVICES: &str = "/services/";
/// Where the gateway revokes tokens; only there its cache is cleared. Source: stock 1.9.0.
pub const REVOKE: &str = "/revoke";
/// Context of the Publisher's web application. Source: stock 1.9.0.
pub const PUBLISHER: &str = "/publisher";
/// Context of the Store's web application. Source: stock 1.9.0.
pub const STORE: &str = "/store";
/// Where Publisher and Store take answers of the single sign-on, below their context. Source: doc AM-SSO.
pub const ASSERTION_CONSUMER: &str = "/jagg/jaggery_acs.jag";
/// Where the Store hears that an external workflow has ended. Source: stock 1.9.0.
pub const WORKFLOW_LISTENER: &str =
    "/store/site/blocks/workflow/workflow-listener/ajax/workflow-listener.jag";
/// The gateway's service that external workflows call. Source: stock 1.9.0.
pub const WORKFLOW_SERVICE: &str = "/services/WorkflowCallbackService";
