//! `registry.xml`: the shared registry and its mounts. Source: domain §4.5.

use super::put;
use crate::catalog::{Kind, Role, values};
use crate::model::Overwrite;
use crate::plan::Plan;
use crate::render::edit::{Edit, Element, Position};

const SOURCE: &str = "doc CLUSTER420-DB; domain §4.5";

pub(super) fn edits(plan: &Plan, at: usize) -> Vec<Edit> {
    let instance = &plan.instances[at];
    let Some(database) = plan
        .database(Role::Reg)
        .filter(|_| !instance.mounts.is_empty())
    else {
        return Vec::new();
    };
    let name = &plan.settings.mount;
    let quoted = crate::render::edit::quoted(name);
    let config = Element::new("dbConfig")
        .attribute("name", name.clone())
        .leaf("dataSource", Role::Reg.spec().jndi);
    let (read_only, why) = match instance.kind {
        Kind::GatewayWorker => ("true", "a worker only reads"),
        _ => ("false", "this node writes"),
    };
    let remote = Element::new("remoteInstance")
        .attribute("url", values::REMOTE_REGISTRY)
        .leaf("id", name.clone())
        .leaf("dbConfig", name.clone())
        .leaf("readOnly", read_only)
        .leaf("enableCache", "true")
        .leaf("registryRoot", values::REGISTRY_ROOT)
        .leaf(
            "cacheId",
            format!(
                "{}@{}",
                database.user,
                database.jdbc_url().unwrap_or_default()
            ),
        );
    let mut edits = vec![
        put(
            format!("/wso2registry/dbConfig[@name={quoted}]"),
            config,
            Position::After("dbConfig"),
            "the shared registry, beside the local one",
            SOURCE,
        ),
        put(
            format!("/wso2registry/remoteInstance[id={quoted}]"),
            remote,
            Position::After("dbConfig"),
            format!("{why}; cacheId is the same on all nodes"),
            SOURCE,
        ),
    ];
    let overwrite = match plan.settings.overwrite {
        Overwrite::True => "true",
        Overwrite::Virtual => "virtual",
    };
    for mount in &instance.mounts {
        let element = Element::new("mount")
            .attribute("path", mount.path)
            .attribute("overwrite", overwrite)
            .leaf("instanceId", name.clone())
            .leaf("targetPath", mount.target.clone());
        let reason = if mount.path == mount.target {
            "shared by all"
        } else {
            "shared by nodes of this kind, by no other"
        };
        let path = format!("/wso2registry/mount[@path='{}']", mount.path);
        edits.push(put(
            path,
            element,
            Position::After("dbConfig"),
            reason,
            SOURCE,
        ));
    }
    edits
}
