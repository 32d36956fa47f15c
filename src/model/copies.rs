//! Parts of a design as text, to be put elsewhere: in the same design, in another tab, on more hosts.

use std::net::Ipv4Addr;

use serde::Serialize;

use super::command::Command;
use super::design::{Design, Host, Instance, LinkOverride, Point};
use super::id::{HostId, InstanceId};
use super::saved::{self, SavedHost, SavedInstance, SavedLink};
use crate::json::{self, Item};
use crate::say::{self, Said};
use crate::table::{SortedMap, SortedSet};

/// How far a copy of a host lies from what is there already, in CSS pixels at zoom 1.
const STEP: i32 = 40;

/// Why nothing was pasted, and how to mend it.
#[derive(Debug)]
pub enum Error {
    NoCopy,
    Refused(saved::Error),
}

impl Error {
    pub fn said(&self) -> Said {
        match self {
            Error::NoCopy => say::NO_COPY.into(),
            Error::Refused(error) => error.said(),
        }
    }
}

say::as_error!(Error);

impl From<saved::Error> for Error {
    fn from(error: saved::Error) -> Self {
        Self::Refused(error)
    }
}

/// A design with something added, and what that is.
#[derive(Debug)]
pub struct Pasted {
    pub design: Design,
    pub hosts: Vec<HostId>,
    /// Those beside the hosts' own.
    pub instances: Vec<InstanceId>,
}

/// Hosts with all they hold, and instances without their hosts.
#[derive(Debug, Serialize)]
struct Copies {
    /// Format of the parts, that of design files.
    copied_with_schema: u32,
    hosts: Vec<SavedHost>,
    instances: Vec<SavedInstance>,
    links: Vec<SavedLink>,
}

impl Copies {
    fn read(item: Item) -> Self {
        item.object(|from| Self {
            copied_with_schema: from.need("copied_with_schema").number(0, u32::MAX),
            hosts: from.need("hosts").list(SavedHost::read),
            instances: from.need("instances").list(SavedInstance::read),
            links: from.need("links").list(SavedLink::read),
        })
    }
}

/// Chosen parts as text. Choices of providers go along.
pub fn copy(
    design: &Design,
    hosts: &SortedSet<HostId>,
    instances: &SortedSet<InstanceId>,
) -> String {
    let goes = |one: &&Instance| hosts.contains(&one.host) || instances.contains(&one.id);
    let chosen: SortedSet<&InstanceId> = design
        .instances
        .iter()
        .filter(goes)
        .map(|one| &one.id)
        .collect();
    let copies = Copies {
        copied_with_schema: saved::SCHEMA,
        hosts: design
            .hosts
            .iter()
            .filter(|host| hosts.contains(&host.id))
            .cloned()
            .map(Into::into)
            .collect(),
        instances: design
            .instances
            .iter()
            .filter(goes)
            .cloned()
            .map(Into::into)
            .collect(),
        links: design
            .links
            .iter()
            .filter(|link| chosen.contains(&link.from))
            .cloned()
            .map(Into::into)
            .collect(),
    };
    // Cannot fail: the parts have text keys only. An empty text would be refused when pasted.
    serde_json::to_string_pretty(&copies).unwrap_or_default()
}

/// The design with the copies of a text. Hosts are put beside those that lie at their place, with a name and an address
/// that no host has; instances without their host onto `onto`, else onto the host that they came from, else onto a new one.
///
/// # Errors
/// [`Error::NoCopy`] where [`copy`] did not write the text, and what an opened file would be refused for.
pub fn paste(design: &Design, text: &str, onto: Option<&HostId>) -> Result<Pasted, Error> {
    if text.len() > saved::SIZE_LIMIT {
        return Err(saved::Error::TooLarge.into());
    }
    let copies = json::parse(text).and_then(|document| document.read(Copies::read));
    let copies = copies.map_err(|_| Error::NoCopy)?;
    saved::check_count(
        design.hosts.len() + design.instances.len() + copies.hosts.len() + copies.instances.len(),
    )?;
    let mut pasting = Pasting {
        next: design.clone(),
        hosts: SortedMap::new(),
        instances: SortedMap::new(),
    };
    let mut pasted = Pasted {
        design: Design::default(),
        hosts: Vec::new(),
        instances: Vec::new(),
    };
    let originals: Vec<Host> = copies
        .hosts
        .into_iter()
        .map(|host| host.into_host("copied host"))
        .collect::<Result<_, _>>()?;
    let shift = pasting.free_shift(&originals);
    for host in originals {
        pasted.hosts.push(pasting.host(host, shift));
    }
    for instance in copies.instances {
        let instance = instance.into_instance("copied server")?;
        if let Some(host) = pasting.hosts.get(&instance.host).cloned() {
            pasting.instance(instance, host);
        } else {
            let host = pasting.host_for(&instance, onto);
            let loose = Instance {
                offset: None,
                ..instance
            };
            pasted.instances.push(pasting.instance(loose, host));
        }
    }
    for link in copies.links {
        pasting.link(&link.into_link("copied link")?);
    }
    saved::check_texts(&pasting.next)?;
    pasted.design = pasting.next;
    Ok(pasted)
}

/// The design with a copy of an instance on each of some hosts.
///
/// # Errors
/// Where the design would become too large.
pub fn scale(design: &Design, id: &InstanceId, hosts: &[HostId]) -> Result<Pasted, Error> {
    let one = copy(design, &SortedSet::new(), &[id.clone()].into());
    let mut pasted = Pasted {
        design: design.clone(),
        hosts: Vec::new(),
        instances: Vec::new(),
    };
    for host in hosts {
        let next = paste(&pasted.design, &one, Some(host))?;
        pasted.design = next.design;
        pasted.instances.extend(next.instances);
    }
    Ok(pasted)
}

/// A design that grows; identifiers of the copied text with those that they have here.
struct Pasting {
    next: Design,
    hosts: SortedMap<HostId, HostId>,
    instances: SortedMap<InstanceId, InstanceId>,
}

impl Pasting {
    /// How far hosts are moved so that none lies upon another.
    fn free_shift(&self, hosts: &[Host]) -> i32 {
        let lies = |shift: i32| {
            hosts.iter().any(|host| {
                let there = Point {
                    x: host.at.x.saturating_add(shift),
                    y: host.at.y.saturating_add(shift),
                };
                self.next.hosts.iter().any(|other| other.at == there)
            })
        };
        // Each host lies on one place at most.
        let tries = 0..=self.next.hosts.len();
        tries
            .map(|n| i32::try_from(n).unwrap_or_default() * STEP)
            .find(|&shift| !lies(shift))
            .unwrap_or_default()
    }

    fn host(&mut self, host: Host, shift: i32) -> HostId {
        let name = next_name(&host.name, |name| {
            self.next.hosts.iter().any(|other| other.name == name)
        });
        let address = self.free_address(&host.address);
        let id = self.next.free_host_id(&name);
        let at = Point {
            x: host.at.x.saturating_add(shift),
            y: host.at.y.saturating_add(shift),
        };
        self.hosts.insert(host.id, id.clone());
        self.next.hosts.push(Host {
            id: id.clone(),
            name,
            address,
            at: at.clamped(),
            ..host
        });
        id
    }

    /// The address, or the next one of its network that no host has.
    fn free_address(&self, wanted: &str) -> String {
        let taken = |address: &str| self.next.hosts.iter().any(|host| host.address == address);
        if !taken(wanted) || wanted.is_empty() {
            return wanted.to_owned();
        }
        let Ok(address) = wanted.parse::<Ipv4Addr>() else {
            return String::new();
        };
        let [a, b, c, last] = address.octets();
        (last..=254)
            .chain(1..last)
            .map(|d| Ipv4Addr::new(a, b, c, d).to_string())
            .find(|address| !taken(address))
            .unwrap_or_default()
    }

    /// Where an instance without its host goes.
    fn host_for(&mut self, instance: &Instance, onto: Option<&HostId>) -> HostId {
        let known = [onto, Some(&instance.host)].into_iter().flatten();
        if let Some(host) = known.into_iter().find(|id| self.next.host(id).is_some()) {
            return host.clone();
        }
        let (name, address) = self.next.free_host();
        let host = Host::new(instance.host.clone(), name, address, Point::default());
        let shift = self.free_shift(std::slice::from_ref(&host));
        self.host(host, shift)
    }

    fn instance(&mut self, instance: Instance, host: HostId) -> InstanceId {
        let id = self.next.free_instance_id(instance.kind);
        let name = if instance.name == instance.id.as_str() {
            id.to_string()
        } else {
            next_name(&instance.name, |name| {
                self.next.instances.iter().any(|other| other.name == name)
            })
        };
        // Two in one folder would overwrite each other.
        let home = instance.home.filter(|home| {
            !self
                .next
                .on_host(&host)
                .any(|other| other.home.as_ref() == Some(home))
        });
        self.instances.insert(instance.id, id.clone());
        self.next.instances.push(Instance {
            id: id.clone(),
            name,
            host,
            home,
            ..instance
        });
        id
    }

    /// A choice of provider, of a copy where that was copied too. One that makes no sense here is left to the usual choice.
    fn link(&mut self, link: &LinkOverride) {
        let Some(from) = self.instances.get(&link.from).cloned() else {
            return;
        };
        let to = self.instances.get(&link.to).unwrap_or(&link.to).clone();
        let bind = Command::Bind {
            from,
            kind: link.kind,
            to: Some(to),
        };
        // Refused, it has changed nothing.
        let _ = bind.apply(&mut self.next);
    }
}

/// The name, or the next one that is not taken: `gw-1` becomes `gw-2`, `web.example.com` becomes `web-2.example.com`.
fn next_name(name: &str, taken: impl Fn(&str) -> bool) -> String {
    if !taken(name) {
        return name.to_owned();
    }
    let (label, rest) = name.find('.').map_or((name, ""), |dot| name.split_at(dot));
    let stem = label.trim_end_matches(|c: char| c.is_ascii_digit());
    let (stem, first) = match label[stem.len()..].parse::<u32>() {
        Ok(number) => (stem.to_owned(), u64::from(number) + 1),
        Err(_) => (format!("{label}-"), 2),
    };
    // Of so many numbers one is free.
    (first..=u64::MAX)
        .map(|number| format!("{stem}{number}{rest}"))
        .find(|name| !taken(name))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Kind, LinkKind, Zone};
    use crate::model::presets;

    fn classic() -> Design {
        presets::find("classic").unwrap().design()
    }

    fn hosts(ids: &[&str]) -> SortedSet<HostId> {
        ids.iter().filter_map(|id| HostId::new(id)).collect()
    }

    fn instances(ids: &[&str]) -> SortedSet<InstanceId> {
        ids.iter().filter_map(|id| InstanceId::new(id)).collect()
    }

    fn names(design: &Design, hosts: &[HostId]) -> Vec<(String, String)> {
        let host = |id| design.host(id).unwrap();
        hosts
            .iter()
            .map(|id| (host(id).name.clone(), host(id).address.clone()))
            .collect()
    }

    #[test]
    fn a_host_is_copied_with_all_it_holds() {
        let mut design = classic();
        let (from, kind) = (
            InstanceId::new("gateway-worker").unwrap(),
            LinkKind::Synchronization,
        );
        let to = InstanceId::new("svn").unwrap();
        design.links.push(LinkOverride { from, kind, to });
        let copied = design
            .hosts
            .iter_mut()
            .find(|host| host.id.as_str() == "gw-1");
        copied.unwrap().zone = Some(Zone::Dmz);
        let text = copy(&design, &hosts(&["gw-1"]), &instances(&["gateway-worker"]));
        let pasted = paste(&design, &text, None).unwrap();
        pasted.design.invariants().unwrap();
        assert_eq!(
            names(&pasted.design, &pasted.hosts),
            [("gw-2".to_owned(), "10.0.1.14".to_owned())]
        );
        let zone = pasted.design.host(&pasted.hosts[0]).unwrap().zone;
        assert_eq!(zone, Some(Zone::Dmz));
        assert!(pasted.instances.is_empty(), "it went with its host");
        let kinds: Vec<Kind> = pasted
            .design
            .on_host(&pasted.hosts[0])
            .map(|one| one.kind)
            .collect();
        assert_eq!(
            kinds,
            [
                Kind::GatewayManager,
                Kind::GatewayWorker,
                Kind::GatewayWorker
            ]
        );
        // The choice of provider went along.
        assert_eq!(pasted.design.links.len(), 2);
        let at = |id: &HostId| pasted.design.host(id).unwrap().at;
        let (old, new) = (at(&HostId::new("gw-1").unwrap()), at(&pasted.hosts[0]));
        assert_eq!((new.x - old.x, new.y - old.y), (STEP, STEP));
        // Once more: beside the copy.
        let again = paste(&pasted.design, &text, None).unwrap();
        assert_eq!(
            names(&again.design, &again.hosts),
            [("gw-3".to_owned(), "10.0.1.15".to_owned())]
        );
        assert_ne!(again.design.host(&again.hosts[0]).unwrap().at, new);
    }

    #[test]
    fn an_instance_goes_where_it_is_wanted() {
        let design = classic();
        let text = copy(&design, &SortedSet::new(), &instances(&["store"]));
        let target = HostId::new("km-1").unwrap();
        let on = |onto| {
            let pasted = paste(&design, &text, onto).unwrap();
            let id = &pasted.instances[0];
            let host = pasted.design.instance(id).unwrap().host.clone();
            pasted.design.invariants().unwrap();
            host.to_string()
        };
        assert_eq!(on(Some(&target)), "km-1");
        assert_eq!(on(None), "web-1", "where it came from");
        // In another tab there is no such host.
        let elsewhere = paste(&Design::default(), &text, None).unwrap();
        assert_eq!(elsewhere.design.hosts.len(), 1);
        assert_eq!(elsewhere.design.instances.len(), 1);
    }

    #[test]
    fn three_workers_on_two_hosts() {
        let design = classic();
        let id = InstanceId::new("gateway-worker").unwrap();
        let onto = [HostId::new("km-1").unwrap(), HostId::new("web-1").unwrap()];
        let scaled = scale(&design, &id, &onto).unwrap();
        let of_kind = |design: &Design| {
            let all = design.instances.iter();
            all.filter(|one| one.kind == Kind::GatewayWorker).count()
        };
        assert_eq!(of_kind(&scaled.design), of_kind(&design) + 2);
        assert_eq!(scaled.instances.len(), 2);
    }

    #[test]
    fn names_and_addresses_are_counted_on() {
        let next = |name: &str, taken: &[&str]| next_name(name, |name| taken.contains(&name));
        assert_eq!(next("gw-1", &["gw-1", "gw-2"]), "gw-3");
        assert_eq!(
            next("web.example.com", &["web.example.com"]),
            "web-2.example.com"
        );
        assert_eq!(next("a9.b", &["a9.b"]), "a10.b");
        assert_eq!(next("free", &[]), "free");
        assert_eq!(next("", &[""]), "-2");
        assert_eq!(next("n4294967295", &["n4294967295"]), "n4294967296");
    }

    #[test]
    fn what_is_no_copy_is_told() {
        let design = classic();
        for text in ["", "hello", "{}", &saved::write(&design)] {
            let error = paste(&design, text, None).unwrap_err().to_string();
            assert!(error.contains("copy them first"), "{error}");
        }
        let text = copy(&design, &hosts(&["gw-1"]), &SortedSet::new());
        let hostile = text.replace("\"gw-1\"", "\"../x\"");
        assert!(
            paste(&design, &hostile, None)
                .unwrap_err()
                .to_string()
                .contains("no identifier")
        );
        let control = text.replace("10.0.1.11", "10\\u0000");
        assert!(
            paste(&design, &control, None)
                .unwrap_err()
                .to_string()
                .contains("control characters")
        );
    }
}
