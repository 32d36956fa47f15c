//! Dialogs: to begin anew, to paste hosts, for the settings, and for what must be answered.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::field::fresh;
use super::glyph::{self, glyph};
use super::settings::Settings;
use super::{Tab, chrome, store};
use crate::app::io;
use crate::app::labels;
use crate::app::store::Dialog;
use crate::model::hosts_lines::{self, Line, Outcome};
use crate::model::{Command, Design, presets};

#[component]
pub fn Dialogs() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let close = Callback::new(move |()| store.dialog.set(None));
    let chosen = move || {
        store.dialog.get().map(|dialog| match dialog {
            Dialog::New => view! {
                <Modal title="New design" close>
                    <NewDesign/>
                </Modal>
            }
            .into_any(),
            Dialog::PasteHosts => view! {
                <Modal title="Paste hosts" close>
                    <PasteHosts/>
                </Modal>
            }
            .into_any(),
            Dialog::Settings => view! {
                <Modal title="Settings" close>
                    <div class="dialog__body">
                        <Settings/>
                    </div>
                    <Foot>
                        <Done label="Done"/>
                    </Foot>
                </Modal>
            }
            .into_any(),
        })
    };
    let asked = move || {
        chrome.asked.get().map(|problems| {
            let title = if problems == 1 {
                "1 problem blocks this deployment".to_owned()
            } else {
                format!("{problems} problems block this deployment")
            };
            view! {
                <Modal title close=Callback::new(move |()| chrome.asked.set(None))>
                    <Blocked/>
                </Modal>
            }
        })
    };
    let told = move || {
        chrome.notice.get().map(|notice| {
            let keep = notice.keep.map(|(name, text)| {
                let save = move |_| io::save_text(&name, "application/json", &text);
                view! {
                    <button class="button" type="button" on:click=save>
                        "Download it"
                    </button>
                }
            });
            view! {
                <Modal title=notice.title close=Callback::new(move |()| chrome.notice.set(None))>
                    <p class="dialog__body">{notice.text}</p>
                    <Foot>{keep} <Done label="Close"/></Foot>
                </Modal>
            }
        })
    };
    view! {
        {chosen}
        {asked}
        {told}
    }
}

/// A dialog in front of the page; Escape closes it and the focus goes back to where it was.
#[component]
fn Modal(#[prop(into)] title: String, close: Callback<()>, children: Children) -> AnyView {
    let node = NodeRef::<html::Dialog>::new();
    Effect::new(move |_| {
        if let Some(dialog) = node.get()
            && !dialog.open()
        {
            // Fails only where it is not in the page.
            let _ = dialog.show_modal();
        }
    });
    let id = fresh("dialog");
    let title_id = id.clone();
    view! {
        <dialog
            class="dialog"
            aria-labelledby=id
            node_ref=node
            on:close=move |_| close.run(())
        >
            <div class="dialog__head">
                <h2 id=title_id>{title}</h2>
                <button
                    class="button"
                    data-look="plain"
                    type="button"
                    aria-label="Close"
                    on:click=move |ev| shut(&ev)
                >
                    {glyph(glyph::CLOSE)}
                </button>
            </div>
            {children()}
        </dialog>
    }
    .into_any()
}

/// Closes the dialog that an event comes from.
fn shut(event: &web_sys::Event) {
    let dialog = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok())
        .and_then(|target| target.closest("dialog").ok().flatten())
        .and_then(|dialog| dialog.dyn_into::<web_sys::HtmlDialogElement>().ok());
    if let Some(dialog) = dialog {
        dialog.close();
    }
}

#[component]
fn Foot(children: Children) -> AnyView {
    view! { <div class="dialog__foot">{children()}</div> }.into_any()
}

#[component]
fn Done(label: &'static str) -> AnyView {
    view! {
        <button class="button" data-look="primary" type="button" on:click=move |ev| shut(&ev)>
            {label}
        </button>
    }
    .into_any()
}

#[component]
fn NewDesign() -> impl IntoView {
    let store = store();
    let begin = move |ev: &ev::MouseEvent, design: Design| {
        store.run(Command::Replace(Box::new(design)));
        store.selection.update(std::collections::BTreeSet::clear);
        shut(ev);
    };
    let cards = presets::ALL
        .iter()
        .map(|preset| {
            view! {
                <li>
                    <button
                        class="preset"
                        type="button"
                        on:click=move |ev| begin(&ev, preset.design())
                    >
                        <strong>{preset.title}</strong>
                        <span>{preset.about}</span>
                    </button>
                </li>
            }
            .into_any()
        })
        .collect::<Vec<_>>();
    view! {
        <div class="dialog__body">
            <p class="muted">"Undo brings the present design back."</p>
            <ul class="presets">
                <li>
                    <button
                        class="preset"
                        type="button"
                        on:click=move |ev| begin(&ev, Design::default())
                    >
                        <strong>"Empty"</strong>
                        <span>"Nothing yet: add hosts, then servers"</span>
                    </button>
                </li>
                {cards}
            </ul>
        </div>
    }
}

#[component]
fn PasteHosts() -> impl IntoView {
    let store = store();
    let typed = RwSignal::new(String::new());
    let lines = Memo::new(move |_| {
        store
            .design
            .with(|design| typed.with(|typed| hosts_lines::read(typed, design)))
    });
    let sound = move || lines.with(|lines| hosts_lines::hosts(lines).count());
    let faulty = move || {
        lines.with(|lines| {
            lines
                .iter()
                .filter(|line| matches!(line.outcome, Outcome::Faulty(_)))
                .count()
        })
    };
    let label = move || {
        let add = format!("Add {}", labels::count(sound(), "host"));
        match faulty() {
            0 => add,
            faulty => format!("{add}, leave out {}", labels::count(faulty, "line")),
        }
    };
    let add = move |ev: ev::MouseEvent| {
        let command = store
            .design
            .with_untracked(|design| lines.with(|lines| hosts_lines::command(lines, design)));
        let Some(command) = command else { return };
        if store.run(command) {
            shut(&ev);
        }
    };
    let refusal = move || {
        store.refusal.get().map(|why| {
            view! { <p class="field__note" data-kind="refusal">{why}</p> }
        })
    };
    let id = fresh("paste");
    let help = format!("{id}-help");
    view! {
        <div class="dialog__body">
            <label class="field__label" for=id.clone()>
                "One host a line, as in /etc/hosts"
            </label>
            <textarea
                class="field__input"
                data-mono=""
                rows="8"
                id=id
                spellcheck="false"
                autocomplete="off"
                placeholder="10.0.1.11  gw.host\n10.0.1.12  km.host  # the key manager"
                aria-describedby=help.clone()
                on:input=move |ev| typed.set(event_target_value(&ev))
            ></textarea>
            <p class="field__note" data-kind="note" id=help>
                "An address and a name; a plain name or a plain address will do. Comments and blank lines are skipped."
            </p>
            <div class="preview" role="region" aria-label="What the lines add" tabindex="0">
                <ul>{move || lines.with(|lines| lines.iter().map(preview).collect::<Vec<_>>())}</ul>
            </div>
            {refusal}
        </div>
        <Foot>
            <button class="button" type="button" on:click=move |ev| shut(&ev)>
                "Cancel"
            </button>
            <button
                class="button"
                data-look="primary"
                type="button"
                disabled=move || sound() == 0
                on:click=add
            >
                {label}
            </button>
        </Foot>
    }
}

fn preview(line: &Line) -> AnyView {
    let (state, icon, text) = match &line.outcome {
        Outcome::Host(host) => {
            let mut text = host.name.clone();
            if host.address.is_empty() {
                text.push_str("  without an address yet");
            } else {
                text = format!("{text}  {}", host.address);
            }
            if !host.aliases.is_empty() {
                text = format!("{text}  (alias left out: {})", host.aliases.join(", "));
            }
            ("good", glyph::GOOD, text)
        }
        Outcome::LeftOut(reason) => ("left-out", glyph::ARROW, format!("left out: {reason}")),
        Outcome::Faulty(fault) => ("bad", glyph::CLOSE, fault.to_string()),
    };
    view! {
        <li class="preview__line" data-state=state>
            <span class="preview__number">"line " {line.number}</span>
            {glyph(icon)}
            <span>{text}</span>
        </li>
    }
    .into_any()
}

#[component]
fn Blocked() -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let show = move |ev: ev::MouseEvent| {
        shut(&ev);
        chrome.show(Tab::Findings);
    };
    let download = move |ev: ev::MouseEvent| {
        shut(&ev);
        io::download_bundle(store, chrome);
    };
    view! {
        <p class="dialog__body">
            "The bundle can be made, but the servers it configures will not work together until they are mended."
        </p>
        <Foot>
            <button class="button" type="button" on:click=download>
                "Download all the same"
            </button>
            <button class="button" data-look="primary" type="button" on:click=show>
                "Show problems"
            </button>
        </Foot>
    }
}
