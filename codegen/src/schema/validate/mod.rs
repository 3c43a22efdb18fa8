//! Judging a value by a schema, as far as JSON Schema says what is allowed.
//!
//! In: a schema's place and a value. Out: whether the schema allows the value, and if not, where and why.
//! Must never know: Rust types.
//!
//! It works on the tree and not on the model, as keywords that no type shows (`not`, `if`, `contains`, …) count here.
//! `format`, `contentEncoding` and patterns that are more than an anchored literal are taken as met.

mod array;
mod equality;
mod evaluated;
mod object;
mod pattern;
mod scalar;
mod validator;

use crate::diag::Pointer;
use crate::load::Node;

use validator::Validator;

/// Why a schema does not allow a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// The schema that does not allow it.
    pub schema: Pointer,
    /// The part of the value that it does not allow, from the value's root.
    pub value: Pointer,
    /// What is the matter.
    pub message: String,
}

/// Whether the schema at `schema` allows `value`.
///
/// # Errors
///
/// The first reason why it does not; also if judging takes too long, as values that cannot be judged are not valid.
pub fn is_valid(root: &Node, schema: &Pointer, value: &Node) -> Result<(), Reason> {
    let mut validator = Validator::new(root);
    match root.at(schema) {
        Some(node) => validator.check(node, schema, value, &Pointer::root(), 0),
        None => Err(Reason {
            schema: schema.clone(),
            value: Pointer::root(),
            message: "there is no schema here".to_owned(),
        }),
    }
}

#[cfg(test)]
mod tests;
