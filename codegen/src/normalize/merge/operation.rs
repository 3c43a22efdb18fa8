//! Two descriptions of one operation → one, where they can be one.
//!
//! In: what two documents say about the same method on the same path. Out: what the second adds to the first, or the
//! place at which the two cannot both be true. Documentation with one page a call describes a call that can answer in
//! two ways on two pages.

use super::difference::first_difference;
use crate::diag::Pointer;
use crate::load::{Map, Node};

/// A part of the second operation that the first one lacks.
pub(super) struct Addition {
    /// Where it stands in the second, below the operation.
    pub(super) from: Pointer,
    /// Where it belongs in the first, below the operation.
    pub(super) to: Pointer,
    pub(super) node: Node,
}

/// Where two operations differ, and what stands there in the second and in the first.
pub(super) type Difference = (Pointer, String, String);

/// What only tells people about an operation; the first document has its way.
const SAID: [&str; 6] = ["operationId", "summary", "description", "tags", "externalDocs", "deprecated"];

/// What `second` adds to `first`.
pub(super) fn additions(first: &Node, second: &Node) -> Result<Vec<Addition>, Difference> {
    let mut added = Vec::new();
    let root = Pointer::root();
    let (Node::Map(own), Node::Map(other)) = (first, second) else {
        return difference(first, second, &root).map(|()| added);
    };
    for (key, node) in other {
        let at = root.key(key);
        let existing = own.get(key);
        match (key.as_str(), existing) {
            (key, _) if SAID.contains(&key) || key.starts_with("x-") => {
                if existing.is_none() {
                    added.push(Addition { from: at.clone(), to: at, node: node.clone() });
                }
            }
            ("parameters", _) => add_parameters(existing, node, &at, &mut added)?,
            ("requestBody", Some(existing)) => add_contents(existing, node, &at, &mut added)?,
            ("responses" | "callbacks", Some(existing)) => add_members(existing, node, &at, &mut added)?,
            (_, Some(existing)) => difference(existing, node, &at)?,
            // A call with a body and one without are two calls; so are those that differ in servers and security.
            (_, None) => difference(&Node::Null, node, &at)?,
        }
    }
    let missing = own.iter().find(|(key, node)| match key.as_str() {
        "parameters" => node.as_list().is_some_and(|list| list.iter().any(is_required)),
        "requestBody" | "servers" | "security" => true,
        _ => false,
    });
    match missing.filter(|(key, _)| !other.contains_key(*key)) {
        Some((key, node)) => difference(node, &Node::Null, &root.key(key)).map(|()| added),
        None => Ok(added),
    }
}

fn difference(first: &Node, second: &Node, at: &Pointer) -> Result<(), Difference> {
    match first_difference(second, first) {
        None => Ok(()),
        Some((below, this, that)) => Err((Pointer::from_escaped(&format!("{at}{below}")), this, that)),
    }
}

/// Adds parameters that need not be sent; one that must be is known to both.
fn add_parameters(
    first: Option<&Node>,
    second: &Node,
    at: &Pointer,
    added: &mut Vec<Addition>,
) -> Result<(), Difference> {
    let own = first.and_then(Node::as_list).unwrap_or_default();
    let other = second.as_list().unwrap_or_default();
    let mut length = own.len();
    for (index, parameter) in other.iter().enumerate() {
        match own.iter().find(|own| is_same(own, parameter)) {
            Some(existing) => difference(existing, parameter, &at.index(index))?,
            None if is_required(parameter) => difference(&Node::Null, parameter, &at.index(index))?,
            None => {
                let (from, to) = (at.index(index), at.index(length));
                added.push(Addition { from, to, node: parameter.clone() });
                length += 1;
            }
        }
    }
    let only_first =
        own.iter().find(|own| is_required(own) && !other.iter().any(|other| is_same(own, other)));
    only_first.map_or(Ok(()), |parameter| difference(parameter, &Node::Null, at))
}

fn is_same(one: &Node, other: &Node) -> bool {
    one == other
        || (one.get("name").is_some() && ["name", "in"].iter().all(|key| one.get(key) == other.get(key)))
}

/// A reference may lead to a parameter that must be sent.
fn is_required(parameter: &Node) -> bool {
    parameter.get("$ref").is_some() || parameter.get("required").and_then(Node::as_bool) == Some(true)
}

/// Adds members of a map; those that both have must be one.
fn add_members(
    first: &Node,
    second: &Node,
    at: &Pointer,
    added: &mut Vec<Addition>,
) -> Result<(), Difference> {
    let (Node::Map(own), Node::Map(other)) = (first, second) else { return difference(first, second, at) };
    add_each(own, other, at, added, add_contents)
}

/// Adds the members that only the second map has; what both have is for `join` to judge.
fn add_each(
    own: &Map,
    other: &Map,
    at: &Pointer,
    added: &mut Vec<Addition>,
    join: impl Fn(&Node, &Node, &Pointer, &mut Vec<Addition>) -> Result<(), Difference>,
) -> Result<(), Difference> {
    for (key, node) in other {
        let at = at.key(key);
        match own.get(key) {
            Some(existing) => join(existing, node, &at, added)?,
            None => added.push(Addition { from: at.clone(), to: at, node: node.clone() }),
        }
    }
    Ok(())
}

/// Adds media types to a request body or a response; what both have must be equal, but for what is said of it.
fn add_contents(
    first: &Node,
    second: &Node,
    at: &Pointer,
    added: &mut Vec<Addition>,
) -> Result<(), Difference> {
    let (Node::Map(own), Node::Map(other)) = (first, second) else { return difference(first, second, at) };
    let keys = own.keys().chain(other.keys().filter(|key| !own.contains_key(*key)));
    for key in keys.filter(|key| *key != "description") {
        let at = at.key(key);
        match (key.as_str(), own.get(key), other.get(key)) {
            ("content", Some(Node::Map(own)), Some(Node::Map(other))) => {
                add_each(own, other, &at, added, |existing, node, at, _| difference(existing, node, at))?;
            }
            ("headers", None, Some(node)) => {
                added.push(Addition { from: at.clone(), to: at, node: node.clone() });
            }
            ("headers", Some(_), None) => {}
            (_, existing, node) => {
                difference(existing.unwrap_or(&Node::Null), node.unwrap_or(&Node::Null), &at)?;
            }
        }
    }
    Ok(())
}
