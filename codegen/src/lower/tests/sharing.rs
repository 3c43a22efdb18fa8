//! Which inline shapes are one type, and what types are called that nothing names.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::Diagnostics;
use crate::ir::{Definition, Type};
use crate::names::allocate_names;

use super::lowered;

/// The types of a description by their places.
#[track_caller]
fn types(yaml: &str) -> BTreeMap<String, String> {
    let (api, _) = lowered(yaml);
    let names = allocate_names(&api, &mut Diagnostics::new());
    let places = api.types.iter().zip(names.types);
    places.map(|(found, name)| (found.pointer.as_str().to_owned(), name.ident.as_str().to_owned())).collect()
}

#[track_caller]
fn named(yaml: &str) -> Vec<String> {
    let mut names: Vec<String> = types(yaml).into_values().collect();
    names.sort();
    names
}

/// Operations `GET /PATH` with a tag and the schema of what they give.
fn getting(operations: &[(&str, &str, &str)]) -> String {
    let mut text = "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths:\n".to_owned();
    for (path, tag, schema) in operations {
        let _ = write!(
            text,
            "  /{path}:\n    get:\n      operationId: {path}\n      tags: [{tag}]\n      responses:\n        '200':\n          \
             description: ok\n          content: {{ application/json: {{ schema: {schema} }} }}\n"
        );
    }
    text
}

const OWNED: &str =
    "{ type: object, properties: { owner: { type: object, properties: { id: { type: integer } } } } }";
const NAMED: &str = "{ type: object, properties: { owner: { type: object, properties: { id: { type: integer }, name: { type: string } } } } }";

#[test]
fn equal_shapes_of_one_resource_are_one_type() {
    let found =
        types(&getting(&[("peek", "toys", OWNED), ("look", "toys", OWNED), ("watch", "shops", OWNED)]));
    assert_eq!(
        found.values().map(String::as_str).collect::<Vec<_>>(),
        ["ToysLookResponse", "ToysLookResponseOwner", "ShopsWatchResponse", "ShopsWatchResponseOwner"]
    );
}

#[test]
fn what_is_written_about_a_shape_and_the_order_of_members_play_no_part() {
    let first =
        "{ description: One, properties: { a: { type: string, description: A }, b: { enum: [x, y] } } }";
    let other =
        "{ description: Other, properties: { b: { enum: [y, x], default: x }, a: { type: string } } }";
    assert_eq!(
        named(&getting(&[("peek", "toys", first), ("look", "toys", other)])),
        ["ToysLookResponse", "ToysLookResponseB"]
    );
}

#[test]
fn what_reads_or_writes_otherwise_is_another_type() {
    let base = "{ properties: { a: { type: string } } }";
    for other in [
        "{ properties: { a: { type: integer } } }",
        "{ required: [a], properties: { a: { type: string } } }",
        "{ properties: { a: { type: [string, 'null'] } } }",
        "{ properties: { a: { const: x } } }",
        "{ properties: { a: { type: string } }, additionalProperties: true }",
        "{ properties: { a: { type: string } }, additionalProperties: false }",
        "{ properties: { a: { type: string }, c: { type: string } } }",
    ] {
        let found = named(&getting(&[("peek", "toys", base), ("look", "toys", other)]));
        assert_eq!(found, ["ToysLookResponse", "ToysPeekResponse"], "{other}");
    }
}

#[test]
fn what_one_place_calls_deprecated_leaves_the_type_of_both() {
    let shape = |field: &str, value: &str| {
        format!(
            "{{ properties: {{ a: {{ type: string{field} }}, b: {{ type: string, enum: [x, y]{value} }} }} }}"
        )
    };
    let deprecated = |shapes: [String; 2]| {
        let (api, _) = lowered(&getting(&[("peek", "toys", &shapes[0]), ("look", "toys", &shapes[1])]));
        let Definition::Structure(found) = &api.types[0].definition else { panic!("{:?}", api.types[0]) };
        assert_eq!(api.types.len(), 2);
        found.fields.iter().map(|field| field.docs.deprecated).collect::<Vec<_>>()
    };
    let (plain, marked) = (shape("", ""), shape(", deprecated: true", ", deprecated: true"));
    assert_eq!(deprecated([plain.clone(), plain.clone()]), [false, false]);
    assert_eq!(deprecated([plain.clone(), marked.clone()]), [false, false]);
    assert_eq!(deprecated([marked.clone(), plain]), [false, false]);
    assert_eq!(deprecated([marked.clone(), marked]), [true, true]);
}

#[test]
fn a_shape_that_changes_leaves_the_names_of_the_others() {
    let three = |shapes: [&str; 3]| {
        types(&getting(&[
            ("peek", "toys", shapes[0]),
            ("look", "toys", shapes[1]),
            ("watch", "toys", shapes[2]),
        ]))
    };
    let place = |path: &str, rest: &str| {
        format!("/paths/~1{path}/get/responses/200/content/application~1json/schema{rest}")
    };
    let before = three([OWNED, OWNED, OWNED]);
    let after = three([NAMED, OWNED, OWNED]);
    for (place, name) in &before {
        assert_eq!(after.get(place), Some(name), "{after:?}");
    }
    assert_eq!(after[&place("peek", "/properties/owner")], "ToysPeekResponseOwner");
    let added = types(&getting(&[
        ("look", "toys", OWNED),
        ("peek", "toys", OWNED),
        ("watch", "toys", OWNED),
        ("stare", "toys", OWNED),
    ]));
    for (place, name) in &before {
        assert_eq!(added.get(place), Some(name), "{added:?}");
    }
}

#[test]
fn equal_shapes_with_one_title_are_one_type_everywhere() {
    let titled = |more: &str| {
        format!(
            "{{ type: array, items: {{ title: Stuffed Toy, type: object, properties: {{ id: {{ type: string }}{more} }} }} }}"
        )
    };
    let (plain, other) = (titled(""), titled(", size: { enum: [s, l] }"));
    assert_eq!(named(&getting(&[("peek", "toys", &plain), ("watch", "shops", &plain)])), ["StuffedToy"]);
    let found = named(&getting(&[("peek", "toys", &plain), ("watch", "shops", &other)]));
    assert_eq!(found, ["ShopsWatchResponseItem", "StuffedToy", "StuffedToySize"]);
}

#[test]
fn titles_that_name_no_thing_are_no_names() {
    for title in ["Toy list", "Object 3", "toy_params", "owner", "How a toy is sent to its owner"] {
        let schema = format!(
            "{{ properties: {{ owner: {{ title: {title}, type: object, properties: {{ id: {{ type: string }} }} }} }} }}"
        );
        let found = named(&getting(&[("peek", "toys", &schema)]));
        assert_eq!(found, ["ToysPeekResponse", "ToysPeekResponseOwner"], "{title}");
    }
}

#[test]
fn direction_tells_shapes_apart_where_members_have_one() {
    let schema = |mark: &str| format!("{{ required: [id], properties: {{ id: {{ type: string{mark} }} }} }}");
    let both = |mark: &str| {
        let schema = schema(mark);
        named(&format!(
            "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths:\n  /toys:\n    post:\n      operationId: make\n      \
             tags: [toys]\n      requestBody: {{ content: {{ application/json: {{ schema: {schema} }} }} }}\n      \
             responses: {{ '200': {{ description: ok, content: {{ application/json: {{ schema: {schema} }} }} }} }}\n"
        ))
    };
    assert_eq!(both(""), ["ToysMakeRequest"]);
    assert_eq!(both(", readOnly: true"), ["ToysMakeRequest", "ToysMakeResponse"]);
    assert_eq!(both(", writeOnly: true"), ["ToysMakeRequest", "ToysMakeResponse"]);
}

#[test]
fn components_are_never_shared() {
    let found = named(
        "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
         A: { properties: { s: { enum: [x, y] }, t: { enum: [x, y] }, next: { $ref: '#/components/schemas/A' } } }\n    \
         B: { properties: { s: { enum: [x, y] }, t: { enum: [x, y] }, next: { $ref: '#/components/schemas/A' } } }\n",
    );
    assert_eq!(found, ["A", "AS", "B", "BS"]);
}

/// What each definition is another name for, by name.
#[track_caller]
fn other_names(schemas: &str) -> Vec<(String, String)> {
    let (api, _) = lowered(&format!(
        "openapi: 3.1.1\ninfo: {{ title: T, version: '1' }}\npaths: {{}}\ncomponents:\n  schemas:\n{schemas}"
    ));
    let names = allocate_names(&api, &mut Diagnostics::new()).types;
    let name = |index: usize| names[index].ident.as_str().to_owned();
    let aliases = api.types.iter().enumerate().filter_map(|(index, found)| match &found.definition {
        Definition::Alias(Type::Named(id)) => Some((name(index), name(id.0))),
        _ => None,
    });
    aliases.collect()
}

#[test]
fn equal_values_at_properties_of_one_name_are_one_type() {
    let found = other_names(
        "    Dog: { properties: { size: { enum: [s, l] } } }\n    \
             Parrot: { properties: { Size: { description: Of it, enum: [l, s] } } }\n    \
             Cat: { properties: { size: { enum: [s, l, xl] }, mood: { enum: [s, l] } } }\n    \
             Fish: { properties: { sizes: { type: array, items: { enum: [s, l] } } } }\n    \
             Size: { enum: [s, l] }\n",
    );
    let expected = [("ParrotSize", "DogSize"), ("FishSize", "DogSize")];
    assert_eq!(found, expected.map(|(one, other)| (one.to_owned(), other.to_owned())));
}

#[test]
fn equal_choices_at_properties_of_one_name_are_one_type() {
    let choice = |more: &str| {
        format!("{{ oneOf: [{{ $ref: '#/components/schemas/Ball' }}, {{ enum: [none, any] }}{more}] }}")
    };
    let (two, three) = (choice(""), choice(", { type: integer }"));
    let found = other_names(&format!(
        "    Ball: {{ properties: {{ size: {{ type: integer }} }} }}\n    Dog: {{ properties: {{ toy: {two} }} }}\n    \
             Parrot: {{ properties: {{ toy: {two} }} }}\n    Cat: {{ properties: {{ toy: {three} }} }}\n    \
             Fish: {{ properties: {{ prey: {two} }} }}\n",
    ));
    let pairs = [("ParrotToy", "DogToy"), ("DogToyText", "CatToyText"), ("ParrotToyText", "CatToyText")];
    let mut pairs = pairs.map(|(one, other)| (one.to_owned(), other.to_owned())).to_vec();
    let mut found = found;
    pairs.sort();
    found.sort();
    assert_eq!(found, pairs);
}

#[test]
fn a_choice_of_what_is_not_one_type_is_another_one() {
    // `Dog` has one list of its own for both of its properties, and that is not the list of `Cat`.
    let found = other_names(
        "    Dog: { properties: { age: { enum: [auto, none] }, toy: { oneOf: [{ type: integer }, { enum: [auto, none] }] } } }\n    \
             Cat: { properties: { toy: { oneOf: [{ type: integer }, { enum: [auto, none] }] } } }\n",
    );
    assert_eq!(found, []);
}

#[test]
fn equal_objects_at_properties_of_one_name_stay_apart() {
    let found = other_names(
        "    Dog: { properties: { tag: { properties: { id: { type: integer } } } } }\n    \
             Cat: { properties: { tag: { properties: { id: { type: integer } } } } }\n",
    );
    assert_eq!(found, []);
}

#[test]
fn shapes_that_lead_back_to_themselves_stay_apart() {
    let tree = "{ properties: { below: { type: array, items: { $ref: '#/paths/~1peek/get/responses/200/content/application~1json/schema' } } } }";
    let found = named(&getting(&[("peek", "toys", tree), ("look", "toys", tree)]));
    assert_eq!(found.len(), 2, "{found:?}");
}

#[test]
fn examples_below_a_shape_that_is_shared_keep_their_types() {
    let schema =
        "{ properties: { owner: { properties: { id: { type: integer } }, examples: [{ id: 1 }] } } }";
    let (api, _) = lowered(&getting(&[("peek", "toys", schema), ("look", "toys", schema)]));
    assert_eq!(api.types.len(), 2);
    assert_eq!(api.examples.len(), 2);
    for example in &api.examples {
        let crate::ir::Type::Named(id) = example.value else { panic!("{example:?}") };
        assert!(matches!(api.types[id.0].definition, Definition::Structure(_)));
    }
}

#[test]
fn keys_that_say_nothing_give_way_to_titles() {
    let found = types(
        "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n    \
         def-0: { title: Toy, type: object, properties: { size: { enum: [s, l] } } }\n    \
         def-1: { title: Shop, enum: [a, b] }\n    \
         def-2: { title: Toy, type: object, properties: { id: { type: string } } }\n    \
         def-3: { title: The schema, type: object, properties: { id: { type: string } } }\n    \
         schema4: { title: Cat, type: object, properties: { id: { type: string } } }\n    \
         Cat: { type: object, properties: { id: { type: integer } } }\n    \
         Ball: { title: Round thing, type: object, properties: { id: { type: string } } }\n",
    );
    let expected = [
        ("Ball", "Ball"),
        ("Cat", "Cat"),
        ("def-0", "Toy"),
        ("def-0/properties/size", "ToySize"),
        ("def-1", "Shop"),
        ("def-2", "Def2"),
        ("def-3", "TheSchema"),
        ("schema4", "Schema4"),
    ];
    let found: Vec<(String, String)> = found
        .into_iter()
        .map(|(place, name)| (place.trim_start_matches("/components/schemas/").to_owned(), name))
        .collect();
    let found: Vec<(&str, &str)> =
        found.iter().map(|(place, name)| (place.as_str(), name.as_str())).collect();
    assert_eq!(found, expected);
}

#[test]
fn items_are_told_from_a_member_of_their_name() {
    let found = named(&getting(&[(
        "peek",
        "toys",
        "{ properties: { owner: { properties: { id: { type: integer } } }, \
         owners: { type: array, items: { properties: { name: { enum: [a, b] } } } }, \
         size: { type: integer }, sizes: { type: array, items: { enum: [s, l] } } } }",
    )]));
    assert_eq!(
        found,
        [
            "ToysPeekResponse",
            "ToysPeekResponseOwner",
            "ToysPeekResponseOwnersItem",
            "ToysPeekResponseOwnersItemName",
            "ToysPeekResponseSize"
        ]
    );
}

#[test]
fn long_names_lose_the_words_between() {
    let mut schema = "{ enum: [a, b] }".to_owned();
    for member in [
        "capture_method",
        "card_options",
        "payment_method_options",
        "payment_settings",
        "subscription_defaults",
    ] {
        schema = format!(
            "{{ type: object, properties: {{ {member}: {schema}, {member}_id: {{ type: string }} }} }}"
        );
    }
    let found = types(&getting(&[("peek", "invoices", &schema)]));
    for name in found.values() {
        assert!(name.len() <= 60, "{found:?}");
    }
    let last = found.iter().find(|(place, _)| place.ends_with("capture_method")).expect("the list of values");
    assert_eq!(last.1, "InvoicesCardOptionsCaptureMethod");
}

#[test]
fn names_show_nothing_of_how_a_description_is_built() {
    let branch = |member: &str| {
        format!(
            "{{ title: A param, type: object, properties: {{ {member}: {{ type: object, properties: {{ x_y: {{ enum: [a, b] }} }} }} }} }}"
        )
    };
    let schema = format!(
        "{{ allOf: [{{ properties: {{ a_b: {{ anyOf: [{}, {}] }} }} }}, {{ properties: {{ a: {{ properties: {{ b: {{ enum: [a, c] }} }} }} }} }}] }}",
        branch("p"),
        branch("q")
    );
    let found = named(&getting(&[("peek", "toys", &schema)]));
    for name in &found {
        for word in ["AllOf", "AnyOf", "OneOf", "Underscore", "Application", "Schema", "Get", "Paths"] {
            assert!(!name.contains(word), "{name}");
        }
    }
    assert!(found.contains(&"ToysPeekResponseAB".to_owned()), "{found:?}");
}

#[test]
fn resources_of_one_name_are_told_apart_by_those_above() {
    let shape = |member: &str| format!("{{ properties: {{ {member}: {{ enum: [a, b] }} }} }}");
    let (import, export) = (shape("from"), shape("to"));
    let found =
        types(&getting(&[("peek", "storages/azure", &import), ("look", "storages/export/azure", &export)]));
    let mut found: Vec<&str> = found.values().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        ["AzureLookResponse", "AzureLookResponseTo", "AzurePeekResponse", "AzurePeekResponseFrom"]
    );
    let text =
        getting(&[("a/peek", "storages/azure", &import), ("b/peek", "storages/export/azure", &export)]);
    let text = text
        .replace("operationId: a/peek", "operationId: peek")
        .replace("operationId: b/peek", "operationId: peek");
    let found = types(&text);
    let mut found: Vec<&str> = found.values().map(String::as_str).collect();
    found.sort_unstable();
    assert_eq!(
        found,
        [
            "AzurePeekResponse",
            "AzurePeekResponseFrom",
            "AzurePeekResponseTo",
            "StoragesExportAzurePeekResponse"
        ]
    );
}
