//! Places of pointers in texts.

use super::*;

/// The texts of key and value, and the line and column of the value.
#[track_caller]
fn check(text: &str, pointer: &str, expect: (&str, &str, usize, usize)) {
    let found = locate(text, &Pointer::from_escaped(pointer)).expect("a place");
    assert!(found.exact, "{pointer} in {text}");
    let key = found.key.map_or("", |key| &text[key.range]);
    let value = &text[found.value.range.clone()];
    assert_eq!((key, value, found.value.line, found.value.column), expect, "{pointer} in {text}");
}

#[test]
fn yaml_keys_and_values() {
    let text = "a:\n  ü: 'x'\n  - no\n";
    assert!(!locate(text, &Pointer::from_escaped("/a/0")).expect("a place").exact);
    let text =
        "paths:\n  \"/a/b\":\n    get:\n      tags: [x, ü, y]\n      n: >-\n        long\n  200: {a: 1}\n";
    check(text, "/paths/~1a~1b/get/tags/2", ("", "y", 4, 20));
    check(text, "/paths/~1a~1b/get/tags", ("tags", "[x, ü, y]", 4, 13));
    check(text, "/paths/200/a", ("a", "1", 7, 12));
    check("a:\tb\nc:\n  d:\t[e]\n", "/c/d/0", ("", "e", 3, 7));
    check("a:\n  b: { # }\n    c: 1\n  }\n  d: [\n  ]\n  e: f\n", "/a/e", ("e", "f", 7, 6));
    check(text, "/paths/~1a~1b/get", ("get", "tags: [x, ü, y]\n      n: >-\n        long", 4, 7));
}

#[test]
fn yaml_aliases_and_merges_lead_to_the_anchor() {
    let text = "x: &x\n  a: {b: 1}\ny: *x\nz:\n  <<: [*x]\n  c: 2\n";
    check(text, "/y/a/b", ("b", "1", 2, 10));
    check(text, "/y", ("y", "*x", 3, 4));
    check(text, "/z/a/b", ("b", "1", 2, 10));
    check(text, "/z/c", ("c", "2", 6, 6));
}

#[test]
fn json_in_one_line() {
    let text = r#"{"a":{"b/c":[1,{"d":"e\"}"}],"\u0066":null,"e":{}}, "g" : [[]]}"#;
    check(text, "/a/b~1c/1/d", ("\"d\"", "\"e\\\"}\"", 1, 21));
    check(text, "/a/f", ("\"\\u0066\"", "null", 1, 39));
    check(text, "/g/0", ("", "[]", 1, 60));
    check(text, "/a/e", ("\"e\"", "{}", 1, 48));
    let long = format!("{{\"x\":[{}0],\"y\":1}}", "0,".repeat(100_000));
    check(&long, "/y", ("\"y\"", "1", 1, 200_014));
}

#[test]
fn missing_places_fall_back_to_what_is_around_them() {
    for text in ["a:\n  b: 1\n", "{\"a\": {\"b\": 1}}", "a:\n  b: 1\n  c: \"", "{\"a\": {\"b\": 1, "] {
        let found = locate(text, &Pointer::from_escaped("/a/x/y")).expect("a place");
        assert!(!found.exact);
        assert!(found.key.is_some_and(|key| text[key.range].contains('a')), "{text}");
    }
    for text in ["", "\u{0}", "}", "]]", "{", "[1,", "\"", "{\"a\"", "\\", "- - - ]"] {
        let outline = Outline::of(text);
        assert!(!outline.find(&Pointer::from_escaped("/a/0/b")).exact || text.starts_with("- "));
        outline.duplicates();
    }
}

#[test]
fn deep_texts_are_outlined_without_recursion() {
    let text = "[".repeat(200_000);
    assert!(locate(&text, &Pointer::from_escaped("/0/0/0")).is_some());
    assert!(locate(&"- ".repeat(20_000), &Pointer::from_escaped("/0/0/0")).is_some());
}

#[test]
fn columns_of_a_long_line_count_characters() {
    let text = format!("é\n[\"{}\", 1]\nx", "aé€😀".repeat(5_000));
    let lines = Lines::of(&text);
    let one = text.find('1').expect("the number");
    let position = lines.position(one..one + 1);
    assert_eq!((position.line, position.column, position.end_column), (2, 20_006, 20_007));
    assert_eq!(lines.line_at(one).len(), 5_000 * 10 + 7);
    assert_eq!(lines.line_at(0), 0..2);
    assert_eq!(lines.line_at(text.len()), text.len() - 1..text.len());
}
