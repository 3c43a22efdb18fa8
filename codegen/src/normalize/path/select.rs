//! Query and tree → places.

use std::cmp::Ordering;

use super::model::{Comparison, Inner, Logic, Operand, Query, Segment, Selector};
use super::regexp::Expressions;
use crate::diag::Pointer;
use crate::load::{Node, Number};

/// Queries such as `$..*..*` visit the square of a tree. One `..` visits each value of it twice.
pub(super) const MOST_VISITS: usize = 2_000_000;

/// A place that was reached, and how: by its number among the steps. A query visits far more places than it selects, so
/// pointers are only made for those.
type Place<'a> = (usize, &'a Node);

/// A step from one place to the next.
#[derive(Clone, Copy)]
enum Step<'a> {
    Key(&'a str),
    Index(usize),
}

struct Search<'a> {
    left: usize,
    expressions: Expressions,
    /// Each with the number of the step before it. The first one is the way to the root, and none.
    steps: Vec<(usize, Step<'a>)>,
}

/// The places that are selected; what was visited is taken from `visits`, even where there is too much of it.
pub(super) fn select(query: &Query, root: &Node, visits: &mut usize) -> Result<Vec<Pointer>, String> {
    let allowed = MOST_VISITS.min(*visits);
    let mut search =
        Search { left: allowed, expressions: Expressions::default(), steps: vec![(0, Step::Index(0))] };
    let places = follow(&query.segments, (0, root), root, &mut search);
    *visits -= allowed - search.left;
    Ok(places?.into_iter().map(|(step, _)| search.pointer(step)).collect())
}

impl<'a> Search<'a> {
    fn take(&mut self, count: usize) -> Result<(), String> {
        let left = self.left.checked_sub(count);
        self.left = left.unwrap_or(0);
        left.map(drop).ok_or_else(|| "the query visits too many places".to_owned())
    }

    fn key(&mut self, from: usize, key: &'a str, node: &'a Node) -> Place<'a> {
        self.steps.push((from, Step::Key(key)));
        (self.steps.len() - 1, node)
    }

    fn index(&mut self, from: usize, index: usize, node: &'a Node) -> Place<'a> {
        self.steps.push((from, Step::Index(index)));
        (self.steps.len() - 1, node)
    }

    fn children(&mut self, (from, node): Place<'a>) -> Vec<Place<'a>> {
        match node {
            Node::Map(map) => map.iter().map(|(key, value)| self.key(from, key, value)).collect(),
            Node::List(list) => {
                list.iter().enumerate().map(|(index, value)| self.index(from, index, value)).collect()
            }
            _ => Vec::new(),
        }
    }

    fn pointer(&self, place: usize) -> Pointer {
        let mut way = Vec::new();
        let mut at = place;
        while at > 0 {
            let (before, step) = self.steps[at];
            way.push(step);
            at = before;
        }
        way.into_iter().rev().fold(Pointer::root(), |pointer, step| match step {
            Step::Key(key) => pointer.key(key),
            Step::Index(index) => pointer.index(index),
        })
    }
}

fn follow<'a>(
    segments: &[Segment],
    from: Place<'a>,
    root: &'a Node,
    search: &mut Search<'a>,
) -> Result<Vec<Place<'a>>, String> {
    let mut places = vec![from];
    for segment in segments {
        if segment.descendant {
            let mut all = Vec::new();
            for place in places {
                descend(place, &mut all, search)?;
            }
            places = all;
        }
        let mut next = Vec::new();
        for place in &places {
            for selector in &segment.selectors {
                apply(selector, *place, root, &mut next, search)?;
            }
        }
        places = next;
    }
    Ok(places)
}

fn descend<'a>(place: Place<'a>, all: &mut Vec<Place<'a>>, search: &mut Search<'a>) -> Result<(), String> {
    search.take(1)?;
    all.push(place);
    for child in search.children(place) {
        descend(child, all, search)?;
    }
    Ok(())
}

fn apply<'a>(
    selector: &Selector,
    place: Place<'a>,
    root: &'a Node,
    out: &mut Vec<Place<'a>>,
    search: &mut Search<'a>,
) -> Result<(), String> {
    search.take(1)?;
    let (from, node) = place;
    match selector {
        Selector::Name(name) => {
            let found = node.as_map().and_then(|map| map.get_key_value(name.as_str()));
            out.extend(found.map(|(key, value)| search.key(from, key, value)));
        }
        Selector::Wildcard => {
            let children = search.children(place);
            search.take(children.len())?;
            out.extend(children);
        }
        Selector::Index(index) => {
            let list = node.as_list().unwrap_or_default();
            let index = usize::try_from(*index).ok().or_else(|| {
                let back = usize::try_from(index.unsigned_abs()).ok()?;
                list.len().checked_sub(back)
            });
            let found = index.and_then(|index| Some((index, list.get(index)?)));
            out.extend(found.map(|(index, value)| search.index(from, index, value)));
        }
        Selector::Slice { start, end, step } => {
            let list = node.as_list().unwrap_or_default();
            for index in slice(list.len(), *start, *end, *step) {
                out.extend(list.get(index).map(|value| search.index(from, index, value)));
            }
        }
        Selector::Filter(logic) => {
            for child in search.children(place) {
                if holds(logic, child.1, root, search)? {
                    out.push(child);
                }
            }
        }
    }
    Ok(())
}

/// The indices of a slice, as the RFC defines them.
fn slice(length: usize, start: Option<i64>, end: Option<i64>, step: i64) -> Vec<usize> {
    let length = i64::try_from(length).unwrap_or(i64::MAX);
    let normal = |index: i64| if index < 0 { length.saturating_add(index) } else { index };
    let mut indices = Vec::new();
    if step > 0 {
        let mut index = normal(start.unwrap_or(0)).clamp(0, length);
        let end = normal(end.unwrap_or(length)).clamp(0, length);
        while index < end {
            indices.extend(usize::try_from(index));
            index = index.saturating_add(step);
        }
    } else if step < 0 {
        let mut index = normal(start.unwrap_or(length - 1)).clamp(-1, length - 1);
        let end = end.map_or(-1, |end| normal(end).clamp(-1, length - 1));
        while index > end {
            indices.extend(usize::try_from(index));
            index = index.saturating_add(step);
        }
    }
    indices
}

fn holds<'a>(logic: &Logic, node: &'a Node, root: &'a Node, search: &mut Search<'a>) -> Result<bool, String> {
    Ok(match logic {
        Logic::Any(alternatives) => {
            for alternative in alternatives {
                if holds(alternative, node, root, search)? {
                    return Ok(true);
                }
            }
            false
        }
        Logic::All(conditions) => {
            for condition in conditions {
                if !holds(condition, node, root, search)? {
                    return Ok(false);
                }
            }
            true
        }
        Logic::Not(condition) => !holds(condition, node, root, search)?,
        Logic::Exists(query) => !inner(query, node, root, search)?.is_empty(),
        Logic::Matches { whole, text, expression } => {
            let text = value(text, node, root, search)?;
            let expression = value(expression, node, root, search)?;
            match (text, expression) {
                (Some(Node::String(text)), Some(Node::String(expression))) => {
                    let cost = search.expressions.cost(&expression, &text);
                    search.take(cost)?;
                    search.expressions.matches(&expression, &text, *whole)
                }
                _ => false,
            }
        }
        Logic::Compare(left, comparison, right) => {
            let left = value(left, node, root, search)?;
            let right = value(right, node, root, search)?;
            compare(left.as_ref(), *comparison, right.as_ref())
        }
    })
}

fn inner<'a>(
    query: &Inner,
    node: &'a Node,
    root: &'a Node,
    search: &mut Search<'a>,
) -> Result<Vec<&'a Node>, String> {
    let from = if query.from_root { root } else { node };
    let steps = search.steps.len();
    let places = follow(&query.segments, (0, from), root, search)?;
    // Only the values are asked for, so nobody needs the way to them any more.
    search.steps.truncate(steps);
    Ok(places.into_iter().map(|(_, node)| node).collect())
}

/// The value of an operand; `None` where a query selects nothing or more than one value.
fn value<'a>(
    operand: &Operand,
    node: &'a Node,
    root: &'a Node,
    search: &mut Search<'a>,
) -> Result<Option<Node>, String> {
    let count =
        |length: usize| Some(Node::Number(Number::Integer(i128::try_from(length).unwrap_or(i128::MAX))));
    Ok(match operand {
        Operand::Literal(literal) => Some(literal.clone()),
        Operand::Query(query) | Operand::Value(query) => match inner(query, node, root, search)?.as_slice() {
            [single] => Some((*single).clone()),
            _ => None,
        },
        Operand::Count(query) => count(inner(query, node, root, search)?.len()),
        Operand::Length(operand) => match value(operand, node, root, search)? {
            Some(Node::String(text)) => count(text.chars().count()),
            Some(Node::List(list)) => count(list.len()),
            Some(Node::Map(map)) => count(map.len()),
            _ => None,
        },
    })
}

fn compare(left: Option<&Node>, comparison: Comparison, right: Option<&Node>) -> bool {
    let equal = match (left, right) {
        (Some(left), Some(right)) => order(left, right) == Some(Ordering::Equal) || left == right,
        (None, None) => true,
        _ => false,
    };
    let ordered = left.zip(right).and_then(|(left, right)| order(left, right));
    match comparison {
        Comparison::Equal => equal,
        Comparison::NotEqual => !equal,
        Comparison::Less => ordered == Some(Ordering::Less),
        Comparison::LessOrEqual => equal || ordered == Some(Ordering::Less),
        Comparison::Greater => ordered == Some(Ordering::Greater),
        Comparison::GreaterOrEqual => equal || ordered == Some(Ordering::Greater),
    }
}

#[expect(clippy::cast_precision_loss, reason = "an integer compared with a fraction")]
fn order(left: &Node, right: &Node) -> Option<Ordering> {
    match (left, right) {
        (Node::String(left), Node::String(right)) => Some(left.cmp(right)),
        (Node::Number(Number::Integer(left)), Node::Number(Number::Integer(right))) => Some(left.cmp(right)),
        (Node::Number(left), Node::Number(right)) => {
            let float = |number: &Number| match number {
                Number::Integer(whole) => *whole as f64,
                Number::Float(float) => *float,
            };
            float(left).partial_cmp(&float(right))
        }
        _ => None,
    }
}
