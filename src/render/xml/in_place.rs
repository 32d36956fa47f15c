//! Edits for a file that only the host has: a fragment of it, with marks that tell `in-place.xsl` what to do there.

use super::{
    path::{Path, Predicate, Step, local},
    picture::markup,
    write,
};
use crate::render::{
    Applied, Error, Problem,
    edit::{Action, Edit, Element, Position, Value},
    secrets::Secrets,
};

/// Namespace of the marks.
const MARKS: &str = "urn:apim-designer:edit";
const BY: &str = "edit:by";
const SET: &str = "edit:set";
const PUT: &str = "edit:put";
const CHILDREN: &str = "edit:children";

/// The fragment of a file that the edits amount to, with the reasons as comments. Namespaces other than the root's are
/// not in it: the file itself has them.
///
/// # Errors
/// As [`super::apply`]; besides, a step of a path can have one predicate only.
pub fn fragment(
    file: &str,
    namespace: Option<String>,
    edits: &[Edit],
    secrets: &Secrets,
) -> Result<Applied, Error> {
    let mut root = None;
    let marked: Result<Vec<Edit>, Problem> =
        edits.iter().map(|edit| marked(&mut root, edit)).collect();
    let marked = marked.map_err(|problem| Error {
        file: file.to_owned(),
        problem,
    })?;
    let mut root: Element = root.unwrap_or_default();
    let namespace = namespace.map(|namespace| ("xmlns".into(), namespace.into()));
    root.attributes.splice(
        0..0,
        namespace
            .into_iter()
            .chain([("xmlns:edit".into(), MARKS.into())]),
    );
    let mut applied = super::apply(&write(file, &root)?, &marked, secrets)?;
    // What a person is shown of a new element has no marks: the host's file will have none.
    let shown: Vec<(String, String)> = marked
        .iter()
        .zip(edits)
        .filter_map(|pair| match (&pair.0.action, &pair.1.action) {
            (Action::Put(marked, _), Action::Put(own, _)) => Some((markup(marked), markup(own))),
            _ => None,
        })
        .collect();
    for change in &mut applied.changes {
        // What the file has is not known.
        change.before = None;
        let put = shown.iter().find(|(marked, _)| *marked == change.after);
        if let Some((_, own)) = put {
            change.after.clone_from(own);
        }
    }
    Ok(applied)
}

/// The edit as it applies to the fragment's frame, which gets the elements that lead there.
fn marked(root: &mut Option<Element>, edit: &Edit) -> Result<Edit, Problem> {
    let path = Path::parse(&edit.path)?;
    let mut edit = edit.clone();
    let steps = match &mut edit.action {
        Action::Put(element, position) => {
            let [above @ .., last] = &path.steps[..] else {
                return Ok(edit);
            };
            let mut marks = frame(last, &edit.path)?.attributes;
            marks.retain(|(name, _)| name == BY);
            marks.push((PUT.into(), place(*position).into()));
            element.attributes.splice(0..0, marks);
            above
        }
        Action::Set(..) | Action::Children(_) => &path.steps,
    };
    let mut at = None;
    for step in steps {
        let wanted = frame(step, &edit.path)?;
        at = Some(match at {
            None => root.get_or_insert(wanted),
            Some(parent) => child(parent, wanted),
        });
    }
    let mark = match &edit.action {
        Action::Set(_, position) if path.attribute.is_none() => Some((SET, place(*position))),
        Action::Children(_) => Some((CHILDREN, "all".into())),
        Action::Set(..) | Action::Put(..) => None,
    };
    if let Some((at, (name, value))) = at.zip(mark)
        && at.attributes.iter().all(|(known, _)| known != name)
    {
        at.attributes.push((name.into(), value.into()));
    }
    Ok(edit)
}

fn place(position: Position) -> String {
    match position {
        Position::After(name) => format!("after {name}"),
        Position::Before(name) => format!("before {name}"),
        Position::Last => "last".into(),
    }
}

/// The element of a step with what tells it from others.
fn frame(step: &Step, path: &str) -> Result<Element, Problem> {
    let mut element = Element::new(step.name.to_owned());
    let by = match &step.predicates[..] {
        [] => return Ok(element),
        [Predicate::Attribute(name, value)] => {
            let value: Value = value.clone().into_owned().into();
            element.attributes.push(((*name).to_owned().into(), value));
            format!("@{}", local(name))
        }
        [Predicate::Child(name, value)] => {
            let child = Element::new((*name).to_owned()).text(value.clone().into_owned());
            element.children.push(child);
            local(name).to_owned()
        }
        [Predicate::Nth(nth)] => nth.to_string(),
        [Predicate::Last] => "last".into(),
        [_, _, ..] => {
            return Err(Problem::Path {
                path: path.to_owned(),
                what: "for a file on the host, a step has one predicate",
            });
        }
    };
    element.attributes.insert(0, (BY.into(), by.into()));
    Ok(element)
}

/// The child that is `wanted` already, or `wanted` as a new one.
fn child(parent: &mut Element, wanted: Element) -> &mut Element {
    let by = |element: &Element| {
        let mut marks = element.attributes.iter();
        marks.find(|(name, _)| name == BY).cloned()
    };
    let same = |one: &Element| {
        one.name == wanted.name
            && by(one) == by(&wanted)
            && wanted
                .attributes
                .iter()
                .all(|key| one.attributes.contains(key))
            && wanted.children.iter().all(|key| one.children.contains(key))
    };
    let at = parent.children.iter().position(same).unwrap_or_else(|| {
        parent.children.push(wanted);
        parent.children.len() - 1
    });
    &mut parent.children[at]
}

/// A path of an edit as programs know it, whatever the namespaces are.
///
/// # Errors
/// Where it is no path.
pub fn xpath(path: &str) -> Result<String, Problem> {
    let parsed = Path::parse(path)?;
    let named = |name: &str| format!("*[local-name()='{}']", local(name));
    let mut out = String::new();
    for step in &parsed.steps {
        out.push('/');
        out.push_str(&named(step.name));
        for predicate in &step.predicates {
            let inside = match predicate {
                Predicate::Attribute(name, value) => format!("@{}={}", named(name), literal(value)),
                Predicate::Child(name, value) => format!("{}={}", named(name), literal(value)),
                Predicate::Nth(nth) => nth.to_string(),
                Predicate::Last => "last()".into(),
            };
            out.extend(["[", &inside, "]"]);
        }
    }
    if let Some(name) = parsed.attribute {
        out.extend(["/@", &named(name)]);
    }
    Ok(out)
}

/// `XPath` 1.0 has no escape: a text with quotes of both kinds is put together from pieces.
fn literal(text: &str) -> String {
    if !text.contains('\'') {
        return format!("'{text}'");
    }
    if !text.contains('"') {
        return format!("\"{text}\"");
    }
    let pieces: Vec<String> = text.split('\'').map(|piece| format!("'{piece}'")).collect();
    format!("concat({})", pieces.join(",\"'\","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::edit::quoted;

    fn edit(path: &str, action: Action) -> Edit {
        Edit {
            path: path.into(),
            action,
            reason: "why".into(),
            source: "",
        }
    }

    #[test]
    fn a_fragment_tells_what_is_done_where() {
        let set = |value: &'static str, position| Action::Set(value.into(), position);
        let edits = [
            edit("/s/host", set("h", Position::Before("url"))),
            edit("/s/ports/offset", set("2", Position::Last)),
            edit("/s/p[@n='a']/@v", set("1", Position::Last)),
            edit(
                "/s/d[name='x']",
                Action::Put(Element::new("d").leaf("name", "x"), Position::After("d")),
            ),
            edit(
                "/s/d[name='y']/m",
                Action::Children(vec![Element::new("k")]),
            ),
        ];
        let applied = fragment("s.xml", Some("urn:s".into()), &edits, &Secrets::default()).unwrap();
        insta::assert_snapshot!(applied.text, @r#"
        <?xml version="1.0" encoding="UTF-8"?>
        <s xmlns="urn:s" xmlns:edit="urn:apim-designer:edit">
            <!-- why -->
            <host edit:set="before url">h</host>
            <ports>
                <!-- why -->
                <offset edit:set="last">2</offset>
            </ports>
            <!-- why -->
            <p edit:by="@n" n="a" v="1"/>
            <d edit:by="name">
                <name>y</name>
                <!-- why -->
                <m edit:children="all">
                    <k/>
                </m>
            </d>
            <!-- why -->
            <d edit:by="name" edit:put="after d">
                <name>x</name>
            </d>
        </s>
        "#);
        assert_eq!(applied.changes.len(), edits.len());
        assert!(applied.changes.iter().all(|change| change.before.is_none()));
        let put = applied
            .changes
            .iter()
            .find(|change| change.path == edits[3].path);
        assert_eq!(put.unwrap().after, "<d>\n    <name>x</name>\n</d>");
    }

    #[test]
    fn a_path_is_known_to_other_programs() {
        for (path, expected) in [
            (
                "/a/b/@c",
                "/*[local-name()='a']/*[local-name()='b']/@*[local-name()='c']",
            ),
            (
                "/a[@x='1'][last()]",
                "/*[local-name()='a'][@*[local-name()='x']='1'][last()]",
            ),
            (
                "/a[b=\"it's\"]",
                "/*[local-name()='a'][*[local-name()='b']=\"it's\"]",
            ),
        ] {
            assert_eq!(xpath(path).unwrap(), expected);
        }
        let path = format!("/a[@x={}]", quoted("'a\"b"));
        assert!(xpath(&path).unwrap().ends_with("=concat('',\"'\",'a\"b')]"));
    }
}
