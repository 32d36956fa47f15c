//! The page: views over the same calls as the command line. The only module that knows a browser.

mod actions;
mod canvas;
mod chrome;
mod dom;
mod engine;
mod focus;
mod io;
mod keys;
mod labels;
mod language;
mod palette;
mod signal;
mod storage;
mod store;
mod words;

use std::cell::RefCell;

use leptos::prelude::*;

use canvas::Canvas;
use chrome::Chrome;
use dom::El;
use storage::Keeper;
use store::{Look, Store};
use words::word;

use crate::say;

/// Draws the page in place of its static shell.
pub fn mount() {
    std::panic::set_hook(Box::new(failed));
    // Leptos starts its executor and keeps the owner; the elements are our own, see `dom`.
    leptos::mount::mount_to_body(|| {
        let store = Store::new();
        let chrome = Chrome::new();
        language::start(store, chrome);
        let keeper = storage::connect(store, chrome);
        io::accept_drops(store, chrome);
        engine::start_when_idle();
        keys::accept(store);
        show(store, chrome, keeper);
    });
}

/// Draws the page, and anew in each language; what it shows stays as it is.
fn show(store: Store, chrome: Chrome, keeper: Keeper) {
    let around = Owner::current().unwrap_or_default();
    let shown = RefCell::new(None::<(Owner, [El; 7])>);
    dom::watch(move || {
        chrome.language.track();
        let Some(body) = document().body() else {
            return;
        };
        if let Some((owner, parts)) = shown.take() {
            owner.cleanup();
            for part in parts {
                part.node().remove();
            }
        }
        let owner = around.child();
        let parts = owner.with(|| untrack(|| page(store, chrome, keeper)));
        // Gone in the same task that draws the page, so nothing flickers.
        while let Some(shell) = body.query_selector("[data-shell]").ok().flatten() {
            shell.remove();
        }
        for part in &parts {
            let _ = body.append_child(part.node());
        }
        shown.replace(Some((owner, parts)));
    });
}

fn page(store: Store, chrome: Chrome, keeper: Keeper) -> [El; 7] {
    let canvas = Canvas::new(store, chrome);
    focus::keep(store, chrome, &canvas);
    dom::watch(move || {
        let name = store.design.see(|design| design.name.clone());
        document().set_title(&format!("{name} · apim-designer"));
    });
    [
        chrome::top_bar(store, chrome),
        palette::palette(store, &canvas),
        canvas.el(),
        chrome::side_panel(store, chrome),
        chrome::status_bar(store, chrome),
        chrome::other_tab(chrome, keeper),
        chrome::dialogs(store, chrome, &canvas),
    ]
}

/// Says that the page has stopped, instead of leaving it silently dead.
fn failed(info: &std::panic::PanicHookInfo) {
    web_sys::console::error_1(&info.to_string().into());
    if let Ok(Some(status)) = document().query_selector("[role=status]") {
        status.set_text_content(Some(word(say::PAGE_STOPPED)));
    }
}
