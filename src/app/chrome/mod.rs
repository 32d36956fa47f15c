//! Everything around the canvas: top bar, palette, side panel, status bar.

use leptos::prelude::*;

#[component]
pub fn TopBar() -> impl IntoView {
    view! { <header class="top"></header> }
}

#[component]
pub fn Palette() -> impl IntoView {
    view! { <aside class="palette" aria-label="Palette"></aside> }
}

#[component]
pub fn SidePanel() -> impl IntoView {
    view! { <aside class="inspector" aria-label="Inspector"></aside> }
}

#[component]
pub fn StatusBar() -> impl IntoView {
    view! { <footer class="status"></footer> }
}
