//! Ports: of an instance, of a host, and between hosts.

use super::glyph::{self, glyph};
use super::{Subject, name_of, name_of_host, subject};
use crate::app::dom::{CLICK, Content, El, el};
use crate::app::store::{Look, Selected, Store};
use crate::app::words::{self, tell};
use crate::app::{io, labels};
use crate::catalog::Protocol;
use crate::checks::Severity;
use crate::model::{self, HostId, InstanceId};
use crate::plan::firewall::{self, Opening};
use crate::plan::{Plan, Port};
use crate::say::{self, Message, Said};

pub(super) fn ports(store: Store) -> El {
    el("div").keyed(
        move || subject(store),
        move |subject| match subject {
            Subject::Instance(id) => instance_ports(store, id),
            Subject::Host(id) => host_ports(store, id),
            Subject::Link(key) => instance_ports(store, &key.to),
            Subject::Design | Subject::Several(_) => between_hosts(store),
        },
    )
}

/// A table whose last column holds numbers.
fn table(caption: Option<El>, columns: &[Message], number: Message, body: El) -> El {
    let column = |name: Message| el("th").attr("scope", "col").text(name);
    let columns: Vec<_> = columns.iter().copied().map(column).collect();
    el("table")
        .class("table")
        .child(caption)
        .child(
            el("thead").child(
                el("tr")
                    .child(columns)
                    .child(column(number).attr("data-number", true)),
            ),
        )
        .child(body)
}

/// The cell of a row's number, and the number in it.
fn number_cell(before: Option<El>, number: Said) -> El {
    let cell = el("td").attr("data-number", true);
    let cell = match before {
        Some(before) => cell.child(before).text(" "),
        None => cell,
    };
    cell.child(el("span").class("table__now").text(number))
}

fn instance_ports(store: Store, id: &InstanceId) -> El {
    let named = id.clone();
    el("div")
        .child(
            el("h2")
                .class("title__name")
                .bind_text(move || say::ports_of(name_of(store, &named))),
        )
        .child(port_table(store, id, say::PORTS_OPEN, true))
        .child(
            el("details")
                .class("more")
                .child(el("summary").text(say::PORTS_CLOSED))
                .child(port_table(store, id, say::PORTS_CLOSED, false)),
        )
}

fn port_table(store: Store, id: &InstanceId, caption: Message, open: bool) -> El {
    let id = id.clone();
    let ports = move || {
        store.plan.see(|plan| {
            let ports = plan.instance(&id).map_or(&[][..], |one| &one.ports);
            ports
                .iter()
                .copied()
                .filter(|port| port.open == open)
                .collect::<Vec<_>>()
        })
    };
    // Few rows and all move together with the offset, so they are drawn anew.
    let body = el("tbody").keyed(ports, |ports| {
        ports.iter().map(port_row).collect::<Vec<_>>()
    });
    let caption = el("caption").class("unseen").text(caption);
    table(
        Some(caption),
        &[say::PORTS_PORT, say::OFFSET],
        say::PORTS_LISTENS_ON,
        body,
    )
}

fn port_row(port: &Port) -> El {
    let spec = port.spec;
    let moved = port.number.map(model::Port::get) != Some(spec.default);
    let default = moved.then(|| {
        el("s")
            .class("table__was")
            .child(
                el("span")
                    .class("unseen")
                    .text(say::PORTS_DEFAULT)
                    .text(" "),
            )
            .text(spec.default.to_string())
    });
    let closed = labels::closed(port).map(|why| el("small").text(why));
    el("tr")
        .attr("data-closed", !port.open)
        .child(
            el("th")
                .attr("scope", "row")
                .text(spec.label)
                .child(closed)
                .child(followers(port)),
        )
        .child(el("td").text(labels::moves(spec.moves)))
        .child(number_cell(default, labels::port(port.number)))
}

/// Where else the port is written.
fn followers(port: &Port) -> Option<El> {
    let followers = port.spec.followers;
    if followers.is_empty() {
        return None;
    }
    let places: Vec<_> = followers
        .iter()
        .map(|follower| {
            el("li")
                .child(el("span").class("mono").text(follower.file))
                .child(el("span").class("mono muted").text(follower.path))
                .child(el("small").text(follower.note))
        })
        .collect();
    Some(
        el("details")
            .class("table__more")
            .child(el("summary").text(say::ports_also_written(followers.len())))
            .child(el("ul").child(places)),
    )
}

/// One open port of a host.
#[derive(Clone, Debug, PartialEq)]
struct Held {
    number: u16,
    udp: bool,
    label: Message,
    id: InstanceId,
    name: String,
    clash: bool,
}

/// The open ports of a host, by number.
fn held(plan: &Plan, id: &HostId) -> Vec<Held> {
    let mut held: Vec<Held> = Vec::new();
    let Some(at) = plan.hosts.iter().position(|host| host.id == *id) else {
        return held;
    };
    for &one in &plan.hosts[at].instances {
        let instance = &plan.instances[one];
        for (spec, port) in instance.open_ports() {
            let new = Held {
                number: port.get(),
                udp: spec.protocol == Protocol::Udp,
                label: spec.label,
                id: instance.id.clone(),
                name: instance.name.clone(),
                clash: plan
                    .clashes
                    .iter()
                    .any(|clash| clash.host == at && clash.holders.contains(&(one, spec.name))),
            };
            let after = held.partition_point(|old| (old.number, old.udp) <= (new.number, new.udp));
            held.insert(after, new);
        }
    }
    held
}

fn host_ports(store: Store, id: &HostId) -> El {
    let (named, asked) = (id.clone(), id.clone());
    let body = el("tbody").keyed(
        move || store.plan.see(|plan| held(plan, &asked)),
        move |held| {
            held.iter()
                .map(|held| host_row(store, held))
                .collect::<Vec<_>>()
        },
    );
    el("div")
        .child(
            el("h2")
                .class("title__name")
                .bind_text(move || say::ports_on(name_of_host(store, &named))),
        )
        .child(table(
            None,
            &[say::PORTS_HELD_BY, say::PORTS_FOR],
            say::PORTS_PORT,
            body,
        ))
}

fn host_row(store: Store, held: &Held) -> El {
    let target = held.id.clone();
    let clash = held.clash.then(|| {
        el("span")
            .class("table__clash")
            .child(glyph::severity(Severity::Error))
            .text(say::PORTS_TAKEN_TWICE)
    });
    let number = number_cell(None, held.number.to_string().into());
    el("tr")
        .attr("data-clash", held.clash)
        .child(
            el("th").attr("scope", "row").child(
                el("button")
                    .class("link")
                    .attr("type", "button")
                    .on(CLICK, move |_| {
                        store.select(Selected::Instance(target.clone()));
                    })
                    .text(&held.name),
            ),
        )
        .child(el("td").text(held.label).text(" ").child(clash))
        .child(if held.udp {
            number.text(" udp")
        } else {
            number
        })
}

/// How many ways are shown; the rest is in the CSV.
const SHOWN: usize = 500;

/// What a firewall between the hosts must leave open.
fn between_hosts(store: Store) -> El {
    let csv = move || {
        let openings = store.plan.peek(firewall::openings);
        words::with(|texts| firewall::csv(&openings, texts))
    };
    let copy = move |_| {
        io::copy(&csv());
        store.announcement.set(say::PORTS_COPIED.into());
    };
    let save = move |_| {
        let name = store
            .design
            .peek(|design| format!("{}-ports.csv", design.folder()));
        io::save_text(&name, "text/csv", &csv());
    };
    let button = |icon, label: Message| {
        el("button")
            .class("button")
            .attr("type", "button")
            .child(glyph(icon))
            .text(label)
    };
    // Written together with the table, so that the ways are worked out once; the buttons between them stay.
    let count = el("p").class("muted");
    let said = count.node().clone();
    el("div")
        .child(el("h2").class("title__name").text(say::PORTS_BETWEEN_HOSTS))
        .child(count)
        .child(
            el("div")
                .class("row")
                .child(button(glyph::COPY, say::PORTS_COPY).on(CLICK, copy))
                .child(button(glyph::SAVE, say::PORTS_SAVE).on(CLICK, save)),
        )
        .keyed(
            move || store.plan.see(firewall::openings),
            move |openings| {
                said.set_text_content(Some(&tell(&say::ports_ways(openings.len()))));
                ways(openings)
            },
        )
}

fn ways(openings: &[Opening]) -> Content {
    let rows: Vec<_> = openings.iter().take(SHOWN).map(way).collect();
    let mut shown = vec![table(
        None,
        &[say::PORTS_FROM, say::PORTS_TO, say::PORTS_SPEAKS],
        say::PORTS_PORT,
        el("tbody").child(rows),
    )];
    if let Some(more) = openings.len().checked_sub(SHOWN).filter(|&more| more > 0) {
        shown.push(el("p").class("muted").text(say::ports_more(more)));
    }
    shown.into()
}

fn way(opening: &Opening) -> El {
    el("tr")
        .child(el("th").attr("scope", "row").text(opening.from.said()))
        .child(
            el("td")
                .text(opening.to.said())
                .child(el("small").text(words::with(|texts| opening.why_in(texts)))),
        )
        .child(el("td").class("mono").text(opening.protocol))
        .child(number_cell(None, opening.port.to_string().into()))
}
