//! Elements for people to see, with dots for secrets.

use std::ops::Range;

use super::{
    document::Document,
    index::Node,
    path::same_name,
    write::{Style, Writer},
};
use crate::render::{
    edit::{DOTS, Element, Value},
    secrets::names_secret,
};

/// The markup of a new element.
pub(super) fn markup(element: &Element) -> String {
    let style = Style {
        newline: "\n",
        unit: "    ",
        ascii: false,
    };
    let mut writer = Writer {
        style,
        fill: Value::shown,
        out: String::new(),
    };
    // What cannot be written is an error of the file, not of its picture.
    let _ = writer.element(element, "");
    writer.out
}

/// The markup of an element of the file, without what `element` replaces by a secret.
pub(super) fn shown(document: &Document, node: &Node, element: Option<&Element>) -> String {
    let mut veils = Vec::new();
    veil(document, node, element, &mut veils);
    let mut out = String::new();
    let mut from = node.whole.start;
    for veil in veils.iter().filter(|veil| !veil.is_empty()) {
        out.extend([document.at(&(from..veil.start)), DOTS]);
        from = veil.end;
    }
    out + document.at(&(from..node.whole.end))
}

/// Finds what must not be seen, in the order of the file.
fn veil(
    document: &Document,
    node: &Node,
    element: Option<&Element>,
    veils: &mut Vec<Range<usize>>,
) {
    for found in document.attributes(node) {
        let name = document.at(&found.name);
        let mut attributes = element.iter().flat_map(|element| &element.attributes);
        let new = attributes.find(|(new, _)| same_name(new, name));
        if new.is_some_and(|(_, value)| value.holds_secret()) || names_secret(name) {
            veils.push(found.value.clone());
        }
    }
    let name = document.name(node);
    if node.children.is_empty()
        && (element.is_some_and(|new| new.text.holds_secret()) || names_secret(name))
    {
        veils.push(node.inner.clone());
    }
    for child in document.children(node) {
        let mut children = element.iter().flat_map(|element| &element.children);
        let new = children.find(|new| same_name(&new.name, document.name(child)));
        veil(document, child, new, veils);
    }
}
