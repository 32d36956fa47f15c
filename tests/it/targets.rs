//! The generated product files of every preset, read back by an independent parser and held against the rules of the
//! domain: the mistakes that people make by hand must not be in them.

use std::collections::{BTreeMap, BTreeSet};

use apim_designer::catalog::{Kind, LinkKind, Version, bases, paths};
use apim_designer::checks::Place;
use apim_designer::model::{Command, Design, Editor, InstanceId, LinkOverride, presets};
use apim_designer::plan::{self, Plan};
use apim_designer::render::{self, Secrets, secrets};
use roxmltree::{Document, Node};

use crate::support::{design, findings, with_identity_key_managers};

/// The files of one instance.
struct Home {
    kind: Kind,
    name: String,
    address: String,
    files: BTreeMap<String, String>,
}

impl Home {
    fn xml(&self, path: &str) -> Option<Document<'_>> {
        self.files
            .get(path)
            .map(|text| Document::parse(text).unwrap())
    }

    /// Texts of the elements at a path of names below the root.
    fn texts(&self, file: &str, path: &[&str]) -> Vec<String> {
        let Some(document) = self.xml(file) else {
            return Vec::new();
        };
        let mut nodes = vec![document.root_element()];
        for name in path {
            nodes = nodes
                .into_iter()
                .flat_map(|node| {
                    node.children()
                        .filter(|child| child.tag_name().name() == *name)
                })
                .collect();
        }
        nodes
            .into_iter()
            .map(|node| node.text().unwrap_or_default().to_owned())
            .collect()
    }

    /// A property of the cluster.
    fn property(&self, name: &str) -> Option<String> {
        let document = self.xml(paths::AXIS2)?;
        let found = document
            .descendants()
            .find(|node| node.has_tag_name("property") && node.attribute("name") == Some(name))?;
        found.attribute("value").map(Into::into)
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let document = self.xml(paths::AXIS2)?;
        let clustering = document
            .descendants()
            .find(|node| node.has_tag_name("clustering"))?;
        let found = clustering
            .children()
            .find(|node| node.attribute("name") == Some(name))?;
        found.text().map(Into::into)
    }
}

fn homes(plan: &Plan) -> Vec<Home> {
    let secrets = Secrets::default();
    (0..plan.instances.len())
        .map(|at| Home {
            kind: plan.instances[at].kind,
            name: plan.instances[at].name.clone(),
            address: plan.host_of(&plan.instances[at]).address.clone(),
            files: render::instance(plan, at, &secrets)
                .unwrap()
                .into_iter()
                .map(|(path, file)| (path, file.text))
                .collect(),
        })
        .filter(|home| home.kind.is_api_manager())
        .collect()
}

/// Every preset in both versions, each also with Identity Servers in place of its key managers.
fn every_design(check: impl Fn(&str, &Plan, &[Home])) {
    let mut designs: Vec<(String, Design)> = Vec::new();
    for preset in presets::ALL {
        for version in Version::ALL {
            let mut editor = Editor::new(preset.design());
            editor.run(Command::SetVersion(version)).unwrap();
            let name = format!("{} {}", preset.name, version.text());
            let other = with_identity_key_managers(editor.design().clone());
            designs.push((format!("{name}, keys in an Identity Server"), other));
            designs.push((name, editor.design().clone()));
        }
    }
    for (name, design) in designs {
        let plan = plan::build(&design);
        let homes = homes(&plan);
        assert!(homes.len() >= 3, "{name}");
        check(&name, &plan, &homes);
    }
}

#[test]
fn no_placeholder_stands_where_another_node_is_meant() {
    let validator: &[&str] = &["APIKeyValidator", "ServerURL"];
    let environment: &[&str] = &["APIGateway", "Environments", "Environment", "ServerURL"];
    let endpoint: &[&str] = &[
        "APIGateway",
        "Environments",
        "Environment",
        "GatewayEndpoint",
    ];
    let login: &[&str] = &["AuthManager", "ServerURL"];
    let revoke: &[&str] = &["APIKeyValidator", "RevokeAPIURL"];
    every_design(|design, _, homes| {
        for home in homes {
            let others: &[&[&str]] = match home.kind {
                Kind::GatewayManager | Kind::GatewayWorker => &[validator],
                Kind::KeyManager => &[environment, endpoint, revoke],
                Kind::Publisher | Kind::Store => &[validator, environment, endpoint, login, revoke],
                _ => &[],
            };
            for path in others {
                let texts = home.texts(paths::API_MANAGER, path);
                assert_eq!(texts.len(), 1, "{design} {} {path:?}", home.name);
                assert!(
                    !texts[0].contains("${"),
                    "{design} {} {path:?}: {}",
                    home.name,
                    texts[0]
                );
            }
        }
    });
}

/// `host:port` pairs of every URL in the values of a document, comments left out.
fn addresses(document: &Document) -> BTreeSet<(String, u16)> {
    let values = document.descendants().flat_map(|node| {
        let attributes = node
            .attributes()
            .map(|attribute| attribute.value().to_owned());
        let text = Some(node)
            .filter(Node::is_text)
            .and_then(|node| node.text())
            .map(ToOwned::to_owned);
        attributes.chain(text).collect::<Vec<_>>()
    });
    let mut found = BTreeSet::new();
    for value in values {
        for part in value.split("://").skip(1) {
            let end = part.find(['/', ',', '?', '}', '\'']).unwrap_or(part.len());
            if let Some((host, port)) = part[..end].rsplit_once(':')
                && let Ok(port) = port.parse()
                && !host.contains("${")
            {
                found.insert((host.to_owned(), port));
            }
        }
    }
    found
}

#[test]
fn every_address_is_one_that_something_listens_at() {
    // Shipped values that the product keeps for itself.
    let own = ["localhost", "127.0.0.1"];
    every_design(|design, plan, homes| {
        let mut listeners: BTreeSet<(String, u16)> = BTreeSet::new();
        for instance in &plan.instances {
            let host = plan.host_of(instance);
            for (_, port) in instance.open_ports() {
                listeners.insert((host.name.clone(), port.get()));
                listeners.insert((host.address.clone(), port.get()));
                if instance.kind == Kind::Nginx {
                    listeners.extend(
                        plan.fronts
                            .iter()
                            .map(|front| (front.name.clone(), port.get())),
                    );
                }
            }
        }
        let mut seen = 0;
        for home in homes {
            for (path, text) in home
                .files
                .iter()
                .filter(|(path, _)| !path.contains("jaggeryapps"))
            {
                let document = Document::parse(text).unwrap();
                for address in addresses(&document) {
                    if own.contains(&address.0.as_str()) {
                        continue;
                    }
                    assert!(
                        listeners.contains(&address),
                        "{design} {} {path}: {address:?}",
                        home.name
                    );
                    seen += 1;
                }
            }
        }
        assert!(seen > 20, "{design}: addresses are found");
    });
}

#[test]
fn every_datasource_is_defined_where_it_is_named() {
    every_design(|design, _, homes| {
        for home in homes {
            let defined = home.texts(
                paths::MASTER_DATASOURCES,
                &["datasources", "datasource", "jndiConfig", "name"],
            );
            assert_eq!(
                defined.len(),
                defined.iter().collect::<BTreeSet<_>>().len(),
                "{design} {}",
                home.name
            );
            let mut named = home.texts(paths::REGISTRY, &["dbConfig", "dataSource"]);
            named.extend(home.texts(paths::USER_MGT, &["Realm", "Configuration", "Property"]));
            named.extend(home.texts(paths::API_MANAGER, &["DataSourceName"]));
            assert!(named.len() >= 4, "{design} {}: {named:?}", home.name);
            for name in named {
                assert!(
                    defined.contains(&name),
                    "{design} {}: {name} of {defined:?}",
                    home.name
                );
            }
        }
    });
}

#[test]
fn shared_data_is_on_the_server_and_private_data_is_not() {
    every_design(|design, _, homes| {
        for home in homes {
            let datasources = ["datasources", "datasource"];
            let names = home.texts(
                paths::MASTER_DATASOURCES,
                &[&datasources[..], &["name"]].concat(),
            );
            let urls = home.texts(
                paths::MASTER_DATASOURCES,
                &[&datasources[..], &["definition", "configuration", "url"]].concat(),
            );
            for (name, url) in names.iter().zip(&urls) {
                let gateway = matches!(home.kind, Kind::GatewayManager | Kind::GatewayWorker);
                let private = name == "WSO2_CARBON_DB" || (gateway && name == "WSO2AM_DB");
                let scheme = if private { "jdbc:h2:" } else { "jdbc:mysql://" };
                assert!(
                    url.starts_with(scheme),
                    "{design} {} {name}: {url}",
                    home.name
                );
            }
        }
    });
}

#[test]
fn the_registry_is_mounted_alike_everywhere() {
    every_design(|design, _, homes| {
        let caches: BTreeSet<_> = homes
            .iter()
            .flat_map(|home| home.texts(paths::REGISTRY, &["remoteInstance", "cacheId"]))
            .collect();
        assert_eq!(caches.len(), 1, "{design}: {caches:?}");
        let mut config_owners: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for home in homes {
            let document = home.xml(paths::REGISTRY).unwrap();
            let current = &home.texts(paths::REGISTRY, &["currentDBConfig"])[0];
            let mounted = &home.texts(paths::REGISTRY, &["remoteInstance", "dbConfig"])[0];
            assert_ne!(current, mounted, "{design} {}", home.name);
            let read_only = &home.texts(paths::REGISTRY, &["remoteInstance", "readOnly"])[0];
            assert_eq!(
                read_only == "true",
                home.kind == Kind::GatewayWorker,
                "{design} {}",
                home.name
            );
            let mounts: Vec<_> = document
                .descendants()
                .filter(|node| node.has_tag_name("mount"))
                .collect();
            let remote = document
                .descendants()
                .find(|node| node.has_tag_name("remoteInstance"))
                .unwrap();
            assert!(!mounts.is_empty(), "{design} {}", home.name);
            for mount in mounts {
                assert!(
                    mount.range().start > remote.range().start,
                    "the instance stands before its mounts"
                );
                assert!(matches!(
                    mount.attribute("overwrite"),
                    Some("true" | "virtual")
                ));
                let target = mount
                    .children()
                    .find(|node| node.has_tag_name("targetPath"))
                    .unwrap()
                    .text()
                    .unwrap();
                match mount.attribute("path") {
                    Some("/_system/governance") => assert_eq!(target, "/_system/governance"),
                    Some("/_system/config") => {
                        let kind = if home.kind == Kind::GatewayWorker {
                            Kind::GatewayManager
                        } else {
                            home.kind
                        };
                        config_owners
                            .entry(target.into())
                            .or_default()
                            .insert(kind.id());
                    }
                    other => panic!("{design} {}: mount of {other:?}", home.name),
                }
            }
        }
        for (target, kinds) in config_owners {
            assert_eq!(kinds.len(), 1, "{design}: {target} is shared by {kinds:?}");
        }
    });
}

#[test]
fn workers_share_their_configuration_with_whoever_manages_them() {
    let targets = |text: &str| -> Vec<Vec<String>> {
        homes(&plan::build(&design(text)))
            .iter()
            .map(|home| home.texts(paths::REGISTRY, &["mount", "targetPath"]))
            .collect()
    };
    let both = ["/_system/governance", "/_system/config/gateway"];
    for design in [
        "h1: gateway-manager, svn, mysql, key-manager#k; h2: gateway-worker",
        "h1: all-in-one, svn, mysql; h2: gateway-worker",
        "h1: all-in-one, svn, mysql; h2: gateway-worker, gateway-worker",
    ] {
        let targets = targets(design);
        // A reader's configuration is there only if a writer makes it.
        assert_eq!(targets[0], both, "{design}");
        assert_eq!(targets.last().unwrap(), &both, "{design}");
    }
    assert_eq!(
        targets("h1: all-in-one, mysql"),
        [["/_system/governance"]],
        "alone it keeps its own"
    );
}

#[test]
fn members_of_a_cluster_find_each_other() {
    every_design(|design, _, homes| {
        let mut own: BTreeMap<String, BTreeSet<(String, String)>> = BTreeMap::new();
        let mut told: BTreeMap<String, BTreeSet<Vec<(String, String)>>> = BTreeMap::new();
        let mut managers: BTreeMap<String, usize> = BTreeMap::new();
        for home in homes {
            let Some(document) = home.xml(paths::AXIS2) else {
                continue;
            };
            let clustering = document
                .descendants()
                .find(|node| node.has_tag_name("clustering"))
                .unwrap();
            if clustering.attribute("enable") != Some("true") {
                continue;
            }
            let domain = home.parameter("domain").unwrap();
            let host = home.parameter("localMemberHost").unwrap();
            assert_eq!(host, home.address, "{design} {}", home.name);
            assert_eq!(home.parameter("membershipScheme").as_deref(), Some("wka"));
            let fresh = own
                .entry(domain.clone())
                .or_default()
                .insert((host, home.parameter("localMemberPort").unwrap()));
            assert!(fresh, "{design} {}: two members at one place", home.name);
            let members = clustering
                .descendants()
                .filter(|node| node.has_tag_name("member"));
            let list = members
                .map(|member| {
                    let text = |name| {
                        let found = member
                            .children()
                            .find(|node| node.has_tag_name(name))
                            .unwrap();
                        found.text().unwrap().to_owned()
                    };
                    (text("hostName"), text("port"))
                })
                .collect();
            told.entry(domain.clone()).or_default().insert(list);
            let sub = clustering
                .descendants()
                .find(|node| node.attribute("name") == Some("subDomain"))
                .unwrap();
            let is_manager = sub.attribute("value") == Some("mgt");
            assert_eq!(
                is_manager,
                home.kind == Kind::GatewayManager,
                "{design} {}",
                home.name
            );
            *managers.entry(domain).or_default() += usize::from(is_manager);
        }
        assert!(!own.is_empty(), "{design} has clusters");
        for (domain, members) in own {
            let lists = &told[&domain];
            assert_eq!(lists.len(), 1, "{design} {domain}: all are told the same");
            let list: BTreeSet<_> = lists.iter().flatten().cloned().collect();
            assert_eq!(list, members, "{design} {domain}");
            assert!(managers[&domain] <= 1, "{design} {domain}");
        }
    });
}

#[test]
fn one_committer_for_each_repository() {
    every_design(|design, plan, homes| {
        let mut committers: BTreeMap<String, Vec<Kind>> = BTreeMap::new();
        for home in homes {
            for (url, commits) in home
                .texts(paths::CARBON, &["DeploymentSynchronizer", "SvnUrl"])
                .into_iter()
                .zip(home.texts(paths::CARBON, &["DeploymentSynchronizer", "AutoCommit"]))
            {
                assert!(url.starts_with("svn://"), "{url}");
                let entry = committers.entry(url).or_default();
                if commits == "true" {
                    entry.push(home.kind);
                }
            }
        }
        assert_eq!(
            committers.is_empty(),
            plan.of_kind(Kind::Svn).next().is_none(),
            "{design}"
        );
        for (url, kinds) in committers {
            assert_eq!(kinds, [Kind::GatewayManager], "{design} {url}");
        }
    });
}

#[test]
fn of_several_managers_one_commits_and_manages() {
    let text = "h1: gateway-manager#a, gateway-worker, svn; h2: gateway-manager#b, key-manager; \
                h3: publisher, store, mysql";
    let check = |design: &Design, manager: &str| {
        let homes = homes(&plan::build(design));
        for home in &homes {
            let committed = ["DeploymentSynchronizer", "AutoCommit"];
            let commits = home.texts(paths::CARBON, &committed);
            let gateway = matches!(home.kind, Kind::GatewayManager | Kind::GatewayWorker);
            let wanted = (home.name == manager).to_string();
            let wanted: &[String] = if gateway { &[wanted] } else { &[] };
            assert_eq!(commits, wanted, "{}", home.name);
            let account = home.texts(paths::CARBON, &["DeploymentSynchronizer", "SvnUser"]);
            assert_eq!(
                account.contains(&paths::SVN_WRITER.to_owned()),
                home.name == manager,
                "{}",
                home.name
            );
            if gateway {
                assert_eq!(
                    home.property("subDomain").as_deref(),
                    Some(if home.name == manager {
                        "mgt"
                    } else {
                        "worker"
                    }),
                    "{}",
                    home.name
                );
            }
        }
    };
    let mut design = design(text);
    check(&design, "a");
    // Whoever takes the APIs in commits them.
    design.links.push(LinkOverride {
        from: InstanceId::new("publisher").unwrap(),
        kind: LinkKind::Deployment,
        to: InstanceId::new("b").unwrap(),
    });
    check(&design, "b");
    let homes = homes(&plan::build(&design));
    for home in homes
        .iter()
        .filter(|home| matches!(home.kind, Kind::Publisher | Kind::Store | Kind::KeyManager))
    {
        let path = ["APIGateway", "Environments", "Environment", "ServerURL"];
        assert_eq!(
            home.texts(paths::API_MANAGER, &path),
            ["https://h2:9443/services/"],
            "{}",
            home.name
        );
    }
}

#[test]
fn an_address_with_colons_stands_in_brackets_before_a_port() {
    let mut design = design(
        "h1=fd00::11: gateway-manager, gateway-worker, svn, key-manager; \
         h2=fd00::12: publisher, store, mysql, bam, nginx",
    );
    design.version = Version::V1_9_1;
    let plan = plan::build(&design);
    for (path, file) in render::render(&design, &plan, &Secrets::default()).unwrap() {
        // The scripts take address and port as two words.
        let colons = file.text.match_indices("fd00::").filter(|(at, _)| {
            let rest = file.text[*at..].trim_start_matches("fd00::1");
            let port = rest[1..].starts_with(':');
            port && !file.text[..*at].ends_with('[')
        });
        assert_eq!(colons.count(), 0, "{path}");
    }
    let receiver = ["APIUsageTracking", "BAMServerURL"];
    let homes = homes(&plan);
    assert_eq!(
        homes[0].texts(paths::API_MANAGER, &receiver),
        ["{tcp://[fd00::12]:7613/}"]
    );
    let files = render::render(&design, &plan, &Secrets::default()).unwrap();
    let front = &files["hosts/h2/nginx/apim-gateway.conf"].text;
    for listen in ["listen 80;", "listen [::]:80;", "listen [::]:443 ssl;"] {
        assert!(front.contains(listen), "{front}");
    }
}

#[test]
fn names_in_certificates_are_looked_at_unless_a_finding_says_otherwise() {
    let loose = |design: &Design| -> Vec<String> {
        let homes = homes(&plan::build(design));
        let loose = homes.iter().filter(|home| {
            let text = home.files.get(paths::AXIS2);
            text.is_some_and(|text| text.contains(">AllowAll<"))
        });
        loose.map(|home| home.name.clone()).collect()
    };
    let told = |design: &Design| -> Vec<String> {
        let found = findings(design).into_iter();
        let places = found
            .filter(|finding| finding.code == "stock-certificates")
            .flat_map(|finding| finding.at);
        places
            .filter_map(|place| match place {
                Place::Instance(id) => Some(id.to_string()),
                Place::Host(_) | Place::Design => None,
            })
            .collect()
    };
    let mut designs: Vec<Design> = presets::ALL.iter().map(presets::Preset::design).collect();
    designs.push(design("h1: all-in-one, mysql"));
    designs.push(design("h1: all-in-one, mysql, svn; h2: gateway-worker"));
    designs.push(design("h1: gateway-manager"));
    for mut design in designs {
        assert_eq!(loose(&design), told(&design), "{}", design.name);
        design.settings.own_certificates = true;
        assert_eq!(loose(&design), told(&design), "{}", design.name);
        assert!(loose(&design).is_empty(), "{}", design.name);
    }
}

#[test]
fn thrift_listens_on_key_managers_only_and_never_for_several() {
    every_design(|design, plan, homes| {
        let of_kind = |kind| plan.of_kind(kind).count();
        let several = match of_kind(Kind::KeyManager) {
            0 => of_kind(Kind::IdentityServer) > 1,
            own => own > 1,
        };
        for home in homes {
            let on = home.texts(
                paths::API_MANAGER,
                &["APIKeyValidator", "EnableThriftServer"],
            );
            let wanted = home.kind == Kind::KeyManager && !several;
            assert_eq!(on, [wanted.to_string()], "{design} {}", home.name);
            // Publisher and Store validate no tokens: their value is not read.
            if matches!(home.kind, Kind::Publisher | Kind::Store) {
                continue;
            }
            let client = home.texts(
                paths::API_MANAGER,
                &["APIKeyValidator", "KeyValidatorClientType"],
            );
            assert_eq!(
                client,
                [if several { "WSClient" } else { "ThriftClient" }],
                "{design} {}",
                home.name
            );
        }
    });
}

#[test]
fn web_applications_show_the_ports_of_their_front() {
    every_design(|design, plan, homes| {
        for home in homes {
            let instance = plan
                .instances
                .iter()
                .find(|instance| instance.name == home.name)
                .unwrap();
            // The product's own where nothing differs.
            let stock = bases::base(plan.version, paths::CATALINA).unwrap().text();
            let text = home
                .files
                .get(paths::CATALINA)
                .map_or(stock, String::as_str);
            let document = Document::parse(text).unwrap();
            let connectors: Vec<_> = document
                .descendants()
                .filter(|node| node.has_tag_name("Connector"))
                .collect();
            assert_eq!(connectors.len(), 2);
            let redirect = connectors[0].attribute("redirectPort").unwrap();
            let wanted = instance
                .proxy
                .map_or_else(|| instance.https().unwrap(), |proxy| proxy.https);
            assert_eq!(redirect, wanted.to_string(), "{design} {}", home.name);
            let public = instance
                .proxy
                .map(|proxy| [proxy.http.to_string(), proxy.https.to_string()]);
            for (at, connector) in connectors.iter().enumerate() {
                let shown = connector.attribute("proxyPort");
                assert_eq!(
                    shown,
                    public.as_ref().map(|ports| ports[at].as_str()),
                    "{design} {}",
                    home.name
                );
            }
        }
    });
}

#[test]
fn sign_on_values_are_texts() {
    let design = presets::find("classic").unwrap().design();
    for home in homes(&plan::build(&design)) {
        let path = match home.kind {
            Kind::Publisher => paths::SITE_PUBLISHER,
            Kind::Store => paths::SITE_STORE,
            _ => continue,
        };
        let site: serde_json::Value = serde_json::from_str(&home.files[path]).unwrap();
        let sso = &site["ssoConfiguration"];
        assert_eq!(sso["enabled"], "true");
        assert_eq!(sso["responseSigningEnabled"], "true");
        assert_eq!(
            sso["identityProviderURL"],
            "https://identity-server.apim.example.com:443/samlsso"
        );
        assert_eq!(site["reverseProxy"]["enabled"], true);
        assert_eq!(site["reverseProxy"]["context"], site["context"]);
    }
}

/// Names of the secrets for which placeholders stand in a text.
fn placeholders(text: &str) -> BTreeSet<String> {
    let marks = text.split("@{").skip(1);
    marks
        .filter_map(|rest| Some(rest.split_once('}')?.0.split_once(':')?.1.to_owned()))
        .collect()
}

#[test]
fn every_host_is_given_the_secrets_that_its_files_ask_for() {
    every_design(|name, plan, homes| {
        let needed = secrets::needed(plan);
        for home in homes {
            let at = plan
                .instances
                .iter()
                .position(|instance| instance.name == home.name)
                .unwrap();
            let given: BTreeSet<&str> = needed
                .iter()
                .filter(|secret| secret.used_by.contains(&at))
                .map(|secret| secret.name.as_str())
                .collect();
            for text in home.files.values() {
                for wanted in placeholders(text) {
                    assert!(
                        given.contains(wanted.as_str()),
                        "{name} {}: {wanted}",
                        home.name
                    );
                }
            }
        }
    });
}

#[test]
fn https_is_tls_and_remote_management_is_off() {
    every_design(|name, _, homes| {
        for home in homes.iter().filter(|home| home.kind.is_api_manager()) {
            let catalina = home.xml(paths::CATALINA).expect("every server has one");
            let axis2 = home.xml(paths::AXIS2).expect("every server has one");
            let tls = "TLSv1,TLSv1.1,TLSv1.2";
            let connectors = catalina.descendants();
            let connectors: Vec<_> = connectors
                .filter(|node| node.has_tag_name("Connector"))
                .map(|node| node.attribute("sslEnabledProtocols"))
                .collect();
            assert_eq!(connectors, [None, Some(tls)], "{name} {}", home.name);
            for transport in ["transportReceiver", "transportSender"] {
                let found: Vec<_> = axis2
                    .descendants()
                    .filter(|node| node.attribute("name") == Some("HttpsProtocols"))
                    .filter(|node| node.parent().unwrap().has_tag_name(transport))
                    .map(|node| (node.parent().unwrap().attribute("name"), node.text()))
                    .collect();
                assert_eq!(found, [(Some("https"), Some(tls))], "{name} {}", home.name);
            }
            let remote = home.texts(paths::JMX, &["StartRMIServer"]);
            assert_eq!(remote, ["false"], "{name} {}", home.name);
        }
    });
}

#[test]
fn a_file_without_a_change_is_left_to_the_product() {
    every_design(|design, plan, _| {
        for at in 0..plan.instances.len() {
            for (path, file) in render::instance(plan, at, &Secrets::default()).unwrap() {
                let name = &plan.instances[at].name;
                assert!(!file.changes.is_empty(), "{design} {name} {path}");
            }
        }
    });
}

#[test]
fn every_change_points_at_its_lines() {
    let design = presets::find("classic").unwrap().design();
    let plan = plan::build(&design);
    let mut changes = 0;
    for at in 0..plan.instances.len() {
        for (path, file) in render::instance(&plan, at, &Secrets::default()).unwrap() {
            let lines = file.text.lines().count();
            for change in &file.changes {
                assert!(
                    change.line >= 1 && change.line <= change.line_end,
                    "{path} {}",
                    change.path
                );
                assert!(change.line_end <= lines, "{path} {}", change.path);
                assert!(
                    !change.reason.is_empty() && !change.source.is_empty(),
                    "{path} {}",
                    change.path
                );
                changes += 1;
            }
        }
    }
    assert!(changes > 150, "{changes}");
}
