//! Everything around the canvas: top bar, palette, side panel, status bar, dialogs.
#![allow(
    unreachable_pub,
    reason = "the component macro makes functions and their properties public"
)]

mod dialogs;
mod field;
mod files;
mod findings;
mod glyph;
mod inspector;
mod outline;
mod ports;
mod settings;
mod side_panel;
mod status_bar;
mod theme;
mod top_bar;

use leptos::prelude::*;

use super::storage::SaveState;
use super::store::{LinkKey, Selected, Store};
use crate::checks::Place;
use crate::model::{Command, HostId, InstanceId};

pub use dialogs::Dialogs;
pub use side_panel::SidePanel;
pub use status_bar::StatusBar;
pub use top_bar::TopBar;

#[component]
pub fn Palette() -> impl IntoView {
    view! { <aside class="palette" aria-label="Palette"></aside> }
}

/// A tab of the side panel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tab {
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
pub struct Notice {
    pub title: String,
    pub text: String,
    /// A text to keep, with a name for its file.
    pub keep: Option<(String, String)>,
}

/// What these views share beside the store; copied freely, provided as context.
#[derive(Clone, Copy)]
pub struct Chrome {
    pub tab: RwSignal<Tab>,
    pub open: RwSignal<bool>,
    pub notice: RwSignal<Option<Notice>>,
    /// What the bundle is doing; `None` at rest.
    pub progress: RwSignal<Option<&'static str>>,
    /// How many problems are asked about before a download.
    pub asked: RwSignal<Option<usize>>,
    pub saved: RwSignal<SaveState>,
    /// The design as another tab has stored it.
    pub other_tab: RwSignal<Option<String>>,
}

impl Chrome {
    fn new() -> Self {
        Self {
            tab: RwSignal::new(Tab::Properties),
            open: RwSignal::new(true),
            notice: RwSignal::default(),
            progress: RwSignal::default(),
            asked: RwSignal::default(),
            saved: RwSignal::new(SaveState::Untouched),
            other_tab: RwSignal::default(),
        }
    }

    pub fn show(&self, tab: Tab) {
        self.tab.set(tab);
        self.open.set(true);
    }

    pub fn tell(&self, title: impl Into<String>, text: impl Into<String>) {
        self.notice.set(Some(Notice {
            title: title.into(),
            text: text.into(),
            keep: None,
        }));
    }
}

/// Makes what the parts around the canvas share, and reaches for the browser's storage.
pub fn provide(store: Store) {
    let chrome = Chrome::new();
    provide_context(chrome);
    theme::restore();
    super::storage::connect(store, chrome);
    super::io::accept_drops(store, chrome);
    super::io::accept_keys(store);
    let title = move || store.design.with(|design| design.name.clone());
    Effect::new(move |_| document().set_title(&format!("{} · apim-designer", title())));
}

fn store() -> Store {
    expect_context()
}

fn chrome() -> Chrome {
    expect_context()
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

fn subject(store: Store) -> Memo<Subject> {
    Memo::new(move |_| {
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

/// A text that follows from the design, woken only where it differs.
fn text(
    store: Store,
    of: impl Fn(&crate::model::Design) -> String + Send + Sync + 'static,
) -> Signal<String> {
    Memo::new(move |_| store.design.with(|design| of(design))).into()
}

/// A text that follows from the plan, woken only where it differs.
fn planned(
    store: Store,
    of: impl Fn(&crate::plan::Plan) -> String + Send + Sync + 'static,
) -> Signal<String> {
    Memo::new(move |_| store.plan.with(|plan| of(plan))).into()
}

fn selected(place: &Place) -> Option<Selected> {
    match place {
        Place::Host(id) => Some(Selected::Host(id.clone())),
        Place::Instance(id) => Some(Selected::Instance(id.clone())),
        Place::Design => None,
    }
}

fn name_of_host(store: Store, id: &HostId) -> String {
    store.design.with(|design| {
        design
            .host(id)
            .map(|host| host.name.clone())
            .unwrap_or_default()
    })
}

fn name_of(store: Store, id: &InstanceId) -> String {
    store.design.with(|design| {
        design
            .instance(id)
            .map(|instance| instance.name.clone())
            .unwrap_or_default()
    })
}
