//! Objects by a table of their members: the loop that every struct shares.
//!
//! In: a table of names, and a slot or a value for each. Out: filled slots, or members behind one another. The code that
//! `object!` expands to is only the table; everything that decides anything is in here.

use std::{any::Any, borrow::Cow, collections::BTreeMap, fmt};

use serde_json::{Map, Value};

use super::{DecodeError, ReadJson, Reader, WriteJson, Writer};

/// A member: its name on the wire, and when it is there. A tuple, because tables of tuples are what the compiler checks
/// fastest.
pub type Name = (&'static str, Presence);

/// What the field of a struct can do: be written, shown and compared.
pub trait Field: WriteJson + fmt::Debug + Any {
    /// Whether the other is of the same type and equal.
    fn is_same(&self, other: &dyn Field) -> bool;
}

impl<T: WriteJson + fmt::Debug + PartialEq + Any> Field for T {
    fn is_same(&self, other: &dyn Field) -> bool {
        let other: &dyn Any = other;
        other.downcast_ref::<T>().is_some_and(|other| self == other)
    }
}

/// Who looks at the members of an object: their names, as many values, and what else there is.
pub type Visit<'visit> = &'visit mut dyn FnMut(&[Name], &[&dyn Field], Option<&dyn Members>);

/// When a member is there. The names are those of the grammar of `object!`, so that the macro needs no table of its own.
#[allow(non_camel_case_types, reason = "the variants are the words of the macro's grammar")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Always, and not null.
    required,
    /// Always, or null. Read leniently: absent counts as null.
    required_nullable,
    /// There or not. Read leniently: null counts as absent.
    optional,
    /// Absent, null or there, and the three differ.
    nullable,
}

/// A place for the value of a member: the field itself.
pub trait Slot {
    /// Reads the value into the place; a value that is there already is replaced.
    ///
    /// # Errors
    ///
    /// The value is not of the place's type.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;
}

impl<T: ReadJson> Slot for T {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        *self = T::read(reader)?;
        Ok(())
    }
}

/// Which members of an object came. Objects of more members than a word has bits are rare and pay for it.
#[derive(Default)]
struct Seen {
    first: u128,
    behind: Vec<usize>,
}

impl Seen {
    fn insert(&mut self, place: usize) {
        match bit(place) {
            0 => self.behind.push(place),
            bit => self.first |= bit,
        }
    }

    fn has(&self, place: usize) -> bool {
        match bit(place) {
            0 => self.behind.contains(&place),
            bit => self.first & bit != 0,
        }
    }
}

fn bit(place: usize) -> u128 {
    u32::try_from(place).ok().and_then(|place| 1_u128.checked_shl(place)).unwrap_or(0)
}

/// A map of members that no field names.
pub trait Members: Field {
    /// Reads the value of a member.
    ///
    /// # Errors
    ///
    /// The value is not of the map's type.
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Writes all members into the object that is open, except those that are `named` already: a name comes once.
    fn write_members(&self, named: &[Name], writer: &mut Writer);
}

impl<T: ReadJson + WriteJson + fmt::Debug + PartialEq + 'static> Members for BTreeMap<String, T> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = T::read(reader)?;
        self.insert(name.into_owned(), value);
        Ok(())
    }

    fn write_members(&self, named: &[Name], writer: &mut Writer) {
        for (name, value) in self {
            if !has(named, name) {
                writer.member(name, value);
            }
        }
    }
}

impl Members for Map<String, Value> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = Value::read(reader)?;
        self.insert(name.into_owned(), value);
        Ok(())
    }

    fn write_members(&self, named: &[Name], writer: &mut Writer) {
        for (name, value) in self {
            if !has(named, name) {
                writer.member(name, value);
            }
        }
    }
}

fn has(named: &[Name], name: &str) -> bool {
    named.iter().any(|(other, _)| *other == name)
}

impl Reader<'_> {
    /// Reads an object into the places of its members. Members without a place go into `rest`, or are skipped.
    ///
    /// Servers write members mostly in one order, so the place behind the last one is looked at first.
    ///
    /// # Errors
    ///
    /// It is not an object, a member is not of its type, or a required one is missing.
    pub fn object(
        &mut self,
        names: &[Name],
        slots: &mut [&mut dyn Slot],
        mut rest: Option<&mut dyn Members>,
    ) -> Result<(), DecodeError> {
        self.peek()?;
        let start = self.at;
        let mut more = self.open_object()?;
        let mut expected = 0;
        let mut seen = Seen::default();
        while more {
            let name = self.name()?;
            let place = position(names, expected, &name);
            match (place.and_then(|place| Some((place, slots.get_mut(place)?))), &mut rest) {
                (Some((place, slot)), _) => {
                    slot.fill(self)?;
                    seen.insert(place);
                    expected = place + 1;
                }
                (None, Some(rest)) => rest.read_member(name, self)?,
                (None, None) => self.skip()?,
            }
            more = self.more(b'}')?;
        }
        self.depth -= 1;
        let missing =
            |&(place, (_, presence)): &(usize, &Name)| *presence == Presence::required && !seen.has(place);
        match names.iter().enumerate().find(missing) {
            None => Ok(()),
            Some((_, (name, _))) => Err(DecodeError::new(start, format!("the member `{name}` is missing"))),
        }
    }
}

/// The place of a name; the expected one is tried first, then those behind it, then those before it.
#[inline]
fn position(names: &[Name], expected: usize, name: &str) -> Option<usize> {
    let (before, behind) = names.split_at_checked(expected)?;
    match behind.iter().position(|(other, _)| *other == name) {
        Some(place) => Some(expected + place),
        None => before.iter().position(|(other, _)| *other == name),
    }
}

impl Writer {
    /// Writes an object: its members, then those of `rest` that have other names.
    pub fn object(&mut self, names: &[Name], values: &[&dyn Field], rest: Option<&dyn Members>) {
        self.settle_tags(|tag| written(names, values).any(|(name, _)| name == tag));
        self.begin_object();
        for (name, value) in written(names, values) {
            self.member(name, value);
        }
        if let Some(rest) = rest {
            rest.write_members(names, self);
        }
        self.end_object();
    }
}

/// The members that are there.
fn written<'all>(
    names: &'all [Name],
    values: &'all [&dyn Field],
) -> impl Iterator<Item = (&'static str, &'all dyn Field)> {
    names.iter().zip(values).filter_map(|((name, presence), value)| {
        let always = matches!(presence, Presence::required | Presence::required_nullable);
        (always || !value.is_absent()).then_some((*name, *value))
    })
}

/// `Debug` of a struct: its members under their names on the wire; those that are absent are left out.
///
/// # Errors
///
/// The formatter's.
pub fn show(value: &dyn WriteJson, name: &str, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    let mut shown = formatter.debug_struct(name);
    value.members(&mut |names, values, rest| {
        for (name, value) in written(names, values) {
            shown.field(name, &value);
        }
        if let Some(rest) = rest {
            shown.field("..", &rest);
        }
    });
    shown.finish()
}

/// `PartialEq` of a struct.
#[must_use]
pub fn is_same(one: &dyn WriteJson, other: &dyn WriteJson) -> bool {
    let mut same = false;
    one.members(&mut |_, values, rest| {
        other.members(&mut |_, others, other_rest| {
            same = values.iter().zip(others).all(|(value, other)| value.is_same(*other))
                && rest.zip(other_rest).is_none_or(|(rest, other)| rest.is_same(other));
        });
    });
    same
}
