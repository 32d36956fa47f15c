//! The page's views.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;

/// Draws the page into its static shell.
pub fn mount() {
    leptos::mount::mount_to_body(App);
}

/// The version of this build; callable in the page and in its worker.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

#[component]
fn App() -> impl IntoView {
    let started = RwSignal::new(0);
    view! {
        <button on:click=move |_| started.update(|n| *n += 1)>"Started " {started} " times"</button>
    }
}
