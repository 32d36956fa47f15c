//! The paper of an architecture review: picture, machines, ports, links, firewall, findings, every value that differs
//! from what the product brings. One file without scripts that loads nothing, and prints.

use std::collections::HashMap;

use super::super::markup::{Tag, tag};
use super::super::{Change, Files};
use crate::catalog::{Kind, Moves};
use crate::checks::{self, Finding, Place, Severity};
use crate::model::Design;
use crate::plan::firewall::{self, Opening};
use crate::plan::{Instance, Plan};
use crate::say::Texts;
use crate::work;

const STYLE: &str = include_str!("report.css");

/// Nothing is loaded and nothing runs, whatever a name in the design looks like.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'";

pub(super) fn document(
    design: &Design,
    plan: &Plan,
    files: &Files,
    picture: Option<&Tag>,
) -> String {
    let findings = checks::check(design, plan);
    let title = format!(
        "{}: deployment of API Manager {}",
        plan.name,
        plan.version.spec().text
    );
    let picture = || section("picture", "Picture", figure(picture));
    let of_findings = || section("findings", "Findings", self::findings(plan, &findings));
    let hosts = || section("hosts", "Hosts and servers", hosts(plan));
    let ports = || section("ports", "Ports", ports(plan));
    let links = || section("links", "Who calls whom", links(plan));
    let firewall = || section("firewall", "Firewall", firewall_matrix(plan));
    let clusters = || section("clusters", "Clusters", clusters(plan));
    let databases = || section("databases", "Databases", databases(plan));
    let values = || section("values", "Changed values", values(plan, files));
    let sections: [&(dyn Fn() -> Option<Section> + Sync); 9] = [
        &picture,
        &of_findings,
        &hosts,
        &ports,
        &links,
        &firewall,
        &clusters,
        &databases,
        &values,
    ];
    let sections = work::each(&sections, || (), |(), section| section());
    let head = tag("head")
        .child(tag("meta").attr("charset", "utf-8"))
        .child(
            tag("meta")
                .attr("http-equiv", "Content-Security-Policy")
                .attr("content", POLICY),
        )
        .child(
            tag("meta")
                .attr("name", "viewport")
                .attr("content", "width=device-width, initial-scale=1"),
        )
        .child(tag("title").text(&title))
        .child(tag("style").fixed(STYLE));
    let sections: Vec<Section> = sections.into_iter().flatten().collect();
    let contents = sections.iter().map(|section| {
        tag("li").child(
            tag("a")
                .attr("href", format!("#{}", section.id))
                .text(section.title),
        )
    });
    let contents = tag("nav")
        .attr("aria-label", "Contents")
        .child(tag("ul").children(contents));
    let body = tag("body")
        .child(
            tag("header")
                .child(tag("h1").text(&title))
                .child(tag("p").text(summary(plan, &findings)))
                .child(contents),
        )
        .child(tag("main").children(sections.into_iter().map(|section| {
            tag("section")
                .attr("id", section.id)
                .child(tag("h2").text(section.title))
                .children(section.content)
        })));
    let page = tag("html").attr("lang", "en").child(head).child(body);
    format!("<!DOCTYPE html>\n{}\n", page.finish())
}

struct Section {
    id: &'static str,
    title: &'static str,
    content: Vec<Tag>,
}

/// A section; none where there is nothing to say.
fn section(id: &'static str, title: &'static str, content: Vec<Tag>) -> Option<Section> {
    (!content.is_empty()).then_some(Section { id, title, content })
}

fn count(number: usize, one: &str) -> String {
    let s = if number == 1 { "" } else { "s" };
    format!("{number} {one}{s}")
}

fn summary(plan: &Plan, findings: &[Finding]) -> String {
    let of = |severity: Severity| {
        findings
            .iter()
            .filter(|one| one.severity == severity)
            .count()
    };
    format!(
        "{}, {}, {}. Findings: {}, {}, {}.",
        count(plan.hosts.len(), "host"),
        count(plan.instances.len(), "server"),
        count(plan.links.len(), "link"),
        count(of(Severity::Error), "error"),
        count(of(Severity::Warning), "warning"),
        count(of(Severity::Note), "note"),
    )
}

/// A cell: text, or text in the face of code.
enum Cell {
    Text(String),
    Code(String),
    /// The row's name.
    Name(String),
}

fn say(text: impl Into<String>) -> Cell {
    Cell::Text(text.into())
}

fn code(text: impl Into<String>) -> Cell {
    Cell::Code(text.into())
}

fn name(text: impl Into<String>) -> Cell {
    Cell::Name(text.into())
}

impl Cell {
    fn tag(&self) -> Tag {
        match self {
            Cell::Text(text) => tag("td").text(text),
            Cell::Code(text) if text.is_empty() => tag("td"),
            Cell::Code(text) => tag("td").child(tag("code").text(text)),
            Cell::Name(text) => tag("th").attr("scope", "row").text(text),
        }
    }
}

/// A table with its caption; none without rows.
fn table<const N: usize>(caption: &str, columns: [&str; N], rows: &[[Cell; N]]) -> Option<Tag> {
    if rows.is_empty() {
        return None;
    }
    let head = columns.map(|column| tag("th").attr("scope", "col").text(column));
    let rows = rows
        .iter()
        .map(|row| tag("tr").children(row.iter().map(Cell::tag)));
    let table = tag("table")
        .child((!caption.is_empty()).then(|| tag("caption").text(caption)))
        .child(tag("thead").child(tag("tr").children(head)))
        .child(tag("tbody").children(rows));
    // Wide tables scroll by themselves, and by keyboard.
    Some(
        tag("div")
            .class("wide")
            .attr("tabindex", "0")
            .attr("role", "region")
            .attr(
                "aria-label",
                if caption.is_empty() {
                    columns[0]
                } else {
                    caption
                },
            )
            .child(table),
    )
}

fn figure(picture: Option<&Tag>) -> Vec<Tag> {
    let figure = picture.map(|picture| tag("figure").child(picture.clone()));
    figure.into_iter().collect()
}

fn findings(plan: &Plan, findings: &[Finding]) -> Vec<Tag> {
    if findings.is_empty() {
        return vec![tag("p").text("None.")];
    }
    let items = findings.iter().map(|finding| {
        let places: Vec<String> = finding
            .at
            .iter()
            .map(|place| place_name(plan, place))
            .collect();
        let what = tag("li")
            .class(match finding.severity {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Note => "note",
            })
            .child(tag("strong").text(finding.severity.id()))
            .text(" ");
        prose(what, &finding.message.to_string())
            .child(prose(tag("p"), &finding.advice.to_string()))
            .child(tag("small").text(format!(
                "{} · {} · {}",
                places.join(", "),
                finding.code,
                finding.source
            )))
    });
    vec![tag("ul").class("findings").children(items)]
}

/// Words in which backticks mark names and code.
fn prose(mut into: Tag, words: &str) -> Tag {
    for (at, part) in words.split('`').enumerate() {
        into = if at % 2 == 1 {
            into.child(tag("code").text(part))
        } else {
            into.text(part)
        };
    }
    into
}

fn place_name(plan: &Plan, place: &Place) -> String {
    let name = match place {
        Place::Host(id) => plan
            .hosts
            .iter()
            .find(|host| host.id == *id)
            .map(|host| &host.name),
        Place::Instance(id) => plan.instance(id).map(|instance| &instance.name),
        Place::Design => None,
    };
    name.cloned().unwrap_or_else(|| place.to_string())
}

fn offset(instance: &Instance) -> String {
    if instance.kind.spec().carbon {
        instance.offset.to_string()
    } else {
        String::new()
    }
}

fn hosts(plan: &Plan) -> Vec<Tag> {
    let mut rows = Vec::new();
    for host in &plan.hosts {
        for &at in &host.instances {
            let instance = &plan.instances[at];
            rows.push([
                name(&host.name),
                code(&host.address),
                say(&instance.name),
                say(instance.spec().label.english()),
                code(offset(instance)),
                code(instance.host_name.as_str()),
                code(instance.home.clone().unwrap_or_default()),
            ]);
        }
    }
    table(
        "",
        [
            "Host",
            "Address",
            "Server",
            "Kind",
            "Offset",
            "Host name",
            "Home",
        ],
        &rows,
    )
    .into_iter()
    .collect()
}

fn ports(plan: &Plan) -> Vec<Tag> {
    let mut rows = Vec::new();
    for instance in &plan.instances {
        for (spec, port) in instance.open_ports() {
            rows.push([
                name(&instance.name),
                say(&plan.host_of(instance).name),
                say(spec.label.english()),
                code(spec.default.to_string()),
                code(port.to_string()),
                say(match spec.moves {
                    Moves::WithOffset => "with the offset",
                    Moves::Never => "never",
                }),
            ]);
        }
    }
    table(
        "",
        [
            "Server",
            "Host",
            "Port for",
            "Default",
            "Listens on",
            "Moves",
        ],
        &rows,
    )
    .into_iter()
    .collect()
}

fn links(plan: &Plan) -> Vec<Tag> {
    let rows: Vec<_> = plan
        .links
        .iter()
        .map(|link| {
            let endpoints: Vec<String> = link.endpoints.iter().map(ToString::to_string).collect();
            [
                name(&plan.instances[link.from].name),
                say(&plan.instances[link.to].name),
                say(link.kind.label()),
                code(endpoints.join(" ")),
                say(link.why.english()),
                code(link.files.join(" ")),
                say(link.source),
            ]
        })
        .collect();
    table(
        "",
        ["From", "To", "Kind", "At", "Why", "Written in", "Source"],
        &rows,
    )
    .into_iter()
    .collect()
}

fn firewall_matrix(plan: &Plan) -> Vec<Tag> {
    let openings = firewall::openings(plan);
    let intro =
        tag("p").text("What must be open between machines; everything else can stay closed.");
    let table = if firewall::zoned(plan) {
        zoned_ways(&openings)
    } else {
        plain_ways(&openings)
    };
    let Some(table) = table else {
        return Vec::new();
    };
    let zones = between_zones(plan, &openings);
    [Some(intro), zones, Some(table)]
        .into_iter()
        .flatten()
        .collect()
}

/// What a firewall between two zones lets through.
fn between_zones(plan: &Plan, openings: &[Opening]) -> Option<Tag> {
    let rows: Vec<_> = firewall::crossings(plan, openings)
        .iter()
        .map(|crossing| {
            [
                name(crossing.from.label()),
                say(crossing.to.label()),
                code(crossing.ports_text()),
            ]
        })
        .collect();
    table("Between zones", ["From", "To", "Ports"], &rows)
}

fn zoned_ways(openings: &[Opening]) -> Option<Tag> {
    let rows: Vec<_> = openings
        .iter()
        .map(|opening| {
            let (from, to) = opening.sides;
            [
                name(opening.from.said().to_string()),
                say(from.label()),
                say(opening.to.said().to_string()),
                say(to.label()),
                code(opening.protocol),
                code(opening.port.to_string()),
                say(opening.why_in(&Texts::ENGLISH)),
            ]
        })
        .collect();
    let columns = ["From", "Zone", "To", "Zone", "Protocol", "Port", "Why"];
    table("Between hosts", columns, &rows)
}

fn plain_ways(openings: &[Opening]) -> Option<Tag> {
    let rows: Vec<_> = openings
        .iter()
        .map(|opening| {
            [
                name(opening.from.said().to_string()),
                say(opening.to.said().to_string()),
                code(opening.protocol),
                code(opening.port.to_string()),
                say(opening.why_in(&Texts::ENGLISH)),
            ]
        })
        .collect();
    table("", ["From", "To", "Protocol", "Port", "Why"], &rows)
}

fn clusters(plan: &Plan) -> Vec<Tag> {
    let mut rows = Vec::new();
    for cluster in &plan.clusters {
        for &at in &cluster.members {
            let member = &plan.instances[at];
            let port = member.membership.and_then(|membership| membership.port);
            rows.push([
                code(&cluster.domain),
                name(&member.name),
                code(&plan.host_of(member).address),
                code(port.map(|port| port.to_string()).unwrap_or_default()),
            ]);
        }
    }
    table("", ["Domain", "Member", "Address", "Member port"], &rows)
        .into_iter()
        .collect()
}

fn databases(plan: &Plan) -> Vec<Tag> {
    let names = |positions: &[usize]| {
        let names: Vec<&str> = positions
            .iter()
            .map(|&at| plan.instances[at].name.as_str())
            .collect();
        names.join(", ")
    };
    let rows: Vec<_> = plan
        .databases
        .iter()
        .enumerate()
        .map(|(at, database)| {
            let grants = plan.grants.iter().filter(|grant| grant.database == at);
            let clients: Vec<&str> = grants.map(|grant| grant.client.as_str()).collect();
            [
                name(database.role.spec().label.english()),
                code(&database.name),
                code(&database.user),
                code(database.jdbc_url().unwrap_or_default()),
                say(names(&database.clients)),
                code(clients.join(" ")),
            ]
        })
        .collect();
    table(
        "",
        [
            "Database",
            "Name",
            "Account",
            "URL",
            "Opened by",
            "Account may come from",
        ],
        &rows,
    )
    .into_iter()
    .collect()
}

/// The values of one file as a kind of server has them.
struct Values<'a> {
    kind: Kind,
    path: &'a str,
    /// Servers that have the file.
    servers: Vec<usize>,
    /// Each value with the servers that have it.
    rows: Vec<(&'a Change, Vec<usize>)>,
    /// Where a row is, by what it says of path, value and reason.
    known: HashMap<(&'a str, &'a str, String), usize>,
}

/// What all servers of a kind have alike stands once.
fn values(plan: &Plan, files: &Files) -> Vec<Tag> {
    let positions: HashMap<_, usize> = plan
        .instances
        .iter()
        .enumerate()
        .map(|(at, instance)| (&instance.id, at))
        .collect();
    let mut all: Vec<Values> = Vec::new();
    let mut known: HashMap<(Kind, &str), usize> = HashMap::new();
    for (path, file) in files {
        let Some(&at) = file.instance.as_ref().and_then(|id| positions.get(id)) else {
            continue;
        };
        if file.changes.is_empty() {
            continue;
        }
        let instance = &plan.instances[at];
        let dir = super::instance_dir(plan, instance);
        let path = path
            .strip_prefix(dir.as_str())
            .map_or(path.as_str(), |rest| rest.trim_start_matches('/'));
        let place = *known.entry((instance.kind, path)).or_insert_with(|| {
            all.push(Values {
                kind: instance.kind,
                path,
                servers: Vec::new(),
                rows: Vec::new(),
                known: HashMap::new(),
            });
            all.len() - 1
        });
        let values = &mut all[place];
        values.servers.push(at);
        for change in &file.changes {
            let row = *values
                .known
                .entry((&change.path, &change.after, change.reason.to_string()))
                .or_insert_with(|| {
                    values.rows.push((change, Vec::new()));
                    values.rows.len() - 1
                });
            values.rows[row].1.push(at);
        }
    }
    crate::order::by_key(&mut all, |values| (values.kind, values.path));
    let mut out = Vec::new();
    for values in &all {
        let rows: Vec<_> = values
            .rows
            .iter()
            .map(|(change, servers)| {
                let servers = if servers.len() == values.servers.len() {
                    "all".to_owned()
                } else {
                    let names: Vec<&str> = servers
                        .iter()
                        .map(|&at| plan.instances[at].name.as_str())
                        .collect();
                    names.join(", ")
                };
                [
                    code(&change.path),
                    code(change.before.clone().unwrap_or_default()),
                    code(&change.after),
                    say(servers),
                    say(change.reason.to_string()),
                    say(change.source),
                ]
            })
            .collect();
        out.push(tag("h3").text(format!("{}: {}", values.kind.label(), values.path)));
        let caption = format!(
            "{} changed in {}",
            count(rows.len(), "value"),
            count(values.servers.len(), "server")
        );
        out.extend(table(
            &caption,
            ["Path", "Comes with", "Becomes", "Servers", "Why", "Source"],
            &rows,
        ));
    }
    out
}
