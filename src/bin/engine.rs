//! The bundle engine as a WebAssembly binary of its own: it runs in a worker beside the page, see `public/worker.js`.

use std::cell::RefCell;

use apim_designer::engine::{self, Error, Lister};
use apim_designer::say::Texts;
use wasm_bindgen::prelude::*;

thread_local! {
    static LISTER: RefCell<Lister> = RefCell::default();
    /// What findings, reasons and refusals are told in.
    static TEXTS: RefCell<Texts> = const { RefCell::new(Texts::ENGLISH) };
}

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = console, js_name = error)]
    fn log(text: &str);
}

/// Takes a language's table of texts, as the build makes it; the worker calls it before anything else, and once.
#[wasm_bindgen]
pub fn speak(table: String) {
    TEXTS.set(Texts::read(table.leak()));
}

/// The findings about a design file, as JSON; see `engine::Told`.
///
/// # Errors
/// A sentence that says why there are none.
#[wasm_bindgen]
pub fn check(design_json: &str) -> Result<String, JsValue> {
    TEXTS
        .with_borrow(|texts| engine::check(design_json, texts))
        .map_err(|error| told(&error))
}

/// The design file after the remedy of a finding, named by its place in the list of `check`.
///
/// # Errors
/// A sentence that says why there is none.
#[wasm_bindgen]
pub fn fix(design_json: &str, at: &str) -> Result<String, JsValue> {
    // A text, as everything that the page sends.
    let at = at.parse().unwrap_or(usize::MAX);
    engine::fix(design_json, at).map_err(|error| told(&error))
}

/// The design file with copies, below a line that names them; see `engine::paste`.
///
/// # Errors
/// A sentence that says why there is none.
#[wasm_bindgen]
pub fn paste(design_json: &str, text: &str, onto: &str) -> Result<String, JsValue> {
    engine::paste(design_json, text, onto).map_err(|error| told(&error))
}

/// The design file with more of an instance, likewise; see `engine::scale`.
///
/// # Errors
/// A sentence that says why there is none.
#[wasm_bindgen]
pub fn scale(design_json: &str, instance: &str, hosts: &str) -> Result<String, JsValue> {
    engine::scale(design_json, instance, hosts).map_err(|error| told(&error))
}

/// The zip of a design file.
///
/// # Errors
/// A sentence that says why there is none.
#[wasm_bindgen]
pub fn bundle(design_json: &str) -> Result<Vec<u8>, JsValue> {
    engine::bundle(design_json).map_err(|error| told(&error))
}

/// The files of a scope as JSON, with the text of the one that is open; see `engine::Listing`.
///
/// # Errors
/// A sentence that says why there are none.
#[wasm_bindgen]
pub fn files(design_json: &str, scope: &str, open: &str) -> Result<String, JsValue> {
    TEXTS
        .with_borrow(|texts| {
            LISTER.with_borrow_mut(|lister| lister.list(design_json, scope, open, texts))
        })
        .map_err(|error| told(&error))
}

/// The version of this build.
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// A text, not an object: the worker tells a refusal from a fault by it.
fn told(error: &Error) -> JsValue {
    let told = TEXTS.with_borrow(|texts| texts.tell(&error.said()));
    JsValue::from_str(&told)
}

fn main() {
    std::panic::set_hook(Box::new(|info| log(&info.to_string())));
}
