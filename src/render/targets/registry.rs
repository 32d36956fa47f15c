//! `registry.xml`: the shared registry beside the node's own, and what is mounted from it. Source: domain §4.5.

use super::super::edit::{Edit, Element, Position, quoted};
use super::{Node, because, yes_no};
use crate::catalog::{Kind, Role, values};
use crate::model::Overwrite;

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
        "only reads"
    } else {
        "reads and writes"
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
        because(
            format!(
                "the shared registry in {}, beside this node's own",
                database.name
            ),
            "doc CLUSTER420-DB",
        )
        .put(
            format!("/wso2registry/dbConfig[@name={}]", quoted(name)),
            config,
            Position::After("dbConfig"),
        ),
        because(
            format!(
                "this server {access}; cacheId is the same on all nodes, or they show old entries"
            ),
            "doc CLUSTER420-DB; puppet 1.9.1",
        )
        .put(
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
            format!("{} is the same for all servers", mount.path)
        } else {
            format!(
                "{} is shared with servers of the same kind only",
                mount.path
            )
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
