//! What there is to rename, and what it can be called by.
//!
//! In: a client with the names that it has without renames. Out: an index from kind and text to places of the IR.
//! Must never know: what is renamed.

use std::collections::BTreeMap;

use crate::ir::{
    Api, BodyContent, Definition, Literal, OperationId, Place, ResourceId, SetterSource, Type, TypeId,
};
use crate::names::Names;

use super::said::Kind;

/// Something whose name can be chosen: by its numbers in the IR.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Target {
    Resource(usize),
    Operation(usize),
    Type(usize),
    /// A field of a structure, a value of an enumeration, a case of a union.
    Member(usize, usize),
    /// A parameter in the path.
    Argument(usize, usize),
    /// A setter of a call.
    Setter(usize, usize),
}

/// The calls whose body a structure is, each with the setter of each field.
type FieldSetters = Vec<(OperationId, Vec<Option<usize>>)>;

/// Everything that can be renamed, by what it is called: in the description, as a JSON pointer, and in Rust.
#[derive(Default)]
pub(super) struct Index {
    described: BTreeMap<(Kind, String), Vec<Target>>,
    in_rust: BTreeMap<(Kind, String), Vec<Target>>,
}

impl Index {
    pub(super) fn of(api: &Api, names: &Names) -> Self {
        let mut index = Self::default();
        for id in 1..api.resources.len() {
            index.in_rust(Kind::Resource, resource_path(api, names, ResourceId(id)), Target::Resource(id));
        }
        let operations: Vec<Vec<String>> =
            (0..api.operations.len()).map(|id| index.operation(api, names, id)).collect();
        for (id, called) in operations.iter().enumerate() {
            index.parameters(api, names, id, called);
        }
        let setters = body_setters(api);
        for id in 0..api.types.len() {
            index.definition(api, names, id, &setters);
        }
        index
    }

    /// What a text names; what the description calls so wins against what is only called so in Rust.
    pub(super) fn find(&self, kind: Kind, text: &str) -> &[Target] {
        let key = (kind, text.to_owned());
        self.described.get(&key).or_else(|| self.in_rust.get(&key)).map_or(&[], Vec::as_slice)
    }

    /// The names of a kind, without pointers.
    pub(super) fn names(&self, kind: Kind) -> impl Iterator<Item = &str> {
        let of_kind = move |((found, name), _): (&'_ (Kind, String), &Vec<Target>)| {
            (*found == kind && !name.starts_with('/')).then_some(name.len())
        };
        let all = self.in_rust.iter().chain(&self.described);
        all.filter(move |entry| of_kind(*entry).is_some()).map(|((_, name), _)| name.as_str())
    }

    fn described(&mut self, kind: Kind, name: impl Into<String>, target: Target) {
        add(&mut self.described, kind, name.into(), target);
    }

    fn in_rust(&mut self, kind: Kind, name: impl Into<String>, target: Target) {
        add(&mut self.in_rust, kind, name.into(), target);
    }

    /// Gives what the operation is called by, for its parameters.
    fn operation(&mut self, api: &Api, names: &Names, id: usize) -> Vec<String> {
        let operation = &api.operations[id];
        let path = resource_path(api, names, operation.resource);
        let method = names.operations[id].method.as_str();
        let rust = if path.is_empty() { method.to_owned() } else { format!("{path}.{method}") };
        self.in_rust(Kind::Operation, rust.clone(), Target::Operation(id));
        self.described(Kind::Operation, operation.pointer.as_str(), Target::Operation(id));
        let written = format!("{} {}", operation.method, operation.written_path());
        let called: Vec<String> = operation.wire_id.iter().cloned().chain([written]).collect();
        if operation.variant_of.is_none() {
            for name in &called {
                self.described(Kind::Operation, name.clone(), Target::Operation(id));
            }
        }
        called.into_iter().chain([rust]).collect()
    }

    /// Parameters, and members of forms, which are set as parameters are.
    fn parameters(&mut self, api: &Api, names: &Names, id: usize, called: &[String]) {
        let operation = &api.operations[id];
        let names = &names.operations[id];
        for (at, parameter) in operation.parameters.iter().enumerate() {
            if parameter.place == Place::Path {
                let rust = names.arguments.get(at).map_or("", |name| name.as_str());
                let place = parameter.pointer.as_str();
                self.parameter(called, (&parameter.wire, rust, place), Target::Argument(id, at));
            }
        }
        for (at, setter) in operation.setters.iter().enumerate() {
            let content = operation.body.as_ref().map(|body| &body.content);
            let found = match (setter.source, content) {
                (SetterSource::Parameter(of), _) => {
                    operation.parameters.get(of).map(|found| (&found.wire, &found.pointer))
                }
                (
                    SetterSource::FormField(of),
                    Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
                ) => fields.get(of).map(|found| (&found.wire, &found.pointer)),
                (SetterSource::PartHeader(of, header), Some(BodyContent::Multipart(fields))) => fields
                    .get(of)
                    .and_then(|field| field.headers.get(header))
                    .map(|found| (&found.wire, &found.pointer)),
                _ => None,
            };
            let Some((wire, pointer)) = found else { continue };
            let rust = names.setters.get(at).map_or("", |name| name.as_str());
            self.parameter(called, (wire, rust, pointer.as_str()), Target::Setter(id, at));
        }
    }

    fn parameter(&mut self, called: &[String], (wire, rust, place): (&str, &str, &str), target: Target) {
        self.described(Kind::Parameter, place, target);
        for operation in called {
            self.described(Kind::Parameter, format!("{operation}.{wire}"), target);
            self.in_rust(Kind::Parameter, format!("{operation}.{rust}"), target);
        }
    }

    fn definition(&mut self, api: &Api, all: &Names, id: usize, setters: &BTreeMap<TypeId, FieldSetters>) {
        let (found, names) = (&api.types[id], &all.types[id]);
        let component = found.pointer.as_str().strip_prefix("/components/schemas/");
        let component = component.filter(|rest| !rest.contains('/'));
        let component = component.and_then(|_| found.pointer.tokens().last());
        let rust = names.ident.as_str().to_owned();
        self.described(Kind::Type, found.pointer.as_str(), Target::Type(id));
        self.in_rust(Kind::Type, rust.clone(), Target::Type(id));
        if let Some(component) = &component {
            self.described(Kind::Type, component.clone(), Target::Type(id));
        }
        // Another name for a type has its members.
        let (id, found, names) = match Type::Named(TypeId(id)).resolved(&api.types) {
            Type::Named(end) => (end.0, &api.types[end.0], &all.types[end.0]),
            _ => (id, found, names),
        };
        let setters = setters.get(&TypeId(id)).map_or(&[][..], Vec::as_slice);
        let members = members_of(&found.definition);
        let is_structure = matches!(found.definition, Definition::Structure(_));
        let kind = if is_structure { Kind::Member } else { Kind::Variant };
        for (at, (place, wire)) in members.iter().enumerate() {
            let of_calls = setters
                .iter()
                .filter_map(|(operation, setters)| Some(Target::Setter(operation.0, (*setters.get(at)?)?)));
            let name = names.members.get(at).map_or("", |name| name.as_str());
            for target in [Target::Member(id, at)].into_iter().chain(of_calls) {
                self.described(kind, *place, target);
                if let (Some(owner), Some(wire)) = (&component, wire) {
                    self.described(kind, format!("{owner}.{wire}"), target);
                }
                for owner in component.iter().chain([&rust]) {
                    for member in wire.iter().map(String::as_str).chain([name]) {
                        self.in_rust(kind, format!("{owner}.{member}"), target);
                    }
                }
            }
        }
    }
}

/// The members of a definition: where each stands, and what it is called on the wire, where it is called something there.
fn members_of(definition: &Definition) -> Vec<(&str, Option<String>)> {
    match definition {
        Definition::Structure(structure) => {
            structure.fields.iter().map(|field| (field.pointer.as_str(), Some(field.wire.clone()))).collect()
        }
        Definition::Enumeration(enumeration) => enumeration
            .members
            .iter()
            .map(|member| (member.pointer.as_str(), Some(text_of(&member.wire))))
            .collect(),
        Definition::Union(union) => {
            union.cases.iter().map(|case| (case.pointer.as_str(), case.tags.first().cloned())).collect()
        }
        Definition::Alias(_) | Definition::Newtype(_) => Vec::new(),
    }
}

fn add(map: &mut BTreeMap<(Kind, String), Vec<Target>>, kind: Kind, name: String, target: Target) {
    let targets = map.entry((kind, name)).or_default();
    if targets.last() != Some(&target) {
        targets.push(target);
    }
}

/// The way to a resource: `pets.toys`; empty for the client itself.
fn resource_path(api: &Api, names: &Names, id: ResourceId) -> String {
    let mut way = Vec::new();
    let mut next = Some(id).filter(|id| id.0 != 0);
    while let Some(id) = next {
        way.push(names.resources[id.0].method.as_str());
        next = api.resources[id.0].parent.filter(|parent| parent.0 != 0 && *parent < id);
    }
    way.reverse();
    way.join(".")
}

/// The setters that fill the fields of a structure, for each structure that is the body of calls: by field.
fn body_setters(api: &Api) -> BTreeMap<TypeId, FieldSetters> {
    let mut found: BTreeMap<TypeId, FieldSetters> = BTreeMap::new();
    for (id, operation) in api.operations.iter().enumerate() {
        let content = operation.body.as_ref().map(|body| &body.content);
        let Some(BodyContent::Json { fields_of: Some(structure), .. }) = content else { continue };
        let mut setters = Vec::new();
        for (at, setter) in operation.setters.iter().enumerate() {
            if let SetterSource::BodyField(field) = setter.source {
                setters.resize(setters.len().max(field + 1), None);
                setters[field] = Some(at);
            }
        }
        found.entry(*structure).or_default().push((OperationId(id), setters));
    }
    found
}

fn text_of(literal: &Literal) -> String {
    match literal {
        Literal::String(text) | Literal::Json(text) => text.clone(),
        Literal::Integer(number) => number.to_string(),
        Literal::Bool(value) => value.to_string(),
    }
}
