//! Pages that name the URL of the next one.
//!
//! In: an operation, its responses and finished types. Out: a [`Page`] where one of two rules holds to the letter:
//!
//! - a text member of [`URLS`]; or `next` or `next_page` whose schema says that it is a URL, by `format: uri` or by an
//!   `example` that begins as one; or `next` in an object called `links` or `_links`;
//! - a header `Link` of a successful response, whose description or example holds `rel="next"`: others are about other
//!   things.

use crate::document::{HeaderSpec, OperationSpec};
use crate::ir::{Field, Operation, Page, PageEnd, PageKind, Scalar, Type, Types};
use crate::load::Node;

use super::member::{MORE, find_inside, find_member, is_text, is_truth, list_of, only_list, result_of};

/// Members whose name says that they hold the URL of the next page.
const URLS: [&str; 15] = [
    "next_url",
    "nextUrl",
    "next_uri",
    "nextUri",
    "next_page_url",
    "nextPageUrl",
    "next_page_uri",
    "nextPageUri",
    "next_link",
    "nextLink",
    "next_page_link",
    "nextPageLink",
    "next_href",
    "nextHref",
    "@odata.nextLink",
];
/// Members that hold it in some descriptions, and a cursor or a number in others.
const NEXT: [&str; 3] = ["next", "next_page", "nextPage"];
/// Objects whose members are URLs.
const LINKS: [&str; 2] = ["links", "_links"];
/// Further objects in which responses keep such members.
const ENVELOPES: [&str; 3] = ["links", "_links", "pages"];

/// By a member of the page.
pub(super) fn by_member(root: &Node, operation: &Operation, types: &Types) -> Option<Page> {
    let structure = result_of(operation, types)?;
    let is_url = |field: &Field| is_address(field) && says_url(root, field);
    let next = find_member(structure, &URLS, is_address, types)
        .or_else(|| find_inside(structure, &ENVELOPES, &URLS, is_address, types))
        .or_else(|| find_inside(structure, &LINKS, &["next"], is_address, types))
        .or_else(|| find_member(structure, &NEXT, is_url, types))
        .or_else(|| find_inside(structure, &ENVELOPES, &NEXT, is_url, types))?;
    let (items, item) = only_list(structure, types)?;
    let more = find_member(structure, &MORE, is_truth, types);
    Some(Page { kind: PageKind::Url { next, more }, items, item, end: PageEnd::default() })
}

/// By the header `Link`.
pub(super) fn by_link(
    root: &Node,
    spec: &OperationSpec,
    operation: &Operation,
    types: &Types,
) -> Option<Page> {
    let mut declared =
        spec.responses.iter().filter(|(status, _)| status.starts_with('2')).flat_map(|(_, response)| {
            response.headers.iter().filter(|(name, _)| name.eq_ignore_ascii_case("link"))
        });
    let (items, item) = list_of(operation, types)?;
    declared.any(|(_, header)| says_next(root, header)).then_some(Page {
        kind: PageKind::Link,
        items,
        item,
        end: PageEnd::default(),
    })
}

/// Whether a field can hold a URL.
pub(super) fn is_address(field: &Field) -> bool {
    is_text(field) || field.value == Type::Scalar(Scalar::Uri)
}

/// Whether the schema of a text says that it is a URL.
fn says_url(root: &Node, field: &Field) -> bool {
    let example = || root.at(&field.pointer)?.get("example")?.as_str();
    let begins = |text: &str| ["https://", "http://", "/"].iter().any(|start| text.starts_with(start));
    field.value == Type::Scalar(Scalar::Uri) || example().is_some_and(begins)
}

/// Whether a header is said to name the next page.
fn says_next(root: &Node, header: &HeaderSpec) -> bool {
    let node = root.at(&header.pointer);
    let examples = [node, node.and_then(|node| node.get("schema"))]
        .map(|node| node?.get("example")?.as_str())
        .into_iter()
        .flatten();
    header
        .description
        .as_deref()
        .into_iter()
        .chain(examples)
        .any(|text| ["rel=\"next\"", "rel='next'", "rel=next"].iter().any(|relation| text.contains(relation)))
}
