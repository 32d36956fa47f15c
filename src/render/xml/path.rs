//! The subset of `XPath` that edits use.

use std::borrow::Cow;

use crate::render::Problem;

#[derive(Debug)]
pub(super) struct Path<'p> {
    pub(super) steps: Vec<Step<'p>>,
    pub(super) attribute: Option<&'p str>,
}

#[derive(Debug)]
pub(super) struct Step<'p> {
    pub(super) name: &'p str,
    pub(super) predicates: Vec<Predicate<'p>>,
}

#[derive(Debug, PartialEq)]
pub(super) enum Predicate<'p> {
    Attribute(&'p str, Cow<'p, str>),
    Child(&'p str, Cow<'p, str>),
    /// Counted from 1.
    Nth(usize),
    Last,
}

impl<'p> Path<'p> {
    pub(super) fn parse(path: &'p str) -> Result<Self, Problem> {
        Parser { rest: path }.path().map_err(|what| Problem::Path {
            path: path.to_owned(),
            what,
        })
    }
}

/// What predicates leave of the elements that have the right name.
pub(super) fn narrow<T: Copy>(
    mut found: Vec<T>,
    predicates: &[Predicate],
    fits: impl Fn(T, &Predicate) -> bool,
) -> Vec<T> {
    for predicate in predicates {
        match predicate {
            Predicate::Nth(nth) => found = found.get(nth - 1).copied().into_iter().collect(),
            Predicate::Last => found = found.last().copied().into_iter().collect(),
            Predicate::Attribute(..) | Predicate::Child(..) => {
                found.retain(|one| fits(*one, predicate));
            }
        }
    }
    found
}

/// Whether two names are the same but for their prefixes.
pub(super) fn same_name(one: &str, other: &str) -> bool {
    // Nearly all names that are asked for differ in their ends; searching them for a prefix would cost more.
    one.as_bytes().last() == other.as_bytes().last() && (one == other || local(one) == local(other))
}

pub(super) fn local(name: &str) -> &str {
    name.rsplit_once(':').map_or(name, |(_, local)| local)
}

/// Whether `text` can be the name of an element or attribute.
pub(super) fn is_name(text: &str) -> bool {
    let mut parts = text.split(':');
    let plain = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && part
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
    };
    parts.by_ref().take(2).all(plain) && parts.next().is_none()
}

struct Parser<'p> {
    rest: &'p str,
}

type Parsed<T> = Result<T, &'static str>;

impl<'p> Parser<'p> {
    fn path(mut self) -> Parsed<Path<'p>> {
        let mut path = Path {
            steps: Vec::new(),
            attribute: None,
        };
        while !self.rest.is_empty() {
            self.expect("/", "every step starts with `/`")?;
            if self.take("@") {
                path.attribute = Some(self.name()?);
                break;
            }
            path.steps.push(self.step()?);
        }
        if path.steps.is_empty() || !self.rest.is_empty() {
            return Err(
                "it names elements from the root, as `/Server/Ports`; `@attribute` comes last",
            );
        }
        Ok(path)
    }

    fn step(&mut self) -> Parsed<Step<'p>> {
        let mut step = Step {
            name: self.name()?,
            predicates: Vec::new(),
        };
        while self.take("[") {
            loop {
                step.predicates.push(self.predicate()?);
                self.skip_blanks();
                if !self.take("and ") {
                    break;
                }
            }
            self.expect("]", "a predicate ends with `]`")?;
        }
        Ok(step)
    }

    fn predicate(&mut self) -> Parsed<Predicate<'p>> {
        self.skip_blanks();
        if self.take("last()") {
            return Ok(Predicate::Last);
        }
        let digits = self.while_matching(|c| c.is_ascii_digit());
        if !digits.is_empty() {
            return match digits.parse() {
                Ok(0) | Err(_) => Err("positions count from 1"),
                Ok(nth) => Ok(Predicate::Nth(nth)),
            };
        }
        let attribute = self.take("@");
        let name = self.name()?;
        self.skip_blanks();
        self.expect(
            "=",
            "a predicate is `[@name='value']`, `[name='value']`, `[1]` or `[last()]`",
        )?;
        self.skip_blanks();
        let value = self.literal()?;
        Ok(if attribute {
            Predicate::Attribute(name, value)
        } else {
            Predicate::Child(name, value)
        })
    }

    /// A quoted value; the quote itself is written twice.
    fn literal(&mut self) -> Parsed<Cow<'p, str>> {
        const UNQUOTED: &str = "the value of a predicate stands in quotes";
        let quote = self
            .rest
            .chars()
            .next()
            .filter(|c| matches!(c, '\'' | '"'))
            .ok_or(UNQUOTED)?;
        let body = &self.rest[1..];
        let mut end = 0;
        loop {
            end += body[end..].find(quote).ok_or(UNQUOTED)?;
            self.rest = &body[end + 1..];
            if !self.rest.starts_with(quote) {
                break;
            }
            end += 2;
        }
        let (twice, once) = if quote == '"' {
            ("\"\"", "\"")
        } else {
            ("''", "'")
        };
        let value = &body[..end];
        Ok(if value.contains(twice) {
            value.replace(twice, once).into()
        } else {
            value.into()
        })
    }

    fn name(&mut self) -> Parsed<&'p str> {
        let name = self.while_matching(|c| c.is_alphanumeric() || "._-:".contains(c));
        if is_name(name) {
            Ok(name)
        } else {
            Err("a name has letters, digits, `.`, `-` and `_`")
        }
    }

    fn while_matching(&mut self, fits: impl Fn(char) -> bool) -> &'p str {
        let end = self.rest.find(|c| !fits(c)).unwrap_or(self.rest.len());
        let (taken, rest) = self.rest.split_at(end);
        self.rest = rest;
        taken
    }

    fn skip_blanks(&mut self) {
        self.rest = self.rest.trim_start();
    }

    fn take(&mut self, token: &str) -> bool {
        self.rest
            .strip_prefix(token)
            .map(|rest| self.rest = rest)
            .is_some()
    }

    fn expect(&mut self, token: &str, what: &'static str) -> Parsed<()> {
        if self.take(token) { Ok(()) } else { Err(what) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::edit::quoted;

    #[test]
    fn steps_predicates_and_attribute_are_told_apart() {
        let path = Path::parse("/a/b:c[@x = 'it''s'][n=\"/]\" and last()][2]/@y").unwrap();
        assert_eq!(
            path.steps.iter().map(|step| step.name).collect::<Vec<_>>(),
            ["a", "b:c"]
        );
        let expected = [
            Predicate::Attribute("x", "it's".into()),
            Predicate::Child("n", "/]".into()),
            Predicate::Last,
            Predicate::Nth(2),
        ];
        assert_eq!(path.steps[1].predicates, expected);
        assert_eq!(path.attribute, Some("y"));
    }

    #[test]
    fn quoted_values_are_read_back() {
        for value in ["", "a", "it's", "say \"hi\"", "'\"'\"", "]/@"] {
            let text = format!("/a[b={}]", quoted(value));
            let path = Path::parse(&text).unwrap();
            assert_eq!(
                path.steps[0].predicates,
                [Predicate::Child("b", value.into())]
            );
        }
    }

    #[test]
    fn what_is_not_a_path_is_refused() {
        for path in [
            "", "/", "a", "//a", "/a/", "/@x", "/a/@x/b", "/a[", "/a[0]", "/a[b]", "/a[b=c]",
            "/a[b='c]", "/a b", "/1",
        ] {
            assert!(Path::parse(path).is_err(), "{path}");
        }
    }
}
