//! Parents with a discriminator, and the schemas that are merged from them: a value of the parent is one of theirs.
//!
//! In: schemas whose `allOf` leads to another. Out: what tells a parent from its children, and who descends from whom.
//! Must never know: what is made of a child.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::Pointer;
use crate::load::Node;

use super::model::{Discriminator, JsonKind, Schema, SchemaObject};
use super::query::kinds_of;
use super::reference::resolve_step;

/// Children of one parent; only a description built to explode has more.
pub const MOST_CHILDREN: usize = 2_000;
/// Parts of one `allOf` inside another are looked through to this depth.
const MOST_NESTED: usize = 16;

/// The discriminator by which an object without branches of its own is told from the schemas that are merged from it.
#[must_use]
pub fn discriminator_of_children(object: &SchemaObject) -> Option<&Discriminator> {
    let parts = own_parts(object);
    let is_union = |part: &&SchemaObject| !part.one_of.is_empty() || !part.any_of.is_empty();
    let is_object = |part: &&SchemaObject| matches!(kinds_of(part).as_slice(), [] | [JsonKind::Object]);
    if object.reference.is_some() || parts.iter().any(is_union) || !parts.iter().all(is_object) {
        return None;
    }
    parts.into_iter().find_map(|part| part.discriminator.as_ref())
}

/// The schema and the parts of its `allOf` that are written in it, in the order in which they stand there.
#[must_use]
pub fn own_parts(object: &SchemaObject) -> Vec<&SchemaObject> {
    let mut parts = Vec::new();
    let mut waiting = vec![(object, 0)];
    while let Some((object, depth)) = waiting.pop() {
        if depth < MOST_NESTED {
            let inner = object.all_of.iter().rev().filter_map(Schema::as_object);
            waiting.extend(inner.map(|part| (part, depth + 1)));
        }
        parts.push(object);
    }
    parts
}

/// Who descends from whom.
#[derive(Clone, Debug, Default)]
pub struct Descent {
    by_parent: BTreeMap<Pointer, Vec<Pointer>>,
}

impl Descent {
    /// Adds the places in `root` whose members a schema has by its `allOf`.
    pub fn add(&mut self, root: &Node, object: &SchemaObject) {
        let parts = own_parts(object);
        let is_alias = parts.len() == 1 && object.properties.is_none();
        for (index, part) in parts.into_iter().enumerate() {
            let reference = part.reference.as_ref();
            // `$ref` alone is another name for the schema that it names.
            let reference = reference.filter(|_| index > 0 || !is_alias);
            if let Some(parent) = reference.and_then(|reference| resolve_step(root, reference).ok()) {
                self.by_parent.entry(parent).or_default().push(object.pointer.clone());
            }
        }
    }

    /// All that lead to the parent, nearest first; `None` where there are more than `most`.
    #[must_use]
    pub fn below(&self, parent: &Pointer, most: usize) -> Option<Vec<Pointer>> {
        let mut found = Vec::new();
        let mut met = BTreeSet::from([parent]);
        let mut next = 0;
        let mut at = parent;
        loop {
            for child in self.by_parent.get(at).into_iter().flatten() {
                if met.insert(child) {
                    found.push(child);
                }
            }
            if found.len() > most {
                return None;
            }
            let Some(child) = found.get(next) else { break };
            at = child;
            next += 1;
        }
        Some(found.into_iter().cloned().collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::schema::read_schema;
    use crate::schema::testing::node;

    const ZOO: &str = "{ components: { schemas: {
        Animal: { type: object, discriminator: { propertyName: kind }, properties: { kind: { type: string } } },
        Cat: { allOf: [{ $ref: '#/components/schemas/Animal' }, { properties: { purrs: { type: boolean } } }] },
        Lion: { allOf: [{ allOf: [{ $ref: '#/components/schemas/Cat' }] }] },
        Pet: { $ref: '#/components/schemas/Animal' },
        Either: { discriminator: { propertyName: kind }, oneOf: [{ $ref: '#/components/schemas/Cat' }] } } } }";

    #[test]
    fn children_and_theirs_are_found() {
        let root = node(ZOO);
        let at = |name: &str| Pointer::root().key("components").key("schemas").key(name);
        let mut descent = Descent::default();
        let mut heads = Vec::new();
        for name in ["Animal", "Cat", "Lion", "Pet", "Either"] {
            let schema = read_schema(&root, &at(name), &mut Diagnostics::new());
            let object = schema.as_object().unwrap();
            descent.add(&root, object);
            heads.extend(discriminator_of_children(object).map(|_| name));
        }
        assert_eq!(heads, ["Animal"]);
        assert_eq!(descent.below(&at("Animal"), 2), Some(vec![at("Cat"), at("Lion")]));
        assert_eq!(descent.below(&at("Animal"), 1), None);
        assert_eq!(descent.below(&at("Lion"), 9), Some(Vec::new()));
    }
}
