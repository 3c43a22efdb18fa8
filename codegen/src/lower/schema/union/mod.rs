//! `oneOf`, `anyOf` and lists of kinds: one of several types.
//!
//! In: a schema with branches. Out: a union, registered, or the one type that the branches amount to.
//! Must never know: how a client decides between cases; see `shape`.

pub(in crate::lower) mod branch;
pub(in crate::lower) mod collapse;
pub(in crate::lower) mod discriminator;

use std::sync::Arc;

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::ir::{Case, Definition, Shape, Type, Union, Words};
use crate::schema::{
    JsonKind, Schema, SchemaObject, has_object_keywords, is_bare_reference, is_silent, requires_only,
};

use self::branch::{Branch, Tags};
use crate::lower::context::Lowering;
use crate::lower::schema::array::as_list;
use crate::lower::schema::docs::docs_of;
use crate::lower::schema::flat::all_of::Flat;
use crate::lower::schema::flat::merge::both;
use crate::lower::schema::flat::schema_eq::same_schema;
use crate::lower::schema::lowered::Lowered;
use crate::lower::schema::scalar::is_format_of;

impl Lowering<'_> {
    /// The type of a schema with `oneOf` or `anyOf`, and neither `$ref` nor `allOf` at its top.
    pub(in crate::lower) fn lower_union(&mut self, object: &SchemaObject, words: &Words) -> Lowered {
        if requires_only(object) {
            return self.lower_without_union(object, words);
        }
        let (mut branches, mut nullable) = self.branches_of(object);
        let base =
            SchemaObject { one_of: Vec::new(), any_of: Vec::new(), discriminator: None, ..object.clone() };
        let has_members = base.properties.as_ref().is_some_and(|properties| !properties.is_empty());
        let mut has_base = has_members || self.adds_to(&base, &branches);
        if !object.one_of.is_empty() && !object.any_of.is_empty() {
            // Both hold, so the values are those of one list, refined by the other.
            has_base = true;
        }
        if has_base {
            let merged = if has_members { self.merged_alternatives(object, &branches) } else { None };
            if let Some(merged) = merged {
                let mut lowered = self.lower_flat(&merged, words);
                lowered.nullable |= nullable;
                return lowered;
            }
            branches = self.distributed(object, branches);
        }
        if branches.is_empty() {
            return if nullable { Lowered::plain(Type::Null) } else { self.lower_flat(&base, words) };
        }
        let mut lowered = self.lower_branches(object, branches, words);
        nullable |= lowered.nullable;
        lowered.nullable = nullable;
        lowered
    }

    /// The type of a schema whose `type` lists several kinds.
    pub(in crate::lower) fn lower_kinds(
        &mut self,
        object: &SchemaObject,
        kinds: &[JsonKind],
        nullable: bool,
        words: &Words,
    ) -> Lowered {
        let place = object.pointer.key("type");
        let branches = kinds.iter().enumerate().map(|(index, kind)| {
            let mut branch = object.clone();
            branch.pointer = place.index(index);
            branch.kinds = vec![*kind];
            branch.nullable = false;
            // A format belongs to the kind that it is one of; a date among the integers would be told as unknown.
            if let Some(format) = &object.format
                && !is_format_of(*kind, format)
                && kinds.iter().any(|other| is_format_of(*other, format))
            {
                branch.format = None;
            }
            branch.title = None;
            branch.description = None;
            Branch::of(Schema::Object(Arc::new(branch)))
        });
        let branches = branches.collect();
        let mut lowered = self.lower_branches(object, branches, words);
        lowered.nullable |= nullable;
        lowered
    }

    fn lower_without_union(&mut self, object: &SchemaObject, words: &Words) -> Lowered {
        let message =
            "the branches only say which properties are required together; all of them are optional";
        self.report(&codes::N552, &union_place(object), message);
        let base = SchemaObject {
            one_of: Vec::new(),
            any_of: Vec::new(),
            // Without any other hint, what requires members is an object.
            kinds: if object.kinds.is_empty() { vec![JsonKind::Object] } else { object.kinds.clone() },
            ..object.clone()
        };
        self.lower_flat(&base, words)
    }

    /// Lowers the branches that are left when null is told apart, and makes of them as little as they need.
    fn lower_branches(&mut self, object: &SchemaObject, branches: Vec<Branch>, words: &Words) -> Lowered {
        if let Some(silent) = branches.iter().find(|branch| is_silent(&branch.schema)) {
            let message = "one branch has no type; accepting any JSON value";
            self.report(&codes::N553, silent.schema.pointer(), message);
            return Lowered::plain(Type::Any);
        }
        let branches = self.without_duplicates(branches);
        let branches = self.merged_enumerations(object, branches);
        let mut branches = self.collapsed_scalars(branches);
        if let [only] = branches.as_slice() {
            return self.lower_only_branch(object, &only.schema, words);
        }
        let tags = self.tags_of(object, &branches);
        self.name_branches(&mut branches, tags.as_ref());
        if !self.memory.under_way.insert(object.pointer.clone()) {
            return Lowered::plain(Type::Named(self.registry.place(&object.pointer)));
        }
        let lowered = self.lower_cases(object, &branches, tags, words);
        self.memory.under_way.remove(&object.pointer);
        if self.registry.registered(&object.pointer).is_some()
            && self.registry.finished(&object.pointer).is_none()
        {
            // Something named the union before it turned out to be less than one.
            let definition = Definition::Alias(lowered.value.clone());
            self.registry.define(&object.pointer, words, definition, docs_of(object));
        }
        lowered
    }

    /// Lowers branches that differ, and names the union of them if their types differ, too.
    fn lower_cases(
        &mut self,
        object: &SchemaObject,
        branches: &[Branch],
        tags: Option<Tags>,
        words: &Words,
    ) -> Lowered {
        let mut nullable = false;
        let mut cases: Vec<Case> = Vec::new();
        let default = tags.as_ref().and_then(|tags| tags.default);
        let mut otherwise = None;
        for (index, branch) in branches.iter().enumerate() {
            let lowered = self.lower_schema(&as_list(&branch.schema), &words.join(&branch.words));
            nullable |= lowered.nullable;
            let tags = tags.as_ref().map(|tags| tags.values[index].clone()).unwrap_or_default();
            if lowered.value == Type::Any {
                return Lowered { value: Type::Any, nullable };
            }
            let is_default = default == Some(index);
            if let Some(known) = cases.iter().position(|case| case.value == lowered.value) {
                cases[known].tags.extend(tags);
                otherwise = otherwise.or(is_default.then_some(known));
                continue;
            }
            otherwise = otherwise.or(is_default.then_some(cases.len()));
            cases.push(Case {
                pointer: branch.schema.pointer().clone(),
                words: branch.words.clone(),
                value: lowered.value,
                tags,
                events: Vec::new(),
                shape: Shape::default(),
                docs: branch.schema.as_object().map(docs_of).unwrap_or_default(),
            });
        }
        if cases.len() == 1 && tags.is_none() {
            return Lowered { value: cases.remove(0).value, nullable };
        }
        let union = Union { cases, tag: tags.map(|tags| tags.member), otherwise };
        let id = self.registry.define(&object.pointer, words, Definition::Union(union), docs_of(object));
        if !object.any_of.is_empty() && object.one_of.is_empty() {
            self.found.marks.at_once.insert(id);
        }
        Lowered { value: Type::Named(id), nullable }
    }

    /// A union of one is that one; written inline, it stands for the whole and gets the name of the whole.
    fn lower_only_branch(&mut self, object: &SchemaObject, only: &Schema, words: &Words) -> Lowered {
        match only {
            Schema::Object(inner) if !is_bare_reference(inner) => {
                let whole = SchemaObject {
                    pointer: object.pointer.clone(),
                    title: inner.title.clone().or_else(|| object.title.clone()),
                    description: object.description.clone().or_else(|| inner.description.clone()),
                    deprecated: inner.deprecated || object.deprecated,
                    ..(**inner).clone()
                };
                self.lower_schema(&Schema::Object(Arc::new(whole)), words)
            }
            _ => self.lower_schema(only, words),
        }
    }

    /// Members beside `anyOf`: a value may fit several branches at once, so all members are those of one object.
    fn merged_alternatives(&mut self, object: &SchemaObject, branches: &[Branch]) -> Option<SchemaObject> {
        if !object.one_of.is_empty() || object.discriminator.is_some() {
            return None;
        }
        let mut merged = SchemaObject { any_of: Vec::new(), ..object.clone() };
        let place = object.pointer.key("anyOf").key("properties");
        for branch in branches {
            let view = self.view(&branch.schema)?;
            if !view.one_of.is_empty() || !view.any_of.is_empty() || !has_object_keywords(&view) {
                return None;
            }
            let properties = merged.properties.get_or_insert_default();
            for (name, schema) in view.properties.iter().flatten() {
                let schema = match properties.get(name) {
                    Some(before) if same_schema(before, schema) => {
                        continue;
                    }
                    Some(before) => either(before, schema, place.key(name)),
                    None => schema.clone(),
                };
                properties.insert(name.clone(), schema);
            }
        }
        let message = "several of the branches next to `properties` may apply at once; their properties are optional in one object";
        self.report(&codes::N552, &union_place(object), message);
        Some(merged)
    }

    /// Whether keywords beside the branches say more about objects than the branches do, properties aside.
    fn adds_to(&mut self, base: &SchemaObject, branches: &[Branch]) -> bool {
        let typed = |schema: &Schema| !matches!(schema, Schema::Bool(..)) && !is_silent(schema);
        let rest =
            base.additional_properties.iter().any(typed) || base.pattern_properties.values().any(typed);
        rest || branches.iter().any(|branch| {
            self.view(&branch.schema).is_some_and(|view| {
                let named =
                    |name: &String| view.properties.as_ref().is_some_and(|all| all.contains_key(name));
                base.required.iter().any(|name| named(name) && !view.required.contains(name))
            })
        })
    }

    /// Members beside `oneOf`: each branch has them too.
    fn distributed(&mut self, object: &SchemaObject, branches: Vec<Branch>) -> Vec<Branch> {
        let mut base = SchemaObject { one_of: Vec::new(), discriminator: None, ..object.clone() };
        if object.one_of.is_empty() {
            base.any_of = Vec::new();
        }
        base.title = None;
        base.description = None;
        let base = Schema::Object(Arc::new(base));
        let mut distributed = Vec::new();
        for branch in branches {
            let target = self.target_of(&branch.schema);
            if target
                .as_ref()
                .is_some_and(|target| *target == object.pointer || self.memory.open.contains(target))
            {
                let message = "a branch refers back to the schema that it is part of; it is left out";
                self.report(&codes::W504, branch.schema.pointer(), message);
                continue;
            }
            if target.is_some_and(|target| self.is_merged_from(&target, &object.pointer)) {
                distributed.push(branch);
                continue;
            }
            let schema = both(&base, &branch.schema, branch.schema.pointer());
            distributed.push(Branch { schema, named_by: Some(branch.schema), ..branch });
        }
        distributed
    }

    /// Whether the schema at `target` has the members of the one at `base` by its own `allOf`.
    fn is_merged_from(&mut self, target: &Pointer, base: &Pointer) -> bool {
        let schema = self.schema(target);
        match schema.as_object().map(|object| self.flatten(object)) {
            Some(Flat::Merged { opened, .. }) => opened.contains(base),
            _ => false,
        }
    }
}

/// Where the branches are written.
fn union_place(object: &SchemaObject) -> Pointer {
    object.pointer.key(if object.one_of.is_empty() { "anyOf" } else { "oneOf" })
}

/// What either allows. One more beside those that were put together at this place before is a branch beside theirs: a schema
/// that is part of another one has a place of its own.
fn either(first: &Schema, second: &Schema, place: Pointer) -> Schema {
    let mut any_of = match first.as_object() {
        Some(before) if before.pointer == place => before.any_of.clone(),
        _ => vec![first.clone()],
    };
    if !any_of.iter().any(|known| same_schema(known, second)) {
        any_of.push(second.clone());
    }
    Schema::Object(Arc::new(SchemaObject { pointer: place, any_of, ..SchemaObject::default() }))
}
