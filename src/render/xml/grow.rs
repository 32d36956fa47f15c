//! Edits to elements that are not in the file yet.

use super::path::{Predicate, Step, narrow, same_name};
use crate::render::{
    Problem,
    edit::{Action, Edit, Element, Position, Value},
};

/// The element that a step names, with what its predicates say, and below it what the edit wants.
pub(super) fn build(
    step: &Step,
    rest: &[Step],
    attribute: Option<&str>,
    edit: &Edit,
) -> Result<Element, Problem> {
    if let (Action::Put(element, _), []) = (&edit.action, rest) {
        return Ok(element.clone());
    }
    let mut element = Element::new(step.name.to_owned());
    for predicate in &step.predicates {
        match predicate {
            Predicate::Attribute(name, value) => {
                element
                    .attributes
                    .push(((*name).to_owned().into(), value.clone().into_owned().into()));
            }
            Predicate::Child(name, value) => {
                let child = Element {
                    text: value.clone().into_owned().into(),
                    ..Element::new((*name).to_owned())
                };
                element.children.push(child);
            }
            Predicate::Nth(_) | Predicate::Last => {}
        }
    }
    grow(&mut element, rest, attribute, edit)?;
    Ok(element)
}

/// Applies an edit below an element; tells whether that changed anything.
pub(super) fn grow(
    element: &mut Element,
    steps: &[Step],
    attribute: Option<&str>,
    edit: &Edit,
) -> Result<bool, Problem> {
    let [step, rest @ ..] = steps else {
        return fill(element, attribute, edit);
    };
    let found = fitting(element, step.name, &step.predicates);
    match found[..] {
        [only] => grow(&mut element.children[only], rest, attribute, edit),
        [] if !element.text.shown().is_empty() => Err(Problem::HoldsText {
            path: edit.path.clone(),
        }),
        [] => {
            may_come_next(step, &edit.path, |predicates| {
                fitting(element, step.name, predicates).len()
            })?;
            let child = build(step, rest, attribute, edit)?;
            let index = index(&element.children, Spot::of(step, edit));
            element.children.insert(index, child);
            Ok(true)
        }
        _ => Err(Problem::Ambiguous {
            path: edit.path.clone(),
            step: step.name.to_owned(),
            count: found.len(),
        }),
    }
}

fn fill(element: &mut Element, attribute: Option<&str>, edit: &Edit) -> Result<bool, Problem> {
    match (&edit.action, attribute) {
        (Action::Set(value, _), Some(name)) => {
            let Some((_, known)) = element
                .attributes
                .iter()
                .find(|(known, _)| same_name(known, name))
            else {
                element
                    .attributes
                    .push((name.to_owned().into(), value.clone()));
                return Ok(true);
            };
            once(known == value, edit)?;
        }
        (Action::Set(..), None) if !element.children.is_empty() => {
            return Err(Problem::HoldsElements {
                path: edit.path.clone(),
            });
        }
        (Action::Set(value, _), None) if element.text == Value::default() => {
            element.text = value.clone();
            return Ok(true);
        }
        (Action::Set(value, _), None) => once(element.text == *value, edit)?,
        (Action::Put(new, _), _) => once(element == new, edit)?,
        (Action::Children(children), _) if element.children.is_empty() => {
            element.children.clone_from(children);
            return Ok(true);
        }
        (Action::Children(children), _) => once(element.children == *children, edit)?,
    }
    Ok(false)
}

/// Refuses an edit that wants something else in a place than an earlier one.
pub(super) fn once(same: bool, edit: &Edit) -> Result<(), Problem> {
    if same {
        Ok(())
    } else {
        Err(Problem::Overlap {
            path: edit.path.clone(),
        })
    }
}

/// Refuses to make the third of elements of which there is one.
pub(super) fn may_come_next(
    step: &Step,
    path: &str,
    count: impl Fn(&[Predicate]) -> usize,
) -> Result<(), Problem> {
    for (index, predicate) in step.predicates.iter().enumerate() {
        if let Predicate::Nth(nth) = predicate
            && *nth != count(&step.predicates[..index]) + 1
        {
            return Err(Problem::Path {
                path: path.to_owned(),
                what: "the element before that position is missing",
            });
        }
    }
    Ok(())
}

pub(super) fn fits(element: &Element, predicate: &Predicate) -> bool {
    match predicate {
        Predicate::Attribute(name, value) => element
            .attributes
            .iter()
            .any(|(known, found)| same_name(known, name) && found.shown() == *value),
        Predicate::Child(name, value) => element
            .children
            .iter()
            .any(|child| same_name(&child.name, name) && child.text.shown() == *value),
        Predicate::Nth(_) | Predicate::Last => true,
    }
}

fn fitting(element: &Element, name: &str, predicates: &[Predicate]) -> Vec<usize> {
    let named =
        (0..element.children.len()).filter(|child| same_name(&element.children[*child].name, name));
    narrow(named.collect(), predicates, |child, predicate| {
        fits(&element.children[child], predicate)
    })
}

/// Where a new element goes among its siblings.
#[derive(Clone, Copy)]
pub(super) enum Spot<'s> {
    After(&'s str),
    Before(&'s str),
    Last,
}

impl<'s> Spot<'s> {
    /// Where the edit says, but behind its namesakes where the path counts them.
    pub(super) fn of(step: &Step<'s>, edit: &Edit) -> Self {
        if step
            .predicates
            .iter()
            .any(|predicate| matches!(predicate, Predicate::Nth(2..)))
        {
            return Self::After(step.name);
        }
        match edit.action.position() {
            Position::After(name) => Self::After(name),
            Position::Before(name) => Self::Before(name),
            Position::Last => Self::Last,
        }
    }
}

fn index(children: &[Element], spot: Spot) -> usize {
    match spot {
        Spot::After(name) => children
            .iter()
            .rposition(|child| same_name(&child.name, name))
            .map(|last| last + 1),
        Spot::Before(name) => children
            .iter()
            .position(|child| same_name(&child.name, name)),
        Spot::Last => None,
    }
    .unwrap_or(children.len())
}
