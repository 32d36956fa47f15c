//! Every change to a design.

use serde::Serialize;

use super::design::{
    Database, Design, Host, Instance, LinkOverride, Names, Overwrite, Point, Transport,
};
use super::id::{HostId, InstanceId, Offset, Port};
use crate::catalog::{Flavour, Kind, KindSpec, LinkKind, Moves, Provider, Role, Version, Zone};
use crate::say::{self, Said};

/// Most hosts and instances together; beyond it the page would no longer be quick.
pub const COMPONENT_LIMIT: usize = 5_000;
/// Longest text that a person can type into one field, in bytes.
pub const TEXT_LIMIT: usize = 4_096;

/// One change, applied as a whole or not at all.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Command {
    /// Opens another design in place of this one.
    #[serde(skip)]
    Replace(Box<Design>),
    /// Takes a design that was worked out from this one, such as by the remedy of a finding.
    #[serde(skip)]
    Adopt {
        label: Said,
        design: Box<Design>,
    },
    Rename(String),
    SetVersion(Version),
    AddHost {
        id: HostId,
        name: String,
        address: String,
        at: Point,
    },
    SetHost {
        id: HostId,
        field: HostField,
    },
    RemoveHost {
        id: HostId,
    },
    Place {
        id: InstanceId,
        kind: Kind,
        host: HostId,
    },
    /// Puts an instance on a host, before another one there or last.
    Move {
        id: InstanceId,
        host: HostId,
        before: Option<InstanceId>,
    },
    SetInstance {
        id: InstanceId,
        field: InstanceField,
    },
    Remove {
        id: InstanceId,
    },
    SetDatabase {
        role: Role,
        name: String,
        user: String,
        server: Option<InstanceId>,
    },
    /// Chooses who serves a need; `None` goes back to the automatic choice.
    Bind {
        from: InstanceId,
        kind: LinkKind,
        to: Option<InstanceId>,
    },
    Set(SettingField),
    /// Several changes as one undo step.
    Many {
        label: Said,
        commands: Vec<Command>,
    },
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum HostField {
    Name(String),
    Address(String),
    SshUser(String),
    SshKey(String),
    Zone(Option<Zone>),
    At(Point),
    Width(u32),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum InstanceField {
    Name(String),
    Home(Option<String>),
    StartOrder(Option<u16>),
    Offset(Option<Offset>),
    Port {
        name: String,
        port: Option<Port>,
    },
    Server(Flavour),
    MaxConnections(Option<u32>),
    Repository(Option<String>),
    /// Whether an Identity Server is the key manager too. No longer so, it loses what was chosen for it as one.
    KeyManager(bool),
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum SettingField {
    Domain(String),
    Names(Names),
    FrontAddress(Option<String>),
    GatewayDomain(String),
    KeyManagerDomain(String),
    PublisherStoreDomain(String),
    Transport(Transport),
    Mount(String),
    Overwrite(Overwrite),
    AdminUser(String),
    OwnCertificates(bool),
}

/// Why a command was refused: what, where, and how to mend it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rejected {
    NoHost(HostId),
    NoInstance(InstanceId),
    Taken(String),
    TooMany,
    TooLong,
    Control,
    /// The instance has no such port that is set by hand.
    NoPort {
        instance: InstanceId,
        kind: Kind,
        port: String,
    },
    NoKeyManager {
        instance: InstanceId,
        kind: Kind,
    },
    NoServer {
        instance: InstanceId,
    },
    NotAProvider {
        from: InstanceId,
        to: InstanceId,
        to_kind: Kind,
        link: LinkKind,
    },
    DataLink,
    NoNeed {
        from: InstanceId,
        link: LinkKind,
    },
    Width,
}

impl Rejected {
    pub fn said(&self) -> Said {
        match self {
            Rejected::NoHost(id) => say::no_host(id.as_str()),
            Rejected::NoInstance(id) => say::no_instance(id.as_str()),
            Rejected::Taken(name) => say::name_taken(name),
            Rejected::TooMany => say::too_many(COMPONENT_LIMIT),
            Rejected::TooLong => say::text_too_long(TEXT_LIMIT),
            Rejected::Control => say::CONTROL_CHARACTERS.into(),
            Rejected::NoPort {
                instance,
                kind,
                port,
            } => say::no_port(instance.as_str(), kind.said(), port),
            Rejected::NoKeyManager { instance, kind } => {
                say::no_key_manager(instance.as_str(), kind.said())
            }
            Rejected::NoServer { instance } => say::no_server(instance.as_str()),
            Rejected::NotAProvider {
                from,
                to,
                to_kind,
                link,
            } => say::not_a_provider(to.as_str(), to_kind.said(), link.said(), from.as_str()),
            Rejected::DataLink => say::DATA_LINK.into(),
            Rejected::NoNeed { from, link } => say::no_need(from.as_str(), link.said()),
            Rejected::Width => say::BOX_WIDTH.into(),
        }
    }
}

say::as_error!(Rejected);

impl Command {
    /// Applies the change in place. On an error `design` may be half changed: callers work on a copy.
    pub(super) fn apply(self, design: &mut Design) -> Result<(), Rejected> {
        match self {
            Command::Replace(next) | Command::Adopt { design: next, .. } => {
                *design = *next;
                Ok(())
            }
            Command::Rename(name) => {
                design.name = text(name)?;
                Ok(())
            }
            Command::SetVersion(version) => {
                design.version = version;
                Ok(())
            }
            Command::AddHost {
                id,
                name,
                address,
                at,
            } => add_host(design, id, name, address, at),
            Command::SetHost { id, field } => set_host(design, &id, field),
            Command::RemoveHost { id } => remove_host(design, &id),
            Command::Place { id, kind, host } => place(design, id, kind, host),
            Command::Move { id, host, before } => move_instance(design, &id, host, before.as_ref()),
            Command::SetInstance { id, field } => set_instance(design, &id, field),
            Command::Remove { id } => remove(design, &id),
            Command::SetDatabase {
                role,
                name,
                user,
                server,
            } => set_database(design, role, name, user, server),
            Command::Bind { from, kind, to } => bind(design, from, kind, to),
            Command::Set(field) => set(design, field),
            Command::Many { commands, .. } => commands
                .into_iter()
                .try_for_each(|command| command.apply(design)),
        }
    }

    /// What the command does, for the undo button and the announcer; read before it is applied.
    pub fn describe(&self, design: &Design) -> Said {
        let host = |id: &HostId| {
            design
                .host(id)
                .map_or_else(|| id.to_string(), |host| host.name.clone())
        };
        let name = |id: &InstanceId| {
            design
                .instance(id)
                .map_or_else(|| id.to_string(), |one| one.name.clone())
        };
        match self {
            Command::Replace(next) => say::step_open(&next.name),
            Command::Rename(name) => say::step_rename(name),
            Command::SetVersion(version) => say::step_version(version.text()),
            Command::AddHost { name, .. } => say::step_add_host(name),
            Command::SetHost {
                id,
                field: HostField::At(_),
            } => say::step_move_host(host(id)),
            Command::SetHost {
                id,
                field: HostField::Zone(Some(zone)),
            } => say::step_zone(host(id), zone.said()),
            Command::SetHost {
                id,
                field: HostField::Zone(None),
            } => say::step_no_zone(host(id)),
            Command::SetHost { id, .. } => say::step_change_host(host(id)),
            Command::RemoveHost { id } => say::step_remove_host(host(id)),
            Command::Place { kind, host: id, .. } => say::step_place(kind.said(), host(id)),
            Command::Move { id, host: to, .. } => say::step_move(name(id), host(to)),
            Command::SetInstance {
                id,
                field: InstanceField::Offset(Some(offset)),
            } => say::step_offset(name(id), offset.get()),
            Command::SetInstance {
                id,
                field: InstanceField::Offset(None),
            } => say::step_free_offset(name(id)),
            Command::SetInstance {
                id,
                field: InstanceField::KeyManager(true),
            } => say::step_key_manager(name(id)),
            Command::SetInstance {
                id,
                field: InstanceField::KeyManager(false),
            } => say::step_no_key_manager(name(id)),
            Command::SetInstance { id, .. } => say::step_change(name(id)),
            Command::Remove { id } => say::step_remove(name(id)),
            Command::SetDatabase { role, .. } => say::step_database(role.spec().label),
            Command::Bind {
                from,
                kind,
                to: Some(to),
            } => say::step_link(name(from), name(to), kind.said()),
            Command::Bind {
                from,
                kind,
                to: None,
            } => say::step_free_link(name(from), kind.said()),
            Command::Set(_) => say::STEP_SETTINGS.into(),
            Command::Adopt { label, .. } | Command::Many { label, .. } => label.clone(),
        }
    }
}

/// Refuses what no configuration file could carry.
fn text(text: String) -> Result<String, Rejected> {
    if text.len() > TEXT_LIMIT {
        return Err(Rejected::TooLong);
    }
    if text.chars().any(char::is_control) {
        return Err(Rejected::Control);
    }
    Ok(text)
}

/// Text, or nothing where it is blank.
fn optional(value: Option<String>) -> Result<Option<String>, Rejected> {
    value
        .filter(|value| !value.trim().is_empty())
        .map(text)
        .transpose()
}

fn room(design: &Design) -> Result<(), Rejected> {
    if design.hosts.len() + design.instances.len() < COMPONENT_LIMIT {
        Ok(())
    } else {
        Err(Rejected::TooMany)
    }
}

fn known_host(design: &Design, id: &HostId) -> Result<(), Rejected> {
    design
        .host(id)
        .map(drop)
        .ok_or_else(|| Rejected::NoHost(id.clone()))
}

fn kind_of(design: &Design, id: &InstanceId) -> Result<Kind, Rejected> {
    design
        .instance(id)
        .map(|instance| instance.kind)
        .ok_or_else(|| Rejected::NoInstance(id.clone()))
}

fn add_host(
    design: &mut Design,
    id: HostId,
    name: String,
    address: String,
    at: Point,
) -> Result<(), Rejected> {
    room(design)?;
    if design.host(&id).is_some() {
        return Err(Rejected::Taken(id.to_string()));
    }
    design
        .hosts
        .push(Host::new(id, text(name)?, text(address)?, at.clamped()));
    Ok(())
}

fn set_host(design: &mut Design, id: &HostId, field: HostField) -> Result<(), Rejected> {
    let host = design
        .hosts
        .iter_mut()
        .find(|host| host.id == *id)
        .ok_or_else(|| Rejected::NoHost(id.clone()))?;
    match field {
        HostField::Name(name) => host.name = text(name)?,
        HostField::Address(address) => host.address = text(address)?,
        HostField::SshUser(user) => host.ssh_user = text(user)?,
        HostField::SshKey(key) => host.ssh_key = text(key)?,
        HostField::Zone(zone) => host.zone = zone,
        HostField::At(at) => host.at = at.clamped(),
        HostField::Width(width) if (160..=2000).contains(&width) => host.width = width,
        HostField::Width(_) => return Err(Rejected::Width),
    }
    Ok(())
}

fn remove_host(design: &mut Design, id: &HostId) -> Result<(), Rejected> {
    known_host(design, id)?;
    let gone: Vec<_> = design
        .on_host(id)
        .map(|instance| instance.id.clone())
        .collect();
    for instance in &gone {
        remove(design, instance)?;
    }
    design.hosts.retain(|host| host.id != *id);
    Ok(())
}

fn place(design: &mut Design, id: InstanceId, kind: Kind, host: HostId) -> Result<(), Rejected> {
    room(design)?;
    known_host(design, &host)?;
    if design.instance(&id).is_some() {
        return Err(Rejected::Taken(id.to_string()));
    }
    design.instances.push(Instance::new(id, kind, host));
    Ok(())
}

fn move_instance(
    design: &mut Design,
    id: &InstanceId,
    host: HostId,
    before: Option<&InstanceId>,
) -> Result<(), Rejected> {
    known_host(design, &host)?;
    kind_of(design, id)?;
    if before == Some(id) {
        return Ok(());
    }
    let Some(at) = design
        .instances
        .iter()
        .position(|instance| instance.id == *id)
    else {
        return Err(Rejected::NoInstance(id.clone()));
    };
    let mut moved = design.instances.remove(at);
    let stays = moved.host == host && before.is_none();
    moved.host = host;
    let to =
        match before.and_then(|before| design.instances.iter().position(|one| one.id == *before)) {
            Some(to) => to,
            None if stays => at,
            None => design.instances.len(),
        };
    design.instances.insert(to, moved);
    Ok(())
}

fn set_instance(
    design: &mut Design,
    id: &InstanceId,
    field: InstanceField,
) -> Result<(), Rejected> {
    let instance = design
        .instances
        .iter_mut()
        .find(|one| one.id == *id)
        .ok_or_else(|| Rejected::NoInstance(id.clone()))?;
    match field {
        InstanceField::KeyManager(is) => return set_key_manager(design, id, is),
        InstanceField::Name(name) => instance.name = text(name)?,
        InstanceField::Home(home) => instance.home = optional(home)?,
        InstanceField::StartOrder(order) => instance.start_order = order,
        InstanceField::Offset(offset) => instance.offset = offset,
        InstanceField::Port { name, port } => {
            // A port of its own as key manager may be written before it is one.
            let known = instance
                .kind
                .spec_as(true)
                .ports
                .iter()
                .any(|spec| spec.name == name && spec.moves == Moves::Never);
            // What a file brought along may always be taken away.
            if !known && port.is_some() {
                return Err(Rejected::NoPort {
                    instance: id.clone(),
                    kind: instance.kind,
                    port: name,
                });
            }
            match port {
                Some(port) => drop(instance.ports.insert(name, port)),
                None => drop(instance.ports.remove(&name)),
            }
        }
        InstanceField::Server(server) => instance.details.server = server,
        InstanceField::MaxConnections(connections) => {
            instance.details.max_connections = connections;
        }
        InstanceField::Repository(path) => instance.details.repository = optional(path)?,
    }
    Ok(())
}

/// An Identity Server becomes key manager or stops to be one. The latter takes away what was chosen for it as one: links
/// for keys that lead to it, its own links, its ports.
fn set_key_manager(design: &mut Design, id: &InstanceId, is: bool) -> Result<(), Rejected> {
    let kind = kind_of(design, id)?;
    if is && !kind.can_manage_keys() {
        return Err(Rejected::NoKeyManager {
            instance: id.clone(),
            kind,
        });
    }
    if !is {
        let for_keys: Vec<bool> = design
            .links
            .iter()
            .map(|link| {
                let provider = kind_of(design, &link.from)
                    .map(|from| from.spec_as(true).provider_of(link.kind));
                let asks = link.to == *id && provider == Ok(Some(Provider::KeyManager));
                asks || link.from == *id && has_as_key_manager_only(kind, link.kind)
            })
            .collect();
        let mut gone = for_keys.into_iter();
        design.links.retain(|_| !gone.next().unwrap_or_default());
    }
    for instance in &mut design.instances {
        if instance.id == *id {
            instance.details.key_manager = is;
            if !is {
                let has =
                    |spec: &KindSpec, name: &str| spec.ports.iter().any(|port| port.name == name);
                instance
                    .ports
                    .retain(|name, _| has(kind.spec(), name) || !has(kind.spec_as(true), name));
            }
        }
    }
    Ok(())
}

fn has_as_key_manager_only(kind: Kind, link: LinkKind) -> bool {
    kind.spec().provider_of(link).is_none() && kind.spec_as(true).provider_of(link).is_some()
}

fn remove(design: &mut Design, id: &InstanceId) -> Result<(), Rejected> {
    kind_of(design, id)?;
    design.instances.retain(|instance| instance.id != *id);
    design
        .links
        .retain(|link| link.from != *id && link.to != *id);
    for database in design.databases.values_mut() {
        database.server = database.server.take().filter(|server| server != id);
    }
    Ok(())
}

fn set_database(
    design: &mut Design,
    role: Role,
    name: String,
    user: String,
    server: Option<InstanceId>,
) -> Result<(), Rejected> {
    if let Some(server) = &server
        && kind_of(design, server)? != Kind::Mysql
    {
        return Err(Rejected::NoServer {
            instance: server.clone(),
        });
    }
    design.databases.insert(
        role,
        Database {
            name: text(name)?,
            user: text(user)?,
            server,
        },
    );
    Ok(())
}

fn bind(
    design: &mut Design,
    from: InstanceId,
    kind: LinkKind,
    to: Option<InstanceId>,
) -> Result<(), Rejected> {
    let from_kind = kind_of(design, &from)?;
    let Some(to) = to else {
        // What a file brought along may always be taken away.
        design
            .links
            .retain(|link| !(link.from == from && link.kind == kind));
        return Ok(());
    };
    if kind == LinkKind::Data {
        return Err(Rejected::DataLink);
    }
    let manages_keys = design.key_managing().contains(&from);
    let Some(provider) = from_kind.spec_as(manages_keys).provider_of(kind) else {
        return Err(Rejected::NoNeed { from, link: kind });
    };
    let to_kind = kind_of(design, &to)?;
    if !provider.takes(to_kind) {
        return Err(Rejected::NotAProvider {
            from,
            to,
            to_kind,
            link: kind,
        });
    }
    design
        .links
        .retain(|link| !(link.from == from && link.kind == kind));
    design.links.push(LinkOverride { from, kind, to });
    Ok(())
}

fn set(design: &mut Design, field: SettingField) -> Result<(), Rejected> {
    let settings = &mut design.settings;
    match field {
        SettingField::Domain(domain) => settings.domain = text(domain)?,
        SettingField::Names(names) => {
            let Names {
                gateway,
                management,
                key_manager,
                publisher,
                store,
                identity_server,
            } = names;
            settings.names = Names {
                gateway: optional(gateway)?,
                management: optional(management)?,
                key_manager: optional(key_manager)?,
                publisher: optional(publisher)?,
                store: optional(store)?,
                identity_server: optional(identity_server)?,
            };
        }
        SettingField::FrontAddress(address) => settings.front_address = optional(address)?,
        SettingField::GatewayDomain(domain) => settings.gateway_domain = text(domain)?,
        SettingField::KeyManagerDomain(domain) => settings.key_manager_domain = text(domain)?,
        SettingField::PublisherStoreDomain(domain) => {
            settings.publisher_store_domain = text(domain)?;
        }
        SettingField::Transport(transport) => settings.transport = transport,
        SettingField::Mount(mount) => settings.mount = text(mount)?,
        SettingField::Overwrite(overwrite) => settings.overwrite = overwrite,
        SettingField::AdminUser(user) => settings.admin_user = text(user)?,
        SettingField::OwnCertificates(own) => settings.own_certificates = own,
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Editor, presets};

    #[test]
    fn a_zone_is_one_step_that_names_it() {
        let design = presets::find("classic").unwrap().design();
        let id = design.hosts[0].id.clone();
        let mut editor = Editor::new(design.clone());
        for (zone, label) in [
            (Some(Zone::Dmz), "Put host edge-1 into the zone DMZ"),
            (None, "Put host edge-1 into no zone"),
        ] {
            let field = HostField::Zone(zone);
            let id = id.clone();
            editor.run(Command::SetHost { id, field }).unwrap();
            assert_eq!(editor.design().hosts[0].zone, zone);
            assert_eq!(
                editor.undo_label().map(ToString::to_string).as_deref(),
                Some(label)
            );
        }
        while editor.undo() {}
        assert_eq!(*editor.design(), design);
    }
}
