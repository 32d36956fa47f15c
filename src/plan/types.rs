//! What a plan holds.

use std::borrow::Cow;
use std::fmt;
use std::net::Ipv6Addr;

use serde::{Serialize, Serializer};

use crate::catalog::database::{POOL, SPARE_CONNECTIONS};
use crate::catalog::{
    self, Kind, KindSpec, LinkKind, Moves, Need, Opened, PortSpec, Role, Version, Zone,
};
use crate::model::{self, Details, HostId, InstanceId, Offset, Settings};
use crate::order;
use crate::say::{self, Message};

/// Everything that follows from a design. Instances, hosts and databases refer to each other by position.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Plan {
    pub name: String,
    /// Folder of the bundle.
    pub folder: String,
    pub version: Version,
    #[serde(skip)]
    pub settings: Settings,
    pub hosts: Vec<Host>,
    /// In the order of the design.
    pub instances: Vec<Instance>,
    pub links: Vec<Link>,
    /// Of each instance, the positions of the links that begin at it.
    #[serde(skip)]
    pub calls: Vec<Vec<usize>>,
    pub clusters: Vec<Cluster>,
    /// Those that somebody uses, by role.
    pub databases: Vec<Database>,
    pub grants: Vec<Grant>,
    /// Names that the front publishes; empty without a front.
    pub fronts: Vec<Front>,
    /// Lines of every host's hosts file.
    pub hosts_lines: Vec<HostsLine>,
    pub transport: Transport,
    /// Position of the one that manages the gateways: APIs are deployed to it, and it alone commits them.
    pub manager: Option<usize>,
    /// Positions of instances, first to start first.
    pub start: Vec<usize>,
    pub unmet: Vec<Unmet>,
    pub clashes: Vec<Clash>,
    pub overflows: Vec<Overflow>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Host {
    pub id: HostId,
    pub name: String,
    pub address: String,
    /// Folder below `hosts/` in the bundle.
    pub dir: String,
    pub ssh_user: String,
    pub ssh_key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    /// Positions of the instances on it.
    pub instances: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Instance {
    pub id: InstanceId,
    pub kind: Kind,
    pub name: String,
    /// Position of its host.
    pub host: usize,
    /// Folder below its host's in the bundle.
    pub dir: String,
    /// Product home on the host; `None` where the product comes as a package.
    pub home: Option<String>,
    pub offset: Offset,
    pub pinned: bool,
    /// Who holds the first port that keeps this instance from offset 0.
    pub displaced_by: Option<Taken>,
    pub ports: Vec<Port>,
    /// `HostName` of a Carbon server.
    pub host_name: String,
    /// `MgtHostName` of a Carbon server.
    pub management_name: String,
    /// Ports under which a front serves its console or web application.
    pub proxy: Option<Proxy>,
    /// Shared databases that it opens, as positions.
    pub databases: Vec<usize>,
    pub mounts: Vec<Mount>,
    pub membership: Option<Membership>,
    pub synchronizer: Option<Synchronizer>,
    /// As the person set them, but `key_manager` also where links for keys lead to it.
    #[serde(skip)]
    pub details: Details,
}

/// A port that another instance of the host holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Taken {
    pub port: model::Port,
    /// Position of the holder.
    pub holder: usize,
}

/// A port of one instance.
#[derive(Clone, Copy, Debug)]
pub struct Port {
    pub spec: &'static PortSpec,
    /// What it really listens on; `None` past 65535.
    pub number: Option<model::Port>,
    /// Whether this instance opens it.
    pub open: bool,
}

impl PartialEq for Port {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self.spec, other.spec)
            && self.number == other.number
            && self.open == other.open
    }
}

impl Serialize for Port {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeStruct;
        let mut map = serializer.serialize_struct("Port", 6)?;
        map.serialize_field("name", self.spec.name)?;
        map.serialize_field("label", &self.spec.label)?;
        map.serialize_field("default", &self.spec.default)?;
        map.serialize_field("port", &self.number)?;
        map.serialize_field("moves", &(self.spec.moves == Moves::WithOffset))?;
        map.serialize_field("open", &self.open)?;
        map.end()
    }
}

/// Public ports of the front for an instance behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Proxy {
    pub http: model::Port,
    pub https: model::Port,
}

/// A registry path bound to the shared registry database.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Mount {
    pub path: &'static str,
    pub target: String,
}

/// An instance's place in a cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Membership {
    /// Position of the cluster.
    pub cluster: usize,
    /// Its own member port; literal, no offset.
    pub port: Option<model::Port>,
}

/// The deployment synchronizer of one gateway.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Synchronizer {
    pub url: String,
    /// Whether it commits: exactly one per repository.
    pub commits: bool,
    pub user: &'static str,
}

/// A cluster: the members that must know each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Cluster {
    pub domain: String,
    /// Positions, the manager first.
    pub members: Vec<usize>,
    /// Addresses and ports that every member is told, at most [`Cluster::WELL_KNOWN`].
    pub well_known: Vec<Endpoint>,
}

impl Cluster {
    /// Most members written into each member's file. Two are enough to find the rest; a longer list only makes a
    /// thousand files of a thousand entries.
    pub const WELL_KNOWN: usize = 16;
}

/// A place that something listens at.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Endpoint {
    /// `https`, `http`, `tcp`, `svn`, `jdbc`.
    pub scheme: &'static str,
    /// Name or address, as the files say it.
    pub host: String,
    pub port: Option<model::Port>,
    pub path: &'static str,
}

impl Endpoint {
    pub fn port_text(&self) -> String {
        self.port
            .map_or_else(|| "?".into(), |port| port.to_string())
    }

    /// `host:port`.
    pub fn authority(&self) -> String {
        format!("{}:{}", before_port(&self.host), self.port_text())
    }
}

impl fmt::Display for Endpoint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", self.scheme, self.authority(), self.path)
    }
}

/// One instance opens connections to another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    pub from: usize,
    pub to: usize,
    pub kind: LinkKind,
    pub endpoints: Vec<Endpoint>,
    pub why: Message,
    pub source: &'static str,
    /// Files below the product home of `from` that carry the address.
    pub files: &'static [&'static str],
    /// Whether a person chose the provider.
    pub chosen: bool,
}

impl Link {
    /// Protocols and real ports, such as `https 9444` or `tcp 7611 7711`.
    pub fn label(&self) -> String {
        let mut label = String::new();
        let mut scheme = "";
        for endpoint in &self.endpoints {
            if !label.is_empty() {
                label.push(' ');
            }
            if endpoint.scheme != scheme {
                scheme = endpoint.scheme;
                label.push_str(scheme);
                label.push(' ');
            }
            label.push_str(&endpoint.port_text());
        }
        label
    }
}

/// A database on a shared server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Database {
    pub role: Role,
    pub name: String,
    pub user: String,
    /// Position of the server's instance.
    pub server: usize,
    /// Host name of the server, as the JDBC URLs say it.
    pub host: String,
    pub port: Option<model::Port>,
    /// Positions of the instances that open it.
    pub clients: Vec<usize>,
    /// Positions of those that open it too once the dashboard's form told them, although no file names it.
    pub clients_by_form: Vec<usize>,
}

impl Database {
    /// The address for a datasource, the same wherever it is written; `None` while the server has no port.
    pub fn jdbc_url(&self) -> Option<String> {
        let (port, name) = (self.port?, percent_encoded(&self.name));
        let options = catalog::database::URL_OPTIONS;
        Some(format!(
            "jdbc:mysql://{}:{port}/{name}?{options}",
            before_port(&self.host)
        ))
    }
}

/// A name or address as it stands before a port.
pub(crate) fn before_port(host: &str) -> Cow<'_, str> {
    match host.parse::<Ipv6Addr>() {
        Ok(_) => Cow::Owned(format!("[{host}]")),
        Err(_) => Cow::Borrowed(host),
    }
}

/// The text as one piece of a URL's path.
fn percent_encoded(text: &str) -> String {
    let hex = |digit: u8| char::from(b"0123456789ABCDEF"[usize::from(digit)]);
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~$".contains(&byte) {
            out.push(byte.into());
        } else {
            out.extend(['%', hex(byte >> 4), hex(byte & 0xF)]);
        }
    }
    out
}

/// A database account at one client address.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Grant {
    /// Position of the database.
    pub database: usize,
    /// Host part of the account, as the server sees the client.
    pub client: String,
}

/// What a front publishes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FrontRole {
    Gateway,
    Management,
    KeyManager,
    Publisher,
    Store,
    IdentityServer,
}

impl FrontRole {
    pub const ALL: [FrontRole; 6] = [
        FrontRole::Gateway,
        FrontRole::Management,
        FrontRole::KeyManager,
        FrontRole::Publisher,
        FrontRole::Store,
        FrontRole::IdentityServer,
    ];

    pub fn id(self) -> &'static str {
        match self {
            FrontRole::Gateway => "gateway",
            FrontRole::Management => "gateway-manager",
            FrontRole::KeyManager => "key-manager",
            FrontRole::Publisher => "publisher",
            FrontRole::Store => "store",
            FrontRole::IdentityServer => "identity-server",
        }
    }

    /// In English, as the bundle has it.
    pub fn label(self) -> &'static str {
        self.said().english()
    }

    pub fn said(self) -> Message {
        match self {
            FrontRole::Gateway => say::FRONT_GATEWAY,
            FrontRole::Management => say::FRONT_MANAGEMENT,
            FrontRole::KeyManager => say::FRONT_KEY_MANAGER,
            FrontRole::Publisher => say::FRONT_PUBLISHER,
            FrontRole::Store => say::FRONT_STORE,
            FrontRole::IdentityServer => say::FRONT_IDENTITY_SERVER,
        }
    }
}

/// A name served by the front, and who answers behind it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Front {
    pub role: FrontRole,
    pub name: String,
    /// Positions of the instances behind it, all of their kind.
    pub members: Vec<usize>,
}

/// One line of a hosts file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct HostsLine {
    pub address: String,
    pub names: Vec<String>,
}

/// The transport of key validation, decided.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Transport {
    #[default]
    Thrift,
    WebService,
}

/// A need that nobody in the design serves.
#[derive(Clone, Debug, Serialize)]
pub struct Unmet {
    pub instance: usize,
    pub link: LinkKind,
    #[serde(skip)]
    pub need: &'static Need,
}

impl PartialEq for Unmet {
    fn eq(&self, other: &Self) -> bool {
        self.instance == other.instance && self.link == other.link
    }
}

/// A port that several instances of one host would open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Clash {
    pub host: usize,
    pub port: model::Port,
    /// Positions of the instances, each with the name of its port.
    pub holders: Vec<(usize, &'static str)>,
}

/// A port that the offset pushes past 65535.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Overflow {
    pub instance: usize,
    pub port: &'static str,
    pub default: u16,
}

impl Plan {
    /// Connections that the pools of everybody who opens something on a database server can ask for at once, with some
    /// to spare; 0 where nobody does. Source: domain §4.2.
    pub fn connections(&self, server: usize) -> u32 {
        let held = self
            .databases
            .iter()
            .filter(|database| database.server == server);
        let pools: usize = held
            .map(|database| database.clients.len() + database.clients_by_form.len())
            .sum();
        if pools == 0 {
            return 0;
        }
        u32::try_from(pools)
            .unwrap_or(u32::MAX)
            .saturating_mul(POOL.max_active)
            .saturating_add(SPARE_CONNECTIONS)
    }

    pub fn instance(&self, id: &InstanceId) -> Option<&Instance> {
        self.instances.iter().find(|instance| instance.id == *id)
    }

    pub fn host_of(&self, instance: &Instance) -> &Host {
        &self.hosts[instance.host]
    }

    pub fn of_kind(&self, kind: Kind) -> impl Iterator<Item = (usize, &Instance)> {
        self.instances
            .iter()
            .enumerate()
            .filter(move |(_, instance)| instance.kind == kind)
    }

    /// Positions of all that issue and validate tokens for others, in the order of the design. An all-in-one does that
    /// too, but not beside these.
    pub fn key_managers(&self) -> Vec<usize> {
        let mut all: Vec<usize> = (0..self.instances.len()).collect();
        all.retain(|&at| self.instances[at].manages_keys());
        all
    }

    /// Those of them that everybody asks who was told no other: Identity Servers that somebody made key managers, else
    /// the key managers. Source: domain §10.5, "All places that say KM then mean the IS node".
    pub fn asked_key_managers(&self) -> Vec<usize> {
        let all = self.key_managers();
        let is_key_manager = |&&at: &&usize| self.instances[at].kind == Kind::KeyManager;
        let (plain, chosen): (Vec<usize>, Vec<usize>) = all.iter().partition(is_key_manager);
        if chosen.is_empty() { plain } else { chosen }
    }

    pub fn front(&self, role: FrontRole) -> Option<&Front> {
        self.fronts.iter().find(|front| front.role == role)
    }

    /// Whether a link leads to an instance, by itself or through the front that publishes the role.
    pub fn leads_to(&self, link: &Link, at: usize, role: FrontRole) -> bool {
        let published = || self.instances[link.to].kind == Kind::Nginx && self.is_behind(at, role);
        link.to == at || published()
    }

    fn is_behind(&self, at: usize, role: FrontRole) -> bool {
        let front = self.front(role);
        front.is_some_and(|front| front.members.contains(&at))
    }

    /// Where browsers reach a role: the front, else the first instance of the kind itself, else the all-in-one.
    pub fn public_url(&self, role: FrontRole, kind: Kind) -> Option<String> {
        let found = self
            .of_kind(kind)
            .next()
            .or_else(|| self.of_kind(Kind::AllInOne).next());
        let (_, instance) = found?;
        let front = self.front(role).zip(instance.proxy);
        Some(match front {
            Some((front, proxy)) => format!("https://{}:{}", front.name, proxy.https),
            None => format!(
                "https://{}:{}",
                self.host_of(instance).name,
                instance.https()?
            ),
        })
    }

    pub fn links_from(&self, instance: usize) -> impl Iterator<Item = &Link> {
        let calls = self.calls.get(instance).into_iter().flatten();
        calls.map(|&at| &self.links[at])
    }

    pub fn database(&self, role: Role) -> Option<&Database> {
        self.databases.iter().find(|database| database.role == role)
    }
}

impl Instance {
    /// The catalogue's facts on what it is.
    pub fn spec(&self) -> &'static KindSpec {
        self.kind.spec_as(self.details.key_manager)
    }

    /// Whether it issues and validates tokens for other servers, and does nothing else of API Manager.
    pub fn manages_keys(&self) -> bool {
        self.kind == Kind::KeyManager || self.kind.can_manage_keys() && self.details.key_manager
    }

    pub fn port(&self, name: &str) -> Option<model::Port> {
        self.ports
            .iter()
            .find(|port| port.spec.name == name)
            .and_then(|port| port.number)
    }

    pub fn open_ports(&self) -> impl Iterator<Item = (&'static PortSpec, model::Port)> {
        self.ports
            .iter()
            .filter(|port| port.open)
            .filter_map(|port| Some((port.spec, port.number?)))
    }

    /// Whether it opens a port that only some instances of its kind open.
    pub(super) fn opens(&self, spec: &PortSpec, transport: Transport) -> bool {
        match spec.opened {
            Opened::Always => true,
            Opened::Clustered => self.membership.is_some(),
            Opened::Thrift => transport == Transport::Thrift,
            Opened::Not(_) => false,
        }
    }

    /// JDBC datasource names are the catalogue's; this tells whether the instance opens the role at all.
    pub fn uses(&self, plan: &Plan, role: Role) -> bool {
        self.databases
            .iter()
            .any(|&at| plan.databases[at].role == role)
    }

    /// The ports that tell most about it: what callers of its kind dial.
    pub fn main_ports(&self) -> Vec<u16> {
        use catalog::port::name::{
            FRONT_HTTP, FRONT_HTTPS, HTTPS, MYSQL, OPENWIRE, PASS_THROUGH_HTTP, PASS_THROUGH_HTTPS,
            RECEIVER, SVN, THRIFT,
        };
        let names: &[&str] = match self.kind {
            Kind::GatewayWorker => &[PASS_THROUGH_HTTP, PASS_THROUGH_HTTPS],
            Kind::AllInOne => &[HTTPS, PASS_THROUGH_HTTPS],
            Kind::KeyManager => &[HTTPS, THRIFT],
            Kind::IdentityServer if self.manages_keys() => &[HTTPS, THRIFT],
            Kind::Bam => &[RECEIVER, HTTPS],
            Kind::GatewayManager | Kind::Publisher | Kind::Store | Kind::IdentityServer => &[HTTPS],
            Kind::Mysql => &[MYSQL],
            Kind::Svn => &[SVN],
            Kind::Activemq => &[OPENWIRE],
            Kind::Nginx => &[FRONT_HTTP, FRONT_HTTPS],
        };
        let open = self
            .ports
            .iter()
            .filter(|port| port.open && names.contains(&port.spec.name));
        let mut ports: Vec<(usize, u16)> = open
            .filter_map(|port| {
                let place = names.iter().position(|name| *name == port.spec.name)?;
                Some((place, port.number?.get()))
            })
            .collect();
        order::sort(&mut ports);
        ports.into_iter().map(|(_, port)| port).collect()
    }

    pub fn https(&self) -> Option<model::Port> {
        self.port(catalog::port::name::HTTPS)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_name_cannot_end_its_part_of_the_url() {
        let database = |name: &str| Database {
            role: Role::Am,
            name: name.into(),
            user: "wso2am".into(),
            server: 0,
            host: "data-1".into(),
            port: model::Port::new(3307),
            clients: Vec::new(),
            clients_by_form: Vec::new(),
        };
        for (name, expected) in [
            (
                "apimgt_db",
                "jdbc:mysql://data-1:3307/apimgt_db?autoReconnect=true",
            ),
            (
                "a?b/c&d é",
                "jdbc:mysql://data-1:3307/a%3Fb%2Fc%26d%20%C3%A9?autoReconnect=true",
            ),
        ] {
            assert_eq!(database(name).jdbc_url().as_deref(), Some(expected));
        }
    }
}
