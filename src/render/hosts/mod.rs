//! What belongs to the machines rather than to a product home: databases, nginx, Subversion, names, scripts, and the
//! papers of the bundle.

mod ansible;
mod certificates;
mod hosts_file;
mod manifest;
mod mysql;
mod nginx;
mod readme;
mod report;
mod scripts;
mod svn;

use std::borrow::Cow;
use std::collections::HashMap;
use std::net::IpAddr;

use super::secrets::has_placeholder;
use super::{Error, File, Files, Products, Secrets, drawing, graph};
use crate::catalog::Kind;
use crate::model::{Design, saved};
use crate::plan::{self, Host, Instance, Plan};
use crate::work;

/// Everything of a bundle.
pub(super) fn bundle(design: &Design, plan: &Plan, secrets: &Secrets) -> Result<Files, Error> {
    let saved = saved::write(design);
    let as_designed = plan;
    let plan = without_placeholders(design, &saved, plan);
    let plan = plan.as_ref();
    let names = hosts_file::text(plan);
    // No script reads the picture, so it may say what was typed.
    let (picture, parts) = work::both(
        || drawing::drawing(design, as_designed),
        || {
            let hosts: Vec<usize> = (0..plan.hosts.len()).collect();
            let products = || Products::new(plan, secrets);
            work::each(&hosts, products, |products, &at| {
                host_files(plan, at, &names, secrets, products)
            })
        },
    );
    let mut sorted = Vec::new();
    let mut variables = Vec::with_capacity(plan.hosts.len());
    for part in parts {
        let (files, of_host) = part?;
        sorted.extend(files);
        variables.push(of_host);
    }
    let mut files = Files::from_iter(sorted);
    ansible::files(plan, variables, secrets, &mut files);
    files.insert("copy.sh".into(), scripts::copy(plan, secrets));
    files.insert("run.sh".into(), scripts::run(plan));
    certificates::add(plan, secrets, &mut files);
    files.insert("design.json".into(), File::new("design", saved));
    files.insert(
        "README.md".into(),
        File::new("markdown", readme::document(plan)),
    );
    // No script reads this one either.
    let report = report::document(design, as_designed, &files, picture.as_ref());
    files.insert("diagram.svg".into(), File::new("svg", graph::file(picture)));
    files.insert("report.html".into(), File::new("html", report));
    Ok(files)
}

/// What is below the folder of one host, and what the playbooks do on it.
fn host_files(
    plan: &Plan,
    at: usize,
    names: &str,
    secrets: &Secrets,
    products: &mut Products,
) -> Result<(Vec<(String, File)>, String), Error> {
    let host = &plan.hosts[at];
    let site = Site { plan, host, at };
    let mut files = Vec::new();
    // Paths below the product home, for the script that puts them there.
    let mut product_files = HashMap::new();
    for (at, instance) in site.instances() {
        let dir = instance_dir(plan, instance);
        let mut paths = Vec::new();
        for (path, mut file) in products.files(at)? {
            file.host = Some(host.id.clone());
            file.instance = Some(instance.id.clone());
            files.push((format!("{dir}/{path}"), file));
            paths.push(path);
        }
        product_files.insert(at, paths);
    }
    let dir = host_dir(host);
    let mut add = |path: &str, file: File| {
        files.push((format!("{dir}/{path}"), file.on(&host.id)));
    };
    add("etc/hosts", File::new("hosts", names));
    mysql::files(&site, secrets, &mut add);
    nginx::files(&site, &mut add);
    svn::files(&site, secrets, &mut add);
    let steps = scripts::steps(&site, &product_files);
    let variables = ansible::variables(&site, &steps);
    scripts::files(&site, steps, &mut add);
    Ok((files, variables))
}

/// The manifest comes last, since it lists the other files.
pub(super) fn manifest(plan: &Plan, files: &Files) -> File {
    File::new("manifest", manifest::text(plan, files))
}

/// The plan to render: as it is, unless somebody typed what `apply.sh` would take for a placeholder. Then a design
/// file from elsewhere could make the script write a password into, say, a host name.
fn without_placeholders<'a>(design: &Design, saved: &str, plan: &'a Plan) -> Cow<'a, Plan> {
    if !has_placeholder(saved) {
        return Cow::Borrowed(plan);
    }
    let harmless = saved.replace("@{", "@ {");
    match saved::read(harmless.as_bytes()) {
        Ok(design) => Cow::Owned(plan::build(&design)),
        // A space more made a text too long. Nothing to deploy is better than a password in the wrong place.
        Err(_) => Cow::Owned(Plan {
            name: design.name.replace("@{", "@ {"),
            folder: plan.folder.clone(),
            ..Plan::default()
        }),
    }
}

/// One machine of a plan.
struct Site<'a> {
    plan: &'a Plan,
    host: &'a Host,
    at: usize,
}

impl<'a> Site<'a> {
    /// Its instances with their positions.
    fn instances(&self) -> impl Iterator<Item = (usize, &'a Instance)> + use<'a> {
        let plan = self.plan;
        let on_host = &self.host.instances;
        on_host.iter().map(move |&at| (at, &plan.instances[at]))
    }

    fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &'a Instance)> + use<'a> {
        self.instances()
            .filter(move |(_, instance)| instance.kind == kind)
    }
}

/// Folder of a host in the bundle.
fn host_dir(host: &Host) -> String {
    format!("hosts/{}", host.dir)
}

/// Folder of an instance in the bundle.
fn instance_dir(plan: &Plan, instance: &Instance) -> String {
    let host = host_dir(plan.host_of(instance));
    format!("{host}/{}", folder(plan, instance))
}

/// Folder of an instance below its host's.
fn folder(plan: &Plan, instance: &Instance) -> String {
    match instance.kind {
        // Several of a kind on one host share the folder names that the first one has.
        Kind::Mysql | Kind::Svn | Kind::Activemq | Kind::Nginx => around_dir(plan, instance),
        Kind::GatewayManager
        | Kind::GatewayWorker
        | Kind::KeyManager
        | Kind::Publisher
        | Kind::Store
        | Kind::AllInOne
        | Kind::IdentityServer
        | Kind::Bam => instance.dir.clone(),
    }
}

/// Folder below its host's of a component that is no Carbon server: its kind, numbered from the second one on.
fn around_dir(plan: &Plan, instance: &Instance) -> String {
    let kind = instance.kind.id();
    let on_host = plan.host_of(instance).instances.iter();
    let place = on_host
        .map(|&at| &plan.instances[at])
        .filter(|other| other.kind == instance.kind)
        .position(|other| other.id == instance.id);
    match place {
        None | Some(0) => kind.to_owned(),
        Some(place) => format!("{kind}-{}", place + 1),
    }
}

/// Whether a text can stand in a hosts file, a certificate and a server name: letters, digits, dashes and dots, and
/// nothing that every machine maps to itself.
fn is_host_name(text: &str) -> bool {
    let label = |label: &str| {
        !label.is_empty()
            && label.len() <= 63
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label
                .bytes()
                .all(|c| c.is_ascii_alphanumeric() || c == b'-' || c == b'_')
    };
    text.len() <= 253
        && text.split('.').all(label)
        && text.bytes().any(|c| c.is_ascii_alphabetic())
        && !text.eq_ignore_ascii_case("localhost")
}

/// The address that a text is, if it is one.
fn address(text: &str) -> Option<IpAddr> {
    text.parse().ok()
}

/// Whether an absolute path can be handed to the scripts: below the root, no way up, no control character.
fn is_safe_path(path: &str) -> bool {
    path.starts_with('/')
        && path.trim_end_matches('/').len() > 1
        && !path.split('/').any(|part| matches!(part, ".." | "."))
        && !path.chars().any(char::is_control)
}
