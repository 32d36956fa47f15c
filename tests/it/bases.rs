//! The built-in files say what the stock files say.

use apim_designer::catalog::bases::base;
use apim_designer::catalog::version::COMMON_TABLES;
use roxmltree::Node;
use serde_json::Value;

use crate::stock;

#[test]
fn every_built_in_file_has_the_facts_of_its_stock_file() {
    for (version, path, stock) in stock::all() {
        let built_in = base(version, path).unwrap().text();
        if built_in.starts_with('{') {
            assert_eq!(ordered(built_in), ordered(&strict(&stock)), "{path}");
        } else {
            assert_eq!(facts(built_in), facts(&stock), "{path}");
        }
    }
}

#[test]
fn built_in_files_hold_no_comment() {
    for (version, path, _) in stock::all() {
        let text = base(version, path).unwrap().text();
        assert!(
            !text.contains("<!--") && !text.contains("http://www.apache.org/licenses"),
            "{path}"
        );
    }
}

#[test]
fn each_schema_script_makes_as_many_tables_as_the_catalogue_counts() {
    for (version, name) in stock::VERSIONS {
        for (path, tables) in [
            ("dbscripts/apimgt/mysql.sql", version.spec().am_tables),
            ("dbscripts/mysql.sql", COMMON_TABLES),
        ] {
            let Some(script) = stock::read(name, path) else {
                continue;
            };
            // Comments begin with other characters.
            let statements = script
                .lines()
                .filter(|line| line.trim_start().starts_with("CREATE TABLE"));
            assert_eq!(statements.count(), usize::from(tables), "{name} {path}");
        }
    }
}

/// One line for each element in order: depth, name, attributes, text.
pub(crate) fn facts(xml: &str) -> Vec<String> {
    let document = roxmltree::Document::parse(xml).unwrap();
    document
        .descendants()
        .filter(Node::is_element)
        .map(fact)
        .collect()
}

fn fact(element: Node) -> String {
    let name = element.tag_name();
    let attributes: Vec<_> = element
        .attributes()
        .map(|a| (a.namespace(), a.name(), a.value()))
        .collect();
    let namespaces: Vec<_> = element.namespaces().map(|n| (n.name(), n.uri())).collect();
    let texts: String = element
        .children()
        .filter(Node::is_text)
        .filter_map(|text| text.text())
        .collect();
    let text = if texts.trim().is_empty() { "" } else { &texts };
    let depth = element.ancestors().count();
    format!(
        "{depth} {:?} {} {namespaces:?} {attributes:?} {text:?}",
        name.namespace(),
        name.name()
    )
}

/// JSON as text in which keys keep their order.
fn ordered(json: &str) -> String {
    let _: Value = serde_json::from_str(json).unwrap();
    let mut quoted = false;
    let mut escaped = false;
    json.chars()
        .filter(|c| {
            quoted ^= *c == '"' && !escaped;
            escaped = *c == '\\' && !escaped;
            quoted || !c.is_whitespace()
        })
        .collect()
}

/// The stock JSON without its line comments and trailing commas.
fn strict(json: &str) -> String {
    let without_comment = |line: &str| {
        let comment = line
            .match_indices("//")
            .map(|(at, _)| at)
            .find(|at| line[..*at].matches('"').count().is_multiple_of(2));
        line[..comment.unwrap_or(line.len())].to_owned()
    };
    let mut text: String = json.lines().map(without_comment).collect();
    text.retain(|c| c != '\n');
    let mut out = String::new();
    for c in text.chars() {
        if matches!(c, '}' | ']') && out.trim_end().ends_with(',') {
            out.truncate(out.trim_end().len() - 1);
        }
        out.push(c);
    }
    out
}
