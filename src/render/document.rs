//! A file that edits can be applied to, in whichever syntax.

use super::{Applied, Error, edit::Edit, json, secrets::Secrets, xml};

#[derive(Clone, Debug)]
pub enum Document {
    Xml(xml::Document),
    Json(json::Document),
}

impl Document {
    /// Reads a file as JSON where its path ends so, else as XML.
    ///
    /// # Errors
    /// Where the text is not well-formed; `path` is named in the message.
    pub fn parse(path: &str, text: impl Into<String>) -> Result<Self, Error> {
        match path.rsplit_once('.') {
            Some((_, "json")) => json::Document::parse(path, text).map(Self::Json),
            _ => xml::Document::parse(path, text).map(Self::Xml),
        }
    }

    pub fn text(&self) -> &str {
        match self {
            Self::Xml(document) => document.text(),
            Self::Json(document) => document.text(),
        }
    }

    /// Applies edits; what they don't name stays byte for byte.
    ///
    /// # Errors
    /// Where a path does not fit the file or a value cannot be written; nothing is applied then.
    pub fn apply(&self, edits: &[Edit], secrets: &Secrets) -> Result<Applied, Error> {
        match self {
            Self::Xml(document) => xml::apply(document, edits, secrets),
            Self::Json(document) => json::apply(document, edits, secrets),
        }
    }

    /// The values at a path; none where nothing fits it.
    pub fn read(&self, path: &str) -> Vec<String> {
        match self {
            Self::Xml(document) => xml::read(document, path),
            Self::Json(document) => json::read(document, path).into_iter().collect(),
        }
    }
}
