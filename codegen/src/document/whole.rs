//! What is the matter with a description as a whole: operations that are not there, or that share an identifier.
//!
//! In: the operations that were read. Out: findings.
//! Must never know: how they were read.

use std::collections::BTreeMap;

use crate::diag::code_table::document as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::Node;

use super::model::{Document, OperationSpec};

/// Reports what is the matter with the description as a whole.
pub fn check_whole(document: &Document, root: &Node, diagnostics: &mut Diagnostics) {
    check_ids(&document.operations, diagnostics);
    if document.operations.is_empty() {
        diagnostics.push(emptiness(root));
    }
}

/// Reports each `operationId` that several operations have, once.
fn check_ids(operations: &[OperationSpec], diagnostics: &mut Diagnostics) {
    let mut places: BTreeMap<&str, Vec<&Pointer>> = BTreeMap::new();
    for operation in operations {
        let Some(id) = &operation.operation_id else { continue };
        let known = places.entry(id).or_default();
        // Paths that share one path item share its operations, which are written once.
        if !known.contains(&&operation.pointer) {
            known.push(&operation.pointer);
        }
    }
    for (id, places) in places {
        let [first, others @ ..] = places.as_slice() else { continue };
        let Some(second) = others.first() else { continue };
        let message = format!("`{id}` is the `operationId` of {} operations", places.len());
        let found = Diagnostic::new(&codes::W327, &second.key("operationId"), message);
        diagnostics.push(found.with_related(&first.key("operationId"), "the first of them"));
    }
}

/// The finding about a description that makes no call, or says nothing at all.
fn emptiness(root: &Node) -> Diagnostic {
    let at = Pointer::root();
    // An empty `paths` is allowed: a description may say that there is nothing for its reader to call.
    if !["paths", "components", "webhooks", "x-webhooks"].iter().any(|name| root.get(name).is_some()) {
        let message =
            "the description has no `paths`, `components` or `webhooks`, so there is nothing to generate";
        return Diagnostic::new(&codes::E328, &at, message);
    }
    let Some(paths) = root.get("paths") else {
        return Diagnostic::new(
            &codes::W325,
            &at,
            "the description has no `paths`, so the client has no operations",
        );
    };
    let message = if paths.as_map().is_some_and(|paths| !paths.is_empty()) {
        "`paths` has no readable operation, so the client has no operations"
    } else {
        "`paths` is empty, so the client has no operations"
    };
    Diagnostic::new(&codes::W325, &at.key("paths"), message).at_key()
}
