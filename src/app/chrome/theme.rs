//! The theme: the system's, light or dark; remembered.

use leptos::prelude::*;

use super::glyph::{self, glyph};
use super::icon_button;
use crate::app::dom::{CLICK, El};
use crate::app::signal::Signal;
use crate::app::storage;
use crate::say::{self, Message};

/// Read by `public/theme.js` too, before anything is drawn.
const KEY: &str = "apim-designer.theme";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Theme {
    System,
    Light,
    Dark,
}

impl Theme {
    /// As it is stored.
    fn id(self) -> &'static str {
        match self {
            Theme::System => "system",
            Theme::Light => "light",
            Theme::Dark => "dark",
        }
    }

    fn label(self) -> Message {
        match self {
            Theme::System => say::THEME_SYSTEM,
            Theme::Light => say::THEME_LIGHT,
            Theme::Dark => say::THEME_DARK,
        }
    }

    fn next(self) -> Self {
        match self {
            Theme::System => Theme::Light,
            Theme::Light => Theme::Dark,
            Theme::Dark => Theme::System,
        }
    }

    fn icon(self) -> &'static str {
        match self {
            Theme::System => glyph::SYSTEM,
            Theme::Light => glyph::LIGHT,
            Theme::Dark => glyph::DARK,
        }
    }

    fn stored() -> Self {
        match storage::get(KEY).as_deref() {
            Some("light") => Theme::Light,
            Some("dark") => Theme::Dark,
            _ => Theme::System,
        }
    }

    fn apply(self) {
        let Some(root) = document().document_element() else {
            return;
        };
        // Setting an attribute of this name cannot fail.
        let _ = match self {
            Theme::System => root.remove_attribute("data-theme"),
            Theme::Light | Theme::Dark => root.set_attribute("data-theme", self.id()),
        };
    }
}

pub(super) fn theme_button() -> El {
    let theme = Signal::new(Theme::stored());
    let label = move || theme.get().label();
    icon_button()
        .bind("aria-label", label)
        .bind("title", label)
        .on(CLICK, move |_| {
            let next = theme.get_untracked().next();
            theme.set(next);
            next.apply();
            // Without storage the choice lasts as long as the page.
            let _ = storage::set(KEY, next.id());
        })
        .region(move || glyph(theme.get().icon()))
}
