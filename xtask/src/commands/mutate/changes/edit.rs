//! Small changes of a tree.
//!
//! In: a tree and places of it. Out: the tree with something else there.
//! Must never know: what a change does to anybody.

use codegen::diag::Pointer;
use codegen::load::{Map, Node, Number};
use serde_json::Value;

/// A tree out of a literal.
pub(super) fn node(value: &Value) -> Node {
    match value {
        Value::Null => Node::Null,
        Value::Bool(truth) => Node::Bool(*truth),
        Value::Number(number) => Node::Number(match number.as_i64() {
            Some(integer) => Number::Integer(i128::from(integer)),
            None => Number::Float(number.as_f64().unwrap_or_default()),
        }),
        Value::String(text) => Node::String(text.clone()),
        Value::Array(items) => Node::List(items.iter().map(node).collect()),
        Value::Object(members) => {
            Node::Map(members.iter().map(|(key, value)| (key.clone(), node(value))).collect())
        }
    }
}

/// The map at a place.
pub(super) fn map<'a>(root: &'a mut Node, at: &Pointer) -> Option<&'a mut Map> {
    root.at_mut(at)?.as_map_mut()
}

/// Sets a member of the map at a place; it must be another one than was there.
pub(super) fn set(root: &mut Node, at: &Pointer, key: &str, value: &Value) -> Option<()> {
    let value = node(value);
    let members = map(root, at)?;
    (members.get(key) != Some(&value)).then(|| drop(members.insert(key.to_owned(), value)))
}

/// Takes a member out of the map at a place, and leaves the others in their order.
pub(super) fn remove(root: &mut Node, at: &Pointer, key: &str) -> Option<Node> {
    map(root, at)?.shift_remove(key)
}

/// Gives a member of the map at a place another key, at the same position.
pub(super) fn rename(root: &mut Node, at: &Pointer, key: &str, new: &str) -> Option<()> {
    let members = map(root, at)?;
    if members.contains_key(new) {
        return None;
    }
    let index = members.get_index_of(key)?;
    let value = members.shift_remove(key)?;
    members.shift_insert(index, new.to_owned(), value);
    Some(())
}

/// Adds an item to the list below a key, which may not be there yet.
pub(super) fn push(root: &mut Node, at: &Pointer, key: &str, value: &Value) -> Option<()> {
    let list = map(root, at)?.entry(key.to_owned()).or_insert_with(|| Node::List(Vec::new()));
    list.as_list_mut()?.push(node(value));
    Some(())
}

/// The text of a member.
pub(super) fn text<'a>(node: &'a Node, key: &str) -> Option<&'a str> {
    node.get(key)?.as_str()
}

/// Whether a member is `true`.
pub(super) fn is(node: &Node, key: &str) -> bool {
    node.get(key).and_then(Node::as_bool).unwrap_or_default()
}

/// Whether a list of texts has this one.
pub(super) fn lists(node: &Node, key: &str, text: &str) -> bool {
    node.get(key)
        .and_then(Node::as_list)
        .is_some_and(|list| list.iter().any(|item| item.as_str() == Some(text)))
}
