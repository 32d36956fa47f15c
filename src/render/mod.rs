//! Plan → Files. The only module that knows file syntax and escaping.

pub mod cnf;
pub mod document;
mod drawing;
pub mod edit;
pub mod error;
pub mod graph;
mod hosts;
pub mod jetty;
pub mod json;
pub mod markdown;
pub mod markup;
pub mod nginx_conf;
pub mod secrets;
pub mod sh;
mod splice;
pub mod sql;
mod targets;
pub mod xml;
pub mod yaml;

use std::collections::{BTreeMap, HashMap};

use crate::catalog::{Kind, bases, paths, values};
use crate::model::{Design, HostId, InstanceId, Port};
use crate::plan::{Instance, Plan};
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
    /// What wrote it: `xml`, `json`, `sql`, `nginx`, `shell`, `hosts`, `cnf`, `svn`, `properties`, `password`, `markdown`, `html`, `svg`,
    /// `yaml`, `python`, `manifest`, `design`; `edits` for values that go into a file that only the host has, `xslt` for what puts them there.
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

/// Folder, below an instance's, of what goes into the host's own files.
const IN_PLACE: &str = "in-place/";

/// What each file of an instance must say, by the file's path below the product home.
pub fn edits(plan: &Plan, at: usize) -> Vec<(&'static str, Vec<Edit>)> {
    targets::edits(plan, at)
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
    Products::new(plan, secrets).files(at)
}

/// Writes the files of one instance after the other.
struct Products<'a> {
    plan: &'a Plan,
    secrets: &'a Secrets,
    /// What was made last for a kind: many servers of one kind differ in few of their files.
    last: HashMap<(Kind, &'static str), (Vec<Edit>, Applied)>,
}

impl<'a> Products<'a> {
    fn new(plan: &'a Plan, secrets: &'a Secrets) -> Self {
        Self {
            plan,
            secrets,
            last: HashMap::new(),
        }
    }

    fn files(&mut self, at: usize) -> Result<Files, Error> {
        let instance = &self.plan.instances[at];
        let host = &self.plan.host_of(instance).id;
        let mut files = Files::new();
        for (path, edits) in targets::edits(self.plan, at) {
            if targets::in_place(instance.kind) {
                let file = self.fragment(instance, path, &edits)?;
                files.insert(format!("{IN_PLACE}{path}"), file.on(host));
                continue;
            }
            let Some(base) = bases::base(self.plan.version, path) else {
                continue;
            };
            let Applied { text, changes } = self.applied(instance.kind, path, base, edits)?;
            if changes.is_empty() {
                continue;
            }
            let kind = match base {
                Document::Xml(_) => "xml",
                Document::Json(_) => "json",
            };
            let file = File {
                changes,
                instance: Some(instance.id.clone()),
                ..File::new(kind, text)
            };
            files.insert(path.to_owned(), file.on(host));
        }
        if instance.kind == Kind::Activemq {
            let (user, role) = (values::BROKER_ADMIN, values::BROKER_ROLE);
            let account = jetty::account(user, self.secrets, secrets::name::BROKER, role);
            let text = format!("# Who may use the web console. user: password, role\n{account}");
            let file = File {
                instance: Some(instance.id.clone()),
                ..File::new("properties", text)
            };
            files.insert(paths::BROKER_ACCOUNTS.to_owned(), file.on(host));
        }
        Ok(files)
    }

    fn fragment(
        &self,
        instance: &Instance,
        path: &'static str,
        edits: &[Edit],
    ) -> Result<File, Error> {
        // Products of one family have the same namespaces.
        let root = edits.first().and_then(|edit| edit.path.split('/').nth(1));
        let namespace = bases::base(self.plan.version, path)
            .zip(root)
            .and_then(|(base, root)| base.read(&format!("/{root}/@xmlns")).pop());
        let Applied { text, changes } = xml::fragment(path, namespace, edits, self.secrets)?;
        Ok(File {
            changes,
            instance: Some(instance.id.clone()),
            ..File::new("edits", text)
        })
    }

    fn applied(
        &mut self,
        kind: Kind,
        path: &'static str,
        base: &Document,
        edits: Vec<Edit>,
    ) -> Result<Applied, Error> {
        if let Some((last, applied)) = self.last.get(&(kind, path))
            && *last == edits
        {
            return Ok(applied.clone());
        }
        let applied = base.apply(&edits, self.secrets)?;
        self.last.insert((kind, path), (edits, applied.clone()));
        Ok(applied)
    }
}

/// Where a browser finds a name over https; the usual port is left out, as browsers do.
fn https_origin(name: &str, port: Port) -> String {
    match port.get() {
        values::BROWSER_HTTPS => format!("https://{name}"),
        port => format!("https://{name}:{port}"),
    }
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
