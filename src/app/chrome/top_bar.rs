//! The bar at the top: what the design is called, and what can be done with it as a whole.

use leptos::ev;
use leptos::prelude::*;

use super::field::{Choice, TextField, options};
use super::glyph::{self, glyph};
use super::theme::ThemeButton;
use super::{Tab, attempt, chrome, store, text};
use crate::app::io;
use crate::app::store::Dialog;
use crate::catalog::Version;
use crate::model::Command;

#[component]
pub fn TopBar() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let progress = move || chrome.progress.get();
    view! {
        <header class="topbar">
            <button class="skip" type="button" on:click=move |_| chrome.show(Tab::Outline)>
                "Go to the outline"
            </button>
            <span class="topbar__mark" aria-hidden="true">
                "+1"
            </span>
            <h1 class="topbar__product">"apim-designer"</h1>
            <span class="topbar__slash" aria-hidden="true">
                "/"
            </span>
            <DesignName/>
            <VersionSelect/>
            <div class="topbar__group" role="group" aria-label="History">
                <HistoryButton what="Undo" icon=glyph::UNDO label=store.undo_label go=move || store.undo()/>
                <HistoryButton what="Redo" icon=glyph::REDO label=store.redo_label go=move || store.redo()/>
            </div>
            <div class="topbar__group" data-end="" role="group" aria-label="Design">
                <BarButton label="New" icon=glyph::NEW go=move || store.dialog.set(Some(Dialog::New))/>
                <OpenButton/>
                <BarButton label="Save design" icon=glyph::SAVE go=move || io::save_design(store)/>
                <BarButton
                    label="Paste hosts"
                    icon=glyph::PASTE
                    go=move || store.dialog.set(Some(Dialog::PasteHosts))
                />
                <BarButton
                    label="Settings"
                    icon=glyph::SETTINGS
                    go=move || store.dialog.set(Some(Dialog::Settings))
                />
                <ThemeButton/>
                <PanelButton/>
            </div>
            // Not disabled while it works: focus would be lost.
            <button
                class="button"
                data-look="primary"
                type="button"
                aria-label="Download bundle"
                aria-disabled=move || progress().is_some().then_some("true")
                on:click=move |_| io::ask_for_bundle(store, chrome)
            >
                {move || progress().unwrap_or("Download bundle")}
            </button>
        </header>
    }
}

/// Shows or hides the panel on the right.
#[component]
fn PanelButton() -> impl IntoView {
    let chrome = chrome();
    let label = move || {
        if chrome.open.get() {
            "Hide the panel"
        } else {
            "Show the panel"
        }
    };
    view! {
        <button
            class="button"
            data-look="icon"
            type="button"
            aria-controls="panel"
            aria-expanded=move || chrome.open.get().to_string()
            aria-label="Panel"
            title=label
            on:click=move |_| chrome.open.update(|open| *open = !*open)
        >
            {glyph(glyph::PANEL)}
        </button>
    }
}

#[component]
fn DesignName() -> impl IntoView {
    let store = store();
    let commit = Callback::new(move |name: String| {
        if name.trim().is_empty() {
            return Err("a design needs a name; it becomes the bundle’s folder".to_owned());
        }
        attempt(store, Command::Rename(name.trim().to_owned()))
    });
    view! {
        <div class="topbar__name">
            <TextField
                label="Design name"
                bare=true
                value=text(store, |design| design.name.clone())
                commit
            />
        </div>
    }
}

pub(super) fn versions() -> Vec<Choice> {
    Version::ALL
        .into_iter()
        .map(|version| {
            (
                version.text().to_owned(),
                format!("API Manager {}", version.text()),
            )
        })
        .collect()
}

/// Sets the version of that text.
pub(super) fn set_version(store: crate::app::store::Store, text: &str) -> Result<(), String> {
    let version = Version::ALL
        .into_iter()
        .find(|version| version.text() == text)
        .ok_or_else(|| format!("there is no version {text}"))?;
    attempt(store, Command::SetVersion(version))
}

#[component]
fn VersionSelect() -> impl IntoView {
    let store = store();
    let value = text(store, |design| design.version.text().to_owned());
    view! {
        <select
            class="button topbar__version"
            aria-label="Version"
            on:change=move |ev| drop(set_version(store, &event_target_value(&ev)))
        >
            {options(value, Signal::stored(versions()))}
        </select>
    }
}

#[component]
fn HistoryButton(
    what: &'static str,
    icon: &'static str,
    label: RwSignal<Option<String>>,
    go: impl Fn() + 'static,
) -> impl IntoView {
    let title = move || {
        label.with(|label| match label {
            Some(step) => format!("{what}: {step}"),
            None => format!("Nothing to {}", what.to_lowercase()),
        })
    };
    view! {
        <button
            class="button"
            data-look="icon"
            type="button"
            aria-label=what
            title=title
            aria-disabled=move || label.with(Option::is_none).then_some("true")
            on:click=move |_| go()
        >
            {glyph(icon)}
        </button>
    }
}

#[component]
fn BarButton(label: &'static str, icon: &'static str, go: impl Fn() + 'static) -> impl IntoView {
    view! {
        <button
            class="button"
            type="button"
            aria-label=label
            title=label
            on:click=move |_: ev::MouseEvent| go()
        >
            {glyph(icon)}
            <span class="topbar__word">{label}</span>
        </button>
    }
}

/// A file input that looks like the buttons beside it.
#[component]
fn OpenButton() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let on_change = move |ev: ev::Event| {
        let input = event_target::<web_sys::HtmlInputElement>(&ev);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            io::open_file(store, chrome, file);
        }
        // The same file can be chosen again.
        input.set_value("");
    };
    view! {
        <label class="button" title="Open design">
            {glyph(glyph::OPEN)}
            <span class="topbar__word" aria-hidden="true">
                "Open design"
            </span>
            <input
                class="unseen"
                type="file"
                accept=".json,application/json"
                aria-label="Open design"
                on:change=on_change
            />
        </label>
    }
}
