//! Tokens → text as people write it.
//!
//! In: tokens of the emitter. Out: source, broken into lines. Must never know: what the items mean.
//!
//! A general formatter has to read the tokens as Rust first, which costs more than everything else that the generator
//! does together. Emitted code has few forms, so that this one lays out the tokens themselves: attributes and doc
//! comments on lines of their own, members and methods below one another, what fits a line on one line.

mod layout;
mod space;
mod split;
mod tree;

use proc_macro2::TokenStream;

/// The tokens as source. In builds for developers an error where they are not Rust: a fault of the emitter.
pub(super) fn format_tokens(tokens: TokenStream) -> Result<String, String> {
    if cfg!(debug_assertions) {
        syn::parse2::<syn::File>(tokens.clone()).map_err(|error| error.to_string())?;
    }
    Ok(layout::lay_out(&tree::read_tree(tokens)))
}

#[cfg(test)]
mod tests;
