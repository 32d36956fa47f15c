//! The language that the page speaks.
//!
//! One at a time, for the whole page: views ask for a message's words when they are made, and are made anew when the
//! language changes.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::say::{Message, Said, Texts};

thread_local! {
    static TEXTS: RefCell<Texts> = RefCell::new(Texts::alone(""));
}

/// From now on the page speaks from these.
pub(super) fn speak(texts: Texts) {
    TEXTS.set(texts);
}

/// What is made with the texts that the page speaks from.
pub(super) fn with<R>(make: impl FnOnce(&Texts) -> R) -> R {
    TEXTS.with_borrow(make)
}

/// A message without arguments, in words.
pub(super) fn word(message: Message) -> &'static str {
    with(|texts| texts.of(message))
}

/// What is said, in words.
pub(super) fn tell(said: &Said) -> String {
    with(|texts| texts.tell(said))
}

/// What elements show: words that are no text of ours, or a message, in the page's language.
pub(super) trait Words {
    fn words(self) -> Cow<'static, str>;
}

impl Words for &str {
    fn words(self) -> Cow<'static, str> {
        self.to_owned().into()
    }
}

impl Words for String {
    fn words(self) -> Cow<'static, str> {
        self.into()
    }
}

impl Words for &String {
    fn words(self) -> Cow<'static, str> {
        self.clone().into()
    }
}

impl Words for Cow<'static, str> {
    fn words(self) -> Cow<'static, str> {
        self
    }
}

impl Words for Message {
    fn words(self) -> Cow<'static, str> {
        word(self).into()
    }
}

impl Words for Said {
    fn words(self) -> Cow<'static, str> {
        tell(&self).into()
    }
}

impl Words for &Said {
    fn words(self) -> Cow<'static, str> {
        tell(self).into()
    }
}
