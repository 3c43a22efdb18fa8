//! How many bytes a value takes by itself: an estimate for targets of 64 bits that is never too low.
//!
//! In: a type, and the estimates of the definitions that it holds. Out: its estimate.
//! Must never know: what is done about large ones.

use super::{Definition, Enumeration, Presence, Rest, Scalar, Structure, Type, Union};

/// What a compiler needs to know to lay a value out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// How many bytes it takes; a multiple of `align`.
    pub(super) bytes: usize,
    align: usize,
    /// How many patterns of bits are not a value, at least: an `Option` takes one of them instead of more room.
    spare: usize,
}

/// A vector's capacity and a text's have half of all numbers to spare.
const MANY: usize = 1 << 16;

/// A tag of one byte tells this many variants apart, and has some to spare.
const MOST_TAGS: usize = 200;

impl Size {
    pub(super) const NOTHING: Self = Self { bytes: 0, align: 1, spare: 0 };
    const BOX: Self = Self { bytes: 8, align: 8, spare: 1 };
    const FAR: Self = Self { bytes: 16, align: 8, spare: 1 };
    const LIST: Self = Self { bytes: 24, align: 8, spare: MANY };
    const MAP: Self = Self { bytes: 24, align: 8, spare: 0 };
    const VALUE: Self = Self { bytes: 32, align: 8, spare: MOST_TAGS };

    /// The size of a definition, where `sizes` has those of the definitions that it holds.
    pub(super) fn of_definition(definition: &Definition, sizes: &[Self]) -> Self {
        match definition {
            Definition::Structure(structure) => Self::of_structure(structure, sizes),
            Definition::Enumeration(enumeration) => Self::of_enumeration(enumeration),
            Definition::Union(union) => Self::of_union(union, sizes),
            Definition::Alias(value) | Definition::Newtype(value) => Self::of(value, sizes),
        }
    }

    /// The size of a type as it is written.
    pub(super) fn of(value: &Type, sizes: &[Self]) -> Self {
        match value {
            Type::Named(id) => sizes.get(id.0).copied().unwrap_or(Self::NOTHING),
            Type::Boxed(_) => Self::BOX,
            Type::Far(_) => Self::FAR,
            Type::Scalar(scalar) => Self::of_scalar(*scalar),
            Type::List(_) => Self::LIST,
            Type::Map(_) | Type::OpenObject => Self::MAP,
            Type::Tuple(places) => Self::beside(places.iter().map(|place| Self::of(place, sizes))),
            Type::Nullable(inner) => Self::of(inner, sizes).or(1),
            Type::Any => Self::VALUE,
            Type::Null => Self::NOTHING,
        }
    }

    /// The size with the states that presence adds.
    pub(super) fn with(self, presence: Presence) -> Self {
        match presence {
            Presence::Required => self,
            Presence::RequiredNullable | Presence::Optional => self.or(1),
            Presence::OptionalNullable => self.or(2),
        }
    }

    fn of_structure(structure: &Structure, sizes: &[Self]) -> Self {
        let rest = match structure.rest {
            Rest::Kept(_) => Self::MAP,
            Rest::Ignored => Self::NOTHING,
        };
        let fields = structure.fields.iter().map(|field| Self::of(&field.value, sizes).with(field.presence));
        Self::beside(fields.chain([rest]))
    }

    fn of_enumeration(enumeration: &Enumeration) -> Self {
        if enumeration.is_text() {
            return Self { spare: MANY - enumeration.members.len().min(MANY), ..Self::LIST };
        }
        let unlisted = if enumeration.is_integer() { Self::of_scalar(Scalar::I64) } else { Self::VALUE };
        Self::one_of([unlisted], enumeration.members.len())
    }

    fn of_union(union: &Union, sizes: &[Self]) -> Self {
        let cases = union.cases.iter().map(|case| Self::of(&case.value, sizes));
        Self::one_of(cases.chain([Self::VALUE]), union.cases.len())
    }

    fn of_scalar(scalar: Scalar) -> Self {
        let number = |bytes| Self { bytes, align: bytes, spare: 0 };
        match scalar {
            Scalar::Bool => Self { bytes: 1, align: 1, spare: MOST_TAGS },
            Scalar::I32 | Scalar::U32 | Scalar::F32 => number(4),
            Scalar::I64 | Scalar::U64 | Scalar::F64 => number(8),
            Scalar::I128 => number(16),
            Scalar::Bytes => Self { bytes: 32, align: 8, spare: 1 },
            // Texts and bytes of texts.
            Scalar::String
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Uuid
            | Scalar::Uri
            | Scalar::Base64
            | Scalar::Secret => Self::LIST,
        }
    }

    /// Values beside one another. A compiler puts those first that have to be aligned most, so only the end is padded.
    fn beside(parts: impl Iterator<Item = Self>) -> Self {
        let whole = parts.fold(Self::NOTHING, |whole, part| Self {
            bytes: whole.bytes.saturating_add(part.bytes),
            align: whole.align.max(part.align),
            spare: whole.spare.max(part.spare),
        });
        Self { bytes: padded(whole.bytes, whole.align), ..whole }
    }

    /// One of several values, told apart by a tag in front; `more` variants hold nothing.
    fn one_of(cases: impl IntoIterator<Item = Self>, more: usize) -> Self {
        let largest = cases.into_iter().fold(Self::NOTHING, |largest, case| Self {
            bytes: largest.bytes.max(case.bytes),
            align: largest.align.max(case.align),
            spare: 0,
        });
        let tag = if more > MOST_TAGS { largest.align.max(4) } else { largest.align };
        let align = tag.max(largest.align);
        let spare = MOST_TAGS.saturating_sub(more);
        Self { bytes: padded(largest.bytes.saturating_add(tag), align), align, spare }
    }

    /// The value, or one of `others` that hold nothing.
    fn or(self, others: usize) -> Self {
        match self.spare.checked_sub(others) {
            Some(spare) => Self { spare, ..self },
            None => Self::one_of([self], others),
        }
    }
}

fn padded(bytes: usize, align: usize) -> usize {
    bytes.checked_next_multiple_of(align).unwrap_or(bytes)
}
