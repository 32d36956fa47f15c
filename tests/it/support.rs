//! Designs written as text.
//!
//! `h1: gateway-manager, store+1` is host `h1` with two instances, the second at offset 1. Hosts are parted by line
//! ends or semicolons; `h1=10.0.0.1: …` gives one an address. After a kind may stand `#id`, `+offset`, `@place` in the
//! order of start, `[port=number]` for ports written by hand, and `!` for one that is the key manager too.

use apim_designer::{
    catalog::{Kind, LinkKind},
    checks::{self, Finding, Place, Severity},
    model::{
        Command, Design, Editor, Host, HostId, Instance, InstanceField, InstanceId, LinkOverride,
        Offset, Point, Port,
    },
    plan::{self},
};

/// Reads the notation.
#[track_caller]
pub(crate) fn design(text: &str) -> Design {
    let mut design = Design::default();
    for line in text.split(['\n', ';']).map(str::trim) {
        if line.is_empty() {
            continue;
        }
        let (host, instances) = line.rsplit_once(':').expect("a host ends with a colon");
        let (name, address) = host.split_once('=').unwrap_or((host, ""));
        let id = HostId::new(name).expect("a host is named by an identifier");
        let address = if address.is_empty() {
            format!(
                "10.0.{}.{}",
                design.hosts.len() / 250,
                design.hosts.len() % 250 + 1
            )
        } else {
            address.to_owned()
        };
        design
            .hosts
            .push(Host::new(id.clone(), name, address, Point::default()));
        for word in instances.split(',').map(str::trim) {
            if !word.is_empty() {
                let instance = instance(&design, word, id.clone());
                design.instances.push(instance);
            }
        }
    }
    design
}

#[track_caller]
fn instance(design: &Design, word: &str, host: HostId) -> Instance {
    const MARKS: [char; 5] = ['#', '+', '@', '[', '!'];
    let end = word.find(MARKS).unwrap_or(word.len());
    let kind = Kind::parse(&word[..end]).unwrap_or_else(|| panic!("`{word}` is no kind"));
    let mut instance = Instance::new(design.free_instance_id(kind), kind, host);
    let mut rest = &word[end..];
    while let Some(mark) = rest.chars().next() {
        let end = rest[1..].find(MARKS).map_or(rest.len(), |end| end + 1);
        let value = rest[1..end].trim();
        match mark {
            '#' => {
                instance.id = InstanceId::new(value).expect("an instance has an identifier");
                value.clone_into(&mut instance.name);
            }
            '+' => instance.offset = Some(Offset::new(value.parse().expect("an offset"))),
            '!' => instance.details.key_manager = true,
            '@' => instance.start_order = Some(value.parse().expect("a place")),
            _ => {
                for port in value.trim_end_matches(']').split(' ') {
                    let (name, number) = port.split_once('=').expect("port=number");
                    let number = number.parse().ok().and_then(Port::new).expect("a port");
                    instance.ports.insert(name.to_owned(), number);
                }
            }
        }
        rest = &rest[end..];
    }
    instance
}

/// With a JMS broker on the last host, to which all gateways are linked.
pub(crate) fn with_broker(mut design: Design) -> Design {
    let host = design.hosts.last().expect("a host").id.clone();
    let broker = Instance::new(
        design.free_instance_id(Kind::Activemq),
        Kind::Activemq,
        host,
    );
    for instance in &design.instances {
        if instance
            .kind
            .spec()
            .provider_of(LinkKind::Messaging)
            .is_some()
        {
            design.links.push(LinkOverride {
                from: instance.id.clone(),
                kind: LinkKind::Messaging,
                to: broker.id.clone(),
            });
        }
    }
    design.instances.push(broker);
    design
}

/// A design in which Identity Servers stand in the places of its key managers, and are key managers.
pub(crate) fn with_identity_key_managers(mut design: Design) -> Design {
    let own: Vec<_> = design
        .instances
        .iter()
        .filter(|one| one.kind == Kind::KeyManager)
        .map(|one| one.id.clone())
        .collect();
    // Another one beside it would have its own host; here the one that is there moves in.
    let mut editor = Editor::new(design.clone());
    for id in own {
        let host = design.instance(&id).unwrap().host.clone();
        let mut able = design.instances.iter();
        let there = able.find(|one| one.kind.can_manage_keys() && one.host == host);
        let (place, server) = if let Some(there) = there {
            (None, there.id.clone())
        } else {
            let id = design.free_instance_id(Kind::IdentityServer);
            let place = Command::Place {
                id: id.clone(),
                kind: Kind::IdentityServer,
                host,
            };
            (Some(place), id)
        };
        let make = Command::SetInstance {
            id: server,
            field: InstanceField::KeyManager(true),
        };
        for command in place.into_iter().chain([make, Command::Remove { id }]) {
            editor.run(command).unwrap();
        }
        design = editor.design().clone();
    }
    design
}

pub(crate) fn findings(design: &Design) -> Vec<Finding> {
    checks::check(design, &plan::build(design))
}

/// A finding as `code place place`; the settings are `design`.
pub(crate) fn short(finding: &Finding) -> String {
    let mut short = finding.code.to_owned();
    for place in &finding.at {
        short.push(' ');
        short.push_str(match place {
            Place::Host(id) => id.as_str(),
            Place::Instance(id) => id.as_str(),
            Place::Design => "design",
        });
    }
    short
}

/// Findings that are more than notes.
pub(crate) fn shorts(design: &Design) -> Vec<String> {
    let findings = findings(design);
    let serious = findings
        .iter()
        .filter(|finding| finding.severity != Severity::Note);
    serious.map(short).collect()
}

/// The design after the first fix of a code.
#[track_caller]
pub(crate) fn fixed(design: &Design, code: &str) -> Design {
    let finding = findings(design)
        .into_iter()
        .find(|finding| finding.code == code);
    let finding = finding.unwrap_or_else(|| panic!("no finding {code}"));
    let fix = finding.fix.unwrap_or_else(|| panic!("{code} has no fix"));
    let mut editor = Editor::new(design.clone());
    editor
        .run(fix.command)
        .unwrap_or_else(|error| panic!("the fix of {code} is refused: {error}"));
    editor.design().clone()
}
