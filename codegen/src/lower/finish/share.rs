//! Which inline definitions may be one.
//!
//! In: finished definitions. Out: for each what it may be shared within: its resource, the named thing that it stands below,
//! its title. What the description names itself is never shared.
//! Must never know: when two definitions are equal; see `ir`.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::ir::{Api, Definition, Marks, Type, TypeDefinition, forget_usage, share_equal};
use crate::load::Node;

use crate::lower::context::Home;
use crate::lower::naming::split::{split_words, stems};

use super::usage::mark_usage;

/// Makes one of the types that are equal and may be one. `values` are types that are kept beside those of the client.
pub(in crate::lower) fn share_types(
    api: &mut Api,
    root: &Node,
    homes: &BTreeMap<Pointer, Home>,
    marks: &mut Marks,
    values: Vec<&mut Type>,
) {
    // Direction is a part of what makes types equal, and those that are shared have the directions of all.
    mark_usage(api);
    let within = shared_within(api, root, homes);
    share_equal(api, &within, marks, values);
    forget_usage(&mut api.types);
}

/// What each definition may be shared within.
fn shared_within(api: &Api, root: &Node, homes: &BTreeMap<Pointer, Home>) -> Vec<Vec<String>> {
    let operations: BTreeMap<&str, usize> =
        api.operations.iter().map(|operation| (operation.pointer.as_str(), operation.resource.0)).collect();
    api.types
        .iter()
        .map(|found| {
            if found.pinned
                || homes.contains_key(&found.pointer)
                || matches!(found.definition, Definition::Alias(_))
            {
                return Vec::new();
            }
            let resource =
                operation_of(found.pointer.as_str()).and_then(|operation| operations.get(operation));
            let resource = resource.map(|resource| format!("resource {resource}"));
            let below = found
                .words
                .parts()
                .first()
                .map(|first| format!("below {}", stems(&split_words(first)).join(" ")));
            let title = title_of(found, root).map(|title| format!("title {title}"));
            resource.or(below).into_iter().chain(title).collect()
        })
        .collect()
}

/// The operation that a place stands below: `/paths/~1toys/get`.
fn operation_of(pointer: &str) -> Option<&str> {
    let mut ends = pointer.match_indices('/').map(|(index, _)| index).skip(3);
    pointer.starts_with("/paths/").then(|| ends.next().map_or(pointer, |end| &pointer[..end]))
}

/// The title of a definition. Frameworks give each member its own name as a title, which says that values are equal by
/// chance as often as not; an object's title means the object.
fn title_of(found: &TypeDefinition, root: &Node) -> Option<String> {
    let title = root.at(&found.pointer)?.get("title")?.as_str()?;
    let words = stems(&split_words(title));
    let is_object = matches!(found.definition, Definition::Structure(_));
    let last = found.words.parts().last()?;
    (!words.is_empty() && (is_object || stems(&split_words(last)) != words)).then(|| words.join(" "))
}
