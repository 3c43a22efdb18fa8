//! Keys that the specification does not know, but almost.
//!
//! In: the normalised tree. Out: a finding for each key that is probably misspelled: what stands under it is not read.
//! Must never know: what the parts mean. Schemas and path items have findings of their own.

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, closest};
use crate::normalize::positions::{Part, Step, walk};

use super::reader::{Reader, Spot};

/// What a part is called, and the keys that the specification has for it.
type Members = (&'static str, &'static [&'static str]);

/// Shorter words are like too many others.
const SHORTEST: usize = 3;

const INFO: Members =
    ("`info`", &["title", "summary", "description", "termsOfService", "contact", "license", "version"]);

const TAG: Members = ("a tag", &["name", "summary", "description", "externalDocs", "parent", "kind"]);

/// Words that have a meaning at other places, or in other versions. Where one stands at the wrong place, it is not a
/// slip of the pen.
const ELSEWHERE: [&str; 24] = [
    "$ref",
    "$schema",
    "id",
    "type",
    "format",
    "items",
    "enum",
    "default",
    "pattern",
    "properties",
    "title",
    "nullable",
    "readOnly",
    "writeOnly",
    "value",
    "consumes",
    "produces",
    "schemes",
    "host",
    "basePath",
    "definitions",
    "securityDefinitions",
    "collectionFormat",
    "query",
];

impl<'n> Reader<'n, '_> {
    /// Reports keys that are close to one that the specification has for the place, wherever they stand.
    pub(super) fn check_keys(&mut self, root: &Spot<'n>) {
        let mut found = Vec::new();
        walk(root.node, Part::Document, &root.at, &mut |part, trail, node| {
            if let (Some(members), None) = (members_of(part), node.get("$ref")) {
                let keys = node.as_map().into_iter().flatten().map(|(key, _)| key.as_str());
                let slips: Vec<(&str, &str)> =
                    keys.filter_map(|key| Some((key, meant(key, members)?))).collect();
                if !slips.is_empty() {
                    let at = trail.pointer();
                    let slips = slips.into_iter();
                    found.extend(slips.map(|(key, meant)| misspelled(&at.key(key), key, meant, members)));
                }
            }
            if part == Part::Schema { Step::Over } else { Step::Into }
        });
        for diagnostic in found {
            self.diagnostics.push(diagnostic);
        }
        let tags = root.member("tags");
        let tags = tags.iter().flat_map(Spot::items).map(|tag| (tag, TAG)).collect::<Vec<_>>();
        for (spot, members) in root.member("info").map(|info| (info, INFO)).into_iter().chain(tags) {
            for (key, member) in spot.entries() {
                if let Some(meant) = meant(key, members) {
                    self.diagnostics.push(misspelled(&member.at, key, meant, members));
                }
            }
        }
    }
}

fn misspelled(at: &crate::diag::Pointer, key: &str, meant: &str, (what, _): Members) -> Diagnostic {
    let message = format!("`{key}` is not a field of {what}, so it is ignored");
    Diagnostic::new(&codes::W324, at, message).with_help(format!("did you mean `{meant}`?")).at_key()
}

/// The key of the specification that an unknown one is probably meant for.
fn meant(key: &str, (_, known): Members) -> Option<&'static str> {
    let is_known = |known: &[&str]| known.contains(&key);
    if key.starts_with("x-") || key.len() < SHORTEST || is_known(known) {
        return None;
    }
    if is_known(&ELSEWHERE)
        || is_known(INFO.1)
        || is_known(TAG.1)
        || PARTS.iter().any(|part| is_known(part.1.1))
    {
        return None;
    }
    closest(key, known.iter().copied())
}

fn members_of(part: Part) -> Option<Members> {
    PARTS.iter().find(|(known, _)| *known == part).map(|(_, members)| *members)
}

/// The keys of OpenAPI 3.0, 3.1 and 3.2.
const PARTS: [(Part, Members); 12] = [
    (
        Part::Document,
        (
            "a description",
            &[
                "openapi",
                "$self",
                "info",
                "jsonSchemaDialect",
                "servers",
                "paths",
                "webhooks",
                "components",
                "security",
                "tags",
                "externalDocs",
            ],
        ),
    ),
    (
        Part::Components,
        (
            "`components`",
            &[
                "schemas",
                "responses",
                "parameters",
                "examples",
                "requestBodies",
                "headers",
                "securitySchemes",
                "links",
                "callbacks",
                "pathItems",
                "mediaTypes",
            ],
        ),
    ),
    (
        Part::Operation,
        (
            "an operation",
            &[
                "tags",
                "summary",
                "description",
                "externalDocs",
                "operationId",
                "parameters",
                "requestBody",
                "responses",
                "callbacks",
                "deprecated",
                "security",
                "servers",
            ],
        ),
    ),
    (
        Part::Parameter,
        (
            "a parameter",
            &[
                "name",
                "in",
                "description",
                "required",
                "deprecated",
                "allowEmptyValue",
                "style",
                "explode",
                "allowReserved",
                "schema",
                "example",
                "examples",
                "content",
            ],
        ),
    ),
    (
        Part::Header,
        (
            "a header",
            &[
                "description",
                "required",
                "deprecated",
                "style",
                "explode",
                "schema",
                "example",
                "examples",
                "content",
            ],
        ),
    ),
    (Part::RequestBody, ("a request body", &["description", "content", "required"])),
    (Part::Response, ("a response", &["summary", "description", "headers", "content", "links"])),
    (
        Part::MediaType,
        (
            "a media type",
            &["schema", "itemSchema", "example", "examples", "encoding", "prefixEncoding", "itemEncoding"],
        ),
    ),
    (
        Part::Encoding,
        ("an encoding", &["contentType", "headers", "style", "explode", "allowReserved", "encoding"]),
    ),
    (
        Part::SecurityScheme,
        (
            "a security scheme",
            &[
                "type",
                "description",
                "name",
                "in",
                "scheme",
                "bearerFormat",
                "flows",
                "openIdConnectUrl",
                "oauth2MetadataUrl",
                "deprecated",
            ],
        ),
    ),
    (Part::Server, ("a server", &["url", "description", "name", "variables"])),
    (
        Part::Link,
        ("a link", &["operationRef", "operationId", "parameters", "requestBody", "description", "server"]),
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_words_of_ones_own() {
        let of = |part, key| meant(key, members_of(part).expect("an object"));
        for (part, key, expect) in [
            (Part::Document, "pahts", "paths"),
            (Part::Document, "component", "components"),
            (Part::Components, "paramaters", "parameters"),
            (Part::Operation, "operationID", "operationId"),
            (Part::Operation, "reponses", "responses"),
            (Part::Response, "contents", "content"),
            (Part::MediaType, "schma", "schema"),
            (Part::RequestBody, "require", "required"),
        ] {
            assert_eq!(of(part, key), Some(expect), "{key}");
        }
        for (part, key) in [
            (Part::Parameter, "type"),
            (Part::Operation, "x-tag"),
            (Part::Response, "schema"),
            (Part::Parameter, "id"),
        ] {
            assert_eq!(of(part, key), None, "{key}");
        }
    }
}
