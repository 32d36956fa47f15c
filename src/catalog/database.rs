//! The databases of a deployment and the servers that can hold them.

use serde::Serialize;

use crate::say::{self, Message};

/// What a database is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// APIs, subscriptions, applications, tokens.
    Am,
    /// Users, roles, permissions.
    Um,
    /// The registry that instances share.
    Reg,
    /// Summaries that BAM writes and Publisher and Store read.
    Stats,
}

/// Facts on one role.
pub struct RoleSpec {
    pub role: Role,
    pub id: &'static str,
    pub label: Message,
    pub default_name: &'static str,
    pub default_user: &'static str,
    /// Name of the datasource and, after `jdbc/`, of its JNDI entry.
    pub datasource: &'static str,
    pub jndi: &'static str,
    /// Schema script below an API Manager home; `None` where the product makes its own tables.
    pub script: Option<&'static str>,
    pub source: &'static str,
}

static ROLES: [RoleSpec; 4] = [
    RoleSpec {
        role: Role::Am,
        id: "am",
        label: say::DATABASE_AM,
        default_name: "apimgtdb",
        default_user: "wso2am",
        datasource: "WSO2AM_DB",
        jndi: "jdbc/WSO2AM_DB",
        script: Some("dbscripts/apimgt/mysql.sql"),
        source: "seed §14; stock 1.9.0; doc CLUSTER420",
    },
    RoleSpec {
        role: Role::Um,
        id: "um",
        label: say::DATABASE_UM,
        default_name: "userdb",
        default_user: "wso2um",
        datasource: "WSO2UM_DB",
        jndi: "jdbc/WSO2UM_DB",
        script: Some("dbscripts/mysql.sql"),
        source: "seed §14; doc CLUSTER420",
    },
    RoleSpec {
        role: Role::Reg,
        id: "reg",
        label: say::DATABASE_REG,
        default_name: "regdb",
        default_user: "wso2reg",
        datasource: "WSO2REG_DB",
        jndi: "jdbc/WSO2REG_DB",
        script: Some("dbscripts/mysql.sql"),
        source: "seed §14; doc CLUSTER420-DB",
    },
    RoleSpec {
        role: Role::Stats,
        id: "stats",
        label: say::DATABASE_STATS,
        default_name: "statdb",
        default_user: "wso2stats",
        datasource: "WSO2AM_STATS_DB",
        jndi: "jdbc/WSO2AM_STATS_DB",
        script: None,
        source: "seed §7, §14; stock 1.9.0 am_stats_analyzer",
    },
];

impl Role {
    pub const ALL: [Role; 4] = [Role::Am, Role::Um, Role::Reg, Role::Stats];

    pub fn spec(self) -> &'static RoleSpec {
        &ROLES[self as usize]
    }

    pub fn id(self) -> &'static str {
        self.spec().id
    }
}

/// Every key of the schema fits 767 bytes with it and with no wider one. Source: doc CLUSTER420; stock 1.9.0.
pub const CHARACTER_SET: &str = "latin1";

/// What follows the question mark of every JDBC URL. Source: doc CLUSTER420.
pub const URL_OPTIONS: &str = "autoReconnect=true";
/// Pool values of every datasource. Source: stock 1.9.0; puppet 1.9.1.
pub struct Pool {
    pub max_active: u32,
    pub max_wait_ms: u32,
    pub validation_query: &'static str,
    pub validation_interval_ms: u32,
}

pub const POOL: Pool = Pool {
    max_active: 50,
    max_wait_ms: 60_000,
    validation_query: "SELECT 1",
    validation_interval_ms: 30_000,
};

/// `max_connections` of a server nobody tuned. Source: know.
pub const DEFAULT_MAX_CONNECTIONS: u32 = 151;

/// Connections kept beside the pools' for administration and backup.
pub const SPARE_CONNECTIONS: u32 = 20;

/// Longest user name of `MySQL` up to 5.6. Source: know.
pub const USER_NAME_LIMIT: usize = 16;

/// Longest database name. Source: know.
pub const DATABASE_NAME_LIMIT: usize = 64;

/// A database server's make and line.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Flavour {
    #[serde(rename = "mysql-5.5")]
    Mysql55,
    #[default]
    #[serde(rename = "mysql-5.6")]
    Mysql56,
    #[serde(rename = "mysql-5.7")]
    Mysql57,
    #[serde(rename = "mysql-8.0")]
    Mysql80,
    #[serde(rename = "mariadb")]
    Mariadb,
}

impl Flavour {
    pub const ALL: [Flavour; 5] = [
        Flavour::Mysql55,
        Flavour::Mysql56,
        Flavour::Mysql57,
        Flavour::Mysql80,
        Flavour::Mariadb,
    ];

    pub fn id(self) -> &'static str {
        match self {
            Flavour::Mysql55 => "mysql-5.5",
            Flavour::Mysql56 => "mysql-5.6",
            Flavour::Mysql57 => "mysql-5.7",
            Flavour::Mysql80 => "mysql-8.0",
            Flavour::Mariadb => "mariadb",
        }
    }

    pub fn label(self) -> &'static str {
        match self {
            Flavour::Mysql55 => "MySQL 5.5",
            Flavour::Mysql56 => "MySQL 5.6",
            Flavour::Mysql57 => "MySQL 5.7",
            Flavour::Mysql80 => "MySQL 8.0",
            Flavour::Mariadb => "MariaDB",
        }
    }

    /// Whether the server refuses the schema's `TIMESTAMP DEFAULT 0` unless the session relaxes `sql_mode`.
    /// Source: stock 1.9.0 scripts; domain §4.6.
    pub fn refuses_zero_dates(self) -> bool {
        match self {
            Flavour::Mysql55 | Flavour::Mysql56 => false,
            Flavour::Mysql57 | Flavour::Mysql80 | Flavour::Mariadb => true,
        }
    }

    /// Whether a `GRANT` still creates its user, so that `CREATE USER IF NOT EXISTS` is unknown.
    pub fn grant_creates_user(self) -> bool {
        match self {
            Flavour::Mysql55 | Flavour::Mysql56 => true,
            Flavour::Mysql57 | Flavour::Mysql80 | Flavour::Mariadb => false,
        }
    }
}
