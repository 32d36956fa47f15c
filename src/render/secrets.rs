//! Secrets: kept apart from the design, written into the bundle's files only.

use std::collections::BTreeMap;
use std::fmt;

use crate::catalog::{Kind, Role};
use crate::plan::{Database, Plan};

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

/// Escapings that `apply.sh` knows.
pub const SYNTAXES: [&str; 6] = ["xml", "json", "sql", "sh", "cnf", "svn"];

/// Whether a text holds what `apply.sh` would take for a placeholder.
pub fn has_placeholder(text: &str) -> bool {
    text.match_indices("@{").any(|(at, _)| {
        let rest = &text[at + 2..];
        SYNTAXES.iter().any(|syntax| {
            rest.strip_prefix(syntax)
                .is_some_and(|rest| rest.starts_with(':'))
        })
    })
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
        used_by.sort_unstable();
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
    add(
        name::BAM,
        "BAM's own administrator".into(),
        all(&|i| i.kind == Kind::Bam),
    );
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
    needed
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{model::presets, plan};

    #[test]
    fn a_design_names_its_secrets() {
        let design = presets::find("classic").unwrap().design();
        let plan = plan::build(&design);
        let names: Vec<String> = needed(&plan).into_iter().map(|spec| spec.env).collect();
        assert_eq!(
            names,
            [
                "ADMIN",
                "BAM",
                "DB_AM",
                "DB_UM",
                "DB_REG",
                "DB_STATS",
                "SVN_WRITER",
                "SVN_READER"
            ]
        );
    }

    #[test]
    fn databases_of_one_user_share_a_secret() {
        let mut design = presets::find("two-hosts").unwrap().design();
        for database in design.databases.values_mut() {
            database.user = "wso2".into();
        }
        let plan = plan::build(&design);
        let names: Vec<String> = needed(&plan).into_iter().map(|spec| spec.name).collect();
        assert_eq!(names, ["admin", "db.am"]);
    }

    #[test]
    fn a_placeholder_is_told_from_text() {
        assert!(has_placeholder(&placeholder("sql", "db.am")));
        assert!(has_placeholder("x@{xml:admin}"));
        for text in ["", "@", "@{", "a@{b}", "@{other:admin}", "@ {xml:admin}"] {
            assert!(!has_placeholder(text), "{text}");
        }
    }
}
