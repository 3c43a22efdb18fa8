//! Lists: `items`, and `prefixItems` as tuples.
//!
//! In: a schema of arrays. Out: a [`Type`].
//! Must never know: where the list is used.

use std::sync::Arc;

use crate::diag::code_table::lower as codes;
use crate::ir::{Case, Definition, Shape, Type, Union, Words};
use crate::schema::{JsonKind, Schema, SchemaObject, kinds_of};

use super::docs::docs_of;
use crate::lower::context::Lowering;
use crate::lower::naming::words::item_words;

/// The longest tuple: beyond it, Rust's own traits give out.
pub(in crate::lower) const LONGEST_TUPLE: usize = 12;

impl Lowering<'_> {
    /// The type of an array.
    pub(in crate::lower) fn lower_array(&mut self, object: &SchemaObject, words: &Words) -> Type {
        let words = item_words(words);
        if !object.prefix_items.is_empty() {
            return self.lower_prefix(object, &words);
        }
        match &object.items {
            None | Some(Schema::Bool(..)) => Type::List(Box::new(Type::Any)),
            Some(items) => {
                let words = self.words_below(object, items, &words);
                Type::List(Box::new(self.lower_schema(items, &words).into_type()))
            }
        }
    }

    /// The type of a schema that describes items and has no `type`: a list, or anything else as it is.
    pub(in crate::lower) fn lower_untyped_array(&mut self, object: &SchemaObject, words: &Words) -> Type {
        if !self.memory.under_way.insert(object.pointer.clone()) {
            return Type::Named(self.registry.place(&object.pointer));
        }
        let message =
            "items are described, but `type: array` is missing; other values are accepted and kept unchanged";
        self.report(&codes::N564, &object.pointer, message);
        let list = Case {
            pointer: object.pointer.clone(),
            words: Words::one("list"),
            value: self.lower_array(object, words),
            tags: Vec::new(),
            events: Vec::new(),
            shape: Shape::default(),
            docs: crate::ir::Docs::default(),
        };
        self.memory.under_way.remove(&object.pointer);
        let union = Union { cases: vec![list], tag: None, otherwise: None };
        Type::Named(self.registry.define(&object.pointer, words, Definition::Union(union), docs_of(object)))
    }

    fn lower_prefix(&mut self, object: &SchemaObject, words: &Words) -> Type {
        if is_fixed(object) && object.prefix_items.len() <= LONGEST_TUPLE {
            let members = object.prefix_items.iter().enumerate().map(|(index, schema)| {
                let words = words.then(ordinal(index));
                self.lower_schema(schema, &words).into_type()
            });
            return Type::Tuple(members.collect());
        }
        let message = "the array has fixed places and an open end (or too many places for a tuple): it is a list whose \
                       items can be any of them";
        let place = self.keyword_place(&object.pointer, "prefixItems");
        self.report(&codes::W517, &place, message);
        let mut branches = object.prefix_items.clone();
        branches.extend(object.items.clone().filter(|items| !matches!(items, Schema::Bool(..))));
        let union = SchemaObject {
            pointer: object.pointer.key("prefixItems"),
            any_of: branches,
            ..SchemaObject::default()
        };
        let item = self.lower_schema(&Schema::Object(Arc::new(union)), words);
        Type::List(Box::new(item.into_type()))
    }
}

/// Whether the array always has just the places of `prefixItems`: nothing may come behind them, and none may be missing
/// that is counted.
pub(in crate::lower) fn is_fixed(object: &SchemaObject) -> bool {
    let places = object.prefix_items.len() as u64;
    let ends = match &object.items {
        Some(Schema::Bool(false, _)) => true,
        Some(_) => false,
        None => {
            object.limits.max_items.is_some_and(|most| most <= places)
                || object.unmodelled.contains(&"unevaluatedItems")
        }
    };
    ends && object.limits.min_items.is_none_or(|least| least >= places)
        && object.limits.max_items.is_none_or(|most| most <= places)
}

/// The schema with the `type` that its other keywords suggest, where those are of lists: in parameters and forms, and
/// among the branches of a union, nothing else is meant.
pub(in crate::lower) fn as_list(schema: &Schema) -> Schema {
    match schema {
        Schema::Object(object) if is_untyped_list(object) => {
            Schema::Object(Arc::new(SchemaObject { kinds: vec![JsonKind::Array], ..(**object).clone() }))
        }
        other => other.clone(),
    }
}

fn is_untyped_list(object: &SchemaObject) -> bool {
    object.kinds.is_empty()
        && object.reference.is_none()
        && object.all_of.is_empty()
        && object.one_of.is_empty()
        && object.any_of.is_empty()
        && kinds_of(object) == [JsonKind::Array]
}

pub(in crate::lower) fn ordinal(index: usize) -> String {
    const WORDS: [&str; LONGEST_TUPLE] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    WORDS.get(index).map_or_else(|| format!("item {index}"), |word| (*word).to_owned())
}
