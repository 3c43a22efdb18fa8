//! Examples of the description, for tests of what is generated.
//!
//! In: schemas and media types with examples. Out: those that are valid and that the client's types keep whole.
//! Must never know: how a test is written.

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::ir::{Definition, Example, Rest, Scalar, Structure, Type, Types};
use crate::load::{Node, Number};
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
            let found = if self.is_valid(node, schema) {
                Some(Found { value: value.clone(), node: node.clone() })
            } else {
                self.report_invalid(pointer, node, schema);
                None
            };
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
        if keeps(&node, &value, types, 0) {
            kept.push(Example { pointer, value, json: json_text(&node) });
        } else {
            let message =
                "the example has members that its schema does not describe; the client does not keep them";
            diagnostics.report(&codes::N560, &pointer, message);
        }
    }
    kept
}

/// Whether reading the value and writing it again loses nothing.
fn keeps(node: &Node, value: &Type, types: &Types, depth: usize) -> bool {
    if depth > MOST_NESTED {
        return false;
    }
    match (value, node) {
        (Type::Named(id) | Type::Boxed(id), _) => match types.get(id.0).map(|found| &found.definition) {
            Some(Definition::Structure(structure)) => keeps_members(node, structure, types, depth),
            Some(Definition::Union(union)) => {
                union.cases.iter().any(|case| keeps(node, &case.value, types, depth + 1))
            }
            Some(Definition::Alias(inner) | Definition::Newtype(inner)) => {
                keeps(node, inner, types, depth + 1)
            }
            Some(Definition::Enumeration(_)) => true,
            None => false,
        },
        (Type::Nullable(_), Node::Null) => true,
        (Type::Nullable(inner), _) => keeps(node, inner, types, depth + 1),
        (Type::List(item), Node::List(items)) => items.iter().all(|node| keeps(node, item, types, depth + 1)),
        (Type::Map(item), Node::Map(members)) => {
            members.values().all(|node| keeps(node, item, types, depth + 1))
        }
        (Type::Tuple(places), Node::List(items)) => {
            places.len() == items.len()
                && places.iter().zip(items).all(|(place, node)| keeps(node, place, types, depth + 1))
        }
        (Type::List(_) | Type::Tuple(_) | Type::Map(_), _) => false,
        (Type::Scalar(Scalar::F64 | Scalar::F32), Node::Number(Number::Integer(number))) => {
            (-EXACT..=EXACT).contains(number)
        }
        _ => true,
    }
}

fn keeps_members(node: &Node, structure: &Structure, types: &Types, depth: usize) -> bool {
    let Node::Map(members) = node else { return false };
    members.iter().all(|(name, node)| {
        let field = structure.fields.iter().find(|field| field.wire == *name);
        match (field, &structure.rest) {
            (Some(_), _) if *node == Node::Null => true,
            (Some(field), _) => keeps(node, &field.value, types, depth + 1),
            (None, Rest::Kept(value)) => keeps(node, value, types, depth + 1),
            (None, Rest::Ignored) => false,
        }
    })
}

/// Types through which any value goes unchanged, so that an example shows nothing.
fn is_trivial(value: &Type) -> bool {
    matches!(value, Type::Any | Type::OpenObject | Type::Null | Type::Scalar(Scalar::String | Scalar::Bool))
}
