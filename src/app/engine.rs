//! The way to the bundle engine, which runs in a worker beside the page.
//!
//! It is started once: when the browser is idle, or by the first request. Answers find their request by a number, so
//! several can be under way. An engine that failed is let go; the next request starts another. Bundles are made by an
//! engine of their own, started by the first one: a large one takes seconds, in which findings would have to wait.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use js_sys::{Array, Function, Object, Reflect};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{MessageEvent, Worker};

use super::dom::get;
use crate::say::{self, Language, Said};

/// Safari has no word for idle; its first paint is over by then.
const LATER: Duration = Duration::from_secs(1);

/// Why there is no answer.
pub(super) struct Failure {
    /// A sentence.
    pub(super) why: Said,
    /// Whether asking again may help: the engine itself failed, not what it was given.
    pub(super) again: bool,
}

pub(super) type Answer = Box<dyn FnOnce(Result<JsValue, Failure>)>;

#[derive(Default)]
struct Engine {
    worker: Option<Worker>,
    /// Number of the last request.
    last: u32,
    waiting: Vec<(u32, Answer)>,
}

thread_local! {
    /// The one for everything that is quick, and the one for bundles.
    static ENGINES: [RefCell<Engine>; 2] = Default::default();
    /// What they tell findings and refusals in.
    static LANGUAGE: Cell<Language> = const { Cell::new(Language::English) };
}

/// Which of the two.
type Slot = usize;
const QUICK: Slot = 0;
const BUNDLES: Slot = 1;

fn with<R>(slot: Slot, run: impl FnOnce(&mut Engine) -> R) -> R {
    ENGINES.with(|engines| run(&mut engines[slot].borrow_mut()))
}

/// Loads the engine as soon as the browser has nothing else to do, so that the first request need not wait for it.
pub(super) fn start_when_idle() {
    // A failure is told to whoever asks first.
    let start = Closure::once_into_js(|| drop(worker(QUICK)));
    if window()
        .request_idle_callback(start.unchecked_ref())
        .is_err()
    {
        set_timeout(|| drop(worker(QUICK)), LATER);
    }
}

/// From what is asked next on, the answers are in this language.
pub(super) fn speak(language: Language) {
    LANGUAGE.set(language);
    for slot in [QUICK, BUNDLES] {
        if let Some(worker) = with(slot, |engine| engine.worker.clone()) {
            let request = Object::new();
            let tag = JsValue::from_str(language.tag());
            drop(Reflect::set(&request, &"language".into(), &tag));
            // Texts can always be sent.
            let _ = worker.post_message(&request);
        }
    }
}

/// Has the engine run an exported function of `src/bin/engine.rs`.
pub(super) fn ask(call: &str, args: &[&str], answer: Answer) {
    let slot = if call == "bundle" { BUNDLES } else { QUICK };
    let Some(worker) = worker(slot) else {
        answer(Err(broken(say::NO_WORKER.into())));
        return;
    };
    let id = with(slot, |engine| {
        engine.last = engine.last.wrapping_add(1);
        engine.waiting.push((engine.last, answer));
        engine.last
    });
    let request = Object::new();
    let put = |key: &str, value: &JsValue| drop(Reflect::set(&request, &key.into(), value));
    put("id", &id.into());
    put("call", &call.into());
    let args: Array = args.iter().map(|&arg| JsValue::from_str(arg)).collect();
    put("args", &args);
    // Texts can always be sent.
    let _ = worker.post_message(&request);
}

/// The worker, started if there is none; see `public/boot.js`.
fn worker(slot: Slot) -> Option<Worker> {
    if let Some(worker) = with(slot, |engine| engine.worker.clone()) {
        return Some(worker);
    }
    let start: Function = get(&js_sys::global(), "startEngine").dyn_into().ok()?;
    let tag = JsValue::from_str(LANGUAGE.get().tag());
    let worker: Worker = start.call1(&JsValue::NULL, &tag).ok()?.dyn_into().ok()?;
    let on_message: Closure<dyn FnMut(MessageEvent)> = Closure::new(move |event: MessageEvent| {
        answered(slot, &event.data());
    });
    let on_error: Closure<dyn FnMut()> =
        Closure::new(move || stopped(slot, &say::ENGINE_NOT_RUN.into()));
    // Kept for ever: an engine that failed is rare.
    worker.set_onmessage(Some(on_message.into_js_value().unchecked_ref()));
    worker.set_onerror(Some(on_error.into_js_value().unchecked_ref()));
    with(slot, |engine| engine.worker = Some(worker.clone()));
    Some(worker)
}

/// Messages: see `public/worker.js`.
fn answered(slot: Slot, data: &JsValue) {
    if let Some(fault) = get(data, "fault").as_string() {
        stopped(slot, &fault.into());
        return;
    }
    let id = get(data, "id").as_f64();
    let answer = with(slot, |engine| {
        let at = engine
            .waiting
            .iter()
            .position(|(one, _)| Some(f64::from(*one)) == id)?;
        Some(engine.waiting.swap_remove(at).1)
    });
    // Called while nothing is borrowed: it may ask again.
    if let Some(answer) = answer {
        answer(match get(data, "refused").as_string() {
            Some(why) => Err(Failure {
                why: why.into(),
                again: false,
            }),
            None => Ok(get(data, "value")),
        });
    }
}

/// Lets the engine go and tells everyone who waits for it.
fn stopped(slot: Slot, fault: &Said) {
    let old = with(slot, |engine| Engine {
        worker: engine.worker.take(),
        last: engine.last,
        waiting: std::mem::take(&mut engine.waiting),
    });
    if let Some(worker) = old.worker {
        // What it has sent already is not heard any more.
        worker.set_onmessage(None);
        worker.set_onerror(None);
        worker.terminate();
    }
    for (_, answer) in old.waiting {
        answer(Err(broken(fault.clone())));
    }
}

fn broken(fault: Said) -> Failure {
    Failure {
        why: say::engine_broken(fault),
        again: true,
    }
}
