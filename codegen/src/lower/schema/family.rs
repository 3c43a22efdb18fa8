//! A parent with a discriminator, and the components that are merged from it: a value of the parent is one of them.
//!
//! In: components whose `allOf` leads to one with a `discriminator` and without branches of its own. Out: a union of the
//! children by the member that names them, and of the parent's own members for what names none of them.
//! Must never know: operations.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::document::Document;
use crate::ir::{Case, Definition, Docs, Shape, Type, Union, Words};
use crate::load::Node;
use crate::schema::{
    Descent, Discriminator, JsonKind, MOST_CHILDREN, Schema, SchemaObject, discriminator_of_children,
    kinds_of, listed_values, own_parts, resolve_step,
};

use super::docs::docs_of;
use crate::lower::context::{Home, Lowering};

/// Children of all parents, counted once for each ancestor.
const MOST_IN_ALL: usize = 20_000;

impl Lowering<'_> {
    /// Finds all parents and their children.
    pub(in crate::lower) fn find_families(&mut self, document: &Document) {
        let mut heads = Vec::new();
        let mut descent = Descent::default();
        for pointer in document.schemas.values() {
            let schema = self.schema(pointer);
            let Some(object) = schema.as_object() else { continue };
            if discriminator_of_children(object).is_some() {
                heads.push(pointer.clone());
            }
            descent.add(self.root, object);
        }
        let mut left = MOST_IN_ALL;
        for head in heads {
            let most = left.min(MOST_CHILDREN);
            if let Some(mut children) = descent.below(&head, most) {
                left -= children.len();
                self.memory.families.all.extend(children.iter().cloned());
                self.add_mapped(&head, &mut children);
                if !children.is_empty() {
                    self.memory.families.children.insert(head, children);
                }
            } else {
                let message = "the schema has more children than a union can have branches; \
                               a value of it has the members of the parent, and keeps the others without a type";
                self.report(&codes::W545, &head, message);
            }
        }
    }

    /// Schemas that the mapping names are children as well, if they are objects of their own.
    fn add_mapped(&mut self, head: &Pointer, children: &mut Vec<Pointer>) {
        let schema = self.schema(head);
        let Some(discriminator) = schema.as_object().and_then(discriminator_of_children) else { return };
        for reference in discriminator.mapping.values() {
            let Ok(target) = resolve_step(self.root, reference) else { continue };
            if target == *head || children.contains(&target) || children.len() >= MOST_CHILDREN {
                continue;
            }
            let named = self.schema(&target);
            let is_own = named.as_object().is_some_and(|object| {
                object.reference.is_none()
                    && object.all_of.is_empty()
                    && kinds_of(object) == [JsonKind::Object]
            });
            let is_one =
                named.as_object().is_some_and(|object| object.one_of.is_empty() && object.any_of.is_empty());
            if is_own && is_one {
                children.push(target);
            }
        }
    }

    /// The union of a parent and its children, if the place is that of one.
    pub(in crate::lower) fn lower_family(&mut self, pointer: &Pointer) -> bool {
        let Some(children) = self.memory.families.children.get(pointer).cloned() else { return false };
        let schema = self.schema(pointer);
        let Some(object) = schema.as_object() else { return false };
        let Some(discriminator) = discriminator_of_children(object) else { return false };
        let words = self.words_at(pointer).unwrap_or_default();
        let mut cases = self.cases_of(pointer, discriminator, children);
        if cases.is_empty() {
            return false;
        }
        let part = if object.properties.is_some() { "properties" } else { "discriminator" };
        let own = SchemaObject {
            pointer: pointer.key(part),
            title: None,
            examples: Vec::new(),
            discriminator: Some(discriminator.clone()),
            ..object.clone()
        };
        let own = Schema::Object(Arc::new(own));
        // What is written inside the parent keeps the names that it has by the parent.
        let home = Home { words: words.then("base"), pinned: false };
        self.registry.homes.insert(own.pointer().clone(), home);
        let base = self.lower_schema(&own, &words);
        cases.push(Case {
            pointer: own.pointer().clone(),
            words: Words::one("base"),
            value: base.value,
            tags: Vec::new(),
            events: Vec::new(),
            shape: Shape::default(),
            docs: Docs {
                description: Some("Any other value: only the fields that all variants share.".to_owned()),
                ..Docs::default()
            },
        });
        let union = Union { cases, tag: Some(discriminator.property.clone()), otherwise: None };
        let id = self.registry.define(pointer, &words, Definition::Union(union), docs_of(object));
        if !object.examples.is_empty() {
            self.remember_examples(&object.examples, &schema, &Type::Named(id));
        }
        true
    }

    fn cases_of(
        &mut self,
        parent: &Pointer,
        discriminator: &Discriminator,
        children: Vec<Pointer>,
    ) -> Vec<Case> {
        let mut mapped: BTreeMap<Pointer, Vec<String>> = BTreeMap::new();
        let mut taken = BTreeSet::new();
        for (tag, reference) in &discriminator.mapping {
            let at = parent.key("discriminator").key("mapping").key(tag);
            if let Some(target) = self.resolve(reference, &at) {
                taken.insert(tag.clone());
                mapped.entry(target).or_default().push(tag.clone());
            }
        }
        let mut cases = Vec::new();
        for child in children {
            let mut tags = mapped.remove(&child).unwrap_or_default();
            let own = self.own_tags(&child, &discriminator.property, tags.is_empty());
            tags.extend(own.into_iter().filter(|tag| taken.insert(tag.clone())));
            if tags.is_empty() {
                let message = format!(
                    "another schema already uses the value of `{}` that would select this one, so such values are read as the other",
                    discriminator.property
                );
                self.report(&codes::W545, &child, message);
                continue;
            }
            let docs = self.schema(&child).as_object().map(docs_of).unwrap_or_default();
            cases.push(Case {
                pointer: child.clone(),
                words: self.words_at(&child).unwrap_or_default(),
                value: Type::Named(self.registry.refer(&child)),
                tags,
                events: Vec::new(),
                shape: Shape::default(),
                docs,
            });
        }
        cases
    }

    /// The values that mean a child by what it says itself: those that it lists for the member, or else its name.
    fn own_tags(&mut self, child: &Pointer, member: &str, or_name: bool) -> Vec<String> {
        let schema = self.schema(child);
        let mut tags = Vec::new();
        for part in schema.as_object().map(own_parts).unwrap_or_default() {
            let given = part.extensions.get("x-ms-discriminator-value").and_then(Node::as_str);
            tags.extend(given.map(str::to_owned));
            let property = part.properties.as_ref().and_then(|properties| properties.get(member));
            let Some(view) = property.and_then(|property| self.view(property)) else { continue };
            let listed = listed_values(&view).unwrap_or_default();
            tags.extend(listed.iter().filter_map(|value| value.as_str().map(str::to_owned)));
        }
        if tags.is_empty() && or_name {
            tags.extend(child.tokens().last());
        }
        tags
    }
}
