//! Secrets, and what stands in a file for one that is not known yet.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use super::edit::{DOTS, Value};
use crate::plan::Plan;

/// Passwords by name, for the files of one bundle only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    values: BTreeMap<String, String>,
}

impl Secrets {
    pub fn new(values: BTreeMap<String, String>) -> Self {
        Self { values }
    }

    /// The secret of this name; `None` where it is absent or empty.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty())
    }

    pub fn set(&mut self, name: impl Into<String>, value: impl Into<String>) {
        self.values.insert(name.into(), value.into());
    }

    /// The value with every known secret filled in and placeholders for the others, not yet escaped.
    pub fn fill<'a>(&'a self, value: &'a Value, syntax: Syntax) -> Cow<'a, str> {
        value.joined(|name| {
            self.get(name)
                .map_or_else(|| placeholder(syntax, name).into(), Cow::Borrowed)
        })
    }
}

/// Names only, so that a secret never reaches a log.
impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_set().entries(self.values.keys()).finish()
    }
}

/// The escaping that a secret needs where its placeholder stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    Xml,
    Sql,
    Json,
    Sh,
    Cnf,
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xml => "xml",
            Self::Sql => "sql",
            Self::Json => "json",
            Self::Sh => "sh",
            Self::Cnf => "cnf",
        })
    }
}

/// What `apply.sh` replaces by the secret `name`, escaped for `syntax`: `@{xml:name}`.
///
/// No character of it needs escaping in any of the syntaxes; characters outside `[a-z0-9._-]` become `_`.
pub fn placeholder(syntax: Syntax, name: &str) -> String {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "._-".contains(c);
    let name: String = name
        .chars()
        .map(|c| if allowed(c) { c } else { '_' })
        .collect();
    format!("@{{{syntax}:{name}}}")
}

/// What was there before, unless it is or becomes a secret; `name` is the one of the element, attribute or key.
pub(super) fn veiled(before: Cow<'_, str>, name: &str, value: &Value) -> String {
    let secret = value.holds_secret() || names_secret(name) && !before.starts_with("${");
    if secret && !before.is_empty() {
        DOTS.to_owned()
    } else {
        before.into_owned()
    }
}

/// Whether what has this name is likely to hold a secret.
pub(super) fn names_secret(name: &str) -> bool {
    name.to_ascii_lowercase().contains("password")
}

/// Name of the password with which a database, given by its position in the plan, is opened.
///
/// One account has one password: roles with the same user on the same server share the secret of the first.
pub fn database(plan: &Plan, at: usize) -> String {
    let database = &plan.databases[at];
    let first = plan
        .databases
        .iter()
        .find(|other| (other.server, &other.user) == (database.server, &database.user));
    format!("db.{}", first.unwrap_or(database).role.id())
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::edit::Part;

    fn secrets() -> Secrets {
        Secrets::new(
            [
                ("db.am".into(), "hunter2".into()),
                ("empty".into(), String::new()),
            ]
            .into(),
        )
    }

    #[test]
    fn debug_shows_names_but_no_values() {
        assert_eq!(format!("{:?}", secrets()), r#"{"db.am", "empty"}"#);
    }

    #[test]
    fn roles_with_one_account_share_its_secret() {
        let mut design = crate::model::presets::find("classic").unwrap().design();
        let mut check = |users: [&str; 4], expected: [&str; 4]| {
            for (database, user) in design.databases.values_mut().zip(users) {
                database.user = user.into();
            }
            let plan = crate::plan::build(&design);
            let names: Vec<_> = (0..plan.databases.len())
                .map(|at| database(&plan, at))
                .collect();
            assert_eq!(names, expected);
        };
        check(
            ["a", "u", "r", "s"],
            ["db.am", "db.um", "db.reg", "db.stats"],
        );
        check(["a", "u", "u", "a"], ["db.am", "db.um", "db.um", "db.am"]);
    }

    #[test]
    fn unknown_and_empty_secrets_become_placeholders() {
        let value = Value(vec![
            Part::Text("a=".into()),
            Part::Secret("db.am".into()),
            Part::Secret("empty".into()),
            Part::Secret("No such".into()),
        ]);
        assert_eq!(
            secrets().fill(&value, Syntax::Sql),
            "a=hunter2@{sql:empty}@{sql:_o_such}"
        );
        assert_eq!(value.shown(), "a=••••••••••••");
    }
}
