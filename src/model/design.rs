//! The design itself.

use serde::Serialize;

use super::id::{HostId, InstanceId, Offset, Port, slug};
use crate::catalog::{Flavour, Kind, LinkKind, Provider, Role, Version, Zone};
use crate::say::{self, Said};
use crate::table::{SortedMap, SortedSet};

/// Everything a person decided about one deployment.
#[derive(Clone, Debug, PartialEq)]
pub struct Design {
    pub name: String,
    pub version: Version,
    pub hosts: Vec<Host>,
    /// In the order in which automatic offsets are given; within a host also the order of display.
    pub instances: Vec<Instance>,
    pub databases: SortedMap<Role, Database>,
    pub links: Vec<LinkOverride>,
    pub settings: Settings,
}

/// A place on the canvas, in CSS pixels at zoom 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
pub struct Point {
    pub x: i32,
    pub y: i32,
}

impl Point {
    /// Farthest from the origin that anything is put, in either direction: sums of places stay far from overflow.
    pub const LIMIT: i32 = 1_000_000;

    /// The nearest place within the limit.
    #[must_use]
    pub fn clamped(self) -> Self {
        Self {
            x: self.x.clamp(-Self::LIMIT, Self::LIMIT),
            y: self.y.clamp(-Self::LIMIT, Self::LIMIT),
        }
    }
}

/// A machine.
#[derive(Clone, Debug, PartialEq)]
pub struct Host {
    pub id: HostId,
    /// Host name, as it goes into hosts files.
    pub name: String,
    /// IP address under which the other hosts reach it.
    pub address: String,
    pub ssh_user: String,
    /// Key file on the engineer's machine; empty for the SSH client's default.
    pub ssh_key: String,
    /// Part of the network that it stands in; `None` where zones do not matter.
    pub zone: Option<Zone>,
    pub at: Point,
    /// In CSS pixels at zoom 1.
    pub width: u32,
}

/// One running server on a host.
#[derive(Clone, Debug, PartialEq)]
pub struct Instance {
    pub id: InstanceId,
    pub kind: Kind,
    pub host: HostId,
    pub name: String,
    /// Product home on the host; `None` for the usual place.
    pub home: Option<String>,
    /// Place in the order of start before the usual one; `None` for the usual.
    pub start_order: Option<u16>,
    /// Pinned offset; `None` for the smallest that clashes nowhere.
    pub offset: Option<Offset>,
    /// Ports written by hand, by their name in the catalogue; only those that no offset moves.
    pub ports: SortedMap<String, Port>,
    pub details: Details,
}

/// Settings that only some kinds have.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Details {
    /// Make and line of a database server.
    pub server: Flavour,
    /// `max_connections` of a database server; `None` for the calculated value.
    pub max_connections: Option<u32>,
    /// Path of a Subversion repository on its host; `None` for the usual place.
    pub repository: Option<String>,
    /// Whether an Identity Server is the key manager too. Links that a person bound to it for keys say the same, see
    /// [`Design::key_managing`].
    pub key_manager: bool,
}

/// A database on a shared server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Database {
    pub name: String,
    pub user: String,
    /// The server that holds it; `None` for the only one.
    pub server: Option<InstanceId>,
}

/// A person's choice of who serves a need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkOverride {
    pub from: InstanceId,
    pub kind: LinkKind,
    pub to: InstanceId,
}

/// How gateways ask the key manager about a token.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Transport {
    /// Thrift for a single key manager, web service for several.
    #[default]
    Auto,
    Thrift,
    WebService,
}

impl Transport {
    pub const ALL: [Transport; 3] = [Transport::Auto, Transport::Thrift, Transport::WebService];

    pub fn id(self) -> &'static str {
        match self {
            Transport::Auto => "auto",
            Transport::Thrift => "thrift",
            Transport::WebService => "web-service",
        }
    }
}

/// How a mount treats the collection that a node has at its path already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum Overwrite {
    /// Deletes the local collection and links; for fresh installs.
    #[default]
    True,
    /// Links on top of it and keeps it.
    Virtual,
}

impl Overwrite {
    pub const ALL: [Overwrite; 2] = [Overwrite::True, Overwrite::Virtual];

    pub fn id(self) -> &'static str {
        match self {
            Overwrite::True => "true",
            Overwrite::Virtual => "virtual",
        }
    }
}

/// Names under which the front publishes each role; `None` for the usual name below the domain.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct Names {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gateway: Option<String>,
    /// The management console, that is the gateway manager.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub management: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub key_manager: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub store: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_server: Option<String>,
}

/// What holds for the whole deployment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Domain below which the public names are made.
    pub domain: String,
    pub names: Names,
    /// Address to which the public names resolve; `None` for the front's own.
    pub front_address: Option<String>,
    pub gateway_domain: String,
    pub key_manager_domain: String,
    pub publisher_store_domain: String,
    pub transport: Transport,
    /// Name of the shared registry's `dbConfig` and `remoteInstance`.
    pub mount: String,
    pub overwrite: Overwrite,
    pub admin_user: String,
    /// Whether each host has certificates in its own name; the shipped keystore says `localhost`.
    pub own_certificates: bool,
}

impl Default for Settings {
    fn default() -> Self {
        Self {
            domain: "apim.example.com".into(),
            names: Names::default(),
            front_address: None,
            gateway_domain: "wso2.am.gw.domain".into(),
            key_manager_domain: "wso2.am.km.domain".into(),
            publisher_store_domain: "wso2.am.pubstore.domain".into(),
            transport: Transport::Auto,
            mount: "govregistry".into(),
            overwrite: Overwrite::True,
            admin_user: "admin".into(),
            own_certificates: false,
        }
    }
}

impl Database {
    pub fn usual(role: Role) -> Self {
        let spec = role.spec();
        Self {
            name: spec.default_name.into(),
            user: spec.default_user.into(),
            server: None,
        }
    }
}

impl Host {
    pub const DEFAULT_WIDTH: u32 = 232;

    pub fn new(id: HostId, name: impl Into<String>, address: impl Into<String>, at: Point) -> Self {
        Self {
            id,
            name: name.into(),
            address: address.into(),
            ssh_user: "ubuntu".into(),
            ssh_key: String::new(),
            zone: None,
            at,
            width: Self::DEFAULT_WIDTH,
        }
    }
}

impl Instance {
    pub fn new(id: InstanceId, kind: Kind, host: HostId) -> Self {
        Self {
            name: id.to_string(),
            id,
            kind,
            host,
            home: None,
            start_order: None,
            offset: None,
            ports: SortedMap::new(),
            details: Details::default(),
        }
    }
}

fn usual_databases() -> SortedMap<Role, Database> {
    let mut databases = SortedMap::new();
    databases.extend(Role::ALL.map(|role| (role, Database::usual(role))));
    databases
}

impl Default for Design {
    fn default() -> Self {
        Self {
            name: "Untitled".into(),
            version: Version::default(),
            hosts: Vec::new(),
            instances: Vec::new(),
            databases: usual_databases(),
            links: Vec::new(),
            settings: Settings::default(),
        }
    }
}

impl Design {
    /// Whether two designs are the same but for where their hosts are drawn: what is derived from them is the same then.
    pub fn is_same_elsewhere(&self, other: &Design) -> bool {
        let mut other = other.clone();
        for (there, host) in other.hosts.iter_mut().zip(&self.hosts) {
            (there.at, there.width) = (host.at, host.width);
        }
        *self == other
    }

    pub fn host(&self, id: &HostId) -> Option<&Host> {
        self.hosts.iter().find(|host| host.id == *id)
    }

    pub fn instance(&self, id: &InstanceId) -> Option<&Instance> {
        self.instances.iter().find(|instance| instance.id == *id)
    }

    pub fn on_host<'a>(&'a self, id: &'a HostId) -> impl Iterator<Item = &'a Instance> {
        self.instances
            .iter()
            .filter(move |instance| instance.host == *id)
    }

    /// Servers that are key manager beside what they are, since a person said so: of the server itself, or by a link for
    /// keys that leads to it. Of several links for one need the last counts.
    pub fn key_managing(&self) -> SortedSet<&InstanceId> {
        let able: SortedMap<&InstanceId, &Instance> = self
            .instances
            .iter()
            .filter(|instance| instance.kind.can_manage_keys())
            .map(|instance| (&instance.id, instance))
            .collect();
        let mut found: SortedSet<&InstanceId> = able
            .iter()
            .filter(|(_, instance)| instance.details.key_manager)
            .map(|(&id, _)| id)
            .collect();
        // Most designs have no such server, or no link by hand.
        if able.is_empty() || self.links.is_empty() {
            return found;
        }
        let mut last: SortedMap<(&InstanceId, LinkKind), &InstanceId> = SortedMap::new();
        for link in &self.links {
            last.insert((&link.from, link.kind), &link.to);
        }
        for ((from, kind), to) in last {
            let asks = self.instance(from).is_some_and(|from| {
                from.kind.spec().provider_of(kind) == Some(Provider::KeyManager)
            });
            if let Some((&id, _)) = able.get_key_value(to).filter(|_| asks) {
                found.insert(id);
            }
        }
        found
    }

    /// The folder that a bundle of this design is in.
    pub fn folder(&self) -> String {
        let slug = slug(&self.name);
        if slug.is_empty() { "apim".into() } else { slug }
    }

    /// A name and an address that no host has yet.
    pub fn free_host(&self) -> (String, String) {
        let number = |n: usize| {
            let address = format!("10.0.{}.{}", n / 200, n % 200 + 10);
            (format!("host-{n}"), address)
        };
        let taken = |(name, address): &(String, String)| {
            let mut hosts = self.hosts.iter();
            hosts.any(|host| host.name == *name || host.address == *address)
        };
        // Each host takes away two numbers at most.
        let mut free = (1..=2 * self.hosts.len() + 1).map(number);
        free.find(|host| !taken(host)).unwrap_or_default()
    }

    /// An identifier for a new host, from the name it shall have.
    pub fn free_host_id(&self, name: &str) -> HostId {
        let wanted = slug(name);
        let base = if wanted.is_empty() { "host" } else { &wanted };
        free(base, |id| {
            HostId::new(id).filter(|id| self.host(id).is_none())
        })
    }

    /// An identifier for a new instance of a kind: the kind itself for the first, then with a number.
    pub fn free_instance_id(&self, kind: Kind) -> InstanceId {
        free(kind.id(), |id| {
            InstanceId::new(id).filter(|id| self.instance(id).is_none())
        })
    }

    /// What must hold after every command: unique identifiers, and no reference to what is not there.
    ///
    /// # Errors
    /// A sentence that names the first fault.
    pub fn invariants(&self) -> Result<(), Said> {
        let mut seen = crate::table::SortedSet::new();
        for host in &self.hosts {
            if !seen.insert(host.id.as_str()) {
                return Err(say::host_twice(host.id.as_str()));
            }
        }
        let hosts = std::mem::take(&mut seen);
        for instance in &self.instances {
            if !seen.insert(instance.id.as_str()) {
                return Err(say::instance_twice(instance.id.as_str()));
            }
            if !hosts.contains(instance.host.as_str()) {
                return Err(say::instance_without_host(
                    instance.id.as_str(),
                    instance.host.as_str(),
                ));
            }
        }
        for link in &self.links {
            for end in [&link.from, &link.to] {
                if !seen.contains(end.as_str()) {
                    return Err(say::link_without_instance(end.as_str()));
                }
            }
        }
        for (role, database) in &self.databases {
            if let Some(server) = &database.server
                && !seen.contains(server.as_str())
            {
                return Err(say::database_without_server(role.id(), server.as_str()));
            }
        }
        if self.databases.len() != Role::ALL.len() {
            return Err(say::DATABASE_ROLE_MISSING.into());
        }
        Ok(())
    }
}

/// The first of `base`, `base-2`, `base-3` … that `take` accepts.
fn free<T>(base: &str, take: impl Fn(&str) -> Option<T>) -> T {
    // Room for the number: the base was cut at the limit.
    let short = base
        .get(..super::id::ID_LIMIT - 8)
        .unwrap_or(base)
        .trim_end_matches('-');
    std::iter::once(base.to_owned())
        .chain((2_u32..).map(|n| format!("{short}-{n}")))
        .find_map(|id| take(&id))
        .expect("the numbers do not end")
}
