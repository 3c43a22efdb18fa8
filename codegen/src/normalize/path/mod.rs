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
    /// It selects too many places.
    pub fn select(&self, root: &Node) -> Result<Vec<Pointer>, String> {
        select::select(self, root)
    }

    /// The places that the query selects, in document order, each once.
    ///
    /// # Errors
    ///
    /// As [`select`](Self::select).
    pub fn select_distinct(&self, root: &Node) -> Result<Vec<Pointer>, String> {
        let mut seen = BTreeSet::new();
        let places = self.select(root)?;
        Ok(places.into_iter().filter(|pointer| seen.insert(pointer.clone())).collect())
    }
}

#[cfg(test)]
mod tests;
