//! The same steps for Ansible. What they do is in the playbooks beside this file, the same for every design; what is
//! written here is the inventory, the steps of each host as variables, and the order of the starts.
//!
//! The steps are read off the host's scripts, so that both ways always mean the same.

use super::super::secrets::needed;
use super::super::sh::Script;
use super::super::yaml::{Map, Value, document};
use super::super::{File, Files, Secrets, cnf, sql};
use super::{Site, host_dir, scripts};
use crate::catalog::database::CHARACTER_SET;
use crate::catalog::{Flavour, Kind, paths};
use crate::plan::{Host, Plan, before_port};

/// What is the same for every design, by its path below the folder.
const FIXED: &[(&str, &str)] = &[
    (
        "action_plugins/apim_change.py",
        include_str!("plugins/change_action.py"),
    ),
    ("filter_plugins/apim.py", include_str!("plugins/filters.py")),
    ("library/apim_change.py", include_str!("plugins/change.py")),
    (
        "library/apim_take_back.py",
        include_str!("plugins/take_back.py"),
    ),
    (
        "module_utils/apim_journal.py",
        include_str!("plugins/journal.py"),
    ),
    ("group_vars/all/main.yml", include_str!("main_vars.yml")),
    ("site.yml", include_str!("site.yml")),
    ("install.yml", include_str!("install.yml")),
    ("apply.yml", include_str!("apply.yml")),
    ("chosen.yml", include_str!("chosen.yml")),
    ("verify.yml", include_str!("verify.yml")),
    ("rollback.yml", include_str!("rollback.yml")),
    ("tasks/account.yml", include_str!("tasks/account.yml")),
    (
        "tasks/certificate.yml",
        include_str!("tasks/certificate.yml"),
    ),
    (
        "tasks/database_package.yml",
        include_str!("tasks/database_package.yml"),
    ),
    ("tasks/fetch.yml", include_str!("tasks/fetch.yml")),
    ("tasks/java.yml", include_str!("tasks/java.yml")),
    ("tasks/jdk.yml", include_str!("tasks/jdk.yml")),
    ("tasks/mysql.yml", include_str!("tasks/mysql.yml")),
    (
        "tasks/mysql_client.yml",
        include_str!("tasks/mysql_client.yml"),
    ),
    (
        "tasks/mysql_schema.yml",
        include_str!("tasks/mysql_schema.yml"),
    ),
    (
        "tasks/mysql_server.yml",
        include_str!("tasks/mysql_server.yml"),
    ),
    ("tasks/nginx.yml", include_str!("tasks/nginx.yml")),
    ("tasks/open_files.yml", include_str!("tasks/open_files.yml")),
    ("tasks/problems.yml", include_str!("tasks/problems.yml")),
    ("tasks/running.yml", include_str!("tasks/running.yml")),
    ("tasks/start.yml", include_str!("tasks/start.yml")),
    (
        "tasks/start_broker.yml",
        include_str!("tasks/start_broker.yml"),
    ),
    (
        "tasks/start_process.yml",
        include_str!("tasks/start_process.yml"),
    ),
    (
        "tasks/start_product.yml",
        include_str!("tasks/start_product.yml"),
    ),
    (
        "tasks/start_service.yml",
        include_str!("tasks/start_service.yml"),
    ),
    ("tasks/stop.yml", include_str!("tasks/stop.yml")),
    ("tasks/svn.yml", include_str!("tasks/svn.yml")),
    ("tasks/unpack.yml", include_str!("tasks/unpack.yml")),
    (
        "tasks/verify_servers.yml",
        include_str!("tasks/verify_servers.yml"),
    ),
];

/// `variables` are those of each host.
pub(super) fn files(plan: &Plan, variables: Vec<String>, secrets: &Secrets, files: &mut Files) {
    let mut add = |path: &str, kind, text: String| {
        files.insert(format!("ansible/{path}"), File::new(kind, text));
    };
    for &(path, text) in FIXED {
        let kind = match path.rsplit_once('.') {
            Some((_, "py")) => "python",
            _ => "yaml",
        };
        add(path, kind, text.to_owned());
    }
    let mut settings = cnf::section("defaults", &[("inventory", "inventory.yml".into())]);
    // Half the round trips of each task.
    settings.push_str(&cnf::section(
        "connection",
        &[("pipelining", "true".into())],
    ));
    add("ansible.cfg", "cnf", settings);
    let mut yaml = |path: &str, about: &[&str], value: Value| {
        add(path, "yaml", document(about, &value));
    };
    yaml(
        "inventory.yml",
        &["The hosts, and which of them have what."],
        inventory(plan),
    );
    yaml(
        "group_vars/all/design.yml",
        &["Which design this is; its lines in /etc/hosts carry the name."],
        Map::default()
            .with("apim_folder", plan.folder.as_str())
            .into(),
    );
    yaml(
        "secrets.example.yml",
        &[
            "Copy this to secrets.yml, write each password between its quotes (where it has a ', write that twice), and lock it:",
            "ansible-vault encrypt secrets.yml",
        ],
        wanted_secrets(plan, secrets),
    );
    yaml(
        "start.yml",
        &[
            "Starts the servers one after the other: two first starts at the same time write the same rows into the shared",
            "databases, and one of them fails.",
        ],
        plays(plan, "Start", "tasks/start.yml", plan.start.iter()),
    );
    yaml(
        "stop.yml",
        &["Stops the servers one after the other, those first that started last."],
        plays(plan, "Stop", "tasks/stop.yml", plan.start.iter().rev()),
    );
    for (host, variables) in plan.hosts.iter().zip(variables) {
        let path = format!("host_vars/{}.yml", inventory_name(host));
        add(&path, "yaml", variables);
    }
}

/// Name of a host for Ansible: its folder's, unless a group has the name already.
fn inventory_name(host: &Host) -> String {
    match host.dir.as_str() {
        "all" | "ungrouped" => format!("host-{}", host.dir),
        dir => dir.to_owned(),
    }
}

fn inventory(plan: &Plan) -> Value {
    let mut hosts = Map::default();
    for host in &plan.hosts {
        let mut variables = Map::default();
        for (key, text) in [
            ("ansible_host", &host.address),
            ("ansible_user", &host.ssh_user),
            ("ansible_ssh_private_key_file", &host.ssh_key),
        ] {
            // ssh would take one that begins with a dash for an option.
            if !text.is_empty() && !text.starts_with('-') {
                variables.add(key, text.as_str());
            }
        }
        hosts.add(&inventory_name(host), variables);
    }
    let mut groups = Map::default();
    for kind in Kind::ALL {
        let mut members = Map::default();
        for host in &plan.hosts {
            let mut kinds = host.instances.iter().map(|&at| plan.instances[at].kind);
            if kinds.any(|one| one == kind) {
                members.add(&inventory_name(host), Map::default());
            }
        }
        if !members.is_empty() {
            // No host has an underline in its name.
            let name = format!("apim_{}", kind.id().replace('-', "_"));
            groups.add(&name, Map::default().with("hosts", members));
        }
    }
    let all = Map::default().with("hosts", hosts).with("children", groups);
    Map::default().with("all", all).into()
}

fn wanted_secrets(plan: &Plan, secrets: &Secrets) -> Value {
    let mut keys = Map::default();
    for secret in needed(plan) {
        if secrets.get(&secret.name).is_none() {
            keys.explained(&secret.label, &secret.env, Value::Blank);
        }
    }
    Map::default().with("apim_secrets", keys).into()
}

/// A play for each turn of a host, in the order that is given.
fn plays<'a>(
    plan: &'a Plan,
    word: &str,
    tasks: &str,
    order: impl Iterator<Item = &'a usize>,
) -> Value {
    let chosen = Map::default()
        .with("name", "Servers that were asked for")
        .with("import_playbook", "chosen.yml");
    let turns = scripts::turns(plan, order);
    let plays = turns.into_iter().map(|(host, servers)| {
        let host = inventory_name(&plan.hosts[host]);
        let task = Map::default()
            .with("name", "Each when the one before it is done")
            .with("ansible.builtin.include_tasks", tasks)
            .with("loop", servers.iter().copied().collect::<Value>())
            .with("loop_control", Map::default().with("loop_var", "apim_name"))
            .with(
                "when",
                "apim_only == '' or apim_name in apim_only.split(',')",
            );
        Map::default()
            .with("name", format!("{word} {} on {host}", servers.join(", ")))
            .with("hosts", host)
            .with("become", true)
            .with("gather_facts", false)
            .with("any_errors_fatal", true)
            .with("tasks", Value::from_iter([task]))
    });
    std::iter::once(chosen).chain(plays).collect()
}

/// What the playbooks do on one host, as the file of its variables.
pub(super) fn variables(site: &Site, scripts: &scripts::Steps) -> String {
    let about = "What apply.yml and its neighbours do on this host.";
    document(&[about], &on_host(site, scripts))
}

fn on_host(site: &Site, scripts: &scripts::Steps) -> Value {
    let mut steps = Steps::default();
    let mut by_hand = Map::default();
    let mut hand = |name: &str, steps: &mut Steps| {
        by_hand.add(
            name,
            std::mem::take(&mut steps.by_hand)
                .into_iter()
                .collect::<Value>(),
        );
    };
    steps.read(site, &scripts.install);
    hand("install", &mut steps);
    steps.read(site, &scripts.apply);
    hand("apply", &mut steps);
    steps.read(site, &scripts.start);
    steps.read(site, &scripts.verify);

    let mut variables = Map::default()
        .with("apim_dir", host_dir(site.host))
        .with("apim_problems", list(steps.problems))
        .with("apim_by_hand", by_hand)
        .with("apim_packages", list(steps.packages))
        .with("apim_accounts", list(steps.accounts))
        .with("apim_unpacked", list(steps.unpacked))
        .with("apim_certificates", list(steps.certificates))
        .with(
            "apim_products",
            steps
                .products
                .into_iter()
                .map(Product::value)
                .collect::<Value>(),
        )
        .with("apim_servers", steps.servers);
    for (name, value) in steps.others {
        variables.add(name, value);
    }
    if let Some(mysql) = steps.mysql {
        let schemas = list(steps.schemas);
        let scripts = list(steps.sql);
        variables.add(
            "apim_mysql",
            mysql.with("scripts", scripts).with("schemas", schemas),
        );
    }
    if let Some(repository) = steps.repository {
        variables.add("apim_svn", repository);
    }
    if !steps.fronts.is_empty() {
        let nginx = Map::default()
            .with("files", list(steps.fronts))
            .with("certificates", list(steps.fronts_certificates));
        variables.add("apim_nginx", nginx);
    }
    let verified = Map::default()
        .with("names", list(steps.names))
        .with("listens", list(steps.listens))
        .with("reaches", list(steps.reaches))
        .with("repositories", list(steps.repositories))
        .with("accounts", list(steps.accounts_of_svn))
        .with("members", list(steps.members))
        .with("open_files", list(steps.open_files))
        .with("pages", list(steps.pages))
        .with("databases", list(steps.logins));
    variables.with("apim_verified", verified).into()
}

fn list<T: Into<Value>>(items: Vec<T>) -> Value {
    items.into_iter().collect()
}

/// A product home and what belongs there.
struct Product {
    head: Map,
    steps: Vec<Map>,
}

impl Product {
    /// A step of apply.sh in it, with names for its words.
    fn add(&mut self, name: &str, words: &[&str]) -> bool {
        let keys: &[&str] = match name {
            "jar" => &["pattern", "path", "what", "from"],
            "feature" => &["feature", "path"],
            "defined_once" => &["datasource", "path"],
            "store" => &["folder", "path"],
            "in_place" | "in_feature" | "product_file" | "left_to_checkout" => &["path"],
            "product_rest" => &[],
            _ => return false,
        };
        let Some((named, more)) = words.split_at_checked(keys.len()) else {
            return false;
        };
        let mut step = Map::default().with("kind", name);
        for (key, word) in keys.iter().zip(named) {
            step.add(key, *word);
        }
        if !more.is_empty() {
            step.add("more", more.iter().copied().collect::<Value>());
        }
        self.steps.push(step);
        true
    }

    fn value(self) -> Value {
        self.head.with("steps", list(self.steps)).into()
    }
}

/// What the scripts of a host do, sorted by what the playbooks do with it.
#[derive(Default)]
struct Steps {
    problems: Vec<String>,
    by_hand: Vec<String>,
    packages: Vec<Map>,
    accounts: Vec<Map>,
    unpacked: Vec<Map>,
    certificates: Vec<String>,
    products: Vec<Product>,
    mysql: Option<Map>,
    sql: Vec<String>,
    schemas: Vec<Map>,
    repository: Option<Map>,
    fronts: Vec<String>,
    fronts_certificates: Vec<String>,
    servers: Map,
    /// Of the server that comes next.
    awaits: Vec<Map>,
    names: Vec<Map>,
    listens: Vec<Map>,
    reaches: Vec<Map>,
    repositories: Vec<Map>,
    accounts_of_svn: Vec<Map>,
    members: Vec<Map>,
    open_files: Vec<Map>,
    pages: Vec<Map>,
    logins: Vec<Map>,
    others: Vec<(&'static str, Value)>,
}

impl Steps {
    fn read(&mut self, site: &Site, script: &Script) {
        let mut calls = script.calls().iter().peekable();
        while let Some((name, words)) = calls.next() {
            let words: Vec<&str> = words.iter().map(String::as_str).collect();
            let commits = calls.peek().is_some_and(|(next, _)| *next == "committed");
            if !(self.install(name, &words)
                || self.apply(site, name, &words)
                || self.start(name, &words, commits)
                || self.verify(name, &words))
            {
                self.by_hand.push(format!(
                    "only the shell scripts do this: {name} {}",
                    words.join(" ")
                ));
            }
        }
    }

    fn install(&mut self, name: &str, words: &[&str]) -> bool {
        match (name, words) {
            ("problem", [text]) => self.problems.push((*text).to_owned()),
            ("by_hand", [text]) => self.by_hand.push((*text).to_owned()),
            ("packages", pairs) => {
                let packages = pairs.iter().filter_map(|pair| pair.split_once('='));
                self.packages.extend(packages.map(|(command, package)| {
                    Map::default()
                        .with("command", command)
                        .with("package", package)
                }));
            }
            ("database_package", [flavour, names @ ..]) => {
                let value = Map::default()
                    .with("flavour", *flavour)
                    .with("names", names.iter().copied().collect::<Value>());
                self.others.push(("apim_database_packages", value.into()));
            }
            ("client_package", [pair]) => {
                let package = pair.split_once('=').map_or(*pair, |(_, package)| package);
                self.others.push(("apim_client_package", package.into()));
            }
            ("service_user", [name, home]) => {
                self.accounts
                    .push(Map::default().with("name", *name).with("home", *home));
            }
            ("unpack", [name, home, archive, starter @ ..]) => {
                let head = Map::default()
                    .with("name", *name)
                    .with("home", *home)
                    .with("archive", *archive);
                self.unpacked.push(started_by(head, starter));
            }
            ("certificate", [name]) => self.certificates.push((*name).to_owned()),
            ("jdk", patterns) => {
                let patterns = patterns.iter().copied().collect::<Value>();
                self.others.push(("apim_jdk_archives", patterns));
            }
            // Done by the playbooks for every host.
            ("this_is" | "run_steps" | "java_note", _) => {}
            _ => return false,
        }
        true
    }

    fn apply(&mut self, site: &Site, name: &str, words: &[&str]) -> bool {
        match (name, words) {
            ("product", [name, folder, home, product, version, starter @ ..]) => {
                self.products.push(Product {
                    head: started_by(
                        Map::default()
                            .with("name", *name)
                            .with("folder", *folder)
                            .with("home", *home)
                            .with("product", *product)
                            .with("version", *version),
                        starter,
                    ),
                    steps: Vec::new(),
                });
            }
            ("database_server", [_, options, connections]) => {
                let flavour = site
                    .of_kind(Kind::Mysql)
                    .next()
                    .map_or(Flavour::default(), |(_, server)| server.details.server);
                let connections: u64 = connections.parse().unwrap_or_default();
                self.mysql = Some(
                    server(flavour)
                        .with("options", *options)
                        .with("connections", connections)
                        .with("archive", site.plan.version.spec().archive),
                );
            }
            ("part", [inner, folder, _]) => {
                let Some(product) = self.products.last_mut() else {
                    return false;
                };
                let file = inner.rsplit('/').next().unwrap_or_default();
                product.steps.push(
                    Map::default()
                        .with("kind", name)
                        .with("archive", site.plan.version.spec().archive)
                        .with("inner", *inner)
                        .with("path", format!("{folder}/{file}")),
                );
            }
            ("open_files_limit", [number]) => {
                self.others.push(("apim_open_files", (*number).into()));
            }
            ("database_script", [path, _]) => self.sql.push((*path).to_owned()),
            ("database_schema", [database, tables, mark, scripts @ ..]) => {
                let tables: u64 = tables.parse().unwrap_or_default();
                self.schemas.push(
                    Map::default()
                        .with("database", *database)
                        .with("tables", tables)
                        .with("mark", *mark)
                        .with("charset", CHARACTER_SET)
                        .with("scripts", scripts.iter().copied().collect::<Value>())
                        .with("count", sql::counts(database, mark)),
                );
            }
            ("svn_repository", [path]) => {
                self.repository = Some(Map::default().with("repository", *path));
            }
            ("svn_service", [unit]) => {
                if let Some(repository) = &mut self.repository {
                    repository.add("unit", *unit);
                }
            }
            ("nginx_site", [file, certificate]) => {
                self.fronts.push((*file).to_owned());
                if !certificate.is_empty() {
                    self.fronts_certificates.push((*certificate).to_owned());
                }
            }
            // Done by the playbooks for every host.
            ("secrets_file" | "hosts_lines" | "schema_home" | "nginx_reload", _) => {}
            _ => {
                let product = self.products.last_mut();
                return product.is_some_and(|product| product.add(name, words));
            }
        }
        true
    }

    fn start(&mut self, name: &str, words: &[&str], commits: bool) -> bool {
        match (name, words) {
            ("unit", [name, "start", services @ ..]) => {
                let services = services.iter().copied().collect::<Value>();
                self.servers
                    .add(name, Map::default().with("services", services));
            }
            ("await", [_, what, host, port]) => self.awaits.push(
                Map::default()
                    .with("what", *what)
                    .with("host", *host)
                    .with("port", *port),
            ),
            ("server", [name, home, profile, offset, _]) => {
                let server = Map::default()
                    .with("home", *home)
                    .with("profile", *profile)
                    .with("offset", *offset)
                    .with("commits", commits)
                    .with("awaits", list(std::mem::take(&mut self.awaits)));
                self.servers.add(name, server);
            }
            ("broker", [name, home, port]) => {
                let broker = Map::default().with("home", *home).with("port", *port);
                self.servers.add(name, broker);
            }
            ("committed" | "halt" | "known_servers", _) | ("unit", [_, "stop", ..]) => {}
            _ => return false,
        }
        true
    }

    fn verify(&mut self, name: &str, words: &[&str]) -> bool {
        let place = |what: String, host: &str, port: &str| {
            Map::default()
                .with("what", what)
                .with("host", host)
                .with("port", port)
        };
        let page = |what: &str, name: &str, url: String, wanted: &str| {
            Map::default()
                .with("what", what)
                .with("name", name)
                .with("url", url)
                .with("wanted", wanted)
        };
        let at = |address: &str, port: &str, path: &str| {
            format!("https://{}:{port}{path}", before_port(address))
        };
        match (name, words) {
            ("resolves", [name, address]) => {
                self.names
                    .push(Map::default().with("name", *name).with("address", *address));
            }
            ("listens", [name, what, address, port]) => {
                let what = format!("{name} listens ({what})");
                self.listens.push(place(what, address, port));
            }
            ("reaches", [from, to, why, host, port]) => {
                let what = format!("{from} reaches {to} ({why})");
                self.reaches.push(place(what, host, port));
            }
            ("svn_answers", [from, host, port]) => {
                let what = format!("{from} reaches Subversion");
                self.repositories.push(place(what, host, port));
            }
            ("svn_login", [name, file, user, url]) => self.accounts_of_svn.push(
                Map::default()
                    .with("name", *name)
                    .with("file", *file)
                    .with("user", *user)
                    .with("url", *url),
            ),
            ("member", [name, home, other, address, port]) => self.members.push(
                Map::default()
                    .with("what", format!("{name} has {other} in its cluster"))
                    .with("home", *home)
                    .with("host", *address)
                    .with("port", *port),
            ),
            ("open_files", [name, home, least]) => self.open_files.push(
                Map::default()
                    .with("what", format!("{name} may open {least} files"))
                    .with("home", *home)
                    .with("least", *least),
            ),
            ("database_login", [file, role, name, host, port, tables]) => {
                let tables: u64 = tables.parse().unwrap_or_default();
                self.logins.push(
                    Map::default()
                        .with("file", *file)
                        .with("role", *role)
                        .with("name", *name)
                        .with("host", *host)
                        .with("port", *port)
                        .with("tables", tables)
                        .with("charset", CHARACTER_SET),
                );
            }
            ("console", [name, address, port, wanted]) => {
                let url = at(address, port, "/carbon/admin/login.jsp");
                self.pages
                    .push(page(name, &before_port(address), url, wanted));
            }
            ("answers", [name, _, address, port, path, _, plain @ ..]) => {
                let mut url = at(address, port, path);
                if let [scheme] = plain {
                    url = url.replacen("https", scheme, 1);
                }
                self.pages
                    .push(page(name, &before_port(address), url, "any"));
            }
            ("asks_for_login", [name, address, port]) => {
                let host = format!("{}:{port}", before_port(address));
                let url = format!("http://{host}/");
                self.pages.push(page(name, &host, url, "login"));
            }
            ("published", [name, port, address, path]) => {
                self.pages
                    .push(page(name, name, at(address, port, path), "front"));
            }
            // A front that refuses its files, or a missing library, is told when they are put there.
            ("find_secrets" | "nginx_accepts" | "library" | "started" | "summary", _) => {}
            _ => return false,
        }
        true
    }
}

/// A product with what starts it; that of a Carbon server is not among the words.
fn started_by(product: Map, starter: &[&str]) -> Map {
    let starter = starter.first().copied().unwrap_or(paths::STARTER);
    product.with("starter", starter)
}

/// What tells a database server from others, and where its settings go.
fn server(flavour: Flavour) -> Map {
    let (expected, folders): (&str, &[&str]) = match flavour {
        Flavour::Mysql55 => ("^5[.]5[.]", MYSQL_FOLDERS),
        Flavour::Mysql56 => ("^5[.]6[.]", MYSQL_FOLDERS),
        Flavour::Mysql57 => ("^5[.]7[.]", MYSQL_FOLDERS),
        Flavour::Mysql80 => ("^8[.]0[.]", MYSQL_FOLDERS),
        Flavour::Mariadb => ("MariaDB", MARIADB_FOLDERS),
    };
    Map::default()
        .with("flavour", flavour.label())
        .with("expected", expected)
        .with("folders", folders.iter().copied().collect::<Value>())
        .with("picture", sql::picture(flavour))
}

/// Where option files may be, the first that is there.
const MARIADB_FOLDERS: &[&str] = &[
    "/etc/mysql/mariadb.conf.d",
    "/etc/mysql/mysql.conf.d",
    "/etc/mysql/conf.d",
    "/etc/my.cnf.d",
];
const MYSQL_FOLDERS: &[&str] = &[
    "/etc/mysql/mysql.conf.d",
    "/etc/mysql/conf.d",
    "/etc/my.cnf.d",
];
