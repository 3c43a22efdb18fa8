//! Values written in the description.
//!
//! In: a [`Node`]. Out: a [`Literal`], or compact JSON text.
//! Must never know: which schema the value belongs to.

use crate::ir::Literal;
use crate::load::{Node, Number};

/// The value as a literal; lists, maps, fractions and null become JSON text.
pub(in crate::lower) fn literal_of(node: &Node) -> Literal {
    match node {
        Node::String(text) => Literal::String(text.clone()),
        Node::Bool(truth) => Literal::Bool(*truth),
        Node::Number(Number::Integer(number)) => Literal::Integer(*number),
        other => Literal::Json(json_text(other)),
    }
}

/// Compact JSON text of the value; its depth is bounded when it is loaded.
pub(in crate::lower) fn json_text(node: &Node) -> String {
    let mut text = String::new();
    write_json(node, &mut text);
    text
}

fn write_json(node: &Node, out: &mut String) {
    match node {
        Node::Null => out.push_str("null"),
        Node::Bool(truth) => out.push_str(if *truth { "true" } else { "false" }),
        Node::Number(Number::Integer(number)) => out.push_str(&number.to_string()),
        Node::Number(Number::Float(number)) => {
            // JSON has no word for infinities; null is what JavaScript writes.
            let number = serde_json::Number::from_f64(*number);
            out.push_str(&number.map_or_else(|| "null".to_owned(), |number| number.to_string()));
        }
        Node::String(text) => write_text(text, out),
        Node::List(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_json(item, out);
            }
            out.push(']');
        }
        Node::Map(members) => {
            out.push('{');
            for (index, (key, value)) in members.iter().enumerate() {
                if index > 0 {
                    out.push(',');
                }
                write_text(key, out);
                out.push(':');
                write_json(value, out);
            }
            out.push('}');
        }
    }
}

fn write_text(text: &str, out: &mut String) {
    out.push_str(&serde_json::Value::from(text).to_string());
}
