//! The properties of an instance.

use std::rc::Rc;

use super::super::field::{Choice, SelectField, TextField, check_field, number};
use super::super::findings::findings_at;
use super::super::glyph;
use super::super::{Chrome, attempt, group, name_of};
use super::link::{is_needed, needed_by, needs};
use super::{remove_button, title, written};
use crate::app::dom::{CLICK, El, el};
use crate::app::labels;
use crate::app::store::{Look, Store};
use crate::app::words::{tell, word};
use crate::catalog::{Flavour, Kind, KindSpec, Moves, Opened, PortSpec, paths};
use crate::checks::Place;
use crate::model::{Command, HostId, Instance, InstanceField, InstanceId, Offset, Port};
use crate::plan::{self, Plan};
use crate::say::{self, Message};

pub(super) fn properties(store: Store, chrome: Chrome, id: &InstanceId) -> El {
    let panel = el("div");
    let kind = store
        .design
        .peek(|design| design.instance(id).map(|instance| instance.kind));
    let Some(kind) = kind else {
        return panel;
    };
    let about = of_planned(store, id, |plan, instance| {
        let host = plan.host_of(instance);
        tell(&say::inspect_instance_about(
            instance.spec().label,
            &host.name,
        ))
    });
    let (named, asked, called, removed) = (id.clone(), id.clone(), id.clone(), id.clone());
    let (keys, own, told) = (id.clone(), id.clone(), id.clone());
    panel
        .child(title(
            glyph::kind(kind),
            Rc::new(move || name_of(store, &named)),
            Rc::new(about),
        ))
        .child(findings_at(store, chrome, Place::Instance(id.clone())))
        .child(fields(store, id, kind))
        .keyed(
            move || manages_keys(store, &keys),
            move |&keys| {
                let spec = kind.spec_as(keys);
                let mut parts = Vec::from_iter(fixed_ports(store, &own, spec));
                parts.push(needs(store, &own, spec));
                parts
            },
        )
        .keyed(
            move || is_needed(store, &asked),
            move |&is| is.then(|| needed_by(store, &called)),
        )
        .keyed(
            move || manages_keys(store, &told),
            move |&keys| el("p").class("about").text(kind.spec_as(keys).about),
        )
        .child(
            remove_button(say::INSPECT_REMOVE_INSTANCE).on(CLICK, move |_| {
                store.run(Command::Remove {
                    id: removed.clone(),
                });
            }),
        )
}

/// Whether it is key manager, by itself or by a link that leads to it for keys.
fn manages_keys(store: Store, id: &InstanceId) -> bool {
    store
        .plan
        .see(|plan| plan.instance(id).is_some_and(plan::Instance::manages_keys))
}

/// A text of the instance as it was drawn.
fn of_drawn(
    store: Store,
    id: &InstanceId,
    of: fn(&Instance) -> String,
) -> impl Fn() -> String + use<> {
    let id = id.clone();
    move || {
        store
            .design
            .see(|design| design.instance(&id).map(of).unwrap_or_default())
    }
}

/// A text of what follows for the instance.
fn of_planned(
    store: Store,
    id: &InstanceId,
    of: fn(&Plan, &plan::Instance) -> String,
) -> impl Fn() -> String + use<> {
    let id = id.clone();
    move || {
        store.plan.see(|plan| {
            plan.instance(&id)
                .map(|instance| of(plan, instance))
                .unwrap_or_default()
        })
    }
}

/// Sends one field of an instance; `field` reads what was typed, without the spaces around it.
fn sent(
    store: Store,
    id: &InstanceId,
    field: fn(String) -> Result<InstanceField, String>,
) -> impl Fn(String) -> Result<(), String> + use<> {
    let id = id.clone();
    move |typed| send(store, &id, field(typed.trim().to_owned())?)
}

fn send(store: Store, id: &InstanceId, field: InstanceField) -> Result<(), String> {
    let id = id.clone();
    attempt(store, Command::SetInstance { id, field })
}

fn text_field(
    store: Store,
    id: &InstanceId,
    label: Message,
    of: fn(&Instance) -> String,
    field: fn(String) -> Result<InstanceField, String>,
) -> TextField {
    TextField::new(label, of_drawn(store, id, of), sent(store, id, field))
}

fn fields(store: Store, id: &InstanceId, kind: Kind) -> El {
    let spec = kind.spec();
    let name = text_field(
        store,
        id,
        say::INSPECT_NAME,
        |one| one.name.clone(),
        |typed| {
            if typed.is_empty() {
                return Err(word(say::INSPECT_INSTANCE_NAME_EMPTY).to_owned());
            }
            Ok(InstanceField::Name(typed))
        },
    );
    let home = || {
        text_field(
            store,
            id,
            say::INSPECT_HOME,
            |one| written(one.home.clone()),
            |typed| Ok(InstanceField::Home(Some(typed))),
        )
        .mono()
        .placeholder(of_planned(store, id, |_, one| written(one.home.clone())))
    };
    let start = text_field(
        store,
        id,
        say::INSPECT_START_ORDER,
        |one| written(one.start_order),
        |typed| {
            number(
                &typed,
                say::INSPECT_NUMBER_OF_START,
                say::inspect_range("0", "65535"),
            )
            .map(InstanceField::StartOrder)
        },
    );
    el("section")
        .class("group")
        .child(name.mono())
        .child(host_select(store, id.clone()))
        .child(spec.carbon.then(|| offset_field(store, id.clone())))
        .child(spec.kind.has_home().then(home))
        .child(
            start
                .number()
                .placeholder(move || say::inspect_start_order_usual(spec.start_rank.to_string())),
        )
        .child(details(store, id, kind))
}

pub(in crate::app::chrome) fn offset_field(store: Store, id: InstanceId) -> TextField {
    text_field(
        store,
        &id,
        say::INSPECT_OFFSET,
        |one| written(one.offset),
        |typed| {
            number(
                &typed,
                say::INSPECT_NUMBER_OF_OFFSET,
                say::inspect_range("0", "65535"),
            )
            .map(|offset| InstanceField::Offset(offset.map(Offset::new)))
        },
    )
    .number()
    .mono()
    .placeholder(of_planned(store, &id, |_, one| {
        tell(&say::inspect_offset_automatic(one.offset.get()))
    }))
    .note(move || {
        let reason = |plan: &Plan| {
            let one = plan.instance(&id)?;
            Some(say::inspect_offset_why(
                one.offset.get(),
                labels::offset_reason(plan, one),
            ))
        };
        store.plan.see(|plan| reason(plan)).unwrap_or_default()
    })
}

/// The host of an instance: choosing another moves it there.
pub(in crate::app::chrome) fn host_select(store: Store, id: InstanceId) -> SelectField {
    let hosts = move || -> Vec<Choice> {
        store.design.see(|design| {
            design
                .hosts
                .iter()
                .map(|host| (host.id.to_string(), host.name.clone()))
                .collect()
        })
    };
    SelectField::new(
        say::HOST,
        of_drawn(store, &id, |one| one.host.to_string()),
        hosts,
        move |typed| {
            let host =
                HostId::new(&typed).ok_or_else(|| tell(&say::inspect_no_such_host(&typed)))?;
            attempt(
                store,
                Command::Move {
                    id: id.clone(),
                    host,
                    before: None,
                },
            )
        },
    )
}

/// What only some kinds have.
fn details(store: Store, id: &InstanceId, kind: Kind) -> Vec<El> {
    match kind {
        Kind::Mysql => {
            let flavour = SelectField::new(
                say::INSPECT_SERVER,
                of_drawn(store, id, |one| one.details.server.id().to_owned()),
                flavours,
                sent(store, id, |typed| {
                    Flavour::ALL
                        .into_iter()
                        .find(|flavour| flavour.id() == typed)
                        .map(InstanceField::Server)
                        .ok_or_else(|| tell(&say::inspect_no_such_server(typed)))
                }),
            );
            let connections = text_field(
                store,
                id,
                say::INSPECT_CONNECTIONS,
                |one| written(one.details.max_connections),
                |typed| {
                    number(
                        &typed,
                        say::INSPECT_NUMBER_OF_CONNECTIONS,
                        say::INSPECT_WHOLE_NUMBER,
                    )
                    .map(InstanceField::MaxConnections)
                },
            )
            .number()
            .placeholder(|| say::INSPECT_CONNECTIONS_USUAL);
            vec![flavour.el(), connections.el()]
        }
        Kind::Svn => {
            let repository = text_field(
                store,
                id,
                say::INSPECT_REPOSITORY,
                |one| written(one.details.repository.clone()),
                |typed| Ok(InstanceField::Repository(Some(typed))),
            )
            .mono()
            .placeholder(|| paths::SVN_REPOSITORY);
            vec![repository.el()]
        }
        Kind::IdentityServer => {
            let (shown, sent) = (id.clone(), id.clone());
            vec![check_field(
                say::INSPECT_KEY_MANAGER_TOO,
                move || manages_keys(store, &shown),
                move |is| {
                    store.run(Command::SetInstance {
                        id: sent.clone(),
                        field: InstanceField::KeyManager(is),
                    });
                },
                say::INSPECT_KEY_MANAGER_NOTE,
            )]
        }
        Kind::GatewayManager
        | Kind::GatewayWorker
        | Kind::KeyManager
        | Kind::Publisher
        | Kind::Store
        | Kind::AllInOne
        | Kind::Bam
        | Kind::Activemq
        | Kind::Nginx => Vec::new(),
    }
}

fn flavours() -> Vec<Choice> {
    Flavour::ALL
        .into_iter()
        .map(|flavour| (flavour.id().to_owned(), flavour.label().to_owned()))
        .collect()
}

/// Whether a person may write the port by hand.
fn by_hand(spec: &PortSpec) -> bool {
    spec.moves == Moves::Never && !matches!(spec.opened, Opened::Not(_))
}

fn fixed_ports(store: Store, id: &InstanceId, spec: &'static KindSpec) -> Option<El> {
    let fields: Vec<_> = spec
        .ports
        .iter()
        .filter(|spec| by_hand(spec))
        .map(|spec| fixed_port(store, id, spec))
        .collect();
    (!fields.is_empty()).then(|| group(say::INSPECT_FIXED_PORTS).child(fields))
}

fn fixed_port(store: Store, id: &InstanceId, spec: &'static PortSpec) -> TextField {
    let (shown, usual, noted, sent) = (id.clone(), id.clone(), id.clone(), id.clone());
    let planned = move |id: &InstanceId| -> Option<plan::Port> {
        store.plan.see(|plan| {
            let ports = &plan.instance(id)?.ports;
            ports
                .iter()
                .find(|port| std::ptr::eq(port.spec, spec))
                .copied()
        })
    };
    TextField::new(
        spec.label,
        move || {
            store.design.see(|design| {
                let port = design.instance(&shown).map(|one| one.ports.get(spec.name));
                written(port.flatten())
            })
        },
        move |typed| {
            let port: Option<u16> = number(
                &typed,
                say::INSPECT_NUMBER_OF_PORT,
                say::inspect_range("1", "65535"),
            )?;
            let port = port
                .map(|port| Port::new(port).ok_or_else(|| word(say::INSPECT_PORT_ZERO)))
                .transpose()?;
            let name = spec.name.into();
            send(store, &sent, InstanceField::Port { name, port })
        },
    )
    .number()
    .mono()
    .placeholder(move || {
        planned(&usual)
            .map(|port| {
                port.number
                    .map_or_else(|| spec.default.to_string(), |number| number.to_string())
            })
            .unwrap_or_default()
    })
    .note(move || {
        planned(&noted)
            .and_then(|port| labels::closed(&port))
            .map(say::inspect_port_closed)
            .unwrap_or_default()
    })
}
