//! The text of documentation, beside the tokens of the items that have it.
//!
//! In tokens a text is escaped, read back and escaped again, line by line. So an item has the number of its documentation,
//! and whoever writes the item down puts the lines in its place.

use std::sync::Mutex;

use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// The documentation of the items of one piece, in the order in which they were emitted.
#[derive(Debug, Default)]
pub(super) struct Comments(Mutex<Vec<Vec<String>>>);

impl Comments {
    /// The attribute `#[doc = number]`, which stands for the lines.
    pub(super) fn number(&self, lines: Vec<String>) -> TokenStream {
        let mut all = self.0.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let number = Literal::usize_unsuffixed(all.len());
        all.push(lines);
        quote!(#[doc = #number])
    }

    /// The lines that each number stands for, without what makes comments of them.
    pub(super) fn into_lines(self) -> Vec<Vec<String>> {
        self.0.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}
