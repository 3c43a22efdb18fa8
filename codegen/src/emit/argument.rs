//! What a setter takes, and how that becomes the value it sets.

use proc_macro2::TokenStream;
use quote::quote;

use crate::ir::{Presence, Scalar, Type, TypeId};
use crate::names::RustIdent;

use super::context::{Context, Site};

/// The argument of a setter, called `value`.
pub(super) struct Argument {
    /// `<M>` where the kind of conversion is a parameter that is inferred.
    pub(super) generics: TokenStream,
    /// The type of the argument.
    pub(super) accepts: TokenStream,
    /// The expression that converts it.
    pub(super) converted: TokenStream,
    /// The type of that expression.
    pub(super) becomes: TokenStream,
    /// How the runtime converts it and puts it in its place, where that is one of its own ways.
    pub(super) way: Way,
}

/// The ways that are so frequent that the runtime does them in one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Way {
    /// There is nothing to convert.
    Plain,
    /// By `Into`.
    Into,
    /// By `IntoNullable`.
    Nullable,
    /// A list whose items go by `Into`.
    Items,
    /// As the expression says.
    Written,
}

/// What stands behind a box. It is given as if there were none.
struct Held {
    id: TypeId,
    /// The function that puts a value into the box.
    new: TokenStream,
}

impl Held {
    fn of(value: &Type) -> Option<Self> {
        match value {
            Type::Boxed(id) => Some(Self { id: *id, new: quote!(Box::new) }),
            _ => None,
        }
    }
}

/// How a type is most pleasantly given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Manner {
    /// As it is: numbers, so that literals infer.
    Concrete,
    /// By `Into`.
    Into,
    /// By `Into`, then boxed.
    Boxed,
    /// As anything that iterates.
    List,
    /// As anything that iterates over pairs.
    Map,
    /// As a map of values of any kind.
    Object,
    /// As a value, or an option of it.
    Nullable,
}

impl Manner {
    fn of(value: &Type) -> Self {
        match value {
            Type::Scalar(scalar) => match scalar {
                Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::I128
                | Scalar::F32
                | Scalar::F64 => Self::Concrete,
                _ => Self::Into,
            },
            Type::Named(_) | Type::Any => Self::Into,
            Type::Boxed(_) => Self::Boxed,
            Type::List(_) => Self::List,
            Type::Map(_) => Self::Map,
            Type::OpenObject => Self::Object,
            Type::Nullable(_) => Self::Nullable,
            Type::Tuple(_) | Type::Null => Self::Concrete,
        }
    }
}

/// The argument for a member of this presence. Optional members take the value itself.
pub(super) fn argument(context: &Context<'_>, value: &Type, presence: Presence, site: Site) -> Argument {
    let given = quote!(value);
    match presence {
        Presence::Required | Presence::Optional => plain(context, value, site, &given),
        Presence::RequiredNullable | Presence::OptionalNullable => nullable(context, value, site),
    }
}

/// The argument for a parameter of this name; null is no value of it.
pub(super) fn named_argument(context: &Context<'_>, value: &Type, site: Site, name: &RustIdent) -> Argument {
    plain(context, value, site, &quote!(#name))
}

fn plain(context: &Context<'_>, value: &Type, site: Site, given: &TokenStream) -> Argument {
    let written = context.type_tokens(value, site);
    let resolved = value.resolved(context.types());
    if let Some(held) = Held::of(resolved) {
        let (inner, new) = (context.type_tokens(&Type::Named(held.id), site), held.new);
        return Argument {
            generics: TokenStream::new(),
            accepts: quote!(impl Into<#inner>),
            converted: quote!(#new(#given.into())),
            becomes: written,
            way: Way::Written,
        };
    }
    let mut generics = TokenStream::new();
    let (accepts, converted) = match (Manner::of(resolved), resolved) {
        (Manner::Concrete, _) => (written.clone(), quote!(#given)),
        (Manner::List, Type::List(items)) => {
            let (item, concrete) = element(context, items, site);
            let convert = if concrete { TokenStream::new() } else { quote!(.map(Into::into)) };
            (quote!(impl IntoIterator<Item = #item>), quote!(#given.into_iter()#convert.collect()))
        }
        (Manner::Map, Type::Map(values)) if null_or_convertible(context, values).is_some() => {
            let inner = null_or_convertible(context, values).map(|inner| context.type_tokens(inner, site));
            generics = quote!(<M>);
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, impl runtime::IntoNullable<#inner, M>)>),
                quote! {
                    #given.into_iter().map(|(name, value)| (name.into(), value.into_nullable().into_option())).collect()
                },
            )
        }
        (Manner::Map, Type::Map(values)) => {
            let (item, concrete) = element(context, values, site);
            let convert = if concrete { TokenStream::new() } else { quote!(.into()) };
            (
                quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                quote!(#given.into_iter().map(|(name, value)| (name.into(), value #convert)).collect()),
            )
        }
        (Manner::Object, _) => (
            quote!(impl IntoIterator<Item = (impl Into<String>, impl Into<runtime::Value>)>),
            quote!(#given.into_iter().map(|(name, value)| (name.into(), value.into())).collect()),
        ),
        _ => (quote!(impl Into<#written>), quote!(#given.into())),
    };
    let way = match (Manner::of(resolved), resolved) {
        (Manner::Concrete, _) => Way::Plain,
        (Manner::Into, _) => Way::Into,
        (Manner::List, Type::List(items)) if !element(context, items, site).1 => Way::Items,
        _ => Way::Written,
    };
    Argument { generics, accepts, converted, becomes: written, way }
}

/// What stands beside null, where it is given by `Into` and its kind of conversion can be inferred.
fn null_or_convertible<'a>(context: &'a Context<'_>, values: &'a Type) -> Option<&'a Type> {
    let Type::Nullable(inner) = values.resolved(context.types()) else { return None };
    let resolved = inner.resolved(context.types());
    (Manner::of(resolved) == Manner::Into && !matches!(resolved, Type::Any)).then_some(&**inner)
}

/// What an element of a list or map may be given as, and whether that is its very type.
fn element(context: &Context<'_>, value: &Type, site: Site) -> (TokenStream, bool) {
    let written = context.type_tokens(value, site);
    match Manner::of(value.resolved(context.types())) {
        Manner::Into | Manner::Boxed | Manner::Nullable => (quote!(impl Into<#written>), false),
        Manner::Concrete | Manner::List | Manner::Map | Manner::Object => (written, true),
    }
}

/// Null is a value here: the argument becomes a `Nullable`.
fn nullable(context: &Context<'_>, value: &Type, site: Site) -> Argument {
    let written = context.type_tokens(value, site);
    let becomes = quote!(runtime::Nullable<#written>);
    let resolved = value.resolved(context.types());
    if let Some(held) = Held::of(resolved) {
        let (inner, new) = (context.type_tokens(&Type::Named(held.id), site), held.new);
        return Argument {
            generics: quote!(<M>),
            accepts: quote!(impl runtime::IntoNullable<#inner, M>),
            converted: quote!(value.into_nullable().map(#new)),
            becomes,
            way: Way::Written,
        };
    }
    // An option converts into a value of any kind by itself, as null: two ways would be one too many.
    let inferred = Manner::of(resolved) == Manner::Into && !matches!(resolved, Type::Any);
    if inferred {
        return Argument {
            generics: quote!(<M>),
            accepts: quote!(impl runtime::IntoNullable<#written, M>),
            converted: quote!(value.into_nullable()),
            becomes,
            way: Way::Nullable,
        };
    }
    Argument {
        generics: TokenStream::new(),
        accepts: quote!(impl Into<#becomes>),
        converted: quote!(value.into()),
        becomes,
        way: Way::Into,
    }
}
