//! What is wrong or doubtful, gravest first, each with its remedy.

use std::cell::RefCell;
use std::rc::Rc;

use super::{Chrome, Tab, button, glyph};
use crate::app::dom::{CLICK, El, el};
use crate::app::labels;
use crate::app::signal::Signal;
use crate::app::store::{Finding, Look, Selected, Store};
use crate::app::words::word;
use crate::checks::{Place, Severity};
use crate::say::{self, Said};
use crate::table::SortedSet;

/// How many of one severity are shown at first.
const FIRST: usize = 100;

pub(super) fn findings_pane(store: Store, chrome: Chrome) -> El {
    el("div")
        .keyed(
            move || store.unchecked.get(),
            move |why| {
                (!why.is_empty()).then(|| {
                    el("p")
                        .class("findings__none")
                        .attr("data-failed", true)
                        .text(say::findings_unchecked(why))
                        .child(button(say::TRY_AGAIN).on(CLICK, move |_| store.check()))
                })
            },
        )
        .keyed(
            move || {
                store.findings.see(std::vec::Vec::is_empty) && store.unchecked.with(Said::is_empty)
            },
            |&none| {
                none.then(|| {
                    el("p")
                        .class("findings__none")
                        .child(glyph::glyph(glyph::GOOD))
                        .text(say::FINDINGS_NONE)
                })
            },
        )
        .child(group(store, chrome, Severity::Error, say::findings_errors))
        .child(group(
            store,
            chrome,
            Severity::Warning,
            say::findings_warnings,
        ))
        .child(group(store, chrome, Severity::Note, say::findings_notes))
}

fn group(store: Store, chrome: Chrome, severity: Severity, title: fn(usize) -> Said) -> El {
    let shown = Signal::new(FIRST);
    let more = move || count(store, severity).saturating_sub(shown.get());
    el("section")
        .class("findings")
        .bind("hidden", move || count(store, severity) == 0)
        .child(
            el("h2")
                .class("heading")
                .bind_text(move || title(count(store, severity))),
        )
        .child(list(store, chrome, Of::Severity(severity, shown)))
        .keyed(
            move || more() > 0,
            move |&some| {
                some.then(|| {
                    el("button")
                        .class("button")
                        .attr("type", "button")
                        .bind_text(move || say::findings_more(more().min(FIRST)))
                        .on(CLICK, move |_| shown.update(|shown| *shown += FIRST))
                })
            },
        )
}

fn count(store: Store, severity: Severity) -> usize {
    store.findings.see(|findings| {
        let like = findings.iter().filter(|one| one.severity == severity);
        like.count()
    })
}

/// The findings about one place, above its properties.
pub(super) fn findings_at(store: Store, chrome: Chrome, place: Place) -> El {
    list(store, chrome, Of::Place(place)).attr("data-here", true)
}

/// What the findings of a list have in common.
enum Of {
    /// No more of them than the signal says.
    Severity(Severity, Signal<usize>),
    Place(Place),
}

impl Of {
    fn fits(&self, finding: &Finding) -> bool {
        match self {
            Of::Severity(severity, _) => finding.severity == *severity,
            Of::Place(place) => finding.at.contains(place),
        }
    }

    fn limit(&self) -> usize {
        match self {
            Of::Severity(_, shown) => shown.get(),
            Of::Place(_) => usize::MAX,
        }
    }
}

fn list(store: Store, chrome: Chrome, of: Of) -> El {
    let listed = matches!(of, Of::Severity(..));
    // Where the finding of each row stands among all now.
    let places = Rc::new(RefCell::new(Vec::new()));
    let known = places.clone();
    el("ul").class("findings__list").each(
        move || {
            let rows = store.findings.see(|findings| keyed(findings, &of));
            let keys = rows.iter().map(|(key, _)| key.clone()).collect();
            places.replace(rows);
            keys
        },
        move |key| {
            let (known, key) = (known.clone(), key.clone());
            let now = move || {
                let rows = known.borrow();
                rows.iter()
                    .find(|(known, _)| *known == key)
                    .map(|(_, at)| *at)
            };
            el("li").child(card(store, chrome, listed, Box::new(now)))
        },
    )
}

/// The findings of a list by their places among all, each with what its row says. A finding that says the same stays
/// in its row; equal ones are told apart by their order.
fn keyed(findings: &[Finding], of: &Of) -> Vec<(String, usize)> {
    let mut keys = SortedSet::new();
    let fitting = findings.iter().enumerate().filter(|(_, one)| of.fits(one));
    fitting
        .take(of.limit())
        .map(|(at, finding)| {
            let mut key = format!("{} {} {}", finding.code, finding.message, finding.advice);
            for place in &finding.at {
                key = format!("{key} {place}");
            }
            if let Some(fix) = &finding.fix {
                key = format!("{key} {fix}");
            }
            while !keys.insert(key.clone()) {
                key.push('+');
            }
            (key, at)
        })
        .collect()
}

/// One finding. Only those in the list of all carry their code, so that each is in the page once.
fn card(
    store: Store,
    chrome: Chrome,
    listed: bool,
    now: Box<dyn Fn() -> Option<usize>>,
) -> Option<El> {
    let Finding {
        code,
        severity,
        at,
        message,
        advice,
        source,
        fix,
    } = store
        .findings
        .peek(|findings| findings.get(now()?).cloned())?;
    let fix = fix.map(|fix| {
        prose(button(""), &fix)
            .attr("data-look", "small-primary")
            .on(CLICK, move |_| {
                // Where it stands now, not where it stood when the row was made.
                if let Some(at) = now() {
                    store.fix(at);
                }
            })
    });
    let settings = (listed && at.contains(&Place::Design)).then(|| {
        button(say::FINDINGS_SETTINGS)
            .attr("data-look", "small")
            .on(CLICK, move |_| {
                store.selection.update(SortedSet::clear);
                chrome.show(Tab::Properties);
            })
    });
    let places: Vec<_> = at.iter().filter_map(Selected::at).collect();
    let show = (listed && !places.is_empty()).then(|| {
        button(say::FINDING_SHOW)
            .attr("data-look", "small")
            .attr("aria-label", say::finding_show_it(&message))
            .on(CLICK, move |_| {
                store.selection.set(places.iter().cloned().collect());
                store.show_selected();
            })
    });
    Some(
        el("article")
            .class("finding")
            .attr("data-severity", severity.id())
            .attr("data-finding", listed.then(|| code.clone()))
            .child(
                el("p")
                    .class("finding__head")
                    .child(glyph::severity(severity))
                    .child(
                        el("span")
                            .class("unseen")
                            .text(format!("{}: ", word(labels::severity(severity)))),
                    )
                    .child(prose(el("strong"), &message)),
            )
            .child(prose(el("p").class("finding__advice"), &advice))
            .child(
                el("div")
                    .class("finding__foot")
                    .child(fix)
                    .child(show)
                    .child(settings)
                    .child(
                        el("small")
                            .class("finding__source")
                            .text(format!("{code} · {source}")),
                    ),
            ),
    )
}

/// Puts a text in which names stand between backquotes into an element.
fn prose(into: El, text: &str) -> El {
    let parts = text.split('`').enumerate();
    parts.fold(into, |into, (at, part)| {
        if at % 2 == 1 {
            into.child(el("code").text(part))
        } else {
            into.text(part)
        }
    })
}
