//! The panel on the right: tabs about what is selected.

use leptos::ev::{KeyboardEvent, PointerEvent};
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::files::{FilesPane, watch_files};
use super::findings::FindingsPane;
use super::inspector::Properties;
use super::outline::Outline;
use super::ports::Ports;
use super::{Tab, chrome, store};
use crate::app::storage;

const WIDTH_KEY: &str = "apim-designer.panel";
/// In CSS pixels.
const NARROWEST: i32 = 280;
const WIDEST: i32 = 900;
const STEP: i32 = 16;

#[component]
pub fn SidePanel() -> impl IntoView {
    let chrome = chrome();
    let files = watch_files();
    let panel = NodeRef::<html::Aside>::new();
    commit_on_leave(panel);
    let pane = move |tab: Tab| chrome.tab.get() == tab;
    view! {
        <aside
            class="panel"
            id="panel"
            aria-label="Inspector"

            hidden=move || !chrome.open.get()
            node_ref=panel
        >
            <Handle panel/>
            <div class="panel__head">
                <Tabs/>
            </div>
            <Pane tab=Tab::Properties>
                {move || pane(Tab::Properties).then(|| view! { <Properties/> })}
            </Pane>
            <Pane tab=Tab::Ports>{move || pane(Tab::Ports).then(|| view! { <Ports/> })}</Pane>
            <Pane tab=Tab::Files>
                {move || pane(Tab::Files).then(|| view! { <FilesPane files/> })}
            </Pane>
            // Always there, so that a finding can be found in the page.
            <Pane tab=Tab::Findings>
                <FindingsPane/>
            </Pane>
            <Pane tab=Tab::Outline>{move || pane(Tab::Outline).then(|| view! { <Outline/> })}</Pane>
        </aside>
    }
}

fn tab_id(tab: Tab) -> String {
    format!("tab-{}", tab.label())
}

fn pane_id(tab: Tab) -> String {
    format!("pane-{}", tab.label())
}

#[component]
fn Pane(tab: Tab, children: Children) -> AnyView {
    let chrome = chrome();
    view! {
        <div
            class="panel__pane"
            role="tabpanel"
            tabindex="0"
            id=pane_id(tab)
            aria-labelledby=tab_id(tab)
            hidden=move || chrome.tab.get() != tab
        >
            {children()}
        </div>
    }
    .into_any()
}

#[component]
fn Tabs() -> impl IntoView {
    let chrome = chrome();
    let list = NodeRef::<html::Div>::new();
    let on_key = move |ev: KeyboardEvent| {
        let now = chrome.tab.get_untracked() as usize;
        let last = Tab::ALL.len() - 1;
        let next = match ev.key().as_str() {
            "ArrowRight" => (now + 1) % Tab::ALL.len(),
            "ArrowLeft" => now.checked_sub(1).unwrap_or(last),
            "Home" => 0,
            "End" => last,
            _ => return,
        };
        ev.prevent_default();
        chrome.tab.set(Tab::ALL[next]);
        let Some(list) = list.get_untracked() else {
            return;
        };
        let button = list
            .query_selector_all("[role=tab]")
            .ok()
            .and_then(|tabs| tabs.item(u32::try_from(next).unwrap_or(0)))
            .and_then(|tab| tab.dyn_into::<web_sys::HtmlElement>().ok());
        if let Some(button) = button {
            let _ = button.focus();
        }
    };
    view! {
        <div class="panel__tabs" role="tablist" aria-label="Inspector" node_ref=list on:keydown=on_key>
            {Tab::ALL
                .into_iter()
                .map(|tab| {
                    let chosen = move || chrome.tab.get() == tab;
                    view! {
                        <button
                            class="panel__tab"
                            type="button"
                            role="tab"
                            id=tab_id(tab)
                            aria-controls=pane_id(tab)
                            aria-selected=move || chosen().to_string()
                            tabindex=move || if chosen() { "0" } else { "-1" }
                            on:click=move |_| chrome.show(tab)
                        >
                            {tab.label()}
                            {count(tab)}
                        </button>
                    }
                    .into_any()
                })
                .collect::<Vec<_>>()}
        </div>
    }
}

/// How many a tab holds, where that tells something.
fn count(tab: Tab) -> Option<AnyView> {
    if tab != Tab::Findings {
        return None;
    }
    let store = store();
    let counts = Memo::new(move |_| {
        store.findings.with(|findings| {
            let worst = findings.iter().map(|finding| finding.severity).min();
            (findings.len(), worst)
        })
    });
    let view = move || {
        let (count, worst) = counts.get();
        worst.map(|worst| {
            view! {
                <span class="panel__count" data-severity=crate::app::labels::severity_id(worst)>
                    {count}
                </span>
            }
        })
    };
    Some(view.into_any())
}

/// What is being typed is sent before a click elsewhere changes the selection: the canvas keeps the browser from
/// moving the focus, and the field would go with its text.
fn commit_on_leave(panel: NodeRef<html::Aside>) {
    let listener = window_event_listener(leptos::ev::pointerdown, move |event| {
        let Some(panel) = panel.get_untracked() else {
            return;
        };
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
    on_cleanup(move || listener.remove());
}

/// Makes the panel wider or narrower: by dragging, or by the arrow keys.
#[component]
fn Handle(panel: NodeRef<html::Aside>) -> impl IntoView {
    let width = RwSignal::new(storage::get(WIDTH_KEY).and_then(|width| width.parse().ok()));
    let apply = move |wanted: i32| {
        let wanted = wanted.clamp(NARROWEST, WIDEST);
        width.set(Some(wanted));
        if let Some(body) = document().body() {
            let _ = body.style().set_property("--panel", &format!("{wanted}px"));
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
    let now = move || {
        width
            .get()
            .unwrap_or_else(|| panel.get().map_or(NARROWEST, |panel| panel.offset_width()))
    };
    let grabbed = StoredValue::new(None::<i32>);
    let on_down = move |ev: PointerEvent| {
        let handle = event_target::<web_sys::Element>(&ev);
        let _ = handle.set_pointer_capture(ev.pointer_id());
        ev.prevent_default();
        grabbed.set_value(Some(ev.client_x() + untrack(now)));
    };
    let on_move = move |ev: PointerEvent| {
        if let Some(sum) = grabbed.get_value() {
            apply(sum - ev.client_x());
        }
    };
    let on_up = move |_| {
        grabbed.set_value(None);
        keep();
    };
    let on_key = move |ev: KeyboardEvent| {
        let change = match ev.key().as_str() {
            "ArrowLeft" => STEP,
            "ArrowRight" => -STEP,
            _ => return,
        };
        ev.prevent_default();
        apply(untrack(now) + change);
        keep();
    };
    view! {
        <div
            class="panel__handle"
            role="separator"
            tabindex="0"
            aria-orientation="vertical"
            aria-label="Width of the panel"
            aria-valuemin=NARROWEST
            aria-valuemax=WIDEST
            aria-valuenow=now
            on:pointerdown=on_down
            on:pointermove=on_move
            on:pointerup=on_up
            on:pointercancel=move |_| grabbed.set_value(None)
            on:keydown=on_key
        ></div>
    }
}
