//! Reading and editing JSON without touching what no edit names.
//!
//! The product's own files have `//` comments and trailing commas; both are read and kept.

use std::{borrow::Cow, ops::Range};

use super::{
    Applied, Change, Error, Problem,
    edit::{Action, Edit, Position},
    secrets::{Secrets, Syntax, veiled},
    splice::Lines,
};

const BOM: char = '\u{FEFF}';
/// Deeper nesting is refused, as it would exhaust the stack.
const DEEPEST: usize = 100;
const UNIT: &str = "    ";

/// A JSON file and where its values stand.
#[derive(Clone, Debug)]
pub struct Document {
    file: String,
    text: String,
    root: Node,
}

#[derive(Clone, Debug)]
struct Node {
    range: Range<usize>,
    kind: Kind,
}

#[derive(Clone, Debug)]
enum Kind {
    Object(Vec<Member>),
    Array,
    Text,
    /// A number, a boolean or `null`.
    Bare,
}

#[derive(Clone, Debug)]
struct Member {
    key: String,
    /// Where the key's quote stands.
    start: usize,
    value: Node,
}

impl Document {
    /// Reads a file; `file` is its name for messages.
    ///
    /// # Errors
    /// Where the text is not JSON, comments and trailing commas aside.
    pub fn parse(file: &str, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        match Scanner::of(&text).document() {
            Ok(root) => Ok(Self {
                file: file.to_owned(),
                text,
                root,
            }),
            Err(problem) => Err(Error {
                file: file.to_owned(),
                problem,
            }),
        }
    }

    /// The whole text, as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value at the path, or the deepest object on the way and the keys that are missing in it.
    fn find<'d, 'k>(&'d self, keys: &'k [&'k str]) -> Result<&'d Node, (&'d Node, &'k [&'k str])> {
        let mut node = &self.root;
        for (depth, key) in keys.iter().enumerate() {
            match &node.kind {
                Kind::Object(members) => match members.iter().rfind(|member| member.key == **key) {
                    Some(member) => node = &member.value,
                    None => return Err((node, &keys[depth..])),
                },
                Kind::Array | Kind::Text | Kind::Bare => return Err((node, &keys[depth..])),
            }
        }
        Ok(node)
    }

    fn value(&self, node: &Node) -> Cow<'_, str> {
        let raw = &self.text[node.range.clone()];
        match node.kind {
            Kind::Text => unquoted(raw).into(),
            Kind::Object(_) | Kind::Array | Kind::Bare => raw.into(),
        }
    }

    fn spliced(&self, range: &Range<usize>, text: &str) -> String {
        [&self.text[..range.start], text, &self.text[range.end..]].concat()
    }

    /// The blanks at the start of the line, and what ends lines.
    fn layout(&self, at: usize) -> (&str, &'static str) {
        let line = self.text[..at]
            .rfind('\n')
            .map_or(&self.text[..at], |end| &self.text[end + 1..at]);
        let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
        (
            indent,
            if self.text.contains("\r\n") {
                "\r\n"
            } else {
                "\n"
            },
        )
    }

    /// The text with new members in `object`, in which there is none of this name.
    fn with_member(
        &self,
        object: &Node,
        members: &[Member],
        keys: &[&str],
        value: &str,
        position: Position,
    ) -> String {
        let found = |key| members.iter().position(|member| member.key == key);
        let index = match position {
            Position::After(key) => found(key).map(|index| index + 1),
            Position::Before(key) => found(key),
            Position::Last => None,
        };
        let Some(last) = members.last() else {
            let (indent, newline) = self.layout(object.range.start);
            let inner = format!("{indent}{UNIT}");
            let member = nested(keys, value, &inner, newline);
            return self.spliced(
                &object.range,
                &format!("{{{newline}{inner}{member}{newline}{indent}}}"),
            );
        };
        let next = index.and_then(|index| members.get(index));
        let (indent, newline) = self.layout(next.unwrap_or(last).start);
        let member = nested(keys, value, indent, newline);
        if let Some(next) = next {
            return self.spliced(
                &(next.start..next.start),
                &format!("{member},{newline}{indent}"),
            );
        }
        let end = last.value.range.end;
        self.spliced(&(end..end), &format!(",{newline}{indent}{member}"))
    }
}

/// Applies edits to a file.
///
/// # Errors
/// Where a path does not fit the file; nothing is applied then.
pub fn apply(document: &Document, edits: &[Edit], secrets: &Secrets) -> Result<Applied, Error> {
    let mut current = Cow::Borrowed(document);
    let mut changes: Vec<Change> = Vec::new();
    for (index, edit) in edits.iter().enumerate() {
        let (text, before) = match edited(&current, edit, &edits[..index], secrets) {
            Ok(Some(done)) => done,
            Ok(None) => continue,
            Err(problem) => {
                return Err(Error {
                    file: document.file.clone(),
                    problem,
                });
            }
        };
        current = Cow::Owned(Document::parse(&document.file, text)?);
        changes.push(change(edit, before));
    }
    let lines = Lines::of(&current.text);
    for change in &mut changes {
        if let Ok(node) = current.find(&keys(&change.path)) {
            change.line = lines.before(node.range.start) + 1;
            change.line_end = lines.before(node.range.end) + 1;
        }
    }
    Ok(Applied {
        text: current.into_owned().text,
        changes,
    })
}

/// The value at a path: a text without its quotes, anything else as it is written.
pub fn read(document: &Document, path: &str) -> Option<String> {
    document
        .find(&keys(path))
        .ok()
        .map(|node| document.value(node).into_owned())
}

/// The text after an edit and the value before, or nothing where that is the same.
fn edited(
    document: &Document,
    edit: &Edit,
    earlier: &[Edit],
    secrets: &Secrets,
) -> Result<Option<(String, Option<String>)>, Problem> {
    let path = |what| Problem::Path {
        path: edit.path.clone(),
        what,
    };
    let Action::Set(value, position) = &edit.action else {
        return Err(path("JSON files take `Set` only"));
    };
    let keys = keys(&edit.path);
    if !edit.path.starts_with('/') || keys.iter().any(|key| key.is_empty()) {
        return Err(path(
            "it names keys from the root, as `/ssoConfiguration/enabled`",
        ));
    }
    let text = secrets.fill(value, Syntax::Json);
    match document.find(&keys) {
        Ok(Node {
            kind: Kind::Object(_) | Kind::Array,
            ..
        }) => Err(Problem::HoldsElements {
            path: edit.path.clone(),
        }),
        Ok(node) => {
            let old = document.value(node);
            if old == text {
                return Ok(None);
            }
            if earlier.iter().any(|earlier| earlier.path == edit.path) {
                return Err(Problem::Overlap {
                    path: edit.path.clone(),
                });
            }
            let new = written(&text, matches!(node.kind, Kind::Bare));
            Ok(Some((
                document.spliced(&node.range, &new),
                Some(veiled(old, &edit.path, value)),
            )))
        }
        Err((
            Node {
                kind: Kind::Array | Kind::Text | Kind::Bare,
                ..
            },
            _,
        )) => Err(Problem::HoldsText {
            path: edit.path.clone(),
        }),
        Err((
            node @ Node {
                kind: Kind::Object(members),
                ..
            },
            missing,
        )) => Ok(Some((
            document.with_member(node, members, missing, &written(&text, false), *position),
            None,
        ))),
    }
}

fn keys(path: &str) -> Vec<&str> {
    path.strip_prefix('/').unwrap_or(path).split('/').collect()
}

fn change(edit: &Edit, before: Option<String>) -> Change {
    let after = match &edit.action {
        Action::Set(value, _) => value.shown().into_owned(),
        Action::Put(..) | Action::Children(_) => String::new(), // refused before
    };
    let (path, reason) = (edit.path.clone(), edit.reason.clone());
    Change {
        path,
        before,
        after,
        reason,
        source: edit.source,
        line: 0,
        line_end: 0,
    }
}

/// A text as JSON; where something without quotes was before, what can do without stays so.
fn written(text: &str, bare: bool) -> String {
    let is_bare =
        matches!(text, "true" | "false" | "null") || text.parse::<serde_json::Number>().is_ok();
    if bare && is_bare {
        text.to_owned()
    } else {
        serde_json::Value::from(text).to_string()
    }
}

fn nested(keys: &[&str], value: &str, indent: &str, newline: &str) -> String {
    let [key, rest @ ..] = keys else {
        return value.to_owned();
    };
    let key = written(key, false);
    if rest.is_empty() {
        return format!("{key}: {value}");
    }
    let inner = format!("{indent}{UNIT}");
    let member = nested(rest, value, &inner, newline);
    format!("{key}: {{{newline}{inner}{member}{newline}{indent}}}")
}

fn unquoted(raw: &str) -> String {
    serde_json::from_str(raw).unwrap_or_else(|_| raw.to_owned())
}

struct Scanner<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Scanner<'t> {
    fn of(text: &'t str) -> Self {
        Self {
            text,
            at: if text.starts_with(BOM) {
                BOM.len_utf8()
            } else {
                0
            },
        }
    }

    fn document(mut self) -> Result<Node, Problem> {
        let root = self.value(0)?;
        self.skip()?;
        if self.at < self.text.len() {
            Err(self.wrong("more after the end"))
        } else {
            Ok(root)
        }
    }

    fn value(&mut self, depth: usize) -> Result<Node, Problem> {
        self.skip()?;
        let start = self.at;
        let kind = match self.peek() {
            _ if depth > DEEPEST => return Err(self.wrong("nested too deeply")),
            Some('{') => self.object(depth)?,
            Some('[') => self.array(depth)?,
            Some('"') => self.string().map(|_| Kind::Text)?,
            _ => self.bare()?,
        };
        Ok(Node {
            range: start..self.at,
            kind,
        })
    }

    fn object(&mut self, depth: usize) -> Result<Kind, Problem> {
        let mut members = Vec::new();
        self.list('}', |scanner| {
            let start = scanner.at;
            let key = scanner.string()?;
            scanner.skip()?;
            if !scanner.take(':') {
                return Err(scanner.wrong("a key is followed by `:`"));
            }
            members.push(Member {
                key,
                start,
                value: scanner.value(depth + 1)?,
            });
            Ok(())
        })?;
        Ok(Kind::Object(members))
    }

    fn array(&mut self, depth: usize) -> Result<Kind, Problem> {
        self.list(']', |scanner| scanner.value(depth + 1).map(|_| ()))?;
        Ok(Kind::Array)
    }

    /// Items between brackets, with commas between them and perhaps one behind.
    fn list(
        &mut self,
        end: char,
        mut item: impl FnMut(&mut Self) -> Result<(), Problem>,
    ) -> Result<(), Problem> {
        self.at += 1;
        loop {
            self.skip()?;
            if self.take(end) {
                return Ok(());
            }
            item(self)?;
            self.skip()?;
            if !self.take(',') && self.peek() != Some(end) {
                return Err(self.wrong("`,` or the closing bracket is missing"));
            }
        }
    }

    fn string(&mut self) -> Result<String, Problem> {
        let rest = &self.text[self.at..];
        let mut escaped = false;
        let end = rest.bytes().skip(1).position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            ends
        });
        let raw = end
            .filter(|_| rest.starts_with('"'))
            .map(|end| &rest[..end + 2]);
        let text = raw.and_then(|raw| serde_json::from_str(raw).ok());
        self.at += raw.map_or(0, str::len);
        text.ok_or_else(|| self.wrong("a text in double quotes is expected"))
    }

    fn bare(&mut self) -> Result<Kind, Problem> {
        let rest = &self.text[self.at..];
        let length = rest
            .find(|c: char| !c.is_ascii_alphanumeric() && !"+-.".contains(c))
            .unwrap_or(rest.len());
        match serde_json::from_str::<serde_json::Value>(&rest[..length]) {
            Ok(_) => {
                self.at += length;
                Ok(Kind::Bare)
            }
            Err(_) => Err(self.wrong("a value is expected")),
        }
    }

    /// Skips blanks and comments.
    fn skip(&mut self) -> Result<(), Problem> {
        loop {
            let rest = &self.text[self.at..];
            let trimmed = rest.trim_start_matches([' ', '\t', '\r', '\n']);
            self.at += rest.len() - trimmed.len();
            self.at += if trimmed.starts_with("//") {
                trimmed.find('\n').unwrap_or(trimmed.len())
            } else if trimmed.starts_with("/*") {
                trimmed
                    .find("*/")
                    .ok_or_else(|| self.wrong("a comment has no end"))?
                    + 2
            } else {
                return Ok(());
            };
        }
    }

    fn peek(&self) -> Option<char> {
        self.text[self.at..].chars().next()
    }

    fn take(&mut self, c: char) -> bool {
        let there = self.peek() == Some(c);
        self.at += if there { c.len_utf8() } else { 0 };
        there
    }

    fn wrong(&self, what: &str) -> Problem {
        Problem::Syntax {
            line: Lines::of(self.text).before(self.at) + 1,
            what: what.to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn set(path: &str, value: impl Into<crate::render::edit::Value>, position: Position) -> Edit {
        Edit {
            path: path.into(),
            action: Action::Set(value.into(), position),
            reason: "why".into(),
            source: "test",
        }
    }

    fn applied(text: &str, edits: &[Edit]) -> Result<Applied, Error> {
        apply(
            &Document::parse("a.json", text)?,
            edits,
            &Secrets::default(),
        )
    }

    #[track_caller]
    fn check(text: &str, edits: &[Edit], expected: &str) {
        let first = applied(text, edits).unwrap();
        assert_eq!(first.text, expected);
        let second = applied(expected, edits).unwrap();
        assert_eq!(
            (second.text.as_str(), second.changes),
            (expected, Vec::new())
        );
    }

    const LAST: Position = Position::Last;

    #[test]
    fn values_keep_their_type_and_surroundings() {
        let text = "\u{FEFF}{ // c\r\n\t\"a\" : {\"b\":\"false\", \"c\" : false,},\r\n\t\"d\": 1 /* , */,\r\n}";
        let edits = [
            set("/a/b", "true", LAST),
            set("/a/c", "auto", LAST),
            set("/d", "2", LAST),
        ];
        check(
            text,
            &edits,
            &text
                .replace("\"false\"", "\"true\"")
                .replace(" false", " \"auto\"")
                .replace(": 1", ": 2"),
        );
        check(text, &[set("/a/c", "false", LAST)], text);
    }

    #[test]
    fn missing_keys_are_made() {
        check(
            "{}",
            &[set("/a/b", "x", LAST)],
            "{\n    \"a\": {\n        \"b\": \"x\"\n    }\n}",
        );
        let text = "{\n  \"a\": 1,\n  \"b\": 2, // two\n}";
        check(
            text,
            &[set("/c", "x", Position::After("a"))],
            "{\n  \"a\": 1,\n  \"c\": \"x\",\n  \"b\": 2, // two\n}",
        );
        check(
            text,
            &[set("/c", "x", Position::Before("a"))],
            "{\n  \"c\": \"x\",\n  \"a\": 1,\n  \"b\": 2, // two\n}",
        );
        check(
            text,
            &[set("/c", "x", LAST)],
            "{\n  \"a\": 1,\n  \"b\": 2,\n  \"c\": \"x\", // two\n}",
        );
    }

    #[test]
    fn changes_tell_lines_and_hide_secrets() {
        let secret = crate::render::edit::Value::secret("store.key");
        let edits = [
            set("/keyStorePassword", secret, LAST),
            set("/n/m", "x", Position::Before("a")),
        ];
        let applied = applied("{\n \"a\": 1,\n \"keyStorePassword\": \"old\"\n}", &edits).unwrap();
        assert_eq!(
            applied.text,
            "{\n \"n\": {\n     \"m\": \"x\"\n },\n \"a\": 1,\n \"keyStorePassword\": \"@{json:store.key}\"\n}"
        );
        let told: Vec<_> = applied
            .changes
            .iter()
            .map(|c| (c.before.as_deref(), c.after.as_str(), c.line))
            .collect();
        assert_eq!(told, [(Some("••••"), "••••", 6), (None, "x", 3)]);
    }

    #[test]
    fn what_cannot_be_done_is_said() {
        let cases: [(&str, &[Edit], &str); 6] = [
            (
                "{\n\"a\" 1}",
                &[],
                "line 2 cannot be read: a key is followed by `:`. Mend the file and open it again",
            ),
            (
                "{\"a\": 1 \"b\"",
                &[],
                "line 1 cannot be read: `,` or the closing bracket is missing",
            ),
            (
                "{\"a\": {}}",
                &[set("/a", "x", LAST)],
                "`/a` holds elements, so it cannot become a text",
            ),
            (
                "{\"a\": 1}",
                &[set("/a/b", "x", LAST)],
                "`/a/b` would go into an element that holds a text",
            ),
            (
                "{\"a\": 1}",
                &[set("a", "x", LAST)],
                "the path `a` cannot be used: it names keys from the root",
            ),
            (
                "{\"a\": 1}",
                &[set("/a", "2", LAST), set("/a", "3", LAST)],
                "`/a` is changed twice, to different ends",
            ),
        ];
        for (text, edits, expected) in cases {
            let error = applied(text, edits).unwrap_err().to_string();
            assert!(error.starts_with(&format!("a.json: {expected}")), "{error}");
        }
        let deep = "[".repeat(100_000);
        assert!(
            Document::parse("a.json", deep)
                .unwrap_err()
                .to_string()
                .contains("nested too deeply")
        );
    }

    proptest! {
        #[test]
        fn any_text_is_read_back(text in any::<String>(), key in "[^/]{1,8}") {
            let path = format!("/{key}");
            let result = applied("{\"x\\ty\": \"1\", \"z\": true}", &[set(&path, text.clone(), LAST)]).unwrap();
            let value: serde_json::Value = serde_json::from_str(&result.text).unwrap();
            let found = value[&key].as_str().map_or_else(|| value[&key].to_string(), str::to_owned);
            prop_assert_eq!(&found, &text);
            prop_assert_eq!(read(&Document::parse("a.json", result.text).unwrap(), &path), Some(text));
        }

        #[test]
        fn nothing_panics(text in "[{}\\[\\]\":,/* \\\\a1t\n\u{e9}\u{FEFF}-]{0,30}", any in any::<String>(), path in "[/ab]{0,5}") {
            for text in [text.as_str(), any.as_str()] {
                if let Ok(document) = Document::parse("a.json", text) {
                    prop_assert_eq!(apply(&document, &[], &Secrets::default()).unwrap().text, text);
                    let _ = apply(&document, &[set(&path, any.clone(), LAST)], &Secrets::default());
                }
            }
        }
    }
}
