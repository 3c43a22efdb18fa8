//! What can be seen of a JSON value before it is read, and which cases of a union it fits.
//!
//! In: the shapes of all cases, a reader in front of a value. Out: the cases that the value may be, the likeliest first.
//! Nothing is built for the look; it reads the names of one object, or the first item of one list.

use std::borrow::Cow;

use super::{DecodeError, Kind, Reader, union::same_value};

/// Sets of JSON kinds, one bit each; the names are the words of the macro's grammar.
#[allow(non_upper_case_globals, reason = "the constants are the words of the macro's grammar")]
pub mod kind {
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
    closed: bool,
    texts: &'static [&'static str],
    items: Option<&'static Shape>,
}

impl Shape {
    /// A shape of these kinds, with nothing else known.
    #[must_use]
    pub const fn new(kinds: u8) -> Self {
        Self { kinds, required: &[], known: &[], constants: &[], closed: false, texts: &[], items: None }
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

/// The members of an object: names, and values as they are written.
type Look<'json> = Vec<(Cow<'json, str>, &'json str)>;

/// The cases that the next value may be, the likeliest first; the reader stays in front of the value.
pub(super) fn candidates(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Vec<usize>, DecodeError> {
    match reader.peek()? {
        Kind::Null => Ok(of_kind(shapes, kind::null)),
        Kind::Boolean => Ok(of_kind(shapes, kind::boolean)),
        Kind::Number => numbers(reader, shapes),
        Kind::String => texts(reader, shapes),
        Kind::Array => lists(reader, shapes),
        Kind::Object => objects(reader, shapes),
    }
}

fn of_kind(shapes: &[Shape], kinds: u8) -> Vec<usize> {
    (0..shapes.len()).filter(|case| shapes[*case].has(kinds)).collect()
}

/// Whether one case of that kind is all there is to choose from.
fn is_decided(shapes: &[Shape], cases: &[usize]) -> bool {
    matches!(cases, [] | [_]) && cases.iter().all(|case| shapes[*case].is_plain())
}

/// Whole numbers prefer cases that take no others, so that they stay whole; where there is such a case, those that a float
/// would round go into no float. Without one, a float is what the description asks for. Fractions prefer cases that take them; `1.0` may still be a whole number.
fn numbers(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Vec<usize>, DecodeError> {
    let start = reader.at;
    let number = reader.number()?;
    reader.at = start;
    let mut cases = of_kind(shapes, kind::integer | kind::fraction);
    if number.is_integer() {
        cases.retain(|case| shapes[*case].has(kind::integer));
        cases.sort_by_key(|case| shapes[*case].has(kind::fraction));
        let is_large = number.integer::<i128>("i128").map_or(true, |value| value.unsigned_abs() > 1 << 53);
        if is_large && cases.iter().any(|case| !shapes[*case].has(kind::fraction)) {
            cases.retain(|case| !shapes[*case].has(kind::fraction));
        }
    } else {
        cases.sort_by_key(|case| !shapes[*case].has(kind::fraction));
    }
    Ok(cases)
}

/// Cases that list the text come before those that take any.
fn texts(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Vec<usize>, DecodeError> {
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
fn lists(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Vec<usize>, DecodeError> {
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
        let fitting: Vec<_> = candidates(reader, &items)?.into_iter().map(|item| known[item].0).collect();
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

fn objects(reader: &mut Reader<'_>, shapes: &[Shape]) -> Result<Vec<usize>, DecodeError> {
    let cases = of_kind(shapes, kind::object);
    if is_decided(shapes, &cases) || reader.second_looks == 0 {
        return Ok(cases);
    }
    let look = look(reader)?;
    let fitting = |is_open: &dyn Fn(&Shape) -> bool| {
        let fits = |case: &usize| fits(&shapes[*case], &look, is_open(&shapes[*case]));
        let mut found: Vec<_> =
            cases.iter().filter_map(|case| fits(case).map(|rank| (rank, *case))).collect();
        found.sort_by(|(one, _), (other, _)| other.cmp(one));
        found.into_iter().map(|(_, case)| case).collect::<Vec<_>>()
    };
    let found = fitting(&|shape| !shape.closed);
    if found.is_empty() && cases.iter().any(|case| shapes[*case].closed) {
        // A server that has learnt a new member is still understood.
        return Ok(fitting(&|_| true));
    }
    Ok(found)
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

/// How well an object fits: constants that it has, then described members that it has; `None` when it does not.
fn fits(shape: &Shape, look: &Look<'_>, is_open: bool) -> Option<(usize, usize)> {
    let value = |name: &str| look.iter().rev().find(|(other, _)| other == name).map(|(_, value)| *value);
    let mut matched = 0;
    for (name, literals) in shape.constants {
        if let Some(value) = value(name) {
            if !literals.iter().any(|literal| same_value(value, literal)) {
                return None;
            }
            matched += 1;
        }
    }
    if !shape.required.iter().all(|name| value(name).is_some()) {
        return None;
    }
    let known = look.iter().filter(|(name, _)| shape.known.contains(&&**name)).count();
    (is_open || known == look.len()).then_some((matched, known))
}
