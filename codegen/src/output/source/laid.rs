//! What the formatter makes of an item.

/// What was laid out.
#[derive(Debug)]
pub(super) struct Laid {
    pub(super) text: String,
    pub(super) sort: Sort,
}

/// What was laid out, as far as empty lines around it go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sort {
    /// Documentation of the file.
    Documentation,
    /// Another attribute of the file.
    Attribute,
    /// A line that only names something.
    Name,
    /// Something that is assigned.
    Value,
    /// Something with a body.
    Item,
    /// What is in a body.
    Statements,
}

impl Sort {
    /// Whether there is an empty line between the two.
    pub(super) fn is_apart_from(self, before: Self) -> bool {
        match before {
            Self::Documentation | Self::Name => self != before,
            Self::Attribute => !matches!(self, Self::Documentation | Self::Attribute),
            Self::Value | Self::Item | Self::Statements => true,
        }
    }
}
