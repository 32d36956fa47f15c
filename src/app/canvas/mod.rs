//! The drawing: hosts, instances, links, and the gestures on them.

pub mod geometry;
pub mod gesture;

use leptos::prelude::*;
use web_sys::{KeyboardEvent, PointerEvent, WheelEvent};

use self::gesture::{Gestures, Held};
use crate::app::chrome::glyph;
use crate::app::store::{LinkKey, Selected, Store};
use crate::catalog::LinkStyle;
use crate::checks::Severity;
use crate::model::{Command, HostField, HostId, InstanceId, Point, presets};

/// The canvas with everything on it.
#[component]
pub fn Canvas() -> impl IntoView {
    let store = expect_context::<Store>();
    let gestures = expect_context::<Gestures>();
    let empty = move || store.hosts.with(Vec::is_empty);
    let on_down = move |event: PointerEvent| {
        if event.target() == event.current_target() || event.button() == 1 {
            gestures.begin(Held::View, &event);
        }
    };
    let on_wheel = move |event: WheelEvent| {
        event.prevent_default();
        if event.ctrl_key() || event.meta_key() {
            let at = (f64::from(event.offset_x()), f64::from(event.offset_y()));
            gestures
                .view
                .update(|view| *view = view.zoomed((-event.delta_y() * 0.0015).exp(), at));
        } else {
            gestures.view.update(|view| {
                view.pan = (view.pan.0 - event.delta_x(), view.pan.1 - event.delta_y());
            });
        }
    };
    // Shows the whole design whenever another one is opened.
    Effect::new(move |before: Option<String>| {
        let name = store.design.with(|design| design.name.clone());
        if before.as_ref() != Some(&name) {
            request_animation_frame(move || gestures.fit());
        }
        name
    });
    view! {
        <main
            class="canvas"
            aria-label="Canvas"
            tabindex="-1"
            node_ref=gestures.canvas
            data-picked=move || store.picked.get().map(crate::catalog::Kind::id)
            on:pointerdown=on_down
            on:wheel=on_wheel
            on:keydown=move |event| key(store, gestures, &event)
        >
            <div class="layer" style:transform=move || gestures.view.get().transform()>
                <Links/>
                <For each=move || store.hosts.get() key=HostId::clone let:id>
                    <HostBox id/>
                </For>
            </div>
            <Show when=empty>
                <Start/>
            </Show>
            <Legend/>
            <Zoom/>
        </main>
    }
}

/// Keys on the canvas; the browser's own are left alone.
fn key(store: Store, gestures: Gestures, event: &KeyboardEvent) {
    const STEP: i32 = geometry::GRID;
    let step = match event.key().as_str() {
        "Escape" => {
            gestures.cancel();
            return;
        }
        "Delete" | "Backspace" => {
            remove_selected(store);
            event.prevent_default();
            return;
        }
        "ArrowLeft" => Point { x: -STEP, y: 0 },
        "ArrowRight" => Point { x: STEP, y: 0 },
        "ArrowUp" => Point { x: 0, y: -STEP },
        "ArrowDown" => Point { x: 0, y: STEP },
        _ => return,
    };
    nudge(store, step);
    event.prevent_default();
}

/// Moves the selected hosts by a step.
fn nudge(store: Store, step: Point) {
    let design = store.design.get_untracked();
    let commands: Vec<Command> = store
        .selection
        .get_untracked()
        .into_iter()
        .filter_map(|one| match one {
            Selected::Host(id) => design.host(&id).map(|host| (id, host.at)),
            Selected::Instance(_) | Selected::Link(_) => None,
        })
        .map(|(id, at)| Command::SetHost {
            id,
            field: HostField::At(Point {
                x: at.x + step.x,
                y: at.y + step.y,
            }),
        })
        .collect();
    if !commands.is_empty() {
        store.run(Command::Many {
            label: "Move".into(),
            commands,
        });
    }
}

/// Removes what is selected, as one step; instances of a removed host go with it.
pub fn remove_selected(store: Store) {
    let design = store.design.get_untracked();
    let selection = store.selection.get_untracked();
    let goes = |host: &HostId| selection.contains(&Selected::Host(host.clone()));
    let commands: Vec<Command> = selection
        .iter()
        .filter_map(|one| match one {
            Selected::Host(id) => Some(Command::RemoveHost { id: id.clone() }),
            Selected::Instance(id) => {
                let stays = design
                    .instance(id)
                    .is_some_and(|instance| !goes(&instance.host));
                stays.then(|| Command::Remove { id: id.clone() })
            }
            Selected::Link(_) => None,
        })
        .collect();
    if !commands.is_empty() {
        store.run(Command::Many {
            label: format!("Remove {} items", commands.len()),
            commands,
        });
    }
}

/// What an empty canvas says.
#[component]
fn Start() -> impl IntoView {
    let store = expect_context::<Store>();
    view! {
        <section class="start" aria-label="Start">
            <h2>"Draw your deployment"</h2>
            <p>"Drag a server from the left, or begin with one of these."</p>
            <ul>
                {presets::ALL
                    .iter()
                    .map(|preset| {
                        view! {
                            <li>
                                <button on:click=move |_| {
                                    store.run(Command::Replace(Box::new(preset.design())));
                                }>
                                    <b>{preset.title}</b>
                                    <span>{preset.about}</span>
                                </button>
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </section>
    }
}

fn severity_text(severity: Option<Severity>) -> Option<&'static str> {
    severity.map(|severity| match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    })
}

#[component]
fn HostBox(id: HostId) -> impl IntoView {
    let store = expect_context::<Store>();
    let gestures = expect_context::<Gestures>();
    let row = store.host(&id)?;
    let selected = {
        let one = Selected::Host(id.clone());
        Memo::new(move |_| store.selection.with(|selection| selection.contains(&one)))
    };
    let shift = {
        let id = id.clone();
        Memo::new(move |_| gestures.host_shift(&id))
    };
    let targeted = {
        let id = id.clone();
        Memo::new(move |_| gestures.target.with(|target| target.as_ref() == Some(&id)))
    };
    let place_picked = {
        let id = id.clone();
        move || {
            let kind = store.picked.get_untracked();
            if let Some(kind) = kind {
                gestures.place_on(kind, id.clone());
                store.picked.set(None);
            } else {
                store.select(Selected::Host(id.clone()));
            }
        }
    };
    let pressed = id.clone();
    Some(view! {
        <section
            class="host"
            role="group"
            aria-label=move || format!("Host {}", row.with(|row| row.host.name.clone()))
            data-host=id.to_string()
            data-selected=move || selected.get().then_some("")
            data-target=move || targeted.get().then_some("")
            data-severity=move || severity_text(row.with(|row| row.severity))
            style:left=move || format!("{}px", row.with(|row| row.host.at.x))
            style:top=move || format!("{}px", row.with(|row| row.host.at.y))
            style:width=move || format!("{}px", row.with(|row| row.host.width))
            style:transform=move || match shift.get() {
                Point { x: 0, y: 0 } => "none".to_owned(),
                Point { x, y } => format!("translate({x}px,{y}px)"),
            }
            on:pointerdown=move |event| {
                event.stop_propagation();
                gestures.begin(Held::Host(pressed.clone()), &event);
            }
        >
            <button
                class="host-name"
                aria-pressed=move || selected.get().to_string()
                on:click=move |event| {
                    // A pointer's click was a gesture already.
                    if event.detail() == 0 {
                        place_picked();
                    }
                }
            >
                <b>{move || row.with(|row| row.host.name.clone())}</b>
                <span>{move || row.with(|row| row.host.address.clone())}</span>
            </button>
            <For each=move || row.with(|row| row.instances.clone()) key=InstanceId::clone let:id>
                <Card id/>
            </For>
            <Show when=move || row.with(|row| row.instances.is_empty())>
                <p class="hint">"Drop a server here"</p>
            </Show>
        </section>
    })
}

#[component]
fn Card(id: InstanceId) -> impl IntoView {
    let store = expect_context::<Store>();
    let gestures = expect_context::<Gestures>();
    let row = store.instance(&id)?;
    let kind = row.with_untracked(|row| row.kind);
    let selected = {
        let one = Selected::Instance(id.clone());
        Memo::new(move |_| store.selection.with(|selection| selection.contains(&one)))
    };
    let held = {
        let id = id.clone();
        Memo::new(move |_| {
            gestures.press.with(|press| {
                press.as_ref().is_some_and(|press| {
                    press.moving && matches!(&press.held, Held::Instance(held) if *held == id)
                })
            })
        })
    };
    let transform = move || {
        if !held.get() {
            return "none".to_owned();
        }
        let zoom = gestures.view.with(|view| view.zoom);
        let (x, y) = gestures.shift.get();
        format!("translate({}px,{}px)", x / zoom, y / zoom)
    };
    let ports = move || {
        row.with(|row| {
            row.ports
                .iter()
                .map(u16::to_string)
                .collect::<Vec<_>>()
                .join(" · ")
        })
    };
    let badge = move || {
        row.with(|row| match (row.taken, row.offset) {
            (Some(port), _) => Some(format!("{port} taken")),
            (None, Some(0)) => Some("0".to_owned()),
            (None, Some(offset)) => Some(format!("+{offset}")),
            (None, None) => None,
        })
    };
    let label = move || {
        row.with(|row| {
            let offset = row
                .offset
                .map(|offset| format!(", offset {offset}"))
                .unwrap_or_default();
            let problem = match row.severity {
                Some(Severity::Error) => ", has a problem",
                Some(Severity::Warning) => ", has a warning",
                Some(Severity::Note) | None => "",
            };
            format!(
                "{} {}, ports {}{offset}{problem}",
                row.kind.label(),
                row.name,
                ports()
            )
        })
    };
    let pressed = id.clone();
    let chosen = id.clone();
    Some(view! {
        <button
            class="instance"
            data-instance=id.to_string()
            data-kind=kind.id()
            data-offset=move || row.with(|row| row.offset.map(|offset| offset.to_string()))
            data-taken=move || row.with(|row| row.taken.map(|_| ""))
            data-severity=move || severity_text(row.with(|row| row.severity))
            data-held=move || held.get().then_some("")
            aria-label=label
            aria-pressed=move || selected.get().to_string()
            style:transform=transform
            on:pointerdown=move |event| {
                event.stop_propagation();
                gestures.begin(Held::Instance(pressed.clone()), &event);
            }
            on:click=move |event| {
                if event.detail() == 0 {
                    store.select(Selected::Instance(chosen.clone()));
                }
            }
        >
            {glyph::kind(kind)}
            <span class="instance-text">
                <span class="instance-name">{move || row.with(|row| row.name.clone())}</span>
                <small>{ports}</small>
            </span>
            {move || badge().map(|text| view! { <span class="offset">{text}</span> })}
        </button>
    })
}

/// All links, in one drawing below the hosts.
#[component]
fn Links() -> impl IntoView {
    let store = expect_context::<Store>();
    view! {
        <svg class="links" aria-hidden="true">
            <defs>
                <marker id="arrow" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" markerHeight="6" orient="auto">
                    <path d="M0 0L8 4L0 8z" fill="context-stroke"/>
                </marker>
            </defs>
            <For each=move || store.links.get() key=LinkKey::clone let:key>
                <Way key/>
            </For>
        </svg>
    }
}

/// A card's rectangle with the drag of its host.
fn card_rect(
    store: Store,
    gestures: Gestures,
    id: &InstanceId,
) -> Option<(geometry::Rect, HostId)> {
    let host = store.instance(id)?.with(|row| row.host.clone());
    let shift = gestures.host_shift(&host);
    let rect = store.host(&host)?.with(|row| {
        let place = row.instances.iter().position(|one| one == id)?;
        let at = Point {
            x: row.host.at.x + shift.x,
            y: row.host.at.y + shift.y,
        };
        Some(geometry::card(
            geometry::host(at, row.host.width, row.instances.len()),
            place,
        ))
    })?;
    Some((rect, host))
}

#[component]
fn Way(key: LinkKey) -> impl IntoView {
    let store = expect_context::<Store>();
    let gestures = expect_context::<Gestures>();
    let row = store.link(&key)?;
    let style = key.kind.style();
    // Kinds that are drawn alike share a lane; others run beside it.
    let lane = LinkStyle::ALL
        .iter()
        .position(|one| *one == style)
        .unwrap_or_default();
    let lane = i32::try_from(lane).unwrap_or_default() * 4 - 14;
    let (from, to) = (key.from.clone(), key.to.clone());
    let rects = Memo::new(move |_| {
        let (a, a_host) = card_rect(store, gestures, &from)?;
        let (b, b_host) = card_rect(store, gestures, &to)?;
        Some((a, b, a_host == b_host))
    });
    let lit = {
        let key = key.clone();
        Memo::new(move |_| {
            store.selection.with(|selection| {
                selection.iter().any(|one| match one {
                    Selected::Instance(id) => *id == key.from || *id == key.to,
                    Selected::Link(link) => *link == key,
                    Selected::Host(host) => {
                        let on = |id| {
                            store
                                .instance(id)
                                .is_some_and(|row| row.with(|row| row.host == *host))
                        };
                        on(&key.from) || on(&key.to)
                    }
                })
            })
        })
    };
    let path = move || {
        rects
            .get()
            .map(|(a, b, _)| geometry::way(a, b, lane))
            .unwrap_or_default()
    };
    let chosen = key.clone();
    let place = move || {
        rects.get().map(|(a, b, _)| {
            let y = b.y + b.height / 2 + lane - 4;
            if a.x < b.x {
                (b.x - 8, y, "end")
            } else {
                (b.x + b.width + 8, y, "start")
            }
        })
    };
    Some(view! {
        <path
            class="link"
            data-link=key.to_string()
            data-style=style.id()
            data-inside=move || rects.get().is_some_and(|(_, _, inside)| inside).then_some("")
            data-lit=move || lit.get().then_some("")
            d=path
            marker-end="url(#arrow)"
            on:pointerdown=move |event| {
                event.stop_propagation();
                store.select(Selected::Link(chosen.clone()));
            }
        />
        {move || {
            let (x, y, anchor) = lit.get().then(place).flatten()?;
            Some(view! {
                <text class="link-label" data-style=style.id() x=x y=y text-anchor=anchor>
                    {row.with(|row| row.label.clone())}
                </text>
            })
        }}
    })
}

/// What the colours and dashes of links mean.
#[component]
fn Legend() -> impl IntoView {
    view! {
        <ul class="legend" aria-label="Kinds of links">
            {LinkStyle::ALL
                .iter()
                .map(|style| {
                    view! {
                        <li>
                            <svg viewBox="0 0 26 8" aria-hidden="true">
                                <path class="link" data-lit="" data-style=style.id() d="M0 4H26"/>
                            </svg>
                            {style.id()}
                        </li>
                    }
                })
                .collect_view()}
        </ul>
    }
}

#[component]
fn Zoom() -> impl IntoView {
    let gestures = expect_context::<Gestures>();
    let middle = move || {
        gestures
            .canvas
            .get_untracked()
            .map_or((0.0, 0.0), |canvas| {
                (
                    f64::from(canvas.client_width()) / 2.0,
                    f64::from(canvas.client_height()) / 2.0,
                )
            })
    };
    let zoom = move |factor: f64| {
        gestures
            .view
            .update(|view| *view = view.zoomed(factor, middle()))
    };
    let percent = move || format!("{:.0} %", gestures.view.with(|view| view.zoom) * 100.0);
    view! {
        <div class="zoom" role="group" aria-label="Zoom">
            <button aria-label="Zoom out" on:click=move |_| zoom(0.8)>"−"</button>
            <button
                aria-label="Zoom to 100 %"
                on:click=move |_| zoom(1.0 / gestures.view.with_untracked(|view| view.zoom))
            >
                {percent}
            </button>
            <button aria-label="Zoom in" on:click=move |_| zoom(1.25)>"+"</button>
            <button on:click=move |_| gestures.fit()>"Fit"</button>
        </div>
    }
}
