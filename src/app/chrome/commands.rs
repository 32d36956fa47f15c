//! The search over everything that can be done, and over every host and server; the list of keys; more of an instance.

use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{KeyboardEvent, ScrollLogicalPosition};

use super::button;
use super::dialogs::{body, done, foot, shut};
use super::field::fresh;
use crate::app::actions::{self, Action};
use crate::app::canvas::{self, Canvas};
use crate::app::dom::{self, CHANGE, CLICK, El, INPUT, KEY_DOWN, el, value_of, words};
use crate::app::signal::Signal;
use crate::app::store::{Look, Selected, Store};
use crate::app::words::{tell, word};
use crate::catalog::Kind;
use crate::model::HostId;
use crate::say::{self, Said};
use crate::table::SortedSet;

/// More than anybody reads; the search makes it less.
const SHOWN: usize = 60;

/// Something that the search finds.
#[derive(Clone)]
enum Found {
    Action(&'static Action),
    Pick(Kind),
    Go(Selected, String),
}

impl Found {
    fn label(&self) -> String {
        match self {
            Found::Action(action) => word(action.label).to_owned(),
            Found::Pick(kind) => tell(&say::search_add(kind.said())),
            Found::Go(_, label) => label.clone(),
        }
    }

    fn keys(&self) -> String {
        match self {
            Found::Action(action) => actions::keys(action.keys),
            Found::Pick(_) | Found::Go(..) => String::new(),
        }
    }

    fn run(self, canvas: &Canvas) {
        let store = canvas.store;
        match self {
            Found::Action(action) => action.run(canvas),
            Found::Pick(kind) => store.picked.set(Some(kind)),
            Found::Go(one, _) => {
                store.select(one);
                store.show_selected();
            }
        }
    }
}

fn everything(canvas: &Canvas) -> Vec<Found> {
    let possible = |action: &&Action| action.is_possible(canvas);
    let actions = actions::ALL.iter().filter(possible).map(Found::Action);
    let mut all: Vec<Found> = actions.collect();
    canvas.store.plan.peek(|plan| {
        for host in &plan.hosts {
            let label = format!("{}  {}", host.name, host.address);
            all.push(Found::Go(Selected::Host(host.id.clone()), label));
        }
        for one in &plan.instances {
            let ports: Vec<String> = one.main_ports().iter().map(u16::to_string).collect();
            let host = &plan.host_of(one).name;
            let label = say::search_instance(&one.name, one.kind.said(), host, ports.join(" "));
            all.push(Found::Go(Selected::Instance(one.id.clone()), tell(&label)));
        }
    });
    all.extend(Kind::ALL.map(Found::Pick));
    all
}

/// Those whose label has every word that was typed.
fn search(all: &[Found], typed: &str) -> Vec<Found> {
    let wanted: Vec<String> = typed.split_whitespace().map(str::to_lowercase).collect();
    let fits = |one: &&Found| {
        let label = one.label().to_lowercase();
        wanted.iter().all(|word| label.contains(word.as_str()))
    };
    all.iter().filter(fits).take(SHOWN).cloned().collect()
}

pub(super) fn commands(dialog: El, canvas: &Canvas) -> El {
    let all = everything(canvas);
    let found = Signal::new(Rc::new(search(&all, "")));
    let active = Signal::new(0_usize);
    let (list, canvas) = (fresh("found"), canvas.clone());
    let option = {
        let list = list.clone();
        move |at: usize| format!("{list}-{at}")
    };
    let go = move |event: &web_sys::Event, at: usize| {
        if let Some(one) = found.with_untracked(|found| found.get(at).cloned()) {
            shut(event);
            // Closed, the dialog gives the focus back first.
            let canvas = canvas.clone();
            request_animation_frame(move || one.run(&canvas));
        }
    };
    let (enter, click) = (go.clone(), go);
    let (named, marked) = (option.clone(), option);
    let field = el("input")
        .class("field__input")
        .attr("type", "text")
        .attr("role", "combobox")
        .attr("aria-label", say::SEARCH_LABEL)
        .attr("aria-expanded", "true")
        .attr("aria-controls", list.clone())
        .attr("autocomplete", "off")
        .attr("spellcheck", "false")
        .attr("placeholder", say::SEARCH_PLACEHOLDER)
        .attr("autofocus", true)
        .bind("aria-activedescendant", move || {
            let some = found.with(|found| !found.is_empty());
            some.then(|| named(active.get()))
        })
        .on(INPUT, move |event| {
            found.set(Rc::new(search(&all, &value_of(&event))));
            active.set(0);
        })
        .on(KEY_DOWN, move |event: KeyboardEvent| {
            let count = found.with_untracked(|found| found.len()).max(1);
            let now = active.get_untracked();
            match event.key().as_str() {
                "ArrowDown" => active.set((now + 1) % count),
                "ArrowUp" => active.set((now + count - 1) % count),
                "Enter" => enter(&event, now),
                _ => return,
            }
            event.prevent_default();
        });
    let rows = move || {
        let click = click.clone();
        let rows: Vec<El> = found
            .get()
            .iter()
            .enumerate()
            .map(|(at, one)| {
                let (click, keys) = (click.clone(), one.keys());
                let row = el("li")
                    .class("found")
                    .attr("role", "option")
                    .attr("id", marked(at))
                    .bind("aria-selected", move || words(active.get() == at))
                    .on(CLICK, move |event| click(&event, at))
                    .child(el("span").text(one.label()))
                    .child((!keys.is_empty()).then(|| el("kbd").text(keys)));
                let element = row.node().clone();
                dom::watch(move || {
                    if active.get() == at {
                        dom::into_sight(&element, ScrollLogicalPosition::Nearest);
                    }
                });
                row
            })
            .collect();
        rows
    };
    dialog
        .child(el("div").class("dialog__search").child(field))
        .child(
            el("ul")
                .class("dialog__body founds")
                .attr("role", "listbox")
                .attr("aria-label", say::SEARCH_FOUND)
                .attr("id", list)
                .region(rows),
        )
        .child(
            el("p")
                .class("unseen")
                .attr("role", "status")
                .bind_text(move || say::count_results(found.with(|found| found.len()))),
        )
}

/// Every key and gesture.
pub(super) fn keys(dialog: El) -> El {
    let actions = actions::ALL
        .iter()
        .map(|one| (one.label, actions::keys(one.keys)));
    let others = actions::OTHER_KEYS
        .iter()
        .map(|&(label, keys)| (label, word(keys).to_owned()));
    let rows: Vec<El> = actions
        .chain(others)
        .filter(|(_, keys)| !keys.is_empty())
        .map(|(label, keys)| {
            el("div")
                .class("key")
                .child(el("dt").text(label))
                .child(el("dd").child(el("kbd").text(keys)))
        })
        .collect();
    // Nothing in it takes the focus, so it does itself: else no key would scroll it.
    let body = body().attr("tabindex", "0");
    dialog
        .child(body.child(el("dl").class("keys").child(rows)))
        .child(foot().child(done(say::DIALOG_DONE)))
}

/// What was done, the last first; any step can be gone back to.
pub(super) fn history(dialog: El, store: Store) -> El {
    let [before, after] = store.history();
    let now = before.len();
    let labels = [Said::from(say::HISTORY_BEGINNING)]
        .into_iter()
        .chain(before)
        .chain(after);
    let steps = labels.enumerate().map(|(done, label)| {
        let step = el("button")
            .class("step")
            .attr("type", "button")
            .attr("aria-current", (done == now).then_some("step"))
            .attr("data-undone", done > now)
            .attr("autofocus", done == now)
            .on(CLICK, move |event| {
                shut(&event);
                store.go_to(done);
            })
            .text(label);
        el("li").child(step)
    });
    let mut steps: Vec<El> = steps.collect();
    steps.reverse();
    dialog
        .child(body().child(el("ol").class("steps").attr("reversed", true).child(steps)))
        .child(foot().child(done(say::DIALOG_DONE)))
}

/// More of the selected instance: one on each host that is chosen.
pub(super) fn scale(dialog: El, canvas: &Canvas) -> El {
    let store = canvas.store;
    let selected = store.selection.with_untracked(|all| {
        all.iter().find_map(|one| match one {
            Selected::Instance(id) => Some(id.clone()),
            Selected::Host(_) | Selected::Link(_) => None,
        })
    });
    let Some(id) = selected else { return dialog };
    let design = store.design.get_untracked();
    let (name, kind) = design
        .instance(&id)
        .map(|one| (one.name.clone(), Some(one.kind)))
        .unwrap_or_default();
    let chosen = Signal::new(SortedSet::<HostId>::new());
    let hosts: Vec<El> = design
        .hosts
        .iter()
        .map(|host| {
            let own = host.id.clone();
            let there = design
                .on_host(&host.id)
                .filter(|one| Some(one.kind) == kind)
                .count();
            let text = match there {
                0 => host.name.as_str().into(),
                there => say::scale_has(&host.name, there),
            };
            el("li").child(
                el("label")
                    .class("choice")
                    .child(el("input").attr("type", "checkbox").on(CHANGE, move |_| {
                        chosen.update(|chosen| {
                            if !chosen.remove(&own) {
                                chosen.insert(own.clone());
                            }
                        });
                    }))
                    .text(text),
            )
        })
        .collect();
    let count = move || chosen.with(SortedSet::len);
    let add = button("")
        .attr("data-look", "primary")
        .bind("disabled", move || count() == 0)
        .bind_text(move || say::scale_add(count()))
        .on(CLICK, move |event| {
            let hosts: Vec<HostId> = chosen.get_untracked().into_iter().collect();
            canvas::scale(store, &id, &hosts);
            shut(&event);
        });
    dialog
        .child(
            body()
                .child(el("p").class("muted").text(say::scale_each(name)))
                .child(el("ul").class("choices").child(hosts)),
        )
        .child(
            foot()
                .child(button(say::DIALOG_CANCEL).on(CLICK, |event| shut(&event)))
                .child(add),
        )
}
