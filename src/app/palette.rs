//! The palette: every kind of server, to drag, to click, or to pick by keyboard.

use leptos::prelude::*;

use super::canvas::{self, Canvas, Held};
use super::chrome::glyph;
use super::dom::{CLICK, El, POINTER_DOWN, el, words};
use super::store::Store;
use crate::catalog::{Group, Kind};
use crate::say::{self, Message};

pub(super) fn palette(store: Store, canvas: &Canvas) -> El {
    let group = |group: Group, title: Message| {
        let entries: Vec<El> = Kind::ALL
            .into_iter()
            .filter(|kind| kind.spec().group == group)
            .map(|kind| el("li").child(entry(store, canvas, kind)))
            .collect();
        [
            el("h2").class("heading").text(title),
            el("ul").child(entries),
        ]
    };
    el("aside")
        .class("palette")
        .attr("aria-label", say::PALETTE)
        .child(group(Group::ApiManager, say::PALETTE_API_MANAGER))
        .child(group(Group::Around, say::PALETTE_AROUND))
        .child(el("h2").class("heading").text(say::PALETTE_PLACE))
        .child(el("ul").child(el("li").child(host_entry(store, canvas))))
}

fn host_entry(store: Store, canvas: &Canvas) -> El {
    let held = canvas.clone();
    el("button")
        .class("entry")
        .attr("type", "button")
        .attr("title", say::PALETTE_HOST_ABOUT)
        .on(POINTER_DOWN, move |event| held.press(Held::NewHost, &event))
        .on(CLICK, move |_| canvas::add_host_in_sight(store))
        .child(glyph::host())
        .text(say::HOST)
}

fn entry(store: Store, canvas: &Canvas, kind: Kind) -> El {
    let picked = move || store.picked.get() == Some(kind);
    let (held, focus) = (canvas.clone(), canvas.clone());
    el("button")
        .class("entry")
        .attr("type", "button")
        .attr("title", kind.spec().about)
        .attr("data-entry", kind.id())
        .bind("aria-pressed", move || words(picked()))
        .on(POINTER_DOWN, move |event| {
            held.press(Held::Kind(kind), &event);
        })
        .on(CLICK, move |event| {
            if untrack(picked) {
                store.picked.set(None);
                return;
            }
            store.picked.set(Some(kind));
            store.announcement.set(say::picked_kind(kind.said()));
            // By keyboard: on to the hosts, where Enter places it.
            if event.detail() == 0 {
                focus.focus_active();
            }
        })
        .child(glyph::kind(kind))
        .text(kind.said())
        .child(el("small").text(kind.known_port().to_string()))
}
