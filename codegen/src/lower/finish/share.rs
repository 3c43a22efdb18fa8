//! Which inline definitions may be one.
//!
//! In: finished definitions. Out: for each what it may be shared within: its resource, the named thing that it stands below,
//! its title; then, for lists of values and choices that are equal all the same, the property that they describe. What the
//! description names itself is never shared.
//! Must never know: when two definitions are equal; see `ir`.

use std::collections::BTreeMap;

use crate::diag::Pointer;
use crate::ir::{
    Api, Definition, Marks, Type, TypeDefinition, alias_equal, forget_usage, share_equal, short_cases,
};
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
    let within: Vec<Vec<String>> =
        api.types.iter().map(|found| property_of(found, root, homes).into_iter().collect()).collect();
    alias_equal(&mut api.types, &within, marks);
    forget_usage(&mut api.types);
}

/// What each definition may be shared within.
fn shared_within(api: &Api, root: &Node, homes: &BTreeMap<Pointer, Home>) -> Vec<Vec<String>> {
    let operations: BTreeMap<&str, usize> =
        api.operations.iter().map(|operation| (operation.pointer.as_str(), operation.resource.0)).collect();
    api.types
        .iter()
        .map(|found| {
            if has_own_name(found, homes) || matches!(found.definition, Definition::Alias(_)) {
                return Vec::new();
            }
            let resource =
                operation_of(found.pointer.as_str()).and_then(|operation| operations.get(operation));
            let resource = resource.map(|resource| format!("resource {resource}"));
            let below = found.words.parts().first().map(|first| format!("below {}", stem(first)));
            let title = title_of(found, root).map(|title| format!("title {title}"));
            resource.or(below).into_iter().chain(title).collect()
        })
        .collect()
}

/// Whether the description names the definition.
fn has_own_name(found: &TypeDefinition, homes: &BTreeMap<Pointer, Home>) -> bool {
    found.pinned || homes.contains_key(&found.pointer)
}

/// The property or parameter that a list of values or a choice is written at, with what tells it from others there.
///
/// Descriptions that programs write repeat one list at each place that it is used at, so equal ones at properties of one
/// name are nearly always the same thing, and become different together: in 66 steps of seven histories of public
/// descriptions 1 of 160 came apart. Objects are written once as components by such programs; those that are not are
/// often equal by chance (`{ id, name }`).
fn property_of(found: &TypeDefinition, root: &Node, homes: &BTreeMap<Pointer, Home>) -> Option<String> {
    let is_choice = matches!(found.definition, Definition::Enumeration(_) | Definition::Union(_));
    if !is_choice || has_own_name(found, homes) {
        return None;
    }
    let tokens: Vec<String> = found.pointer.tokens().collect();
    let last = found.words.parts().last()?;
    let property = tokens.windows(2).rev().find(|pair| pair[0] == "properties").map(|pair| pair[1].as_str());
    let parameter = || {
        let at = tokens.iter().position(|token| token == "parameters")?;
        root.at(&found.pointer.beginning(at + 2))?.get("name")?.as_str()
    };
    // What a case is called depends on what its union is called.
    let cases = match &found.definition {
        Definition::Union(union) => short_cases(union, &found.words),
        _ => Vec::new(),
    };
    let cases: Vec<String> = cases.iter().map(|words| words.parts().concat()).collect();
    let (property, last) = (stem(property.or_else(parameter)?), stem(last));
    Some(format!("{property}: {last}: {}", cases.join(" ")))
}

/// A name, whatever its spelling.
fn stem(text: &str) -> String {
    stems(&split_words(text)).join(" ")
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
