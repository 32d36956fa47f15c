//! Plan → Files. The only module that knows file syntax and escaping.

pub mod document;
pub mod edit;
pub mod error;
pub mod json;
pub mod secrets;
mod splice;
mod targets;
pub mod xml;

use std::collections::BTreeMap;

use crate::catalog::bases;
use crate::model::{Design, HostId, InstanceId};
use crate::plan::Plan;
use document::Document;
use edit::Edit;
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
pub fn render(design: &Design, plan: &Plan, secrets: &Secrets) -> Files {
    let _ = (design, plan, secrets);
    Files::new()
}

/// The files of one instance, by their path below its product home; the same that [`render`] puts into the bundle.
///
/// A file that differs from the shipped one in nothing is left out, and so is one that cannot be written: the node
/// keeps what it ships. [`unwritable`] names the latter.
///
/// Empty for Identity Server and BAM, whose shipped files are not known for certain, and for what is no Carbon server.
pub fn instance(plan: &Plan, at: usize, secrets: &Secrets) -> Files {
    let owner = &plan.instances[at];
    let file = |(path, base, applied): (&str, &Document, Result<Applied, Error>)| {
        let applied = applied.ok().filter(|applied| !applied.changes.is_empty())?;
        let kind = match base {
            Document::Xml(_) => "xml",
            Document::Json(_) => "json",
        };
        let file = File {
            instance: Some(owner.id.clone()),
            changes: applied.changes,
            ..File::new(kind, applied.text).on(&plan.host_of(owner).id)
        };
        Some((path.to_owned(), file))
    };
    applied(plan, at, secrets).filter_map(file).collect()
}

/// What keeps files of an instance from being written, such as a name that no XML can hold.
pub fn unwritable(plan: &Plan, at: usize, secrets: &Secrets) -> Vec<Error> {
    applied(plan, at, secrets)
        .filter_map(|(_, _, applied)| applied.err())
        .collect()
}

/// The changes that an instance needs, by the path of the file below its product home.
pub fn edits(plan: &Plan, at: usize) -> Vec<(&'static str, Vec<Edit>)> {
    targets::edits(plan, at)
}

fn applied(
    plan: &Plan,
    at: usize,
    secrets: &Secrets,
) -> impl Iterator<Item = (&'static str, &'static Document, Result<Applied, Error>)> {
    edits(plan, at).into_iter().filter_map(|(path, edits)| {
        let base = bases::base(plan.version, path)?;
        Some((path, base, base.apply(&edits, secrets)))
    })
}
