//! The line at the bottom: how the design is, what just happened, and whether it is safe.

use leptos::prelude::*;

use super::{Tab, chrome, glyph, store};
use crate::app::labels;
use crate::app::storage::{Keeper, SaveState};
use crate::checks::Severity;

#[component]
pub fn StatusBar() -> impl IntoView {
    let store = store();
    let size = move || {
        format!(
            "{} · {} · {}",
            labels::count(store.hosts.with(Vec::len), "host"),
            labels::count(store.instances.with(Vec::len), "instance"),
            labels::count(store.links.with(Vec::len), "link"),
        )
    };
    view! {
        <footer class="statusbar">
            <SeverityButton severity=Severity::Error/>
            <SeverityButton severity=Severity::Warning/>
            <span>{size}</span>
            <p class="statusbar__said" role="status" aria-live="polite">
                {move || store.announcement.get()}
            </p>
            <Saved/>
            <span class="statusbar__promise">"Nothing leaves this page"</span>
        </footer>
        <OtherTab/>
    }
}

#[component]
fn SeverityButton(severity: Severity) -> impl IntoView {
    let (store, chrome) = (store(), chrome());
    let count = Memo::new(move |_| {
        store.findings.with(|findings| {
            findings
                .iter()
                .filter(|finding| finding.severity == severity)
                .count()
        })
    });
    view! {
        <button
            class="statusbar__count"
            type="button"
            data-severity=labels::severity_id(severity)
            data-none=move || (count.get() == 0).then_some("")
            on:click=move |_| chrome.show(Tab::Findings)
        >
            {glyph::severity(severity)}
            {move || labels::count(count.get(), labels::severity(severity))}
        </button>
    }
}

#[component]
fn Saved() -> impl IntoView {
    let chrome = chrome();
    let text = move || match chrome.saved.get() {
        SaveState::Untouched => "Kept in this browser".to_owned(),
        SaveState::Waiting => "Saving…".into(),
        SaveState::Saved => "Saved in this browser".into(),
        SaveState::Failed(why) => format!("Not saved: {why}. Use Save design"),
        SaveState::Contested => "Not saved: another tab has changed the design".into(),
    };
    let failed = move || {
        chrome
            .saved
            .with(|saved| matches!(saved, SaveState::Failed(_) | SaveState::Contested))
            .then_some("")
    };
    view! {
        <span class="statusbar__saved" data-failed=failed>
            {text}
        </span>
    }
}

/// Asks which design stays when another tab has stored one.
#[component]
fn OtherTab() -> impl IntoView {
    let chrome = chrome();
    let keeper: Keeper = expect_context();
    view! {
        <div class="toast" role="alert">
            {move || {
                chrome
                    .other_tab
                    .with(Option::is_some)
                    .then(|| {
                        view! {
                            <div class="toast__card">
                                <p>"Another tab has stored a different design. Which one stays?"</p>
                                <div class="toast__choices">
                                    <button class="button" type="button" on:click=move |_| keeper.take_other()>
                                        "Take the other tab’s"
                                    </button>
                                    <button class="button" type="button" on:click=move |_| keeper.keep_own()>
                                        "Keep this one"
                                    </button>
                                </div>
                            </div>
                        }
                    })
            }}
        </div>
    }
}
