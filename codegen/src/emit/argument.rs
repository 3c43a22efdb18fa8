//! What a setter takes, and how that becomes the value it sets.
//!
//! The rule, which the runtime's guide has as a table: numbers, truth values and tuples are given as they are; what has a
//! type of its own, and all text, as anything that converts into it; lists as anything that iterates, maps as pairs, their
//! items and values by the same rule; and where null may stand, as that, as an `Option` of it, or as null.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};

use crate::ir::{Definition, Presence, Scalar, Type, TypeId};
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
    pub(super) way: Conversion,
}

/// The ways that are so frequent that the runtime does them in one call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Conversion {
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
            Type::Far(id) => Some(Self { id: *id, new: quote!(runtime::Far::new) }),
            _ => None,
        }
    }
}

/// How a type is most pleasantly given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ArgumentForm {
    /// As it is: numbers, so that literals infer.
    Own,
    /// By `Into`.
    Converted,
    /// By `Into`, then boxed.
    Boxed,
    /// As anything that iterates.
    List,
    /// As anything that iterates over pairs.
    Pairs,
    /// As pairs whose values may be of several kinds.
    Members,
    /// As those, null among them.
    MembersOrNull,
    /// As a value, or an option of it.
    Nullable,
}

impl ArgumentForm {
    fn of(context: &Context<'_>, value: &Type) -> Self {
        match value.resolved(context.types()) {
            Type::Scalar(
                Scalar::Bool
                | Scalar::I32
                | Scalar::I64
                | Scalar::U32
                | Scalar::U64
                | Scalar::I128
                | Scalar::F32
                | Scalar::F64,
            )
            | Type::Tuple(_)
            | Type::Null => Self::Own,
            Type::Scalar(_) | Type::Named(_) | Type::Any => Self::Converted,
            Type::Boxed(_) | Type::Far(_) => Self::Boxed,
            Type::List(_) => Self::List,
            Type::Map(values) => match values.resolved(context.types()) {
                Type::Nullable(values) if is_of_several_kinds(context, values) => Self::MembersOrNull,
                values if is_of_several_kinds(context, values) => Self::Members,
                _ => Self::Pairs,
            },
            Type::OpenObject => Self::Members,
            Type::Nullable(_) => Self::Nullable,
        }
    }
}

/// Whether a person would want to give values of several kinds in one array.
pub(super) fn is_of_several_kinds(context: &Context<'_>, value: &Type) -> bool {
    match value.resolved(context.types()) {
        Type::Any => true,
        Type::Named(id) | Type::Boxed(id) => {
            matches!(context.definition(*id).definition, Definition::Union(_))
        }
        _ => false,
    }
}

/// The argument for a member of this presence. Optional members take the value itself.
pub(super) fn argument(context: &Context<'_>, value: &Type, presence: Presence, site: Site) -> Argument {
    let mut forms = Forms { context, site, markers: Vec::new() };
    match presence {
        Presence::Required | Presence::Optional => forms.plain(value, &quote!(value)),
        Presence::RequiredNullable | Presence::OptionalNullable => forms.nullable(value),
    }
}

/// The argument for a parameter of this name; null is not a value of it. What is inferred for parameters before it has the
/// first of the names.
pub(super) fn named_argument(
    context: &Context<'_>,
    value: &Type,
    site: Site,
    name: &RustIdent,
    markers: &mut Vec<Ident>,
) -> Argument {
    let mut forms = Forms { context, site, markers: std::mem::take(markers) };
    let argument = forms.plain(value, &quote!(#name));
    *markers = forms.markers;
    argument
}

/// `<M>`, where there are any.
pub(super) fn generics(markers: &[Ident]) -> TokenStream {
    if markers.is_empty() { TokenStream::new() } else { quote!(<#(#markers),*>) }
}

/// The forms of the arguments of one method.
struct Forms<'a> {
    context: &'a Context<'a>,
    site: Site,
    /// The type parameters that only tell ways of conversion apart.
    markers: Vec<Ident>,
}

impl Forms<'_> {
    fn plain(&mut self, value: &Type, given: &TokenStream) -> Argument {
        let becomes = self.context.type_tokens(value, self.site);
        let (accepts, converted) = self.given(value, given);
        let way = match (ArgumentForm::of(self.context, value), value.resolved(self.context.types())) {
            (ArgumentForm::Own, _) => Conversion::Plain,
            (ArgumentForm::Converted, _) => Conversion::Into,
            (ArgumentForm::List, Type::List(items)) if self.is_by_into(items) => Conversion::Items,
            _ => Conversion::Written,
        };
        Argument { generics: generics(&self.markers), accepts, converted, becomes, way }
    }

    /// Null is a value here: the argument becomes a `Nullable`.
    fn nullable(&mut self, value: &Type) -> Argument {
        let written = self.context.type_tokens(value, self.site);
        let becomes = quote!(runtime::Nullable<#written>);
        if let Some(Held { id, new }) = Held::of(value.resolved(self.context.types())) {
            let (inner, marker) = (self.context.type_tokens(&Type::Named(id), self.site), self.marker());
            return Argument {
                generics: generics(&self.markers),
                accepts: quote!(impl runtime::IntoNullable<#inner, #marker>),
                converted: quote!(value.into_nullable().map(#new)),
                becomes,
                way: Conversion::Written,
            };
        }
        let (accepts, converted, way) = match ArgumentForm::of(self.context, value) {
            // An option converts into a value of any kind by itself, as null: two ways would be one too many.
            _ if *value.resolved(self.context.types()) == Type::Any => {
                (quote!(impl Into<#becomes>), quote!(value.into()), Conversion::Into)
            }
            // So that literals infer.
            ArgumentForm::Own if !matches!(value.resolved(self.context.types()), Type::Tuple(_)) => {
                (quote!(impl Into<#becomes>), quote!(value.into()), Conversion::Into)
            }
            ArgumentForm::Converted => {
                let marker = self.marker();
                let accepts = quote!(impl runtime::IntoNullable<#written, #marker>);
                (accepts, quote!(value.into_nullable()), Conversion::Nullable)
            }
            _ => {
                let form = self.form(value);
                let marker = self.marker();
                let accepts = quote!(impl runtime::GivenOrNull<#written, #form, #marker>);
                (accepts, quote!(value.into_nullable_value()), Conversion::Written)
            }
        };
        Argument { generics: generics(&self.markers), accepts, converted, becomes, way }
    }

    /// What a value may be given as, and the expression that makes it of what is given.
    fn given(&mut self, value: &Type, given: &TokenStream) -> (TokenStream, TokenStream) {
        let written = self.context.type_tokens(value, self.site);
        if let Some(Held { id, new }) = Held::of(value.resolved(self.context.types())) {
            let inner = self.context.type_tokens(&Type::Named(id), self.site);
            return (quote!(impl Into<#inner>), quote!(#new(#given.into())));
        }
        match (ArgumentForm::of(self.context, value), value.resolved(self.context.types())) {
            (ArgumentForm::Own, _) => (written, given.clone()),
            (ArgumentForm::List, Type::List(items)) => {
                let (item, converted) = self.given(items, &quote!(item));
                let convert = match ArgumentForm::of(self.context, items) {
                    ArgumentForm::Own => TokenStream::new(),
                    _ if self.is_by_into(items) => quote!(.map(Into::into)),
                    _ => quote!(.map(|item| #converted)),
                };
                (quote!(impl IntoIterator<Item = #item>), quote!(#given.into_iter()#convert.collect()))
            }
            (ArgumentForm::Pairs, Type::Map(values)) => {
                let (item, converted) = self.given(values, &quote!(value));
                (
                    quote!(impl IntoIterator<Item = (impl Into<String>, #item)>),
                    quote!(#given.into_iter().map(|(name, value)| (name.into(), #converted)).collect()),
                )
            }
            (ArgumentForm::Members, resolved) => {
                let values = if let Type::Map(values) = resolved {
                    self.context.type_tokens(values, self.site)
                } else {
                    quote!(runtime::Value)
                };
                let marker = self.marker();
                (quote!(impl runtime::Members<#values, #marker>), quote!(#given.into_members()))
            }
            (ArgumentForm::MembersOrNull, Type::Map(values)) => {
                let values = self.not_null(values);
                let marker = self.marker();
                (quote!(impl runtime::MembersOrNull<#values, #marker>), quote!(#given.into_members_or_null()))
            }
            (ArgumentForm::Nullable, Type::Nullable(inner)) => self.given_or_null(inner, given),
            _ => (quote!(impl Into<#written>), quote!(#given.into())),
        }
    }

    /// The same for a value or null, where it becomes an `Option`.
    fn given_or_null(&mut self, value: &Type, given: &TokenStream) -> (TokenStream, TokenStream) {
        let written = self.context.type_tokens(value, self.site);
        if let Some(Held { id, new }) = Held::of(value.resolved(self.context.types())) {
            let (inner, marker) = (self.context.type_tokens(&Type::Named(id), self.site), self.marker());
            let accepts = quote!(impl runtime::IntoNullable<#inner, #marker>);
            return (accepts, quote!(#given.into_nullable().into_option().map(#new)));
        }
        match ArgumentForm::of(self.context, value) {
            ArgumentForm::Own => (quote!(impl Into<Option<#written>>), quote!(#given.into())),
            _ if *value.resolved(self.context.types()) == Type::Any => {
                (quote!(impl Into<Option<#written>>), quote!(#given.into()))
            }
            ArgumentForm::Converted => {
                let marker = self.marker();
                let accepts = quote!(impl runtime::IntoNullable<#written, #marker>);
                (accepts, quote!(#given.into_nullable().into_option()))
            }
            _ => {
                let form = self.form(value);
                let marker = self.marker();
                let accepts = quote!(impl runtime::GivenOrNull<#written, #form, #marker>);
                (accepts, quote!(#given.into_nullable_value().into_option()))
            }
        }
    }

    /// The same as a type, for what the runtime converts.
    fn form(&self, value: &Type) -> TokenStream {
        match (ArgumentForm::of(self.context, value), value.resolved(self.context.types())) {
            (ArgumentForm::Own, _) => quote!(runtime::form::Own),
            (ArgumentForm::Boxed, Type::Far(_)) => quote!(runtime::form::Far),
            (ArgumentForm::Boxed, _) => quote!(runtime::form::Boxed),
            (ArgumentForm::List, Type::List(items)) => {
                let items = self.form(items);
                quote!(runtime::form::List<#items>)
            }
            (ArgumentForm::Pairs, Type::Map(values)) => {
                let values = self.form(values);
                quote!(runtime::form::Pairs<#values>)
            }
            (ArgumentForm::Members, _) => quote!(runtime::form::Members),
            (ArgumentForm::MembersOrNull, _) => quote!(runtime::form::MembersOrNull),
            (ArgumentForm::Nullable, Type::Nullable(inner)) => {
                let inner = self.form(inner);
                quote!(runtime::form::OrNull<#inner>)
            }
            _ => quote!(runtime::form::Converted),
        }
    }

    /// Whether a value is given by `Into` and by nothing else.
    fn is_by_into(&self, value: &Type) -> bool {
        match (ArgumentForm::of(self.context, value), value.resolved(self.context.types())) {
            (ArgumentForm::Converted, _) => true,
            (ArgumentForm::Nullable, Type::Nullable(inner)) => {
                ArgumentForm::of(self.context, inner) == ArgumentForm::Own
                    || *inner.resolved(self.context.types()) == Type::Any
            }
            _ => false,
        }
    }

    fn not_null(&self, value: &Type) -> TokenStream {
        match value.resolved(self.context.types()) {
            Type::Nullable(inner) => self.context.type_tokens(inner, self.site),
            other => self.context.type_tokens(other, self.site),
        }
    }

    /// One more type parameter that is always inferred.
    fn marker(&mut self) -> Ident {
        let ident = match self.markers.len() {
            0 => Ident::new("M", Span::call_site()),
            more => format_ident!("M{}", more),
        };
        self.markers.push(ident.clone());
        ident
    }
}
