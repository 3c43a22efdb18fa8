//! Names that schemas give themselves (`$id`, `$anchor`, `$dynamicAnchor`) → places of the description.
//!
//! In: a description. Out: the same; a reference that means a schema by such a name says where that schema stands. What
//! cannot be told here is left as it is written, and reported by who follows it.
//! Must never know: files. A schema with an `$id` is one that others refer to by it, wherever it stands.

use std::collections::BTreeMap;

use super::positions::{Part, Step, walk, walk_mut};
use super::reference::decode;
use crate::diag::Pointer;
use crate::load::Node;

/// A schema with an `$id`, and what it holds.
struct Resource {
    pointer: Pointer,
    id: String,
    anchors: BTreeMap<String, Pointer>,
}

/// Gives references to and within schemas with an `$id` the pointers that they mean.
pub(super) fn localise_identifiers(root: &mut Node) {
    let resources = resources_of(root);
    if resources.is_empty() {
        return;
    }
    let meant = meant_by_references(root, &resources);
    if meant.is_empty() {
        return;
    }
    walk_mut(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        if part == Part::Schema
            && let Some(Node::String(reference)) = node.get_mut("$ref")
            && let Some(target) = meant.get(&trail.pointer())
        {
            reference.clone_from(target);
        }
        Step::Into
    });
}

/// The text of a member.
pub(super) fn text<'n>(node: &'n Node, key: &str) -> Option<&'n str> {
    node.get(key).and_then(Node::as_str)
}

/// All schemas with an `$id`, each before those inside it.
fn resources_of(root: &Node) -> Vec<Resource> {
    let mut resources: Vec<Resource> = Vec::new();
    let mut open: Vec<usize> = Vec::new();
    walk(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        if part != Part::Schema {
            return Step::Into;
        }
        let id = text(node, "$id");
        if id.is_none() && resources.is_empty() {
            return Step::Into;
        }
        let anchor = text(node, "$anchor").or_else(|| text(node, "$dynamicAnchor"));
        if id.is_none() && anchor.is_none() {
            return Step::Into;
        }
        let pointer = trail.pointer();
        open.retain(|index| is_inside(&pointer, &resources[*index].pointer));
        if let Some(id) = id {
            let base = open.last().map(|index| resources[*index].id.as_str()).or(text(root, "$self"));
            let id = joined(base, id.split('#').next().unwrap_or_default());
            open.push(resources.len());
            resources.push(Resource { pointer: pointer.clone(), id, anchors: BTreeMap::new() });
        }
        if let (Some(anchor), Some(index)) = (anchor, open.last()) {
            resources[*index].anchors.entry(anchor.to_owned()).or_insert(pointer);
        }
        Step::Into
    });
    resources
}

/// The place of each schema whose `$ref` means another place than it seems to → the reference to that place.
fn meant_by_references(root: &Node, resources: &[Resource]) -> BTreeMap<Pointer, String> {
    let mut by_id: BTreeMap<&str, &Resource> = BTreeMap::new();
    for resource in resources {
        by_id.entry(&resource.id).or_insert(resource);
    }
    let starts: BTreeMap<&Pointer, usize> =
        resources.iter().enumerate().map(|(index, resource)| (&resource.pointer, index)).collect();
    let mut open: Vec<usize> = Vec::new();
    let mut meant = BTreeMap::new();
    walk(root, Part::Document, &Pointer::root(), &mut |part, trail, node| {
        let is_start = part == Part::Schema && text(node, "$id").is_some();
        let reference = text(node, "$ref").filter(|_| part == Part::Schema);
        if !is_start && reference.is_none() {
            return Step::Into;
        }
        let pointer = trail.pointer();
        open.retain(|index| is_inside(&pointer, &resources[*index].pointer));
        open.extend(starts.get(&pointer));
        let Some(reference) = reference else { return Step::Into };
        let scope = open.last().map(|index| &resources[*index]);
        if let Some(target) = target_of(root, reference, scope, &by_id) {
            meant.insert(pointer, format!("#{target}").replace('%', "%25"));
        }
        Step::Into
    });
    meant
}

/// What a reference means by the `$id` of the schema around it, or by that of another schema.
fn target_of(
    root: &Node,
    reference: &str,
    scope: Option<&Resource>,
    by_id: &BTreeMap<&str, &Resource>,
) -> Option<Pointer> {
    let (address, fragment) = reference.split_once('#').unwrap_or((reference, ""));
    let resource = if address.is_empty() {
        scope?
    } else {
        let base = scope.map(|scope| scope.id.as_str()).or(text(root, "$self"));
        by_id.get(joined(base, address).as_str())?
    };
    if fragment.is_empty() {
        return Some(resource.pointer.clone());
    }
    if !fragment.starts_with('/') {
        return resource.anchors.get(fragment).cloned();
    }
    // Many descriptions have an `$id` for show, and references that begin at their root.
    [Some(fragment.into()), decode(fragment)].into_iter().flatten().find_map(|fragment| {
        let target = Pointer::from_escaped(&format!("{}{fragment}", resource.pointer));
        root.at(&target).is_some().then_some(target)
    })
}

/// Whether a place is another one, or below it.
pub(super) fn is_inside(pointer: &Pointer, outer: &Pointer) -> bool {
    pointer.as_str().strip_prefix(outer.as_str()).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// A reference seen from a base, as RFC 3986 joins them; without a base it is what it is.
pub(super) fn joined(base: Option<&str>, reference: &str) -> String {
    let Some(base) = base.filter(|_| !has_scheme(reference)) else { return reference.to_owned() };
    let Some((scheme, rest)) = base.split_once("://") else { return reference.to_owned() };
    if reference.starts_with("//") {
        return format!("{scheme}:{reference}");
    }
    let (authority, path) = rest.find('/').map_or((rest, ""), |slash| rest.split_at(slash));
    let mut segments: Vec<&str> = Vec::new();
    if !reference.starts_with('/') {
        segments.extend(path.split('/').skip(1));
        segments.pop();
    }
    for segment in reference.trim_start_matches('/').split('/') {
        match segment {
            "." => {}
            ".." => {
                segments.pop();
            }
            other => segments.push(other),
        }
    }
    format!("{scheme}://{authority}/{}", segments.join("/"))
}

fn has_scheme(reference: &str) -> bool {
    reference.split_once(':').is_some_and(|(scheme, _)| {
        scheme.starts_with(|first: char| first.is_ascii_alphabetic())
            && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::normalize::testing::node;

    #[track_caller]
    fn check(schemas: &str, expect: &str) {
        let whole = |schemas: &str| {
            node(&format!("openapi: 3.1.0\npaths: {{}}\ncomponents:\n  schemas: {{ {schemas} }}\n"))
        };
        let mut root = whole(schemas);
        localise_identifiers(&mut root);
        assert_eq!(root, whole(expect));
    }

    #[test]
    fn a_fragment_is_one_of_the_schema_around_it() {
        check(
            "A: { $id: 'https://e.test/a', $defs: { s: {}, t: { $anchor: see } }, properties: { s: { $ref: '#/$defs/s' }, t: { $ref: '#see' }, u: { $ref: '#' }, v: { $ref: '#/components/schemas/B' } } }, B: { $anchor: see }",
            "A: { $id: 'https://e.test/a', $defs: { s: {}, t: { $anchor: see } }, properties: { s: { $ref: '#/components/schemas/A/$defs/s' }, t: { $ref: '#/components/schemas/A/$defs/t' }, u: { $ref: '#/components/schemas/A' }, v: { $ref: '#/components/schemas/B' } } }, B: { $anchor: see }",
        );
    }

    #[test]
    fn a_fragment_may_be_percent_encoded() {
        check(
            "A: { $id: 'https://e.test/a', $defs: { 'a b': {}, 'c%d': {} }, items: { $ref: '#/$defs/a%20b' }, not: { $ref: '#/$defs/c%25d' } }",
            "A: { $id: 'https://e.test/a', $defs: { 'a b': {}, 'c%d': {} }, items: { $ref: '#/components/schemas/A/$defs/a b' }, not: { $ref: '#/components/schemas/A/$defs/c%25d' } }",
        );
    }

    #[test]
    fn an_identifier_is_a_place() {
        check(
            "A: { $id: 'https://e.test/x/a#' }, B: { $id: 'https://e.test/x/b', items: { $ref: a }, not: { $ref: '../y/c' }, $defs: { c: { $id: /y/c, $defs: { d: {} } } } }, C: { items: { $ref: 'https://e.test/x/a' }, not: { $ref: 'https://e.test/y/c#/$defs/d' } }, D: { $ref: 'https://e.test/other' }",
            "A: { $id: 'https://e.test/x/a#' }, B: { $id: 'https://e.test/x/b', items: { $ref: '#/components/schemas/A' }, not: { $ref: '#/components/schemas/B/$defs/c' }, $defs: { c: { $id: /y/c, $defs: { d: {} } } } }, C: { items: { $ref: '#/components/schemas/A' }, not: { $ref: '#/components/schemas/B/$defs/c/$defs/d' } }, D: { $ref: 'https://e.test/other' }",
        );
    }

    #[test]
    fn names_are_joined_as_urls_are() {
        let base = Some("https://e.test/a/b?");
        assert_eq!(joined(base, "c"), "https://e.test/a/c");
        assert_eq!(joined(base, "../../../c"), "https://e.test/c");
        assert_eq!(joined(base, "//f.test/c"), "https://f.test/c");
        assert_eq!(joined(base, "urn:x"), "urn:x");
        assert_eq!(joined(None, "c"), "c");
        assert_eq!(joined(Some("urn:x"), "c"), "c");
    }
}
