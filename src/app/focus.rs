//! The focus survives what it was on: an undo, a remedy or a removal may take the element from the page, and the next
//! key would begin at the top of it.

use std::cell::RefCell;
use std::rc::Rc;

use leptos::prelude::*;
use web_sys::{Element, FocusEvent};

use super::canvas::Canvas;
use super::chrome::Chrome;
use super::dom::{self, FOCUS_IN};
use super::store::Store;

/// Where the focus was last.
struct Last {
    element: Element,
    on_canvas: bool,
}

pub(super) fn keep(store: Store, chrome: Chrome, canvas: &Canvas) {
    let last = Rc::new(RefCell::new(None));
    let (seen, canvas) = (last.clone(), canvas.clone());
    dom::on_window(FOCUS_IN, move |event: FocusEvent| {
        seen.replace(dom::closest(&event, "*").map(|element| Last {
            element,
            on_canvas: dom::closest(&event, "#canvas").is_some(),
        }));
    });
    dom::watch(move || {
        // What may take an element away.
        store.design.track();
        store.findings.track();
        store.selection.track();
        chrome.tab.track();
        let (last, canvas) = (last.clone(), canvas.clone());
        request_animation_frame(move || {
            let on_canvas = match &*last.borrow() {
                Some(last) if is_gone(&last.element) && nothing_has_it() => last.on_canvas,
                _ => return,
            };
            match pane() {
                Some(pane) if !on_canvas => dom::focus(&pane),
                _ => canvas.focus_active(),
            }
        });
    });
}

fn is_gone(element: &Element) -> bool {
    let within = |selector| matches!(element.closest(selector), Ok(Some(_)));
    !within("body") || within("[hidden]")
}

/// Whether the browser has given the focus up. Where a person left it by a click on nothing, the element is still there.
fn nothing_has_it() -> bool {
    let active = document().active_element();
    active.is_none_or(|active| active.matches("body") == Ok(true))
}

/// What the side panel shows.
pub(super) fn pane() -> Option<Element> {
    document()
        .query_selector("[role=tabpanel]:not([hidden])")
        .ok()
        .flatten()
}
