//! The palette: every kind of server, to drag, to click, or to pick by keyboard.

use leptos::prelude::*;
use web_sys::MouseEvent;

use crate::app::canvas::gesture::{self, Gestures, Held};
use crate::app::chrome::glyph;
use crate::app::store::{Selected, Store};
use crate::catalog::port::name;
use crate::catalog::{Group, Kind};
use crate::model::Point;

/// The port that people know a kind by.
fn known_port(kind: Kind) -> u16 {
    let name = match kind {
        Kind::GatewayWorker => name::PASS_THROUGH_HTTPS,
        Kind::Bam => name::RECEIVER,
        Kind::Nginx => name::FRONT_HTTPS,
        _ => "",
    };
    let ports = kind.spec().ports;
    let found = ports
        .iter()
        .find(|port| port.name == name)
        .or_else(|| ports.first());
    found.map(|port| port.default).unwrap_or_default()
}

#[component]
pub fn Palette() -> impl IntoView {
    let store = expect_context::<Store>();
    let gestures = expect_context::<Gestures>();
    let group = move |group: Group, title: &'static str| {
        let kinds = Kind::ALL
            .into_iter()
            .filter(move |kind| kind.spec().group == group);
        view! {
            <h2 class="heading">{title}</h2>
            <ul>{kinds.map(|kind| view! { <li><Entry kind/></li> }).collect_view()}</ul>
        }
    };
    let add_host = move |_: MouseEvent| {
        let design = store.design.get_untracked();
        let boxes = design
            .hosts
            .iter()
            .filter_map(|host| gesture::rect(&design, &host.id));
        let right = boxes.map(|rect| rect.x + rect.width).max();
        let at = Point {
            x: right.map_or(80, |right| right + 60),
            y: 80,
        };
        let (id, command) = gesture::new_host(&design, super::canvas::geometry::snapped(at));
        if store.run(command) {
            store.select(Selected::Host(id));
            gestures.fit();
        }
    };
    view! {
        <aside class="palette" aria-label="Palette">
            {group(Group::ApiManager, "API Manager")}
            {group(Group::Around, "Around it")}
            <h2 class="heading">"Place"</h2>
            <ul>
                <li>
                    <button
                        class="entry"
                        title="Drag it onto the canvas, or click"
                        on:pointerdown=move |event| gestures.begin(Held::NewHost, &event)
                        on:click=add_host
                    >
                        {glyph::host()}
                        "Host"
                    </button>
                </li>
            </ul>
        </aside>
    }
}

#[component]
fn Entry(kind: Kind) -> impl IntoView {
    let store = expect_context::<Store>();
    let gestures = expect_context::<Gestures>();
    let picked = move || store.picked.get() == Some(kind);
    let port = known_port(kind).to_string();
    let pick = move |_: MouseEvent| {
        if picked() {
            store.picked.set(None);
        } else {
            store.picked.set(Some(kind));
            store.announcement.set(format!(
                "{} picked: choose a host to put it on",
                kind.label()
            ));
        }
    };
    view! {
        <button
            class="entry"
            title=kind.spec().about
            aria-pressed=move || picked().to_string()
            on:pointerdown=move |event| gestures.begin(Held::Kind(kind), &event)
            on:click=pick
        >
            {glyph::kind(kind)}
            {kind.label()}
            <small>{port}</small>
        </button>
    }
}

/// What follows the pointer while a kind is dragged from the palette.
#[component]
pub fn Ghost() -> impl IntoView {
    let gestures = expect_context::<Gestures>();
    let held = Memo::new(move |_| {
        gestures.press.with(|press| {
            let press = press.as_ref().filter(|press| press.moving)?;
            match &press.held {
                Held::Kind(kind) => Some(kind.label()),
                Held::NewHost => Some("Host"),
                Held::Host(_) | Held::Instance(_) | Held::View => None,
            }
        })
    });
    let at = move || {
        let from = gestures
            .press
            .with(|press| press.as_ref().map_or((0.0, 0.0), gesture::Press::from));
        let (x, y) = gestures.shift.get();
        format!("translate({}px,{}px)", from.0 + x + 12.0, from.1 + y + 12.0)
    };
    view! {
        <Show when=move || held.get().is_some()>
            <div class="ghost" aria-hidden="true" style:transform=at>{move || held.get()}</div>
        </Show>
    }
}
