//! The properties of a host.

use std::rc::Rc;

use super::super::field::{Choice, SelectField, TextField, number, options};
use super::super::findings::findings_at;
use super::super::glyph::{self, glyph};
use super::super::settings::{address_hint, host_name_hint};
use super::super::{Chrome, attempt, group, icon_button, name_of_host};
use super::{remove_button, title, written};
use crate::app::dom::{CLICK, El, el};
use crate::app::store::{Look, Selected, Store};
use crate::app::words::{tell, word};
use crate::catalog::{Kind, Zone};
use crate::checks::Place;
use crate::model::{Command, Host, HostField, HostId, InstanceId, Point};
use crate::say::{self, Message};

/// How far a host moves at a press, in CSS pixels at zoom 1.
const NUDGE: i32 = 20;

pub(super) fn properties(store: Store, chrome: Chrome, id: &HostId) -> El {
    let (named, counted, held, removed) = (id.clone(), id.clone(), id.clone(), id.clone());
    let about = move || {
        let count = store.design.see(|design| design.on_host(&counted).count());
        tell(&say::inspect_host_about(count))
    };
    let empty = move || {
        store
            .design
            .see(|design| design.on_host(&held).count() == 0)
    };
    el("div")
        .child(title(
            glyph::host(),
            Rc::new(move || name_of_host(store, &named)),
            Rc::new(about),
        ))
        .child(findings_at(store, chrome, Place::Host(id.clone())))
        .child(reached_by(store, id))
        .child(
            group(say::INSPECT_INSTANCES)
                .child(instances(store, id))
                .keyed(empty, |&empty| {
                    empty.then(|| el("p").class("muted").text(say::INSPECT_NO_INSTANCES))
                })
                .child(add_instance(store, id.clone())),
        )
        .child(
            group(say::INSPECT_ON_THE_CANVAS)
                .child(coordinate(store, id, say::INSPECT_FROM_LEFT, |point| {
                    &mut point.x
                }))
                .child(coordinate(store, id, say::INSPECT_FROM_TOP, |point| {
                    &mut point.y
                }))
                .child(
                    text_field(
                        store,
                        id,
                        say::INSPECT_WIDTH,
                        |host| host.width.to_string(),
                        |typed| {
                            let width = number(
                                &typed,
                                say::INSPECT_NUMBER_OF_WIDTH,
                                say::inspect_range("160", "2000"),
                            )?;
                            Ok(HostField::Width(width.unwrap_or(Host::DEFAULT_WIDTH)))
                        },
                    )
                    .number(),
                )
                .child(move_buttons(store, id.clone())),
        )
        .child(remove_button(say::INSPECT_REMOVE_HOST).on(CLICK, move |_| {
            store.run(Command::RemoveHost {
                id: removed.clone(),
            });
        }))
}

/// What it is called, where it is and how to log in.
fn reached_by(store: Store, id: &HostId) -> El {
    let name = text_field(
        store,
        id,
        say::INSPECT_NAME,
        |host| host.name.clone(),
        |typed| {
            if typed.is_empty() {
                return Err(word(say::INSPECT_HOST_NAME_EMPTY).to_owned());
            }
            Ok(HostField::Name(typed))
        },
    );
    let address = text_field(
        store,
        id,
        say::INSPECT_ADDRESS,
        |host| host.address.clone(),
        |typed| Ok(HostField::Address(typed)),
    );
    let user = text_field(
        store,
        id,
        say::INSPECT_SSH_USER,
        |host| host.ssh_user.clone(),
        |typed| Ok(HostField::SshUser(typed)),
    );
    let key = text_field(
        store,
        id,
        say::INSPECT_SSH_KEY,
        |host| host.ssh_key.clone(),
        |typed| Ok(HostField::SshKey(typed)),
    );
    let (shown, sent) = (id.clone(), id.clone());
    let zone = SelectField::new(
        say::INSPECT_ZONE,
        move || {
            store
                .design
                .see(|design| written(design.host(&shown).and_then(|host| host.zone.map(Zone::id))))
        },
        || {
            let none = (String::new(), word(say::INSPECT_NONE).to_owned());
            let zones = Zone::ALL.map(|zone| (zone.id().to_owned(), word(zone.said()).to_owned()));
            [none].into_iter().chain(zones).collect()
        },
        move |typed| {
            let zone = Zone::ALL.into_iter().find(|zone| zone.id() == typed);
            send(store, &sent, HostField::Zone(zone))
        },
    );
    el("section")
        .class("group")
        .child(name.mono().hint(host_name_hint))
        .child(
            address
                .mono()
                .placeholder(|| "10.0.1.11")
                .hint(address_hint),
        )
        .child(user.mono())
        .child(
            key.mono()
                .placeholder(|| say::INSPECT_SSH_KEY_USUAL)
                .note(|| say::INSPECT_SSH_KEY_NOTE),
        )
        .child(zone.el())
}

/// A field of a host; `field` reads what was typed, without the spaces around it.
fn text_field(
    store: Store,
    id: &HostId,
    label: Message,
    of: fn(&Host) -> String,
    field: fn(String) -> Result<HostField, String>,
) -> TextField {
    let (shown, sent) = (id.clone(), id.clone());
    TextField::new(
        label,
        move || {
            store
                .design
                .see(|design| design.host(&shown).map(of).unwrap_or_default())
        },
        move |typed| send(store, &sent, field(typed.trim().to_owned())?),
    )
}

/// One number of the host's place.
fn coordinate(
    store: Store,
    id: &HostId,
    label: Message,
    pick: fn(&mut Point) -> &mut i32,
) -> TextField {
    let (shown, sent) = (id.clone(), id.clone());
    TextField::new(
        label,
        move || {
            let at = store
                .design
                .see(|design| design.host(&shown).map(|host| host.at));
            at.map(|mut at| pick(&mut at).to_string())
                .unwrap_or_default()
        },
        move |typed| {
            let to = number(
                &typed,
                say::INSPECT_NUMBER_OF_PLACE,
                say::INSPECT_WHOLE_NUMBER,
            )?
            .ok_or_else(|| word(say::INSPECT_TYPE_WHOLE_NUMBER).to_owned())?;
            let mut point = at(store, &sent);
            *pick(&mut point) = to;
            send(store, &sent, HostField::At(point))
        },
    )
    .number()
}

fn send(store: Store, id: &HostId, field: HostField) -> Result<(), String> {
    let id = id.clone();
    attempt(store, Command::SetHost { id, field })
}

fn at(store: Store, id: &HostId) -> Point {
    store
        .design
        .peek(|design| design.host(id).map(|host| host.at).unwrap_or_default())
}

/// Moves a host without dragging.
pub(in crate::app::chrome) fn move_buttons(store: Store, id: HostId) -> El {
    let ways = [
        (say::INSPECT_MOVE_LEFT, glyph::LEFT, -NUDGE, 0),
        (say::INSPECT_MOVE_UP, glyph::UP, 0, -NUDGE),
        (say::INSPECT_MOVE_DOWN, glyph::DOWN, 0, NUDGE),
        (say::INSPECT_MOVE_RIGHT, glyph::RIGHT, NUDGE, 0),
    ];
    let button = move |(label, icon, dx, dy)| {
        let id = id.clone();
        icon_button()
            .attr("aria-label", label)
            .attr("title", label)
            .on(CLICK, move |_| nudge(store, &id, dx, dy))
            .child(glyph(icon))
    };
    el("div")
        .class("row")
        .attr("role", "group")
        .attr("aria-label", say::INSPECT_MOVE_HOST)
        .child(ways.map(button))
}

fn nudge(store: Store, id: &HostId, dx: i32, dy: i32) {
    let now = at(store, id);
    let to = Point {
        x: now.x.saturating_add(dx),
        y: now.y.saturating_add(dy),
    };
    store.run(Command::SetHost {
        id: id.clone(),
        field: HostField::At(to),
    });
}

fn instances(store: Store, id: &HostId) -> El {
    let id = id.clone();
    el("ul").class("list").each(
        move || {
            store.design.see(|design| {
                design
                    .on_host(&id)
                    .map(|one| one.id.clone())
                    .collect::<Vec<_>>()
            })
        },
        move |id| instance_item(store, id),
    )
}

fn instance_item(store: Store, id: &InstanceId) -> El {
    let item = el("li").class("list__item");
    let Some(row) = store.instance(id) else {
        return item;
    };
    let name = move || row.see(|row| row.name.clone());
    let detail = move || {
        row.see(|row| {
            let ports: Vec<_> = row.ports.iter().map(ToString::to_string).collect();
            ports.join(" · ")
        })
    };
    let kind = row.peek(|row| row.kind);
    let (selected, removed) = (id.clone(), id.clone());
    item.child(
        el("button")
            .class("list__main")
            .attr("type", "button")
            .on(CLICK, move |_| {
                store.select(Selected::Instance(selected.clone()));
            })
            .child(glyph::kind(kind))
            .child(
                el("span")
                    .class("list__text")
                    .bind_text(name)
                    .child(el("small").bind_text(detail)),
            ),
    )
    .child(
        el("button")
            .class("button")
            .attr("data-look", "plain")
            .attr("type", "button")
            .bind("aria-label", move || say::step_remove(name()))
            .on(CLICK, move |_| {
                store.run(Command::Remove {
                    id: removed.clone(),
                });
            })
            .child(glyph(glyph::TRASH)),
    )
}

/// Chooses a kind and adds an instance of it to a host.
pub(in crate::app::chrome) fn add_instance(store: Store, host: HostId) -> El {
    let select = options(
        el("select")
            .class("field__input")
            .attr("aria-label", say::INSPECT_KIND_TO_ADD),
        Rc::new(|| Kind::GatewayWorker.id().to_owned()),
        Rc::new(kinds),
    );
    // The choice lasts as long as the field, which nothing else writes to.
    let chosen: web_sys::HtmlSelectElement = select.cast();
    let add = move |_| {
        let Some(kind) = Kind::parse(&chosen.value()) else {
            return;
        };
        let id = store.design.peek(|design| design.free_instance_id(kind));
        store.run(Command::Place {
            id,
            kind,
            host: host.clone(),
        });
    };
    el("div").class("row").child(select).child(
        el("button")
            .class("button")
            .attr("type", "button")
            .on(CLICK, add)
            .child(glyph(glyph::NEW))
            .text(say::INSPECT_ADD_INSTANCE),
    )
}

fn kinds() -> Vec<Choice> {
    Kind::ALL
        .into_iter()
        .map(|kind| (kind.id().to_owned(), word(kind.said()).to_owned()))
        .collect()
}
