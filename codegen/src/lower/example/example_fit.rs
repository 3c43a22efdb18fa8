//! Whether an example is valid against its own schema, as far as a client's types can tell.
//!
//! In: a value of the description and a schema. Out: yes or no.
//! Must never know: types of the client. Limits and patterns are not looked at: a value beyond them reads and writes
//! all the same.

use crate::diag::Pointer;
use crate::ir::Scalar;
use crate::load::{Node, Number};
use crate::schema::{JsonKind, Schema, SchemaObject, resolve_step};

use crate::lower::context::Lowering;
use crate::lower::schema::array::is_fixed;
use crate::lower::schema::scalar::integer_of;

/// Schemas looked at for one example; more of them are a circle, or an example that says little.
const MOST_STEPS: usize = 20_000;
/// Schemas and values inside one another.
const MOST_NESTED: usize = 60;

/// What is left to spend on one example.
struct Budget {
    steps: usize,
    depth: usize,
    /// The last integer that a schema allows and its type does not hold.
    beyond: Option<Beyond>,
}

/// An integer that is valid, and too large for the type that the client has for it.
#[derive(Clone, Copy)]
pub(in crate::lower) struct Beyond {
    pub(in crate::lower) number: i128,
    /// The type in Rust.
    pub(in crate::lower) holds: &'static str,
}

impl Lowering<'_> {
    /// Whether the value is one that the schema allows.
    pub(in crate::lower) fn is_valid(&mut self, value: &Node, schema: &Schema) -> bool {
        self.fits(value, schema, &mut Budget { steps: MOST_STEPS, depth: 0, beyond: None })
    }

    /// The integer that a value holds and that the client's type does not.
    pub(in crate::lower) fn beyond(&mut self, value: &Node, schema: &Schema) -> Option<Beyond> {
        let mut budget = Budget { steps: MOST_STEPS, depth: 0, beyond: None };
        self.fits(value, schema, &mut budget);
        budget.beyond
    }

    fn fits(&mut self, value: &Node, schema: &Schema, budget: &mut Budget) -> bool {
        let object = match schema {
            Schema::Bool(truth, _) => return *truth,
            Schema::Object(object) => object,
        };
        if budget.steps == 0 || budget.depth > MOST_NESTED {
            return false;
        }
        budget.steps -= 1;
        budget.depth += 1;
        let fits = self.fits_object(value, object, budget);
        budget.depth -= 1;
        fits
    }

    fn fits_object(&mut self, value: &Node, object: &SchemaObject, budget: &mut Budget) -> bool {
        if *value == Node::Null && object.nullable {
            return true;
        }
        if let Some(reference) = &object.reference {
            let Ok(target) = resolve_step(self.root, reference) else { return false };
            if !self.fits_at(value, &target, budget) {
                return false;
            }
        }
        let is_listed = |members: &[Node]| members.iter().any(|member| same_value(member, value));
        if let Some(beyond) = beyond_of(value, object) {
            budget.beyond = Some(beyond);
            return false;
        }
        fits_kinds(value, object)
            && object.enumeration.as_deref().is_none_or(is_listed)
            && object.constant.as_ref().is_none_or(|constant| same_value(constant, value))
            && object.all_of.iter().all(|part| self.fits(value, part, budget))
            && (object.one_of.is_empty() || object.one_of.iter().any(|part| self.fits(value, part, budget)))
            && (object.any_of.is_empty() || object.any_of.iter().any(|part| self.fits(value, part, budget)))
            && self.fits_members(value, object, budget)
            && self.fits_items(value, object, budget)
    }

    fn fits_at(&mut self, value: &Node, target: &Pointer, budget: &mut Budget) -> bool {
        let schema = self.schema(target);
        self.fits(value, &schema, budget)
    }

    fn fits_members(&mut self, value: &Node, object: &SchemaObject, budget: &mut Budget) -> bool {
        let Some(members) = value.as_map() else { return true };
        if object.required.iter().any(|name| !members.contains_key(name)) {
            return false;
        }
        members.iter().all(|(name, member)| {
            if let Some(schema) = object.properties.as_ref().and_then(|properties| properties.get(name)) {
                return self.fits(member, schema, budget);
            }
            if !object.pattern_properties.is_empty() {
                return object.pattern_properties.values().any(|schema| self.fits(member, schema, budget));
            }
            object.additional_properties.as_ref().is_none_or(|schema| self.fits(member, schema, budget))
        })
    }

    fn fits_items(&mut self, value: &Node, object: &SchemaObject, budget: &mut Budget) -> bool {
        let Some(items) = value.as_list() else { return true };
        let is_fixed = is_fixed(object);
        if is_fixed && items.len() < object.prefix_items.len() {
            return false;
        }
        items.iter().enumerate().all(|(index, item)| {
            match object.prefix_items.get(index).or(object.items.as_ref()) {
                Some(schema) => self.fits(item, schema, budget),
                None => !is_fixed || object.prefix_items.is_empty(),
            }
        })
    }
}

/// The value, if it is an integer that the type for the schema does not hold.
fn beyond_of(value: &Node, object: &SchemaObject) -> Option<Beyond> {
    let number = match value {
        Node::Number(Number::Integer(number)) => *number,
        // Whole numbers may be spelt as floats; what no integer of ours holds is beyond all of them.
        #[expect(
            clippy::cast_possible_truncation,
            reason = "it ends at the largest, which is beyond every type"
        )]
        Node::Number(Number::Float(number)) if number.fract() == 0.0 => *number as i128,
        _ => return None,
    };
    if !object.kinds.contains(&JsonKind::Integer) || object.kinds.contains(&JsonKind::Number) {
        return None;
    }
    let (is_held, holds) = match integer_of(object) {
        Scalar::I32 => (i32::try_from(number).is_ok(), "i32"),
        Scalar::I64 => (i64::try_from(number).is_ok(), "i64"),
        Scalar::U32 => (u32::try_from(number).is_ok(), "u32"),
        Scalar::U64 => (u64::try_from(number).is_ok(), "u64"),
        _ => return None,
    };
    (!is_held).then_some(Beyond { number, holds })
}

fn fits_kinds(value: &Node, object: &SchemaObject) -> bool {
    object.kinds.is_empty() || object.kinds.iter().any(|kind| is_of_kind(value, *kind))
}

fn is_of_kind(value: &Node, kind: JsonKind) -> bool {
    match value {
        Node::Null => kind == JsonKind::Null,
        Node::Bool(_) => kind == JsonKind::Boolean,
        Node::Number(Number::Integer(_)) => matches!(kind, JsonKind::Integer | JsonKind::Number),
        Node::Number(Number::Float(number)) => {
            kind == JsonKind::Number || (kind == JsonKind::Integer && number.fract() == 0.0)
        }
        Node::String(_) => kind == JsonKind::String,
        Node::List(_) => kind == JsonKind::Array,
        Node::Map(_) => kind == JsonKind::Object,
    }
}

/// Equality as JSON Schema has it: `1` and `1.0` are one value.
fn same_value(first: &Node, second: &Node) -> bool {
    match (first, second) {
        (Node::Number(Number::Integer(whole)), Node::Number(Number::Float(float)))
        | (Node::Number(Number::Float(float)), Node::Number(Number::Integer(whole))) => {
            float.fract() == 0.0 && format!("{float:.0}") == whole.to_string()
        }
        _ => first == second,
    }
}
