//! What each file of a product must say: one module per file, from the plan to edits.

mod activemq;
mod addresses;
mod api_manager;
mod axis2;
mod carbon;
mod catalina;
mod datasources;
mod identity;
mod jmx;
mod registry;
mod single_sign_on;
mod site;
mod stores;
mod user_mgt;
mod workflow;

pub(super) use single_sign_on::providers;

use super::edit::{Action, Edit, Element, Position, Value};
use crate::catalog::{Kind, LinkKind, paths};
use crate::plan::{Host, Instance, Link, Plan};
use crate::say::{self, Said};

/// One instance with what the plan says about it, looked up once for all its files.
struct Node<'p> {
    plan: &'p Plan,
    at: usize,
    instance: &'p Instance,
    host: &'p Host,
    /// To those that it calls.
    links: Vec<&'p Link>,
}

impl<'p> Node<'p> {
    fn new(plan: &'p Plan, at: usize) -> Self {
        let instance = &plan.instances[at];
        Self {
            plan,
            at,
            instance,
            host: plan.host_of(instance),
            links: plan.links_from(at).collect(),
        }
    }

    fn link(&self, kind: LinkKind) -> Option<&'p Link> {
        self.links.iter().copied().find(|link| link.kind == kind)
    }

    fn links(&self, kind: LinkKind) -> impl Iterator<Item = &'p Link> {
        let of_kind = move |link: &&Link| link.kind == kind;
        self.links.iter().copied().filter(of_kind)
    }
}

/// The edits to each file of an instance, by the file's path below the product home. Files without any are left out.
pub(super) fn edits(plan: &Plan, at: usize) -> Vec<(&'static str, Vec<Edit>)> {
    let node = Node::new(plan, at);
    let mut files = match node.instance.kind {
        Kind::GatewayManager
        | Kind::GatewayWorker
        | Kind::KeyManager
        | Kind::Publisher
        | Kind::Store
        | Kind::AllInOne => api_manager_files(&node),
        Kind::IdentityServer => vec![
            (paths::CARBON, carbon::edits(&node)),
            (paths::AXIS2, axis2::edits(&node)),
            (paths::API_MANAGER, api_manager::edits(&node)),
            (paths::MASTER_DATASOURCES, datasources::edits(&node)),
            (paths::REGISTRY, registry::edits(&node)),
            (paths::USER_MGT, user_mgt::edits(&node)),
            (paths::CATALINA, catalina::edits(&node)),
            (paths::IDENTITY, identity::edits(&node)),
            (paths::EMBEDDED_LDAP, user_mgt::embedded_directory(&node)),
            (paths::SSO_PROVIDERS, single_sign_on::edits(&node)),
        ],
        Kind::Bam => vec![
            (paths::CARBON, carbon::edits(&node)),
            (paths::MASTER_DATASOURCES, datasources::edits(&node)),
            (paths::BAM_DATASOURCES, datasources::cassandra()),
            (paths::USER_MGT, user_mgt::edits(&node)),
            (paths::CATALINA, catalina::edits(&node)),
        ],
        Kind::Activemq => vec![
            (paths::BROKER, activemq::broker(&node)),
            (paths::BROKER_CONSOLE, activemq::console(&node)),
        ],
        Kind::Mysql | Kind::Svn | Kind::Nginx => Vec::new(),
    };
    files.retain(|(_, edits)| !edits.is_empty());
    files
}

/// Whether the edits go into the files that the product brought to the host: its stock files are not known for certain.
/// For the others they go into the built-in files.
pub(super) fn in_place(kind: Kind) -> bool {
    match kind {
        Kind::IdentityServer | Kind::Bam | Kind::Activemq => true,
        Kind::GatewayManager
        | Kind::GatewayWorker
        | Kind::KeyManager
        | Kind::Publisher
        | Kind::Store
        | Kind::AllInOne
        | Kind::Mysql
        | Kind::Svn
        | Kind::Nginx => false,
    }
}

fn api_manager_files(node: &Node) -> Vec<(&'static str, Vec<Edit>)> {
    vec![
        (paths::CARBON, carbon::edits(node)),
        (paths::AXIS2, axis2::edits(node)),
        (paths::API_MANAGER, api_manager::edits(node)),
        (paths::MASTER_DATASOURCES, datasources::edits(node)),
        (paths::REGISTRY, registry::edits(node)),
        (paths::USER_MGT, user_mgt::edits(node)),
        (paths::CATALINA, catalina::edits(node)),
        (paths::IDENTITY, identity::edits(node)),
        (paths::JMX, jmx::edits()),
        (paths::SITE_PUBLISHER, site::publisher(node)),
        (paths::SITE_STORE, site::store(node)),
        (paths::SITE_ADMIN_DASHBOARD, site::administration(node)),
        (paths::SITE_WORKFLOW_ADMIN, site::administration(node)),
        (paths::WORKFLOW_CALLBACK, workflow::edits(node)),
    ]
}

/// Why a value is what it is, and where that is written.
#[derive(Clone)]
struct Why {
    reason: Said,
    source: &'static str,
}

fn because(reason: impl Into<Said>, source: &'static str) -> Why {
    Why {
        reason: reason.into(),
        source,
    }
}

impl Why {
    /// A text or attribute of what is in the file already.
    fn set(&self, path: impl Into<String>, value: impl Into<Value>) -> Edit {
        self.set_at(path, value, Position::Last)
    }

    /// A text, in a new element at the position where there is none.
    fn set_at(&self, path: impl Into<String>, value: impl Into<Value>, position: Position) -> Edit {
        self.edit(path.into(), Action::Set(value.into(), position))
    }

    /// A whole element.
    fn put(&self, path: impl Into<String>, element: Element, position: Position) -> Edit {
        self.edit(path.into(), Action::Put(element, position))
    }

    /// Everything below an element.
    fn children(&self, path: impl Into<String>, children: Vec<Element>) -> Edit {
        self.edit(path.into(), Action::Children(children))
    }

    fn edit(&self, path: String, action: Action) -> Edit {
        Edit {
            path,
            action,
            reason: self.reason.clone(),
            source: self.source,
        }
    }
}

/// Why the protocols of an https port are named. Source: domain §11.3.
fn without_ssl() -> Why {
    because(
        say::REASON_WITHOUT_SSL,
        "doc Carbon 4.2.0 transport security; stock 1.10.0",
    )
}

fn yes_no(value: bool) -> &'static str {
    if value { "true" } else { "false" }
}

/// Whether the kind has the Publisher's web application to show.
fn publishes(kind: Kind) -> bool {
    matches!(kind, Kind::Publisher | Kind::AllInOne)
}

/// Whether the kind has the Store's web application to show.
fn sells(kind: Kind) -> bool {
    matches!(kind, Kind::Store | Kind::AllInOne)
}
