//! Results that come in pages.
//!
//! In: an operation and finished types. Out: a [`Page`] where a rule below holds to the letter.
//! Must never know: how pages are fetched.
//!
//! The rules: `x-fern-pagination` (or `x-pagination`) says it outright: `cursor` or `offset` as `$request.<parameter>`,
//! `next_cursor`, `has_more` and `results` as `$response.<member>…`; `false` says that there are no pages. Without it,
//! only a GET has pages, and only with exactly one list in the object that it gives (or one of [`LISTS`]):
//!
//! 1. a text parameter of [`CURSORS`], and a text member of [`NEXT`] or of the parameter's own name: a cursor;
//! 2. a text parameter of [`AFTER`], a text member `last_id`, and a truth of [`MORE`]: a cursor;
//! 3. a text parameter of [`AFTER`], a truth of [`MORE`], and items with a required text member `id`: the last item's;
//! 4. a whole-numbered parameter of [`NUMBERS`] whose `default` or `minimum` is 0 or 1, which says where pages begin.
//!
//! The first rule that holds counts. README.md tells users the same.

use crate::document::OperationSpec;
use crate::ir::{
    Definition, Field, Media, Operation, Page, PageKind, Parameter, Place, Presence, Scalar, Structure,
    Success, Type, Types,
};
use crate::load::{Node, Number};

use super::setter::structure_of;

const CURSORS: [&str; 15] = [
    "cursor",
    "page_token",
    "pageToken",
    "next_page_token",
    "nextPageToken",
    "next_token",
    "nextToken",
    "next_cursor",
    "nextCursor",
    "continuation_token",
    "page_cursor",
    "starting_after",
    "marker",
    "iterator",
    "continue",
];
/// Parameters that take the identifier of the last item of a page.
const AFTER: [&str; 4] = ["after", "after_id", "starting_after", "startingAfter"];
const NEXT: [&str; 10] = [
    "next_cursor",
    "nextCursor",
    "next_page_token",
    "nextPageToken",
    "next_token",
    "nextToken",
    "continuation_token",
    "next_page_cursor",
    "next_starting_after",
    "next_marker",
];
const NUMBERS: [&str; 4] = ["page", "page_number", "pageNumber", "page_num"];
const MORE: [&str; 6] = ["has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage"];
const LISTS: [&str; 4] = ["data", "items", "results", "records"];
/// Objects in which responses keep what they say about pages.
const ENVELOPES: [&str; 6] = ["pagination", "meta", "metadata", "paging", "page_info", "response_metadata"];

/// How the operation's results come in pages, if a rule says so.
pub(super) fn lower_page(
    root: &Node,
    spec: &OperationSpec,
    operation: &Operation,
    types: &Types,
) -> Option<Page> {
    let extension = spec.extensions.get("x-fern-pagination").or_else(|| spec.extensions.get("x-pagination"));
    if let Some(extension) = extension {
        return said(root, spec, extension, operation, types);
    }
    if operation.method != "GET" {
        return None;
    }
    by_cursor(operation, types)
        .or_else(|| by_last(operation, types))
        .or_else(|| by_number(root, spec, operation, types))
}

fn said(
    root: &Node,
    spec: &OperationSpec,
    extension: &Node,
    operation: &Operation,
    types: &Types,
) -> Option<Page> {
    let path = |key: &str| -> Option<Vec<String>> {
        let text = extension.get(key)?.as_str()?.strip_prefix("$response.")?;
        Some(text.split('.').map(str::to_owned).collect())
    };
    let parameter = |key: &str| -> Option<usize> {
        let name = extension.get(key)?.as_str()?.strip_prefix("$request.")?;
        let is_it = |parameter: &Parameter| parameter.place == Place::Query && parameter.wire == name;
        operation.parameters.iter().position(is_it)
    };
    let items = path("results")?;
    let structure = result_of(operation, types)?;
    let item = item_type(&member(structure, &items, types)?.value, types)?;
    let more = path("has_more").or_else(|| path("has-next-page"));
    let more = more.filter(|more| member(structure, more, types).is_some_and(is_truth));
    let kind = match (parameter("cursor"), path("next_cursor"), parameter("offset")) {
        (Some(parameter), Some(next), _) => {
            let next = member(structure, &next, types).map(|_| next)?;
            PageKind::Cursor { parameter, next, more }
        }
        // With `step`, the parameter counts items, not pages.
        (_, _, Some(parameter)) if extension.get("step").is_none() => {
            let first = first_page(root, spec, &operation.parameters[parameter]).unwrap_or(1);
            PageKind::Number { parameter, first, more }
        }
        _ => return None,
    };
    Some(Page { kind, items, item })
}

fn by_cursor(operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &CURSORS, |value| *value == Type::Scalar(Scalar::String))?;
    let structure = result_of(operation, types)?;
    let own = operation.parameters[parameter].wire.as_str();
    let mut names: Vec<&str> = NEXT.to_vec();
    names.push(own);
    if own == "page_token" {
        // Beside other parameters, a member of this name is mostly a URL.
        names.push("next_page");
    }
    let next = find_member(structure, &names, is_text, types)?;
    let (items, item) = only_list(structure, types)?;
    let more = find_member(structure, &MORE, is_truth, types);
    Some(Page { kind: PageKind::Cursor { parameter, next, more }, items, item })
}

fn by_last(operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &AFTER, |value| *value == Type::Scalar(Scalar::String))?;
    let structure = result_of(operation, types)?;
    let more = find_member(structure, &MORE, is_truth, types)?;
    let (items, item) = only_list(structure, types)?;
    if let Some(next) = find_member(structure, &["last_id", "lastId"], is_text, types) {
        return Some(Page { kind: PageKind::Cursor { parameter, next, more: Some(more) }, items, item });
    }
    let identifies =
        |field: &&Field| field.wire == "id" && is_text(field) && field.presence == Presence::Required;
    let id = inner_structure(&item, types)?.fields.iter().find(identifies)?.wire.clone();
    Some(Page { kind: PageKind::LastItem { parameter, id, more }, items, item })
}

fn by_number(root: &Node, spec: &OperationSpec, operation: &Operation, types: &Types) -> Option<Page> {
    let is_count =
        |value: &Type| matches!(value, Type::Scalar(Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64));
    let parameter = query_parameter(operation, &NUMBERS, is_count)?;
    let first = first_page(root, spec, &operation.parameters[parameter])?;
    let value = result_type(operation)?;
    let (items, item, more) = if let Some(item) = item_type(value, types) {
        (Vec::new(), item, None)
    } else {
        let structure = structure_of(value, types)?.1;
        let (items, item) = only_list(structure, types)?;
        (items, item, find_member(structure, &MORE, is_truth, types))
    };
    Some(Page { kind: PageKind::Number { parameter, first, more }, items, item })
}

/// The number of the first page. A guess would lose a page, so the description has to say it.
fn first_page(root: &Node, spec: &OperationSpec, parameter: &Parameter) -> Option<i64> {
    let found = spec.parameters.iter().find(|found| found.name == parameter.wire)?;
    let schema = root.at(found.schema.as_ref()?)?;
    match schema.get("default").or_else(|| schema.get("minimum"))? {
        Node::Number(Number::Integer(first)) => {
            i64::try_from(*first).ok().filter(|first| (0..=1).contains(first))
        }
        _ => None,
    }
}

fn query_parameter(operation: &Operation, names: &[&str], fits: impl Fn(&Type) -> bool) -> Option<usize> {
    names.iter().find_map(|name| {
        operation.parameters.iter().position(|parameter| {
            parameter.place == Place::Query && parameter.wire == *name && fits(&parameter.value)
        })
    })
}

fn result_type(operation: &Operation) -> Option<&Type> {
    match &operation.success {
        Success::One(Media::Json(value)) | Success::Optional(Media::Json(value)) => Some(value),
        _ => None,
    }
}

fn result_of<'t>(operation: &Operation, types: &'t Types) -> Option<&'t Structure> {
    structure_of(result_type(operation)?, types).map(|(_, structure)| structure)
}

/// The field at the end of a path of member names.
fn member<'t>(structure: &'t Structure, path: &[String], types: &'t Types) -> Option<&'t Field> {
    let (first, rest) = path.split_first()?;
    let field = structure.fields.iter().find(|field| field.wire == *first)?;
    if rest.is_empty() { Some(field) } else { member(inner_structure(&field.value, types)?, rest, types) }
}

/// The first member of these names that fits, in the object itself or in an envelope.
fn find_member(
    structure: &Structure,
    names: &[&str],
    fits: impl Fn(&Field) -> bool + Copy,
    types: &Types,
) -> Option<Vec<String>> {
    let direct = |structure: &Structure| -> Option<String> {
        names.iter().find_map(|name| {
            let is_it = |field: &&Field| field.wire == *name && fits(field);
            structure.fields.iter().find(is_it).map(|field| field.wire.clone())
        })
    };
    if let Some(name) = direct(structure) {
        return Some(vec![name]);
    }
    structure.fields.iter().filter(|field| ENVELOPES.contains(&field.wire.as_str())).find_map(|envelope| {
        let name = direct(inner_structure(&envelope.value, types)?)?;
        Some(vec![envelope.wire.clone(), name])
    })
}

fn only_list(structure: &Structure, types: &Types) -> Option<(Vec<String>, Type)> {
    let lists: Vec<(&Field, Type)> =
        structure.fields.iter().filter_map(|field| Some((field, item_type(&field.value, types)?))).collect();
    let chosen = match lists.as_slice() {
        [only] => only,
        several => several.iter().find(|(field, _)| LISTS.contains(&field.wire.as_str()))?,
    };
    Some((vec![chosen.0.wire.clone()], chosen.1.clone()))
}

fn item_type(value: &Type, types: &Types) -> Option<Type> {
    match value {
        Type::List(item) => Some((**item).clone()),
        Type::Named(id) => match &types.get(id.0)?.definition {
            Definition::Alias(Type::List(item)) => Some((**item).clone()),
            _ => None,
        },
        _ => None,
    }
}

fn inner_structure<'t>(value: &Type, types: &'t Types) -> Option<&'t Structure> {
    structure_of(value, types).map(|(_, structure)| structure)
}

fn is_text(field: &Field) -> bool {
    field.value == Type::Scalar(Scalar::String)
}

fn is_truth(field: &Field) -> bool {
    field.value == Type::Scalar(Scalar::Bool)
}
