//! Names of operations: the call, its setters, its flags.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{
    Api, BodyContent, Definition, Operation, OperationId, Place, ResourceId, Response, Setter, SetterSource,
    StatusMatch, Success, Words,
};

use super::case::Case;
use super::gather::Gathering;
use super::ident::RustIdent;
use super::pins::{OperationPin, Pins};
use super::reserved::{CALL_METHODS, PRELUDE};
use super::resources::{ResourceTable, resources_below};
use super::table::OperationNames;
use super::types::allocate_flags;

/// Names all operations, resource by resource.
pub(super) fn allocate_operations(
    api: &Api,
    pins: &Pins,
    resources: &ResourceTable,
    diagnostics: &mut Diagnostics,
) -> Vec<OperationNames> {
    let mut names: Vec<Option<OperationNames>> = vec![None; api.operations.len()];
    let all_below = resources_below(api);
    for (index, resource) in api.resources.iter().enumerate() {
        let operations: Vec<usize> =
            resource.operations.iter().map(|id| id.0).filter(|&id| id < api.operations.len()).collect();
        let below = all_below[index].as_slice();
        let module = name_module((api, pins), (index, below), &operations, resources, diagnostics);
        for (position, &operation) in operations.iter().enumerate() {
            let place = (OperationId(operation), position);
            names[operation] = Some(name_operation(api, place, &module, pins, diagnostics));
        }
    }
    // An operation on no resource has no place in the client; the table still has a name for its index.
    names
        .into_iter()
        .enumerate()
        .map(|(index, names)| names.unwrap_or_else(|| name_orphan(api, index)))
        .collect()
}

/// Names of the items that stand in the module of a resource.
struct Module {
    methods: Vec<RustIdent>,
    calls: Vec<RustIdent>,
    statics: Vec<RustIdent>,
    /// The same, as names that others do not get.
    static_names: BTreeSet<String>,
    by_status: BTreeMap<usize, RustIdent>,
    taken: BTreeSet<String>,
}

fn name_module(
    (api, pins): (&Api, &Pins),
    (resource, below): (usize, &[ResourceId]),
    operations: &[usize],
    resources: &ResourceTable,
    diagnostics: &mut Diagnostics,
) -> Module {
    let mut taken: BTreeSet<String> = PRELUDE.iter().map(|name| (*name).to_owned()).collect();
    taken.insert(resources.names[resource].ident.as_str().to_owned());
    taken.extend(below.iter().map(|child| resources.names[child.0].ident.as_str().to_owned()));
    let methods: Vec<RustIdent> =
        operations.iter().filter_map(|&operation| resources.methods[operation].clone()).collect();
    let words: Vec<Words> = methods.iter().map(|method| Words::one(method.as_str())).collect();
    let mut items = Gathering::new(Case::Pascal, "calls", "Call").beside(&taken).quietly();
    let mut statics = Gathering::new(Case::Screaming, "calls", "call").quietly();
    for (words, &operation) in words.iter().zip(operations) {
        items.add(words, None, &api.operations[operation].pointer, true);
        items.keep(pins.of_operation(operation).map(|pin| pin.call.as_str()));
        statics.add(words, None, &api.operations[operation].pointer, true);
    }
    let mut enums = Vec::new();
    for (position, &operation) in operations.iter().enumerate() {
        if let Success::ByStatus { words, .. } = &api.operations[operation].success {
            items.add(words, None, &api.operations[operation].pointer, false);
            items.keep(pins.of_operation(operation).and_then(|pin| pin.by_status.as_deref()));
            enums.push(position);
        }
    }
    let mut calls = items.name(diagnostics);
    taken.extend(calls.iter().map(|call| call.as_str().to_owned()));
    let by_status = enums.into_iter().zip(calls.split_off(operations.len())).collect();
    let statics = statics.name(diagnostics);
    let static_names = statics.iter().map(|name| name.as_str().to_owned()).collect();
    Module { methods, calls, statics, static_names, by_status, taken }
}

fn name_operation(
    api: &Api,
    (id, position): (OperationId, usize),
    module: &Module,
    pins: &Pins,
    diagnostics: &mut Diagnostics,
) -> OperationNames {
    let operation = &api.operations[id.0];
    let arguments = name_arguments(operation, &module.static_names, diagnostics);
    let setters = name_setters(api, operation, pins.of_operation(id.0), diagnostics);
    let asked: Vec<bool> =
        operation.setters.iter().map(|setter| operation.asks_for(setter, &api.types)).collect();
    let flags = allocate_flags(&setters, &asked, &operation.pointer, &module.taken);
    let by_status = match (&operation.success, module.by_status.get(&position)) {
        (Success::ByStatus { responses, .. }, Some(ident)) => {
            Some((ident.clone(), name_statuses(responses, diagnostics)))
        }
        _ => None,
    };
    OperationNames {
        method: module.methods[position].clone(),
        call: module.calls[position].clone(),
        endpoint: module.statics[position].clone(),
        arguments,
        setters,
        flags,
        by_status,
    }
}

/// Names of arguments. A script without capitals writes statics and arguments alike, and no argument may have the name of
/// a static that is in sight.
fn name_arguments(
    operation: &Operation,
    statics: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Vec<RustIdent> {
    let mut scope = Gathering::new(Case::Snake, "arguments", "value").beside(statics);
    for parameter in &operation.parameters {
        scope.add(
            &parameter.words,
            Some(&parameter.wire),
            &parameter.pointer,
            parameter.place == Place::Path,
        );
    }
    let paths_only = operation.parameters.iter().all(|parameter| parameter.place == Place::Path);
    if !paths_only {
        // Other parameters take part so that indices agree, but nobody sees what became of them.
        scope = scope.quietly();
    }
    scope.name(diagnostics)
}

fn name_setters(
    api: &Api,
    operation: &Operation,
    pin: Option<&OperationPin>,
    diagnostics: &mut Diagnostics,
) -> Vec<RustIdent> {
    let body = Words::one("body");
    let described: Vec<Described<'_>> =
        operation.setters.iter().map(|setter| describe(api, operation, setter)).collect();
    let wires: Vec<String> = described.iter().map(|it| format!("{} {}", it.place, it.wire)).collect();
    let mut scope =
        Gathering::new(Case::Snake, "setters of a call", "value").taking(CALL_METHODS.iter().copied());
    for ((setter, it), wire) in operation.setters.iter().zip(&described).zip(&wires) {
        if setter.source != SetterSource::Body {
            scope.add_placed(&setter.words, (it.place, wire), it.pointer, it.pinned);
            scope.keep(pin.and_then(|pin| pin.setter(&it.called())));
        }
    }
    let mut names = scope.name(diagnostics).into_iter();
    let mut own = Gathering::new(Case::Snake, "setters of a call", "");
    own.add(&body, None, &operation.pointer, true);
    let own = own.name(diagnostics);
    operation
        .setters
        .iter()
        .filter_map(
            |setter| if setter.source == SetterSource::Body { own.first().cloned() } else { names.next() },
        )
        .collect()
}

/// What a setter is called on the wire: a parameter by its place and its name, what is in the body by its name alone; empty
/// for the body itself.
#[must_use]
pub fn setter_wire(api: &Api, operation: &Operation, setter: &Setter) -> String {
    describe(api, operation, setter).called()
}

/// What tells a setter from others of its name.
struct Described<'a> {
    /// Where its value goes.
    place: &'static str,
    /// What it is called there.
    wire: &'a str,
    /// Where it is written.
    pointer: &'a Pointer,
    /// Whether it wins.
    pinned: bool,
}

impl Described<'_> {
    fn called(&self) -> String {
        match self.place {
            "" | "body" | "form" => self.wire.to_owned(),
            place => format!("{place} {}", self.wire),
        }
    }
}

fn describe<'a>(api: &'a Api, operation: &'a Operation, setter: &Setter) -> Described<'a> {
    let unknown = Described { place: "", wire: "", pointer: &operation.pointer, pinned: false };
    match (setter.source, operation.body.as_ref().map(|body| &body.content)) {
        (SetterSource::Parameter(index), _) => operation.parameters.get(index).map_or(unknown, |parameter| {
            let place = match parameter.place {
                Place::Path => "path",
                Place::Query => "query",
                Place::Header => "header",
                Place::Cookie => "cookie",
            };
            Described { place, wire: &parameter.wire, pointer: &parameter.pointer, pinned: false }
        }),
        (SetterSource::BodyField(index), Some(BodyContent::Json { fields_of: Some(id), .. })) => {
            let field = match api.types.get(id.0).map(|definition| &definition.definition) {
                Some(Definition::Structure(structure)) => structure.fields.get(index),
                _ => None,
            };
            field.map_or(unknown, |field| Described {
                place: "body",
                wire: &field.wire,
                pointer: &field.pointer,
                pinned: true,
            })
        }
        (
            SetterSource::FormField(index),
            Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
        ) => fields.get(index).map_or(unknown, |field| Described {
            place: "form",
            wire: &field.wire,
            pointer: &field.pointer,
            pinned: true,
        }),
        (SetterSource::PartHeader(index, header), Some(BodyContent::Multipart(fields))) => {
            fields.get(index).and_then(|field| field.headers.get(header)).map_or(unknown, |header| {
                Described { place: "part", wire: &header.wire, pointer: &header.pointer, pinned: false }
            })
        }
        // The list of names has to know it again, which is not a field of that name.
        (SetterSource::OpenMember, Some(BodyContent::Form(_))) => {
            Described { place: "other", wire: "fields", ..unknown }
        }
        (SetterSource::OpenMember, _) => Described { place: "other", wire: "parts", ..unknown },
        _ => unknown,
    }
}

fn name_statuses(responses: &[Response], diagnostics: &mut Diagnostics) -> Vec<RustIdent> {
    let words: Vec<Words> =
        responses.iter().map(|response| Words::one(status_name(response.status))).collect();
    let mut scope = Gathering::new(Case::Pascal, "statuses", "Status").taking(["Self"]).quietly();
    for (words, response) in words.iter().zip(responses) {
        scope.add(words, None, &response.pointer, false);
    }
    scope.name(diagnostics)
}

/// What a status is called, from the registry of HTTP statuses.
fn status_name(status: StatusMatch) -> String {
    let name = match status {
        StatusMatch::Default => "Other",
        StatusMatch::Range(1) => "Informational",
        StatusMatch::Range(2) => "Success",
        StatusMatch::Range(3) => "Redirection",
        StatusMatch::Range(4) => "ClientError",
        StatusMatch::Range(_) => "ServerError",
        StatusMatch::Code(code) => match code {
            200 => "Ok",
            201 => "Created",
            202 => "Accepted",
            203 => "NonAuthoritative",
            204 => "NoContent",
            205 => "ResetContent",
            206 => "PartialContent",
            207 => "MultiStatus",
            208 => "AlreadyReported",
            226 => "ImUsed",
            300 => "MultipleChoices",
            301 => "MovedPermanently",
            302 => "Found",
            303 => "SeeOther",
            304 => "NotModified",
            307 => "TemporaryRedirect",
            308 => "PermanentRedirect",
            other => return format!("Status{other}"),
        },
    };
    name.to_owned()
}

fn name_orphan(api: &Api, index: usize) -> OperationNames {
    let operation = &api.operations[index];
    let one = |case| {
        let mut scope = Gathering::new(case, "calls", "call").quietly();
        scope.add(&operation.words, None, &operation.pointer, false);
        scope.name(&mut Diagnostics::new()).swap_remove(0)
    };
    OperationNames {
        method: one(Case::Snake),
        call: one(Case::Pascal),
        endpoint: one(Case::Screaming),
        arguments: Vec::new(),
        setters: Vec::new(),
        flags: Vec::new(),
        by_status: None,
    }
}
