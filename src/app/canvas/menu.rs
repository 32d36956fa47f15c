//! The menu of what is under the pointer.

use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent, PointerEvent};

use super::view::{Spot, decimal};
use super::{Canvas, Held};
use crate::app::actions::{self, Action};
use crate::app::dom::{self, CLICK, El, KEY_DOWN, el};
use crate::app::store::Selected;
use crate::say;
use crate::table::SortedSet;

impl Canvas {
    /// Selects what is held, unless it is among what is selected, and offers what can be done.
    pub(super) fn open_menu(&self, held: &Held, (x, y): Spot) {
        let one = match held {
            Held::Host(id) => Some(Selected::Host(id.clone())),
            Held::Instance(id) => Some(Selected::Instance(id.clone())),
            Held::Kind(_) | Held::NewHost | Held::LinkEnd => return,
            Held::Ground | Held::Frame => None,
        };
        let selection = self.store.selection;
        match one {
            Some(one) if !selection.with_untracked(|all| all.contains(&one)) => {
                self.store.select(one);
            }
            Some(_) => {}
            None => selection.update(SortedSet::clear),
        }
        let ground = selection.with_untracked(SortedSet::is_empty);
        let offered: Vec<El> = actions::ALL
            .iter()
            .filter(|action| action.in_menu || ground)
            .filter(|action| action.is_possible(self))
            .map(|action| self.entry(action))
            .collect();
        let menu = el("div")
            .class("menu")
            .attr("role", "menu")
            .attr("aria-label", say::MENU)
            // Closed by hand: the end of a long press would close an `auto` one.
            .attr("popover", "manual")
            .child(offered)
            .on(KEY_DOWN, {
                let canvas = self.clone();
                move |event: KeyboardEvent| {
                    // None of them is for the canvas.
                    event.stop_propagation();
                    if matches!(event.key().as_str(), "Escape" | "Tab") {
                        event.prevent_default();
                        close_menu(None);
                        canvas.focus_active();
                    } else {
                        walk(&event);
                    }
                }
            });
        let _ = self.element().append_child(menu.node());
        let node: HtmlElement = menu.cast();
        let style = node.style();
        let _ = node.show_popover();
        // Near an edge it opens to the other side.
        let size = menu.node().get_bounding_client_rect();
        let room = |of: Result<wasm_bindgen::JsValue, _>| {
            of.ok().and_then(|size| size.as_f64()).unwrap_or_default()
        };
        let (width, height) = (room(window().inner_width()), room(window().inner_height()));
        let into = |at: f64, own: f64, all: f64| at.min(all - own - 8.0).max(8.0);
        for (property, value) in [
            ("left", into(x, size.width(), width)),
            ("top", into(y, size.height(), height)),
        ] {
            dom::set_style(&style, property, &format!("{}px", decimal(value)));
        }
        if let Some(first) = menu.node().first_element_child() {
            dom::focus(&first);
        }
    }

    fn entry(&self, action: &'static Action) -> El {
        let canvas = self.clone();
        el("button")
            .class("menu__entry")
            .attr("type", "button")
            .attr("role", "menuitem")
            .on(CLICK, move |_| {
                close_menu(None);
                canvas.focus_active();
                action.run(&canvas);
            })
            .child(el("span").text(action.label))
            .child((!action.keys.is_empty()).then(|| el("kbd").text(actions::keys(action.keys))))
    }
}

/// Closes the menu that is open, unless what happened is inside.
pub(super) fn close_menu(happened: Option<&PointerEvent>) {
    if happened.is_some_and(|event| dom::closest(event, ".menu").is_some()) {
        return;
    }
    if let Ok(Some(menu)) = document().query_selector(".menu") {
        menu.remove();
    }
}

/// From entry to entry, round and round.
fn walk(event: &KeyboardEvent) {
    let Some(now) = dom::closest(event, ".menu__entry") else {
        return;
    };
    let parent = now.parent_element();
    let next = match event.key().as_str() {
        "ArrowDown" => now
            .next_element_sibling()
            .or(parent.and_then(|all| all.first_element_child())),
        "ArrowUp" => now
            .previous_element_sibling()
            .or(parent.and_then(|all| all.last_element_child())),
        "Home" => parent.and_then(|all| all.first_element_child()),
        "End" => parent.and_then(|all| all.last_element_child()),
        _ => return,
    };
    event.prevent_default();
    if let Some(next) = next {
        dom::focus(&next);
    }
}
