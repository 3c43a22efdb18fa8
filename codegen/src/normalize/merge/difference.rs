//! The first place at which two trees differ.

use crate::diag::Pointer;
use crate::load::{Map, Node};

/// The place, and in a few words what stands there in the first and in the second tree; `None` if they are equal.
pub(super) fn first_difference(first: &Node, second: &Node) -> Option<(Pointer, String, String)> {
    let mut differences = Vec::new();
    find(first, second, &Pointer::root(), &mut differences);
    differences.pop()
}

fn find(first: &Node, second: &Node, at: &Pointer, found: &mut Vec<(Pointer, String, String)>) {
    if !found.is_empty() || first == second {
        return;
    }
    match (first, second) {
        (Node::Map(left), Node::Map(right)) => find_in_maps(left, right, at, found),
        (Node::List(left), Node::List(right)) if left.len() == right.len() => {
            for (index, (left, right)) in left.iter().zip(right).enumerate() {
                find(left, right, &at.index(index), found);
            }
        }
        _ => found.push((at.clone(), describe(first), describe(second))),
    }
}

fn find_in_maps(left: &Map, right: &Map, at: &Pointer, found: &mut Vec<(Pointer, String, String)>) {
    for (key, value) in left {
        match right.get(key) {
            Some(other) => find(value, other, &at.key(key), found),
            None if found.is_empty() => found.push((at.key(key), describe(value), "nothing".to_owned())),
            None => {}
        }
    }
    let missing = right.iter().find(|(key, _)| !left.contains_key(*key));
    if let Some((key, value)) = missing.filter(|_| found.is_empty()) {
        found.push((at.key(key), "nothing".to_owned(), describe(value)));
    }
}

fn describe(node: &Node) -> String {
    const MOST: usize = 60;
    match node {
        Node::Map(map) => format!("a map of {}", map.len()),
        Node::List(list) => format!("a list of {}", list.len()),
        scalar => {
            let text = serde_json::to_string(scalar).unwrap_or_default();
            let cut: String = text.chars().take(MOST).collect();
            if cut.len() < text.len() { format!("`{cut}…`") } else { format!("`{cut}`") }
        }
    }
}
