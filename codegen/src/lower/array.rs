//! Lists: `items`, and `prefixItems` as tuples.
//!
//! In: a schema of arrays. Out: a [`Type`].
//! Must never know: where the list is used.

use std::rc::Rc;

use crate::diag::code_table::lower as codes;
use crate::ir::{Type, Words};
use crate::schema::{Schema, SchemaObject};

use super::context::Lowering;
use super::naming::item_words;

/// The longest tuple: beyond it, Rust's own traits give out.
const LONGEST_TUPLE: usize = 12;

impl Lowering<'_> {
    /// The type of an array.
    pub(super) fn lower_array(&mut self, object: &SchemaObject, words: &Words) -> Type {
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
        let item = self.lower_schema(&Schema::Object(Rc::new(union)), words);
        Type::List(Box::new(item.into_type()))
    }
}

/// Whether the array always has just the places of `prefixItems`. Without limits that is what its author means.
fn is_fixed(object: &SchemaObject) -> bool {
    let places = object.prefix_items.len() as u64;
    matches!(object.items, None | Some(Schema::Bool(false, _)))
        && object.limits.min_items.is_none_or(|least| least >= places)
        && object.limits.max_items.is_none_or(|most| most <= places)
}

fn ordinal(index: usize) -> String {
    const WORDS: [&str; LONGEST_TUPLE] = [
        "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
        "eleventh", "twelfth",
    ];
    WORDS.get(index).map_or_else(|| format!("item {index}"), |word| (*word).to_owned())
}
