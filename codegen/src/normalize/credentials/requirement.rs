//! What operations say they need, once their credentials are schemes.

use crate::diag::Pointer;
use crate::load::{Map, Node};
use crate::normalize::positions::METHODS;

/// Whether an operation asks for a scheme, by itself or through the document.
pub(super) fn mentions(root: &Node, operation: &Pointer, scheme: &str) -> bool {
    alternatives(root, operation).iter().any(|alternative| alternative.get(scheme).is_some())
}

fn alternatives<'a>(root: &'a Node, operation: &Pointer) -> &'a [Node] {
    let own = root.at(operation).and_then(|operation| operation.get("security"));
    own.or_else(|| root.get("security")).and_then(Node::as_list).unwrap_or_default()
}

/// Makes an operation ask for these schemes, each with whether it cannot do without.
pub(super) fn require(root: &mut Node, operation: &Pointer, needed: &[(&str, bool)]) {
    let existing = alternatives(root, operation).to_vec();
    let says_something =
        existing.iter().any(|alternative| alternative.as_map().is_some_and(|map| !map.is_empty()));
    let missing: Vec<(&str, bool)> = needed
        .iter()
        .copied()
        .filter(|(scheme, _)| !existing.iter().any(|alternative| alternative.get(scheme).is_some()))
        .collect();
    if missing.is_empty() {
        return;
    }
    let always: Vec<&str> =
        missing.iter().filter(|(_, required)| *required).map(|(scheme, _)| *scheme).collect();
    let sometimes = missing.iter().filter(|(_, required)| !*required).map(|(scheme, _)| *scheme);
    let mut result: Vec<Node> = if says_something {
        existing.iter().map(|alternative| with(alternative, &always)).collect()
    } else if always.is_empty() {
        Vec::new()
    } else {
        vec![with(&Node::Null, &always)]
    };
    let base = result.first().cloned().unwrap_or_default();
    result.extend(sometimes.map(|scheme| with(&base, &[scheme])));
    if !says_something && always.is_empty() {
        result.push(Node::Map(Map::new()));
    }
    if let Some(Node::Map(operation)) = root.at_mut(operation) {
        operation.insert("security".to_owned(), Node::List(result));
    }
}

/// The alternative with these schemes added.
fn with(alternative: &Node, schemes: &[&str]) -> Node {
    let mut map = alternative.as_map().cloned().unwrap_or_default();
    for scheme in schemes {
        map.insert((*scheme).to_owned(), Node::List(Vec::new()));
    }
    Node::Map(map)
}

/// What every operation says for itself is said once for the document.
pub(super) fn hoist(root: &mut Node) {
    if root.get("security").is_some() {
        return;
    }
    let Some(Node::Map(paths)) = root.get_mut("paths") else { return };
    let mut common: Option<Node> = None;
    for operation in operations(paths) {
        let own = operation.get("security");
        match (&common, own) {
            (None, Some(own)) => common = Some(own.clone()),
            (Some(common), Some(own)) if common == own => {}
            _ => return,
        }
    }
    let Some(common) = common else { return };
    for operation in operations(paths) {
        operation.shift_remove("security");
    }
    if let Node::Map(root) = root {
        root.insert("security".to_owned(), common);
    }
}

fn operations(paths: &mut Map) -> impl Iterator<Item = &mut Map> {
    paths
        .values_mut()
        .filter_map(Node::as_map_mut)
        .flat_map(|item| item.iter_mut())
        .filter(|(method, _)| METHODS.contains(&method.as_str()))
        .filter_map(|(_, operation)| operation.as_map_mut())
}
