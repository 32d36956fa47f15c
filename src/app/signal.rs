//! Values that views follow.
//!
//! Leptos compiles all of a signal anew for each type of value, which was a twentieth of the page for some thirty types.
//! Here it is compiled once, for a value without a type, and what is compiled for each type is the read itself.

use std::any::Any;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::rc::Rc;

use leptos::prelude::*;

type Erased = Rc<dyn Any>;

/// A value that views follow, or that is only kept; a handle that is copied freely. It lives as long as the owner it was
/// made under.
pub(super) struct Signal<T>(RwSignal<Erased, LocalStorage>, PhantomData<fn(T)>);

impl<T> Clone for Signal<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Signal<T> {}

impl<T: Default + 'static> Default for Signal<T> {
    fn default() -> Self {
        Self::new(T::default())
    }
}

/// One of each for all types.
fn made(value: Erased) -> RwSignal<Erased, LocalStorage> {
    RwSignal::new_local(value)
}

fn followed(signal: RwSignal<Erased, LocalStorage>) -> Erased {
    signal.get()
}

fn seen(signal: RwSignal<Erased, LocalStorage>) -> Erased {
    signal.get_untracked()
}

fn cell<T: 'static>(value: &Erased) -> &RefCell<T> {
    value
        .downcast_ref()
        .expect("a signal holds what it was made with")
}

impl<T: 'static> Signal<T> {
    pub(super) fn new(value: T) -> Self {
        Self(made(Rc::new(RefCell::new(value))), PhantomData)
    }

    /// What `read` makes of the value; followed by what is running.
    pub(super) fn with<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&cell(&followed(self.0)).borrow())
    }

    /// The same, not followed.
    pub(super) fn with_untracked<R>(self, read: impl FnOnce(&T) -> R) -> R {
        read(&cell(&seen(self.0)).borrow())
    }

    pub(super) fn get(self) -> T
    where
        T: Clone,
    {
        self.with(T::clone)
    }

    pub(super) fn get_untracked(self) -> T
    where
        T: Clone,
    {
        self.with_untracked(T::clone)
    }

    /// The value, not followed; `None` where the signal has gone with its owner.
    pub(super) fn try_get_untracked(self) -> Option<T>
    where
        T: Clone,
    {
        let value = self.0.try_get_untracked()?;
        let value = cell::<T>(&value).borrow().clone();
        Some(value)
    }

    pub(super) fn track(self) {
        self.0.track();
    }

    pub(super) fn set(self, value: T) {
        // Dropped before anybody is told.
        drop(cell(&seen(self.0)).replace(value));
        self.0.notify();
    }

    pub(super) fn update<R>(self, change: impl FnOnce(&mut T) -> R) -> R {
        let result = change(&mut cell(&seen(self.0)).borrow_mut());
        self.0.notify();
        result
    }
}
