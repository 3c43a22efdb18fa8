//! Where a reference stands in the place of the thing itself.

use std::collections::VecDeque;

use crate::diag::Pointer;
use crate::load::Node;
use crate::normalize::positions::{Part, Shape, Step, walk_places};

/// A reference in the place of something that has no name under `components`.
pub(super) struct Site {
    pub(super) pointer: Pointer,
    /// What may stand there; `None` for what holds no parts.
    pub(super) shape: Option<Shape>,
    /// The references that led here, to end circles: files and fragments.
    pub(super) chain: Vec<(String, String)>,
}

/// Members that hold no parts, and that authors put into files all the same.
const PARTLESS: [&str; 4] = ["info", "tags", "security", "externalDocs"];

/// The sites below a node that stands at `from`.
pub(super) fn find_sites(node: &Node, shape: Shape, from: &Pointer) -> VecDeque<Site> {
    let mut found = VecDeque::new();
    let mut add = |pointer: Pointer, shape| found.push_back(Site { pointer, shape, chain: Vec::new() });
    walk_places(node, shape, from, &mut |shape, trail, node| {
        let is_reference = reference_at(node).is_some();
        match shape {
            Shape::One(part) | Shape::OneOrList(part) if part.section().is_some() => {
                // Path items and schemas may say more beside a reference.
                let says_more = matches!(part, Part::PathItem | Part::Schema);
                return if is_reference && !says_more { Step::Over } else { Step::Into };
            }
            _ if is_reference => {
                add(trail.pointer(), Some(shape));
                return Step::Over;
            }
            Shape::One(Part::Document | Part::Operation) => {
                for key in PARTLESS {
                    if node.get(key).is_some_and(|member| reference_at(member).is_some()) {
                        add(trail.pointer().key(key), None);
                    }
                }
            }
            _ => {}
        }
        Step::Into
    });
    found
}

/// The reference that a node is.
pub(super) fn reference_at(node: &Node) -> Option<&str> {
    node.get("$ref").and_then(Node::as_str)
}
