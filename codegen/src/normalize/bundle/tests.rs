//! Several files become one document.

use super::*;
use crate::load::Source;
use crate::normalize::Draft;
use crate::normalize::testing::{load, node};

/// The bundled tree, and the codes with the files that they point into.
fn bundle(root: &str, others: &[(&str, &str)]) -> (Draft, Vec<String>) {
    bundle_published(root, others, &[])
}

/// The same where some files were published at URLs.
fn bundle_published(root: &str, others: &[(&str, &str)], urls: &[(&str, &str)]) -> (Draft, Vec<String>) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let mut draft = Draft::new(load("spec/openapi.yaml", root, &mut files));
    let reader = |path: &str| {
        let (_, text) = others.iter().find(|(name, _)| *name == path)?;
        Some(Source::new(path, text.as_bytes()))
    };
    let budgets = Budgets { nodes: 20_000, ..Budgets::default() };
    let published = urls.iter().map(|(name, url)| ((*name).to_owned(), (*url).to_owned())).collect();
    bundle_references(&mut draft, (None, &published), &reader, &budgets, &mut files, &mut diagnostics);
    let found = diagnostics.as_slice().iter().map(|found| {
        let place = found.place.as_ref().expect("a place");
        format!("{} {}#{}", found.code.id, files.get(place.file).expect("a file").name, place.pointer)
    });
    (draft, found.collect())
}

#[track_caller]
fn check(root: &str, others: &[(&str, &str)], expect: &str) -> Draft {
    let (draft, found) = bundle(root, others);
    assert_eq!(found, Vec::<String>::new());
    assert_eq!(draft.root, node(expect));
    draft
}

#[test]
fn parts_of_other_files_become_components() {
    let draft = check(
        "openapi: 3.1.0\npaths:\n  /a: {$ref: 'paths/a.yaml'}\ncomponents:\n  schemas: {pet: {}}\n",
        &[
            (
                "spec/paths/a.yaml",
                "get:\n  responses:\n    200:\n      content:\n        x/y:\n          schema: {$ref: '../schemas/pet.yaml'}\n",
            ),
            (
                "spec/schemas/pet.yaml",
                "properties:\n  next: {$ref: '#'}\n  owner: {$ref: './owner.yaml#/Owner'}\n",
            ),
            (
                "spec/schemas/owner.yaml",
                "Owner:\n  items: {$ref: 'pet.yaml'}\n  not: {$ref: '../openapi.yaml#/components/schemas/pet'}\n",
            ),
        ],
        "openapi: 3.1.0\npaths:\n  /a: {$ref: '#/components/pathItems/a'}\ncomponents:\n  schemas:\n    pet: {}\n    schemas_pet:\n      properties:\n        \
         next: {$ref: '#/components/schemas/schemas_pet'}\n        owner: {$ref: '#/components/schemas/Owner'}\n    Owner:\n      items: {$ref: '#/components/schemas/schemas_pet'}\n      \
         not: {$ref: '#/components/schemas/pet'}\n  pathItems:\n    a:\n      get:\n        responses:\n          200:\n            content:\n              x/y:\n                \
         schema: {$ref: '#/components/schemas/schemas_pet'}\n",
    );
    let place =
        draft.origins.place(&Pointer::from_escaped("/components/schemas/Owner/items")).expect("a place");
    assert_eq!((place.file.0, place.pointer.as_str()), (3, "/Owner/items"));
}

#[test]
fn mappings_and_whole_sections_follow() {
    check(
        "openapi: 3.1.0\npaths: {$ref: p.yaml}\ncomponents:\n  schemas:\n    A: {discriminator: {propertyName: k, mapping: {b: 'b.yaml#/B', c: C}}}\n",
        &[("spec/p.yaml", "/x: {get: {deprecated: true}}\n"), ("spec/b.yaml", "B: {type: object}\n")],
        "openapi: 3.1.0\npaths: {/x: {get: {deprecated: true}}}\ncomponents:\n  schemas:\n    A: {discriminator: {propertyName: k, mapping: {b: '#/components/schemas/B', c: C}}}\n    \
         B: {type: object}\n",
    );
}

#[test]
fn references_stand_for_things_that_have_no_component() {
    let draft = check(
        "openapi: 3.1.0\ninfo: {$ref: info.yaml}\ntags: {$ref: 'info.yaml#/x-tags'}\nservers: [{$ref: 'info.yaml#/x-server'}]\npaths:\n  /a:\n    \
         parameters: {$ref: 'ops/parts.yaml#/parameters'}\n    post: {$ref: 'ops/create.yaml', deprecated: true}\n    \
         get: {$ref: '#/x-operations/read'}\nx-operations:\n  read: {operationId: read, responses: {$ref: 'ops/parts.yaml#/answers'}}\n",
        &[
            ("spec/info.yaml", "title: T\nversion: '1'\nx-tags: [{name: t}]\nx-server: {url: '/v1'}\n"),
            (
                "spec/ops/create.yaml",
                "operationId: create\nrequestBody:\n  content:\n    application/json:\n      schema:\n        properties: {$ref: 'parts.yaml#/members'}\n",
            ),
            (
                "spec/ops/parts.yaml",
                "parameters: [{name: q, in: query, schema: {$ref: '../q.yaml'}}]\nanswers: {'200': {description: ok, content: {$ref: '#/media'}}}\n\
                 media: {text/plain: {schema: {$ref: '../q.yaml'}}}\nmembers: {n: {$ref: '../q.yaml'}}\n",
            ),
            ("spec/q.yaml", "type: string\n"),
        ],
        "openapi: 3.1.0\ninfo: {title: T, version: '1', x-tags: [{name: t}], x-server: {url: '/v1'}}\ntags: [{name: t}]\nservers: [{url: '/v1'}]\n\
         paths:\n  /a:\n    parameters: [{name: q, in: query, schema: {$ref: '#/components/schemas/q'}}]\n    \
         post:\n      operationId: create\n      deprecated: true\n      requestBody:\n        content:\n          application/json:\n            schema:\n              \
         properties: {n: {$ref: '#/components/schemas/q'}}\n    \
         get: {operationId: read, responses: {'200': {description: ok, content: {text/plain: {schema: {$ref: '#/components/schemas/q'}}}}}}\n\
         x-operations:\n  read: {operationId: read, responses: {$ref: 'ops/parts.yaml#/answers'}}\ncomponents: {schemas: {q: {type: string}}}\n",
    );
    let origin = |pointer: &str| {
        let place = draft.origins.place(&Pointer::from_escaped(pointer)).expect("a place");
        (place.file.0, place.pointer.as_str().to_owned())
    };
    assert_eq!(origin("/paths/~1a/post/operationId"), (3, "/operationId".to_owned()));
    let answer = origin("/paths/~1a/get/responses/200/content/text~1plain");
    assert_eq!(answer, (origin("/paths/~1a/parameters/0").0, "/media/text~1plain".to_owned()));
}

#[test]
fn what_cannot_stand_there_is_left_out_and_said() {
    let (draft, found) = bundle(
        "openapi: 3.1.0\npaths:\n  /a: {get: {$ref: gone.yaml}, put: {$ref: 'a.yaml#/no'}, post: {$ref: '#/x-loop'}, \
         head: {$ref: 'https://x.y/z'}, patch: {operationId: p}}\nx-loop: {$ref: 'a.yaml#/loop'}\n",
        &[("spec/a.yaml", "loop: {$ref: 'openapi.yaml#/x-loop'}\n")],
    );
    assert_eq!(
        found,
        [
            "W212 spec/openapi.yaml#/paths/~1a/get/$ref",
            "W213 spec/openapi.yaml#/paths/~1a/put/$ref",
            "W211 spec/openapi.yaml#/paths/~1a/head/$ref",
            "W211 spec/a.yaml#/loop/$ref",
        ]
    );
    assert_eq!(draft.root.get("paths"), Some(&node("{/a: {patch: {operationId: p}}}")));
}

#[test]
fn references_that_copy_too_much_are_refused() {
    // Callbacks nest path items in operations, so references can double the tree at each step.
    let levels: Vec<String> = (0..40)
        .map(|number| {
            let next = number + 1;
            format!("  l{number}: {{callbacks: {{a: {{/x: {{get: {{$ref: '#/x/l{next}'}}, put: {{$ref: '#/x/l{next}'}}}}}}}}}}\n")
        })
        .collect();
    let levels = levels.concat();
    let (draft, found) =
        bundle(&format!("openapi: 3.1.0\npaths: {{/a: {{get: {{$ref: '#/x/l0'}}}}}}\nx:\n{levels}"), &[]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].starts_with("W211 "), "{found:?}");
    assert!(draft.root.at(&Pointer::from_escaped("/paths/~1a/get/callbacks")).is_some());
}

#[test]
fn what_cannot_be_followed_costs_only_itself() {
    let (draft, found) = bundle(
        "openapi: 3.1.0\npaths: {}\ncomponents:\n  schemas:\n    A: {$ref: '/etc/passwd'}\n    B: {$ref: gone.yaml}\n    C: {$ref: 'c.yaml#/no'}\n    D: {$ref: 'c.yaml#/bad'}\n    \
         E: {type: string}\n",
        &[("spec/c.yaml", "bad: {not: {$ref: 'https://x.y/z'}}\n")],
    );
    assert_eq!(
        found,
        [
            "W211 spec/openapi.yaml#/components/schemas/A/$ref",
            "W212 spec/openapi.yaml#/components/schemas/B/$ref",
            "W213 spec/openapi.yaml#/components/schemas/C/$ref",
            "W211 spec/c.yaml#/bad/not/$ref",
        ]
    );
    assert_eq!(
        draft.root.get("components").and_then(|c| c.get("schemas")).and_then(|s| s.get("E")),
        Some(&node("{type: string}"))
    );
}

#[test]
fn parts_of_one_name_are_known_by_their_files() {
    check(
        "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {items: {$ref: 'a.yaml#/defs/Id'}}\n    B: {items: {$ref: 'b.yaml#/defs/Id'}}\n    C: {items: {$ref: 'x/b.yaml#/defs/Id'}}\n",
        &[
            ("spec/a.yaml", "defs: {Id: {type: string}}\n"),
            ("spec/b.yaml", "defs: {Id: {type: integer}}\n"),
            ("spec/x/b.yaml", "defs: {Id: {type: number}}\n"),
        ],
        "openapi: 3.1.0\ncomponents:\n  schemas:\n    A: {items: {$ref: '#/components/schemas/Id'}}\n    B: {items: {$ref: '#/components/schemas/b_Id'}}\n    C: {items: {$ref: '#/components/schemas/x_b_Id'}}\n    \
         Id: {type: string}\n    b_Id: {type: integer}\n    x_b_Id: {type: number}\n",
    );
}

#[test]
fn a_component_that_is_a_file_is_the_place_of_what_the_file_holds() {
    check(
        "openapi: 3.1.0\npaths:\n  /a: {get: {responses: {200: {content: {x/y: {schema: {$ref: 'my-toy.json'}}}}}}}\n\
         components:\n  schemas:\n    MyToy: {$ref: 'my-toy.json'}\n    Other: {$ref: './my-toy.json'}\n    \
         Shop: {$ref: 'defs.json#/Shop', description: D}\n    Gone: {$ref: '#/components/schemas/MyToy'}\n",
        &[
            ("spec/my-toy.json", "{\"properties\": {\"next\": {\"$ref\": \"#\"}}}"),
            ("spec/defs.json", "{\"Shop\": {\"type\": \"object\"}}"),
        ],
        "openapi: 3.1.0\npaths:\n  /a: {get: {responses: {200: {content: {x/y: {schema: {$ref: '#/components/schemas/MyToy'}}}}}}}\n\
         components:\n  schemas:\n    MyToy: {properties: {next: {$ref: '#/components/schemas/MyToy'}}}\n    \
         Other: {$ref: '#/components/schemas/MyToy'}\n    \
         Shop: {$ref: '#/components/schemas/defs_Shop', description: D}\n    Gone: {$ref: '#/components/schemas/MyToy'}\n    \
         defs_Shop: {type: object}\n",
    );
}

#[test]
fn references_by_url_lead_to_the_files_that_were_published_there() {
    let root = "openapi: 3.1.0
paths:
  /a: {$ref: 'https://b.io/x/paths.yaml#/a'}
components:
  schemas:
    Pet: {$ref: 'schemas/pet.yaml'}
    Other: {$ref: 'https://b.io/nowhere.yaml'}
";
    let others = [
        (
            "spec/followed/paths.yaml",
            "a: {get: {responses: {200: {description: '', content: {a/b: {schema: {$ref: '/pet.yaml#/Pet'}}}}}}}",
        ),
        ("spec/followed/pet.yaml", "Pet: {type: object, properties: {self: {$ref: 'pet.yaml#/Pet'}}}"),
        (
            "spec/followed/own.yaml",
            "{type: string, x: {$ref: 'https://a.io/v1/api.yaml#/components/schemas/Pet'}}",
        ),
    ];
    let urls = [
        ("spec/openapi.yaml", "https://a.io/v1/api.yaml"),
        ("spec/followed/own.yaml", "https://a.io/v1/schemas/pet.yaml"),
        ("spec/followed/paths.yaml", "https://b.io/x/paths.yaml"),
        ("spec/followed/pet.yaml", "https://b.io/pet.yaml"),
    ];
    let (draft, found) = bundle_published(root, &others, &urls);
    assert_eq!(found, ["W211 spec/openapi.yaml#/components/schemas/Other/$ref"], "{:#?}", draft.root);
    let at = |pointer: &str| draft.root.at(&Pointer::from_escaped(pointer)).cloned();
    assert_eq!(at("/components/schemas/Pet/type"), Some(node("string")));
    let schema = at("/paths/~1a/get/responses/200/content/a~1b/schema/$ref")
        .or_else(|| at("/components/pathItems/a/get/responses/200/content/a~1b/schema/$ref"));
    assert_eq!(schema, Some(node("'#/components/schemas/pet_Pet'")));
    assert_eq!(
        at("/components/schemas/pet_Pet/properties/self/$ref"),
        Some(node("'#/components/schemas/pet_Pet'"))
    );
}
