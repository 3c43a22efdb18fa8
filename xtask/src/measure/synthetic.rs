//! A made-up API of any size, and the Rust that derived serde would ask of its users.
//!
//! Shapes follow what real descriptions hold most: text, numbers, null, lists, references, dates.

use std::fmt::Write as _;

use serde_json::{Map, Value, json};

/// How large the made-up API is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    /// Object schemas.
    pub(crate) schemas: usize,
    /// Fields of each schema.
    pub(crate) fields: usize,
    /// Operations, spread over twenty resources.
    pub(crate) operations: usize,
}

/// A field of the made-up API: its schema, and its type where serde is derived.
struct SyntheticField {
    name: String,
    schema: Value,
    rust: String,
    required: bool,
}

/// The description, OpenAPI 3.1.
pub(crate) fn description(size: Size) -> Value {
    let mut schemas = Map::new();
    for schema in 0..size.schemas {
        let fields = fields_of(size, schema);
        let required: Vec<&str> =
            fields.iter().filter(|field| field.required).map(|field| field.name.as_str()).collect();
        let properties: Map<String, Value> =
            fields.iter().map(|field| (field.name.clone(), field.schema.clone())).collect();
        schemas.insert(
            schema_name(schema),
            json!({ "type": "object", "required": required, "properties": properties,
                    "description": format!("A made-up thing, number {schema}.") }),
        );
    }
    let mut paths = Map::new();
    for operation in 0..size.operations {
        paths.insert(format!("/things{operation}/{{id}}"), json!({ "post": operation_of(size, operation) }));
    }
    json!({
        "openapi": "3.1.0",
        "info": { "title": "Synthetic", "version": "1" },
        "servers": [{ "url": "https://api.example.com" }],
        "paths": paths,
        "components": { "schemas": schemas }
    })
}

/// The same types as a person would write them with derived serde.
pub(crate) fn derived_source(size: Size) -> String {
    let mut source =
        String::from("//! The types of the made-up API with derived serde.\n#![allow(missing_docs)]\n");
    for schema in 0..size.schemas {
        source.push_str(
            "#[derive(Clone, Debug, PartialEq, serde::Serialize, serde::Deserialize)]\n#[non_exhaustive]\n",
        );
        let _ = writeln!(source, "pub struct {} {{", schema_name(schema));
        for field in fields_of(size, schema) {
            if field.required {
                let _ = writeln!(source, "    pub {}: {},", field.name, field.rust);
            } else {
                source.push_str("    #[serde(default, skip_serializing_if = \"Option::is_none\")]\n");
                let _ = writeln!(source, "    pub {}: Option<{}>,", field.name, field.rust);
            }
        }
        source.push_str("}\n");
    }
    source
}

fn schema_name(schema: usize) -> String {
    format!("Thing{schema}")
}

fn fields_of(size: Size, schema: usize) -> Vec<SyntheticField> {
    (0..size.fields).map(|field| field_of(schema, field)).collect()
}

fn field_of(schema: usize, field: usize) -> SyntheticField {
    let (word, schema_of_field, rust, required) = match field % 8 {
        0 => ("label", json!({ "type": "string" }), "String".to_owned(), true),
        1 => ("count", json!({ "type": "integer" }), "i64".to_owned(), true),
        2 => ("note", json!({ "type": "string", "description": "A remark." }), "String".to_owned(), false),
        3 => ("ratio", json!({ "type": "number" }), "f64".to_owned(), false),
        4 => ("active", json!({ "type": "boolean" }), "bool".to_owned(), false),
        5 => (
            "tags",
            json!({ "type": "array", "items": { "type": "string" } }),
            "Vec<String>".to_owned(),
            false,
        ),
        6 => {
            // Half the number: a tree, as descriptions have them. A chain of all schemas would exceed the compiler's own
            // recursion limit.
            let next = schema / 2;
            if schema == 0 {
                ("next", json!({ "type": "string" }), "String".to_owned(), false)
            } else {
                let name = schema_name(next);
                (
                    "next",
                    json!({ "$ref": format!("#/components/schemas/{name}") }),
                    format!("Box<{name}>"),
                    false,
                )
            }
        }
        _ => ("url", json!({ "type": "string" }), "String".to_owned(), true),
    };
    SyntheticField { name: format!("{word}_{field}"), schema: schema_of_field, rust, required }
}

fn operation_of(size: Size, operation: usize) -> Value {
    let reference = |offset: usize| {
        let name = schema_name((operation * 5 + offset) % size.schemas);
        json!({ "$ref": format!("#/components/schemas/{name}") })
    };
    json!({
        "operationId": format!("do_{operation}"),
        "tags": [format!("group{}", operation % 20)],
        "summary": format!("Does thing {operation}"),
        "parameters": [
            { "name": "id", "in": "path", "required": true, "schema": { "type": "string" } },
            { "name": "dry_run", "in": "query", "schema": { "type": "boolean" } },
            { "name": "limit", "in": "query", "schema": { "type": "integer" } }
        ],
        "requestBody": { "required": true, "content": { "application/json": { "schema": reference(0) } } },
        "responses": { "200": { "description": "Done", "content": { "application/json": { "schema": reference(1) } } } }
    })
}
