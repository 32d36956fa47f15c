//! The tree by keyboard: arrows walk, letters find, Enter selects, Delete removes.

use leptos::prelude::*;
use web_sys::{HtmlElement, KeyboardEvent};

use super::{Node, Tree, shown_rows};
use crate::app::dom;
use crate::app::store::Selected;
use crate::model::Command;

/// What was typed in quick succession.
#[derive(Default)]
pub(super) struct Typed {
    prefix: String,
    /// When the last letter came, in milliseconds.
    at: f64,
}

pub(super) fn on_key(tree: Tree, typed: &mut Typed, event: &KeyboardEvent) {
    let Some(active) = tree.active.get_untracked() else {
        return;
    };
    let rows = shown_rows();
    let Some(at) = position(&rows, &active) else {
        return;
    };
    let level = |at: usize| rows[at].get_attribute("aria-level");
    let expanded = rows[at].get_attribute("aria-expanded");
    let to = match event.key().as_str() {
        "ArrowDown" => Some(at + 1),
        "ArrowUp" => at.checked_sub(1),
        "Home" => Some(0),
        "End" => rows.len().checked_sub(1),
        "ArrowRight" if expanded.as_deref() == Some("false") => {
            tree.turn(&active);
            None
        }
        "ArrowRight" => (expanded.is_some() && at + 1 < rows.len() && level(at + 1) > level(at))
            .then_some(at + 1),
        "ArrowLeft" if expanded.as_deref() == Some("true") => {
            tree.turn(&active);
            None
        }
        "ArrowLeft" => (0..at).rev().find(|&above| level(above) < level(at)),
        "Enter" | " " => {
            tree.choose(&active, event.ctrl_key() || event.meta_key());
            None
        }
        "Delete" | "Backspace" => {
            remove(tree, &active);
            None
        }
        letter
            if letter.chars().count() == 1
                && !event.ctrl_key()
                && !event.meta_key()
                && !event.alt_key() =>
        {
            match find(typed, &rows, at, letter, event.time_stamp()) {
                Some(found) => Some(found),
                None => return,
            }
        }
        _ => return,
    };
    event.prevent_default();
    event.stop_propagation();
    if let Some(row) = to.and_then(|to| rows.get(to)) {
        dom::focus(row);
    }
}

fn position(rows: &[HtmlElement], node: &Node) -> Option<usize> {
    let key = node.to_string();
    rows.iter()
        .position(|row| row.get_attribute("data-node").as_ref() == Some(&key))
}

/// The next row whose name begins with what was typed.
fn find(
    typed: &mut Typed,
    rows: &[HtmlElement],
    at: usize,
    letter: &str,
    now: f64,
) -> Option<usize> {
    /// In milliseconds.
    const PAUSE: f64 = 700.0;
    if now - typed.at > PAUSE {
        typed.prefix.clear();
    }
    typed.prefix.push_str(&letter.to_ascii_lowercase());
    typed.at = now;
    // A longer prefix may still fit the row that has the focus.
    let from = at + usize::from(typed.prefix.chars().count() == 1);
    let order = (from..rows.len()).chain(0..from.min(rows.len()));
    order.into_iter().find(|&row| {
        rows[row]
            .get_attribute("aria-label")
            .is_some_and(|label| label.to_ascii_lowercase().starts_with(&typed.prefix))
    })
}

/// Removes an item and leaves the focus on its neighbour.
pub(super) fn remove(tree: Tree, node: &Node) {
    let command = match node {
        Node::Item(Selected::Host(id)) => Command::RemoveHost { id: id.clone() },
        Node::Item(Selected::Instance(id)) => Command::Remove { id: id.clone() },
        Node::Item(Selected::Link(_)) | Node::Zone(_) => return,
    };
    let at = position(&shown_rows(), node).unwrap_or(0);
    if !tree.store.run(command) {
        return;
    }
    // After the row is gone.
    request_animation_frame(move || {
        let rows = shown_rows();
        if let Some(row) = rows.get(at).or(rows.last()) {
            dom::focus(row);
        }
    });
}
