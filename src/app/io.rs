//! Files in and out: opening a design, saving it, downloading the bundle.

use std::cell::RefCell;
use std::time::Duration;

use js_sys::{Array, Function, Promise, Reflect, Uint8Array};
use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::chrome::Chrome;
use super::store::Store;
use crate::checks::Severity;
use crate::model::{Command, saved};
use crate::{bundle, plan, render};

/// The bundle of a design file, for the worker and for browsers without one.
///
/// # Errors
/// A sentence that says why there is none.
#[wasm_bindgen(js_name = bundle)]
pub fn pack(design_json: &str) -> Result<Vec<u8>, JsValue> {
    let design = saved::read(design_json.as_bytes()).map_err(|error| told(&error))?;
    let plan = plan::build(&design);
    let files = render::render(&design, &plan, &render::Secrets::default())
        .map_err(|error| told(&error))?;
    bundle::zip(&plan.folder, &files).map_err(|error| told(&error))
}

fn told(error: &dyn std::error::Error) -> JsValue {
    JsValue::from_str(&error.to_string())
}

/// Saves the design as a file of its own.
pub(super) fn save_design(store: Store) {
    let (name, text) = store.design.with_untracked(|design| {
        let name = format!("{}.json", design.folder());
        (name, saved::write(design))
    });
    save_text(&name, "application/json", &text);
    store.announcement.set(format!("Saved {name}"));
}

pub(super) fn save_text(name: &str, kind: &str, text: &str) {
    save(name, kind, &Array::of1(&JsValue::from_str(text)));
}

/// Hands a file to the browser's downloads.
fn save(name: &str, kind: &str, parts: &Array) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let Ok(blob) = web_sys::Blob::new_with_buffer_source_sequence_and_options(parts, &options)
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
        let name = file.name();
        match read(&file).await {
            Ok(design) => {
                if let Err(why) = open(store, design) {
                    chrome.tell(format!("{name} could not be opened"), why);
                }
            }
            Err(why) => chrome.tell(format!("{name} could not be opened"), format!("{why}.")),
        }
    });
}

fn open(store: Store, design: crate::model::Design) -> Result<(), String> {
    if store.run(Command::Replace(Box::new(design))) {
        store.selection.set(std::collections::BTreeSet::new());
        return Ok(());
    }
    Err(store.refusal.get_untracked().unwrap_or_default())
}

async fn read(file: &web_sys::File) -> Result<crate::model::Design, String> {
    // Not read at all: it may be a product zip of 400 MB.
    #[allow(clippy::cast_precision_loss)] // the limit is far below 2^53
    if file.size() > saved::SIZE_LIMIT as f64 {
        return Err(saved::Error::TooLarge.to_string());
    }
    let buffer = JsFuture::from(file.array_buffer())
        .await
        .map_err(|_| "the browser could not read the file; choose it again".to_owned())?;
    saved::read(&Uint8Array::new(&buffer).to_vec()).map_err(|error| error.to_string())
}

/// A design file dropped anywhere on the page is opened.
pub(super) fn accept_drops(store: Store, chrome: Chrome) {
    let files = |event: &web_sys::DragEvent| {
        event
            .data_transfer()
            .filter(|data| data.types().includes(&"Files".into(), 0))
    };
    let over = window_event_listener(ev::dragover, move |event| {
        if files(&event).is_some() {
            event.prevent_default();
        }
    });
    let drop = window_event_listener(ev::drop, move |event| {
        let Some(data) = files(&event) else { return };
        event.prevent_default();
        let Some(file) = data.files().and_then(|files| files.get(0)) else {
            return;
        };
        if file.name().to_lowercase().ends_with(".json") {
            open_file(store, chrome, file);
        } else {
            chrome.tell(
                format!("{} is no design file", file.name()),
                "Drop a design file here: a .json that was saved on this page, or design.json of a bundle.",
            );
        }
    });
    on_cleanup(move || {
        over.remove();
        drop.remove();
    });
}

/// Ctrl or ⌘ with S saves the design instead of the page.
pub(super) fn accept_keys(store: Store) {
    let listener = window_event_listener(ev::keydown, move |event| {
        let saves = event.key().eq_ignore_ascii_case("s")
            && (event.ctrl_key() || event.meta_key())
            && !event.shift_key()
            && !event.alt_key();
        if saves {
            event.prevent_default();
            save_design(store);
        }
    });
    on_cleanup(move || listener.remove());
}

/// Downloads the bundle, after a question where the design has problems that block it.
pub(super) fn ask_for_bundle(store: Store, chrome: Chrome) {
    let problems = store.findings.with_untracked(|findings| {
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

pub(super) fn download_bundle(store: Store, chrome: Chrome) {
    if chrome.progress.with_untracked(Option::is_some) {
        return;
    }
    chrome.progress.set(Some("Writing the files…"));
    let (name, json) = store.design.with_untracked(|design| {
        let name = format!("{}.zip", design.folder());
        (name, saved::write(design))
    });
    spawn_local(async move {
        let packed = match pack_beside(&json).await {
            Ok(packed) => packed,
            Err(Beside::Refused(why)) => Err(why),
            Err(Beside::NoWorker) => {
                // One frame for the progress to show, then the page stands still.
                frame().await;
                pack(&json)
                    .map(|bytes| Uint8Array::from(bytes.as_slice()))
                    .map_err(|why| message(&why))
            }
        };
        chrome.progress.set(None);
        match packed {
            Ok(bytes) => {
                save(&name, "application/zip", &Array::of1(&bytes));
                store.announcement.set(format!("Downloaded {name}"));
            }
            Err(why) => chrome.tell("The bundle could not be made", why),
        }
    });
}

async fn frame() {
    let promise = Promise::new(&mut |done, _| {
        set_timeout(
            move || drop(done.call0(&JsValue::NULL)),
            Duration::from_millis(30),
        );
    });
    // Never rejected.
    let _ = JsFuture::from(promise).await;
}

fn message(error: &JsValue) -> String {
    error
        .as_string()
        .unwrap_or_else(|| "something went wrong; try again, and save the design first".into())
}

/// Why the worker gave no bundle.
enum Beside {
    NoWorker,
    Refused(String),
}

thread_local! {
    static WORKER: RefCell<Option<web_sys::Worker>> = const { RefCell::new(None) };
}

/// The worker of this page, started when it is first needed; see `public/boot.js`.
fn worker() -> Option<web_sys::Worker> {
    WORKER.with_borrow_mut(|worker| {
        if worker.is_none() {
            let start: Function = Reflect::get(&js_sys::global(), &"startWorker".into())
                .ok()?
                .dyn_into()
                .ok()?;
            *worker = start.call0(&JsValue::NULL).ok()?.dyn_into().ok();
        }
        worker.clone()
    })
}

/// Has the worker render and pack, so that the page stays responsive. Messages: see `public/worker.js`.
async fn pack_beside(json: &str) -> Result<Result<Uint8Array, String>, Beside> {
    let worker = worker().ok_or(Beside::NoWorker)?;
    let request = js_sys::Object::new();
    let put = |key: &str, value: &JsValue| drop(Reflect::set(&request, &key.into(), value));
    put("id", &"bundle".into());
    put("call", &"bundle".into());
    put("args", &Array::of1(&json.into()));
    let answer = Promise::new(&mut |done, failed| {
        let on_message = Closure::once_into_js(move |event: web_sys::MessageEvent| {
            drop(done.call1(&JsValue::NULL, &event.data()));
        });
        let on_error = Closure::once_into_js(move |_: JsValue| {
            drop(failed.call0(&JsValue::NULL));
        });
        worker.set_onmessage(Some(on_message.unchecked_ref()));
        worker.set_onerror(Some(on_error.unchecked_ref()));
        drop(worker.post_message(&request));
    });
    let Ok(answer) = JsFuture::from(answer).await else {
        // It never started; the next attempt makes a new one.
        WORKER.with_borrow_mut(Option::take);
        return Err(Beside::NoWorker);
    };
    let part = |key: &str| Reflect::get(&answer, &key.into()).unwrap_or(JsValue::UNDEFINED);
    match part("value").dyn_into::<Uint8Array>() {
        Ok(bytes) => Ok(Ok(bytes)),
        Err(_) => Err(Beside::Refused(message(&part("error")))),
    }
}

/// Puts a text on the clipboard.
pub(super) fn copy(text: &str) {
    // Refused where the page is no secure context; the text can be saved instead.
    let _ = window().navigator().clipboard().write_text(text);
}
