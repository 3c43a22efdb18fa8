//! Numbers between limits.

use codegen::load::{Node, Number};

use super::random::Random;
use super::view::View;

/// How far a number goes from its limit, or from zero where there is none.
const SPAN: i128 = 100;

/// An integer.
#[allow(clippy::cast_possible_truncation, reason = "a limit beyond 128 bits is cut to one that fits")]
pub(super) fn integer(view: &View, random: Random) -> Node {
    let limit = |keyword: &str| view.limits.get(keyword).copied();
    let low = [limit("minimum").map(f64::ceil), limit("exclusiveMinimum").map(|low| low.floor() + 1.0)];
    let high = [limit("maximum").map(f64::floor), limit("exclusiveMaximum").map(|high| high.ceil() - 1.0)];
    let low = low.into_iter().flatten().reduce(f64::max).map(|low| low as i128);
    let high = high.into_iter().flatten().reduce(f64::min).map(|high| high as i128);
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high.min(low.saturating_add(SPAN)).max(low)),
        (Some(low), None) => (low, low.saturating_add(SPAN)),
        (None, Some(high)) if high < SPAN => (high.saturating_sub(SPAN).max(0).min(high), high),
        (None, _) => (0, SPAN),
    };
    let width = u64::try_from(high.saturating_sub(low).saturating_add(1)).unwrap_or(1);
    let chosen = low.saturating_add(i128::from(random.below(width)));
    let step =
        limit("multipleOf").filter(|step| *step >= 1.0 && step.fract() == 0.0).map(|step| step as i128);
    let chosen = match step {
        Some(step) => {
            let below = chosen.saturating_sub(chosen.rem_euclid(step));
            if below >= low { below } else { below.saturating_add(step) }
        }
        None => chosen,
    };
    Node::Number(Number::Integer(chosen))
}

/// A number that may have a fraction.
#[allow(clippy::cast_precision_loss, reason = "the numbers are small")]
pub(super) fn fraction(view: &View, random: Random) -> Node {
    let limit = |keyword: &str| view.limits.get(keyword).copied();
    let low = [limit("minimum"), limit("exclusiveMinimum")].into_iter().flatten().reduce(f64::max);
    let high = [limit("maximum"), limit("exclusiveMaximum")].into_iter().flatten().reduce(f64::min);
    let span = SPAN as f64;
    let (low, high) = match (low, high) {
        (Some(low), Some(high)) => (low, high),
        (Some(low), None) => (low, low + span),
        (None, Some(high)) => (if high > 0.0 { 0.0 } else { high - span }, high),
        (None, None) => (0.0, span),
    };
    // Never a limit itself, as it may be excluded, unless the two are one.
    let part = (1 + random.below(98)) as f64 / 100.0;
    let chosen = low + (high - low) * part;
    let rounded = (chosen * 100.0).round() / 100.0;
    let chosen = if rounded > low && rounded < high { rounded } else { chosen };
    let chosen = match limit("multipleOf").filter(|step| *step > 0.0) {
        Some(step) => {
            let below = (chosen / step).floor() * step;
            if below >= low { below } else { below + step }
        }
        None => chosen,
    };
    Node::Number(Number::Float(chosen))
}
