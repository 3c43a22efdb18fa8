//! Path items and operations.

use super::context::{Conversion, Found, MediaList};
use super::media::MOST;
use crate::diag::Pointer;
use crate::load::{Map, Node};

/// The methods of 2.0.
const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// A parameter that is a body or a member of a form.
#[derive(Clone)]
pub(super) struct Payload<'n> {
    /// Where the list of parameters has it.
    pub(super) at: Pointer,
    /// The parameter itself, behind its reference.
    pub(super) found: Found<'n>,
    pub(super) is_body: bool,
}

impl Payload<'_> {
    pub(super) fn name(&self) -> Option<&str> {
        self.found.node.get("name").and_then(Node::as_str)
    }

    /// Whether it stands in the list by a reference.
    pub(super) fn is_shared(&self) -> bool {
        self.found.at != self.at
    }
}

impl<'n> Conversion<'n> {
    pub(super) fn path_item(&mut self, item: &'n Node, at: &Pointer) -> Node {
        let Some(members) = item.as_map() else { return item.clone() };
        self.check_keys(members, at, super::slips::PATH_ITEM);
        let mut converted = Map::new();
        let mut shared = Vec::new();
        if let Some(parameters) = members.get("parameters") {
            let parameters = self.split_parameters(parameters, &at.key("parameters"), &mut shared);
            converted.insert("parameters".to_owned(), parameters);
        }
        for (key, value) in members.iter().filter(|(key, _)| *key != "parameters") {
            let member = if METHODS.contains(&key.as_str()) {
                self.operation(value, &at.key(key), &shared, key)
            } else {
                value.clone()
            };
            converted.insert(key.clone(), member);
        }
        Node::Map(converted)
    }

    fn operation(&mut self, node: &'n Node, at: &Pointer, shared: &[Payload<'n>], method: &str) -> Node {
        let Some(members) = node.as_map() else { return node.clone() };
        self.check_keys(members, at, super::slips::OPERATION);
        let parameters = members.get("parameters").and_then(Node::as_list).unwrap_or_default();
        let said = self.said_content_types(parameters, &at.key("parameters"));
        let consumes = said.or_else(|| self.media_list(node, at, "consumes"));
        let produces = self.media_list(node, at, "produces");
        let mut converted = Map::new();
        let mut payload = Vec::new();
        for (key, value) in members {
            let at = at.key(key);
            let member = match key.as_str() {
                "consumes" | "produces" | "schemes" => continue,
                "parameters" => self.split_parameters(value, &at, &mut payload),
                "responses" => self.responses(value, &at, produces.as_ref()),
                _ => value.clone(),
            };
            converted.insert(key.clone(), member);
        }
        // A body of the path is one of the methods that can have one; to the others it says nothing.
        if !matches!(method, "get" | "head") {
            inherit(shared, &mut payload);
        }
        if let Some(body) = self.request_body(payload, at, consumes) {
            converted.entry("requestBody".to_owned()).or_insert(body);
        }
        if let Some(servers) = self.operation_servers(node, at) {
            converted.entry("servers".to_owned()).or_insert(servers);
        }
        Node::Map(converted)
    }

    /// The media types that a header parameter lists: `Content-Type` says what the body is, whatever `consumes` says.
    fn said_content_types(&self, parameters: &'n [Node], at: &Pointer) -> Option<MediaList> {
        let mut found =
            parameters.iter().enumerate().filter_map(|(index, node)| self.resolve(node, &at.index(index)));
        let header = found.find(|found| {
            let text = |key: &str| found.node.get(key).and_then(Node::as_str).unwrap_or_default();
            text("in") == "header" && text("name").eq_ignore_ascii_case("content-type")
        })?;
        let listed = header.node.get("enum").and_then(Node::as_list).unwrap_or_default();
        let place = |index: usize| Some(header.at.key("enum").index(index));
        let listed =
            listed.iter().enumerate().filter_map(|(index, kind)| Some((kind.as_str()?, place(index))));
        let default = header
            .node
            .get("default")
            .and_then(Node::as_str)
            .map(|kind| (kind, Some(header.at.key("default"))));
        let mut types = MediaList::new();
        for (kind, place) in listed.chain(default).filter(|(kind, _)| kind.contains('/')).take(MOST) {
            if !types.iter().any(|(known, _)| known == kind) {
                types.push((kind.to_owned(), place));
            }
        }
        (!types.is_empty()).then_some(types)
    }

    /// The parameters of a list that stay parameters; bodies and members of forms go to `payload`.
    fn split_parameters(&mut self, list: &'n Node, at: &Pointer, payload: &mut Vec<Payload<'n>>) -> Node {
        let Some(members) = list.as_list() else { return list.clone() };
        let mut parameters = Vec::new();
        for (index, written) in members.iter().enumerate() {
            let from = at.index(index);
            let found = self.resolve(written, &from);
            let place = found.as_ref().and_then(|found| found.node.get("in")).and_then(Node::as_str);
            let place = place.map(str::to_ascii_lowercase);
            match (found, place.as_deref()) {
                (Some(found), Some(place @ ("body" | "formdata" | "form"))) => {
                    payload.push(Payload { at: from, found, is_body: place == "body" });
                }
                (found, _) => {
                    let to = at.index(parameters.len());
                    if let Some(parameter) = self.listed_parameter(written, found, &from, &to) {
                        parameters.push(parameter);
                    }
                }
            }
        }
        Node::List(parameters)
    }
}

/// What the path says counts for an operation that does not say it itself: its body, and members by their names.
fn inherit<'n>(shared: &[Payload<'n>], own: &mut Vec<Payload<'n>>) {
    if shared.is_empty() {
        return;
    }
    let has_body = own.iter().any(|payload| payload.is_body);
    let has_members = own.iter().any(|payload| !payload.is_body);
    let names: std::collections::BTreeSet<String> =
        own.iter().filter_map(|payload| payload.name().map(str::to_owned)).collect();
    let counts = |payload: &&Payload<'n>| {
        if payload.is_body {
            !has_body && !has_members
        } else {
            !has_body && payload.name().is_none_or(|name| !names.contains(name))
        }
    };
    own.extend(shared.iter().filter(counts).cloned());
}
