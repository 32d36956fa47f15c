//! Host boxes and instance cards.

use super::{Canvas, edit};
use crate::app::chrome::glyph;
use crate::app::dom::{CLICK, El, FOCUS, el};
use crate::app::store::{InstanceRow, Look, Selected, Store};
use crate::app::words::tell;
use crate::checks::Severity;
use crate::diagram::{self, Area};
use crate::model::{HostId, InstanceId};
use crate::say::{self, Said};

impl Canvas {
    /// The areas of the network's zones, below everything.
    pub(super) fn zones(&self) -> El {
        let store = self.store;
        let areas = move || {
            store
                .plan
                .see(|plan| store.diagram.see(|diagram| diagram::areas(plan, diagram)))
        };
        el("div").class("zones").keyed(areas, move |areas| {
            let zones = areas.iter().map(|area| zone(store, area));
            zones.collect::<Vec<_>>()
        })
    }

    pub(super) fn host(&self, id: &HostId) -> El {
        let Some(row) = self.store.host(id) else {
            // Removed before it was drawn.
            return el("div");
        };
        let one = Selected::Host(id.clone());
        let (canvas, cards) = (self.clone(), self.clone());
        let (own, focused, active) = (id.clone(), one.clone(), self.active);
        let name = el("button")
            .class("host-name")
            .attr("type", "button")
            .attr("tabindex", "-1")
            .attr("aria-pressed", "false")
            .bind("title", move || row.see(|row| row.host.name.clone()))
            .on(FOCUS, move |_| active.set(Some(focused.clone())))
            .on(CLICK, move |event| {
                // A pointer's click was a gesture already.
                if event.detail() == 0 && !canvas.place_picked(Some(own.clone())) {
                    canvas.choose(Selected::Host(own.clone()), event.shift_key());
                }
            })
            .child(el("b").bind_text(move || row.see(|row| row.host.name.clone())))
            .child(el("span").bind_text(move || row.see(|row| row.host.address.clone())));
        let host = el("section")
            .class("host")
            .attr("role", "group")
            .attr("data-host", id.to_string())
            .bind("aria-label", move || {
                row.see(|row| say::item_host(&row.host.name))
            })
            .bind("data-severity", move || {
                row.see(|row| row.severity).map(Severity::id)
            })
            .style("left", move || {
                format!("{}px", row.see(|row| row.host.at.x))
            })
            .style("top", move || format!("{}px", row.see(|row| row.host.at.y)))
            .style("width", move || {
                format!("{}px", row.see(|row| row.host.width))
            })
            .child(name)
            .each(
                move || row.see(|row| row.instances.clone()),
                move |id| cards.card(id),
            )
            .keyed(
                move || row.see(|row| row.instances.is_empty()),
                |&empty| empty.then(|| el("p").class("hint").text(say::ITEM_DROP_HERE)),
            );
        self.parts.keep(&one, &host);
        host
    }

    fn card(&self, id: &InstanceId) -> El {
        let Some(row) = self.store.instance(id) else {
            return el("div");
        };
        let one = Selected::Instance(id.clone());
        let kind = row.peek(|row| row.kind);
        let (canvas, own, focused, active) = (self.clone(), id.clone(), one.clone(), self.active);
        let card = el("button")
            .class("instance")
            .attr("type", "button")
            .attr("tabindex", "-1")
            .attr("aria-pressed", "false")
            .attr("data-instance", id.to_string())
            .attr("data-kind", kind.id())
            .bind("data-offset", move || {
                row.see(|row| row.offset.map(|offset| offset.to_string()))
            })
            .bind("data-taken", move || row.see(|row| row.taken.is_some()))
            .bind("data-severity", move || {
                row.see(|row| row.severity).map(Severity::id)
            })
            .bind("aria-label", move || row.see(label))
            .bind("title", move || row.see(hint))
            .on(FOCUS, move |_| active.set(Some(focused.clone())))
            .on(CLICK, move |event| {
                if event.detail() != 0 {
                    return;
                }
                let host = row.peek(|row| row.host.clone());
                if !canvas.place_picked(Some(host)) {
                    canvas.choose(Selected::Instance(own.clone()), event.shift_key());
                }
            })
            .child(glyph::kind(kind))
            .child(
                el("span")
                    .class("instance-text")
                    .child(
                        el("span")
                            .class("instance-name")
                            .bind_text(move || row.see(|row| row.name.clone())),
                    )
                    .child(el("small").bind_text(move || row.see(ports))),
            )
            .keyed(
                move || row.see(badge),
                |badge| {
                    badge.as_ref().map(|(text, moved)| {
                        el("span")
                            .class("offset")
                            .attr("data-moved", *moved)
                            .text(text)
                    })
                },
            );
        self.parts.keep(&one, &card);
        card
    }
}

fn zone(store: Store, area: &Area) -> El {
    let Area { zone, rect, .. } = *area;
    let pixels = |length: i32| move || format!("{length}px");
    let name = el("button")
        .class("zone__name")
        .attr("type", "button")
        .attr("title", say::ITEM_ZONE_HOSTS)
        .on(CLICK, move |_| edit::select_zone(store, zone))
        .text(zone.said());
    el("div")
        .class("zone")
        .attr("data-zone", zone.id())
        .style("left", pixels(rect.x))
        .style("top", pixels(rect.y))
        .style("width", pixels(rect.width))
        .style("height", pixels(rect.height))
        .child(name)
}

fn ports(row: &InstanceRow) -> String {
    let ports: Vec<String> = row.ports.iter().map(u16::to_string).collect();
    ports.join(" · ")
}

/// The offset, or the port that another has too; and whether the ports are other than usual.
fn badge(row: &InstanceRow) -> Option<(Said, bool)> {
    match (row.taken, row.offset) {
        (Some(port), _) => Some((say::outline_taken(port), false)),
        (None, Some(0)) => Some(("0".into(), false)),
        (None, Some(offset)) => Some((format!("+{offset}").into(), true)),
        (None, None) => None,
    }
}

fn hint(row: &InstanceRow) -> Said {
    let kind = row.kind.said();
    match row.offset {
        Some(offset) if row.pinned => say::item_offset_pinned(kind, offset),
        Some(offset) => say::item_offset(kind, offset),
        None => kind.into(),
    }
}

/// What a screen reader says of a card.
fn label(row: &InstanceRow) -> String {
    let problem = match row.severity {
        Some(Severity::Error) => Some(say::ITEM_SERVER_PROBLEM),
        Some(Severity::Warning) => Some(say::ITEM_SERVER_WARNING),
        Some(Severity::Note) | None => None,
    };
    let parts = [
        Some(say::item_server(row.kind.said(), &row.name)),
        Some(say::item_server_ports(ports(row))),
        row.offset.map(say::item_server_offset),
        row.taken.map(say::item_server_taken),
        problem.map(Said::from),
    ];
    let parts: Vec<String> = parts.iter().flatten().map(tell).collect();
    parts.join(", ")
}
