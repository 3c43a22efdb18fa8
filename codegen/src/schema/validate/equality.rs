//! When two values are one: numbers by value, objects whatever the order of their members.

use crate::load::Node;
use crate::schema::value::as_f64;

/// Whether JSON Schema takes the values for the same.
#[allow(clippy::float_cmp, reason = "values that were written differently are different")]
pub(super) fn equal(left: &Node, right: &Node) -> bool {
    match (left, right) {
        (Node::List(left), Node::List(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| equal(left, right))
        }
        (Node::Map(left), Node::Map(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| right.get(key).is_some_and(|other| equal(value, other)))
        }
        (Node::Number(one), Node::Number(other)) => {
            // Two whole numbers are compared exactly; otherwise `1` and `1.0` are one value.
            one == other
                || (left.kind() != right.kind()
                    && as_f64(left).is_some_and(|left| Some(left) == as_f64(right)))
        }
        _ => left == right,
    }
}
