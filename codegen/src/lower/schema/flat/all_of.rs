//! `allOf`, and keywords beside `$ref`: many schemas that hold together become one.
//!
//! In: a schema with `$ref` or `allOf`. Out: the reference that it amounts to, or one schema with neither.
//! Must never know: types of the client; merging works on schemas, so every construct can be refined.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Pointer};
use crate::schema::{
    JsonKind, Schema, SchemaObject, has_text_keywords, has_union, has_value_keywords, is_bare_reference,
    is_only_null, is_silent,
};

use super::merge::Merge;
use crate::lower::context::Lowering;

/// Schemas merged into one; only a description built to explode has more. See W516.
const MOST_PARTS: usize = 48;
/// Schemas merged in one run, counted in each place that merges them. What is beyond it is left out of its place.
const MOST_PARTS_IN_ALL: usize = 60_000;

/// What a schema amounts to.
pub(in crate::lower) enum Flat {
    /// It has neither `$ref` nor `allOf`.
    Itself,
    /// The schema at `target`, annotations aside.
    Reference {
        target: Pointer,
        /// Whether the referring place adds null.
        nullable: bool,
    },
    /// A reference that cannot be resolved; that was reported.
    Nowhere,
    /// The merged schema, and the places whose content went into it.
    Merged { object: Arc<SchemaObject>, opened: Vec<Pointer> },
}

/// One schema of an `allOf`, without its own `$ref` and `allOf`.
struct Part {
    object: SchemaObject,
    /// Whether it was written elsewhere: its description is not that of the whole.
    referred: bool,
}

enum Todo {
    Enter { schema: SchemaObject, referred: bool },
    Refer { reference: String, at: Pointer },
    Own(Part),
    Leave(Pointer),
}

impl Lowering<'_> {
    /// What the schema amounts to.
    pub(in crate::lower) fn flatten(&mut self, object: &SchemaObject) -> Flat {
        if object.reference.is_none() && object.all_of.is_empty() {
            return Flat::Itself;
        }
        let is_child = self.memory.families.is_child(&object.pointer) && !object.all_of.is_empty();
        if let Some(flat) = if is_child { None } else { self.single_reference(object) } {
            return flat;
        }
        let (parts, opened) = self.parts_of(object);
        let nullable = self.object_accepts_null(object);
        let mut merge = Merge::new(object.pointer.clone(), self.combination_place(&object.pointer));
        for part in &parts {
            merge.add(&part.object, part.referred, self.found.diagnostics);
        }
        let mut merged = merge.finish();
        merged.nullable = nullable;
        if !nullable {
            let is_null = |schema: &Schema| schema.as_object().is_some_and(is_only_null);
            merged.one_of.retain(|branch| !is_null(branch));
            merged.any_of.retain(|branch| !is_null(branch));
        }
        Flat::Merged { object: Arc::new(merged), opened }
    }

    /// The reference that is all there is, if so: `$ref` or an `allOf` of one, beside annotations.
    fn single_reference(&mut self, object: &SchemaObject) -> Option<Flat> {
        if has_value_keywords(object) || has_text_keywords(object) || (has_union(object) && !has_echo(object))
        {
            return None;
        }
        let nullable = object.nullable || object.kinds.contains(&JsonKind::Null);
        let mut substantial = object.all_of.iter().filter(|part| !is_silent(part));
        if let Some(reference) = &object.reference {
            if substantial.next().is_some() {
                return None;
            }
            return Some(match self.resolve(reference, &object.pointer) {
                Some(target) => Flat::Reference { target, nullable },
                None => Flat::Nowhere,
            });
        }
        let only = substantial.next()?.as_object()?;
        if substantial.next().is_some() || (only.reference.is_none() && only.all_of.is_empty()) {
            return None;
        }
        match self.single_reference(only)? {
            Flat::Reference { target, nullable: inner } => {
                Some(Flat::Reference { target, nullable: nullable || inner })
            }
            other => Some(other),
        }
    }

    /// The references that the schema consists of, if it consists of several and nothing else but annotations.
    pub(in crate::lower) fn references_together(&mut self, object: &SchemaObject) -> Option<Vec<Pointer>> {
        let says_more = !object.kinds.is_empty() || has_union(object) || has_value_keywords(object);
        if says_more || has_text_keywords(object) {
            return None;
        }
        let mut targets = Vec::new();
        for part in object.all_of.iter().filter_map(Schema::as_object) {
            if !is_bare_reference(part) {
                return None;
            }
            targets.push(self.resolve(part.reference.as_deref()?, &part.pointer)?);
        }
        (targets.len() > 1 && object.reference.is_none()).then_some(targets)
    }

    /// All schemas that hold together here, bases first; and the places that were opened on the way.
    fn parts_of(&mut self, object: &SchemaObject) -> (Vec<Part>, Vec<Pointer>) {
        let mut parts = Vec::new();
        let mut seen = BTreeSet::new();
        let mut open = BTreeSet::from([object.pointer.clone()]);
        let mut todo = vec![Todo::Enter { schema: object.clone(), referred: false }];
        while let Some(next) = todo.pop() {
            match next {
                Todo::Enter { schema, referred } => enter(&schema, referred, &mut todo),
                Todo::Own(part) => parts.push(part),
                Todo::Leave(pointer) => {
                    open.remove(&pointer);
                }
                Todo::Refer { reference, at } => {
                    let Some(target) = self.resolve(&reference, &at) else { continue };
                    if open.contains(&target) {
                        self.report_cycle(&object.pointer, &at);
                        continue;
                    }
                    if !seen.insert(target.clone()) {
                        continue;
                    }
                    self.budget.merged_parts += 1;
                    if self.budget.merged_parts > MOST_PARTS_IN_ALL {
                        let message =
                            "the description merges more schemas than the limit; the others are left out";
                        self.report(&codes::W516, &object.pointer, message);
                        continue;
                    }
                    if seen.len() > MOST_PARTS {
                        let message = format!(
                            "more than {MOST_PARTS} schemas are merged here; the others are left out"
                        );
                        self.report(&codes::W516, &object.pointer, message);
                        continue;
                    }
                    open.insert(target.clone());
                    let schema = self.schema(&target);
                    if let Some(referred) = schema.as_object() {
                        todo.push(Todo::Leave(target.clone()));
                        let schema = self.without_inverse_union(referred, &object.pointer, &open);
                        todo.push(Todo::Enter { schema, referred: true });
                    }
                }
            }
        }
        (parts, seen.into_iter().collect())
    }

    /// A base may list its own children under `oneOf`; a child that is merged from it is not a union of its siblings.
    fn without_inverse_union(
        &mut self,
        base: &SchemaObject,
        child: &Pointer,
        open: &BTreeSet<Pointer>,
    ) -> SchemaObject {
        let mut base = base.clone();
        let branches: Vec<(String, Pointer)> = (base.one_of.iter().chain(&base.any_of))
            .filter_map(Schema::as_object)
            .filter(|branch| is_bare_reference(branch))
            .filter_map(|branch| Some((branch.reference.clone()?, branch.pointer.clone())))
            .collect();
        let inverse = branches.iter().any(|(reference, at)| {
            self.resolve(reference, at).is_some_and(|target| {
                target == *child || self.memory.open.contains(&target) || open.contains(&target)
            })
        });
        if inverse {
            base.one_of.clear();
            base.any_of.clear();
        }
        if inverse || (base.one_of.is_empty() && base.any_of.is_empty()) {
            base.discriminator = None;
        }
        base
    }

    fn report_cycle(&mut self, pointer: &Pointer, at: &Pointer) {
        self.found.diagnostics.push(
            Diagnostic::new(
                &codes::W504,
                &at.key("$ref"),
                "`allOf` refers back to the schema that it is part of; this reference is left out",
            )
            .with_related(pointer, "the schema")
            .with_help("remove the reference: a schema has its own properties anyway"),
        );
    }
}

fn enter(schema: &SchemaObject, referred: bool, todo: &mut Vec<Todo>) {
    todo.push(Todo::Own(Part { object: own_keywords(schema), referred }));
    for part in schema.all_of.iter().rev() {
        if let Schema::Object(object) = part {
            todo.push(Todo::Enter { schema: (**object).clone(), referred });
        }
    }
    if let Some(reference) = &schema.reference {
        todo.push(Todo::Refer { reference: reference.clone(), at: schema.pointer.clone() });
    }
}

/// Some frameworks write the one reference of an `allOf` once more under `oneOf`; that adds nothing.
fn has_echo(object: &SchemaObject) -> bool {
    let [Schema::Object(part)] = object.all_of.as_slice() else { return false };
    let mut branches = object.one_of.iter().chain(&object.any_of);
    let echoes = branches.next().and_then(Schema::as_object).is_some_and(|branch| {
        is_bare_reference(branch) && is_bare_reference(part) && branch.reference == part.reference
    });
    echoes && branches.next().is_none()
}

fn own_keywords(object: &SchemaObject) -> SchemaObject {
    SchemaObject { reference: None, all_of: Vec::new(), ..object.clone() }
}
