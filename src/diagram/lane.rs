//! Lanes: stretches that would run on top of each other are set side by side.

use std::collections::BTreeMap;

use super::way::CLEAR;
use crate::order;

/// Pixels between two lanes.
const PITCH: i32 = 7;
/// Pixels that two stretches in one lane are apart.
const APART: i32 = 10;

/// A line along which stretches run, and the direction in which further lanes are added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Channel {
    /// Whether the stretches run up and down, so that `at` is an x.
    pub(super) vertical: bool,
    /// The side of the box that the channel runs along.
    pub(super) at: i32,
    /// 1 or -1.
    pub(super) outward: i32,
}

impl Channel {
    /// Where a lane of the channel runs.
    pub(super) fn lane(self, lane: i32) -> i32 {
        self.at + self.outward * (CLEAR + lane * PITCH)
    }
}

/// Stretches that wait for their lanes.
#[derive(Default)]
pub(super) struct Lanes {
    waiting: BTreeMap<Channel, Vec<Stretch>>,
}

struct Stretch {
    from: i32,
    to: i32,
    /// Whose it is.
    owner: usize,
}

impl Lanes {
    /// Asks for a lane that is free between two places; `owner` names the asker in [`Lanes::assign`].
    pub(super) fn ask(&mut self, channel: Channel, a: i32, b: i32, owner: usize) {
        let stretch = Stretch {
            from: a.min(b),
            to: a.max(b),
            owner,
        };
        match self.waiting.get_mut(&channel) {
            Some(stretches) => stretches.push(stretch),
            None => drop(self.waiting.insert(channel, vec![stretch])),
        }
    }

    /// Gives every stretch a lane. Short ones run nearest to the box, so that longer ones enclose them instead of
    /// crossing them.
    pub(super) fn assign(self, mut give: impl FnMut(usize, Channel, i32)) {
        for (channel, mut stretches) in self.waiting {
            order::by_key(&mut stretches, |one| {
                (one.to - one.from, one.from, one.owner)
            });
            let mut lanes: Vec<Vec<(i32, i32)>> = Vec::new();
            for stretch in stretches {
                let free = |lane: &Vec<(i32, i32)>| {
                    lane.iter()
                        .all(|&(from, to)| stretch.to + APART < from || to + APART < stretch.from)
                };
                let lane = lanes.iter().position(free).unwrap_or_else(|| {
                    lanes.push(Vec::new());
                    lanes.len() - 1
                });
                lanes[lane].push((stretch.from, stretch.to));
                give(
                    stretch.owner,
                    channel,
                    channel.lane(i32::try_from(lane).unwrap_or_default()),
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_that_overlap_get_different_lanes_and_others_share_one() {
        let channel = Channel {
            vertical: true,
            at: 100,
            outward: -1,
        };
        let mut lanes = Lanes::default();
        lanes.ask(channel, 0, 50, 0);
        lanes.ask(channel, 200, 100, 1);
        lanes.ask(channel, 0, 300, 2);
        let mut given = BTreeMap::new();
        lanes.assign(|owner, _, at| {
            given.insert(owner, at);
        });
        assert_eq!(given[&0], 100 - CLEAR);
        assert_eq!(given[&1], given[&0]);
        assert_eq!(given[&2], given[&0] - PITCH);
    }
}
