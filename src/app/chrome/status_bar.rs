//! The line at the bottom: how the design is, what just happened, and whether it is safe.

use super::{Chrome, Tab, button, glyph};
use crate::app::dom::{CLICK, El, el};
use crate::app::labels;
use crate::app::storage::{Keeper, SaveState};
use crate::app::store::{Look, Store};
use crate::app::words::tell;
use crate::checks::Severity;
use crate::say::{self, Said};

pub(in crate::app) fn status_bar(store: Store, chrome: Chrome) -> El {
    let size = move || {
        let counts = [
            say::count_hosts(store.hosts.with(Vec::len)),
            say::count_instances(store.instances.with(Vec::len)),
            say::count_links(store.links.with(Vec::len)),
        ];
        counts.map(|count| tell(&count)).join(" · ")
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
                .text(say::STATUS_PROMISE),
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
        .attr("data-severity", severity.id())
        .bind("data-none", move || count() == 0)
        .on(CLICK, move |_| chrome.show(Tab::Findings))
        .child(glyph::severity(severity))
        .bind_text(move || labels::count_of(severity, count()))
}

fn save_text(state: &SaveState) -> Said {
    match state {
        SaveState::Untouched => say::STATUS_KEPT.into(),
        SaveState::Waiting => say::STATUS_SAVING.into(),
        SaveState::Saved => say::STATUS_SAVED.into(),
        SaveState::Failed(why) => say::status_failed(why),
        SaveState::Contested => say::STATUS_CONTESTED.into(),
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
                    .child(el("p").text(say::OTHER_TAB_ASKS))
                    .child(
                        el("div")
                            .class("toast__choices")
                            .child(
                                button(say::OTHER_TAB_TAKE).on(CLICK, move |_| keeper.take_other()),
                            )
                            .child(
                                button(say::OTHER_TAB_KEEP).on(CLICK, move |_| keeper.keep_own()),
                            ),
                    )
            })
        },
    )
}
