//! Fields that send a command when a person is done with them.
//!
//! A field keeps what was typed until it is accepted: a refusal shows beneath it, Escape goes back to what the design
//! says, and changes elsewhere don't touch what is being typed.

use std::rc::Rc;
use std::sync::atomic::{AtomicU32, Ordering};

use leptos::prelude::*;

use crate::app::dom::{
    self, BLUR, CHANGE, Child, Content, El, INPUT, KEY_DOWN, Text, el, value_of,
};
use crate::app::signal::Signal;
use crate::app::words::{self, Words};
use crate::say::{self, Arg, Message, Said};

/// A text that follows the design.
pub(super) type Follow = Rc<dyn Fn() -> String>;

/// Sends what was typed; the refusal where there is one.
pub(super) type Commit = Rc<dyn Fn(String) -> Result<(), String>>;

/// A remark on what is being typed, before it is sent.
pub(super) type Hint = fn(&str) -> Option<Said>;

/// A value and what it is called.
pub(super) type Choice = (String, String);

fn follow<W: Words>(text: impl Fn() -> W + 'static) -> Follow {
    Rc::new(move || text().words().into_owned())
}

/// An identifier for `for`, `aria-labelledby` and the like.
pub(super) fn fresh(prefix: &str) -> String {
    static NEXT: AtomicU32 = AtomicU32::new(0);
    format!("{prefix}-{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

/// What stands beneath a field, each with an identifier that the field is described by.
struct Notes {
    note: Option<Follow>,
    hint: Option<Follow>,
    refusal: Signal<String>,
    id: String,
}

impl Notes {
    /// The texts that are there now, with their kinds.
    fn lines(&self) -> [(&'static str, String); 3] {
        let text =
            |follow: &Option<Follow>| follow.as_ref().map_or_else(String::new, |text| text());
        [
            ("note", text(&self.note)),
            ("hint", text(&self.hint)),
            ("refusal", self.refusal.get()),
        ]
    }

    fn id_of(&self, kind: &str) -> String {
        format!("{}-{kind}", self.id)
    }

    /// The identifiers for `aria-describedby`.
    fn described(&self) -> Option<String> {
        let ids: Vec<String> = self
            .lines()
            .iter()
            .filter(|(_, text)| !text.is_empty())
            .map(|(kind, _)| self.id_of(kind))
            .collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    fn show(&self) -> Content {
        let there = self
            .lines()
            .into_iter()
            .filter(|(_, text)| !text.is_empty());
        there
            .map(|(kind, text)| {
                el("p")
                    .class("field__note")
                    .attr("data-kind", kind)
                    .attr("id", self.id_of(kind))
                    .text(&text)
            })
            .collect::<Vec<_>>()
            .into()
    }
}

/// The label, the field and its notes.
fn framed(label: &str, bare: bool, field: El, notes: Rc<Notes>) -> El {
    let described = notes.clone();
    let invalid = notes.refusal;
    let field = field
        .attr("id", notes.id.clone())
        .bind("aria-describedby", move || described.described())
        .bind("aria-invalid", move || {
            invalid
                .with(|refusal| !refusal.is_empty())
                .then_some("true")
        });
    el("div")
        .class("field")
        .attr("data-bare", bare)
        .child(
            el("label")
                .class(if bare { "unseen" } else { "field__label" })
                .attr("for", notes.id.clone())
                .text(label),
        )
        .child(field)
        .region(move || notes.show())
}

/// A line of text that becomes a command.
pub(super) struct TextField {
    label: Text,
    value: Follow,
    commit: Commit,
    placeholder: Option<Follow>,
    hint: Option<Hint>,
    note: Option<Follow>,
    mono: bool,
    number: bool,
    bare: bool,
}

impl TextField {
    pub(super) fn new(
        label: impl Words,
        value: impl Fn() -> String + 'static,
        commit: impl Fn(String) -> Result<(), String> + 'static,
    ) -> Self {
        Self {
            label: label.words(),
            value: Rc::new(value),
            commit: Rc::new(commit),
            placeholder: None,
            hint: None,
            note: None,
            mono: false,
            number: false,
            bare: false,
        }
    }

    /// What holds while the field is empty.
    pub(super) fn placeholder<W: Words>(mut self, text: impl Fn() -> W + 'static) -> Self {
        self.placeholder = Some(follow(text));
        self
    }

    pub(super) fn hint(mut self, hint: Hint) -> Self {
        self.hint = Some(hint);
        self
    }

    /// Stands beneath the field, always.
    pub(super) fn note<W: Words>(mut self, text: impl Fn() -> W + 'static) -> Self {
        self.note = Some(follow(text));
        self
    }

    pub(super) fn mono(mut self) -> Self {
        self.mono = true;
        self
    }

    pub(super) fn number(mut self) -> Self {
        self.number = true;
        self
    }

    /// Without a visible label, in tables.
    pub(super) fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    pub(super) fn el(self) -> El {
        let draft = Draft {
            typed: Signal::new(None),
            refusal: Signal::new(String::new()),
            value: self.value.clone(),
            commit: self.commit,
        };
        let shown = draft.clone();
        let hint = self.hint.map(|hint| -> Follow {
            let shown = shown.clone();
            Rc::new(move || {
                hint(&shown.shown()).map_or_else(String::new, |said| words::tell(&said))
            })
        });
        let notes = Rc::new(Notes {
            note: self.note,
            hint,
            refusal: draft.refusal,
            id: fresh("field"),
        });
        let (input, change, blur, key) = (draft.clone(), draft.clone(), draft.clone(), draft);
        let mut field = el("input")
            .class("field__input")
            .attr("data-mono", self.mono)
            .attr("type", "text")
            .attr("autocomplete", "off")
            .attr("autocapitalize", "off")
            .attr("spellcheck", "false")
            .attr("inputmode", self.number.then_some("numeric"))
            .value(move || shown.shown())
            .on(INPUT, move |event| input.type_in(value_of(&event)))
            .on(CHANGE, move |_| change.finish())
            .on(BLUR, move |_| blur.finish())
            .on(KEY_DOWN, move |event| key.key(&event));
        if let Some(text) = self.placeholder {
            field = field.bind("placeholder", move || text());
        }
        framed(&self.label, self.bare, field, notes)
    }
}

impl Child for TextField {
    fn add_to(self, parent: &web_sys::Element) {
        self.el().add_to(parent);
    }
}

/// What is being typed, until it is accepted.
#[derive(Clone)]
struct Draft {
    typed: Signal<Option<String>>,
    /// Empty where there is none.
    refusal: Signal<String>,
    value: Follow,
    commit: Commit,
}

impl Draft {
    fn shown(&self) -> String {
        self.typed.get().unwrap_or_else(|| (self.value)())
    }

    fn type_in(&self, text: String) {
        self.typed.set(Some(text));
        self.refusal.set(String::new());
    }

    fn finish(&self) {
        // A field that has the focus is left when it is taken from the page, and its signals went before it.
        let Some(typed) = self.typed.try_get_untracked().flatten() else {
            return;
        };
        // Refused once; it waits to be mended.
        if !self.refusal.with_untracked(String::is_empty) {
            return;
        }
        let result = if typed == untrack(|| (self.value)()) {
            Ok(())
        } else {
            (self.commit)(typed)
        };
        match result {
            Ok(()) => self.typed.set(None),
            Err(why) => self.refusal.set(why),
        }
    }

    fn key(&self, event: &web_sys::KeyboardEvent) {
        match event.key().as_str() {
            "Enter" if !event.is_composing() => {
                event.prevent_default();
                self.finish();
            }
            "Escape" if self.typed.with_untracked(Option::is_some) => {
                // The field goes back, not the dialog around it.
                event.prevent_default();
                event.stop_propagation();
                self.typed.set(None);
                self.refusal.set(String::new());
            }
            _ => {}
        }
    }
}

/// A choice of one that becomes a command.
pub(super) struct SelectField {
    label: Text,
    value: Follow,
    choices: Rc<dyn Fn() -> Vec<Choice>>,
    commit: Commit,
    bare: bool,
}

impl SelectField {
    pub(super) fn new(
        label: impl Words,
        value: impl Fn() -> String + 'static,
        choices: impl Fn() -> Vec<Choice> + 'static,
        commit: impl Fn(String) -> Result<(), String> + 'static,
    ) -> Self {
        Self {
            label: label.words(),
            value: Rc::new(value),
            choices: Rc::new(choices),
            commit: Rc::new(commit),
            bare: false,
        }
    }

    pub(super) fn bare(mut self) -> Self {
        self.bare = true;
        self
    }

    pub(super) fn el(self) -> El {
        let refusal = Signal::new(String::new());
        let (value, commit) = (self.value.clone(), self.commit);
        let field = options(el("select").class("field__input"), self.value, self.choices).on(
            CHANGE,
            move |event| {
                let result = commit(value_of(&event));
                if result.is_err() {
                    let field = event.target().map(wasm_bindgen::JsCast::unchecked_into);
                    if let Some(field) = field {
                        web_sys::HtmlSelectElement::set_value(&field, &untrack(|| value()));
                    }
                }
                refusal.set(result.err().unwrap_or_default());
            },
        );
        let notes = Notes {
            note: None,
            hint: None,
            refusal,
            id: fresh("field"),
        };
        framed(&self.label, self.bare, field, Rc::new(notes))
    }
}

impl Child for SelectField {
    fn add_to(self, parent: &web_sys::Element) {
        self.el().add_to(parent);
    }
}

/// Fills a select whose chosen option follows the design.
pub(super) fn options(select: El, value: Follow, choices: Rc<dyn Fn() -> Vec<Choice>>) -> El {
    let list: web_sys::HtmlSelectElement = select.cast();
    let chosen = value.clone();
    let filled = select.keyed(
        move || choices(),
        move |choices| {
            // New options say which is chosen: they may come after the value was set, which tells the old ones only.
            let chosen = chosen();
            choices
                .iter()
                .map(|(key, name)| {
                    el("option")
                        .attr("value", key.clone())
                        .attr("selected", *key == chosen)
                        .text(name)
                })
                .collect::<Vec<_>>()
        },
    );
    dom::watch(move || list.set_value(&value()));
    filled
}

/// Yes or no, sent at once.
pub(super) fn check_field(
    label: impl Words,
    value: impl Fn() -> bool + 'static,
    commit: impl Fn(bool) + 'static,
    note: impl Words,
) -> El {
    let id = fresh("field");
    let note_id = format!("{id}-note");
    let field = el("input")
        .class("field__check")
        .attr("type", "checkbox")
        .attr("id", id.clone())
        .attr("aria-describedby", note_id.clone())
        .checked(value);
    let tick: web_sys::HtmlInputElement = field.cast();
    el("div")
        .class("field")
        .attr("data-check", true)
        .child(field.on(CHANGE, move |_| commit(tick.checked())))
        .child(
            el("label")
                .class("field__label")
                .attr("for", id)
                .text(label),
        )
        .child(
            el("p")
                .class("field__note")
                .attr("data-kind", "note")
                .attr("id", note_id)
                .text(note),
        )
}

/// A number, or nothing where the field is blank.
///
/// # Errors
/// Says between which numbers it must be.
pub(super) fn number<T: std::str::FromStr>(
    typed: &str,
    what: Message,
    range: impl Into<Arg>,
) -> Result<Option<T>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    typed
        .parse()
        .map(Some)
        .map_err(|_| words::tell(&say::field_number(typed, what, range)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::say::Texts;

    #[test]
    fn a_blank_number_is_none_and_a_word_says_what_to_type() {
        words::speak(Texts::ENGLISH);
        assert_eq!(number::<u16>("  ", say::OFFSET, "0 – 65535"), Ok(None));
        assert_eq!(number::<u16>(" 7 ", say::OFFSET, "0 – 65535"), Ok(Some(7)));
        assert_eq!(
            number::<u16>("70000", say::OFFSET, "0 – 65535"),
            Err("`70000` is no offset; type 0 – 65535, or leave the field empty".into())
        );
    }
}
