//! `definitions`, `parameters`, `responses` and `securityDefinitions` → `components`.
//!
//! This comes before references to files are followed: the parts of other files join those of the document there.

use crate::diag::Pointer;
use crate::load::Node;
use crate::normalize::draft::Draft;
use crate::normalize::draft::insert;
use crate::normalize::positions::{Part, Step, walk_mut};

/// Members of the document, and what they are called under `components`.
pub(super) const SECTIONS: [(&str, &str); 4] = [
    ("definitions", "schemas"),
    ("parameters", "parameters"),
    ("responses", "responses"),
    ("securityDefinitions", "securitySchemes"),
];

/// Moves what has a name under `components`; the parts keep their shape.
pub(in crate::normalize) fn normalize_sections(draft: &mut Draft) {
    name_definitions(&mut draft.root);
    for (old, new) in SECTIONS {
        let Node::Map(root) = &mut draft.root else { return };
        // Something else than a map is reported where everything gets its new shape.
        if !matches!(root.get(old), Some(Node::Map(_))) {
            continue;
        }
        let Some(Node::Map(members)) = root.shift_remove(old) else { continue };
        let (from, to) = (Pointer::root().key(old), Pointer::root().key("components").key(new));
        if draft.root.at(&to).is_none() {
            insert(&mut draft.root, &to, Node::Map(members));
            draft.origins.relocate(&from, &to);
            continue;
        }
        // A document that was converted by halves has both.
        for (name, member) in members {
            if draft.root.at(&to.key(&name)).is_none() {
                insert(&mut draft.root, &to.key(&name), member);
                draft.origins.relocate(&from.key(&name), &to.key(&name));
            }
        }
    }
}

/// A reference that is nothing but the name of a definition (`$ref: Pet`) comes from Swagger 1.2, and tools take it.
fn name_definitions(root: &mut Node) {
    let Some(Node::Map(definitions)) = root.get("definitions") else { return };
    let names: std::collections::BTreeSet<String> = definitions.keys().cloned().collect();
    walk_mut(root, Part::Document, &Pointer::root(), &mut |part, _, node| {
        if part == Part::Schema
            && let Some(Node::String(reference)) = node.get_mut("$ref")
            && !reference.contains(['#', '/'])
            && names.contains(reference.as_str())
        {
            *reference = format!("#{}", Pointer::root().key("definitions").key(reference));
        }
        Step::Into
    });
}

/// Where the place of a section of 2.0 stands now.
pub(super) fn settled(root: &Node, pointer: &Pointer) -> Pointer {
    let text = pointer.as_str();
    for (old, new) in SECTIONS {
        let below = text.strip_prefix('/').and_then(|text| text.strip_prefix(old));
        if let Some(below) = below.filter(|below| below.starts_with('/') || below.is_empty())
            && root.at(pointer).is_none()
        {
            return Pointer::from_escaped(&format!("/components/{new}{below}"));
        }
    }
    pointer.clone()
}
