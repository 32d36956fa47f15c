//! Everything around the canvas: top bar, palette, side panel, status bar, dialogs.

mod commands;
mod dialogs;
mod field;
mod files;
mod findings;
pub(super) mod glyph;
mod inspector;
mod outline;
mod ports;
mod settings;
mod side_panel;
mod status_bar;
mod theme;
mod top_bar;

use super::dom::{El, el};
use super::storage::{self, SaveState};
use super::store::{LinkKey, Look, Selected, Store};
use super::words::{self, Words};
use crate::app::signal::Signal;
use crate::catalog::LinkStyle;
use crate::model::{Command, HostId, InstanceId};
use crate::say::{self, Language, Message, Said};
use crate::table::SortedSet;

pub(super) use dialogs::dialogs;
pub(super) use side_panel::side_panel;
pub(super) use status_bar::{other_tab, status_bar};
pub(super) use top_bar::top_bar;

/// Where the ways of this browser are kept.
const MAP: &str = "apim-designer.map";
const SHOWN: &str = "shown";
const NAVIGATION: &str = "apim-designer.navigation";

/// A tab of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Properties,
    Ports,
    Files,
    Findings,
    Outline,
}

impl Tab {
    const ALL: [Tab; 5] = [
        Tab::Properties,
        Tab::Ports,
        Tab::Files,
        Tab::Findings,
        Tab::Outline,
    ];

    /// For identifiers.
    fn id(self) -> &'static str {
        match self {
            Tab::Properties => "properties",
            Tab::Ports => "ports",
            Tab::Files => "files",
            Tab::Findings => "findings",
            Tab::Outline => "outline",
        }
    }

    fn label(self) -> Message {
        match self {
            Tab::Properties => say::TAB_PROPERTIES,
            Tab::Ports => say::TAB_PORTS,
            Tab::Files => say::TAB_FILES,
            Tab::Findings => say::TAB_FINDINGS,
            Tab::Outline => say::TAB_OUTLINE,
        }
    }
}

/// Something that a person must be told before going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) title: Said,
    pub(super) text: Said,
    /// A text to keep, with a name for its file.
    pub(super) keep: Option<(String, String)>,
}

/// What these views share beside the store; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Chrome {
    pub(super) tab: Signal<Tab>,
    pub(super) open: Signal<bool>,
    pub(super) notice: Signal<Option<Notice>>,
    /// What the bundle is doing; `None` at rest.
    pub(super) progress: Signal<Option<Message>>,
    /// How many problems are asked about before a download.
    pub(super) asked: Signal<Option<usize>>,
    pub(super) saved: Signal<SaveState>,
    /// The design as another tab has stored it.
    pub(super) other_tab: Signal<Option<String>>,
    /// Whether the ports of all links are shown.
    pub(super) labels: Signal<bool>,
    /// Styles of links that are left out.
    pub(super) hidden: Signal<SortedSet<LinkStyle>>,
    /// Whether the whole is shown in a corner.
    pub(super) map: Signal<bool>,
    /// Whether wheel and drag on the ground do what they do on a map.
    as_map: Signal<bool>,
    /// What the page speaks.
    pub(super) language: Signal<Language>,
}

impl Chrome {
    pub(super) fn new() -> Self {
        Self {
            tab: Signal::new(Tab::Properties),
            open: Signal::new(true),
            notice: Signal::default(),
            progress: Signal::default(),
            asked: Signal::default(),
            saved: Signal::new(SaveState::Untouched),
            other_tab: Signal::default(),
            labels: Signal::new(false),
            hidden: Signal::default(),
            map: Signal::new(storage::get(MAP).is_some_and(|kept| kept == SHOWN)),
            as_map: Signal::new(storage::get(NAVIGATION).is_some_and(|kept| kept == "map")),
            language: Signal::new(Language::English),
        }
    }

    /// Whether a drag on the ground draws a frame around what is to be selected, as in design tools, and the wheel moves
    /// the view; else they move the view and zoom, as on a map.
    pub(super) fn draws_frames(&self) -> bool {
        !self.as_map.get_untracked()
    }

    /// The other of the two ways of navigation; says which.
    pub(super) fn next_navigation(&self) -> Message {
        self.as_map.update(|is| *is = !*is);
        let (kept, told) = if self.as_map.get_untracked() {
            ("map", say::NAVIGATION_MAP)
        } else {
            ("tool", say::NAVIGATION_TOOL)
        };
        // Without storage the choice lasts as long as the page.
        let _ = storage::set(NAVIGATION, kept);
        told
    }

    pub(super) fn toggle_map(&self) {
        self.map.update(|shown| *shown = !*shown);
        let shown = self.map.get_untracked();
        let _ = storage::set(MAP, if shown { SHOWN } else { "hidden" });
    }

    pub(super) fn show(&self, tab: Tab) {
        self.tab.set(tab);
        self.open.set(true);
    }

    pub(super) fn tell(&self, title: impl Into<Said>, text: impl Into<Said>) {
        self.notice.set(Some(Notice {
            title: title.into(),
            text: text.into(),
            keep: None,
        }));
    }
}

/// A button with words.
fn button(label: impl Words) -> El {
    el("button")
        .class("button")
        .attr("type", "button")
        .text(label)
}

/// A button with a drawing only; it wants an `aria-label`.
fn icon_button() -> El {
    el("button")
        .class("button")
        .attr("data-look", "icon")
        .attr("type", "button")
}

/// A part of a pane, under a heading.
fn group(heading: impl Words) -> El {
    el("section")
        .class("group")
        .child(el("h3").class("heading").text(heading))
}

/// What the side panel is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Subject {
    Design,
    Host(HostId),
    Instance(InstanceId),
    Link(LinkKey),
    Several(usize),
}

fn subject(store: Store) -> Subject {
    store.selection.with(|selection| {
        let mut all = selection.iter();
        match (all.next(), all.next()) {
            (None, _) => Subject::Design,
            (Some(_), Some(_)) => Subject::Several(selection.len()),
            (Some(Selected::Host(id)), None) => Subject::Host(id.clone()),
            (Some(Selected::Instance(id)), None) => Subject::Instance(id.clone()),
            (Some(Selected::Link(key)), None) => Subject::Link(key.clone()),
        }
    })
}

/// Sends a command; the refusal where there is one.
fn attempt(store: Store, command: Command) -> Result<(), String> {
    if store.run(command) {
        Ok(())
    } else {
        Err(store
            .refusal
            .get_untracked()
            .map_or_else(String::new, |why| words::tell(&why)))
    }
}

fn name_of_host(store: Store, id: &HostId) -> String {
    store.design.see(|design| {
        design
            .host(id)
            .map(|host| host.name.clone())
            .unwrap_or_default()
    })
}

fn name_of(store: Store, id: &InstanceId) -> String {
    store.design.see(|design| {
        design
            .instance(id)
            .map(|instance| instance.name.clone())
            .unwrap_or_default()
    })
}
