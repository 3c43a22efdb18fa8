//! Numbers against their limits.

use crate::load::{Map, Node, Number};
use crate::schema::value::as_f64;

use super::case::Case;
use super::reason::Reason;

/// The limits of numbers; a boolean `exclusiveMinimum` is the 3.0 spelling.
pub(super) fn number(case: Case<'_>, number: &Number) -> Result<(), Reason> {
    let schema = case.schema;
    let value = Node::Number(number.clone());
    let Some(value) = as_f64(&value) else { return Ok(()) };
    let is_exclusive = |key: &str| schema.get(key).and_then(Node::as_bool) == Some(true);
    let low = limit(schema, "minimum")
        .is_some_and(|minimum| value < minimum || (is_exclusive("exclusiveMinimum") && value <= minimum))
        || limit(schema, "exclusiveMinimum").is_some_and(|minimum| value <= minimum);
    let high = limit(schema, "maximum")
        .is_some_and(|maximum| value > maximum || (is_exclusive("exclusiveMaximum") && value >= maximum))
        || limit(schema, "exclusiveMaximum").is_some_and(|maximum| value >= maximum);
    if low || high {
        return case.fail(if low { "it is too small" } else { "it is too large" });
    }
    match limit(schema, "multipleOf").filter(|step| *step > 0.0) {
        Some(step) if !is_multiple(value, step) => case.fail(format!("it is not a multiple of {step}")),
        _ => Ok(()),
    }
}

/// `0.3` is a multiple of `0.1`, although no float says so exactly.
fn is_multiple(value: f64, step: f64) -> bool {
    let quotient = value / step;
    (quotient - quotient.round()).abs() <= 1e-9 * quotient.abs().max(1.0)
}

fn limit(schema: &Map, key: &str) -> Option<f64> {
    schema.get(key).and_then(as_f64)
}

/// Whether a number has no fraction, however it was written.
pub(super) fn is_whole(value: &Node) -> bool {
    match value {
        Node::Number(Number::Integer(_)) => true,
        Node::Number(Number::Float(float)) => float.fract() == 0.0,
        _ => false,
    }
}
