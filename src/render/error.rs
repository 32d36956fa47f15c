//! What keeps a file from being read or edited.

/// A [`Problem`] and the file it is in.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {problem}")]
pub struct Error {
    pub file: String,
    pub problem: Problem,
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Problem {
    #[error("line {line} cannot be read: {what}. Mend the file and open it again")]
    Syntax { line: usize, what: String },
    #[error(
        "line {line} holds a document type (DTD), which could change every value. Remove `<!DOCTYPE …>`"
    )]
    Doctype { line: usize },
    #[error(
        "line {line} uses the unknown entity `&{name};`. Write its text instead, or `&amp;` for a plain `&`"
    )]
    Entity { line: usize, name: String },
    #[error(
        "the root element is `{found}`, the edits are for `{expected}`. Is this the right file?"
    )]
    Root { found: String, expected: String },
    #[error("the path `{path}` cannot be used: {what}")]
    Path { path: String, what: &'static str },
    #[error(
        "`{path}`: {count} elements fit `{step}`. Leave one of them in the file, or say which by a predicate"
    )]
    Ambiguous {
        path: String,
        step: String,
        count: usize,
    },
    #[error("`{path}`: the character U+{code:04X} cannot stand in this file. Remove it from the value", code = u32::from(*character))]
    Character { path: String, character: char },
    #[error("`{path}`: `{name}` cannot be a name in XML. Use letters, digits, `.`, `-` and `_`")]
    Name { path: String, name: String },
    #[error(
        "`{path}` holds elements, so it cannot become a text. Name the element inside that holds the text"
    )]
    HoldsElements { path: String },
    #[error("`{path}` would go into an element that holds a text. Remove that text from the file")]
    HoldsText { path: String },
    #[error("`{path}` is changed twice, to different ends. Keep one of the two edits")]
    Overlap { path: String },
}
