//! Unions: a value that is one of several types.
//!
//! In: shapes and one reader function a case. Out: the case that the value is; `Unknown` with the raw value when it is
//! none of them.

use std::{borrow::Cow, fmt};

use serde_json::{Number, Value};

use super::{DecodeError, Json, Kind, Member, Reader, Shape, choice::Choice, shape::only_case};

/// The case of a union: the name of the variant, and what it holds.
pub type Case<'value> = (&'static str, &'value dyn Member);

/// Reads a case of a union.
type ReadCase<T> = fn(&mut Reader<'_>) -> Result<T, DecodeError>;

/// Reads a union: of the likely cases, the one that fits best.
///
/// # Errors
///
/// The text is malformed; or only one case was likely, and the value is not of its type.
pub fn read_union<T>(
    reader: &mut Reader<'_>,
    shapes: &'static [Shape],
    cases: &[ReadCase<T>],
    unknown: fn(Value) -> T,
) -> Result<T, DecodeError> {
    // A case without a rival is read as if it stood alone: an error in it is the error of the union.
    if let Some(read) = only_case(reader, shapes)?.and_then(|case| cases.get(case)) {
        return read(reader);
    }
    let mut choice = Choice::new(reader, shapes)?;
    let mut best = None;
    while let Some(case) = choice.next(reader) {
        let Some(read) = cases.get(case) else { continue };
        match read(reader) {
            Ok(value) if choice.is_better(reader) => best = Some(value),
            Ok(_) => {}
            Err(error) => choice.failed(reader, error)?,
        }
    }
    choice.settle(reader);
    match best {
        Some(value) => Ok(value),
        None => read_unknown(reader, unknown),
    }
}

/// Reads a value that is none of a union's cases.
///
/// # Errors
///
/// The text is malformed.
pub fn read_unknown<T>(reader: &mut Reader<'_>, unknown: fn(Value) -> T) -> Result<T, DecodeError> {
    reader.note_unlisted();
    Value::read(reader).map(unknown)
}

/// Whether an object comes next.
#[must_use]
pub fn is_object(reader: &mut Reader<'_>) -> bool {
    reader.peek().is_ok_and(|kind| kind == Kind::Object)
}

/// `Debug` of a union, as a derived one.
///
/// # Errors
///
/// The formatter's.
pub fn show_case<T: Json>(value: &T, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
    match value.case() {
        Some((name, value)) => formatter.debug_tuple(name).field(&value).finish(),
        None => Ok(()),
    }
}

/// `PartialEq` of a union.
#[must_use]
pub fn is_same_case<T: Json>(one: &T, other: &T) -> bool {
    one.case()
        .zip(other.case())
        .is_some_and(|((name, value), (other_name, other))| name == other_name && value.is_same(other))
}

/// Reads what a case holds, and makes the case of it.
///
/// # Errors
///
/// The value is not of the case's type.
pub fn read_case<T: Json, U>(reader: &mut Reader<'_>, case: fn(T) -> U) -> Result<U, DecodeError> {
    let outer = reader.enter_case()?;
    let value = T::read(reader);
    reader.cases = outer;
    value.map(case)
}

/// Whether what a case holds is always a text.
#[must_use]
pub fn is_text_case<T: Json, U>(_case: fn(T) -> U) -> bool {
    T::is_text()
}

/// Cases inside cases of one and the same value. Unions that are cases of each other would have no end.
const MOST_CASES: usize = 64;

impl<'json> Reader<'json> {
    /// Takes note that the value in front is read as a case; gives what is to be restored behind it.
    fn enter_case(&mut self) -> Result<(usize, usize), DecodeError> {
        let outer = self.cases;
        let inside = if outer.0 == self.at { outer.1 + 1 } else { 0 };
        if inside > MOST_CASES {
            return Err(self.error("the types of this value contain one another endlessly"));
        }
        self.cases = (self.at, inside);
        Ok(outer)
    }

    /// The member of the next object that tells which case it is: its text, or any other scalar as it is written; the
    /// last where it comes twice, as everywhere. The reader stays in front of the object. `None` when there is no such
    /// member, or no object.
    ///
    /// # Errors
    ///
    /// The text is malformed.
    pub fn tag(&mut self, tag: &str) -> Result<Option<Cow<'json, str>>, DecodeError> {
        if self.peek()? != Kind::Object {
            return Ok(None);
        }
        let before = (self.at, self.depth);
        let mut found = None;
        let mut more = self.open_object()?;
        while more {
            if self.name()? == tag {
                found = match self.peek()? {
                    Kind::String => Some(self.text()?),
                    Kind::Number | Kind::Boolean => Some(Cow::Borrowed(self.raw()?)),
                    _ => {
                        self.skip()?;
                        None
                    }
                };
                // Looking on is a second look, and those have an end: objects in objects would cost their depth each.
                if self.at - before.0 > self.second_looks {
                    break;
                }
            } else {
                self.skip()?;
            }
            more = self.more(b'}')?;
        }
        self.second_looks = self.second_looks.saturating_sub(self.at - before.0);
        (self.at, self.depth) = before;
        Ok(found)
    }
}

/// Whether two JSON texts say the same: strings by their characters, numbers by their value.
#[must_use]
pub fn same_value(one: &str, other: &str) -> bool {
    if one == other {
        return true;
    }
    let scalar = |text: &str| {
        let mut reader = Reader::new(text.as_bytes()).ok()?;
        let is_scalar = !matches!(reader.peek().ok()?, Kind::Array | Kind::Object);
        let value = Value::read(&mut reader).ok()?;
        Some((is_scalar, value))
    };
    match (scalar(one), scalar(other)) {
        (Some((true, Value::Number(one))), Some((true, Value::Number(other)))) => same_number(&one, &other),
        (Some((_, one)), Some((_, other))) => one == other,
        _ => false,
    }
}

pub(super) fn same_number(one: &Number, other: &Number) -> bool {
    one == other || ((one.is_f64() || other.is_f64()) && one.as_f64() == other.as_f64())
}
