//! What is added beside what was there.

use codegen::diag::Pointer;
use codegen::load::Node;
use serde_json::json;

use super::super::super::fault::Random;
use super::super::bed::{Bed, Kind, Made};
use super::super::edit::{is, map, push, set, text};
use super::super::walk::Uses;

pub(super) const KINDS: &[Kind] = &[
    Kind { name: "optional parameter added", make: parameter },
    Kind { name: "path with an operation added", make: path },
    Kind { name: "operation added beside others", make: operation },
    Kind { name: "component added", make: component },
    Kind { name: "optional member of a request added", make: request_member },
    Kind { name: "member of a response added", make: response_member },
    Kind { name: "value of an enum added", make: enum_value },
    Kind { name: "error response added", make: error },
    Kind { name: "header of a response added", make: header },
    Kind { name: "server added", make: server },
    Kind { name: "security scheme added", make: scheme },
    Kind { name: "case of a union added", make: case },
    Kind { name: "second tag added", make: tag },
    Kind { name: "limit of a text loosened", make: limit },
    Kind { name: "operation deprecated", make: operation_deprecated },
    Kind { name: "parameter deprecated", make: parameter_deprecated },
    Kind { name: "member deprecated", make: member_deprecated },
];

fn parameter(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.operation(random, |_| true)?.at;
    let new = json!({ "name": "mutated", "in": "query", "schema": { "type": "string" } });
    bed.change(&at, |root| push(root, &at, "parameters", &new))
}

fn new_operation(tag: Option<&str>, id: &str) -> serde_json::Value {
    let mut made = json!({ "operationId": id, "responses": { "204": { "description": "Done" } } });
    if let Some(tag) = tag {
        made["tags"] = json!([tag]);
    }
    made
}

fn path(bed: &Bed, _: &mut Random) -> Made {
    let paths = Pointer::root().key("paths");
    let item = json!({ "get": new_operation(Some("mutated"), "listMutatedThings") });
    bed.change(&paths, |root| set(root, &paths, "/mutated-things", &item))
}

/// Below the path and the tag of an operation that is there: the one that could take its name.
fn operation(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.operation(random, |_| true)?;
    let tag = bed.at(&found.at.key("tags").index(0)).and_then(Node::as_str);
    let paths = Pointer::root().key("paths");
    let path = format!("{}/mutated-things", found.path.trim_end_matches('/'));
    let mut item = json!({ "get": new_operation(tag, "listMutatedThings") });
    let names: Vec<&str> = path.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0)).collect();
    item["get"]["parameters"] = names
        .iter()
        .map(|name| json!({ "name": name, "in": "path", "required": true, "schema": { "type": "string" } }))
        .collect();
    bed.change(&paths.key(&path), |root| set(root, &paths, &path, &item))
}

fn component(bed: &Bed, _: &mut Random) -> Made {
    let at = Pointer::root().key("components").key("schemas");
    let schema = json!({ "type": "object", "properties": { "mutated": { "type": "string" } } });
    bed.change(&at, |root| set(root, &at, "MutatedThing", &schema))
}

/// An object with named members and none that must be of a kind.
fn is_open_object(schema: &Node) -> bool {
    let has_members = schema.get("properties").and_then(Node::as_map).is_some_and(|all| !all.is_empty());
    has_members && schema.get("additionalProperties").is_none_or(|rest| rest.as_bool().is_some())
}

fn member(bed: &Bed, random: &mut Random, fits: impl Fn(Uses) -> bool) -> Made {
    let at = bed.schema(random, |schema, uses| fits(uses) && is_open_object(schema))?;
    (!bed.has_twin(&at)).then_some(())?;
    bed.change(&at, |root| set(root, &at.key("properties"), "mutated", &json!({ "type": "string" })))
}

fn request_member(bed: &Bed, random: &mut Random) -> Made {
    member(bed, random, Uses::surely_sent)
}

fn response_member(bed: &Bed, random: &mut Random) -> Made {
    member(bed, random, Uses::surely_read)
}

fn enum_value(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| {
        let count = schema.get("enum").and_then(Node::as_list).map_or(0, <[Node]>::len);
        (uses.surely_sent() || uses.surely_read()) && text(schema, "type") == Some("string") && count > 1
    })?;
    (!bed.has_twin(&at)).then_some(())?;
    bed.change(&at, |root| push(root, &at, "enum", &json!("mutated-value")))
}

fn error(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.operation(random, |one| one.get("responses").is_some())?.at.key("responses");
    let schema = json!({ "type": "object", "properties": { "mutated": { "type": "string" } } });
    let response =
        json!({ "description": "Teapot", "content": { "application/json": { "schema": schema } } });
    bed.change(&at, |root| set(root, &at, "418", &response))
}

fn header(bed: &Bed, random: &mut Random) -> Made {
    let fits = |one: &Node| {
        let found = one.get("responses").and_then(|all| all.get("200"));
        found.is_some_and(|found| found.get("$ref").is_none())
    };
    let at = bed.operation(random, fits)?.at.key("responses").key("200");
    bed.change(&at, |root| {
        map(root, &at)?.entry("headers".to_owned()).or_insert_with(|| Node::Map(codegen::load::Map::new()));
        set(root, &at.key("headers"), "X-Mutated", &json!({ "schema": { "type": "string" } }))
    })
}

fn server(bed: &Bed, _: &mut Random) -> Made {
    bed.root.get("servers")?.as_list().filter(|servers| !servers.is_empty())?;
    let at = Pointer::root();
    bed.change(&at.key("servers"), |root| {
        push(root, &at, "servers", &json!({ "url": "https://mutated.example" }))
    })
}

fn scheme(bed: &Bed, _: &mut Random) -> Made {
    let at = Pointer::root().key("components").key("securitySchemes");
    let scheme = json!({ "type": "apiKey", "in": "header", "name": "X-Mutated" });
    bed.change(&at, |root| set(root, &at, "mutatedKey", &scheme))
}

fn case(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| {
        let cases = schema.get("oneOf").and_then(Node::as_list).unwrap_or_default();
        let is_named = cases.len() > 1 && cases.iter().all(|case| case.get("$ref").is_some());
        (uses.surely_sent() || uses.surely_read()) && is_named && schema.get("discriminator").is_none()
    })?;
    (!bed.has_twin(&at)).then_some(())?;
    let new = json!({
        "title": "Mutated Case", "type": "object", "required": ["mutated"],
        "properties": { "mutated": { "type": "string" } }
    });
    bed.change(&at, |root| push(root, &at, "oneOf", &new))
}

fn tag(bed: &Bed, random: &mut Random) -> Made {
    let has_tag = |one: &Node| one.get("tags").and_then(Node::as_list).is_some_and(|tags| !tags.is_empty());
    let at = bed.operation(random, has_tag)?.at;
    bed.change(&at, |root| push(root, &at, "tags", &json!("mutated")))
}

fn limit(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, _| {
        text(schema, "type") == Some("string") && matches!(schema.get("maxLength"), Some(Node::Number(_)))
    })?;
    bed.change(&at, |root| set(root, &at, "maxLength", &json!(1_000_000_000)))
}

fn operation_deprecated(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.operation(random, |one| !is(one, "deprecated"))?.at;
    bed.change(&at, |root| set(root, &at, "deprecated", &json!(true)))
}

fn parameter_deprecated(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.parameter(random, |one| !is(one, "deprecated"))?.at;
    bed.change(&at, |root| set(root, &at, "deprecated", &json!(true)))
}

fn member_deprecated(bed: &Bed, random: &mut Random) -> Made {
    let found =
        bed.member(random, |_, member, _, _| member.get("type").is_some() && !is(member, "deprecated"))?;
    let at = found.at();
    bed.change(&at, |root| set(root, &at, "deprecated", &json!(true)))
}
