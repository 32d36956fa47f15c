//! `registry.xml`: the shared registry beside the node's own, and what is mounted from it. Source: domain §4.5.

use super::super::edit::{Edit, Element, Position, quoted};
use super::{Node, because, yes_no};
use crate::catalog::{Kind, Role, values};
use crate::model::Overwrite;
use crate::say;

pub(super) fn edits(node: &Node) -> Vec<Edit> {
    shared(node).unwrap_or_default()
}

fn shared(node: &Node) -> Option<Vec<Edit>> {
    let instance = node.instance;
    if instance.mounts.is_empty() {
        return None;
    }
    let database = node.plan.database(Role::Reg)?;
    let url = database.jdbc_url()?;
    let settings = &node.plan.settings;
    let name = &settings.mount;
    let read_only = instance.kind == Kind::GatewayWorker;
    let access = if read_only {
        say::REASON_REGISTRY_READS
    } else {
        say::REASON_REGISTRY_WRITES
    };

    let config = Element::new("dbConfig")
        .attribute("name", name.clone())
        .leaf("dataSource", Role::Reg.spec().jndi);
    let remote = Element::new("remoteInstance")
        .attribute("url", values::REMOTE_REGISTRY)
        .leaf("id", name.clone())
        .leaf("dbConfig", name.clone())
        .leaf("readOnly", yes_no(read_only))
        .leaf("enableCache", "true")
        .leaf("registryRoot", values::REGISTRY_ROOT)
        .leaf("cacheId", format!("{}@{url}", database.user));
    let mut edits = vec![
        because(say::reason_registry(&database.name), "doc CLUSTER420-DB").put(
            format!("/wso2registry/dbConfig[@name={}]", quoted(name)),
            config,
            Position::After("dbConfig"),
        ),
        because(access, "doc CLUSTER420-DB; puppet 1.9.1").put(
            format!("/wso2registry/remoteInstance[id={}]", quoted(name)),
            remote,
            Position::After("dbConfig"),
        ),
    ];
    let overwrite = match settings.overwrite {
        Overwrite::True => "true",
        Overwrite::Virtual => "virtual",
    };
    let mut position = Position::After("remoteInstance");
    for mount in &instance.mounts {
        let reason = if mount.path == mount.target {
            say::reason_mount_of_all(mount.path)
        } else {
            say::reason_mount_of_kind(mount.path)
        };
        let element = Element::new("mount")
            .attribute("path", mount.path)
            .attribute("overwrite", overwrite)
            .leaf("instanceId", name.clone())
            .leaf("targetPath", mount.target.clone());
        edits.push(because(reason, "doc CLUSTER420-DB; domain §4.5").put(
            format!("/wso2registry/mount[@path={}]", quoted(mount.path)),
            element,
            position,
        ));
        position = Position::After("mount");
    }
    Some(edits)
}
