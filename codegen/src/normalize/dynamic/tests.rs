//! What dynamic references are bound to.

use super::*;
use crate::diag::FileId;
use crate::load::{Loaded, Node};
use crate::normalize::testing::node;

fn bound(yaml: &str) -> Draft {
    let root = node(yaml);
    let mut draft = Draft::new(Loaded { file: FileId(0), name: "test.yaml".into(), root, page: None });
    bind_dynamic_references(&mut draft);
    draft
}

fn whole(schemas: &str) -> String {
    format!("openapi: 3.1.0\npaths: {{}}\ncomponents:\n  schemas:\n    {}\n", schemas.replace('\n', "\n    "))
}

#[track_caller]
fn check(schemas: &str, expect: &str) {
    assert_eq!(bound(&whole(schemas)).root, node(&whole(expect)));
}

const PAGE: &str = "Page: { $defs: { item: { $dynamicAnchor: item } }, type: object, properties: { items: { items: { $dynamicRef: '#item' } } } }";
const BOUND_PAGE: &str = "Page: { $defs: { item: { $dynamicAnchor: item } }, type: object, properties: { items: { items: { $ref: '#/components/schemas/Page/$defs/item' } } } }";

#[test]
fn each_component_binds_for_itself() {
    check(
        &format!(
            "{PAGE}\nCats: {{ $ref: '#/components/schemas/Page', $defs: {{ item: {{ $dynamicAnchor: item, type: string }} }} }}\nDogs: {{ $ref: '#/components/schemas/Page', $defs: {{ item: {{ $dynamicAnchor: item, type: integer }} }} }}\nBoth: {{ properties: {{ c: {{ $ref: '#/components/schemas/Cats' }}, d: {{ $ref: '#/components/schemas/Dogs' }}, p: {{ $ref: '#/components/schemas/Page' }} }} }}"
        ),
        &format!(
            "{BOUND_PAGE}\nCats: {{ $defs: {{ item: {{ $dynamicAnchor: item, type: string }} }}, type: object, properties: {{ items: {{ items: {{ $ref: '#/components/schemas/Cats/$defs/item' }} }} }} }}\nDogs: {{ $defs: {{ item: {{ $dynamicAnchor: item, type: integer }} }}, type: object, properties: {{ items: {{ items: {{ $ref: '#/components/schemas/Dogs/$defs/item' }} }} }} }}\nBoth: {{ properties: {{ c: {{ $ref: '#/components/schemas/Cats' }}, d: {{ $ref: '#/components/schemas/Dogs' }}, p: {{ $ref: '#/components/schemas/Page' }} }} }}"
        ),
    );
}

#[test]
fn what_is_on_the_way_is_copied_once_and_what_is_not_stays() {
    let rest = "Book: { properties: { page: { $ref: '#/components/schemas/Page' }, back: { $ref: '#/components/schemas/Book' }, note: { $ref: '#/components/schemas/Note' } } }\nNote: { type: string }";
    check(
        &format!(
            "{PAGE}\n{rest}\nCats: {{ allOf: [{{ $ref: '#/components/schemas/Book' }}, {{ $ref: '#/components/schemas/Page' }}], $defs: {{ item: {{ $dynamicAnchor: item, type: string }} }} }}"
        ),
        &format!(
            "{BOUND_PAGE}\n{rest}\nCats: {{ allOf: [{{ $ref: '#/components/schemas/Cats_Book' }}, {{ $ref: '#/components/schemas/Cats_Page' }}], $defs: {{ item: {{ $dynamicAnchor: item, type: string }} }} }}\nCats_Book: {{ properties: {{ page: {{ $ref: '#/components/schemas/Cats_Page' }}, back: {{ $ref: '#/components/schemas/Cats_Book' }}, note: {{ $ref: '#/components/schemas/Note' }} }} }}\nCats_Page: {{ type: object, properties: {{ items: {{ items: {{ $ref: '#/components/schemas/Cats/$defs/item' }} }} }} }}"
        ),
    );
}

#[test]
fn a_stricter_tree_holds_itself() {
    check(
        "Tree: { $dynamicAnchor: node, type: object, properties: { children: { items: { $dynamicRef: '#node' } } } }\nStrict: { $dynamicAnchor: node, $ref: '#/components/schemas/Tree', unevaluatedProperties: false }",
        "Tree: { $dynamicAnchor: node, type: object, properties: { children: { items: { $ref: '#/components/schemas/Tree' } } } }\nStrict: { $dynamicAnchor: node, $ref: '#/components/schemas/Strict_Tree', unevaluatedProperties: false }\nStrict_Tree: { type: object, properties: { children: { items: { $ref: '#/components/schemas/Strict' } } } }",
    );
}

#[test]
fn without_a_name_of_ones_own_the_only_one_is_meant() {
    check(
        "A: { items: { $dynamicRef: '#one' }, not: { $dynamicRef: '#two' } }\nB: { $dynamicAnchor: one }\nC: { $dynamicAnchor: two, items: { $dynamicRef: '#three' } }\nD: { $anchor: three, $dynamicAnchor: two }",
        "A: { items: { $ref: '#/components/schemas/B' }, not: { $dynamicRef: '#two' } }\nB: { $dynamicAnchor: one }\nC: { $dynamicAnchor: two, items: { $ref: '#/components/schemas/D' } }\nD: { $anchor: three, $dynamicAnchor: two }",
    );
}

#[test]
fn a_name_that_is_given_twice_decides_nothing() {
    check(
        "A: { $defs: { a: { $dynamicAnchor: i }, b: { $dynamicAnchor: i } }, items: { $dynamicRef: '#i' } }",
        "A: { $defs: { a: { $dynamicAnchor: i }, b: { $dynamicAnchor: i } }, items: { $dynamicRef: '#i' } }",
    );
}

#[test]
fn both_references_of_a_schema_count() {
    check(
        "A: { $dynamicAnchor: a, items: { $ref: '#/components/schemas/B', $dynamicRef: '#a' } }\nB: {}",
        "A: { $dynamicAnchor: a, items: { $ref: '#/components/schemas/B', allOf: [{ $ref: '#/components/schemas/A' }] } }\nB: {}",
    );
}

#[test]
fn a_discriminator_follows_its_branches() {
    let draft = bound(&whole(&format!(
        "{PAGE}\nPages: {{ oneOf: [{{ $ref: '#/components/schemas/Page' }}], discriminator: {{ propertyName: k, mapping: {{ a: Page, b: '#/components/schemas/Page', c: Other }} }} }}\nCats: {{ properties: {{ p: {{ $ref: '#/components/schemas/Pages' }} }}, $defs: {{ item: {{ $dynamicAnchor: item, type: string }} }} }}"
    )));
    let copy = draft.root.at(&Pointer::from_escaped("/components/schemas/Cats_Pages"));
    let expect = node(
        "{ oneOf: [{ $ref: '#/components/schemas/Cats_Page' }], discriminator: { propertyName: k, mapping: { a: '#/components/schemas/Cats_Page', b: '#/components/schemas/Cats_Page', c: Other } } }",
    );
    assert_eq!(copy, Some(&expect));
}

#[test]
fn places_are_those_of_the_file() {
    let draft = bound(&whole(&format!(
        "{PAGE}\nCats: {{ $ref: '#/components/schemas/Page', $defs: {{ item: {{ $dynamicAnchor: item }} }} }}\nMany: {{ items: {{ $ref: '#/components/schemas/Page' }}, $defs: {{ item: {{ $dynamicAnchor: item }} }} }}"
    )));
    for (now, then) in [
        ("Page/properties/items/items/$ref", "Page/properties/items/items/$dynamicRef"),
        ("Cats/properties/items", "Page/properties/items"),
        ("Cats/properties/items/items/$ref", "Page/properties/items/items/$dynamicRef"),
        ("Cats/$defs/item", "Cats/$defs/item"),
        ("Many_Page/type", "Page/type"),
    ] {
        let place = draft.origins.place(&Pointer::from_escaped(&format!("/components/schemas/{now}")));
        let place = place.map(|place| place.pointer.as_str().to_owned());
        assert_eq!(place, Some(format!("/components/schemas/{then}")), "{now}");
    }
}

#[test]
fn combinations_without_end_are_left_undecided() {
    use std::fmt::Write as _;
    // Each level binds its name or not, which makes as many copies of the next one as there are ways to it.
    let mut schemas = String::new();
    for level in 0..40 {
        let next = level + 1;
        writeln!(
            schemas,
            "L{level}: {{ properties: {{ a: {{ $ref: '#/components/schemas/A{level}' }}, b: {{ $ref: '#/components/schemas/L{next}' }}, c: {{ $dynamicRef: '#n{level}' }} }} }}\nA{level}: {{ $dynamicAnchor: n{level}, $ref: '#/components/schemas/L{next}' }}"
        )
        .expect("text");
    }
    schemas.push_str("L40: { type: string, properties: { z: { $ref: '#/components/schemas/L0' } } }");
    let text = whole(&schemas);
    let before = node(&text).values();
    let draft = bound(&text);
    assert!(draft.root.values() < 6 * before + 12_000, "{}", draft.root.values());
    let mut left = 0;
    walk(&draft.root, Part::Document, &Pointer::root(), &mut |_, _, node: &Node| {
        left += usize::from(text_of(node).is_some());
        Step::Into
    });
    assert!(left > 0, "something is left");
}

fn text_of(node: &Node) -> Option<&str> {
    text(node, "$dynamicRef")
}
