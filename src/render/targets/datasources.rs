//! `master-datasources.xml`: the shared databases. Source: domain §4.2.

use super::{put, set};
use crate::catalog::database::POOL;
use crate::catalog::{Role, paths};
use crate::plan::{Database, Plan};
use crate::render::edit::{Edit, Element, Position, Value};
use crate::render::secrets;

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    plan.instances[at]
        .databases
        .iter()
        .flat_map(|&database| {
            let password = Value::secret(secrets::database(plan, database));
            let database = &plan.databases[database];
            match database.role {
                // Shipped on an embedded database, and wanted by name on every node.
                Role::Am => changed(database, password),
                Role::Um | Role::Reg | Role::Stats => vec![added(plan, database, password)],
            }
        })
        .collect()
}

fn path(database: &Database) -> String {
    let name = database.role.spec().datasource;
    format!("/datasources-configuration/datasources/datasource[name='{name}']")
}

fn changed(database: &Database, password: Value) -> Vec<Edit> {
    let path = format!("{}/definition/configuration", path(database));
    let url = database.jdbc_url().unwrap_or_default();
    let source = database.role.spec().source;
    let reason = format!("shared, on {}", database.host);
    vec![
        set(format!("{path}/url"), url, reason, source),
        set(
            format!("{path}/username"),
            database.user.clone(),
            "the account for this host",
            source,
        ),
        set(
            format!("{path}/password"),
            password,
            "the account for this host",
            source,
        ),
        set(
            format!("{path}/driverClassName"),
            paths::DRIVER_CLASS,
            "the driver of MySQL",
            source,
        ),
    ]
}

fn added(plan: &Plan, database: &Database, password: Value) -> Edit {
    let spec = database.role.spec();
    let reason = match database.role {
        Role::Um => "users and permissions, the same for all",
        Role::Reg => "the registry that all mount",
        Role::Stats | Role::Am => "the summaries that BAM writes",
    };
    let configuration = Element::new("configuration")
        .leaf("url", database.jdbc_url().unwrap_or_default())
        .leaf("username", database.user.clone())
        .leaf("password", password)
        .leaf("driverClassName", paths::DRIVER_CLASS)
        .leaf("maxActive", POOL.max_active.to_string())
        .leaf("maxWait", POOL.max_wait_ms.to_string())
        .leaf("testOnBorrow", "true")
        .leaf("validationQuery", POOL.validation_query)
        .leaf(
            "validationInterval",
            POOL.validation_interval_ms.to_string(),
        );
    let element = Element::new("datasource")
        .leaf("name", spec.datasource)
        .leaf("description", spec.label)
        .child(Element::new("jndiConfig").leaf("name", spec.jndi))
        .child(
            Element::new("definition")
                .attribute("type", "RDBMS")
                .child(configuration),
        );
    let reason = format!("{reason}; on {}", plan.instances[database.server].name);
    put(path(database), element, Position::Last, reason, spec.source)
}
