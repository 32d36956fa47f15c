//! Dialogs: to begin anew, to paste hosts, for the settings, and for what must be answered.

use leptos::leptos_dom::helpers::queue_microtask;
use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::HtmlDialogElement;

use super::field::fresh;
use super::glyph::{self, glyph};
use super::settings::{settings, this_page};
use super::{Chrome, Notice, Tab, button, commands};
use crate::app::canvas::Canvas;
use crate::app::dom::{CLICK, CLOSE, El, INPUT, closest, el, value_of};
use crate::app::io;
use crate::app::signal::Signal;
use crate::app::store::{Dialog, Look, Store};
use crate::app::words::word;
use crate::model::hosts_lines::{self, Line, Outcome};
use crate::model::presets::{self, Preset};
use crate::model::{Command, Design};
use crate::say::{self, Message, Said};
use crate::table::SortedSet;

/// Holds the dialogs that are open.
pub(in crate::app) fn dialogs(store: Store, chrome: Chrome, canvas: &Canvas) -> El {
    let canvas = canvas.clone();
    el("div")
        .class("dialogs")
        .keyed(
            move || store.dialog.get(),
            move |dialog| dialog.map(|dialog| chosen(store, &canvas, dialog)),
        )
        .keyed(
            move || chrome.asked.get(),
            move |asked| asked.map(|problems| blocked(store, chrome, problems)),
        )
        .keyed(
            move || chrome.notice.get(),
            move |notice| notice.clone().map(|notice| told(chrome, notice)),
        )
}

/// A dialog that a view has asked for.
fn chosen(store: Store, canvas: &Canvas, dialog: Dialog) -> El {
    let close = Box::new(move || store.dialog.set(None));
    match dialog {
        Dialog::New => modal(say::DIALOG_NEW.into(), close).child(new_design(store)),
        Dialog::PasteHosts => paste_hosts(modal(say::DIALOG_PASTE.into(), close), store),
        Dialog::Settings => modal(say::DIALOG_SETTINGS.into(), close)
            .child(
                body()
                    .child(settings(store))
                    .child(this_page(store, canvas.chrome)),
            )
            .child(foot().child(done(say::DIALOG_DONE))),
        Dialog::Commands => commands::commands(modal(say::DIALOG_SEARCH.into(), close), canvas),
        Dialog::Keys => commands::keys(modal(say::DIALOG_KEYS.into(), close)),
        Dialog::History => commands::history(modal(say::DIALOG_HISTORY.into(), close), store),
        Dialog::Scale => commands::scale(modal(say::DIALOG_SCALE.into(), close), canvas),
    }
}

/// A dialog in front of the page; Escape closes it and the focus goes back to where it was.
fn modal(title: Said, close: Box<dyn Fn()>) -> El {
    let id = fresh("dialog");
    let dialog = el("dialog")
        .class("dialog")
        .attr("aria-labelledby", id.clone())
        .on(CLOSE, move |_| close())
        .child(
            el("div")
                .class("dialog__head")
                .child(el("h2").attr("id", id).text(title))
                .child(
                    el("button")
                        .class("button")
                        .attr("data-look", "plain")
                        .attr("type", "button")
                        .attr("aria-label", say::DIALOG_CLOSE)
                        .on(CLICK, |event| shut(&event))
                        .child(glyph(glyph::CLOSE)),
                ),
        );
    let node: HtmlDialogElement = dialog.cast();
    // It opens only once it is in the page, which it is as soon as what goes on now is done.
    queue_microtask(move || {
        // Gone already where it was closed at once.
        let _ = node.show_modal();
    });
    dialog
}

pub(super) fn body() -> El {
    el("div").class("dialog__body")
}

pub(super) fn foot() -> El {
    el("div").class("dialog__foot")
}

/// Closes the dialog; the button that most people want.
pub(super) fn done(label: Message) -> El {
    button(label)
        .attr("data-look", "primary")
        .on(CLICK, |event| shut(&event))
}

/// Closes the dialog that an event comes from.
pub(super) fn shut(event: &web_sys::Event) {
    if let Some(dialog) = closest(event, "dialog") {
        dialog.unchecked_into::<HtmlDialogElement>().close();
    }
}

fn new_design(store: Store) -> El {
    let presets = presets::ALL
        .iter()
        .map(|preset| preset_card(store, Some(preset)));
    body()
        .child(el("p").class("muted").text(say::NEW_UNDO))
        .child(
            el("ul")
                .class("presets")
                .child(preset_card(store, None))
                .child(presets.collect::<Vec<_>>()),
        )
}

/// Begins with a ready design, or with an empty one.
fn preset_card(store: Store, preset: Option<&'static Preset>) -> El {
    let (title, about) = match preset {
        Some(preset) => (preset.title, preset.about),
        None => (say::NEW_EMPTY, say::NEW_EMPTY_ABOUT),
    };
    let begin = move |event: web_sys::MouseEvent| {
        let design = preset.map_or_else(Design::default, |preset| {
            preset.design_named(word(preset.title))
        });
        store.run(Command::Replace(Box::new(design)));
        store.selection.update(SortedSet::clear);
        shut(&event);
    };
    el("li").child(
        el("button")
            .class("preset")
            .attr("type", "button")
            .on(CLICK, begin)
            .child(el("strong").text(title))
            .child(el("span").text(about)),
    )
}

fn paste_hosts(dialog: El, store: Store) -> El {
    let typed = Signal::new(String::new());
    let lines = move || {
        store
            .design
            .see(|design| typed.with(|typed| hosts_lines::read(typed, design)))
    };
    let add = move |event: web_sys::MouseEvent| {
        let lines = untrack(lines);
        let command = store
            .design
            .peek(|design| hosts_lines::command(&lines, design));
        if command.is_some_and(|command| store.run(command)) {
            // They may lie beside what is in sight.
            store.opened.update(|count| *count += 1);
            shut(&event);
        }
    };
    let id = fresh("paste");
    let help = format!("{id}-help");
    let preview = el("div")
        .class("preview")
        .attr("role", "region")
        .attr("aria-label", say::PASTE_PREVIEW)
        .attr("tabindex", "0")
        .child(el("ul").region(move || lines().iter().map(preview).collect::<Vec<_>>()));
    let body = body()
        .child(
            el("label")
                .class("field__label")
                .attr("for", id.clone())
                .text(say::PASTE_LABEL),
        )
        .child(
            el("textarea")
                .class("field__input")
                .attr("data-mono", true)
                .attr("rows", "8")
                .attr("id", id)
                .attr("spellcheck", "false")
                .attr("autocomplete", "off")
                .attr(
                    "placeholder",
                    format!(
                        "10.0.1.11  gw.host\n10.0.1.12  km.host  # {}",
                        word(say::PASTE_EXAMPLE)
                    ),
                )
                .attr("aria-describedby", help.clone())
                .on(INPUT, move |event| typed.set(value_of(&event))),
        )
        .child(
            el("p")
                .class("field__note")
                .attr("data-kind", "note")
                .attr("id", help)
                .text(say::PASTE_HELP),
        )
        .child(preview)
        .child(
            el("p")
                .class("field__note")
                .attr("data-kind", "refusal")
                .bind("hidden", move || store.refusal.with(Option::is_none))
                .bind_text(move || store.refusal.get().unwrap_or_default()),
        );
    let foot = foot()
        .child(button(say::DIALOG_CANCEL).on(CLICK, |event| shut(&event)))
        .child(
            el("button")
                .class("button")
                .attr("data-look", "primary")
                .attr("type", "button")
                .bind("disabled", move || {
                    hosts_lines::hosts(&lines()).next().is_none()
                })
                .bind_text(move || add_label(&lines()))
                .on(CLICK, add),
        );
    dialog.child(body).child(foot)
}

/// What the button that adds the hosts of the lines says.
fn add_label(lines: &[Line]) -> Said {
    let sound = say::count_hosts(hosts_lines::hosts(lines).count());
    let faulty = lines
        .iter()
        .filter(|line| matches!(line.outcome, Outcome::Faulty(_)))
        .count();
    match faulty {
        0 => say::paste_add(sound),
        faulty => say::paste_add_some(sound, say::count_lines(faulty)),
    }
}

fn preview(line: &Line) -> El {
    let (state, icon, text) = match &line.outcome {
        Outcome::Host(host) => {
            let mut text = if host.address.is_empty() {
                say::paste_no_address(&host.name)
            } else {
                format!("{}  {}", host.name, host.address).into()
            };
            if !host.aliases.is_empty() {
                text = say::paste_aliases(text, host.aliases.join(", "));
            }
            ("good", glyph::GOOD, text)
        }
        Outcome::LeftOut(reason) => ("left-out", glyph::ARROW, say::paste_left_out(reason.said())),
        Outcome::Faulty(fault) => ("bad", glyph::CLOSE, fault.said()),
    };
    el("li")
        .class("preview__line")
        .attr("data-state", state)
        .child(
            el("span")
                .class("preview__number")
                .text(say::paste_line(line.number)),
        )
        .child(glyph(icon))
        .child(el("span").text(text))
}

/// Asks whether a bundle is wanted that will not work.
fn blocked(store: Store, chrome: Chrome, problems: usize) -> El {
    let close = Box::new(move || chrome.asked.set(None));
    modal(say::blocked_title(problems), close)
        .child(el("p").class("dialog__body").text(say::BLOCKED_TEXT))
        .child(
            foot()
                .child(button(say::BLOCKED_DOWNLOAD).on(CLICK, move |event| {
                    shut(&event);
                    io::download_bundle(store, chrome);
                }))
                .child(done(say::BLOCKED_SHOW).on(CLICK, move |_| chrome.show(Tab::Findings))),
        )
}

/// Tells something, and offers the text that would be lost.
fn told(chrome: Chrome, notice: Notice) -> El {
    let keep = notice.keep.map(|(name, text)| {
        button(say::NOTICE_DOWNLOAD).on(CLICK, move |_| {
            io::save_text(&name, "application/json", &text);
        })
    });
    modal(notice.title, Box::new(move || chrome.notice.set(None)))
        .child(el("p").class("dialog__body").text(notice.text))
        .child(foot().child(keep).child(done(say::DIALOG_CLOSE)))
}
