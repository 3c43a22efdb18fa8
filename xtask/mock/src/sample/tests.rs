use super::*;
use crate::testing::tree;

fn made(schema: &str, seed: u64) -> String {
    let root = tree(&format!(
        r##"{{ "S": {schema},
            "Tree": {{ "type": "object", "required": ["name"], "properties": {{ "name": {{ "type": "string" }},
                "children": {{ "type": "array", "items": {{ "$ref": "#/Tree" }} }} }} }} }}"##
    ));
    let at = Pointer::from_escaped("/S");
    let recipe = Recipe { seed, side: Side::Response, examples: true };
    let value = sample(&root, &at, recipe);
    assert_eq!(value, sample(&root, &at, recipe), "the same seed gives the same value");
    let reasons = Judge::default().reasons(&root, &at, &value, Side::Response);
    let text = serde_json::to_string(&value).unwrap();
    assert!(reasons.is_empty(), "{schema} made {text}: {reasons:?}");
    text
}

/// Values for several seeds conform; the one for seed 0 is given.
fn conforming(schema: &str) -> String {
    for seed in 1..30 {
        made(schema, seed);
    }
    made(schema, 0)
}

#[test]
fn scalars_keep_limits() {
    for schema in [
        r#"{ "type": "integer", "minimum": 5, "maximum": 7 }"#,
        r#"{ "type": "integer", "exclusiveMinimum": 5, "multipleOf": 4 }"#,
        r#"{ "type": "integer", "maximum": -3 }"#,
        r#"{ "type": "number", "exclusiveMinimum": 0, "exclusiveMaximum": 0.001 }"#,
        r#"{ "type": "number", "minimum": 1, "maximum": 1 }"#,
        r#"{ "type": "number", "multipleOf": 0.25 }"#,
        r#"{ "type": "string", "minLength": 40, "maxLength": 41 }"#,
        r#"{ "type": "string", "maxLength": 2 }"#,
        r#"{ "type": "string", "pattern": "^[A-Z]{2}-[0-9]+$" }"#,
        r#"{ "type": "string", "pattern": "^[a-z]+$", "minLength": 9, "maxLength": 9 }"#,
        r#"{ "type": "boolean" }"#,
        r#"{ "type": "null" }"#,
    ] {
        conforming(schema);
    }
    for format in ["date-time", "date", "time", "uuid", "email", "uri", "hostname", "ipv4", "ipv6", "byte"] {
        conforming(&format!(r#"{{ "type": "string", "format": "{format}" }}"#));
    }
}

#[test]
fn examples_and_listed_values_come_first() {
    assert_eq!(conforming(r#"{ "type": "string", "example": "e" }"#), r#""e""#);
    assert_eq!(made(r#"{ "enum": [null, "a", "b"] }"#, 0), r#""a""#);
    assert_eq!(made(r#"{ "const": 7 }"#, 3), "7");
    // An example that does not conform is none.
    assert_ne!(conforming(r#"{ "type": "integer", "example": "e" }"#), r#""e""#);
    let seen: std::collections::BTreeSet<_> =
        (1..20).map(|seed| made(r#"{ "enum": ["a", "b", "c"] }"#, seed)).collect();
    assert_eq!(seen.len(), 3);
}

#[test]
fn an_example_is_what_a_schema_without_a_type_describes() {
    // All of these are allowed, and only the last is meant.
    let pet = r#"{ "properties": { "name": { "type": "string" }, "tags": { "items": { "properties": { "t": {} } } } },
                   "examples": ["{}", [], { "name": "a", "tags": ["t"] }, { "name": "e", "tags": [{ "t": 1 }] }] }"#;
    assert_eq!(conforming(pet), r#"{"name":"e","tags":[{"t":1}]}"#);
    assert_eq!(conforming(r#"{ "examples": [[]] }"#), "[]");
}

#[test]
fn objects_and_lists() {
    conforming(r#"{ "type": "object", "required": ["x"], "properties": { "a": { "type": "string" } } }"#);
    conforming(r#"{ "type": "object", "additionalProperties": { "type": "integer" }, "minProperties": 3 }"#);
    conforming(
        r#"{ "type": "object", "patternProperties": { "^x-": { "type": "integer" } }, "additionalProperties": false, "minProperties": 2 }"#,
    );
    conforming(r#"{ "type": "array", "items": { "type": "string" }, "minItems": 3, "uniqueItems": true }"#);
    conforming(
        r#"{ "type": "array", "items": { "enum": ["a", "b", "c"] }, "minItems": 3, "uniqueItems": true }"#,
    );
    conforming(
        r#"{ "type": "array", "prefixItems": [{ "type": "string" }, { "type": "integer" }], "items": false }"#,
    );
    assert_eq!(
        made(
            r#"{ "type": "object", "properties": { "secret": { "type": "string", "writeOnly": true } } }"#,
            0
        ),
        "{}"
    );
}

#[test]
fn branches_are_tried_until_one_holds() {
    conforming(
        r#"{ "oneOf": [{ "type": "string", "maxLength": 0, "minLength": 1 }, { "type": "integer" }] }"#,
    );
    conforming(r#"{ "anyOf": [{ "type": "null" }, { "type": "string" }] }"#);
    conforming(
        r##"{ "allOf": [{ "$ref": "#/Tree" }, { "required": ["age"], "properties": { "age": { "type": "integer" } } }] }"##,
    );
    conforming(
        r#"{ "type": "object", "properties": { "a": { "type": "string" } }, "oneOf": [{ "required": ["a"] }, { "required": ["b"] }] }"#,
    );
    conforming(r#"{ "oneOf": [{ "type": "number" }, { "type": "string" }], "not": { "type": "number" } }"#);
    assert_ne!(made(r#"{ "anyOf": [{ "type": "null" }, { "type": "string" }] }"#, 0), "null");
}

#[test]
fn recursion_ends() {
    let made = conforming(r##"{ "$ref": "#/Tree" }"##);
    assert!(made.len() < 500, "{made}");
    let endless = tree(
        r##"{ "S": { "type": "object", "required": ["s"], "properties": { "s": { "$ref": "#/S" } } }, "L": { "$ref": "#/L" } }"##,
    );
    let recipe = Recipe { seed: 0, side: Side::Response, examples: true };
    assert!(sample(&endless, &Pointer::from_escaped("/S"), recipe).get("s").is_some());
    let _ = sample(&endless, &Pointer::from_escaped("/L"), recipe);
    let _ = sample(&endless, &Pointer::from_escaped("/missing"), recipe);
}

#[test]
fn wide_recursion_stays_small() {
    let members = |form: &dyn Fn(usize) -> String| (0..8).map(form).collect::<Vec<_>>().join(", ");
    let names = members(&|number| format!(r#""m{number}""#));
    for (member, required) in [
        (r##"{ "$ref": "#/W" }"##, ""),
        (r##"{ "anyOf": [{ "type": "string" }, { "$ref": "#/W" }, { "$ref": "#/V" }] }"##, ""),
        (r##"{ "type": "array", "items": { "$ref": "#/W" }, "minItems": 2 }"##, ""),
        // No finite value conforms to these.
        (r##"{ "$ref": "#/W" }"##, &*names),
        (r##"{ "oneOf": [{ "$ref": "#/W" }, { "$ref": "#/V" }] }"##, &*names),
    ] {
        let properties = members(&|number| format!(r#""m{number}": {member}"#));
        let object =
            format!(r#"{{ "type": "object", "required": [{required}], "properties": {{ {properties} }} }}"#);
        let root = tree(&format!(r#"{{ "W": {object}, "V": {object} }}"#));
        for seed in [0, 1] {
            let mut sampler = Sampler::new(&root, Recipe { seed, side: Side::Response, examples: true });
            sampler.value(&Pointer::from_escaped("/W"), "");
            assert!(sampler.made < 15_000, "{member} {seed}: {}", sampler.made);
        }
    }
}

#[test]
fn a_value_that_names_a_child_is_one_of_it() {
    let root = tree(
        r##"{ "components": { "schemas": {
            "Create": { "type": "object", "required": ["mode"], "discriminator": { "propertyName": "mode" },
                        "properties": { "mode": { "enum": ["Default", "Restore", "Other"] } } },
            "ByDefault": { "x-ms-discriminator-value": "Default", "required": ["login"],
                           "allOf": [{ "$ref": "#/components/schemas/Create" }],
                           "properties": { "login": { "type": "string" } } },
            "Restore": { "allOf": [{ "$ref": "#/components/schemas/Create" },
                                   { "required": ["from"], "properties": { "from": { "type": "integer" } } }] } } } }"##,
    );
    let at = Pointer::root().key("components").key("schemas").key("Create");
    let mut met = std::collections::BTreeSet::new();
    for seed in 0..20 {
        let value = sample(&root, &at, Recipe { seed, side: Side::Request, examples: false });
        let member = match value.get("mode").and_then(Node::as_str).unwrap() {
            "Default" => "login",
            "Restore" => "from",
            _ => "mode",
        };
        assert!(value.get(member).is_some(), "{value:?}");
        met.insert(member);
    }
    assert_eq!(met.len(), 3);
}
