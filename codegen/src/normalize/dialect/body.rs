//! Request bodies that the description forgets to call required.

use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::Node;
use crate::normalize::draft::Draft;
use crate::normalize::positions::{Part, Step, walk};
use crate::normalize::reference::{Target, pointer_of, target_of};

/// References and `allOf` are followed this far.
const MOST_HOPS: usize = 32;

/// A body that says nothing about being required is, if its schema is an object that has required members: without
/// a body none of them can be there.
pub(super) fn require_bodies(draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let mut required = Vec::new();
    let root = &draft.root;
    walk(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        if part != Part::RequestBody {
            // Bodies of callbacks are what a server receives; they follow the same rule.
            return if part == Part::Schema { Step::Over } else { Step::Into };
        }
        let says_nothing =
            node.as_map().is_some_and(|body| !body.contains_key("required") && !body.contains_key("$ref"));
        if says_nothing {
            let contents =
                node.get("content").and_then(Node::as_map).into_iter().flat_map(|map| map.values());
            let mut schemas = contents.filter_map(|media| media.get("schema"));
            if schemas.any(|schema| has_required_members(root, schema, &draft.name, MOST_HOPS)) {
                required.push(trail.pointer());
            }
        }
        Step::Over
    });
    for pointer in required {
        if let Some(Node::Map(body)) = draft.root.at_mut(&pointer) {
            body.insert("required".to_owned(), Node::Bool(true));
        }
        let message = "the request body is treated as required, because its schema has required properties";
        diagnostics.push(
            Diagnostic::new(&codes::N218, &pointer, message)
                .with_help("add `required: true`, or `required: false` if the request body is optional"),
        );
    }
}

fn has_required_members(root: &Node, schema: &Node, file: &str, hops: usize) -> bool {
    if hops == 0 {
        return false;
    }
    if let Some(reference) = schema.get("$ref").and_then(Node::as_str) {
        let Target::Local(fragment) = target_of(reference, file, "") else { return false };
        let target = pointer_of(&fragment).and_then(|pointer| root.at(&pointer));
        return target.is_some_and(|target| has_required_members(root, target, file, hops - 1));
    }
    let required = schema.get("required").and_then(Node::as_list).unwrap_or_default();
    let is_object = match schema.get("type") {
        Some(Node::String(kind)) => kind == "object",
        Some(_) => false,
        None => true,
    };
    let own = is_object && required.iter().any(|name| name.as_str().is_some());
    let parts = schema.get("allOf").and_then(Node::as_list).unwrap_or_default();
    own || parts.iter().any(|part| has_required_members(root, part, file, hops / 2))
}
