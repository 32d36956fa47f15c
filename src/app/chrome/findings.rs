//! What is wrong or doubtful, gravest first, each with its remedy.

use std::collections::BTreeMap;

use leptos::prelude::*;

use super::{chrome, glyph, selected, store};
use crate::app::labels;
use crate::checks::{Finding, Place, Severity};

/// How many of one severity are shown at first.
const FIRST: usize = 100;

/// A finding and what tells it from its like.
type Keyed = ((&'static str, Vec<Place>, String, usize), Finding);

#[component]
pub(super) fn FindingsPane() -> impl IntoView {
    let store = store();
    let none = Memo::new(move |_| store.findings.with(|findings| findings.is_empty()));
    view! {
        {move || {
            none.get()
                .then(|| {
                    view! {
                        <p class="findings__none">
                            {glyph::glyph(glyph::GOOD)} "No problems found"
                        </p>
                    }
                })
        }}
        <Group severity=Severity::Error title="Errors"/>
        <Group severity=Severity::Warning title="Warnings"/>
        <Group severity=Severity::Note title="Notes"/>
    }
}

#[component]
fn Group(severity: Severity, title: &'static str) -> impl IntoView {
    let store = store();
    let shown = RwSignal::new(FIRST);
    let all = Memo::new(move |_| {
        store
            .findings
            .with(|findings| keyed(findings.iter().filter(|one| one.severity == severity)))
    });
    let count = move || all.with(Vec::len);
    let some = Memo::new(move |_| count() > 0);
    let list = move || all.with(|all| all.iter().take(shown.get()).cloned().collect::<Vec<_>>());
    let more = move || count().saturating_sub(shown.get());
    let view = move || {
        some.get().then(|| {
            view! {
                <section class="findings">
                    <h2 class="heading">{title} " · " {count}</h2>
                    <ul class="findings__list">
                        <For each=list key=|(key, _)| key.clone() let((_key, finding))>
                            <li>
                                <FindingCard finding listed=true/>
                            </li>
                        </For>
                    </ul>
                    <Show when=move || { more() > 0 }>
                        <button
                            class="button"
                            type="button"
                            on:click=move |_| shown.update(|shown| *shown += FIRST)
                        >
                            {move || format!("Show {} more", more().min(FIRST))}
                        </button>
                    </Show>
                </section>
            }
        })
    };
    view.into_any()
}

/// Equal findings are told apart by their number.
fn keyed<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<Keyed> {
    let mut uses = BTreeMap::new();
    findings
        .map(|finding| {
            let nth = uses
                .entry((finding.code, &finding.at, &finding.message))
                .and_modify(|n| *n += 1)
                .or_insert(0_usize);
            (
                (
                    finding.code,
                    finding.at.clone(),
                    finding.message.clone(),
                    *nth,
                ),
                finding.clone(),
            )
        })
        .collect()
}

/// The findings about one place, above its properties.
#[component]
pub(super) fn FindingsAt(place: Place) -> AnyView {
    let store = store();
    let here = Memo::new(move |_| {
        store
            .findings
            .with(|findings| keyed(findings.iter().filter(|one| one.at.contains(&place))))
    });
    view! {
        <ul class="findings__list" data-here="">
            <For each=move || here.get() key=|(key, _)| key.clone() let((_key, finding))>
                <li>
                    <FindingCard finding listed=false/>
                </li>
            </For>
        </ul>
    }
    .into_any()
}

/// One finding. Only those in the list of all carry their code, so that each is in the page once.
#[component]
fn FindingCard(finding: Finding, listed: bool) -> AnyView {
    let (store, chrome) = (store(), chrome());
    let Finding {
        code,
        severity,
        at,
        message,
        advice,
        source,
        fix,
    } = finding;
    let places: Vec<_> = at.iter().filter_map(selected).collect();
    let show = (listed && !places.is_empty()).then(|| {
        let label = format!("Show: {message}");
        view! {
            <button
                class="button"
                data-look="small"
                type="button"
                aria-label=label
                on:click=move |_| store.selection.set(places.iter().cloned().collect())
            >
                "Show"
            </button>
        }
    });
    let settings = (listed && at.contains(&Place::Design)).then(|| {
        view! {
            <button
                class="button"
                data-look="small"
                type="button"
                on:click=move |_| {
                    store.selection.update(std::collections::BTreeSet::clear);
                    chrome.show(super::Tab::Properties);
                }
            >
                "Show the settings"
            </button>
        }
    });
    let fix = fix.map(|fix| {
        view! {
            <button
                class="button"
                data-look="small-primary"
                type="button"
                on:click=move |_| {
                    store.run(fix.command.clone());
                }
            >
                {fix.label}
            </button>
        }
    });
    view! {
        <article
            class="finding"
            data-severity=labels::severity_id(severity)
            data-finding=listed.then_some(code)
        >
            <p class="finding__head">
                {glyph::severity(severity)} <span class="unseen">{labels::severity(severity)} ": "</span>
                <strong>{message}</strong>
            </p>
            <p class="finding__advice">{advice}</p>
            <div class="finding__foot">
                {fix} {show} {settings} <small class="finding__source">{code} " · " {source}</small>
            </div>
        </article>
    }
    .into_any()
}
