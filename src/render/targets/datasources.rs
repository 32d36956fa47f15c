//! `master-datasources.xml`: the shared databases. `WSO2_CARBON_DB` stays this node's own. Source: domain §4.2.

use super::super::edit::{Edit, Element, Position, Value};
use super::super::secrets;
use super::{Node, Why, addresses, because};
use crate::catalog::database::POOL;
use crate::catalog::{Kind, Role, RoleSpec, paths, values};
use crate::say;

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    let mut edits = Vec::new();
    for &at in &node.instance.databases {
        let database = &node.plan.databases[at];
        let Some(url) = database.jdbc_url() else {
            continue;
        };
        let source = Source {
            spec: database.role.spec(),
            url,
            user: database.user.clone(),
            password: Value::secret(secrets::database(node.plan, at)),
        };
        let server = addresses::who(node.plan, database.server);
        match database.role {
            Role::Am => {
                let why = because(
                    say::reason_data_apis(&database.name, server),
                    "seed §14; doc CLUSTER420",
                );
                if node.instance.kind == Kind::IdentityServer {
                    edits.push(source.added(&why));
                } else {
                    edits.extend(source.moved(&why));
                }
            }
            Role::Um => edits.push(source.added(&because(
                say::reason_data_users(&database.name, server),
                "seed §6; doc CLUSTER420",
            ))),
            Role::Reg => edits.push(source.added(&because(
                say::reason_data_registry(&database.name, server),
                "seed §6; doc CLUSTER420-DB",
            ))),
            Role::Stats => edits.push(source.added(&because(
                if node.instance.kind == Kind::Bam {
                    say::reason_data_summaries(&database.name, server)
                } else {
                    say::reason_data_statistics(&database.name, server)
                },
                "domain §8.3",
            ))),
        }
    }
    edits
}

/// `bam-datasources.xml`: BAM opens its own Cassandra as its administrator. Ports stay: the product adds the offset to
/// what stands there. Source: domain §2.5, §12.1.
pub(super) fn cassandra() -> Vec<Edit> {
    let why = because(say::REASON_CASSANDRA, "puppet bam2.5.0; domain §12.1");
    let password = |name: &&str| {
        why.set(
            format!("{DATASOURCES}/datasource[name='{name}']/definition/configuration/password"),
            Value::secret(secrets::name::BAM),
        )
    };
    values::BAM_CASSANDRA.iter().map(password).collect()
}

/// A datasource on a shared server.
struct Source {
    spec: &'static RoleSpec,
    url: String,
    user: String,
    password: Value,
}

const DATASOURCES: &str = "/datasources-configuration/datasources";

impl Source {
    fn path(&self) -> String {
        format!("{DATASOURCES}/datasource[name='{}']", self.spec.datasource)
    }

    /// Points the entry that every node ships at the shared server; its pool stays as it is.
    fn moved(self, why: &Why) -> Vec<Edit> {
        let entry = self.path();
        let at = |rest: &str| format!("{entry}/definition/configuration/{rest}");
        vec![
            why.set(format!("{entry}/jndiConfig/name"), self.spec.jndi),
            why.set(format!("{entry}/definition/@type"), "RDBMS"),
            why.set(at("url"), self.url),
            why.set(at("username"), self.user),
            why.set(at("password"), self.password),
            why.set(at("defaultAutoCommit"), "false"),
            why.set(at("driverClassName"), paths::DRIVER_CLASS),
        ]
    }

    fn added(self, why: &Why) -> Edit {
        let path = self.path();
        let configuration = Element::new("configuration")
            .leaf("url", self.url)
            .leaf("username", self.user)
            .leaf("password", self.password)
            .leaf("driverClassName", paths::DRIVER_CLASS);
        // Never otherwise for this one. Source: stock 1.9.0; domain §4.2.
        let configuration = match self.spec.role {
            Role::Am => configuration.leaf("defaultAutoCommit", "false"),
            Role::Um | Role::Reg | Role::Stats => configuration,
        };
        let configuration = configuration
            .leaf("maxActive", POOL.max_active.to_string())
            .leaf("maxWait", POOL.max_wait_ms.to_string())
            .leaf("testOnBorrow", "true")
            .leaf("validationQuery", POOL.validation_query)
            .leaf(
                "validationInterval",
                POOL.validation_interval_ms.to_string(),
            );
        let element = Element::new("datasource")
            .leaf("name", self.spec.datasource)
            .leaf("description", self.spec.label.english())
            .child(Element::new("jndiConfig").leaf("name", self.spec.jndi))
            .child(
                Element::new("definition")
                    .attribute("type", "RDBMS")
                    .child(configuration),
            );
        why.put(path, element, Position::After("datasource"))
    }
}
