//! Copy, cut and paste by the clipboard's own events: they need no permission, and reach other tabs.

use leptos::prelude::*;
use web_sys::ClipboardEvent;

use super::{Canvas, edit};
use crate::app::dom::{self, COPY, CUT, PASTE};
use crate::app::io;

impl Canvas {
    pub(super) fn listen_to_clipboard(&self) {
        let (copy, cut, paste) = (self.clone(), self.clone(), self.clone());
        dom::on_window(COPY, move |event: ClipboardEvent| {
            copy.copies(&event);
        });
        dom::on_window(CUT, move |event: ClipboardEvent| {
            if cut.copies(&event) {
                cut.remove();
            }
        });
        dom::on_window(PASTE, move |event: ClipboardEvent| {
            let text = event
                .clipboard_data()
                .and_then(|data| data.get_data("text/plain").ok());
            if let Some(text) = text.filter(|_| is_free(&event)) {
                event.prevent_default();
                paste.put_in(&text);
            }
        });
    }

    /// `false` where the event is for something else.
    fn copies(&self, event: &ClipboardEvent) -> bool {
        let marked = window().get_selection().ok().flatten();
        // Text that a person has marked, such as a path in the panel.
        if !is_free(event) || marked.is_some_and(|marked| !marked.is_collapsed()) {
            return false;
        }
        let Some((text, data)) = edit::copied(self.store).zip(event.clipboard_data()) else {
            return false;
        };
        event.prevent_default();
        let put = data.set_data("text/plain", &text).is_ok();
        self.clip.set(Some(text));
        put
    }

    /// Copies by a button: for this tab at once, for others as far as the browser lets it.
    pub(in crate::app) fn copy(&self, cut: bool) {
        let Some(text) = edit::copied(self.store) else {
            return;
        };
        // Refused, it can still be pasted by a button of this tab.
        io::copy(&text);
        self.clip.set(Some(text));
        if cut {
            self.remove();
        }
    }

    pub(in crate::app) fn has_copied(&self) -> bool {
        self.clip.with_untracked(Option::is_some)
    }

    /// Pastes by a button what was copied in this tab.
    pub(in crate::app) fn paste_copied(&self) {
        if let Some(text) = self.clip.get_untracked() {
            self.put_in(&text);
        }
    }

    fn put_in(&self, text: &str) {
        edit::paste(self.store, text, self.focused_soon());
    }

    pub(in crate::app) fn duplicate(&self) {
        edit::duplicate(self.store, self.focused_soon());
    }

    fn focused_soon(&self) -> Box<dyn FnOnce()> {
        let canvas = self.clone();
        Box::new(move || canvas.focus_soon())
    }
}

/// Whether no field and no dialog wants the clipboard.
fn is_free(event: &ClipboardEvent) -> bool {
    dom::closest(event, "input, textarea, select, dialog").is_none() && !event.default_prevented()
}
