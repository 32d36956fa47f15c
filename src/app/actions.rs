//! What can be done with the canvas and with what is selected: one list, for the search, the menu and the list of keys.

use leptos::prelude::*;

use super::canvas::{self, Canvas, Order};
use super::io;
use super::store::{Dialog, Look, Selected};
use crate::catalog::Zone;
use crate::diagram::Line;
use crate::plan::Reach;

/// When an action makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Needs {
    Nothing,
    /// Something on the canvas.
    Items,
    /// So many selected hosts, or more.
    Hosts(usize),
    /// A selected host or instance.
    Selected,
    /// One selected instance, and nothing else.
    Instance,
    Undo,
    Redo,
    /// Something that was copied in this tab.
    Copied,
}

/// Something that a person may want done.
pub(super) struct Action {
    pub(super) label: &'static str,
    /// As they are written on the keys; empty for none.
    pub(super) keys: &'static str,
    /// Whether the menu of what is under the pointer has it.
    pub(super) in_menu: bool,
    needs: Needs,
    run: fn(&Canvas),
}

impl Action {
    pub(super) fn is_possible(&self, canvas: &Canvas) -> bool {
        let store = canvas.store;
        let selected = |fits: fn(&Selected) -> bool| {
            store
                .selection
                .with_untracked(|all| all.iter().filter(|one| fits(one)).count())
        };
        let hosts = || selected(|one| matches!(one, Selected::Host(_)));
        let instances = || selected(|one| matches!(one, Selected::Instance(_)));
        match self.needs {
            Needs::Nothing => true,
            Needs::Items => store.design.peek(|design| !design.hosts.is_empty()),
            Needs::Hosts(count) => hosts() >= count,
            Needs::Selected => hosts() + instances() > 0,
            Needs::Instance => hosts() == 0 && instances() == 1,
            Needs::Undo => store.undo_label.with_untracked(Option::is_some),
            Needs::Redo => store.redo_label.with_untracked(Option::is_some),
            Needs::Copied => canvas.has_copied(),
        }
    }

    pub(super) fn run(&self, canvas: &Canvas) {
        (self.run)(canvas);
    }
}

const fn action(label: &'static str, keys: &'static str, needs: Needs, run: fn(&Canvas)) -> Action {
    Action {
        label,
        keys,
        in_menu: false,
        needs,
        run,
    }
}

const fn in_menu(mut action: Action) -> Action {
    action.in_menu = true;
    action
}

/// All of them, in the order in which the menu has them.
pub(super) static ALL: &[Action] = &[
    in_menu(action(
        "Duplicate",
        "Ctrl+D",
        Needs::Selected,
        Canvas::duplicate,
    )),
    in_menu(action(
        "More of it on other hosts…",
        "",
        Needs::Instance,
        |canvas| {
            canvas.store.dialog.set(Some(Dialog::Scale));
        },
    )),
    in_menu(action("Cut", "Ctrl+X", Needs::Selected, |canvas| {
        canvas.copy(true);
    })),
    in_menu(action("Copy", "Ctrl+C", Needs::Selected, |canvas| {
        canvas.copy(false);
    })),
    in_menu(action(
        "Paste",
        "Ctrl+V",
        Needs::Copied,
        Canvas::paste_copied,
    )),
    in_menu(action("Remove", "Delete", Needs::Selected, |canvas| {
        canvas.remove();
    })),
    in_menu(action("Align left", "", Needs::Hosts(2), |canvas| {
        line(canvas, Line::Left);
    })),
    in_menu(action("Align centre", "", Needs::Hosts(2), |canvas| {
        line(canvas, Line::Centre);
    })),
    in_menu(action("Align right", "", Needs::Hosts(2), |canvas| {
        line(canvas, Line::Right);
    })),
    in_menu(action("Align top", "", Needs::Hosts(2), |canvas| {
        line(canvas, Line::Top);
    })),
    in_menu(action("Align middle", "", Needs::Hosts(2), |canvas| {
        line(canvas, Line::Middle);
    })),
    in_menu(action("Align bottom", "", Needs::Hosts(2), |canvas| {
        line(canvas, Line::Bottom);
    })),
    in_menu(action("Even gaps across", "", Needs::Hosts(3), |canvas| {
        gaps(canvas, false);
    })),
    in_menu(action("Even gaps down", "", Needs::Hosts(3), |canvas| {
        gaps(canvas, true);
    })),
    in_menu(action(
        "Zoom to selection",
        "Shift+2",
        Needs::Selected,
        Canvas::fit_selected,
    )),
    in_menu(action(
        "Show all that it needs",
        "",
        Needs::Selected,
        |canvas| canvas.show_reach(Reach::Needs),
    )),
    in_menu(action(
        "Show all that need it",
        "",
        Needs::Selected,
        |canvas| canvas.show_reach(Reach::NeededBy),
    )),
    action("Zone: Public", "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Public));
    }),
    action("Zone: DMZ", "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Dmz));
    }),
    action("Zone: Internal", "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Internal));
    }),
    action("Zone: Data", "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Data));
    }),
    action("Zone: none", "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, None);
    }),
    action("Select all", "Ctrl+A", Needs::Items, |canvas| {
        canvas::select_all(canvas.store);
    }),
    action(
        "Put all hosts in order",
        "Shift+O",
        Needs::Items,
        |canvas| {
            canvas.arrange(Order::Tiers);
        },
    ),
    action("Add a host", "", Needs::Nothing, |canvas| {
        canvas::add_host_in_sight(canvas.store);
    }),
    action("Undo", "Ctrl+Z", Needs::Undo, |canvas| {
        canvas.store.undo();
    }),
    action("Redo", "Ctrl+Shift+Z", Needs::Redo, |canvas| {
        canvas.store.redo();
    }),
    action("History…", "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::History));
    }),
    action("Zoom in", "+", Needs::Nothing, |canvas| {
        canvas.zoom_by(1.25);
    }),
    action("Zoom out", "-", Needs::Nothing, |canvas| {
        canvas.zoom_by(0.8);
    }),
    action("Zoom to 100 %", "0", Needs::Nothing, |canvas| {
        canvas.zoom_to(1.0);
    }),
    action("Zoom to fit", "Shift+1", Needs::Nothing, Canvas::fit),
    action("Ports of all links", "", Needs::Items, |canvas| {
        canvas.chrome.labels.update(|on| *on = !*on);
    }),
    action("Map in the corner", "M", Needs::Items, |canvas| {
        canvas.chrome.toggle_map();
    }),
    action(
        "Switch navigation: design tool or map",
        "",
        Needs::Nothing,
        |canvas| {
            let told = canvas.chrome.next_navigation();
            canvas.store.announcement.set(told.to_owned());
        },
    ),
    action("Panel", "", Needs::Nothing, |canvas| {
        canvas.chrome.open.update(|open| *open = !*open);
    }),
    action("New design…", "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::New));
    }),
    action("Save design", "Ctrl+S", Needs::Nothing, |canvas| {
        io::save_design(canvas.store);
    }),
    action("Paste hosts…", "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::PasteHosts));
    }),
    action("Settings…", "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::Settings));
    }),
    action("Download bundle", "", Needs::Nothing, |canvas| {
        io::ask_for_bundle(canvas.store, canvas.chrome);
    }),
    action("Keys", "?", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::Keys));
    }),
];

/// Keys and gestures that are no action of their own.
pub(super) const OTHER_KEYS: &[(&str, &str)] = &[
    ("Search everything", "Ctrl+K"),
    ("From item to item", "Arrows"),
    ("Move a host, or a server among others", "Ctrl+Arrows"),
    ("Move a host five steps", "Ctrl+Shift+Arrows"),
    ("Move a host without grid and guides", "Alt+drag"),
    ("Select one more", "Shift+click"),
    ("Select by a frame", "Shift+drag"),
    ("Move the view", "Space+drag, middle button, two fingers"),
    ("Zoom to the pointer", "Ctrl+wheel, pinch"),
    (
        "Menu of what is under the pointer",
        "Second button, long press, Shift+F10",
    ),
    ("Leave what is under way", "Escape"),
];

fn line(canvas: &Canvas, line: Line) {
    canvas.arrange(Order::Line(line));
}

fn gaps(canvas: &Canvas, down: bool) {
    canvas.arrange(Order::Distributed { down });
}
