//! Pages that are counted: by their number, or by the items before them.
//!
//! In: an operation and finished types. Out: a [`Page`] where a rule holds to the letter, and what tells its last page:
//!
//! - a member of [`NEXTS`]: null, absent or empty behind the last page;
//! - a whole-numbered member of [`TOTALS`]: how many items there are. `count` is that only beside a member of [`NEXTS`] or
//!   [`PREVIOUS`]; elsewhere it may count the page;
//! - a whole-numbered member of [`PAGES`]: how many pages there are;
//! - the status 404, where the operation declares it, or where the page has `count` and `next` as Django REST has, whose
//!   pages behind the last are not there.
//!
//! Where the description does not say which number the first page has, it is 1 if one of the first three is there.

use crate::document::OperationSpec;
use crate::ir::{
    Field, Operation, Page, PageEnd, PageKind, PageParameter, Parameter, Scalar, StatusMatch, Structure,
    Type, Types,
};
use crate::load::{Node, Number};

use super::member::{MORE, find_inside, find_member, is_text, is_truth, list_of, query_parameter, result_of};

/// Parameters that take the number of a page.
pub(super) const NUMBERS: [&str; 4] = ["page", "page_number", "pageNumber", "page_num"];

const OFFSETS: [&str; 3] = ["offset", "skip", "start_index"];
/// Parameters that say how many items a page has.
const LIMITS: [&str; 16] = [
    "limit",
    "max",
    "take",
    "top",
    "size",
    "count",
    "page_size",
    "pageSize",
    "per_page",
    "perPage",
    "max_results",
    "maxResults",
    "results_per_page",
    "max_items",
    "rows",
    "length",
];
const NEXTS: [&str; 8] = [
    "next",
    "next_page",
    "nextPage",
    "next_url",
    "next_page_url",
    "nextPageUrl",
    "next_offset",
    "nextOffset",
];
const PREVIOUS: [&str; 4] = ["previous", "prev", "previous_page", "prev_page"];
const TOTALS: [&str; 13] = [
    "total",
    "total_count",
    "totalCount",
    "total_items",
    "totalItems",
    "total_results",
    "totalResults",
    "total_records",
    "totalRecords",
    "total_size",
    "totalSize",
    "count_total",
    "total_hits",
];
const PAGES: [&str; 9] = [
    "total_pages",
    "totalPages",
    "num_pages",
    "numPages",
    "page_count",
    "pageCount",
    "last_page",
    "lastPage",
    "pages",
];
/// Further objects in which responses say what they say about pages.
const ENVELOPES: [&str; 2] = ["links", "_links"];

/// By the number of the page, where the description says which is the first.
pub(super) fn by_number(
    root: &Node,
    spec: &OperationSpec,
    operation: &Operation,
    types: &Types,
) -> Option<Page> {
    let parameter = query_parameter(operation, &NUMBERS, is_count)?;
    let first = first_page(root, spec, &operation.parameters[parameter])?;
    numbered(spec, operation, parameter, first, types)
}

/// By the number of the page, where the page says how many there are, or that there is another one.
pub(super) fn by_number_of(spec: &OperationSpec, operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &NUMBERS, is_count)?;
    let page = numbered(spec, operation, parameter, 1, types)?;
    let end = &page.end;
    (end.next.is_some() || end.total.is_some() || end.pages.is_some()).then_some(page)
}

fn numbered(
    spec: &OperationSpec,
    operation: &Operation,
    parameter: usize,
    first: i64,
    types: &Types,
) -> Option<Page> {
    let (items, item) = list_of(operation, types)?;
    let parameter = PageParameter::Query(parameter);
    let kind = PageKind::Number { parameter, first, more: more_of(operation, types) };
    Some(Page { kind, items, item, end: end_of(spec, operation, types) })
}

/// By the items before the page.
pub(super) fn by_offset(spec: &OperationSpec, operation: &Operation, types: &Types) -> Option<Page> {
    let parameter = query_parameter(operation, &OFFSETS, is_count)?;
    query_parameter(operation, &LIMITS, is_count)?;
    let (items, item) = list_of(operation, types)?;
    let kind =
        PageKind::Offset { parameter: PageParameter::Query(parameter), more: more_of(operation, types) };
    Some(Page { kind, items, item, end: end_of(spec, operation, types) })
}

/// What tells the last page of those that are counted.
pub(super) fn end_of(spec: &OperationSpec, operation: &Operation, types: &Types) -> PageEnd {
    let declared = operation.errors.iter().any(|error| error.status == StatusMatch::Code(404))
        || spec.responses.keys().any(|status| status == "404");
    let Some(structure) = result_of(operation, types) else {
        return PageEnd { missing: declared, ..PageEnd::default() };
    };
    let find = |names: &[&str], fits: fn(&Field) -> bool| {
        find_member(structure, names, fits, types)
            .or_else(|| find_inside(structure, &ENVELOPES, names, fits, types))
    };
    let next = find(&NEXTS, is_pointer);
    let is_django = has_count(structure) && (next.is_some() || find(&PREVIOUS, is_pointer).is_some());
    let total = find(&TOTALS, is_whole).or_else(|| is_django.then(|| vec!["count".to_owned()]));
    PageEnd { next, total, pages: find(&PAGES, is_whole), missing: declared || is_django }
}

fn has_count(structure: &Structure) -> bool {
    structure.fields.iter().any(|field| field.wire == "count" && is_whole(field))
}

fn more_of(operation: &Operation, types: &Types) -> Option<Vec<String>> {
    find_member(result_of(operation, types)?, &MORE, is_truth, types)
}

/// Whether a member can name another page: a URL, a token, a number.
fn is_pointer(field: &Field) -> bool {
    is_text(field) || is_whole(field) || field.value == Type::Scalar(Scalar::Uri)
}

fn is_whole(field: &Field) -> bool {
    is_count(&field.value)
}

fn is_count(value: &Type) -> bool {
    matches!(value, Type::Scalar(Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64))
}

/// The number of the first page. A guess would lose a page, so the description has to say it.
pub(super) fn first_page(root: &Node, spec: &OperationSpec, parameter: &Parameter) -> Option<i64> {
    let found = spec.parameters.iter().find(|found| found.name == parameter.wire)?;
    let schema = root.at(found.schema.as_ref()?)?;
    match schema.get("default").or_else(|| schema.get("minimum"))? {
        Node::Number(Number::Integer(first)) => {
            i64::try_from(*first).ok().filter(|first| (0..=1).contains(first))
        }
        _ => None,
    }
}
