//! What can be done with the canvas and with what is selected: one list, for the search, the menu and the list of keys.

use super::canvas::{self, Canvas, Order};
use super::io;
use super::language;
use super::store::{Dialog, Look, Selected};
use super::words::word;
use crate::catalog::Zone;
use crate::diagram::Line;
use crate::plan::Reach;
use crate::say::{self, Language, Message};

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
    pub(super) label: Message,
    /// As they are written on an English keyboard; empty for none. See [`keys`].
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

const fn action(label: Message, keys: &'static str, needs: Needs, run: fn(&Canvas)) -> Action {
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
        say::ACTION_DUPLICATE,
        "Ctrl+D",
        Needs::Selected,
        Canvas::duplicate,
    )),
    in_menu(action(
        say::ACTION_MORE_OF_IT_ON_OTHER_HOSTS,
        "",
        Needs::Instance,
        |canvas| {
            canvas.store.dialog.set(Some(Dialog::Scale));
        },
    )),
    in_menu(action(
        say::ACTION_CUT,
        "Ctrl+X",
        Needs::Selected,
        |canvas| {
            canvas.copy(true);
        },
    )),
    in_menu(action(
        say::ACTION_COPY,
        "Ctrl+C",
        Needs::Selected,
        |canvas| {
            canvas.copy(false);
        },
    )),
    in_menu(action(
        say::ACTION_PASTE,
        "Ctrl+V",
        Needs::Copied,
        Canvas::paste_copied,
    )),
    in_menu(action(
        say::ACTION_REMOVE,
        "Delete",
        Needs::Selected,
        |canvas| {
            canvas.remove();
        },
    )),
    in_menu(action(
        say::ACTION_ALIGN_LEFT,
        "",
        Needs::Hosts(2),
        |canvas| {
            line(canvas, Line::Left);
        },
    )),
    in_menu(action(
        say::ACTION_ALIGN_CENTRE,
        "",
        Needs::Hosts(2),
        |canvas| {
            line(canvas, Line::Centre);
        },
    )),
    in_menu(action(
        say::ACTION_ALIGN_RIGHT,
        "",
        Needs::Hosts(2),
        |canvas| {
            line(canvas, Line::Right);
        },
    )),
    in_menu(action(
        say::ACTION_ALIGN_TOP,
        "",
        Needs::Hosts(2),
        |canvas| {
            line(canvas, Line::Top);
        },
    )),
    in_menu(action(
        say::ACTION_ALIGN_MIDDLE,
        "",
        Needs::Hosts(2),
        |canvas| {
            line(canvas, Line::Middle);
        },
    )),
    in_menu(action(
        say::ACTION_ALIGN_BOTTOM,
        "",
        Needs::Hosts(2),
        |canvas| {
            line(canvas, Line::Bottom);
        },
    )),
    in_menu(action(
        say::ACTION_EVEN_GAPS_ACROSS,
        "",
        Needs::Hosts(3),
        |canvas| {
            gaps(canvas, false);
        },
    )),
    in_menu(action(
        say::ACTION_EVEN_GAPS_DOWN,
        "",
        Needs::Hosts(3),
        |canvas| {
            gaps(canvas, true);
        },
    )),
    in_menu(action(
        say::ACTION_ZOOM_TO_SELECTION,
        "Shift+2",
        Needs::Selected,
        Canvas::fit_selected,
    )),
    in_menu(action(
        say::ACTION_SHOW_ALL_THAT_IT_NEEDS,
        "",
        Needs::Selected,
        |canvas| canvas.show_reach(Reach::Needs),
    )),
    in_menu(action(
        say::ACTION_SHOW_ALL_THAT_NEED_IT,
        "",
        Needs::Selected,
        |canvas| canvas.show_reach(Reach::NeededBy),
    )),
    action(say::ACTION_ZONE_PUBLIC, "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Public));
    }),
    action(say::ACTION_ZONE_DMZ, "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Dmz));
    }),
    action(say::ACTION_ZONE_INTERNAL, "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Internal));
    }),
    action(say::ACTION_ZONE_DATA, "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, Some(Zone::Data));
    }),
    action(say::ACTION_ZONE_NONE, "", Needs::Hosts(1), |canvas| {
        canvas::put_into(canvas.store, None);
    }),
    action(say::ACTION_SELECT_ALL, "Ctrl+A", Needs::Items, |canvas| {
        canvas::select_all(canvas.store);
    }),
    action(
        say::ACTION_PUT_ALL_HOSTS_IN_ORDER,
        "Shift+O",
        Needs::Items,
        |canvas| {
            canvas.arrange(Order::Tiers);
        },
    ),
    action(say::ACTION_ADD_A_HOST, "", Needs::Nothing, |canvas| {
        canvas::add_host_in_sight(canvas.store);
    }),
    action(say::ACTION_UNDO, "Ctrl+Z", Needs::Undo, |canvas| {
        canvas.store.undo();
    }),
    action(say::ACTION_REDO, "Ctrl+Shift+Z", Needs::Redo, |canvas| {
        canvas.store.redo();
    }),
    action(say::ACTION_HISTORY, "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::History));
    }),
    action(say::ACTION_ZOOM_IN, "+", Needs::Nothing, |canvas| {
        canvas.zoom_by(1.25);
    }),
    action(say::ACTION_ZOOM_OUT, "-", Needs::Nothing, |canvas| {
        canvas.zoom_by(0.8);
    }),
    action(say::ACTION_ZOOM_TO_100, "0", Needs::Nothing, |canvas| {
        canvas.zoom_to(1.0);
    }),
    action(
        say::ACTION_ZOOM_TO_FIT,
        "Shift+1",
        Needs::Nothing,
        Canvas::fit,
    ),
    action(say::ACTION_PORTS_OF_ALL_LINKS, "", Needs::Items, |canvas| {
        canvas.chrome.labels.update(|on| *on = !*on);
    }),
    action(say::ACTION_MAP_IN_THE_CORNER, "M", Needs::Items, |canvas| {
        canvas.chrome.toggle_map();
    }),
    action(
        say::ACTION_SWITCH_NAVIGATION_DESIGN_TOOL_OR_MAP,
        "",
        Needs::Nothing,
        |canvas| {
            let told = canvas.chrome.next_navigation();
            canvas.store.announcement.set(told.into());
        },
    ),
    action(say::ACTION_ENGLISH, "", Needs::Nothing, |canvas| {
        language::choose(canvas.store, canvas.chrome, Language::English);
    }),
    action(say::ACTION_GERMAN, "", Needs::Nothing, |canvas| {
        language::choose(canvas.store, canvas.chrome, Language::German);
    }),
    action(say::ACTION_PANEL, "", Needs::Nothing, |canvas| {
        canvas.chrome.open.update(|open| *open = !*open);
    }),
    action(say::ACTION_NEW_DESIGN, "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::New));
    }),
    action(
        say::ACTION_SAVE_DESIGN,
        "Ctrl+S",
        Needs::Nothing,
        |canvas| {
            io::save_design(canvas.store);
        },
    ),
    action(say::ACTION_PASTE_HOSTS, "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::PasteHosts));
    }),
    action(say::ACTION_SETTINGS, "", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::Settings));
    }),
    action(say::ACTION_DOWNLOAD_BUNDLE, "", Needs::Nothing, |canvas| {
        io::ask_for_bundle(canvas.store, canvas.chrome);
    }),
    action(say::ACTION_KEYS, "?", Needs::Nothing, |canvas| {
        canvas.store.dialog.set(Some(Dialog::Keys));
    }),
];

/// Keys and gestures that are no action of their own.
pub(super) const OTHER_KEYS: &[(Message, Message)] = &[
    (
        say::KEYS_SEARCH_EVERYTHING,
        say::KEYS_SEARCH_EVERYTHING_KEYS,
    ),
    (
        say::KEYS_FROM_ITEM_TO_ITEM,
        say::KEYS_FROM_ITEM_TO_ITEM_KEYS,
    ),
    (
        say::KEYS_MOVE_A_HOST_OR_A_SERVER_AMONG_OTHERS,
        say::KEYS_MOVE_A_HOST_OR_A_SERVER_AMONG_OTHERS_KEYS,
    ),
    (
        say::KEYS_MOVE_A_HOST_FIVE_STEPS,
        say::KEYS_MOVE_A_HOST_FIVE_STEPS_KEYS,
    ),
    (
        say::KEYS_MOVE_A_HOST_WITHOUT_GRID_AND_GUIDES,
        say::KEYS_MOVE_A_HOST_WITHOUT_GRID_AND_GUIDES_KEYS,
    ),
    (say::KEYS_SELECT_ONE_MORE, say::KEYS_SELECT_ONE_MORE_KEYS),
    (
        say::KEYS_SELECT_BY_A_FRAME,
        say::KEYS_SELECT_BY_A_FRAME_KEYS,
    ),
    (say::KEYS_MOVE_THE_VIEW, say::KEYS_MOVE_THE_VIEW_KEYS),
    (
        say::KEYS_ZOOM_TO_THE_POINTER,
        say::KEYS_ZOOM_TO_THE_POINTER_KEYS,
    ),
    (
        say::KEYS_MENU_OF_WHAT_IS_UNDER_THE_POINTER,
        say::KEYS_MENU_OF_WHAT_IS_UNDER_THE_POINTER_KEYS,
    ),
    (
        say::KEYS_LEAVE_WHAT_IS_UNDER_WAY,
        say::KEYS_LEAVE_WHAT_IS_UNDER_WAY_KEYS,
    ),
];

/// Keys as they are written on a keyboard of the page's language.
pub(super) fn keys(keys: &str) -> String {
    let parts: Vec<&str> = keys
        .split('+')
        .map(|key| match key {
            "Ctrl" => word(say::KEY_CTRL),
            "Shift" => word(say::KEY_SHIFT),
            "Delete" => word(say::KEY_DELETE),
            key => key,
        })
        .collect();
    parts.join("+")
}

fn line(canvas: &Canvas, line: Line) {
    canvas.arrange(Order::Line(line));
}

fn gaps(canvas: &Canvas, down: bool) {
    canvas.arrange(Order::Distributed { down });
}
