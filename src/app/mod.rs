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
mod palette;
mod storage;
mod store;
mod words;

use leptos::prelude::*;

use canvas::Canvas;
use chrome::Chrome;
use dom::El;
use store::{Look, Store};

/// Draws the page in place of its static shell.
pub fn mount() {
    std::panic::set_hook(Box::new(failed));
    // Leptos starts its executor and keeps the owner; the elements are our own, see `dom`.
    leptos::mount::mount_to_body(|| {
        let parts = page();
        let Some(body) = document().body() else {
            return;
        };
        // Gone in the same task that draws the page, so nothing flickers.
        while let Some(shell) = body.query_selector("[data-shell]").ok().flatten() {
            shell.remove();
        }
        for part in parts {
            let _ = body.append_child(part.node());
        }
    });
}

fn page() -> [El; 7] {
    let store = Store::new();
    let chrome = Chrome::new();
    let keeper = storage::connect(store, chrome);
    let canvas = Canvas::new(store, chrome);
    io::accept_drops(store, chrome);
    engine::start_when_idle();
    keys::accept(store);
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
        status.set_text_content(Some(
            "The page has stopped after a fault of its own; load it again. The design is kept as it was stored last",
        ));
    }
}
