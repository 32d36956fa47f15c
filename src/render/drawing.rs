//! The design as a picture that needs no page: hosts, servers, who calls whom and at which port.

use std::cell::Cell;

use super::markup::{Tag, tag};
use crate::catalog::LinkStyle;
use crate::diagram::{self, Area, Diagram, Rect};
use crate::model::Design;
use crate::plan::{Instance, Plan};

pub(super) const NAMESPACE: &str = "http://www.w3.org/2000/svg";

/// Around everything, and the height of the legend, in pixels.
const MARGIN: i32 = 40;
const LEGEND: i32 = 34;
/// Width of a letter in the names and in the small print, a little too wide.
const NAME_LETTER: i32 = 8;
const SMALL_LETTER: i32 = 7;

/// Plain colours, for paper: a picture that is put into a document has no theme.
const STYLE: &str = "\
text{font-family:Inter,system-ui,'Segoe UI',Roboto,sans-serif;fill:#17202b}\
.mono{font-family:ui-monospace,'JetBrains Mono',Menlo,Consolas,monospace;font-size:11px;fill:#4b586a}\
.host{fill:#fff;stroke:#858f9d}.card{fill:#f1f3f6}.name{font-size:14px;font-weight:600}.server{font-size:13px}\
.link{fill:none;stroke-width:1.5;stroke-linejoin:round}\
.port{font:600 11px ui-monospace,'JetBrains Mono',Menlo,Consolas,monospace;\
stroke:#fff;stroke-width:5px;stroke-linejoin:round;paint-order:stroke}\
.moved{fill:#0b5cc0;font-weight:600}";

/// The same for zones, where there are some.
const ZONES: &str = "\
.zone{fill:#f7f8fa;stroke:#858f9d;stroke-dasharray:6 4}.area{font-size:13px;font-weight:600;fill:#4b586a}";

/// Colour and dashes of a kind of link; no two have the same dashes.
fn look(style: LinkStyle) -> (&'static str, &'static str) {
    match style {
        LinkStyle::Traffic => ("#0b63ce", "none"),
        LinkStyle::Keys => ("#7a3fb8", "7 3"),
        LinkStyle::Deploy => ("#a84d08", "2 3"),
        LinkStyle::Cluster => ("#4d6b12", "12 4"),
        LinkStyle::Data => ("#0f766e", "16 3 3 3"),
        LinkStyle::Statistics => ("#5f6774", "1 4"),
        LinkStyle::SignOn => ("#be185d", "10 3 2 3"),
        LinkStyle::Messaging => ("#0e7490", "4 6"),
    }
}

/// The colour of a kind of link.
pub(super) fn colour(style: LinkStyle) -> &'static str {
    look(style).0
}

/// The picture as an element; `None` where there is nothing to draw.
pub(super) fn drawing(design: &Design, plan: &Plan) -> Option<Tag> {
    let diagram = diagram::draw(design, plan);
    let bounds = diagram.bounds().filter(|_| !plan.hosts.is_empty())?;
    let all: Vec<usize> = (0..plan.links.len()).collect();
    let labels = diagram::labels(plan, &diagram, &all, &|_| false);
    let areas = diagram::areas(plan, &diagram);
    let bounds = areas.iter().fold(bounds, |bounds, area| {
        diagram::around([bounds, area.rect]).unwrap_or(bounds)
    });
    let bounds = labels.iter().fold(bounds, |bounds, label| {
        let (from, to) = label.span();
        let x = bounds.x.min(from);
        Rect {
            x,
            width: bounds.right().max(to) - x,
            height: bounds.bottom().max(label.at.y) - bounds.y,
            ..bounds
        }
    });
    let view = [
        bounds.x - MARGIN,
        bounds.y - MARGIN,
        bounds.width + 2 * MARGIN,
        bounds.height + 2 * MARGIN + LEGEND,
    ];
    let ports = labels.iter().map(|label| {
        tag("text")
            .class("port")
            .attr("x", label.at.x.to_string())
            .attr("y", label.at.y.to_string())
            .attr("text-anchor", if label.ends { "end" } else { "start" })
            .attr("style", format!("fill:{}", colour(label.style)))
            .text(&label.text)
    });
    let summary = format!(
        "{} hosts, {} servers and {} links; each is listed as text in report.html.",
        plan.hosts.len(),
        plan.instances.len(),
        plan.links.len()
    );
    let svg = tag("svg")
        .attr("xmlns", NAMESPACE)
        .attr("viewBox", view.map(|number| number.to_string()).join(" "))
        .attr("width", view[2].to_string())
        .attr("height", view[3].to_string())
        .attr("role", "img")
        .child(tag("title").text(format!("{}: hosts and links", plan.name)))
        .child(tag("desc").text(summary))
        .child(tag("style").fixed(STYLE))
        .child((!areas.is_empty()).then(|| tag("style").fixed(ZONES)))
        .child(tag("defs").children(LinkStyle::ALL.map(arrow)))
        .child(
            rect(Rect {
                x: view[0],
                y: view[1],
                width: view[2],
                height: view[3],
            })
            .attr("fill", "#fff"),
        )
        .children(areas.iter().map(area))
        .children(ways(plan, &diagram))
        .children(hosts(plan, &diagram))
        .children(ports)
        .children(legend(plan, bounds.x, bounds.bottom() + MARGIN));
    Some(svg)
}

/// A rectangle with its round corners left to the caller.
fn rect(at: Rect) -> Tag {
    tag("rect")
        .attr("x", at.x.to_string())
        .attr("y", at.y.to_string())
        .attr("width", at.width.to_string())
        .attr("height", at.height.to_string())
}

fn text(class: &'static str, x: i32, y: i32, text: &str) -> Tag {
    tag("text")
        .class(class)
        .attr("x", x.to_string())
        .attr("y", y.to_string())
        .text(text)
}

fn area(area: &Area) -> Tag {
    let (at, name) = (area.rect, area.zone.label());
    tag("g")
        .child(tag("title").text(format!("Zone {name}")))
        .child(rect(at).class("zone").attr("rx", "16"))
        .child(text("area", at.x + 16, at.y + 24, name))
}

/// A marker takes no colour from its line everywhere, so each kind has its own.
fn arrow(style: LinkStyle) -> Tag {
    tag("marker")
        .attr("id", format!("arrow-{}", style.id()))
        .attr("viewBox", "0 0 8 8")
        .attr("refX", "7")
        .attr("refY", "4")
        .attr("markerWidth", "9")
        .attr("markerHeight", "9")
        .attr("markerUnits", "userSpaceOnUse")
        .attr("orient", "auto-start-reverse")
        .child(
            tag("path")
                .attr("d", "M0 .5L8 4L0 7.5z")
                .attr("fill", colour(style)),
        )
}

fn line(style: LinkStyle, path: &str) -> Tag {
    let (colour, dashes) = look(style);
    tag("path")
        .class("link")
        .attr("d", path)
        .attr("stroke", colour)
        .attr("stroke-dasharray", dashes)
}

fn ways<'a>(plan: &'a Plan, diagram: &'a Diagram) -> impl Iterator<Item = Tag> + 'a {
    plan.links.iter().zip(&diagram.ways).map(|(link, way)| {
        let style = link.kind.style();
        let end = if way.arrow_first {
            "marker-start"
        } else {
            "marker-end"
        };
        let words = format!(
            "{} calls {}: {}, {}",
            plan.instances[link.from].name,
            plan.instances[link.to].name,
            link.kind.label(),
            link.label()
        );
        line(style, &way.path())
            .attr(end, format!("url(#arrow-{})", style.id()))
            .child(tag("title").text(words))
    })
}

fn hosts<'a>(plan: &'a Plan, diagram: &'a Diagram) -> impl Iterator<Item = Tag> + 'a {
    plan.hosts.iter().zip(&diagram.hosts).map(|(host, &at)| {
        let address = small(at.right() - 12, at.y + 25, &host.address);
        let room = at.width - 30 - width(&host.address, SMALL_LETTER);
        let cards = host.instances.iter().map(|&one| {
            let card = diagram.cards[one];
            instance(&plan.instances[one], card)
        });
        tag("g")
            .child(tag("title").text(&host.name))
            .child(rect(at).class("host").attr("rx", "12"))
            .child(text(
                "name",
                at.x + 12,
                at.y + 25,
                &cut(&host.name, room, NAME_LETTER),
            ))
            .child(address)
            .children(cards)
    })
}

/// Small print that ends at a place.
fn small(right: i32, y: i32, words: &str) -> Tag {
    text("mono", right, y, words).attr("text-anchor", "end")
}

fn instance(instance: &Instance, at: Rect) -> Tag {
    let ports: Vec<String> = instance.main_ports().iter().map(u16::to_string).collect();
    let offset = instance
        .kind
        .spec()
        .carbon
        .then(|| format!("+{}", instance.offset));
    let right = at.right() - 10;
    let mut card = tag("g")
        .child(tag("title").text(format!("{} ({})", instance.name, instance.spec().label)))
        .child(rect(at).class("card").attr("rx", "9"))
        .child(text(
            "server",
            at.x + 10,
            at.y + 21,
            &cut(&instance.name, at.width - 70, NAME_LETTER),
        ))
        .child(text(
            "mono",
            at.x + 10,
            at.y + 38,
            &cut(
                &format!("{}  {}", instance.kind.label(), ports.join(" ")),
                at.width - 20,
                SMALL_LETTER,
            ),
        ));
    if let Some(offset) = offset {
        let moved = instance.offset.get() > 0;
        let class = if moved { "mono moved" } else { "mono" };
        card = card.child(text(class, right, at.y + 21, &offset).attr("text-anchor", "end"));
    }
    card
}

/// The kinds of links that there are.
fn legend(plan: &Plan, left: i32, y: i32) -> Vec<Tag> {
    let x = Cell::new(left);
    let there = |style: &LinkStyle| plan.links.iter().any(|link| link.kind.style() == *style);
    LinkStyle::ALL
        .into_iter()
        .filter(there)
        .map(|style| {
            let from = x.get();
            x.set(from + 46 + width(style.id(), SMALL_LETTER) + 18);
            tag("g")
                .child(line(style, &format!("M{from} {y}H{}", from + 38)))
                .child(text("mono", from + 46, y + 4, style.id()))
        })
        .collect()
}

fn width(text: &str, letter: i32) -> i32 {
    i32::try_from(text.chars().count()).map_or(i32::MAX, |count| count.saturating_mul(letter))
}

/// As much of a text as there is room for.
fn cut(text: &str, room: i32, letter: i32) -> String {
    if width(text, letter) <= room {
        return text.to_owned();
    }
    let fits = usize::try_from(room / letter - 1).unwrap_or_default();
    text.chars().take(fits).chain(['…']).collect()
}
