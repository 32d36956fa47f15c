//! Databases, accounts, rights and settings of a database server.

use std::collections::BTreeSet;

use super::super::{File, Secrets, cnf, secrets, sql};
use super::{Site, address, around_dir, is_host_name};
use crate::catalog::database::{CHARACTER_SET, DEFAULT_MAX_CONNECTIONS};
use crate::catalog::version::COMMON_TABLES;
use crate::catalog::{Flavour, Kind, Role};
use crate::plan::{Database, Instance, Plan};

/// Name of the option file in the bundle.
pub(super) const OPTION_FILE: &str = "apim.cnf";

pub(super) fn files(site: &Site, secrets: &Secrets, add: &mut dyn FnMut(&str, File)) {
    for (at, server) in site.of_kind(Kind::Mysql) {
        let dir = around_dir(site.plan, server);
        let mut add = |name: &str, kind, text: String| {
            let mut file = File::new(kind, text);
            file.instance = Some(server.id.clone());
            add(&format!("{dir}/{name}"), file);
        };
        add("01-databases.sql", "sql", databases(site.plan, at));
        add("02-users.sql", "sql", users(site.plan, at, secrets));
        add(OPTION_FILE, "cnf", options(site.plan, at));
    }
    for database in opened_on(site) {
        let path = login_file(database.role);
        add(&path, File::new("cnf", login(site.plan, database, secrets)));
    }
}

/// Databases that somebody on the host opens, by role.
pub(super) fn opened_on<'a>(site: &Site<'a>) -> impl Iterator<Item = &'a Database> + use<'a> {
    let used: BTreeSet<usize> = site
        .instances()
        .flat_map(|(_, instance)| instance.databases.iter().copied())
        .collect();
    let databases = &site.plan.databases;
    used.into_iter().map(move |at| &databases[at])
}

/// Where `verify.sh` finds how to log in to the database of a role.
pub(super) fn login_file(role: Role) -> String {
    format!("verify/{}.cnf", role.id())
}

/// Databases on a server.
fn held(plan: &Plan, server: usize) -> impl Iterator<Item = (usize, &Database)> {
    plan.databases
        .iter()
        .enumerate()
        .filter(move |(_, database)| database.server == server)
}

fn databases(plan: &Plan, server: usize) -> String {
    let mut out = head("The databases; those that are there already stay as they are.");
    let mut seen = BTreeSet::new();
    for (_, database) in held(plan, server) {
        if !seen.insert(&database.name) {
            continue;
        }
        out.push('\n');
        line(
            &mut out,
            &sql::comment(database.role.spec().label.english()),
        );
        line(
            &mut out,
            &format!(
                "CREATE DATABASE IF NOT EXISTS {} CHARACTER SET {CHARACTER_SET};",
                sql::identifier(&database.name)
            ),
        );
    }
    out
}

/// Accounts and their rights: one account per client address, since the server checks user *at host*, and each with
/// rights on its own databases only. There with all of them: BAM makes its tables, and what the products, their patches
/// and features ask for beyond reading and writing is not known for certain. Source: domain §4.6.
fn users(plan: &Plan, server: usize, secrets: &Secrets) -> String {
    let flavour = plan.instances[server].details.server;
    let mut out = head("Accounts and rights. Safe to run again: passwords are set anew.");
    let mut known = BTreeSet::new();
    for (at, database) in held(plan, server) {
        out.push('\n');
        let spec = database.role.spec();
        line(
            &mut out,
            &sql::comment(&format!("{}: {}", spec.label, database.name)),
        );
        let password = sql::secret(secrets, &secrets::of_database(plan, database));
        for grant in plan.grants.iter().filter(|grant| grant.database == at) {
            if !is_client(&grant.client) {
                let note = format!("left out, neither address nor name: {}", grant.client);
                line(&mut out, &sql::comment(&note));
                continue;
            }
            let account = sql::account(&database.user, &grant.client);
            let on = sql::granted(&database.name);
            if known.insert(account.clone()) {
                for statement in account_statements(flavour, &account, &password) {
                    line(&mut out, &statement);
                }
            }
            let with = if flavour.grant_creates_user() {
                format!(" IDENTIFIED BY {password}")
            } else {
                String::new()
            };
            line(
                &mut out,
                &format!("GRANT ALL PRIVILEGES ON {on}.* TO {account}{with};"),
            );
        }
    }
    out
}

/// What makes an account before its first grant, where the grant itself does not.
fn account_statements(flavour: Flavour, account: &str, password: &str) -> Vec<String> {
    let identified = match flavour {
        Flavour::Mysql55 | Flavour::Mysql56 => return Vec::new(),
        Flavour::Mysql57 | Flavour::Mariadb => "IDENTIFIED BY",
        // Connector/J 5.1 cannot log in with the server's new default.
        Flavour::Mysql80 => "IDENTIFIED WITH mysql_native_password BY",
    };
    vec![
        format!("CREATE USER IF NOT EXISTS {account} {identified} {password};"),
        format!("ALTER USER {account} {identified} {password};"),
    ]
}

/// Whether a text is the host part of an account that means one machine: no pattern, and never empty, which would
/// mean every machine.
fn is_client(text: &str) -> bool {
    text == "localhost" || address(text).is_some() || (is_host_name(text) && !text.contains('_'))
}

fn head(about: &str) -> String {
    let mut out = String::new();
    line(&mut out, &sql::comment(about));
    line(&mut out, sql::MODE);
    out
}

fn line(out: &mut String, text: &str) {
    out.push_str(text);
    out.push('\n');
}

/// What the server must allow, unless a person said it.
pub(super) fn connections(plan: &Plan, server: usize) -> u32 {
    let instance = &plan.instances[server];
    let calculated = plan.connections(server).max(DEFAULT_MAX_CONNECTIONS);
    // The server takes no more than this.
    instance
        .details
        .max_connections
        .unwrap_or(calculated)
        .clamp(1, 100_000)
}

fn options(plan: &Plan, server: usize) -> String {
    let instance = &plan.instances[server];
    let mut options = Vec::new();
    if let Some(address) = bind_address(plan, instance) {
        options.push(("bind-address", cnf::value(&address)));
    }
    if let Some(port) = instance.port(crate::catalog::port::name::MYSQL) {
        options.push(("port", port.to_string()));
    }
    options.push(("max_connections", connections(plan, server).to_string()));
    if instance.details.server == Flavour::Mysql80 {
        // Connector/J 5.1 stumbles over the collation that this server announces by default.
        options.push(("character-set-server", CHARACTER_SET.into()));
        options.push(("collation-server", "latin1_swedish_ci".into()));
    }
    if matches!(instance.details.server, Flavour::Mysql80 | Flavour::Mariadb) {
        // As in the servers that the products were made for: a TIMESTAMP without a value is the time of the change.
        // Older MariaDB has no such option.
        options.push(("loose_explicit_defaults_for_timestamp", "OFF".into()));
    }
    let mut out = cnf::comment(
        "Settings of apim-designer; the name of this file sorts it behind the others.",
    );
    out.push_str(&cnf::comment(
        "Never change lower_case_table_names: BAM's tables have names of mixed case.",
    ));
    out.push_str(&cnf::section("mysqld", &options));
    out
}

/// Where the server listens: at the address of its host, or everywhere where that is no address of one interface.
fn bind_address(plan: &Plan, server: &Instance) -> Option<String> {
    let host = address(&plan.host_of(server).address)?;
    let remote = plan
        .databases
        .iter()
        .filter(|database| plan.instances[database.server].id == server.id)
        .flat_map(|database| &database.clients)
        .any(|&client| plan.instances[client].host != server.host);
    if host.is_loopback() && remote {
        return Some("0.0.0.0".into());
    }
    Some(host.to_string())
}

/// Tables to make in one database: its product scripts, each once.
pub(super) struct Schema<'a> {
    pub(super) database: &'a str,
    pub(super) scripts: Vec<&'static str>,
    pub(super) tables: u16,
    /// A table that tells ours from somebody else's.
    pub(super) mark: &'static str,
}

/// Roles that share a database name share its tables; a script would fail the second time.
pub(super) fn schemas(plan: &Plan, server: usize) -> Vec<Schema<'_>> {
    let mut schemas: Vec<Schema> = Vec::new();
    for (_, database) in held(plan, server) {
        let Some(script) = database.role.spec().script else {
            continue;
        };
        let (tables, mark) = match database.role {
            Role::Am => (plan.version.spec().am_tables, "AM_API"),
            Role::Um | Role::Reg | Role::Stats => (COMMON_TABLES, "UM_USER"),
        };
        let known = schemas
            .iter()
            .position(|schema| schema.database == database.name);
        if let Some(at) = known {
            let schema = &mut schemas[at];
            if !schema.scripts.contains(&script) {
                schema.scripts.push(script);
                schema.tables += tables;
            }
        } else {
            schemas.push(Schema {
                database: &database.name,
                scripts: vec![script],
                tables,
                mark,
            });
        }
    }
    schemas
}

/// How a client logs in; for checks, since a password must not stand in a process list.
fn login(plan: &Plan, database: &Database, secrets: &Secrets) -> String {
    let mut options = vec![("host", cnf::value(&database.host))];
    if let Some(port) = database.port {
        options.push(("port", port.to_string()));
    }
    options.push(("protocol", "tcp".into()));
    options.push(("user", cnf::value(&database.user)));
    options.push((
        "password",
        cnf::secret(secrets, &secrets::of_database(plan, database)),
    ));
    options.push(("default-character-set", "utf8mb4".into()));
    options.push(("connect-timeout", "10".into()));
    let mut out = cnf::section("client", &options);
    out.push_str(&cnf::section(
        "mysql",
        &[("database", cnf::value(&database.name))],
    ));
    out
}
