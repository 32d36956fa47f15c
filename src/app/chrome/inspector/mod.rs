//! The properties of what is selected.

mod host;
mod instance;
mod link;

use std::rc::Rc;

use super::field::{Follow, SelectField};
use super::findings::findings_at;
use super::glyph::{self, glyph};
use super::settings::settings;
use super::top_bar::{design_name, set_version, version_text, versions};
use super::{Chrome, Subject, name_of, name_of_host, subject};
use crate::app::canvas;
use crate::app::dom::{CLICK, El, el};
use crate::app::focus;
use crate::app::store::{Look, Selected, Store};
use crate::app::words::{tell, word};
use crate::checks::Place;
use crate::say::{self, Message};

pub(super) use host::{add_instance, move_buttons};
pub(super) use instance::{host_select, offset_field};
pub(super) use link::provider_field;

/// Made anew for another subject only; what changes beneath it reaches single fields.
pub(super) fn properties(store: Store, chrome: Chrome) -> El {
    el("div").keyed(
        move || subject(store),
        move |subject| {
            // Else another's properties begin in the middle.
            if let Some(pane) = focus::pane() {
                pane.set_scroll_top(0);
            }
            match subject {
                Subject::Design => design_properties(store, chrome),
                Subject::Host(id) => host::properties(store, chrome, id),
                Subject::Instance(id) => instance::properties(store, chrome, id),
                Subject::Link(key) => link::properties(store, key),
                Subject::Several(count) => several(store, *count),
            }
        },
    )
}

/// What the properties are about.
fn title(icon: El, name: Follow, about: Follow) -> El {
    let text = el("div")
        .child(el("h2").class("title__name").bind_text(move || name()))
        .child(el("p").class("title__about").bind_text(move || about()));
    el("header").class("title").child(icon).child(text)
}

fn always(text: Message) -> Follow {
    Rc::new(move || word(text).to_owned())
}

fn remove_button(label: Message) -> El {
    el("button")
        .class("button")
        .attr("data-look", "danger")
        .attr("type", "button")
        .child(glyph(glyph::TRASH))
        .text(label)
}

fn written<T: ToString>(value: Option<T>) -> String {
    value.map(|value| value.to_string()).unwrap_or_default()
}

fn design_properties(store: Store, chrome: Chrome) -> El {
    let folder = move || store.plan.see(|plan| say::inspect_folder(&plan.folder));
    let version = SelectField::new(
        say::BAR_VERSION,
        move || version_text(store),
        versions,
        move |typed| set_version(store, &typed),
    );
    el("div")
        .child(title(
            glyph::host(),
            Rc::new(move || store.design.see(|design| design.name.clone())),
            always(say::INSPECT_DESIGN_ABOUT),
        ))
        .child(findings_at(store, chrome, Place::Design))
        .child(
            el("section")
                .class("group")
                .child(design_name(store, say::INSPECT_NAME).note(folder))
                .child(version),
        )
        .child(settings(store))
}

fn several(store: Store, count: usize) -> El {
    let list = el("ul").class("list").keyed(
        move || store.selection.get(),
        move |selection| {
            selection
                .iter()
                .map(|one| selected_item(store, one.clone()))
                .collect::<Vec<_>>()
        },
    );
    el("div")
        .child(title(
            glyph::host(),
            Rc::new(move || tell(&say::inspect_selected(count))),
            always(say::INSPECT_CHOOSE_ONE),
        ))
        .child(list)
        .child(
            remove_button(say::INSPECT_REMOVE_SELECTED).on(CLICK, move |_| {
                canvas::remove_selected(store);
            }),
        )
}

fn selected_item(store: Store, one: Selected) -> El {
    let target = one.clone();
    let name = move || match &one {
        Selected::Host(id) => name_of_host(store, id),
        Selected::Instance(id) => name_of(store, id),
        Selected::Link(key) => tell(&say::inspect_link_in_list(
            name_of(store, &key.from),
            name_of(store, &key.to),
            key.kind.said(),
        )),
    };
    el("li").class("list__item").child(
        el("button")
            .class("list__main")
            .attr("type", "button")
            .on(CLICK, move |_| store.select(target.clone()))
            .bind_text(name),
    )
}
