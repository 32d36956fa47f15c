//! Values out of a text, by name.

use std::cell::{Cell, RefCell};

use super::{Dialect, Fault, Kind, Tokens, Value, place, scan};
use crate::say::{self, Arg, Message, Said};
use crate::table::SortedMap;

/// Why a text was not read: where, and what is wrong there.
#[derive(Debug)]
pub struct Error {
    /// Both from 1.
    pub line: usize,
    pub column: usize,
    /// The path of the value, such as `hosts[0].name`; `None` where the text is no JSON.
    pub at: Option<Said>,
    pub what: Said,
}

impl Error {
    pub fn said(&self) -> Said {
        say::json_place(self.line, self.column, &self.what)
    }
}

say::as_error!(Error);

/// A text that is JSON.
pub(crate) struct Document<'t> {
    text: &'t str,
    tokens: Tokens,
}

/// Looks at the syntax of a text.
///
/// # Errors
/// Where the text is not JSON.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Error> {
    match scan(text, Dialect::Strict) {
        Ok(tokens) => Ok(Document { text, tokens }),
        Err(fault) => Err(fault.placed(text, None)),
    }
}

impl Document<'_> {
    /// Makes something of the text. After a fault there is something in place of the value, so that nobody who takes
    /// values out needs to look after each; the first fault is kept, and nothing that was made is returned then.
    ///
    /// # Errors
    /// Where other values are expected.
    pub(crate) fn read<T>(&self, make: impl FnOnce(Item) -> T) -> Result<T, Error> {
        let root = self.tokens.root(self.text);
        let fault = RefCell::default();
        let result = make(Item {
            fault: &fault,
            value: Some(root),
        });
        match fault.into_inner() {
            None => Ok(result),
            Some(fault) => Err(fault.placed(self.text, Some(root))),
        }
    }
}

impl Fault {
    fn placed(self, text: &str, root: Option<Value>) -> Error {
        let (line, column) = place(text, self.at);
        Error {
            line,
            column,
            at: root.map(|root| path(root, self.at)),
            what: self.what,
        }
    }
}

/// The way to the innermost value at a byte.
fn path(root: Value, at: usize) -> Said {
    let mut path = String::new();
    let mut node = root;
    loop {
        let here = |value: &Value| value.range().contains(&at);
        if let Some((key, value)) = node.members().find(|(_, value)| here(value)) {
            let dot = if path.is_empty() { "" } else { "." };
            path.push_str(dot);
            path.push_str(shown(key));
            node = value;
        } else if let Some((index, value)) = node.items().enumerate().find(|(_, one)| here(one)) {
            path.push_str(&format!("[{index}]"));
            node = value;
        } else if path.is_empty() {
            return say::JSON_TOP.into();
        } else {
            return path.into();
        }
    }
}

/// A value as a message shows it: without its quotes, not too long, and with its escapes, as the file has it.
fn shown(value: Value<'_>) -> &str {
    let raw = value.bare();
    raw.char_indices()
        .nth(60)
        .map_or(raw, |(end, _)| &raw[..end])
}

/// A value that something is to be made of.
#[derive(Clone, Copy)]
pub(crate) struct Item<'r> {
    fault: &'r RefCell<Option<Fault>>,
    /// `None` for one that is missing, which is a fault already.
    value: Option<Value<'r>>,
}

impl<'r> Item<'r> {
    fn wrong(&self, at: usize, what: Said) {
        let mut fault = self.fault.borrow_mut();
        if fault.is_none() {
            *fault = Some(Fault { at, what });
        }
    }

    /// Says that the value is another one than expected.
    fn refuse(&self, expected: impl Into<Arg>) {
        let Some(value) = self.value else { return };
        let found: Arg = match value.kind() {
            Kind::Object => say::JSON_AN_OBJECT.into(),
            Kind::Array => say::JSON_A_LIST.into(),
            Kind::Text => say::JSON_A_TEXT.into(),
            Kind::Number | Kind::Flag | Kind::Null => shown(value).into(),
        };
        self.wrong(value.range().start, say::json_expected(expected, found));
    }

    /// The value, where it is of a kind.
    fn of(&self, kind: Kind, expected: Message) -> Option<Value<'r>> {
        let value = self.value.filter(|value| value.kind() == kind);
        if value.is_none() {
            self.refuse(expected);
        }
        value
    }

    pub(crate) fn text(self) -> String {
        let value = self.of(Kind::Text, say::JSON_EXPECTED_TEXT);
        value
            .map(|value| value.text().into_owned())
            .unwrap_or_default()
    }

    pub(crate) fn flag(self) -> bool {
        let value = self.of(Kind::Flag, say::JSON_EXPECTED_FLAG);
        value.is_some_and(|value| value.raw() == "true")
    }

    fn whole(&self, least: i64, most: i64) -> i64 {
        let number = self.value.filter(|value| value.kind() == Kind::Number);
        let number = number.and_then(|value| value.raw().parse().ok());
        number
            .filter(|number| (least..=most).contains(number))
            .unwrap_or_else(|| {
                self.refuse(say::json_expected_number(
                    least.to_string(),
                    most.to_string(),
                ));
                least
            })
    }

    pub(crate) fn number<T: Copy + Into<i64> + TryFrom<i64>>(self, least: T, most: T) -> T {
        let number = self.whole(least.into(), most.into());
        T::try_from(number).unwrap_or(least)
    }

    /// One of a list, by its identifier.
    pub(crate) fn choice<T: Copy>(self, all: &[T], id: impl Fn(T) -> &'static str) -> T {
        all[self.chosen(&|at| all.get(at).map(|&one| id(one)))]
    }

    /// Position of the identifier; 0 after a fault.
    fn chosen(&self, id: &dyn Fn(usize) -> Option<&'static str>) -> usize {
        let value = self.of(Kind::Text, say::JSON_EXPECTED_TEXT);
        let Some(value) = value else { return 0 };
        let mut ids = (0..).map_while(id);
        ids.position(|id| value.is(id)).unwrap_or_else(|| {
            let known = listed(&mut (0..).map_while(id));
            self.wrong(value.range().start, say::json_choice(shown(value), known));
            0
        })
    }

    /// Ends at the first fault: what is made in place of a value may be many times as large as the text.
    pub(crate) fn list<T>(self, make: impl Fn(Item<'r>) -> T) -> Vec<T> {
        let items = self.of(Kind::Array, say::JSON_EXPECTED_LIST);
        let items = items.into_iter().flat_map(Value::items);
        let items = items.take_while(|_| self.is_right());
        items.map(|value| make(self.with(value))).collect()
    }

    /// The members of an object that may have any keys, each key as an item too; likewise.
    pub(crate) fn entries(self) -> impl Iterator<Item = (Item<'r>, Item<'r>)> {
        let members = self.of(Kind::Object, say::JSON_EXPECTED_OBJECT);
        let members = members.into_iter().flat_map(Value::members);
        let members = members.take_while(move |_| self.is_right());
        members.map(move |(key, value)| (self.with(key), self.with(value)))
    }

    fn is_right(&self) -> bool {
        self.fault.borrow().is_none()
    }

    fn with(&self, value: Value<'r>) -> Self {
        Self {
            fault: self.fault,
            value: Some(value),
        }
    }

    /// An object all of whose members `make` asks for, each once at most.
    pub(crate) fn object<T>(self, make: impl FnOnce(&Object<'r>) -> T) -> T {
        let object = self.open();
        let result = make(&object);
        object.close();
        result
    }

    /// The same, but what is not asked for is passed over.
    pub(crate) fn open_object<T>(self, make: impl FnOnce(&Object<'r>) -> T) -> T {
        let object = self.open();
        let result = make(&object);
        object.tell_missing();
        result
    }

    fn open(&self) -> Object<'r> {
        let value = self.of(Kind::Object, say::JSON_EXPECTED_OBJECT);
        Object {
            item: Self { value, ..*self },
            asked: RefCell::new(Vec::with_capacity(16)),
            found: Cell::new(0),
            missing: Cell::new(None),
        }
    }
}

/// An object whose members are taken out one by one.
pub(crate) struct Object<'r> {
    item: Item<'r>,
    /// The keys that were asked for.
    asked: RefCell<Vec<&'static str>>,
    /// How many of them were there.
    found: Cell<usize>,
    /// The first of those that must be there and are not.
    missing: Cell<Option<&'static str>>,
}

impl<'r> Object<'r> {
    fn find(&self, key: &'static str) -> Option<Item<'r>> {
        self.asked.borrow_mut().push(key);
        let value = self.item.value?;
        let (_, found) = value.members().find(|(name, _)| name.is(key))?;
        self.found.set(self.found.get() + 1);
        Some(self.item.with(found))
    }

    /// A member that must be there.
    pub(crate) fn need(&self, key: &'static str) -> Item<'r> {
        self.find(key).unwrap_or_else(|| {
            self.missing.set(self.missing.get().or(Some(key)));
            Item {
                value: None,
                ..self.item
            }
        })
    }

    /// A member that may be left out.
    pub(crate) fn given(&self, key: &'static str) -> Option<Item<'r>> {
        self.find(key)
    }

    /// A member that may be left out, or be `null`, which says the same.
    pub(crate) fn option(&self, key: &'static str) -> Option<Item<'r>> {
        let is_null = |item: &Item| item.value.is_some_and(|value| value.kind() == Kind::Null);
        self.find(key).filter(|item| !is_null(item))
    }

    pub(crate) fn text_or(&self, key: &'static str, usual: &str) -> String {
        self.given(key).map_or_else(|| usual.to_owned(), Item::text)
    }

    /// A list; empty where it is left out.
    pub(crate) fn list<T>(&self, key: &'static str, make: impl Fn(Item<'r>) -> T) -> Vec<T> {
        let list = self.given(key);
        list.map(|list| list.list(make)).unwrap_or_default()
    }

    /// An object with any keys, of which the last counts where two are equal; empty where it is left out.
    pub(crate) fn map<K: Ord, V>(
        &self,
        key: &'static str,
        make: impl Fn(Item<'r>, Item<'r>) -> (K, V),
    ) -> SortedMap<K, V> {
        let entries = self.given(key).into_iter().flat_map(Item::entries);
        entries.map(|(key, value)| make(key, value)).collect()
    }

    /// Looks that every member was asked for, each once.
    fn close(&self) {
        let Some(value) = self.item.value else {
            return;
        };
        if value.members().count() > self.found.get() {
            self.tell_superfluous(value);
        }
        self.tell_missing();
    }

    fn tell_superfluous(&self, value: Value) {
        let asked = self.asked.borrow();
        let mut seen: Vec<Value> = Vec::with_capacity(asked.len());
        for (key, _) in value.members() {
            let text = key.text();
            let at = key.range().start;
            if !asked.iter().any(|asked| *asked == text) {
                let known = listed(&mut asked.iter().copied());
                let what = say::json_unknown_field(shown(key), known);
                return self.item.wrong(at, what);
            }
            if seen.iter().any(|seen| seen.text() == text) {
                return self.item.wrong(at, say::json_field_twice(text.as_ref()));
            }
            seen.push(key);
        }
    }

    fn tell_missing(&self) {
        if let (Some(value), Some(key)) = (self.item.value, self.missing.get()) {
            let what = say::json_field_missing(key);
            self.item.wrong(value.range().start, what);
        }
    }
}

/// Identifiers as a message lists them.
fn listed(ids: &mut dyn Iterator<Item = &'static str>) -> String {
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    ids.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, PartialEq)]
    struct Server {
        id: String,
        port: Option<u16>,
        hops: Vec<i32>,
    }

    fn server(item: Item) -> Server {
        item.object(|from| Server {
            id: from.need("id").text(),
            port: from.option("port").map(|port| port.number(1, u16::MAX)),
            hops: from.list("hops", |hop| hop.number(-9, 9)),
        })
    }

    fn read(text: &str) -> Result<Vec<Server>, String> {
        let document = parse(text).map_err(|error| error.to_string())?;
        let servers = document.read(|item| item.object(|from| from.need("servers").list(server)));
        servers.map_err(|error| {
            format!(
                "{}:{} {}: {}",
                error.line,
                error.column,
                error.at.unwrap(),
                error.what
            )
        })
    }

    #[test]
    fn values_are_found_by_name_in_any_order() {
        let text =
            r#"{"servers": [{"hops": [1, -2], "id": "\u0061"}, {"\u0069d": "b", "port": null}]}"#;
        let server = |id: &str, hops: &[i32]| Server {
            id: id.into(),
            port: None,
            hops: hops.into(),
        };
        assert_eq!(
            read(text),
            Ok(vec![server("a", &[1, -2]), server("b", &[])])
        );
    }

    #[test]
    fn nothing_more_is_made_after_a_fault() {
        let text = format!("[{}0]", "0,".repeat(1_000_000));
        let made = Cell::new(0);
        let document = parse(&text).unwrap();
        let read = document.read(|item| {
            item.list(|one| {
                made.set(made.get() + 1);
                one.text()
            })
        });
        assert!(read.is_err());
        assert_eq!(made.get(), 1);
    }

    #[test]
    fn the_first_fault_is_told_with_its_path() {
        for (servers, expected) in [
            (
                "1",
                "1:13 servers: expected a list in square brackets, found 1",
            ),
            (
                "[[]]",
                "1:14 servers[0]: expected an object in braces, found a list",
            ),
            ("[{}]", "1:14 servers[0]: the field `id` is missing; add it"),
            (
                "[{\"id\": 1, \"port\": 0}]",
                "1:21 servers[0].id: expected a text in double quotes, found 1",
            ),
            (
                "[{\"id\": \"a\",\n\"port\": 0}]",
                "2:9 servers[0].port: expected a whole number from 1 to 65535, found 0",
            ),
            (
                "[{\"id\": \"a\", \"port\": 1e3}]",
                "1:34 servers[0].port: expected a whole number from 1 to 65535, found 1e3",
            ),
            (
                "[{\"id\": \"a\"}, {\"id\": \"a\", \"hops\": [0, true]}]",
                "1:51 servers[1].hops[1]: expected a whole number from -9 to 9, found true",
            ),
            (
                "[{\"di\": \"a\"}]",
                "1:15 servers[0]: unknown field `di`; correct or remove it. Known here are `id`, `port`, `hops`",
            ),
            (
                "[{\"id\": \"a\", \"\\u0069d\": \"b\"}]",
                "1:26 servers[0]: the field `id` stands twice; remove one of the two",
            ),
        ] {
            assert_eq!(
                read(&format!("{{\"servers\": {servers}}}")),
                Err(expected.into())
            );
        }
        assert_eq!(
            read("[]"),
            Err("1:1 at the top: expected an object in braces, found a list".into())
        );
        let long = format!("{{\"{}\u{1b}\": 1}}", "é".repeat(1_000));
        let error = read(&long.replace('\u{1b}', "\\u001b")).unwrap_err();
        assert!(error.len() < 250, "{error}");
    }
}
