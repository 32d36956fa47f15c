//! Keys that work everywhere on the page.

use wasm_bindgen::JsCast;
use web_sys::KeyboardEvent;

use super::dom::{self, KEY_DOWN};
use super::io;
use super::store::{Dialog, Store};

pub(super) fn accept(store: Store) {
    dom::on_window(KEY_DOWN, move |event: KeyboardEvent| {
        if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
            return;
        }
        let key = event.key().to_ascii_lowercase();
        match (key.as_str(), event.shift_key()) {
            // The design instead of the page.
            ("s", false) => io::save_design(store),
            ("k", false) => store.dialog.set(Some(Dialog::Commands)),
            // In a field they belong to what is being typed.
            ("z" | "y", _) if is_typing(&event) => return,
            ("z", false) => store.undo(),
            ("z", true) | ("y", false) => store.redo(),
            _ => return,
        }
        event.prevent_default();
    });
}

/// Whether the key goes to a field with text.
fn is_typing(event: &KeyboardEvent) -> bool {
    let element = event
        .target()
        .and_then(|target| target.dyn_into::<web_sys::Element>().ok());
    element.is_some_and(|element| {
        let text = "input[type=text], textarea, select";
        element.matches(text).unwrap_or(false)
    })
}
