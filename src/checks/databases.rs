//! Databases: names, users, and the servers that hold them.

use super::context::Context;
use super::text::quoted;
use super::{Finding, Place, hosts};
use crate::catalog::database::{DATABASE_NAME_LIMIT, DEFAULT_MAX_CONNECTIONS, USER_NAME_LIMIT};
use crate::catalog::{Flavour, Kind, Role};
use crate::model::{self, Command, InstanceField};
use crate::plan::Database;
use crate::say::{self, Message, Said};

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
        let message: fn(String, Message) -> Said = if name.is_empty() {
            say::database_name_empty
        } else if name.len() > DATABASE_NAME_LIMIT {
            say::database_name_long
        } else if !name.bytes().all(plain) {
            say::database_name_characters
        } else if OF_THE_SERVER
            .iter()
            .any(|own| name.eq_ignore_ascii_case(own))
        {
            say::database_name_reserved
        } else {
            continue;
        };
        let free = free_name(context, database.role);
        findings.push(
            Finding::error(
                vec![Place::Design],
                message(quoted(name), database.role.spec().label),
            )
            .advice(say::DATABASE_NAME_ADVICE)
            .source("domain §4.1; know")
            .fix(
                say::fix_use(quoted(&free)),
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
        let message = say::database_name_shared(labels(databases, &group), quoted(&first.name));
        let finding = if exact {
            Finding::error(at, message).advice(say::DATABASE_NAME_SHARED_ADVICE)
        } else {
            Finding::warning(at, message).advice(say::DATABASE_NAME_SHARED_CASE_ADVICE)
        };
        findings.push(
            finding
                .source("domain §4.1; seed §14")
                .fix(say::DATABASE_NAME_SHARED_FIX, commands.collect()),
        );
    }
}

fn labels(databases: &[Database], group: &[usize]) -> Vec<Message> {
    group
        .iter()
        .map(|&at| databases[at].role.spec().label)
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
        let role = database.role.spec().label;
        let message = if user.is_empty() {
            say::database_user_empty(quoted(user), role)
        } else if !user.bytes().all(plain) {
            say::database_user_characters(quoted(user), role)
        } else if user.len() > limit {
            say::database_user_long(quoted(user), role, limit, flavour.label())
        } else {
            continue;
        };
        findings.push(
            Finding::error(vec![Place::Design, context.place(database.server)], message)
                .advice(say::DATABASE_USER_ADVICE)
                .source("domain §4.6; know")
                .fix(
                    say::fix_use(quoted(database.role.spec().default_user)),
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
    let labels: Vec<Message> = roots
        .iter()
        .map(|database| database.role.spec().label)
        .collect();
    let commands = roots
        .iter()
        .map(|database| usual_user(context, database.role));
    findings.push(
        Finding::warning(vec![Place::Design], say::database_user_root(labels))
            .advice(say::DATABASE_USER_ROOT_ADVICE)
            .source("domain §4.6")
            .fix(say::DATABASE_USER_ROOT_FIX, commands.collect()),
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
                say::database_user_shared(labels(databases, &group), quoted(user)),
            )
            .advice(say::DATABASE_USER_SHARED_ADVICE)
            .source("domain §4.6")
            .fix(say::DATABASE_USER_SHARED_FIX, commands.collect()),
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
                say::database_server_wrong(role.spec().label, context.name(at), kind.said()),
            )
            .advice(say::DATABASE_SERVER_WRONG_ADVICE)
            .source("domain §4.2")
            .fix(say::DATABASE_SERVER_WRONG_FIX, commands),
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
            say::database_embedded(context.names(all), all.len()),
        )
        .advice(say::DATABASE_EMBEDDED_ADVICE)
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
                say::mysql_connections_few(context.name(at), written, needed),
                true,
            ),
            Some(written) if written > MOST_CONNECTIONS => (
                say::mysql_connections_many(context.name(at), written, MOST_CONNECTIONS),
                true,
            ),
            None if needed > MOST_CONNECTIONS => (
                say::mysql_connections_clients(context.name(at), needed, MOST_CONNECTIONS),
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
                .advice(say::MYSQL_CONNECTIONS_ADVICE)
                .source("domain §4.2; stock 1.9.0")
                .fix(say::MYSQL_CONNECTIONS_FIX, commands.collect()),
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
                say::mysql_connections_raised(context.name(at), needed, DEFAULT_MAX_CONNECTIONS),
            )
            .advice(say::MYSQL_CONNECTIONS_RAISED_ADVICE)
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
                say::mysql_strict(
                    context.name(at),
                    context.instance(at).details.server.label(),
                ),
            )
            .advice(say::MYSQL_STRICT_ADVICE)
            .source("domain §4.6; stock 1.9.0"),
        );
    }
}

pub(super) fn mysql_8(context: &Context, findings: &mut Vec<Finding>) {
    for at in holders(context, |flavour| flavour == Flavour::Mysql80) {
        findings.push(
            Finding::warning(vec![context.place(at)], say::mysql_8(context.name(at)))
                .advice(say::MYSQL_8_ADVICE)
                .source("domain §4.3, §4.6; know")
                .fix(
                    say::MYSQL_8_FIX,
                    vec![Command::SetInstance {
                        id: context.id(at),
                        field: InstanceField::Server(Flavour::Mysql56),
                    }],
                ),
        );
    }
}
