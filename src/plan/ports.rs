//! Offsets and ports: the smallest offsets at which nothing on a host clashes.

use super::types::{Clash, Instance, Overflow, Plan, Port, Taken, Transport};
use crate::catalog::{Kind, Moves, Opened, PortSpec, Protocol};
use crate::model::{self, Design, Offset};
use crate::order;
use crate::table::{SortedMap, SortedSet};

/// Ports that a person wrote, by instance.
type ByHand<'a> = SortedMap<&'a str, &'a SortedMap<String, model::Port>>;

/// Gives every instance its offset and every port its number.
///
/// Pinned offsets and the ports that never move come first. Then, instance by instance in the order of the design, the
/// ports that are allotted (cluster, and Thrift on a host with several key managers) and the automatic offset. So
/// adding an instance last moves nobody that stood before it.
pub(super) fn assign(design: &Design, plan: &mut Plan) {
    let by_hand = by_hand(design);
    let mut board = Board::new();
    let Plan {
        hosts,
        instances,
        transport,
        ..
    } = plan;
    for host in hosts {
        board.clear();
        assign_host(&mut board, instances, &host.instances, &by_hand, *transport);
    }
    find_clashes(plan);
}

fn by_hand(design: &Design) -> ByHand<'_> {
    let instances = design.instances.iter();
    instances
        .filter(|instance| !instance.ports.is_empty())
        .map(|instance| (instance.id.as_str(), &instance.ports))
        .collect()
}

/// Most instances on a host for which a proposal is worked out.
const PROPOSED: usize = 64;

/// The offsets that some pinned instances of a host would get if they were not pinned; `None` on a crowded host.
pub(crate) fn automatic_offsets(
    design: &Design,
    plan: &Plan,
    host: usize,
    unpinned: &SortedSet<usize>,
) -> Option<SortedMap<usize, Offset>> {
    let on_host = &plan.hosts[host].instances;
    if unpinned.is_empty() || on_host.len() > PROPOSED {
        return None;
    }
    let mut instances: Vec<Instance> = on_host
        .iter()
        .map(|&at| {
            let mut instance = plan.instances[at].clone();
            instance.pinned &= !unpinned.contains(&at);
            instance
        })
        .collect();
    let all: Vec<usize> = (0..instances.len()).collect();
    let by_hand = by_hand(design);
    assign_host(
        &mut Board::new(),
        &mut instances,
        &all,
        &by_hand,
        plan.transport,
    );
    let mut found = SortedMap::new();
    let offsets = on_host.iter().zip(&instances);
    found.extend(
        offsets
            .filter(|(at, _)| unpinned.contains(at))
            .map(|(&at, instance)| (at, instance.offset)),
    );
    Some(found)
}

/// The ports in use on one host, with who holds each.
///
/// Ports are only ever taken, never given back. So what one search found blocked stays blocked for the next search of
/// the same ports, which begins where the last one ended.
struct Board {
    /// One more than the holder's position, by port number; 0 where free. Transports are apart: a UDP port clashes
    /// with no TCP port.
    tcp: Vec<u32>,
    udp: Vec<u32>,
    taken: Vec<(Protocol, model::Port)>,
    /// The smallest offset that may be free, by kind.
    offsets: [u16; Kind::ALL.len()],
    /// The smallest port that may be free, by default port.
    allotted: Vec<(&'static str, u16)>,
}

impl Board {
    fn new() -> Self {
        let free = || vec![0; usize::from(u16::MAX) + 1];
        Self {
            tcp: free(),
            udp: free(),
            taken: Vec::new(),
            offsets: [0; Kind::ALL.len()],
            allotted: Vec::new(),
        }
    }

    /// Frees every port, for the next host. Cheaper than a new board, which is half a megabyte.
    fn clear(&mut self) {
        let mut taken = std::mem::take(&mut self.taken);
        for (protocol, port) in taken.drain(..) {
            self.side(protocol)[usize::from(port.get())] = 0;
        }
        self.taken = taken;
        self.offsets = [0; Kind::ALL.len()];
        self.allotted.clear();
    }

    fn side(&mut self, protocol: Protocol) -> &mut Vec<u32> {
        match protocol {
            Protocol::Tcp => &mut self.tcp,
            Protocol::Udp => &mut self.udp,
        }
    }

    fn holder(&self, spec: &PortSpec, port: model::Port) -> Option<usize> {
        let side = match spec.protocol {
            Protocol::Tcp => &self.tcp,
            Protocol::Udp => &self.udp,
        };
        let holder = side[usize::from(port.get())];
        holder.checked_sub(1).map(|holder| holder as usize)
    }

    /// Takes the port for an instance unless somebody has it.
    fn take(&mut self, spec: &PortSpec, port: model::Port, instance: usize) {
        let place = &mut self.side(spec.protocol)[usize::from(port.get())];
        if *place == 0 {
            *place = u32::try_from(instance + 1).unwrap_or(u32::MAX);
            self.taken.push((spec.protocol, port));
        }
    }

    /// The next free port from a default on.
    fn next(&mut self, spec: &'static PortSpec) -> Option<model::Port> {
        let known = self
            .allotted
            .iter()
            .position(|&(name, _)| name == spec.name);
        let from = known.map_or(spec.default, |known| self.allotted[known].1);
        let free = (from..=u16::MAX)
            .filter_map(model::Port::new)
            .find(|&number| self.holder(spec, number).is_none())?;
        match known {
            Some(known) => self.allotted[known].1 = free.get(),
            None => self.allotted.push((spec.name, free.get())),
        }
        Some(free)
    }
}

fn assign_host(
    board: &mut Board,
    instances: &mut [Instance],
    on_host: &[usize],
    by_hand: &ByHand,
    transport: Transport,
) {
    for &at in on_host {
        let instance = &mut instances[at];
        instance.displaced_by = None;
        instance.ports = ports(instance, by_hand, transport);
        occupy(board, instance, at);
        for port in &instance.ports {
            if let Some(number) = port.number.filter(|_| is_reserved(port)) {
                let written = by_hand
                    .get(instance.id.as_str())
                    .is_some_and(|ports| ports.contains_key(port.spec.name));
                if written {
                    board.take(port.spec, number, at);
                }
            }
        }
    }
    for &at in on_host {
        let instance = &mut instances[at];
        allot(board, instance, at);
        if !instance.pinned {
            find_offset(board, instance, at);
        }
    }
}

/// The ports of an instance, with the numbers that are known before any search.
fn ports(instance: &Instance, by_hand: &ByHand, transport: Transport) -> Vec<Port> {
    let by_hand = by_hand.get(instance.id.as_str());
    let specs = instance.spec().ports.iter();
    specs
        .map(|spec| {
            let open = instance.opens(spec, transport);
            let written = by_hand.and_then(|ports| ports.get(spec.name)).copied();
            let default = model::Port::new(spec.default);
            let allotted = matches!(spec.opened, Opened::Clustered | Opened::Thrift);
            let number = match spec.moves {
                Moves::WithOffset if instance.pinned => {
                    default.and_then(|port| port.shifted(instance.offset))
                }
                Moves::WithOffset => None,
                Moves::Never if open && allotted => written,
                Moves::Never => written.or(default),
            };
            Port { spec, number, open }
        })
        .collect()
}

fn occupy(board: &mut Board, instance: &Instance, at: usize) {
    for (spec, port) in instance.open_ports() {
        board.take(spec, port, at);
    }
}

/// Whether a port is kept free although it is not open: a second key manager elsewhere closes the Thrift ports of all,
/// and no offset may move for that.
fn is_reserved(port: &Port) -> bool {
    !port.open && port.spec.opened == Opened::Thrift
}

/// Gives the ports that never move but must differ on a host: the next free one from the default.
///
/// The server itself would take the next free port for its cluster silently, and no other member would know it.
fn allot(board: &mut Board, instance: &mut Instance, at: usize) {
    for port in &mut instance.ports {
        if is_reserved(port) {
            if let Some(free) = board.next(port.spec) {
                board.take(port.spec, free, at);
            }
        } else if port.number.is_none() && port.open && port.spec.moves == Moves::Never {
            port.number = board.next(port.spec);
            if let Some(free) = port.number {
                board.take(port.spec, free, at);
            }
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
    let blocker = |offset: u16| {
        moving.iter().find_map(|spec| {
            let port = model::Port::new(spec.default)?.shifted(Offset::new(offset))?;
            board
                .holder(spec, port)
                .map(|holder| Taken { port, holder })
        })
    };
    instance.displaced_by = blocker(0);
    let kind = instance.kind as usize;
    // Which of its ports move is the same for all of a kind, a key manager's Identity Server included.
    let free = (board.offsets[kind]..=u16::MAX - highest).find(|&offset| blocker(offset).is_none());
    board.offsets[kind] = free.unwrap_or(u16::MAX);
    instance.offset = Offset::new(free.unwrap_or(0));
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
        order::by_key(&mut open, |&(protocol, port, one, _)| {
            (protocol == Protocol::Udp, port, one)
        });
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
