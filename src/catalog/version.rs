//! Product versions and what differs between them.

use serde::Serialize;

/// A release of API Manager that this build can configure.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub enum Version {
    #[default]
    #[serde(rename = "1.9.0")]
    V1_9_0,
    #[serde(rename = "1.9.1")]
    V1_9_1,
}

/// Where statistics are switched on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StatisticsSwitch {
    /// In the admin dashboard's form only; files cannot do it.
    Form,
    /// `APIUsageTracking/Enabled` in `api-manager.xml` overrides the form at each start.
    File,
}

/// What a release ships, as far as the bundle depends on it.
pub struct VersionSpec {
    pub version: Version,
    pub text: &'static str,
    pub archive: &'static str,
    /// Tables that the API Manager schema script creates.
    pub am_tables: u16,
    pub statistics: StatisticsSwitch,
    pub source: &'static str,
}

static SPECS: [VersionSpec; 2] = [
    VersionSpec {
        version: Version::V1_9_0,
        text: "1.9.0",
        archive: "wso2am-1.9.0.zip",
        am_tables: 54,
        statistics: StatisticsSwitch::Form,
        source: "stock 1.9.0",
    },
    VersionSpec {
        version: Version::V1_9_1,
        text: "1.9.1",
        archive: "wso2am-1.9.1.zip",
        am_tables: 55,
        statistics: StatisticsSwitch::File,
        source: "stock 1.9.1",
    },
];

/// Tables that the common script creates, 17 of the registry and 22 of the user store. Domain §4.1 counts 40: an
/// eighteenth of the registry, `REG_ASSOCIATIONS`, stands in the script as a comment. Source: kernel 4.3.0, run.
pub const COMMON_TABLES: u16 = 39;

impl Version {
    pub const ALL: [Version; 2] = [Version::V1_9_0, Version::V1_9_1];

    pub fn spec(self) -> &'static VersionSpec {
        match self {
            Version::V1_9_0 => &SPECS[0],
            Version::V1_9_1 => &SPECS[1],
        }
    }

    pub fn text(self) -> &'static str {
        self.spec().text
    }
}
