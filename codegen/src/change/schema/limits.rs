//! `maxLength` and the like.

use crate::schema::Limits;

use super::super::changes::{Side, Use};
use super::super::rules::values as rules;
use super::{Comparison, View};

/// A limit in both descriptions.
struct Bound {
    keyword: &'static str,
    old: Option<f64>,
    new: Option<f64>,
    /// Whether more is allowed where it is larger.
    is_upper: bool,
}

impl Comparison<'_> {
    pub(super) fn limits(&mut self, old: &View, new: &View, used: Use, what: &str) {
        let (before, after) = (all(&old.limits), all(&new.limits));
        for bound in bounds(&before, &after) {
            let rule = match (bound.old, bound.new) {
                (None, None) => continue,
                (Some(old), Some(new)) if old.total_cmp(&new).is_eq() => continue,
                (Some(old), Some(new)) if (new > old) == bound.is_upper => &rules::LIMIT_LOOSENED,
                (Some(_), None) => &rules::LIMIT_LOOSENED,
                (_, Some(_)) => &rules::LIMIT_TIGHTENED,
            };
            let text = |limit: Option<f64>| match limit {
                Some(limit) => format!("{} {limit}", bound.keyword),
                None => format!("no {}", bound.keyword),
            };
            let (base, head) = (Side::with(&old.at, text(bound.old)), Side::with(&new.at, text(bound.new)));
            self.changes.note(rule, used, &format!("{what}: {}", bound.keyword), base, head);
        }
        if before.unique_items != after.unique_items {
            let rule = if after.unique_items { &rules::LIMIT_TIGHTENED } else { &rules::LIMIT_LOOSENED };
            let subject = format!("{what}: uniqueItems");
            self.changes.note(rule, used, &subject, Side::at(&old.at), Side::at(&new.at));
        }
        if before.pattern != after.pattern {
            let text = |limits: &Limits| limits.pattern.clone().unwrap_or_else(|| "none".to_owned());
            let (base, head) = (Side::with(&old.at, text(&before)), Side::with(&new.at, text(&after)));
            let rule = if after.pattern.is_none() { &rules::LIMIT_LOOSENED } else { &rules::PATTERN };
            self.changes.note(rule, used, &format!("{what}: pattern"), base, head);
        }
    }
}

/// All limits at once: the tightest of each.
fn all(limits: &[Limits]) -> Limits {
    let mut limits = limits.iter();
    let Some(first) = limits.next() else { return Limits::default() };
    let mut joined = first.clone();
    for other in limits {
        raise(&mut joined.minimum, other.minimum);
        raise(&mut joined.exclusive_minimum, other.exclusive_minimum);
        lower(&mut joined.maximum, other.maximum);
        lower(&mut joined.exclusive_maximum, other.exclusive_maximum);
        joined.multiple_of = joined.multiple_of.or(other.multiple_of);
        joined.min_length = joined.min_length.max(other.min_length);
        joined.min_items = joined.min_items.max(other.min_items);
        joined.min_properties = joined.min_properties.max(other.min_properties);
        joined.max_length = least(joined.max_length, other.max_length);
        joined.max_items = least(joined.max_items, other.max_items);
        joined.max_properties = least(joined.max_properties, other.max_properties);
        joined.unique_items |= other.unique_items;
        joined.pattern = joined.pattern.take().or_else(|| other.pattern.clone());
    }
    joined
}

fn raise(bound: &mut Option<f64>, other: Option<f64>) {
    if let Some(other) = other {
        *bound = Some(bound.map_or(other, |bound| bound.max(other)));
    }
}

fn lower(bound: &mut Option<f64>, other: Option<f64>) {
    if let Some(other) = other {
        *bound = Some(bound.map_or(other, |bound| bound.min(other)));
    }
}

fn least(one: Option<u64>, other: Option<u64>) -> Option<u64> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

fn bounds(old: &Limits, new: &Limits) -> [Bound; 11] {
    #[allow(clippy::cast_precision_loss, reason = "limits beyond 2^53 differ by more than one")]
    let number = |limit: Option<u64>| limit.map(|limit| limit as f64);
    let bound = |keyword, is_upper, old, new| Bound { keyword, old, new, is_upper };
    [
        bound("maximum", true, old.maximum, new.maximum),
        bound("exclusiveMaximum", true, old.exclusive_maximum, new.exclusive_maximum),
        bound("minimum", false, old.minimum, new.minimum),
        bound("exclusiveMinimum", false, old.exclusive_minimum, new.exclusive_minimum),
        bound("multipleOf", false, old.multiple_of, new.multiple_of),
        bound("maxLength", true, number(old.max_length), number(new.max_length)),
        bound("minLength", false, number(old.min_length), number(new.min_length)),
        bound("maxItems", true, number(old.max_items), number(new.max_items)),
        bound("minItems", false, number(old.min_items), number(new.min_items)),
        bound("maxProperties", true, number(old.max_properties), number(new.max_properties)),
        bound("minProperties", false, number(old.min_properties), number(new.min_properties)),
    ]
}
