//! Examples of the description, for tests of what is generated.
//!
//! In: schemas and media types with examples. Out: those that are valid and that the client's types keep whole.
//! Must never know: how a test is written.

use std::collections::BTreeMap;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::ir::{Definition, Example, Rest, Scalar, Structure, Type, TypeId, Types};
use crate::load::{Node, Number, meant_by};
use crate::schema::Schema;
use crate::schema::validate::why_not;

use super::context::Lowering;
use super::literal::json_text;

/// Types inside types are followed to this depth.
const MOST_NESTED: usize = 60;
/// The greatest whole number up to which a 64-bit float has them all.
const EXACT: i128 = 1 << 53;

/// An example that is valid against its own schema.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) value: Type,
    pub(super) node: Node,
}

impl Lowering<'_> {
    /// Remembers the examples of a schema that became `value`; those that are not valid are noted.
    pub(super) fn remember_examples(&mut self, examples: &[Pointer], schema: &Schema, value: &Type) {
        if is_trivial(value) {
            return;
        }
        for pointer in examples {
            if self.examples.contains_key(pointer) {
                continue;
            }
            let Some(node) = self.root.at(pointer) else { continue };
            let meant = meant_by(node, |value| self.is_valid(value, schema));
            if meant.is_none() {
                self.report_invalid(pointer, node, schema);
            }
            let found = meant.map(|node| Found { value: value.clone(), node });
            self.examples.insert(pointer.clone(), found);
        }
    }

    /// Says which part of an example its schema does not allow, and why.
    fn report_invalid(&mut self, example: &Pointer, node: &Node, schema: &Schema) {
        let what = "the example is not valid against its own schema";
        match why_not(self.root, schema.pointer(), node) {
            Some(reason) => {
                let part = reason.value.tokens().fold(example.clone(), |place, token| place.key(&token));
                let found = Diagnostic::new(&codes::N559, &part, format!("{what}: {}", reason.message));
                self.diagnostics.push(found.with_related(&reason.schema, "this schema does not allow it"));
            }
            None => self.report(&codes::N559, example, what),
        }
    }
}

/// The examples that the types keep whole, in the order of their places.
pub(super) fn kept_examples(
    found: impl IntoIterator<Item = (Pointer, Option<Found>)>,
    types: &Types,
    diagnostics: &mut Diagnostics,
) -> Vec<Example> {
    let mut kept = Vec::new();
    for (pointer, found) in found {
        let Some(Found { value, node }) = found else { continue };
        if (Keeping { types, known: BTreeMap::new() }).keeps(&node, &value, 0) {
            kept.push(Example { pointer, value, json: json_text(&node) });
        } else {
            let message =
                "the example has members that its schema does not describe; the client does not keep them";
            diagnostics.report(&codes::N560, &pointer, message);
        }
    }
    kept
}

/// Judges whether reading a value and writing it again loses nothing.
struct Keeping<'t> {
    types: &'t Types,
    /// What is known of values (by their address) and definitions. Cases of unions meet in the same ones again and again,
    /// and a union that leads back to itself, while it is looked at, adds nothing to its own answer.
    known: BTreeMap<(*const Node, TypeId), bool>,
}

impl Keeping<'_> {
    fn keeps(&mut self, node: &Node, value: &Type, depth: usize) -> bool {
        if depth > MOST_NESTED {
            return false;
        }
        match (value, node) {
            (Type::Named(id) | Type::Boxed(id), _) => {
                let place = (std::ptr::from_ref(node), *id);
                if let Some(known) = self.known.get(&place) {
                    return *known;
                }
                self.known.insert(place, false);
                let keeps = self.keeps_definition(node, *id, depth);
                self.known.insert(place, keeps);
                keeps
            }
            (Type::Nullable(_), Node::Null) => true,
            (Type::Nullable(inner), _) => self.keeps(node, inner, depth + 1),
            (Type::List(item), Node::List(items)) => {
                items.iter().all(|node| self.keeps(node, item, depth + 1))
            }
            (Type::Map(item), Node::Map(members)) => {
                members.values().all(|node| self.keeps(node, item, depth + 1))
            }
            (Type::Tuple(places), Node::List(items)) => {
                places.len() == items.len()
                    && places.iter().zip(items).all(|(place, node)| self.keeps(node, place, depth + 1))
            }
            (Type::List(_) | Type::Tuple(_) | Type::Map(_), _) => false,
            (Type::Scalar(Scalar::F64 | Scalar::F32), Node::Number(Number::Integer(number))) => {
                (-EXACT..=EXACT).contains(number)
            }
            _ => true,
        }
    }

    fn keeps_definition(&mut self, node: &Node, id: TypeId, depth: usize) -> bool {
        let types = self.types;
        match types.get(id.0).map(|found| &found.definition) {
            Some(Definition::Structure(structure)) => self.keeps_members(node, structure, depth),
            Some(Definition::Union(union)) => {
                union.cases.iter().any(|case| self.keeps(node, &case.value, depth + 1))
            }
            Some(Definition::Alias(inner) | Definition::Newtype(inner)) => self.keeps(node, inner, depth + 1),
            Some(Definition::Enumeration(_)) => true,
            None => false,
        }
    }

    fn keeps_members(&mut self, node: &Node, structure: &Structure, depth: usize) -> bool {
        let Node::Map(members) = node else { return false };
        members.iter().all(|(name, node)| {
            let field = structure.fields.iter().find(|field| field.wire == *name);
            match (field, &structure.rest) {
                (Some(_), _) if *node == Node::Null => true,
                (Some(field), _) => self.keeps(node, &field.value, depth + 1),
                (None, Rest::Kept(value)) => self.keeps(node, value, depth + 1),
                (None, Rest::Ignored) => false,
            }
        })
    }
}

/// Types through which any value goes unchanged, so that an example shows nothing.
fn is_trivial(value: &Type) -> bool {
    matches!(value, Type::Any | Type::OpenObject | Type::Null | Type::Scalar(Scalar::String | Scalar::Bool))
}
