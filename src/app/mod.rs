//! The page: Leptos views over the same calls as the command line. The only module that knows a browser.

pub mod canvas;
pub mod chrome;
pub mod io;
pub mod labels;
pub mod palette;
pub mod storage;
pub mod store;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::Element;

use canvas::gesture::Gestures;
use store::Store;

/// Draws the page in place of its static shell.
pub fn mount() {
    std::panic::set_hook(Box::new(failed));
    // Gone in the same task that draws the page, so nothing flickers.
    if let Ok(shell) = document().query_selector_all("body > [data-shell]") {
        for at in 0..shell.length() {
            if let Some(part) = shell
                .item(at)
                .and_then(|part| part.dyn_into::<Element>().ok())
            {
                part.remove();
            }
        }
    }
    leptos::mount::mount_to_body(App);
}

/// Says that the page has stopped, instead of leaving it silently dead.
fn failed(info: &std::panic::PanicHookInfo) {
    web_sys::console::error_1(&info.to_string().into());
    if let Ok(Some(status)) = document().query_selector("[role=status]") {
        status.set_text_content(Some(
            "The page has stopped after a fault of its own; load it again. The design is kept as it was stored last",
        ));
    }
}

#[component]
fn App() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    chrome::provide(store);
    let gestures = Gestures::new(store);
    provide_context(gestures);
    // On the window: a drag from the palette ends over the canvas, and one from the canvas may end anywhere.
    window_event_listener(leptos::ev::pointermove, move |event| gestures.moved(&event));
    window_event_listener(leptos::ev::pointerup, move |event| gestures.end(&event));
    window_event_listener(leptos::ev::pointercancel, move |_| gestures.cancel());
    view! {
        <chrome::TopBar/>
        <palette::Palette/>
        <canvas::Canvas/>
        <chrome::SidePanel/>
        <chrome::StatusBar/>
        <chrome::Dialogs/>
        <palette::Ghost/>
    }
}
