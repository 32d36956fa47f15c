//! Fields that send a command when a person is done with them.
//!
//! A field keeps what was typed until it is accepted: a refusal shows beneath it, Escape goes back to what the design
//! says, and changes elsewhere don't touch what is being typed.

use std::sync::atomic::{AtomicU32, Ordering};

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;

/// Sends what was typed; the refusal where there is one.
pub(super) type Commit = Callback<String, Result<(), String>>;

/// A remark on what is being typed, before it is sent.
pub(super) type Hint = fn(&str) -> Option<String>;

/// An identifier for `for`, `aria-labelledby` and the like.
pub(super) fn fresh(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn described(ids: [(&str, bool); 3]) -> Option<String> {
    let used: Vec<&str> = ids
        .into_iter()
        .filter_map(|(id, used)| used.then_some(id))
        .collect();
    (!used.is_empty()).then(|| used.join(" "))
}

#[component]
pub(super) fn TextField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    commit: Commit,
    /// What holds while the field is empty.
    #[prop(optional, into)]
    placeholder: Signal<String>,
    #[prop(optional)] hint: Option<Hint>,
    /// Stands beneath the field, always.
    #[prop(optional, into)]
    note: Signal<String>,
    #[prop(optional)] mono: bool,
    #[prop(optional)] number: bool,
    /// Without a visible label, in tables.
    #[prop(optional)]
    bare: bool,
) -> AnyView {
    let draft = RwSignal::new(None::<String>);
    let refusal = RwSignal::new(None::<String>);
    let shown = move || draft.get().unwrap_or_else(|| value.get());
    let remark = Memo::new(move |_| hint.and_then(|hint| hint(&shown())));
    let id = fresh("field");
    let (note_id, hint_id, refusal_id) = (format!("{id}-n"), format!("{id}-h"), format!("{id}-r"));
    let finish = move || {
        let Some(typed) = draft.get_untracked() else {
            return;
        };
        // Refused once; it waits to be mended.
        if refusal.with_untracked(Option::is_some) {
            return;
        }
        let result = if typed == value.get_untracked() {
            Ok(())
        } else {
            commit.run(typed)
        };
        match result {
            Ok(()) => draft.set(None),
            Err(why) => refusal.set(Some(why)),
        }
    };
    let on_key = move |ev: KeyboardEvent| match ev.key().as_str() {
        "Enter" if !ev.is_composing() => {
            ev.prevent_default();
            finish();
        }
        "Escape" if draft.with_untracked(Option::is_some) => {
            // The field goes back, not the dialog around it.
            ev.prevent_default();
            ev.stop_propagation();
            draft.set(None);
            refusal.set(None);
        }
        _ => {}
    };
    let ids = (note_id.clone(), hint_id.clone(), refusal_id.clone());
    let describes = move || {
        described([
            (&ids.0, note.with(|note| !note.is_empty())),
            (&ids.1, remark.with(Option::is_some)),
            (&ids.2, refusal.with(Option::is_some)),
        ])
    };
    view! {
        <div class="field" data-bare=bare.then_some("")>
            <label class=if bare { "unseen" } else { "field__label" } for=id.clone()>
                {label}
            </label>
            <input
                class="field__input"
                data-mono=mono.then_some("")
                type="text"
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                inputmode=number.then_some("numeric")
                id=id
                prop:value=shown
                placeholder=move || placeholder.get()
                aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                aria-describedby=describes
                on:input=move |ev| {
                    draft.set(Some(event_target_value(&ev)));
                    refusal.set(None);
                }
                on:change=move |_| finish()
                on:blur=move |_| finish()
                on:keydown=on_key
            />
            <FieldNotes note note_id remark hint_id refusal refusal_id/>
        </div>
    }
    .into_any()
}

#[component]
fn FieldNotes(
    note: Signal<String>,
    note_id: String,
    remark: Memo<Option<String>>,
    hint_id: String,
    refusal: RwSignal<Option<String>>,
    refusal_id: String,
) -> AnyView {
    let line = |id: &str, kind: &'static str, text: String| {
        view! {
            <p class="field__note" data-kind=kind id=id.to_owned()>
                {text}
            </p>
        }
        .into_any()
    };
    (move || {
        let mut lines = Vec::new();
        let text = note.get();
        if !text.is_empty() {
            lines.push(line(&note_id, "note", text));
        }
        lines.extend(remark.get().map(|text| line(&hint_id, "hint", text)));
        lines.extend(refusal.get().map(|text| line(&refusal_id, "refusal", text)));
        lines
    })
    .into_any()
}

/// A value and what it is called.
pub(super) type Choice = (String, String);

#[component]
pub(super) fn SelectField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<String>,
    #[prop(into)] choices: Signal<Vec<Choice>>,
    commit: Commit,
    #[prop(optional, into)] note: Signal<String>,
    #[prop(optional)] bare: bool,
) -> AnyView {
    let refusal = RwSignal::new(None::<String>);
    let id = fresh("field");
    let (note_id, refusal_id) = (format!("{id}-n"), format!("{id}-r"));
    let ids = (note_id.clone(), refusal_id.clone());
    let describes = move || {
        described([
            (&ids.0, note.with(|note| !note.is_empty())),
            (&ids.1, refusal.with(Option::is_some)),
            ("", false),
        ])
    };
    let on_change = move |ev: leptos::ev::Event| {
        let result = commit.run(event_target_value(&ev));
        if result.is_err() {
            event_target::<web_sys::HtmlSelectElement>(&ev).set_value(&value.get_untracked());
        }
        refusal.set(result.err());
    };
    view! {
        <div class="field" data-bare=bare.then_some("")>
            <label class=if bare { "unseen" } else { "field__label" } for=id.clone()>
                {label}
            </label>
            <select
                class="field__input"
                id=id
                aria-invalid=move || refusal.with(Option::is_some).then_some("true")
                aria-describedby=describes
                on:change=on_change
            >
                {options(value, choices)}
            </select>
            <FieldNotes
                note
                note_id
                remark=Memo::new(|_| None)
                hint_id=String::new()
                refusal
                refusal_id
            />
        </div>
    }
    .into_any()
}

/// The options of a select whose chosen one follows a signal.
pub(super) fn options(value: Signal<String>, choices: Signal<Vec<Choice>>) -> AnyView {
    (move || {
        choices
            .get()
            .into_iter()
            .map(|(key, name)| {
                let own = key.clone();
                view! {
                    <option value=key prop:selected=move || value.with(|value| *value == own)>
                        {name}
                    </option>
                }
                .into_any()
            })
            .collect::<Vec<_>>()
    })
    .into_any()
}

#[component]
pub(super) fn CheckField(
    #[prop(into)] label: String,
    #[prop(into)] value: Signal<bool>,
    commit: Callback<bool>,
    #[prop(optional, into)] note: String,
) -> AnyView {
    let id = fresh("field");
    let note_id = format!("{id}-n");
    view! {
        <div class="field" data-check="">
            <input
                class="field__check"
                type="checkbox"
                id=id.clone()
                prop:checked=value
                aria-describedby=note_id.clone()
                on:change=move |ev| commit.run(event_target_checked(&ev))
            />
            <label class="field__label" for=id>
                {label}
            </label>
            <p class="field__note" data-kind="note" id=note_id>
                {note}
            </p>
        </div>
    }
    .into_any()
}

/// A number, or nothing where the field is blank.
///
/// # Errors
/// Says between which numbers it must be.
pub(super) fn number<T: std::str::FromStr>(
    typed: &str,
    what: &str,
    range: &str,
) -> Result<Option<T>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed
        .parse()
        .map(Some)
        .map_err(|_| format!("`{typed}` is no {what}; type {range}, or leave the field empty"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_blank_number_is_none_and_a_word_says_what_to_type() {
        assert_eq!(number::<u16>("  ", "offset", "0 to 65535"), Ok(None));
        assert_eq!(number::<u16>(" 7 ", "offset", "0 to 65535"), Ok(Some(7)));
        assert_eq!(
            number::<u16>("70000", "offset", "0 to 65535"),
            Err("`70000` is no offset; type 0 to 65535, or leave the field empty".into())
        );
    }
}
