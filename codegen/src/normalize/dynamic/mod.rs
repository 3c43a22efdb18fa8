//! `$dynamicRef` → `$ref`, by the schemas that are walked.
//!
//! In: a description in which every other reference is local. Out: the same without dynamic references: where the way to
//! a schema decides what it means, there is a copy of that schema for each way. What cannot be told stays as it is
//! written, and is reported by who reads it.
//! Must never know: what a schema says about values.

mod binder;
mod reach;
mod resources;
mod splice;
#[cfg(test)]
mod tests;

use super::draft::Draft;
use super::identify::text;
use super::positions::{Part, Step, walk};
use crate::diag::Pointer;

/// Binds each `$dynamicRef` to the schema that it means.
pub(super) fn bind_dynamic_references(draft: &mut Draft) {
    let mut has_any = false;
    walk(&draft.root, Part::Document, &Pointer::root(), &mut |part, _, node| {
        has_any |= part == Part::Schema && text(node, "$dynamicRef").is_some();
        Step::Into
    });
    if has_any {
        let snapshot = draft.root.clone();
        binder::bind(draft, &snapshot);
    }
}
