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
use crate::model::{Command, Design, Editor, Host, HostId, InstanceId};
use crate::plan::{self, Plan};

/// Something that can be selected.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Selected {
    Host(HostId),
    Instance(InstanceId),
    Link(LinkKey),
}

/// Names a drawn link; as text it is the value of `data-link`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LinkKey {
    pub from: InstanceId,
    pub to: InstanceId,
    pub kind: LinkKind,
}

impl std::fmt::Display for LinkKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} {}", self.from, self.to, self.kind.id())
    }
}

/// What a host box shows.
#[derive(Clone, Debug, PartialEq)]
pub struct HostRow {
    pub host: Host,
    /// In the order of display.
    pub instances: Vec<InstanceId>,
    pub severity: Option<Severity>,
}

/// What an instance card shows.
#[derive(Clone, Debug, PartialEq)]
pub struct InstanceRow {
    pub id: InstanceId,
    pub kind: Kind,
    pub host: HostId,
    pub name: String,
    /// `None` for products without an offset.
    pub offset: Option<u16>,
    pub pinned: bool,
    /// The real ports that matter most, at most three.
    pub ports: Vec<u16>,
    /// The first of its ports that another instance of the host has too.
    pub taken: Option<u16>,
    pub severity: Option<Severity>,
}

/// What a drawn link shows.
#[derive(Clone, Debug, PartialEq)]
pub struct LinkRow {
    pub key: LinkKey,
    /// Protocol and real ports, such as `https 9444`.
    pub label: String,
    pub chosen: bool,
}

type Rows<K, V> = StoredValue<BTreeMap<K, RwSignal<Arc<V>>>>;

/// The shared state; copied freely, provided as context.
#[derive(Clone, Copy)]
pub struct Store {
    editor: StoredValue<Editor>,
    pub design: RwSignal<Arc<Design>>,
    pub plan: RwSignal<Arc<Plan>>,
    pub findings: RwSignal<Arc<Vec<Finding>>>,
    /// Identifiers for `<For>`, in the order of the design.
    pub hosts: RwSignal<Vec<HostId>>,
    pub instances: RwSignal<Vec<InstanceId>>,
    pub links: RwSignal<Vec<LinkKey>>,
    host_rows: Rows<HostId, HostRow>,
    instance_rows: Rows<InstanceId, InstanceRow>,
    link_rows: Rows<LinkKey, LinkRow>,
    pub selection: RwSignal<BTreeSet<Selected>>,
    /// The kind that the next click on a host places.
    pub picked: RwSignal<Option<Kind>>,
    /// What undo and redo would do.
    pub undo_label: RwSignal<Option<String>>,
    pub redo_label: RwSignal<Option<String>>,
    /// Spoken by screen readers and shown in the status bar.
    pub announcement: RwSignal<String>,
    /// The last refusal, until the next command.
    pub refusal: RwSignal<Option<String>>,
}

impl Store {
    /// A store with an empty design; views may be mounted before anything is opened.
    pub fn new() -> Self {
        let store = Self {
            editor: StoredValue::new(Editor::default()),
            design: RwSignal::default(),
            plan: RwSignal::default(),
            findings: RwSignal::default(),
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
        };
        store.publish();
        store
    }

    /// Applies a command and shows what follows. `false` where it was refused: the design is untouched and
    /// [`Store::refusal`] says why.
    pub fn run(&self, command: Command) -> bool {
        let label = command.describe(&self.design.get_untracked());
        let result = self.editor.try_update_value(|editor| editor.run(command));
        match result {
            Some(Ok(())) => {
                self.refusal.set(None);
                self.publish();
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
    pub fn open(&self, design: Design) {
        self.editor.set_value(Editor::new(design));
        self.selection.set(BTreeSet::new());
        self.publish();
    }

    pub fn undo(&self) {
        let label = self.undo_label.get_untracked();
        if self.editor.try_update_value(Editor::undo) == Some(true) {
            self.publish();
            self.announcement
                .set(format!("Undone: {}", label.unwrap_or_default()));
        }
    }

    pub fn redo(&self) {
        let label = self.redo_label.get_untracked();
        if self.editor.try_update_value(Editor::redo) == Some(true) {
            self.publish();
            self.announcement
                .set(format!("Done again: {}", label.unwrap_or_default()));
        }
    }

    pub fn select(&self, one: Selected) {
        self.selection.set(BTreeSet::from([one]));
    }

    /// The signal of a host's box; `None` once the host is gone.
    pub fn host(&self, id: &HostId) -> Option<RwSignal<Arc<HostRow>>> {
        self.host_rows.with_value(|rows| rows.get(id).copied())
    }

    pub fn instance(&self, id: &InstanceId) -> Option<RwSignal<Arc<InstanceRow>>> {
        self.instance_rows.with_value(|rows| rows.get(id).copied())
    }

    pub fn link(&self, key: &LinkKey) -> Option<RwSignal<Arc<LinkRow>>> {
        self.link_rows.with_value(|rows| rows.get(key).copied())
    }

    /// Derives everything from the design and sets each signal whose value differs.
    fn publish(&self) {
        let (design, undo, redo) = self.editor.with_value(|editor| {
            let labels = (
                editor.undo_label().map(Into::into),
                editor.redo_label().map(Into::into),
            );
            (Arc::new(editor.design().clone()), labels.0, labels.1)
        });
        let plan = Arc::new(plan::build(&design));
        let findings = Arc::new(checks::check(&design, &plan));
        let worst = Worst::of(&findings);

        set_rows(self.host_rows, host_rows(&design, &worst));
        set_rows(self.instance_rows, instance_rows(&plan, &worst));
        set_rows(self.link_rows, link_rows(&plan));
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

fn key(plan: &Plan, link: &plan::Link) -> LinkKey {
    LinkKey {
        from: plan.instances[link.from].id.clone(),
        to: plan.instances[link.to].id.clone(),
        kind: link.kind,
    }
}

fn link_rows(plan: &Plan) -> BTreeMap<LinkKey, LinkRow> {
    plan.links
        .iter()
        .map(|link| {
            let key = key(plan, link);
            (
                key.clone(),
                LinkRow {
                    key,
                    label: link.label(),
                    chosen: link.chosen,
                },
            )
        })
        .collect()
}
