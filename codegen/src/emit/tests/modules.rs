//! Modules of types: where each type stands, how long a file is, and that what is added moves nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::Diagnostics;
use crate::document::read_document;
use crate::emit::{Context, plan::Piece, plan::plan_files};
use crate::lower::{LowerOptions, ReadAhead, lower_api};
use crate::names::allocate_names;
use crate::output::{FileMap, Header, render_files};
use crate::schema::testing::node;

/// The path of each type, and the text of each file.
fn client(description: &str) -> (BTreeMap<String, String>, FileMap) {
    let root = node(description);
    let mut diagnostics = Diagnostics::new();
    let document = read_document(&root, &mut diagnostics);
    let api = lower_api(&document, &ReadAhead::of(&root), &LowerOptions::default(), &mut diagnostics);
    let names = allocate_names(&api, &mut diagnostics);
    let context = Context::new(&api, &names, "phone");
    let plans = plan_files(&context);
    let mut places = BTreeMap::new();
    for file in &plans {
        for piece in &file.pieces {
            let Piece::Types(types) = piece else { continue };
            let items = types.iter().map(|id| names.types[id.0].ident.as_str().to_owned());
            places.extend(items.map(|name| (name, file.path.clone())));
        }
    }
    let files = render_files(&context, &plans, &Header::default(), usize::MAX, &mut diagnostics);
    (places, files)
}

const SHOP: &str = r"
openapi: 3.1.1
info: { title: Shop, version: '1' }
paths:
  /left: { post: { x-fern-sdk-group-name: [left], x-fern-sdk-method-name: send, requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Left' } } } }, responses: { '204': { description: Done } } } }
  /right: { get: { x-fern-sdk-group-name: [right], x-fern-sdk-method-name: get, responses: { '200': { content: { application/json: { schema: { $ref: '#/components/schemas/Right' } } } } } } }
  /new: { get: { x-fern-sdk-group-name: [new], x-fern-sdk-method-name: get, responses: { '200': { content: { application/json: { schema: NEW } } } } } }
components:
  schemas:
    Left:
      type: object
      properties:
        own: { type: object, properties: { deep: { type: object, properties: { a: { type: string } } } } }
        kind: { enum: [a, b] }
        part: { $ref: '#/components/schemas/Part' }
        client: { $ref: '#/components/schemas/Client' }
        mod: { $ref: '#/components/schemas/mod' }
    Right: { type: object, properties: { part: { $ref: '#/components/schemas/PartOfRight' } } }
    Part: { type: object, properties: { kind: { enum: [c, d] } } }
    PartOfRight: { type: object, properties: { kind: { enum: [e, f] }, titled: { title: Money, type: object, properties: { cents: { type: integer } } } } }
    Client: { type: object, properties: { a: { type: string } } }
    mod: { type: object, properties: { a: { type: string } } }
";

fn shop(answer: &str, components: &str) -> String {
    format!("{}{components}", SHOP.replace("NEW", answer))
}

#[test]
fn a_type_stands_in_the_file_named_after_it_or_after_what_it_is_written_in() {
    let (places, _) = client(&shop("{ type: boolean }", ""));
    let places: Vec<String> = places.iter().map(|(name, path)| format!("{name}: {path}")).collect();
    insta::assert_snapshot!("modules", places.join("\n"));
}

#[test]
fn an_added_component_changes_only_its_own_file_and_the_lists() {
    let (places, files) = client(&shop("{ type: boolean }", ""));
    let added = "    Another: { type: object, properties: { part: { $ref: '#/components/schemas/Part' }, own: { type: object, properties: { a: { type: integer } } } } }\n";
    let (more, changed) = client(&shop("{ type: boolean }", added));
    for (name, path) in &places {
        assert_eq!(more.get(name), Some(path), "{name}");
    }
    assert_eq!(more["AnotherOwn"], "types/another.rs");
    let changed: Vec<&str> = changed
        .iter()
        .filter(|(path, text)| files.get(*path) != Some(*text))
        .map(|(path, _)| path.as_str())
        .collect();
    assert_eq!(changed, ["types/another.rs", "types/mod.rs"]);
}

#[test]
fn a_component_that_another_resource_uses_now_stays_in_its_file() {
    let (places, _) = client(&shop("{ type: boolean }", ""));
    // Calls of all three resources lead to parts after this; before, those of one did.
    let added = "    Another: { type: object, properties: { part: { $ref: '#/components/schemas/Part' }, left: { $ref: '#/components/schemas/Left' }, right: { $ref: '#/components/schemas/Right' } } }\n";
    let (more, _) = client(&shop("{ $ref: '#/components/schemas/Another' }", added));
    for (name, path) in &places {
        assert_eq!(more.get(name), Some(path), "{name}");
    }
}

/// A component of this many members, each an object of this many members.
fn nested(name: &str, members: usize, inner: usize) -> String {
    let mut text = format!("    {name}:\n      type: object\n      properties:\n");
    for member in 0..members {
        let _ = write!(text, "        m{member}: {{ type: object, required: [n0], properties: {{ ");
        for place in 0..inner {
            // Distinct, so that none is shared.
            let _ =
                write!(text, "n{place}: {{ type: string }}, {name}{member}x{place}: {{ type: integer }}, ");
        }
        text.push_str("} }\n");
    }
    text
}

#[test]
fn a_component_that_is_long_by_itself_is_divided_by_what_is_written_in_it() {
    let answer = "{ $ref: '#/components/schemas/Huge' }";
    let used = |components: &str| {
        shop(answer, components).replace(
            "part: { $ref: '#/components/schemas/Part' }",
            "part: { $ref: '#/components/schemas/Huge' }",
        )
    };
    let (places, files) = client(&used(&(nested("Huge", 60, 6) + &nested("Small", 3, 2))));
    let lines = |path: &str| files[path].lines().count();
    assert!(places.values().map(|path| lines(path)).sum::<usize>() > 6_000);
    for path in places.values() {
        assert!(lines(path) < 2_000, "{path}: {} lines", lines(path));
    }
    assert_eq!((places["Huge"].as_str(), places["HugeM7"].as_str()), ("types/huge.rs", "types/huge_m7.rs"));
    assert_eq!((places["Small"].as_str(), places["SmallM2"].as_str()), ("types/small.rs", "types/small.rs"));
    // How much there is besides changes nothing.
    let (more, _) =
        client(&used(&(nested("Huge", 60, 6) + &nested("Small", 3, 2) + &nested("Added", 80, 6))));
    for (name, path) in &places {
        assert_eq!(more.get(name), Some(path), "{name}");
    }
}

/// What `object!` makes a tuple of has an end, and only its other form has none.
#[test]
fn objects_of_more_fields_than_a_tuple_has_say_so() {
    for (fields, is_large) in [(32, false), (33, true)] {
        let fields: String = (0..fields).fold(String::new(), |mut text, field| {
            let _ = write!(text, "f{field}: {{ type: string }}, ");
            text
        });
        let components = format!("    Wide: {{ type: object, properties: {{ {fields} }} }}\n");
        let (places, files) = client(&shop("{ $ref: '#/components/schemas/Wide' }", &components));
        let text = &files[&places["Wide"]];
        assert_eq!(text.contains("    #[large]\n    Wide {\n"), is_large, "{text}");
    }
}
