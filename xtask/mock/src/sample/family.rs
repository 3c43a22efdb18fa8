//! Parents with a discriminator: a value that names a child is one of the child.
//!
//! In: the components of a description. Out: the child that a value of a parent means.
//! Must never know: how values are made.

use std::collections::BTreeMap;

use codegen::diag::{Diagnostics, Pointer};
use codegen::load::Node;
use codegen::schema::{
    Descent, MOST_CHILDREN, Schema, SchemaObject, discriminator_of_children, listed_values, own_parts,
    read_schema, resolve_step,
};

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
        let names = root.at(&at).and_then(Node::as_map).into_iter().flat_map(|map| map.keys());
        let read = |name| read_schema(root, &at.key(name), &mut Diagnostics::new());
        let schemas: Vec<Schema> = names.map(|name| read(name)).collect();
        let objects = || schemas.iter().filter_map(Schema::as_object);
        let by_place: BTreeMap<&Pointer, &SchemaObject> =
            objects().map(|object| (&object.pointer, object)).collect();
        let mut descent = Descent::default();
        objects().for_each(|object| descent.add(root, object));
        let family = |object: &SchemaObject| {
            let discriminator = discriminator_of_children(object)?;
            let mut children = BTreeMap::new();
            for child in descent.below(&object.pointer, MOST_CHILDREN).unwrap_or_default() {
                let names = by_place.get(&child).map(|child| names_of(child, &discriminator.property));
                for name in names.into_iter().flatten() {
                    children.entry(name).or_insert_with(|| child.clone());
                }
            }
            for (name, to) in &discriminator.mapping {
                children.extend(resolve_step(root, to).ok().map(|to| (name.clone(), to)));
            }
            Some((object.pointer.clone(), Family { member: discriminator.property.clone(), children }))
        };
        Self { of: objects().filter_map(family).collect() }
    }

    /// The family of the first of these schemas that is a parent.
    pub(super) fn of_any(&self, places: &[Pointer]) -> Option<&Family> {
        places.iter().find_map(|place| self.of.get(place))
    }
}

/// The values that mean a child: those that it lists for the member, or else its name.
fn names_of(child: &SchemaObject, member: &str) -> Vec<String> {
    let mut names = Vec::new();
    for part in own_parts(child) {
        let property = part.properties.as_ref().and_then(|properties| properties.get(member));
        let listed = property.and_then(Schema::as_object).and_then(listed_values).unwrap_or_default();
        let given = part.extensions.get("x-ms-discriminator-value");
        names.extend(listed.iter().chain(given).filter_map(Node::as_str).map(str::to_owned));
    }
    if names.is_empty() {
        names.extend(child.pointer.tokens().last());
    }
    names
}
