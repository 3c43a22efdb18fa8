//! The normalised description as plain OpenAPI, for validators and mock servers.

use serde_json::Value;

use super::Description;
use super::positions::{Part, Step, walk_mut};
use crate::diag::Pointer;
use crate::load::{Map, Node, Number};

/// OpenAPI 3.1.1 as JSON. What the specification demands and authors leave out is filled in.
#[must_use]
pub fn export_normalized(description: &Description) -> Value {
    let mut root = description.root.clone();
    walk_mut(&mut root, Part::Document, &Pointer::root(), &mut |part, _, node| {
        if let (Part::Response, Node::Map(response)) = (part, &mut *node)
            && !response.contains_key("$ref")
        {
            response.entry("description".to_owned()).or_insert_with(|| "".into());
        }
        if let (Part::Document, Node::Map(document)) = (part, &mut *node) {
            let info = document.entry("info".to_owned()).or_insert_with(|| Node::Map(Map::new()));
            if let Node::Map(info) = info {
                info.entry("title".to_owned()).or_insert_with(|| "API".into());
                info.entry("version".to_owned()).or_insert_with(|| "unversioned".into());
            }
        }
        Step::Into
    });
    value(&root)
}

#[expect(clippy::cast_precision_loss, reason = "JSON readers have no wider numbers")]
fn value(node: &Node) -> Value {
    match node {
        Node::Null => Value::Null,
        Node::Bool(value) => Value::Bool(*value),
        Node::Number(Number::Integer(number)) => match (i64::try_from(*number), u64::try_from(*number)) {
            (Ok(small), _) => small.into(),
            (_, Ok(positive)) => positive.into(),
            _ => (*number as f64).into(),
        },
        Node::Number(Number::Float(number)) => (*number).into(),
        Node::String(text) => Value::String(text.clone()),
        Node::List(list) => list.iter().map(value).collect(),
        Node::Map(map) => map.iter().map(|(key, member)| (key.clone(), value(member))).collect(),
    }
}
