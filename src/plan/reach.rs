//! Who needs whom, through others too.

use super::types::Plan;
use crate::catalog::{Kind, LinkKind, Need};
use crate::model::{Design, Instance, InstanceId};

/// A direction along the links.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    /// Towards those that are called.
    Needs,
    /// Towards those that call.
    NeededBy,
}

impl Plan {
    /// The instances that are reached from some of them, those themselves included.
    ///
    /// Who calls a front needs it and, behind it, those that serve the call; not all that it publishes.
    pub fn reach(&self, mut reached: Vec<bool>, reach: Reach) -> Vec<bool> {
        let is_front = |at: usize| self.instances[at].kind == Kind::Nginx;
        let mut next = vec![Vec::new(); self.instances.len()];
        let mut join = |from: usize, to: usize| match reach {
            Reach::Needs => next[from].push(to),
            Reach::NeededBy => next[to].push(from),
        };
        for link in self.links.iter().filter(|link| is_need(link.kind)) {
            join(link.from, link.to);
            if !is_front(link.to) {
                continue;
            }
            let mut needs = self.instances[link.from].spec().needs.iter();
            let Some(need) = needs.find(|need| need.link == link.kind) else {
                continue;
            };
            for behind in self.links_from(link.to) {
                if need.provider.takes(self.instances[behind.to].kind) {
                    join(link.from, behind.to);
                }
            }
        }
        let mut waiting: Vec<usize> = (0..reached.len()).filter(|&at| reached[at]).collect();
        let begun = waiting.len();
        let mut done = 0;
        while let Some(&at) = waiting.get(done) {
            done += 1;
            if is_front(at) && done > begun {
                continue;
            }
            for &to in &next[at] {
                if !std::mem::replace(&mut reached[to], true) {
                    waiting.push(to);
                }
            }
        }
        reached
    }
}

/// Whether the caller cannot do without the other: members of a cluster tell each other news, and key managers tell
/// gateways what to forget.
pub fn is_need(kind: LinkKind) -> bool {
    !matches!(kind, LinkKind::Cluster | LinkKind::CacheClear)
}

/// Those who could serve a need of an instance; none where nobody chooses.
pub fn candidates<'a>(
    design: &'a Design,
    from: &'a InstanceId,
    need: &'a Need,
) -> impl Iterator<Item = &'a Instance> {
    let provider = need.provider;
    design
        .instances
        .iter()
        .filter(move |one| provider.is_chosen() && provider.takes(one.kind) && one.id != *from)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::presets;
    use crate::plan;

    fn reached(preset: &str, from: &str, reach: Reach) -> Vec<String> {
        let plan = plan::build(&presets::find(preset).expect("a preset").design());
        let start = plan.instances.iter().map(|one| one.id.as_str() == from);
        let found = plan.reach(start.collect(), reach);
        let named = plan.instances.iter().zip(found).filter(|(_, is)| *is);
        named.map(|(one, _)| one.id.to_string()).collect()
    }

    fn has(found: &[String], wanted: &[&str], other: &[&str]) {
        for one in wanted {
            assert!(found.iter().any(|id| id == one), "no {one} in {found:?}");
        }
        for one in other {
            assert!(!found.iter().any(|id| id == one), "{one} in {found:?}");
        }
    }

    #[test]
    fn the_database_needs_nobody_and_is_needed_through_others_too() {
        assert_eq!(reached("classic", "mysql", Reach::Needs), ["mysql"]);
        let needing = reached("classic", "mysql", Reach::NeededBy);
        has(
            &needing,
            &["nginx", "key-manager", "store", "gateway-worker"],
            &["svn"],
        );
    }

    #[test]
    fn a_worker_needs_the_key_managers_but_not_those_who_call_it() {
        let others = ["store", "publisher"];
        let needed = reached("classic", "gateway-worker", Reach::Needs);
        has(&needed, &["key-manager", "mysql", "svn"], &others);
        // Through a front, both of them; the front alone needs all that it publishes.
        let needed = reached("high-availability", "gateway-worker", Reach::Needs);
        has(&needed, &["nginx", "key-manager", "key-manager-2"], &others);
        let needed = reached("high-availability", "nginx", Reach::Needs);
        has(&needed, &["gateway-worker-2", "store", "key-manager"], &[]);
    }
}
