//! References to where things stood → references to where they stand.

use std::collections::BTreeMap;

use super::sections::settled;
use crate::diag::Pointer;
use crate::load::Node;
use crate::normalize::positions::{Part, Step, walk_mut};
use crate::normalize::reference::{Target, pointer_of, target_of};

/// Rewrites the references of a document that has its new shape, whether they lead somewhere or not: what is missing is
/// looked for, and reported, where it would stand.
pub(super) fn translate_references(
    root: &mut Node,
    source: &Node,
    file: &str,
    moved: &BTreeMap<String, Pointer>,
) {
    let translate = |reference: &mut String| {
        let Target::Local(fragment) = target_of(reference, file, "") else { return };
        let Some(written) = pointer_of(&fragment) else { return };
        let place = place_of(settled(source, &written).as_str(), moved);
        if place != written.as_str() {
            *reference = format!("#{place}");
        }
    };
    walk_mut(root, Part::Document, &Pointer::root(), &mut |part, _, node| {
        if let Some(Node::String(reference)) = node.get_mut("$ref") {
            translate(reference);
        }
        if part == Part::Schema {
            let mapping = node.get_mut("discriminator").and_then(|node| node.get_mut("mapping"));
            for value in mapping.and_then(Node::as_map_mut).into_iter().flat_map(|map| map.values_mut()) {
                match value {
                    Node::String(reference) if reference.starts_with('#') => translate(reference),
                    _ => {}
                }
            }
        }
        Step::Into
    });
}

/// The new place of what stood at `from`: the way of the nearest thing around it that moved.
fn place_of(from: &str, moved: &BTreeMap<String, Pointer>) -> String {
    let mut end = from.len();
    loop {
        let (around, below) = from.split_at(end);
        if let Some(to) = moved.get(around) {
            return format!("{to}{below}");
        }
        match around.rfind('/') {
            Some(slash) => end = slash,
            None => return from.to_owned(),
        }
    }
}
