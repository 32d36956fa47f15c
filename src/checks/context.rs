//! What every rule reads, and what several rules need to know.

use std::collections::HashMap;

use super::Place;
use super::links::KEYS;
use super::text;
use crate::catalog::{Bound, Kind, LinkKind, Moves, Opened, Provider};
use crate::model::{self, Command, Design, HostId, InstanceId};
use crate::order;
use crate::plan::{FrontRole, Instance, Plan};
use crate::say::{self, Arg, Message, Said};

pub(super) struct Context<'a> {
    pub(super) design: &'a Design,
    pub(super) plan: &'a Plan,
    /// Positions in the plan, by kind.
    by_kind: Vec<Vec<usize>>,
    /// What the person decided about each instance of the plan.
    chosen: Vec<Option<&'a model::Instance>>,
    /// Whether somebody opens connections to the instance for its own sake: not a front, not its cluster.
    used: Vec<bool>,
    positions: HashMap<&'a str, usize>,
}

impl<'a> Context<'a> {
    pub(super) fn new(design: &'a Design, plan: &'a Plan) -> Self {
        let mut by_kind = vec![Vec::new(); Kind::ALL.len()];
        for (at, instance) in plan.instances.iter().enumerate() {
            by_kind[instance.kind as usize].push(at);
        }
        let positions: HashMap<&str, usize> = plan
            .instances
            .iter()
            .enumerate()
            .map(|(at, instance)| (instance.id.as_str(), at))
            .collect();
        let mut chosen = vec![None; plan.instances.len()];
        for instance in &design.instances {
            if let Some(&at) = positions.get(instance.id.as_str()) {
                chosen[at] = Some(instance);
            }
        }
        let mut used = vec![false; plan.instances.len()];
        for link in &plan.links {
            used[link.to] |= !matches!(link.kind, LinkKind::Cluster | LinkKind::Traffic);
            let role = match link.kind {
                LinkKind::SignOn => Some(FrontRole::IdentityServer),
                kind if KEYS.contains(&kind) => Some(FrontRole::KeyManager),
                _ => None,
            };
            if let Some(role) = role.filter(|_| plan.instances[link.to].kind == Kind::Nginx) {
                let front = plan.front(role);
                for &at in front.iter().flat_map(|front| &front.members) {
                    used[at] = true;
                }
            }
        }
        Self {
            design,
            plan,
            by_kind,
            chosen,
            used,
            positions,
        }
    }

    pub(super) fn of_kind(&self, kind: Kind) -> &[usize] {
        &self.by_kind[kind as usize]
    }

    /// Positions of all instances of some kinds, in the order of the design.
    pub(super) fn of_kinds(&self, kinds: &[Kind]) -> Vec<usize> {
        let mut all: Vec<usize> = kinds
            .iter()
            .flat_map(|&kind| self.of_kind(kind))
            .copied()
            .collect();
        order::sort(&mut all);
        all
    }

    pub(super) fn has(&self, kind: Kind) -> bool {
        !self.of_kind(kind).is_empty()
    }

    pub(super) fn instance(&self, at: usize) -> &'a Instance {
        &self.plan.instances[at]
    }

    /// What the person decided about an instance.
    pub(super) fn chosen(&self, at: usize) -> Option<&'a model::Instance> {
        self.chosen[at]
    }

    pub(super) fn position(&self, id: &InstanceId) -> Option<usize> {
        self.positions.get(id.as_str()).copied()
    }

    pub(super) fn is_used(&self, at: usize) -> bool {
        self.used[at]
    }

    pub(super) fn place(&self, at: usize) -> Place {
        Place::Instance(self.instance(at).id.clone())
    }

    pub(super) fn places(&self, all: &[usize]) -> Vec<Place> {
        all.iter().map(|&at| self.place(at)).collect()
    }

    pub(super) fn host_place(&self, host: usize) -> Place {
        Place::Host(self.plan.hosts[host].id.clone())
    }

    pub(super) fn name(&self, at: usize) -> String {
        text::quoted(&self.instance(at).name)
    }

    pub(super) fn names(&self, all: &[usize]) -> Vec<Arg> {
        text::list(all.iter().map(|&at| self.instance(at).name.as_str()))
    }

    pub(super) fn host_name(&self, host: usize) -> String {
        text::quoted(&self.plan.hosts[host].name)
    }

    pub(super) fn host_names(&self, hosts: &[usize]) -> Vec<Arg> {
        text::list(hosts.iter().map(|&at| self.plan.hosts[at].name.as_str()))
    }

    /// Commands that add instances of some kinds and whatever those need in turn and nobody provides.
    pub(super) fn add(&self, kinds: &[Kind]) -> Addition {
        self.replace(kinds, &[])
    }

    /// As [`Self::add`], where some instances go at the same time. What the others need stays provided.
    pub(super) fn replace(&self, kinds: &[Kind], gone: &[usize]) -> Addition {
        let mut here: Vec<usize> = self.by_kind.iter().map(Vec::len).collect();
        for &at in gone {
            here[self.instance(at).kind as usize] -= 1;
        }
        let mut asking: Vec<Kind> = kinds.to_vec();
        if !gone.is_empty() {
            asking.extend(
                Kind::ALL
                    .into_iter()
                    .filter(|&kind| here[kind as usize] > 0),
            );
        }
        for &kind in kinds {
            here[kind as usize] += 1;
        }
        let keys_are_managed = self
            .plan
            .key_managers()
            .into_iter()
            .any(|at| !gone.contains(&at));
        let mut wanted = kinds.to_vec();
        while let Some(kind) = asking.pop() {
            for provider in required(kind) {
                let provided = provider.kinds().iter().any(|&kind| here[kind as usize] > 0)
                    || provider == Provider::KeyManager && keys_are_managed;
                if let Some(missing) = preferred(provider).filter(|_| !provided) {
                    here[missing as usize] += 1;
                    wanted.push(missing);
                    asking.push(missing);
                }
            }
        }
        self.settle(wanted, gone)
    }

    /// Finds a host and an identifier for each new instance.
    fn settle(&self, mut kinds: Vec<Kind>, gone: &[usize]) -> Addition {
        let mut memory: Vec<u32> = (0..self.plan.hosts.len())
            .map(|host| self.memory(host))
            .collect();
        for &at in gone {
            let instance = self.instance(at);
            let sum = &mut memory[instance.host];
            *sum = sum.saturating_sub(instance.kind.spec().memory_mib);
        }
        // The heaviest first, for the roomiest host; the first named keeps its place in the label.
        let first = kinds.first().copied();
        order::by_key(&mut kinds, |kind| {
            (Some(*kind) != first, kind.spec().start_rank)
        });
        let mut taken: Vec<InstanceId> = Vec::new();
        let mut addition = Addition::default();
        for kind in kinds {
            let Some(host) = (0..memory.len())
                .filter(|&host| self.is_free(host, kind))
                .min_by_key(|&host| memory[host])
            else {
                continue;
            };
            memory[host] = memory[host].saturating_add(kind.spec().memory_mib);
            let id = self.free_id(kind, &taken);
            taken.push(id.clone());
            let host = &self.plan.hosts[host];
            addition.labels.push(with_article(kind));
            addition.hosts.push(host.name.clone());
            addition.commands.push(Command::Place {
                id,
                kind,
                host: host.id.clone(),
            });
        }
        addition
    }

    /// Memory that the instances of a host need together, in MiB.
    pub(super) fn memory(&self, host: usize) -> u32 {
        self.plan.hosts[host]
            .instances
            .iter()
            .map(|&at| self.instance(at).kind.spec().memory_mib)
            .fold(0, u32::saturating_add)
    }

    /// Whether a host has the ports that the kind opens at their defaults, whatever its offset.
    fn is_free(&self, host: usize, kind: Kind) -> bool {
        let fixed: Vec<u16> = kind
            .spec()
            .ports
            .iter()
            .filter(|spec| spec.moves == Moves::Never && spec.opened == Opened::Always)
            .map(|spec| spec.default)
            .collect();
        fixed.is_empty()
            || !self.plan.hosts[host].instances.iter().any(|&at| {
                self.instance(at)
                    .open_ports()
                    .any(|(_, port)| fixed.contains(&port.get()))
            })
    }

    fn free_id(&self, kind: Kind, taken: &[InstanceId]) -> InstanceId {
        let id = self.design.free_instance_id(kind);
        if !taken.contains(&id) {
            return id;
        }
        (2..u32::MAX)
            .filter_map(|n| InstanceId::new(&format!("{}-{n}", kind.id())))
            .find(|id| !taken.contains(id) && self.design.instance(id).is_none())
            .unwrap_or(id)
    }

    /// The host of a design by its identifier, for commands.
    pub(super) fn host_id(&self, host: usize) -> HostId {
        self.plan.hosts[host].id.clone()
    }

    pub(super) fn id(&self, at: usize) -> InstanceId {
        self.instance(at).id.clone()
    }
}

/// New instances.
#[derive(Default)]
pub(super) struct Addition {
    pub(super) labels: Vec<Message>,
    hosts: Vec<String>,
    pub(super) commands: Vec<Command>,
}

impl Addition {
    /// The same without the instances of one kind.
    pub(super) fn without(self, gone: Kind) -> Self {
        let Self {
            labels,
            hosts,
            commands,
        } = self;
        let mut rest = Self::default();
        for ((label, host), command) in labels.into_iter().zip(hosts).zip(commands) {
            if matches!(&command, Command::Place { kind, .. } if *kind == gone) {
                continue;
            }
            rest.labels.push(label);
            rest.hosts.push(host);
            rest.commands.push(command);
        }
        rest
    }

    /// What the button says: what is added, and for one instance where.
    pub(super) fn label(&self) -> Said {
        match (self.labels.as_slice(), self.hosts.as_slice()) {
            ([label], [host]) => say::step_place(*label, text::quoted(host)),
            (labels, _) => say::fix_add(labels.to_vec()),
        }
    }
}

/// A kind within a sentence; products go by their name.
fn with_article(kind: Kind) -> Message {
    match kind {
        Kind::GatewayManager => say::A_GATEWAY_MANAGER,
        Kind::GatewayWorker => say::A_GATEWAY_WORKER,
        Kind::KeyManager => say::A_KEY_MANAGER,
        Kind::Publisher => say::A_PUBLISHER,
        Kind::Store => say::A_STORE,
        Kind::AllInOne => say::AN_ALL_IN_ONE,
        Kind::IdentityServer
        | Kind::Bam
        | Kind::Mysql
        | Kind::Svn
        | Kind::Activemq
        | Kind::Nginx => kind.said(),
    }
}

/// Providers without which a kind cannot work.
fn required(kind: Kind) -> impl Iterator<Item = Provider> {
    // Nothing but the cluster leads from a worker to its manager, yet it has nothing to check out without one.
    let manager = (kind == Kind::GatewayWorker).then_some(Provider::GatewayManager);
    let needs = kind.spec().needs.iter();
    needs
        .filter(|need| need.bound == Bound::Required)
        .map(|need| need.provider)
        .chain(manager)
}

/// What to add where nobody provides; `None` for a front, which waits for others.
fn preferred(provider: Provider) -> Option<Kind> {
    match provider {
        Provider::KeyManager => Some(Kind::KeyManager),
        // A worker would need a manager and Subversion besides.
        Provider::GatewayManager | Provider::Gateway => Some(Kind::GatewayManager),
        Provider::Database => Some(Kind::Mysql),
        Provider::Svn => Some(Kind::Svn),
        Provider::Bam => Some(Kind::Bam),
        Provider::IdentityServer => Some(Kind::IdentityServer),
        Provider::Activemq => Some(Kind::Activemq),
        Provider::Behind => None,
    }
}
