//! What gestures and keys do to the design: each function sends one command.

use super::Held;
use crate::app::store::{Look, Selected, Store};
use crate::app::words::tell;
use crate::catalog::{Kind, Zone};
use crate::diagram::{self, Line, Rect, snapped};
use crate::model::{
    Command, Design, Editor, HostField, HostId, InstanceId, Point, copies, hosts_lines,
};
use crate::plan;
use crate::say::{self, Said};
use crate::table::SortedSet;

/// A new host with a free name, and the command that adds it.
pub(in crate::app) fn new_host(design: &Design, at: Point) -> (HostId, Command) {
    let (name, address) = design.free_host();
    let id = design.free_host_id(&name);
    let command = Command::AddHost {
        id: id.clone(),
        name,
        address,
        at,
    };
    (id, command)
}

/// Adds an empty host.
pub(super) fn add_host(store: Store, at: Point) {
    let (id, command) = store.design.peek(|design| new_host(design, snapped(at)));
    if store.run(command) {
        store.select(Selected::Host(id));
    }
}

/// Adds an empty host where there is room, and brings it into sight.
pub(in crate::app) fn add_host_in_sight(store: Store) {
    add_host(store, free_place(store));
    store.show_selected();
}

/// Where a host finds room.
pub(super) fn free_place(store: Store) -> Point {
    let spots = store
        .design
        .peek(|design| hosts_lines::free_spots(design, 1));
    spots.first().copied().unwrap_or_default()
}

/// Places a kind on a host, or on a new host at a place of the ground; `None` where it was refused.
pub(super) fn place(
    store: Store,
    kind: Kind,
    host: Option<HostId>,
    ground: Point,
) -> Option<InstanceId> {
    let design = store.design.get_untracked();
    let id = design.free_instance_id(kind);
    let put = |host| Command::Place {
        id: id.clone(),
        kind,
        host,
    };
    let command = if let Some(host) = host {
        put(host)
    } else {
        let (host, add) = new_host(&design, snapped(ground));
        Command::Many {
            label: say::step_place_on_new_host(kind.said()),
            commands: vec![add, put(host)],
        }
    };
    let done = store.run(command);
    if done {
        store.select(Selected::Instance(id.clone()));
    }
    done.then_some(id)
}

/// What a drop on a host would do: the offset and ports that the instance would get, and whom it would ask.
pub(super) fn drop_would(store: Store, held: &Held, host: &HostId) -> Option<String> {
    let mut editor = Editor::new(Design::clone(&store.design.get_untracked()));
    let (id, command) = match held {
        Held::Kind(kind) => {
            let id = editor.design().free_instance_id(*kind);
            let put = Command::Place {
                id: id.clone(),
                kind: *kind,
                host: host.clone(),
            };
            (id, put)
        }
        Held::Instance(id) => {
            let moved = Command::Move {
                id: id.clone(),
                host: host.clone(),
                before: None,
            };
            (id.clone(), moved)
        }
        Held::NewHost | Held::Host(_) | Held::Ground | Held::Frame | Held::LinkEnd => return None,
    };
    if let Err(refused) = editor.run(command) {
        return Some(tell(&refused.said()));
    }
    let plan = plan::build(editor.design());
    let at = plan.instances.iter().position(|one| one.id == id)?;
    let instance = &plan.instances[at];
    let mut words = vec![plan.host_of(instance).name.clone()];
    if instance.kind.spec().carbon {
        words.push(tell(&say::drop_offset(instance.offset.get())));
    }
    let ports: Vec<String> = instance.main_ports().iter().map(u16::to_string).collect();
    words.push(ports.join(", "));
    if let Some(clash) = plan
        .clashes
        .iter()
        .find(|clash| clash.holders.iter().any(|(holder, _)| *holder == at))
    {
        words.push(tell(&say::drop_taken(clash.port.to_string())));
    }
    let asked: SortedSet<&str> = plan
        .links_from(at)
        .map(|link| plan.instances[link.to].name.as_str())
        .collect();
    if !asked.is_empty() {
        let asked: Vec<&str> = asked.into_iter().collect();
        words.push(tell(&say::drop_asks(asked.join(", "))));
    }
    Some(words.join(" · "))
}

/// Moves an instance before another one of a host, to the host's end, or to a new host on the ground.
pub(super) fn move_instance(
    store: Store,
    id: InstanceId,
    host: Option<(HostId, Option<InstanceId>)>,
    ground: Point,
) {
    let put = |host, before| Command::Move {
        id: id.clone(),
        host,
        before,
    };
    let command = if let Some((host, before)) = host {
        put(host, before)
    } else {
        let design = store.design.get_untracked();
        let (host, add) = new_host(&design, snapped(ground));
        Command::Many {
            label: say::STEP_MOVE_TO_NEW_HOST.into(),
            commands: vec![add, put(host, None)],
        }
    };
    if store.run(command) {
        store.select(Selected::Instance(id));
    }
}

/// Moves hosts together, by a distance, and into a zone where there is one.
pub(super) fn move_hosts(store: Store, hosts: &[HostId], by: Point, zone: Option<Zone>) {
    let design = store.design.get_untracked();
    let joining = zone.into_iter().flat_map(|zone| {
        let hosts = hosts.iter().cloned();
        hosts.map(move |id| into_zone(id, Some(zone)))
    });
    let commands: Vec<Command> = hosts
        .iter()
        .filter_map(|id| design.host(id))
        .map(|host| {
            let at = Point {
                x: host.at.x.saturating_add(by.x),
                y: host.at.y.saturating_add(by.y),
            };
            Command::SetHost {
                id: host.id.clone(),
                field: HostField::At(at.clamped()),
            }
        })
        .chain(joining)
        .collect();
    let label = match zone {
        Some(zone) => say::step_move_hosts_into_zone(hosts.len(), zone.said()),
        None => say::step_move_hosts(hosts.len()),
    };
    run_together(store, commands, label);
}

/// Runs commands as one step; one alone keeps its own name. `false` where there is none, or they were refused.
fn run_together(store: Store, mut commands: Vec<Command>, label: Said) -> bool {
    match commands.len() {
        0 => false,
        1 => commands.pop().is_some_and(|command| store.run(command)),
        _ => store.run(Command::Many { label, commands }),
    }
}

/// The hosts that are selected.
pub(super) fn selected_hosts(store: Store) -> Vec<HostId> {
    chosen(store).0.into_iter().collect()
}

/// Moves an instance up or down among those of its host.
pub(super) fn reorder(store: Store, id: &InstanceId, down: bool) {
    let design = store.design.get_untracked();
    let Some(host) = design.instance(id).map(|instance| instance.host.clone()) else {
        return;
    };
    let there: Vec<&InstanceId> = design.on_host(&host).map(|one| &one.id).collect();
    let Some(at) = there.iter().position(|one| *one == id) else {
        return;
    };
    let before = if down {
        if at + 1 == there.len() {
            return;
        }
        there.get(at + 2).map(|&next| next.clone())
    } else {
        let Some(above) = at.checked_sub(1) else {
            return;
        };
        Some(there[above].clone())
    };
    store.run(Command::Move {
        id: id.clone(),
        host,
        before,
    });
}

/// Removes what is selected as one step; instances of a removed host go with it. `false` where there was nothing.
pub(in crate::app) fn remove_selected(store: Store) -> bool {
    let (design, selection) = (
        store.design.get_untracked(),
        store.selection.get_untracked(),
    );
    let goes = |host: &HostId| selection.contains(&Selected::Host(host.clone()));
    let commands: Vec<Command> = selection
        .iter()
        .filter_map(|one| match one {
            Selected::Host(id) => Some(Command::RemoveHost { id: id.clone() }),
            Selected::Instance(id) => {
                let host = &design.instance(id)?.host;
                (!goes(host)).then(|| Command::Remove { id: id.clone() })
            }
            Selected::Link(_) => None,
        })
        .collect();
    let label = say::step_remove_items(commands.len());
    run_together(store, commands, label)
}

/// Hosts and instances that are selected.
fn chosen(store: Store) -> (SortedSet<HostId>, SortedSet<InstanceId>) {
    let (mut hosts, mut instances) = (SortedSet::new(), SortedSet::new());
    store.selection.with_untracked(|selection| {
        for one in selection {
            match one {
                Selected::Host(id) => drop(hosts.insert(id.clone())),
                Selected::Instance(id) => drop(instances.insert(id.clone())),
                Selected::Link(_) => {}
            }
        }
    });
    (hosts, instances)
}

/// What is selected, as text; `None` where nothing that can be copied is.
pub(super) fn copied(store: Store) -> Option<String> {
    let (hosts, instances) = chosen(store);
    let count = hosts.len() + instances.len();
    if count == 0 {
        return None;
    }
    store.announcement.set(say::copied_items(count));
    Some(
        store
            .design
            .peek(|design| copies::copy(design, &hosts, &instances)),
    )
}

/// Puts in what [`copied`] gave, here or in another tab: servers onto the host that is selected. `done` follows where that
/// went well.
pub(super) fn paste(store: Store, text: &str, done: Box<dyn FnOnce()>) {
    let (hosts, instances) = chosen(store);
    let onto = store.design.peek(|design| {
        let of_instance = instances.first().and_then(|id| design.instance(id));
        let onto = hosts.first().or(of_instance.map(|one| &one.host));
        onto.map(ToString::to_string).unwrap_or_default()
    });
    store.grow(say::step_paste_items, "paste", [text, &onto], done);
}

/// Copies beside what is selected.
pub(super) fn duplicate(store: Store, done: Box<dyn FnOnce()>) {
    if let Some(text) = copied(store) {
        store.grow(say::step_duplicate_items, "paste", [&text, ""], done);
    }
}

/// More of an instance, one on each of some hosts.
pub(in crate::app) fn scale(store: Store, id: &InstanceId, hosts: &[HostId]) {
    let hosts: Vec<&str> = hosts.iter().map(HostId::as_str).collect();
    let args = [id.as_str(), &hosts.join(" ")];
    store.grow(say::step_add_items, "scale", args, Box::new(|| {}));
}

/// How hosts are put in order.
#[derive(Clone, Copy, Debug)]
pub(in crate::app) enum Order {
    /// All of them, in columns by their role.
    Tiers,
    Line(Line),
    Distributed {
        down: bool,
    },
}

/// Puts the selected hosts in order, or all of them.
pub(super) fn arrange(store: Store, order: Order) {
    let design = store.design.get_untracked();
    let chosen = match order {
        Order::Tiers => design.hosts.iter().map(|host| host.id.clone()).collect(),
        Order::Line(_) | Order::Distributed { .. } => selected_hosts(store),
    };
    let hosts: Vec<usize> = (0..design.hosts.len())
        .filter(|&at| chosen.contains(&design.hosts[at].id))
        .collect();
    let corners = store.diagram.peek(|diagram| {
        let rects: Vec<Rect> = hosts.iter().map(|&at| diagram.hosts[at]).collect();
        match order {
            Order::Tiers => store.plan.peek(|plan| diagram::tiered(plan, &rects)),
            Order::Line(line) => diagram::aligned(&rects, line),
            Order::Distributed { down } => diagram::distributed(&rects, down),
        }
    });
    let commands: Vec<Command> = hosts
        .into_iter()
        .zip(corners)
        .map(|(at, corner)| Command::SetHost {
            id: design.hosts[at].id.clone(),
            field: HostField::At(corner),
        })
        .collect();
    let done = store.run(Command::Many {
        label: say::step_order_hosts(commands.len()),
        commands,
    });
    if done && matches!(order, Order::Tiers) {
        store.opened.update(|count| *count += 1);
    }
}

/// Selects the hosts of a zone.
pub(in crate::app) fn select_zone(store: Store, zone: Zone) {
    let hosts = store.design.peek(|design| {
        let hosts = design.hosts.iter().filter(|host| host.zone == Some(zone));
        hosts.map(|host| Selected::Host(host.id.clone())).collect()
    });
    store.selection.set(hosts);
}

/// Puts the selected hosts into a zone, or into none.
pub(in crate::app) fn put_into(store: Store, zone: Option<Zone>) {
    let hosts = selected_hosts(store);
    let commands: Vec<Command> = hosts.into_iter().map(|id| into_zone(id, zone)).collect();
    let label = match zone {
        Some(zone) => say::step_hosts_into_zone(commands.len(), zone.said()),
        None => say::step_hosts_into_no_zone(commands.len()),
    };
    store.run(Command::Many { label, commands });
}

fn into_zone(id: HostId, zone: Option<Zone>) -> Command {
    Command::SetHost {
        id,
        field: HostField::Zone(zone),
    }
}

/// Selects every host and instance.
pub(in crate::app) fn select_all(store: Store) {
    let all: SortedSet<Selected> = store.design.peek(|design| {
        let hosts = design
            .hosts
            .iter()
            .map(|host| Selected::Host(host.id.clone()));
        let instances = design.instances.iter();
        hosts
            .chain(instances.map(|one| Selected::Instance(one.id.clone())))
            .collect()
    });
    store.selection.set(all);
}
