//! Credentials that operations take as parameters → security schemes.
//!
//! In: a description. Out: the same without parameters that hold a credential of the client: those that a security scheme
//! sends, and headers with the name of a credential that several operations take. The client keeps them secret and sends
//! them with every call that needs them.

mod name;
mod requirement;

use std::collections::{BTreeMap, BTreeSet};

pub use name::is_credential;
use name::sent_by;

use super::draft::Draft;
use super::draft::insert;
use super::positions::METHODS;
use super::reference::{Target, pointer_of, target_of};
use crate::diag::code_table::normalize as codes;
use crate::diag::{Diagnostic, Diagnostics, Pointer};
use crate::load::Node;

/// A credential among the parameters of a list.
struct Credential {
    /// The list that it stands in.
    list: Pointer,
    index: usize,
    /// The component that the list refers to, if it does.
    component: Option<Pointer>,
    /// The operations that take it.
    operations: Vec<Pointer>,
    scheme: String,
    required: bool,
}

/// Takes credentials out of parameters and says the same in security schemes.
pub(super) fn normalize_credentials(draft: &mut Draft, diagnostics: &mut Diagnostics) {
    let found = find_credentials(draft, diagnostics);
    if found.is_empty() {
        return;
    }
    let mut needed: BTreeMap<&Pointer, Vec<(&str, bool)>> = BTreeMap::new();
    for credential in &found {
        for operation in &credential.operations {
            needed.entry(operation).or_default().push((&credential.scheme, credential.required));
        }
    }
    for operation in operations(&draft.root) {
        if let Some(needed) = needed.get(&operation) {
            requirement::require(&mut draft.root, &operation, needed);
        }
    }
    requirement::hoist(&mut draft.root);
    // From the back, so that the places before stay where they are.
    for credential in found.iter().rev() {
        take_out(draft, credential);
    }
    for component in found.iter().filter_map(|credential| credential.component.as_ref()) {
        let parent =
            component.parent().and_then(|parent| draft.root.at_mut(&parent)).and_then(Node::as_map_mut);
        if let (Some(map), Some(name)) = (parent, component.tokens().last()) {
            map.shift_remove(&name);
        }
    }
}

fn operations(root: &Node) -> Vec<Pointer> {
    let paths = Pointer::root().key("paths");
    let items = root.get("paths").and_then(Node::as_map).into_iter().flatten();
    items
        .flat_map(|(path, item)| {
            let place = paths.key(path);
            METHODS
                .iter()
                .filter(|method| item.get(method).is_some())
                .map(|method| place.key(method))
                .collect::<Vec<_>>()
        })
        .collect()
}

/// The lists of parameters, each with the operations that it is for.
fn parameter_lists(root: &Node) -> Vec<(Pointer, Vec<Pointer>)> {
    let mut lists: Vec<(Pointer, Vec<Pointer>)> = Vec::new();
    let paths = Pointer::root().key("paths");
    for (path, item) in root.get("paths").and_then(Node::as_map).into_iter().flatten() {
        let place = paths.key(path);
        let methods = METHODS.iter().filter(|method| item.get(method).is_some());
        let operations: Vec<Pointer> = methods.map(|method| place.key(method)).collect();
        lists.push((place.key("parameters"), operations.clone()));
        lists.extend(operations.into_iter().map(|operation| (operation.key("parameters"), vec![operation])));
    }
    lists
}

fn find_credentials(draft: &mut Draft, diagnostics: &mut Diagnostics) -> Vec<Credential> {
    let lists = parameter_lists(&draft.root);
    let shared = shared_headers(draft, &lists);
    let mut found = Vec::new();
    for (list, operations) in lists {
        let length = draft.root.at(&list).and_then(Node::as_list).map_or(0, <[Node]>::len);
        for index in 0..length {
            let place = list.index(index);
            let Some((component, parameter)) = resolve(&draft.root, &place, &draft.name) else { continue };
            let Some((header, place_word)) = parameter_name(parameter) else { continue };
            let declared = declared_scheme(&draft.root, &header, &place_word, &operations);
            let by_name = place_word == "header" && is_credential(&header);
            let required = parameter.get("required").and_then(Node::as_bool) == Some(true);
            let scheme = match declared {
                Some(scheme) => scheme,
                None if by_name && shared.contains(&header.to_ascii_lowercase()) => {
                    add_scheme(draft, &header, &place, diagnostics)
                }
                None if by_name => {
                    let message =
                        format!("the header `{header}` stays a parameter of the only operation that uses it");
                    diagnostics.push(Diagnostic::new(&codes::N219, &place, message));
                    continue;
                }
                None => continue,
            };
            found.push(Credential {
                list: list.clone(),
                index,
                component,
                operations: operations.clone(),
                scheme,
                required,
            });
        }
    }
    found
}

/// The headers that several operations take and that are credentials by their names, in lower case. What one operation
/// alone takes is an argument of it (the token of a user whom it asks about, the key of another service).
fn shared_headers(draft: &Draft, lists: &[(Pointer, Vec<Pointer>)]) -> BTreeSet<String> {
    let mut taken_by: BTreeMap<String, BTreeSet<&Pointer>> = BTreeMap::new();
    for (list, operations) in lists {
        let length = draft.root.at(list).and_then(Node::as_list).map_or(0, <[Node]>::len);
        for index in 0..length {
            let resolved = resolve(&draft.root, &list.index(index), &draft.name);
            let Some((header, place)) = resolved.and_then(|(_, node)| parameter_name(node)) else { continue };
            if place == "header" && is_credential(&header) {
                taken_by.entry(header.to_ascii_lowercase()).or_default().extend(operations);
            }
        }
    }
    taken_by.into_iter().filter(|(_, operations)| operations.len() > 1).map(|(header, _)| header).collect()
}

/// The parameter at a place, through at most one reference to a component.
fn resolve<'a>(root: &'a Node, place: &Pointer, file: &str) -> Option<(Option<Pointer>, &'a Node)> {
    let node = root.at(place)?;
    let Some(reference) = node.get("$ref").and_then(Node::as_str) else { return Some((None, node)) };
    let Target::Local(fragment) = target_of(reference, file, "") else { return None };
    let pointer = pointer_of(&fragment)?;
    let node = root.at(&pointer)?;
    let is_component = pointer.as_str().starts_with("/components/parameters/");
    Some((is_component.then_some(pointer), node))
}

fn parameter_name(parameter: &Node) -> Option<(String, String)> {
    Some((parameter.get("name")?.as_str()?.to_owned(), parameter.get("in")?.as_str()?.to_owned()))
}

/// The scheme that sends this parameter already; one that the operations ask for comes first.
fn declared_scheme(root: &Node, name: &str, place: &str, operations: &[Pointer]) -> Option<String> {
    let schemes = root
        .get("components")
        .and_then(|components| components.get("securitySchemes"))
        .and_then(Node::as_map)?;
    let mut fitting = schemes.iter().filter(|(_, scheme)| sent_by(scheme, name, place)).map(|(key, _)| key);
    let first = fitting.clone().next()?;
    let asked_for =
        fitting.find(|key| operations.iter().any(|operation| requirement::mentions(root, operation, key)));
    Some(asked_for.unwrap_or(first).clone())
}

/// Declares a scheme for a header that is a credential by its name.
fn add_scheme(draft: &mut Draft, header: &str, place: &Pointer, diagnostics: &mut Diagnostics) -> String {
    let origin = draft.origins.place(place);
    let (name, scheme) = {
        let parameter = resolve(&draft.root, place, &draft.name).map(|(_, parameter)| parameter);
        name::scheme_for(header, parameter)
    };
    let section = Pointer::root().key("components").key("securitySchemes");
    let taken = |name: &str| draft.root.at(&section.key(name)).is_some();
    let mut free = name.clone();
    let mut number = 2;
    while taken(&free) {
        free = format!("{name}_{number}");
        number += 1;
    }
    let pointer = section.key(&free);
    insert(&mut draft.root, &pointer, Node::Map(scheme));
    if let Some(origin) = origin {
        draft.origins.set(&pointer, &origin);
    }
    let message = format!("the header `{header}` is used as a credential of the client");
    diagnostics.push(Diagnostic::new(&codes::N217, &pointer, message).with_help(
        "declare it under `components.securitySchemes` to choose its name and environment variable (`x-env`)",
    ));
    free
}

fn take_out(draft: &mut Draft, credential: &Credential) {
    let Some(Node::List(list)) = draft.root.at_mut(&credential.list) else { return };
    let length = list.len();
    if credential.index >= length {
        return;
    }
    list.remove(credential.index);
    let is_empty = list.is_empty();
    draft.origins.remove_member(&credential.list, credential.index, length);
    if is_empty {
        let holder =
            credential.list.parent().and_then(|parent| draft.root.at_mut(&parent)).and_then(Node::as_map_mut);
        if let Some(holder) = holder {
            let _: Option<Node> = holder.shift_remove("parameters");
        }
    }
}

#[cfg(test)]
mod tests;
