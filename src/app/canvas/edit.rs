//! What gestures and keys do to the design: each function sends one command.

use leptos::prelude::*;

use crate::app::store::{Look, Selected, Store};
use crate::catalog::Kind;
use crate::diagram::snapped;
use crate::model::{Command, Design, HostField, HostId, InstanceId, Point, hosts_lines};
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
pub(in crate::app) fn add_host(store: Store, at: Point) {
    let (id, command) = store.design.peek(|design| new_host(design, snapped(at)));
    if store.run(command) {
        store.select(Selected::Host(id));
    }
}

/// Where a host finds room.
pub(in crate::app) fn free_place(store: Store) -> Point {
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
            label: format!("Add {} on a new host", kind.label()),
            commands: vec![add, put(host)],
        }
    };
    let done = store.run(command);
    if done {
        store.select(Selected::Instance(id.clone()));
    }
    done.then_some(id)
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
            label: "Move to a new host".into(),
            commands: vec![add, put(host, None)],
        }
    };
    if store.run(command) {
        store.select(Selected::Instance(id));
    }
}

/// Moves hosts together, by a distance.
pub(super) fn move_hosts(store: Store, hosts: &[HostId], by: Point, to_grid: bool) {
    let design = store.design.get_untracked();
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
                field: HostField::At(if to_grid { snapped(at.clamped()) } else { at }),
            }
        })
        .collect();
    match commands.len() {
        0 => {}
        1 => drop(
            commands
                .into_iter()
                .next()
                .map(|command| store.run(command)),
        ),
        count => drop(store.run(Command::Many {
            label: format!("Move {count} hosts"),
            commands,
        })),
    }
}

/// The hosts that are selected.
pub(super) fn selected_hosts(store: Store) -> Vec<HostId> {
    store.selection.with_untracked(|selection| {
        selection
            .iter()
            .filter_map(|one| match one {
                Selected::Host(id) => Some(id.clone()),
                Selected::Instance(_) | Selected::Link(_) => None,
            })
            .collect()
    })
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
    let mut commands: Vec<Command> = selection
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
    match commands.len() {
        0 => false,
        1 => commands.pop().is_some_and(|command| store.run(command)),
        count => store.run(Command::Many {
            label: format!("Remove {count} items"),
            commands,
        }),
    }
}

/// Selects every host and instance.
pub(super) fn select_all(store: Store) {
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
