//! Results that come in pages.
//!
//! In: an operation and finished types. Out: a [`Page`] where a rule below holds to the letter.
//! Must never know: how pages are fetched.
//!
//! The rules: `x-pagination` (or `x-fern-pagination`) says it outright, as [`said`] tells. Without it, only a GET has pages,
//! or a POST by the first rule with a member of its body for the parameter; and only with exactly one list in the object
//! that it gives (or one of [`LISTS`](member::LISTS)):
//!
//! 1. a text parameter of [`CURSORS`](cursor::CURSORS), and a text member of [`NEXT`](cursor::NEXT) or of the parameter's own name: a cursor;
//! 2. a text parameter of [`AFTER`](cursor::AFTER), a text member `last_id`, and a truth of [`MORE`](member::MORE): a cursor;
//! 3. a text parameter of [`AFTER`](cursor::AFTER), a truth of [`MORE`](member::MORE), and items with a required text member `id`: the last item's;
//! 4. a text member that holds the URL of the next page, as [`url`] says: that URL;
//! 5. a response header `Link` that is said to hold `rel="next"`, as [`url`] says: that header;
//! 6. a whole-numbered parameter of [`NUMBERS`](count::NUMBERS) whose `default` or `minimum` is 0 or 1, which says where pages begin;
//! 7. a whole-numbered parameter `offset` or `skip` beside one that limits a page, as [`count`] says: items;
//! 8. a whole-numbered parameter of [`NUMBERS`](count::NUMBERS) beside members that say where pages end, as [`count`] says.
//!
//! The first rule that holds counts. docs/pages.md tells users the same.

mod count;
mod cursor;
mod member;
mod said;
mod url;

use crate::diag::Diagnostics;
use crate::document::OperationSpec;
use crate::ir::{Operation, Page, Types};
use crate::load::Node;

use said::Said;

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
        "GET" => cursor::by_cursor(operation, types)
            .or_else(|| cursor::by_last(operation, types))
            .or_else(|| url::by_member(root, operation, types))
            .or_else(|| url::by_link(root, spec, operation, types))
            .or_else(|| count::by_number(root, spec, operation, types))
            .or_else(|| count::by_offset(spec, operation, types))
            .or_else(|| count::by_number_of(spec, operation, types)),
        "POST" => cursor::by_cursor_in_body(operation, types),
        _ => None,
    }
}

/// Extensions at places where nobody looks for them.
pub(super) fn report_misplaced(root: &Node, specs: &[OperationSpec], diagnostics: &mut Diagnostics) {
    said::report_misplaced(root, specs, diagnostics);
}
