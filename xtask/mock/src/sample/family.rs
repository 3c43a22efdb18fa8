//! Parents with a discriminator: a value that names a child is one of the child.
//!
//! In: the components of a description. Out: the child that a value of a parent means.
//! Must never know: how values are made.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diag::Pointer;
use codegen::load::{Map, Node};
use codegen::schema::{reference_of, resolve_step};

/// Parts of one `allOf` inside another are looked through to this depth.
const MOST_NESTED: usize = 16;

/// The children of each parent.
#[derive(Default)]
pub(super) struct Families {
    of: BTreeMap<Pointer, Family>,
}

/// The children of one parent.
pub(super) struct Family {
    /// The member that names the child.
    pub(super) member: String,
    children: BTreeMap<String, Pointer>,
}

impl Family {
    /// The child that a value names.
    pub(super) fn named(&self, value: &Node) -> Option<&Pointer> {
        self.children.get(value.as_map()?.get(&self.member)?.as_str()?)
    }

    pub(super) fn has(&self, place: &Pointer) -> bool {
        self.children.values().any(|child| child == place)
    }
}

impl Families {
    /// Those among the components.
    pub(super) fn of(root: &Node) -> Self {
        let at = Pointer::root().key("components").key("schemas");
        let schemas = root.at(&at).and_then(Node::as_map);
        let mut heads = Vec::new();
        let mut by_parent: BTreeMap<Pointer, Vec<Pointer>> = BTreeMap::new();
        for (name, schema) in schemas.into_iter().flatten() {
            let place = at.key(name);
            if let Some(head) = schema.as_map().and_then(told_by) {
                heads.push((place.clone(), head));
            }
            for parent in own_parts(schema).into_iter().filter_map(|part| {
                let is_alias = std::ptr::eq(part, schema);
                reference_of(part).filter(|_| !is_alias).and_then(|to| resolve_step(root, to).ok())
            }) {
                by_parent.entry(parent).or_default().push(place.clone());
            }
        }
        let family = |(place, (member, mapping)): (Pointer, (&str, Option<&Map>))| {
            let mut children = BTreeMap::new();
            for child in descendants(&place, &by_parent) {
                for name in names_of(root, &child, member) {
                    children.entry(name).or_insert_with(|| child.clone());
                }
            }
            for (name, to) in mapping.into_iter().flatten() {
                children.extend(
                    to.as_str().and_then(|to| resolve_step(root, to).ok()).map(|to| (name.clone(), to)),
                );
            }
            (place, Family { member: member.to_owned(), children })
        };
        Self { of: heads.into_iter().map(family).collect() }
    }

    /// The family of the first of these schemas that is a parent.
    pub(super) fn of_any(&self, places: &[Pointer]) -> Option<&Family> {
        places.iter().find_map(|place| self.of.get(place))
    }
}

/// The member and the mapping by which a schema is told from its children.
fn told_by(schema: &Map) -> Option<(&str, Option<&Map>)> {
    let has_branches = schema.contains_key("oneOf") || schema.contains_key("anyOf");
    let discriminator = schema.get("discriminator").and_then(Node::as_map).filter(|_| !has_branches)?;
    let member = discriminator.get("propertyName")?.as_str()?;
    Some((member, discriminator.get("mapping").and_then(Node::as_map)))
}

/// The schema and the parts of its `allOf` that are written in it.
fn own_parts(schema: &Node) -> Vec<&Node> {
    let mut parts = Vec::new();
    let mut waiting = vec![(schema, 0)];
    while let Some((part, depth)) = waiting.pop() {
        parts.push(part);
        if depth < MOST_NESTED {
            let inner = part.get("allOf").and_then(Node::as_list).unwrap_or_default();
            waiting.extend(inner.iter().map(|part| (part, depth + 1)));
        }
    }
    parts
}

/// The values that mean a child: those that it lists for the member, or else its name.
fn names_of(root: &Node, child: &Pointer, member: &str) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for part in root.at(child).map(own_parts).unwrap_or_default() {
        let property = part.get("properties").and_then(|properties| properties.get(member));
        let listed = property.and_then(|property| property.get("enum")).and_then(Node::as_list);
        let constant = property.and_then(|property| property.get("const"));
        let given = part.get("x-ms-discriminator-value");
        let all = listed.unwrap_or_default().iter().chain(constant).chain(given);
        names.extend(all.filter_map(Node::as_str).map(str::to_owned));
    }
    if names.is_empty() {
        names.extend(child.tokens().last());
    }
    names
}

/// All that lead to the parent, nearest first.
fn descendants(head: &Pointer, by_parent: &BTreeMap<Pointer, Vec<Pointer>>) -> Vec<Pointer> {
    let mut found: Vec<Pointer> = Vec::new();
    let mut met = BTreeSet::from([head.clone()]);
    let mut next = 0;
    let mut at = head.clone();
    loop {
        for child in by_parent.get(&at).into_iter().flatten() {
            if met.insert(child.clone()) {
                found.push(child.clone());
            }
        }
        let Some(child) = found.get(next) else { return found };
        at = child.clone();
        next += 1;
    }
}
