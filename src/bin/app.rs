//! The page. What renders and packs is a binary of its own, `engine.rs`.

#[cfg(target_arch = "wasm32")]
use wasm_bindgen::prelude::*;

/// The version of this build.
#[cfg(target_arch = "wasm32")]
#[wasm_bindgen]
#[must_use]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

fn main() {
    #[cfg(target_arch = "wasm32")]
    apim_designer::app::mount();
}
