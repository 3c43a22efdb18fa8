use super::*;
use crate::schema::leftover::{KNOWN, SILENT, UNMODELLED};
use crate::schema::testing::node;

/// Reads the schema under `S`, gives it with the findings, one a line: code, place, message, help.
fn read(yaml: &str) -> (SchemaObject, String) {
    let root = node(&format!("components:\n  schemas:\n    Cat: {{}}\n    S: {yaml}\n"));
    let mut diagnostics = Diagnostics::new();
    let schema = read_schema(&root, &Pointer::from_escaped("/components/schemas/S"), &mut diagnostics);
    let found = diagnostics.as_slice().iter().map(|found| {
        let place = found.pointer.as_str().trim_start_matches("/components/schemas/S").to_owned();
        let help = found.help.as_ref().map(|help| format!(" | {help}")).unwrap_or_default();
        format!("{} {place} {}{help}", found.code.id, found.message)
    });
    let found = found.collect::<Vec<_>>().join("\n");
    match schema {
        Schema::Object(object) => (Arc::unwrap_or_clone(object), found),
        Schema::Bool(_, pointer) => (SchemaObject { pointer, ..SchemaObject::default() }, found),
    }
}

#[track_caller]
fn findings(yaml: &str, expected: &str) -> SchemaObject {
    let (object, found) = read(yaml);
    assert_eq!(found, expected);
    object
}

#[test]
fn every_keyword_has_its_place() {
    let object = findings(
        "{ $ref: '#/components/schemas/Cat', type: [object, 'null'], title: T, description: D, format: f,
           properties: { a: { type: string }, b: true }, required: [a], additionalProperties: false,
           patternProperties: { ^x: {} }, propertyNames: {}, unevaluatedProperties: false, items: {},
           prefixItems: [{}], allOf: [{}], oneOf: [{}], anyOf: [{}, {}], default: 1, example: 2, examples: [3],
           deprecated: true, readOnly: true, writeOnly: true, minimum: 1, maxLength: 2, uniqueItems: true,
           contentMediaType: m, contentEncoding: e, $defs: { D: {} }, externalDocs: { url: u }, const: 5,
           enum: [1, null, 1], x-own: 1 }",
        "",
    );
    assert_eq!(object.reference.as_deref(), Some("#/components/schemas/Cat"));
    assert_eq!(object.kinds, [JsonKind::Object, JsonKind::Null]);
    let properties = object.properties.as_ref().unwrap();
    assert_eq!(properties["a"].as_object().unwrap().kinds, [JsonKind::String]);
    assert_eq!(
        properties["b"],
        Schema::Bool(true, Pointer::from_escaped("/components/schemas/S/properties/b"))
    );
    assert_eq!(object.required, ["a"]);
    assert!(matches!(object.additional_properties, Some(Schema::Bool(false, _))));
    assert_eq!(
        (object.all_of.len(), object.one_of.len(), object.any_of.len(), object.prefix_items.len()),
        (1, 1, 2, 1)
    );
    assert_eq!(object.enumeration.as_ref().map(Vec::len), Some(3));
    let places: Vec<&str> = object.examples.iter().map(Pointer::as_str).collect();
    assert_eq!(places, ["/components/schemas/S/example", "/components/schemas/S/examples/0"]);
    assert_eq!((object.limits.minimum, object.limits.max_length), (Some(1.0), Some(2)));
    assert_eq!(object.external_docs.as_deref(), Some("u"));
    assert_eq!(object.extensions.keys().collect::<Vec<_>>(), ["x-own"]);
    assert!(object.deprecated && object.read_only && object.write_only && object.limits.unique_items);
}

#[test]
fn the_spellings_of_3_0_are_understood() {
    let object = findings("{ type: number, nullable: true, minimum: 1, exclusiveMinimum: true }", "");
    assert_eq!(object.kinds, [JsonKind::Number, JsonKind::Null]);
    assert!(object.nullable);
    assert_eq!((object.limits.minimum, object.limits.exclusive_minimum), (None, Some(1.0)));
}

#[test]
fn a_word_that_is_no_kind_is_ignored() {
    for (word, help) in [
        ("str", "write `type: string`"),
        ("date", "write `type: string` with `format: date`"),
        ("Float", "write `type: number`, with `format: float` or `double`"),
        ("any", "leave `type` out to allow any value"),
        ("strnig", "did you mean `string`?"),
        ("file", "write `type: string` with `format: binary`"),
    ] {
        let expected =
            format!("W405 /type `{word}` is not a valid JSON type, so `type` is ignored here | {help}");
        assert!(findings(&format!("{{ type: {word} }}"), &expected).kinds.is_empty());
    }
    let object = findings(
        "{ type: [strnig, 'null'] }",
        "W405 /type/0 `strnig` is not a valid JSON type, so `type` is ignored here | did you mean `string`?",
    );
    assert!(object.kinds.is_empty(), "a text beside null is not null alone");
    let object = findings(
        "{ type: [string, null] }",
        "W405 /type/1 a bare null under `type` is read as the word | write `'null'` in quotes, or name the type",
    );
    assert_eq!(object.kinds, [JsonKind::String, JsonKind::Null]);
    findings(
        "{ type: { a: 1 } }",
        "W405 /type expected a type name or a list of type names under `type`, found an object",
    );
}

#[test]
fn a_keyword_of_the_wrong_kind_costs_itself() {
    let object = findings(
        "{ type: object, properties: [a], required: true, enum: a, minLength: -1, maximum: '5', allOf: {},
           deprecated: 1, description: [x], pattern: { a: 1 }, title: 404 }",
        "W406 /properties expected a map of schemas under `properties`, found an array\n\
         W411 /required `required` is a boolean, which is not valid in a schema; it is ignored | list the property's name under `required` of the object that holds it\n\
         W406 /enum expected an array under `enum`, found a string\n\
         W406 /minLength expected a non-negative integer under `minLength`, found a negative integer\n\
         W406 /maximum expected a number under `maximum`, found a string\n\
         W406 /allOf expected an array of schemas under `allOf`, found an object\n\
         W406 /deprecated expected a boolean under `deprecated`, found an integer\n\
         W406 /description expected a string under `description`, found an array\n\
         W406 /pattern expected a string under `pattern`, found an object",
    );
    assert_eq!((object.kinds.len(), object.title.as_deref()), (1, Some("404")));
}

#[test]
fn what_is_no_schema_allows_anything() {
    let object = findings(
        "{ properties: { a: string, b: null, c: [1] }, $ref: 5 }",
        "W404 /properties/a expected a schema, found a string; accepting any JSON value | write `type: string` inside an object\n\
         W404 /properties/b expected a schema, found nothing; accepting any JSON value | write `{}` where any value is meant\n\
         W404 /properties/c expected a schema, found an array; accepting any JSON value | write `{}` where any value is meant\n\
         W403 /$ref expected a reference under `$ref`, found an integer",
    );
    assert!(object.properties.iter().flatten().all(|(_, schema)| matches!(schema, Schema::Bool(true, _))));
}

#[test]
fn keywords_that_no_type_shows_are_noted() {
    let object = findings(
        "{ not: {}, dependentRequired: {}, requred: [a], xml: {}, $dynamicRef: '#none' }",
        "N408 /not `not` cannot be expressed as a type; only the server checks it\n\
         N408 /dependentRequired `dependentRequired` cannot be expressed as a type; only the server checks it\n\
         N409 /requred `requred` is not a keyword of a schema | did you mean `required`?\n\
         W401 /$dynamicRef `#none` cannot be resolved: `none` does not exist",
    );
    assert_eq!(object.unmodelled, ["not", "dependentRequired", "$dynamicRef"]);
    assert_eq!(object.reference, None);
}

#[test]
fn items_by_position_have_moved() {
    let object = findings(
        "{ items: [{ type: string }, {}] }",
        "W410 /items `items` is a list; it is read as `prefixItems`",
    );
    assert_eq!((object.prefix_items.len(), object.items), (2, None));
}

#[test]
fn discriminators() {
    let object = findings(
        "{ discriminator: { propertyName: kind, mapping: { cat: Cat, dog: '#/components/schemas/Dog', bad: 1 } } }",
        "W412 /discriminator/mapping/bad expected a reference for `bad`, found an integer",
    );
    let discriminator = object.discriminator.unwrap();
    assert_eq!(discriminator.mapping["cat"], "#/components/schemas/Cat");
    assert_eq!(discriminator.mapping["dog"], "#/components/schemas/Dog");
    let help = "name the property that tells the branches apart: `propertyName: kind`";
    let object = findings(
        "{ discriminator: {} }",
        &format!("W412 /discriminator the discriminator names no property | {help}"),
    );
    assert!(object.discriminator.is_none());
    let help = "write `discriminator: { propertyName: kind }`";
    let object = findings(
        "{ discriminator: kind }",
        &format!(
            "W412 /discriminator `discriminator` is a string; it is read as the name of the property | {help}"
        ),
    );
    assert_eq!(object.discriminator.unwrap().property, "kind");
}

#[test]
fn names_and_descriptions_of_members() {
    let object =
        findings("{ enum: [1, 2], x-enum-varnames: [Low, High], x-enum-descriptions: { 2: high } }", "");
    assert_eq!(
        (object.enum_names, object.enum_descriptions),
        (vec!["Low".into(), "High".into()], vec![String::new(), "high".into()])
    );
    assert!(object.extensions.is_empty());
    let object = findings("{ enum: [a, b], x-ms-enum: { name: E, values: [{ value: b, name: Bee }] } }", "");
    assert_eq!(object.enum_names, ["", "Bee"]);
    let object = findings(
        "{ enum: [a, b], x-fern-enum: { b: { name: Bee, description: buzz } }, x-enum-varnames: [] }",
        "",
    );
    assert_eq!((object.enum_names[1].as_str(), object.enum_descriptions[1].as_str()), ("Bee", "buzz"));
    findings(
        "{ enum: [a], x-enumNames: A }",
        "W413 /x-enumNames expected an array of strings under `x-enumNames`, found a string",
    );
}

#[test]
fn nesting_has_an_end() {
    let mut root = Node::Map(Map::new());
    for _ in 0..300 {
        root = Node::Map(Map::from_iter([("items".to_owned(), root)]));
    }
    let mut diagnostics = Diagnostics::new();
    read_schema(&root, &Pointer::root(), &mut diagnostics);
    assert_eq!(diagnostics.as_slice().len(), 1);
    assert_eq!(diagnostics.as_slice()[0].code.id, "W407");
}

#[test]
fn any_input_gives_a_schema() {
    let values = ["null", "1", "a", "[]", "[1]", "{}", "{ a: 1 }", "true", "-1.5"];
    let keywords = KNOWN.iter().chain(&UNMODELLED).chain(&SILENT).chain(&[
        "$ref",
        "$defs",
        "x-enum-varnames",
        "x-ms-enum",
    ]);
    for keyword in keywords {
        for value in values {
            read(&format!("{{ {keyword}: {value} }}"));
        }
    }
    let mut diagnostics = Diagnostics::new();
    read_schema(&Node::Null, &Pointer::from_escaped("/nowhere"), &mut diagnostics);
    assert_eq!(diagnostics.as_slice()[0].code.id, "W404");
}
