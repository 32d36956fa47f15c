//! The properties of a link, and the links of an instance.

use std::rc::Rc;

use super::super::field::SelectField;
use super::super::glyph;
use super::super::{attempt, group, name_of};
use super::title;
use crate::app::dom::{CLICK, El, el};
use crate::app::store::{self, LinkKey, Look, Selected, Store};
use crate::app::words::{tell, word};
use crate::catalog::{Bound, KindSpec, LinkKind, Need};
use crate::checks::Severity;
use crate::model::{Command, Design, InstanceId};
use crate::plan::{self, Link};
use crate::say::{self, Message, Said};

pub(super) fn properties(store: Store, key: &LinkKey) -> El {
    let kind = key.kind;
    let (ends, shown) = (key.clone(), key.clone());
    let name = move || {
        let (from, to) = (name_of(store, &ends.from), name_of(store, &ends.to));
        tell(&say::inspect_link(from, to))
    };
    let about = move || {
        let chosen = store
            .plan
            .see(|plan| store::link(plan, &shown).is_some_and(|link| link.chosen));
        tell(&if chosen {
            say::inspect_link_chosen(kind.said())
        } else {
            say::inspect_link_automatic(kind.said())
        })
    };
    let need = store::need_of(store, key);
    let fact = |label, of, mono| fact(store, key, label, of, mono);
    el("div")
        .child(title(
            swatch(kind).attr("data-large", true),
            Rc::new(name),
            Rc::new(about),
        ))
        .child(
            el("dl")
                .class("facts")
                .child(end(store, &key.from, say::INSPECT_FROM))
                .child(end(store, &key.to, say::INSPECT_TO))
                .child(fact(
                    say::INSPECT_DIALS,
                    |link| {
                        let endpoints = link.endpoints.iter();
                        endpoints.map(|one| one.to_string().into()).collect()
                    },
                    true,
                ))
                .child(fact(
                    say::INSPECT_BECAUSE,
                    |link| vec![link.why.into()],
                    false,
                ))
                .child(fact(
                    say::INSPECT_IN_FILES,
                    |link| link.files.iter().map(|&file| file.into()).collect(),
                    true,
                ))
                .child(fact(
                    say::INSPECT_SOURCE,
                    |link| vec![link.source.into()],
                    false,
                )),
        )
        .child(need.map(|need| provider_field(store, key.from.clone(), need)))
}

/// A line in the look of its kind.
fn swatch(kind: LinkKind) -> El {
    el("span")
        .class("swatch")
        .attr("data-colour", kind.style().id())
}

fn end(store: Store, id: &InstanceId, label: Message) -> El {
    let (named, target) = (id.clone(), id.clone());
    let button = el("button")
        .class("link")
        .attr("type", "button")
        .on(CLICK, move |_| {
            store.select(Selected::Instance(target.clone()));
        })
        .bind_text(move || name_of(store, &named));
    el("div")
        .class("fact")
        .child(el("dt").text(label))
        .child(el("dd").child(button))
}

fn fact(store: Store, key: &LinkKey, label: Message, of: fn(&Link) -> Vec<Said>, mono: bool) -> El {
    let key = key.clone();
    el("div").class("fact").child(el("dt").text(label)).keyed(
        move || {
            store
                .plan
                .see(|plan| store::link(plan, &key).map(of).unwrap_or_default())
        },
        move |lines| {
            lines
                .iter()
                .map(|line| el("dd").attr("class", mono.then_some("mono")).text(line))
                .collect::<Vec<_>>()
        },
    )
}

/// The links of an instance to those it needs, and who could serve instead.
pub(super) fn needs(store: Store, id: &InstanceId, spec: &'static KindSpec) -> El {
    let mut list = el("ul").class("list");
    for need in spec.needs {
        let asked = id.clone();
        list = links_to(list, store, id, need.link)
            .keyed(
                move || need.bound == Bound::Required && !has_link(store, &asked, need.link),
                |&unmet| unmet.then(|| unmet_item(need)),
            )
            .child(el("li").child(provider_field(store, id.clone(), need)));
    }
    group(say::INSPECT_NEEDS).child(links_to(list, store, id, LinkKind::Cluster))
}

/// Adds the links of one kind from an instance to a list.
fn links_to(list: El, store: Store, from: &InstanceId, kind: LinkKind) -> El {
    let from = from.clone();
    link_items(
        list,
        store,
        Box::new(move |key| key.kind == kind && key.from == from),
        |key| &key.to,
    )
}

fn has_link(store: Store, from: &InstanceId, kind: LinkKind) -> bool {
    store.links.with(|links| {
        links
            .iter()
            .any(|key| key.kind == kind && key.from == *from)
    })
}

fn unmet_item(need: &Need) -> El {
    let text = el("span")
        .class("list__text")
        .text(say::INSPECT_NOBODY_YET)
        .child(el("small").text(say::inspect_link_why(need.link.said(), need.why)));
    el("li").class("list__item").attr("data-unmet", true).child(
        el("span")
            .class("list__main")
            .child(glyph::severity(Severity::Error))
            .child(text),
    )
}

pub(super) fn is_needed(store: Store, id: &InstanceId) -> bool {
    store
        .links
        .with(|links| links.iter().any(|key| key.to == *id))
}

/// The links to an instance.
pub(super) fn needed_by(store: Store, id: &InstanceId) -> El {
    let id = id.clone();
    group(say::INSPECT_NEEDED_BY).child(link_items(
        el("ul").class("list"),
        store,
        Box::new(move |key| key.to == id),
        |key| &key.from,
    ))
}

/// Adds an item for each link that is `wanted`, with the name of the `other` end.
fn link_items(
    list: El,
    store: Store,
    wanted: Box<dyn Fn(&LinkKey) -> bool>,
    other: fn(&LinkKey) -> &InstanceId,
) -> El {
    list.each(
        move || {
            store.links.with(|links| {
                links
                    .iter()
                    .filter(|key| wanted(key))
                    .cloned()
                    .collect::<Vec<_>>()
            })
        },
        move |key| link_item(store, key, other(key)),
    )
}

fn link_item(store: Store, key: &LinkKey, other: &InstanceId) -> El {
    let (shown, other) = (key.clone(), store.instance(other));
    let name = move || other.map_or_else(String::new, |row| row.see(|row| row.name.clone()));
    let label = move || store.link_label(&shown);
    // What a kind needs the other for is the catalogue's to say and stays.
    let why = store
        .plan
        .peek(|plan| store::link(plan, key).map_or(say::NOTHING, |link| link.why));
    let target = key.clone();
    let text = el("span")
        .class("list__text")
        .child(
            el("span")
                .bind_text(name)
                .text(" ")
                .child(el("span").class("mono list__port").bind_text(label)),
        )
        .child(el("small").text(say::inspect_link_why(key.kind.said(), why)));
    el("li").class("list__item").child(
        el("button")
            .class("list__main")
            .attr("type", "button")
            .on(CLICK, move |_| store.select(Selected::Link(target.clone())))
            .child(swatch(key.kind))
            .child(text),
    )
}

/// A place for the field that chooses who serves a need; empty where there is no choice.
pub(in crate::app::chrome) fn provider_field(
    store: Store,
    from: InstanceId,
    need: &'static Need,
) -> El {
    let place = el("div");
    if !need.provider.is_chosen() {
        return place;
    }
    let asked = from.clone();
    place.keyed(
        move || has_choice(store, &asked, need),
        move |&has| has.then(|| provider_select(store, &from, need).el()),
    )
}

fn has_choice(store: Store, from: &InstanceId, need: &Need) -> bool {
    let enough = match need.bound {
        Bound::OnRequest => 1,
        Bound::Required | Bound::WherePresent => 2,
    };
    store.design.see(|design| {
        plan::candidates(design, from, need).count() >= enough
            || chosen(design, from, need.link).is_some()
    })
}

/// Who was chosen by hand.
fn chosen<'a>(design: &'a Design, from: &InstanceId, kind: LinkKind) -> Option<&'a InstanceId> {
    design
        .links
        .iter()
        .find(|one| one.from == *from && one.kind == kind)
        .map(|one| &one.to)
}

fn provider_select(store: Store, from: &InstanceId, need: &'static Need) -> SelectField {
    let (shown, asked, sent) = (from.clone(), from.clone(), from.clone());
    let kind = need.link;
    let value = move || {
        store
            .design
            .see(|design| super::written(chosen(design, &shown, kind)))
    };
    let choices = move || {
        let usual = match need.bound {
            Bound::OnRequest => say::INSPECT_NONE,
            Bound::Required | Bound::WherePresent => say::INSPECT_AUTOMATIC,
        };
        let mut choices = vec![(String::new(), word(usual).to_owned())];
        store.design.see(|design| {
            let others = plan::candidates(design, &asked, need);
            choices.extend(others.map(|one| (one.id.to_string(), one.name.clone())));
        });
        choices
    };
    SelectField::new(
        say::inspect_who_serves(kind.said()),
        value,
        choices,
        move |typed| {
            attempt(
                store,
                Command::Bind {
                    from: sent.clone(),
                    kind,
                    to: InstanceId::new(&typed),
                },
            )
        },
    )
}
