//! `JSONPath` (RFC 9535) over the tree, as overlays use it.
//!
//! In: the text of a query. Out: the places that it selects. It is held against the compliance test suite of the RFC by
//! `tests/suites`.

mod literal;
mod model;
mod parse;
mod regexp;
mod select;

pub use model::Query;

use std::collections::BTreeSet;

use crate::diag::Pointer;
use crate::load::Node;

impl Query {
    /// Reads a query.
    ///
    /// # Errors
    ///
    /// What is wrong with it, and at which character.
    pub fn parse(text: &str) -> Result<Self, String> {
        parse::parse(text)
    }

    /// The places that the query selects, in document order; a place may be selected several times.
    ///
    /// # Errors
    ///
    /// It visits too many places.
    pub fn select(&self, root: &Node) -> Result<Vec<Pointer>, String> {
        let mut visits = select::MOST_VISITS;
        select::select(self, root, &mut visits)
    }

    /// The places that the query selects, in document order, each once. How many places it visited is taken from `visits`.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select), or there are fewer visits left.
    pub fn select_distinct(&self, root: &Node, visits: &mut usize) -> Result<Vec<Pointer>, String> {
        let mut seen = BTreeSet::new();
        let places = select::select(self, root, visits)?;
        Ok(places.into_iter().filter(|pointer| seen.insert(pointer.clone())).collect())
    }
}

#[cfg(test)]
mod tests;
