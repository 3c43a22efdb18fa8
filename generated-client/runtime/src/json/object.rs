//! Objects by a table of their members: the loop that every struct shares.
//!
//! In: a table of names, and a slot or a value for each. Out: filled slots, or members behind one another. The code that
//! `object!` expands to is only the table; everything that decides anything is in here.

use std::{borrow::Cow, collections::BTreeMap};

use serde_json::{Map, Value};

use super::{DecodeError, ReadJson, Reader, WriteJson, Writer};

/// A member to write: its name on the wire, when it is there, and its value. A tuple, because tables of tuples are what
/// the compiler checks fastest.
pub type Member<'value> = (&'static str, Presence, &'value dyn WriteJson);

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

/// A place for the value of a member.
pub trait Slot {
    /// Reads the value into the place; a value that is there already is replaced.
    ///
    /// # Errors
    ///
    /// The value is not of the place's type.
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Whether a value must come and has not.
    fn is_missing(&self) -> bool;
}

/// The place of a member that must come.
#[derive(Debug)]
pub struct Required<T>(Option<T>);

impl<T> Required<T> {
    /// The value. [`Reader::object`] has made sure that it is there.
    #[must_use]
    pub fn take(self) -> T {
        match self.0 {
            Some(value) => value,
            None => unreachable!("an object was accepted without a required member"),
        }
    }
}

impl<T: ReadJson> Slot for Required<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0 = Some(T::read(reader)?);
        Ok(())
    }

    fn is_missing(&self) -> bool {
        self.0.is_none()
    }
}

/// The place of a member that may be absent.
#[derive(Debug)]
pub struct Optional<T>(T);

impl<T> Optional<T> {
    /// The value.
    #[must_use]
    pub fn take(self) -> T {
        self.0
    }
}

impl<T: ReadJson> Slot for Optional<T> {
    fn fill(&mut self, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        self.0 = T::read(reader)?;
        Ok(())
    }

    fn is_missing(&self) -> bool {
        false
    }
}

/// The places of members, by the words of the grammar of `object!`.
#[doc(hidden)]
pub mod slot {
    use super::{Optional, Required};

    #[must_use]
    pub fn required<T>() -> Required<T> {
        Required(None)
    }

    #[must_use]
    pub fn required_nullable<T: Default>() -> Optional<T> {
        Optional(T::default())
    }

    #[must_use]
    pub fn optional<T: Default>() -> Optional<T> {
        Optional(T::default())
    }

    #[must_use]
    pub fn nullable<T: Default>() -> Optional<T> {
        Optional(T::default())
    }
}

/// A map of members that no field names.
pub trait Members {
    /// Reads the value of a member.
    ///
    /// # Errors
    ///
    /// The value is not of the map's type.
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError>;

    /// Writes all members into the object that is open, except those that are `named` already: a name comes once.
    fn write_members(&self, named: &[Member<'_>], writer: &mut Writer);
}

impl<T: ReadJson + WriteJson> Members for BTreeMap<String, T> {
    fn read_member(&mut self, name: Cow<'_, str>, reader: &mut Reader<'_>) -> Result<(), DecodeError> {
        let value = T::read(reader)?;
        self.insert(name.into_owned(), value);
        Ok(())
    }

    fn write_members(&self, named: &[Member<'_>], writer: &mut Writer) {
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

    fn write_members(&self, named: &[Member<'_>], writer: &mut Writer) {
        for (name, value) in self {
            if !has(named, name) {
                writer.member(name, value);
            }
        }
    }
}

fn has(named: &[Member<'_>], name: &str) -> bool {
    named.iter().any(|(other, _, _)| *other == name)
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
        names: &[&str],
        slots: &mut [&mut dyn Slot],
        mut rest: Option<&mut dyn Members>,
    ) -> Result<(), DecodeError> {
        self.peek()?;
        let start = self.at;
        let mut more = self.open_object()?;
        let mut expected = 0;
        while more {
            let name = self.name()?;
            let place = position(names, expected, &name);
            match (place.and_then(|place| slots.get_mut(place)), &mut rest) {
                (Some(slot), _) => slot.fill(self)?,
                (None, Some(rest)) => rest.read_member(name, self)?,
                (None, None) => self.skip()?,
            }
            expected = place.map_or(expected, |place| place + 1);
            more = self.more(b'}')?;
        }
        self.depth -= 1;
        match names.iter().zip(slots.iter()).find(|(_, slot)| slot.is_missing()) {
            None => Ok(()),
            Some((name, _)) => Err(DecodeError::new(start, format!("the member `{name}` is missing"))),
        }
    }
}

/// The place of a name; the expected one is tried first, then those behind it, then those before it.
#[inline]
fn position(names: &[&str], expected: usize, name: &str) -> Option<usize> {
    let (before, behind) = names.split_at_checked(expected)?;
    match behind.iter().position(|other| *other == name) {
        Some(place) => Some(expected + place),
        None => before.iter().position(|other| *other == name),
    }
}

impl Writer {
    /// Writes an object: its members, then those of `rest` that have other names.
    pub fn object(&mut self, members: &[Member<'_>], rest: Option<&dyn Members>) {
        self.settle_tags(|name| members.iter().any(|member| member.0 == name && is_written(member)));
        self.begin_object();
        for member in members {
            if is_written(member) {
                self.member(member.0, member.2);
            }
        }
        if let Some(rest) = rest {
            rest.write_members(members, self);
        }
        self.end_object();
    }
}

fn is_written((_, presence, value): &Member<'_>) -> bool {
    matches!(presence, Presence::required | Presence::required_nullable) || !value.is_absent()
}
