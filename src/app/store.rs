//! What the views share: the design under change, what follows from it, and what is selected.
//!
//! Views read signals and send commands; nothing here is derived in an effect. After each command the plan and the
//! findings are built once and published: coarse signals for lists and counts, one signal per host, instance and
//! link, set only where its value differs. A memo per row over the whole plan would be woken a thousand times a
//! command.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;

use crate::catalog::{Kind, LinkKind};
use crate::checks::{self, Finding, Place, Severity};
use crate::diagram::{self, Diagram};
use crate::model::{Command, Design, Editor, Host, HostId, InstanceId};
use crate::plan::{self, Plan};

/// Something that can be selected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Selected {
    Host(HostId),
    Instance(InstanceId),
    Link(LinkKey),
}

/// Tells the items of the page apart.
impl std::fmt::Display for Selected {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Selected::Host(id) => write!(f, "host {id}"),
            Selected::Instance(id) => write!(f, "instance {id}"),
            Selected::Link(key) => write!(f, "link {key}"),
        }
    }
}

/// Names a drawn link; as text it is the value of `data-link`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct LinkKey {
    pub(super) from: InstanceId,
    pub(super) to: InstanceId,
    pub(super) kind: LinkKind,
}

impl std::fmt::Display for LinkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.from, self.to, self.kind.id())
    }
}

/// What a host box shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct HostRow {
    pub(super) host: Host,
    /// In the order of display.
    pub(super) instances: Vec<InstanceId>,
    pub(super) severity: Option<Severity>,
}

/// What an instance card shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct InstanceRow {
    pub(super) id: InstanceId,
    pub(super) kind: Kind,
    pub(super) host: HostId,
    pub(super) name: String,
    /// `None` for products without an offset.
    pub(super) offset: Option<u16>,
    pub(super) pinned: bool,
    /// The real ports that matter most, at most three.
    pub(super) ports: Vec<u16>,
    /// The first of its ports that another instance of the host has too.
    pub(super) taken: Option<u16>,
    pub(super) severity: Option<Severity>,
}

/// What a drawn link shows.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct LinkRow {
    pub(super) key: LinkKey,
    /// Protocol and real ports, such as `https 9444`.
    pub(super) label: String,
    /// Its way on the canvas, as data of an SVG path.
    pub(super) path: String,
    /// Whether the path begins at what is called.
    pub(super) arrow_first: bool,
}

type Rows<K, V> = StoredValue<BTreeMap<K, RwSignal<Arc<V>>>>;

/// A dialog that any view may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialog {
    PasteHosts,
    New,
    Settings,
}

/// The shared state; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Store {
    /// Owns the signals of the rows: made in an event handler, they would end with the view that was clicked.
    owner: StoredValue<Owner>,
    editor: StoredValue<Editor>,
    pub(super) design: RwSignal<Arc<Design>>,
    pub(super) plan: RwSignal<Arc<Plan>>,
    pub(super) findings: RwSignal<Arc<Vec<Finding>>>,
    pub(super) diagram: RwSignal<Arc<Diagram>>,
    /// Counts the designs that were opened in place of another.
    pub(super) opened: RwSignal<usize>,
    /// Identifiers for lists, in the order of the design.
    pub(super) hosts: RwSignal<Vec<HostId>>,
    pub(super) instances: RwSignal<Vec<InstanceId>>,
    pub(super) links: RwSignal<Vec<LinkKey>>,
    host_rows: Rows<HostId, HostRow>,
    instance_rows: Rows<InstanceId, InstanceRow>,
    link_rows: Rows<LinkKey, LinkRow>,
    pub(super) selection: RwSignal<BTreeSet<Selected>>,
    /// The kind that the next click on a host places.
    pub(super) picked: RwSignal<Option<Kind>>,
    /// What undo and redo would do.
    pub(super) undo_label: RwSignal<Option<String>>,
    pub(super) redo_label: RwSignal<Option<String>>,
    /// Spoken by screen readers and shown in the status bar.
    pub(super) announcement: RwSignal<String>,
    /// The last refusal, until the next command.
    pub(super) refusal: RwSignal<Option<String>>,
    /// The dialog that is open.
    pub(super) dialog: RwSignal<Option<Dialog>>,
}

impl Store {
    /// A store with an empty design; views may be mounted before anything is opened.
    pub(super) fn new() -> Self {
        let store = Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            editor: StoredValue::new(Editor::default()),
            design: RwSignal::default(),
            plan: RwSignal::default(),
            findings: RwSignal::default(),
            diagram: RwSignal::default(),
            opened: RwSignal::default(),
            hosts: RwSignal::default(),
            instances: RwSignal::default(),
            links: RwSignal::default(),
            host_rows: StoredValue::default(),
            instance_rows: StoredValue::default(),
            link_rows: StoredValue::default(),
            selection: RwSignal::default(),
            picked: RwSignal::default(),
            undo_label: RwSignal::default(),
            redo_label: RwSignal::default(),
            announcement: RwSignal::default(),
            refusal: RwSignal::default(),
            dialog: RwSignal::default(),
        };
        store.publish();
        store
    }

    /// Applies a command and shows what follows. `false` where it was refused: the design is untouched and
    /// [`Store::refusal`] says why.
    pub(super) fn run(&self, command: Command) -> bool {
        let label = command.describe(&self.design.get_untracked());
        let replaces = matches!(command, Command::Replace(_));
        let result = self.editor.try_update_value(|editor| editor.run(command));
        match result {
            Some(Ok(())) => {
                self.refusal.set(None);
                self.publish();
                if replaces {
                    self.opened.update(|count| *count += 1);
                }
                self.announcement.set(label);
                true
            }
            Some(Err(refused)) => {
                self.refusal.set(Some(refused.to_string()));
                self.announcement.set(refused.to_string());
                false
            }
            None => false,
        }
    }

    /// Opens a design afresh, without a way back; used for what was kept from the last visit.
    pub(super) fn open(&self, design: Design) {
        self.editor.set_value(Editor::new(design));
        self.selection.set(BTreeSet::new());
        self.publish();
        self.opened.update(|count| *count += 1);
    }

    pub(super) fn undo(&self) {
        let label = self.undo_label.get_untracked();
        if self.editor.try_update_value(Editor::undo) == Some(true) {
            self.publish();
            self.announcement
                .set(format!("Undone: {}", label.unwrap_or_default()));
        }
    }

    pub(super) fn redo(&self) {
        let label = self.redo_label.get_untracked();
        if self.editor.try_update_value(Editor::redo) == Some(true) {
            self.publish();
            self.announcement
                .set(format!("Done again: {}", label.unwrap_or_default()));
        }
    }

    pub(super) fn select(&self, one: Selected) {
        self.selection.set(BTreeSet::from([one]));
    }

    /// The signal of a host's box; `None` once the host is gone.
    pub(super) fn host(&self, id: &HostId) -> Option<RwSignal<Arc<HostRow>>> {
        self.host_rows.with_value(|rows| rows.get(id).copied())
    }

    pub(super) fn instance(&self, id: &InstanceId) -> Option<RwSignal<Arc<InstanceRow>>> {
        self.instance_rows.with_value(|rows| rows.get(id).copied())
    }

    pub(super) fn link(&self, key: &LinkKey) -> Option<RwSignal<Arc<LinkRow>>> {
        self.link_rows.with_value(|rows| rows.get(key).copied())
    }

    fn publish(&self) {
        self.owner.get_value().with(|| self.publish_owned());
    }

    /// Derives everything from the design and sets each signal whose value differs.
    fn publish_owned(&self) {
        let (design, undo, redo) = self.editor.with_value(|editor| {
            let labels = (
                editor.undo_label().map(Into::into),
                editor.redo_label().map(Into::into),
            );
            (Arc::new(editor.design().clone()), labels.0, labels.1)
        });
        let plan = Arc::new(plan::build(&design));
        let findings = Arc::new(checks::check(&design, &plan));
        let diagram = Arc::new(diagram::draw(&design, &plan));
        let worst = Worst::of(&findings);

        set_rows(self.host_rows, host_rows(&design, &worst));
        set_rows(self.instance_rows, instance_rows(&plan, &worst));
        set_rows(self.link_rows, link_rows(&plan, &diagram));
        set(
            self.hosts,
            design.hosts.iter().map(|host| host.id.clone()).collect(),
        );
        set(
            self.instances,
            plan.instances
                .iter()
                .map(|instance| instance.id.clone())
                .collect(),
        );
        set(
            self.links,
            plan.links.iter().map(|link| key(&plan, link)).collect(),
        );
        set(self.undo_label, undo);
        set(self.redo_label, redo);
        let there = |one: &Selected| match one {
            Selected::Host(id) => design.host(id).is_some(),
            Selected::Instance(id) => design.instance(id).is_some(),
            Selected::Link(key) => self.link(key).is_some(),
        };
        if !self
            .selection
            .with_untracked(|selection| selection.iter().all(there))
        {
            self.selection.update(|selection| selection.retain(there));
        }
        self.design.set(design);
        self.plan.set(plan);
        set(self.diagram, diagram);
        self.findings.set(findings);
    }
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets a signal only where its value differs: what an equal value would wake need not wake.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

/// Publishes the rows of one kind; rows that went are dropped, new ones get a signal.
fn set_rows<K: Ord + Send + Sync + 'static, V: PartialEq + Send + Sync + 'static>(
    rows: Rows<K, V>,
    new: BTreeMap<K, V>,
) {
    // Signals are set after the map is at rest: whoever wakes may look a row up.
    let mut changed = Vec::new();
    rows.update_value(|rows| {
        rows.retain(|key, _| new.contains_key(key));
        for (key, value) in new {
            match rows.get(&key) {
                Some(signal) if signal.with_untracked(|old| **old == value) => {}
                Some(signal) => changed.push((*signal, Arc::new(value))),
                None => drop(rows.insert(key, RwSignal::new(Arc::new(value)))),
            }
        }
    });
    for (signal, value) in changed {
        signal.set(value);
    }
}

/// The gravest finding of each place.
struct Worst<'a>(BTreeMap<&'a Place, Severity>);

impl<'a> Worst<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let mut worst = BTreeMap::new();
        for finding in findings {
            for place in &finding.at {
                let known = worst.entry(place).or_insert(finding.severity);
                *known = (*known).min(finding.severity);
            }
        }
        Self(worst)
    }

    fn at(&self, place: &Place) -> Option<Severity> {
        self.0.get(place).copied()
    }
}

fn host_rows(design: &Design, worst: &Worst) -> BTreeMap<HostId, HostRow> {
    let mut rows: BTreeMap<HostId, HostRow> = design
        .hosts
        .iter()
        .map(|host| {
            let severity = worst.at(&Place::Host(host.id.clone()));
            (
                host.id.clone(),
                HostRow {
                    host: host.clone(),
                    instances: Vec::new(),
                    severity,
                },
            )
        })
        .collect();
    for instance in &design.instances {
        if let Some(row) = rows.get_mut(&instance.host) {
            row.instances.push(instance.id.clone());
        }
    }
    rows
}

fn instance_rows(plan: &Plan, worst: &Worst) -> BTreeMap<InstanceId, InstanceRow> {
    let mut taken = BTreeMap::new();
    for clash in &plan.clashes {
        for &(at, _) in &clash.holders {
            taken.entry(at).or_insert(clash.port.get());
        }
    }
    plan.instances
        .iter()
        .enumerate()
        .map(|(at, instance)| {
            let row = InstanceRow {
                id: instance.id.clone(),
                kind: instance.kind,
                host: plan.host_of(instance).id.clone(),
                name: instance.name.clone(),
                offset: instance.kind.spec().carbon.then(|| instance.offset.get()),
                pinned: instance.pinned,
                ports: instance.main_ports(),
                taken: taken.get(&at).copied(),
                severity: worst.at(&Place::Instance(instance.id.clone())),
            };
            (instance.id.clone(), row)
        })
        .collect()
}

pub(super) fn key(plan: &Plan, link: &plan::Link) -> LinkKey {
    LinkKey {
        from: plan.instances[link.from].id.clone(),
        to: plan.instances[link.to].id.clone(),
        kind: link.kind,
    }
}

fn link_rows(plan: &Plan, diagram: &Diagram) -> BTreeMap<LinkKey, LinkRow> {
    plan.links
        .iter()
        .zip(&diagram.ways)
        .map(|(link, way)| {
            let key = key(plan, link);
            (
                key.clone(),
                LinkRow {
                    key,
                    label: link.label(),
                    path: way.path(),
                    arrow_first: way.arrow_first,
                },
            )
        })
        .collect()
}
