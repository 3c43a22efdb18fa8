//! Keys of 2.0 that are misspelled: what stands under them is not read.
//!
//! What `document` knows of OpenAPI 3 is looked for there; these are the words that it never sees.

use super::context::Conversion;
use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Pointer, closest};
use crate::load::Map;

pub(super) const DOCUMENT: &[&str] = &[
    "swagger",
    "info",
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "paths",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
    "security",
    "tags",
    "externalDocs",
    "components",
    "servers",
];

pub(super) const PATH_ITEM: &[&str] =
    &["get", "put", "post", "delete", "options", "head", "patch", "parameters", "$ref"];

pub(super) const OPERATION: &[&str] = &[
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "consumes",
    "produces",
    "parameters",
    "responses",
    "schemes",
    "deprecated",
    "security",
];

pub(super) const RESPONSE: &[&str] = &["description", "schema", "headers", "examples", "$ref"];

/// The words that only 2.0 has at these places; slips of the others are found by `document`.
const ONLY_HERE: [&str; 11] = [
    "host",
    "basePath",
    "schemes",
    "consumes",
    "produces",
    "definitions",
    "parameters",
    "responses",
    "securityDefinitions",
    "schema",
    "examples",
];

impl Conversion<'_> {
    /// Reports keys that are close to one of `known`.
    pub(super) fn check_keys(&mut self, members: &Map, at: &Pointer, known: &[&'static str]) {
        for key in members.keys() {
            if key.starts_with("x-") || key.len() < 4 || known.contains(&key.as_str()) {
                continue;
            }
            let Some(meant) = closest(key, known.iter().copied()).filter(|word| ONLY_HERE.contains(word))
            else {
                continue;
            };
            if members.contains_key(meant) {
                continue;
            }
            let message = format!("`{key}` is not a Swagger 2.0 field at this place, so it is ignored");
            let found = Diagnostic::new(&codes::W249, &at.key(key), message);
            self.found.push(found.with_help(format!("did you mean `{meant}`?")).at_key());
        }
    }
}
