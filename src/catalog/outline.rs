//! The notation of the built-in XML files: an outline, one element a line.
//!
//! ```text
//! Server xmlns="http://example.org/ns"
//!   Name: a text
//!   1.9.1 Greeting language="en": "  a text with blanks around it\n"
//!     only in 1.9.1, with all that is below
//! ```
//!
//! Two blanks nest. An attribute's value is taken as it is, a text in quotes as a JSON string. A line that begins with
//! a version is for that version only.

use crate::render::edit::Element;

/// The element that an outline describes for a version such as `1.9.0`; `None` where it is not an outline.
pub(super) fn parse(outline: &'static str, version: &str) -> Option<Element> {
    let mut open: Vec<Element> = Vec::new();
    let mut left_out = None;
    for line in outline.lines() {
        let content = line.trim_start_matches(' ');
        let depth = (line.len() - content.len()) / 2;
        if left_out.is_some_and(|top| depth > top) {
            continue;
        }
        let (wanted, content) = match content.split_once(' ') {
            Some((only, rest)) if only.starts_with(|c: char| c.is_ascii_digit()) => {
                (only == version, rest)
            }
            _ => (true, content),
        };
        left_out = (!wanted).then_some(depth);
        if wanted {
            close(&mut open, depth)?;
            open.push(element(content)?);
        }
    }
    close(&mut open, 1)?;
    open.pop()
}

/// Puts open elements into their parents until `depth` are left.
fn close(open: &mut Vec<Element>, depth: usize) -> Option<()> {
    while open.len() > depth {
        let done = open.pop()?;
        open.last_mut()?.children.push(done);
    }
    (open.len() == depth).then_some(())
}

fn element(line: &'static str) -> Option<Element> {
    let end = line.find([' ', '=']).unwrap_or(line.len());
    let end = if line[..end].ends_with(':') {
        end - 1
    } else {
        end
    };
    let mut element = Element::new(&line[..end]);
    let mut rest = &line[end..];
    while let Some(attribute) = rest.strip_prefix(' ') {
        let (name, value) = attribute.split_once("=\"")?;
        let (value, after) = value.split_once('"')?;
        element.attributes.push((name.into(), value.into()));
        rest = after;
    }
    if rest.is_empty() {
        return Some(element);
    }
    let text = rest.strip_prefix(": ")?;
    Some(if text.starts_with('"') {
        element.text(serde_json::from_str::<String>(text).ok()?)
    } else {
        element.text(text)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OUTLINE: &str = "a x=\"1\" n:y=\"two words\": ignored\n  n:b: http://c: d\n  1.0 c\n    d\n  2.0 e: \" f\\n\"\n    g\n  h\n";

    #[test]
    fn lines_become_elements_of_their_version() {
        let b = || Element::new("n:b").text("http://c: d");
        let a = || {
            Element::new("a")
                .attribute("x", "1")
                .attribute("n:y", "two words")
                .text("ignored")
                .child(b())
        };
        let first = a()
            .child(Element::new("c").child(Element::new("d")))
            .child(Element::new("h"));
        assert_eq!(parse(OUTLINE, "1.0"), Some(first));
        let second = a()
            .child(
                Element::new("e")
                    .text(" f\n".to_owned())
                    .child(Element::new("g")),
            )
            .child(Element::new("h"));
        assert_eq!(parse(OUTLINE, "2.0"), Some(second));
    }

    #[test]
    fn what_is_not_an_outline_is_refused() {
        for outline in [
            "", "  a", "a\nb", "a\n    b", "a b", "a b=c", "a b=\"c", "a: \"b",
        ] {
            assert_eq!(parse(outline, "1.0"), None, "{outline:?}");
        }
    }
}
