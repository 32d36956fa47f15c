//! The products' files: what each instance's differ in from the shipped ones, and why.
//!
//! A placeholder such as `${carbon.local.ip}` always means the node that reads it. It stays where this same node is
//! meant, and gives way to a literal wherever another one is.

mod addresses;
mod api_manager;
mod axis2;
mod carbon;
mod catalina;
mod datasources;
mod identity;
mod registry;
mod site;
mod user_mgt;
mod workflow;

use super::edit::{Action, Edit, Element, Position, Value};
use crate::catalog::paths;
use crate::plan::Plan;

type Target = fn(&Plan, usize) -> Vec<Edit>;

/// Every file, by its path below the product home, with what edits it.
static TARGETS: &[(&str, Target)] = &[
    (paths::CARBON, carbon::edits),
    (paths::AXIS2, axis2::edits),
    (paths::API_MANAGER, api_manager::edits),
    (paths::MASTER_DATASOURCES, datasources::edits),
    (paths::REGISTRY, registry::edits),
    (paths::USER_MGT, user_mgt::edits),
    (paths::CATALINA, catalina::edits),
    (paths::IDENTITY, identity::edits),
    (paths::SITE_PUBLISHER, site::publisher),
    (paths::SITE_STORE, site::store),
    (paths::SITE_ADMIN_DASHBOARD, site::administration),
    (paths::SITE_WORKFLOW_ADMIN, site::administration),
    (paths::WORKFLOW_CALLBACK, workflow::edits),
];

/// The edits of one instance, by file. Files without any keep what the product ships.
pub(super) fn edits(
    plan: &Plan,
    at: usize,
) -> impl Iterator<Item = (&'static str, Vec<Edit>)> + '_ {
    let ours = plan.instances[at].kind.is_api_manager();
    let targets = if ours { TARGETS } else { &[] };
    targets
        .iter()
        .map(move |(path, target)| (*path, target(plan, at)))
        .filter(|(_, edits)| !edits.is_empty())
}

/// Gives an element or attribute a value; an element that is absent is made last in its parent.
fn set(
    path: impl Into<String>,
    value: impl Into<Value>,
    reason: impl Into<String>,
    source: &'static str,
) -> Edit {
    set_at(path, value, Position::Last, reason, source)
}

fn set_at(
    path: impl Into<String>,
    value: impl Into<Value>,
    position: Position,
    reason: impl Into<String>,
    source: &'static str,
) -> Edit {
    Edit {
        path: path.into(),
        action: Action::Set(value.into(), position),
        reason: reason.into(),
        source,
    }
}

/// Puts a whole element at the path.
fn put(
    path: impl Into<String>,
    element: Element,
    position: Position,
    reason: impl Into<String>,
    source: &'static str,
) -> Edit {
    Edit {
        path: path.into(),
        action: Action::Put(element, position),
        reason: reason.into(),
        source,
    }
}
