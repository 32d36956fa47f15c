//! The properties of what is selected.

use leptos::prelude::*;

use super::field::{Choice, SelectField, TextField, number, options};
use super::findings::FindingsAt;
use super::glyph::{self, glyph};
use super::settings::{Settings, address_hint, host_name_hint};
use super::top_bar::{set_version, versions};
use super::{Subject, attempt, name_of, name_of_host, planned, store, subject, text};
use crate::app::labels;
use crate::app::store::{LinkKey, Selected, Store};
use crate::catalog::{Bound, Flavour, Kind, LinkKind, Moves, Need, Opened, PortSpec, Provider};
use crate::checks::Place;
use crate::model::{
    self, Command, Design, Host, HostField, HostId, Instance, InstanceField, InstanceId, Offset,
    Point, Port,
};
use crate::plan::{Link, Plan};

/// How far a host moves at a press, in CSS pixels at zoom 1.
const NUDGE: i32 = 20;

#[component]
pub(super) fn Properties() -> impl IntoView {
    let store = store();
    let subject = subject(store);
    // Made anew for another subject only; what changes beneath it reaches single fields.
    move || match subject.get() {
        Subject::Design => view! { <DesignProperties/> }.into_any(),
        Subject::Host(id) => view! { <HostProperties id/> }.into_any(),
        Subject::Instance(id) => view! { <InstanceProperties id/> }.into_any(),
        Subject::Link(key) => view! { <LinkProperties key/> }.into_any(),
        Subject::Several(count) => view! { <Several count/> }.into_any(),
    }
}

#[component]
fn Title(
    icon: AnyView,
    #[prop(into)] name: Signal<String>,
    #[prop(into)] about: Signal<String>,
) -> AnyView {
    view! {
        <header class="title">
            {icon} <div>
                <h2 class="title__name">{move || name.get()}</h2>
                <p class="title__about">{move || about.get()}</p>
            </div>
        </header>
    }
    .into_any()
}

#[component]
fn RemoveButton(#[prop(into)] label: String, go: Callback<()>) -> AnyView {
    view! {
        <button class="button" data-look="danger" type="button" on:click=move |_| go.run(())>
            {glyph(glyph::TRASH)}
            {label}
        </button>
    }
    .into_any()
}

#[component]
fn DesignProperties() -> impl IntoView {
    let store = store();
    let rename = Callback::new(move |name: String| {
        if name.trim().is_empty() {
            return Err("a design needs a name; it becomes the bundle’s folder".into());
        }
        attempt(store, Command::Rename(name.trim().to_owned()))
    });
    let folder = planned(store, |plan| {
        format!("Folder of the bundle: {}", plan.folder)
    });
    view! {
        <Title
            icon=glyph::host()
            name=text(store, |design| design.name.clone())
            about=Signal::stored("The whole design; select a host, a server or a link for its own".to_owned())
        />
        <FindingsAt place=Place::Design/>
        <section class="group">
            <TextField
                label="Name"
                value=text(store, |design| design.name.clone())
                commit=rename
                note=folder
            />
            <SelectField
                label="Version"
                value=text(store, |design| design.version.text().to_owned())
                choices=Signal::stored(versions())
                commit=Callback::new(move |typed: String| set_version(store, &typed))
            />
        </section>
        <Settings/>
    }
}

fn on_host(
    store: Store,
    id: &HostId,
    of: impl Fn(&Host) -> String + Send + Sync + 'static,
) -> Signal<String> {
    let id = id.clone();
    text(store, move |design| {
        design.host(&id).map(&of).unwrap_or_default()
    })
}

/// Sends one field of a host.
fn set_host(
    store: Store,
    id: &HostId,
    field: impl Fn(String) -> Result<HostField, String> + Send + Sync + 'static,
) -> Callback<String, Result<(), String>> {
    let id = id.clone();
    Callback::new(move |typed: String| {
        let field = field(typed.trim().to_owned())?;
        attempt(
            store,
            Command::SetHost {
                id: id.clone(),
                field,
            },
        )
    })
}

fn at(store: Store, id: &HostId) -> Point {
    store
        .design
        .with_untracked(|design| design.host(id).map(|host| host.at).unwrap_or_default())
}

#[component]
fn HostProperties(id: HostId) -> impl IntoView {
    let store = store();
    let about = {
        let id = id.clone();
        text(store, move |design| {
            let count = design.on_host(&id).count();
            format!("Host with {}", labels::count(count, "instance"))
        })
    };
    let name = set_host(store, &id, |typed| {
        if typed.is_empty() {
            return Err("a host needs a name; type the one that other hosts know it by".into());
        }
        Ok(HostField::Name(typed))
    });
    let coordinate = |pick: fn(&mut Point) -> &mut i32| {
        let own = id.clone();
        let value = on_host(store, &id, move |host| pick(&mut { host.at }).to_string());
        let commit = set_host(store, &id, move |typed| {
            let to: i32 = number(&typed, "place", "a whole number")?
                .ok_or_else(|| "type a whole number".to_owned())?;
            let mut point = at(store, &own);
            *pick(&mut point) = to;
            Ok(HostField::At(point))
        });
        (value, commit)
    };
    let (x, set_x) = coordinate(|point| &mut point.x);
    let (y, set_y) = coordinate(|point| &mut point.y);
    let width = set_host(store, &id, |typed| {
        let width = number(&typed, "width", "160 to 2000")?.unwrap_or(Host::DEFAULT_WIDTH);
        Ok(HostField::Width(width))
    });
    let remove_id = id.clone();
    let remove = Callback::new(move |()| {
        store.run(Command::RemoveHost {
            id: remove_id.clone(),
        });
    });
    view! {
        <Title icon=glyph::host() name=on_host(store, &id, |host| host.name.clone()) about/>
        <FindingsAt place=Place::Host(id.clone())/>
        <section class="group">
            <TextField
                label="Name"
                mono=true
                value=on_host(store, &id, |host| host.name.clone())
                commit=name
                hint=host_name_hint as super::field::Hint
            />
            <TextField
                label="Address"
                mono=true
                value=on_host(store, &id, |host| host.address.clone())
                placeholder=Signal::stored("10.0.1.11".to_owned())
                commit=set_host(store, &id, |typed| Ok(HostField::Address(typed)))
                hint=address_hint as super::field::Hint
            />
            <TextField
                label="SSH user"
                mono=true
                value=on_host(store, &id, |host| host.ssh_user.clone())
                commit=set_host(store, &id, |typed| Ok(HostField::SshUser(typed)))
            />
            <TextField
                label="Key file"
                mono=true
                value=on_host(store, &id, |host| host.ssh_key.clone())
                placeholder=Signal::stored("the SSH client’s default".to_owned())
                commit=set_host(store, &id, |typed| Ok(HostField::SshKey(typed)))
                note=Signal::stored("Path on your machine, such as ~/.ssh/apim.pem".to_owned())
            />
        </section>
        <section class="group">
            <h3 class="heading">"Instances"</h3>
            <HostInstances id=id.clone()/>
            <AddInstance host=id.clone()/>
        </section>
        <section class="group">
            <h3 class="heading">"On the canvas"</h3>
            <TextField label="From the left" number=true value=x commit=set_x/>
            <TextField label="From the top" number=true value=y commit=set_y/>
            <TextField
                label="Width"
                number=true
                value=on_host(store, &id, |host| host.width.to_string())
                commit=width
            />
            <MoveButtons id=id.clone()/>
        </section>
        <RemoveButton label="Remove the host and what is on it" go=remove/>
    }
}

/// Moves a host without dragging.
#[component]
pub(super) fn MoveButtons(id: HostId) -> AnyView {
    let store = store();
    let button = |label: &'static str, icon: &'static str, dx: i32, dy: i32| {
        let id = id.clone();
        let go = move |_| {
            let now = at(store, &id);
            let to = Point {
                x: now.x.saturating_add(dx * NUDGE),
                y: now.y.saturating_add(dy * NUDGE),
            };
            store.run(Command::SetHost {
                id: id.clone(),
                field: HostField::At(to),
            });
        };
        view! {
            <button
                class="button"
                data-look="icon"
                type="button"
                aria-label=label
                title=label
                on:click=go
            >
                {glyph(icon)}
            </button>
        }
        .into_any()
    };
    view! {
        <div class="row" role="group" aria-label="Move the host">
            {button("Move left", glyph::LEFT, -1, 0)} {button("Move up", glyph::UP, 0, -1)}
            {button("Move down", glyph::DOWN, 0, 1)} {button("Move right", glyph::RIGHT, 1, 0)}
        </div>
    }
    .into_any()
}

#[component]
fn HostInstances(id: HostId) -> AnyView {
    let store = store();
    let there = Memo::new(move |_| {
        store.design.with(|design| {
            design
                .on_host(&id)
                .map(|one| one.id.clone())
                .collect::<Vec<_>>()
        })
    });
    let empty = move || there.with(Vec::is_empty);
    view! {
        <ul class="list">
            <For each=move || there.get() key=Clone::clone let(id)>
                <InstanceItem id/>
            </For>
        </ul>
        <Show when=empty>
            <p class="muted">"None yet"</p>
        </Show>
    }
    .into_any()
}

#[component]
fn InstanceItem(id: InstanceId) -> AnyView {
    let store = store();
    let Some(row) = store.instance(&id) else {
        return ().into_any();
    };
    let name = move || row.with(|row| row.name.clone());
    let detail = move || {
        row.with(|row| {
            let ports: Vec<_> = row.ports.iter().map(ToString::to_string).collect();
            ports.join(" · ")
        })
    };
    let kind = row.with_untracked(|row| row.kind);
    let selected = id.clone();
    let remove = move |_| {
        store.run(Command::Remove { id: id.clone() });
    };
    view! {
        <li class="list__item">
            <button
                class="list__main"
                type="button"
                on:click=move |_| store.select(Selected::Instance(selected.clone()))
            >
                {glyph::kind(kind)}
                <span class="list__text">
                    {name} <small>{detail}</small>
                </span>
            </button>
            <button
                class="button"
                data-look="plain"
                type="button"
                aria-label=move || format!("Remove {}", name())
                on:click=remove
            >
                {glyph(glyph::TRASH)}
            </button>
        </li>
    }
    .into_any()
}

/// Chooses a kind and adds an instance of it to a host.
#[component]
pub(super) fn AddInstance(host: HostId) -> AnyView {
    let store = store();
    let kind = RwSignal::new(Kind::GatewayWorker.id().to_owned());
    let choices: Vec<Choice> = Kind::ALL
        .into_iter()
        .map(|kind| (kind.id().to_owned(), kind.label().to_owned()))
        .collect();
    let add = move |_| {
        let Some(kind) = kind.with_untracked(|kind| Kind::parse(kind)) else {
            return;
        };
        let id = store
            .design
            .with_untracked(|design| design.free_instance_id(kind));
        store.run(Command::Place {
            id,
            kind,
            host: host.clone(),
        });
    };
    view! {
        <div class="row">
            <select
                class="field__input"
                aria-label="Kind of instance"
                on:change=move |ev| kind.set(event_target_value(&ev))
            >
                {options(kind.into(), Signal::stored(choices))}
            </select>
            <button class="button" type="button" on:click=add>
                {glyph(glyph::NEW)}
                "Add instance"
            </button>
        </div>
    }
    .into_any()
}

fn on_instance(
    store: Store,
    id: &InstanceId,
    of: impl Fn(&Instance) -> String + Send + Sync + 'static,
) -> Signal<String> {
    let id = id.clone();
    text(store, move |design| {
        design.instance(&id).map(&of).unwrap_or_default()
    })
}

fn on_planned(
    store: Store,
    id: &InstanceId,
    of: impl Fn(&Plan, &crate::plan::Instance) -> String + Send + Sync + 'static,
) -> Signal<String> {
    let id = id.clone();
    planned(store, move |plan| {
        plan.instance(&id)
            .map(|instance| of(plan, instance))
            .unwrap_or_default()
    })
}

/// Sends one field of an instance.
fn set_instance(
    store: Store,
    id: &InstanceId,
    field: impl Fn(String) -> Result<InstanceField, String> + Send + Sync + 'static,
) -> Callback<String, Result<(), String>> {
    let id = id.clone();
    Callback::new(move |typed: String| {
        let field = field(typed.trim().to_owned())?;
        attempt(
            store,
            Command::SetInstance {
                id: id.clone(),
                field,
            },
        )
    })
}

fn written<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

#[component]
fn InstanceProperties(id: InstanceId) -> impl IntoView {
    let store = store();
    let Some(kind) = store
        .design
        .with_untracked(|design| design.instance(&id).map(|instance| instance.kind))
    else {
        return ().into_any();
    };
    let spec = kind.spec();
    let about = on_planned(store, &id, |plan, instance| {
        format!(
            "{} on {}",
            instance.kind.label(),
            plan.host_of(instance).name
        )
    });
    let name = set_instance(store, &id, |typed| {
        if typed.is_empty() {
            return Err("an instance needs a name; it becomes its folder".into());
        }
        Ok(InstanceField::Name(typed))
    });
    let start = set_instance(store, &id, |typed| {
        number(&typed, "place in the order of start", "0 to 65535").map(InstanceField::StartOrder)
    });
    let home = spec.carbon.then(|| {
        view! {
            <TextField
                label="Home"
                mono=true
                value=on_instance(store, &id, |one| written(one.home.clone()))
                placeholder=on_planned(store, &id, |_, one| written(one.home.clone()))
                commit=set_instance(store, &id, |typed| Ok(InstanceField::Home(Some(typed))))
            />
        }
    });
    let offset = spec.carbon.then(|| view! { <OffsetField id=id.clone()/> });
    let remove_id = id.clone();
    let remove = Callback::new(move |()| {
        store.run(Command::Remove {
            id: remove_id.clone(),
        });
    });
    view! {
        <Title icon=glyph::kind(kind) name=on_instance(store, &id, |one| one.name.clone()) about/>
        <FindingsAt place=Place::Instance(id.clone())/>
        <section class="group">
            <TextField
                label="Name"
                mono=true
                value=on_instance(store, &id, |one| one.name.clone())
                commit=name
            />
            <HostSelect id=id.clone()/>
            {offset}
            {home}
            <TextField
                label="Start order"
                number=true
                value=on_instance(store, &id, |one| written(one.start_order))
                placeholder=Signal::stored(format!("{} is usual for its kind", spec.start_rank))
                commit=start
            />
            <Details id=id.clone() kind/>
        </section>
        <FixedPorts id=id.clone() kind/>
        <Needs id=id.clone() kind/>
        <NeededBy id=id.clone()/>
        <p class="about">{spec.about}</p>
        <RemoveButton label="Remove the instance" go=remove/>
    }
    .into_any()
}

#[component]
pub(super) fn OffsetField(id: InstanceId) -> AnyView {
    let store = store();
    let commit = set_instance(store, &id, |typed| {
        number(&typed, "offset", "0 to 65535")
            .map(|offset| InstanceField::Offset(offset.map(Offset::new)))
    });
    let note = on_planned(store, &id, |plan, one| {
        let reason = labels::offset_reason(plan, one);
        format!("{}, {reason}", one.offset)
    });
    view! {
        <TextField
            label="Port offset"
            number=true
            mono=true
            value=on_instance(store, &id, |one| written(one.offset))
            placeholder=on_planned(store, &id, |_, one| format!("{} automatic", one.offset))
            commit
            note
        />
    }
    .into_any()
}

/// The host of an instance: choosing another moves it there.
#[component]
pub(super) fn HostSelect(id: InstanceId) -> AnyView {
    let store = store();
    let choices = Memo::new(move |_| {
        store.design.with(|design| {
            design
                .hosts
                .iter()
                .map(|host| (host.id.to_string(), host.name.clone()))
                .collect::<Vec<_>>()
        })
    });
    let own = id.clone();
    let commit = Callback::new(move |typed: String| {
        let host = HostId::new(&typed).ok_or_else(|| format!("there is no host {typed}"))?;
        attempt(
            store,
            Command::Move {
                id: own.clone(),
                host,
                before: None,
            },
        )
    });
    view! {
        <SelectField
            label="Host"
            value=on_instance(store, &id, |one| one.host.to_string())
            choices
            commit
        />
    }
    .into_any()
}

/// What only some kinds have.
#[component]
fn Details(id: InstanceId, kind: Kind) -> AnyView {
    let store = store();
    match kind {
        Kind::Mysql => {
            let flavours = Flavour::ALL
                .into_iter()
                .map(|flavour| (flavour.id().to_owned(), flavour.label().to_owned()))
                .collect();
            let flavour = set_instance(store, &id, |typed| {
                Flavour::ALL
                    .into_iter()
                    .find(|flavour| flavour.id() == typed)
                    .map(InstanceField::Server)
                    .ok_or_else(|| format!("there is no server {typed}"))
            });
            let connections = set_instance(store, &id, |typed| {
                number(&typed, "number of connections", "a whole number")
                    .map(InstanceField::MaxConnections)
            });
            view! {
                <SelectField
                    label="Server"
                    value=on_instance(store, &id, |one| one.details.server.id().to_owned())
                    choices=Signal::stored(flavours)
                    commit=flavour
                />
                <TextField
                    label="Connections"
                    number=true
                    value=on_instance(store, &id, |one| written(one.details.max_connections))
                    placeholder=Signal::stored("automatic: what the pools can open".to_owned())
                    commit=connections
                />
            }
            .into_any()
        }
        Kind::Svn => view! {
            <TextField
                label="Repository"
                mono=true
                value=on_instance(store, &id, |one| written(one.details.repository.clone()))
                placeholder=Signal::stored(crate::catalog::paths::SVN_REPOSITORY.to_owned())
                commit=set_instance(store, &id, |typed| Ok(InstanceField::Repository(Some(typed))))
            />
        }
        .into_any(),
        Kind::GatewayManager
        | Kind::GatewayWorker
        | Kind::KeyManager
        | Kind::Publisher
        | Kind::Store
        | Kind::AllInOne
        | Kind::IdentityServer
        | Kind::Bam
        | Kind::Activemq
        | Kind::Nginx => ().into_any(),
    }
}

/// Whether a person may write the port by hand.
fn by_hand(spec: &PortSpec) -> bool {
    spec.moves == Moves::Never && !matches!(spec.opened, Opened::Not(_))
}

#[component]
fn FixedPorts(id: InstanceId, kind: Kind) -> AnyView {
    let store = store();
    let fields: Vec<_> = kind
        .spec()
        .ports
        .iter()
        .filter(|spec| by_hand(spec))
        .map(|spec| {
            let commit = set_instance(store, &id, |typed| {
                let port: Option<u16> = number(&typed, "port", "1 to 65535")?;
                let port = port
                    .map(|port| {
                        Port::new(port).ok_or("port 0 cannot be listened on; type 1 to 65535")
                    })
                    .transpose()?;
                Ok(InstanceField::Port {
                    name: spec.name.into(),
                    port,
                })
            });
            let planned_port = move |one: &crate::plan::Instance| {
                one.ports
                    .iter()
                    .find(|port| std::ptr::eq(port.spec, spec))
                    .copied()
            };
            let placeholder = on_planned(store, &id, move |_, one| {
                planned_port(one)
                    .and_then(|port| port.number)
                    .map_or_else(|| spec.default.to_string(), |port| port.to_string())
            });
            let note = on_planned(store, &id, move |_, one| {
                planned_port(one)
                    .and_then(|port| labels::closed(&port))
                    .map(|why| format!("Closed: {why}"))
                    .unwrap_or_default()
            });
            view! {
                <TextField
                    label=spec.label
                    number=true
                    mono=true
                    value=on_instance(store, &id, |one| written(one.ports.get(spec.name)))
                    placeholder
                    note
                    commit
                />
            }
        })
        .collect();
    (!fields.is_empty())
        .then(|| {
            view! {
                <section class="group">
                    <h3 class="heading">"Ports that no offset moves"</h3>
                    {fields}
                </section>
            }
        })
        .into_any()
}

/// What is shown of a link.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    key: LinkKey,
    /// Name of the other end.
    other: String,
    label: String,
    why: &'static str,
}

fn shown(plan: &Plan, link: &Link, other: usize) -> Shown {
    Shown {
        key: LinkKey {
            from: plan.instances[link.from].id.clone(),
            to: plan.instances[link.to].id.clone(),
            kind: link.kind,
        },
        other: plan.instances[other].name.clone(),
        label: link.label(),
        why: link.why,
    }
}

fn position(plan: &Plan, id: &InstanceId) -> Option<usize> {
    plan.instances.iter().position(|one| one.id == *id)
}

#[component]
fn LinkItem(shown: Shown) -> AnyView {
    let store = store();
    let Shown {
        key,
        other,
        label,
        why,
    } = shown;
    let kind = key.kind;
    view! {
        <li class="list__item">
            <button
                class="list__main"
                type="button"
                on:click=move |_| store.select(Selected::Link(key.clone()))
            >
                <span class="swatch" data-colour=kind.style().id()></span>
                <span class="list__text">
                    <span>{other} " " <span class="mono list__port">{label}</span></span>
                    <small>{kind.label()} ": " {why}</small>
                </span>
            </button>
        </li>
    }
    .into_any()
}

#[component]
fn Needs(id: InstanceId, kind: Kind) -> AnyView {
    let store = store();
    let own = id.clone();
    let links = Memo::new(move |_| {
        store.plan.with(|plan| {
            let Some(at) = position(plan, &own) else {
                return Vec::new();
            };
            plan.links_from(at)
                .map(|link| shown(plan, link, link.to))
                .collect::<Vec<_>>()
        })
    });
    let needs = kind
        .spec()
        .needs
        .iter()
        .map(|need| {
            let link = need.link;
            let these = move || {
                links.with(|links| {
                    links
                        .iter()
                        .filter(|shown| shown.key.kind == link)
                        .cloned()
                        .collect::<Vec<_>>()
                })
            };
            let unmet = move || {
                need.bound == Bound::Required && links.with(|links| links.iter().all(|one| one.key.kind != link))
            };
            view! {
                <For each=these key=|shown| (shown.key.clone(), shown.other.clone(), shown.label.clone()) let(shown)>
                    <LinkItem shown/>
                </For>
                <Show when=unmet>
                    <li class="list__item" data-unmet="">
                        <span class="list__main">
                            {glyph::severity(crate::checks::Severity::Error)}
                            <span class="list__text">
                                "nobody yet" <small>{link.label()} ": " {need.why}</small>
                            </span>
                        </span>
                    </li>
                </Show>
                <li>
                    <ProviderField from=id.clone() need/>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    let cluster = move || {
        links.with(|links| {
            links
                .iter()
                .filter(|shown| shown.key.kind == LinkKind::Cluster)
                .cloned()
                .collect::<Vec<_>>()
        })
    };
    view! {
        <section class="group">
            <h3 class="heading">"Needs"</h3>
            <ul class="list">
                {needs}
                <For each=cluster key=|shown| (shown.key.clone(), shown.label.clone()) let(shown)>
                    <LinkItem shown/>
                </For>
            </ul>
        </section>
    }
    .into_any()
}

#[component]
fn NeededBy(id: InstanceId) -> AnyView {
    let store = store();
    let links = Memo::new(move |_| {
        store.plan.with(|plan| {
            let Some(at) = position(plan, &id) else {
                return Vec::new();
            };
            plan.links
                .iter()
                .filter(|link| link.to == at)
                .map(|link| shown(plan, link, link.from))
                .collect::<Vec<_>>()
        })
    });
    let some = move || links.with(|links| !links.is_empty());
    view! {
        <Show when=some>
            <section class="group">
                <h3 class="heading">"Is needed by"</h3>
                <ul class="list">
                    <For
                        each=move || links.get()
                        key=|shown| (shown.key.clone(), shown.other.clone(), shown.label.clone())
                        let(shown)
                    >
                        <LinkItem shown/>
                    </For>
                </ul>
            </section>
        </Show>
    }
    .into_any()
}

/// Those who could serve a need.
fn candidates(design: &Design, from: &InstanceId, provider: Provider) -> Vec<Choice> {
    design
        .instances
        .iter()
        .filter(|one| provider.kinds().contains(&one.kind) && one.id != *from)
        .map(|one| (one.id.to_string(), one.name.clone()))
        .collect()
}

/// Whether a person chooses who serves the need. Databases choose theirs in the settings, a front serves all.
fn is_chosen(need: &Need) -> bool {
    match need.provider {
        Provider::Database | Provider::Behind => false,
        Provider::KeyManager
        | Provider::GatewayManager
        | Provider::Gateway
        | Provider::Svn
        | Provider::Bam
        | Provider::IdentityServer
        | Provider::Activemq => true,
    }
}

/// Chooses who serves a need, where there is a choice.
#[component]
pub(super) fn ProviderField(from: InstanceId, need: &'static Need) -> AnyView {
    let store = store();
    if !is_chosen(need) {
        return ().into_any();
    }
    let link = need.link;
    let own = from.clone();
    let chosen = text(store, move |design| {
        design
            .links
            .iter()
            .find(|one| one.from == own && one.kind == link)
            .map(|one| one.to.to_string())
            .unwrap_or_default()
    });
    let own = from.clone();
    let choices = Memo::new(move |_| {
        let usual = match need.bound {
            Bound::OnRequest => "none".to_owned(),
            Bound::Required | Bound::WherePresent => "automatic".to_owned(),
        };
        let mut choices = vec![(String::new(), usual)];
        choices.extend(
            store
                .design
                .with(|design| candidates(design, &own, need.provider)),
        );
        choices
    });
    let several = Memo::new(move |_| {
        let least = if need.bound == Bound::OnRequest { 1 } else { 2 };
        choices.with(Vec::len) > least || chosen.with(|chosen| !chosen.is_empty())
    });
    let commit = Callback::new(move |typed: String| {
        attempt(
            store,
            Command::Bind {
                from: from.clone(),
                kind: link,
                to: InstanceId::new(&typed),
            },
        )
    });
    view! {
        <Show when=move || several.get()>
            <SelectField
                label=format!("Who serves {}", link.label())
                value=chosen
                choices
                commit
            />
        </Show>
    }
    .into_any()
}

#[component]
fn LinkProperties(key: LinkKey) -> impl IntoView {
    let store = store();
    let kind = key.kind;
    let of = {
        let key = key.clone();
        move |plan: &Plan| -> Option<Link> {
            let (from, to) = (position(plan, &key.from)?, position(plan, &key.to)?);
            plan.links
                .iter()
                .find(|link| link.from == from && link.to == to && link.kind == kind)
                .cloned()
        }
    };
    let link = Memo::new(move |_| store.plan.with(|plan| of(plan)));
    let (from, to) = (key.from.clone(), key.to.clone());
    let ends =
        Signal::derive(move || format!("{} to {}", name_of(store, &from), name_of(store, &to)));
    let about = Signal::derive(move || {
        let chosen = link.with(|link| link.as_ref().is_some_and(|link| link.chosen));
        let how = if chosen {
            "chosen by hand"
        } else {
            "automatic"
        };
        format!("Link for {}, {how}", kind.label())
    });
    let end = |id: InstanceId, label: &'static str| {
        let target = id.clone();
        view! {
            <div class="fact">
                <dt>{label}</dt>
                <dd>
                    <button
                        class="link"
                        type="button"
                        on:click=move |_| store.select(Selected::Instance(target.clone()))
                    >
                        {move || name_of(store, &id)}
                    </button>
                </dd>
            </div>
        }
    };
    let fact = |label: &'static str, of: fn(&Link) -> Vec<String>, mono: bool| {
        view! {
            <div class="fact">
                <dt>{label}</dt>
                {move || {
                    let lines = link.with(|link| link.as_ref().map(of).unwrap_or_default());
                    lines
                        .into_iter()
                        .map(|line| view! { <dd class=if mono { "mono" } else { "" }>{line}</dd> })
                        .collect::<Vec<_>>()
                }}
            </div>
        }
        .into_any()
    };
    let provider = store
        .design
        .with_untracked(|design| design.instance(&key.from).map(|one| one.kind))
        .and_then(|from| from.spec().needs.iter().find(|need| need.link == kind))
        .map(|need| view! { <ProviderField from=key.from.clone() need/> });
    view! {
        <header class="title">
            <span class="swatch" data-colour=kind.style().id() data-large=""></span>
            <div>
                <h2 class="title__name">{move || ends.get()}</h2>
                <p class="title__about">{move || about.get()}</p>
            </div>
        </header>
        <dl class="facts">
            {end(key.from.clone(), "From")} {end(key.to.clone(), "To")}
            {fact("Dials", |link| link.endpoints.iter().map(ToString::to_string).collect(), true)}
            {fact("Because it", |link| vec![link.why.into()], false)}
            {fact("In files", |link| link.files.iter().map(|&file| file.into()).collect(), true)}
            {fact("Source", |link| vec![link.source.into()], false)}
        </dl>
        {provider}
    }
}

#[component]
fn Several(count: usize) -> impl IntoView {
    let store = store();
    let names = move || {
        store.selection.with(|selection| {
            selection
                .iter()
                .map(|one| {
                    let name = match one {
                        Selected::Host(id) => name_of_host(store, id),
                        Selected::Instance(id) => name_of(store, id),
                        Selected::Link(key) => format!(
                            "{} to {}, {}",
                            name_of(store, &key.from),
                            name_of(store, &key.to),
                            key.kind.label()
                        ),
                    };
                    let target = one.clone();
                    view! {
                        <li class="list__item">
                            <button
                                class="list__main"
                                type="button"
                                on:click=move |_| store.select(target.clone())
                            >
                                {name}
                            </button>
                        </li>
                    }
                })
                .collect::<Vec<_>>()
        })
    };
    let remove = Callback::new(move |()| {
        if let Some(command) = remove_all(store) {
            store.run(command);
        }
    });
    view! {
        <Title
            icon=glyph::host()
            name=Signal::stored(format!("{count} selected"))
            about=Signal::stored("Choose one for its properties".to_owned())
        />
        <ul class="list">{names}</ul>
        <RemoveButton label="Remove the selected hosts and instances" go=remove/>
    }
}

/// Removes what is selected in one step; instances that go with their host are not named again.
fn remove_all(store: Store) -> Option<Command> {
    let (selection, design) = (
        store.selection.get_untracked(),
        store.design.get_untracked(),
    );
    let goes = |host: &model::HostId| selection.contains(&Selected::Host(host.clone()));
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
    let label = format!("Remove {} selected", commands.len());
    (!commands.is_empty()).then_some(Command::Many { label, commands })
}
