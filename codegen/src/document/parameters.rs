//! The parameters of an operation together: the path's and its own, and the variables of the path.
//!
//! In: lists of parameters and a path. Out: distinct parameters, one for each variable of the path.
//! Must never know: what a single parameter looks like.

use std::collections::{BTreeMap, BTreeSet};

use indexmap::IndexMap;

use crate::diag::code_table::document as codes;
use crate::diag::{Pointer, closest};

use super::model::{ParameterPlace, ParameterSpec};
use super::parameter::WHOLE_QUERY;
use super::reader::{Reader, Spot};
use super::template::{PathTemplate, QueryValue};

/// Headers that the specification forbids to describe as parameters: bodies and credentials bring them.
const RESERVED: [&str; 3] = ["accept", "content-type", "authorization"];

/// How many variables without a parameter are compared with parameters without a variable.
const MOST_MISSPELT: usize = 100;

impl<'n> Reader<'n, '_> {
    /// The list under `parameters`, each name and place once.
    pub(super) fn parameters(&mut self, holder: &Spot<'n>) -> Vec<ParameterSpec> {
        let mut read: Vec<ParameterSpec> = Vec::new();
        let mut known = BTreeMap::new();
        for spot in self.list_member(holder, "parameters") {
            let written = spot.at.clone();
            let Some(parameter) = self.parameter(spot) else { continue };
            if is_reserved(&parameter) {
                let message = format!(
                    "`{}` is not sent as a parameter: request bodies, responses and credentials determine this header",
                    parameter.name
                );
                self.report(&codes::N315, &written, message);
            } else if let Some(first) = known.get(&identity(&parameter)).map(|at: &usize| &read[*at]) {
                let message =
                    format!("the {} parameter `{}` is declared twice", first.place.word(), first.name);
                let first = first.pointer.clone();
                let found = crate::diag::Diagnostic::new(&codes::W312, &written, message)
                    .with_help("the first is used; remove the other")
                    .with_related(&first, "the first");
                self.diagnostics.push(found);
            } else {
                known.insert(identity(&parameter), read.len());
                read.push(parameter);
            }
        }
        read
    }

    /// The parameters of an operation: those of its path, each replaced where the operation has its own, then the rest;
    /// and exactly one for each variable of the path.
    pub(super) fn merged_parameters(
        &mut self,
        path: &str,
        at: &Pointer,
        shared: &[ParameterSpec],
        own: Vec<ParameterSpec>,
    ) -> Vec<ParameterSpec> {
        let mut merged = shared.to_vec();
        let mut known: BTreeMap<_, usize> =
            merged.iter().enumerate().map(|(at, known)| (identity(known), at)).collect();
        for parameter in own {
            let identity = identity(&parameter);
            if let Some(known) = known.get(&identity) {
                merged[*known] = parameter;
            } else {
                known.insert(identity, merged.len());
                merged.push(parameter);
            }
        }
        // A whole query string cannot be sent beside another, or beside parts of one; which is reported where it is written.
        let mut query = merged.iter().filter(|parameter| parameter.place == ParameterPlace::Query);
        if query.clone().count() > 1 {
            let first = query.next().filter(|_| query.all(is_whole_query)).map(|first| first.name.clone());
            merged.retain(|parameter| !is_whole_query(parameter) || first.as_ref() == Some(&parameter.name));
        }
        let template = PathTemplate::of(path);
        self.settle_query(path, &template, at, &mut merged);
        self.settle_variables(path, &template, at, &mut merged);
        merged
    }

    /// A pair of the path's own query is sent once: a fixed one by itself, another as a required parameter.
    fn settle_query(
        &mut self,
        path: &str,
        template: &PathTemplate,
        at: &Pointer,
        parameters: &mut Vec<ParameterSpec>,
    ) {
        for (name, value) in &template.query {
            let position = |place: ParameterPlace, name: &str| {
                parameters.iter().position(|known| known.place == place && known.name == name)
            };
            let declared = position(ParameterPlace::Query, name);
            let QueryValue::Given(variable) = value else {
                if let Some(declared) = declared {
                    let dropped = parameters.remove(declared);
                    let message = format!("the path `{path}` has `{name}` in its own query already");
                    let help = "the path is used; remove the pair from it, or remove the parameter";
                    self.advise(&codes::W312, &dropped.pointer, message, help);
                }
                continue;
            };
            let variable = variable.as_deref();
            let found = declared
                .or_else(|| position(ParameterPlace::Path, variable?))
                .or_else(|| position(ParameterPlace::Query, variable?));
            let Some(found) = found else {
                let variable = variable.unwrap_or(name);
                self.undeclared.push((variable.to_owned(), ParameterPlace::Query, at.clone()));
                parameters.push(undeclared(name, ParameterPlace::Query, at));
                continue;
            };
            let given = &mut parameters[found];
            if given.place == ParameterPlace::Path {
                given.place = ParameterPlace::Query;
                "form".clone_into(&mut given.style);
                given.explode = true;
            }
            given.name.clone_from(name);
            given.required = true;
        }
    }

    /// Makes path parameters and variables of the path one and the same.
    fn settle_variables(
        &mut self,
        path: &str,
        template: &PathTemplate,
        at: &Pointer,
        parameters: &mut Vec<ParameterSpec>,
    ) {
        let variables = template.variables();
        let known: BTreeSet<&str> = variables.iter().copied().collect();
        let in_path = |parameter: &ParameterSpec| parameter.place == ParameterPlace::Path;
        let declared: BTreeSet<String> =
            parameters.iter().filter(|known| in_path(known)).map(|known| known.name.clone()).collect();
        let mut missing: Vec<&str> =
            variables.iter().copied().filter(|variable| !declared.contains(*variable)).collect();
        for orphan in parameters.iter_mut().filter(|parameter| in_path(parameter)) {
            if !known.contains(orphan.name.as_str())
                && let Some(variable) = self.variable_of(orphan, &missing)
            {
                missing.retain(|other| *other != variable);
                variable.clone_into(&mut orphan.name);
            }
        }
        let is_orphan =
            |parameter: &ParameterSpec| in_path(parameter) && !known.contains(parameter.name.as_str());
        for dropped in parameters.extract_if(.., |parameter| is_orphan(parameter)) {
            let orphan = &dropped.name;
            let message =
                format!("the path `{path}` has no variable `{{{orphan}}}`; the parameter is left out");
            let help =
                format!("write `{{{orphan}}}` into the path, or put the parameter elsewhere with `in`");
            self.advise(&codes::W314, &dropped.pointer, message, help);
        }
        for variable in missing {
            self.undeclared.push((variable.to_owned(), ParameterPlace::Path, at.clone()));
            parameters.push(undeclared(variable, ParameterPlace::Path, at));
        }
    }

    /// Reports the variables that nobody declares: once at the path if none of its operations does, else where one does
    /// not.
    pub(super) fn report_undeclared(&mut self, path: &str, at: &Pointer, operations: usize) {
        let undeclared = std::mem::take(&mut self.undeclared);
        let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
        for (variable, ..) in &undeclared {
            *counts.entry(variable).or_default() += 1;
        }
        for (variable, place, operation) in &undeclared {
            let everywhere = counts.get(variable.as_str()) == Some(&operations);
            let message = format!(
                "the variable `{{{variable}}}` of the path `{path}` is not declared; it is sent as a string"
            );
            let help = format!("declare a parameter `{variable}` with `in: {}`", place.word());
            // The finding about the whole path is the same for each operation, so it is kept once.
            self.advise_key(&codes::W313, if everywhere { at } else { operation }, message, help);
        }
    }

    /// The variable that a parameter of another spelling is meant for: `{petId}` and `pet_id`, `{rest+}` and `rest`.
    fn variable_of<'v>(&mut self, parameter: &ParameterSpec, missing: &[&'v str]) -> Option<&'v str> {
        // Where so many are missing, nobody has misspelled them.
        let missing = if missing.len() > MOST_MISSPELT { &[] } else { missing };
        let bare = missing.iter().find(|variable| bare(variable) == parameter.name);
        if let Some(variable) = bare {
            return Some(variable);
        }
        let variable = closest(&parameter.name, missing.iter().copied())?;
        let message = format!(
            "the parameter `{}` is used for the variable `{{{variable}}}` of the path",
            parameter.name
        );
        self.advise(&codes::W314, &parameter.pointer, message, "spell both alike");
        Some(variable)
    }
}

/// A parameter is known by its name and place; header names have no case.
fn identity(parameter: &ParameterSpec) -> (ParameterPlace, String) {
    let name = match parameter.place {
        ParameterPlace::Header => parameter.name.to_ascii_lowercase(),
        _ => parameter.name.clone(),
    };
    (parameter.place, name)
}

fn is_whole_query(parameter: &ParameterSpec) -> bool {
    parameter.place == ParameterPlace::Query && parameter.style == WHOLE_QUERY
}

fn is_reserved(parameter: &ParameterSpec) -> bool {
    parameter.place == ParameterPlace::Header
        && RESERVED.iter().any(|reserved| reserved.eq_ignore_ascii_case(&parameter.name))
}

/// The name in a variable with the signs of URI templates and routers: `+path`, `path*`, `path+`, `id:[0-9]+`.
fn bare(variable: &str) -> &str {
    let name = variable.split(':').next().unwrap_or(variable);
    name.trim_matches(['+', '*', '#', '?', '&', '.', ';', ' '])
}

/// What stands in for a parameter that nobody declared.
fn undeclared(name: &str, place: ParameterPlace, at: &Pointer) -> ParameterSpec {
    let in_query = place == ParameterPlace::Query;
    ParameterSpec {
        pointer: at.clone(),
        name: name.to_owned(),
        place,
        required: true,
        description: None,
        deprecated: false,
        style: if in_query { "form" } else { "simple" }.to_owned(),
        explode: in_query,
        allow_reserved: false,
        schema: None,
        content: None,
        examples: Vec::new(),
        extensions: IndexMap::new(),
    }
}
