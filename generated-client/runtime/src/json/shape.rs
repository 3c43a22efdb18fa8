//! What can be seen of a JSON value before it is read, and which cases of a union it fits.
//!
//! In: the shapes of all cases, a reader in front of a value. Out: the cases that the value may be, the likeliest first.
//! Nothing is built for the look; it reads the names of one object, or the first item of one list.

use std::borrow::Cow;

use smallvec::SmallVec;

use super::{
    DecodeError, Kind, Reader,
    listed::{is_listed, speaks_against},
    number::Number,
};

/// The way to a member of a member, and the values that it can have, each as JSON text. The step `[]` leads from a
/// list to each of its items.
type Within = (&'static [&'static str], &'static [&'static str]);

/// Sets of JSON kinds, one bit each; the names are the words of the macro's grammar.
#[allow(non_upper_case_globals, reason = "the constants are the words of the macro's grammar")]
pub mod kind {
    /// No value at all.
    pub const nothing: u8 = 0;
    /// `null`
    pub const null: u8 = 1;
    /// `true` and `false`
    pub const boolean: u8 = 2;
    /// Whole numbers.
    pub const integer: u8 = 4;
    /// Numbers that are not whole.
    pub const fraction: u8 = 8;
    /// Text.
    pub const string: u8 = 16;
    /// Lists.
    pub const array: u8 = 32;
    /// Objects.
    pub const object: u8 = 64;
}

/// What JSON a case of a union accepts.
#[derive(Clone, Copy, Debug)]
pub struct Shape {
    kinds: u8,
    required: &'static [&'static str],
    known: &'static [&'static str],
    constants: &'static [(&'static str, &'static [&'static str])],
    within: &'static [Within],
    closed: bool,
    texts: &'static [&'static str],
    items: Option<&'static Shape>,
}

impl Shape {
    /// A shape of these kinds, with nothing else known.
    #[must_use]
    pub const fn new(kinds: u8) -> Self {
        Self {
            kinds,
            required: &[],
            known: &[],
            constants: &[],
            within: &[],
            closed: false,
            texts: &[],
            items: None,
        }
    }

    /// Members of an object that must be there.
    #[must_use]
    pub const fn required(mut self, names: &'static [&'static str]) -> Self {
        self.required = names;
        self
    }

    /// Members of an object that are described.
    #[must_use]
    pub const fn known(mut self, names: &'static [&'static str]) -> Self {
        self.known = names;
        self
    }

    /// Members of an object with fixed values, each as JSON text.
    #[must_use]
    pub const fn constants(mut self, members: &'static [(&'static str, &'static [&'static str])]) -> Self {
        self.constants = members;
        self
    }

    /// Members, also of members, with listed values: another value speaks against the case, and does not rule it out.
    #[must_use]
    pub const fn within(mut self, members: &'static [Within]) -> Self {
        self.within = members;
        self
    }

    /// An object has only described members.
    #[must_use]
    pub const fn closed(mut self) -> Self {
        self.closed = true;
        self
    }

    /// The texts that a string can be.
    #[must_use]
    pub const fn texts(mut self, texts: &'static [&'static str]) -> Self {
        self.texts = texts;
        self
    }

    /// The shape of a list's items.
    #[must_use]
    pub const fn items(mut self, items: &'static Self) -> Self {
        self.items = Some(items);
        self
    }

    const fn has(&self, kinds: u8) -> bool {
        self.kinds & kinds != 0
    }

    /// Whether the kind alone decides.
    fn is_plain(&self) -> bool {
        self.required.is_empty()
            && self.constants.is_empty()
            && !self.closed
            && self.texts.is_empty()
            && self.items.is_none()
    }
}

/// Cases of a union, by their places. Nearly all unions have few that take one kind, and those need no piece of the heap.
pub(super) type Cases = SmallVec<[usize; 8]>;

/// The members of an object: names, and values as they are written.
type Look<'json> = Vec<(Cow<'json, str>, &'json str)>;

/// How well the names and the fixed values of an object fit a case.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Rank {
    /// Listed values that it does not have.
    pub(super) against: usize,
    /// Members that are not described.
    pub(super) left_over: usize,
    /// Constants that it has.
    pub(super) matched: usize,
}

/// The cases that the next value may be, the likeliest first, with a rank for each if it is an object; the reader stays in
/// front of the value.
pub(super) fn candidates(
    reader: &mut Reader<'_>,
    shapes: &[Shape],
) -> Result<(Cases, Vec<Rank>), DecodeError> {
    let cases = match reader.peek()? {
        Kind::Null => of_kind(shapes, kind::null),
        Kind::Boolean => of_kind(shapes, kind::boolean),
        Kind::Number => numbers(reader, shapes)?,
        Kind::String => texts(reader, shapes)?,
        Kind::Array => lists(reader, shapes)?,
        Kind::Object => return objects(reader, shapes),
    };
    Ok((cases, Vec::new()))
}

/// The only case that takes the kind of value that comes next, where the kind alone decides. A number is judged by more than
/// its kind.
pub(super) fn only_case(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Option<usize>, DecodeError> {
    let kinds = match reader.peek()? {
        Kind::Null => kind::null,
        Kind::Boolean => kind::boolean,
        Kind::Number => return Ok(None),
        Kind::String => kind::string,
        Kind::Array => kind::array,
        Kind::Object => kind::object,
    };
    let mut fitting = shapes.iter().enumerate().filter(|(_, shape)| shape.has(kinds));
    Ok(match (fitting.next(), fitting.next()) {
        (Some((case, shape)), None) if shape.is_plain() => Some(case),
        _ => None,
    })
}

/// Whether the list in front of the reader has an item that none of these cases takes; an item that is a list has none such
/// itself.
pub(super) fn has_item_for_none(
    reader: &mut Reader<'_>,
    shapes: &[Shape],
    cases: &[usize],
) -> Result<bool, DecodeError> {
    let items: Option<Vec<Shape>> = cases.iter().map(|case| shapes[*case].items.copied()).collect();
    let Some(items) = items else { return Ok(false) };
    let mut found = false;
    reader.array(|reader| {
        let takers = candidates(reader, &items)?.0;
        if found || takers.is_empty() || reader.peek()? != Kind::Array {
            found |= takers.is_empty();
            return reader.skip();
        }
        found = has_item_for_none(reader, &items, &takers)?;
        Ok(())
    })?;
    Ok(found)
}

fn of_kind(shapes: &[Shape], kinds: u8) -> Cases {
    places(shapes, |shape| shape.has(kinds)).collect()
}

fn places(shapes: &[Shape], is_wanted: impl Fn(&Shape) -> bool) -> impl Iterator<Item = usize> {
    shapes.iter().enumerate().filter(move |(_, shape)| is_wanted(shape)).map(|(place, _)| place)
}

/// Whether one case of that kind is all there is to choose from.
fn is_decided(shapes: &[Shape], cases: &[usize]) -> bool {
    matches!(cases, [] | [_]) && cases.iter().all(|case| shapes[*case].is_plain())
}

/// Whole numbers prefer cases that take no others, so that they stay whole; where there is such a case, those that a float
/// would round go into no float. Without one, a float is what the description asks for. Fractions prefer cases that take them; `1.0` may still be an integer.
fn numbers(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Cases, DecodeError> {
    let start = reader.at;
    let number = reader.number()?;
    reader.at = start;
    let whole_only = |shape: &Shape| shape.has(kind::integer) && !shape.has(kind::fraction);
    if !number.is_integer() {
        let mut cases = of_kind(shapes, kind::fraction);
        cases.extend(places(shapes, whole_only));
        return Ok(cases);
    }
    let mut cases: Cases = places(shapes, whole_only).collect();
    if cases.is_empty() || !is_beyond_floats(number) {
        cases.extend(places(shapes, |shape| shape.has(kind::integer) && shape.has(kind::fraction)));
    }
    Ok(cases)
}

/// Whether an integer is one that a float may round.
fn is_beyond_floats(number: Number<'_>) -> bool {
    // Fifteen digits always fit, and nearly all numbers have no more.
    const EXACT: usize = 15;
    number.text().len() > EXACT
        && number.integer::<i128>("i128").map_or(true, |value| value.unsigned_abs() > 1 << 53)
}

/// Cases that list the text come before those that take any.
fn texts(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Cases, DecodeError> {
    let mut cases = of_kind(shapes, kind::string);
    if is_decided(shapes, &cases) {
        return Ok(cases);
    }
    let start = reader.at;
    let text = reader.text()?;
    reader.at = start;
    cases.retain(|case| accepts_text(&shapes[*case], &text));
    cases.sort_by_key(|case| shapes[*case].texts.is_empty());
    Ok(cases)
}

fn accepts_text(shape: &Shape, text: &str) -> bool {
    shape.texts.is_empty() || shape.texts.contains(&text)
}

/// The first item stands for all of them; if it misleads, the next case is tried.
fn lists(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Cases, DecodeError> {
    let mut cases = of_kind(shapes, kind::array);
    if is_decided(shapes, &cases) || cases.iter().all(|case| shapes[*case].items.is_none()) {
        return Ok(cases);
    }
    let before = (reader.at, reader.depth);
    reader.open()?;
    if reader.first(b']') {
        let known: Vec<_> =
            cases.iter().filter_map(|case| shapes[*case].items.map(|items| (*case, *items))).collect();
        let items: Vec<_> = known.iter().map(|(_, items)| *items).collect();
        let fitting: Vec<_> = candidates(reader, &items)?.0.into_iter().map(|item| known[item].0).collect();
        let rank = |case: &usize| match shapes[*case].items {
            Some(_) => fitting.iter().position(|other| other == case),
            None => Some(fitting.len()),
        };
        cases.retain(|case| rank(case).is_some());
        cases.sort_by_key(rank);
    }
    (reader.at, reader.depth) = before;
    Ok(cases)
}

fn objects(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<(Cases, Vec<Rank>), DecodeError> {
    let cases = of_kind(shapes, kind::object);
    if is_decided(shapes, &cases) || reader.second_looks == 0 {
        return Ok((cases, Vec::new()));
    }
    let look = look(reader)?;
    let mut fitting = |is_open: &dyn Fn(&Shape) -> bool| {
        let mut found: Vec<(Rank, usize)> = cases
            .iter()
            .filter_map(|case| {
                let shape = &shapes[*case];
                fits(reader, shape, &look, is_open(shape)).map(|rank| (rank, *case))
            })
            .collect();
        found.sort_by_key(|(rank, _)| rank.key());
        found
    };
    let mut found = fitting(&|shape| !shape.closed);
    if found.is_empty() && cases.iter().any(|case| shapes[*case].closed) {
        // A server that has learnt a new member is still understood.
        found = fitting(&|_| true);
    }
    let (ranks, cases) = found.into_iter().unzip();
    Ok((cases, ranks))
}

/// Reads the names of an object and returns in front of it.
fn look<'json>(reader: &mut Reader<'json>) -> Result<Look<'json>, DecodeError> {
    let before = (reader.at, reader.depth);
    let mut members = Vec::new();
    reader.members(|reader, name| {
        members.push((name, reader.raw()?));
        Ok(())
    })?;
    reader.second_looks = reader.second_looks.saturating_sub(reader.at - before.0);
    (reader.at, reader.depth) = before;
    Ok(members)
}

/// How well an object fits; `None` when it does not.
fn fits(reader: &mut Reader<'_>, shape: &Shape, look: &Look<'_>, is_open: bool) -> Option<Rank> {
    let value = |name: &str| look.iter().rev().find(|(other, _)| other == name).map(|(_, value)| *value);
    let mut matched = 0;
    for (name, literals) in shape.constants {
        if let Some(value) = value(name) {
            if !is_listed(value, literals) {
                return None;
            }
            matched += 1;
        }
    }
    if !shape.required.iter().all(|name| value(name).is_some()) {
        return None;
    }
    let known = look.iter().filter(|(name, _)| shape.known.contains(&&**name)).count();
    let left_over = look.len() - known;
    if !is_open && left_over > 0 {
        return None;
    }
    let against = shape.within.iter().filter(|(way, literals)| {
        let Some((name, rest)) = way.split_first() else { return false };
        value(name).is_some_and(|value| speaks_against(reader, value, rest, literals))
    });
    let against = against.count();
    Some(Rank { against, left_over, matched })
}
