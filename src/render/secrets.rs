//! Secrets: kept apart from the design, written into the bundle's files only.

use std::collections::BTreeMap;
use std::fmt;

/// Passwords by name. The names a design needs are listed by [`needed`].
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    values: BTreeMap<String, String>,
}

impl Secrets {
    /// The value, unless it was left empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), value.into());
    }
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Values stay out of logs and panics.
        f.debug_set().entries(self.values.keys()).finish()
    }
}

/// What stands in a file for a secret that is not known yet. `syntax` names the escaping that `apply.sh` must use.
pub fn placeholder(syntax: &str, name: &str) -> String {
    format!("@{{{syntax}:{name}}}")
}

/// Names of the secrets, where more than one module needs them.
pub mod name {
    /// Password of the administrator of all API Manager instances and the Identity Server.
    pub const ADMIN: &str = "admin";
    /// Password of BAM's own administrator.
    pub const BAM: &str = "bam";
    pub const SVN_WRITER: &str = "svn.writer";
    pub const SVN_READER: &str = "svn.reader";
    /// Password of each keystore and truststore of the products.
    pub const KEYSTORE: &str = "keystore";
}
