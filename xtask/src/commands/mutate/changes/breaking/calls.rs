//! Operations, parameters and bodies that break.

use codegen::load::Node;
use serde_json::json;

use super::super::super::fault::Random;
use super::super::bed::{Bed, Kind, Made};
use super::super::edit::{is, map, push, remove, rename, set, text};
use super::super::walk::{METHODS, resolved};

pub(super) const KINDS: &[Kind] = &[
    Kind { name: "required parameter added", make: parameter_added },
    Kind { name: "parameter became required", make: parameter_required },
    Kind { name: "parameter removed", make: parameter_removed },
    Kind { name: "parameter renamed", make: parameter_renamed },
    Kind { name: "parameter moved", make: parameter_moved },
    Kind { name: "type of a parameter changed", make: parameter_type },
    Kind { name: "list in a query joined by commas", make: parameter_style },
    Kind { name: "path changed", make: path },
    Kind { name: "method changed", make: method },
    Kind { name: "operation removed", make: operation },
    Kind { name: "request body became required", make: body_required },
    Kind { name: "media type of a request changed", make: request_media },
    Kind { name: "media type of a response changed", make: response_media },
    Kind { name: "body of a response removed", make: response_body },
    Kind { name: "type of a response header changed", make: response_header },
    Kind { name: "security required", make: security },
];

fn parameter_added(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.operation(random, |_| true)?.at;
    let new = json!({ "name": "mutated", "in": "query", "required": true, "schema": { "type": "string" } });
    bed.change(&at, |root| push(root, &at, "parameters", &new))
}

fn is_in(parameter: &Node, place: &str) -> bool {
    text(parameter, "in") == Some(place)
}

fn parameter_required(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.parameter(random, |one| is_in(one, "query") && !is(one, "required"))?;
    bed.change(&found.at, |root| set(root, &found.at, "required", &json!(true)))
}

fn parameter_removed(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.parameter(random, |one| is_in(one, "query"))?;
    let list = found.operation.key("parameters");
    bed.change(&list.index(found.index), |root| {
        root.at_mut(&list)?.as_list_mut()?.remove(found.index);
        Some(())
    })
}

fn parameter_renamed(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.parameter(random, |one| is_in(one, "query"))?;
    let name = format!("{}Mutated", text(bed.at(&found.at)?, "name")?);
    bed.change(&found.at, |root| set(root, &found.at, "name", &json!(name)))
}

fn parameter_moved(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.parameter(random, |one| is_in(one, "query") && one.get("style").is_none())?;
    bed.change(&found.at, |root| set(root, &found.at, "in", &json!("header")))
}

fn parameter_type(bed: &Bed, random: &mut Random) -> Made {
    let is_scalar = |one: &Node| one.get("schema").is_some_and(|schema| other_type(schema).is_some());
    let found = bed.parameter(random, |one| !is_in(one, "path") && is_scalar(one))?;
    let at = found.at.key("schema");
    let other = other_type(bed.at(&at)?)?;
    bed.change(&at, |root| retype(root, &at, other))
}

/// Another type for a schema that says one, and nothing that belongs to it.
pub(super) fn other_type(schema: &Node) -> Option<&'static str> {
    let known = ["enum", "const", "format", "default", "allOf", "anyOf", "oneOf", "$ref"];
    if known.iter().any(|key| schema.get(key).is_some()) {
        return None;
    }
    match text(schema, "type")? {
        "string" | "number" => Some("boolean"),
        "integer" | "boolean" => Some("string"),
        _ => None,
    }
}

/// Gives a schema another type; what belonged to the old one goes.
pub(super) fn retype(root: &mut Node, at: &codegen::diag::Pointer, other: &str) -> Option<()> {
    let words = ["type", "description", "title", "nullable", "deprecated"];
    map(root, at)?.retain(|key, _| words.contains(&key.as_str()));
    set(root, at, "type", &json!(other))
}

fn parameter_style(bed: &Bed, random: &mut Random) -> Made {
    let fits = |one: &Node| {
        let is_list = one.get("schema").is_some_and(|schema| text(schema, "type") == Some("array"));
        is_in(one, "query") && is_list && one.get("style").is_none() && one.get("explode").is_none()
    };
    let found = bed.parameter(random, fits)?;
    bed.change(&found.at, |root| set(root, &found.at, "explode", &json!(false)))
}

fn path(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.operation(random, |_| true)?;
    let paths = codegen::diag::Pointer::root().key("paths");
    bed.change(&found.at, |root| rename(root, &paths, &found.path, &format!("/mutated{}", found.path)))
}

fn method(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.operation(random, |one| one.get("requestBody").is_none())?;
    let item = found.at.parent()?;
    let free = |method: &&&str| bed.at(&item).is_some_and(|item| item.get(method).is_none());
    let other = ["put", "post", "patch"].iter().find(free)?;
    debug_assert!(METHODS.contains(other));
    bed.change(&found.at, |root| rename(root, &item, &found.method, other))
}

fn operation(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.operation(random, |_| true)?;
    let item = found.at.parent()?;
    bed.change(&found.at, |root| remove(root, &item, &found.method).map(drop))
}

fn body_required(bed: &Bed, random: &mut Random) -> Made {
    // One that says nothing is taken for required where its schema has required members.
    let is_optional = |body: &Node| body.get("required") == Some(&Node::Bool(false));
    let fits = |one: &Node| one.get("requestBody").is_some_and(is_optional);
    let at = bed.operation(random, fits)?.at.key("requestBody");
    bed.change(&at, |root| set(root, &at, "required", &json!(true)))
}

/// Whether the one media type is JSON.
fn is_json_alone(content: Option<&Node>) -> bool {
    content
        .and_then(Node::as_map)
        .is_some_and(|content| content.len() == 1 && content.contains_key("application/json"))
}

fn request_media(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.operation(random, |one| {
        is_json_alone(one.get("requestBody").and_then(|body| body.get("content")))
    })?;
    let at = found.at.key("requestBody").key("content");
    bed.change(&at, |root| rename(root, &at, "application/json", "text/plain"))
}

/// The response 200 or 201 of an operation by lot that is JSON.
fn json_response(bed: &Bed, random: &mut Random) -> Option<codegen::diag::Pointer> {
    let fits = |one: &Node, status: &str| {
        is_json_alone(one.get("responses").and_then(|all| all.get(status)).and_then(|one| one.get("content")))
    };
    let found = bed.operation(random, |one| fits(one, "200") || fits(one, "201"))?;
    let status = if fits(bed.at(&found.at)?, "200") { "200" } else { "201" };
    Some(found.at.key("responses").key(status))
}

fn response_media(bed: &Bed, random: &mut Random) -> Made {
    let at = json_response(bed, random)?.key("content");
    bed.change(&at, |root| rename(root, &at, "application/json", "text/csv"))
}

fn response_body(bed: &Bed, random: &mut Random) -> Made {
    let at = json_response(bed, random)?;
    bed.change(&at, |root| remove(root, &at, "content").map(drop))
}

fn response_header(bed: &Bed, random: &mut Random) -> Made {
    let headers = |one: &Node| {
        let all = one.get("responses")?.get("200")?.get("headers")?.as_map()?;
        let is_scalar =
            |header: &Node| header.get("schema").is_some_and(|schema| other_type(schema).is_some());
        all.iter().find(|(_, header)| is_scalar(header)).map(|(name, _)| name.clone())
    };
    let found = bed.operation(random, |one| headers(one).is_some())?;
    let name = headers(bed.at(&found.at)?)?;
    let at = found.at.key("responses").key("200").key("headers").key(&name).key("schema");
    let other = other_type(bed.at(&at)?)?;
    bed.change(&at, |root| retype(root, &at, other))
}

fn security(bed: &Bed, random: &mut Random) -> Made {
    let schemes = bed.root.get("components")?.get("securitySchemes")?.as_map()?;
    let is_known = |scheme: &Node| matches!(text(scheme, "type"), Some("http" | "apiKey"));
    let place = codegen::diag::Pointer::root().key("components").key("securitySchemes");
    let name =
        schemes.keys().find(|name| bed.at(&resolved(&bed.root, &place.key(name))).is_some_and(is_known))?;
    let is_open = bed.root.get("security").and_then(Node::as_list).is_none_or(<[Node]>::is_empty);
    let found = bed.operation(random, |one| {
        one.get("security").map_or(is_open, |own| own.as_list().is_some_and(<[Node]>::is_empty))
    })?;
    bed.change(&found.at, |root| set(root, &found.at, "security", &json!([{ name: [] }])))
}
