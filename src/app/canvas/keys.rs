//! The canvas by keyboard: one stop for Tab, arrows from item to item, and a key for each action.

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::{Canvas, edit};
use crate::app::dom;
use crate::app::store::{Dialog, Selected};
use crate::diagram::{GRID, HEADER, Rect};
use crate::model::Point;
use crate::say;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Direction {
    Left,
    Right,
    Up,
    Down,
}

impl Direction {
    fn of(key: &str) -> Option<Self> {
        Some(match key {
            "ArrowLeft" => Direction::Left,
            "ArrowRight" => Direction::Right,
            "ArrowUp" => Direction::Up,
            "ArrowDown" => Direction::Down,
            _ => return None,
        })
    }

    fn step(self, length: i32) -> Point {
        match self {
            Direction::Left => Point { x: -length, y: 0 },
            Direction::Right => Point { x: length, y: 0 },
            Direction::Up => Point { x: 0, y: -length },
            Direction::Down => Point { x: 0, y: length },
        }
    }
}

impl Canvas {
    /// A key on the canvas; the browser's own are left alone.
    pub(super) fn key(&self, event: &KeyboardEvent) {
        let store = self.store;
        let command = event.ctrl_key() || event.meta_key();
        if let Some(direction) = Direction::of(&event.key()) {
            event.prevent_default();
            if command {
                self.nudge(direction, if event.shift_key() { 5 } else { 1 });
            } else {
                self.walk(direction);
            }
            return;
        }
        let mut done = true;
        match (event.key().as_str(), command) {
            ("Escape", false) => done = self.escape(),
            // On a host or a server, Enter is a click.
            ("Enter", false) if dom::is_target(event, self.element()) => {
                done = self.place_picked(None);
            }
            ("Delete" | "Backspace", false) => done = self.remove(),
            ("a" | "A", true) => edit::select_all(store),
            ("d" | "D", true) => self.duplicate(),
            ("+" | "=", false) => self.zoom_by(1.25),
            ("-" | "_", false) => self.zoom_by(0.8),
            ("0", false) => self.zoom_to(1.0),
            ("m", false) => self.chrome.toggle_map(),
            ("?", false) => store.dialog.set(Some(Dialog::Keys)),
            (" ", false) => {
                self.gesture.space.set(true);
                // On what has the focus it is a click, at the end.
                done = dom::is_target(event, self.element());
            }
            _ if event.shift_key() && !command => match event.code().as_str() {
                "Digit1" => self.fit(),
                "Digit2" => self.fit_selected(),
                "KeyO" => self.arrange(edit::Order::Tiers),
                _ => done = false,
            },
            _ => done = false,
        }
        if done {
            event.prevent_default();
        }
    }

    /// Ends the drag that is under way, or lays down what is picked. `false` where there was neither.
    pub(super) fn leave(&self) -> bool {
        let store = self.store;
        if self.cancel() {
            store.announcement.set(say::DRAG_CANCELLED.into());
        } else if store.picked.with_untracked(Option::is_some) {
            store.picked.set(None);
            store.announcement.set(say::PICKED_NOTHING.into());
        } else {
            return false;
        }
        true
    }

    /// Leaves the innermost of what is under way.
    fn escape(&self) -> bool {
        let selection = self.store.selection;
        if self.leave() {
            return true;
        }
        let some = selection.with_untracked(|all| !all.is_empty());
        if some {
            selection.update(crate::table::SortedSet::clear);
        }
        some
    }

    pub(in crate::app) fn remove(&self) -> bool {
        if self
            .store
            .selection
            .with_untracked(crate::table::SortedSet::is_empty)
            && let Some(active) = self.active.get_untracked()
        {
            self.store.select(active);
        }
        let removed = edit::remove_selected(self.store);
        if removed {
            // What had the focus is gone with the next frame.
            self.focus_soon();
        }
        removed
    }

    /// Moves hosts about, or an instance among those of its host.
    fn nudge(&self, direction: Direction, steps: i32) {
        let store = self.store;
        let mut hosts = edit::selected_hosts(store);
        match self.active.get_untracked() {
            Some(Selected::Instance(id)) if hosts.is_empty() => {
                match direction {
                    Direction::Up | Direction::Down => {
                        edit::reorder(store, &id, direction == Direction::Down);
                        self.focus_soon();
                    }
                    Direction::Left | Direction::Right => {}
                }
                return;
            }
            Some(Selected::Host(id)) if !hosts.contains(&id) => hosts = vec![id],
            _ => {}
        }
        edit::move_hosts(store, &hosts, direction.step(GRID * steps), None);
    }

    /// Moves the focus to the nearest item in a direction.
    fn walk(&self, direction: Direction) {
        let mut items = self.items();
        // Of a host it is the head that has the focus.
        for (one, rect) in &mut items {
            if matches!(one, Selected::Host(_)) {
                rect.height = HEADER;
            }
        }
        let active = self.active.get_untracked();
        let from = items.iter().find(|(one, _)| Some(one) == active.as_ref());
        let next = match from {
            Some((_, from)) => nearest(&items, *from, direction),
            None => items.first().map(|(one, _)| one.clone()),
        };
        if let Some(next) = next {
            self.active.set(Some(next));
            self.focus_active();
        }
    }

    /// Gives the focus to the active item once what has changed is drawn.
    pub(super) fn focus_soon(&self) {
        let canvas = self.clone();
        request_animation_frame(move || canvas.focus_active());
    }

    /// Gives the focus to the active item, or to the canvas where there is none, and brings it into sight.
    pub(in crate::app) fn focus_active(&self) {
        let element = self
            .active
            .get_untracked()
            .and_then(|active| self.parts.focusable(&active));
        match element {
            Some(element) => {
                dom::focus(&element);
                self.reveal(&element);
            }
            None => dom::focus(self.element()),
        }
    }
}

/// The item that one would expect next in a direction: what is straight ahead counts more than what is aside.
fn nearest(items: &[(Selected, Rect)], from: Rect, direction: Direction) -> Option<Selected> {
    let middle = |rect: &Rect| (rect.x + rect.width / 2, rect.y + rect.height / 2);
    let (x, y) = middle(&from);
    items
        .iter()
        .filter_map(|(one, rect)| {
            let (to_x, to_y) = middle(rect);
            let (ahead, aside) = match direction {
                Direction::Left => (x - to_x, to_y - y),
                Direction::Right => (to_x - x, to_y - y),
                Direction::Up => (y - to_y, to_x - x),
                Direction::Down => (to_y - y, to_x - x),
            };
            (ahead > 0).then_some((ahead + 2 * aside.abs(), one))
        })
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, one)| one.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{HostId, InstanceId};

    #[test]
    fn arrows_lead_to_what_lies_ahead() {
        let rect = |x, y| Rect {
            x,
            y,
            width: 100,
            height: 40,
        };
        let host = Selected::Host(HostId::new("h").unwrap());
        let one = |id| Selected::Instance(InstanceId::new(id).unwrap());
        let items = [
            (host.clone(), rect(0, 0)),
            (one("a"), rect(0, 50)),
            (one("b"), rect(300, 60)),
        ];
        let next = |from, direction| nearest(&items, from, direction);
        assert_eq!(next(rect(0, 0), Direction::Down), Some(one("a")));
        assert_eq!(next(rect(0, 50), Direction::Right), Some(one("b")));
        assert_eq!(next(rect(300, 60), Direction::Left), Some(one("a")));
        assert_eq!(next(rect(0, 50), Direction::Up), Some(host));
        assert_eq!(next(rect(0, 50), Direction::Left), None);
    }
}
