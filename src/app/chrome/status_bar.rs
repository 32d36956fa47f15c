//! The line at the bottom: how the design is, what just happened, and whether it is safe.

use leptos::prelude::*;

use super::{Chrome, Tab, button, glyph};
use crate::app::dom::{CLICK, El, el};
use crate::app::labels;
use crate::app::storage::{Keeper, SaveState};
use crate::app::store::{Look, Store};
use crate::checks::Severity;

pub(in crate::app) fn status_bar(store: Store, chrome: Chrome) -> El {
    let size = move || {
        format!(
            "{} · {} · {}",
            labels::count(store.hosts.with(Vec::len), "host"),
            labels::count(store.instances.with(Vec::len), "instance"),
            labels::count(store.links.with(Vec::len), "link"),
        )
    };
    let failed = move || {
        chrome
            .saved
            .with(|saved| matches!(saved, SaveState::Failed(_) | SaveState::Contested))
    };
    el("footer")
        .class("statusbar")
        .child(severity_button(store, chrome, Severity::Error))
        .child(severity_button(store, chrome, Severity::Warning))
        .child(el("span").bind_text(size))
        .child(
            el("p")
                .class("statusbar__said")
                .attr("role", "status")
                .attr("aria-live", "polite")
                .bind_text(move || store.announcement.get()),
        )
        .child(
            el("span")
                .class("statusbar__saved")
                .bind("data-failed", failed)
                .bind_text(move || save_text(&chrome.saved.get())),
        )
        .child(
            el("span")
                .class("statusbar__promise")
                .text("Nothing leaves this page"),
        )
}

fn severity_button(store: Store, chrome: Chrome, severity: Severity) -> El {
    let count = move || {
        store.findings.see(|findings| {
            findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        })
    };
    el("button")
        .class("statusbar__count")
        .attr("type", "button")
        .attr("data-severity", labels::severity(severity))
        .bind("data-none", move || count() == 0)
        .on(CLICK, move |_| chrome.show(Tab::Findings))
        .child(glyph::severity(severity))
        .bind_text(move || labels::count(count(), labels::severity(severity)))
}

fn save_text(state: &SaveState) -> String {
    match state {
        SaveState::Untouched => "Kept in this browser".into(),
        SaveState::Waiting => "Saving…".into(),
        SaveState::Saved => "Saved in this browser".into(),
        SaveState::Failed(why) => format!("Not saved: {why}. Use Save design"),
        SaveState::Contested => "Not saved: another tab has changed the design".into(),
    }
}

/// Asks which design stays when another tab has stored one.
pub(in crate::app) fn other_tab(chrome: Chrome, keeper: Keeper) -> El {
    el("div").class("toast").attr("role", "alert").keyed(
        move || chrome.other_tab.with(Option::is_some),
        move |&asks| {
            asks.then(|| {
                el("div")
                    .class("toast__card")
                    .child(
                        el("p").text("Another tab has stored a different design. Which one stays?"),
                    )
                    .child(
                        el("div")
                            .class("toast__choices")
                            .child(
                                button("Take the other tab’s")
                                    .on(CLICK, move |_| keeper.take_other()),
                            )
                            .child(button("Keep this one").on(CLICK, move |_| keeper.keep_own())),
                    )
            })
        },
    )
}
