//! Edits on their way into a file: first collected by element, then turned into cuts.

use std::collections::BTreeMap;

use super::{
    document::{Document, is_blank},
    grow::{Spot, build, fits, grow, may_come_next, once},
    index::{DOCUMENT, Node},
    path::{Path, Predicate, Step, narrow, same_name},
    picture::{markup, shown},
};
use crate::render::{
    Change, Problem,
    edit::{Action, Edit, Element, Value},
    secrets::{Secrets, Syntax, veiled},
};
use crate::say::Said;

pub(super) struct Draft<'d> {
    pub(super) document: &'d Document,
    pub(super) secrets: &'d Secrets,
    /// What happens to elements of the file, in its order.
    pub(super) touched: BTreeMap<usize, Touch<'d>>,
    pub(super) made: Vec<Made<'d>>,
    pub(super) changes: Vec<Change>,
}

/// What the edits do to one element of the file.
#[derive(Default)]
pub(super) struct Touch<'d> {
    pub(super) reasons: Vec<&'d Said>,
    pub(super) attributes: Vec<(String, &'d Value, usize)>,
    pub(super) text: Option<(&'d Value, usize)>,
    /// Made elements in place of all children, and the change that wants it.
    pub(super) children: Option<(Vec<usize>, usize)>,
    pub(super) inserted: Vec<(Place, usize)>,
    /// The made element that comes in its place.
    pub(super) replaced: Option<usize>,
}

/// An element that is not in the file yet.
pub(super) struct Made<'d> {
    pub(super) element: Element,
    pub(super) reasons: Vec<&'d Said>,
    pub(super) changes: Vec<usize>,
}

/// Where among the children of the file.
#[derive(Clone, Copy)]
pub(super) enum Place {
    After(usize),
    Before(usize),
    Last,
}

#[derive(Clone, Copy)]
enum Target {
    Old(usize),
    Made(usize),
}

impl<'d> Draft<'d> {
    pub(super) fn of(document: &'d Document, secrets: &'d Secrets) -> Self {
        Self {
            document,
            secrets,
            touched: BTreeMap::new(),
            made: Vec::new(),
            changes: Vec::new(),
        }
    }

    pub(super) fn edit(&mut self, edit: &'d Edit) -> Result<(), Problem> {
        let path = Path::parse(&edit.path)?;
        if path.attribute.is_some() && !matches!(edit.action, Action::Set(..)) {
            return Err(Problem::Path {
                path: edit.path.clone(),
                what: "only `Set` changes an attribute",
            });
        }
        if let (Action::Put(element, _), Some(step)) = (&edit.action, path.steps.last())
            && !(same_name(&element.name, step.name)
                && step
                    .predicates
                    .iter()
                    .all(|predicate| fits(element, predicate)))
        {
            let what = "it does not lead to the element that the edit puts there";
            return Err(Problem::Path {
                path: edit.path.clone(),
                what,
            });
        }
        let mut at = DOCUMENT;
        for (depth, step) in path.steps.iter().enumerate() {
            match self.only(at, step, edit)? {
                Some(Target::Old(next)) => at = next,
                Some(Target::Made(made)) => {
                    return self.grow(made, &path.steps[depth + 1..], path.attribute, edit);
                }
                None => return self.make(at, step, &path.steps[depth + 1..], path.attribute, edit),
            }
        }
        match (&edit.action, path.attribute) {
            (Action::Set(value, _), Some(name)) => self.set_attribute(at, name, value, edit),
            (Action::Set(value, _), None) => self.set_text(at, value, edit),
            (Action::Put(element, _), _) => self.replace(at, element, edit),
            (Action::Children(children), _) => self.set_children(at, children, edit),
        }
    }

    /// The one child that a step leads to, if there is any.
    fn only(&self, at: usize, step: &Step, edit: &Edit) -> Result<Option<Target>, Problem> {
        let found = self.select(at, step.name, &step.predicates);
        match found[..] {
            [] if at == DOCUMENT => {
                let root = self.document.children(self.document.node(DOCUMENT)).next();
                let found = root.map_or("", |root| self.document.name(root)).to_owned();
                Err(Problem::Root {
                    found,
                    expected: step.name.to_owned(),
                })
            }
            [] => Ok(None),
            [only] => Ok(Some(only)),
            _ => Err(Problem::Ambiguous {
                path: edit.path.clone(),
                step: step.name.to_owned(),
                count: found.len(),
            }),
        }
    }

    fn select(&self, at: usize, name: &str, predicates: &[Predicate]) -> Vec<Target> {
        let touch = self.touched.get(&at);
        let replaced = |child| self.touched.get(&child).and_then(|touch| touch.replaced);
        let old = |child| replaced(child).map_or(Target::Old(child), Target::Made);
        let mut found: Vec<_> = match touch.and_then(|touch| touch.children.as_ref()) {
            Some((children, _)) => children.iter().copied().map(Target::Made).collect(),
            None => self.document.named(at, name).map(old).collect(),
        };
        found.extend(
            touch
                .iter()
                .flat_map(|touch| &touch.inserted)
                .map(|(_, made)| Target::Made(*made)),
        );
        found.retain(|target| match *target {
            Target::Old(_) => true,
            Target::Made(made) => same_name(&self.made[made].element.name, name),
        });
        narrow(found, predicates, |target, predicate| match target {
            Target::Old(node) => self.document.fits(self.document.node(node), predicate),
            Target::Made(made) => fits(&self.made[made].element, predicate),
        })
    }

    fn set_attribute(
        &mut self,
        at: usize,
        name: &str,
        value: &'d Value,
        edit: &'d Edit,
    ) -> Result<(), Problem> {
        let earlier = self
            .touched
            .get(&at)
            .and_then(|touch| touch.attributes.iter().find(|(n, ..)| same_name(n, name)));
        if let Some((_, earlier, _)) = earlier {
            return once(*earlier == value, edit);
        }
        let document = self.document;
        let before = document
            .attribute(document.node(at), name)
            .map(|found| document.attribute_value(found));
        if before.as_ref() == Some(&self.secrets.fill(value, Syntax::Xml)) {
            return Ok(());
        }
        let before = before.map(|before| veiled(before, name, value));
        let change = self.record(edit, before);
        let touch = self.touched.entry(at).or_default();
        touch.attributes.push((name.to_owned(), value, change));
        touch.reasons.push(&edit.reason);
        Ok(())
    }

    fn set_text(&mut self, at: usize, value: &'d Value, edit: &'d Edit) -> Result<(), Problem> {
        let document = self.document;
        let node = document.node(at);
        let touch = self.touched.get(&at);
        if !node.children.is_empty() || touch.is_some_and(|touch| !touch.inserted.is_empty()) {
            return Err(Problem::HoldsElements {
                path: edit.path.clone(),
            });
        }
        if let Some((earlier, _)) = touch.and_then(|touch| touch.text) {
            return once(earlier == value, edit);
        }
        let before = document.value(node);
        if before == self.secrets.fill(value, Syntax::Xml) {
            return Ok(());
        }
        let before = veiled(before, document.name(node), value);
        let change = self.record(edit, Some(before));
        let touch = self.touched.entry(at).or_default();
        touch.text = Some((value, change));
        touch.reasons.push(&edit.reason);
        Ok(())
    }

    fn replace(&mut self, at: usize, element: &Element, edit: &'d Edit) -> Result<(), Problem> {
        if self.same(self.document.node(at), element) && !self.touched.contains_key(&at) {
            return Ok(());
        }
        let before = shown(self.document, self.document.node(at), Some(element));
        let change = self.record(edit, Some(before));
        let made = self.hold(element.clone(), change);
        let touch = self.touched.entry(at).or_default();
        if !touch.attributes.is_empty()
            || touch.text.is_some()
            || touch.children.is_some()
            || !touch.inserted.is_empty()
        {
            return Err(Problem::Overlap {
                path: edit.path.clone(),
            });
        }
        touch.replaced = Some(made);
        touch.reasons.push(&edit.reason);
        Ok(())
    }

    fn set_children(
        &mut self,
        at: usize,
        children: &[Element],
        edit: &'d Edit,
    ) -> Result<(), Problem> {
        let node = self.document.node(at);
        if let Some(touch) = self.touched.get(&at) {
            if let Some((earlier, _)) = &touch.children {
                return once(
                    earlier
                        .iter()
                        .map(|made| &self.made[*made].element)
                        .eq(children),
                    edit,
                );
            }
            if touch.text.is_some() || !touch.inserted.is_empty() {
                return Err(Problem::Overlap {
                    path: edit.path.clone(),
                });
            }
        }
        if self.all_same(node, children) {
            return Ok(());
        }
        self.takes_elements(at, edit)?;
        let old = self.document.children(node);
        let mask = |(index, child)| {
            children.get(index).map_or_else(
                || shown(self.document, child, None),
                |new| shown(self.document, child, Some(new)),
            )
        };
        let before: Vec<String> = old.enumerate().map(mask).collect();
        let change = self.record(
            edit,
            Some(before.join("\n")).filter(|before| !before.is_empty()),
        );
        let made = children
            .iter()
            .map(|child| self.hold(child.clone(), change))
            .collect();
        let touch = self.touched.entry(at).or_default();
        touch.children = Some((made, change));
        touch.reasons.push(&edit.reason);
        Ok(())
    }

    /// Makes the element of `step`, and those of `rest` in it, below an element of the file.
    fn make(
        &mut self,
        at: usize,
        step: &Step,
        rest: &[Step],
        attribute: Option<&str>,
        edit: &'d Edit,
    ) -> Result<(), Problem> {
        self.takes_elements(at, edit)?;
        may_come_next(step, &edit.path, |predicates| {
            self.select(at, step.name, predicates).len()
        })?;
        let element = build(step, rest, attribute, edit)?;
        let change = self.record(edit, None);
        let made = self.hold(element, change);
        self.made[made].reasons.push(&edit.reason);
        self.insert(at, Spot::of(step, edit), made);
        Ok(())
    }

    fn takes_elements(&self, at: usize, edit: &Edit) -> Result<(), Problem> {
        let node = self.document.node(at);
        let text = self
            .touched
            .get(&at)
            .is_some_and(|touch| touch.text.is_some());
        if text || node.children.is_empty() && !is_blank(&self.document.value(node)) {
            return Err(Problem::HoldsText {
                path: edit.path.clone(),
            });
        }
        Ok(())
    }

    fn insert(&mut self, at: usize, spot: Spot, made: usize) {
        let touch = self.touched.entry(at).or_default();
        if let Some((children, _)) = &mut touch.children {
            return children.push(made);
        }
        let inserted = &mut touch.inserted;
        let named = |name: &str, (_, made): &(Place, usize)| {
            same_name(&self.made[*made].element.name, name)
        };
        let (index, place) = match spot {
            Spot::After(name) => match inserted.iter().rposition(|new| named(name, new)) {
                Some(index) => (index + 1, inserted[index].0),
                None => (
                    inserted.len(),
                    self.document
                        .named(at, name)
                        .next_back()
                        .map_or(Place::Last, Place::After),
                ),
            },
            Spot::Before(name) => match self.document.named(at, name).next() {
                Some(old) => (inserted.len(), Place::Before(old)),
                None => match inserted.iter().position(|new| named(name, new)) {
                    Some(index) => (index, inserted[index].0),
                    None => (inserted.len(), Place::Last),
                },
            },
            Spot::Last => (inserted.len(), Place::Last),
        };
        inserted.insert(index, (place, made));
    }

    /// Changes an element that an earlier edit made.
    fn grow(
        &mut self,
        made: usize,
        rest: &[Step],
        attribute: Option<&str>,
        edit: &'d Edit,
    ) -> Result<(), Problem> {
        if grow(&mut self.made[made].element, rest, attribute, edit)? {
            let change = self.record(edit, None);
            self.made[made].changes.push(change);
            self.made[made].reasons.push(&edit.reason);
        }
        Ok(())
    }

    fn hold(&mut self, element: Element, change: usize) -> usize {
        self.made.push(Made {
            element,
            reasons: Vec::new(),
            changes: vec![change],
        });
        self.made.len() - 1
    }

    fn record(&mut self, edit: &Edit, before: Option<String>) -> usize {
        let after = match &edit.action {
            Action::Set(value, _) => value.shown().into_owned(),
            Action::Put(element, _) => markup(element),
            Action::Children(children) => {
                children.iter().map(markup).collect::<Vec<_>>().join("\n")
            }
        };
        let (path, reason) = (edit.path.clone(), edit.reason.clone());
        self.changes.push(Change {
            path,
            before,
            after,
            reason,
            source: edit.source,
            line: 0,
            line_end: 0,
        });
        self.changes.len() - 1
    }

    /// Whether an element of the file is the same as a new one but for comments and layout.
    fn same(&self, node: &Node, element: &Element) -> bool {
        let document = self.document;
        let attributes = document.attributes(node);
        document.name(node) == element.name
            && attributes.len() == element.attributes.len()
            && attributes.iter().all(|found| {
                let value = element
                    .attributes
                    .iter()
                    .find(|(name, _)| name == document.at(&found.name));
                value.is_some_and(|(_, value)| {
                    document.attribute_value(found) == self.secrets.fill(value, Syntax::Xml)
                })
            })
            && self.all_same(node, &element.children)
            && (!element.children.is_empty() || {
                let text = self.secrets.fill(&element.text, Syntax::Xml);
                let found = document.value(node);
                found == text || text.is_empty() && is_blank(&found)
            })
    }

    fn all_same(&self, node: &Node, elements: &[Element]) -> bool {
        node.children.len() == elements.len()
            && self
                .document
                .children(node)
                .zip(elements)
                .all(|(node, element)| self.same(node, element))
    }
}
