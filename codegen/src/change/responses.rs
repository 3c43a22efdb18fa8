//! The responses of an operation.

use indexmap::IndexMap;

use crate::document::{OperationSpec, ResponseSpec};

use super::bodies::{compare_media, find};
use super::changes::{Side, Use};
use super::rules::responses as rules;
use super::schema::Comparison;

/// Compares the responses of an operation.
pub(super) fn compare_responses(comparison: &mut Comparison<'_>, old: &OperationSpec, new: &OperationSpec) {
    let (before, after) = (keyed(&old.responses), keyed(&new.responses));
    for (status, base) in &before {
        if let Some(head) = after.get(status) {
            response(comparison, status, base, head);
            continue;
        }
        let rule = if is_success(status) { &rules::SUCCESS_REMOVED } else { &rules::ERROR_REMOVED };
        let (base, head) = (Side::with(&base.pointer, status), Side::at(&new.pointer.key("responses")));
        comparison.changes.note(rule, used(status), &subject(status), base, head);
    }
    for (status, head) in after.iter().filter(|(status, _)| !before.contains_key(*status)) {
        let rule = if is_success(status) { &rules::SUCCESS_ADDED } else { &rules::ERROR_ADDED };
        let (base, head) = (Side::at(&old.pointer.key("responses")), Side::with(&head.pointer, status));
        comparison.changes.note(rule, used(status), &subject(status), base, head);
    }
}

/// By status in one spelling.
fn keyed(responses: &IndexMap<String, ResponseSpec>) -> IndexMap<String, &ResponseSpec> {
    responses.iter().map(|(status, response)| (status.to_ascii_uppercase(), response)).collect()
}

fn is_success(status: &str) -> bool {
    status.starts_with('2')
}

fn used(status: &str) -> Use {
    // What nothing else matches is an error mostly; where no success is listed, it is the answer.
    if is_success(status) || status == "DEFAULT" { Use::Read } else { Use::Error }
}

fn subject(status: &str) -> String {
    format!("the response {}", status.to_ascii_lowercase())
}

fn response(comparison: &mut Comparison<'_>, status: &str, old: &ResponseSpec, new: &ResponseSpec) {
    let (what, used) = (subject(status), used(status));
    let sides = || (Side::at(&old.pointer), Side::at(&new.pointer));
    let mut note = |rule| {
        let (base, head) = sides();
        comparison.changes.note(rule, used, &what, base, head);
    };
    if old.description != new.description {
        note(&rules::DOCUMENTATION);
    }
    match (old.content.is_empty(), new.content.is_empty()) {
        (true, false) => note(&rules::BODY_ADDED),
        (false, true) => note(&rules::BODY_REMOVED),
        _ => media(comparison, old, new, used),
    }
    let has = |response: &ResponseSpec, name: &String| {
        response.headers.keys().any(|known| known.eq_ignore_ascii_case(name))
    };
    for (name, header) in old.headers.iter().filter(|(name, _)| !has(new, name)) {
        let (base, head) = (Side::with(&header.pointer, name), Side::at(&new.pointer));
        comparison.changes.note(&rules::HEADER_REMOVED, used, &format!("the header `{name}`"), base, head);
    }
    for (name, header) in &old.headers {
        let same = new.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        if let (Some(base), Some(head)) =
            (&header.schema, same.and_then(|(_, header)| header.schema.as_ref()))
        {
            // Like an error, a client gives it as it came; what a program makes of it is another matter.
            comparison.places(base, head, Use::Error);
        }
    }
    for (name, header) in new.headers.iter().filter(|(name, _)| !has(old, name)) {
        let (base, head) = (Side::at(&old.pointer), Side::with(&header.pointer, name));
        comparison.changes.note(&rules::HEADER_ADDED, used, &format!("the header `{name}`"), base, head);
    }
}

fn media(comparison: &mut Comparison<'_>, old: &ResponseSpec, new: &ResponseSpec, used: Use) {
    for (name, base) in &old.content {
        if let Some(head) = find(&new.content, name) {
            compare_media(comparison, base, head, used);
            continue;
        }
        let (base, head) = (Side::with(&base.pointer, name), Side::at(&new.pointer));
        comparison.changes.note(&rules::MEDIA_REMOVED, used, name, base, head);
    }
    for (name, head) in new.content.iter().filter(|(name, _)| find(&old.content, name).is_none()) {
        let (base, head) = (Side::at(&old.pointer), Side::with(&head.pointer, name));
        comparison.changes.note(&rules::MEDIA_ADDED, used, name, base, head);
    }
}
