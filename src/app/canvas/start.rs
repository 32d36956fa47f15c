//! What an empty canvas shows: ways to begin.

use crate::app::dom::{CLICK, El, el, svg};
use crate::app::store::{Dialog, Store};
use crate::app::words::word;
use crate::diagram::{self, Diagram};
use crate::model::{Command, presets};
use crate::{plan, say};

pub(super) fn start(store: Store) -> El {
    let cards: Vec<El> = presets::ALL
        .iter()
        .map(|preset| {
            el("li").child(
                el("button")
                    .class("start__preset")
                    .attr("type", "button")
                    .on(CLICK, move |_| {
                        let design = preset.design_named(word(preset.title));
                        store.run(Command::Replace(Box::new(design)));
                    })
                    .child(picture(preset))
                    .child(el("b").text(preset.title))
                    .child(el("span").text(preset.about)),
            )
        })
        .collect();
    el("section")
        .class("start")
        .attr("aria-label", say::START)
        .child(el("h2").text(say::START_TITLE))
        .child(el("p").text(say::START_HOW))
        .child(el("ul").class("start__presets").child(cards))
        .child(
            el("p")
                .class("start__hosts")
                .text(say::START_MACHINES)
                .text(" ")
                .child(
                    el("button")
                        .class("text-button")
                        .attr("type", "button")
                        .text(say::START_PASTE)
                        .on(CLICK, move |_| store.dialog.set(Some(Dialog::PasteHosts))),
                ),
        )
}

/// What to do after the first server.
pub(super) fn hint(store: Store) -> El {
    el("p")
        .class("next")
        .bind("hidden", move || store.instances.with(Vec::len) != 1)
        .text(say::START_NEXT)
}

/// A preset drawn small.
pub(in crate::app) fn picture(preset: &presets::Preset) -> El {
    let design = preset.design_named("");
    let plan = plan::build(&design);
    let diagram = diagram::draw(&design, &plan);
    let bounds = diagram.bounds().unwrap_or_default();
    let view = format!(
        "{} {} {} {}",
        bounds.x - 20,
        bounds.y - 20,
        bounds.width + 40,
        bounds.height + 40
    );
    svg("svg")
        .class("picture")
        .attr("viewBox", view)
        .attr("aria-hidden", "true")
        .child(links(&diagram, &plan))
        .child(boxes(&diagram))
}

fn links(diagram: &Diagram, plan: &plan::Plan) -> Vec<El> {
    let links = plan.links.iter().zip(&diagram.ways);
    links
        .map(|(link, way)| {
            svg("path")
                .class("link")
                .attr("data-style", link.kind.style().id())
                .attr("d", way.path())
        })
        .collect()
}

fn boxes(diagram: &Diagram) -> Vec<El> {
    let hosts = diagram.hosts.iter().map(|rect| (rect, "picture__host"));
    let cards = diagram.cards.iter().map(|rect| (rect, "picture__card"));
    hosts
        .chain(cards)
        .map(|(rect, class)| {
            svg("rect")
                .class(class)
                .attr("x", rect.x.to_string())
                .attr("y", rect.y.to_string())
                .attr("width", rect.width.to_string())
                .attr("height", rect.height.to_string())
                .attr("rx", "10")
        })
        .collect()
}
