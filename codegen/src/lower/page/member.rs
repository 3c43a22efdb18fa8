//! Finding the members of a response by which its pages are told.
//!
//! In: an operation and finished types. Out: fields and paths of member names.
//! Must never know: what a page is asked for by.

use crate::ir::{
    Definition, Field, Media, Operation, Place, Scalar, Structure, Success, Type, Types, structure_of,
};

/// Members that say whether there is another page.
pub(super) const MORE: [&str; 6] =
    ["has_more", "hasMore", "has_next", "hasNext", "has_next_page", "hasNextPage"];
/// Members that hold the items of a page.
const LISTS: [&str; 4] = ["data", "items", "results", "records"];
/// Objects in which responses keep what they say about pages.
const ENVELOPES: [&str; 6] = ["pagination", "meta", "metadata", "paging", "page_info", "response_metadata"];

pub(super) fn query_parameter(
    operation: &Operation,
    names: &[&str],
    fits: impl Fn(&Type) -> bool,
) -> Option<usize> {
    names.iter().find_map(|name| {
        operation.parameters.iter().position(|parameter| {
            parameter.place == Place::Query && parameter.wire == *name && fits(&parameter.value)
        })
    })
}

pub(super) fn result_type(operation: &Operation) -> Option<&Type> {
    match &operation.success {
        Success::One(Media::Json(value)) | Success::Optional(Media::Json(value)) => Some(value),
        _ => None,
    }
}

pub(super) fn result_of<'t>(operation: &Operation, types: &'t Types) -> Option<&'t Structure> {
    structure_of(result_type(operation)?, types).map(|(_, structure)| structure)
}

/// The member that a text names: its name, or a path of names with dots, which names may hold as well.
pub(super) fn member_at<'t>(value: &Type, text: &str, types: &'t Types) -> Option<(Vec<String>, &'t Field)> {
    let structure = inner_structure(value, types)?;
    if let Some(field) = structure.fields.iter().find(|field| field.wire == text) {
        return Some((vec![field.wire.clone()], field));
    }
    structure.fields.iter().find_map(|field| {
        let rest = text.strip_prefix(field.wire.as_str())?.strip_prefix('.')?;
        let (mut path, found) = member_at(&field.value, rest, types)?;
        path.insert(0, field.wire.clone());
        Some((path, found))
    })
}

/// The first member of these names that fits, in the object itself or in one of [`ENVELOPES`].
pub(super) fn find_member(
    structure: &Structure,
    names: &[&str],
    fits: impl Fn(&Field) -> bool + Copy,
    types: &Types,
) -> Option<Vec<String>> {
    find_direct(structure, names, fits)
        .map(|name| vec![name])
        .or_else(|| find_inside(structure, &ENVELOPES, names, fits, types))
}

/// The first member of these names that fits, in one of these objects inside.
pub(super) fn find_inside(
    structure: &Structure,
    envelopes: &[&str],
    names: &[&str],
    fits: impl Fn(&Field) -> bool + Copy,
    types: &Types,
) -> Option<Vec<String>> {
    structure.fields.iter().filter(|field| envelopes.contains(&field.wire.as_str())).find_map(|envelope| {
        let name = find_direct(inner_structure(&envelope.value, types)?, names, fits)?;
        Some(vec![envelope.wire.clone(), name])
    })
}

fn find_direct(structure: &Structure, names: &[&str], fits: impl Fn(&Field) -> bool) -> Option<String> {
    names.iter().find_map(|name| {
        let is_it = |field: &&Field| field.wire == *name && fits(field);
        structure.fields.iter().find(is_it).map(|field| field.wire.clone())
    })
}

/// The one list of a result, which may be the whole of it, and what its items are.
pub(super) fn list_of(operation: &Operation, types: &Types) -> Option<(Vec<String>, Type)> {
    let value = result_type(operation)?;
    match item_type(value, types) {
        Some(item) => Some((Vec::new(), item)),
        None => only_list(inner_structure(value, types)?, types),
    }
}

pub(super) fn only_list(structure: &Structure, types: &Types) -> Option<(Vec<String>, Type)> {
    let lists: Vec<(&Field, Type)> =
        structure.fields.iter().filter_map(|field| Some((field, item_type(&field.value, types)?))).collect();
    let chosen = match lists.as_slice() {
        [only] => only,
        several => several.iter().find(|(field, _)| LISTS.contains(&field.wire.as_str()))?,
    };
    Some((vec![chosen.0.wire.clone()], chosen.1.clone()))
}

pub(super) fn item_type(value: &Type, types: &Types) -> Option<Type> {
    match value {
        Type::List(item) => Some((**item).clone()),
        Type::Named(id) => match &types.get(id.0)?.definition {
            Definition::Alias(Type::List(item)) => Some((**item).clone()),
            _ => None,
        },
        _ => None,
    }
}

pub(super) fn inner_structure<'t>(value: &Type, types: &'t Types) -> Option<&'t Structure> {
    structure_of(value, types).map(|(_, structure)| structure)
}

pub(super) fn is_text(field: &Field) -> bool {
    field.value == Type::Scalar(Scalar::String)
}

pub(super) fn is_truth(field: &Field) -> bool {
    field.value == Type::Scalar(Scalar::Bool)
}
