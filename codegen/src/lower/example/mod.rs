//! Examples of the description, for tests of what is generated.
//!
//! In: schemas and media types with examples. Out: those that are valid and that the client's types keep whole.
//! Must never know: how a test is written.

pub(in crate::lower) mod example_fit;
pub(in crate::lower) mod keeping;

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::ir::{Example, Scalar, Type, Types};
use crate::load::{Node, Number, meant_by};
use crate::schema::Schema;
use crate::schema::validate::why_not;

use self::example_fit::Beyond;
use self::keeping::Keeping;
use crate::lower::context::{FoundExample, Lowering};
use crate::lower::schema::literal::json_text;

/// Nobody reads more in documentation.
const LONGEST_SHOWN: usize = 1_000;

impl Lowering<'_> {
    /// Remembers the examples of a schema that became `value`; those that are not valid are noted.
    pub(in crate::lower) fn remember_examples(
        &mut self,
        examples: &[Pointer],
        schema: &Schema,
        value: &Type,
    ) {
        if is_trivial(value) {
            return self.remember_shown(examples);
        }
        for pointer in examples {
            if self.found.examples.contains_key(pointer) {
                continue;
            }
            let Some(node) = self.root.at(pointer) else { continue };
            let meant = meant_by(node, |value| self.is_valid(value, schema));
            if meant.is_none() {
                self.report_invalid(pointer, node, schema);
            }
            let found = meant.map(|node| FoundExample { value: value.clone(), node });
            self.found.examples.insert(pointer.clone(), found);
        }
    }

    /// Remembers what the description shows of a value; nothing is checked, because only documentation has it.
    pub(in crate::lower) fn remember_shown(&mut self, examples: &[Pointer]) {
        for pointer in examples {
            let Some(json) = self.root.at(pointer).map(json_text) else { continue };
            if json.len() <= LONGEST_SHOWN {
                self.found.shown.insert(pointer.clone(), json);
            }
        }
    }

    /// Says which part of an example its schema does not allow, and why.
    fn report_invalid(&mut self, example: &Pointer, node: &Node, schema: &Schema) {
        let what = "the example is not valid against its own schema";
        match why_not(self.root, schema.pointer(), node) {
            Some(reason) => {
                let part = reason.value.tokens().fold(example.clone(), |place, token| place.key(&token));
                let found = Diagnostic::new(&codes::N559, &part, format!("{what}: {}", reason.message));
                self.found
                    .diagnostics
                    .push(found.with_related(&reason.schema, "this schema does not allow it"));
            }
            None => self.report_beyond(example, node, schema),
        }
    }

    /// Says why no test has an example that its schema allows.
    fn report_beyond(&mut self, example: &Pointer, node: &Node, schema: &Schema) {
        let Some(Beyond { number, holds }) = self.beyond(node, schema) else {
            let message = "the example is too large or too deep to be validated; it is not tested";
            return self.report(&codes::N559, example, message);
        };
        let place = place_of(node, number, example).unwrap_or_else(|| example.clone());
        let message = format!(
            "the example is valid, but {number} is beyond `{holds}`, which the client has for it: such a value cannot be \
             read"
        );
        let help = "if the server sends such numbers, describe them by `format: uint64`, by `type: number` or as \
                    strings; else choose a smaller example";
        self.advise(&codes::N559, &place, message, help);
    }
}

/// Where a number stands in an example.
fn place_of(node: &Node, number: i128, at: &Pointer) -> Option<Pointer> {
    match node {
        Node::Number(Number::Integer(found)) => (*found == number).then(|| at.clone()),
        Node::List(items) => {
            items.iter().enumerate().find_map(|(index, item)| place_of(item, number, &at.index(index)))
        }
        Node::Map(members) => {
            members.iter().find_map(|(name, member)| place_of(member, number, &at.key(name)))
        }
        _ => None,
    }
}

/// The examples that the types keep whole, in the order of their places.
pub(in crate::lower) fn kept_examples(
    found: impl IntoIterator<Item = (Pointer, Option<FoundExample>)>,
    types: &Types,
    diagnostics: &mut Diagnostics,
) -> Vec<Example> {
    let mut kept = Vec::new();
    for (pointer, found) in found {
        let Some(FoundExample { value, node }) = found else { continue };
        if Keeping::new(types).keeps(&node, &value) {
            kept.push(Example { pointer, value, json: json_text(&node) });
        } else {
            let message =
                "the example has properties that its schema does not describe; the client does not keep them";
            diagnostics.report(&codes::N560, &pointer, message);
        }
    }
    kept
}

/// Types through which any value goes unchanged, so that an example shows nothing.
fn is_trivial(value: &Type) -> bool {
    matches!(value, Type::Any | Type::OpenObject | Type::Null | Type::Scalar(Scalar::String | Scalar::Bool))
}
