//! Elements for the views: a thin builder over the browser's own calls, bound to Leptos signals.
//!
//! Leptos' `view!` gives every element a type of its own, and each type its own code to build, rebuild, mount and
//! drop it: about 4 kB of WebAssembly for a small component, which put the page over twice its budget. Here a closure
//! is boxed at the edge, and everything behind it exists once. `docs/decisions/0003-thin-elements.md` has the figures.
//!
//! Static parts are given by value (`attr`, `text`, `child`), what follows a signal by a closure (`bind`, `bind_text`,
//! `region`, `each`). A binding lives as long as the reactive owner it was made under: the page, a region's present
//! content, or a row of a list.

use std::borrow::Cow;
use std::cell::RefCell;
use std::fmt::Display;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::{Element, Event, Node};

use super::words::Words;
use crate::say::{Message, Said};
use crate::table::SortedMap;

pub(super) type Text = Cow<'static, str>;

/// An element under construction, or one that is in the page.
#[derive(Clone)]
pub(super) struct El(Element);

/// A new HTML element.
pub(super) fn el(tag: &'static str) -> El {
    // Fails only for a name with characters that no tag has.
    El(document()
        .create_element(tag)
        .expect("the tags of the views are spelt right"))
}

/// A new element of a drawing.
pub(super) fn svg(tag: &'static str) -> El {
    El(document()
        .create_element_ns(Some("http://www.w3.org/2000/svg"), tag)
        .expect("the tags of the views are spelt right"))
}

/// An event by its name and the type that the browser gives for it.
pub(super) struct On<E>(&'static str, PhantomData<fn(E)>);

impl<E> Clone for On<E> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<E> Copy for On<E> {}

macro_rules! events {
    ($($name:ident $event:literal $type:ident),* $(,)?) => {
        $(pub(super) const $name: On<web_sys::$type> = On($event, PhantomData);)*
    };
}

events! {
    BLUR "blur" FocusEvent,
    CHANGE "change" Event,
    CLICK "click" MouseEvent,
    CLOSE "close" Event,
    CONTEXT_MENU "contextmenu" PointerEvent,
    COPY "copy" ClipboardEvent,
    CUT "cut" ClipboardEvent,
    DRAG_OVER "dragover" DragEvent,
    DROP "drop" DragEvent,
    FOCUS "focus" FocusEvent,
    FOCUS_IN "focusin" FocusEvent,
    INPUT "input" Event,
    KEY_DOWN "keydown" KeyboardEvent,
    KEY_UP "keyup" KeyboardEvent,
    PAGE_HIDE "pagehide" Event,
    PASTE "paste" ClipboardEvent,
    POINTER_CANCEL "pointercancel" PointerEvent,
    POINTER_DOWN "pointerdown" PointerEvent,
    POINTER_LEAVE "pointerleave" PointerEvent,
    POINTER_MOVE "pointermove" PointerEvent,
    POINTER_UP "pointerup" PointerEvent,
    RESIZE "resize" Event,
    STORAGE "storage" StorageEvent,
    WHEEL "wheel" WheelEvent,
}

/// The value of an attribute; `None` leaves it out.
pub(super) trait AttrValue {
    fn value(self) -> Option<Text>;
}

impl AttrValue for &'static str {
    fn value(self) -> Option<Text> {
        Some(self.into())
    }
}

impl AttrValue for String {
    fn value(self) -> Option<Text> {
        Some(self.into())
    }
}

impl AttrValue for Message {
    fn value(self) -> Option<Text> {
        Some(self.words())
    }
}

impl AttrValue for Said {
    fn value(self) -> Option<Text> {
        Some(self.words())
    }
}

/// A flag such as `hidden` or `data-lit`: there and empty, or not there. For `aria-pressed` and its like, which want
/// the words, use [`words`].
impl AttrValue for bool {
    fn value(self) -> Option<Text> {
        self.then_some(Cow::Borrowed(""))
    }
}

impl<T: AttrValue> AttrValue for Option<T> {
    fn value(self) -> Option<Text> {
        self.and_then(T::value)
    }
}

/// `true` or `false` in words, as ARIA wants them.
pub(super) fn words(is: bool) -> &'static str {
    if is { "true" } else { "false" }
}

/// What can stand inside an element.
pub(super) trait Child {
    fn add_to(self, parent: &Element);
}

impl Child for El {
    fn add_to(self, parent: &Element) {
        append(parent, &self.0);
    }
}

impl<T: Child> Child for Option<T> {
    fn add_to(self, parent: &Element) {
        if let Some(child) = self {
            child.add_to(parent);
        }
    }
}

impl<T: Child> Child for Vec<T> {
    fn add_to(self, parent: &Element) {
        for child in self {
            child.add_to(parent);
        }
    }
}

impl<const N: usize> Child for [El; N] {
    fn add_to(self, parent: &Element) {
        for child in self {
            child.add_to(parent);
        }
    }
}

/// Adding a node that has just been made cannot fail.
fn append(parent: &Node, child: &Node) {
    let _ = parent.append_child(child);
}

fn write(element: &Element, name: &str, value: Option<&str>) {
    // Fails only for a name that no attribute has.
    let _ = match value {
        Some(value) => element.set_attribute(name, value),
        None => element.remove_attribute(name),
    };
}

impl El {
    pub(super) fn node(&self) -> &Element {
        &self.0
    }

    /// The element as the browser's more special type; the tag says which that is.
    pub(super) fn cast<T: JsCast>(&self) -> T {
        self.0.clone().unchecked_into()
    }

    pub(super) fn class(self, names: &str) -> Self {
        write(&self.0, "class", Some(names));
        self
    }

    pub(super) fn attr(self, name: &str, value: impl AttrValue) -> Self {
        if let Some(value) = value.value() {
            write(&self.0, name, Some(&value));
        }
        self
    }

    /// An attribute that follows signals; the page is touched only where the value differs.
    pub(super) fn bind<V: AttrValue>(
        self,
        name: &'static str,
        value: impl Fn() -> V + 'static,
    ) -> Self {
        self.bind_boxed(name, Box::new(move || value().value()))
    }

    fn bind_boxed(self, name: &'static str, value: Value) -> Self {
        let element = self.0.clone();
        follow(value, move |new| write(&element, name, new));
        self
    }

    /// One property of the element's style, such as `left`. Written through the browser's object model: the content
    /// security policy forbids `style` attributes.
    pub(super) fn style(
        self,
        property: &'static str,
        value: impl Fn() -> String + 'static,
    ) -> Self {
        let style = self.cast::<web_sys::HtmlElement>().style();
        follow(Box::new(move || Some(value().into())), move |new| {
            set_style(&style, property, new.unwrap_or_default());
        });
        self
    }

    pub(super) fn text(self, text: impl Words) -> Self {
        append(&self.0, &document().create_text_node(&text.words()));
        self
    }

    pub(super) fn bind_text<W: Words>(self, text: impl Fn() -> W + 'static) -> Self {
        self.bind_text_boxed(Box::new(move || Some(text().words())))
    }

    fn bind_text_boxed(self, text: Value) -> Self {
        let node = document().create_text_node("");
        append(&self.0, &node);
        follow(text, move |new| node.set_data(new.unwrap_or_default()));
        self
    }

    /// What a text field shows. Compared with the field itself: what a person typed since may differ from the last
    /// value that was written.
    pub(super) fn value(self, value: impl Fn() -> String + 'static) -> Self {
        self.value_boxed(Box::new(value))
    }

    fn value_boxed(self, value: Box<dyn Fn() -> String>) -> Self {
        let field: web_sys::HtmlInputElement = self.cast();
        watch(move || {
            let new = value();
            if field.value() != new {
                field.set_value(&new);
            }
        });
        self
    }

    pub(super) fn checked(self, is: impl Fn() -> bool + 'static) -> Self {
        let field: web_sys::HtmlInputElement = self.cast();
        watch(move || field.set_checked(is()));
        self
    }

    pub(super) fn child(self, child: impl Child) -> Self {
        child.add_to(&self.0);
        self
    }

    /// Calls `handler` for each event; the listener goes with the element.
    pub(super) fn on<E: JsCast + 'static>(
        self,
        event: On<E>,
        mut handler: impl FnMut(E) + 'static,
    ) -> Self {
        listen(
            &self.0,
            event.0,
            Box::new(move |event| handler(event.unchecked_into())),
            None,
        );
        self
    }

    /// Like [`El::on`] for events whose default the handler wants to prevent although browsers assume that it does
    /// not (`wheel`, `touchmove`).
    pub(super) fn on_active<E: JsCast + 'static>(
        self,
        event: On<E>,
        mut handler: impl FnMut(E) + 'static,
    ) -> Self {
        let options = web_sys::AddEventListenerOptions::new();
        options.set_passive(false);
        listen(
            &self.0,
            event.0,
            Box::new(move |event| handler(event.unchecked_into())),
            Some(&options),
        );
        self
    }

    /// A part that is made anew whenever what `content` reads has changed. Read as little as possible in it: what is
    /// inside loses its focus and its state.
    pub(super) fn region<C: Into<Content>>(self, content: impl Fn() -> C + 'static) -> Self {
        self.region_boxed(Box::new(move || content().into()))
    }

    fn region_boxed(self, content: Box<dyn Fn() -> Content>) -> Self {
        let slot = Slot::last_in(&self.0);
        // What is made in the run belongs to the run: the next one finds it gone.
        watch_boxed(Box::new(move || slot.show(content())));
        self
    }

    /// Like [`El::region`], made anew only where the key differs. What `content` reads beside the key is not followed.
    pub(super) fn keyed<K: PartialEq + 'static, C: Into<Content>>(
        self,
        key: impl Fn() -> K + 'static,
        content: impl Fn(&K) -> C + 'static,
    ) -> Self {
        let now = Rc::new(RefCell::new(None::<K>));
        let last = now.clone();
        let differs = move || {
            let new = Some(key());
            let differs = *last.borrow() != new;
            if differs {
                last.replace(new);
            }
            differs
        };
        let content = move || now.borrow().as_ref().map(|key| content(key).into());
        self.keyed_boxed(Box::new(differs), Box::new(content))
    }

    /// `differs` says whether the key is a new one, and keeps it for `content`.
    fn keyed_boxed(
        self,
        differs: Box<dyn Fn() -> bool>,
        content: Box<dyn Fn() -> Option<Content>>,
    ) -> Self {
        let slot = Slot::last_in(&self.0);
        let around = Owner::current().unwrap_or_default();
        let now = RefCell::new(None::<Owner>);
        watch_boxed(Box::new(move || {
            if !differs() {
                return;
            }
            if let Some(old) = now.take() {
                old.cleanup();
            }
            let owner = around.child();
            slot.show(owner.with(|| untrack(&content)).unwrap_or_default());
            now.replace(Some(owner));
        }));
        self
    }

    /// A row for each key, in the order of the keys. A row stays as long as its key does; keys are told apart by
    /// their text, and none may stand twice.
    pub(super) fn each<K: Display + Clone + 'static>(
        self,
        keys: impl Fn() -> Vec<K> + 'static,
        row: impl Fn(&K) -> El + 'static,
    ) -> Self {
        let latest = Rc::new(RefCell::new(Vec::<K>::new()));
        let kept = latest.clone();
        let names = move || {
            let keys = keys();
            let names = keys.iter().map(ToString::to_string).collect();
            kept.replace(keys);
            names
        };
        let row = move |at: usize| {
            let key = latest.borrow()[at].clone();
            row(&key)
        };
        self.each_boxed(Box::new(names), Box::new(row))
    }

    /// `row` makes the row for a position among the latest names.
    fn each_boxed(
        self,
        names: Box<dyn Fn() -> Vec<String>>,
        row: Box<dyn Fn(usize) -> El>,
    ) -> Self {
        let marker = document().create_comment("");
        append(&self.0, &marker);
        let around = Owner::current().unwrap_or_default();
        let rows = RefCell::new(SortedMap::<String, Option<(El, Owner)>>::new());
        watch_boxed(Box::new(move || {
            let names = names();
            let mut before = rows.take();
            let mut now = Vec::with_capacity(names.len());
            let mut next: Node = marker.clone().into();
            for (at, name) in names.into_iter().enumerate().rev() {
                let (element, owner) =
                    before
                        .get_mut(&name)
                        .and_then(Option::take)
                        .unwrap_or_else(|| {
                            let owner = around.child();
                            (owner.with(|| untrack(|| row(at))), owner)
                        });
                let in_place = element.0.next_sibling().as_ref() == Some(&next)
                    && element.0.parent_node() == next.parent_node();
                if !in_place {
                    insert_before(&element.0, &next);
                }
                next = element.0.clone().into();
                now.push((name, Some((element, owner))));
            }
            for (element, owner) in before.into_values().flatten() {
                owner.cleanup();
                element.0.remove();
            }
            rows.replace(now.into_iter().collect());
        }));
        self
    }
}

/// What a region shows: nothing, one element or several.
#[derive(Default)]
pub(super) struct Content(Vec<El>);

impl From<El> for Content {
    fn from(one: El) -> Self {
        Self(vec![one])
    }
}

impl From<Option<El>> for Content {
    fn from(one: Option<El>) -> Self {
        Self(one.into_iter().collect())
    }
}

impl From<Vec<El>> for Content {
    fn from(all: Vec<El>) -> Self {
        Self(all)
    }
}

/// A place among an element's children whose content changes.
struct Slot {
    marker: web_sys::Comment,
    shown: RefCell<Vec<El>>,
}

impl Slot {
    fn last_in(parent: &Element) -> Self {
        let marker = document().create_comment("");
        append(parent, &marker);
        Self {
            marker,
            shown: RefCell::default(),
        }
    }

    fn show(&self, new: Content) {
        for old in self.shown.take() {
            old.0.remove();
        }
        for element in &new.0 {
            insert_before(&element.0, &self.marker);
        }
        self.shown.replace(new.0);
    }
}

fn insert_before(node: &Node, next: &Node) {
    if let Some(parent) = next.parent_node() {
        let _ = parent.insert_before(node, Some(next));
    }
}

/// Setting a property that the browser knows cannot fail; an unknown one is left out.
pub(super) fn set_style(style: &web_sys::CssStyleDeclaration, property: &str, value: &str) {
    let _ = style.set_property(property, value);
}

/// Puts a flag on an element or takes it away, by hand.
pub(super) fn set_flag(element: &Element, name: &str, is: bool) {
    write(element, name, is.then_some(""));
}

/// Puts an element last among its siblings, so that it is painted above them.
pub(super) fn raise(element: &Element) {
    if let Some(parent) = element.parent_node() {
        append(&parent, element);
    }
}

/// Writes an attribute by hand.
pub(super) fn set_attr(element: &Element, name: &str, value: &str) {
    write(element, name, Some(value));
}

/// Runs when the owner that this is called under is gone: a row, a region's content.
pub(super) fn at_end(run: impl FnOnce() + 'static) {
    // In the arena, which drops it with its owner.
    StoredValue::new_local(AtEnd(Some(Box::new(run))));
}

struct AtEnd(Option<Box<dyn FnOnce()>>);

impl Drop for AtEnd {
    fn drop(&mut self) {
        if let Some(run) = self.0.take() {
            run();
        }
    }
}

/// Runs at once and again after each change of what it read, until the owner it was made under is gone.
pub(super) fn watch(run: impl Fn() + 'static) {
    watch_boxed(Box::new(run));
}

fn watch_boxed(run: Box<dyn Fn()>) {
    let effect = RenderEffect::new(move |_| run());
    // In the arena, so that it ends with its owner.
    StoredValue::new_local(effect);
}

/// What a binding shows; `None` for nothing.
type Value = Box<dyn Fn() -> Option<Text>>;

/// Where a binding shows it.
type Put = Box<dyn Fn(Option<&str>)>;

/// Hands each new value on, where it differs from the last one.
fn follow(value: Value, put: impl Fn(Option<&str>) + 'static) {
    follow_boxed(value, Box::new(put));
}

fn follow_boxed(value: Value, put: Put) {
    let last = RefCell::new(None::<Option<Text>>);
    watch_boxed(Box::new(move || {
        let new = value();
        if last.borrow().as_ref() != Some(&new) {
            put(new.as_deref());
            last.replace(Some(new));
        }
    }));
}

fn listen(
    target: &web_sys::EventTarget,
    event: &str,
    handler: Box<dyn FnMut(Event)>,
    options: Option<&web_sys::AddEventListenerOptions>,
) -> js_sys::Function {
    // The browser's collector frees the closure with the element.
    let handler = Closure::wrap(handler).into_js_value();
    let function: js_sys::Function = handler.unchecked_into();
    let _ = match options {
        Some(options) => target.add_event_listener_with_callback_and_add_event_listener_options(
            event, &function, options,
        ),
        None => target.add_event_listener_with_callback(event, &function),
    };
    function
}

/// Listens on the window, until the owner that this is called under is gone.
pub(super) fn on_window<E: JsCast + 'static>(event: On<E>, mut handler: impl FnMut(E) + 'static) {
    let name = event.0;
    let handler = listen(
        &window(),
        name,
        Box::new(move |event| handler(event.unchecked_into())),
        None,
    );
    at_end(move || {
        // Taking away what is there cannot fail.
        let _ = window().remove_event_listener_with_callback(name, &handler);
    });
}

/// A property of an object of the browser; undefined where there is none.
pub(super) fn get(object: &JsValue, key: &str) -> JsValue {
    // Throws for what is no object only, where nothing is to be had either.
    js_sys::Reflect::get(object, &key.into()).unwrap_or(JsValue::UNDEFINED)
}

/// The value of the field that an event comes from.
pub(super) fn value_of(event: &Event) -> String {
    event
        .target()
        .map(|field| field.unchecked_into::<web_sys::HtmlInputElement>().value())
        .unwrap_or_default()
}

/// The nearest element around an event's target that a selector fits, itself included.
pub(super) fn closest(event: &Event, selector: &str) -> Option<Element> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok().flatten()
}

/// Whether an event comes from an element itself, not from what is inside.
pub(super) fn is_target(event: &Event, element: &Element) -> bool {
    let own: &web_sys::EventTarget = element;
    event.target().as_ref() == Some(own)
}

/// Scrolls until an element is in sight, at some place of what it lies in.
pub(super) fn into_sight(element: &Element, at: web_sys::ScrollLogicalPosition) {
    let options = web_sys::ScrollIntoViewOptions::new();
    options.set_block(at);
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Moves the focus, where the element can take it.
pub(super) fn focus(element: &Element) {
    let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
}
