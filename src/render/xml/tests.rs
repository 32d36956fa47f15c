//! What edits do to small files, and properties for any file.

use proptest::prelude::*;

use super::*;
use crate::render::edit::{Action, Part, Position, Value, quoted};

fn edit(path: &str, action: Action) -> Edit {
    Edit {
        path: path.into(),
        action,
        reason: "why".into(),
        source: "test",
    }
}

fn set(path: &str, value: &str) -> Edit {
    edit(path, Action::Set(value.to_owned().into(), Position::Last))
}

fn because(reason: &str, edit: Edit) -> Edit {
    Edit {
        reason: reason.into(),
        ..edit
    }
}

fn applied(text: &str, edits: &[Edit]) -> Result<Applied, Error> {
    apply(&Document::parse("a.xml", text)?, edits, &Secrets::default())
}

/// Edits turn `text` into `expected`; a second time they change nothing.
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

#[track_caller]
fn refused(text: &str, edits: &[Edit], expected: &str) {
    assert_eq!(applied(text, edits).unwrap_err().to_string(), expected);
}

#[test]
fn text_is_set_in_whatever_form_the_element_has() {
    check(
        "<a><b>1</b></a>",
        &[set("/a/b", "2")],
        "<a><!-- why --><b>2</b></a>",
    );
    check(
        "<a>\n  <b c='d' />\n</a>",
        &[set("/a/b", "2")],
        "<a>\n  <!-- why -->\n  <b c='d'>2</b>\n</a>",
    );
    check(
        "<a>\n  <b>1</b >\n</a>",
        &[set("/a/b", "")],
        "<a>\n  <!-- why -->\n  <b></b >\n</a>",
    );
    check(
        "<a><b><![CDATA[1]]></b></a>",
        &[set("/a/b", "2")],
        "<a><!-- why --><b>2</b></a>",
    );
    check(
        "<a><b>\n 1<!-- x --> 2 <!--y-->\n</b></a>",
        &[set("/a/b", "3")],
        "<a><!-- why --><b>3<!-- x --><!--y--></b></a>",
    );
    check(
        "<a><b><!-- x --></b></a>",
        &[set("/a/b", "3")],
        "<a><!-- why --><b><!-- x -->3</b></a>",
    );
}

#[test]
fn equal_values_are_left_as_they_are_written() {
    for same in [
        "<a><b>x&#38;y</b></a>",
        "<a><b><![CDATA[x&y]]></b></a>",
        "<a><b>x<!-- -->&amp;y</b></a>",
    ] {
        check(same, &[set("/a/b", "x&y")], same);
    }
    check(
        "<a b = 'x&#x26;y'/>",
        &[set("/a/@b", "x&y")],
        "<a b = 'x&#x26;y'/>",
    );
    check(
        "<a><b>1\r\n2</b></a>",
        &[set("/a/b", "1\n2")],
        "<a><b>1\r\n2</b></a>",
    );
}

#[test]
fn attributes_keep_their_quotes_and_stand_like_their_neighbours() {
    check(
        "<a b='1'/>",
        &[set("/a/@b", "'\"<")],
        "<!-- why -->\n<a b='&apos;&quot;&lt;'/>",
    );
    check(
        "<a/>",
        &[set("/a/@b", "1"), set("/a/@c", "2")],
        "<!-- why -->\n<a b=\"1\" c=\"2\"/>",
    );
    check(
        "<a b='1'\n   c='2' />",
        &[set("/a/@d", "3")],
        "<!-- why -->\n<a b='1'\n   c='2'\n   d=\"3\" />",
    );
    check(
        "<a/>",
        &[set("/a/@b", "1"), set("/a/c", "2")],
        "<!-- why -->\n<a b=\"1\">\n    <!-- why -->\n    <c>2</c>\n</a>",
    );
}

#[test]
fn missing_elements_are_made_with_what_the_path_says() {
    check(
        "<a>\n  <x/>\n</a>",
        &[
            set("/a/b[@c='1']/d[e='it']/f", "2"),
            set("/a/b[@c='1']/d[e='it']/@g", "3"),
            set("/a/b[@c='1']/h", "4"),
        ],
        "<a>\n  <x/>\n  <!-- why -->\n  <b c=\"1\">\n    <d g=\"3\">\n      <e>it</e>\n      <f>2</f>\n    </d>\n    <h>4</h>\n  </b>\n</a>",
    );
    check(
        "<a/>",
        &[set("/a/b[1]", "x"), set("/a/b[2]", "y")],
        "<a>\n    <!-- why -->\n    <b>x</b>\n    <!-- why -->\n    <b>y</b>\n</a>",
    );
    check(
        "<a></a>",
        &[set("/a/b", "x")],
        "<a>\n    <!-- why -->\n    <b>x</b>\n</a>",
    );
    check(
        "<a>\n\t<!-- <b/> -->\n</a>",
        &[set("/a/b", "x")],
        "<a>\n\t<!-- <b/> -->\n    <!-- why -->\n    <b>x</b>\n</a>",
    );
}

#[test]
fn new_elements_go_where_they_are_told_to() {
    let put = |name: &'static str, position| {
        edit(
            &format!("/a/{name}"),
            Action::Put(Element::new(name), position),
        )
    };
    let text = "<a>\n  <b/>\n  <b/> <!-- of b -->\n\n  <!-- of c -->\n  <c/>\n</a>";
    let with = |above: &str, below: &str| {
        format!("<a>\n  <b/>\n  <b/> <!-- of b -->{above}\n\n  {below}<!-- of c -->\n  <c/>\n</a>")
    };
    check(
        text,
        &[put("n", Position::After("b"))],
        &with("\n  <!-- why -->\n  <n/>", ""),
    );
    check(
        text,
        &[put("n", Position::Before("c"))],
        &with("", "<!-- why -->\n  <n/>\n  "),
    );
    let chain = [
        put("n", Position::After("b")),
        put("o", Position::After("n")),
        put("p", Position::Before("o")),
    ];
    check(
        text,
        &chain,
        &with(
            "\n  <!-- why -->\n  <n/>\n  <!-- why -->\n  <p/>\n  <!-- why -->\n  <o/>",
            "",
        ),
    );
}

#[test]
fn put_replaces_what_differs_by_value() {
    let element = || {
        Element::new("b")
            .attribute("k", "1")
            .attribute("l", "2")
            .leaf("c", "x")
    };
    let put = edit("/a/b[@k='1']", Action::Put(element(), Position::Last));
    let same = "<a><b l='2'\n k='1'><!-- note --> <c>&#120;</c> </b></a>";
    check(same, std::slice::from_ref(&put), same);
    check(
        "<a>\n <b k='1'><c>y</c></b>\n</a>",
        &[put],
        "<a>\n <!-- why -->\n <b k=\"1\" l=\"2\">\n  <c>x</c>\n </b>\n</a>",
    );
}

#[test]
fn children_are_replaced_together() {
    let children = |names: &[&'static str]| {
        edit(
            "/a/b",
            Action::Children(
                names
                    .iter()
                    .map(|name| Element::new("c").text(*name))
                    .collect(),
            ),
        )
    };
    let text = "<a>\n <b>\n  <!-- 1 -->\n  <c>x</c>\n  <!-- 2 -->\n  <c>y</c>\n </b>\n</a>";
    check(text, &[children(&["x", "y"])], text);
    check(
        text,
        &[children(&["x", "z", "y"])],
        "<a>\n <!-- why -->\n <b>\n  <!-- 1 -->\n  <c>x</c>\n  <c>z</c>\n  <c>y</c>\n  <!-- 2 -->\n </b>\n</a>",
    );
    check(
        text,
        &[children(&[])],
        "<a>\n <!-- why -->\n <b>\n  <!-- 1 -->\n  <!-- 2 -->\n </b>\n</a>",
    );
    check(
        "<a>\n <b/>\n</a>",
        &[children(&["x"])],
        "<a>\n <!-- why -->\n <b>\n  <c>x</c>\n </b>\n</a>",
    );
}

#[test]
fn reasons_become_one_harmless_comment() {
    let edits = [
        because("one -- two --->\nthree", set("/a/@b", "1")),
        because("four", set("/a/@c", "2")),
        because("four", set("/a/@d", "3")),
    ];
    check(
        "<a/>",
        &edits,
        "<!-- one - - two - - -> three; four -->\n<a b=\"1\" c=\"2\" d=\"3\"/>",
    );
    let again = applied("<!-- four; five -->\n<a/>", &edits[1..]).unwrap();
    assert_eq!(again.text, "<!-- four; five -->\n<a c=\"2\" d=\"3\"/>");
    assert_eq!(
        applied("<a/>", &[because("", set("/a", "x"))])
            .unwrap()
            .text,
        "<a>x</a>"
    );
}

#[test]
fn namespaces_do_not_matter_to_paths() {
    let text = "<n:a xmlns:n='u'><n:b n:c='1'>2</n:b></n:a>";
    let document = Document::parse("a.xml", text).unwrap();
    assert_eq!(read(&document, "/a/b"), ["2"]);
    assert_eq!(read(&document, "/n:a/x:b/@c"), ["1"]);
    assert_eq!(read(&document, "/a"), ["<n:b n:c='1'>2</n:b>"]);
    assert_eq!(read(&document, "not a path"), Vec::<String>::new());
}

#[test]
fn other_encodings_get_characters_by_number() {
    check(
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n<a/>",
        &[
            because("größer", set("/a/@b", "é€")),
            because("größer", set("/a/c", "\u{1F600}")),
        ],
        "<?xml version='1.0' encoding='ISO-8859-1'?>\n<!-- gr??er -->\n<a b=\"&#233;&#8364;\">\n    <!-- gr??er -->\n    <c>&#128512;</c>\n</a>",
    );
}

#[test]
fn secrets_are_written_but_never_shown() {
    let document = Document::parse(
        "a.xml",
        "<a><b>old</b><c><password>old</password><u>x</u></c></a>",
    )
    .unwrap();
    let url = Value(vec![Part::Text("u&p=".into()), Part::Secret("db".into())]);
    let element = Element::new("c")
        .leaf("password", Value::secret("db"))
        .leaf("u", "x");
    let edits = [
        edit("/a/b", Action::Set(url, Position::Last)),
        edit("/a/c", Action::Put(element, Position::Last)),
    ];
    let known = Secrets::new([("db".to_owned(), "<s3cret>".to_owned())].into());
    let with = apply(&document, &edits, &known).unwrap();
    assert!(
        with.text.contains("<b>u&amp;p=&lt;s3cret&gt;</b>")
            && with.text.contains("<password>&lt;s3cret&gt;</password>")
    );
    let shown = format!("{:?}", with.changes);
    assert!(
        !shown.contains("s3cret") && !shown.contains("old"),
        "{shown}"
    );
    assert_eq!(with.changes[0].after, "u&p=••••");
    assert_eq!(
        with.changes[1].before.as_deref(),
        Some("<c><password>••••</password><u>x</u></c>")
    );
    let without = apply(&document, &edits, &Secrets::default()).unwrap();
    assert!(without.text.contains("<b>u&amp;p=@{xml:db}</b>"));
}

#[test]
fn changes_say_where_they_are() {
    let text = "<a>\n <b\n  c='1'\n  d='2'>\n  <e>x</e>\n </b>\n</a>";
    let new = Element::new("f").leaf("g", "1");
    let edits = [
        edit("/a/f", Action::Put(new, Position::Before("b"))),
        set("/a/b/@d", "3"),
        set("/a/b/e", "y"),
        set("/a/f/h", "2"),
    ];
    let applied = applied(text, &edits).unwrap();
    let places: Vec<_> = applied
        .changes
        .iter()
        .map(|c| (c.path.as_str(), c.line, c.line_end))
        .collect();
    assert_eq!(
        places,
        [
            ("/a/f", 3, 6),
            ("/a/b/@d", 10, 10),
            ("/a/b/e", 12, 12),
            ("/a/f/h", 3, 6)
        ],
        "{}",
        applied.text
    );
    assert_eq!(applied.changes[2].before.as_deref(), Some("x"));
    assert_eq!(applied.changes[0].before, None);
}

#[test]
fn what_cannot_be_done_is_said() {
    let text = "<a>\n<b/><b/>\n<c>t</c><d><e/></d></a>";
    refused(
        text,
        &[set("/x/y", "1")],
        "a.xml: the root element is `a`, the edits are for `x`. Is this the right file?",
    );
    refused(
        text,
        &[set("/a/b", "1")],
        "a.xml: `/a/b`: 2 elements fit `b`. Leave one of them in the file, or say which by a predicate",
    );
    refused(
        text,
        &[set("/a/c", "bell \u{7}")],
        "a.xml: `/a/c`: the character U+0007 cannot stand in this file. Remove it from the value",
    );
    refused(
        text,
        &[set("/a/d", "1")],
        "a.xml: `/a/d` holds elements, so it cannot become a text. Name the element inside that holds the text",
    );
    refused(
        text,
        &[set("/a/c/x", "1")],
        "a.xml: `/a/c/x` would go into an element that holds a text. Remove that text from the file",
    );
    refused(
        text,
        &[set("/a/c", "1"), set("/a/c", "2")],
        "a.xml: `/a/c` is changed twice, to different ends. Keep one of the two edits",
    );
    let whole = edit("/a/d", Action::Put(Element::new("d"), Position::Last));
    refused(
        text,
        &[set("/a/d/e", "1"), whole],
        "a.xml: `/a/d/e` is changed twice, to different ends. Keep one of the two edits",
    );
    refused(
        text,
        &[set("/a/b[4]", "1")],
        "a.xml: the path `/a/b[4]` cannot be used: the element before that position is missing",
    );
    let stray = edit(
        "/a/x[@k='1']",
        Action::Put(Element::new("x").attribute("k", "2"), Position::Last),
    );
    refused(
        text,
        &[stray],
        "a.xml: the path `/a/x[@k='1']` cannot be used: it does not lead to the element that the edit puts there",
    );
    let misnamed = edit(
        "/a/x",
        Action::Put(Element::new("x").leaf("a b", ""), Position::Last),
    );
    refused(
        text,
        &[misnamed],
        "a.xml: `/a/x`: `a b` cannot be a name in XML. Use letters, digits, `.`, `-` and `_`",
    );
}

#[test]
fn files_that_cannot_be_trusted_are_refused() {
    let cases = [
        ("", "line 1 cannot be read: there is no root element"),
        (
            "<a>\n<b></a>",
            "line 2 cannot be read: `</a>` closes nothing that is open",
        ),
        ("<a>\n<b>", "line 2 cannot be read: `<b>` is never closed"),
        ("<a/>\n<b/>", "line 2 cannot be read: a second root element"),
        (
            "<a/>x",
            "line 1 cannot be read: text outside of the root element",
        ),
        ("<a b='<'/>", "line 1 cannot be read: `<` in an attribute"),
        ("<a b='1' b='2'/>", "line 1 cannot be read: "),
        ("<!DOCTYPE a>\n<a/>", "line 1 holds a document type (DTD)"),
        ("<a>\n&nbsp;</a>", "line 2 uses the unknown entity `&nbsp;`"),
        ("<a b='&x;'/>", "line 1 uses the unknown entity `&x;`"),
        ("<a b='1 & 2'/>", "line 1 uses the unknown entity"),
        (
            "\u{FEFF}\u{FEFF}<a/>",
            "line 1 cannot be read: a second byte order mark",
        ),
    ];
    for (text, expected) in cases {
        let error = Document::parse("a.xml", text).unwrap_err().to_string();
        assert!(
            error.starts_with(&format!("a.xml: {expected}")),
            "{text:?}: {error}"
        );
    }
}

#[test]
fn whole_files_are_laid_out() {
    let root = Element::new("a").attribute("xmlns", "u").child(
        Element::new("b")
            .attribute("first", "x".repeat(60))
            .attribute("second", "y".repeat(60))
            .leaf("c", "1 < 2"),
    );
    let document = write("a.xml", &root).unwrap();
    let (x, y) = ("x".repeat(60), "y".repeat(60));
    assert_eq!(
        document.text(),
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a xmlns=\"u\">\n    <b first=\"{x}\"\n            second=\"{y}\">\n        <c>1 &lt; 2</c>\n    </b>\n</a>\n"
        )
    );
}

/// Texts with everything that XML, shells and SQL find special.
fn texts() -> impl Strategy<Value = String> {
    let special = prop::sample::select(
        "&<>\"'$`\\%#;=[]{}!?-/@ \t\n\r\u{85}\u{A0}\u{2028}\u{FFFD}é€\u{1F600}"
            .chars()
            .collect::<Vec<_>>(),
    );
    let piece = prop_oneof![
        special.prop_map(String::from),
        prop::sample::select(vec![
            "]]>",
            "--",
            "-->",
            "<!--",
            "&amp;",
            "&#0;",
            "<![CDATA[",
            "\r\n",
            "abc",
            "<?",
            "?>"
        ])
        .prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

const FILES: [&str; 6] = [
    "<a><t>x</t><u v='1' w=\"2\"/></a>",
    "<a>\r\n  <t/>\r\n  <u v='1' w=\"2\"/>\r\n</a>\r\n",
    "\u{FEFF}<?xml version='1.0' encoding='ISO-8859-1'?>\n<a>\n<t><!-- c -->x</t>\n<u\n  v='1'/></a>",
    "<a><u/></a>",
    "<a/>",
    "<?xml version='1.0'?><n:a xmlns:n='u'><n:u n:v='1'></n:u></n:a>",
];

fn markup() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "text",
        " ",
        "\n",
        "\r\n  ",
        "<c/>",
        "<c />",
        "<b x='1'/>",
        "<!-- c -->",
        "<![CDATA[<]]>",
        "&amp;",
        "<?p i?>",
        "é",
        "&#65;",
    ])
    .prop_map(String::from);
    leaf.prop_recursive(4, 24, 5, |inner| {
        (
            prop::sample::select(vec!["a", "b", "n:c"]),
            prop::collection::vec(inner, 0..5),
            0..3,
        )
            .prop_map(|(name, inner, x)| format!("<{name} x='{x}' >{}</{name}>", inner.concat()))
    })
}

fn soup() -> impl Strategy<Value = String> {
    let token = prop::sample::select(vec![
        "<a>",
        "</a>",
        "</a >",
        "<b x='1'>",
        "</b>",
        "<c/>",
        "<",
        ">",
        "'",
        "\"",
        "=",
        "/",
        "[",
        "]",
        "@x",
        "last()",
        "1",
        "a",
        "b",
        "<!--",
        "-->",
        "<![CDATA[",
        "]]>",
        "&amp;",
        "&bad;",
        "&",
        "\n",
        "\r\n",
        " ",
        "<?p?>",
        "\u{FEFF}",
        "é",
        "<?xml version='1.0' encoding='latin1'?>",
        "<!DOCTYPE a>",
        "{",
        "}",
        ":",
        ",",
        "//",
    ]);
    prop::collection::vec(token, 0..20).prop_map(|tokens| tokens.concat())
}

fn edits() -> impl Strategy<Value = Vec<Edit>> {
    let names = || prop::sample::select(vec!["a", "b", "c"]);
    let step = (
        names(),
        prop::sample::select(vec!["", "[1]", "[2]", "[last()]", "[@x='1']", "[d='text']"]),
    )
        .prop_map(|(name, predicate)| format!("/{name}{predicate}"));
    let path = prop::collection::vec(step, 0..3).prop_map(|steps| format!("/a{}", steps.concat()));
    let position = prop_oneof![
        Just(Position::Last),
        names().prop_map(Position::After),
        names().prop_map(Position::Before)
    ];
    let element = || {
        (
            names(),
            texts(),
            prop::collection::vec((names(), texts()), 0..3),
        )
            .prop_map(|(name, text, children)| {
                children.into_iter().fold(
                    Element::new(name).attribute("x", text.clone()).text(text),
                    |element, (name, text)| element.leaf(name, text),
                )
            })
    };
    let action = (0..4, position, texts(), element(), element()).prop_map(
        |(kind, position, text, one, two)| match kind {
            0 => (Action::Set(text.into(), position), ""),
            1 => (Action::Set(text.into(), position), "/@y"),
            2 => (Action::Put(one, position), ""),
            _ => (Action::Children(vec![one, two]), ""),
        },
    );
    let edit = (path, action, texts()).prop_map(|(path, (action, attribute), reason)| Edit {
        path: format!("{path}{attribute}"),
        action,
        reason: reason.into(),
        source: "test",
    });
    prop::collection::vec(edit, 1..4)
}

fn parsed(xml: &str) -> roxmltree::Document<'_> {
    roxmltree::Document::parse(xml.trim_start_matches('\u{FEFF}'))
        .unwrap_or_else(|error| panic!("{error}: {xml:?}"))
}

proptest! {
    #[test]
    fn any_text_is_read_back(file in 0..FILES.len(), text in texts(), attribute in texts(), reason in texts()) {
        let mut edits = vec![set("/a/t", &text), set("/a/u/@v", &attribute)];
        edits[0].reason = reason.into();
        let result = applied(FILES[file], &edits).unwrap();
        let document = parsed(&result.text);
        let find = |name| document.descendants().find(|node| node.tag_name().name() == name).unwrap();
        let found: String = find("t").children().filter_map(|node| node.text().filter(|_| node.is_text())).collect();
        prop_assert_eq!(found, text.as_str());
        let found = find("u").attributes().find(|found| found.name() == "v").map(|found| found.value());
        prop_assert_eq!(found, Some(attribute.as_str()));
        let own = Document::parse("a.xml", result.text.as_str()).unwrap();
        prop_assert_eq!(read(&own, "/a/t"), [text]);
        prop_assert_eq!(read(&own, "/a/u/@v"), [attribute]);
        let again = apply(&own, &edits, &Secrets::default()).unwrap();
        prop_assert_eq!(again.text, result.text);
    }

    #[test]
    fn any_name_finds_its_element(value in texts(), text in texts()) {
        let path = format!("/a/b[@k={}]/c[d={0}]/e", quoted(&value));
        let once = applied("<a/>", &[set(&path, &text)]).unwrap();
        let document = Document::parse("a.xml", once.text).unwrap();
        prop_assert_eq!(read(&document, &path), [text]);
    }

    #[test]
    fn edited_files_stay_well_formed(inner in prop::collection::vec(markup(), 0..4), edits in edits()) {
        let text = format!("<a xmlns:n='u'>{}</a>", inner.concat());
        parsed(&text);
        let document = Document::parse("a.xml", text.as_str()).unwrap();
        if let Ok(result) = apply(&document, &edits, &Secrets::default()) {
            parsed(&result.text);
            prop_assert_eq!(result.changes.is_empty(), result.text == text);
            let lines = result.text.matches('\n').count() + 1;
            prop_assert!(result.changes.iter().all(|c| 1 <= c.line && c.line <= c.line_end && c.line_end <= lines));
        }
    }

    #[test]
    fn an_edit_changes_nothing_the_second_time(inner in prop::collection::vec(markup(), 0..4), edits in edits()) {
        let text = format!("<a xmlns:n='u'>{}</a>", inner.concat());
        if let Ok(first) = applied(&text, &edits[..1]) {
            let second = applied(&first.text, &edits[..1]).unwrap();
            prop_assert_eq!(second.text, first.text);
        }
    }

    #[test]
    fn nothing_panics(text in soup(), path in soup(), any in any::<String>(), edits in edits()) {
        for text in [&text, &any] {
            if let Ok(document) = Document::parse("a.xml", text.as_str()) {
                prop_assert_eq!(apply(&document, &[], &Secrets::default()).unwrap().text, text.as_str());
                let _ = read(&document, &path);
                let _ = apply(&document, &[set(&path, &any)], &Secrets::default());
                let _ = apply(&document, &edits, &Secrets::default());
            }
        }
        let _ = Path::parse(&path);
        let _ = Path::parse(&any);
    }
}
