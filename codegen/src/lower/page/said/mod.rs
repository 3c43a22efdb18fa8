//! `x-pagination` (or `x-fern-pagination`): what a description or an overlay says outright of pages.
//!
//! In: an operation, what the extension holds, and finished types. Out: a [`Page`], or what is wrong, at its place.
//!
//! - `cursor: $request.NAME` with `next_cursor: $response.MEMBER`;
//! - `offset: $request.NAME`, which counts pages, or items where `step` names the parameter that says how many a page has;
//! - `next_url: $response.MEMBER`, or `$response.header.link`;
//! - `results: $response.MEMBER`, the list; it may be left out where there is one list only;
//! - `has_more: $response.MEMBER`, which may be left out;
//! - `false`: there are no pages; `true`: what stands at the root of the description under the same name holds.
//!
//! Another spelling is read as well, which names parameters and members without `$`: `cursorParam` and `cursorPath`,
//! `pageParam` (from `pageStart`, else from 0), `pageOffsetParam` with `limitParam`, and `resultsPath`.
//!
//! `NAME` is a query parameter or a member of the body (`$request.body.NAME` is nothing else), at whatever depth.

mod place;
mod reading;

use std::collections::BTreeSet;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer, closest};
use crate::document::OperationSpec;
use crate::ir::{Operation, Page, PageEnd, PageKind, PageParameter, Type, Types};
use crate::load::{Node, Number};

use super::count::{end_of, first_page};
use super::member::{inner_structure, is_truth, item_type, list_of, result_type};
use super::url;
use reading::{KEYS, Reading, START, listed};

/// The names of the extension; the first that is there and can be used holds.
const NAMES: [&str; 2] = ["x-pagination", "x-fern-pagination"];
/// What names the URL of the next page.
const URLS: [&str; 3] = ["next_url", "next_uri", "next_path"];
/// What says whether there is another page.
const MORE: [&str; 2] = ["has_more", "has-next-page"];

/// What is said.
pub(super) enum Said {
    /// How the results come in pages.
    Page(Box<Page>),
    /// That they do not.
    NoPages,
    /// Nothing that can be used.
    Nothing,
}

/// What the extensions of an operation say.
pub(super) fn said(
    root: &Node,
    spec: &OperationSpec,
    operation: &Operation,
    types: &Types,
    diagnostics: &mut Diagnostics,
) -> Said {
    for name in NAMES {
        let Some(extension) = spec.extensions.get(name) else { continue };
        let (extension, pointer) = match (extension, root.get(name)) {
            (Node::Bool(true), Some(whole @ Node::Map(_))) => (whole, Pointer::root().key(name)),
            _ => (extension, spec.pointer.key(name)),
        };
        if *extension == Node::Bool(false) {
            return Said::NoPages;
        }
        let mut reading = Reading { root, spec, operation, types, extension, pointer, found: Vec::new() };
        let page = reading.page();
        // The other ways to call an operation have the same extension, which may be about this one.
        if operation.variant_of.is_none() {
            reading.found.into_iter().for_each(|found| diagnostics.push(found));
        }
        if let Some(page) = page {
            return Said::Page(Box::new(page));
        }
    }
    Said::Nothing
}

/// Extensions beside the operations of a path, which are for none of them.
pub(super) fn report_misplaced(root: &Node, specs: &[OperationSpec], diagnostics: &mut Diagnostics) {
    let paths: BTreeSet<Pointer> = specs.iter().filter_map(|spec| spec.pointer.parent()).collect();
    for path in paths {
        for name in NAMES {
            if root.at(&path).and_then(|item| item.get(name)).is_some() {
                let message =
                    format!("`{name}` is next to the operations of a path, so it applies to none of them");
                let help =
                    "put it into the operation: end the target of the overlay in its method, as in `.get`";
                diagnostics.push(Diagnostic::new(&codes::W591, &path.key(name), message).with_help(help));
            }
        }
    }
}

impl Reading<'_> {
    fn page(&mut self) -> Option<Page> {
        let Some(members) = self.extension.as_map() else {
            return self.refuse(None, "it must be `false` or a map that says how a page is requested", None);
        };
        let unknown =
            |key: &&String| !KEYS.contains(&key.as_str()) && !key.starts_with("x-") && !Self::is_other(key);
        for key in members.keys().filter(unknown) {
            let help = closest(key, KEYS).map(|meant| format!("did you mean `{meant}`?"));
            let help = help.unwrap_or_else(|| format!("the keys are {}", listed(&KEYS)));
            self.refuse::<()>(Some(key), &format!("the key `{key}` is unknown"), Some(help));
        }
        let kind = self.kind();
        let (items, item) = self.results()?;
        let kind = kind?;
        let end = match kind {
            PageKind::Number { .. } | PageKind::Offset { .. } => {
                end_of(self.spec, self.operation, self.types)
            }
            _ => PageEnd::default(),
        };
        Some(Page { kind, items, item, end })
    }

    fn kind(&mut self) -> Option<PageKind> {
        let has = |key: &str| self.spelt(key).is_some();
        let (cursor, next, offset) = (has("cursor"), has("next_cursor"), has("offset"));
        let address = URLS.into_iter().find(|key| has(key));
        if cursor || (next && !offset && address.is_none()) {
            let parameter = self.parameter("cursor", "next_cursor");
            let next = self.next("next_cursor", "cursor");
            let more = self.more();
            return Some(PageKind::Cursor { parameter: parameter?, next: next?, more });
        }
        if offset {
            let parameter = self.parameter("offset", "results");
            // `step` names what says how many items a page has: then they are counted, and not the pages.
            // In the other spelling, that stands beside numbers of pages, too.
            let counts_items = self.extension.get("step").or_else(|| self.extension.get("pageOffsetParam"));
            let step = counts_items.is_some().then(|| self.parameter("step", "offset"));
            let (parameter, more) = (parameter?, self.more());
            return match step {
                Some(step) => step.map(|_| PageKind::Offset { parameter, more }),
                None => Some(PageKind::Number { first: self.first(&parameter), parameter, more }),
            };
        }
        let Some(key) = address else {
            let help = "give `cursor` and `next_cursor`, `offset`, or `next_url`; docs/pages.md shows each";
            return self.refuse(
                None,
                "it does not say how the next page is requested",
                Some(help.to_owned()),
            );
        };
        let is_link = |text: &str| text.eq_ignore_ascii_case("$response.header.link");
        if self.extension.get(key).and_then(Node::as_str).is_some_and(is_link) {
            return Some(PageKind::Link);
        }
        let next = self.member(key)?;
        if !url::is_address(next.1) {
            let message = format!("`{}` is not a string, so it cannot be a URL", next.0.join("."));
            return self.refuse(Some(key), &message, None);
        }
        Some(PageKind::Url { next: next.0, more: self.more() })
    }

    /// The number of the first page.
    fn first(&self, parameter: &PageParameter) -> i64 {
        let is_other = self.extension.get("offset").is_none();
        if let Some(Node::Number(Number::Integer(first))) = self.extension.get(START).filter(|_| is_other) {
            return i64::try_from(*first).unwrap_or_default();
        }
        let said = match parameter {
            PageParameter::Query(index) => {
                first_page(self.root, self.spec, &self.operation.parameters[*index])
            }
            PageParameter::Body(_) => None,
        };
        said.unwrap_or(i64::from(!is_other))
    }

    /// What says whether there is another page; without it, the others still say so.
    fn more(&mut self) -> Option<Vec<String>> {
        let key = MORE.into_iter().find(|key| self.extension.get(key).is_some())?;
        let (path, field) = self.member(key)?;
        if !is_truth(field) {
            return self.refuse(Some(key), &format!("`{}` is not a boolean", path.join(".")), None);
        }
        Some(path)
    }

    /// The member of the response with the next cursor.
    fn next(&mut self, key: &str, beside: &str) -> Option<Vec<String>> {
        if self.spelt(key).is_none() {
            return self.refuse(None, &format!("it has `{beside}` and no `{key}`"), None);
        }
        let (path, field) = self.member(key)?;
        if item_type(&field.value, self.types).is_some()
            || inner_structure(&field.value, self.types).is_some()
        {
            let message = format!("`{}` is an array or an object, so it cannot be a cursor", path.join("."));
            return self.refuse(Some(key), &message, None);
        }
        Some(path)
    }

    fn results(&mut self) -> Option<(Vec<String>, Type)> {
        let (operation, types) = (self.operation, self.types);
        if self.spelt("results").is_none() {
            return list_of(operation, types).or_else(|| {
                let help = "name it: `results: $response.items`";
                self.refuse(
                    None,
                    "it has no `results`, and the response does not have exactly one list",
                    Some(help.to_owned()),
                )
            });
        }
        let text = self.expression("results", "$response")?;
        if text.is_empty() {
            let item = result_type(operation).and_then(|value| item_type(value, types));
            return match item {
                Some(item) => Some((Vec::new(), item)),
                None => self.refuse(Some("results"), "the response is not a list", None),
            };
        }
        let (path, field) = self.member("results")?;
        match item_type(&field.value, types) {
            Some(item) => Some((path, item)),
            None => self.refuse(Some("results"), &format!("`{}` is not a list", path.join(".")), None),
        }
    }
}
