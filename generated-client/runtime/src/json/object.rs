//! Objects by a table of their members: the loop that every struct shares.
//!
//! In: a table of names, and a field for each. Out: filled fields, or members behind one another. The code that `object!`
//! expands to is only the table; everything that decides anything is in here.

use std::{any::Any, borrow::Cow, collections::BTreeMap, fmt};

use serde_json::{Map, Value};

use super::{
    Access, DecodeError, Empty, Json, Names, Reader, Visit, WriteJson, Writer,
    place::{read_any_member, read_member},
};

/// The members of an object as they are called on the wire. Whether one may be missing is in the type of its field: an
/// [`Option`] and a [`Nullable`](crate::Nullable) say when they are absent, and what else there is must be there.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// The names, in the order of the struct's fields.
    pub names: Names,
    /// The names of those that are written as null where their field is `None`.
    pub nulls: &'static [&'static str],
}

impl Table {
    /// The table of an object whose members are called like its fields: the names of those, with white space between them.
    #[must_use]
    pub const fn new(fields: &'static str) -> Self {
        Self { names: Names::Fields(fields), nulls: &[] }
    }

    /// The same with other names.
    #[must_use]
    pub const fn names(self, names: &'static [&'static str]) -> Self {
        Self { names: Names::Listed(names), ..self }
    }

    /// The same with the names of those that are written as null where their field is `None`.
    #[must_use]
    pub const fn nulls(self, nulls: &'static [&'static str]) -> Self {
        Self { nulls, ..self }
    }
}

/// The field of a struct: read, written, shown, compared and copied without knowing its type.
pub trait Member: WriteJson + fmt::Debug + Any {
    /// Reads a value into the field; one that is there already is replaced.
    ///
    /// # Errors
    ///
    /// The value is not of the field's type.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// What can stand in for a value of the field's type.
    fn empty(&self) -> Empty;

    /// Whether the other is of the same type and equal.
    fn is_same(&self, other: &dyn Member) -> bool;

    /// Takes a copy of the other, which is of the same type.
    fn copy(&mut self, other: &dyn Member);
}

impl<T: Json> Member for T {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.read_into(reader)
    }

    fn empty(&self) -> Empty {
        T::empty()
    }

    fn is_same(&self, other: &dyn Member) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }

    fn copy(&mut self, other: &dyn Member) {
        let other: &dyn Any = other;
        if let Some(other) = other.downcast_ref::<T>() {
            self.clone_from(other);
        }
    }
}

/// Shows the members of a value.
pub(super) fn members_of(
    value: &dyn WriteJson,
    mut visit: impl FnMut(Table, &[&dyn Member], Option<&dyn Members>),
) {
    value.look(&mut visit);
}

/// Gives away the fields of a value to be changed.
fn fields_of<T: Json>(
    value: &mut T,
    mut change: impl FnMut(Table, &mut [&mut dyn Member], Option<&mut dyn Members>),
) {
    T::access(Access::Change(value, &mut change));
}

/// `Clone` of a struct: a blank one, whose fields are copied.
#[must_use]
pub fn copy<T: Json>(value: &T) -> T {
    let mut copy = T::blank();
    members_of(value, |_, values, rest| {
        fields_of(&mut copy, |_, fields, rest_field| {
            for (field, value) in fields.iter_mut().zip(values) {
                field.copy(*value);
            }
            if let Some((field, rest)) = rest_field.zip(rest) {
                field.copy(rest);
            }
        });
    });
    copy
}

/// Which members of an object came, a bit each. Objects of more members than a word has bits are rare and pay for it.
#[derive(Default)]
struct Seen {
    first: u64,
    behind: Vec<u64>,
}

impl Seen {
    #[inline]
    fn insert(&mut self, place: usize) {
        let (word, bit) = Self::bit(place);
        if word == 0 { self.first |= bit } else { self.insert_behind(word - 1, bit) }
    }

    #[cold]
    fn insert_behind(&mut self, word: usize, bit: u64) {
        if self.behind.len() <= word {
            self.behind.resize(word + 1, 0);
        }
        if let Some(word) = self.behind.get_mut(word) {
            *word |= bit;
        }
    }

    #[inline]
    fn has(&self, place: usize) -> bool {
        let (word, bit) = Self::bit(place);
        let bits = if word == 0 { self.first } else { self.behind.get(word - 1).copied().unwrap_or(0) };
        bits & bit != 0
    }

    #[inline]
    fn bit(place: usize) -> (usize, u64) {
        (place / 64, 1 << (place % 64))
    }
}

/// A map of members that no field names.
pub trait Members: Member {
    /// Reads the value of a member.
    ///
    /// # Errors
    ///
    /// The value is not of the map's type.
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Whether there is none.
    fn has_none(&self) -> bool;

    /// Writes all members into the object that is open, except those that are `named` already: a name comes once.
    fn write_members(&self, named: Names, writer: &mut Writer);
}

impl<T: Json> Members for BTreeMap<String, T> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        read_member(self, name, reader)
    }

    fn has_none(&self) -> bool {
        self.is_empty()
    }

    fn write_members(&self, named: Names, writer: &mut Writer) {
        for (name, value) in self {
            if !named.has(name) {
                writer.member(name, value);
            }
        }
    }
}

impl Members for Map<String, Value> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        read_any_member(self, name, reader)
    }

    fn has_none(&self) -> bool {
        self.is_empty()
    }

    fn write_members(&self, named: Names, writer: &mut Writer) {
        for (name, value) in self {
            if !named.has(name) {
                writer.member(name, value);
            }
        }
    }
}

impl Reader<'_> {
    /// Reads an object into the fields of its members. Members without one go into `rest`, or are skipped.
    ///
    /// Servers write members mostly in one order, so the place behind the last one is looked at first.
    ///
    /// # Errors
    ///
    /// It is not an object, a member is not of its type, or a required one is missing.
    pub fn object(
        &mut self,
        table: Table,
        fields: &mut [&mut dyn Member],
        mut rest: Option<&mut dyn Members>,
    ) -> Result<(), DecodeError> {
        self.peek()?;
        let start = self.at;
        let mut more = self.open_object()?;
        let mut expected = (0, table.names);
        let mut seen = Seen::default();
        while more {
            let name = self.name()?;
            let found = position(table.names, expected, &name);
            match (found.and_then(|found| Some((found, fields.get_mut(found.0)?))), &mut rest) {
                (Some(((place, behind), field)), _) => {
                    let before = (self.at, self.depth);
                    if let Err(error) = field.fill(self) {
                        self.stand_in_for_null(&mut **field, before, error)?;
                    }
                    seen.insert(place);
                    expected = (place + 1, behind);
                }
                (None, Some(rest)) => {
                    rest.read_member(name, self)?;
                    self.left_over += 1;
                }
                (None, None) => {
                    self.skip()?;
                    self.left_over += 1;
                }
            }
            more = self.more(b'}')?;
        }
        self.depth -= 1;
        for (place, field) in fields.iter_mut().enumerate() {
            if !seen.has(place) && !field.is_absent() && !self.stand_in(&mut **field) {
                let name = table.names.iter().nth(place).unwrap_or_default();
                return Err(DecodeError::new(start, format!("the required field `{name}` is missing")));
            }
        }
        Ok(())
    }
}

/// The place of a name, and the names behind it; those from the expected place on are looked at first.
#[inline]
fn position(names: Names, expected: (usize, Names), name: &str) -> Option<(usize, Names)> {
    match expected.1.find(name) {
        Some((steps, behind)) => Some((expected.0 + steps, behind)),
        None if expected.0 == 0 => None,
        None => names.find(name),
    }
}

impl Visit for Writer {
    fn members(&mut self, table: Table, members: &[&dyn Member], rest: Option<&dyn Members>) {
        self.object(table, members, rest);
    }

    fn text(&mut self, text: &str) {
        self.text(text);
    }
}

impl Writer {
    /// Writes an object: its members, then those of `rest` that have other names.
    pub fn object(&mut self, table: Table, values: &[&dyn Member], rest: Option<&dyn Members>) {
        self.settle_tags(|tag| written(table, values).any(|(name, _)| name == tag));
        self.begin_object();
        for (name, value) in written(table, values) {
            self.member(name, value);
        }
        if let Some(rest) = rest {
            rest.write_members(table.names, self);
        }
        self.end_object();
    }
}

/// The members that are there.
fn written<'all>(
    table: Table,
    values: &'all [&dyn Member],
) -> impl Iterator<Item = (&'static str, &'all dyn Member)> {
    let is_there = move |name: &str, value: &dyn Member| !value.is_absent() || table.nulls.contains(&name);
    table
        .names
        .iter()
        .zip(values)
        .filter_map(move |(name, value)| is_there(name, *value).then_some((name, *value)))
}

/// `Debug` of a struct: its members under their names on the wire; those that are absent are left out.
///
/// Generic only at the door, as [`is_same`]: a cast in each of a thousand types costs a compiler more.
///
/// # Errors
///
/// The formatter's.
pub fn show<T: Json>(value: &T, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    show_members(value, type_name::<T>(), formatter)
}

/// `PartialEq` of a struct.
#[must_use]
pub fn is_same<T: Json>(one: &T, other: &T) -> bool {
    are_members_same(one, other)
}

fn show_members(value: &dyn WriteJson, name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = formatter.debug_struct(name);
    members_of(value, |table, values, rest| {
        for (name, value) in written(table, values) {
            shown.field(name, &value);
        }
        if let Some(rest) = rest.filter(|rest| !rest.has_none()) {
            shown.field("..", &rest);
        }
    });
    shown.finish()
}

fn are_members_same(one: &dyn WriteJson, other: &dyn WriteJson) -> bool {
    let mut same = false;
    members_of(one, |_, values, rest| {
        members_of(other, |_, others, other_rest| {
            same = values.iter().zip(others).all(|(value, other)| value.is_same(*other))
                && rest.zip(other_rest).is_none_or(|(rest, other)| rest.is_same(other));
        });
    });
    same
}

/// The name of a type without the way to it.
pub(super) fn type_name<T>() -> &'static str {
    let path = std::any::type_name::<T>();
    path.rsplit_once("::").map_or(path, |(_, name)| name)
}
