//! The panel on the right: tabs about what is selected.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{KeyboardEvent, PointerEvent};

use super::files::{files_pane, watch_files};
use super::findings::findings_pane;
use super::inspector::properties;
use super::outline::outline;
use super::ports::ports;
use super::{Chrome, Tab};
use crate::app::dom::{
    self, CLICK, Content, El, KEY_DOWN, POINTER_CANCEL, POINTER_DOWN, POINTER_MOVE, POINTER_UP, el,
    words,
};
use crate::app::signal::Signal;
use crate::app::storage;
use crate::app::store::{Look, Store};
use crate::checks::Severity;
use crate::say;

const WIDTH_KEY: &str = "apim-designer.panel";
/// In CSS pixels.
const NARROWEST: i32 = 280;
const WIDEST: i32 = 900;
const STEP: i32 = 16;
/// What a click sets: the other of the two.
const SLIM: i32 = 336;
const BROAD: i32 = 560;

pub(in crate::app) fn side_panel(store: Store, chrome: Chrome) -> El {
    let files = watch_files(store, chrome);
    let panel = el("aside")
        .class("panel")
        .attr("id", "panel")
        .attr("aria-label", say::PANEL_INSPECTOR)
        .bind("hidden", move || !chrome.open.get());
    commit_on_leave(&panel);
    let handle = handle(&panel);
    panel
        .child(handle)
        .child(el("div").class("panel__head").child(tabs(store, chrome)))
        .child(pane(chrome, Tab::Properties, move || {
            properties(store, chrome)
        }))
        .child(pane(chrome, Tab::Ports, move || ports(store)))
        .child(pane(chrome, Tab::Files, move || files_pane(store, files)))
        // Always there, so that a finding can be found in the page.
        .child(frame(chrome, Tab::Findings).child(findings_pane(store, chrome)))
        .child(pane(chrome, Tab::Outline, move || outline(store, chrome)))
}

fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.id())
}

fn pane_id(tab: Tab) -> String {
    format!("pane-{}", tab.id())
}

fn frame(chrome: Chrome, tab: Tab) -> El {
    el("div")
        .class("panel__pane")
        .attr("role", "tabpanel")
        .attr("tabindex", "0")
        .attr("id", pane_id(tab))
        .attr("aria-labelledby", tab_id(tab))
        .bind("hidden", move || chrome.tab.get() != tab)
}

/// A pane whose content is there only while it is looked at.
fn pane<C: Into<Content>>(chrome: Chrome, tab: Tab, content: impl Fn() -> C + 'static) -> El {
    frame(chrome, tab).keyed(
        move || chrome.tab.get() == tab,
        move |&shown| {
            if shown {
                content().into()
            } else {
                Content::default()
            }
        },
    )
}

fn tabs(store: Store, chrome: Chrome) -> El {
    let list = el("div")
        .class("panel__tabs")
        .attr("role", "tablist")
        .attr("aria-label", say::PANEL_INSPECTOR);
    let node = list.node().clone();
    list.on(KEY_DOWN, move |event: KeyboardEvent| {
        let now = chrome.tab.get_untracked() as usize;
        let end = Tab::ALL.len() - 1;
        let next = match event.key().as_str() {
            "ArrowRight" => (now + 1) % Tab::ALL.len(),
            "ArrowLeft" => now.checked_sub(1).unwrap_or(end),
            "Home" => 0,
            "End" => end,
            _ => return,
        };
        event.prevent_default();
        chrome.tab.set(Tab::ALL[next]);
        let button = u32::try_from(next)
            .ok()
            .and_then(|next| node.children().item(next));
        if let Some(button) = button {
            dom::focus(&button);
        }
    })
    .child(Tab::ALL.map(|tab| tab_button(store, chrome, tab)))
}

fn tab_button(store: Store, chrome: Chrome, tab: Tab) -> El {
    let chosen = move || chrome.tab.get() == tab;
    el("button")
        .class("panel__tab")
        .attr("type", "button")
        .attr("role", "tab")
        .attr("id", tab_id(tab))
        .attr("aria-controls", pane_id(tab))
        .bind("aria-selected", move || words(chosen()))
        .bind("tabindex", move || if chosen() { "0" } else { "-1" })
        .on(CLICK, move |_| chrome.show(tab))
        .text(tab.label())
        .child((tab == Tab::Findings).then(|| findings_count(store)))
}

fn findings_count(store: Store) -> El {
    let worst = move || -> Option<Severity> {
        store
            .findings
            .see(|findings| findings.iter().map(|finding| finding.severity).min())
    };
    el("span")
        .class("panel__count")
        .bind("data-severity", move || worst().map(Severity::id))
        .bind_text(move || match store.findings.see(std::vec::Vec::len) {
            0 => String::new(),
            // Read out, the number is a word of its own.
            count => format!(" {count}"),
        })
}

/// What is being typed is sent before a click elsewhere changes the selection: the canvas keeps the browser from
/// moving the focus, and the field would go with its text.
fn commit_on_leave(panel: &El) {
    let panel = panel.node().clone();
    dom::on_window(POINTER_DOWN, move |event| {
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if panel.contains(target.as_ref()) {
            return;
        }
        let active = document()
            .active_element()
            .filter(|active| panel.contains(Some(active)))
            .and_then(|active| active.dyn_into::<web_sys::HtmlInputElement>().ok());
        if let Some(active) = active {
            let _ = active.blur();
        }
    });
}

/// Makes the panel wider or narrower: by dragging, by a click, or by the arrow keys.
fn handle(panel: &El) -> El {
    let panel: web_sys::HtmlElement = panel.cast();
    let width = Signal::new(storage::get(WIDTH_KEY).and_then(|width| width.parse().ok()));
    let apply = move |wanted: i32| {
        let wanted = wanted.clamp(NARROWEST, WIDEST);
        width.set(Some(wanted));
        if let Some(body) = document().body() {
            dom::set_style(&body.style(), "--panel", &format!("{wanted}px"));
        }
    };
    let keep = move || {
        if let Some(width) = width.get_untracked() {
            // Without storage the width lasts as long as the page.
            let _ = storage::set(WIDTH_KEY, &width.to_string());
        }
    };
    if let Some(known) = width.get_untracked() {
        apply(known);
    }
    let now = {
        let panel = panel.clone();
        move || {
            width
                .get()
                .unwrap_or_else(|| panel.offset_width().max(NARROWEST))
        }
    };
    let (at_grab, at_key) = (now.clone(), now.clone());
    // The width and the pointer's place together, which a drag keeps; and the place where it began.
    let grabbed = Signal::new(None::<(i32, i32)>);
    el("div")
        .class("panel__handle")
        .attr("role", "separator")
        .attr("tabindex", "0")
        .attr("aria-orientation", "vertical")
        .attr("aria-label", say::PANEL_WIDTH)
        .attr("title", say::PANEL_WIDTH_HOW)
        .attr("aria-valuemin", NARROWEST.to_string())
        .attr("aria-valuemax", WIDEST.to_string())
        .bind("aria-valuenow", move || now().to_string())
        .on(POINTER_DOWN, move |event: PointerEvent| {
            if let Some(handle) = dom::closest(&event, ".panel__handle") {
                // Without capture the drag ends at the handle's edge.
                let _ = handle.set_pointer_capture(event.pointer_id());
            }
            event.prevent_default();
            let x = event.client_x();
            grabbed.set(Some((x + untrack(&at_grab), x)));
        })
        .on(POINTER_MOVE, move |event: PointerEvent| {
            if let Some((sum, _)) = grabbed.get_untracked() {
                apply(sum - event.client_x());
            }
        })
        .on(POINTER_UP, move |event: PointerEvent| {
            let Some((sum, start)) = grabbed.get_untracked() else {
                return;
            };
            grabbed.set(None);
            if event.client_x() == start {
                apply(if sum - start < BROAD { BROAD } else { SLIM });
            }
            keep();
        })
        .on(POINTER_CANCEL, move |_| grabbed.set(None))
        .on(KEY_DOWN, move |event: KeyboardEvent| {
            let change = match event.key().as_str() {
                "ArrowLeft" => STEP,
                "ArrowRight" => -STEP,
                _ => return,
            };
            event.prevent_default();
            apply(untrack(&at_key) + change);
            keep();
        })
}
