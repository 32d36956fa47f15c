//! The bar at the top: what the design is called, and what can be done with it as a whole.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::field::{Choice, TextField, options};
use super::glyph::{self, glyph};
use super::theme::theme_button;
use super::{Chrome, Tab, attempt, icon_button};
use crate::app::dom::{self, CHANGE, CLICK, El, el, value_of, words};
use crate::app::store::{Dialog, Look, Store};
use crate::app::{focus, io};
use crate::catalog::Version;
use crate::model::Command;

pub(in crate::app) fn top_bar(store: Store, chrome: Chrome) -> El {
    el("header")
        .class("topbar")
        .child(
            el("button")
                .class("skip")
                .attr("type", "button")
                .text("Go to the outline")
                .on(CLICK, move |_| {
                    chrome.show(Tab::Outline);
                    request_animation_frame(|| {
                        if let Some(pane) = focus::pane() {
                            dom::focus(&pane);
                        }
                    });
                }),
        )
        .child(
            el("span")
                .class("topbar__mark")
                .attr("aria-hidden", "true")
                .text("+1"),
        )
        .child(el("h1").class("topbar__product").text("apim-designer"))
        .child(
            el("span")
                .class("topbar__slash")
                .attr("aria-hidden", "true")
                .text("/"),
        )
        .child(
            el("div")
                .class("topbar__name")
                .child(design_name(store, "Design name").bare()),
        )
        .child(version_select(store))
        .child(
            group("History")
                .child(history_button(
                    "Undo",
                    glyph::UNDO,
                    store.undo_label,
                    move || {
                        store.undo();
                    },
                ))
                .child(history_button(
                    "Redo",
                    glyph::REDO,
                    store.redo_label,
                    move || {
                        store.redo();
                    },
                )),
        )
        .child(
            group("Design")
                .attr("data-end", true)
                .child(bar_button("New", glyph::NEW, move || {
                    store.dialog.set(Some(Dialog::New));
                }))
                .child(open_button(store, chrome))
                .child(bar_button("Save design", glyph::SAVE, move || {
                    io::save_design(store);
                }))
                .child(bar_button("Paste hosts", glyph::PASTE, move || {
                    store.dialog.set(Some(Dialog::PasteHosts));
                }))
                .child(bar_button("Settings", glyph::SETTINGS, move || {
                    store.dialog.set(Some(Dialog::Settings));
                }))
                .child(
                    icon_button()
                        .attr("aria-label", "Search")
                        .attr("title", "Search for an action, a host or a server (Ctrl+K)")
                        .on(CLICK, move |_| store.dialog.set(Some(Dialog::Commands)))
                        .child(glyph(glyph::SEARCH)),
                )
                .child(theme_button())
                .child(panel_button(chrome)),
        )
        .child(download_button(store, chrome))
}

fn group(label: &'static str) -> El {
    el("div")
        .class("topbar__group")
        .attr("role", "group")
        .attr("aria-label", label)
}

fn download_button(store: Store, chrome: Chrome) -> El {
    // Not disabled while it works: focus would be lost.
    el("button")
        .class("button")
        .attr("data-look", "primary")
        .attr("type", "button")
        .attr("aria-label", "Download bundle")
        .bind("aria-disabled", move || {
            chrome.progress.with(Option::is_some).then_some("true")
        })
        .on(CLICK, move |_| io::ask_for_bundle(store, chrome))
        .bind_text(move || {
            let progress = chrome.progress.get();
            progress.unwrap_or("Download bundle").to_owned()
        })
}

/// Shows or hides the panel on the right.
fn panel_button(chrome: Chrome) -> El {
    icon_button()
        .attr("aria-controls", "panel")
        .bind("aria-expanded", move || words(chrome.open.get()))
        .attr("aria-label", "Panel")
        .bind("title", move || {
            if chrome.open.get() {
                "Hide the panel"
            } else {
                "Show the panel"
            }
        })
        .on(CLICK, move |_| chrome.open.update(|open| *open = !*open))
        .child(glyph(glyph::PANEL))
}

/// Renames the design; the name becomes the folder of the bundle.
pub(super) fn design_name(store: Store, label: &'static str) -> TextField {
    TextField::new(
        label,
        move || store.design.see(|design| design.name.clone()),
        move |name| {
            if name.trim().is_empty() {
                return Err("a design needs a name; it becomes the bundle’s folder".to_owned());
            }
            attempt(store, Command::Rename(name.trim().to_owned()))
        },
    )
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
pub(super) fn set_version(store: Store, text: &str) -> Result<(), String> {
    let version = Version::ALL
        .into_iter()
        .find(|version| version.text() == text)
        .ok_or_else(|| format!("there is no version {text}"))?;
    attempt(store, Command::SetVersion(version))
}

pub(super) fn version_text(store: Store) -> String {
    store.design.see(|design| design.version.text().to_owned())
}

fn version_select(store: Store) -> El {
    let select = el("select")
        .class("button topbar__version")
        .attr("aria-label", "Version")
        // Refused by nothing: every version of the list can be set.
        .on(CHANGE, move |event| {
            drop(set_version(store, &value_of(&event)));
        });
    options(
        select,
        Rc::new(move || version_text(store)),
        Rc::new(versions),
    )
}

fn history_button(
    what: &'static str,
    icon: &'static str,
    label: RwSignal<Option<String>>,
    go: impl Fn() + 'static,
) -> El {
    icon_button()
        .attr("aria-label", what)
        .bind("title", move || {
            label.with(|label| match label {
                Some(step) => format!("{what}: {step}"),
                None => format!("Nothing to {}", what.to_ascii_lowercase()),
            })
        })
        .bind("aria-disabled", move || {
            label.with(Option::is_none).then_some("true")
        })
        .on(CLICK, move |_| go())
        .child(glyph(icon))
}

fn bar_button(label: &'static str, icon: &'static str, go: impl Fn() + 'static) -> El {
    el("button")
        .class("button")
        .attr("type", "button")
        .attr("aria-label", label)
        .attr("title", label)
        .on(CLICK, move |_| go())
        .child(glyph(icon))
        .child(el("span").class("topbar__word").text(label))
}

/// A file input that looks like the buttons beside it.
fn open_button(store: Store, chrome: Chrome) -> El {
    let input = el("input")
        .class("unseen")
        .attr("type", "file")
        .attr("accept", ".json,application/json")
        .attr("aria-label", "Open design")
        .on(CHANGE, move |event| {
            let input = event.target().map(JsCast::unchecked_into);
            let Some(input) = input.map(|input: web_sys::HtmlInputElement| input) else {
                return;
            };
            if let Some(file) = input.files().and_then(|files| files.get(0)) {
                io::open_file(store, chrome, file);
            }
            // The same file can be chosen again.
            input.set_value("");
        });
    el("label")
        .class("button")
        .attr("title", "Open design")
        .child(glyph(glyph::OPEN))
        .child(
            el("span")
                .class("topbar__word")
                .attr("aria-hidden", "true")
                .text("Open design"),
        )
        .child(input)
}
