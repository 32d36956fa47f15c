//! The files that a design amounts to, with what was changed in them and why.

use std::ops::Range;
use std::sync::Arc;
use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::TimeoutHandle;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::glyph::{self, glyph};
use super::{Subject, Tab, chrome, store, subject};
use crate::order;
use crate::app::{io, labels};
use crate::model::{Design, HostId, InstanceId};
use crate::plan::Plan;
use crate::render::{self, Change, File, Files, Secrets};

/// Beyond it the whole bundle is listed on request only: writing it takes longer than a frame.
const FEW: usize = 30;
/// A burst of commands writes the files once.
const PAUSE: Duration = Duration::from_millis(120);

/// Whose files are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Scope {
    Instance(InstanceId),
    Host(HostId),
    Bundle,
}

impl Scope {
    fn of(subject: Subject) -> Self {
        match subject {
            Subject::Instance(id) => Scope::Instance(id),
            Subject::Link(key) => Scope::Instance(key.from),
            Subject::Host(id) => Scope::Host(id),
            Subject::Design | Subject::Several(_) => Scope::Bundle,
        }
    }
}

/// The files on show.
#[derive(Clone, Copy)]
pub(super) struct Shown {
    scope: Memo<Scope>,
    files: RwSignal<Arc<Files>>,
    /// Whether the files wait for a person to ask: the design is large.
    waits: RwSignal<bool>,
    asked: RwSignal<bool>,
    chosen: RwSignal<Option<String>>,
}

/// Writes the files of what is selected while they are looked at.
pub(super) fn watch_files() -> Shown {
    let (store, chrome) = (store(), chrome());
    let subject = subject(store);
    let shown = Shown {
        scope: Memo::new(move |_| Scope::of(subject.get())),
        files: RwSignal::default(),
        waits: RwSignal::new(false),
        asked: RwSignal::new(false),
        chosen: RwSignal::new(None),
    };
    let timer = StoredValue::new(None::<TimeoutHandle>);
    // Reaches outside: a clock, so that a burst of commands writes once and the screen comes first.
    Effect::new(move |before: Option<Scope>| {
        let scope = shown.scope.get();
        let asked = shown.asked.get();
        store.plan.track();
        if let Some(timer) = timer.try_update_value(Option::take).flatten() {
            timer.clear();
        }
        if chrome.tab.get() != Tab::Files {
            return scope;
        }
        let another = before.is_some_and(|before| before != scope);
        if another {
            shown.files.set(Arc::default());
        }
        let write = {
            let scope = scope.clone();
            move || {
                let (design, plan) = (store.design.get_untracked(), store.plan.get_untracked());
                let large = plan.instances.len() > FEW && !matches!(scope, Scope::Instance(_));
                shown.waits.set(large && !asked);
                let files = if large && !asked {
                    Files::new()
                } else {
                    files_of(&design, &plan, &scope)
                };
                shown.files.set(Arc::new(files));
            }
        };
        timer.set_value(set_timeout_with_handle(write, PAUSE).ok());
        scope
    });
    shown
}

fn files_of(design: &Design, plan: &Plan, scope: &Scope) -> Files {
    let secrets = Secrets::default();
    let files = match scope {
        Scope::Instance(id) => match plan.instances.iter().position(|one| one.id == *id) {
            Some(at) => render::instance(plan, at, &secrets),
            None => Ok(Files::new()),
        },
        Scope::Host(id) => {
            let host = plan.hosts.iter().find(|host| host.id == *id);
            let dir = host
                .map(|host| format!("hosts/{}/", host.dir))
                .unwrap_or_default();
            let inside =
                |(path, file): (String, File)| Some((path.strip_prefix(&dir)?.to_owned(), file));
            render::render(design, plan, &secrets)
                .map(|files| files.into_iter().filter_map(inside).collect())
        }
        Scope::Bundle => render::render(design, plan, &secrets),
    };
    // What no file can carry is told in the place of the files.
    files.unwrap_or_else(|error| {
        Files::from([(
            "not written".to_owned(),
            File::new("markdown", error.to_string()),
        )])
    })
}

#[component]
pub(super) fn FilesPane(files: Shown) -> impl IntoView {
    let store = store();
    let title = move || match files.scope.get() {
        Scope::Instance(id) => format!("Files of {}", super::name_of(store, &id)),
        Scope::Host(id) => format!("Files on {}", super::name_of_host(store, &id)),
        Scope::Bundle => "The whole bundle".to_owned(),
    };
    let paths = Memo::new(move |_| {
        files.files.with(|files| {
            files
                .iter()
                .map(|(path, file)| (path.clone(), file.changes.len()))
                .collect::<Vec<_>>()
        })
    });
    // The file that is open stays open when another instance has one of the same path.
    let open = Memo::new(move |_| {
        let chosen = files.chosen.get();
        paths.with(|paths| {
            let there = |path: &String| paths.iter().any(|(known, _)| known == path);
            chosen
                .filter(there)
                .or_else(|| most_changed(paths).map(ToOwned::to_owned))
        })
    });
    let file = Memo::new(move |_| {
        let path = open.get()?;
        let file = files.files.with(|files| files.get(&path).cloned())?;
        Some((path, file))
    });
    view! {
        <h2 class="title__name">
            {title} " " <small class="muted">{move || labels::count(paths.with(Vec::len), "file")}</small>
        </h2>
        <Show when=move || files.waits.get()>
            <p class="muted">"The design is large; its files are written on request."</p>
            <button class="button" type="button" on:click=move |_| files.asked.set(true)>
                "Write all files"
            </button>
        </Show>
        <Show when=move || paths.with(Vec::is_empty) && !files.waits.get()>
            <p class="muted">"No files: nothing here needs one."</p>
        </Show>
        <FileList paths open chosen=files.chosen/>
        {move || file.get().map(|(path, file)| view! { <FileView path file/> })}
    }
}

/// The file with most changes, to begin with.
fn most_changed(paths: &[(String, usize)]) -> Option<&str> {
    paths
        .iter()
        .rev()
        .max_by_key(|(_, changes)| *changes)
        .map(|(path, _)| path.as_str())
}

#[component]
fn FileList(
    paths: Memo<Vec<(String, usize)>>,
    open: Memo<Option<String>>,
    chosen: RwSignal<Option<String>>,
) -> AnyView {
    let groups = move || {
        paths.with(|paths| {
            paths
                .chunk_by(|(a, _), (b, _)| split(a).0 == split(b).0)
                .map(|group| folder(group, open, chosen))
                .collect::<Vec<_>>()
        })
    };
    view! {
        <nav class="files" aria-label="Files">
            {groups}
        </nav>
    }
    .into_any()
}

fn split(path: &str) -> (&str, &str) {
    path.rsplit_once('/').unwrap_or(("", path))
}

fn folder(
    group: &[(String, usize)],
    open: Memo<Option<String>>,
    chosen: RwSignal<Option<String>>,
) -> AnyView {
    let name = group
        .first()
        .map_or("", |(path, _)| split(path).0)
        .to_owned();
    let items: Vec<_> = group
        .iter()
        .map(|(path, changes)| {
            let (own, target) = (path.clone(), path.clone());
            let current = move || {
                open.with(|open| open.as_ref() == Some(&own))
                    .then_some("true")
            };
            let changes = (*changes > 0).then(|| {
                view! {
                    <small class="files__count">
                        {*changes} <span class="unseen">" values changed"</span>
                    </small>
                }
            });
            view! {
                <li>
                    <button
                        class="files__file"
                        type="button"
                        aria-current=current
                        on:click=move |_| chosen.set(Some(target.clone()))
                    >
                        {glyph(glyph::FILE)}
                        <span>{split(path).1.to_owned()}</span>
                        {changes}
                    </button>
                </li>
            }
        })
        .collect();
    view! {
        <p class="files__folder">{name} "/"</p>
        <ul>{items}</ul>
    }
    .into_any()
}

/// A run of lines: plain ones together, changed ones with what changed in them.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Segment {
    /// Lines from 1, the end not included.
    lines: Range<usize>,
    text: String,
    /// Positions of the changes.
    changes: Vec<usize>,
}

/// Cuts a text where changed lines begin and end.
fn segments(text: &str, changes: &[Change]) -> Vec<Segment> {
    let lines: Vec<&str> = text.lines().collect();
    let mut order: Vec<usize> = (0..changes.len()).collect();
    order::by_key(&mut order, |&at| (changes[at].line, changes[at].line_end));
    let mut marked: Vec<(Range<usize>, Vec<usize>)> = Vec::new();
    for at in order {
        let first = changes[at].line.clamp(1, lines.len().max(1));
        let end = changes[at].line_end.clamp(first, lines.len().max(first)) + 1;
        match marked.last_mut() {
            Some((range, inside)) if first < range.end => {
                range.end = range.end.max(end);
                inside.push(at);
            }
            _ => marked.push((first..end, vec![at])),
        }
    }
    let cut = |range: Range<usize>, changes: Vec<usize>| Segment {
        text: lines
            .get(range.start - 1..range.end - 1)
            .unwrap_or_default()
            .join("\n"),
        lines: range,
        changes,
    };
    let mut segments = Vec::new();
    let mut next = 1;
    for (range, changes) in marked {
        if next < range.start {
            segments.push(cut(next..range.start, Vec::new()));
        }
        next = range.end;
        segments.push(cut(range, changes));
    }
    if next <= lines.len() {
        segments.push(cut(next..lines.len() + 1, Vec::new()));
    }
    segments
}

#[component]
fn FileView(path: String, file: File) -> AnyView {
    let store = store();
    let code = NodeRef::<html::Div>::new();
    let changes = file.changes;
    let segments = segments(&file.text, &changes);
    let jumps = (!changes.is_empty()).then(|| jumps(&changes, &segments, code));
    let body: Vec<_> = segments
        .into_iter()
        .map(|segment| segment_view(segment, &changes))
        .collect();
    let name = split(&path).1.to_owned();
    let label = format!("Text of {name}");
    let (copied, saved) = (file.text.clone(), file.text);
    let announced = name.clone();
    let copy = move |_| {
        io::copy(&copied);
        store.announcement.set(format!("Copied {announced}"));
    };
    let file_name = name.clone();
    let save = move |_| io::save_text(&file_name, "text/plain", &saved);
    view! {
        <section class="file">
            <header class="file__head">
                <h3 class="mono">{name}</h3>
                <button
                    class="button"
                    data-look="plain"
                    type="button"
                    aria-label="Copy the file"
                    title="Copy the file"
                    on:click=copy
                >
                    {glyph(glyph::COPY)}
                </button>
                <button
                    class="button"
                    data-look="plain"
                    type="button"
                    aria-label="Save the file"
                    title="Save the file"
                    on:click=save
                >
                    {glyph(glyph::SAVE)}
                </button>
            </header>
            {jumps}
            <div class="code" role="region" tabindex="0" aria-label=label node_ref=code>
                {body}
            </div>
        </section>
    }
    .into_any()
}

fn segment_view(segment: Segment, changes: &[Change]) -> AnyView {
    let numbers: Vec<String> = segment.lines.clone().map(|line| line.to_string()).collect();
    let reasons: Vec<_> = segment
        .changes
        .iter()
        .map(|&at| {
            let change = &changes[at];
            let before = change.before.as_ref().map_or_else(
                || "new".to_owned(),
                |before| format!("was {}", brief(before)),
            );
            view! {
                <p class="code__why">
                    {change.reason.clone()} " " <small>{before} " · " {change.source}</small>
                </p>
            }
        })
        .collect();
    let is_marked = !segment.changes.is_empty();
    view! {
        <div
            class="code__part"
            data-is_marked=is_marked.then_some("")
            data-line=is_marked.then(|| segment.lines.start.to_string())
            tabindex=is_marked.then_some("-1")
        >
            <pre class="code__numbers" aria-hidden="true">
                {numbers.join("\n")}
            </pre>
            <pre class="code__text">{segment.text}</pre>
            {reasons}
        </div>
    }
    .into_any()
}

/// At most so much of a value that one line holds it.
fn brief(value: &str) -> String {
    const LONGEST: usize = 60;
    let line = value.lines().next().unwrap_or_default();
    if line.len() == value.len() && line.chars().count() <= LONGEST {
        return if line.is_empty() {
            "empty".into()
        } else {
            line.to_owned()
        };
    }
    line.chars().take(LONGEST).chain(['…']).collect()
}

fn jumps(changes: &[Change], segments: &[Segment], code: NodeRef<html::Div>) -> AnyView {
    let starts: Vec<(usize, usize)> = segments
        .iter()
        .flat_map(|segment| segment.changes.iter().map(|&at| (at, segment.lines.start)))
        .collect();
    let items: Vec<_> = starts
        .into_iter()
        .map(|(at, start)| {
            let change = &changes[at];
            view! {
                <li>
                    <button class="jump" type="button" on:click=move |_| jump(code, start)>
                        <span class="jump__line">{change.line}</span>
                        <span class="jump__path">{change.path.clone()}</span>
                        <span class="jump__value">{brief(&change.after)}</span>
                    </button>
                </li>
            }
        })
        .collect();
    let count = match changes.len() {
        1 => "1 value changed".to_owned(),
        n => format!("{n} values changed"),
    };
    view! {
        <details class="more">
            <summary>{count}</summary>
            <ul class="jumps">{items}</ul>
        </details>
    }
    .into_any()
}

/// Scrolls to a changed line and puts the focus there.
fn jump(code: NodeRef<html::Div>, line: usize) {
    let part = code
        .get_untracked()
        .and_then(|code| {
            code.query_selector(&format!("[data-line=\"{line}\"]"))
                .ok()
                .flatten()
        })
        .and_then(|part| part.dyn_into::<web_sys::HtmlElement>().ok());
    let Some(part) = part else { return };
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(web_sys::ScrollLogicalPosition::Center);
    part.scroll_into_view_with_scroll_into_view_options(&options);
    let _ = part.focus();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn change(line: usize, line_end: usize) -> Change {
        Change {
            path: "/a".into(),
            before: None,
            after: "1".into(),
            reason: "because".into(),
            source: "seed",
            line,
            line_end,
        }
    }

    #[test]
    fn a_text_is_cut_at_its_changes_and_nothing_is_lost() {
        let text = "a\nb\nc\nd\ne\n";
        let cuts = |changes: &[Change]| -> Vec<String> {
            segments(text, changes)
                .into_iter()
                .map(|one| {
                    format!(
                        "{:?} {} {:?}",
                        one.lines,
                        one.text.replace('\n', ""),
                        one.changes
                    )
                })
                .collect()
        };
        assert_eq!(cuts(&[]), ["1..6 abcde []"]);
        assert_eq!(
            cuts(&[change(4, 4), change(2, 3)]),
            ["1..2 a []", "2..4 bc [1]", "4..5 d [0]", "5..6 e []"]
        );
        assert_eq!(cuts(&[change(1, 3), change(3, 5)]), ["1..6 abcde [0, 1]"]);
        assert_eq!(cuts(&[change(9, 9)]), ["1..5 abcd []", "5..6 e [0]"]);
        assert_eq!(segments("", &[change(1, 1)])[0].text, "");
    }

    #[test]
    fn a_long_value_is_told_in_brief() {
        assert_eq!(brief("9443"), "9443");
        assert_eq!(brief("a\nb"), "a…");
        assert_eq!(brief(&"x".repeat(70)).chars().count(), 61);
    }
}
