//! Keys that the specification does not know, but almost.
//!
//! In: the normalised tree. Out: a finding for each key that is probably misspelled: what stands under it is not read.
//! Must never know: what the parts mean. Schemas and path items have findings of their own.

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, closest};
use crate::normalize::positions::{Part, Step, walk};

use super::reader::{Reader, Spot};
use super::vocabulary::{Object, compared, named, object_of};

/// Shorter words are like too many others.
const SHORTEST: usize = 3;

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
            if let (Some(members), None) = (object_of(part), node.get("$ref")) {
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
        let (Some(tag), Some(info)) = (named("Tag"), named("Info")) else { return };
        let tags = root.member("tags");
        let tags = tags.iter().flat_map(Spot::items).map(|spot| (spot, tag)).collect::<Vec<_>>();
        for (spot, members) in root.member("info").map(|spot| (spot, info)).into_iter().chain(tags) {
            for (key, member) in spot.entries() {
                if let Some(meant) = meant(key, members) {
                    self.diagnostics.push(misspelled(&member.at, key, meant, members));
                }
            }
        }
    }
}

fn misspelled(at: &crate::diag::Pointer, key: &str, meant: &str, object: &Object) -> Diagnostic {
    let message = format!("`{key}` is not a field of {}, so it is ignored", object.name);
    Diagnostic::new(&codes::W324, at, message).with_help(format!("did you mean `{meant}`?")).at_key()
}

/// The key of the specification that an unknown one is probably meant for.
fn meant(key: &str, object: &Object) -> Option<&'static str> {
    if key.starts_with("x-") || key.len() < SHORTEST || object.has(key) {
        return None;
    }
    if ELSEWHERE.contains(&key) || compared().any(|object| object.has(key)) {
        return None;
    }
    closest(key, object.names())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_told_from_words_of_ones_own() {
        let of = |part, key| meant(key, object_of(part).expect("an object"));
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
