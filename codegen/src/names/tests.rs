//! What names look like. That they are valid, distinct and the same in any order is held for random ones by
//! `check_names` of `codegen/properties`.

use crate::diag::{Diagnostics, Pointer};
use crate::ir::Words;

use super::case::Case;
use super::gather::Gathering;
use super::reserved::{PRELUDE, VARIANTS};

fn name_all(case: Case, taken: &[&str], suffix: &'static str, texts: &[&str]) -> Vec<String> {
    let words: Vec<Words> = texts.iter().map(|text| Words::one(*text)).collect();
    let pointers: Vec<Pointer> = texts.iter().map(|text| Pointer::root().key(text)).collect();
    let mut scope = Gathering::new(case, "things", suffix).taking(taken.iter().copied());
    for (words, pointer) in words.iter().zip(&pointers) {
        scope.add(words, None, pointer, false);
    }
    scope.name(&mut Diagnostics::new()).iter().map(|ident| ident.as_str().to_owned()).collect()
}

#[track_caller]
fn check_variants(texts: &[&str], expect: &[&str]) {
    assert_eq!(name_all(Case::Pascal, VARIANTS, "Value", texts), expect);
}

#[track_caller]
fn check_fields(texts: &[&str], expect: &[&str]) {
    assert_eq!(name_all(Case::Snake, &[], "", texts), expect);
}

#[test]
fn variants_read_like_names() {
    check_variants(
        &[
            "gpt-4o-mini",
            "gpt-4.1-mini",
            "claude-3-5-sonnet@20240620",
            "en_US",
            "application/json",
            "3d",
            "+1",
            "-1",
        ],
        &[
            "Gpt4oMini",
            "Gpt41Mini",
            "Claude35Sonnet20240620",
            "EnUs",
            "ApplicationJson",
            "N3d",
            "Plus1",
            "Minus1",
        ],
    );
    check_variants(
        &["", "<", ">=", "*", "é", "日本語"],
        &["Empty", "Less", "GreaterEqual", "Star", "É", "日本語"],
    );
    check_variants(&["unknown", "self", "Self"], &["UnknownValue", "SelfLowercase", "SelfMixedcase"]);
}

#[test]
fn meetings_end_by_meaning() {
    check_variants(&["gpt-4.1", "gpt-41"], &["Gpt4_1", "Gpt41"]);
    check_variants(&["a-b", "a_b"], &["ADashB", "AUnderscoreB"]);
    check_variants(&["asc", "ASC"], &["AscLowercase", "AscUppercase"]);
    check_variants(&["FooBar", "foo_bar"], &["FooBar", "FooUnderscoreBar"]);
    check_variants(&["unknown", "unknown_value"], &["UnknownLowercase", "UnknownValue"]);
    check_fields(&["id", "@id"], &["id", "at_id"]);
}

#[test]
fn fields_read_like_names() {
    check_fields(
        &["type", "$ref", "self", "userId", "XMLHttpURL", "__typename", "_", "2fa"],
        &["type", "ref", "self_", "user_id", "xml_http_url", "typename", "underscore", "n2fa"],
    );
}

#[test]
fn types_leave_the_prelude_alone() {
    assert_eq!(
        name_all(Case::Pascal, PRELUDE, "Value", &["Option", "string"]),
        ["OptionValue", "StringValue"]
    );
}

#[test]
fn long_names_are_cut() {
    let long = "word ".repeat(100);
    let names = name_all(Case::Pascal, &[], "", &[&long]);
    assert!(names[0].len() < 100, "{names:?}");
}

#[test]
fn setters_of_one_name_are_told_apart_by_their_place() {
    let words = Words::one("id");
    let pointers = ["a", "b", "c"].map(|key| Pointer::root().key(key));
    let mut scope = Gathering::new(Case::Snake, "things", "value");
    scope.add_placed(&words, ("query", "query id"), &pointers[0], false);
    scope.add_placed(&words, ("body", "body id"), &pointers[1], true);
    scope.add_placed(&words, ("header", "header id"), &pointers[2], false);
    let names = scope.name(&mut Diagnostics::new());
    let names: Vec<&str> = names.iter().map(super::ident::RustIdent::as_str).collect();
    assert_eq!(names, ["id_query", "id", "id_header"]);
}
