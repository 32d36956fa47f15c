//! Which language the page speaks: the one that was chosen in this browser, else the first of the browser's own that it
//! knows.
//!
//! Each language is a table that is fetched, for the first time by `public/boot.js`, beside the WebAssembly. The engine has
//! English in it, for the bundle.

use js_sys::{Function, Promise};
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::chrome::Chrome;
use super::dom::get;
use super::store::Store;
use super::{engine, storage, words};
use crate::say::{self, Language, Texts};

/// Read by `public/boot.js` too.
const KEY: &str = "apim-designer.language";

/// Speaks what the boot script has found.
pub(super) fn start(store: Store, chrome: Chrome) {
    let global = js_sys::global();
    let language = |key| Language::parse(&get(&global, key).as_string()?);
    let table = get(&global, "texts").as_string().unwrap_or_default();
    speak(
        chrome,
        language("language").unwrap_or(Language::English),
        table,
    );
    if let Some(missing) = language("languageMissing") {
        store
            .announcement
            .set(say::language_missing(missing.name()));
    }
}

/// Views are made anew whenever the language changes.
fn speak(chrome: Chrome, language: Language, table: String) {
    // For as long as the page is open: views hold its words.
    words::speak(Texts::alone(table.leak()));
    engine::speak(language);
    if let Some(root) = document().document_element() {
        // Setting an attribute of this name cannot fail.
        let _ = root.set_attribute("lang", language.tag());
    }
    chrome.language.set(language);
}

/// Speaks another language from now on, and remembers it.
pub(super) fn choose(store: Store, chrome: Chrome, wanted: Language) {
    // Without storage the choice lasts as long as the page.
    let _ = storage::set(KEY, wanted.tag());
    spawn_local(async move {
        let Some(table) = table(wanted).await else {
            store.refuse(say::language_missing(wanted.name()));
            return;
        };
        // What is under way in this frame and the next belongs to the views that go.
        request_animation_frame(move || {
            request_animation_frame(move || {
                speak(chrome, wanted, table);
                store.check_again();
                store.announcement.set(say::language_chosen(wanted.name()));
            });
        });
    });
}

async fn table(language: Language) -> Option<String> {
    let fetch: Function = get(&js_sys::global(), "textsOf").dyn_into().ok()?;
    let tag = JsValue::from_str(language.tag());
    let fetched: Promise = fetch.call1(&JsValue::NULL, &tag).ok()?.dyn_into().ok()?;
    JsFuture::from(fetched).await.ok()?.as_string()
}
