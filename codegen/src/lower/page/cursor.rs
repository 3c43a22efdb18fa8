//! Pages that a cursor asks for, or the identifier of the last item.
//!
//! In: an operation and finished types. Out: a [`Page`] by the first three rules.
//! Must never know: how pages are fetched.

use crate::ir::{
    BodyContent, Field, Operation, Page, PageEnd, PageKind, PageParameter, Presence, Scalar, Type, Types,
};

use super::member::{
    MORE, find_inside, find_member, inner_structure, is_text, is_truth, only_list, query_parameter, result_of,
};

/// Parameters that take a cursor.
pub(super) const CURSORS: [&str; 17] = [
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
pub(super) const AFTER: [&str; 4] = ["after", "after_id", "starting_after", "startingAfter"];
/// Members that name the next cursor.
pub(super) const NEXT: [&str; 10] = [
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

pub(super) fn by_cursor(operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &CURSORS, |value| *value == Type::Scalar(Scalar::String))?;
    let own = operation.parameters[parameter].wire.as_str();
    cursor_of(operation, PageParameter::Query(parameter), own, types)
}

/// A search that is sent as JSON has its cursor in there.
pub(super) fn by_cursor_in_body(operation: &Operation, types: &Types) -> Option<Page> {
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

pub(super) fn by_last(operation: &Operation, types: &Types) -> Option<Page> {
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
