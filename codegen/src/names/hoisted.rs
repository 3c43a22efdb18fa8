//! Types that were written where they are used and are components now: one item stands for both where it can.

use std::collections::{BTreeMap, BTreeSet};

use crate::ir::{Api, BodyContent, Definition, Media, Operation, Rest, Success, Type};

use super::memory::Memory;
use super::pins::TypePin;

/// What became of types that are not where they were.
#[derive(Default)]
pub(super) struct Hoisted<'m> {
    /// Types that are new, and the type of before whose name each has.
    pub(super) heirs: Vec<(usize, &'m TypePin)>,
    /// Types that have a name, and another that they stand for as well.
    pub(super) others: Vec<(usize, &'m TypePin)>,
}

/// Looks for what stands now where a known type stood. `found` are the types that are where they were.
pub(super) fn find_hoisted<'m>(api: &Api, memory: &'m Memory, found: &[Option<&'m TypePin>]) -> Hoisted<'m> {
    let known: BTreeSet<&str> = api.types.iter().map(|found| found.pointer.as_str()).collect();
    let lost =
        memory.types.iter().filter(|(pointer, pins)| pins.len() == 1 && !known.contains(pointer.as_str()));
    let lost: Vec<(&str, &TypePin)> = lost.map(|(pointer, pins)| (pointer.as_str(), &pins[0])).collect();
    if lost.is_empty() {
        return Hoisted::default();
    }
    let places = Places::of(api);
    let by_pointer: BTreeMap<&str, usize> =
        api.types.iter().enumerate().map(|(index, found)| (found.pointer.as_str(), index)).collect();
    let mut wanted: BTreeMap<usize, Vec<&TypePin>> = BTreeMap::new();
    for (pointer, pin) in lost {
        if let Some(index) = places.at(pointer, api, &by_pointer) {
            wanted.entry(index).or_default().push(pin);
        }
    }
    let mut hoisted = Hoisted::default();
    for (index, pins) in wanted {
        match pins.as_slice() {
            [only] if found[index].is_none() => hoisted.heirs.push((index, only)),
            several => hoisted.others.extend(several.iter().map(|pin| (index, *pin))),
        }
    }
    hoisted
}

/// Which definition stands at a place that only refers to it.
struct Places {
    named: BTreeMap<String, usize>,
    /// What holds a body: the media type stands between it and the schema.
    bodies: BTreeMap<String, usize>,
    /// The same where the body is a list of it.
    lists: BTreeMap<String, usize>,
}

impl Places {
    fn of(api: &Api) -> Self {
        let mut places = Self { named: BTreeMap::new(), bodies: BTreeMap::new(), lists: BTreeMap::new() };
        for definition in &api.types {
            match &definition.definition {
                Definition::Structure(structure) => {
                    for field in &structure.fields {
                        places.note(field.pointer.as_str(), &field.value);
                    }
                    if let Rest::Kept(value) = &structure.rest {
                        places.note(&format!("{}/additionalProperties", definition.pointer.as_str()), value);
                    }
                }
                Definition::Union(union) => {
                    for case in &union.cases {
                        places.note(case.pointer.as_str(), &case.value);
                    }
                }
                Definition::Alias(value) | Definition::Newtype(value) => {
                    places.note(definition.pointer.as_str(), value);
                }
                Definition::Enumeration(_) => {}
            }
        }
        for operation in &api.operations {
            places.operation(operation);
        }
        places
    }

    fn operation(&mut self, operation: &Operation) {
        for parameter in &operation.parameters {
            self.note(&format!("{}/schema", parameter.pointer.as_str()), &parameter.value);
        }
        if let Some(body) = &operation.body
            && let BodyContent::Json { value, .. } = &body.content
        {
            self.body(body.pointer.as_str(), value);
        }
        let by_status = match &operation.success {
            Success::ByStatus { responses, .. } => responses.as_slice(),
            Success::One(Media::Json(value)) | Success::Optional(Media::Json(value)) => {
                self.body(&format!("{}/responses", operation.pointer.as_str()), value);
                &[]
            }
            _ => &[],
        };
        for response in by_status.iter().chain(&operation.errors) {
            if let Media::Json(value) = &response.media {
                self.body(response.pointer.as_str(), value);
            }
        }
    }

    fn note(&mut self, at: &str, value: &Type) {
        match value {
            Type::Named(id) | Type::Boxed(id) | Type::Far(id) => {
                self.named.insert(at.to_owned(), id.0);
            }
            Type::List(inner) => self.note(&format!("{at}/items"), inner),
            Type::Map(inner) => self.note(&format!("{at}/additionalProperties"), inner),
            Type::Nullable(inner) => self.note(at, inner),
            _ => {}
        }
    }

    fn body(&mut self, at: &str, value: &Type) {
        match value {
            Type::Named(id) | Type::Boxed(id) | Type::Far(id) => {
                self.bodies.insert(at.to_owned(), id.0);
            }
            Type::List(inner) => {
                if let Type::Named(id) | Type::Boxed(id) | Type::Far(id) = &**inner {
                    self.lists.insert(at.to_owned(), id.0);
                }
            }
            _ => {}
        }
    }

    /// The definition that a place refers to, or what stands at the same place in what a place around it refers to.
    fn at(&self, pointer: &str, api: &Api, by_pointer: &BTreeMap<&str, usize>) -> Option<usize> {
        if let Some(index) = self.exactly(pointer) {
            return Some(index);
        }
        let mut around = pointer;
        while let Some((outer, _)) = around.rsplit_once('/') {
            if let Some(index) = self.exactly(outer) {
                let inner = format!("{}{}", api.types.get(index)?.pointer.as_str(), &pointer[outer.len()..]);
                return by_pointer.get(inner.as_str()).copied().or_else(|| self.exactly(&inner));
            }
            around = outer;
        }
        None
    }

    fn exactly(&self, pointer: &str) -> Option<usize> {
        if let Some(index) = self.named.get(pointer) {
            return Some(*index);
        }
        let (bodies, pointer) = match pointer.strip_suffix("/items") {
            Some(list) => (&self.lists, list),
            None => (&self.bodies, pointer),
        };
        let (content, _) = pointer.strip_suffix("/schema")?.rsplit_once('/')?;
        let holder = content.strip_suffix("/content")?;
        // A single answer of success is what its operation gives, whatever its status.
        let answers = || holder.rsplit_once('/').filter(|(_, status)| status.starts_with('2'));
        bodies.get(holder).or_else(|| bodies.get(answers()?.0)).copied()
    }
}
