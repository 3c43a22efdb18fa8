//! Going over the types inside types and definitions.
//!
//! In: a type or definition. Out: each type in it, once.
//! Must never know: what is done with them.

use std::collections::BTreeSet;

use super::{
    BodyContent, Definition, FormFieldKind, Media, Operation, Rest, Structure, Success, Type, TypeId, Types,
};

/// A chain of aliases is followed by a loop, so it may be long.
const MOST_ALIASES: usize = 20_000;

/// The structure that a type is in the end, if it is one.
#[must_use]
pub fn structure_of<'t>(value: &Type, types: &'t Types) -> Option<(TypeId, &'t Structure)> {
    let mut value = value;
    for _ in 0..MOST_ALIASES {
        let Type::Named(id) = value else { return None };
        match &types.get(id.0)?.definition {
            Definition::Structure(structure) => return Some((*id, structure)),
            Definition::Alias(inner) => value = inner,
            _ => return None,
        }
    }
    None
}

/// Every definition that the type names, also inside lists and maps.
pub fn named_in(value: &Type, found: &mut Vec<TypeId>) {
    match value {
        Type::Named(id) | Type::Boxed(id) | Type::Far(id) => found.push(*id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => named_in(inner, found),
        Type::Tuple(members) => members.iter().for_each(|member| named_in(member, found)),
        Type::Scalar(_) | Type::Any | Type::OpenObject | Type::Null => {}
    }
}

/// The types that stand directly in a definition, in its order.
#[must_use]
pub fn types_in(definition: &Definition) -> Vec<&Type> {
    match definition {
        Definition::Structure(structure) => {
            let fields = structure.fields.iter().map(|field| &field.value);
            let rest = match &structure.rest {
                Rest::Kept(value) => Some(value),
                Rest::Ignored => None,
            };
            fields.chain(rest).collect()
        }
        Definition::Enumeration(_) => Vec::new(),
        Definition::Union(union) => union.cases.iter().map(|case| &case.value).collect(),
        Definition::Alias(value) | Definition::Newtype(value) => vec![value],
    }
}

/// Every definition that another one names, in its order.
#[must_use]
pub fn named_by(definition: &Definition) -> Vec<TypeId> {
    let mut found = Vec::new();
    for value in types_in(definition) {
        named_in(value, &mut found);
    }
    found
}

/// The definitions that the value holds by itself, so that its size includes theirs; aliases are looked through.
#[must_use]
pub fn held_by(value: &Type, types: &Types) -> Vec<TypeId> {
    let mut found = Vec::new();
    let mut seen = BTreeSet::new();
    let mut todo = vec![value];
    while let Some(value) = todo.pop() {
        match value {
            Type::Named(id) => match types.get(id.0).map(|found| &found.definition) {
                Some(Definition::Alias(inner)) => {
                    // Aliases do not lead back to themselves, but two ways may lead to one.
                    if seen.insert(*id) {
                        todo.push(inner);
                    }
                }
                _ => found.push(*id),
            },
            Type::Nullable(inner) => todo.push(inner),
            Type::Tuple(members) => todo.extend(members),
            _ => {}
        }
    }
    found
}

/// The definitions that a definition holds by itself, aliases among them: what has to be known to lay it out.
pub(super) fn inline_in(definition: &Definition) -> Vec<TypeId> {
    let values = match definition {
        // What else there is stands in a map.
        Definition::Structure(structure) => structure.fields.iter().map(|field| &field.value).collect(),
        _ => types_in(definition),
    };
    let mut found = Vec::new();
    let mut todo = values;
    while let Some(value) = todo.pop() {
        match value {
            Type::Named(id) => found.push(*id),
            Type::Nullable(inner) => todo.push(inner),
            Type::Tuple(members) => todo.extend(members),
            _ => {}
        }
    }
    found
}

/// The types of what an operation sends, and of what it gets back.
#[must_use]
pub fn types_of_operation(operation: &Operation) -> (Vec<&Type>, Vec<&Type>) {
    let mut sent: Vec<&Type> = operation.parameters.iter().map(|parameter| &parameter.value).collect();
    match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Json { value, .. }) => sent.push(value),
        Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)) => {
            sent.extend(fields.iter().filter_map(|field| match &field.kind {
                FormFieldKind::Value(value) => Some(value),
                FormFieldKind::File | FormFieldKind::Files => None,
            }));
            sent.extend(fields.iter().flat_map(|field| &field.headers).map(|header| &header.value));
        }
        Some(BodyContent::Text | BodyContent::Bytes) | None => {}
    }
    let mut media: Vec<&Media> = operation.errors.iter().map(|error| &error.media).collect();
    match &operation.success {
        Success::One(one) | Success::Optional(one) => media.push(one),
        Success::ByStatus { responses, .. } => media.extend(responses.iter().map(|response| &response.media)),
        Success::Empty | Success::Stream => {}
    }
    let mut received: Vec<&Type> = media
        .into_iter()
        .filter_map(|media| match media {
            Media::Json(value) => Some(value),
            _ => None,
        })
        .collect();
    received.extend(operation.stream.as_ref().map(|stream| &stream.item));
    received.extend(operation.page.as_ref().map(|page| &page.item));
    (sent, received)
}

/// Gives the id of every definition that the type names to `change`.
pub fn each_name_mut(value: &mut Type, change: &mut dyn FnMut(&mut TypeId)) {
    match value {
        Type::Named(id) | Type::Boxed(id) | Type::Far(id) => change(id),
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => each_name_mut(inner, change),
        Type::Tuple(members) => members.iter_mut().for_each(|member| each_name_mut(member, change)),
        Type::Scalar(_) | Type::Any | Type::OpenObject | Type::Null => {}
    }
}

/// Gives the id of every definition that another one names to `change`.
pub fn each_type_mut(definition: &mut Definition, change: &mut dyn FnMut(&mut TypeId)) {
    match definition {
        Definition::Structure(structure) => {
            structure.fields.iter_mut().for_each(|field| each_name_mut(&mut field.value, change));
            if let Rest::Kept(value) = &mut structure.rest {
                each_name_mut(value, change);
            }
        }
        Definition::Enumeration(_) => {}
        Definition::Union(union) => {
            union.cases.iter_mut().for_each(|case| each_name_mut(&mut case.value, change));
        }
        Definition::Alias(value) | Definition::Newtype(value) => each_name_mut(value, change),
    }
}

/// Gives the id of every definition that an operation names to `change`.
pub fn each_type_of_operation_mut(operation: &mut Operation, change: &mut dyn FnMut(&mut TypeId)) {
    for parameter in &mut operation.parameters {
        each_name_mut(&mut parameter.value, change);
    }
    match operation.body.as_mut().map(|body| &mut body.content) {
        Some(BodyContent::Json { value, fields_of }) => {
            each_name_mut(value, change);
            fields_of.iter_mut().for_each(&mut *change);
        }
        Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)) => {
            for field in fields {
                if let FormFieldKind::Value(value) = &mut field.kind {
                    each_name_mut(value, change);
                }
                field.headers.iter_mut().for_each(|header| each_name_mut(&mut header.value, change));
            }
        }
        Some(BodyContent::Text | BodyContent::Bytes) | None => {}
    }
    let mut media: Vec<&mut Media> = operation.errors.iter_mut().map(|error| &mut error.media).collect();
    match &mut operation.success {
        Success::One(one) | Success::Optional(one) => media.push(one),
        Success::ByStatus { responses, .. } => {
            media.extend(responses.iter_mut().map(|response| &mut response.media));
        }
        Success::Empty | Success::Stream => {}
    }
    for media in media {
        if let Media::Json(value) = media {
            each_name_mut(value, change);
        }
    }
    if let Some(stream) = &mut operation.stream {
        each_name_mut(&mut stream.item, change);
    }
    if let Some(page) = &mut operation.page {
        each_name_mut(&mut page.item, change);
    }
}
