//! A change to one file: where, to what, and why.

use std::borrow::Cow;

use crate::say::Said;

/// A piece of a value: literal text, or a secret by its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    Text(Cow<'static, str>),
    /// Filled from the secrets when they are known, else by `apply.sh` on the host.
    Secret(String),
}

/// A value to write, not yet escaped for any syntax.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Value(pub Vec<Part>);

impl Value {
    pub fn secret(name: impl Into<String>) -> Self {
        Self(vec![Part::Secret(name.into())])
    }

    pub fn holds_secret(&self) -> bool {
        self.0.iter().any(|part| matches!(part, Part::Secret(_)))
    }

    /// The value for people to see: dots stand for each secret.
    pub fn shown(&self) -> Cow<'_, str> {
        self.joined(|_| Cow::Borrowed(DOTS))
    }

    /// The literal text, each secret replaced by what `fill` makes of its name.
    pub(super) fn joined<'a>(&'a self, fill: impl Fn(&'a str) -> Cow<'a, str>) -> Cow<'a, str> {
        let piece = |part: &'a Part| match part {
            Part::Text(text) => Cow::Borrowed(text.as_ref()),
            Part::Secret(name) => fill(name),
        };
        match self.0.as_slice() {
            [only] => piece(only),
            parts => parts.iter().map(piece).collect::<String>().into(),
        }
    }
}

/// What people see in place of a secret.
pub const DOTS: &str = "••••";

/// `value` as a quoted literal for a predicate of a path.
pub fn quoted(value: &str) -> String {
    if value.contains('\'') {
        format!("\"{}\"", value.replace('"', "\"\""))
    } else {
        format!("'{value}'")
    }
}

impl From<&'static str> for Value {
    fn from(text: &'static str) -> Self {
        Self(vec![Part::Text(text.into())])
    }
}

impl From<String> for Value {
    fn from(text: String) -> Self {
        Self(vec![Part::Text(text.into())])
    }
}

/// An element to insert, with everything below it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Element {
    pub name: Cow<'static, str>,
    pub attributes: Vec<(Cow<'static, str>, Value)>,
    /// Text of a leaf; ignored where there are children.
    pub text: Value,
    pub children: Vec<Element>,
}

impl Element {
    pub fn new(name: impl Into<Cow<'static, str>>) -> Self {
        Self {
            name: name.into(),
            ..Self::default()
        }
    }
    #[must_use]
    pub fn attribute(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.attributes.push((name.into(), value.into()));
        self
    }
    #[must_use]
    pub fn text(mut self, value: impl Into<Value>) -> Self {
        self.text = value.into();
        self
    }
    #[must_use]
    pub fn child(mut self, child: Element) -> Self {
        self.children.push(child);
        self
    }
    /// A child that holds only text.
    #[must_use]
    pub fn leaf(self, name: &'static str, value: impl Into<Value>) -> Self {
        self.child(Element::new(name).text(value))
    }
}

/// Where a new element goes among its siblings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// After the last sibling of this name, else last in the parent.
    After(&'static str),
    /// Before the first sibling of this name, else last in the parent.
    Before(&'static str),
    Last,
}

/// What happens at the path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The text of the element, or the attribute where the path ends in `/@name`; the element or attribute is made
    /// (at the position, with the attributes of the path's predicates) where it is absent.
    Set(Value, Position),
    /// The whole element at the path: replaced where it exists (the path's predicates tell which), inserted else.
    Put(Element, Position),
    /// All children of the element at the path.
    Children(Vec<Element>),
}

impl Action {
    /// Where a new element goes.
    pub fn position(&self) -> Position {
        match self {
            Self::Set(_, position) | Self::Put(_, position) => *position,
            Self::Children(_) => Position::Last,
        }
    }
}

/// One change to one file.
///
/// Paths are a subset of `XPath` from the root, ignoring namespaces: `/Server/Ports/Offset`,
/// `/axisconfig/clustering/parameter[@name='domain']`, `/…/datasource[name='WSO2AM_DB']/definition`,
/// `/Server/Service/Connector[@port='9443'][last()]/@proxyPort`, `/…/Environment[1]`; see [`quoted`] for values with
/// quotes. Each step must fit at most one element. In JSON files `/ssoConfiguration/enabled`; only `Set` works there,
/// and a value keeps the type that it replaces: `true` stays a boolean where a boolean was, a string else.
///
/// Edits to one file take effect in order: a later path may lead into an element that an earlier edit made, while
/// predicates see the other elements as they were. Two edits that want different things in one place are refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub path: String,
    pub action: Action,
    /// Why, in a few words; becomes the comment in the file, in English.
    pub reason: Said,
    /// Where the rule is written, such as `stock 1.9.0` or `seed §5`.
    pub source: &'static str,
}
