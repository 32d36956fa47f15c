//! The plan as a drawing for other programs: SVG, Mermaid, Graphviz' DOT, and draw.io.
//!
//! Zones are frames around hosts, hosts are frames, instances are boxes in them, and links of one kind between two instances are one line with the
//! real ports on it. Nodes are named by position, so that no name of the design has to be a program's identifier.

use std::fmt::Write as _;

use super::drawing;
use super::markup::{Tag, tag};
use super::one_line;
use crate::catalog::Zone;
use crate::diagram::{self, Rect};
use crate::model::Design;
use crate::plan::{Host, Instance, Link, Plan};

/// The picture that is in the bundle too; an empty one where there is nothing to draw.
pub fn svg(design: &Design, plan: &Plan) -> String {
    file(drawing::drawing(design, plan))
}

/// A drawing as a file of its own.
pub(super) fn file(drawing: Option<Tag>) -> String {
    let empty = || tag("svg").attr("xmlns", drawing::NAMESPACE);
    drawing.unwrap_or_else(empty).finish() + "\n"
}

fn instance_text(instance: &Instance) -> String {
    let ports: Vec<String> = instance.main_ports().iter().map(u16::to_string).collect();
    format!("{} ({})", instance.name, ports.join(" "))
}

fn link_text(link: &Link) -> String {
    format!("{}: {}", link.kind.label(), link.label())
}

/// The hosts by zone, those without one last; zones without hosts left out.
fn by_zone(plan: &Plan) -> impl Iterator<Item = (Option<Zone>, Vec<(usize, &Host)>)> {
    let zones = Zone::ALL.into_iter().map(Some).chain([None]);
    let hosts = |zone| {
        let all = plan.hosts.iter().enumerate();
        (zone, all.filter(|(_, host)| host.zone == zone).collect())
    };
    zones
        .map(hosts)
        .filter(|(_, hosts): &(_, Vec<_>)| !hosts.is_empty())
}

/// A flowchart of Mermaid.
pub fn mermaid(plan: &Plan) -> String {
    let mut out = String::from("flowchart LR\n");
    for (zone, hosts) in by_zone(plan) {
        let indent = if let Some(zone) = zone {
            let title = mermaid_text(zone.label());
            let _ = writeln!(out, "  subgraph {}[{title}]", zone_node(zone));
            "    "
        } else {
            "  "
        };
        for (at, host) in hosts {
            mermaid_host(plan, at, host, indent, &mut out);
        }
        if zone.is_some() {
            out.push_str("  end\n");
        }
    }
    for link in &plan.links {
        let text = mermaid_text(&link_text(link));
        let _ = writeln!(out, "  i{} -->|{text}| i{}", link.from, link.to);
    }
    out
}

fn mermaid_host(plan: &Plan, at: usize, host: &Host, indent: &str, out: &mut String) {
    let title = format!("{} {}", host.name, host.address);
    let _ = writeln!(out, "{indent}subgraph h{at}[{}]", mermaid_text(&title));
    for &instance in &host.instances {
        let text = mermaid_text(&instance_text(&plan.instances[instance]));
        let _ = writeln!(out, "{indent}  i{instance}[{text}]");
    }
    // A frame without anything in it is no frame to Mermaid.
    if host.instances.is_empty() {
        let _ = writeln!(out, "{indent}  h{at}_empty[\" \"]");
    }
    let _ = writeln!(out, "{indent}end");
}

/// What a zone is named as a node.
fn zone_node(zone: Zone) -> String {
    format!("z_{}", zone.id())
}

/// Quoted; entities by number are the only escape that Mermaid has.
fn mermaid_text(text: &str) -> String {
    let mut out = String::from("\"");
    for c in one_line(text).chars() {
        match c {
            c if c.is_alphanumeric() || " .:-_/()·,".contains(c) => out.push(c),
            c => {
                let _ = write!(out, "#{};", u32::from(c));
            }
        }
    }
    out.push('"');
    out
}

/// A graph for Graphviz.
pub fn dot(plan: &Plan) -> String {
    // Ranks found for each cluster by itself fail in some deployments ("trouble in init_rank").
    let mut out = String::from(
        "digraph deployment {\n  rankdir=LR;\n  newrank=true;\n  node [shape=box, style=rounded];\n",
    );
    for (zone, hosts) in by_zone(plan) {
        let indent = if let Some(zone) = zone {
            let (name, title) = (zone_node(zone), dot_text(zone.label()));
            let _ = writeln!(
                out,
                "  subgraph cluster_{name} {{\n    label={title};\n    style=dashed;"
            );
            "    "
        } else {
            "  "
        };
        for (at, host) in hosts {
            dot_host(plan, at, host, indent, zone.is_some(), &mut out);
        }
        if zone.is_some() {
            out.push_str("  }\n");
        }
    }
    for link in &plan.links {
        let text = dot_text(&link_text(link));
        let _ = writeln!(out, "  i{} -> i{} [label={text}];", link.from, link.to);
    }
    out.push_str("}\n");
    out
}

fn dot_host(plan: &Plan, at: usize, host: &Host, indent: &str, zoned: bool, out: &mut String) {
    let title = dot_text(&format!("{} {}", host.name, host.address));
    let _ = writeln!(
        out,
        "{indent}subgraph cluster_{at} {{\n{indent}  label={title};"
    );
    // The dashes of the zone would hold here too.
    if zoned {
        let _ = writeln!(out, "{indent}  style=solid;");
    }
    for &instance in &host.instances {
        let text = dot_text(&instance_text(&plan.instances[instance]));
        let _ = writeln!(out, "{indent}  i{instance} [label={text}];");
    }
    let _ = writeln!(out, "{indent}}}");
}

/// Quoted. A backslash is doubled, since labels know escapes of their own such as `\N`.
fn dot_text(text: &str) -> String {
    let text = one_line(text).replace('\\', "\\\\").replace('"', "\\\"");
    format!("\"{text}\"")
}

/// A file of draw.io, laid out as on the page.
pub fn drawio(design: &Design, plan: &Plan) -> String {
    let diagram = diagram::draw(design, plan);
    let mut cells = vec![
        tag("mxCell").attr("id", "0"),
        tag("mxCell").attr("id", "1").attr("parent", "0"),
    ];
    let areas = diagram::areas(plan, &diagram);
    for (at, area) in areas.iter().enumerate() {
        cells.push(vertex(
            &format!("z{at}"),
            "1",
            area.zone.label(),
            AREA,
            area.rect,
        ));
    }
    for (at, (host, &frame)) in plan.hosts.iter().zip(&diagram.hosts).enumerate() {
        let title = format!("{} {}", host.name, host.address);
        let (parent, place) = match areas.iter().position(|area| area.hosts.contains(&at)) {
            Some(area) => (format!("z{area}"), within(areas[area].rect, frame)),
            None => ("1".to_owned(), frame),
        };
        cells.push(vertex(&format!("h{at}"), &parent, &title, FRAME, place));
        for &instance in &host.instances {
            let inside = within(frame, diagram.cards[instance]);
            let text = instance_text(&plan.instances[instance]);
            cells.push(vertex(
                &format!("i{instance}"),
                &format!("h{at}"),
                &text,
                BOX,
                inside,
            ));
        }
    }
    for (at, link) in plan.links.iter().enumerate() {
        let style = format!("{LINE}strokeColor={};", drawing::colour(link.kind.style()));
        cells.push(
            tag("mxCell")
                .attr("id", format!("l{at}"))
                .attr("value", link_text(link))
                .attr("style", style)
                .attr("edge", "1")
                .attr("parent", "1")
                .attr("source", format!("i{}", link.from))
                .attr("target", format!("i{}", link.to))
                .child(
                    tag("mxGeometry")
                        .attr("relative", "1")
                        .attr("as", "geometry"),
                ),
        );
    }
    let model = tag("mxGraphModel").child(tag("root").children(cells));
    let page = tag("diagram").attr("name", &plan.name).child(model);
    tag("mxfile").child(page).finish() + "\n"
}

/// A place as seen from the frame that it moves with.
fn within(frame: Rect, place: Rect) -> Rect {
    Rect {
        x: place.x - frame.x,
        y: place.y - frame.y,
        ..place
    }
}

/// Texts are texts: without `html=1` draw.io shows what is written.
const FRAME: &str = "rounded=1;arcSize=4;verticalAlign=top;fontStyle=1;fillColor=#ffffff;strokeColor=#858f9d;html=0;";
const AREA: &str = "rounded=1;arcSize=3;verticalAlign=top;align=left;spacingLeft=12;dashed=1;fillColor=#f7f8fa;strokeColor=#858f9d;html=0;";
const BOX: &str = "rounded=1;fillColor=#f1f3f6;strokeColor=none;html=0;";
const LINE: &str = "edgeStyle=orthogonalEdgeStyle;rounded=1;endArrow=block;html=0;";

fn vertex(id: &str, parent: &str, text: &str, style: &str, at: Rect) -> Tag {
    let geometry = tag("mxGeometry")
        .attr("x", at.x.to_string())
        .attr("y", at.y.to_string())
        .attr("width", at.width.to_string())
        .attr("height", at.height.to_string())
        .attr("as", "geometry");
    tag("mxCell")
        .attr("id", id)
        .attr("value", text)
        .attr("style", style)
        .attr("vertex", "1")
        .attr("parent", parent)
        .child(geometry)
}
