//! `JSONPath` (RFC 9535) over the tree, as overlays use it.
//!
//! In: the text of a query. Out: the places that it selects.

mod model;
mod parse;
mod regexp;
mod select;

pub(super) use model::Query;

use crate::diag::Pointer;
use crate::load::Node;

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
