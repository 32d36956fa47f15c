//! Files in and out: opening a design, saving it, downloading the bundle.

use std::time::Duration;

use js_sys::{Array, Uint8Array};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::chrome::Chrome;
use super::dom::{DRAG_OVER, DROP, on_window};
use super::engine;
use super::store::{Look, Store};
use crate::checks::Severity;
use crate::model::{Command, Design, saved};
use crate::say::{self, Said};

/// How long to wait for findings before looking again.
const MOMENT: Duration = Duration::from_millis(30);

/// Saves the design as a file of its own.
pub(super) fn save_design(store: Store) {
    let (name, text) = store.design.peek(|design| {
        let name = format!("{}.json", design.folder());
        (name, saved::write(design))
    });
    save_text(&name, "application/json", &text);
    store.announcement.set(say::saved_file(name));
}

pub(super) fn save_text(name: &str, kind: &str, text: &str) {
    save(name, kind, &text.into());
}

/// Hands a file to the browser's downloads.
fn save(name: &str, kind: &str, content: &JsValue) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(content);
    let Ok(blob) = web_sys::Blob::new_with_buffer_source_sequence_and_options(&parts, &options)
    else {
        return;
    };
    let Ok(url) = web_sys::Url::create_object_url_with_blob(&blob) else {
        return;
    };
    let link = document()
        .create_element("a")
        .ok()
        .and_then(|link| link.dyn_into::<web_sys::HtmlAnchorElement>().ok());
    if let Some(link) = link {
        link.set_href(&url);
        link.set_download(name);
        link.click();
    }
    // The browser reads the blob after the click.
    set_timeout(
        move || drop(web_sys::Url::revoke_object_url(&url)),
        Duration::from_secs(30),
    );
}

/// Reads a chosen or dropped file as a design and opens it as one undo step.
pub(super) fn open_file(store: Store, chrome: Chrome, file: web_sys::File) {
    spawn_local(async move {
        let opened = match read(&file).await {
            Ok(design) => open(store, design),
            Err(why) => Err(say::sentence(why)),
        };
        if let Err(why) = opened {
            chrome.tell(say::not_opened(file.name()), why);
        }
    });
}

fn open(store: Store, design: Design) -> Result<(), Said> {
    if store.run(Command::Replace(Box::new(design))) {
        store.selection.set(crate::table::SortedSet::new());
        return Ok(());
    }
    Err(store.refusal.get_untracked().unwrap_or_default())
}

async fn read(file: &web_sys::File) -> Result<Design, Said> {
    // Not read at all: it may be a product zip of 400 MB.
    #[allow(clippy::cast_precision_loss)] // the limit is far below 2^53
    if file.size() > saved::SIZE_LIMIT as f64 {
        return Err(saved::Error::TooLarge.said());
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| say::UNREADABLE_FILE)?;
    saved::read(&Uint8Array::new(&buffer).to_vec()).map_err(|error| error.said())
}

/// A design file dropped anywhere on the page is opened.
pub(super) fn accept_drops(store: Store, chrome: Chrome) {
    let files = |event: &web_sys::DragEvent| {
        event
            .data_transfer()
            .filter(|data| data.types().includes(&"Files".into(), 0))
    };
    on_window(DRAG_OVER, move |event| {
        if files(&event).is_some() {
            event.prevent_default();
        }
    });
    on_window(DROP, move |event| {
        let Some(data) = files(&event) else { return };
        event.prevent_default();
        let Some(file) = data.files().and_then(|files| files.get(0)) else {
            return;
        };
        if file.name().to_ascii_lowercase().ends_with(".json") {
            open_file(store, chrome, file);
        } else {
            chrome.tell(say::no_design_file(file.name()), say::NO_DESIGN_FILE_HELP);
        }
    });
}

/// Downloads the bundle, after a question where the design has problems that block it.
pub(super) fn ask_for_bundle(store: Store, chrome: Chrome) {
    if !store.is_checked() && store.unchecked.with_untracked(Said::is_empty) {
        // The findings are on their way; without them nobody is warned.
        set_timeout(move || ask_for_bundle(store, chrome), MOMENT);
        return;
    }
    let problems = store.findings.peek(|findings| {
        findings
            .iter()
            .filter(|finding| finding.severity == Severity::Error)
            .count()
    });
    if problems == 0 {
        download_bundle(store, chrome);
    } else {
        chrome.asked.set(Some(problems));
    }
}

/// Has the engine render and pack, so that the page stays responsive.
pub(super) fn download_bundle(store: Store, chrome: Chrome) {
    if chrome.progress.with_untracked(Option::is_some) {
        return;
    }
    chrome.progress.set(Some(say::WRITING_FILES));
    let (name, json) = store.design.peek(|design| {
        let name = format!("{}.zip", design.folder());
        (name, saved::write(design))
    });
    let downloaded = move |answer: Result<JsValue, engine::Failure>| {
        chrome.progress.set(None);
        match answer {
            Ok(bytes) => {
                save(&name, "application/zip", &bytes);
                store.announcement.set(say::downloaded_file(&name));
            }
            Err(failure) => {
                chrome.tell(say::NO_BUNDLE, say::sentence(failure.why));
            }
        }
    };
    engine::ask("bundle", &[&json], Box::new(downloaded));
}

/// Puts a text on the clipboard.
pub(super) fn copy(text: &str) {
    // Refused where the page is no secure context; the text can be saved instead.
    let _ = window().navigator().clipboard().write_text(text);
}
