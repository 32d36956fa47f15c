//! The design file: versioned JSON, apart from the inner types so that these stay free to change.

use serde::Serialize;

use super::command::{COMPONENT_LIMIT, TEXT_LIMIT};
use super::design::{
    Database, Design, Details, Host, Instance, LinkOverride, Names, Overwrite, Point, Settings,
    Transport,
};
use super::id::{HostId, ID_LIMIT, InstanceId, Offset, Port};
use crate::catalog::{Flavour, Kind, LinkKind, Role, Version, Zone};
use crate::json::{self, Item};
use crate::say::{self, Said};
use crate::table::SortedMap;

/// Format that this build writes, and the newest that it reads.
pub const SCHEMA: u32 = 1;

/// Largest design file, in bytes.
pub const SIZE_LIMIT: usize = 8 << 20;

/// Why a text is no design: what, where, and how to mend it.
#[derive(Debug)]
pub enum Error {
    TooLarge,
    Encoding,
    /// The text is no JSON.
    Syntax {
        line: usize,
        column: usize,
        what: Said,
    },
    Field {
        line: usize,
        column: usize,
        /// The path of the value, such as `hosts[0].name`.
        at: Said,
        what: Said,
    },
    NoSchema,
    TooNew {
        found: u32,
    },
    Identifier {
        at: String,
        id: String,
    },
    Inconsistent {
        what: Said,
    },
    Value {
        at: Said,
        what: Said,
    },
}

impl Error {
    pub fn said(&self) -> Said {
        match self {
            Error::TooLarge => say::file_too_large(SIZE_LIMIT >> 20),
            Error::Encoding => say::FILE_ENCODING.into(),
            Error::Syntax { line, column, what } => say::file_syntax(*line, *column, what),
            Error::Field {
                line,
                column,
                at,
                what,
            } => say::file_field(*line, *column, at, what),
            Error::NoSchema => say::file_schema(SCHEMA),
            Error::TooNew { found } => say::file_too_new(*found, SCHEMA),
            Error::Identifier { at, id } => say::file_identifier(at, id, ID_LIMIT),
            Error::Inconsistent { what } => say::file_inconsistent(what),
            Error::Value { at, what } => say::file_value(at, what),
        }
    }
}

say::as_error!(Error);

/// A design file.
#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "cli", schemars(title = "apim-designer design"))]
#[serde(deny_unknown_fields)]
pub struct Saved {
    /// Format of this file.
    pub schema: u32,
    pub name: String,
    /// Release of API Manager.
    pub version: Version,
    #[serde(default)]
    pub hosts: Vec<SavedHost>,
    /// In the order in which automatic offsets are given.
    #[serde(default)]
    pub instances: Vec<SavedInstance>,
    /// Names and users of the shared databases; the usual ones where a role is left out.
    #[serde(default)]
    pub databases: SortedMap<Role, SavedDatabase>,
    /// Providers chosen by a person in place of the automatic choice.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<SavedLink>,
    #[serde(default)]
    pub settings: SavedSettings,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedHost {
    /// Lower-case letters, digits and dashes; stays the same for ever.
    pub id: String,
    /// Host name, as it goes into hosts files.
    pub name: String,
    /// IP address under which the other hosts reach it.
    pub address: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ssh_user: String,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ssh_key: String,
    /// Part of the network that it stands in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
    #[serde(default)]
    pub at: Point,
    #[serde(default = "default_width")]
    pub width: u32,
}

fn default_width() -> u32 {
    Host::DEFAULT_WIDTH
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedInstance {
    /// Lower-case letters, digits and dashes; stays the same for ever.
    pub id: String,
    pub kind: Kind,
    /// Identifier of its host.
    pub host: String,
    /// The identifier where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Product home on the host; the usual place where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub home: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub start_order: Option<u16>,
    /// Pinned offset; the smallest that clashes nowhere where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub offset: Option<Offset>,
    /// Ports that no offset moves, by their name in the plan.
    #[serde(default, skip_serializing_if = "SortedMap::is_empty")]
    pub ports: SortedMap<String, Port>,
    /// Make and line of a database server.
    #[serde(default, skip_serializing_if = "is_default")]
    pub server: Flavour,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub max_connections: Option<u32>,
    /// Path of a Subversion repository on its host.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub repository: Option<String>,
    /// Whether an Identity Server is the key manager too; so it is also where a link for keys leads to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub key_manager: bool,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedDatabase {
    pub name: String,
    pub user: String,
    /// Identifier of the database server's instance that holds it; the only one where left out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub server: Option<String>,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SavedLink {
    pub from: String,
    pub kind: LinkKind,
    pub to: String,
}

#[derive(Debug, Serialize)]
#[cfg_attr(test, derive(serde::Deserialize))]
#[cfg_attr(feature = "cli", derive(schemars::JsonSchema))]
#[serde(default, deny_unknown_fields)]
pub struct SavedSettings {
    /// Domain below which the public names are made.
    pub domain: String,
    #[serde(skip_serializing_if = "is_default")]
    pub names: Names,
    /// Address to which the public names resolve; the front's own where left out.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub front_address: Option<String>,
    pub gateway_domain: String,
    pub key_manager_domain: String,
    pub publisher_store_domain: String,
    pub transport: Transport,
    /// Name of the shared registry's dbConfig and remoteInstance.
    pub mount: String,
    pub overwrite: Overwrite,
    pub admin_user: String,
    /// Whether each host has certificates in its own name.
    pub own_certificates: bool,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl Default for SavedSettings {
    fn default() -> Self {
        Settings::default().into()
    }
}

impl From<Settings> for SavedSettings {
    fn from(settings: Settings) -> Self {
        let Settings {
            domain,
            names,
            front_address,
            gateway_domain,
            key_manager_domain,
            publisher_store_domain,
            transport,
            mount,
            overwrite,
            admin_user,
            own_certificates,
        } = settings;
        Self {
            domain,
            names,
            front_address,
            gateway_domain,
            key_manager_domain,
            publisher_store_domain,
            transport,
            mount,
            overwrite,
            admin_user,
            own_certificates,
        }
    }
}

impl From<SavedSettings> for Settings {
    fn from(saved: SavedSettings) -> Self {
        let SavedSettings {
            domain,
            names,
            front_address,
            gateway_domain,
            key_manager_domain,
            publisher_store_domain,
            transport,
            mount,
            overwrite,
            admin_user,
            own_certificates,
        } = saved;
        Self {
            domain,
            names,
            front_address,
            gateway_domain,
            key_manager_domain,
            publisher_store_domain,
            transport,
            mount,
            overwrite,
            admin_user,
            own_certificates,
        }
    }
}

/// Reads a design file.
///
/// # Errors
/// [`Error`] names the place and how to mend it.
pub fn read(bytes: &[u8]) -> Result<Design, Error> {
    if bytes.len() > SIZE_LIMIT {
        return Err(Error::TooLarge);
    }
    let text = std::str::from_utf8(bytes).map_err(|_| Error::Encoding)?;
    let document = json::parse(text)?;
    // Looked at first: a newer format may differ in everything but this number.
    match document.read(schema)? {
        None => return Err(Error::NoSchema),
        Some(found) if found == 0 || found > SCHEMA => return Err(Error::TooNew { found }),
        Some(_) => {}
    }
    document.read(Saved::read)?.try_into()
}

fn schema(root: Item) -> Option<u32> {
    root.open_object(|from| {
        from.option("schema")
            .map(|schema| schema.number(0, u32::MAX))
    })
}

/// Writes a design file; the same design gives the same text.
pub fn write(design: &Design) -> String {
    let saved = Saved::from(design.clone());
    // Cannot fail: a saved design has text keys only. An empty text would be refused when read.
    let mut text = serde_json::to_string_pretty(&saved).unwrap_or_default();
    text.push('\n');
    text
}

impl From<json::Error> for Error {
    fn from(error: json::Error) -> Self {
        let json::Error {
            line,
            column,
            at,
            what,
        } = error;
        match at {
            None => Self::Syntax { line, column, what },
            Some(at) => Self::Field {
                line,
                column,
                at,
                what,
            },
        }
    }
}

impl Saved {
    fn read(item: Item) -> Self {
        item.object(|from| Self {
            schema: from.need("schema").number(0, u32::MAX),
            name: from.need("name").text(),
            version: from.need("version").choice(&Version::ALL, Version::text),
            hosts: from.list("hosts", SavedHost::read),
            instances: from.list("instances", SavedInstance::read),
            databases: from.map("databases", |key, value| {
                (key.choice(&Role::ALL, Role::id), SavedDatabase::read(value))
            }),
            links: from.list("links", SavedLink::read),
            settings: from
                .given("settings")
                .map(SavedSettings::read)
                .unwrap_or_default(),
        })
    }
}

impl SavedHost {
    pub(super) fn read(item: Item) -> Self {
        item.object(|from| Self {
            id: from.need("id").text(),
            name: from.need("name").text(),
            address: from.need("address").text(),
            ssh_user: from.text_or("ssh_user", ""),
            ssh_key: from.text_or("ssh_key", ""),
            zone: from
                .option("zone")
                .map(|zone| zone.choice(&Zone::ALL, Zone::id)),
            at: from.given("at").map(point).unwrap_or_default(),
            width: from
                .given("width")
                .map_or_else(default_width, |width| width.number(0, u32::MAX)),
        })
    }
}

/// What else is written there is passed over, as it was from the first.
fn point(item: Item) -> Point {
    item.open_object(|from| Point {
        x: from.need("x").number(i32::MIN, i32::MAX),
        y: from.need("y").number(i32::MIN, i32::MAX),
    })
}

impl SavedInstance {
    pub(super) fn read(item: Item) -> Self {
        item.object(|from| Self {
            id: from.need("id").text(),
            kind: from.need("kind").choice(&Kind::ALL, Kind::id),
            host: from.need("host").text(),
            name: from.option("name").map(Item::text),
            home: from.option("home").map(Item::text),
            start_order: from.option("start_order").map(|at| at.number(0, u16::MAX)),
            offset: from
                .option("offset")
                .map(|offset| Offset::new(offset.number(0, u16::MAX))),
            ports: from.map("ports", |key, value| (key.text(), port(value))),
            server: from
                .given("server")
                .map(|server| server.choice(&Flavour::ALL, Flavour::id))
                .unwrap_or_default(),
            max_connections: from
                .option("max_connections")
                .map(|most| most.number(0, u32::MAX)),
            repository: from.option("repository").map(Item::text),
            key_manager: from.given("key_manager").is_some_and(Item::flag),
        })
    }
}

fn port(item: Item) -> Port {
    // Another number is a fault, after which nothing that was read is used.
    Port::new(item.number(1, u16::MAX)).unwrap_or(Port::LEAST)
}

impl SavedDatabase {
    fn read(item: Item) -> Self {
        item.object(|from| Self {
            name: from.need("name").text(),
            user: from.need("user").text(),
            server: from.option("server").map(Item::text),
        })
    }
}

impl SavedLink {
    pub(super) fn read(item: Item) -> Self {
        item.object(|from| Self {
            from: from.need("from").text(),
            kind: from.need("kind").choice(&LinkKind::ALL, LinkKind::id),
            to: from.need("to").text(),
        })
    }
}

impl SavedSettings {
    fn read(item: Item) -> Self {
        let usual = Self::default();
        item.object(|from| Self {
            domain: from.text_or("domain", &usual.domain),
            names: from.given("names").map(names).unwrap_or_default(),
            front_address: from.option("front_address").map(Item::text),
            gateway_domain: from.text_or("gateway_domain", &usual.gateway_domain),
            key_manager_domain: from.text_or("key_manager_domain", &usual.key_manager_domain),
            publisher_store_domain: from
                .text_or("publisher_store_domain", &usual.publisher_store_domain),
            transport: from.given("transport").map_or(usual.transport, |one| {
                one.choice(&Transport::ALL, Transport::id)
            }),
            mount: from.text_or("mount", &usual.mount),
            overwrite: from.given("overwrite").map_or(usual.overwrite, |one| {
                one.choice(&Overwrite::ALL, Overwrite::id)
            }),
            admin_user: from.text_or("admin_user", &usual.admin_user),
            own_certificates: from.given("own_certificates").is_some_and(Item::flag),
        })
    }
}

fn names(item: Item) -> Names {
    item.object(|from| Names {
        gateway: from.option("gateway").map(Item::text),
        management: from.option("management").map(Item::text),
        key_manager: from.option("key_manager").map(Item::text),
        publisher: from.option("publisher").map(Item::text),
        store: from.option("store").map(Item::text),
        identity_server: from.option("identity_server").map(Item::text),
    })
}

impl From<Design> for Saved {
    fn from(design: Design) -> Self {
        let Design {
            name,
            version,
            hosts,
            instances,
            databases,
            links,
            settings,
        } = design;
        let mut saved_databases = SortedMap::new();
        saved_databases.extend(
            databases
                .into_iter()
                .map(|(role, database)| (role, database.into())),
        );
        Self {
            schema: SCHEMA,
            name,
            version,
            hosts: hosts.into_iter().map(Into::into).collect(),
            instances: instances.into_iter().map(Into::into).collect(),
            databases: saved_databases,
            links: links.into_iter().map(Into::into).collect(),
            settings: settings.into(),
        }
    }
}

impl From<Host> for SavedHost {
    fn from(host: Host) -> Self {
        let Host {
            id,
            name,
            address,
            ssh_user,
            ssh_key,
            zone,
            at,
            width,
        } = host;
        Self {
            id: id.to_string(),
            name,
            address,
            ssh_user,
            ssh_key,
            zone,
            at,
            width,
        }
    }
}

impl From<Instance> for SavedInstance {
    fn from(instance: Instance) -> Self {
        let Instance {
            id,
            kind,
            host,
            name,
            home,
            start_order,
            offset,
            ports,
            details,
        } = instance;
        let Details {
            server,
            max_connections,
            repository,
            key_manager,
        } = details;
        Self {
            name: (name != id.as_str()).then_some(name),
            id: id.to_string(),
            kind,
            host: host.to_string(),
            home,
            start_order,
            offset,
            ports,
            server,
            max_connections,
            repository,
            key_manager,
        }
    }
}

impl From<LinkOverride> for SavedLink {
    fn from(link: LinkOverride) -> Self {
        Self {
            from: link.from.to_string(),
            kind: link.kind,
            to: link.to.to_string(),
        }
    }
}

impl From<Database> for SavedDatabase {
    fn from(database: Database) -> Self {
        let Database { name, user, server } = database;
        Self {
            name,
            user,
            server: server.map(|server| server.to_string()),
        }
    }
}

impl TryFrom<Saved> for Design {
    type Error = Error;

    fn try_from(saved: Saved) -> Result<Self, Error> {
        let Saved {
            schema: _,
            name,
            version,
            hosts,
            instances,
            databases,
            links,
            settings,
        } = saved;
        let hosts = hosts
            .into_iter()
            .enumerate()
            .map(|(at, host)| host.into_host(&format!("hosts[{at}]")))
            .collect::<Result<_, _>>()?;
        let instances = instances
            .into_iter()
            .enumerate()
            .map(|(at, instance)| instance.into_instance(&format!("instances[{at}]")))
            .collect::<Result<_, _>>()?;
        let links = links
            .into_iter()
            .enumerate()
            .map(|(at, link)| link.into_link(&format!("links[{at}]")))
            .collect::<Result<_, _>>()?;
        let mut design = Design {
            name,
            version,
            hosts,
            instances,
            links,
            settings: settings.into(),
            ..Design::default()
        };
        for (role, database) in databases {
            let at = format!("databases.{}.server", role.id());
            let server = database
                .server
                .as_deref()
                .map(|id| instance_id(id, &at))
                .transpose()?;
            design.databases.insert(
                role,
                Database {
                    name: database.name,
                    user: database.user,
                    server,
                },
            );
        }
        check_texts(&design)?;
        design
            .invariants()
            .map_err(|what| Error::Inconsistent { what })?;
        Ok(design)
    }
}

impl SavedHost {
    pub(super) fn into_host(self, at: &str) -> Result<Host, Error> {
        let id = HostId::new(&self.id).ok_or_else(|| identifier(at, &self.id))?;
        let Self {
            id: _,
            name,
            address,
            ssh_user,
            ssh_key,
            zone,
            at: point,
            width,
        } = self;
        Ok(Host {
            id,
            name,
            address,
            ssh_user,
            ssh_key,
            zone,
            at: point.clamped(),
            width: width.clamp(160, 2000),
        })
    }
}

impl SavedInstance {
    pub(super) fn into_instance(self, at: &str) -> Result<Instance, Error> {
        let id = instance_id(&self.id, at)?;
        let host =
            HostId::new(&self.host).ok_or_else(|| identifier(&format!("{at}.host"), &self.host))?;
        let Self {
            id: text,
            kind,
            host: _,
            name,
            home,
            start_order,
            offset,
            ports,
            server,
            max_connections,
            repository,
            key_manager,
        } = self;
        let details = Details {
            server,
            max_connections,
            repository,
            key_manager,
        };
        Ok(Instance {
            id,
            kind,
            host,
            name: name.unwrap_or(text),
            home,
            start_order,
            offset,
            ports,
            details,
        })
    }
}

impl SavedLink {
    pub(super) fn into_link(self, at: &str) -> Result<LinkOverride, Error> {
        Ok(LinkOverride {
            from: instance_id(&self.from, at)?,
            kind: self.kind,
            to: instance_id(&self.to, at)?,
        })
    }
}

fn instance_id(id: &str, at: &str) -> Result<InstanceId, Error> {
    InstanceId::new(id).ok_or_else(|| identifier(at, id))
}

fn identifier(at: &str, id: &str) -> Error {
    Error::Identifier {
        at: at.to_owned(),
        id: id.to_owned(),
    }
}

/// Refuses more hosts and instances than a design holds.
pub(super) fn check_count(count: usize) -> Result<(), Error> {
    if count <= COMPONENT_LIMIT {
        return Ok(());
    }
    Err(Error::Value {
        at: say::FILE_COUNT.into(),
        what: say::file_count_limit(count, COMPONENT_LIMIT),
    })
}

/// Refuses what a command would refuse: the file may be hostile.
pub(super) fn check_texts(design: &Design) -> Result<(), Error> {
    check_count(design.hosts.len() + design.instances.len())?;
    // The place is put into words where there is a fault only.
    let check = |at: &dyn Fn() -> String, text: &str| {
        let fault = if text.len() > TEXT_LIMIT {
            say::FILE_TEXT_LONG
        } else if text.chars().any(char::is_control) {
            say::CONTROL_CHARACTERS
        } else {
            return Ok(());
        };
        Err(Error::Value {
            at: at().into(),
            what: fault.into(),
        })
    };
    check(&|| "name".into(), &design.name)?;
    for host in &design.hosts {
        let at = |field: &str| format!("host {}, {field}", host.id);
        check(&|| at("name"), &host.name)?;
        check(&|| at("address"), &host.address)?;
        check(&|| at("ssh_user"), &host.ssh_user)?;
        check(&|| at("ssh_key"), &host.ssh_key)?;
    }
    for instance in &design.instances {
        let at = |field: &str| format!("instance {}, {field}", instance.id);
        check(&|| at("name"), &instance.name)?;
        check(&|| at("home"), instance.home.as_deref().unwrap_or_default())?;
        check(
            &|| at("repository"),
            instance.details.repository.as_deref().unwrap_or_default(),
        )?;
    }
    for (role, database) in &design.databases {
        check(&|| format!("database {}, name", role.id()), &database.name)?;
        check(&|| format!("database {}, user", role.id()), &database.user)?;
    }
    let settings = &design.settings;
    for text in [
        Some(&settings.domain),
        settings.names.gateway.as_ref(),
        settings.names.management.as_ref(),
        settings.names.key_manager.as_ref(),
        settings.names.publisher.as_ref(),
        settings.names.store.as_ref(),
        settings.names.identity_server.as_ref(),
        settings.front_address.as_ref(),
        Some(&settings.gateway_domain),
        Some(&settings.key_manager_domain),
        Some(&settings.publisher_store_domain),
        Some(&settings.mount),
        Some(&settings.admin_user),
    ]
    .into_iter()
    .flatten()
    {
        check(&|| "settings".into(), text)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use super::*;
    use crate::model::presets;

    #[test]
    fn a_saved_preset_opens_as_it_was() {
        for preset in presets::ALL {
            let design = preset.design();
            assert_eq!(
                read(write(&design).as_bytes()).unwrap(),
                design,
                "{}",
                preset.name
            );
        }
    }

    #[test]
    fn a_zone_is_saved_where_there_is_one() {
        let mut design = presets::find("classic").unwrap().design();
        assert!(!write(&design).contains("zone"));
        design.hosts[0].zone = Some(Zone::Dmz);
        let text = write(&design);
        assert_eq!(text.matches("\"zone\": \"dmz\"").count(), 1);
        assert_eq!(read(text.as_bytes()).unwrap(), design);
        let odd = text.replace("\"dmz\"", "\"DMZ\"");
        let error = read(odd.as_bytes()).unwrap_err().to_string();
        assert!(
            error.contains("hosts[0].zone: `DMZ` is unknown; use one of `public`, `dmz`"),
            "{error}"
        );
    }

    #[test]
    fn bad_files_are_told_what_is_wrong_and_where() {
        for (text, wanted) in [
            ("", "line 1, column 1: the text ends too early"),
            ("{", "line 1, column 2: the text ends too early"),
            ("[1,2]", "line 1"),
            ("{}", "no format number"),
            (r#"{"schema": 99999}"#, "format 99999"),
            (
                r#"{"schema":1,"name":"x","version":"1.9.0","hsots":[]}"#,
                "unknown field `hsots`",
            ),
            (
                r#"{"schema":1,"name":"x","version":"2.0.0"}"#,
                "line 1, column 34, version: `2.0.0` is unknown; use one of `1.9.0`, `1.9.1`",
            ),
            (
                r#"{"schema":1,"name":"x","version":"1.9.0","instances":[{"id":"a","kind":"stor","host":"h"}]}"#,
                "instances[0].kind: `stor` is unknown; use one of `gateway-manager`",
            ),
            (
                r#"{"schema":1,"name":"x","version":"1.9.0","hosts":[{"id":"../x","name":"a","address":""}]}"#,
                "hosts[0]",
            ),
            (
                r#"{"schema":1,"name":"x","version":"1.9.0","instances":[{"id":"a","kind":"store","host":"gone"}]}"#,
                "host gone",
            ),
            (
                r#"{"schema":1,"name":"a\nb","version":"1.9.0"}"#,
                "control characters",
            ),
        ] {
            let error = read(text.as_bytes()).unwrap_err().to_string();
            assert!(error.contains(wanted), "{text} -> {error}");
        }
        assert!(read(b"\x00\x01\xff").is_err());
        assert!(read("[".repeat(20_000).as_bytes()).is_err());
    }
    /// A text in which every field stands.
    fn full() -> Value {
        let mut design = presets::find("classic").unwrap().design();
        let host = &mut design.hosts[0];
        (host.ssh_key, host.width) = ("~/key.pem".into(), 300);
        host.zone = Some(Zone::Dmz);
        let names = &mut design.settings.names;
        for name in [
            &mut names.gateway,
            &mut names.management,
            &mut names.key_manager,
            &mut names.publisher,
            &mut names.store,
            &mut names.identity_server,
        ] {
            *name = Some("a.example.com".into());
        }
        design.settings.front_address = Some("10.0.0.9".into());
        let instance = &mut design.instances[0];
        instance.name = "First".into();
        (instance.home, instance.start_order) = (Some("/opt/a".into()), Some(3));
        instance.offset = Some(Offset::new(7));
        instance.ports = [("wka".to_owned(), Port::LEAST)].into();
        instance.details = Details {
            server: Flavour::Mariadb,
            max_connections: Some(9),
            repository: Some("/srv/svn".into()),
            key_manager: true,
        };
        let id = instance.id.clone();
        design.links.push(LinkOverride {
            from: id.clone(),
            kind: LinkKind::Data,
            to: id.clone(),
        });
        design.databases.get_mut(&Role::Am).unwrap().server = Some(id);
        design.hosts.truncate(1);
        design.instances.truncate(1);
        serde_json::from_str(&write(&design)).unwrap()
    }

    /// Where the objects of a fixed shape stand, with their names in the schema.
    const OBJECTS: [(&str, &str); 8] = [
        ("", ""),
        ("/hosts/0", "SavedHost"),
        ("/hosts/0/at", "Point"),
        ("/instances/0", "SavedInstance"),
        ("/databases/am", "SavedDatabase"),
        ("/links/0", "SavedLink"),
        ("/settings", "SavedSettings"),
        ("/settings/names", "Names"),
    ];

    fn shape(from: &Value) -> Result<Saved, String> {
        let text = from.to_string();
        let document = json::parse(&text).map_err(|error| error.to_string())?;
        document
            .read(Saved::read)
            .map_err(|error| error.what.to_string())
    }

    #[cfg(feature = "cli")]
    #[test]
    fn the_schema_names_the_fields_that_are_read_and_those_that_are_needed() {
        let schema = schemars::schema_for!(Saved).to_value();
        shape(&full()).unwrap();
        for (at, name) in OBJECTS {
            let described = match name {
                "" => &schema,
                name => &schema["$defs"][name],
            };
            let fields: Vec<&String> = described["properties"]
                .as_object()
                .unwrap()
                .keys()
                .collect();
            let present = full();
            let present = present.pointer(at).unwrap().as_object().unwrap();
            assert_eq!(
                fields,
                present.keys().collect::<Vec<_>>(),
                "the text holds all of {name}"
            );
            let mut odd = full();
            odd.pointer_mut(at).unwrap()["odd"] = 1.into();
            if described["additionalProperties"] == false {
                let what = shape(&odd).unwrap_err();
                let (what, known) = what.split_once(". Known here are ").unwrap();
                assert_eq!(what, "unknown field `odd`; correct or remove it");
                let mut known: Vec<&str> =
                    known.split(", ").map(|one| one.trim_matches('`')).collect();
                known.sort_unstable();
                assert_eq!(known, fields, "{name}");
            } else {
                shape(&odd).unwrap();
            }
            let needed = described["required"]
                .as_array()
                .cloned()
                .unwrap_or_default();
            for field in fields {
                let mut less = full();
                less.pointer_mut(at)
                    .unwrap()
                    .as_object_mut()
                    .unwrap()
                    .remove(field);
                let missing = format!("the field `{field}` is missing; add it");
                let expected = needed.contains(&field.as_str().into()).then_some(missing);
                assert_eq!(shape(&less).err(), expected, "{name}.{field}");
            }
        }
    }

    #[test]
    fn identifiers_are_what_serde_writes() {
        fn check<T: Copy + Serialize>(all: &[T], id: fn(T) -> &'static str) {
            for &one in all {
                assert_eq!(serde_json::to_value(one).unwrap(), id(one));
            }
        }
        check(&Version::ALL, Version::text);
        check(&Flavour::ALL, Flavour::id);
        check(&Transport::ALL, Transport::id);
        check(&Overwrite::ALL, Overwrite::id);
        check(&Zone::ALL, Zone::id);
    }

    /// Puts something else at one place of a text, which is found by counting.
    fn change(value: &mut Value, place: &mut usize, how: &Change) {
        let here = *place == 0;
        *place = place.wrapping_sub(1);
        if here {
            match (how, &mut *value) {
                (Change::Put(other), _) => *value = other.clone(),
                (Change::Rename(key), Value::Object(map)) => {
                    let first = map.keys().next().cloned();
                    if let Some(taken) = first.and_then(|first| map.remove(&first)) {
                        map.insert(key.clone(), taken);
                    }
                }
                (Change::Add(key), Value::Object(map)) => {
                    map.insert(key.clone(), 1.into());
                }
                (Change::Rename(_) | Change::Add(_), _) => *value = Value::Null,
            }
            return;
        }
        match value {
            Value::Object(map) => map.values_mut().for_each(|value| change(value, place, how)),
            Value::Array(list) => list.iter_mut().for_each(|value| change(value, place, how)),
            _ => {}
        }
    }

    #[derive(Clone, Debug)]
    enum Change {
        Put(Value),
        Rename(String),
        Add(String),
    }

    fn changes() -> impl Iterator<Item = Change> {
        // No lists in place of objects, which the other reader takes for the fields in their order.
        let values = [
            Value::Null,
            true.into(),
            0.into(),
            1.into(),
            (-1).into(),
            65_535.into(),
            65_536.into(),
            4_294_967_295_u32.into(),
            4_294_967_296_i64.into(),
            (-2_147_483_649_i64).into(),
            u64::MAX.into(),
            1.5.into(),
            1e3.into(),
            "".into(),
            "mysql".into(),
            "am".into(),
            "1.9.1".into(),
            "data".into(),
            "thrift".into(),
            "virtual".into(),
            "mysql-8.0".into(),
            "internal".into(),
            serde_json::json!({}),
            serde_json::json!({"x": 1, "y": 2, "z": []}),
            serde_json::json!([7]),
        ];
        let keys = ["odd", "id", "name", "reg", "server", "x"];
        let renamed = keys.map(|key| Change::Rename(key.into()));
        let added = keys.map(|key| Change::Add(key.into()));
        let put = values.map(Change::Put).into_iter();
        put.chain(renamed).chain(added)
    }

    #[test]
    fn a_text_is_read_as_its_types_describe_it() {
        let (mut read, mut refused) = (0, 0);
        // More places than the text has.
        for (place, how) in (0..120).flat_map(|place| changes().map(move |how| (place, how))) {
            let mut value = full();
            change(&mut value, &mut place.clone(), &how);
            let theirs = serde_json::from_value::<Saved>(value.clone());
            match (shape(&value), theirs) {
                (Ok(ours), Ok(theirs)) => {
                    read += 1;
                    let both = [ours, theirs].map(|saved| serde_json::to_value(saved).unwrap());
                    assert_eq!(both[0], both[1]);
                }
                (Err(_), Err(_)) => refused += 1,
                (ours, theirs) => panic!("{ours:?} here, {theirs:?} there: {how:?} at {place}"),
            }
        }
        assert!(read > 500 && refused > 1_000, "{read} {refused}");
    }
}
