//! Types that others hold in a box which a compiler does not look into.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::TypeId;

use super::context::Context;

/// That values of the type can stand in such a box; nothing where none does.
pub(super) fn emit_far(context: &Context<'_>, id: TypeId) -> TokenStream {
    let Some(place) = context.api.far.get(&id) else { return TokenStream::new() };
    let ident = &context.type_names(id).ident;
    let place = Token::usize_unsuffixed(*place);
    quote! {
        impl runtime::private::Distant for #ident {
            #[inline]
            fn begin() -> runtime::private::Held {
                types::far(#place)
            }
        }
    }
}

/// The function that makes a blank value of any of them. What is compiled for one type leads only here, and from here to
/// each of the others, never through one to the next: a compiler follows functions as it follows types.
pub(super) fn emit_table(context: &Context<'_>) -> TokenStream {
    if context.api.far.is_empty() {
        return TokenStream::new();
    }
    let arms = context.api.far.iter().map(|(id, place)| {
        let ident = &context.type_names(*id).ident;
        let gate =
            context.gate(*id).map(|feature| quote!(#[cfg(any(feature = #feature, feature = "types"))]));
        let place = Token::usize_unsuffixed(*place);
        quote!(#gate #place => runtime::private::begin::<#ident>(),)
    });
    quote! {
        #[doc(hidden)]
        #[inline]
        pub(crate) fn far(place: usize) -> runtime::private::Held {
            match place {
                #(#arms)*
                // A type that is compiled has its place.
                _ => runtime::private::begin::<runtime::Null>(),
            }
        }
    }
}
