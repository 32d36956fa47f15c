//! The plan as a drawing for other programs: SVG, Mermaid, Graphviz' DOT, and draw.io.
//!
//! Hosts are frames, instances are boxes in them, and links of one kind between two instances are one line with the
//! real ports on it. Nodes are named by position, so that no name of the design has to be a program's identifier.

use std::fmt::Write as _;

use super::drawing;
use super::markup::{Tag, tag};
use super::one_line;
use crate::diagram::{self, Rect};
use crate::model::Design;
use crate::plan::{Instance, Link, Plan};

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

/// A flowchart of Mermaid.
pub fn mermaid(plan: &Plan) -> String {
    let mut out = String::from("flowchart LR\n");
    for (at, host) in plan.hosts.iter().enumerate() {
        let title = format!("{} {}", host.name, host.address);
        let _ = writeln!(out, "  subgraph h{at}[{}]", mermaid_text(&title));
        for &instance in &host.instances {
            let text = mermaid_text(&instance_text(&plan.instances[instance]));
            let _ = writeln!(out, "    i{instance}[{text}]");
        }
        // A frame without anything in it is no frame to Mermaid.
        if host.instances.is_empty() {
            let _ = writeln!(out, "    h{at}_empty[\" \"]");
        }
        out.push_str("  end\n");
    }
    for link in &plan.links {
        let text = mermaid_text(&link_text(link));
        let _ = writeln!(out, "  i{} -->|{text}| i{}", link.from, link.to);
    }
    out
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
    for (at, host) in plan.hosts.iter().enumerate() {
        let title = format!("{} {}", host.name, host.address);
        let _ = writeln!(
            out,
            "  subgraph cluster_{at} {{\n    label={};",
            dot_text(&title)
        );
        for &instance in &host.instances {
            let text = dot_text(&instance_text(&plan.instances[instance]));
            let _ = writeln!(out, "    i{instance} [label={text}];");
        }
        out.push_str("  }\n");
    }
    for link in &plan.links {
        let text = dot_text(&link_text(link));
        let _ = writeln!(out, "  i{} -> i{} [label={text}];", link.from, link.to);
    }
    out.push_str("}\n");
    out
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
    for (at, (host, &frame)) in plan.hosts.iter().zip(&diagram.hosts).enumerate() {
        let title = format!("{} {}", host.name, host.address);
        cells.push(vertex(&format!("h{at}"), "1", &title, FRAME, frame));
        for &instance in &host.instances {
            let card = diagram.cards[instance];
            // Within the frame, which they move with.
            let inside = Rect {
                x: card.x - frame.x,
                y: card.y - frame.y,
                ..card
            };
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

/// Texts are texts: without `html=1` draw.io shows what is written.
const FRAME: &str = "rounded=1;arcSize=4;verticalAlign=top;fontStyle=1;fillColor=#ffffff;strokeColor=#858f9d;html=0;";
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
