//! The called end of a link, dragged to another server.

use web_sys::Element;

use super::super::{Canvas, links};
use super::Spot;
use crate::app::dom;
use crate::app::store::{self, LinkKey, Look, Selected};
use crate::diagram::{self, Rect};
use crate::model::{InstanceId, Point};
use crate::say;

/// An end of a link that looks for another server.
pub(super) struct LinkEnd {
    pub(super) key: LinkKey,
    /// Position in the plan.
    at: usize,
    /// The card that calls.
    from: Rect,
    path: Element,
    /// Those who could serve it, with their places.
    offered: Vec<(InstanceId, Rect)>,
}

impl LinkEnd {
    /// Who could serve it at a place.
    pub(super) fn offered_at(&self, place: Point) -> Option<InstanceId> {
        let at = self.offered.iter().find(|(_, card)| card.contains(place));
        at.map(|(id, _)| id.clone())
    }
}

impl Canvas {
    /// Lifts the called end of the selected link, and marks those who could serve it.
    pub(super) fn lift_link_end(&self) -> Option<LinkEnd> {
        let store = self.store;
        let key = store.selection.with_untracked(|all| match all.first() {
            Some(Selected::Link(key)) => Some(key.clone()),
            _ => None,
        })?;
        let offered = links::offered(store, &key);
        let (plan, diagram) = (store.plan.get_untracked(), store.diagram.get_untracked());
        let at = store::place_of_link(&plan, &key)?;
        let path = {
            let mut drawn = self.parts.links.borrow_mut();
            let one = drawn.get_mut(at)?;
            one.lift(self.parts.upper.node());
            one.path.clone()
        };
        let places = plan.instances.iter().zip(&diagram.cards);
        let offered: Vec<(InstanceId, Rect)> = places
            .filter(|(one, _)| offered.contains(&one.id))
            .map(|(one, card)| (one.id.clone(), *card))
            .collect();
        self.mark_offered(&offered, true);
        let from = diagram.cards[plan.links[at].from];
        Some(LinkEnd {
            key,
            at,
            from,
            path,
            offered,
        })
    }

    fn mark_offered(&self, offered: &[(InstanceId, Rect)], is: bool) {
        dom::set_flag(self.element(), "data-offering", is);
        for (id, _) in offered {
            if let Some(card) = self.parts.element(&Selected::Instance(id.clone())) {
                dom::set_flag(&card, "data-offered", is);
            }
        }
    }

    /// Draws the link to the pointer.
    pub(super) fn follow_link_end(&self, end: &LinkEnd, spot: Spot) {
        let place = self.place_of(spot);
        let target = place.and_then(|place| end.offered_at(place));
        let to = end
            .offered
            .iter()
            .find(|(id, _)| Some(id) == target.as_ref())
            .map(|(_, card)| *card)
            .or(place.map(|Point { x, y }| Rect {
                x,
                y,
                ..Rect::default()
            }));
        if let Some(to) = to {
            let way = diagram::direct(end.from, to, end.key.kind.style(), false);
            let _ = end.path.set_attribute("d", &way.path());
        }
        let would = || {
            let name = self
                .store
                .plan
                .peek(|plan| plan.instance(target.as_ref()?).map(|one| one.name.clone()));
            Some(say::drag_serves(name?, end.key.kind.said()))
        };
        let instance = target.clone().map(Selected::Instance);
        let element = instance.and_then(|one| self.parts.element(&one));
        self.aim(element, spot, &would);
    }

    pub(super) fn put_link_back(&self, end: &LinkEnd) {
        self.mark_offered(&end.offered, false);
        let drawn = self.parts.links.borrow();
        if let Some(one) = drawn.get(end.at).filter(|one| one.path == end.path) {
            one.rest(self.parts.lower.node());
        }
    }
}
