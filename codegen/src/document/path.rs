//! Paths: which operations there are.
//!
//! In: `paths` and `webhooks`. Out: operations in the order of the input.
//! Must never know: what an operation holds.

use std::borrow::Cow;

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, closest};
use crate::load::Node;

use super::model::OperationSpec;
use super::reader::{Reader, Spot};
use super::shared::{ADDITIONAL, METHODS, Shared, methods_of};
use super::template::PathTemplate;

/// What else a path item holds.
const MEMBERS: [&str; 6] = ["$ref", "summary", "description", "servers", "parameters", ADDITIONAL];

impl<'n> Reader<'n, '_> {
    /// The operations of `paths`.
    pub(super) fn operations(&mut self, root: &Spot<'n>) -> Vec<OperationSpec> {
        let mut operations = Vec::new();
        let Some(paths) = self.map_member(root, "paths") else { return operations };
        for (key, item) in paths.members() {
            let path = self.path(key, &item);
            self.path_item(&path, item, &mut operations);
        }
        operations
    }

    /// A path starts with a slash; one that does not is given it.
    fn path<'k>(&mut self, key: &'k str, item: &Spot<'n>) -> Cow<'k, str> {
        if let Some(wrong) = PathTemplate::of(key).malformed {
            let message = format!("the path `{key}` is not a valid template: {wrong}");
            self.diagnostics.push(Diagnostic::new(&codes::W329, &item.at, message).at_key());
        }
        if key.starts_with('/') {
            return Cow::Borrowed(key);
        }
        let message = format!("the path `{key}` does not start with a slash; it is read as `/{key}`");
        self.diagnostics.push(Diagnostic::new(&codes::W318, &item.at, message).at_key());
        Cow::Owned(format!("/{key}"))
    }

    /// The operations of one path item, its own before those behind its reference.
    fn path_item(&mut self, path: &str, item: Spot<'n>, operations: &mut Vec<OperationSpec>) {
        if *item.node == Node::Null || self.map_of(&item, &format!("the path `{path}`")).is_none() {
            return;
        }
        let behind = if item.node.get("$ref").is_some() {
            self.follow(item.clone(), "what it stands for")
        } else {
            None
        };
        let at = item.at.clone();
        let mut layers = vec![item];
        if let Some(behind) = behind.filter(|behind| behind.at != layers[0].at) {
            if behind.node.as_map().is_some() {
                layers.push(behind);
            } else {
                self.wrong_kind(&behind, &format!("the path `{path}`"), "an object");
            }
        }
        let shared = self.shared(&layers);
        let mut done: Vec<String> = Vec::new();
        let mut read = 0;
        for layer in &layers {
            for (key, spot) in layer.members() {
                let found = if key == ADDITIONAL {
                    self.additional(&spot, layer)
                } else {
                    let method = self.method(key, &spot);
                    method.map(|method| (method.to_ascii_uppercase(), spot)).into_iter().collect()
                };
                for (method, spot) in found {
                    if done.contains(&method) {
                        continue;
                    }
                    let operation = self.operation(&method, path, &spot, &shared);
                    done.push(method);
                    read += operation.iter().count();
                    operations.extend(operation);
                }
            }
        }
        self.report_undeclared(path, &at, read);
    }

    /// What all operations share; the path item's own words go before those behind its reference.
    fn shared(&mut self, layers: &[Spot<'n>]) -> Shared {
        let mut shared =
            Shared { parameters: Vec::new(), servers: Vec::new(), summary: None, description: None };
        for layer in layers {
            let layer = Spot { description: None, ..layer.clone() };
            let more = self.parameters(&layer);
            let known = shared.parameters.len();
            for parameter in more {
                let is_known = |other: &super::ParameterSpec| {
                    other.place == parameter.place && other.name == parameter.name
                };
                if !shared.parameters[..known].iter().any(is_known) {
                    shared.parameters.push(parameter);
                }
            }
            if shared.servers.is_empty() {
                shared.servers = self.servers(&layer);
            }
            shared.summary =
                shared.summary.take().or_else(|| self.text(&layer, "summary").map(Cow::into_owned));
            shared.description =
                shared.description.take().or_else(|| self.text(&layer, "description").map(Cow::into_owned));
        }
        shared
    }

    /// The method that a member of a path item names; members that are not operations of ours are reported.
    fn method(&mut self, key: &str, spot: &Spot<'n>) -> Option<&'static str> {
        if let Some(method) = METHODS.into_iter().find(|method| *method == key) {
            return Some(method);
        }
        if MEMBERS.contains(&key) {
            return None;
        }
        if let Some(method) = METHODS.into_iter().find(|method| method.eq_ignore_ascii_case(key)) {
            let message = format!("the method `{key}` is read as `{method}`");
            self.advise_key(&codes::W319, &spot.at, message, "methods are written in lower case");
            return Some(method);
        }
        let message = format!("`{key}` is neither an HTTP method nor a field of a path");
        let found = Diagnostic::new(&codes::W319, &spot.at, message).at_key();
        self.diagnostics.push(match closest(key, METHODS.into_iter().chain(MEMBERS)) {
            Some(meant) => found.with_help(format!("did you mean `{meant}`?")),
            None => found.with_help("extensions start with `x-`"),
        });
        None
    }

    /// The operations of methods that a path item has no field for, each by its method as it is sent.
    fn additional(&mut self, spot: &Spot<'n>, item: &Spot<'n>) -> Vec<(String, Spot<'n>)> {
        if *spot.node == Node::Null || self.map_of(spot, "`additionalOperations`").is_none() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (method, operation) in spot.members() {
            let field = METHODS.into_iter().find(|field| field.eq_ignore_ascii_case(method));
            // Methods have case, and only the field's own spelling is the field's method.
            let field = field.filter(|field| field.to_ascii_uppercase() == method);
            let (wrong, help) = match field {
                Some(field) if item.node.get(field).is_some() => (
                    format!("has a field of its own here, `{field}`, which is used"),
                    "remove one of the two",
                ),
                Some(field) => {
                    let help = "move the operation to the path item itself";
                    (format!("is the method of the field `{field}`, and is read as that"), help)
                }
                None if !is_token(method) => (
                    "is not a valid HTTP method, so it is left out".to_owned(),
                    "a method is one word, such as `COPY`",
                ),
                None if method.eq_ignore_ascii_case("connect") => {
                    ("is only for proxies, so it is left out".to_owned(), "remove the operation")
                }
                None => {
                    found.push((method.to_owned(), operation));
                    continue;
                }
            };
            self.advise_key(&codes::W320, &operation.at, format!("`{method}` {wrong}"), help);
            if let Some(field) = field.filter(|field| item.node.get(field).is_none()) {
                found.push((field.to_ascii_uppercase(), operation));
            }
        }
        found
    }

    /// Webhooks are calls that the API makes; they are counted and left alone.
    pub(super) fn count_webhooks(&mut self, root: &Spot<'n>) {
        for key in ["webhooks", "x-webhooks"] {
            let Some(webhooks) = root.member(key) else { continue };
            for (_, item) in webhooks.entries() {
                if let Some(item) = self.follow(item, "the webhook") {
                    self.inbound += methods_of(&item);
                }
            }
            if self.inbound > 0 {
                self.first_inbound.get_or_insert(webhooks.at);
            }
        }
    }
}

/// Whether a text is what HTTP calls a token.
pub(super) fn is_token(text: &str) -> bool {
    let is_fine = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    !text.is_empty() && text.bytes().all(is_fine)
}
