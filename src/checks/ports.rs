//! Ports: what clashes on a host, what runs past the last port.

use std::collections::{BTreeMap, BTreeSet};

use super::context::Context;
use super::{Finding, Place, text};
use crate::catalog::port::name;
use crate::catalog::{Kind, Moves, PortSpec, Protocol};
use crate::model::{self, Command, InstanceField};
use crate::order;
use crate::plan::{self, Clash};
use crate::say::{self, Said};
use crate::table::SortedSet;

/// Several instances of a host would open one port. One finding for all ports over which the same instances fight.
pub(super) fn clash(context: &Context, findings: &mut Vec<Finding>) {
    let mut fights: BTreeMap<(usize, Vec<usize>), Vec<&Clash>> = BTreeMap::new();
    for clash in &context.plan.clashes {
        let mut holders: Vec<usize> = clash.holders.iter().map(|&(at, _)| at).collect();
        order::sort(&mut holders);
        holders.dedup();
        fights.entry((clash.host, holders)).or_default().push(clash);
    }
    for ((host, holders), clashes) in fights {
        // The port that people know the server by, where it is among them.
        let known = clashes.iter().find(|clash| {
            let mut names = clash.holders.iter().map(|&(_, name)| name);
            names.any(|port| port == name::HTTPS)
        });
        let Some(shown) = known.or(clashes.first()) else {
            continue;
        };
        let (port, at_host) = (shown.port.get(), context.host_name(host));
        let more = clashes.len() - 1;
        let message = match holders.as_slice() {
            [one] => say::port_clash_twice(port, at_host, context.name(*one), more),
            several => say::port_clash(port, at_host, context.names(several), more),
        };
        let mut at = vec![context.host_place(host)];
        at.extend(context.places(&holders));
        let mut finding = Finding::error(at, message)
            .advice(say::PORT_CLASH_ADVICE)
            .source("domain §2.1; seed §5");
        if let Some((label, commands)) = remedy(context, host, &clashes) {
            finding = finding.fix(label, commands);
        }
        findings.push(finding);
    }
}

/// What gives a port another number.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Change {
    /// Nothing does: its offset is found already.
    No,
    /// Another instance of the front on one host serves nobody.
    Remove,
    /// A port that stands in the product's files.
    Default,
    ByHand,
    Pinned,
}

fn remedy(context: &Context, host: usize, clashes: &[&Clash]) -> Option<(Said, Vec<Command>)> {
    let mut unpinned = SortedSet::new();
    let mut removed = BTreeSet::new();
    let mut renumbered: Vec<(usize, &'static str)> = Vec::new();
    for clash in clashes {
        let mut holders: Vec<(Change, usize, &'static str)> = clash
            .holders
            .iter()
            .map(|&(at, name)| (change(context, at, name), at, name))
            .collect();
        // One may keep the port: whoever is hardest to change.
        order::by_key(&mut holders, |&(change, at, _)| (change, at));
        for &(change, at, name) in holders.get(1..)? {
            match change {
                Change::No => return None,
                Change::Pinned => drop(unpinned.insert(at)),
                Change::Remove => drop(removed.insert(at)),
                Change::Default | Change::ByHand if renumbered.contains(&(at, name)) => {}
                Change::Default | Change::ByHand => renumbered.push((at, name)),
            }
        }
    }
    let mut commands = Vec::new();
    let mut steps: Vec<Said> = Vec::new();
    let offsets = plan::automatic_offsets(context.design, context.plan, host, &unpinned);
    for &at in &unpinned {
        let number = offsets.as_ref().and_then(|offsets| offsets.get(&at));
        let name = context.name(at);
        steps.push(match (number, steps.is_empty()) {
            (Some(offset), true) => say::step_offset(name, offset.get()),
            (Some(offset), false) => say::port_clash_then_offset(name, offset.get()),
            (None, true) => say::step_free_offset(name),
            (None, false) => say::port_clash_then_free_offset(name),
        });
        commands.push(Command::SetInstance {
            id: context.id(at),
            field: InstanceField::Offset(None),
        });
    }
    let mut open = open_on(context, host);
    for (at, name) in renumbered
        .into_iter()
        .filter(|(at, _)| !removed.contains(at))
    {
        let (port, command) = renumber(context, at, name, &mut open)?;
        let name = context.name(at);
        steps.push(if steps.is_empty() {
            say::port_clash_fix_port(name, port)
        } else {
            say::port_clash_then_port(name, port)
        });
        commands.push(command);
    }
    for &at in &removed {
        let name = context.name(at);
        steps.push(if steps.is_empty() {
            say::step_remove(name)
        } else {
            say::port_clash_then_remove(name)
        });
        commands.push(Command::Remove { id: context.id(at) });
    }
    steps.truncate(3);
    Some((say::port_clash_fix(steps), commands))
}

fn spec_of(instance: &plan::Instance, name: &str) -> Option<&'static PortSpec> {
    let mut ports = instance.spec().ports.iter();
    ports.find(|spec| spec.name == name)
}

fn change(context: &Context, at: usize, port: &str) -> Change {
    let instance = context.instance(at);
    let moves = spec_of(instance, port).is_some_and(|spec| spec.moves == Moves::WithOffset);
    if moves {
        return if instance.pinned {
            Change::Pinned
        } else {
            Change::No
        };
    }
    let by_hand = context
        .chosen(at)
        .is_some_and(|chosen| chosen.ports.contains_key(port));
    let another_front = || {
        let on_host = &context.plan.hosts[instance.host].instances;
        on_host
            .iter()
            .any(|&other| other < at && context.instance(other).kind == Kind::Nginx)
    };
    if by_hand {
        Change::ByHand
    } else if instance.kind == Kind::Nginx && another_front() {
        Change::Remove
    } else {
        Change::Default
    }
}

/// The ports open on a host.
fn open_on(context: &Context, host: usize) -> BTreeSet<(bool, u16)> {
    let mut open = BTreeSet::new();
    let instances = context.plan.hosts[host].instances.iter();
    let ports = instances.flat_map(|&at| context.instance(at).open_ports());
    open.extend(ports.map(|(spec, port)| (spec.protocol == Protocol::Udp, port.get())));
    open
}

/// Back to the usual number, or on to the next free one.
fn renumber(
    context: &Context,
    at: usize,
    name: &'static str,
    open: &mut BTreeSet<(bool, u16)>,
) -> Option<(u16, Command)> {
    let spec = spec_of(context.instance(at), name)?;
    let udp = spec.protocol == Protocol::Udp;
    let free = (spec.default..=u16::MAX).find(|&port| !open.contains(&(udp, port)))?;
    open.insert((udp, free));
    let allotted = matches!(
        spec.opened,
        crate::catalog::Opened::Clustered | crate::catalog::Opened::Thrift
    );
    let port = if allotted || free == spec.default {
        None
    } else {
        model::Port::new(free)
    };
    let command = Command::SetInstance {
        id: context.id(at),
        field: InstanceField::Port {
            name: name.to_owned(),
            port,
        },
    };
    Some((free, command))
}

/// The offset pushes a port past the last one.
pub(super) fn overflow(context: &Context, findings: &mut Vec<Finding>) {
    for over in context
        .plan
        .overflows
        .chunk_by(|a, b| a.instance == b.instance)
    {
        let Some(first) = over.first() else { continue };
        let at = first.instance;
        let instance = context.instance(at);
        let ports: Vec<String> = over
            .iter()
            .take(3)
            .map(|port| port.default.to_string())
            .collect();
        let (message, advice) = if instance.pinned {
            (
                say::port_overflow_pinned(instance.offset.get(), ports, context.name(at)),
                say::PORT_OVERFLOW_PINNED_ADVICE,
            )
        } else {
            (
                say::port_overflow_full(ports, context.name(at)),
                say::PORT_OVERFLOW_FULL_ADVICE,
            )
        };
        let commands = instance
            .pinned
            .then(|| Command::SetInstance {
                id: context.id(at),
                field: InstanceField::Offset(None),
            })
            .into_iter()
            .collect();
        findings.push(
            Finding::error(vec![context.place(at)], message)
                .advice(advice)
                .source("domain §2.1")
                .fix(say::step_free_offset(context.name(at)), commands),
        );
    }
}

/// The port of every machine's own way in.
const SSH: u16 = 22;

/// An instance would take the port by which the machine is administered.
pub(super) fn ssh(context: &Context, findings: &mut Vec<Finding>) {
    for (at, instance) in context.plan.instances.iter().enumerate() {
        let Some((spec, _)) = instance
            .open_ports()
            .find(|(spec, port)| port.get() == SSH && spec.protocol == Protocol::Tcp)
        else {
            continue;
        };
        let command = Command::SetInstance {
            id: instance.id.clone(),
            field: InstanceField::Port {
                name: spec.name.to_owned(),
                port: None,
            },
        };
        findings.push(
            Finding::warning(vec![context.place(at)], say::port_ssh(context.name(at)))
                .advice(say::PORT_SSH_ADVICE)
                .source("seed §1; domain §2.6")
                .fix(say::port_ssh_fix(spec.default), vec![command]),
        );
    }
}

/// A port by a name that the kind does not have, or that only its offset moves. Commands refuse it; files may hold it.
pub(super) fn unknown(context: &Context, findings: &mut Vec<Finding>) {
    for (at, instance) in context.plan.instances.iter().enumerate() {
        let Some(chosen) = context.chosen(at) else {
            continue;
        };
        let unknown: Vec<&str> = chosen
            .ports
            .keys()
            .map(String::as_str)
            .filter(|name| {
                spec_of(instance, name).is_none_or(|spec| spec.moves == Moves::WithOffset)
            })
            .collect();
        if unknown.is_empty() {
            continue;
        }
        let commands = unknown.iter().map(|&name| Command::SetInstance {
            id: instance.id.clone(),
            field: InstanceField::Port {
                name: name.to_owned(),
                port: None,
            },
        });
        let message = say::port_unknown(
            context.name(at),
            instance.kind.said(),
            text::list(unknown.iter().copied()),
        );
        findings.push(
            Finding::warning(vec![Place::Instance(instance.id.clone())], message)
                .advice(say::PORT_UNKNOWN_ADVICE)
                .source("domain §2.1")
                .fix(say::PORT_UNKNOWN_FIX, commands.collect()),
        );
    }
}
