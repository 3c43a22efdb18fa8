//! One schema: which construct it is, and what it holds where it is used.
//!
//! In: a [`Schema`] and the words of the place. Out: a [`Lowered`].
//! Must never know: operations.

pub(in crate::lower) mod array;
pub(in crate::lower) mod component;
pub(in crate::lower) mod docs;
pub(in crate::lower) mod enumeration;
pub(in crate::lower) mod family;
pub(in crate::lower) mod flat;
pub(in crate::lower) mod keyword_location;
pub(in crate::lower) mod literal;
pub(in crate::lower) mod lowered;
pub(in crate::lower) mod nullability;
pub(in crate::lower) mod object;
pub(in crate::lower) mod scalar;
mod secret;
pub(in crate::lower) mod union;

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::ir::{Type, Words};
use crate::load::Map;
use crate::schema::{JsonKind, Schema, SchemaObject, kinds_of};

use self::flat::all_of::Flat;
use self::lowered::Lowered;
use crate::lower::context::{Lowering, MOST_NESTED};

/// A chain of types is cut where they have names ([`crate::ir::longest_way`]): what has none has to be short by itself.
const MOST_NAMELESS: usize = 16;

impl Lowering<'_> {
    /// Lowers a schema that stands (or is thought to stand) at its pointer; a definition made for it gets `words`.
    pub(in crate::lower) fn lower_schema(&mut self, schema: &Schema, words: &Words) -> Lowered {
        let Schema::Object(object) = schema else {
            if let Schema::Bool(false, pointer) = schema {
                self.report(&codes::W518, pointer, "no value is allowed here; accepting any JSON value");
            }
            return Lowered::plain(Type::Any);
        };
        if self.budget.depth >= MOST_NESTED {
            let message =
                format!("more than {MOST_NESTED} schemas are nested here; accepting any JSON value");
            // Schemas that multiply are too deep in many places, all of them made of the same few that are written.
            let place = self.written_place(&object.pointer);
            self.report(&codes::W502, &place, message);
            return Lowered::plain(Type::Any);
        }
        if !self.budget.step() {
            self.report(&codes::W516, &Pointer::root(), "combining these schemas exceeds the limit");
            return Lowered::plain(Type::Any);
        }
        self.budget.depth += 1;
        let mut lowered = self.lower_object_schema(object, words);
        self.budget.depth -= 1;
        if nameless_depth(&lowered.value) > MOST_NAMELESS {
            let message = format!(
                "more than {MOST_NAMELESS} unnamed arrays and maps are nested here; accepting any JSON value"
            );
            let place = self.written_place(&object.pointer);
            self.report(&codes::W502, &place, message);
            lowered = Lowered::plain(Type::Any);
        }
        if !object.examples.is_empty() {
            self.remember_examples(&object.examples, schema, &lowered.clone().into_type());
        }
        lowered
    }

    fn lower_object_schema(&mut self, object: &SchemaObject, words: &Words) -> Lowered {
        if let Some(id) = self.registry.finished(&object.pointer) {
            let nullable = self.object_accepts_null(object);
            return Lowered { value: Type::Named(id), nullable };
        }
        match self.flatten(object) {
            Flat::Reference { target, nullable } => {
                let nullable = nullable || self.accepts_null(&target);
                Lowered { value: Type::Named(self.registry.refer(&target)), nullable }
            }
            Flat::Nowhere => Lowered::plain(Type::Any),
            Flat::Itself => self.lower_flat(object, words),
            Flat::Merged { object: merged, opened } => {
                if let Some(lowered) = self.already_merged(object, &merged) {
                    return lowered;
                }
                let before = self.memory.open.len();
                self.memory.open.extend(opened);
                let lowered = self.lower_flat(&merged, words);
                self.memory.open.truncate(before);
                lowered
            }
        }
    }

    /// Recursive schemas that refine each other member by member meet in the same pairs again and again; a pair is one
    /// definition, or there would be no end to them.
    fn already_merged(&mut self, object: &SchemaObject, merged: &SchemaObject) -> Option<Lowered> {
        let targets = self.references_together(object)?;
        match self.memory.together.get(&targets) {
            Some(first) if *first != object.pointer => {
                let id = self.registry.registered(first)?;
                Some(Lowered { value: Type::Named(id), nullable: merged.nullable })
            }
            Some(_) => None,
            None => {
                self.memory.together.insert(targets, object.pointer.clone());
                None
            }
        }
    }

    /// Lowers a schema that has neither `$ref` nor `allOf`.
    pub(in crate::lower) fn lower_flat(&mut self, object: &SchemaObject, words: &Words) -> Lowered {
        let nullable = object.nullable || object.kinds.contains(&JsonKind::Null);
        if let Some(lowered) = self.lower_enumeration(object, words) {
            return lowered;
        }
        if !object.one_of.is_empty() || !object.any_of.is_empty() {
            let mut lowered = self.lower_union(object, words);
            lowered.nullable |= nullable;
            return lowered;
        }
        let kinds = kinds_of(object);
        let value = match kinds.as_slice() {
            [] if nullable && !object.kinds.is_empty() => return Lowered::plain(Type::Null),
            [] => {
                self.note_untyped(object);
                Type::Any
            }
            [JsonKind::Object] => self.lower_object(object, words),
            [JsonKind::Array] if object.kinds.is_empty() => self.lower_untyped_array(object, words),
            [JsonKind::Array] => self.lower_array(object, words),
            [kind] => Type::Scalar(self.lower_scalar(*kind, object)),
            several => return self.lower_kinds(object, several, nullable, words),
        };
        Lowered { value, nullable }
    }
}

impl Lowering<'_> {
    /// Notes a schema that leaves open what stands there; one that says so and was not understood is reported already.
    fn note_untyped(&mut self, object: &SchemaObject) {
        let says_nothing =
            self.root.at(&object.pointer).is_some_and(|written| written.as_map().is_some_and(says_no_kind));
        if says_nothing {
            self.report(&codes::N561, &object.pointer, "this schema has no type; accepting any JSON value");
        }
    }
}

/// Whether none of the members that decide the kind is there, understood or not.
fn says_no_kind(schema: &Map) -> bool {
    ["type", "$ref", "$dynamicRef", "enum", "const", "allOf", "anyOf", "oneOf"]
        .iter()
        .all(|key| !schema.contains_key(*key))
}

/// How many arrays and maps stand in one another before the next name.
fn nameless_depth(value: &Type) -> usize {
    match value {
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => 1 + nameless_depth(inner),
        Type::Tuple(parts) => 1 + parts.iter().map(nameless_depth).max().unwrap_or_default(),
        Type::Named(_)
        | Type::Boxed(_)
        | Type::Far(_)
        | Type::Scalar(_)
        | Type::Any
        | Type::OpenObject
        | Type::Null => 0,
    }
}
