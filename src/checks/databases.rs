//! Databases: names, users, and the servers that hold them.

use super::context::Context;
use super::text::{self, quoted, verb};
use super::{Finding, Place, hosts};
use crate::catalog::database::{DATABASE_NAME_LIMIT, DEFAULT_MAX_CONNECTIONS, USER_NAME_LIMIT};
use crate::catalog::{Flavour, Kind, Role};
use crate::model::{self, Command, InstanceField};
use crate::plan::Database;

/// Databases that the server has for itself.
const OF_THE_SERVER: &[&str] = &["mysql", "information_schema", "performance_schema", "sys"];

fn set(context: &Context, role: Role, change: impl FnOnce(&mut model::Database)) -> Command {
    let usual = || model::Database::usual(role);
    let mut database = context
        .design
        .databases
        .get(&role)
        .cloned()
        .unwrap_or_else(usual);
    change(&mut database);
    let model::Database { name, user, server } = database;
    Command::SetDatabase {
        role,
        name,
        user,
        server,
    }
}

/// The usual name of a role, or the next that no other role has.
fn free_name(context: &Context, role: Role) -> String {
    let usual = role.spec().default_name;
    let taken = |name: &str| {
        context
            .design
            .databases
            .iter()
            .any(|(&other, database)| other != role && database.name.eq_ignore_ascii_case(name))
    };
    std::iter::once(usual.to_owned())
        .chain((2..10).map(|n| format!("{usual}{n}")))
        .find(|name| !taken(name))
        .unwrap_or_else(|| usual.to_owned())
}

pub(super) fn invalid_name(context: &Context, findings: &mut Vec<Finding>) {
    for database in &context.plan.databases {
        let name = database.name.as_str();
        let plain = |c: u8| c.is_ascii_alphanumeric() || b"_-$".contains(&c);
        let fault = if name.is_empty() {
            "is empty"
        } else if name.len() > DATABASE_NAME_LIMIT {
            "is longer than 64 characters"
        } else if !name.bytes().all(plain) {
            "holds more than letters, digits, `_`, `-` and `$`"
        } else if OF_THE_SERVER
            .iter()
            .any(|own| name.eq_ignore_ascii_case(own))
        {
            "belongs to the server itself"
        } else {
            continue;
        };
        let free = free_name(context, database.role);
        findings.push(
            Finding::error(
                vec![Place::Design],
                format!(
                    "Database name {} ({}) {fault}.",
                    quoted(name),
                    database.role.spec().label
                ),
            )
            .advice("It stands in SQL, in JDBC URLs and in XML.")
            .source("domain §4.1; know")
            .fix(
                format!("Use {}", quoted(&free)),
                vec![set(context, database.role, |database| {
                    database.name.clone_from(&free);
                })],
            ),
        );
    }
}

pub(super) fn shared_name(context: &Context, findings: &mut Vec<Finding>) {
    let databases = &context.plan.databases;
    let same = hosts::repeated(databases.iter().map(|database| {
        (!database.name.is_empty()).then(|| (database.server, database.name.to_ascii_lowercase()))
    }));
    for group in same {
        let first = &databases[group[0]];
        let exact = group.iter().all(|&at| databases[at].name == first.name);
        let mut taken: Vec<String> = Vec::new();
        let commands = group[1..].iter().map(|&at| {
            let role = databases[at].role;
            let mut free = free_name(context, role);
            while taken.contains(&free) {
                free.push('x');
            }
            taken.push(free.clone());
            set(context, role, |database| database.name = free)
        });
        let at = vec![Place::Design, context.place(first.server)];
        let message = format!(
            "{} are one database, {}.",
            text::sentence(&labels(databases, &group)),
            quoted(&first.name)
        );
        let finding = if exact {
            Finding::error(at, message).advice("Schemas would be loaded on top of each other, and tables with equal names refused. Each role has its own database.")
        } else {
            Finding::warning(at, message).advice("The names differ in case only: a server with `lower_case_table_names` takes them for one.")
        };
        findings.push(
            finding
                .source("domain §4.1; seed §14")
                .fix("Give each its own name", commands.collect()),
        );
    }
}

fn labels(databases: &[Database], group: &[usize]) -> Vec<&'static str> {
    group
        .iter()
        .map(|&at| databases[at].role.spec().label.english())
        .collect()
}

/// Longest user name that a server takes. Source: know.
fn user_limit(flavour: Flavour) -> usize {
    match flavour {
        Flavour::Mysql55 | Flavour::Mysql56 => USER_NAME_LIMIT,
        Flavour::Mysql57 | Flavour::Mysql80 => 32,
        Flavour::Mariadb => 80,
    }
}

fn usual_user(context: &Context, role: Role) -> Command {
    set(context, role, |database| {
        database.user = role.spec().default_user.into();
    })
}

pub(super) fn invalid_user(context: &Context, findings: &mut Vec<Finding>) {
    for database in &context.plan.databases {
        let flavour = context.instance(database.server).details.server;
        let user = database.user.as_str();
        let plain = |c: u8| c.is_ascii_alphanumeric() || b"_-.$".contains(&c);
        let limit = user_limit(flavour);
        let fault = if user.is_empty() {
            "is empty".to_owned()
        } else if !user.bytes().all(plain) {
            "holds more than letters, digits, `_`, `-`, `.` and `$`".to_owned()
        } else if user.len() > limit {
            format!(
                "is longer than the {limit} characters of {}",
                flavour.label()
            )
        } else {
            continue;
        };
        findings.push(
            Finding::error(
                vec![Place::Design, context.place(database.server)],
                format!(
                    "Database user {} ({}) {fault}.",
                    quoted(user),
                    database.role.spec().label
                ),
            )
            .advice("The server refuses to create the account.")
            .source("domain §4.6; know")
            .fix(
                format!("Use {}", quoted(database.role.spec().default_user)),
                vec![usual_user(context, database.role)],
            ),
        );
    }
}

pub(super) fn root(context: &Context, findings: &mut Vec<Finding>) {
    let roots: Vec<&Database> = context
        .plan
        .databases
        .iter()
        .filter(|database| database.user.eq_ignore_ascii_case("root"))
        .collect();
    if roots.is_empty() {
        return;
    }
    let labels: Vec<&str> = roots
        .iter()
        .map(|database| database.role.spec().label.english())
        .collect();
    let commands = roots
        .iter()
        .map(|database| usual_user(context, database.role));
    findings.push(
        Finding::warning(
            vec![Place::Design],
            format!("The databases {} are opened as `root`.", text::sentence(&labels)),
        )
        .advice("Whoever reads one configuration file rules the whole server. Use accounts with rights on their database only.")
        .source("domain §4.6")
        .fix("Use accounts of their own", commands.collect()),
    );
}

pub(super) fn shared_user(context: &Context, findings: &mut Vec<Finding>) {
    let databases = &context.plan.databases;
    let same = hosts::repeated(databases.iter().map(|database| {
        let of_its_own = database.user.is_empty() || database.user.eq_ignore_ascii_case("root");
        (!of_its_own).then_some((database.server, database.user.as_str()))
    }));
    for group in same {
        let user = &databases[group[0]].user;
        let commands = group
            .iter()
            .map(|&at| databases[at].role)
            .filter(|role| role.spec().default_user != user)
            .map(|role| usual_user(context, role));
        findings.push(
            Finding::note(
                vec![Place::Design],
                format!("{} are opened as one user, {}.", text::sentence(&labels(databases, &group)), quoted(user)),
            )
            .advice("It works with one password for all: an account has one. Separate users keep a leak to one database.")
            .source("domain §4.6")
            .fix("Use a user for each", commands.collect()),
        );
    }
}

/// A database on something that is no database server; files may say so.
pub(super) fn no_server(context: &Context, findings: &mut Vec<Finding>) {
    for (&role, database) in &context.design.databases {
        let Some(at) = database.server.as_ref().and_then(|id| context.position(id)) else {
            continue;
        };
        let kind = context.instance(at).kind;
        if kind == Kind::Mysql {
            continue;
        }
        let addition = if context.has(Kind::Mysql) {
            None
        } else {
            Some(context.add(&[Kind::Mysql]))
        };
        let mut commands = vec![set(context, role, |database| {
            database.server = None;
        })];
        commands.extend(addition.into_iter().flat_map(|addition| addition.commands));
        findings.push(
            Finding::error(
                vec![context.place(at), Place::Design],
                format!(
                    "The {} database is on {}, which is no database server ({}).",
                    role.spec().label,
                    context.name(at),
                    kind.label()
                ),
            )
            .advice("Nothing answers there. Choose a MySQL instance.")
            .source("domain §4.2")
            .fix("Use the MySQL of the design", commands),
        );
    }
}

/// Everything in one process, with the databases that it brings along.
pub(super) fn embedded(context: &Context, findings: &mut Vec<Finding>) {
    let all = context.of_kind(Kind::AllInOne);
    if all.is_empty() || context.has(Kind::Mysql) {
        return;
    }
    let addition = context.add(&[Kind::Mysql]);
    findings.push(
        Finding::note(
            context.places(all),
            format!(
                "{} {} its embedded H2 databases.",
                context.names(all),
                verb(all.len(), "keep", "keeps")
            ),
        )
        .advice("Fine for a trial. H2 is lost with its folder, and cannot be shared when the deployment grows.")
        .source("domain §4.2")
        .fix(addition.label(), addition.commands),
    );
}

/// Servers that somebody opens databases on, with the connections that they need.
fn needed_connections(context: &Context) -> impl Iterator<Item = (usize, u32)> {
    let servers = context.of_kind(Kind::Mysql).iter();
    servers
        .map(|&at| (at, context.plan.connections(at)))
        .filter(|&(_, needed)| needed > 0)
}

/// Most that `max_connections` takes. Source: know.
const MOST_CONNECTIONS: u32 = 100_000;

pub(super) fn too_few_connections(context: &Context, findings: &mut Vec<Finding>) {
    for (at, needed) in needed_connections(context) {
        let by_hand = context.instance(at).details.max_connections;
        let (message, mend) = match by_hand {
            Some(written) if written < needed => (
                format!(
                    "{} allows {written} connections; its clients can ask for {needed}.",
                    context.name(at)
                ),
                true,
            ),
            Some(written) if written > MOST_CONNECTIONS => (
                format!(
                    "{} cannot allow {written} connections; the most is {MOST_CONNECTIONS}.",
                    context.name(at)
                ),
                true,
            ),
            None if needed > MOST_CONNECTIONS => (
                format!(
                    "The clients of {} can ask for {needed} connections; the most is {MOST_CONNECTIONS}.",
                    context.name(at)
                ),
                false,
            ),
            Some(_) | None => continue,
        };
        let commands = (mend && needed <= MOST_CONNECTIONS)
            .then(|| Command::SetInstance {
                id: context.id(at),
                field: InstanceField::MaxConnections(None),
            })
            .into_iter();
        findings.push(
            Finding::warning(vec![context.place(at)], message)
                .advice("Under load servers wait a minute for a connection and then fail. Each pool takes up to 50.")
                .source("domain §4.2; stock 1.9.0")
                .fix("Use the calculated number", commands.collect()),
        );
    }
}

pub(super) fn raised_connections(context: &Context, findings: &mut Vec<Finding>) {
    for (at, needed) in needed_connections(context) {
        let by_hand = context.instance(at).details.max_connections.is_some();
        if by_hand || needed <= DEFAULT_MAX_CONNECTIONS || needed > MOST_CONNECTIONS {
            continue;
        }
        findings.push(
            Finding::note(
                vec![context.place(at)],
                format!(
                    "The clients of {} can ask for {needed} connections; a MySQL that nobody tuned allows {DEFAULT_MAX_CONNECTIONS}.",
                    context.name(at)
                ),
            )
            .advice("apim.cnf in its folder raises `max_connections`. See that the machine's memory and open files allow as many.")
            .source("domain §4.2"),
        );
    }
}

/// Servers with databases, of some makes.
fn holders(context: &Context, of: impl Fn(Flavour) -> bool) -> Vec<usize> {
    let servers = context.of_kind(Kind::Mysql).iter().copied();
    servers
        .filter(|&at| of(context.instance(at).details.server) && context.is_used(at))
        .collect()
}

pub(super) fn strict(context: &Context, findings: &mut Vec<Finding>) {
    for at in holders(context, Flavour::refuses_zero_dates) {
        findings.push(
            Finding::note(
                vec![context.place(at)],
                format!(
                    "{} ({}) refuses the schema's `TIMESTAMP DEFAULT 0` as it comes.",
                    context.name(at),
                    context.instance(at).details.server.label()
                ),
            )
            .advice("The SQL of the bundle relaxes `sql_mode` for its session. Loaded by hand, say SET sql_mode='' first. MySQL 5.6 takes the schema as it is.")
            .source("domain §4.6; stock 1.9.0"),
        );
    }
}

pub(super) fn mysql_8(context: &Context, findings: &mut Vec<Finding>) {
    for at in holders(context, |flavour| flavour == Flavour::Mysql80) {
        findings.push(
            Finding::warning(
                vec![context.place(at)],
                format!(
                    "{} is MySQL 8.0, years younger than these products.",
                    context.name(at)
                ),
            )
            .advice("Connector/J 5.1 logs in only to accounts with `mysql_native_password`, and Connector/J 8 needs Java 8, which the products do not support. Where `validate_password` is on, it must like the passwords of the accounts. Use MySQL 5.6 where you can choose.")
            .source("domain §4.3, §4.6; know")
            .fix(
                "Plan for MySQL 5.6",
                vec![Command::SetInstance {
                    id: context.id(at),
                    field: InstanceField::Server(Flavour::Mysql56),
                }],
            ),
        );
    }
}
