//! An Identity Server as the key manager: how a person chooses it, and that a bundle then knows no other. Files are read
//! back by independent parsers.

use std::collections::{BTreeMap, BTreeSet};

use apim_designer::catalog::{Kind, LinkKind, Role, Version, paths, port::name};
use apim_designer::checks::Severity;
use apim_designer::model::{
    Command, Design, Editor, InstanceField, InstanceId, Port, Rejected, presets, saved,
};
use apim_designer::plan::{self, FrontRole, Plan, Transport};
use apim_designer::render::{Files, Secrets};
use roxmltree::Document;

use crate::support::{design, findings, shorts, with_identity_key_managers};
use crate::workshop::{preset, render};

fn id(text: &str) -> InstanceId {
    InstanceId::new(text).unwrap()
}

fn manage(id: &str, is: bool) -> Command {
    Command::SetInstance {
        id: self::id(id),
        field: InstanceField::KeyManager(is),
    }
}

fn bind(from: &str, kind: LinkKind, to: &str) -> Command {
    Command::Bind {
        from: id(from),
        kind,
        to: Some(id(to)),
    }
}

#[track_caller]
fn after(start: &Design, commands: impl IntoIterator<Item = Command>) -> Design {
    let mut editor = Editor::new(start.clone());
    for command in commands {
        editor.run(command).unwrap();
    }
    editor.design().clone()
}

/// Whom each instance asks for keys, as `from kind to`.
fn asked(plan: &Plan) -> BTreeSet<String> {
    let name = |at: usize| plan.instances[at].id.to_string();
    let keys = [
        LinkKind::KeyValidation,
        LinkKind::Token,
        LinkKind::Authentication,
    ];
    plan.links
        .iter()
        .filter(|link| keys.contains(&link.kind))
        .map(|link| format!("{} {} {}", name(link.from), link.kind.id(), name(link.to)))
        .collect()
}

/// Who is asked for keys.
fn answering(design: &Design) -> BTreeSet<String> {
    let plan = plan::build(design);
    let asked = asked(&plan);
    let last = |text: &String| text.rsplit(' ').next().unwrap().to_owned();
    asked.iter().map(last).collect()
}

const WITHOUT: &str =
    "h1: gateway-manager, gateway-worker, svn; h2: publisher, store; h3: identity-server, mysql";

#[test]
fn an_identity_server_is_no_key_manager_until_somebody_says_so() {
    let start = design(WITHOUT);
    assert_eq!(answering(&start), BTreeSet::new());
    let missing = findings(&start);
    let missing = missing
        .iter()
        .find(|one| one.code == "missing-key-manager")
        .unwrap();
    assert!(
        missing.advice.to_string().contains("`identity-server`"),
        "{missing:?}"
    );
    for preset in presets::ALL {
        assert!(preset.design().key_managing().is_empty());
        assert!(!answering(&preset.design()).contains("identity-server"));
    }
}

#[test]
fn it_is_chosen_by_itself_or_by_a_link_for_keys() {
    let start = design(WITHOUT);
    let all: BTreeSet<String> = [
        "gateway-manager key-validation identity-server",
        "gateway-manager token identity-server",
        "gateway-worker key-validation identity-server",
        "gateway-worker token identity-server",
        "publisher authentication identity-server",
        "store authentication identity-server",
    ]
    .map(str::to_owned)
    .into();
    let said = after(&start, [manage("identity-server", true)]);
    assert_eq!(asked(&plan::build(&said)), all);
    for (from, kind) in [
        ("gateway-manager", LinkKind::KeyValidation),
        ("gateway-worker", LinkKind::Token),
        ("store", LinkKind::Authentication),
    ] {
        let bound = after(&start, [bind(from, kind, "identity-server")]);
        assert_eq!(asked(&plan::build(&bound)), all, "{from}");
        // One link back, and it signs on only.
        let free = Command::Bind {
            from: id(from),
            kind,
            to: None,
        };
        assert_eq!(answering(&after(&bound, [free])), BTreeSet::new());
        // What is taken back is taken back as a whole.
        let off = after(&bound, [manage("identity-server", false)]);
        assert_eq!(off, start);
    }
    // Sign-on is no such link.
    let sign_on = after(&start, [bind("store", LinkKind::SignOn, "identity-server")]);
    assert_eq!(answering(&sign_on), BTreeSet::new());
    for chosen in [
        said,
        after(
            &start,
            [bind("store", LinkKind::Authentication, "identity-server")],
        ),
    ] {
        let errors: Vec<_> = findings(&chosen)
            .into_iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{errors:?}");
    }
}

#[test]
fn of_several_links_for_one_need_the_last_counts() {
    let start = design("h1: gateway-manager, key-manager, identity-server, mysql");
    let mut design = after(
        &start,
        [bind(
            "gateway-manager",
            LinkKind::KeyValidation,
            "identity-server",
        )],
    );
    assert_eq!(design.key_managing().len(), 1);
    let mut last = design.links[0].clone();
    last.to = id("key-manager");
    design.links.push(last);
    assert!(design.key_managing().is_empty());
    assert_eq!(answering(&design), ["key-manager".to_owned()].into());
}

#[test]
fn only_an_identity_server_can_be_made_one() {
    let start = design("h1: identity-server, mysql, store");
    let mut editor = Editor::new(start);
    for (server, kind) in [
        ("mysql", apim_designer::catalog::Kind::Mysql),
        ("store", apim_designer::catalog::Kind::Store),
    ] {
        let refused = editor.run(manage(server, true));
        let expected = Rejected::NoKeyManager {
            instance: id(server),
            kind,
        };
        assert_eq!(refused, Err(expected));
    }
    let refused = editor.run(bind("store", LinkKind::Authentication, "mysql"));
    assert!(matches!(refused, Err(Rejected::NotAProvider { .. })));
    editor.run(manage("identity-server", true)).unwrap();
    assert_eq!(
        editor.undo_label().map(ToString::to_string).as_deref(),
        Some("Make identity-server the key manager")
    );
}

#[test]
fn no_longer_one_it_loses_what_was_chosen_for_it_as_one() {
    let start = design(
        "h1: gateway-manager#a, gateway-worker, svn; h2: publisher, store; h3: identity-server, mysql; h4: all-in-one",
    );
    let thrift = |port| Command::SetInstance {
        id: id("identity-server"),
        field: InstanceField::Port {
            name: name::THRIFT.into(),
            port,
        },
    };
    let signs = bind("store", LinkKind::SignOn, "identity-server");
    let chosen = after(
        &start,
        [
            signs.clone(),
            manage("identity-server", true),
            bind("identity-server", LinkKind::CacheClear, "all-in-one"),
            bind("gateway-worker", LinkKind::Token, "identity-server"),
            thrift(Port::new(11_000)),
        ],
    );
    let plan = plan::build(&chosen);
    let server = plan.instance(&id("identity-server")).unwrap();
    assert_eq!(server.port(name::THRIFT), Port::new(11_000));
    let off = after(&chosen, [manage("identity-server", false)]);
    assert_eq!(off, after(&start, [signs]));
}

#[test]
fn the_choice_is_saved_and_nothing_else_changes_in_the_file() {
    let start = design(WITHOUT);
    assert!(!saved::write(&start).contains("key_manager\""));
    let said = after(&start, [manage("identity-server", true)]);
    let text = saved::write(&said);
    assert_eq!(text.matches("\"key_manager\": true").count(), 1);
    assert_eq!(saved::read(text.as_bytes()).unwrap(), said);
    let odd = text.replace("\"key_manager\": true", "\"key_manager\": \"yes\"");
    let error = saved::read(odd.as_bytes()).unwrap_err().to_string();
    assert!(error.contains("expected a boolean"), "{error}");
}

#[test]
fn it_has_a_key_managers_ports_databases_and_place_in_the_start() {
    let plan = plan::build(&after(&design(WITHOUT), [manage("identity-server", true)]));
    let at = plan.key_managers()[0];
    let server = &plan.instances[at];
    assert_eq!(server.kind, Kind::IdentityServer);
    for role in [Role::Am, Role::Um, Role::Reg] {
        assert!(server.uses(&plan, role), "{role:?}");
    }
    let open: Vec<&str> = server.open_ports().map(|(spec, _)| spec.name).collect();
    assert!(open.contains(&name::THRIFT), "{open:?}");
    let targets: Vec<&str> = server.mounts.iter().map(|one| &*one.target).collect();
    assert_eq!(targets, ["/_system/governance"]);
    let kinds: Vec<Kind> = plan
        .start
        .iter()
        .map(|&at| plan.instances[at].kind)
        .collect();
    let place = |kind| kinds.iter().position(|&one| one == kind).unwrap();
    assert!(place(Kind::Mysql) < place(Kind::IdentityServer));
    assert!(place(Kind::IdentityServer) < place(Kind::GatewayManager));
    let needs: Vec<LinkKind> = plan.links_from(at).map(|link| link.kind).collect();
    assert_eq!(
        needs,
        [LinkKind::Data, LinkKind::CacheClear, LinkKind::Calls]
    );
    let ways = plan::firewall::openings(&plan);
    let open = |from: &str, to: &str, port: u16| {
        let host = |name: &str| plan::firewall::Who::Host(name.into());
        let mut ways = ways.iter();
        ways.any(|way| (&way.from, &way.to) == (&host(from), &host(to)) && way.port.get() == port)
    };
    assert!(open("h1", "h3", 10_397) && open("h1", "h3", 9_443) && open("h2", "h3", 9_443));
    assert!(open("h3", "h1", 9_443));
}

#[test]
fn two_on_one_host_get_ports_of_their_own_and_form_a_cluster() {
    let text = "h1: gateway-manager; h2: identity-server!, identity-server!, mysql; h3: nginx";
    let design = design(text);
    let plan = plan::build(&design);
    assert_eq!(plan.transport, Transport::WebService);
    let servers = plan.key_managers();
    let cluster = plan
        .clusters
        .iter()
        .find(|one| one.members == servers)
        .unwrap();
    assert_eq!(cluster.domain, design.settings.key_manager_domain);
    let ports: Vec<u16> = cluster
        .well_known
        .iter()
        .map(|one| one.port.unwrap().get())
        .collect();
    assert_eq!(ports, [4000, 4001]);
    assert_eq!(plan.front(FrontRole::KeyManager).unwrap().members, servers);
    assert_eq!(plan.clashes, []);
    assert_eq!(answering(&design), ["nginx".to_owned()].into());
    for &at in &servers {
        let config = plan.instances[at].mounts.iter();
        let targets: Vec<&str> = config.map(|one| &*one.target).collect();
        assert_eq!(
            targets,
            ["/_system/governance", "/_system/config/identity-server"]
        );
    }
    // One past the front is told, sign-on or not.
    let past = after(
        &design,
        [bind(
            "gateway-manager",
            LinkKind::KeyValidation,
            "identity-server",
        )],
    );
    let found = shorts(&past);
    assert!(
        found.contains(&"key-manager-bypassed gateway-manager".to_owned()),
        "{found:?}"
    );
}

#[test]
fn one_that_only_signs_on_stands_beside_it_untouched() {
    let text = "h1: gateway-manager, publisher, store, mysql; h2: identity-server!#keys; h3: identity-server#sso";
    let design = after(
        &design(text),
        [
            bind("publisher", LinkKind::SignOn, "sso"),
            bind("store", LinkKind::SignOn, "sso"),
        ],
    );
    assert_eq!(answering(&design), ["keys".to_owned()].into());
    let files = render(&design, &Secrets::default());
    let of = |server: &str| -> Vec<&str> {
        let mut all: Vec<&str> = files
            .keys()
            .filter_map(|path| path.split_once(&format!("/{server}/in-place/")))
            .map(|(_, path)| path)
            .collect();
        all.sort_unstable();
        all
    };
    let more = [paths::API_MANAGER, paths::REGISTRY];
    let sso = of("sso");
    assert!(
        sso.len() > 5 && !sso.iter().any(|path| more.contains(path)),
        "{sso:?}"
    );
    // Nobody signs on at the other.
    let mut keys = sso;
    keys.retain(|path| *path != paths::SSO_PROVIDERS);
    keys.extend(more);
    keys.sort_unstable();
    assert_eq!(of("keys"), keys);
}

/// A bundle as its manifest tells it.
struct Bundle {
    files: Files,
    manifest: serde_json::Value,
}

impl Bundle {
    fn new(design: &Design) -> Self {
        let files = render(design, &Secrets::default());
        let manifest = serde_json::from_str(&files["manifest.json"].text).unwrap();
        Self { files, manifest }
    }

    fn instances(&self) -> impl Iterator<Item = &serde_json::Value> {
        self.manifest["instances"].as_array().unwrap().iter()
    }

    fn of_kind<'b>(&'b self, kind: &'b str) -> impl Iterator<Item = &'b serde_json::Value> {
        self.instances().filter(move |one| one["kind"] == kind)
    }

    /// Names and addresses of an instance's host.
    fn host(&self, instance: &serde_json::Value) -> [&str; 2] {
        let mut hosts = self.manifest["hosts"].as_array().unwrap().iter();
        let host = hosts.find(|host| host["id"] == instance["host"]).unwrap();
        [host["name"].as_str().unwrap(), host["ip"].as_str().unwrap()]
    }

    /// A file of an instance; of one that is edited in place, what goes into it.
    fn xml(&self, instance: &serde_json::Value, path: &str) -> Document<'_> {
        let dir = instance["dir"].as_str().unwrap();
        let at = |folder: &str| self.files.get(&format!("{dir}/{folder}{path}"));
        let file = at("").or_else(|| at("in-place/"));
        let file = file.unwrap_or_else(|| panic!("{dir} has no {path}"));
        Document::parse(&file.text).unwrap()
    }

    fn api_manager(&self, instance: &serde_json::Value, names: &[&str]) -> Option<String> {
        value(&self.xml(instance, paths::API_MANAGER), names)
    }
}

fn value(document: &Document, names: &[&str]) -> Option<String> {
    let mut node = document.root_element();
    for name in names {
        node = node.children().find(|one| one.has_tag_name(*name))?;
    }
    Some(node.text().unwrap_or_default().to_owned())
}

/// Every preset with its key managers gone and Identity Servers in their place, in every version.
fn replaced() -> impl Iterator<Item = (String, Design)> {
    presets::ALL.iter().flat_map(|preset| {
        Version::ALL.map(|version| {
            let mut design = with_identity_key_managers(preset.design());
            design.version = version;
            (format!("{} {}", preset.name, version.text()), design)
        })
    })
}

fn port(server: &serde_json::Value, name: &str) -> Option<u64> {
    server["ports"][name].as_u64()
}

/// What those who are asked say of themselves, and what a front has behind their common name.
#[track_caller]
fn check_servers(title: &str, bundle: &Bundle, servers: &[&serde_json::Value]) {
    for (at, server) in servers.iter().enumerate() {
        let validator = |name| bundle.api_manager(server, &["APIKeyValidator", name]);
        let on = (servers.len() == 1).to_string();
        assert_eq!(validator("EnableThriftServer"), Some(on), "{title}");
        let to = ["APIGateway", "Environments", "Environment", "ServerURL"];
        let manager = bundle.of_kind("gateway-manager").next().unwrap();
        let expected = format!(
            "https://{}:{}/services/",
            bundle.host(manager)[0],
            port(manager, "https-servlet").unwrap()
        );
        assert_eq!(
            bundle.api_manager(server, &to),
            Some(expected),
            "{title} {at}"
        );
    }
    // Whoever is asked by the common name stands behind it.
    let published = bundle
        .files
        .iter()
        .find(|(path, _)| path.ends_with("/nginx/apim-key-manager.conf"));
    assert_eq!(published.is_some(), servers.len() > 1, "{title}");
    if let Some((_, file)) = published {
        let behind: BTreeSet<&str> = file
            .text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("server "))
            .filter_map(|rest| rest.split([' ', ';']).next())
            .filter(|place| place.contains(':'))
            .collect();
        let wanted: Vec<String> = servers
            .iter()
            .map(|one| {
                format!(
                    "{}:{}",
                    bundle.host(one)[1],
                    port(one, "https-servlet").unwrap()
                )
            })
            .collect();
        let wanted: BTreeSet<&str> = wanted.iter().map(String::as_str).collect();
        assert_eq!(behind, wanted, "{title}");
    }
}

#[test]
fn nobody_asks_anybody_else_for_keys() {
    let mut thrift = 0;
    for (title, design) in replaced() {
        let findings = findings(&design);
        let errors: Vec<_> = findings
            .iter()
            .filter(|one| one.severity == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{title}: {errors:?}");
        assert!(
            findings
                .iter()
                .any(|one| one.code == "identity-key-manager-experimental")
        );

        let bundle = Bundle::new(&design);
        assert_eq!(bundle.of_kind("key-manager").count(), 0, "{title}");
        for (path, file) in &bundle.files {
            assert!(!file.text.contains("api-key-manager"), "{title}: {path}");
        }
        let servers: Vec<_> = bundle.of_kind("identity-server").collect();
        assert!(!servers.is_empty(), "{title}");
        // Where each answers the web service, and over Thrift.
        let direct: BTreeSet<String> = servers
            .iter()
            .map(|one| {
                format!(
                    "https://{}:{}/services/",
                    bundle.host(one)[0],
                    port(one, "https-servlet").unwrap()
                )
            })
            .collect();
        let front = bundle.of_kind("nginx").next();
        let common = front.map(|front| {
            let port = port(front, "https").unwrap();
            format!("https://key-manager.apim.example.com:{port}/services/")
        });
        let expected = if servers.len() > 1 {
            &common
        } else {
            &direct.first().cloned()
        };
        let expected = expected.as_deref().unwrap();

        for caller in bundle.instances() {
            let kind = caller["kind"].as_str().unwrap();
            let elements: &[&str] = match kind {
                "gateway-manager" | "gateway-worker" => &["APIKeyValidator"],
                "publisher" | "store" => &["APIKeyValidator", "AuthManager"],
                _ => continue,
            };
            for element in elements {
                let url = bundle.api_manager(caller, &[element, "ServerURL"]);
                assert_eq!(url.as_deref(), Some(expected), "{title} {kind} {element}");
            }
            let validator = |name| bundle.api_manager(caller, &["APIKeyValidator", name]);
            assert_eq!(validator("EnableThriftServer").as_deref(), Some("false"));
            if !kind.starts_with("gateway") {
                continue;
            }
            let client = validator("KeyValidatorClientType").unwrap();
            assert_eq!(
                client == "ThriftClient",
                servers.len() == 1,
                "{title}: {client}"
            );
            if client == "ThriftClient" {
                let server = servers[0];
                let host = validator("ThriftServerHost").unwrap();
                assert!(
                    bundle.host(server).contains(&host.as_str()),
                    "{title}: {host}"
                );
                let there = port(server, "key-validation-thrift").unwrap();
                assert_eq!(validator("ThriftClientPort"), Some(there.to_string()));
                thrift += 1;
            }
        }
        check_servers(&title, &bundle, &servers);
    }
    assert!(thrift > 5, "{thrift} gateways ask over Thrift");
}

#[test]
fn its_own_files_say_what_a_key_managers_say() {
    for (title, design) in replaced() {
        let bundle = Bundle::new(&design);
        let database = |role: &str| {
            let mut all = bundle.manifest["databases"].as_array().unwrap().iter();
            let one = all.find(|one| one["role"] == role).unwrap();
            format!(
                "jdbc:mysql://{}:{}/{}?autoReconnect=true",
                one["host"].as_str().unwrap(),
                one["port"],
                one["name"].as_str().unwrap()
            )
        };
        for server in bundle.of_kind("identity-server") {
            let sources = bundle.xml(server, paths::MASTER_DATASOURCES);
            let mut found: BTreeMap<String, (String, Option<String>)> = BTreeMap::new();
            for source in sources
                .descendants()
                .filter(|one| one.has_tag_name("datasource"))
            {
                let text = |name: &str| {
                    let mut named = source.descendants().filter(|one| one.has_tag_name(name));
                    named
                        .next()
                        .and_then(|one| one.text())
                        .map(ToOwned::to_owned)
                };
                let jndi = source
                    .descendants()
                    .find(|one| one.has_tag_name("jndiConfig"));
                let jndi = jndi.unwrap().first_element_child().unwrap().text().unwrap();
                found.insert(
                    jndi.to_owned(),
                    (text("url").unwrap(), text("defaultAutoCommit")),
                );
            }
            let no = Some("false".to_owned());
            let wanted = [
                ("jdbc/WSO2AM_DB".to_owned(), (database("am"), no)),
                ("jdbc/WSO2REG_DB".to_owned(), (database("reg"), None)),
                ("jdbc/WSO2UM_DB".to_owned(), (database("um"), None)),
            ];
            assert_eq!(found, wanted.into(), "{title}");

            let identity = bundle.xml(server, paths::IDENTITY);
            let text = |names: &[&str]| {
                let mut node = identity.root_element();
                for name in names {
                    let mut children = node.children();
                    node = children.find(|one| one.tag_name().name() == *name)?;
                }
                node.text().map(ToOwned::to_owned)
            };
            let name = ["JDBCPersistenceManager", "DataSource", "Name"];
            assert_eq!(text(&name).as_deref(), Some("jdbc/WSO2AM_DB"));
            let sign_on = text(&["SSOService", "IdentityProviderURL"]).unwrap();
            let own = sign_on.strip_suffix("/samlsso").unwrap();
            let issuer = text(&["OAuth", "OpenIDConnect", "IDTokenIssuerID"]);
            assert_eq!(issuer, Some(format!("{own}/oauth2endpoints/token")));
        }
    }
}

/// Grant types with all that is said of each.
fn grants(document: &Document) -> BTreeMap<String, Vec<(String, String)>> {
    let types = document
        .descendants()
        .filter(|one| one.tag_name().name() == "SupportedGrantType");
    types
        .map(|one| {
            let mut said: Vec<_> = one
                .children()
                .filter(roxmltree::Node::is_element)
                .map(|child| {
                    let name = child.tag_name().name().to_owned();
                    (name, child.text().unwrap_or_default().to_owned())
                })
                .collect();
            (said.remove(0).1, said)
        })
        .collect()
}

#[test]
fn grant_types_are_handled_as_by_the_products_own_key_manager() {
    let design = with_identity_key_managers(preset("classic"));
    let bundle = Bundle::new(&design);
    let server = bundle.of_kind("identity-server").next().unwrap();
    let edited = grants(&bundle.xml(server, paths::IDENTITY));
    assert_eq!(edited.len(), 5);
    for version in ["1.9.0", "1.9.1"] {
        let Some(stock) = crate::stock::read(version, paths::IDENTITY) else {
            return;
        };
        let mut stock = grants(&Document::parse(&stock).unwrap());
        // The others come with every Identity Server.
        stock.retain(|_, said| {
            said.iter()
                .any(|(_, class)| class.contains(".apimgt.keymgt."))
        });
        assert_eq!(edited, stock, "{version}");
    }
}

#[test]
fn the_readme_has_the_feature_installed_before_anything_is_applied() {
    let with = render(
        &with_identity_key_managers(preset("classic")),
        &Secrets::default(),
    );
    let readme = &with["README.md"].text;
    let at = |words: &str| readme.find(words).unwrap_or_else(|| panic!("{words}"));
    let title = "### Key manager in an Identity Server: identity-server on km-1";
    assert!(at("## 4. Install") < at(title) && at(title) < at("## 5. Apply"));
    for words in [
        "*API Key Manager*",
        "experimental",
        "`repository/conf/api-manager.xml`",
    ] {
        assert!(at(words) > at("## 4. Install"), "{words}");
    }
    let install = &with["hosts/km-1/install.sh"].text;
    assert!(install.contains("by_hand") && install.contains("API Key Manager"));
    let without = render(&preset("classic"), &Secrets::default());
    for (path, file) in &without {
        assert!(!file.text.contains("API Key Manager"), "{path}");
    }
}
