//! The design in the browser's storage: kept after each change, back at the next visit.
//!
//! Nothing here is ever overwritten unseen: a stored design that cannot be read is put aside, and what another tab
//! stored waits for a choice. Secrets are no part of a design, so none come here.

use std::cell::Cell;
use std::time::Duration;

use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::chrome::{Chrome, Notice};
use super::dom::{self, PAGE_HIDE, STORAGE};
use super::signal::Signal;
use super::store::{Look, Store};
use crate::model::{Command, saved};
use crate::say::{self, Message, Said};

/// The number is that of the storage's form, not of the design file's.
const KEY: &str = "apim-designer.design.v1";
/// How many unreadable designs are put aside.
const ASIDE: usize = 9;
const PAUSE: Duration = Duration::from_millis(300);

/// Whether the design is safe.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum SaveState {
    /// Nothing was changed yet.
    Untouched,
    Waiting,
    Saved,
    /// Why it is not.
    Failed(Said),
    /// Another tab stored a different design; nothing is written until a person chose.
    Contested,
}

fn local() -> Option<web_sys::Storage> {
    // Throws where the browser forbids storage.
    window().local_storage().ok().flatten()
}

pub(super) fn get(key: &str) -> Option<String> {
    local()?.get_item(key).ok().flatten()
}

/// # Errors
/// Says why nothing was stored.
pub(super) fn set(key: &str, value: &str) -> Result<(), Message> {
    let Some(storage) = local() else {
        return Err(say::NO_STORAGE);
    };
    storage.set_item(key, value).map_err(|error| {
        let full = error
            .dyn_ref::<web_sys::DomException>()
            .is_some_and(|error| error.name() == "QuotaExceededError");
        if full {
            say::STORAGE_FULL
        } else {
            say::STORAGE_REFUSED
        }
    })
}

/// What this tab knows of the storage.
#[derive(Clone, Copy)]
pub(super) struct Keeper {
    store: Store,
    chrome: Chrome,
    /// What this tab read or wrote last.
    known: Signal<Option<String>>,
    timer: Signal<Option<TimeoutHandle>>,
}

/// Restores the last design and keeps every change from now on.
pub(super) fn connect(store: Store, chrome: Chrome) -> Keeper {
    let keeper = Keeper {
        store,
        chrome,
        known: Signal::new(None),
        timer: Signal::new(None),
    };
    let safe = keeper.restore();
    let restored = Cell::new(true);
    // Reaches outside: the storage follows the design.
    dom::watch(move || {
        store.design.track();
        // At first the design is as it was stored.
        if !restored.take() && safe {
            keeper.soon();
        }
    });
    dom::on_window(PAGE_HIDE, move |_| keeper.flush());
    dom::on_window(STORAGE, move |event| {
        if event.key().as_deref() == Some(KEY) {
            keeper.changed_elsewhere(event.new_value());
        }
    });
    keeper
}

impl Keeper {
    /// Takes what the other tab stored, as one undo step.
    pub(super) fn take_other(self) {
        let Some(text) = self.chrome.other_tab.get_untracked() else {
            return;
        };
        match saved::read(text.as_bytes()) {
            Ok(design) => {
                self.known.set(Some(text));
                self.chrome.other_tab.set(None);
                self.store.run(Command::Replace(Box::new(design)));
                self.soon();
            }
            Err(error) => self.chrome.tell(
                say::OTHER_TAB_UNREADABLE,
                say::other_tab_unreadable_why(error.said()),
            ),
        }
    }

    /// Stores this tab's design over the other's.
    pub(super) fn keep_own(self) {
        self.known.set(get(KEY));
        self.chrome.other_tab.set(None);
        self.write();
    }

    /// `false` where nothing may be written: what is stored could be lost.
    fn restore(self) -> bool {
        let Some(text) = get(KEY) else { return true };
        match saved::read(text.as_bytes()) {
            Ok(design) => {
                self.store.open(design);
                self.known.set(Some(text));
                self.chrome.saved.set(SaveState::Saved);
                true
            }
            Err(error) => self.put_aside(text, &error),
        }
    }

    fn put_aside(self, text: String, error: &saved::Error) -> bool {
        let spare = (1..=ASIDE)
            .map(|n| format!("{KEY}.broken-{n}"))
            .find(|key| get(key).is_none_or(|there| there == text));
        let kept = spare.is_some_and(|key| set(&key, &text).is_ok());
        let text_of = if kept {
            say::last_kept_aside
        } else {
            say::last_stays
        };
        self.chrome.notice.set(Some(Notice {
            title: say::LAST_UNREADABLE.into(),
            text: text_of(error.said()),
            keep: Some(("broken-design.json".into(), text.clone())),
        }));
        if kept {
            self.known.set(Some(text));
        } else {
            self.chrome
                .saved
                .set(SaveState::Failed(say::STORED_UNREADABLE.into()));
        }
        kept
    }

    fn soon(self) {
        self.cancel();
        if self.chrome.other_tab.with_untracked(Option::is_some) {
            return;
        }
        self.chrome.saved.set(SaveState::Waiting);
        let timer = set_timeout_with_handle(move || self.write(), PAUSE).ok();
        self.timer.set(timer);
    }

    fn cancel(self) -> bool {
        let timer = self.timer.update(Option::take);
        if let Some(timer) = &timer {
            timer.clear();
        }
        timer.is_some()
    }

    fn flush(self) {
        if self.cancel() {
            self.write();
        }
    }

    fn write(self) {
        self.timer.set(None);
        let text = self.store.design.peek(saved::write);
        let there = get(KEY);
        if there == Some(text.clone()) {
            self.known.set(there);
            self.chrome.saved.set(SaveState::Saved);
            return;
        }
        if there.is_some() && there != self.known.get_untracked() {
            self.changed_elsewhere(there);
            return;
        }
        match set(KEY, &text) {
            Ok(()) => {
                self.known.set(Some(text));
                self.chrome.saved.set(SaveState::Saved);
            }
            Err(why) => self.chrome.saved.set(SaveState::Failed(why.into())),
        }
    }

    fn changed_elsewhere(self, text: Option<String>) {
        // Removed by clearing the browser's data: the next change stores the design again.
        let Some(text) = text else { return };
        let own = self.store.design.peek(saved::write);
        if own == text {
            self.known.set(Some(text));
            self.chrome.other_tab.set(None);
            self.chrome.saved.set(SaveState::Saved);
            return;
        }
        self.cancel();
        self.chrome.other_tab.set(Some(text));
        self.chrome.saved.set(SaveState::Contested);
    }
}
