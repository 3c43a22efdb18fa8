//! Results that come in pages.
//!
//! In: an operation and finished types. Out: a [`Page`] where a rule below holds to the letter.
//! Must never know: how pages are fetched.
//!
//! The rules: `x-pagination` (or `x-fern-pagination`) says it outright, as [`said`] tells. Without it, only a GET has pages,
//! or a POST by the first rule with a member of its body for the parameter; and only with exactly one list in the object
//! that it gives (or one of [`LISTS`](member::LISTS)):
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
mod said;
mod url;

use crate::diag::Diagnostics;
use crate::document::OperationSpec;
use crate::ir::{
    BodyContent, Field, Operation, Page, PageEnd, PageKind, PageParameter, Parameter, Presence, Scalar, Type,
    Types,
};
use crate::load::{Node, Number};

use super::setter::structure_of;
use member::{
    find_inside, find_member, inner_structure, is_text, is_truth, only_list, query_parameter, result_of,
};
use said::Said;

const CURSORS: [&str; 17] = [
    "cursor",
    "start_cursor",
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

/// How the operation's results come in pages, if a rule says so. An extension that cannot be used is reported, and the
/// rules decide as if it were not there.
pub(super) fn lower_page(
    root: &Node,
    spec: &OperationSpec,
    operation: &Operation,
    types: &Types,
    diagnostics: &mut Diagnostics,
) -> Option<Page> {
    match said::said(root, spec, operation, types, diagnostics) {
        Said::Page(page) => return Some(*page),
        Said::NoPages => return None,
        Said::Nothing => {}
    }
    match operation.method.as_str() {
        "GET" => by_cursor(operation, types)
            .or_else(|| by_last(operation, types))
            .or_else(|| url::by_member(root, operation, types))
            .or_else(|| url::by_link(root, spec, operation, types))
            .or_else(|| count::by_number(root, spec, operation, types))
            .or_else(|| count::by_offset(spec, operation, types))
            .or_else(|| count::by_number_of(spec, operation, types)),
        "POST" => by_cursor_in_body(operation, types),
        _ => None,
    }
}

/// Extensions at places where nobody looks for them.
pub(super) fn report_misplaced(root: &Node, specs: &[OperationSpec], diagnostics: &mut Diagnostics) {
    said::report_misplaced(root, specs, diagnostics);
}

fn by_cursor(operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &CURSORS, |value| *value == Type::Scalar(Scalar::String))?;
    let own = operation.parameters[parameter].wire.as_str();
    cursor_of(operation, PageParameter::Query(parameter), own, types)
}

/// A search that is sent as JSON has its cursor in there.
fn by_cursor_in_body(operation: &Operation, types: &Types) -> Option<Page> {
    let BodyContent::Json { value, .. } = &operation.body.as_ref()?.content else { return None };
    let sent = |field: &Field| is_text(field) && !field.read_only;
    let structure = inner_structure(value, types)?;
    let path = find_member(structure, &CURSORS, sent, types)
        .or_else(|| find_inside(structure, &["page"], &CURSORS, sent, types))?;
    let own = path.last()?.clone();
    cursor_of(operation, PageParameter::Body(path), &own, types)
}

/// Pages by a cursor that something of this name takes.
fn cursor_of(operation: &Operation, parameter: PageParameter, own: &str, types: &Types) -> Option<Page> {
    let structure = result_of(operation, types)?;
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
    let is_text_value = |value: &Type| *value == Type::Scalar(Scalar::String);
    let parameter = PageParameter::Query(query_parameter(operation, &AFTER, is_text_value)?);
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
