//! Offsets and ports: the smallest offsets at which nothing on a host clashes.

use std::collections::BTreeMap;

use super::types::{Clash, Instance, Overflow, Plan, Port, Taken};
use crate::catalog::{Moves, Opened, PortSpec, Protocol};
use crate::model::{self, Design, Offset};

/// Gives every instance its offset and every port its number.
///
/// Pinned offsets and ports that never move come first, then the ports that are allotted (cluster, and Thrift on a
/// host with several key managers), then the automatic offsets in the order of the design. So adding an instance
/// moves nobody that stood before it.
pub(super) fn assign(design: &Design, plan: &mut Plan) {
    let chosen: BTreeMap<&str, &BTreeMap<String, model::Port>> = design
        .instances
        .iter()
        .map(|instance| (instance.id.as_str(), &instance.ports))
        .collect();
    for host in 0..plan.hosts.len() {
        assign_host(plan, host, &chosen);
    }
    find_clashes(plan);
}

/// The ports in use on one host, with who holds each.
struct Board {
    /// By port number; `u32::MAX` where free. Transports are apart: a UDP port clashes with no TCP port.
    tcp: Vec<u32>,
    udp: Vec<u32>,
}

const FREE: u32 = u32::MAX;

impl Board {
    fn new() -> Self {
        let free = || vec![FREE; usize::from(u16::MAX) + 1];
        Self {
            tcp: free(),
            udp: free(),
        }
    }

    fn side(&mut self, protocol: Protocol) -> &mut Vec<u32> {
        match protocol {
            Protocol::Tcp => &mut self.tcp,
            Protocol::Udp => &mut self.udp,
        }
    }

    fn holder(&mut self, spec: &PortSpec, port: model::Port) -> Option<usize> {
        let holder = self.side(spec.protocol)[usize::from(port.get())];
        (holder != FREE).then_some(holder as usize)
    }

    /// Takes the port for an instance unless somebody has it.
    fn take(&mut self, spec: &PortSpec, port: model::Port, instance: usize) {
        let place = &mut self.side(spec.protocol)[usize::from(port.get())];
        if *place == FREE {
            *place = u32::try_from(instance).unwrap_or(FREE);
        }
    }
}

fn assign_host(
    plan: &mut Plan,
    host: usize,
    chosen: &BTreeMap<&str, &BTreeMap<String, model::Port>>,
) {
    let on_host = plan.hosts[host].instances.clone();
    if on_host.is_empty() {
        return;
    }
    let mut board = Board::new();
    let transport = plan.transport;
    for &at in &on_host {
        let instance = &mut plan.instances[at];
        instance.ports = instance
            .kind
            .spec()
            .ports
            .iter()
            .map(|spec| Port {
                spec,
                number: None,
                open: instance.opens(spec, transport),
            })
            .collect();
        let by_hand = chosen.get(instance.id.as_str());
        for port in &mut instance.ports {
            let written = by_hand.and_then(|ports| ports.get(port.spec.name)).copied();
            let default = model::Port::new(port.spec.default);
            let allotted = matches!(port.spec.opened, Opened::Clustered | Opened::Thrift);
            port.number = match port.spec.moves {
                Moves::WithOffset if instance.pinned => {
                    default.and_then(|port| port.shifted(instance.offset))
                }
                Moves::WithOffset => None,
                Moves::Never if port.open && allotted => written,
                Moves::Never => written.or(default),
            };
        }
        occupy(&mut board, instance, at);
    }
    for &at in &on_host {
        allot(&mut board, &mut plan.instances[at], at);
    }
    for &at in &on_host {
        if !plan.instances[at].pinned {
            find_offset(&mut board, &mut plan.instances[at], at);
        }
    }
}

fn occupy(board: &mut Board, instance: &Instance, at: usize) {
    for (spec, port) in instance.open_ports() {
        board.take(spec, port, at);
    }
}

/// Gives the ports that never move but must differ on a host: the next free one from the default.
///
/// The server itself would take the next free port for its cluster silently, and no other member would know it.
fn allot(board: &mut Board, instance: &mut Instance, at: usize) {
    for port in &mut instance.ports {
        if port.number.is_some() || !port.open || port.spec.moves == Moves::WithOffset {
            continue;
        }
        let free = (port.spec.default..=u16::MAX)
            .filter_map(model::Port::new)
            .find(|&number| board.holder(port.spec, number).is_none());
        if let Some(free) = free {
            port.number = Some(free);
            board.take(port.spec, free, at);
        }
    }
}

/// Finds the smallest offset at which every open port is free; 0 where there is none, and the clash is found later.
fn find_offset(board: &mut Board, instance: &mut Instance, at: usize) {
    let moving: Vec<&'static PortSpec> = instance
        .ports
        .iter()
        .filter(|port| port.open && moves(port))
        .map(|port| port.spec)
        .collect();
    let highest = moving
        .iter()
        .map(|spec| spec.default)
        .max()
        .unwrap_or(u16::MAX);
    let mut blocker = |offset: u16| {
        moving.iter().find_map(|spec| {
            let port = model::Port::new(spec.default)?.shifted(Offset::new(offset))?;
            board
                .holder(spec, port)
                .map(|holder| Taken { port, holder })
        })
    };
    instance.displaced_by = blocker(0);
    let offset = if instance.displaced_by.is_none() {
        0
    } else {
        (1..=u16::MAX - highest)
            .find(|&offset| blocker(offset).is_none())
            .unwrap_or(0)
    };
    instance.offset = Offset::new(offset);
    for port in &mut instance.ports {
        if moves(port) {
            port.number =
                model::Port::new(port.spec.default).and_then(|port| port.shifted(instance.offset));
        }
    }
    occupy(board, instance, at);
}

fn moves(port: &Port) -> bool {
    port.spec.moves == Moves::WithOffset
}

fn find_clashes(plan: &mut Plan) {
    let mut clashes = Vec::new();
    for (at, host) in plan.hosts.iter().enumerate() {
        let mut open: Vec<(Protocol, model::Port, usize, &'static str)> = host
            .instances
            .iter()
            .flat_map(|&one| {
                plan.instances[one]
                    .open_ports()
                    .map(move |(spec, port)| (spec, port, one))
            })
            .map(|(spec, port, one)| (spec.protocol, port, one, spec.name))
            .collect();
        open.sort_by_key(|&(protocol, port, one, _)| (protocol == Protocol::Udp, port, one));
        for same in open.chunk_by(|a, b| a.0 == b.0 && a.1 == b.1) {
            if same.len() > 1 {
                let holders = same.iter().map(|&(_, _, one, name)| (one, name)).collect();
                clashes.push(Clash {
                    host: at,
                    port: same[0].1,
                    holders,
                });
            }
        }
    }
    plan.clashes = clashes;
    plan.overflows = plan
        .instances
        .iter()
        .enumerate()
        .flat_map(|(at, instance)| {
            let over = instance
                .ports
                .iter()
                .filter(|port| port.open && port.number.is_none());
            over.map(move |port| Overflow {
                instance: at,
                port: port.spec.name,
                default: port.spec.default,
            })
        })
        .collect();
}
