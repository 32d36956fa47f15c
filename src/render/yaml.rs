//! YAML: the only place that knows its quoting, and what Ansible would read into a text.

use std::fmt::Write as _;

use super::one_line;

/// A value of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    Text(String),
    /// A text that a person is going to write; nothing in it is ever a template.
    Blank,
    Number(u64),
    Flag(bool),
    List(Vec<Value>),
    Map(Map),
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u64> for Value {
    fn from(number: u64) -> Self {
        Self::Number(number)
    }
}

impl From<bool> for Value {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Map> for Value {
    fn from(map: Map) -> Self {
        Self::Map(map)
    }
}

impl<T: Into<Value>> FromIterator<T> for Value {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::List(items.into_iter().map(Into::into).collect())
    }
}

/// Keys with their values, in the order in which they were added.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Map(Vec<Entry>);

#[derive(Clone, Debug, PartialEq, Eq)]
struct Entry {
    comment: Option<String>,
    key: String,
    value: Value,
}

impl Map {
    #[must_use]
    pub fn with(mut self, key: &str, value: impl Into<Value>) -> Self {
        self.add(key, value);
        self
    }

    pub fn add(&mut self, key: &str, value: impl Into<Value>) {
        self.0.push(Entry {
            comment: None,
            key: key.to_owned(),
            value: value.into(),
        });
    }

    /// With a line of words above it.
    pub fn explained(&mut self, comment: &str, key: &str, value: impl Into<Value>) {
        self.add(key, value);
        if let Some(entry) = self.0.last_mut() {
            entry.comment = Some(one_line(comment));
        }
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A document with words above it.
pub fn document(about: &[&str], value: &Value) -> String {
    let mut out = String::new();
    for line in about {
        let _ = writeln!(out, "# {}", one_line(line));
    }
    out.push_str("---\n");
    match value {
        Value::Map(map) if !map.is_empty() => write_map(&mut out, map, 0),
        Value::List(items) if !items.is_empty() => write_list(&mut out, items, 0),
        flat => {
            write_flat(&mut out, flat);
            out.push('\n');
        }
    }
    out
}

fn indent(out: &mut String, depth: usize) {
    for _ in 0..depth {
        out.push_str("  ");
    }
}

fn write_map(out: &mut String, map: &Map, depth: usize) {
    for (n, entry) in map.0.iter().enumerate() {
        // The first one of an item of a list stands behind its dash.
        let behind_dash = n == 0 && out.ends_with("- ");
        if let Some(comment) = &entry.comment
            && !behind_dash
        {
            indent(out, depth);
            let _ = writeln!(out, "# {comment}");
        }
        if !behind_dash {
            indent(out, depth);
        }
        write_text(out, &entry.key);
        out.push(':');
        write_below(out, &entry.value, depth);
    }
}

/// What stands behind a key.
fn write_below(out: &mut String, value: &Value, depth: usize) {
    match value {
        Value::Map(map) if !map.is_empty() => {
            out.push('\n');
            write_map(out, map, depth + 1);
        }
        Value::List(items) if !items.is_empty() => {
            out.push('\n');
            write_list(out, items, depth + 1);
        }
        flat => {
            out.push(' ');
            write_flat(out, flat);
            out.push('\n');
        }
    }
}

fn write_list(out: &mut String, items: &[Value], depth: usize) {
    for item in items {
        indent(out, depth);
        out.push_str("- ");
        match item {
            Value::Map(map) if !map.is_empty() => write_map(out, map, depth + 1),
            // A list in a list begins a line of its own.
            Value::List(items) if !items.is_empty() => {
                out.truncate(out.len() - 1);
                out.push('\n');
                write_list(out, items, depth + 1);
            }
            flat => {
                write_flat(out, flat);
                out.push('\n');
            }
        }
    }
}

fn write_flat(out: &mut String, value: &Value) {
    match value {
        Value::Text(text) => {
            if ["{{", "{%", "{#"].iter().any(|mark| text.contains(mark)) {
                out.push_str("!unsafe ");
            }
            write_text(out, text);
        }
        Value::Blank => out.push_str("!unsafe ''"),
        Value::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Value::Flag(flag) => {
            let _ = write!(out, "{flag}");
        }
        Value::List(_) => out.push_str("[]"),
        Value::Map(_) => out.push_str("{}"),
    }
}

/// A text as it is where nothing can be read into it, else in double quotes.
fn write_text(out: &mut String, text: &str) {
    let word = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | '/');
    let begins = |c: char| c.is_ascii_alphabetic() || c == '/';
    // What some reader takes for a truth, a nothing or a number.
    let reserved = [
        "y", "n", "yes", "no", "on", "off", "true", "false", "null", "nan", "inf",
    ];
    if text.starts_with(begins)
        && text.chars().all(word)
        && !reserved.contains(&text.to_ascii_lowercase().as_str())
    {
        out.push_str(text);
        return;
    }
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            // Not printable to YAML, or a line's end.
            '\0'..='\x1f'
            | '\x7f'..='\u{a0}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(c));
            }
            c => out.push(c),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::tests::HOSTILE;

    #[test]
    fn what_could_be_read_in_another_way_is_quoted() {
        for (text, written) in [
            ("gw-1", "gw-1"),
            ("repository/conf/carbon.xml", "repository/conf/carbon.xml"),
            ("No", "\"No\""),
            ("1.9.0", "\"1.9.0\""),
            ("0640", "\"0640\""),
            ("~", "\"~\""),
            ("a b", "\"a b\""),
            ("a\u{85}\"", "\"a\\u0085\\\"\""),
            ("a{{b}}", "!unsafe \"a{{b}}\""),
            ("{% a", "!unsafe \"{% a\""),
        ] {
            let mut out = String::new();
            write_flat(&mut out, &text.into());
            assert_eq!(out, written);
        }
    }

    #[test]
    fn a_tree_stands_in_lines() {
        let mut secrets = Map::default();
        secrets.explained("the first\nof all", "A", Value::Blank);
        let tree = Map::default()
            .with("list", Value::from_iter(["a", ""]))
            .with(
                "maps",
                Value::from_iter([Map::default().with("a", 1).with("b", true)]),
            )
            .with("none", Value::List(Vec::new()))
            .with("secrets", secrets);
        insta::assert_snapshot!(document(&["About"], &tree.into()), @r#"
        # About
        ---
        list:
          - a
          - ""
        maps:
          - a: 1
            b: true
        none: []
        secrets:
          # the first of all
          A: !unsafe ''
        "#);
    }

    /// Python's reader is the one that Ansible has.
    #[test]
    fn python_reads_back_every_text() {
        let mut texts: Vec<String> = HOSTILE.iter().map(|&text| text.to_owned()).collect();
        texts.extend((0..0x180).filter_map(char::from_u32).map(String::from));
        texts.extend(
            [
                "{{ a }}",
                "{% b %}",
                "{# c",
                "\u{feff}a\u{2028}",
                "\u{fffe}\u{ffff}",
            ]
            .map(Into::into),
        );
        texts.extend(
            [
                "yes", "NO", "0x1", "1e3", "1:2", "- a", "a: b", "? a", "---", "<<",
            ]
            .map(Into::into),
        );
        let mut keys = Map::default();
        for text in texts.iter().collect::<std::collections::BTreeSet<_>>() {
            keys.add(text, true);
        }
        let tree = Map::default()
            .with("texts", texts.iter().cloned().collect::<Value>())
            .with("keys", keys);
        let program = "
import sys, json, yaml
yaml.SafeLoader.add_constructor('!unsafe', lambda loader, node: loader.construct_scalar(node))
tree = yaml.safe_load(sys.stdin.buffer.read().decode())
assert set(tree['keys']) == set(tree['texts']), tree
json.dump(tree['texts'], sys.stdout)";
        let mut python = std::process::Command::new("/usr/bin/python3")
            .args(["-c", program])
            .stdin(std::process::Stdio::piped())
            .stdout(std::process::Stdio::piped())
            .spawn()
            .unwrap();
        let written = document(&[], &tree.into());
        std::io::Write::write_all(&mut python.stdin.take().unwrap(), written.as_bytes()).unwrap();
        let output = python.wait_with_output().unwrap();
        let read: Vec<String> = serde_json::from_slice(&output.stdout).unwrap();
        assert_eq!(read, texts);
    }
}
