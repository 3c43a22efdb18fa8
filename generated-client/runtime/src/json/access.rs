//! How a value shows its members or its text, and takes new ones: the one function that emitted types bring for it.

use std::borrow::Cow;

use super::{Json, Member, Members, Names, Table};

/// What is wanted of a type.
pub enum Access<'value, T> {
    /// Shows what a value is made of.
    Look(&'value T, &'value mut dyn Visit),
    /// Gives away what a value is made of, to be changed.
    Change(&'value mut T, &'value mut dyn Change),
    /// Puts a blank value into the place. Objects leave that to [`Json::blank`].
    Blank(&'value mut Option<T>),
}

impl<T: for<'text> From<&'text str>> Access<'_, T> {
    /// Answers for an enum of texts.
    pub fn text(self, values: &'static [&'static str], as_str: fn(&T) -> &str) {
        match self {
            Self::Look(value, visit) => visit.text(as_str(value)),
            Self::Change(value, change) => {
                if let Some(text) = change.text(values) {
                    *value = T::from(&text);
                }
            }
            Self::Blank(place) => *place = Some(T::from("")),
        }
    }
}

/// Who looks at what a value is made of.
///
/// A trait of its own, because calling a boxed closure costs a compiler more than calling a method, a thousand times.
pub trait Visit {
    /// Takes the members of an object and what else there is.
    fn members(&mut self, table: Table, members: &[&dyn Member], rest: Option<&dyn Members>);

    /// Takes the text of an enum.
    fn text(&mut self, _text: &str) {}
}

impl<F: FnMut(Table, &[&dyn Member], Option<&dyn Members>)> Visit for F {
    fn members(&mut self, table: Table, members: &[&dyn Member], rest: Option<&dyn Members>) {
        self(table, members, rest);
    }
}

/// Who changes what a value is made of.
pub trait Change {
    /// Takes the fields of an object and what else there is.
    fn fields(&mut self, table: Table, fields: &mut [&mut dyn Member], rest: Option<&mut dyn Members>);

    /// The new text of an enum, of which the description lists these `values`; `None` leaves the value as it is.
    fn text(&mut self, _values: &[&str]) -> Option<Cow<'_, str>> {
        None
    }
}

impl<F: FnMut(Table, &mut [&mut dyn Member], Option<&mut dyn Members>)> Change for F {
    fn fields(&mut self, table: Table, fields: &mut [&mut dyn Member], rest: Option<&mut dyn Members>) {
        self(table, fields, rest);
    }
}

/// The blank value of a type that has no function for it.
///
/// # Panics
///
/// The type has neither; the macros of this crate make none such.
pub(super) fn blank_by_access<T: Json>() -> T {
    let mut place = None;
    T::access(Access::Blank(&mut place));
    place.expect("a type says what its blank value is")
}

/// The names of the members of an object; other types have none.
pub(crate) fn names_of<T: Json>(value: &T) -> Option<Names> {
    let mut names = None;
    let mut visit = |table: Table, _: &[&dyn Member], _: Option<&dyn Members>| names = Some(table.names);
    T::access(Access::Look(value, &mut visit));
    names
}

/// Whether values are objects by a table.
pub(super) fn is_object<T: Json>() -> bool {
    names_of(&T::blank()).is_some()
}

/// Whether values are enums of texts.
pub(super) fn is_text<T: Json>() -> bool {
    struct Heard(bool);

    impl Visit for Heard {
        fn members(&mut self, _: Table, _: &[&dyn Member], _: Option<&dyn Members>) {}

        fn text(&mut self, _: &str) {
            self.0 = true;
        }
    }

    let mut heard = Heard(false);
    T::access(Access::Look(&T::blank(), &mut heard));
    heard.0
}
