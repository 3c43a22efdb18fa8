//! Tokens that become a part of others and are not needed any more.

use std::cell::Cell;

use proc_macro2::TokenStream;
use quote::ToTokens;

/// Tokens that are moved where they are first wanted: `quote` copies streams, which takes as long as making them.
pub(super) struct Once(Cell<TokenStream>);

impl Once {
    pub(super) fn new(tokens: impl IntoIterator<Item = TokenStream>) -> Self {
        Self(Cell::new(tokens.into_iter().collect()))
    }
}

impl ToTokens for Once {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        tokens.extend(std::iter::once(self.0.take()));
    }
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Once;

    #[test]
    fn tokens_are_there_once() {
        let once = Once::new([quote!(a), quote!(b)]);
        assert_eq!(quote!({ #once }).to_string(), quote!({ a b }).to_string());
        assert_eq!(quote!({ #once }).to_string(), quote!({}).to_string());
    }
}
