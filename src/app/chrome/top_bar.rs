//! The bar at the top: what the design is called, and what can be done with it as a whole.

use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::field::{Choice, TextField, options};
use super::glyph::{self, glyph};
use super::theme::theme_button;
use super::{Chrome, Tab, attempt, icon_button};
use crate::app::dom::{self, CHANGE, CLICK, El, el, value_of, words};
use crate::app::signal::Signal;
use crate::app::store::{Dialog, Look, Store};
use crate::app::words::{Words, tell, word};
use crate::app::{actions, focus, io};
use crate::catalog::Version;
use crate::model::Command;
use crate::say::{self, Message, Said};

pub(in crate::app) fn top_bar(store: Store, chrome: Chrome) -> El {
    el("header")
        .class("topbar")
        .child(
            el("button")
                .class("skip")
                .attr("type", "button")
                .text(say::BAR_SKIP)
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
                .child(design_name(store, say::BAR_DESIGN_NAME).bare()),
        )
        .child(version_select(store))
        .child(
            group(say::BAR_HISTORY)
                .child(history_button(
                    say::ACTION_UNDO,
                    glyph::UNDO,
                    store.undo_label,
                    say::BAR_NOTHING_TO_UNDO,
                    move || store.undo(),
                ))
                .child(history_button(
                    say::ACTION_REDO,
                    glyph::REDO,
                    store.redo_label,
                    say::BAR_NOTHING_TO_REDO,
                    move || store.redo(),
                )),
        )
        .child(
            group(say::BAR_DESIGN)
                .attr("data-end", true)
                .child(bar_button(say::BAR_NEW, glyph::NEW, move || {
                    store.dialog.set(Some(Dialog::New));
                }))
                .child(open_button(store, chrome))
                .child(bar_button(
                    say::ACTION_SAVE_DESIGN,
                    glyph::SAVE,
                    move || {
                        io::save_design(store);
                    },
                ))
                .child(bar_button(say::DIALOG_PASTE, glyph::PASTE, move || {
                    store.dialog.set(Some(Dialog::PasteHosts));
                }))
                .child(bar_button(
                    say::DIALOG_SETTINGS,
                    glyph::SETTINGS,
                    move || {
                        store.dialog.set(Some(Dialog::Settings));
                    },
                ))
                .child(
                    icon_button()
                        .attr("aria-label", say::DIALOG_SEARCH)
                        .attr("title", say::bar_search_by_keys(actions::keys("Ctrl+K")))
                        .on(CLICK, move |_| store.dialog.set(Some(Dialog::Commands)))
                        .child(glyph(glyph::SEARCH)),
                )
                .child(theme_button())
                .child(panel_button(chrome)),
        )
        .child(download_button(store, chrome))
}

fn group(label: Message) -> El {
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
        .attr("aria-label", say::ACTION_DOWNLOAD_BUNDLE)
        .bind("aria-disabled", move || {
            chrome.progress.with(Option::is_some).then_some("true")
        })
        .on(CLICK, move |_| io::ask_for_bundle(store, chrome))
        .bind_text(move || {
            let progress = chrome.progress.get();
            progress.unwrap_or(say::ACTION_DOWNLOAD_BUNDLE)
        })
}

/// Shows or hides the panel on the right.
fn panel_button(chrome: Chrome) -> El {
    icon_button()
        .attr("aria-controls", "panel")
        .bind("aria-expanded", move || words(chrome.open.get()))
        .attr("aria-label", say::ACTION_PANEL)
        .bind("title", move || {
            if chrome.open.get() {
                say::BAR_HIDE_PANEL
            } else {
                say::BAR_SHOW_PANEL
            }
        })
        .on(CLICK, move |_| chrome.open.update(|open| *open = !*open))
        .child(glyph(glyph::PANEL))
}

/// Renames the design; the name becomes the folder of the bundle.
pub(super) fn design_name(store: Store, label: impl Words) -> TextField {
    TextField::new(
        label,
        move || store.design.see(|design| design.name.clone()),
        move |name| {
            if name.trim().is_empty() {
                return Err(word(say::DESIGN_UNNAMED).to_owned());
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
        .ok_or_else(|| tell(&say::version_unknown(text)))?;
    attempt(store, Command::SetVersion(version))
}

pub(super) fn version_text(store: Store) -> String {
    store.design.see(|design| design.version.text().to_owned())
}

fn version_select(store: Store) -> El {
    let select = el("select")
        .class("button topbar__version")
        .attr("aria-label", say::BAR_VERSION)
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
    what: Message,
    icon: &'static str,
    step: Signal<Option<Said>>,
    nothing: Message,
    go: impl Fn() + 'static,
) -> El {
    icon_button()
        .attr("aria-label", what)
        .bind("title", move || {
            step.get()
                .map_or_else(|| nothing.into(), |step| say::bar_step(what, step))
        })
        .bind("aria-disabled", move || {
            step.with(Option::is_none).then_some("true")
        })
        .on(CLICK, move |_| go())
        .child(glyph(icon))
}

fn bar_button(label: Message, icon: &'static str, go: impl Fn() + 'static) -> El {
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
        .attr("aria-label", say::BAR_OPEN)
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
        .attr("title", say::BAR_OPEN)
        .child(glyph(glyph::OPEN))
        .child(
            el("span")
                .class("topbar__word")
                .attr("aria-hidden", "true")
                .text(say::BAR_OPEN),
        )
        .child(input)
}
