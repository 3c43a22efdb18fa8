//! Aliases that lead back to themselves.
//!
//! In: types as lowered. Out: types in which no alias is part of a cycle of aliases.
//! Must never know: schemas.

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics};

use crate::ir::{Definition, Type, TypeId, Types, named_in};

/// What a search for circles knows of a definition.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// It was not met yet.
    New,
    /// It is on the way.
    Open,
    /// All that it leads to was looked at.
    Done,
}

/// Lists of lists are types without names, and a compiler walks through all of them. Behind so many aliases one gets a name.
const MOST_IN_A_ROW: usize = 10;

/// Turns the alias that closes a cycle into a struct around its value; an alias that is nothing but itself can hold
/// any value.
pub(in crate::lower) fn break_alias_cycles(types: &mut Types, diagnostics: &mut Diagnostics) {
    open_empty_cycles(types, diagnostics);
    let mut deep = vec![0; types.len()];
    let mut marks = vec![Mark::New; types.len()];
    for start in 0..types.len() {
        if marks[start] != Mark::New || !is_alias(types, TypeId(start)) {
            continue;
        }
        marks[start] = Mark::Open;
        let mut stack = vec![(start, aliases_named(types, start))];
        while let Some((at, next)) = stack.last_mut() {
            let Some(TypeId(inner)) = next.pop() else {
                let at = *at;
                marks[at] = Mark::Done;
                stack.pop();
                deep[at] = depth_of(types, at, &deep);
                if deep[at] > MOST_IN_A_ROW {
                    make_newtype(types, at);
                }
                continue;
            };
            match marks[inner] {
                Mark::New => {
                    marks[inner] = Mark::Open;
                    let further = aliases_named(types, inner);
                    stack.push((inner, further));
                }
                Mark::Open => make_newtype(types, inner),
                Mark::Done => {}
            }
        }
    }
}

/// How many aliases one leads through at most, itself among them; a struct begins anew.
fn depth_of(types: &Types, at: usize, deep: &[usize]) -> usize {
    let inner = aliases_named(types, at).into_iter().map(|TypeId(inner)| deep[inner]);
    inner.max().unwrap_or_default() + 1
}

/// Aliases that name each other in a circle without any list or map on the way say nothing about a value.
fn open_empty_cycles(types: &mut Types, diagnostics: &mut Diagnostics) {
    let mut marks = vec![Mark::New; types.len()];
    for start in 0..types.len() {
        let mut path = Vec::new();
        let mut at = start;
        while marks[at] == Mark::New {
            marks[at] = Mark::Open;
            path.push(at);
            match bare_target(types, at) {
                Some(TypeId(next)) => at = next,
                None => break,
            }
        }
        if marks[at] == Mark::Open && path.contains(&at) && bare_target(types, at).is_some() {
            let message = "this schema is defined as itself; accepting any JSON value";
            let help = "define the schema at one place of the cycle";
            diagnostics.push(Diagnostic::new(&codes::W507, &types[at].pointer, message).with_help(help));
            types[at].definition = Definition::Alias(Type::Any);
        }
        for visited in path {
            marks[visited] = Mark::Done;
        }
    }
}

fn bare_target(types: &Types, at: usize) -> Option<TypeId> {
    let Definition::Alias(value) = &types[at].definition else { return None };
    let mut value = value;
    while let Type::Nullable(inner) = value {
        value = inner;
    }
    match value {
        Type::Named(id) if is_alias(types, *id) => Some(*id),
        _ => None,
    }
}

fn is_alias(types: &Types, id: TypeId) -> bool {
    matches!(types.get(id.0).map(|found| &found.definition), Some(Definition::Alias(_)))
}

fn aliases_named(types: &Types, at: usize) -> Vec<TypeId> {
    let mut named = Vec::new();
    if let Definition::Alias(value) = &types[at].definition {
        named_in(value, &mut named);
    }
    named.retain(|id| is_alias(types, *id));
    named.reverse();
    named
}

fn make_newtype(types: &mut Types, at: usize) {
    if let Definition::Alias(value) = &types[at].definition {
        types[at].definition = Definition::Newtype(value.clone());
    }
}
