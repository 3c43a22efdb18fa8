//! Several files become one document.

use super::*;
use crate::load::Source;
use crate::normalize::Draft;
use crate::normalize::testing::{load, node};

/// The bundled tree, and the codes with the files that they point into.
fn bundle(root: &str, others: &[(&str, &str)]) -> (Draft, Vec<String>) {
    let (mut files, mut diagnostics) = (Files::default(), Diagnostics::new());
    let mut draft = Draft::new(load("spec/openapi.yaml", root, &mut files));
    let reader = |path: &str| {
        let (_, text) = others.iter().find(|(name, _)| *name == path)?;
        Some(Source::new(path, text.as_bytes()))
    };
    bundle_references(&mut draft, None, &reader, &Budgets::default(), &mut files, &mut diagnostics);
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
