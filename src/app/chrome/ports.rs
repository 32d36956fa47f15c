//! Ports: of an instance, of a host, and between hosts.

use leptos::prelude::*;

use super::glyph::{self, glyph};
use super::{Subject, store, subject};
use crate::app::store::{Selected, Store};
use crate::app::{io, labels};
use crate::checks::Severity;
use crate::model::{HostId, InstanceId};
use crate::plan::firewall::{self, Opening};
use crate::plan::{Plan, Port};

#[component]
pub(super) fn Ports() -> impl IntoView {
    let store = store();
    let subject = subject(store);
    move || match subject.get() {
        Subject::Instance(id) => view! { <InstancePorts id/> }.into_any(),
        Subject::Host(id) => view! { <HostPorts id/> }.into_any(),
        Subject::Link(key) => view! { <InstancePorts id=key.to/> }.into_any(),
        Subject::Design | Subject::Several(_) => view! { <Firewall/> }.into_any(),
    }
}

#[component]
fn InstancePorts(id: InstanceId) -> impl IntoView {
    let store = store();
    let own = id.clone();
    let ports = Memo::new(move |_| {
        store.plan.with(|plan| {
            plan.instance(&own)
                .map(|one| one.ports.clone())
                .unwrap_or_default()
        })
    });
    let name = move || super::name_of(store, &id);
    // Few rows and all move together with the offset, so they are drawn anew.
    let rows = move |open: bool| {
        ports.with(|ports| {
            ports
                .iter()
                .filter(|port| port.open == open)
                .map(port_row)
                .collect::<Vec<_>>()
        })
    };
    view! {
        <h2 class="title__name">"Ports of " {name}</h2>
        <PortTable caption="Open">{move || rows(true)}</PortTable>
        <details class="more">
            <summary>"Closed"</summary>
            <PortTable caption="Closed">{move || rows(false)}</PortTable>
        </details>
    }
}

#[component]
fn PortTable(caption: &'static str, children: Children) -> AnyView {
    view! {
        <table class="table">
            <caption class="unseen">{caption}</caption>
            <thead>
                <tr>
                    <th scope="col">"port"</th>
                    <th scope="col">"offset"</th>
                    <th scope="col" data-number="">
                        "listens on"
                    </th>
                </tr>
            </thead>
            <tbody>{children()}</tbody>
        </table>
    }
    .into_any()
}

fn port_row(port: &Port) -> AnyView {
    let spec = port.spec;
    let moved = port.number.map(crate::model::Port::get) != Some(spec.default);
    let default = moved.then(|| {
        view! {
            <s class="table__was">
                <span class="unseen">"default "</span>
                {spec.default}
            </s>
        }
    });
    let followers = (!spec.followers.is_empty()).then(|| {
        let files: Vec<_> = spec
            .followers
            .iter()
            .map(|follower| {
                view! {
                    <li>
                        <span class="mono">{follower.file}</span>
                        <span class="mono muted">{follower.path}</span>
                        <small>{follower.note}</small>
                    </li>
                }
            })
            .collect();
        view! {
            <details class="table__more">
                <summary>"also written in " {labels::count(spec.followers.len(), "place")}</summary>
                <ul>{files}</ul>
            </details>
        }
    });
    let closed = labels::closed(port).map(|why| view! { <small>{why}</small> });
    view! {
        <tr data-closed=(!port.open).then_some("")>
            <th scope="row">{spec.label} {closed} {followers}</th>
            <td>{labels::moves(spec.moves)}</td>
            <td data-number="">
                {default} <span class="table__now">{labels::port(port.number)}</span>
            </td>
        </tr>
    }
    .into_any()
}

/// One open port of a host.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    number: u16,
    udp: bool,
    label: &'static str,
    id: InstanceId,
    name: String,
    clash: bool,
}

fn held(plan: &Plan, id: &HostId) -> Vec<Held> {
    let Some(at) = plan.hosts.iter().position(|host| host.id == *id) else {
        return Vec::new();
    };
    let mut held: Vec<Held> = plan.hosts[at]
        .instances
        .iter()
        .flat_map(|&one| {
            let instance = &plan.instances[one];
            instance.open_ports().map(move |(spec, port)| Held {
                number: port.get(),
                udp: spec.protocol == crate::catalog::Protocol::Udp,
                label: spec.label,
                id: instance.id.clone(),
                name: instance.name.clone(),
                clash: plan
                    .clashes
                    .iter()
                    .any(|clash| clash.host == at && clash.holders.contains(&(one, spec.name))),
            })
        })
        .collect();
    held.sort_by_key(|held| (held.number, held.udp));
    held
}

#[component]
fn HostPorts(id: HostId) -> impl IntoView {
    let store = store();
    let own = id.clone();
    let held = Memo::new(move |_| store.plan.with(|plan| held(plan, &own)));
    let rows = move || {
        held.with(|held| {
            held.iter()
                .map(|held| host_row(store, held))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <h2 class="title__name">"Open ports on " {move || super::name_of_host(store, &id)}</h2>
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"held by"</th>
                    <th scope="col">"for"</th>
                    <th scope="col" data-number="">
                        "port"
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
}

fn host_row(store: Store, held: &Held) -> AnyView {
    let target = held.id.clone();
    let clash = held.clash.then(|| {
        view! {
            <span class="table__clash">
                {glyph::severity(Severity::Error)} "taken twice"
            </span>
        }
    });
    view! {
        <tr data-clash=held.clash.then_some("")>
            <th scope="row">
                <button
                    class="link"
                    type="button"
                    on:click=move |_| store.select(Selected::Instance(target.clone()))
                >
                    {held.name.clone()}
                </button>
            </th>
            <td>{held.label} {clash}</td>
            <td data-number="">
                <span class="table__now">{held.number}</span>
                {held.udp.then_some(" udp")}
            </td>
        </tr>
    }
    .into_any()
}

/// How many ways are shown; the rest is in the CSV.
const SHOWN: usize = 500;

#[component]
fn Firewall() -> impl IntoView {
    let store = store();
    let openings = Memo::new(move |_| store.plan.with(|plan| firewall::openings(plan)));
    let count = move || openings.with(Vec::len);
    let rows =
        move || openings.with(|openings| openings.iter().take(SHOWN).map(row).collect::<Vec<_>>());
    let csv = move || openings.with_untracked(|openings| firewall::csv(openings));
    let copy = move |_| {
        io::copy(&csv());
        store
            .announcement
            .set("Copied the port matrix as CSV".to_owned());
    };
    let save = move |_| {
        let name = store
            .design
            .with_untracked(|design| format!("{}-ports.csv", design.folder()));
        io::save_text(&name, "text/csv", &csv());
    };
    view! {
        <h2 class="title__name">"Who must reach whom"</h2>
        <p class="muted">
            {move || labels::count(count(), "way")} " between hosts; select a host or an instance for its own ports"
        </p>
        <div class="row">
            <button class="button" type="button" on:click=copy>
                {glyph(glyph::COPY)}
                "Copy as CSV"
            </button>
            <button class="button" type="button" on:click=save>
                {glyph(glyph::SAVE)}
                "Save as CSV"
            </button>
        </div>
        <table class="table">
            <thead>
                <tr>
                    <th scope="col">"from"</th>
                    <th scope="col">"to"</th>
                    <th scope="col">"speaks"</th>
                    <th scope="col" data-number="">
                        "port"
                    </th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
        <Show when=move || { count() > SHOWN }>
            <p class="muted">{move || format!("{} more in the CSV", count() - SHOWN)}</p>
        </Show>
    }
}

fn row(opening: &Opening) -> AnyView {
    view! {
        <tr>
            <th scope="row">{opening.from.clone()}</th>
            <td>
                {opening.to.clone()} <small>{opening.why.join("; ")}</small>
            </td>
            <td class="mono">{opening.protocol}</td>
            <td data-number="">
                <span class="table__now">{opening.port.to_string()}</span>
            </td>
        </tr>
    }
    .into_any()
}
