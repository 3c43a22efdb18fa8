//! One schema: which construct it is, and what it holds where it is used.
//!
//! In: a [`Schema`] and the words of the place. Out: a [`Lowered`].
//! Must never know: operations.

pub(in crate::lower) mod all_of;
pub(in crate::lower) mod array;
pub(in crate::lower) mod component;
pub(in crate::lower) mod docs;
pub(in crate::lower) mod enumeration;
pub(in crate::lower) mod family;
pub(in crate::lower) mod literal;
pub(in crate::lower) mod merge;
pub(in crate::lower) mod nullability;
pub(in crate::lower) mod object;
pub(in crate::lower) mod sameness;
pub(in crate::lower) mod scalar;
pub(in crate::lower) mod union;
pub(in crate::lower) mod view;
pub(in crate::lower) mod whereabouts;

use crate::diag::Pointer;
use crate::diag::code_table::lower as codes;
use crate::ir::{Type, Words};
use crate::load::Map;
use crate::schema::{JsonKind, Schema, SchemaObject};

use self::all_of::Flat;
use crate::lower::context::{Lowering, MOST_NESTED};

/// A chain of types is cut where they have names ([`crate::ir::longest_way`]): what has none has to be short by itself.
const MOST_NAMELESS: usize = 16;

/// What a place holds, with null told apart: a field says it by presence, all else by [`Type::Nullable`].
#[derive(Clone, Debug, PartialEq)]
pub(in crate::lower) struct Lowered {
    pub(in crate::lower) value: Type,
    pub(in crate::lower) nullable: bool,
}

impl Lowered {
    pub(in crate::lower) fn plain(value: Type) -> Self {
        Self { value, nullable: false }
    }

    /// The type with its null, for places that cannot say it otherwise.
    pub(in crate::lower) fn into_type(self) -> Type {
        match self.value {
            value @ (Type::Any | Type::Null | Type::Nullable(_)) => value,
            value if self.nullable => Type::Nullable(Box::new(value)),
            value => value,
        }
    }
}

impl Lowering<'_> {
    /// Lowers a schema that stands (or is thought to stand) at its pointer; a definition made for it gets `words`.
    pub(in crate::lower) fn lower_schema(&mut self, schema: &Schema, words: &Words) -> Lowered {
        let Schema::Object(object) = schema else {
            if let Schema::Bool(false, pointer) = schema {
                self.report(&codes::W518, pointer, "no value is allowed here, so any is taken");
            }
            return Lowered::plain(Type::Any);
        };
        if self.depth >= MOST_NESTED {
            let message = format!("more than {MOST_NESTED} schemas are nested here; any JSON value is taken");
            // Schemas that multiply are too deep in many places, all of them made of the same few that are written.
            let place = self.written_place(&object.pointer);
            self.report(&codes::W502, &place, message);
            return Lowered::plain(Type::Any);
        }
        if !self.step() {
            self.report(&codes::W516, &Pointer::root(), "the schemas multiply beyond any honest use");
            return Lowered::plain(Type::Any);
        }
        self.depth += 1;
        let mut lowered = self.lower_object_schema(object, words);
        self.depth -= 1;
        if nameless_depth(&lowered.value) > MOST_NAMELESS {
            let message = format!(
                "more than {MOST_NAMELESS} arrays and maps without a name are nested here; any JSON value is taken"
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
        if let Some(id) = self.finished(&object.pointer) {
            let nullable = self.object_accepts_null(object);
            return Lowered { value: Type::Named(id), nullable };
        }
        match self.flatten(object) {
            Flat::Reference { target, nullable } => {
                let nullable = nullable || self.accepts_null(&target);
                Lowered { value: Type::Named(self.refer(&target)), nullable }
            }
            Flat::Nowhere => Lowered::plain(Type::Any),
            Flat::Itself => self.lower_flat(object, words),
            Flat::Merged { object: merged, opened } => {
                if let Some(lowered) = self.met_before(object, &merged) {
                    return lowered;
                }
                let before = self.open.len();
                self.open.extend(opened);
                let lowered = self.lower_flat(&merged, words);
                self.open.truncate(before);
                lowered
            }
        }
    }

    /// Recursive schemas that refine each other member by member meet in the same pairs again and again; a pair is one
    /// definition, or there would be no end to them.
    fn met_before(&mut self, object: &SchemaObject, merged: &SchemaObject) -> Option<Lowered> {
        let targets = self.references_together(object)?;
        match self.together.get(&targets) {
            Some(first) if *first != object.pointer => {
                let id = self.registered(first)?;
                Some(Lowered { value: Type::Named(id), nullable: merged.nullable })
            }
            Some(_) => None,
            None => {
                self.together.insert(targets, object.pointer.clone());
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
            self.report(
                &codes::N561,
                &object.pointer,
                "nothing says what stands here; any JSON value is taken",
            );
        }
    }
}

/// Whether none of the members that decide the kind is there, understood or not.
fn says_no_kind(schema: &Map) -> bool {
    ["type", "$ref", "$dynamicRef", "enum", "const", "allOf", "anyOf", "oneOf"]
        .iter()
        .all(|key| !schema.contains_key(*key))
}

/// The kinds that a schema allows but for null; inferred from other keywords where `type` is missing.
pub(in crate::lower) fn kinds_of(object: &SchemaObject) -> Vec<JsonKind> {
    let mut kinds: Vec<JsonKind> = Vec::new();
    for kind in &object.kinds {
        if *kind != JsonKind::Null && !kinds.contains(kind) {
            kinds.push(*kind);
        }
    }
    if object.kinds.is_empty() { inferred_kind(object).into_iter().collect() } else { kinds }
}

fn inferred_kind(object: &SchemaObject) -> Option<JsonKind> {
    let limits = &object.limits;
    let format = object.format.as_deref().unwrap_or_default();
    if object.properties.is_some()
        || object.additional_properties.is_some()
        || !object.pattern_properties.is_empty()
        || object.property_names.is_some()
        || !object.required.is_empty()
        || limits.min_properties.is_some()
        || limits.max_properties.is_some()
    {
        Some(JsonKind::Object)
    } else if object.items.is_some()
        || !object.prefix_items.is_empty()
        || limits.min_items.is_some()
        || limits.max_items.is_some()
        || limits.unique_items
    {
        Some(JsonKind::Array)
    } else if matches!(format, "int32" | "int64" | "uint32" | "uint64" | "uint" | "int") {
        Some(JsonKind::Integer)
    } else if limits.minimum.is_some()
        || limits.maximum.is_some()
        || limits.multiple_of.is_some()
        || limits.exclusive_minimum.is_some()
        || limits.exclusive_maximum.is_some()
        || matches!(format, "float" | "double")
    {
        Some(JsonKind::Number)
    } else if limits.pattern.is_some()
        || limits.min_length.is_some()
        || limits.max_length.is_some()
        || object.content_encoding.is_some()
        || object.content_media_type.is_some()
        || !format.is_empty()
    {
        Some(JsonKind::String)
    } else {
        None
    }
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
