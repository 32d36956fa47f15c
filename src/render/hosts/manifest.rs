//! `manifest.json`: what a bundle holds, for programs.

use std::collections::BTreeMap;

use serde::Serialize;

use super::{host_dir, instance_dir};
use crate::plan::Plan;
use crate::render::{File, Files};

/// Format of the manifest.
const VERSION: u32 = 1;

#[derive(Serialize)]
struct Manifest<'a> {
    version: u32,
    hosts: Vec<Host<'a>>,
    instances: Vec<Instance<'a>>,
    databases: Vec<Database<'a>>,
    files: Vec<Listed<'a>>,
}

#[derive(Serialize)]
struct Host<'a> {
    id: &'a str,
    name: &'a str,
    ip: &'a str,
    dir: String,
}

#[derive(Serialize)]
struct Instance<'a> {
    id: &'a str,
    kind: &'static str,
    profile: Option<&'static str>,
    host: &'a str,
    dir: String,
    home: Option<&'a str>,
    offset: u16,
    /// Those that it opens.
    ports: BTreeMap<&'static str, u16>,
}

#[derive(Serialize)]
struct Database<'a> {
    role: &'static str,
    name: &'a str,
    user: &'a str,
    /// Identifier of the server's instance.
    server: &'a str,
    host: &'a str,
    port: Option<u16>,
}

#[derive(Serialize)]
struct Listed<'a> {
    path: &'a str,
    instance: Option<&'a str>,
    host: Option<&'a str>,
    kind: &'static str,
    /// How many values differ from the product's stock file.
    edits: usize,
}

/// Lists everything but itself.
pub(super) fn file(plan: &Plan, files: &Files) -> File {
    let manifest = Manifest {
        version: VERSION,
        hosts: plan
            .hosts
            .iter()
            .map(|host| Host {
                id: host.id.as_str(),
                name: &host.name,
                ip: &host.address,
                dir: host_dir(host),
            })
            .collect(),
        instances: plan
            .instances
            .iter()
            .map(|instance| Instance {
                id: instance.id.as_str(),
                kind: instance.kind.id(),
                profile: instance.kind.spec().profile,
                host: plan.host_of(instance).id.as_str(),
                dir: instance_dir(plan, instance),
                home: instance.home.as_deref(),
                offset: instance.offset.get(),
                ports: instance
                    .open_ports()
                    .map(|(spec, port)| (spec.name, port.get()))
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
                server: plan.instances[database.server].id.as_str(),
                host: &database.host,
                port: database.port.map(crate::model::Port::get),
            })
            .collect(),
        files: files
            .iter()
            .map(|(path, file)| Listed {
                path,
                instance: file.instance.as_ref().map(crate::model::InstanceId::as_str),
                host: file.host.as_ref().map(crate::model::HostId::as_str),
                kind: file.kind,
                edits: file.changes.len(),
            })
            .collect(),
    };
    // Cannot fail: all keys are text.
    let mut text = serde_json::to_string_pretty(&manifest).unwrap_or_default();
    text.push('\n');
    File::new("manifest", text)
}
