//! Judging a value by a schema, as far as JSON Schema says what is allowed.
//!
//! In: a schema's place and a value. Out: whether the schema allows the value, and if not, where and why.
//! Must never know: Rust types.
//!
//! It works on the tree and not on the model, as keywords that no type shows (`not`, `if`, `contains`, …) count here.
//! `format`, `contentEncoding` and patterns that are more than an anchored literal are taken as met, unless the caller
//! brings [`Assertions`] that judge them.

mod array;
mod branch;
mod case;
mod equality;
mod evaluated;
mod number;
mod object;
mod pattern;
mod reason;
mod scalar;
mod validator;

use crate::diag::Pointer;
use crate::load::Node;

use validator::Validator;

pub use reason::{Assertions, Reason};

/// Every reason why the schema at `schema` does not allow `value`; empty if it does. Where no branch of `anyOf` or
/// `oneOf` allows it, the reasons are those of the branch that is evidently meant, if there is one.
#[must_use]
pub fn violations(root: &Node, schema: &Pointer, value: &Node, assertions: &Assertions<'_>) -> Vec<Reason> {
    let mut validator = Validator::gathering(root, *assertions);
    match root.at(schema) {
        Some(node) => {
            // What is gathered is not returned as well.
            let rest = validator.check(node, schema, value, &Pointer::root(), 0).err();
            validator.gathered().into_iter().chain(rest).collect()
        }
        None => vec![nowhere(schema)],
    }
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
        None => Err(nowhere(schema)),
    }
}

/// The first reason why the schema at `schema` does not allow `value`, inside the branch that is evidently meant; `None`
/// if it does, or if there is no schema.
#[must_use]
pub fn why_not(root: &Node, schema: &Pointer, value: &Node) -> Option<Reason> {
    let mut validator = Validator::explaining(root);
    let rest = validator.check(root.at(schema)?, schema, value, &Pointer::root(), 0).err();
    validator.gathered().into_iter().next().or(rest)
}

fn nowhere(schema: &Pointer) -> Reason {
    let message = "expected a schema, found nothing".to_owned();
    Reason { schema: schema.clone(), value: Pointer::root(), message }
}

#[cfg(test)]
mod tests;
