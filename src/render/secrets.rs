//! Secrets, and what stands in a file for one that is not known yet.

use std::{borrow::Cow, collections::BTreeMap, fmt};

use super::edit::{DOTS, Value};
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Kind, LinkKind, Role, values};
use crate::order;
use crate::plan::{Database, Plan};

/// Passwords by name, for the files of one bundle only.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Secrets {
    values: BTreeMap<String, String>,
}

impl Secrets {
    pub fn new(values: BTreeMap<String, String>) -> Self {
        Self { values }
    }

    /// The secret of this name; `None` where it is absent or empty, or where `apply.sh` would take it for a placeholder:
    /// not every syntax could disguise that, while `apply.sh` itself fills in each secret once and as it is.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.values
            .get(name)
            .map(String::as_str)
            .filter(|value| !value.is_empty() && !has_placeholder(value))
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
    /// A line of `svnserve`'s password file.
    Svn,
    /// A line of Jetty's file of accounts.
    Jetty,
}

impl fmt::Display for Syntax {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Xml => "xml",
            Self::Sql => "sql",
            Self::Json => "json",
            Self::Sh => "sh",
            Self::Cnf => "cnf",
            Self::Svn => "svn",
            Self::Jetty => "jetty",
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
pub fn database(plan: &Plan, at: usize) -> String {
    of_database(plan, &plan.databases[at])
}

/// Whether a text holds what `apply.sh` would take for a placeholder, of an escaping that it knows or not: it refuses
/// to go on with the latter.
pub fn has_placeholder(text: &str) -> bool {
    text.match_indices("@{").any(|(at, _)| {
        let rest = text[at + 2..].trim_start_matches(|c: char| c.is_ascii_lowercase());
        rest.starts_with(':')
    })
}

/// A secret that a design needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretSpec {
    pub name: String,
    /// Key in `secrets.env`.
    pub env: String,
    /// What it is, in words.
    pub label: String,
    /// Positions of the instances whose files or steps hold it.
    pub used_by: Vec<usize>,
}

/// Key of a secret in `secrets.env`.
pub fn env(name: &str) -> String {
    name.chars()
        .map(|c| {
            if c.is_ascii_alphanumeric() {
                c.to_ascii_uppercase()
            } else {
                '_'
            }
        })
        .collect()
}

/// Name of the secret of a database's user. Databases of one server that share a user share the first's secret: the
/// server knows one password per account.
pub fn of_database(plan: &Plan, database: &Database) -> String {
    let first = plan
        .databases
        .iter()
        .find(|other| other.server == database.server && other.user == database.user)
        .map_or(database.role, |first| first.role);
    of_role(first)
}

fn of_role(role: Role) -> String {
    format!("db.{}", role.id())
}

/// The secrets that a design needs, in the order in which a person would type them.
pub fn needed(plan: &Plan) -> Vec<SecretSpec> {
    let mut needed = Vec::new();
    let mut add = |name: &str, label: String, mut used_by: Vec<usize>| {
        order::sort(&mut used_by);
        used_by.dedup();
        if !used_by.is_empty() {
            needed.push(SecretSpec {
                env: env(name),
                name: name.to_owned(),
                label,
                used_by,
            });
        }
    };
    let all = |wanted: &dyn Fn(&crate::plan::Instance) -> bool| -> Vec<usize> {
        let instances = plan.instances.iter().enumerate();
        instances
            .filter(|(_, instance)| wanted(instance))
            .map(|(at, _)| at)
            .collect()
    };

    let administered = all(&|i| i.kind.is_api_manager() || i.kind == Kind::IdentityServer);
    add(
        name::ADMIN,
        format!(
            "administrator `{}` of API Manager and Identity Server",
            plan.settings.admin_user
        ),
        administered,
    );
    let mut bam = all(&|i| i.kind == Kind::Bam);
    // Typed into the form, it stands in no file of the senders.
    if plan.version.spec().statistics == StatisticsSwitch::File {
        let senders = plan.links.iter();
        let senders = senders.filter(|link| link.kind == LinkKind::Statistics);
        bam.extend(senders.map(|link| link.from));
    }
    add(name::BAM, "BAM's own administrator".into(), bam);
    let mut by_secret: BTreeMap<String, (String, Vec<usize>)> = BTreeMap::new();
    let mut order = Vec::new();
    for database in &plan.databases {
        let name = of_database(plan, database);
        let entry = by_secret.entry(name.clone()).or_insert_with(|| {
            order.push(name);
            (format!("database user `{}`", database.user), Vec::new())
        });
        entry.1.extend(&database.clients);
        entry.1.push(database.server);
    }
    if plan.settings.own_certificates {
        let label = "key store and trust store of every server";
        add(
            name::KEYSTORE,
            label.into(),
            all(&|i| i.kind.is_api_manager()),
        );
    }
    for name in order {
        if let Some((label, used_by)) = by_secret.remove(&name) {
            add(&name, label, used_by);
        }
    }
    let synchronized = |commits: bool| {
        all(&|i| {
            let own = i.synchronizer.as_ref().map(|own| own.commits);
            own == Some(commits) || i.kind == Kind::Svn
        })
    };
    for (name, commits, label) in [
        (
            name::SVN_WRITER,
            true,
            "Subversion account of the gateway manager, which commits",
        ),
        (
            name::SVN_READER,
            false,
            "Subversion account of the gateway workers, which only read",
        ),
    ] {
        add(name, label.into(), synchronized(commits));
    }
    add(
        name::BROKER,
        format!(
            "account `{}` of ActiveMQ's web console",
            values::BROKER_ADMIN
        ),
        all(&|i| i.kind == Kind::Activemq),
    );
    needed
}

/// Names of the secrets, where more than one module needs them.
pub mod name {
    /// Password of the administrator of all API Manager instances and the Identity Server.
    pub const ADMIN: &str = "admin";
    /// Password of BAM's own administrator.
    pub const BAM: &str = "bam";
    pub const SVN_WRITER: &str = "svn.writer";
    pub const SVN_READER: &str = "svn.reader";
    /// Password of the account of the JMS broker's web console.
    pub const BROKER: &str = "broker";
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
    fn a_secret_that_reads_as_a_placeholder_is_left_to_the_script() {
        let mut secrets = secrets();
        for (value, written) in [
            ("a@{sql:db.um}", None),
            ("@{other:x}", None),
            ("@{sql} {a:b} @ {sql:b}", Some("@{sql} {a:b} @ {sql:b}")),
        ] {
            secrets.set("db.am", value);
            assert_eq!(secrets.get("db.am"), written);
        }
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
