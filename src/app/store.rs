//! What the views share: the design under change, what follows from it, and what is selected.
//!
//! Views read signals and send commands; nothing here is derived in an effect. After each command the plan and the
//! drawing are built once and published, and the engine is asked for the findings, which follow a moment later: coarse
//! signals for lists and counts, one signal per host and instance, set only where its value differs. A memo per row over
//! the whole plan would be woken a thousand times a command.

use std::any::Any;
use std::sync::Arc;

use leptos::prelude::*;

use super::engine;
use super::signal::Signal;
use crate::catalog::port::name;
use crate::catalog::{Kind, LinkKind, Need};
use crate::checks::{Place, Severity};
use crate::diagram::{self, Diagram};
use crate::engine::Told;
use crate::model::{Command, Design, Editor, Host, HostId, InstanceId, saved};
use crate::order;
use crate::plan::{self, Plan};
use crate::say::{self, Said};
use crate::table::{SortedMap, SortedSet};

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

impl Selected {
    /// What is to be selected for a place; `None` for the whole design.
    pub(super) fn at(place: &Place) -> Option<Self> {
        match place {
            Place::Host(id) => Some(Selected::Host(id.clone())),
            Place::Instance(id) => Some(Selected::Instance(id.clone())),
            Place::Design => None,
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

/// Something wrong or doubtful about the design, as the engine told it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Finding {
    pub(super) code: String,
    pub(super) severity: Severity,
    pub(super) at: Vec<Place>,
    pub(super) message: String,
    pub(super) advice: String,
    pub(super) source: String,
    /// What the button of the remedy says.
    pub(super) fix: Option<String>,
}

impl From<Told> for Finding {
    fn from(told: Told) -> Self {
        let severity = Severity::ALL
            .into_iter()
            .find(|one| one.id() == told.severity);
        Self {
            code: told.code,
            // Page and engine are of one build.
            severity: severity.unwrap_or(Severity::Error),
            at: told.at.iter().filter_map(|at| Place::parse(at)).collect(),
            message: told.message,
            advice: told.advice,
            source: told.source,
            fix: told.fix,
        }
    }
}

/// Reads a shared value without a copy of the signal's machinery per reader: only the read itself is compiled anew.
pub(super) trait Look<T> {
    /// What `read` makes of the value; followed by what is running.
    fn see<R>(&self, read: impl FnOnce(&T) -> R) -> R;
    /// The same, not followed.
    fn peek<R>(&self, read: impl FnOnce(&T) -> R) -> R;
}

impl<T: Send + Sync + 'static> Look<T> for Signal<Arc<T>> {
    fn see<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get())
    }

    fn peek<R>(&self, read: impl FnOnce(&T) -> R) -> R {
        read(&self.get_untracked())
    }
}

/// What a row shows, for the views of one item.
struct Row {
    /// The publication that it was last part of.
    round: u32,
    /// An `Signal<Arc<V>>`; erased, so that one map holds the rows of every kind.
    signal: Box<dyn Any + Send + Sync>,
}

type Rows = SortedMap<Selected, Row>;

/// Signals to set once the map is at rest: whoever wakes may look a row up.
type Changed = Vec<Box<dyn FnOnce()>>;

/// A dialog that any view may ask for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Dialog {
    PasteHosts,
    New,
    Settings,
    /// Everything that can be done, to search.
    Commands,
    /// The keys.
    Keys,
    /// What was done.
    History,
    /// More of the selected instance.
    Scale,
}

/// The shared state; copied freely.
#[derive(Clone, Copy)]
pub(super) struct Store {
    /// Owns the signals of the rows: made in an event handler, they would end with the view that was clicked.
    owner: Signal<Owner>,
    editor: Signal<Editor>,
    pub(super) design: Signal<Arc<Design>>,
    pub(super) plan: Signal<Arc<Plan>>,
    pub(super) findings: Signal<Arc<Vec<Finding>>>,
    /// Why the findings are not those of the present design; empty while they are, or are being worked out.
    pub(super) unchecked: Signal<Said>,
    /// Counts the designs that there were, so that an answer to an older one is known.
    revision: Signal<u32>,
    /// The revision that the findings belong to, and whether the engine is at work on one.
    checked: Signal<u32>,
    checking: Signal<bool>,
    pub(super) diagram: Signal<Arc<Diagram>>,
    /// Counts how often the whole was to be brought into sight, as where a design is opened in place of another.
    pub(super) opened: Signal<usize>,
    /// Counts how often what is selected was to be brought into sight.
    pub(super) shown: Signal<usize>,
    /// Identifiers for lists, in the order of the design.
    pub(super) hosts: Signal<Vec<HostId>>,
    pub(super) instances: Signal<Vec<InstanceId>>,
    pub(super) links: Signal<Vec<LinkKey>>,
    rows: Signal<Rows>,
    /// Counts the publications.
    round: Signal<u32>,
    pub(super) selection: Signal<SortedSet<Selected>>,
    /// The kind that the next click on a host places.
    pub(super) picked: Signal<Option<Kind>>,
    /// What undo and redo would do.
    pub(super) undo_label: Signal<Option<Said>>,
    pub(super) redo_label: Signal<Option<Said>>,
    /// Spoken by screen readers and shown in the status bar.
    pub(super) announcement: Signal<Said>,
    /// The last refusal, until the next command.
    pub(super) refusal: Signal<Option<Said>>,
    /// The dialog that is open.
    pub(super) dialog: Signal<Option<Dialog>>,
}

impl Store {
    /// A store with an empty design; views may be mounted before anything is opened.
    pub(super) fn new() -> Self {
        let store = Self {
            owner: Signal::new(Owner::current().unwrap_or_default()),
            editor: Signal::new(Editor::default()),
            design: Signal::default(),
            plan: Signal::new(Arc::new(plan::build(&Design::default()))),
            findings: Signal::default(),
            unchecked: Signal::default(),
            revision: Signal::default(),
            checked: Signal::default(),
            checking: Signal::default(),
            diagram: Signal::default(),
            opened: Signal::default(),
            shown: Signal::default(),
            hosts: Signal::default(),
            instances: Signal::default(),
            links: Signal::default(),
            rows: Signal::default(),
            round: Signal::default(),
            selection: Signal::default(),
            picked: Signal::default(),
            undo_label: Signal::default(),
            redo_label: Signal::default(),
            announcement: Signal::default(),
            refusal: Signal::default(),
            dialog: Signal::default(),
        };
        store.publish();
        store
    }

    /// Applies a command and shows what follows. `false` where it was refused: the design is untouched and
    /// [`Store::refusal`] says why.
    pub(super) fn run(&self, command: Command) -> bool {
        let label = command.describe(&self.design.get_untracked());
        let replaces = matches!(command, Command::Replace(_));
        let result = self.editor.update(|editor| editor.run(command));
        match result {
            Ok(()) => {
                self.refusal.set(None);
                self.publish();
                if replaces {
                    self.opened.update(|count| *count += 1);
                }
                self.announcement.set(label);
                true
            }
            Err(refused) => {
                self.refuse(refused.said());
                false
            }
        }
    }

    /// Says why nothing was done.
    pub(super) fn refuse(&self, why: impl Into<Said>) {
        let why = why.into();
        self.announcement.set(why.clone());
        self.refusal.set(Some(why));
    }

    /// Has the engine add copies to the design, and selects what is new; `done` follows where that went well.
    pub(super) fn grow(
        &self,
        label: fn(usize) -> Said,
        call: &'static str,
        args: [&str; 2],
        done: Box<dyn FnOnce()>,
    ) {
        let (store, revision) = (*self, self.revision.get_untracked());
        let design = self.design.peek(saved::write);
        let answered = move |answer| {
            let grown = text(answer).and_then(|text| {
                let (new, design) = text.split_once('\n').unwrap_or_default();
                let design = saved::read(design.as_bytes()).map_err(|error| error.said())?;
                let new = new.split(',').filter_map(Place::parse);
                Ok((
                    new.filter_map(|place| Selected::at(&place)).collect(),
                    design,
                ))
            });
            match grown {
                Ok(_) if store.revision.get_untracked() != revision => {
                    store.refuse(say::CHANGED_MEANWHILE);
                }
                Ok((new, design)) => store.adopt(label, new, design, done),
                Err(why) => store.refuse(why),
            }
        };
        engine::ask(call, &[&design, args[0], args[1]], Box::new(answered));
    }

    fn adopt(
        &self,
        label: fn(usize) -> Said,
        new: SortedSet<Selected>,
        design: Design,
        done: Box<dyn FnOnce()>,
    ) {
        let adopted = self.run(Command::Adopt {
            label: label(new.len()),
            design: Box::new(design),
        });
        if adopted {
            self.selection.set(new);
            self.show_selected();
            done();
        }
    }

    /// Opens a design afresh, without a way back; used for what was kept from the last visit.
    pub(super) fn open(&self, design: Design) {
        self.editor.set(Editor::new(design));
        self.selection.set(SortedSet::new());
        self.publish();
        self.opened.update(|count| *count += 1);
    }

    pub(super) fn undo(&self) {
        let label = self.undo_label.get_untracked();
        if self.editor.update(Editor::undo) {
            self.publish();
            self.announcement
                .set(say::undone(label.unwrap_or_default()));
        }
    }

    pub(super) fn redo(&self) {
        let label = self.redo_label.get_untracked();
        if self.editor.update(Editor::redo) {
            self.publish();
            self.announcement
                .set(say::done_again(label.unwrap_or_default()));
        }
    }

    /// What was done, the oldest first, and what was undone, the next to do again first.
    pub(super) fn history(&self) -> [Vec<Said>; 2] {
        self.editor.with_untracked(|editor| {
            editor
                .history()
                .map(|labels| labels.into_iter().cloned().collect())
        })
    }

    /// Undoes or does again until so many steps are done.
    pub(super) fn go_to(&self, done: usize) {
        self.editor.update(|editor| editor.go_to(done));
        self.publish();
        let last = self.undo_label.get_untracked();
        self.announcement.set(match last {
            Some(label) => say::back_to(label),
            None => say::BACK_TO_THE_BEGINNING.into(),
        });
    }

    pub(super) fn select(&self, one: Selected) {
        self.selection.set(SortedSet::from([one]));
    }

    /// Brings what is selected into sight.
    pub(super) fn show_selected(&self) {
        self.shown.update(|count| *count += 1);
    }

    /// The signal of a host's box; `None` once the host is gone.
    pub(super) fn host(&self, id: &HostId) -> Option<Signal<Arc<HostRow>>> {
        self.row(&Selected::Host(id.clone()))
    }

    pub(super) fn instance(&self, id: &InstanceId) -> Option<Signal<Arc<InstanceRow>>> {
        self.row(&Selected::Instance(id.clone()))
    }

    /// Protocol and real ports of a link, such as `https 9444`; empty once it is gone. Followed.
    pub(super) fn link_label(&self, key: &LinkKey) -> String {
        self.plan
            .see(|plan| link(plan, key).map_or_else(String::new, plan::Link::label))
    }

    fn row<V: 'static>(&self, one: &Selected) -> Option<Signal<Arc<V>>> {
        self.rows
            .with_untracked(|rows| rows.get(one)?.signal.downcast_ref().copied())
    }

    fn publish(&self) {
        self.owner.get_untracked().with(|| self.publish_owned());
    }

    /// Derives everything from the design and sets each signal whose value differs.
    fn publish_owned(&self) {
        let (design, undo, redo) = self.editor.with_untracked(|editor| {
            let labels = (editor.undo_label().cloned(), editor.redo_label().cloned());
            (Arc::new(editor.design().clone()), labels.0, labels.1)
        });
        // Most commands only move hosts.
        let same = self.design.peek(|before| before.is_same_elsewhere(&design));
        let plan = if same {
            self.plan.get_untracked()
        } else {
            Arc::new(plan::build(&design))
        };
        let diagram = Arc::new(diagram::draw(&design, &plan));
        self.publish_rows(&design, &plan);
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
            Selected::Link(key) => link(&plan, key).is_some(),
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
        self.revision.update(|count| *count += 1);
        self.check();
    }

    fn publish_rows(&self, design: &Design, plan: &Plan) {
        let findings = self.findings.get_untracked();
        let worst = Worst::of(&findings);
        let round = self.round.get_untracked().wrapping_add(1);
        self.round.set(round);
        let mut changed = Changed::new();
        self.rows.update(|rows| {
            let mut rows = Publication {
                rows,
                added: Vec::new(),
                round,
                changed: &mut changed,
            };
            host_rows(design, &worst, &mut rows);
            instance_rows(plan, &worst, &mut rows);
            let added = rows.added;
            rows.rows.retain(|_, row| row.round == round);
            rows.rows.extend(added);
        });
        for set in changed {
            set();
        }
    }

    /// Asks the engine for the findings. One question at a time: what changed meanwhile is asked for afterwards.
    pub(super) fn check(&self) {
        let (store, revision) = (*self, self.revision.get_untracked());
        // Nothing is wrong with nothing; and the engine need not be loaded for it.
        let empty = self.design.peek(|design| design.hosts.is_empty());
        if empty {
            self.unchecked.set(Said::default());
            self.checked.set(revision);
            self.found(Vec::new());
            return;
        }
        if self.checking.get_untracked() {
            return;
        }
        self.checking.set(true);
        let design = self.design.peek(saved::write);
        engine::ask(
            "check",
            &[&design],
            Box::new(move |answer| {
                store.checking.set(false);
                if store.revision.get_untracked() != revision {
                    store.check();
                    return;
                }
                match read(answer) {
                    Ok(findings) => {
                        store.unchecked.set(Said::default());
                        store.checked.set(revision);
                        store.found(findings);
                    }
                    Err(why) => store.unchecked.set(why),
                }
            }),
        );
    }

    /// Asks for the findings once more, as in another language.
    pub(super) fn check_again(&self) {
        self.revision.update(|count| *count += 1);
        self.check();
    }

    fn found(&self, findings: Vec<Finding>) {
        set(self.findings, Arc::new(findings));
        let (design, plan) = (self.design.get_untracked(), self.plan.get_untracked());
        self.owner
            .get_untracked()
            .with(|| self.publish_rows(&design, &plan));
    }

    /// Whether the findings are those of the present design.
    pub(super) fn is_checked(&self) -> bool {
        self.checked.get_untracked() == self.revision.get_untracked()
    }

    /// Has the engine apply the remedy of a finding, by its place among the findings, as one undo step.
    pub(super) fn fix(&self, at: usize) {
        let (store, revision) = (*self, self.revision.get_untracked());
        // A list that is about to change: the places in it mean nothing.
        let label = self
            .findings
            .peek(|findings| findings.get(at).and_then(|one| one.fix.clone()));
        let Some(label) = label.filter(|_| self.is_checked()) else {
            return;
        };
        let design = self.design.peek(saved::write);
        engine::ask(
            "fix",
            &[&design, &at.to_string()],
            Box::new(move |answer| {
                if store.revision.get_untracked() != revision {
                    return;
                }
                let fixed = text(answer)
                    .and_then(|text| saved::read(text.as_bytes()).map_err(|error| error.said()));
                match fixed {
                    Ok(design) => {
                        store.run(Command::Adopt {
                            label: label.into(),
                            design: Box::new(design),
                        });
                    }
                    Err(why) => store.announcement.set(why),
                }
            }),
        );
    }
}

/// The engine's answer as text.
fn text(answer: Result<wasm_bindgen::JsValue, engine::Failure>) -> Result<String, Said> {
    match answer {
        Ok(value) => Ok(value.as_string().unwrap_or_default()),
        Err(failure) => Err(failure.why),
    }
}

fn read(answer: Result<wasm_bindgen::JsValue, engine::Failure>) -> Result<Vec<Finding>, Said> {
    let told = Told::read_all(&text(answer)?).map_err(|error| error.said())?;
    Ok(told.into_iter().map(Finding::from).collect())
}

impl Default for Store {
    fn default() -> Self {
        Self::new()
    }
}

/// Sets a signal only where its value differs: what an equal value would wake need not wake.
fn set<T: PartialEq + Send + Sync + 'static>(signal: Signal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}

/// Rows on their way to the views.
struct Publication<'a> {
    rows: &'a mut Rows,
    /// New ones, put in all at once.
    added: Vec<(Selected, Row)>,
    round: u32,
    changed: &'a mut Changed,
}

impl Publication<'_> {
    /// Has a row show a value; its signal is set only where the value differs.
    fn put<V: PartialEq + Send + Sync + 'static>(&mut self, one: Selected, value: V) {
        let known = self.rows.get_mut(&one).and_then(|row| {
            row.round = self.round;
            row.signal.downcast_ref::<Signal<Arc<V>>>().copied()
        });
        match known {
            Some(signal) if signal.with_untracked(|old| **old == value) => {}
            Some(signal) => self
                .changed
                .push(Box::new(move || signal.set(Arc::new(value)))),
            None => {
                let row = Row {
                    round: self.round,
                    signal: Box::new(Signal::new(Arc::new(value))),
                };
                self.added.push((one, row));
            }
        }
    }
}

/// The gravest finding of each place, by place.
struct Worst<'a>(Vec<(&'a Place, Severity)>);

impl<'a> Worst<'a> {
    fn of(findings: &'a [Finding]) -> Self {
        let mut all = Vec::new();
        for finding in findings {
            all.extend(finding.at.iter().map(|place| (place, finding.severity)));
        }
        order::sort(&mut all);
        // The gravest of a place comes first.
        all.dedup_by_key(|(place, _)| *place);
        Self(all)
    }

    fn at(&self, place: &Place) -> Option<Severity> {
        let at = self.0.binary_search_by(|(known, _)| (*known).cmp(place));
        at.ok().map(|at| self.0[at].1)
    }
}

fn host_rows(design: &Design, worst: &Worst, rows: &mut Publication) {
    let mut instances: SortedMap<&str, Vec<InstanceId>> = design
        .hosts
        .iter()
        .map(|host| (host.id.as_str(), Vec::new()))
        .collect();
    for instance in &design.instances {
        if let Some(there) = instances.get_mut(instance.host.as_str()) {
            there.push(instance.id.clone());
        }
    }
    for host in &design.hosts {
        let row = HostRow {
            host: host.clone(),
            instances: instances
                .get_mut(host.id.as_str())
                .map(std::mem::take)
                .unwrap_or_default(),
            severity: worst.at(&Place::Host(host.id.clone())),
        };
        rows.put(Selected::Host(host.id.clone()), row);
    }
}

fn instance_rows(plan: &Plan, worst: &Worst, rows: &mut Publication) {
    let mut taken = vec![None; plan.instances.len()];
    for clash in &plan.clashes {
        for &(at, port) in &clash.holders {
            // The port that people know the server by, where it is among them; the findings say the same.
            if port == name::HTTPS || taken[at].is_none() {
                taken[at] = Some(clash.port.get());
            }
        }
    }
    for (instance, taken) in plan.instances.iter().zip(taken) {
        let row = InstanceRow {
            id: instance.id.clone(),
            kind: instance.kind,
            host: plan.host_of(instance).id.clone(),
            name: instance.name.clone(),
            offset: instance.kind.spec().carbon.then(|| instance.offset.get()),
            pinned: instance.pinned,
            ports: instance.main_ports(),
            taken,
            severity: worst.at(&Place::Instance(instance.id.clone())),
        };
        rows.put(Selected::Instance(instance.id.clone()), row);
    }
}

pub(super) fn key(plan: &Plan, link: &plan::Link) -> LinkKey {
    LinkKey {
        from: plan.instances[link.from].id.clone(),
        to: plan.instances[link.to].id.clone(),
        kind: link.kind,
    }
}

/// The position of the link that a key names.
pub(super) fn place_of_link(plan: &Plan, key: &LinkKey) -> Option<usize> {
    let is = |at: usize, id: &InstanceId| plan.instances[at].id == *id;
    plan.links
        .iter()
        .position(|one| one.kind == key.kind && is(one.from, &key.from) && is(one.to, &key.to))
}

/// The link that a key names.
pub(super) fn link<'a>(plan: &'a Plan, key: &LinkKey) -> Option<&'a plan::Link> {
    place_of_link(plan, key).map(|at| &plan.links[at])
}

/// The need that a link serves.
pub(super) fn need_of(store: Store, key: &LinkKey) -> Option<&'static Need> {
    let spec = store
        .plan
        .peek(|plan| plan.instance(&key.from).map(plan::Instance::spec));
    spec.and_then(|from| from.needs.iter().find(|need| need.link == key.kind))
}
