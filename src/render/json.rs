//! Reading and editing JSON without touching what no edit names.
//!
//! The product's own files have `//` comments and trailing commas; both are read and kept.

use std::borrow::Cow;
use std::ops::Range;

use super::{
    Applied, Change, Error, Problem,
    edit::{Action, Edit, Position},
    secrets::{Secrets, Syntax, veiled},
    splice::Lines,
};
use crate::json::{Dialect, Kind, Tokens, Value, scan};

const UNIT: &str = "    ";

/// A JSON file and where its values stand.
#[derive(Clone, Debug)]
pub struct Document {
    file: String,
    text: String,
    tokens: Tokens,
}

impl Document {
    /// Reads a file; `file` is its name for messages.
    ///
    /// # Errors
    /// Where the text is not JSON, comments and trailing commas aside.
    pub fn parse(file: &str, text: impl Into<String>) -> Result<Self, Error> {
        let text = text.into();
        match scan(&text, Dialect::Commented) {
            Ok(tokens) => Ok(Self {
                file: file.to_owned(),
                text,
                tokens,
            }),
            Err(fault) => Err(Error {
                file: file.to_owned(),
                problem: Problem::Syntax {
                    line: Lines::of(&text).before(fault.at) + 1,
                    what: fault.what.to_string(),
                },
            }),
        }
    }

    /// The whole text, as it was read.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The value at the path, or the deepest one on the way and the keys that are missing in it.
    fn find<'k>(&self, keys: &'k [&'k str]) -> Result<Value<'_>, (Value<'_>, &'k [&'k str])> {
        let mut value = self.tokens.root(&self.text);
        for (depth, key) in keys.iter().enumerate() {
            // Of equal keys the last counts.
            let named = value.members().filter(|(name, _)| name.text() == *key);
            value = named.last().ok_or((value, &keys[depth..]))?.1;
        }
        Ok(value)
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
    fn with_member(&self, object: Value, keys: &[&str], value: &str, position: Position) -> String {
        let members: Vec<(Value, Value)> = object.members().collect();
        let found = |key: &str| members.iter().position(|(name, _)| name.text() == key);
        let index = match position {
            Position::After(key) => found(key).map(|index| index + 1),
            Position::Before(key) => found(key),
            Position::Last => None,
        };
        let Some((last, value_of_last)) = members.last() else {
            let (indent, newline) = self.layout(object.range().start);
            let inner = format!("{indent}{UNIT}");
            let member = nested(keys, value, &inner, newline);
            return self.spliced(
                &object.range(),
                &format!("{{{newline}{inner}{member}{newline}{indent}}}"),
            );
        };
        let next = index.and_then(|index| members.get(index));
        let next = next.map(|(name, _)| name.range().start);
        let (indent, newline) = self.layout(next.unwrap_or(last.range().start));
        let member = nested(keys, value, indent, newline);
        if let Some(next) = next {
            return self.spliced(&(next..next), &format!("{member},{newline}{indent}"));
        }
        let end = value_of_last.range().end;
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
            change.line = lines.before(node.range().start) + 1;
            change.line_end = lines.before(node.range().end) + 1;
        }
    }
    Ok(Applied {
        text: current.into_owned().text,
        changes,
    })
}

/// The value at a path: a text without its quotes, anything else as it is written.
pub fn read(document: &Document, path: &str) -> Option<String> {
    let value = document.find(&keys(path)).ok()?;
    Some(value.text().into_owned())
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
        Ok(found) if matches!(found.kind(), Kind::Object | Kind::Array) => {
            Err(Problem::HoldsElements {
                path: edit.path.clone(),
            })
        }
        Ok(found) => {
            let old = found.text();
            if old == text {
                return Ok(None);
            }
            if earlier.iter().any(|earlier| earlier.path == edit.path) {
                return Err(Problem::Overlap {
                    path: edit.path.clone(),
                });
            }
            let new = written(&text, found.kind() != Kind::Text);
            Ok(Some((
                document.spliced(&found.range(), &new),
                Some(veiled(old, &edit.path, value)),
            )))
        }
        Err((found, missing)) if found.kind() == Kind::Object => Ok(Some((
            document.with_member(found, missing, &written(&text, false), *position),
            None,
        ))),
        Err(_) => Err(Problem::HoldsText {
            path: edit.path.clone(),
        }),
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
