//! What a description can repeat.
//!
//! In: how often. Out: the files of a description in which one construct stands so often.
//! Must never know: what is measured.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// A construct, and descriptions full of it.
#[derive(Debug)]
pub(super) struct Construct {
    /// Its name, from the general to the special.
    pub(super) name: &'static str,
    /// The files of a description that holds it so often.
    pub(super) make: fn(usize) -> Files,
}

type Files = Vec<(&'static str, String)>;

macro_rules! constructs {
    ($($name:literal: $make:expr,)*) => {
        /// All of them.
        pub(super) static ALL: &[Construct] = &[$(Construct { name: $name, make: $make },)*];
    };
}

constructs! {
    "enum of strings": |n| schema(json!({ "type": "string", "enum": list(n, |at| json!(word(at))) })),
    "enum of integers": |n| schema(json!({ "type": "integer", "enum": list(n, |at| json!(mixed(at))) })),
    "enum of colliding strings": |n| schema(json!({ "type": "string", "enum": list(n, |at| json!(colliding(at))) })),
    "enum with the same value": |n| schema(json!({ "type": "string", "enum": list(n, |_| json!("a")) })),
    "enum of mixed types": |n| schema(json!({ "enum": list(n, |at| if at % 2 == 0 { json!(at) } else { json!(word(at)) }) })),
    "enum of objects": |n| schema(json!({ "enum": list(n, |at| json!({ "a": at })) })),
    "enum inline in a parameter": |n| parameters(json!([{ "name": "a", "in": "query", "schema": { "enum": list(n, |at| json!(word(at))) } }])),
    "enum with names": |n| schema(json!({ "type": "integer", "enum": list(n, |at| json!(at)), "x-enum-varnames": list(n, |at| json!(word(at))) })),
    "const branches": |n| schema(json!({ "oneOf": list(n, |at| json!({ "const": word(at), "title": word(at) })) })),
    "members": |n| schema(json!({ "type": "object", "properties": map(n, word, |_| json!({ "type": "string" })) })),
    "members that are required": |n| schema(json!({ "type": "object", "properties": map(n, word, |_| json!({ "type": "string" })), "required": list(n, |at| json!(word(at))) })),
    "members that collide": |n| schema(json!({ "type": "object", "properties": map(n, colliding, |_| json!({ "type": "string" })) })),
    "members with objects": |n| schema(json!({ "type": "object", "properties": map(n, word, |at| json!({ "type": "object", "properties": { format!("m{at}"): { "type": "string" } } })) })),
    "members with equal objects": |n| schema(json!({ "type": "object", "properties": map(n, word, |_| json!({ "type": "object", "properties": { "m": { "type": "string" } } })) })),
    "members with one reference": |n| schemas(json!({ "A": { "type": "object", "properties": map(n, word, |_| json!({ "$ref": "#/components/schemas/B" })) }, "B": { "type": "object", "properties": { "m": { "type": "string" } } } })),
    "required names": |n| schema(json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": list(n, |at| json!(word(at))) })),
    "required name again": |n| schema(json!({ "type": "object", "properties": { "a": { "type": "string" } }, "required": list(n, |_| json!("a")) })),
    "dependent required": |n| schema(json!({ "type": "object", "properties": { "a": { "type": "string" } }, "dependentRequired": map(n, word, |_| json!(["a"])) })),
    "pattern properties": |n| schema(json!({ "type": "object", "patternProperties": map(n, |at| format!("^{}$", word(at)), |_| json!({ "type": "string" })) })),
    "prefix items": |n| schema(json!({ "type": "array", "prefixItems": list(n, |at| if at % 2 == 0 { json!({ "type": "string" }) } else { json!({ "type": "integer" }) }) })),
    "definitions": |n| schema(json!({ "type": "object", "$defs": map(n, word, |_| json!({ "type": "string" })) })),
    "types in a list": |n| schema(json!({ "type": list(n, |_| json!("string")) })),
    "oneOf of objects": |n| schema(json!({ "oneOf": list(n, |at| json!({ "type": "object", "required": [word(at)], "properties": { word(at): { "type": "string" } } })) })),
    "oneOf of one type": |n| schema(json!({ "oneOf": list(n, |at| json!({ "type": "string", "maxLength": at })) })),
    "oneOf of references": |n| schemas(many(n, json!({ "All": { "oneOf": list(n, |at| reference(&word(at))) } }), |at| json!({ "type": "object", "required": ["x"], "properties": { "x": { "const": word(at) } } }))),
    "anyOf of objects": |n| schema(json!({ "anyOf": list(n, |at| json!({ "type": "object", "properties": { word(at): { "type": "string" } } })) })),
    "allOf of objects": |n| schema(json!({ "allOf": list(n, |at| json!({ "type": "object", "properties": { word(at): { "type": "string" } } })) })),
    "allOf of one reference": |n| schemas(json!({ "A": { "allOf": list(n, |_| reference("B")) }, "B": { "type": "object", "properties": { "m": { "type": "string" } } } })),
    "discriminator mapping": |n| schemas(many(n, json!({ "All": { "oneOf": list(n, |at| reference(&word(at))), "discriminator": { "propertyName": "kind", "mapping": map(n, |at| format!("k{at}"), |at| json!(format!("#/components/schemas/{}", word(at)))) } } }), |_| json!({ "type": "object", "required": ["kind"], "properties": { "kind": { "type": "string" } } }))),
    "children of a parent": |n| schemas(many(n, json!({ "All": { "type": "object", "required": ["kind"], "discriminator": { "propertyName": "kind" }, "properties": { "kind": { "type": "string" } } } }), |_| json!({ "allOf": [reference("All"), { "type": "object", "properties": { "m": { "type": "string" } } }] }))),
    "examples of a schema": |n| schema(json!({ "type": "string", "examples": list(n, |at| json!(word(at))) })),
    "items of one example": |n| schema(json!({ "type": "array", "items": { "type": "string" }, "example": list(n, |at| json!(word(at))) })),
    "schemas": |n| schemas(map(n, word, |at| json!({ "type": "object", "properties": { format!("m{at}"): { "type": "string" } } }))),
    "schemas that collide": |n| schemas(map(n, colliding, |at| json!({ "type": "object", "properties": { format!("m{at}"): { "type": "string" } } }))),
    "schemas in a chain": |n| schemas(map(n, |at| format!("S{at}"), |at| json!({ "type": "object", "properties": { "next": reference(&format!("S{}", at + 1)) } }))),
    "references in a chain": |n| schemas(map(n, |at| format!("S{at}"), |at| reference(&format!("S{}", at + 1)))),
    "references to nowhere": |n| schema(json!({ "type": "object", "properties": map(n, word, |_| reference("Nowhere")) })),
    "anchors": |n| schema(json!({ "type": "object", "$defs": map(n, word, |at| json!({ "$anchor": word(at), "type": "string" })) })),
    "parameters of an operation": |n| parameters(list(n, |at| json!({ "name": word(at), "in": "query", "schema": { "type": "string" } }))),
    "parameters that collide": |n| parameters(list(n, |at| json!({ "name": colliding(at), "in": "query", "schema": { "type": "string" } }))),
    "header parameters": |n| parameters(list(n, |at| json!({ "name": word(at), "in": "header", "schema": { "type": "string" } }))),
    "one parameter again": |n| parameters(list(n, |_| json!({ "name": "a", "in": "query", "schema": { "type": "string" } }))),
    "parameters of a path": |n| document(json!({ "/a": { "parameters": list(n, |at| json!({ "name": word(at), "in": "query", "schema": { "type": "string" } })), "get": operation() } }), json!({})),
    "parameters in the components": |n| document(json!({ "/a": { "get": with("parameters", json!([{ "$ref": "#/components/parameters/a" }])) } }), json!({ "components": { "parameters": also(map(n, word, |at| json!({ "name": word(at), "in": "query", "schema": { "type": "string" } })), json!({ "a": { "name": "a", "in": "query", "schema": { "type": "string" } } })) } })),
    "path parameters": |n| {
        let path: String = (0..n).fold(String::new(), |mut path, at| { let _ = write!(path, "/{{{}}}", word(at)); path });
        document(json!({ path: { "get": with("parameters", list(n, |at| json!({ "name": word(at), "in": "path", "required": true, "schema": { "type": "string" } }))) } }), json!({}))
    },
    "segments of a path": |n| document(json!({ "/a".repeat(n): { "get": operation() } }), json!({})),
    "operations": |n| document(map(n, |at| format!("/{}", word(at)), |_| json!({ "get": operation() })), json!({})),
    "operations of one resource": |n| document(map(n, |at| format!("/things/{{id}}/{}", word(at)), |at| json!({ "post": { "operationId": word(at), "tags": ["things"], "parameters": [{ "name": "id", "in": "path", "required": true, "schema": { "type": "string" } }], "responses": { "204": { "description": "d" } } } })), json!({})),
    "operations with one id": |n| document(map(n, |at| format!("/{}", word(at)), |_| json!({ "get": { "operationId": "same", "responses": {} } })), json!({})),
    "operations with one shape": |n| document(map(n, |at| format!("/{{{}}}", word(at)), |_| json!({ "get": operation() })), json!({})),
    "tags": |n| document(json!({ "/a": { "get": operation() } }), json!({ "tags": list(n, |at| json!({ "name": word(at), "description": "d" })) })),
    "tags of an operation": |n| document(json!({ "/a": { "get": with("tags", list(n, |at| json!(word(at)))) } }), json!({})),
    "tags each of an operation": |n| document(map(n, |at| format!("/{}", word(at)), |at| json!({ "get": with("tags", json!([word(at)])) })), json!({})),
    "servers": |n| document(json!({ "/a": { "get": operation() } }), json!({ "servers": list(n, |at| json!({ "url": format!("https://{}.example.com", word(at)) })) })),
    "servers of an operation": |n| document(json!({ "/a": { "get": with("servers", list(n, |at| json!({ "url": format!("https://{}.example.com", word(at)) }))) } }), json!({})),
    "server variables": |n| {
        let url: String = (0..n).fold("https://example.com".to_owned(), |mut url, at| { let _ = write!(url, "/{{{}}}", word(at)); url });
        document(json!({ "/a": { "get": operation() } }), json!({ "servers": [{ "url": url, "variables": map(n, word, |_| json!({ "default": "a" })) }] }))
    },
    "values of a server variable": |n| document(json!({ "/a": { "get": operation() } }), json!({ "servers": [{ "url": "https://{a}.example.com", "variables": { "a": { "default": word(0), "enum": list(n, |at| json!(word(at))) } } }] })),
    "security schemes": |n| document(json!({ "/a": { "get": operation() } }), json!({ "components": { "securitySchemes": map(n, word, |at| json!({ "type": "apiKey", "in": "header", "name": word(at) })) } })),
    "alternatives of security": |n| document(json!({ "/a": { "get": with("security", list(n, |at| json!({ word(at): [] }))) } }), json!({ "components": { "securitySchemes": map(n, word, |at| json!({ "type": "apiKey", "in": "header", "name": word(at) })) } })),
    "schemes of one alternative": |n| document(json!({ "/a": { "get": with("security", json!([map(n, word, |_| json!([]))])) } }), json!({ "components": { "securitySchemes": map(n, word, |at| json!({ "type": "apiKey", "in": "header", "name": word(at) })) } })),
    "scopes": |n| document(json!({ "/a": { "get": with("security", json!([{ "o": list(n, |at| json!(word(at))) }])) } }), json!({ "components": { "securitySchemes": { "o": { "type": "oauth2", "flows": { "clientCredentials": { "tokenUrl": "https://example.com/t", "scopes": map(n, word, |_| json!("d")) } } } } } })),
    "responses": |n| document(json!({ "/a": { "get": json!({ "responses": map(n, |at| format!("{}", 200 + at), |_| json!({ "description": "d" })) }) } }), json!({})),
    "response headers": |n| document(json!({ "/a": { "get": responds(json!({ "description": "d", "headers": map(n, word, |_| json!({ "schema": { "type": "string" } })) })) } }), json!({})),
    "media types of a response": |n| document(json!({ "/a": { "get": responds(json!({ "description": "d", "content": map(n, |at| format!("application/{}", word(at)), |_| json!({ "schema": { "type": "string" } })) })) } }), json!({})),
    "media types of a request body": |n| document(json!({ "/a": { "post": with("requestBody", json!({ "content": map(n, |at| format!("application/{}", word(at)), |_| json!({ "schema": { "type": "string" } })) })) } }), json!({})),
    "examples of a response": |n| document(json!({ "/a": { "get": responds(json!({ "description": "d", "content": { "application/json": { "schema": { "type": "string" }, "examples": map(n, word, |at| json!({ "value": word(at) })) } } })) } }), json!({})),
    "members of a form": |n| form("application/x-www-form-urlencoded", n),
    "parts of a form": |n| form("multipart/form-data", n),
    "callbacks": |n| document(json!({ "/a": { "post": with("callbacks", map(n, word, |_| json!({ "{$request.body#/u}": { "post": operation() } }))) } }), json!({})),
    "links": |n| document(json!({ "/a": { "get": responds(json!({ "description": "d", "links": map(n, word, |_| json!({ "operationId": "x" })) })) } }), json!({})),
    "webhooks": |n| document(json!({ "/a": { "get": operation() } }), json!({ "webhooks": map(n, word, |_| json!({ "post": operation() })) })),
    "extensions": |n| document(json!({ "/a": { "get": operation() } }), map(n, |at| format!("x-{}", word(at)), |at| json!(at))),
    "unknown keys": |n| document(json!({ "/a": { "get": operation() } }), map(n, word, |at| json!(at))),
    "unknown keys of a schema": |n| schema(also(map(n, word, |at| json!(at)), json!({ "type": "string" }))),
    "keys that stand twice": |n| {
        let members: String = (0..n).fold(String::new(), |mut text, at| { let _ = write!(text, ",\"x-{}\":1", word(at / 2)); text });
        vec![("openapi.json", format!("{{\"openapi\":\"3.1.0\",\"info\":{{\"title\":\"T\",\"version\":\"1\"}},\"paths\":{{}}{members}}}"))]
    },
    "overlay actions": |n| with_overlay(list(n, |at| json!({ "target": "$.info", "update": { format!("x-{}", word(at)): 1 } }))),
    "overlay actions that match all": |n| {
        let mut files = document(map(n, |at| format!("/{}", word(at)), |_| json!({ "get": operation() })), json!({}));
        files.push(overlay(json!([{ "target": "$.paths.*.get", "update": { "summary": "s" } }, { "target": "$..responses", "update": { "204": { "description": "e" } } }])));
        files
    },
    "overlay actions for each operation": |n| {
        let mut files = document(map(n, |at| format!("/{}", word(at)), |_| json!({ "get": operation() })), json!({}));
        files.push(overlay(list(n, |at| json!({ "target": format!("$.paths['/{}'].get", word(at)), "update": { "summary": "s" } }))));
        files
    },
    "overlay actions that search": |n| {
        let mut files = document(map(n / 10, |at| format!("/{}", word(at)), |_| json!({ "get": operation() })), json!({}));
        files.push(overlay(list(n / 10, |_| json!({ "target": "$..get", "update": { "summary": "s" } }))));
        files
    },
    "removals by an overlay": |n| {
        let mut files = document(map(n, |at| format!("/{}", word(at)), |_| json!({ "get": operation() })), json!({}));
        files.push(overlay(list(n - 1, |at| json!({ "target": format!("$.paths['/{}']", word(at)), "remove": true }))));
        files
    },
    "pages in one file": |n| {
        let page = |at: usize| format!("# P{at}\n\n```yaml\nopenapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/a{at}: {{get: {{responses: {{'204': {{description: d}}}}}}}}}}\n```\n\n");
        vec![("llms-full.txt", (0..n).map(page).collect())]
    },
    "lines of a description": |n| schema(json!({ "type": "string", "description": "word `x` <b> [a](b)\n\n".repeat(n) })),
    "characters of a name": |n| schemas(json!({ "A".repeat(n): { "type": "object", "properties": { "b".repeat(n): { "type": "string" } } } })),
    "yaml anchors and aliases": |n| {
        let lines: String = (0..n).fold(String::new(), |mut text, at| { let _ = writeln!(text, "x-a{at}: &a{at} 1\nx-b{at}: *a{at}"); text });
        vec![("openapi.yaml", format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\n{lines}"))]
    },
    "yaml comments": |n| vec![("openapi.yaml", format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\n{}paths: {{}}\n", "# c\n".repeat(n)))],
    "yaml members": |n| {
        let lines: String = (0..n).fold(String::new(), |mut text, at| { let _ = writeln!(text, "        {}:\n          type: string", word(at)); text });
        vec![("openapi.yaml", format!("openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{}}\ncomponents:\n  schemas:\n    A:\n      type: object\n      properties:\n{lines}"))]
    },
}

/// A number for each index, no two alike, in no order.
fn mixed(at: usize) -> u64 {
    // An odd factor permutes the numbers below a power of two.
    (at as u64).wrapping_mul(0x9e37_79b1).wrapping_add(SEED) % (1 << 32)
}

/// What decides the order of the names: the same in every run.
const SEED: u64 = 12;

/// A name for each index, no two alike, in no order.
fn word(at: usize) -> String {
    let syllables =
        ["ba", "co", "di", "fu", "ge", "ho", "ki", "lu", "ma", "ne", "po", "qui", "ra", "se", "ti", "vo"];
    let mut rest = mixed(at);
    let mut word = String::new();
    while rest > 0 {
        word.push_str(syllables[usize::try_from(rest % 16).unwrap_or_default()]);
        rest /= 16;
    }
    word
}

/// Names that differ in what no identifier has.
fn colliding(at: usize) -> String {
    let marks = (0..20).map(|bit| if at >> bit & 1 == 0 { "a-" } else { "a_" });
    marks.collect::<String>() + "a"
}

fn list(count: usize, item: impl Fn(usize) -> Value) -> Value {
    (0..count).map(item).collect()
}

fn map(count: usize, key: impl Fn(usize) -> String, value: impl Fn(usize) -> Value) -> Value {
    Value::Object((0..count).map(|at| (key(at), value(at))).collect())
}

/// The members of both.
fn also(mut one: Value, other: Value) -> Value {
    if let (Some(members), Value::Object(more)) = (one.as_object_mut(), other) {
        members.extend(more);
    }
    one
}

fn many(count: usize, first: Value, value: impl Fn(usize) -> Value) -> Value {
    also(first, map(count, word, value))
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/components/schemas/{name}") })
}

fn operation() -> Value {
    json!({ "responses": { "204": { "description": "d" } } })
}

fn with(key: &str, value: Value) -> Value {
    also(operation(), Value::Object(Map::from_iter([(key.to_owned(), value)])))
}

fn responds(response: Value) -> Value {
    json!({ "responses": { "200": response } })
}

fn document(paths: Value, more: Value) -> Files {
    let whole = json!({ "openapi": "3.1.0", "info": { "title": "Scale", "version": "1" }, "paths": paths });
    vec![("openapi.json", also(whole, more).to_string())]
}

fn parameters(parameters: Value) -> Files {
    document(json!({ "/a": { "get": with("parameters", parameters) } }), json!({}))
}

/// One schema that a request and a response hold.
fn schema(schema: Value) -> Files {
    schemas(json!({ "A": schema }))
}

/// Schemas, the first of which a request and a response hold.
fn schemas(schemas: Value) -> Files {
    let first = schemas.as_object().and_then(|all| all.keys().next()).map(|name| reference(name));
    let content = json!({ "application/json": { "schema": first.unwrap_or_default() } });
    let operation = json!({
        "requestBody": { "content": content },
        "responses": { "200": { "description": "d", "content": content } }
    });
    document(json!({ "/a": { "post": operation } }), json!({ "components": { "schemas": schemas } }))
}

fn form(media_type: &str, count: usize) -> Files {
    let members = map(count, word, |_| json!({ "type": "string" }));
    let encodings = map(count, word, |_| json!({ "contentType": "text/plain" }));
    let content = json!({ media_type: { "schema": { "type": "object", "properties": members }, "encoding": encodings } });
    document(json!({ "/a": { "post": with("requestBody", json!({ "content": content })) } }), json!({}))
}

fn with_overlay(actions: Value) -> Files {
    let mut files = document(json!({ "/a": { "get": operation() } }), json!({}));
    files.push(overlay(actions));
    files
}

fn overlay(actions: Value) -> (&'static str, String) {
    let whole = json!({ "overlay": "1.1.0", "info": { "title": "o", "version": "1" }, "actions": actions });
    ("overlay.json", whole.to_string())
}
