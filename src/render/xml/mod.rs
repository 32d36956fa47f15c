//! Reading and editing XML without touching what no edit names.

mod cuts;
mod document;
mod draft;
mod grow;
mod in_place;
mod index;
mod layout;
mod path;
mod picture;
mod write;

pub use document::Document;
pub use in_place::{fragment, xpath};

use self::{
    draft::Draft,
    path::Path,
    write::{Style, Unwritable, Writer},
};
use super::{
    Applied, Error, Problem,
    edit::{Edit, Element},
    secrets::{Secrets, Syntax},
};

/// Applies edits to a file, with a comment above each changed element that says why.
///
/// # Errors
/// Where a path does not fit the file or a value cannot be written; nothing is applied then.
pub fn apply(document: &Document, edits: &[Edit], secrets: &Secrets) -> Result<Applied, Error> {
    let mut draft = Draft::of(document, secrets);
    edits
        .iter()
        .try_for_each(|edit| draft.edit(edit))
        .and_then(|()| draft.finish())
        .map_err(|problem| Error {
            file: document.file.clone(),
            problem,
        })
}

/// The values at a path: text, attribute, or the markup inside of an element that holds others.
///
/// Nothing where nothing fits the path, or where it is none.
pub fn read(document: &Document, path: &str) -> Vec<String> {
    let Ok(path) = Path::parse(path) else {
        return Vec::new();
    };
    let mut found = vec![index::DOCUMENT];
    for step in &path.steps {
        found = found
            .into_iter()
            .flat_map(|node| document.step(node, step))
            .collect();
    }
    let nodes = found.into_iter().map(|id| document.node(id));
    match path.attribute {
        Some(name) => nodes
            .filter_map(|node| document.attribute(node, name))
            .map(|attribute| document.attribute_value(attribute).into_owned())
            .collect(),
        None => nodes
            .map(|node| document.content(node).into_owned())
            .collect(),
    }
}

/// A whole file with this root.
///
/// # Errors
/// Where a name or value cannot be written.
pub fn write(file: &str, root: &Element) -> Result<Document, Error> {
    let secrets = Secrets::default();
    let mut writer = Writer {
        style: Style {
            newline: "\n",
            unit: "    ",
            ascii: false,
        },
        fill: |value| secrets.fill(value, Syntax::Xml),
        out: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".to_owned(),
    };
    let written = writer.element(root, "");
    written.map_err(|what| Error {
        file: file.to_owned(),
        problem: unwritable(what, &root.name),
    })?;
    writer.out.push('\n');
    Document::parse(file, writer.out)
}

fn unwritable(what: Unwritable, path: &str) -> Problem {
    let path = path.to_owned();
    match what {
        Unwritable::Character(character) => Problem::Character { path, character },
        Unwritable::Name(name) => Problem::Name { path, name },
    }
}

#[cfg(test)]
mod tests;
