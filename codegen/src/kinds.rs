//! Sets of the kinds that a JSON value can have.
//!
//! Must never know: where a value or its schema stands.

use std::fmt;

/// A set of JSON kinds. Whole numbers and fractions are told apart, because types and cases of unions are.
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct JsonKinds(u8);

impl JsonKinds {
    /// No value at all.
    pub const NONE: Self = Self(0);
    /// `null`
    pub const NULL: Self = Self(1);
    /// `true` and `false`
    pub const BOOLEAN: Self = Self(2);
    /// Whole numbers.
    pub const INTEGER: Self = Self(4);
    /// Numbers that are not whole.
    pub const FRACTION: Self = Self(8);
    /// Any number.
    pub const NUMBER: Self = Self(4 | 8);
    /// Strings.
    pub const STRING: Self = Self(16);
    /// Arrays.
    pub const ARRAY: Self = Self(32);
    /// Objects.
    pub const OBJECT: Self = Self(64);
    /// Any value.
    pub const ALL: Self = Self(127);

    /// Whether one of `kinds` is among these.
    #[must_use]
    pub fn has(self, kinds: Self) -> bool {
        self.0 & kinds.0 != 0
    }

    /// The kinds that are in both.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// The kinds that are in either.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Adds kinds.
    pub fn insert(&mut self, kinds: Self) {
        self.0 |= kinds.0;
    }
}

/// By words, as snapshots show them.
impl fmt::Debug for JsonKinds {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let words = [
            (Self::NULL, "null"),
            (Self::BOOLEAN, "boolean"),
            (Self::INTEGER, "integer"),
            (Self::FRACTION, "fraction"),
            (Self::STRING, "string"),
            (Self::ARRAY, "array"),
            (Self::OBJECT, "object"),
        ];
        let among = words.into_iter().filter(|(kind, _)| self.has(*kind)).map(|(_, word)| word);
        formatter.debug_set().entries(among).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::JsonKinds;

    #[test]
    fn numbers_are_whole_or_not() {
        assert!(JsonKinds::NUMBER.has(JsonKinds::INTEGER) && JsonKinds::NUMBER.has(JsonKinds::FRACTION));
        assert!(!JsonKinds::INTEGER.has(JsonKinds::FRACTION));
        assert_eq!(JsonKinds::INTEGER.or(JsonKinds::FRACTION), JsonKinds::NUMBER);
        assert_eq!(JsonKinds::ALL.and(JsonKinds::OBJECT), JsonKinds::OBJECT);
        assert!(!JsonKinds::ALL.has(JsonKinds::NONE));
    }
}
