//! The page. The same module also runs in a worker, where there is no window to mount in.

fn main() {
    #[cfg(target_arch = "wasm32")]
    if wasm_bindgen::JsCast::is_instance_of::<web_sys::Window>(&js_sys::global()) {
        apim_designer::app::mount();
    }
}
