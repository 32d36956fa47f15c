//! Everything around the canvas: top bar, palette, side panel, status bar, dialogs.

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

use leptos::prelude::*;

use super::dom::{El, el};
use super::storage::SaveState;
use super::store::{LinkKey, Look, Selected, Store};
use crate::checks::Place;
use crate::model::{Command, HostId, InstanceId};

pub(super) use dialogs::dialogs;
pub(super) use side_panel::side_panel;
pub(super) use status_bar::{other_tab, status_bar};
pub(super) use top_bar::top_bar;

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

    fn label(self) -> &'static str {
        match self {
            Tab::Properties => "Properties",
            Tab::Ports => "Ports",
            Tab::Files => "Files",
            Tab::Findings => "Findings",
            Tab::Outline => "Outline",
        }
    }
}

/// Something that a person must be told before going on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Notice {
    pub(super) title: String,
    pub(super) text: String,
    /// A text to keep, with a name for its file.
    pub(super) keep: Option<(String, String)>,
}

/// What these views share beside the store; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Chrome {
    pub(super) tab: RwSignal<Tab>,
    pub(super) open: RwSignal<bool>,
    pub(super) notice: RwSignal<Option<Notice>>,
    /// What the bundle is doing; `None` at rest.
    pub(super) progress: RwSignal<Option<&'static str>>,
    /// How many problems are asked about before a download.
    pub(super) asked: RwSignal<Option<usize>>,
    pub(super) saved: RwSignal<SaveState>,
    /// The design as another tab has stored it.
    pub(super) other_tab: RwSignal<Option<String>>,
    /// Whether the ports of all links are shown.
    pub(super) labels: RwSignal<bool>,
}

impl Chrome {
    pub(super) fn new() -> Self {
        Self {
            tab: RwSignal::new(Tab::Properties),
            open: RwSignal::new(true),
            notice: RwSignal::default(),
            progress: RwSignal::default(),
            asked: RwSignal::default(),
            saved: RwSignal::new(SaveState::Untouched),
            other_tab: RwSignal::default(),
            labels: RwSignal::new(false),
        }
    }

    pub(super) fn show(&self, tab: Tab) {
        self.tab.set(tab);
        self.open.set(true);
    }

    pub(super) fn tell(&self, title: impl Into<String>, text: impl Into<String>) {
        self.notice.set(Some(Notice {
            title: title.into(),
            text: text.into(),
            keep: None,
        }));
    }
}

/// A button with words.
fn button(label: &str) -> El {
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
fn group(heading: &str) -> El {
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
        Err(store.refusal.get_untracked().unwrap_or_default())
    }
}

fn selected(place: &Place) -> Option<Selected> {
    match place {
        Place::Host(id) => Some(Selected::Host(id.clone())),
        Place::Instance(id) => Some(Selected::Instance(id.clone())),
        Place::Design => None,
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
