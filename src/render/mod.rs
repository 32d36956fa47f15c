//! Plan → Files. The only module that knows file syntax and escaping.

pub mod cnf;
pub mod document;
pub mod edit;
pub mod error;
mod hosts;
pub mod json;
pub mod markdown;
pub mod nginx_conf;
pub mod secrets;
pub mod sh;
mod splice;
pub mod sql;
mod targets;
pub mod xml;

use std::collections::BTreeMap;

use crate::catalog::bases;
use crate::model::{Design, HostId, InstanceId};
use crate::plan::Plan;
pub use error::{Error, Problem};
pub use secrets::Secrets;
pub use splice::{Applied, Change};

/// A generated file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    pub text: String,
    /// Scripts are.
    pub executable: bool,
    /// What wrote it: `xml`, `json`, `sql`, `nginx`, `shell`, `hosts`, `cnf`, `svn`, `markdown`, `manifest`, `design`.
    pub kind: &'static str,
    /// Whose it is, where it belongs to one host or instance.
    pub host: Option<HostId>,
    pub instance: Option<InstanceId>,
    /// What differs from the product's stock file, where it is one.
    pub changes: Vec<Change>,
}

impl File {
    pub fn new(kind: &'static str, text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            executable: false,
            kind,
            host: None,
            instance: None,
            changes: Vec::new(),
        }
    }

    #[must_use]
    pub fn script(text: impl Into<String>) -> Self {
        Self {
            executable: true,
            ..Self::new("shell", text)
        }
    }

    #[must_use]
    pub fn on(mut self, host: &HostId) -> Self {
        self.host = Some(host.clone());
        self
    }
}

/// The files of a bundle by their path in it, folder of the design left out.
pub type Files = BTreeMap<String, File>;

/// Renders everything that a design amounts to, manifest included.
///
/// # Errors
/// A value that no file can carry, with the file and the path in it.
pub fn render(design: &Design, plan: &Plan, secrets: &Secrets) -> Result<Files, Error> {
    let mut files = hosts::bundle(design, plan, secrets)?;
    let manifest = hosts::manifest(plan, &files);
    files.insert("manifest.json".into(), manifest);
    Ok(files)
}

/// The files of one instance, by their path below its product home; the same that [`render`] puts into the bundle.
///
/// Where nothing differs from what the product brings, the product's own file stays. Source: domain §15.
///
/// # Errors
/// A value that no file can carry, with the file and the path in it.
pub fn instance(plan: &Plan, at: usize, secrets: &Secrets) -> Result<Files, Error> {
    let instance = &plan.instances[at];
    let host = &plan.host_of(instance).id;
    targets::edits(plan, at)
        .into_iter()
        .filter_map(|(path, edits)| Some((path, bases::base(plan.version, path)?, edits)))
        .filter_map(|(path, base, edits)| {
            let Applied { text, changes } = match base.apply(&edits, secrets) {
                Ok(applied) => applied,
                Err(error) => return Some(Err(error)),
            };
            if changes.is_empty() {
                return None;
            }
            let kind = match base {
                document::Document::Xml(_) => "xml",
                document::Document::Json(_) => "json",
            };
            let file = File {
                changes,
                instance: Some(instance.id.clone()),
                ..File::new(kind, text)
            };
            Some(Ok((path.to_owned(), file.on(host))))
        })
        .collect()
}

/// A text for a place that ends with its line, such as a comment.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

#[cfg(test)]
mod tests {
    /// What a person might type, or a hostile design file hold.
    pub(crate) const HOSTILE: &[&str] = &[
        "",
        "plain",
        "two words",
        " edge ",
        "a'b",
        "a''b'",
        "a\"b",
        "a\\b\\",
        "\\'; DROP DATABASE x; -- ",
        "$HOME",
        "$(id)",
        "`id`",
        "a%s%d%%",
        "a#b",
        "#",
        "a;b",
        "a!b!!",
        "a&b",
        "<a>&lt;",
        "a*?[b]",
        "~",
        "{a,b}",
        "@{sql:admin}",
        "é ü ß 日本 🙂",
        "-n",
        "=",
        "a=b",
        "(a)",
        "|",
        "\t",
    ];
}
