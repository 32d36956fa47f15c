//! Lanes: stretches that would run on top of each other are set side by side.

use super::way::CLEAR;
use crate::catalog::LinkStyle;
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
    waiting: Vec<(Channel, Stretch)>,
}

struct Stretch {
    from: i32,
    to: i32,
    /// Whose it is.
    owner: usize,
    family: Family,
}

/// Stretches of one family may run on top of each other: they are the same line, split at different places.
pub(super) type Family = (usize, LinkStyle, bool);

impl Lanes {
    /// Asks for a lane that is free between two places; `owner` names the asker in [`Lanes::assign`].
    pub(super) fn ask(
        &mut self,
        channel: Channel,
        (a, b): (i32, i32),
        owner: usize,
        family: Family,
    ) {
        let stretch = Stretch {
            from: a.min(b),
            to: a.max(b),
            owner,
            family,
        };
        self.waiting.push((channel, stretch));
    }

    /// Gives every stretch a lane. Short ones run nearest to the box, so that longer ones enclose them instead of
    /// crossing them; a family counts as long as its longest.
    pub(super) fn assign(mut self, mut give: impl FnMut(usize, Channel, i32)) {
        order::by_key(&mut self.waiting, |(channel, one)| (*channel, one.family));
        for side in self.waiting.chunk_by(|a, b| a.0 == b.0) {
            let mut ordered: Vec<(i32, &Stretch)> = Vec::new();
            for family in side.chunk_by(|a, b| a.1.family == b.1.family) {
                let lengths = family.iter().map(|(_, one)| one.to - one.from);
                let longest = lengths.max().unwrap_or_default();
                ordered.extend(family.iter().map(|(_, one)| (longest, one)));
            }
            order::by_key(&mut ordered, |(length, one)| {
                (*length, one.family, one.from, one.owner)
            });
            let channel = side[0].0;
            let mut lanes: Vec<Vec<&Stretch>> = Vec::new();
            for (_, stretch) in ordered {
                let free = |lane: &Vec<&Stretch>| {
                    lane.iter().all(|other| {
                        other.family == stretch.family
                            || stretch.to + APART < other.from
                            || other.to + APART < stretch.from
                    })
                };
                let lane = lanes.iter().position(free).unwrap_or_else(|| {
                    lanes.push(Vec::new());
                    lanes.len() - 1
                });
                lanes[lane].push(stretch);
                let at = channel.lane(i32::try_from(lane).unwrap_or_default());
                give(stretch.owner, channel, at);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    #[test]
    fn stretches_that_overlap_get_different_lanes_and_others_share_one() {
        let channel = Channel {
            vertical: true,
            at: 100,
            outward: -1,
        };
        let mut lanes = Lanes::default();
        lanes.ask(channel, (0, 50), 0, (1, LinkStyle::Data, true));
        lanes.ask(channel, (200, 100), 1, (2, LinkStyle::Data, true));
        lanes.ask(channel, (0, 300), 2, (3, LinkStyle::Data, true));
        lanes.ask(channel, (40, 310), 3, (3, LinkStyle::Data, true));
        let mut given = BTreeMap::new();
        lanes.assign(|owner, _, at| {
            given.insert(owner, at);
        });
        assert_eq!(given[&0], 100 - CLEAR);
        assert_eq!(given[&1], given[&0]);
        assert_eq!(given[&2], given[&0] - PITCH);
        assert_eq!(given[&3], given[&2], "one family, one line");
    }
}
