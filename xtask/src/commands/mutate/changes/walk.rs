//! Where the schemas of a description are used: sent, read, or both.
//!
//! In: a tree. Out: its operations, and the places of its schemas with the ways in which calls use them.
//! Must never know: what the generator makes of them; whoever judges must not ask the one who is judged.

use std::collections::{BTreeMap, BTreeSet};

use codegen::diag::Pointer;
use codegen::document::is_own_header;
use codegen::load::Node;
use codegen::normalize::is_credential;
use codegen::schema::{reference_of, resolve_step};

/// The keys of a path item that are operations.
pub(super) const METHODS: [&str; 7] = ["get", "put", "post", "delete", "options", "head", "patch"];

/// An operation and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Operation {
    pub(super) at: Pointer,
    pub(super) path: String,
    pub(super) method: String,
}

/// How calls use a schema. A case of a union is used only perhaps, and so is what is in it.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Uses {
    sent: Used,
    read: Used,
}

/// Whether calls have a use for a schema.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Used {
    #[default]
    No,
    Perhaps,
    Surely,
}

impl Uses {
    pub(super) fn is_any(self) -> bool {
        self.sent.max(self.read) > Used::No
    }

    pub(super) fn surely_sent(self) -> bool {
        self.sent == Used::Surely
    }

    pub(super) fn surely_read(self) -> bool {
        self.read == Used::Surely
    }
}

/// What a description has.
pub(super) struct Layout {
    pub(super) operations: Vec<Operation>,
    /// Schemas that say alone what a value is: not a part of `allOf`, and no case of a union.
    pub(super) schemas: BTreeMap<Pointer, Uses>,
    /// Properties of objects: the object, and the name.
    pub(super) members: BTreeSet<(Pointer, String)>,
}

/// A schema that is to be looked at, and how it came to that.
type Visit = (Pointer, Way);

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    is_sent: bool,
    is_sure: bool,
    is_whole: bool,
}

impl Layout {
    /// Looks through a description.
    pub(super) fn of(root: &Node) -> Self {
        let operations = operations(root);
        let mut waiting = Vec::new();
        for operation in &operations {
            begin(root, operation, &mut waiting);
        }
        let (schemas, members) = follow(root, waiting);
        Self { operations, schemas, members }
    }
}

fn operations(root: &Node) -> Vec<Operation> {
    let place = Pointer::root().key("paths");
    let mut found = Vec::new();
    for (path, item) in root.get("paths").and_then(Node::as_map).into_iter().flatten() {
        for method in METHODS {
            if item.get(method).is_some_and(|operation| operation.as_map().is_some()) {
                let at = place.key(path).key(method);
                found.push(Operation { at, path: path.clone(), method: method.to_owned() });
            }
        }
    }
    found
}

/// What a reference names, however many stand in between; the place itself where it is none.
pub(super) fn resolved(root: &Node, at: &Pointer) -> Pointer {
    const MOST: usize = 16;
    let mut at = at.clone();
    for _ in 0..MOST {
        let Some(reference) = root.at(&at).and_then(reference_of) else { break };
        let Ok(target) = resolve_step(root, reference) else { break };
        at = target;
    }
    at
}

/// The schemas that an operation names itself.
fn begin(root: &Node, operation: &Operation, waiting: &mut Vec<Visit>) {
    let sent = Way { is_sent: true, is_sure: true, is_whole: true };
    let holder = operation.at.parent().unwrap_or_default();
    for place in [&operation.at, &holder] {
        let list = place.key("parameters");
        let count = root.at(&list).and_then(Node::as_list).map_or(0, <[Node]>::len);
        let parameters = (0..count).map(|index| resolved(root, &list.index(index)));
        let given = parameters.filter(|at| root.at(at).is_some_and(is_given));
        waiting.extend(given.map(|at| (at.key("schema"), sent)));
    }
    media(root, &resolved(root, &operation.at.key("requestBody")), sent, waiting);
    let place = operation.at.key("responses");
    for (status, _) in root.at(&place).and_then(Node::as_map).into_iter().flatten() {
        if status.starts_with('2') {
            let read = Way { is_sent: false, ..sent };
            media(root, &resolved(root, &place.key(status)), read, waiting);
        }
    }
}

/// Whether calls give a parameter. Some headers the client writes itself, and of those with a credential it asks for the
/// credential alone.
pub(super) fn is_given(parameter: &Node) -> bool {
    let text = |key| parameter.get(key).and_then(Node::as_str).unwrap_or_default();
    text("in") != "header" || !(is_own_header(text("name")) || is_credential(text("name")))
}

fn media(root: &Node, at: &Pointer, way: Way, waiting: &mut Vec<Visit>) {
    let content = at.key("content");
    for (name, _) in root.at(&content).and_then(Node::as_map).into_iter().flatten() {
        waiting.push((content.key(name).key("schema"), way));
    }
}

fn follow(root: &Node, mut waiting: Vec<Visit>) -> (BTreeMap<Pointer, Uses>, BTreeSet<(Pointer, String)>) {
    let (mut schemas, mut members) = (BTreeMap::<Pointer, Uses>::new(), BTreeSet::new());
    let mut seen = BTreeSet::new();
    while let Some((at, way)) = waiting.pop() {
        let Some(schema) = root.at(&at).filter(|schema| schema.as_map().is_some()) else { continue };
        if !seen.insert((at.clone(), way)) {
            continue;
        }
        let target = resolved(root, &at);
        if target != at {
            waiting.push((target, way));
            continue;
        }
        if way.is_whole {
            let uses = schemas.entry(at.clone()).or_default();
            let certainty = if way.is_sure { Used::Surely } else { Used::Perhaps };
            let direction = if way.is_sent { &mut uses.sent } else { &mut uses.read };
            *direction = certainty.max(*direction);
        }
        let inner = Way { is_whole: true, ..way };
        for (name, _) in schema.get("properties").and_then(Node::as_map).into_iter().flatten() {
            let member = at.key("properties").key(name);
            members.insert((at.clone(), name.clone()));
            if is_there(root, &member, way.is_sent) {
                waiting.push((member, inner));
            }
        }
        waiting.extend(["items", "additionalProperties"].map(|key| (at.key(key), inner)));
        for key in ["allOf", "anyOf", "oneOf"] {
            let list = schema.get(key).and_then(Node::as_list).unwrap_or_default();
            let is_part = Way { is_whole: false, is_sure: way.is_sure && key == "allOf", ..way };
            waiting.extend((0..list.len()).map(|index| (at.key(key).index(index), is_part)));
        }
    }
    (schemas, members)
}

/// Whether a member is there in this direction: what only answers have is not sent, and what only requests have is not read.
fn is_there(root: &Node, member: &Pointer, is_sent: bool) -> bool {
    let other = if is_sent { "readOnly" } else { "writeOnly" };
    let is_other = |at: &Pointer| root.at(at).and_then(|schema| schema.get(other)?.as_bool()) == Some(true);
    !is_other(member) && !is_other(&resolved(root, member))
}

#[cfg(test)]
mod tests {
    use super::super::edit::node;
    use super::*;
    use serde_json::json;

    #[test]
    fn a_reference_is_followed_as_the_generator_follows_it() {
        let root = node(&json!({ "components": { "schemas": {
            "One": { "$ref": "#/components/schemas/Two%20words" },
            "Two words": { "$ref": "#/components/schemas/A~1b" },
            "A/b": { "type": "string" },
            "Lost": { "$ref": "#/components/schemas/Gone" }
        } } }));
        let at = |name: &str| Pointer::from_escaped("/components/schemas").key(name);
        assert_eq!(resolved(&root, &at("One")), at("A/b"));
        assert_eq!(resolved(&root, &at("Lost")), at("Lost"));
    }

    #[test]
    fn a_component_is_used_as_all_of_its_uses() {
        let root = node(&json!({
            "paths": { "/a": {
                "post": {
                    "requestBody": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Sent" } } } },
                    "responses": {
                        "200": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Read" } } } },
                        "400": { "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Problem" } } } }
                    }
                }
            } },
            "components": { "schemas": {
                "Sent": { "properties": { "both": { "$ref": "#/components/schemas/Both" } } },
                "Read": { "oneOf": [{ "$ref": "#/components/schemas/Both" }, { "type": "string" }] },
                "Both": { "properties": {
                    "name": { "type": "string" },
                    "id": { "$ref": "#/components/schemas/Id" },
                    "key": { "writeOnly": true, "type": "string" }
                } },
                "Id": { "readOnly": true, "properties": { "text": { "type": "string" } } },
                "Problem": {}
            } }
        }));
        let layout = Layout::of(&root);
        assert_eq!(layout.operations.len(), 1);
        let uses = |at: &str| layout.schemas.get(&Pointer::from_escaped(at)).copied();
        let both = uses("/components/schemas/Both").unwrap();
        assert!(both.surely_sent() && both.read == Used::No, "a case is not the whole");
        let name = uses("/components/schemas/Both/properties/name").unwrap();
        assert!(name.surely_sent() && name.read == Used::Perhaps);
        let id = uses("/components/schemas/Id/properties/text").unwrap();
        assert!(id.sent == Used::No && id.read == Used::Perhaps, "only answers have it");
        let key = uses("/components/schemas/Both/properties/key").unwrap();
        assert!(key.surely_sent() && key.read == Used::No, "only requests have it");
        assert!(uses("/components/schemas/Problem").is_none());
        assert!(
            layout.members.contains(&(Pointer::from_escaped("/components/schemas/Both"), "name".to_owned()))
        );
    }
}
