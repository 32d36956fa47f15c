//! The papers for people: the report, its picture, and the plan as drawings of other programs.

use std::io::Write as _;
use std::process::{Command, Stdio};

use apim_designer::catalog::Zone;
use apim_designer::checks;
use apim_designer::model::{Design, presets};
use apim_designer::plan::{self, Plan, firewall};
use apim_designer::render::{Secrets, graph};
use roxmltree::Document;

use crate::scripts::{hostile_designs, hostile_secrets};
use crate::workshop::{installed, render};

fn designs() -> impl Iterator<Item = Design> {
    let presets = presets::ALL.iter().map(presets::Preset::design);
    presets
        .chain(hostile_designs())
        .chain(hostile_designs().map(zoned))
}

/// With hosts in every zone, and some in none, as far as they go.
fn zoned(mut design: Design) -> Design {
    let zones = Zone::ALL.into_iter().map(Some).chain([None]).cycle();
    for (host, zone) in design.hosts.iter_mut().zip(zones) {
        host.zone = zone;
    }
    design
}

/// The zones that hosts are in, by their labels.
fn zones(plan: &Plan) -> Vec<&'static str> {
    let there = |zone: &Zone| plan.hosts.iter().any(|host| host.zone == Some(*zone));
    let all = Zone::ALL.into_iter().filter(there);
    all.map(Zone::label).collect()
}

#[test]
fn the_firewall_matrix_tells_zones_first() {
    let classic = presets::find("classic").unwrap().design();
    let files = render(&classic, &Secrets::default());
    for paper in ["report.html", "README.md", "diagram.svg", "design.json"] {
        assert!(!files[paper].text.contains("zone"), "{paper}");
    }
    for design in hostile_designs().map(zoned) {
        let plan = plan::build(&design);
        let files = render(&design, &Secrets::default());
        let text = files["report.html"].text.replace("<!DOCTYPE html>", "");
        let report = Document::parse(&text).unwrap();
        let table = |caption: &str| -> Vec<Vec<String>> {
            let captions = report
                .descendants()
                .filter(|node| node.has_tag_name("caption"));
            let mut captions = captions.filter(|node| node.text() == Some(caption));
            let table = captions.next().unwrap().parent().unwrap();
            let rows = table
                .descendants()
                .filter(|node| node.has_tag_name("tr"))
                .skip(1);
            let cells = |row: roxmltree::Node| {
                let cells = row.children().filter(roxmltree::Node::is_element);
                let texts = cells.map(|cell| cell.descendants().find_map(|node| node.text()));
                texts
                    .map(|text| text.unwrap_or_default().to_owned())
                    .collect()
            };
            rows.map(cells).collect()
        };
        assert!(text.find("Between zones") < text.find("Between hosts"));
        let openings = firewall::openings(&plan);
        let crossings = firewall::crossings(&plan, &openings);
        let told = |one: &firewall::Crossing| {
            let (from, to) = (one.from.label().to_owned(), one.to.label().to_owned());
            vec![from, to, one.ports_text()]
        };
        assert_eq!(
            table("Between zones"),
            crossings.iter().map(told).collect::<Vec<_>>()
        );
        let hosts = table("Between hosts");
        assert_eq!(hosts.len(), openings.len());
        for (row, opening) in hosts.iter().zip(&openings) {
            assert_eq!(
                (row[1].as_str(), row[3].as_str()),
                (opening.sides.0.label(), opening.sides.1.label())
            );
        }
        let item = files["README.md"]
            .text
            .lines()
            .find(|line| line.contains("Firewalls between the zones"))
            .unwrap();
        for crossing in &crossings {
            assert!(item.contains(&crossing.ports_text()), "{item}");
        }
    }
}

/// What a reader sees of a text: the same without control characters.
fn shown(text: &str) -> String {
    text.replace(char::is_control, " ")
}

fn texts(document: &Document) -> Vec<String> {
    let texts = document.descendants().filter(roxmltree::Node::is_text);
    texts
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

#[test]
fn the_report_tells_every_server_port_link_finding_and_changed_value() {
    for design in designs() {
        let plan = plan::build(&design);
        let files = render(&design, &hostile_secrets());
        let text = files["report.html"].text.replace("<!DOCTYPE html>", "");
        let report = Document::parse(&text).unwrap();
        let texts = texts(&report);
        let has = |wanted: &str| {
            let wanted = shown(wanted);
            assert!(
                wanted.is_empty() || texts.contains(&wanted),
                "{}: no `{wanted}`",
                plan.name
            );
        };
        for host in &plan.hosts {
            has(&host.name);
            has(&host.address);
        }
        for instance in &plan.instances {
            has(&instance.name);
            for (spec, port) in instance.open_ports() {
                has(spec.label.english());
                has(&port.to_string());
            }
        }
        for link in &plan.links {
            let endpoints: Vec<String> = link.endpoints.iter().map(ToString::to_string).collect();
            has(&endpoints.join(" "));
        }
        let all = texts.join("\u{1}");
        for finding in checks::check(&design, &plan) {
            assert!(
                all.contains(&format!(" · {} · ", finding.code)),
                "{}",
                finding.code
            );
        }
        for change in files.values().flat_map(|file| &file.changes) {
            has(&change.path);
            has(&change.after);
            has(&change.reason.to_string());
        }
    }
}

#[test]
fn nothing_in_the_report_runs_or_is_loaded() {
    for design in designs() {
        let files = render(&design, &Secrets::default());
        let text = files["report.html"].text.replace("<!DOCTYPE html>", "");
        let report = Document::parse(&text).unwrap();
        for node in report.descendants().filter(roxmltree::Node::is_element) {
            let name = node.tag_name().name();
            assert!(
                !["script", "iframe", "img", "link", "object"].contains(&name),
                "{name}"
            );
            for attribute in node.attributes() {
                let (name, value) = (attribute.name(), attribute.value());
                assert!(!name.starts_with("on") && name != "src", "{name}");
                assert!(name != "href" || value.starts_with('#'), "{value}");
            }
        }
    }
}

#[test]
fn no_secret_reaches_the_papers() {
    let secrets = |plan: &Plan| {
        let needed = apim_designer::render::secrets::needed(plan);
        let values = needed.iter().enumerate();
        Secrets::new(
            values
                .map(|(at, secret)| (secret.name.clone(), format!("Zq{at}-unseen-Vx")))
                .collect(),
        )
    };
    for preset in presets::ALL {
        let design = preset.design();
        let plan = plan::build(&design);
        let files = render(&design, &secrets(&plan));
        assert!(files.values().any(|file| file.text.contains("-unseen-Vx")));
        for paper in ["report.html", "diagram.svg", "README.md", "design.json"] {
            assert!(!files[paper].text.contains("-unseen-Vx"), "{paper}");
        }
    }
}

#[test]
fn the_picture_has_every_host_server_and_link() {
    for design in designs() {
        let plan = plan::build(&design);
        let text = graph::svg(&design, &plan);
        let picture = Document::parse(&text).unwrap();
        let titles: Vec<&str> = picture
            .descendants()
            .filter(|node| node.has_tag_name((SVG, "title")))
            .filter_map(|node| node.text())
            .collect();
        for host in plan.hosts.iter().filter(|host| !host.name.is_empty()) {
            assert!(
                titles.contains(&shown(&host.name).as_str()),
                "{}",
                host.name
            );
        }
        let class = |wanted: &str| {
            picture
                .descendants()
                .filter(|node| node.attribute("class") == Some(wanted))
                .count()
        };
        let areas: Vec<String> = zones(&plan)
            .iter()
            .map(|zone| format!("Zone {zone}"))
            .collect();
        assert!(class("zone") >= areas.len());
        assert!(areas.iter().all(|area| titles.contains(&area.as_str())));
        assert_eq!(class("host"), plan.hosts.len());
        assert_eq!(class("card"), plan.instances.len());
        let called = titles.iter().filter(|title| title.contains(" calls "));
        assert!(called.count() >= plan.links.len());
    }
}

const SVG: &str = "http://www.w3.org/2000/svg";

#[test]
fn graphviz_reads_back_every_name() {
    if !installed("dot", "DOT read by Graphviz") {
        return;
    }
    for design in designs() {
        let plan = plan::build(&design);
        let mut graphviz = Command::new("dot")
            .arg("-Tsvg")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let text = graph::dot(&plan);
        graphviz
            .stdin
            .take()
            .unwrap()
            .write_all(text.as_bytes())
            .unwrap();
        let output = graphviz.wait_with_output().unwrap();
        assert!(output.status.success(), "{text}");
        let drawn = String::from_utf8(output.stdout).unwrap();
        let at = drawn.find("<svg").unwrap();
        let document = Document::parse(&drawn[at..]).unwrap();
        let texts = texts(&document);
        for zone in zones(&plan) {
            assert!(texts.iter().any(|text| text == zone), "no {zone}");
        }
        for instance in &plan.instances {
            // Graphviz draws blanks that do not break.
            let name = shown(&instance.name);
            let found = texts.iter().any(|text| {
                let text = text.replace('\u{a0}', " ");
                text.starts_with(&format!("{name} ("))
            });
            assert!(found, "no `{name}` in {texts:?}");
        }
    }
}

#[test]
fn draw_io_gets_every_name_and_link() {
    for design in designs() {
        let plan = plan::build(&design);
        let text = graph::drawio(&design, &plan);
        let file = Document::parse(&text).unwrap();
        let cells: Vec<_> = file
            .descendants()
            .filter(|node| node.has_tag_name("mxCell"))
            .collect();
        let by_id = |id: &str| cells.iter().find(|cell| cell.attribute("id") == Some(id));
        for (at, instance) in plan.instances.iter().enumerate() {
            let cell = by_id(&format!("i{at}")).unwrap();
            let name = shown(&instance.name);
            assert!(cell.attribute("value").unwrap().starts_with(&name));
            let parent = cell.attribute("parent").unwrap();
            assert!(by_id(parent).is_some(), "{parent}");
        }
        for (at, host) in plan.hosts.iter().enumerate() {
            let parent = by_id(&format!("h{at}"))
                .unwrap()
                .attribute("parent")
                .unwrap();
            let area = by_id(parent).unwrap().attribute("value");
            assert_eq!(area, host.zone.map(Zone::label));
        }
        for (at, link) in plan.links.iter().enumerate() {
            let cell = by_id(&format!("l{at}")).unwrap();
            assert_eq!(
                cell.attribute("source"),
                Some(format!("i{}", link.from).as_str())
            );
            assert_eq!(
                cell.attribute("target"),
                Some(format!("i{}", link.to).as_str())
            );
        }
    }
}

#[test]
fn no_text_ends_a_label_of_mermaid() {
    for design in designs() {
        let plan = plan::build(&design);
        let text = graph::mermaid(&plan);
        // Each frame ends.
        let frames = text.matches("subgraph ").count();
        assert_eq!(frames, plan.hosts.len() + zones(&plan).len());
        assert_eq!(
            frames,
            text.lines().filter(|line| line.trim() == "end").count()
        );
        let mut lines = 0;
        for line in text.lines().skip(1) {
            let quotes: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
            assert!(matches!(quotes.len(), 0 | 2), "{line}");
            if let [open, close] = quotes[..] {
                lines += 1;
                let label = &line[open + 1..close];
                assert!(
                    !label.contains(['<', '>', '[', ']', '{', '}', '|', '`', '\\']),
                    "{line}"
                );
            }
        }
        assert!(lines >= plan.instances.len() + plan.links.len());
    }
}
