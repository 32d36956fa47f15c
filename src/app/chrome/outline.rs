//! The design as a tree: the same model as the canvas, for screen readers, phones and keyboards.
//!
//! Arrow keys walk, Enter selects; below the tree is everything that can be done with the item that has the focus.

use std::collections::BTreeSet;

use leptos::ev::KeyboardEvent;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::glyph::{self, glyph};
use super::inspector::{AddInstance, HostSelect, MoveButtons, OffsetField, ProviderField};
use super::{Tab, chrome, name_of, name_of_host, store};
use crate::app::labels;
use crate::app::store::{LinkKey, Selected, Store};
use crate::checks::Severity;
use crate::model::hosts_lines::free_spots;
use crate::model::{Command, HostId, InstanceId};

/// With more instances than this, hosts begin closed.
const FEW: usize = 60;

/// What the rows of the tree share.
#[derive(Clone, Copy)]
struct Tree {
    store: Store,
    node: NodeRef<html::Ul>,
    /// The item that has, or had last, the focus.
    active: RwSignal<Option<Selected>>,
    /// Items whose branches are as they do not begin.
    turned: RwSignal<BTreeSet<Selected>>,
    /// Whether hosts begin open.
    few: bool,
    typed: StoredValue<(f64, String)>,
}

impl Tree {
    fn open(&self, item: &Selected) -> bool {
        let turned = self.turned.with(|turned| turned.contains(item));
        match item {
            Selected::Host(_) => self.few != turned,
            Selected::Instance(_) => turned,
            Selected::Link(_) => false,
        }
    }

    fn turn(&self, item: &Selected) {
        self.turned.update(|turned| {
            if !turned.remove(item) {
                turned.insert(item.clone());
            }
        });
    }

    fn choose(&self, item: &Selected, more: bool) {
        self.active.set(Some(item.clone()));
        if more {
            self.store.selection.update(|selection| {
                if !selection.remove(item) {
                    selection.insert(item.clone());
                }
            });
        } else {
            self.store.select(item.clone());
        }
    }

    /// The rows on the screen, from top to bottom.
    fn rows(&self) -> Vec<web_sys::HtmlElement> {
        let Some(found) = self
            .node
            .get_untracked()
            .and_then(|tree| tree.query_selector_all("[role=treeitem]").ok())
        else {
            return Vec::new();
        };
        (0..found.length())
            .filter_map(|at| found.item(at)?.dyn_into().ok())
            .collect()
    }
}

#[component]
pub(super) fn Outline() -> impl IntoView {
    let store = store();
    let first = store
        .selection
        .with_untracked(|selection| selection.first().cloned())
        .or_else(|| {
            store
                .hosts
                .with_untracked(|hosts| hosts.first().cloned().map(Selected::Host))
        });
    let tree = Tree {
        store,
        node: NodeRef::new(),
        active: RwSignal::new(first),
        turned: RwSignal::default(),
        few: store.instances.with_untracked(Vec::len) <= FEW,
        typed: StoredValue::new((0.0, String::new())),
    };
    // What the canvas selects becomes the active item.
    Effect::new(move |_| {
        let one = store.selection.with(|selection| {
            (selection.len() == 1)
                .then(|| selection.first().cloned())
                .flatten()
        });
        if one.is_some() {
            tree.active.set(one);
        }
    });
    let empty = move || store.hosts.with(Vec::is_empty);
    view! {
        <div class="outline">
            <AddHost tree/>
            <Show when=empty>
                <p class="muted">"No hosts yet. Add one, or begin with a ready design: New."</p>
            </Show>
            <ul
                class="outline__tree"
                role="tree"
                aria-label="Outline"
                aria-multiselectable="true"
                node_ref=tree.node
                on:keydown=move |ev| on_key(tree, &ev)
            >
                <For each=move || store.hosts.get() key=Clone::clone let(id)>
                    <HostItem tree id/>
                </For>
            </ul>
            <Actions tree/>
        </div>
    }
}

/// One row with its branch.
#[component]
fn Item(
    tree: Tree,
    item: Selected,
    /// From 1.
    level: u8,
    icon: AnyView,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] detail: Signal<String>,
    #[prop(into)] severity: Signal<Option<Severity>>,
    /// `None` where there is no branch.
    #[prop(optional)]
    branch: Option<ViewFn>,
) -> AnyView {
    let leaf = branch.is_none();
    let own = item.clone();
    let open = Memo::new(move |_| !leaf && tree.open(&own));
    let own = item.clone();
    let active = Memo::new(move |_| tree.active.with(|active| active.as_ref() == Some(&own)));
    let own = item.clone();
    let selected = Memo::new(move |_| tree.store.selection.with(|all| all.contains(&own)));
    let label = move || {
        let mut label = format!("{}, {}", name.get(), detail.get());
        if let Some(severity) = severity.get() {
            label = format!("{label}, {}", labels::severity(severity));
        }
        label
    };
    let (chosen, turned, focused) = (item.clone(), item.clone(), item.clone());
    let on_click = move |ev: leptos::ev::MouseEvent| {
        ev.stop_propagation();
        tree.choose(&chosen, ev.ctrl_key() || ev.meta_key() || ev.shift_key());
    };
    let on_turn = move |ev: leptos::ev::MouseEvent| {
        ev.stop_propagation();
        tree.turn(&turned);
    };
    view! {
        <li
            class="outline__item"
            role="treeitem"
            attr:aria-level=level.to_string()
            aria-label=label
            aria-expanded=move || (!leaf).then(|| open.get().to_string())
            aria-selected=move || selected.get().to_string()
            tabindex=move || if active.get() { "0" } else { "-1" }
            data-node=key_of(&item)
            on:click=on_click
            on:focus=move |_| tree.active.set(Some(focused.clone()))
        >
            <div class="outline__row" data-level=level.to_string()>
                // A pointer's way; the arrow keys have their own.
                <span
                    class="outline__turn"
                    aria-hidden="true"
                    data-open=move || open.get().then_some("")
                    on:click=on_turn
                >
                    {(!leaf).then(|| glyph(glyph::RIGHT))}
                </span>
                {icon}
                <span class="outline__name">{move || name.get()}</span>
                <span class="outline__detail">{move || detail.get()}</span>
                {move || {
                    severity
                        .get()
                        .map(|one| {
                            view! {
                                <span class="outline__fault" data-severity=labels::severity_id(one)>
                                    {glyph::severity(one)}
                                </span>
                            }
                        })
                }}
            </div>
            {move || {
                open.get()
                    .then(|| {
                        branch
                            .as_ref()
                            .map(|branch| {
                                view! { <ul role="group">{branch.run()}</ul> }
                            })
                    })
            }}
        </li>
    }
    .into_any()
}

/// Names an item in the page; apart from `data-host` and its like, which belong to the canvas.
fn key_of(item: &Selected) -> String {
    match item {
        Selected::Host(id) => format!("host {id}"),
        Selected::Instance(id) => format!("instance {id}"),
        Selected::Link(key) => format!("link {key}"),
    }
}

#[component]
fn HostItem(tree: Tree, id: HostId) -> AnyView {
    let Some(row) = tree.store.host(&id) else {
        return ().into_any();
    };
    let instances = Memo::new(move |_| row.with(|row| row.instances.clone()));
    let branch = ViewFn::from(move || {
        view! {
            <For each=move || instances.get() key=Clone::clone let(id)>
                <InstanceItem tree id/>
            </For>
        }
    });
    let detail = move || {
        row.with(|row| {
            let count = labels::count(row.instances.len(), "instance");
            if row.host.address.is_empty() {
                count
            } else {
                format!("{}, {count}", row.host.address)
            }
        })
    };
    view! {
        <Item
            tree
            item=Selected::Host(id)
            level=1
            icon=glyph::host()
            name=Signal::derive(move || row.with(|row| row.host.name.clone()))
            detail=Signal::derive(detail)
            severity=Signal::derive(move || row.with(|row| row.severity))
            branch
        />
    }
    .into_any()
}

#[component]
fn InstanceItem(tree: Tree, id: InstanceId) -> AnyView {
    let store = tree.store;
    let Some(row) = store.instance(&id) else {
        return ().into_any();
    };
    let kind = row.with_untracked(|row| row.kind);
    let own = id.clone();
    let branch = ViewFn::from(move || {
        let own = own.clone();
        let links = Memo::new(move |_| {
            store.links.with(|links| {
                links
                    .iter()
                    .filter(|key| key.from == own)
                    .cloned()
                    .collect::<Vec<_>>()
            })
        });
        view! {
            <For each=move || links.get() key=Clone::clone let(key)>
                <LinkItem tree key/>
            </For>
        }
    });
    let detail = move || {
        row.with(|row| {
            let mut detail = row.kind.label().to_owned();
            if let Some(offset) = row.offset {
                detail = format!("{detail}, offset {offset}");
            }
            if let Some(port) = row.taken {
                detail = format!("{detail}, {port} taken");
            }
            detail
        })
    };
    view! {
        <Item
            tree
            item=Selected::Instance(id)
            level=2
            icon=glyph::kind(kind)
            name=Signal::derive(move || row.with(|row| row.name.clone()))
            detail=Signal::derive(detail)
            severity=Signal::derive(move || row.with(|row| row.severity))
            branch
        />
    }
    .into_any()
}

#[component]
fn LinkItem(tree: Tree, key: LinkKey) -> AnyView {
    let store = tree.store;
    let Some(row) = store.link(&key) else {
        return ().into_any();
    };
    let kind = key.kind;
    let to = key.to.clone();
    let icon = view! { <span class="swatch" data-colour=kind.style().id()></span> }.into_any();
    view! {
        <Item
            tree
            item=Selected::Link(key)
            level=3
            icon
            name=Signal::derive(move || format!("to {}", name_of(store, &to)))
            detail=Signal::derive(move || {
                format!("{}, {}", kind.label(), row.with(|row| row.label.clone()))
            })
            severity=Signal::derive(|| None)
        />
    }
    .into_any()
}

fn on_key(tree: Tree, ev: &KeyboardEvent) {
    let Some(active) = tree.active.get_untracked() else {
        return;
    };
    let rows = tree.rows();
    let own = key_of(&active);
    let Some(at) = rows
        .iter()
        .position(|row| row.get_attribute("data-node").as_ref() == Some(&own))
    else {
        return;
    };
    let level = |at: usize| rows[at].get_attribute("aria-level");
    let expanded = rows[at].get_attribute("aria-expanded");
    let to = match ev.key().as_str() {
        "ArrowDown" => Some(at + 1),
        "ArrowUp" => at.checked_sub(1),
        "Home" => Some(0),
        "End" => rows.len().checked_sub(1),
        "ArrowRight" if expanded.as_deref() == Some("false") => {
            tree.turn(&active);
            None
        }
        "ArrowRight" => (expanded.is_some() && at + 1 < rows.len() && level(at + 1) > level(at))
            .then_some(at + 1),
        "ArrowLeft" if expanded.as_deref() == Some("true") => {
            tree.turn(&active);
            None
        }
        "ArrowLeft" => (0..at).rev().find(|&above| level(above) < level(at)),
        "Enter" | " " => {
            tree.choose(&active, ev.ctrl_key() || ev.meta_key());
            None
        }
        "Delete" | "Backspace" => {
            remove(tree, &active);
            None
        }
        typed
            if typed.chars().count() == 1 && !ev.ctrl_key() && !ev.meta_key() && !ev.alt_key() =>
        {
            match find(tree, &rows, at, typed, ev.time_stamp()) {
                Some(found) => Some(found),
                None => return,
            }
        }
        _ => return,
    };
    ev.prevent_default();
    ev.stop_propagation();
    if let Some(row) = to.and_then(|to| rows.get(to)) {
        let _ = row.focus();
    }
}

/// The next row whose name begins with what was typed in quick succession.
fn find(
    tree: Tree,
    rows: &[web_sys::HtmlElement],
    at: usize,
    typed: &str,
    now: f64,
) -> Option<usize> {
    const PAUSE: f64 = 700.0;
    let (last, mut prefix) = tree.typed.get_value();
    if now - last > PAUSE {
        prefix.clear();
    }
    prefix.push_str(&typed.to_lowercase());
    tree.typed.set_value((now, prefix.clone()));
    // A longer prefix may still fit the row that has the focus.
    let from = at + usize::from(prefix.chars().count() == 1);
    let order = (from..rows.len()).chain(0..from.min(rows.len()));
    order.into_iter().find(|&row| {
        rows[row]
            .get_attribute("aria-label")
            .is_some_and(|label| label.to_lowercase().starts_with(&prefix))
    })
}

/// Removes an item and leaves the focus on its neighbour.
fn remove(tree: Tree, item: &Selected) {
    let command = match item {
        Selected::Host(id) => Command::RemoveHost { id: id.clone() },
        Selected::Instance(id) => Command::Remove { id: id.clone() },
        Selected::Link(_) => return,
    };
    let own = key_of(item);
    let at = tree
        .rows()
        .iter()
        .position(|row| row.get_attribute("data-node").as_ref() == Some(&own))
        .unwrap_or(0);
    if !tree.store.run(command) {
        return;
    }
    tree.active.set(None);
    // After the row is gone.
    request_animation_frame(move || {
        let rows = tree.rows();
        let row = rows.get(at).or(rows.last());
        if let Some(row) = row {
            let _ = row.focus();
        }
    });
}

#[component]
fn AddHost(tree: Tree) -> impl IntoView {
    let store = tree.store;
    let add = move |_| {
        let (id, at) = store.design.with_untracked(|design| {
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
            tree.choose(&Selected::Host(id), false);
        }
    };
    view! {
        <div class="row">
            <button class="button" type="button" on:click=add>
                {glyph(glyph::NEW)}
                "Add host"
            </button>
        </div>
    }
}

/// Everything that can be done with the active item.
#[component]
fn Actions(tree: Tree) -> impl IntoView {
    let store = tree.store;
    let there = Memo::new(move |_| {
        let active = tree.active.get()?;
        let known = match &active {
            Selected::Host(id) => store.hosts.with(|hosts| hosts.contains(id)),
            Selected::Instance(id) => store.instances.with(|instances| instances.contains(id)),
            Selected::Link(key) => store.links.with(|links| links.contains(key)),
        };
        known.then_some(active)
    });
    move || {
        there.get().map(|item| {
            let actions = match item.clone() {
                Selected::Host(id) => view! { <HostActions tree id/> }.into_any(),
                Selected::Instance(id) => view! { <InstanceActions tree id/> }.into_any(),
                Selected::Link(key) => view! { <LinkActions tree key/> }.into_any(),
            };
            let name = move || match &item {
                Selected::Host(id) => name_of_host(store, id),
                Selected::Instance(id) => name_of(store, id),
                Selected::Link(key) => {
                    format!(
                        "{} to {}",
                        name_of(store, &key.from),
                        name_of(store, &key.to)
                    )
                }
            };
            let label = {
                let name = name.clone();
                move || format!("Actions for {}", name())
            };
            view! {
                <section class="outline__actions" aria-label=label>
                    <h2 class="heading">{name}</h2>
                    {actions}
                </section>
            }
        })
    }
}

/// Selects the item and goes to its properties.
#[component]
fn PropertiesButton(tree: Tree, item: Selected) -> AnyView {
    let chrome = chrome();
    let go = move |_| {
        tree.choose(&item, false);
        chrome.show(Tab::Properties);
    };
    view! {
        <button class="button" type="button" on:click=go>
            "Properties"
        </button>
    }
    .into_any()
}

#[component]
fn RemoveItem(tree: Tree, item: Selected) -> AnyView {
    view! {
        <button
            class="button"
            data-look="danger"
            type="button"
            on:click=move |_| remove(tree, &item)
        >
            {glyph(glyph::TRASH)}
            "Remove"
        </button>
    }
    .into_any()
}

#[component]
fn HostActions(tree: Tree, id: HostId) -> AnyView {
    view! {
        <AddInstance host=id.clone()/>
        <MoveButtons id=id.clone()/>
        <div class="row">
            <PropertiesButton tree item=Selected::Host(id.clone())/>
            <RemoveItem tree item=Selected::Host(id)/>
        </div>
    }
    .into_any()
}

#[component]
fn InstanceActions(tree: Tree, id: InstanceId) -> AnyView {
    let carbon = tree.store.design.with_untracked(|design| {
        design
            .instance(&id)
            .is_some_and(|one| one.kind.spec().carbon)
    });
    let offset = carbon.then(|| view! { <OffsetField id=id.clone()/> });
    let (up, down) = (id.clone(), id.clone());
    let store = tree.store;
    view! {
        <HostSelect id=id.clone()/>
        {offset}
        <div class="row">
            <button
                class="button"
                data-look="icon"
                type="button"
                aria-label="Earlier on its host"
                title="Earlier on its host"
                on:click=move |_| reorder(store, &up, true)
            >
                {glyph(glyph::UP)}
            </button>
            <button
                class="button"
                data-look="icon"
                type="button"
                aria-label="Later on its host"
                title="Later on its host"
                on:click=move |_| reorder(store, &down, false)
            >
                {glyph(glyph::DOWN)}
            </button>
            <PropertiesButton tree item=Selected::Instance(id.clone())/>
            <RemoveItem tree item=Selected::Instance(id)/>
        </div>
    }
    .into_any()
}

/// Moves an instance one place within its host.
fn reorder(store: Store, id: &InstanceId, earlier: bool) {
    let command = store.design.with_untracked(|design| {
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

#[component]
fn LinkActions(tree: Tree, key: LinkKey) -> AnyView {
    let store = tree.store;
    let need = store
        .design
        .with_untracked(|design| design.instance(&key.from).map(|one| one.kind))
        .and_then(|kind| kind.spec().needs.iter().find(|need| need.link == key.kind));
    let provider = need.map(|need| view! { <ProviderField from=key.from.clone() need/> });
    view! {
        {provider}
        <div class="row">
            <PropertiesButton tree item=Selected::Link(key)/>
        </div>
    }
    .into_any()
}
