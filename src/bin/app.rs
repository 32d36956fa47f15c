//! The page. The same module also runs in a worker, where there is no window to mount in.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

/// The version of this build; the page and its worker can both ask for it.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    if js_sys::global().is_instance_of::<web_sys::Window>() {
        apim_designer::app::mount();
    }
}
