//! Results that come in pages.
//!
//! In: an operation and finished types. Out: a [`Page`] where a rule below holds to the letter.
//! Must never know: how pages are fetched.
//!
//! The rules: `x-fern-pagination` (or `x-pagination`) says it outright: `cursor` or `offset` as `$request.<parameter>`,
//! `next_cursor`, `has_more` and `results` as `$response.<member>…`; `next_url` as such a member or as
//! `$response.header.link`; `false` says that there are no pages. Without it, only a GET has pages, and only with exactly
//! one list in the object that it gives (or one of [`LISTS`](member::LISTS)):
//!
//! 1. a text parameter of [`CURSORS`], and a text member of [`NEXT`] or of the parameter's own name: a cursor;
//! 2. a text parameter of [`AFTER`], a text member `last_id`, and a truth of [`MORE`]: a cursor;
//! 3. a text parameter of [`AFTER`], a truth of [`MORE`], and items with a required text member `id`: the last item's;
//! 4. a text member that holds the URL of the next page, as [`url`] says: that URL;
//! 5. a response header `Link` that is said to hold `rel="next"`, as [`url`] says: that header;
//! 6. a whole-numbered parameter of [`NUMBERS`] whose `default` or `minimum` is 0 or 1, which says where pages begin;
//! 7. a whole-numbered parameter `offset` or `skip` beside one that limits a page, as [`count`] says: items;
//! 8. a whole-numbered parameter of [`NUMBERS`] beside members that say where pages end, as [`count`] says.
//!
//! The first rule that holds counts. docs/pages.md tells users the same.

mod count;
mod member;
mod url;

use crate::document::OperationSpec;
use crate::ir::{Field, Operation, Page, PageEnd, PageKind, Parameter, Place, Presence, Scalar, Type, Types};
use crate::load::{Node, Number};

use super::setter::structure_of;
use member::{
    find_member, inner_structure, is_text, is_truth, items_at, member, only_list, query_parameter, result_of,
};

const CURSORS: [&str; 16] = [
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
    "page",
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
        .or_else(|| url::by_member(root, operation, types))
        .or_else(|| url::by_link(root, spec, operation, types))
        .or_else(|| count::by_number(root, spec, operation, types))
        .or_else(|| count::by_offset(spec, operation, types))
        .or_else(|| count::by_number_of(spec, operation, types))
}

fn said(
    root: &Node,
    spec: &OperationSpec,
    extension: &Node,
    operation: &Operation,
    types: &Types,
) -> Option<Page> {
    let path = |key: &str| -> Option<Vec<String>> {
        match extension.get(key)?.as_str()?.strip_prefix("$response")? {
            "" => Some(Vec::new()),
            members => Some(members.strip_prefix('.')?.split('.').map(str::to_owned).collect()),
        }
    };
    let parameter = |key: &str| -> Option<usize> {
        let name = extension.get(key)?.as_str()?.strip_prefix("$request.")?;
        let is_it = |parameter: &Parameter| parameter.place == Place::Query && parameter.wire == name;
        operation.parameters.iter().position(is_it)
    };
    let items = path("results")?;
    let item = items_at(operation, &items, types)?;
    let field = |path: &[String]| member(result_of(operation, types)?, path, types);
    let more = path("has_more").or_else(|| path("has-next-page"));
    let more = more.filter(|more| field(more).is_some_and(is_truth));
    let next_url = ["next_url", "next_uri", "next_path"].iter().find_map(|key| path(key));
    let kind = match (parameter("cursor"), path("next_cursor"), parameter("offset"), next_url) {
        (Some(parameter), Some(next), ..) => {
            let next = field(&next).map(|_| next)?;
            PageKind::Cursor { parameter, next, more }
        }
        // With `step`, the parameter counts items, not pages.
        (_, _, Some(parameter), _) if extension.get("step").is_none() => {
            let first = first_page(root, spec, &operation.parameters[parameter]).unwrap_or(1);
            PageKind::Number { parameter, first, more }
        }
        (.., Some(next)) if url::is_link(&next) => PageKind::Link,
        (.., Some(next)) => {
            let next = field(&next).filter(|field| url::is_address(field)).map(|_| next)?;
            PageKind::Url { next, more }
        }
        _ => return None,
    };
    let end = match kind {
        PageKind::Number { .. } => count::end_of(spec, operation, types),
        _ => PageEnd::default(),
    };
    Some(Page { kind, items, item, end })
}

fn by_cursor(operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &CURSORS, |value| *value == Type::Scalar(Scalar::String))?;
    let structure = result_of(operation, types)?;
    let own = operation.parameters[parameter].wire.as_str();
    let mut names: Vec<&str> = NEXT.to_vec();
    names.push(own);
    if own == "page_token" || own == "page" {
        // Beside other parameters, a member of this name is mostly a URL.
        names.extend(["next_page", "nextPage"]);
    }
    if own == "page" {
        // The member of the parameter's own name says which page this is.
        names.retain(|name| *name != own);
    }
    let next = find_member(structure, &names, is_text, types)?;
    let (items, item) = only_list(structure, types)?;
    let more = find_member(structure, &MORE, is_truth, types);
    Some(Page { kind: PageKind::Cursor { parameter, next, more }, items, item, end: PageEnd::default() })
}

fn by_last(operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &AFTER, |value| *value == Type::Scalar(Scalar::String))?;
    let structure = result_of(operation, types)?;
    let more = find_member(structure, &MORE, is_truth, types)?;
    let (items, item) = only_list(structure, types)?;
    if let Some(next) = find_member(structure, &["last_id", "lastId"], is_text, types) {
        let kind = PageKind::Cursor { parameter, next, more: Some(more) };
        return Some(Page { kind, items, item, end: PageEnd::default() });
    }
    let identifies =
        |field: &&Field| field.wire == "id" && is_text(field) && field.presence == Presence::Required;
    let id = inner_structure(&item, types)?.fields.iter().find(identifies)?.wire.clone();
    Some(Page { kind: PageKind::LastItem { parameter, id, more }, items, item, end: PageEnd::default() })
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
