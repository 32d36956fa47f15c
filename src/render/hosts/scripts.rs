//! The scripts of each host, and the one that brings them there. What they do is in `shell/`; what is written here is
//! the list of steps, each a call with the design's values as quoted words.

use std::collections::{BTreeMap, HashMap};

use super::super::secrets::needed;
use super::super::sh::Script;
use super::super::targets::{edits, in_place};
use super::super::xml::xpath;
use super::super::{File, Secrets, one_line};
use super::mysql::{self, schemas};
use super::{
    Site, address, around_dir, certificates, folder, host_dir, is_host_name, is_safe_path, nginx,
    svn,
};
use crate::catalog::port::name;
use crate::catalog::version::StatisticsSwitch;
use crate::catalog::{Flavour, Kind, LinkKind, Provider, Role, paths, values};
use crate::order;
use crate::plan::{Host, Instance, Plan};

/// What the scripts of a host share; the same text for every host.
const LIBRARY: &str = include_str!("shell/lib.sh");
/// What the scripts for the engineer's machine share.
pub(super) const DESK: &str = include_str!("shell/desk.sh");
const REACH: &str = include_str!("shell/reach.sh");
const COPY: &str = include_str!("shell/copy.sh");
const RUN: &str = include_str!("shell/run.sh");
/// Puts values into a file that only the host has.
const IN_PLACE: &str = include_str!("shell/in-place.xsl");

/// How the name of an archive ends where it is no tar.
const ZIP: &str = ".zip";

/// A product that comes as an archive.
pub(super) struct Product {
    pub(super) name: &'static str,
    pub(super) version: &'static str,
    pub(super) archive: &'static str,
    /// What starts it, below its home.
    starter: &'static str,
}

impl Product {
    /// Words for what the scripts would not expect otherwise.
    fn unusual_starter(&self) -> Option<&'static str> {
        (self.starter != paths::STARTER).then_some(self.starter)
    }
}

pub(super) fn product(plan: &Plan, kind: Kind) -> Option<Product> {
    if !kind.has_home() {
        return None;
    }
    let (spec, starter) = (kind.spec(), kind.starter());
    let Some(archive) = spec.archive else {
        let version = plan.version.spec();
        return Some(Product {
            name: "API Manager",
            version: version.text,
            archive: version.archive,
            starter,
        });
    };
    let stem = archive
        .strip_suffix(ZIP)
        .or_else(|| archive.strip_suffix("-bin.tar.gz"))
        .unwrap_or(archive);
    Some(Product {
        name: spec.label.english(),
        version: stem.rsplit('-').next().unwrap_or_default(),
        archive,
        starter,
    })
}

/// The scripts of a host whose steps another way of setting it up has too.
pub(super) struct Steps {
    pub(super) install: Script,
    pub(super) apply: Script,
    pub(super) start: Script,
    pub(super) verify: Script,
}

pub(super) fn steps(site: &Site, product_files: &HashMap<usize, Vec<String>>) -> Steps {
    Steps {
        install: install(site),
        apply: apply(site, product_files),
        start: start(site),
        verify: verify(site),
    }
}

pub(super) fn files(site: &Site, steps: Steps, add: &mut dyn FnMut(&str, File)) {
    add("lib.sh", File::script(LIBRARY));
    add("install.sh", File::script(steps.install.finish()));
    add("apply.sh", File::script(steps.apply.finish()));
    add("start.sh", File::script(steps.start.finish()));
    add("verify.sh", File::script(steps.verify.finish()));
    add("rollback.sh", File::script(rollback(site)));
    if site
        .instances()
        .any(|(_, instance)| in_place(instance.kind))
    {
        add("in-place.xsl", File::new("xslt", IN_PLACE));
    }
}

/// A script of a host up to its steps.
fn script(site: &Site, about: &[&str], who: &'static str) -> Script {
    let name = one_line(&site.host.name);
    let mut lines = vec![format!("Host {name}: {}", about[0])];
    lines.extend(about[1..].iter().map(|&line| line.to_owned()));
    let lines: Vec<&str> = lines.iter().map(String::as_str).collect();
    let mut script = Script::new(&lines);
    script.fixed(
        "HERE=$(CDPATH='' cd -- \"$(dirname -- \"$0\")\" && pwd)\n\
         # shellcheck source=/dev/null\n\
         . \"$HERE/lib.sh\"",
    );
    script.fixed(match who {
        "root" => "options root \"$@\"",
        _ => "options any \"$@\"",
    });
    script.call("this_is", &[&site.host.name, &site.host.address]);
    script.blank();
    script
}

/// Servers of a host with a home that the scripts can work with.
fn servers<'a>(site: &Site<'a>) -> impl Iterator<Item = (usize, &'a Instance, &'a str)> + use<'a> {
    site.instances().filter_map(|(at, instance)| {
        let home = instance.home.as_deref()?;
        (instance.kind.has_home() && is_safe_path(home)).then_some((at, instance, home))
    })
}

/// Servers with a home that no script can be trusted with.
fn odd_homes(site: &Site, script: &mut Script) {
    for (_, instance) in site.instances() {
        let home = instance.home.as_deref().unwrap_or_default();
        if instance.kind.has_home() && !is_safe_path(home) {
            let words = format!(
                "{}: its home {home} is no absolute path below the root; write another into the design",
                instance.dir
            );
            script.call("problem", &[&words]);
        }
    }
}

fn install(site: &Site) -> Script {
    let mut script = script(
        site,
        &[
            "packages, products and certificates that it needs. Safe to run twice.",
            "usage: sudo bash install.sh [--dry-run] [--fetch ADDRESS]",
            "Archives are taken from the folder products beside this script, where copy.sh puts them; with --fetch those",
            "that are missing come from below a web address, such as --fetch https://files.example.com/wso2.",
        ],
        "root",
    );
    let plan = site.plan;
    let has = |kind: Kind| site.of_kind(kind).next().is_some();
    script.function("steps", |script| {
        let mut packages = vec!["curl=curl"];
        let unpacked = servers(site).next().is_some();
        if archives(site).iter().any(|archive| archive.ends_with(ZIP)) {
            packages.push("unzip=unzip");
        }
        if site
            .instances()
            .any(|(_, instance)| in_place(instance.kind))
        {
            packages.push("xmlstarlet=xmlstarlet");
        }
        if has(Kind::Nginx) {
            packages.extend(["nginx=nginx", "openssl=openssl"]);
        }
        if has(Kind::Svn) {
            packages.push("svnserve=subversion");
        }
        // Only for verify.sh: the synchronizer takes SVNKit where that is there.
        if jars(site).contains(&paths::SVNKIT_JAR) {
            packages.push("svn=subversion");
        }
        let client = mysql::opened_on(site).next().map(|database| {
            let server = &plan.instances[database.server];
            match server.details.server {
                Flavour::Mariadb => "mysql=mariadb-client",
                Flavour::Mysql55 | Flavour::Mysql56 | Flavour::Mysql57 | Flavour::Mysql80 => {
                    "mysql=default-mysql-client"
                }
            }
        });
        script.call("packages", &packages);
        if let Some((_, server)) = site.of_kind(Kind::Mysql).next() {
            let flavour = server.details.server;
            let candidates: &[&str] = match flavour {
                Flavour::Mysql55 => &["mysql-server-5.5"],
                Flavour::Mysql56 => &["mysql-server-5.6"],
                Flavour::Mysql57 => &["mysql-server-5.7"],
                Flavour::Mysql80 => &["mysql-server-8.0"],
                Flavour::Mariadb => &["mariadb-server"],
            };
            let arguments: Vec<&str> = std::iter::once(flavour.label())
                .chain(candidates.iter().copied())
                .collect();
            script.call("database_package", &arguments);
        } else if let Some(client) = client {
            script.call("client_package", &[client]);
        }
        if has(Kind::Svn) {
            script.call("service_user", &["svn", "/nonexistent"]);
        }
        if unpacked {
            script.fixed("service_user \"$WSO2_USER\" /opt/wso2");
        }
        odd_homes(site, script);
        for (_, instance, home) in servers(site) {
            if let Some(product) = product(plan, instance.kind) {
                let mut arguments = vec![instance.dir.as_str(), home, product.archive];
                arguments.extend(product.unusual_starter());
                script.call("unpack", &arguments);
            }
            if needs_feature(instance) {
                let words = format!(
                    "{}: before apply.sh the feature {} is installed in its console, see README.md",
                    instance.dir,
                    paths::KEY_MANAGER_FEATURE
                );
                script.call("by_hand", &[&words]);
            }
        }
        if let Some((_, front)) = site.of_kind(Kind::Nginx).next() {
            for published in nginx::published(plan, front) {
                script.call("certificate", &[published.name]);
            }
        }
        if unpacked {
            script.call("jdk", &paths::JDK_ARCHIVES);
            script.call("java_note", &[]);
        }
    });
    script.call("run_steps", &[]);
    script
}

fn apply(site: &Site, product_files: &HashMap<usize, Vec<String>>) -> Script {
    let mut script = script(
        site,
        &[
            "backs up and puts the configuration in place. Safe to run twice.",
            "usage: sudo bash apply.sh [--dry-run] [--secrets FILE] [--any-address] [--any-version]",
            "Passwords come from secrets.env beside this script (mode 600). What is replaced is kept in the folder",
            ".apim-designer-backup of each home and in /var/backups/apim-designer.",
        ],
        "root",
    );
    let plan = site.plan;
    script.function("steps", |script| {
        script.call("secrets_file", &[]);
        script.call("hosts_lines", &[&plan.folder]);
        if site.of_kind(Kind::Mysql).next().is_some() || has_toolbox(site) {
            for (_, instance, home) in servers(site) {
                if instance.kind.is_api_manager() {
                    script.call("schema_home", &[home]);
                }
            }
        }
        apply_databases(site, script);
        apply_svn(site, script);
        odd_homes(site, script);
        if servers(site).next().is_some() {
            script.call("open_files_limit", &[&values::OPEN_FILES.to_string()]);
        }
        for (at, _, home) in servers(site) {
            let files = product_files.get(&at).map_or(&[][..], Vec::as_slice);
            apply_product(plan, at, home, files, script);
        }
        for (n, (_, front)) in site.of_kind(Kind::Nginx).enumerate() {
            if n > 0 {
                second(script, front);
                continue;
            }
            let dir = around_dir(plan, front);
            let mut kept = Vec::new();
            if nginx::long_names(plan).is_some() {
                script.call("nginx_site", &[&format!("{dir}/{}", nginx::NAMES_FILE), ""]);
                kept.push(nginx::NAMES_FILE.to_owned());
            }
            for published in nginx::published(plan, front) {
                let path = format!("{dir}/{}", published.file);
                script.call("nginx_site", &[&path, published.name]);
                kept.push(published.file);
            }
            let kept: Vec<&str> = kept.iter().map(String::as_str).collect();
            script.call("nginx_reload", &kept);
        }
    });
    script.call("run_steps", &[]);
    script
}

/// A second server of a kind that the distribution's package brings once.
fn second(script: &mut Script, instance: &Instance) {
    let words = format!(
        "{}: a second {} on one host is set up by hand",
        instance.dir,
        instance.kind.label()
    );
    script.call("by_hand", &[&words]);
}

fn apply_databases(site: &Site, script: &mut Script) {
    let plan = site.plan;
    for (n, (at, server)) in site.of_kind(Kind::Mysql).enumerate() {
        if n > 0 {
            second(script, server);
            continue;
        }
        let dir = around_dir(plan, server);
        let connections = mysql::connections(plan, at).to_string();
        let options = format!("{dir}/{}", mysql::OPTION_FILE);
        script.call(
            "database_server",
            &[server.details.server.id(), &options, &connections],
        );
        script.call(
            "database_script",
            &[&format!("{dir}/01-databases.sql"), "databases"],
        );
        script.call(
            "database_script",
            &[&format!("{dir}/02-users.sql"), "accounts and rights"],
        );
        for schema in schemas(plan, at) {
            let tables = schema.tables.to_string();
            let mut arguments = vec![schema.database, &tables, schema.mark];
            arguments.extend(&schema.scripts);
            script.call("database_schema", &arguments);
        }
    }
}

fn apply_svn(site: &Site, script: &mut Script) {
    for (n, (_, server)) in site.of_kind(Kind::Svn).enumerate() {
        if n > 0 {
            second(script, server);
        } else if svn::is_buildable(server) {
            script.call("svn_repository", &[svn::repository(server)]);
            script.call("svn_service", &[&format!("svn/{}", svn::UNIT)]);
        } else {
            let words = format!(
                "{}: {} cannot be a repository here; use letters, digits, dashes and at least two folders, such as {}",
                server.dir,
                svn::repository(server),
                paths::SVN_REPOSITORY
            );
            script.call("problem", &[&words]);
        }
    }
}

fn apply_product(
    plan: &Plan,
    at: usize,
    home: &str,
    product_files: &[String],
    script: &mut Script,
) {
    let instance = &plan.instances[at];
    let Some(product) = product(plan, instance.kind) else {
        return;
    };
    let folder = folder(plan, instance);
    let mut arguments = vec![
        instance.dir.as_str(),
        &folder,
        home,
        product.name,
        product.version,
    ];
    arguments.extend(product.unusual_starter());
    script.call("product", &arguments);
    if !instance.databases.is_empty() {
        script.call(
            "jar",
            &[
                paths::DRIVER_JAR_PATTERN,
                paths::EXTENSION_LIB,
                "the MySQL driver",
                "It is Connector/J 5.1, from the MySQL archives.",
            ],
        );
    }
    if instance.synchronizer.is_some() {
        let from = "The repositories of WSO2 have it; its licence keeps it out of the product.";
        script.call("jar", &[paths::SVNKIT_JAR, paths::DROPINS, "SVNKit", from]);
        script.call(
            "jar",
            &[
                paths::TRILEAD_JAR,
                paths::EXTENSION_LIB,
                "the companion of SVNKit",
                from,
            ],
        );
    }
    if talks_to_broker(plan, at) {
        let from = "It is in the folder lib of ActiveMQ 5.6.";
        for jar in paths::ACTIVEMQ_JARS {
            let arguments = [jar, paths::EXTENSION_LIB, BROKER_LIBRARY, from];
            script.call("jar", &arguments);
        }
    }
    if needs_feature(instance) {
        script.call("feature", &[paths::KEY_MANAGER_FEATURE, paths::API_MANAGER]);
        script.call(
            "defined_once",
            &[Role::Am.spec().datasource, paths::FEATURE_DATASOURCES],
        );
    }
    if in_place(instance.kind) {
        edit_files(plan, at, script);
    }
    // What a reader has below this folder is checked out; an edit of its own would stop that.
    let synchronizer = instance.synchronizer.as_ref();
    let checked_out = synchronizer.is_some_and(|synchronizer| !synchronizer.commits);
    for path in product_files {
        let left = path.starts_with(super::super::IN_PLACE)
            || checked_out && path.starts_with(SYNCHRONIZED);
        if !left {
            script.call("product_file", &[path]);
        }
    }
    if checked_out {
        script.call("left_to_checkout", &[paths::WORKFLOW_CALLBACK]);
    }
    if let Some(folder) = certificates::folder(plan, instance.kind) {
        for (path, needed) in certificates::stores(plan) {
            let mut arguments = vec![folder, path];
            arguments.extend((!needed).then_some("if-made"));
            script.call("store", &arguments);
        }
    }
    if instance.kind == Kind::Bam && plan.version.spec().statistics == StatisticsSwitch::File {
        let arguments = [
            paths::STATISTICS_TOOLBOX,
            paths::TOOLBOXES,
            "API Manager's toolbox",
        ];
        script.call("part", &arguments);
    }
    script.call("product_rest", &[]);
}

/// Whether there is a BAM to which no form brings the toolbox: statistics are switched on in files. Source: domain §8.3.
fn has_toolbox(site: &Site) -> bool {
    site.of_kind(Kind::Bam).next().is_some()
        && site.plan.version.spec().statistics == StatisticsSwitch::File
}

/// Whether it is key manager only by a feature that a person installs.
pub(super) fn needs_feature(instance: &Instance) -> bool {
    instance.kind.can_manage_keys() && instance.manages_keys()
}

/// Edits to the files that only the host has, each with the paths of its values.
fn edit_files(plan: &Plan, at: usize, script: &mut Script) {
    for (path, edits) in edits(plan, at) {
        let paths: Vec<String> = edits
            .iter()
            .filter_map(|edit| xpath(&edit.path).ok())
            .collect();
        let arguments: Vec<&str> = std::iter::once(path)
            .chain(paths.iter().map(String::as_str))
            .collect();
        let of_feature = path == paths::API_MANAGER && needs_feature(&plan.instances[at]);
        let step = if of_feature { "in_feature" } else { "in_place" };
        script.call(step, &arguments);
    }
}

const BROKER_LIBRARY: &str = "a library of ActiveMQ";

/// Whether the JMS transport is switched on in it.
fn talks_to_broker(plan: &Plan, at: usize) -> bool {
    plan.links_from(at)
        .any(|link| link.kind == LinkKind::Messaging)
}

/// What the deployment synchronizer carries. Source: doc CLUSTER420-SVN.
const SYNCHRONIZED: &str = "repository/deployment/server/";

fn start(site: &Site) -> Script {
    let mut script = script(
        site,
        &[
            "starts or stops its servers, in order, each when the one before it is up.",
            "usage: sudo bash start.sh [--dry-run] [--no-wait] [--any-java] [stop] [SERVER...]",
            "Products run as the account WSO2_USER (default: wso2), never as root.",
        ],
        "root",
    );
    let plan = site.plan;
    let order: Vec<usize> = plan
        .start
        .iter()
        .copied()
        .filter(|&at| plan.instances[at].host == site.at)
        .collect();
    let names: Vec<&str> = order
        .iter()
        .map(|&at| plan.instances[at].dir.as_str())
        .collect();
    script.function("start_steps", |script| {
        odd_homes(site, script);
        for &at in &order {
            start_one(plan, at, script);
        }
    });
    script.blank();
    script.function("stop_steps", |script| {
        for &at in order.iter().rev() {
            let instance = &plan.instances[at];
            match (&instance.home, services(instance.kind)) {
                (Some(home), _) if instance.kind.has_home() && is_safe_path(home) => {
                    script.call("halt", &[&instance.dir, home]);
                }
                (_, services) if !services.is_empty() => {
                    let mut arguments = vec![instance.dir.as_str(), "stop"];
                    arguments.extend(services);
                    script.call("unit", &arguments);
                }
                _ => {}
            }
        }
    });
    script.blank();
    script.call("known_servers", &names);
    script.fixed(
        "if [ -n \"$STOP\" ]; then\n  steps() { stop_steps; }\nelse\n  steps() { start_steps; }\nfi",
    );
    script.call("run_steps", &[]);
    script
}

/// Services of the distribution, or ours, that may carry a component.
fn services(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Mysql => &["mariadb", "mysql", "mysqld"],
        Kind::Svn => &["apim-designer-svn"],
        Kind::Nginx => &["nginx"],
        Kind::GatewayManager
        | Kind::GatewayWorker
        | Kind::KeyManager
        | Kind::Publisher
        | Kind::Store
        | Kind::AllInOne
        | Kind::IdentityServer
        | Kind::Bam
        | Kind::Activemq => &[],
    }
}

fn start_one(plan: &Plan, at: usize, script: &mut Script) {
    let instance = &plan.instances[at];
    let dir = instance.dir.as_str();
    let services = services(instance.kind);
    if !services.is_empty() {
        let mut arguments = vec![dir, "start"];
        arguments.extend(services);
        script.call("unit", &arguments);
        return;
    }
    let home = instance.home.as_deref().filter(|home| is_safe_path(home));
    if let Some((home, port)) = home.zip(instance.port(name::OPENWIRE)) {
        script.call("broker", &[dir, home, &port.to_string()]);
    }
    let Some((home, port)) = home.zip(instance.https()) else {
        return;
    };
    for (what, host, port) in awaited(plan, at) {
        script.call("await", &[dir, &what, &host, &port]);
    }
    script.call(
        "server",
        &[
            dir,
            home,
            instance.kind.spec().profile.unwrap_or_default(),
            &instance.offset.to_string(),
            &port.to_string(),
        ],
    );
    let synchronizer = instance.synchronizer.as_ref();
    if synchronizer.is_some_and(|synchronizer| synchronizer.commits) {
        script.call("committed", &[dir, home]);
    }
}

/// What must answer before an instance starts: what it needs and starts earlier, and the server that started last
/// before it on the same databases, since two first starts at once insert the same rows.
fn awaited(plan: &Plan, at: usize) -> Vec<(String, String, String)> {
    let place = |wanted: usize| plan.start.iter().position(|&other| other == wanted);
    let own = place(at);
    let mut found: BTreeMap<(String, String), (usize, String)> = BTreeMap::new();
    let mut add = |to: usize, host: &str, port: Option<crate::model::Port>| {
        let Some(port) = port else { return };
        if is_host_name(host) || address(host).is_some() {
            let what = plan.instances[to].dir.clone();
            let key = (host.to_owned(), port.to_string());
            found.entry(key).or_insert((to, what));
        }
    };
    for link in plan.links_from(at) {
        let needed = match link.kind {
            LinkKind::Data
            | LinkKind::Synchronization
            | LinkKind::KeyValidation
            | LinkKind::Token
            | LinkKind::Authentication
            | LinkKind::Deployment
            | LinkKind::Messaging => plan.instances[link.to].kind != Kind::Nginx,
            LinkKind::Calls
            | LinkKind::CacheClear
            | LinkKind::Statistics
            | LinkKind::SignOn
            | LinkKind::Traffic
            | LinkKind::Cluster => false,
        };
        if !needed || place(link.to) > own {
            continue;
        }
        for endpoint in &link.endpoints {
            add(link.to, &endpoint.host, endpoint.port);
        }
    }
    let before = own.and_then(|own| {
        plan.start[..own].iter().rev().copied().find(|&other| {
            plan.instances[other].kind.spec().carbon
                && plan.instances[other].uses(plan, Role::Um)
                && plan.instances[at].uses(plan, Role::Um)
        })
    });
    if let Some(before) = before {
        let host = &plan.host_of(&plan.instances[before]).address;
        add(before, host, plan.instances[before].https());
    }
    let mut awaited: Vec<_> = found
        .into_iter()
        .map(|((host, port), (to, what))| (place(to), what, host, port))
        .collect();
    order::sort(&mut awaited);
    awaited
        .into_iter()
        .map(|(_, what, host, port)| (what, host, port))
        .collect()
}

fn verify(site: &Site) -> Script {
    let mut script = script(
        site,
        &[
            "proves from here that names, ports, databases and servers are as designed.",
            "usage: bash verify.sh [--secrets FILE]; ends with the number of failures",
        ],
        "any",
    );
    let plan = site.plan;
    script.call("find_secrets", &[]);
    for line in &plan.hosts_lines {
        if address(&line.address).is_none() {
            continue;
        }
        for name in line.names.iter().filter(|name| is_host_name(name)) {
            script.call("resolves", &[name, &line.address]);
        }
    }
    let own = match address(&site.host.address) {
        Some(address) => address.to_string(),
        None => values::LOOPBACK.into(),
    };
    for (_, instance) in site.instances() {
        let main = instance.main_ports();
        for (spec, port) in instance.open_ports() {
            let always = matches!(spec.name, name::HTTPS | name::CLUSTER | name::THRIFT);
            if always || main.contains(&port.get()) {
                let arguments = [
                    instance.dir.as_str(),
                    spec.label.english(),
                    &own,
                    &port.to_string(),
                ];
                script.call("listens", &arguments);
            }
        }
    }
    verify_links(site, &mut script);
    for database in mysql::opened_on(site) {
        let tables = mysql::schemas(plan, database.server)
            .into_iter()
            .find(|schema| schema.database == database.name)
            .map_or(0, |schema| schema.tables);
        let Some(port) = database.port else { continue };
        script.call(
            "database_login",
            &[
                &mysql::login_file(database.role),
                database.role.spec().label.english(),
                &database.name,
                &database.host,
                &port.to_string(),
                &tables.to_string(),
            ],
        );
    }
    for (_, instance, _) in servers(site) {
        if let Some(port) = instance.https() {
            let needed = if instance.kind == Kind::GatewayWorker {
                "any"
            } else {
                "page"
            };
            let arguments = [instance.dir.as_str(), &own, &port.to_string(), needed];
            script.call("console", &arguments);
        }
    }
    for (at, instance, home) in servers(site) {
        verify_server(plan, at, instance, home, &own, &mut script);
    }
    if let Some((_, front)) = site.of_kind(Kind::Nginx).next() {
        script.call("nginx_accepts", &[]);
        if let Some(port) = front.port(name::FRONT_HTTPS) {
            for published in nginx::published(plan, front) {
                let arguments = [published.name, &port.to_string(), &own, "/"];
                script.call("published", &arguments);
            }
        }
    }
    script.call("summary", &[]);
    script
}

/// The same for every host: what is to be done stands in the journal there.
fn rollback(site: &Site) -> String {
    let mut script = script(
        site,
        &[
            "takes back what apply.sh did, as it wrote it down. Safe to run twice.",
            "usage: sudo bash rollback.sh [--dry-run] [--force] [--any-address] [RUN]",
            "Files get the contents, mode and owner from before the first run of apply.sh, or before the run of that number",
            "(--dry-run lists them); files and folders that were not there go. A file that somebody changed afterwards stops",
            "it, unless --force is given. Databases, Subversion's repository and what install.sh did stay as they are.",
        ],
        "root",
    );
    script.function("steps", |script| script.call("take_back", &[]));
    script.call("run_steps", &[]);
    script.finish()
}

/// What only a look into its home or a call of its services tells.
fn verify_server(
    plan: &Plan,
    at: usize,
    instance: &Instance,
    home: &str,
    own: &str,
    script: &mut Script,
) {
    let name = instance.dir.as_str();
    if instance.kind == Kind::Activemq {
        if let Some(port) = instance.port(name::BROKER_CONSOLE) {
            let arguments = [name, values::LOOPBACK, &port.to_string()];
            script.call("asks_for_login", &arguments);
        }
        open_files(name, home, script);
        return;
    }
    if let Some(port) = instance.port(name::PASS_THROUGH_HTTP)
        && Provider::Gateway.kinds().contains(&instance.kind)
    {
        let port = port.to_string();
        let arguments = [name, "APIs over plain http", own, &port, "/", "any", "http"];
        script.call("answers", &arguments);
    }
    let mut answers = |what: &str, port: Option<crate::model::Port>, path: &str, how: &str| {
        if let Some(port) = port {
            script.call("answers", &[name, what, own, &port.to_string(), path, how]);
        }
    };
    if Provider::Gateway.kinds().contains(&instance.kind) {
        let port = instance.port(name::PASS_THROUGH_HTTPS);
        answers("APIs", port, "/", "any");
    }
    if instance.manages_keys() || instance.kind == Kind::AllInOne {
        let path = format!("{}APIKeyValidationService?wsdl", paths::SERVICES);
        answers("key validation", instance.https(), &path, "served");
    }
    let mut links = plan.links.iter();
    if links.any(|link| link.kind == LinkKind::SignOn && link.to == at) {
        answers(
            "single sign-on",
            instance.https(),
            paths::SAML_SSO,
            "served",
        );
    }
    if !instance.databases.is_empty() {
        let (folder, pattern) = (paths::EXTENSION_LIB, paths::DRIVER_JAR_PATTERN);
        script.call(
            "library",
            &[name, home, folder, pattern, "the MySQL driver"],
        );
    }
    if talks_to_broker(plan, at) {
        for jar in paths::ACTIVEMQ_JARS {
            let arguments = [name, home, paths::EXTENSION_LIB, jar, BROKER_LIBRARY];
            script.call("library", &arguments);
        }
    }
    if let Some(synchronizer) = &instance.synchronizer {
        let file = svn::login_file(synchronizer.user);
        let arguments = [name, &file, synchronizer.user, &synchronizer.url];
        script.call("svn_login", &arguments);
    }
    script.call("started", &[name, home]);
    later_members(plan, at, name, home, script);
    open_files(name, home, script);
}

fn open_files(name: &str, home: &str, script: &mut Script) {
    let least = values::LEAST_OPEN_FILES.to_string();
    script.call("open_files", &[name, home, &least]);
}

/// Largest cluster of which each member is asked for the others.
const ALL_ASKED: usize = 16;

/// Asks for the members of its cluster that start after an instance: its log names those only. In a large cluster the
/// first member alone is asked.
fn later_members(plan: &Plan, at: usize, name: &str, home: &str, script: &mut Script) {
    let Some(own) = plan.instances[at].membership else {
        return;
    };
    let members = &plan.clusters[own.cluster].members;
    if members.len() > ALL_ASKED && members.first() != Some(&at) {
        return;
    }
    let mut later = false;
    for &other in &plan.start {
        let member = &plan.instances[other];
        if let Some(membership) = member.membership
            && later
            && membership.cluster == own.cluster
            && let Some(port) = membership.port
            && let Some(address) = address(&plan.host_of(member).address)
        {
            let (address, port) = (address.to_string(), port.to_string());
            script.call("member", &[name, home, &member.dir, &address, &port]);
        }
        later |= other == at;
    }
}

/// Every address that somebody on the host calls, once.
fn verify_links(site: &Site, script: &mut Script) {
    let plan = site.plan;
    let mut seen = std::collections::BTreeSet::new();
    for (at, instance) in site.instances() {
        for link in plan.links_from(at) {
            let to = &plan.instances[link.to];
            for endpoint in &link.endpoints {
                let host = endpoint.host.as_str();
                let Some(port) = endpoint.port else { continue };
                let usable = is_host_name(host) || address(host).is_some();
                if !usable || !seen.insert((host, port)) {
                    continue;
                }
                let port = port.to_string();
                if link.kind == LinkKind::Synchronization {
                    script.call("svn_answers", &[&instance.dir, host, &port]);
                } else {
                    let arguments = [&instance.dir, &to.dir, link.why.english(), host, &port];
                    script.call("reaches", &arguments);
                }
            }
        }
    }
}

/// The script for the engineer's machine.
pub(super) fn copy(plan: &Plan, secrets: &Secrets) -> File {
    let mut script = Script::new(&[
        "Copies each host's folder, the products and the libraries that it needs to it, by ssh.",
        "usage: bash copy.sh [--host NAME] [--dry-run] [--secrets FILE]",
        "Expects beside it: products/ with the archives, jars/ with the libraries, secrets.env (mode 600).",
        "Host keys are checked as your ssh is set up.",
    ]);
    at_desk(&mut script, COPY);
    let needed = needed(plan);
    let remote = remote_dir(plan);
    for (at, host) in plan.hosts.iter().enumerate() {
        let site = Site { plan, host, at };
        let dir = host_dir(host);
        let mut arguments = vec![
            host.dir.as_str(),
            &host.ssh_user,
            &host.address,
            &host.ssh_key,
            &dir,
            &remote,
        ];
        let here = |used_by: &Vec<usize>| used_by.iter().any(|&by| plan.instances[by].host == at);
        let keys = needed
            .iter()
            .filter(|secret| here(&secret.used_by) && secrets.get(&secret.name).is_none());
        arguments.extend(keys.map(|secret| secret.env.as_str()));
        script.call("host", &arguments);
        for archive in archives(&site) {
            script.call("product", &[archive]);
        }
        if servers(&site).next().is_some() {
            script.call("jdk", &paths::JDK_ARCHIVES);
        }
        for jar in jars(&site) {
            let mut arguments = vec![jar];
            if paths::ACTIVEMQ_JARS.contains(&jar) {
                arguments.extend(product(plan, Kind::Activemq).map(|product| product.archive));
            }
            script.call("jar", &arguments);
        }
        if certificates::wanted(plan) {
            let mut folders: Vec<&str> = servers(&site)
                .filter_map(|(_, instance, _)| certificates::folder(plan, instance.kind))
                .collect();
            order::sort(&mut folders);
            folders.dedup();
            if site.of_kind(Kind::Nginx).next().is_some() {
                folders.push("nginx");
            }
            let needed = certificates::for_servers(plan);
            for folder in folders {
                let mut arguments = vec![folder];
                arguments.extend((!needed).then_some("if-made"));
                script.call("certificates", &arguments);
            }
        }
        if let Some((server, _)) = site.of_kind(Kind::Mysql).next() {
            let mut scripts: Vec<&str> = schemas(plan, server)
                .into_iter()
                .flat_map(|schema| schema.scripts)
                .collect();
            order::sort(&mut scripts);
            scripts.dedup();
            for path in scripts {
                script.call("part", &[plan.version.spec().archive, path, "mysql"]);
            }
        }
        if has_toolbox(&site) {
            let (archive, path) = (plan.version.spec().archive, paths::STATISTICS_TOOLBOX);
            script.call("part", &[archive, path, "parts"]);
        }
    }
    script.call("finish", &[]);
    File::script(script.finish())
}

/// What a script needs that goes to the hosts by ssh.
fn at_desk(script: &mut Script, own: &'static str) {
    for part in [DESK, REACH, own] {
        script.fixed(part);
        script.blank();
    }
}

/// The script for the engineer's machine that runs the others on the hosts, in the order that they need.
pub(super) fn run(plan: &Plan) -> File {
    let mut script = Script::new(&[
        "Runs a step on the hosts, by ssh, one after the other in the right order. Stops at the first that fails; verify goes on.",
        "usage: bash run.sh install|apply|start|stop|verify|rollback [--host NAME]... [--show] [OPTION...] [SERVER...]",
        "With --host only there, with names of servers only those are started or stopped. With --show it prints the commands",
        "instead. Every other option goes to the script on the hosts, such as --dry-run.",
    ]);
    at_desk(&mut script, RUN);
    let mut hosts: Vec<&Host> = plan.hosts.iter().collect();
    order::by_key(&mut hosts, |host| {
        let mut kinds = host.instances.iter().map(|&at| plan.instances[at].kind);
        !kinds.any(|kind| kind == Kind::Mysql)
    });
    for host in hosts {
        let login = [&host.dir, &host.ssh_user, &host.address, &host.ssh_key];
        script.call("host", &login.map(String::as_str));
    }
    for (host, servers) in turns(plan, plan.start.iter()) {
        let mut arguments = vec![plan.hosts[host].dir.as_str()];
        arguments.extend(servers);
        script.call("turn", &arguments);
    }
    script.call("everywhere", &[&remote_dir(plan)]);
    File::script(script.finish())
}

/// Instances in an order, host by host; a host comes again where another's come in between.
pub(super) fn turns<'a>(
    plan: &'a Plan,
    order: impl Iterator<Item = &'a usize>,
) -> Vec<(usize, Vec<&'a str>)> {
    let mut turns: Vec<(usize, Vec<&str>)> = Vec::new();
    for &at in order {
        let instance = &plan.instances[at];
        match turns.last_mut() {
            Some((host, servers)) if *host == instance.host => servers.push(&instance.dir),
            _ => turns.push((instance.host, vec![&instance.dir])),
        }
    }
    turns
}

/// Folder on each host, below the home of the account that logs in.
pub(super) fn remote_dir(plan: &Plan) -> String {
    format!("apim-designer/{}", plan.folder)
}

/// Archives that a host needs.
pub(super) fn archives(site: &Site) -> Vec<&'static str> {
    let mut archives: Vec<&str> = servers(site)
        .filter_map(|(_, instance, _)| Some(product(site.plan, instance.kind)?.archive))
        .collect();
    order::sort(&mut archives);
    archives.dedup();
    archives
}

/// Libraries that a host needs and no bundle may carry.
pub(super) fn jars(site: &Site) -> Vec<&'static str> {
    let mut jars = Vec::new();
    if servers(site).any(|(_, instance, _)| !instance.databases.is_empty()) {
        jars.push(paths::DRIVER_JAR_PATTERN);
    }
    if servers(site).any(|(_, instance, _)| instance.synchronizer.is_some()) {
        jars.extend([paths::SVNKIT_JAR, paths::TRILEAD_JAR]);
    }
    if servers(site).any(|(at, ..)| talks_to_broker(site.plan, at)) {
        jars.extend(paths::ACTIVEMQ_JARS);
    }
    jars
}
