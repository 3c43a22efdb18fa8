//! What a query says.

use crate::load::Node;

/// A query that has been understood.
///
/// ```
/// use codegen::normalize::path::Query;
///
/// assert!(Query::parse("$.paths.*[?@.deprecated == true]").is_ok());
/// assert!(Query::parse("paths.*").is_err());
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    pub(super) segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) struct Segment {
    /// `..`: at every depth.
    pub(super) descendant: bool,
    pub(super) selectors: Vec<Selector>,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Filter(Logic),
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Logic {
    Any(Vec<Logic>),
    All(Vec<Logic>),
    Not(Box<Logic>),
    Exists(Inner),
    /// `match` where the expression has to take the whole text, else `search`: the text, then the expression.
    Matches {
        whole: bool,
        text: Operand,
        expression: Operand,
    },
    Compare(Operand, Comparison, Operand),
}

#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
pub(super) enum Operand {
    Literal(Node),
    Query(Inner),
    Length(Box<Operand>),
    Count(Inner),
    /// The value of the only place that the query selects.
    Value(Inner),
}

/// A query inside a filter: from the member that is tested (`@`) or from the root (`$`).
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Inner {
    pub(super) from_root: bool,
    pub(super) segments: Vec<Segment>,
}
