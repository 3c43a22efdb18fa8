//! References by the addresses that documents give themselves (`$self` of OpenAPI 3.2) → references within the description.
//!
//! In: a document, and the addresses of all documents that are read together. Out: the document; a reference to one of these
//! addresses is a local one, for together the documents are one description.
//! Must never know: files. An address is compared, never opened.

use std::collections::BTreeSet;

use super::identify::{joined, text};
use super::positions::{Part, Step, walk_mut};
use crate::diag::Pointer;
use crate::load::{Map, Node};

/// The address that a document gives itself.
pub(super) fn own_address(root: &Node) -> Option<&str> {
    let address = text(root, "$self")?;
    let address = address.split('#').next().unwrap_or_default();
    (!address.is_empty()).then_some(address)
}

/// Makes the references to one of the addresses local.
pub(super) fn localise_addresses(root: &mut Node, addresses: &BTreeSet<String>) {
    if addresses.is_empty() {
        return;
    }
    let base = own_address(root).map(str::to_owned);
    let local = |reference: &str| {
        let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        // Without an address it is local already, and what has none of these is left to who reads files.
        let is_known = !address.is_empty()
            && (addresses.contains(address) || addresses.contains(&joined(base.as_deref(), address)));
        is_known.then(|| format!("#{fragment}"))
    };
    walk_mut(root, Part::Document, &Pointer::root(), &mut |part, _, node| {
        let Some(map) = node.as_map_mut() else { return Step::Into };
        if matches!(part, Part::Document | Part::Operation) {
            localise_requirements(map, &local);
        }
        if let Some(Node::String(reference)) = map.get_mut("$ref")
            && let Some(found) = local(reference)
        {
            *reference = found;
        }
        if part == Part::Schema {
            for value in mapped(map) {
                if let Some(found) = value.as_str().and_then(local) {
                    *value = Node::String(found);
                }
            }
        }
        Step::Into
    });
}

/// A security requirement may name its scheme by an address, too.
fn localise_requirements(holder: &mut Map, local: &dyn Fn(&str) -> Option<String>) {
    let Some(Node::List(alternatives)) = holder.get_mut("security") else { return };
    for alternative in alternatives.iter_mut().filter_map(Node::as_map_mut) {
        if alternative.keys().any(|scheme| local(scheme).is_some()) {
            let named = std::mem::take(alternative).into_iter();
            *alternative = named.map(|(scheme, scopes)| (local(&scheme).unwrap_or(scheme), scopes)).collect();
        }
    }
}

/// What the values of a discriminator are mapped to.
pub(super) fn mapped(schema: &mut Map) -> Vec<&mut Node> {
    let Some(Node::Map(discriminator)) = schema.get_mut("discriminator") else { return Vec::new() };
    let values = discriminator.iter_mut().flat_map(|(key, value)| match (key.as_str(), value) {
        ("mapping", Node::Map(mapping)) => mapping.values_mut().collect(),
        ("defaultMapping", value) => vec![value],
        _ => Vec::new(),
    });
    values.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::testing::node;

    #[test]
    fn a_requirement_by_ones_own_address_is_local() {
        let mut root = node(
            "openapi: 3.2.0\nsecurity: [{ 'https://e.test/a#/components/securitySchemes/k': [], l: [] }]\npaths: { /a: { get: { security: [{ 'a#/components/securitySchemes/k': [s] }, {}] }, additionalOperations: { COPY: { security: [{ 'https://e.test/b#/x': [] }] } } } }\n$self: https://e.test/a\n",
        );
        localise_addresses(&mut root, &BTreeSet::from(["https://e.test/a".to_owned()]));
        let expect = node(
            "openapi: 3.2.0\nsecurity: [{ '#/components/securitySchemes/k': [], l: [] }]\npaths: { /a: { get: { security: [{ '#/components/securitySchemes/k': [s] }, {}] }, additionalOperations: { COPY: { security: [{ 'https://e.test/b#/x': [] }] } } } }\n$self: https://e.test/a\n",
        );
        assert_eq!(root, expect);
    }

    #[test]
    fn what_is_said_by_ones_own_address_is_local() {
        let mut root = node(
            "openapi: 3.2.0\n$self: https://e.test/api/main\npaths:\n  /a: { $ref: 'https://e.test/api/main#/components/pathItems/A' }\n  /b: { $ref: 'main#/components/pathItems/B' }\n  /c: { $ref: 'other#/components/pathItems/C' }\n  /d: { $ref: 'file.yaml#/x' }\n",
        );
        let addresses = ["https://e.test/api/main", "https://e.test/api/other"].map(str::to_owned);
        localise_addresses(&mut root, &BTreeSet::from(addresses));
        let expect = node(
            "openapi: 3.2.0\n$self: https://e.test/api/main\npaths:\n  /a: { $ref: '#/components/pathItems/A' }\n  /b: { $ref: '#/components/pathItems/B' }\n  /c: { $ref: '#/components/pathItems/C' }\n  /d: { $ref: 'file.yaml#/x' }\n",
        );
        assert_eq!(root, expect);
    }
}
