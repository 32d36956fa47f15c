//! The page: Leptos views over the same calls as the command line. The only module that knows a browser.

pub mod canvas;
pub mod chrome;
pub mod store;

use leptos::prelude::*;

use store::Store;

/// Draws the page in place of its static shell.
pub fn mount() {
    leptos::mount::mount_to_body(App);
}

#[component]
fn App() -> impl IntoView {
    let store = Store::new();
    provide_context(store);
    view! {
        <chrome::TopBar/>
        <chrome::Palette/>
        <canvas::Canvas/>
        <chrome::SidePanel/>
        <chrome::StatusBar/>
    }
}
