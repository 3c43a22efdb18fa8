//! Parameters of an operation.

use std::collections::BTreeSet;

use crate::document::{OperationSpec, ParameterPlace, ParameterSpec};

use super::changes::{Side, Use};
use super::rules::{parameters as rules, values};
use super::schema::Comparison;

/// Compares the parameters of an operation.
pub(super) fn compare_parameters(comparison: &mut Comparison<'_>, old: &OperationSpec, new: &OperationSpec) {
    let pairs = matched(old, new);
    let kept: BTreeSet<usize> = pairs.iter().map(|(_, head)| *head).collect();
    let left: BTreeSet<usize> = pairs.iter().map(|(base, _)| *base).collect();
    for (index, parameter) in old.parameters.iter().enumerate() {
        if !left.contains(&index) && parameter.place != ParameterPlace::Path {
            let side = Side::with(&parameter.pointer, shown(parameter));
            let head = Side::at(&new.pointer);
            comparison.changes.note(&rules::REMOVED, Use::Sent, &subject(parameter), side, head);
        }
    }
    for (index, parameter) in new.parameters.iter().enumerate() {
        if !kept.contains(&index) && parameter.place != ParameterPlace::Path {
            let rule = if parameter.required { &rules::ADDED_REQUIRED } else { &rules::ADDED_OPTIONAL };
            let side = Side::with(&parameter.pointer, shown(parameter));
            comparison.changes.note(rule, Use::Sent, &subject(parameter), Side::at(&old.pointer), side);
        }
    }
    for (base, head) in pairs {
        parameter(comparison, &old.parameters[base], &new.parameters[head]);
    }
}

/// Which parameter is which: by place and name, those of a path by their order in it, others by name alone.
fn matched(old: &OperationSpec, new: &OperationSpec) -> Vec<(usize, usize)> {
    let mut free: BTreeSet<usize> = (0..new.parameters.len()).collect();
    let mut pairs = Vec::new();
    let mut take = |index: usize, found: Option<usize>| {
        let found = found.filter(|found| free.remove(found));
        found.inspect(|found| pairs.push((index, *found))).is_some()
    };
    let (from, to) = (variables(&old.path), variables(&new.path));
    let at = |name: &str, operation: &OperationSpec| {
        let is_it = |found: &ParameterSpec| found.place == ParameterPlace::Path && found.name == name;
        operation.parameters.iter().position(is_it)
    };
    for (before, after) in from.iter().zip(&to) {
        if let Some(index) = at(before, old) {
            take(index, at(after, new));
        }
    }
    let mut waiting = Vec::new();
    for (index, parameter) in old.parameters.iter().enumerate() {
        let is_same = |found: &ParameterSpec| {
            found.place == parameter.place && is_called(parameter.place, &found.name, &parameter.name)
        };
        if parameter.place != ParameterPlace::Path && !take(index, new.parameters.iter().position(is_same)) {
            waiting.push(index);
        }
    }
    for index in waiting {
        let name = &old.parameters[index].name;
        take(index, new.parameters.iter().position(|found| found.name == *name));
    }
    pairs
}

/// Names of headers mean the same whatever their case.
fn is_called(place: ParameterPlace, one: &str, other: &str) -> bool {
    if place == ParameterPlace::Header { one.eq_ignore_ascii_case(other) } else { one == other }
}

/// The names of a path's variables in their order.
fn variables(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

fn place(parameter: &ParameterSpec) -> &'static str {
    match parameter.place {
        ParameterPlace::Path => "path",
        ParameterPlace::Query => "query",
        ParameterPlace::Header => "header",
        ParameterPlace::Cookie => "cookie",
    }
}

fn subject(parameter: &ParameterSpec) -> String {
    format!("the parameter `{}`", parameter.name)
}

fn shown(parameter: &ParameterSpec) -> String {
    let required = if parameter.required { "required" } else { "optional" };
    format!("{required}, {}", place(parameter))
}

fn parameter(comparison: &mut Comparison<'_>, old: &ParameterSpec, new: &ParameterSpec) {
    let what = subject(old);
    let mut note = |rule, base: String, head: String| {
        let (base, head) = (Side::with(&old.pointer, base), Side::with(&new.pointer, head));
        comparison.changes.note(rule, Use::Sent, &what, base, head);
    };
    if old.place != new.place {
        note(&rules::MOVED, place(old).to_owned(), place(new).to_owned());
    }
    match (old.required, new.required) {
        (false, true) => note(&rules::BECAME_REQUIRED, "optional".to_owned(), "required".to_owned()),
        (true, false) => note(&rules::BECAME_OPTIONAL, "required".to_owned(), "optional".to_owned()),
        _ => {}
    }
    let style = |found: &ParameterSpec| {
        format!("{} explode={} allowReserved={}", found.style, found.explode, found.allow_reserved)
    };
    if old.place == new.place && style(old) != style(new) && old.content.is_none() && new.content.is_none() {
        note(&rules::STYLE, style(old), style(new));
    }
    if old.content != new.content {
        let text = |found: &ParameterSpec| found.content.clone().unwrap_or_else(|| "none".to_owned());
        note(&rules::CONTENT, text(old), text(new));
    }
    if old.deprecated != new.deprecated {
        let word =
            |found: &ParameterSpec| if found.deprecated { "deprecated" } else { "not deprecated" }.to_owned();
        note(&rules::DEPRECATED, word(old), word(new));
    }
    if old.description != new.description {
        note(&rules::DOCUMENTATION, String::new(), String::new());
    }
    match (&old.schema, &new.schema) {
        (Some(base), Some(head)) => comparison.places(base, head, Use::Sent),
        (Some(_), None) => note(&values::TYPE_WIDENED, "a schema".to_owned(), "none".to_owned()),
        (None, Some(_)) => note(&values::TYPE_NARROWED, "none".to_owned(), "a schema".to_owned()),
        (None, None) => {}
    }
}
