//! What the page asks of `checks`, `render` and `bundle`: design files in, findings, files and bundles out, all as text
//! or bytes.
//!
//! `src/bin/engine.rs` is this as a WebAssembly binary of its own, which runs in a worker and is loaded when the page
//! is idle. The page knows only the types of the answers: a call from there would bring all this code into the binary
//! that a first visit loads. `docs/decisions/0004-engine-in-a-worker.md` has the figures.

use std::fmt;

use serde::Serialize;
use thiserror::Error;

use crate::checks::{self, Finding, Place};
use crate::json::{self, Item};
use crate::model::copies::{self, Pasted};
use crate::model::{Design, Editor, HostId, InstanceId, Rejected, saved};
use crate::plan::{self, Plan};
use crate::render::{self, Change, File, Files, Secrets};
use crate::say::{self, Said, Texts};

/// Whose files are asked for; as text it is `instance ID`, `host ID` or `bundle`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Scope {
    Instance(InstanceId),
    Host(HostId),
    Bundle,
}

impl fmt::Display for Scope {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Scope::Instance(id) => write!(f, "instance {id}"),
            Scope::Host(id) => write!(f, "host {id}"),
            Scope::Bundle => f.write_str("bundle"),
        }
    }
}

impl Scope {
    fn parse(text: &str) -> Option<Self> {
        match text.split_once(' ') {
            Some(("instance", id)) => InstanceId::new(id).map(Scope::Instance),
            Some(("host", id)) => HostId::new(id).map(Scope::Host),
            Some(_) => None,
            None => (text == "bundle").then_some(Scope::Bundle),
        }
    }
}

/// The files of a scope. Only the one that is looked at comes with its text: those of 1,000 instances are 62 MB.
#[derive(Debug, Default, PartialEq, Serialize)]
pub struct Listing {
    /// Folder by folder.
    pub files: Vec<Entry>,
    pub open: Option<Open>,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Entry {
    pub path: String,
    /// How many values differ from the stock file.
    pub changes: usize,
}

#[derive(Debug, PartialEq, Serialize)]
pub struct Open {
    pub path: String,
    pub text: String,
    /// In the order of their lines.
    pub changes: Vec<Changed>,
}

impl Listing {
    /// Reads the answer of [`Lister::list`].
    ///
    /// # Errors
    /// Where it is none.
    pub fn read(json: &str) -> Result<Self, json::Error> {
        json::parse(json)?.read(|item| {
            item.object(|from| Self {
                files: from.need("files").list(Entry::read),
                open: from.option("open").map(Open::read),
            })
        })
    }
}

impl Entry {
    fn read(item: Item) -> Self {
        item.object(|from| Self {
            path: from.need("path").text(),
            changes: count(from.need("changes")),
        })
    }
}

fn count(item: Item) -> usize {
    item.number(0, u32::MAX) as usize
}

impl Open {
    fn read(item: Item) -> Self {
        item.object(|from| Self {
            path: from.need("path").text(),
            text: from.need("text").text(),
            changes: from.need("changes").list(Changed::read),
        })
    }

    fn new(path: &str, file: &File, texts: &Texts) -> Self {
        let changes = file.changes.iter();
        let mut changes: Vec<_> = changes.map(|one| Changed::new(one, texts)).collect();
        changes.sort_by_key(|change| (change.first, change.last));
        Self {
            path: path.to_owned(),
            text: file.text.clone(),
            changes,
        }
    }
}

/// A value that differs from the stock file. Secrets are shown as dots in it.
#[derive(Debug, PartialEq, Serialize)]
pub struct Changed {
    /// Lines from 1; the last one is part of the change.
    pub first: usize,
    pub last: usize,
    /// The path in the file.
    pub path: String,
    /// `None` where there was nothing before.
    pub before: Option<String>,
    pub value: String,
    pub reason: String,
    pub source: String,
}

impl Changed {
    fn read(item: Item) -> Self {
        item.object(|from| Self {
            first: count(from.need("first")),
            last: count(from.need("last")),
            path: from.need("path").text(),
            before: from.option("before").map(Item::text),
            value: from.need("value").text(),
            reason: from.need("reason").text(),
            source: from.need("source").text(),
        })
    }

    fn new(change: &Change, texts: &Texts) -> Self {
        Self {
            first: change.line,
            last: change.line_end,
            path: change.path.clone(),
            before: change.before.clone(),
            value: change.after.clone(),
            reason: texts.tell(&change.reason),
            source: change.source.to_owned(),
        }
    }
}

/// Why there is no answer; a sentence for the person at the page.
#[derive(Debug, Error)]
pub enum Error {
    #[error(transparent)]
    Design(#[from] saved::Error),
    #[error(transparent)]
    Render(#[from] render::Error),
    #[error(transparent)]
    Bundle(#[from] crate::bundle::Error),
    #[error(transparent)]
    Copies(#[from] copies::Error),
    #[error("{}", say::NO_FIX)]
    NoFix,
    #[error(transparent)]
    Rejected(#[from] Rejected),
    #[error("`{0}` is no scope; ask for `instance ID`, `host ID` or `bundle`")]
    Scope(String),
    #[error("the list of files cannot be written as JSON: {0}")]
    Json(#[from] serde_json::Error),
}

impl Error {
    /// What cannot be without a fault of the program itself is told in English.
    pub fn said(&self) -> Said {
        match self {
            Error::Design(error) => error.said(),
            Error::Copies(error) => error.said(),
            Error::Rejected(error) => error.said(),
            Error::NoFix => say::NO_FIX.into(),
            Error::Render(_) | Error::Bundle(_) | Error::Scope(_) | Error::Json(_) => {
                self.to_string().into()
            }
        }
    }
}

/// A finding as the page shows it. Of its remedy only the words: [`fix`] applies it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Told {
    pub code: String,
    /// As [`Severity::id`] has it.
    pub severity: String,
    /// As [`Place`]'s text.
    pub at: Vec<String>,
    pub message: String,
    pub advice: String,
    pub source: String,
    pub fix: Option<String>,
}

impl Told {
    /// Reads the answer of [`check`].
    ///
    /// # Errors
    /// Where it is none.
    pub fn read_all(json: &str) -> Result<Vec<Self>, json::Error> {
        json::parse(json)?.read(|item| item.list(Self::read))
    }

    fn read(item: Item) -> Self {
        item.object(|from| Self {
            code: from.need("code").text(),
            severity: from.need("severity").text(),
            at: from.need("at").list(Item::text),
            message: from.need("message").text(),
            advice: from.need("advice").text(),
            source: from.need("source").text(),
            fix: from.option("fix").map(Item::text),
        })
    }
}

impl Told {
    fn new(finding: &Finding, texts: &Texts) -> Self {
        Self {
            code: finding.code.to_owned(),
            severity: finding.severity.id().to_owned(),
            at: finding.at.iter().map(ToString::to_string).collect(),
            message: texts.tell(&finding.message),
            advice: texts.tell(&finding.advice),
            source: finding.source.to_owned(),
            fix: finding.fix.as_ref().map(|fix| texts.tell(&fix.label)),
        }
    }
}

/// The findings about a design file, as a JSON list of [`Told`] in a language.
///
/// # Errors
/// [`Error`] where the design cannot be read.
pub fn check(design_json: &str, texts: &Texts) -> Result<String, Error> {
    let (_, findings) = findings(design_json)?;
    let told: Vec<Told> = findings
        .iter()
        .map(|finding| Told::new(finding, texts))
        .collect();
    Ok(serde_json::to_string(&told)?)
}

/// The design file after the remedy of a finding, which is named by its place in the list of [`check`].
///
/// # Errors
/// [`Error`] where the design cannot be read, there is no such remedy, or it is refused.
pub fn fix(design_json: &str, at: usize) -> Result<String, Error> {
    let (design, findings) = findings(design_json)?;
    let fix = findings.into_iter().nth(at).and_then(|one| one.fix);
    let mut editor = Editor::new(design);
    editor.run(fix.ok_or(Error::NoFix)?.command)?;
    Ok(saved::write(editor.design()))
}

fn findings(design_json: &str) -> Result<(Design, Vec<Finding>), Error> {
    let design = saved::read(design_json.as_bytes())?;
    let plan = plan::build(&design);
    let findings = checks::check(&design, &plan);
    Ok((design, findings))
}

/// The design file with what [`copies::copy`] gave, below a line that names what is new as the page does, parted by commas.
/// `onto` is the host for servers, or empty.
///
/// # Errors
/// [`Error`] where the design cannot be read, or the text is no copy.
pub fn paste(design_json: &str, text: &str, onto: &str) -> Result<String, Error> {
    let design = saved::read(design_json.as_bytes())?;
    Ok(grown(&copies::paste(
        &design,
        text,
        HostId::new(onto).as_ref(),
    )?))
}

/// The same with one more of an instance on each of some hosts, which are parted by blanks.
///
/// # Errors
/// [`Error`] where the design cannot be read, or would be too large.
pub fn scale(design_json: &str, instance: &str, hosts: &str) -> Result<String, Error> {
    let design = saved::read(design_json.as_bytes())?;
    let hosts: Vec<HostId> = hosts.split(' ').filter_map(HostId::new).collect();
    let instance = InstanceId::new(instance).ok_or(copies::Error::NoCopy)?;
    Ok(grown(&copies::scale(&design, &instance, &hosts)?))
}

fn grown(pasted: &Pasted) -> String {
    let hosts = pasted.hosts.iter().cloned().map(Place::Host);
    let instances = pasted.instances.iter().cloned().map(Place::Instance);
    let new: Vec<String> = hosts
        .chain(instances)
        .map(|place| place.to_string())
        .collect();
    format!("{}\n{}", new.join(","), saved::write(&pasted.design))
}

/// The zip of a design file, without secrets; the same bytes as the command line's.
///
/// # Errors
/// [`Error`] where the design cannot be read, rendered or packed.
pub fn bundle(design_json: &str) -> Result<Vec<u8>, Error> {
    let design = saved::read(design_json.as_bytes())?;
    let plan = plan::build(&design);
    let files = render::render(&design, &plan, &Secrets::default())?;
    Ok(crate::bundle::zip(&plan.folder, &files)?)
}

/// Lists files. Keeps what it rendered last, so that opening one file after the other renders once.
#[derive(Debug, Default)]
pub struct Lister {
    design: String,
    scope: String,
    files: Option<Files>,
}

impl Lister {
    /// The [`Listing`] of a scope as JSON, with its reasons in the language of `texts`; `open` is the path of the file to
    /// look at. Where the scope has no such file, the one with most changes is open.
    ///
    /// # Errors
    /// [`Error`] where the design or the scope cannot be read, or the design not rendered.
    pub fn list(
        &mut self,
        design_json: &str,
        scope: &str,
        open: &str,
        texts: &Texts,
    ) -> Result<String, Error> {
        let files = match self.files.take() {
            Some(files) if self.design == design_json && self.scope == scope => files,
            _ => files_of(design_json, scope)?,
        };
        let listing = serde_json::to_string(&listing(&files, open, texts));
        design_json.clone_into(&mut self.design);
        scope.clone_into(&mut self.scope);
        self.files = Some(files);
        Ok(listing?)
    }
}

fn files_of(design_json: &str, scope: &str) -> Result<Files, Error> {
    let secrets = Secrets::default();
    let design = saved::read(design_json.as_bytes())?;
    let plan = plan::build(&design);
    let files = match Scope::parse(scope).ok_or_else(|| Error::Scope(scope.to_owned()))? {
        Scope::Instance(id) => match plan.instances.iter().position(|one| one.id == id) {
            Some(at) if plan.instances[at].kind.has_home() => {
                render::instance(&plan, at, &secrets)?
            }
            // What is no product of its own folder lies beside the others on its host.
            Some(at) => {
                let mut files = render::render(&design, &plan, &secrets)?;
                files.retain(|_, file| file.instance.as_ref() == Some(&id));
                below(
                    &folder_of(&plan, &plan.host_of(&plan.instances[at]).id),
                    files,
                )
            }
            None => Files::new(),
        },
        Scope::Host(id) => below(
            &folder_of(&plan, &id),
            render::render(&design, &plan, &secrets)?,
        ),
        Scope::Bundle => render::render(&design, &plan, &secrets)?,
    };
    Ok(files)
}

/// A host's folder in the bundle; of a host that is gone, one that nothing is in.
fn folder_of(plan: &Plan, id: &HostId) -> String {
    let host = plan.hosts.iter().find(|host| host.id == *id);
    format!("hosts/{}/", host.map_or("", |host| &host.dir))
}

/// The files in a folder, by their path below it.
fn below(folder: &str, files: Files) -> Files {
    let inside = |(path, file): (String, File)| Some((path.strip_prefix(folder)?.to_owned(), file));
    files.into_iter().filter_map(inside).collect()
}

fn listing(files: &Files, open: &str, texts: &Texts) -> Listing {
    let mut list: Vec<_> = files
        .iter()
        .map(|(path, file)| Entry {
            path: path.clone(),
            changes: file.changes.len(),
        })
        .collect();
    // By path alone, a folder's files would stand before and after those of the folders in it.
    list.sort_by(|a, b| split(&a.path).cmp(&split(&b.path)));
    let open = files.get_key_value(open).or_else(|| {
        // Of equals the first.
        let by_changes = |(_, file): &(&String, &File)| file.changes.len();
        files.iter().rev().max_by_key(by_changes)
    });
    Listing {
        files: list,
        open: open.map(|(path, file)| Open::new(path, file, texts)),
    }
}

/// Folder and name; a file at the top has an empty folder.
pub fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog::{Kind, paths};
    use crate::checks::{Place, Severity};
    use crate::model::{Instance, presets};

    fn classic() -> Design {
        presets::find("classic").unwrap().design()
    }

    /// An instance with files of its own.
    fn store(design: &Design) -> &Instance {
        let mut instances = design.instances.iter();
        instances.find(|one| one.kind == Kind::Store).unwrap()
    }

    fn list(design: &Design, scope: &str, open: &str) -> Listing {
        let json = Lister::default()
            .list(&saved::write(design), scope, open, &Texts::ENGLISH)
            .unwrap();
        Listing::read(&json).unwrap()
    }

    fn paths(listing: &Listing) -> Vec<&str> {
        listing.files.iter().map(|file| &*file.path).collect()
    }

    #[test]
    fn what_is_new_is_named_above_the_design() {
        let design = classic();
        let json = saved::write(&design);
        let text = copies::copy(
            &design,
            &[HostId::new("km-1").unwrap()].into(),
            &[InstanceId::new("store").unwrap()].into(),
        );
        let answer = paste(&json, &text, "data-1").unwrap();
        let (new, grown) = answer.split_once('\n').unwrap();
        assert_eq!(new, "host km-2,instance store-2");
        let grown = saved::read(grown.as_bytes()).unwrap();
        let store = InstanceId::new("store-2").unwrap();
        assert_eq!(grown.instance(&store).unwrap().host.as_str(), "data-1");
        assert!(paste(&json, "hello", "").is_err());

        let answer = scale(&json, "gateway-worker", "km-1 web-1 gone").unwrap();
        assert!(answer.starts_with("instance gateway-worker-3,instance gateway-worker-4,"));
    }

    #[test]
    fn a_scope_reads_what_it_writes() {
        let design = classic();
        for scope in [
            Scope::Instance(design.instances[0].id.clone()),
            Scope::Host(design.hosts[0].id.clone()),
            Scope::Bundle,
        ] {
            assert_eq!(Scope::parse(&scope.to_string()), Some(scope));
        }
        for wrong in ["", "instance", "instance ", "host ../etc", "bundle x"] {
            assert_eq!(Scope::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn what_has_no_product_folder_lists_its_files_too() {
        let listed = |id: &str| list(&classic(), &format!("instance {id}"), "");
        let (database, front) = (listed("mysql"), listed("nginx"));
        assert!(paths(&database).contains(&"mysql/02-users.sql"));
        assert!(!front.files.is_empty());
        let mut paths = paths(&front).into_iter();
        assert!(paths.all(|path| path.starts_with("nginx/")));
    }

    #[test]
    fn the_scopes_list_the_same_files_by_shorter_paths() {
        let design = classic();
        let instance = store(&design);
        let plan = plan::build(&design);
        let folder = folder_of(&plan, &instance.host);
        let bundle = list(&design, "bundle", "");
        let host = list(&design, &format!("host {}", instance.host), "");
        let own = list(&design, &format!("instance {}", instance.id), "");
        assert!(bundle.files.len() > host.files.len() && host.files.len() > own.files.len());
        for path in paths(&host) {
            let full = format!("{folder}{path}");
            assert!(paths(&bundle).contains(&&*full), "{full}");
        }
        for path in paths(&own) {
            assert!(
                paths(&host).iter().any(|known| known.ends_with(path)),
                "{path}"
            );
        }
    }

    #[test]
    fn a_folder_is_listed_once() {
        let bundle = list(&classic(), "bundle", "");
        let mut folders: Vec<_> = paths(&bundle).iter().map(|path| split(path).0).collect();
        folders.dedup();
        assert_eq!(folders.first(), Some(&""), "the README stands at the top");
        let listed = folders.len();
        folders.sort_unstable();
        folders.dedup();
        assert_eq!(folders.len(), listed);
    }

    #[test]
    fn what_is_not_there_has_no_files() {
        for scope in ["instance gone", "host gone"] {
            assert_eq!(list(&classic(), scope, "x"), Listing::default(), "{scope}");
        }
    }

    #[test]
    fn a_file_stays_open_where_there_is_one_and_else_the_most_changed_is() {
        let design = classic();
        let scope = format!("instance {}", store(&design).id);
        let first = list(&design, &scope, "");
        let most = first.files.iter().map(|file| file.changes).max();
        let open = first.open.as_ref().unwrap();
        assert_eq!(Some(open.changes.len()), most);
        assert!(!open.text.is_empty());
        assert!(
            open.changes
                .is_sorted_by_key(|change| (change.first, change.last))
        );

        let other = paths(&first)
            .into_iter()
            .find(|path| *path != open.path)
            .unwrap();
        assert_eq!(list(&design, &scope, other).open.unwrap().path, other);
        assert_eq!(list(&design, &scope, "gone.xml"), first);
    }

    #[test]
    fn reasons_are_told_in_the_language_of_the_page_and_the_files_have_english_ones() {
        let german = Texts::read(include_str!(concat!(env!("OUT_DIR"), "/de-engine.txt")));
        let design = classic();
        let scope = format!("instance {}", store(&design).id);
        let open = |texts: &Texts| {
            let json = Lister::default()
                .list(&saved::write(&design), &scope, paths::CARBON, texts)
                .unwrap();
            Listing::read(&json).unwrap().open.unwrap()
        };
        let (english, german) = (open(&Texts::ENGLISH), open(&german));
        assert_eq!(german.text, english.text);
        assert!(!english.changes.is_empty());
        for (there, here) in german.changes.iter().zip(&english.changes) {
            assert!(german.text.contains(&here.reason), "{}", here.reason);
            assert_eq!(there.value, here.value);
            assert_ne!(there.reason, here.reason);
        }
    }

    #[test]
    fn what_was_kept_is_not_given_for_another_design_or_scope() {
        let (mut lister, mut design) = (Lister::default(), classic());
        let scope = format!("host {}", design.hosts[0].id);
        let fresh = |design: &Design, scope: &str| {
            Lister::default()
                .list(&saved::write(design), scope, "", &Texts::ENGLISH)
                .unwrap()
        };
        let mut try_list = |json: &str, scope: &str| lister.list(json, scope, "", &Texts::ENGLISH);
        let mut list =
            |design: &Design, scope: &str| try_list(&saved::write(design), scope).unwrap();
        let first = list(&design, &scope);
        assert_eq!(list(&design, &scope), first);
        assert_eq!(list(&design, "bundle"), fresh(&design, "bundle"));
        design.hosts[0].address = "10.9.8.7".into();
        assert_eq!(list(&design, &scope), fresh(&design, &scope));
        assert!(try_list("{}", &scope).is_err());
        assert_eq!(
            try_list(&saved::write(&design), &scope).unwrap(),
            fresh(&design, &scope)
        );
    }

    #[test]
    fn what_is_told_are_the_findings_and_a_remedy_is_the_one_of_its_place() {
        let design = classic();
        let plan = plan::build(&design);
        let findings = checks::check(&design, &plan);
        let told =
            Told::read_all(&check(&saved::write(&design), &Texts::ENGLISH).unwrap()).unwrap();
        assert_eq!(told.len(), findings.len());
        for (told, finding) in told.iter().zip(&findings) {
            let places: Vec<Place> = told.at.iter().filter_map(|at| Place::parse(at)).collect();
            assert_eq!((told.code.as_str(), &places), (finding.code, &finding.at));
            assert!(Severity::ALL.iter().any(|one| one.id() == told.severity));
        }
        let (at, fixed) = findings
            .iter()
            .enumerate()
            .find_map(|(at, one)| Some((at, one.fix.clone()?)))
            .expect("the classic design has something to mend");
        let mut expected = Editor::new(design.clone());
        expected.run(fixed.command).unwrap();
        assert_eq!(
            fix(&saved::write(&design), at).unwrap(),
            saved::write(expected.design())
        );
        assert!(matches!(
            fix(&saved::write(&design), usize::MAX),
            Err(Error::NoFix)
        ));
    }

    #[test]
    fn the_bundle_is_that_of_the_command_line() {
        let design = classic();
        let plan = plan::build(&design);
        let files = render::render(&design, &plan, &Secrets::default()).unwrap();
        let expected = crate::bundle::zip(&plan.folder, &files).unwrap();
        assert_eq!(bundle(&saved::write(&design)).unwrap(), expected);
        assert!(matches!(bundle("{"), Err(Error::Design(_))));
    }
}
