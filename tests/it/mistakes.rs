//! The mistakes that people make (domain §16): each is impossible in the files, or found in the design. Whole bundles are
//! read back by independent parsers and held against the rules, by nothing but their own manifest.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use apim_designer::catalog::{Kind, Version};
use apim_designer::checks::{self, Severity};
use apim_designer::model::{Design, Transport, presets};
use apim_designer::plan;
use apim_designer::render::{Files, Secrets};
use proptest::prelude::*;
use proptest::sample::select;
use roxmltree::{Document, Node};

use crate::support;
use crate::workshop::render;

/// One server as the manifest names it.
struct Server {
    id: String,
    kind: String,
    profile: Option<String>,
    host: String,
    address: String,
    dir: String,
    ports: BTreeMap<String, u64>,
}

impl Server {
    fn is(&self, kinds: &[&str]) -> bool {
        kinds.contains(&self.kind.as_str())
    }

    fn is_api_manager(&self) -> bool {
        Kind::parse(&self.kind).unwrap().is_api_manager()
    }

    fn is_gateway(&self) -> bool {
        self.is(&["gateway-manager", "gateway-worker"])
    }
}

struct Bundle {
    texts: BTreeMap<String, String>,
    version: String,
    servers: Vec<Server>,
    /// Names of roles and databases.
    databases: Vec<(String, String)>,
    /// What was found, by the number of the mistake.
    found: BTreeSet<(u8, String)>,
}

/// A block of nginx: what it is called, then its lines up to the end.
fn blocks<'a>(text: &'a str, name: &str) -> Vec<(&'a str, &'a str)> {
    let mut found = Vec::new();
    for (at, _) in text.match_indices(name) {
        if at > 0 && !text[..at].ends_with('\n') {
            continue;
        }
        let rest = &text[at..];
        let (head, body) = rest.split_once('{').unwrap();
        let body = body.split("\n}").next().unwrap();
        found.push((head[name.len()..].trim(), body));
    }
    found
}

fn directives<'a>(body: &'a str, name: &str) -> Vec<&'a str> {
    let lines = body.lines().map(str::trim);
    lines
        .filter_map(|line| line.strip_prefix(name)?.strip_prefix(' '))
        .map(|rest| rest.trim_end_matches(';'))
        .collect()
}

/// Texts of all elements at a path of names, below any element of the first.
fn texts(document: &Document, path: &str) -> Vec<String> {
    let names: Vec<&str> = path.split('/').collect();
    let (last, above) = names.split_last().unwrap();
    let found = document.descendants().filter(|node| {
        let mut up = node.ancestors().skip(1).map(|node| node.tag_name().name());
        node.tag_name().name() == *last && above.iter().rev().all(|name| up.next() == Some(name))
    });
    found
        .map(|node| node.text().unwrap_or_default().trim().to_owned())
        .collect()
}

/// Hosts and ports of the URLs in values, comments left out.
fn urls(document: &Document) -> Vec<(String, u64)> {
    let values = document.descendants().filter(|node| !node.is_comment());
    let values = values.flat_map(|node| {
        let attributes = node.attributes().map(|one| one.value().to_owned());
        let text = Some(node)
            .filter(Node::is_text)
            .and_then(|node| node.text());
        attributes
            .chain(text.map(ToOwned::to_owned))
            .collect::<Vec<_>>()
    });
    values.flat_map(|value| urls_in(&value)).collect()
}

fn urls_in(text: &str) -> Vec<(String, u64)> {
    let parts = text.split("://").skip(1).filter_map(|part| {
        let end = part.find(['/', ',', '?', '}', '\'', '"', ';']);
        let (host, port) = part[..end.unwrap_or(part.len())].rsplit_once(':')?;
        let own = host.contains("${") || ["localhost", "127.0.0.1"].contains(&host);
        Some((host.to_owned(), port.parse().ok()?)).filter(|_| !own)
    });
    parts.collect()
}

fn kind(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

fn repeated<T: Ord + Clone>(all: &[T]) -> bool {
    all.iter().collect::<BTreeSet<_>>().len() < all.len()
}

impl Bundle {
    fn new(files: &Files) -> Self {
        Self::of(
            files
                .iter()
                .map(|(path, file)| (path.clone(), file.text.clone()))
                .collect(),
        )
    }

    fn of(texts: BTreeMap<String, String>) -> Self {
        let manifest: serde_json::Value = serde_json::from_str(&texts["manifest.json"]).unwrap();
        let text = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
        let hosts = manifest["hosts"].as_array().unwrap();
        let address = |id: &str| {
            let host = hosts.iter().find(|host| host["id"] == id).unwrap();
            (text(&host["name"]), text(&host["ip"]))
        };
        let servers = manifest["instances"].as_array().unwrap().iter();
        let servers = servers
            .map(|one| {
                let (host, address) = address(one["host"].as_str().unwrap());
                Server {
                    id: text(&one["id"]),
                    kind: text(&one["kind"]),
                    profile: one["profile"].as_str().map(ToOwned::to_owned),
                    host,
                    address,
                    dir: text(&one["dir"]),
                    ports: serde_json::from_value(one["ports"].clone()).unwrap(),
                }
            })
            .collect();
        let databases = manifest["databases"].as_array().unwrap().iter();
        let mut bundle = Self {
            version: text(&manifest["version"]),
            servers,
            databases: databases
                .map(|one| (text(&one["role"]), text(&one["name"])))
                .collect(),
            texts,
            found: BTreeSet::new(),
        };
        bundle.look();
        bundle
    }

    fn numbers(&self) -> BTreeSet<u8> {
        self.found.iter().map(|(number, _)| *number).collect()
    }

    fn look(&mut self) {
        let mut found = BTreeSet::new();
        let mut add = |number: u8, fine: bool, what: String| {
            if !fine {
                found.insert((number, what));
            }
        };
        self.ports(&mut add);
        self.addresses(&mut add);
        for server in self
            .servers
            .iter()
            .filter(|one| self.is_of_api_manager(one))
        {
            self.api_manager(server, &mut add);
            self.datasources(server, &mut add);
        }
        self.registry(&mut add);
        self.clusters(&mut add);
        self.synchronizers(&mut add);
        self.scripts(&mut add);
        self.fronts(&mut add);
        self.found = found;
    }

    /// A file of a server, or what goes into it on the host.
    fn xml(&self, server: &Server, file: &str) -> Option<Document<'_>> {
        let at = |folder: &str| {
            let path = format!("{}/{folder}repository/conf/{file}", server.dir);
            self.texts.get(&path)
        };
        let text = at("").or_else(|| at("in-place/"))?;
        Some(Document::parse(text).unwrap())
    }

    /// Whether it runs parts of API Manager: an Identity Server does as the key manager.
    fn is_of_api_manager(&self, server: &Server) -> bool {
        server.is_api_manager() || self.xml(server, "api-manager.xml").is_some()
    }

    fn manages_keys(&self, server: &Server) -> bool {
        let identity = server.kind == "identity-server";
        server.kind == "key-manager" || identity && self.is_of_api_manager(server)
    }

    fn values(&self, server: &Server, file: &str, path: &str) -> Vec<String> {
        self.xml(server, file)
            .map(|document| texts(&document, path))
            .unwrap_or_default()
    }

    fn nginx(&self) -> impl Iterator<Item = (&str, &str)> {
        let texts = self.texts.iter();
        texts
            .filter(|(path, _)| path.contains("/nginx/"))
            .map(|(path, text)| (path.as_str(), text.as_str()))
    }

    /// Public names with the ports of the fronts.
    fn published(&self) -> BTreeSet<(String, u64)> {
        let names = self
            .nginx()
            .flat_map(|(_, text)| directives(text, "server_name"));
        let fronts: Vec<u64> = self
            .servers
            .iter()
            .filter(|one| one.kind == "nginx")
            .flat_map(|one| one.ports.values().copied())
            .collect();
        names
            .flat_map(|name| fronts.iter().map(move |&port| (name.to_owned(), port)))
            .collect()
    }

    /// Mistake 1: two servers of a host at one port.
    fn ports(&self, add: &mut impl FnMut(u8, bool, String)) {
        let mut open = BTreeSet::new();
        for server in &self.servers {
            for port in server.ports.values() {
                let fresh = open.insert((&server.host, port));
                add(1, fresh, format!("{}: {port}", server.id));
            }
        }
    }

    /// Mistake 2 and a runner-up: every address has a listener, and every name a line in every hosts file.
    fn addresses(&self, add: &mut impl FnMut(u8, bool, String)) {
        let mut listeners = self.published();
        for server in &self.servers {
            for &port in server.ports.values() {
                listeners.insert((server.host.clone(), port));
                listeners.insert((server.address.clone(), port));
            }
        }
        let mut names = BTreeSet::new();
        for (path, text) in &self.texts {
            let found = if kind(path) == "xml" && path.contains("/repository/") {
                let document = Document::parse(text).unwrap();
                let own = texts(&document, "HostName").into_iter();
                names.extend(own.chain(texts(&document, "MgtHostName")));
                urls(&document)
            } else if kind(path) == "json" && path.contains("/repository/") {
                let site: serde_json::Value = serde_json::from_str(text).unwrap();
                let proxy = &site["reverseProxy"];
                // The shipped one is a sample, which nobody reads while it is off.
                let host = proxy["host"].as_str().filter(|_| proxy["enabled"] == true);
                names.extend(host.map(Into::into));
                urls_in(text)
            } else if path.contains("/nginx/") {
                let servers = blocks(text, "upstream")
                    .into_iter()
                    .flat_map(|(_, body)| directives(body, "server"));
                let places = servers.map(|server| server.split(' ').next().unwrap());
                places
                    .map(|place| place.rsplit_once(':').unwrap())
                    .map(|(host, port)| (host.to_owned(), port.parse().unwrap()))
                    .collect()
            } else {
                continue;
            };
            for address in found {
                let known = listeners.contains(&address);
                add(2, known, format!("{path}: {address:?}"));
                names.insert(address.0);
            }
        }
        names.extend(self.published().into_iter().map(|(name, _)| name));
        names.retain(|name| {
            !name.is_empty()
                && !name.contains("${")
                && name != "localhost"
                && name
                    .trim_matches(['[', ']'])
                    .parse::<std::net::IpAddr>()
                    .is_err()
        });
        for (path, text) in &self.texts {
            if !path.ends_with("/etc/hosts") {
                continue;
            }
            let lines = text.lines().filter(|line| !line.starts_with('#'));
            let told: BTreeSet<&str> = lines
                .flat_map(|line| line.split_whitespace().skip(1))
                .collect();
            for name in &names {
                add(26, told.contains(name.as_str()), format!("{path}: {name}"));
            }
        }
    }

    /// Mistakes 3 to 6, 24 and 25: `api-manager.xml`.
    fn api_manager(&self, server: &Server, add: &mut impl FnMut(u8, bool, String)) {
        const FILE: &str = "api-manager.xml";
        let at = |path: &str| self.values(server, FILE, path);
        let others: &[&str] = match server.kind.as_str() {
            "gateway-manager" | "gateway-worker" => &["APIKeyValidator/ServerURL"],
            "key-manager" | "identity-server" => &[
                "Environment/ServerURL",
                "Environment/GatewayEndpoint",
                "APIKeyValidator/RevokeAPIURL",
            ],
            "publisher" | "store" => &[
                "AuthManager/ServerURL",
                "Environment/ServerURL",
                "Environment/GatewayEndpoint",
                "APIKeyValidator/ServerURL",
                "APIKeyValidator/RevokeAPIURL",
            ],
            _ => &[],
        };
        for path in others {
            let values = at(path);
            let literal = values.len() == 1 && !values[0].contains("${");
            add(3, literal, format!("{}: {path} {values:?}", server.id));
            // The account of another node is that of its own file.
            let account = path.replace("/ServerURL", "/Password");
            let own = at(&account)
                .iter()
                .any(|value| value == "${admin.password}");
            add(
                25,
                account == *path || !own,
                format!("{}: {account}", server.id),
            );
        }
        let validator = |name: &str| at(&format!("APIKeyValidator/{name}")).pop();
        let thrift = validator("KeyValidatorClientType").as_deref() == Some("ThriftClient");
        if server.is_gateway() && thrift {
            let host = validator("ThriftServerHost").unwrap_or_default();
            let port = validator("ThriftClientPort");
            let answers = self.servers.iter().any(|other| {
                let there = other.host == host || other.address == host;
                let theirs = self.values(other, FILE, "APIKeyValidator/ThriftServerPort");
                let opened = other.ports.get("key-validation-thrift");
                there && theirs.last() == port.as_ref() && port == opened.map(u64::to_string)
            });
            add(4, answers, format!("{}: {host}:{port:?}", server.id));
        }
        if validator("EnableThriftServer").as_deref() == Some("true") {
            let may = self.manages_keys(server) || server.kind == "all-in-one";
            add(5, may, format!("{} is no key manager", server.id));
            let port = validator("ThriftServerPort");
            let same = self.servers.iter().filter(|other| {
                let on = self.values(other, FILE, "APIKeyValidator/EnableThriftServer");
                let port = self
                    .values(other, FILE, "APIKeyValidator/ThriftServerPort")
                    .pop()
                    == port;
                other.host == server.host && port && on == ["true"]
            });
            add(5, same.count() == 1, format!("{}: {port:?}", server.id));
        }
        let managers = self.servers.iter().filter(|one| self.manages_keys(one));
        let several = managers.count() > 1;
        let asks = server.is_gateway() || self.manages_keys(server);
        add(6, !(asks && several && thrift), server.id.clone());

        // In 1.9.0 the form does it.
        let receivers: Vec<_> = self
            .servers
            .iter()
            .filter(|one| one.kind == "bam")
            .collect();
        if self.version == "1.9.1" && !receivers.is_empty() && !self.manages_keys(server) {
            let value = at("APIUsageTracking/BAMServerURL")
                .pop()
                .unwrap_or_default();
            for bam in receivers {
                let address = format!(
                    "{{tcp://{}:{}/}}",
                    bam.address, bam.ports["thrift-receiver"]
                );
                add(
                    24,
                    value.contains(&address),
                    format!("{}: {value}", server.id),
                );
            }
            let on = at("APIUsageTracking/Enabled");
            add(24, on == ["true"], format!("{}: {on:?}", server.id));
        }
        let admin = self.values(server, "user-mgt.xml", "AdminUser/Password");
        let set = admin.len() == 1 && admin[0] != "admin";
        add(25, set, format!("{}: the stock password", server.id));
    }

    /// Mistakes 7 and 8: what is shared is on the server, and every name is defined.
    fn datasources(&self, server: &Server, add: &mut impl FnMut(u8, bool, String)) {
        const FILE: &str = "datasources/master-datasources.xml";
        let document = self.xml(server, FILE).unwrap();
        let mut defined = Vec::new();
        for node in document.descendants() {
            if !node.has_tag_name("datasource") {
                continue;
            }
            let text = |name: &str| {
                let mut found = node.descendants().filter(|one| one.has_tag_name(name));
                found.next().and_then(|one| one.text()).unwrap_or_default()
            };
            let name = node
                .descendants()
                .find(|one| one.has_tag_name("jndiConfig"));
            let name = name
                .unwrap()
                .descendants()
                .find(|one| one.has_tag_name("name"));
            let name = name.unwrap().text().unwrap();
            let private = match name {
                "jdbc/WSO2CarbonDB" => true,
                "jdbc/WSO2AM_DB" => server.is_gateway(),
                _ => false,
            };
            let scheme = if private { "jdbc:h2:" } else { "jdbc:mysql://" };
            let url = text("url");
            add(
                7,
                url.starts_with(scheme),
                format!("{}: {name} {url}", server.id),
            );
            defined.push(name.to_owned());
        }
        add(
            8,
            !repeated(&defined),
            format!("{}: {defined:?}", server.id),
        );
        let named = [
            ("registry.xml", "dbConfig/dataSource"),
            ("user-mgt.xml", "Configuration/Property"),
            ("api-manager.xml", "APIManager/DataSourceName"),
            ("identity.xml", "JDBCPersistenceManager/DataSource/Name"),
        ];
        for (file, path) in named {
            for name in self.values(server, file, path) {
                let there = !name.starts_with("jdbc/") || defined.contains(&name);
                add(8, there, format!("{} {file}: {name}", server.id));
            }
        }
    }

    /// Mistakes 14 and 15: the mounts.
    fn registry(&self, add: &mut impl FnMut(u8, bool, String)) {
        const FILE: &str = "registry.xml";
        let mut caches = BTreeSet::new();
        for server in self
            .servers
            .iter()
            .filter(|one| self.is_of_api_manager(one))
        {
            let document = self.xml(server, FILE).unwrap();
            let node = |name: &str| {
                document
                    .descendants()
                    .filter(move |one| one.has_tag_name(name))
                    .collect::<Vec<_>>()
            };
            let configs: Vec<_> = node("dbConfig")
                .iter()
                .filter_map(|one| one.attribute("name").map(ToOwned::to_owned))
                .collect();
            add(
                15,
                !repeated(&configs),
                format!("{}: {configs:?}", server.id),
            );
            let ids = texts(&document, "remoteInstance/id");
            add(15, !repeated(&ids), format!("{}: {ids:?}", server.id));
            let current = texts(&document, "wso2registry/currentDBConfig");
            for used in texts(&document, "remoteInstance/dbConfig") {
                let other = !current.contains(&used) && configs.contains(&used);
                add(15, other, format!("{}: {used}", server.id));
            }
            for used in texts(&document, "mount/instanceId") {
                add(15, ids.contains(&used), format!("{}: {used}", server.id));
            }
            let shared = node("mount")
                .into_iter()
                .filter(|one| one.attribute("path") == Some("/_system/governance"));
            let targets: Vec<_> = shared
                .flat_map(|mount| mount.children())
                .filter(|one| one.has_tag_name("targetPath"))
                .filter_map(|one| one.text())
                .collect();
            add(
                14,
                targets == ["/_system/governance"],
                format!("{}: {targets:?}", server.id),
            );
            // Of the account and the address in this server's own datasources.
            let sources = self
                .xml(server, "datasources/master-datasources.xml")
                .unwrap();
            let reg = sources.descendants().find(|one| {
                one.has_tag_name("configuration")
                    && one.ancestors().any(|up| {
                        let mut below = up.children();
                        up.has_tag_name("datasource")
                            && below.any(|one| one.text() == Some("WSO2REG_DB"))
                    })
            });
            let value = |name: &str| {
                let mut found = reg.iter().flat_map(Node::children);
                found
                    .find(|one| one.has_tag_name(name))
                    .and_then(|one| one.text())
                    .unwrap_or_default()
            };
            let wanted = format!("{}@{}", value("username"), value("url"));
            for cache in texts(&document, "remoteInstance/cacheId") {
                add(14, cache == wanted, format!("{}: {cache}", server.id));
                caches.insert(cache);
            }
        }
        add(14, caches.len() <= 1, format!("{caches:?}"));
    }

    /// Mistakes 16 and 17: the clusters.
    fn clusters(&self, add: &mut impl FnMut(u8, bool, String)) {
        type Member = (String, String);
        struct Cluster {
            own: BTreeSet<Member>,
            told: BTreeSet<Vec<Member>>,
            managers: usize,
            gateways: BTreeSet<bool>,
        }
        let mut clusters: BTreeMap<String, Cluster> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for server in self
            .servers
            .iter()
            .filter(|one| self.is_of_api_manager(one))
        {
            let Some(document) = self.xml(server, "axis2/axis2.xml") else {
                continue;
            };
            let clustering = document
                .descendants()
                .find(|one| one.has_tag_name("clustering"))
                .unwrap();
            if clustering.attribute("enable") != Some("true") {
                continue;
            }
            let named = |name: &str| {
                clustering
                    .descendants()
                    .find(|one| one.attribute("name") == Some(name))
            };
            let parameter = |name: &str| {
                named(name)
                    .and_then(|one| one.text())
                    .unwrap_or_default()
                    .to_owned()
            };
            let own = (parameter("localMemberHost"), parameter("localMemberPort"));
            let right = own.0 == server.address && own.1 == server.ports["hazelcast"].to_string();
            add(16, right, format!("{}: {own:?}", server.id));
            add(
                16,
                taken.insert(own.clone()),
                format!("{}: {own:?} again", server.id),
            );
            let members = clustering
                .descendants()
                .filter(|one| one.has_tag_name("member"));
            let members = members.map(|member| {
                let text = |name| {
                    let found = member.children().find(|one| one.has_tag_name(name));
                    found
                        .and_then(|one| one.text())
                        .unwrap_or_default()
                        .to_owned()
                };
                (text("hostName"), text("port"))
            });
            let members: Vec<Member> = members.collect();
            let cluster = clusters.entry(parameter("domain")).or_insert(Cluster {
                own: BTreeSet::new(),
                told: BTreeSet::new(),
                managers: 0,
                gateways: BTreeSet::new(),
            });
            cluster.own.insert(own);
            cluster.told.insert(members);
            let sub = named("subDomain").and_then(|one| one.attribute("value"));
            cluster.managers += usize::from(sub == Some("mgt"));
            let serves = server.is_gateway() || server.kind == "all-in-one";
            cluster.gateways.insert(serves);
        }
        for (domain, cluster) in clusters {
            let list: BTreeSet<Member> = cluster.told.iter().flatten().cloned().collect();
            let alike = cluster.told.len() == 1 && list == cluster.own;
            add(
                16,
                alike,
                format!("{domain}: {list:?} of {:?}", cluster.own),
            );
            add(
                17,
                cluster.gateways.len() == 1,
                format!("{domain} is mixed"),
            );
            let gateways = cluster.gateways.contains(&true);
            add(
                17,
                !gateways || cluster.managers == 1,
                format!("{domain}: {} manage", cluster.managers),
            );
        }
    }

    /// Mistake 18: one commits to each repository.
    fn synchronizers(&self, add: &mut impl FnMut(u8, bool, String)) {
        let mut committers: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for server in self
            .servers
            .iter()
            .filter(|one| self.is_of_api_manager(one))
        {
            let at = |name: &str| {
                self.values(
                    server,
                    "carbon.xml",
                    &format!("DeploymentSynchronizer/{name}"),
                )
            };
            for (url, commits) in at("SvnUrl").into_iter().zip(at("AutoCommit")) {
                let scheme = url.split("://").next().unwrap_or_default();
                add(18, ["svn", "http", "https"].contains(&scheme), url.clone());
                let who = committers.entry(url).or_default();
                if commits == "true" {
                    who.push(&server.kind);
                }
            }
        }
        for (url, kinds) in &committers {
            let one = kinds.len() == 1 && ["gateway-manager", "all-in-one"].contains(&kinds[0]);
            add(18, one, format!("{url}: {kinds:?}"));
        }
        let readme = &self.texts["README.md"];
        add(
            18,
            committers.is_empty() || readme.contains("svnkit"),
            "no word of SVNKit".into(),
        );
        add(
            9,
            self.databases.is_empty() || readme.contains("mysql-connector-java"),
            "no word of the driver".into(),
        );
    }

    /// Mistakes 10, 13 and 19: SQL, and how servers start.
    fn scripts(&self, add: &mut impl FnMut(u8, bool, String)) {
        const PROFILES: [&str; 5] = [
            "gateway-manager",
            "gateway-worker",
            "api-key-manager",
            "api-publisher",
            "api-store",
        ];
        let mut made: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for (path, text) in &self.texts {
            for line in text
                .lines()
                .filter(|line| line.starts_with("CREATE DATABASE"))
            {
                let latin = line.ends_with("CHARACTER SET latin1;");
                add(10, latin, format!("{path}: {line}"));
            }
            for line in text.lines().map(str::trim) {
                let words: Vec<&str> = line.split(' ').collect();
                if path.ends_with("/apply.sh") && words[0] == "database_schema" {
                    let scripts = made.entry(words[1].into()).or_default();
                    scripts.extend(words[4..].iter().map(ToString::to_string));
                }
                if path.ends_with("/start.sh") && words[0] == "server" {
                    let server = self
                        .servers
                        .iter()
                        .find(|one| one.dir.ends_with(&format!("/{}", words[1])));
                    let server = server.unwrap();
                    let profile = words[3].trim_matches('\'');
                    let right = profile == server.profile.as_deref().unwrap_or_default()
                        && (profile.is_empty() || PROFILES.contains(&profile));
                    add(19, right, format!("{path}: {line}"));
                }
            }
            let flag = path.starts_with("hosts/") && text.contains("-DworkerNode");
            add(19, !flag, format!("{path}: the worker flag"));
        }
        for (role, name) in &self.databases {
            let scripts = made.get(name).cloned().unwrap_or_default();
            let wanted: &[&str] = match role.as_str() {
                "am" => &["dbscripts/apimgt/mysql.sql"],
                "um" | "reg" => &["dbscripts/mysql.sql"],
                _ => &[],
            };
            add(13, scripts == wanted, format!("{role} {name}: {scripts:?}"));
        }
    }

    /// Mistakes 20 to 23 and 25: nginx, and what those behind it say.
    fn fronts(&self, add: &mut impl FnMut(u8, bool, String)) {
        let workers = self.servers.iter().any(|one| one.kind == "gateway-worker");
        for (path, text) in self.nginx() {
            let role = path.rsplit_once("/apim-").unwrap().1;
            let role = role.strip_suffix(".conf").unwrap();
            let name = directives(text, "server_name").pop().unwrap_or_default();
            let open = ["gateway", "publisher", "store"].contains(&role);
            let inside = text.contains("location /carbon") || text.contains("location /services");
            add(25, !(open && inside), format!("{path}: consoles"));
            for (upstream, body) in blocks(text, "upstream") {
                let places = directives(body, "server");
                let sticky = ["publisher", "store", "identity-server"].contains(&role);
                let kept = !sticky || places.len() == 1 || body.contains("ip_hash;");
                add(
                    21,
                    kept && !text.contains("sticky"),
                    format!("{path}: {upstream}"),
                );
                for place in places {
                    let (host, port) = place.split(' ').next().unwrap().rsplit_once(':').unwrap();
                    let port: u64 = port.parse().unwrap();
                    let behind = self.servers.iter().find_map(|one| {
                        let there =
                            one.host == host || one.address == host.trim_matches(['[', ']']);
                        let named = one.ports.iter().find(|(_, number)| **number == port);
                        Some((one, named?.0)).filter(|_| there)
                    });
                    let Some((server, opened)) = behind else {
                        continue;
                    };
                    if role == "gateway" {
                        let kind = if workers {
                            "gateway-worker"
                        } else {
                            server.kind.as_str()
                        };
                        let right = server.kind == kind && opened.starts_with("pass-through");
                        add(
                            20,
                            right,
                            format!("{path}: {place} is {opened} of {}", server.id),
                        );
                    } else if server.is_api_manager() {
                        self.behind(server, role, name, add);
                    }
                }
            }
        }
    }

    /// Mistakes 22 and 23.
    fn behind(
        &self,
        server: &Server,
        role: &str,
        name: &str,
        add: &mut impl FnMut(u8, bool, String),
    ) {
        let front = self.servers.iter().find(|one| one.kind == "nginx").unwrap();
        let catalina = self.xml(server, "tomcat/catalina-server.xml");
        let proxied: Vec<_> = catalina
            .iter()
            .flat_map(|document| document.descendants())
            .filter(|one| one.has_tag_name("Connector"))
            .filter_map(|one| one.attribute("proxyPort").map(ToOwned::to_owned))
            .collect();
        let wanted = [
            front.ports["http"].to_string(),
            front.ports["https"].to_string(),
        ];
        add(22, proxied == wanted, format!("{}: {proxied:?}", server.id));
        if server.kind != "all-in-one" {
            let own = self.values(server, "carbon.xml", "Server/HostName");
            add(22, own == [name], format!("{}: {own:?}", server.id));
        }
        if !["publisher", "store"].contains(&role) {
            return;
        }
        let path = format!(
            "{}/repository/deployment/server/jaggeryapps/{role}/site/conf/site.json",
            server.dir
        );
        let site: serde_json::Value = serde_json::from_str(&self.texts[&path]).unwrap();
        let proxy = &site["reverseProxy"];
        let right = proxy["enabled"] == true
            && proxy["host"] == name
            && proxy["context"] == site["context"];
        add(22, right, format!("{path}: {proxy}"));
        let signs_on = self.servers.iter().any(|one| one.kind == "identity-server");
        let sso = &site["ssoConfiguration"];
        let issuer = format!("API_{}", role.to_uppercase());
        let texts = sso["enabled"] == "true" && sso["responseSigningEnabled"] == "true";
        let right = !signs_on || texts && sso["issuer"] == *issuer;
        add(23, right, format!("{path}: {sso}"));
        let consumer = match front.ports["https"] {
            443 => format!("https://{name}/{role}/jagg/jaggery_acs.jag"),
            port => format!("https://{name}:{port}/{role}/jagg/jaggery_acs.jag"),
        };
        let told = !signs_on || self.texts.values().any(|text| text.contains(&consumer));
        add(23, told, format!("{path}: {consumer}"));
    }
}

fn bundle(design: &Design) -> Bundle {
    Bundle::new(&render(design, &Secrets::default()))
}

#[test]
fn no_preset_holds_one_of_them() {
    for preset in presets::ALL {
        for version in Version::ALL {
            let mut design = preset.design();
            design.version = version;
            let bundle = bundle(&design);
            assert_eq!(
                bundle.found,
                BTreeSet::new(),
                "{} {}",
                preset.name,
                version.text()
            );
            let other = self::bundle(&support::with_identity_key_managers(design));
            assert_eq!(
                other.found,
                BTreeSet::new(),
                "{} {}, keys in an Identity Server",
                preset.name,
                version.text()
            );
        }
    }
}

/// Designs of any size in which nothing is missing, spread over hosts.
fn whole() -> impl Strategy<Value = Design> {
    let counts = (
        0_usize..4,
        1_usize..3,
        1_usize..3,
        1_usize..3,
        0_usize..3,
        0_usize..2,
        0_usize..2,
    );
    let hosts = proptest::collection::vec(0_usize..5, 24);
    let settings = (
        select(Version::ALL.to_vec()),
        any::<bool>(),
        any::<bool>(),
        // Whether Identity Servers are the key managers.
        any::<bool>(),
    );
    (counts, hosts, settings).prop_map(|(counts, hosts, (version, web, moved, signs))| {
        let (workers, keys, publishers, stores, identity, bam, front) = counts;
        let key_manager = if signs {
            "identity-server!"
        } else {
            "key-manager"
        };
        let kinds = [
            ("gateway-manager", 1),
            ("gateway-worker", workers),
            (key_manager, keys),
            ("publisher", publishers),
            ("store", stores),
            ("identity-server", identity),
            ("bam", bam),
            ("nginx", front),
            ("mysql", 1),
            ("svn", 1),
        ];
        let words = kinds
            .iter()
            .flat_map(|&(kind, count)| std::iter::repeat_n(kind, count));
        let mut placed = vec![Vec::new(); 5];
        for (word, at) in words.zip(hosts) {
            placed[at].push(word);
        }
        let lines = placed
            .iter()
            .enumerate()
            .filter(|(_, words)| !words.is_empty());
        let text: Vec<String> = lines
            .map(|(at, words)| format!("h{at}: {}", words.join(", ")))
            .collect();
        let mut design = support::design(&text.join(";"));
        design.version = version;
        design.settings.own_certificates = moved;
        if web {
            design.settings.transport = Transport::WebService;
        }
        design
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_design_without_an_error_holds_one_of_them(design in whole()) {
        let findings = checks::check(&design, &plan::build(&design));
        let errors: Vec<_> = findings.iter().filter(|one| one.severity == Severity::Error).collect();
        prop_assert!(errors.is_empty(), "{:?}", errors);
        prop_assert_eq!(bundle(&design).found, BTreeSet::new());
    }
}

/// A bundle into which somebody puts a mistake: file, what is there, what then stands there.
/// Number of the mistake, end of a file's path, what stands there, and the slip.
type Slip = (u8, &'static str, &'static str, &'static str);

const SLIPS: &[Slip] = &[
    (
        1,
        "manifest.json",
        "\"https-servlet\": 9444",
        "\"https-servlet\": 9443",
    ),
    (
        2,
        "web-1/publisher/repository/conf/api-manager.xml",
        "https://gw-1:9443",
        "https://gw-1:9743",
    ),
    (
        3,
        "web-1/store/repository/conf/api-manager.xml",
        "https://gw-1:9443",
        "https://${carbon.local.ip}:9443",
    ),
    (
        4,
        "gw-1/gateway-worker/repository/conf/api-manager.xml",
        "<ThriftClientPort>10397",
        "<ThriftClientPort>10398",
    ),
    (
        5,
        "web-1/store/repository/conf/api-manager.xml",
        "<EnableThriftServer>false",
        "<EnableThriftServer>true",
    ),
    (
        7,
        "web-1/store/repository/conf/datasources/master-datasources.xml",
        "jdbc:mysql://data-1:3306/userdb?autoReconnect=true",
        "jdbc:h2:userdb",
    ),
    (
        8,
        "web-1/store/repository/conf/user-mgt.xml",
        "jdbc/WSO2UM_DB",
        "jdbc/WSO2_UM_DB",
    ),
    (9, "README.md", "mysql-connector-java", "the driver"),
    (
        10,
        "mysql/01-databases.sql",
        "`regdb` CHARACTER SET latin1",
        "`regdb` CHARACTER SET utf8",
    ),
    (
        13,
        "data-1/apply.sh",
        "AM_API dbscripts/apimgt/mysql.sql",
        "AM_API dbscripts/mysql.sql",
    ),
    (
        14,
        "web-1/store/repository/conf/registry.xml",
        "<cacheId>wso2reg@",
        "<cacheId>wso2@",
    ),
    (
        15,
        "web-1/store/repository/conf/registry.xml",
        "<dbConfig>govregistry",
        "<dbConfig>wso2registry",
    ),
    (
        16,
        "gw-1/gateway-worker/repository/conf/axis2/axis2.xml",
        "\"localMemberHost\">10.0.1.11",
        "\"localMemberHost\">127.0.0.1",
    ),
    (
        17,
        "gw-1/gateway-manager/repository/conf/axis2/axis2.xml",
        "name=\"subDomain\" value=\"mgt\"",
        "name=\"subDomain\" value=\"worker\"",
    ),
    (
        18,
        "gw-1/gateway-worker/repository/conf/carbon.xml",
        "<AutoCommit>false",
        "<AutoCommit>true",
    ),
    (19, "web-1/start.sh", " api-store ", " store "),
    (
        20,
        "nginx/apim-gateway.conf",
        "10.0.1.11:8281",
        "10.0.1.11:9764",
    ),
    (
        22,
        "web-1/store/repository/conf/carbon.xml",
        "<HostName>store.apim.example.com",
        "<HostName>web-1",
    ),
    (
        23,
        "publisher/site/conf/site.json",
        "\"responseSigningEnabled\": \"true\"",
        "\"responseSigningEnabled\": true",
    ),
    (
        24,
        "web-1/store/repository/conf/api-manager.xml",
        "tcp://10.0.2.22:7611",
        "tcp://10.0.2.22:7612",
    ),
    (
        25,
        "nginx/apim-store.conf",
        "location /store/",
        "location /carbon/",
    ),
    (26, "stats-1/etc/hosts", "\tkm-1", "\tkm-01"),
];

/// Puts a slip into one file of a preset's bundle, which must be told by its number.
#[track_caller]
fn seen(texts: &BTreeMap<String, String>, &(number, file, there, slip): &Slip) {
    let mut texts = texts.clone();
    let text = texts
        .iter_mut()
        .find(|(path, _)| path.ends_with(file))
        .unwrap()
        .1;
    assert!(text.contains(there), "{file}: {there}");
    *text = text.replace(there, slip);
    let bundle = Bundle::of(texts);
    assert!(
        bundle.numbers().contains(&number),
        "{number} {file}: {:?}",
        bundle.found
    );
}

fn texts_of(preset: &str) -> BTreeMap<String, String> {
    let mut design = presets::find(preset).unwrap().design();
    design.version = Version::V1_9_1;
    let files = render(&design, &Secrets::default());
    let texts = files.into_iter().map(|(path, file)| (path, file.text));
    texts.collect()
}

#[test]
fn each_of_them_would_be_seen() {
    let classic = texts_of("classic");
    for slip in SLIPS {
        seen(&classic, slip);
    }
    // Where there are several, each of them.
    let several = texts_of("high-availability");
    for slip in [
        (
            6,
            "gw-2/gateway-worker-2/repository/conf/api-manager.xml",
            ">WSClient<",
            ">ThriftClient<",
        ),
        (21, "nginx/apim-store.conf", "ip_hash;", ""),
    ] {
        seen(&several, &slip);
    }
}

#[test]
fn the_table_of_mistakes_names_what_there_is() {
    let root = env!("CARGO_MANIFEST_DIR");
    let table = fs::read_to_string(format!("{root}/docs/mistakes.md")).unwrap();
    let codes: BTreeSet<&str> = checks::codes().collect();
    let quoted = |cell: &str| -> Vec<String> {
        let words = cell.split('`').skip(1).step_by(2);
        words.map(ToOwned::to_owned).collect()
    };
    let mut numbers = Vec::new();
    for line in table.lines().filter(|line| line.starts_with("| ")) {
        let cells: Vec<&str> = line.trim_matches('|').split(" | ").map(str::trim).collect();
        let [number, _, found, impossible, proof] = cells[..] else {
            panic!("{line}");
        };
        if number == "#" || number.starts_with('-') {
            continue;
        }
        numbers.push(number.to_owned());
        assert!(found != "-" || impossible != "-", "{line}");
        for code in quoted(found) {
            assert!(codes.contains(code.as_str()), "{number}: {code}");
        }
        let tests = quoted(proof);
        assert!(!tests.is_empty(), "{number} has no proof");
        for test in tests {
            let (module, name) = test.split_once("::").unwrap();
            let text = fs::read_to_string(format!("{root}/tests/it/{module}.rs"));
            let there = text.is_ok_and(|text| text.contains(&format!("fn {name}(")));
            assert!(there, "{number}: {test}");
        }
    }
    let wanted = (1..=25).map(|number| number.to_string());
    let wanted = wanted.chain(('a'..='g').map(|letter| letter.to_string()));
    assert_eq!(numbers, wanted.collect::<Vec<_>>());
}
