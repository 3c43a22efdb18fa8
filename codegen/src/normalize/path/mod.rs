//! `JSONPath` (RFC 9535) over the tree, as overlays use it.
//!
//! In: the text of a query. Out: the places that it selects.

mod parse;
mod regexp;
mod select;

use crate::diag::Pointer;
use crate::load::Node;

/// A query that has been understood.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Query {
    segments: Vec<Segment>,
}

#[derive(Clone, Debug, PartialEq)]
struct Segment {
    /// `..`: at every depth.
    descendant: bool,
    selectors: Vec<Selector>,
}

#[derive(Clone, Debug, PartialEq)]
enum Selector {
    Name(String),
    Wildcard,
    Index(i64),
    Slice { start: Option<i64>, end: Option<i64>, step: i64 },
    Filter(Logic),
}

#[derive(Clone, Debug, PartialEq)]
enum Logic {
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
enum Comparison {
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Clone, Debug, PartialEq)]
enum Operand {
    Literal(Node),
    Query(Inner),
    Length(Box<Operand>),
    Count(Inner),
    /// The value of the only place that the query selects.
    Value(Inner),
}

/// A query inside a filter: from the member that is tested (`@`) or from the root (`$`).
#[derive(Clone, Debug, PartialEq)]
struct Inner {
    from_root: bool,
    segments: Vec<Segment>,
}

/// Reads a query; the error says what is wrong with it.
pub(super) fn parse_query(text: &str) -> Result<Query, String> {
    parse::parse(text)
}

impl Query {
    /// The places that the query selects, in document order, each once; an error if there are too many.
    pub(super) fn select(&self, root: &Node) -> Result<Vec<Pointer>, String> {
        select::select(self, root)
    }
}

#[cfg(test)]
mod tests;
