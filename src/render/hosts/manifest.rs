//! The bundle in figures, for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::super::Files;
use super::{host_dir, instance_dir};
use crate::model::{HostId, InstanceId, Offset, Port};
use crate::plan::Plan;

#[derive(Serialize)]
struct Manifest<'a> {
    /// Release of API Manager.
    version: &'a str,
    hosts: Vec<Host<'a>>,
    instances: Vec<Instance<'a>>,
    databases: Vec<Database<'a>>,
    files: Vec<File<'a>>,
}

#[derive(Serialize)]
struct Host<'a> {
    id: &'a HostId,
    name: &'a str,
    ip: &'a str,
    /// Folder in the bundle.
    dir: String,
}

#[derive(Serialize)]
struct Instance<'a> {
    id: &'a InstanceId,
    kind: &'a str,
    profile: Option<&'a str>,
    host: &'a HostId,
    /// Folder in the bundle.
    dir: String,
    home: Option<&'a str>,
    offset: Offset,
    /// Those that it opens.
    ports: BTreeMap<&'a str, Port>,
}

#[derive(Serialize)]
struct Database<'a> {
    role: &'a str,
    name: &'a str,
    user: &'a str,
    server: &'a InstanceId,
    host: &'a str,
    port: Option<Port>,
}

#[derive(Serialize)]
struct File<'a> {
    path: &'a str,
    instance: Option<&'a InstanceId>,
    host: Option<&'a HostId>,
    kind: &'a str,
    /// Values that differ from the product's stock file.
    edits: usize,
}

pub(super) fn text(plan: &Plan, files: &Files) -> String {
    let manifest = Manifest {
        version: plan.version.text(),
        hosts: plan
            .hosts
            .iter()
            .map(|host| Host {
                id: &host.id,
                name: &host.name,
                ip: &host.address,
                dir: host_dir(host),
            })
            .collect(),
        instances: plan
            .instances
            .iter()
            .map(|instance| Instance {
                id: &instance.id,
                kind: instance.kind.id(),
                profile: instance.kind.spec().profile,
                host: &plan.host_of(instance).id,
                dir: instance_dir(plan, instance),
                home: instance.home.as_deref(),
                offset: instance.offset,
                ports: instance
                    .open_ports()
                    .map(|(spec, port)| (spec.name, port))
                    .collect(),
            })
            .collect(),
        databases: plan
            .databases
            .iter()
            .map(|database| Database {
                role: database.role.id(),
                name: &database.name,
                user: &database.user,
                server: &plan.instances[database.server].id,
                host: &database.host,
                port: database.port,
            })
            .collect(),
        files: files
            .iter()
            .map(|(path, file)| File {
                path,
                instance: file.instance.as_ref(),
                host: file.host.as_ref(),
                kind: file.kind,
                edits: file.changes.len(),
            })
            .collect(),
    };
    // Cannot fail: every key is a text.
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    text
}
