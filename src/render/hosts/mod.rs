//! Everything of a bundle beside the product files: per host and for the whole.

mod copy;
mod hosts_file;
mod manifest;
mod readme;

use crate::model::{Design, saved};
use crate::plan::{Host, Instance, Plan};
use crate::render::{Error, File, Files, Secrets};

/// A host's folder in the bundle.
fn host_dir(host: &Host) -> String {
    format!("hosts/{}", host.dir)
}

/// An instance's folder in the bundle.
fn instance_dir(plan: &Plan, instance: &Instance) -> String {
    format!("{}/{}", host_dir(plan.host_of(instance)), instance.dir)
}

/// Puts a bundle together, manifest included.
pub(super) fn bundle(design: &Design, plan: &Plan, secrets: &Secrets) -> Result<Files, Error> {
    let mut files = Files::new();
    for (at, instance) in plan.instances.iter().enumerate() {
        let dir = instance_dir(plan, instance);
        for (path, file) in super::instance(plan, at, secrets)? {
            files.insert(format!("{dir}/{path}"), file);
        }
    }
    let hosts_lines = hosts_file::file(plan);
    for host in &plan.hosts {
        files.insert(
            format!("{}/etc/hosts", host_dir(host)),
            hosts_lines.clone().on(&host.id),
        );
    }
    files.insert("README.md".into(), readme::file(plan));
    files.insert("copy.sh".into(), copy::script(plan));
    files.insert(
        "design.json".into(),
        File::new("design", saved::write(design)),
    );
    files.insert("manifest.json".into(), manifest::file(plan, &files));
    Ok(files)
}
