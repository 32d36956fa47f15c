//! Labels of links: protocols and real ports beside an end, none on top of another.

use super::Diagram;
use super::way::Way;
use crate::catalog::LinkStyle;
use crate::model::Point;
use crate::order;
use crate::plan::Plan;

/// Height of a line of labels, in pixels.
const LINE: i32 = 14;
/// Width of a letter, in pixels.
const LETTER: i32 = 7;
/// Pixels between the end of a link and its label.
const AWAY: i32 = 9;

/// A text beside the end of one or more links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where the text's line begins or ends.
    pub at: Point,
    /// Whether the text ends at its place instead of beginning there.
    pub ends: bool,
    pub text: String,
    pub style: LinkStyle,
}

/// The labels of some links, given by position.
///
/// Each stands at the far end from what is looked at: `near` says whether an instance, by position, is that. Links of
/// one style that meet in one point share a label.
pub fn labels(
    plan: &Plan,
    diagram: &Diagram,
    shown: &[usize],
    near: &dyn Fn(usize) -> bool,
) -> Vec<Label> {
    let of_end = |&at: &usize| {
        let (link, way) = (plan.links.get(at)?, diagram.ways.get(at)?);
        let (end, before) = end(way, !near(link.to))?;
        let ends = before.x < end.x;
        Some(Label {
            at: Point {
                x: end.x + if ends { -AWAY } else { AWAY },
                y: end.y - 3,
            },
            ends,
            text: link.label(),
            style: link.kind.style(),
        })
    };
    let mut all: Vec<Label> = shown.iter().filter_map(of_end).collect();
    order::by_key(&mut all, place);
    let mut labels: Vec<Label> = Vec::with_capacity(all.len());
    for label in all {
        let mut here = labels.iter_mut().rev();
        let same = here
            .by_ref()
            .take_while(|one| one.at == label.at)
            .find(|one| one.style == label.style);
        match same {
            Some(same) if same.text.split(" · ").any(|text| text == label.text) => {}
            Some(same) => same.text = format!("{} · {}", same.text, label.text),
            None => labels.push(label),
        }
    }
    spread(&mut labels);
    labels
}

fn place(label: &Label) -> (i32, i32) {
    (label.at.y, label.at.x)
}

/// One end of a way and the corner before it.
fn end(way: &Way, at_target: bool) -> Option<(Point, Point)> {
    let points = &way.points;
    let last = points.len().checked_sub(1).filter(|&last| last > 0)?;
    Some(if at_target == way.arrow_first {
        (points[0], points[1])
    } else {
        (points[last], points[last - 1])
    })
}

/// Moves labels down until none stands on another.
fn spread(labels: &mut [Label]) {
    order::by_key(labels, |label| (label.at.y, label.at.x, label.ends));
    // Those that have their place, from the highest to the lowest.
    let mut placed: Vec<usize> = Vec::with_capacity(labels.len());
    for at in 0..labels.len() {
        let mut y = labels[at].at.y;
        let first = placed.partition_point(|&other| labels[other].at.y <= y - LINE);
        for &other in &placed[first..] {
            if labels[other].at.y >= y + LINE {
                break;
            }
            if labels[other].beside(&labels[at]) {
                y = labels[other].at.y + LINE;
            }
        }
        labels[at].at.y = y;
        let place = placed.partition_point(|&other| labels[other].at.y <= y);
        placed.insert(place, at);
    }
}

impl Label {
    /// Where its line begins and ends.
    pub fn span(&self) -> (i32, i32) {
        // A little too wide where it has more bytes than letters.
        let width = i32::try_from(self.text.len()).unwrap_or_default() * LETTER;
        if self.ends {
            (self.at.x - width, self.at.x)
        } else {
            (self.at.x, self.at.x + width)
        }
    }

    /// Whether the two would touch at the same height.
    fn beside(&self, other: &Self) -> bool {
        let (own, others) = (self.span(), other.span());
        own.0 < others.1 && others.0 < own.1
    }
}

#[cfg(test)]
mod tests {
    use crate::catalog::Kind;
    use crate::diagram::draw;
    use crate::model::presets;
    use crate::plan;

    use super::*;

    #[test]
    fn labels_of_a_selected_instance_stand_at_the_other_ends_and_apart() {
        let design = presets::find("classic").unwrap().design();
        let plan = plan::build(&design);
        let diagram = draw(&design, &plan);
        let (km, _) = plan.of_kind(Kind::KeyManager).next().unwrap();
        let shown: Vec<usize> = (0..plan.links.len())
            .filter(|&at| plan.links[at].from == km || plan.links[at].to == km)
            .collect();
        let labels = labels(&plan, &diagram, &shown, &|at| at == km);
        assert!(labels.iter().any(|label| label.text.contains("10397")));
        for (at, one) in labels.iter().enumerate() {
            assert!(!diagram.cards[km].contains(one.at), "{one:?}");
            for other in &labels[at + 1..] {
                let apart = (one.at.y - other.at.y).abs() >= LINE || !one.beside(other);
                assert!(apart, "{one:?} and {other:?}");
            }
        }
    }
}
