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

use std::collections::BTreeSet;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer, closest};
use crate::document::OperationSpec;
use crate::ir::{
    BodyContent, Field, Operation, Page, PageEnd, PageKind, PageParameter, Parameter, Place, Type, Types,
};
use crate::load::{Node, Number};

use super::member::{inner_structure, is_truth, item_type, list_of, member_at, result_type};
use super::{count, first_page, url};

/// The names of the extension; the first that is there and can be used holds.
const NAMES: [&str; 2] = ["x-pagination", "x-fern-pagination"];
/// What names the URL of the next page.
const URLS: [&str; 3] = ["next_url", "next_uri", "next_path"];
/// What says whether there is another page.
const MORE: [&str; 2] = ["has_more", "has-next-page"];
/// Keys of the other spelling, each behind what it is called here.
const OTHERS: [(&str, &str); 6] = [
    ("cursor", "cursorParam"),
    ("next_cursor", "cursorPath"),
    ("offset", "pageOffsetParam"),
    ("offset", "pageParam"),
    ("step", "limitParam"),
    ("results", "resultsPath"),
];
/// Where pages of the other spelling begin.
const START: &str = "pageStart";
const KEYS: [&str; 10] = [
    "cursor",
    "next_cursor",
    "offset",
    "step",
    "results",
    "has_more",
    "has-next-page",
    "next_url",
    "next_uri",
    "next_path",
];

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
                let message = format!(
                    "`{name}` stands beside the operations of a path, where it is about none of them"
                );
                let help = "write it into the operation: let the target of the overlay end in its method, as in `.get`";
                diagnostics.push(Diagnostic::new(&codes::W591, &path.key(name), message).with_help(help));
            }
        }
    }
}

struct Reading<'a> {
    root: &'a Node,
    spec: &'a OperationSpec,
    operation: &'a Operation,
    types: &'a Types,
    extension: &'a Node,
    pointer: Pointer,
    found: Vec<Diagnostic>,
}

impl<'a> Reading<'a> {
    fn page(&mut self) -> Option<Page> {
        let Some(members) = self.extension.as_map() else {
            return self.refuse(None, "it is neither `false` nor a map of what asks for a page", None);
        };
        let is_other = |key: &str| key == START || OTHERS.iter().any(|(_, other)| *other == key);
        let unknown =
            |key: &&String| !KEYS.contains(&key.as_str()) && !key.starts_with("x-") && !is_other(key);
        for key in members.keys().filter(unknown) {
            let help = closest(key, KEYS).map(|meant| format!("did you mean `{meant}`?"));
            let help = help.unwrap_or_else(|| format!("the keys are {}", listed(&KEYS)));
            self.refuse::<()>(Some(key), &format!("`{key}` is not a key that is known"), Some(help));
        }
        let kind = self.kind();
        let (items, item) = self.results()?;
        let kind = kind?;
        let end = match kind {
            PageKind::Number { .. } | PageKind::Offset { .. } => {
                count::end_of(self.spec, self.operation, self.types)
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
            let help = "say `cursor` and `next_cursor`, `offset`, or `next_url`; docs/pages.md shows each";
            return self.refuse(None, "it does not say what asks for the next page", Some(help.to_owned()));
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
                let help = "say which: `results: $response.items`";
                self.refuse(
                    None,
                    "it has no `results`, and the response has not exactly one list",
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

    /// The member of the response that a key names.
    fn member(&mut self, key: &str) -> Option<(Vec<String>, &'a Field)> {
        let text = self.expression(key, "$response.")?;
        let (operation, types): (&'a Operation, &'a Types) = (self.operation, self.types);
        let Some(value) = result_type(operation) else {
            return self.refuse(Some(key), "the call does not answer with JSON of one kind", None);
        };
        let found = member_at(value, text, types);
        if found.is_none() {
            let fields = inner_structure(value, types).map(|structure| structure.fields.as_slice());
            let names: Vec<&str> =
                fields.unwrap_or_default().iter().map(|field| field.wire.as_str()).collect();
            let help = help_of(text, &names, "members of the response");
            return self.refuse(Some(key), &format!("the response has no member `{text}`"), help);
        }
        found
    }

    /// Where the request says what a key names.
    fn parameter(&mut self, key: &str, beside: &str) -> Option<PageParameter> {
        if self.spelt(key).is_none() {
            return self.refuse(None, &format!("it has `{beside}` and no `{key}`"), None);
        }
        let text = self.expression(key, "$request.")?;
        let (operation, types) = (self.operation, self.types);
        let named = |name: &str| operation.parameters.iter().position(|known| known.wire == name);
        let query = |name: &str| {
            let is_it = |known: &Parameter| known.place == Place::Query && known.wire == name;
            operation.parameters.iter().position(is_it).map(PageParameter::Query)
        };
        let body = |name: &str| body_member(operation, name, types).map(PageParameter::Body);
        let found = query(text)
            .or_else(|| body(text))
            .or_else(|| query(text.strip_prefix("query.")?))
            .or_else(|| body(text.strip_prefix("body.")?));
        if found.is_some() {
            return found;
        }
        if named(text).is_some() {
            let message = format!("`{text}` is neither a query parameter nor a member of the body");
            return self.refuse(Some(key), &message, None);
        }
        let in_query = operation.parameters.iter().filter(|known| known.place == Place::Query);
        let mut known: Vec<&str> = in_query.map(|known| known.wire.as_str()).collect();
        known.extend(body_names(operation, types));
        let help = help_of(text, &known, "query parameters and members of the body");
        let message = format!("the request has neither a query parameter nor a member of the body `{text}`");
        self.refuse(Some(key), &message, help)
    }

    /// What stands behind `prefix` in the value of a key.
    fn expression(&mut self, key: &str, prefix: &str) -> Option<&'a str> {
        let extension: &'a Node = self.extension;
        let spelt = self.spelt(key).unwrap_or_default();
        let text = extension.get(spelt).and_then(Node::as_str);
        if let (true, Some(text)) = (spelt != key, text) {
            return Some(text);
        }
        // The whole response is `$response`, without a dot.
        let rest = text.and_then(|text| text.strip_prefix(prefix));
        let rest = rest.filter(|rest| prefix.ends_with('.') || rest.is_empty() || rest.starts_with('.'));
        if let Some(rest) = rest {
            return Some(rest.strip_prefix('.').unwrap_or(rest));
        }
        let message = format!("`{key}` is not an expression that begins with `{prefix}`");
        self.refuse(Some(key), &message, None)
    }

    /// The key that is there for a key.
    fn spelt(&self, key: &str) -> Option<&'static str> {
        let own = KEYS.into_iter().filter(|known| *known == key);
        let others = OTHERS.iter().filter(|(known, _)| *known == key).map(|(_, other)| *other);
        own.chain(others).find(|known| self.extension.get(known).is_some())
    }

    /// Reports what cannot be used.
    fn refuse<T>(&mut self, key: Option<&str>, message: &str, help: Option<String>) -> Option<T> {
        let name = self.pointer.tokens().last().unwrap_or_default();
        let place = match key {
            Some(key) => self.pointer.key(self.spelt(key).unwrap_or(key)),
            None => self.pointer.clone(),
        };
        let found = Diagnostic::new(&codes::W591, &place, format!("`{name}`: {message}"));
        self.found.push(match help {
            Some(help) => found.with_help(help),
            None => found,
        });
        None
    }
}

/// The path of the member of a body that asks for a page. A form has its fields, which have no members of their own.
fn body_member(operation: &Operation, name: &str, types: &Types) -> Option<Vec<String>> {
    match &operation.body.as_ref()?.content {
        BodyContent::Json { value, .. } => member_at(value, name, types).map(|(path, _)| path),
        BodyContent::Form(fields) => {
            fields.iter().find(|field| field.wire == name).map(|field| vec![field.wire.clone()])
        }
        BodyContent::Multipart(_) | BodyContent::Text | BodyContent::Bytes => None,
    }
}

fn body_names<'o>(operation: &'o Operation, types: &'o Types) -> Vec<&'o str> {
    match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Json { value, .. }) => inner_structure(value, types)
            .map(|structure| structure.fields.iter().map(|field| field.wire.as_str()).collect())
            .unwrap_or_default(),
        Some(BodyContent::Form(fields)) => fields.iter().map(|field| field.wire.as_str()).collect(),
        _ => Vec::new(),
    }
}

fn help_of(text: &str, names: &[&str], what: &str) -> Option<String> {
    if let Some(meant) = closest(text, names.iter().copied()) {
        return Some(format!("did you mean `{meant}`?"));
    }
    (!names.is_empty()).then(|| format!("the {what} are {}", listed(names)))
}

/// The first names of a list.
fn listed(names: &[&str]) -> String {
    let shown: Vec<String> = names.iter().take(12).map(|name| format!("`{name}`")).collect();
    let rest = if names.len() > shown.len() { " …" } else { "" };
    format!("{}{rest}", shown.join(", "))
}
