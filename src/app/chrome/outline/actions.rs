//! Everything that can be done with the active item of the outline.

use super::super::glyph::{self, glyph};
use super::super::inspector::{
    add_instance, host_select, move_buttons, offset_field, provider_field,
};
use super::super::{Tab, button, icon_button, name_of, name_of_host};
use super::keys::remove;
use super::{Node, Tree};
use crate::app::canvas;
use crate::app::dom::{CLICK, El, el};
use crate::app::store::{self, LinkKey, Look, Selected, Store};
use crate::catalog::Zone;
use crate::model::hosts_lines::free_spots;
use crate::model::{Command, HostId, InstanceId};
use crate::say::{self, Said};

pub(super) fn add_host(tree: Tree) -> El {
    let add = move || {
        let store = tree.store;
        let (id, at) = store.design.peek(|design| {
            let n = design.hosts.len() + 1;
            let at = free_spots(design, 1).first().copied().unwrap_or_default();
            (design.free_host_id(&format!("host-{n}")), at)
        });
        let name = id.to_string();
        let added = store.run(Command::AddHost {
            id: id.clone(),
            name,
            address: String::new(),
            at,
        });
        if added {
            tree.choose(&Node::host(&id), false);
        }
    };
    el("div").class("row").child(
        el("button")
            .class("button")
            .attr("type", "button")
            .child(glyph(glyph::NEW))
            .text(say::OUTLINE_ADD_HOST)
            .on(CLICK, move |_| add()),
    )
}

pub(super) fn actions(tree: Tree, node: &Node) -> El {
    let store = tree.store;
    let (heading, label) = (node.clone(), node.clone());
    let section = el("section")
        .class("outline__actions")
        .bind("aria-label", move || {
            say::outline_actions(name(store, &label))
        })
        .child(
            el("h2")
                .class("heading")
                .bind_text(move || name(store, &heading)),
        );
    match node {
        Node::Zone(zone) => zone_actions(section, store, *zone),
        Node::Item(Selected::Host(id)) => host_actions(section, tree, id),
        Node::Item(Selected::Instance(id)) => instance_actions(section, tree, id),
        Node::Item(Selected::Link(key)) => link_actions(section, tree, key),
    }
}

fn name(store: Store, node: &Node) -> Said {
    match node {
        Node::Zone(zone) => say::outline_zone(zone.said()),
        Node::Item(Selected::Host(id)) => name_of_host(store, id).into(),
        Node::Item(Selected::Instance(id)) => name_of(store, id).into(),
        Node::Item(Selected::Link(key)) => {
            say::outline_link(name_of(store, &key.from), name_of(store, &key.to))
        }
    }
}

/// Selects the item and goes to its properties.
fn properties_button(tree: Tree, node: Node) -> El {
    button(say::TAB_PROPERTIES).on(CLICK, move |_| {
        tree.choose(&node, false);
        tree.chrome.show(Tab::Properties);
    })
}

fn remove_button(tree: Tree, node: Node) -> El {
    el("button")
        .class("button")
        .attr("data-look", "danger")
        .attr("type", "button")
        .child(glyph(glyph::TRASH))
        .text(say::ACTION_REMOVE)
        .on(CLICK, move |_| remove(tree, &node))
}

fn zone_actions(section: El, store: Store, zone: Zone) -> El {
    let select = button(say::ITEM_ZONE_HOSTS).on(CLICK, move |_| canvas::select_zone(store, zone));
    section.child(el("div").class("row").child(select))
}

fn host_actions(section: El, tree: Tree, id: &HostId) -> El {
    let node = Node::host(id);
    section
        .child(add_instance(tree.store, id.clone()))
        .child(move_buttons(tree.store, id.clone()))
        .child(
            el("div")
                .class("row")
                .child(properties_button(tree, node.clone()))
                .child(remove_button(tree, node)),
        )
}

fn instance_actions(section: El, tree: Tree, id: &InstanceId) -> El {
    let store = tree.store;
    let carbon = store.design.peek(|design| {
        design
            .instance(id)
            .is_some_and(|one| one.kind.spec().carbon)
    });
    let node = Node::Item(Selected::Instance(id.clone()));
    section
        .child(host_select(store, id.clone()))
        .child(carbon.then(|| offset_field(store, id.clone())))
        .child(
            el("div")
                .class("row")
                .child(reorder_button(store, id, true))
                .child(reorder_button(store, id, false))
                .child(properties_button(tree, node.clone()))
                .child(remove_button(tree, node)),
        )
}

fn reorder_button(store: Store, id: &InstanceId, earlier: bool) -> El {
    let (label, icon) = if earlier {
        (say::OUTLINE_EARLIER, glyph::UP)
    } else {
        (say::OUTLINE_LATER, glyph::DOWN)
    };
    let id = id.clone();
    icon_button()
        .attr("aria-label", label)
        .attr("title", label)
        .child(glyph(icon))
        .on(CLICK, move |_| reorder(store, &id, earlier))
}

/// Moves an instance one place within its host.
fn reorder(store: Store, id: &InstanceId, earlier: bool) {
    let command = store.design.peek(|design| {
        let host = &design.instance(id)?.host;
        let order: Vec<&InstanceId> = design.on_host(host).map(|one| &one.id).collect();
        let at = order.iter().position(|one| *one == id)?;
        let (moved, before) = if earlier {
            (id, order.get(at.checked_sub(1)?)?)
        } else {
            // The next one goes before this one.
            (*order.get(at + 1)?, &id)
        };
        Some(Command::Move {
            id: moved.clone(),
            host: host.clone(),
            before: Some((*before).clone()),
        })
    });
    if let Some(command) = command {
        store.run(command);
    }
}

fn link_actions(section: El, tree: Tree, key: &LinkKey) -> El {
    let store = tree.store;
    section
        .child(store::need_of(store, key).map(|need| provider_field(store, key.from.clone(), need)))
        .child(el("div").class("row").child(properties_button(
            tree,
            Node::Item(Selected::Link(key.clone())),
        )))
}
