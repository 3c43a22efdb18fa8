//! Pages: the table that says where a page names the next one, and the two methods that walk by it.

use proc_macro2::{Literal as Token, TokenStream};
use quote::quote;

use crate::ir::{
    Definition, Media, Operation, OperationId, Page, PageEnd, PageKind, PageParameter, Parameter,
    ParameterStyle, Place, Presence, Success, Type,
};
use crate::names::RustIdent;

use super::context::{Context, Site};
use super::docs::Doc;
use super::snippet::Snippet;
use super::step::style_tokens;

/// `by_page` and `by_item`, where the operation's results come in pages; `value` is what the call sets before it is
/// sent.
pub(super) fn emit_pages(
    context: &Context<'_>,
    id: OperationId,
    bounds: &TokenStream,
    value: &TokenStream,
) -> TokenStream {
    let operation = &context.api.operations[id.0];
    let Some(paged) = Paged::of(context, operation) else { return TokenStream::new() };
    let (table, take) = (&paged.table, &paged.take);
    let page = context.type_tokens(paged.page, Site::Resource);
    let item = context.type_tokens(paged.item, Site::Resource);
    let snippet = Snippet::new(context, id);
    let by_page = docs(
        context,
        &snippet,
        "page",
        "Returns a stream of pages; each page is fetched when the stream is polled for it.",
    );
    let by_item = docs(
        context,
        &snippet,
        "item",
        "Returns a stream of items; the next page is fetched when its first item is needed.",
    );
    quote! {
        #by_page
        #[cfg(feature = "stream")]
        #[inline]
        pub fn by_page(self) -> runtime::Pages<#page> #bounds {
            self.request #value .pages(#table)
        }
        #by_item
        #[cfg(feature = "stream")]
        #[inline]
        pub fn by_item(self) -> runtime::Items<#page, #item> #bounds {
            self.by_page().items(|page: #page| #take)
        }
    }
}

/// What `by_page` and `by_item` give one by one, where the call has them.
pub(super) fn page_types(context: &Context<'_>, id: OperationId) -> Option<(TokenStream, TokenStream)> {
    let paged = Paged::of(context, &context.api.operations[id.0])?;
    let written = |value: &Type| context.type_tokens(value, Site::Resource);
    Some((written(paged.page), written(paged.item)))
}

/// Whether the call has `by_page` and `by_item`.
pub(super) fn is_paged(context: &Context<'_>, id: OperationId) -> bool {
    Paged::of(context, &context.api.operations[id.0]).is_some()
}

fn docs(context: &Context<'_>, snippet: &Snippet<'_>, what: &str, said: &str) -> TokenStream {
    let mut doc = Doc::default();
    doc.own(said);
    doc.own(&snippet.walking(what));
    doc.tokens(context)
}

struct Paged<'a> {
    /// What a page is.
    page: &'a Type,
    /// What an item is.
    item: &'a Type,
    /// The table of the runtime.
    table: TokenStream,
    /// The list of a page that is given away.
    take: TokenStream,
}

impl<'a> Paged<'a> {
    fn of(context: &Context<'a>, operation: &'a Operation) -> Option<Self> {
        let Page { kind, items, end, .. } = operation.page.as_ref()?;
        let (page, optional) = match &operation.success {
            Success::One(Media::Json(page)) => (page, TokenStream::new()),
            Success::Optional(Media::Json(page)) => (page, quote!(.optional())),
            _ => return None,
        };
        let list = Member::at(context, page, items)?;
        // As it stands in the list: it may be in a box there.
        let Type::List(item) = list.value.resolved(context.types()) else { return None };
        let given = context.type_tokens(page, Site::Resource);
        let (lent, _) = list.place(&quote!(page));
        let (start, more) = match kind {
            PageKind::Cursor { parameter, next, more } => {
                let next = Member::at(context, page, next)?.lent(&quote!(page));
                let (wire, style, place) = asked(operation, parameter)?;
                let next = quote!(|page: &#given| Some(runtime::Cursor::of(#next)));
                (quote!(cursor(#wire, #style, #next) #place), more.as_ref())
            }
            PageKind::LastItem { parameter, id, more } => {
                let id = Member::at(context, item, std::slice::from_ref(id))?.lent(&quote!(last));
                let (wire, style, place) = asked(operation, parameter)?;
                let next = quote!(|page: &#given| {
                    let last = #lent.last()?;
                    Some(runtime::Cursor::of(#id))
                });
                (quote!(cursor(#wire, #style, #next) #place), Some(more))
            }
            PageKind::Number { parameter, first, more } => {
                let (wire, style, place) = asked(operation, parameter)?;
                let first = Token::i64_unsuffixed(*first);
                let count = quote!(|page: &#given| Some(#lent.len()));
                (quote!(number(#wire, #style, #first, #count) #place), more.as_ref())
            }
            PageKind::Offset { parameter, more } => {
                let (wire, style, place) = asked(operation, parameter)?;
                let count = quote!(|page: &#given| Some(#lent.len()));
                (quote!(offset(#wire, #style, #count) #place), more.as_ref())
            }
            PageKind::Url { next, more } => {
                let next = Member::at(context, page, next)?.lent(&quote!(page));
                (quote!(url(|page: &#given| Some(runtime::Cursor::of(#next)))), more.as_ref())
            }
            PageKind::Link => (quote!(link()), None),
        };
        let more = match more {
            Some(more) => {
                let more = Member::at(context, page, more)?.lent(&quote!(page));
                quote!(.more(|page: &#given| Some(*#more)))
            }
            None => TokenStream::new(),
        };
        let taken = list.taken();
        let end = emit_end(context, page, end)?;
        Some(Self {
            page,
            item,
            table: quote!(runtime::Paging::#start #more #end #optional),
            take: quote!(Some(#taken)),
        })
    }
}

/// What else tells the last page.
fn emit_end(context: &Context<'_>, page: &Type, end: &PageEnd) -> Option<TokenStream> {
    let given = context.type_tokens(page, Site::Resource);
    let mut steps = TokenStream::new();
    if let Some(next) = &end.next {
        let next = Member::at(context, page, next)?.lent(&quote!(page));
        steps.extend(quote!(.next(|page: &#given| Some(runtime::Cursor::of(#next)))));
    }
    for (method, path) in [(quote!(total), &end.total), (quote!(last), &end.pages)] {
        let Some(path) = path else { continue };
        let number = Member::at(context, page, path)?.lent(&quote!(page));
        steps.extend(quote!(.#method(|page: &#given| i64::try_from(*#number).ok())));
    }
    if end.missing {
        steps.extend(quote!(.missing_ends()));
    }
    Some(steps)
}

/// The name and the style of the parameter that asks for a page, and where it is if that is not the query.
fn asked<'a>(
    operation: &'a Operation,
    parameter: &'a PageParameter,
) -> Option<(&'a str, TokenStream, TokenStream)> {
    match parameter {
        PageParameter::Query(index) => {
            let parameter: &Parameter = operation.parameters.get(*index)?;
            let style =
                style_tokens(parameter.style, parameter.explode, parameter.allow_reserved, Place::Query);
            let found = (parameter.wire.as_str(), style, TokenStream::new());
            (parameter.place == Place::Query).then_some(found)
        }
        PageParameter::Body(path) => {
            let style = style_tokens(ParameterStyle::Plain, true, false, Place::Query);
            Some((path.last()?, style, quote!(.in_body(&[#(#path),*]))))
        }
    }
}

/// From a structure to a member of it.
struct Step<'a> {
    name: &'a RustIdent,
    presence: Presence,
    /// Whether the member is in a box that it has to be taken out of.
    is_far: bool,
}

/// The way from a value to a member of it.
struct Member<'a> {
    steps: Vec<Step<'a>>,
    value: &'a Type,
}

impl<'a> Member<'a> {
    fn at(context: &Context<'a>, value: &'a Type, path: &[String]) -> Option<Self> {
        let mut steps = Vec::new();
        let mut value = value;
        for wire in path {
            let (Type::Named(id) | Type::Boxed(id) | Type::Far(id)) = value.resolved(context.types()) else {
                return None;
            };
            let Definition::Structure(structure) = &context.definition(*id).definition else { return None };
            let index = structure.fields.iter().position(|field| field.wire == *wire)?;
            let field = &structure.fields[index];
            let is_far = matches!(field.value.resolved(context.types()), Type::Far(_));
            let name = context.type_names(*id).members.get(index)?;
            steps.push(Step { name, presence: field.presence, is_far });
            value = &field.value;
        }
        Some(Self { steps, value })
    }

    /// A reference to it, for a function that gives an option.
    fn lent(&self, from: &TokenStream) -> TokenStream {
        let (place, is_reference) = self.place(from);
        if is_reference { place } else { quote!(&#place) }
    }

    /// Where it is, and whether that is a reference already.
    fn place(&self, from: &TokenStream) -> (TokenStream, bool) {
        let mut place = from.clone();
        let mut is_reference = true;
        for Step { name, presence, .. } in &self.steps {
            place = match presence {
                Presence::Required => quote!(#place.#name),
                Presence::RequiredNullable | Presence::Optional => quote!(#place.#name.as_ref()?),
                Presence::OptionalNullable => quote!(#place.#name.as_option()?),
            };
            is_reference = *presence != Presence::Required;
        }
        (place, is_reference)
    }

    /// The member itself, out of a page that nobody needs any more.
    fn taken(&self) -> TokenStream {
        self.steps.iter().fold(quote!(page), |place, Step { name, presence, is_far }| {
            let member = match presence {
                Presence::Required => quote!(#place.#name),
                Presence::RequiredNullable | Presence::Optional => quote!(#place.#name?),
                Presence::OptionalNullable => quote!(#place.#name.into_option()?),
            };
            if *is_far { quote!(#member.into_inner()) } else { member }
        })
    }
}
