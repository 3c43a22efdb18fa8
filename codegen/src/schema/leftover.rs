//! Members of a schema that the model has no place for.
//!
//! In: a member that no keyword of the model has claimed. Out: an extension, or a finding that it says nothing here.
//! Must never know: the keywords of the model, but for their spelling.

use crate::diag::code_table::schema as codes;
use crate::diag::{Diagnostic, closest};

use super::model::SchemaObject;
use super::reader::Reader;
use super::value::Value;

/// Keywords that constrain values in ways that no type shows.
pub(super) const UNMODELLED: [&str; 13] = [
    "not",
    "if",
    "then",
    "else",
    "dependentSchemas",
    "dependentRequired",
    "dependencies",
    "contains",
    "minContains",
    "maxContains",
    "unevaluatedItems",
    "additionalItems",
    "$recursiveRef",
];

/// Members that are keywords of a schema, or habits of one, but say nothing about values.
pub(super) const SILENT: [&str; 11] = [
    "$schema",
    "$id",
    "id",
    "$anchor",
    "$dynamicAnchor",
    "$recursiveAnchor",
    "$comment",
    "$vocabulary",
    "xml",
    "externalDocs",
    "collectionFormat",
];

/// Keywords that spelling mistakes are compared with.
pub(super) const KNOWN: [&str; 29] = [
    "type",
    "format",
    "enum",
    "const",
    "properties",
    "required",
    "additionalProperties",
    "patternProperties",
    "propertyNames",
    "items",
    "prefixItems",
    "allOf",
    "oneOf",
    "anyOf",
    "discriminator",
    "title",
    "description",
    "default",
    "example",
    "examples",
    "deprecated",
    "readOnly",
    "writeOnly",
    "nullable",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "pattern",
];

impl Reader<'_> {
    /// Keywords without a counterpart, extensions, and members that are not keywords.
    pub(super) fn other(&mut self, object: &mut SchemaObject, value: &Value<'_>) {
        if value.key.starts_with("x-") {
            object.extensions.insert(value.key.to_owned(), value.node.clone());
        } else if let Some(keyword) = UNMODELLED.into_iter().find(|keyword| *keyword == value.key) {
            object.unmodelled.push(keyword);
            let message = format!("`{keyword}` cannot be expressed as a type; only the server checks it");
            self.diagnostics.push(Diagnostic::new(&codes::N408, &value.place(), message).at_key());
        } else if !SILENT.contains(&value.key) && !value.is_in_parameter() {
            let message = format!("`{}` is not a keyword of a schema", value.key);
            let found = Diagnostic::new(&codes::N409, &value.place(), message).at_key();
            self.diagnostics.push(match closest(value.key, KNOWN) {
                Some(meant) => found.with_help(format!("did you mean `{meant}`?")),
                None => found,
            });
        }
    }
}
