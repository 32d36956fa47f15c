//! The drawing: hosts, instances, links, and the gestures on them.

use leptos::prelude::*;

#[component]
pub fn Canvas() -> impl IntoView {
    view! { <main class="canvas" aria-label="Canvas"></main> }
}
