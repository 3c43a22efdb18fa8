//! Query and tree → places.

use std::cmp::Ordering;

use super::model::{Comparison, Inner, Logic, Operand, Query, Segment, Selector};
use super::regexp::Expressions;
use crate::diag::Pointer;
use crate::load::{Node, Number};

/// Queries such as `$..*..*` select the square of a tree.
const MOST_PLACES: usize = 500_000;

type Place<'a> = (Pointer, &'a Node);

struct Budget {
    left: usize,
    expressions: Expressions,
}

pub(super) fn select(query: &Query, root: &Node) -> Result<Vec<Pointer>, String> {
    let mut budget = Budget { left: MOST_PLACES, expressions: Expressions::default() };
    let places = follow(&query.segments, (Pointer::root(), root), root, &mut budget)?;
    Ok(places.into_iter().map(|(pointer, _)| pointer).collect())
}

fn follow<'a>(
    segments: &[Segment],
    from: Place<'a>,
    root: &'a Node,
    budget: &mut Budget,
) -> Result<Vec<Place<'a>>, String> {
    let mut places = vec![from];
    for segment in segments {
        if segment.descendant {
            let mut all = Vec::new();
            for place in places {
                descend(place, &mut all, budget)?;
            }
            places = all;
        }
        let mut next = Vec::new();
        for place in &places {
            for selector in &segment.selectors {
                apply(selector, place, root, &mut next, budget)?;
            }
        }
        places = next;
    }
    Ok(places)
}

fn descend<'a>(place: Place<'a>, all: &mut Vec<Place<'a>>, budget: &mut Budget) -> Result<(), String> {
    budget.take(1)?;
    let children = children(&place);
    all.push(place);
    for child in children {
        descend(child, all, budget)?;
    }
    Ok(())
}

fn children<'a>((pointer, node): &Place<'a>) -> Vec<Place<'a>> {
    match node {
        Node::Map(map) => map.iter().map(|(key, value)| (pointer.key(key), value)).collect(),
        Node::List(list) => {
            list.iter().enumerate().map(|(index, value)| (pointer.index(index), value)).collect()
        }
        _ => Vec::new(),
    }
}

fn apply<'a>(
    selector: &Selector,
    place: &Place<'a>,
    root: &'a Node,
    out: &mut Vec<Place<'a>>,
    budget: &mut Budget,
) -> Result<(), String> {
    budget.take(1)?;
    let (pointer, node) = place;
    match selector {
        Selector::Name(name) => out.extend(node.get(name).map(|value| (pointer.key(name), value))),
        Selector::Wildcard => {
            let children = children(place);
            budget.take(children.len())?;
            out.extend(children);
        }
        Selector::Index(index) => {
            let list = node.as_list().unwrap_or_default();
            let index = usize::try_from(*index).ok().or_else(|| {
                let back = usize::try_from(index.unsigned_abs()).ok()?;
                list.len().checked_sub(back)
            });
            let found = index.and_then(|index| Some((pointer.index(index), list.get(index)?)));
            out.extend(found);
        }
        Selector::Slice { start, end, step } => {
            let list = node.as_list().unwrap_or_default();
            for index in slice(list.len(), *start, *end, *step) {
                out.extend(list.get(index).map(|value| (pointer.index(index), value)));
            }
        }
        Selector::Filter(logic) => {
            for child in children(place) {
                if holds(logic, child.1, root, budget)? {
                    out.push(child);
                }
            }
        }
    }
    Ok(())
}

impl Budget {
    fn take(&mut self, count: usize) -> Result<(), String> {
        self.left = self.left.checked_sub(count).ok_or("the query selects too many places")?;
        Ok(())
    }
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

fn holds(logic: &Logic, node: &Node, root: &Node, budget: &mut Budget) -> Result<bool, String> {
    Ok(match logic {
        Logic::Any(alternatives) => {
            for alternative in alternatives {
                if holds(alternative, node, root, budget)? {
                    return Ok(true);
                }
            }
            false
        }
        Logic::All(conditions) => {
            for condition in conditions {
                if !holds(condition, node, root, budget)? {
                    return Ok(false);
                }
            }
            true
        }
        Logic::Not(condition) => !holds(condition, node, root, budget)?,
        Logic::Exists(query) => !inner(query, node, root, budget)?.is_empty(),
        Logic::Matches { whole, text, expression } => {
            let text = value(text, node, root, budget)?;
            let expression = value(expression, node, root, budget)?;
            match (text, expression) {
                (Some(Node::String(text)), Some(Node::String(expression))) => {
                    budget.take(budget.expressions.cost(&expression, &text))?;
                    budget.expressions.matches(&expression, &text, *whole)
                }
                _ => false,
            }
        }
        Logic::Compare(left, comparison, right) => {
            let left = value(left, node, root, budget)?;
            let right = value(right, node, root, budget)?;
            compare(left.as_ref(), *comparison, right.as_ref())
        }
    })
}

fn inner<'a>(
    query: &Inner,
    node: &'a Node,
    root: &'a Node,
    budget: &mut Budget,
) -> Result<Vec<Place<'a>>, String> {
    let from = if query.from_root { root } else { node };
    follow(&query.segments, (Pointer::root(), from), root, budget)
}

/// The value of an operand; `None` where a query selects nothing or more than one value.
fn value(operand: &Operand, node: &Node, root: &Node, budget: &mut Budget) -> Result<Option<Node>, String> {
    let count =
        |length: usize| Some(Node::Number(Number::Integer(i128::try_from(length).unwrap_or(i128::MAX))));
    Ok(match operand {
        Operand::Literal(literal) => Some(literal.clone()),
        Operand::Query(query) | Operand::Value(query) => match inner(query, node, root, budget)?.as_slice() {
            [(_, single)] => Some((*single).clone()),
            _ => None,
        },
        Operand::Count(query) => count(inner(query, node, root, budget)?.len()),
        Operand::Length(operand) => match value(operand, node, root, budget)? {
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
