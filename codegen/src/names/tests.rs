//! What names look like. That they are valid, distinct and the same in any order is held for random ones by
//! `check_names` of `codegen/properties`.

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Definition, Docs, Enumeration, Literal, Member, TypeDefinition, Usage, Words};

use super::case::Case;
use super::gather::Gathering;
use super::members::allocate_members;
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
            "gpt-4.1-mini-2025-04-14",
            "claude-3-5-sonnet@20240620",
            "claude-sonnet-4-5@20250929",
            "gpt-5.1",
            "gpt-51",
            "qwen3-30b-a3b",
            "en_US",
            "application/json",
            "3d",
            "+1",
            "-1",
        ],
        &[
            "Gpt4oMini",
            "Gpt4_1Mini",
            "Gpt4_1Mini2025_04_14",
            "Claude3_5Sonnet20240620",
            "ClaudeSonnet4_5_20250929",
            "Gpt5_1",
            "Gpt51",
            "Qwen3_30bA3b",
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

#[test]
fn a_text_that_looks_like_another_value_says_that_it_is_text() {
    let member = |at: usize, wire: Literal, text: &str| Member {
        pointer: Pointer::root().key("enum").index(at),
        wire,
        words: Words::one(text),
        docs: Docs::default(),
    };
    let members = vec![
        member(0, Literal::Integer(1), "1"),
        member(1, Literal::String("1".to_owned()), "1"),
        member(2, Literal::Bool(true), "true"),
        member(3, Literal::String("true".to_owned()), "true"),
        member(4, Literal::Integer(-1), "-1"),
        member(5, Literal::String("-1".to_owned()), "-1"),
        member(6, Literal::Json("1.5".to_owned()), "1.5"),
        member(7, Literal::String("1.5".to_owned()), "1.5"),
        member(8, Literal::String("other".to_owned()), "other"),
    ];
    let mut definition = enumeration(members);
    let names = |definition: &TypeDefinition| -> Vec<String> {
        let (names, _) = allocate_members(definition, (&Vec::new(), None), &mut Diagnostics::new());
        names.iter().map(|name| name.as_str().to_owned()).collect()
    };
    let expected = ["N1", "Text1", "True", "TextTrue", "Minus1", "TextMinus1", "N1_5", "Text1_5", "Other"];
    assert_eq!(names(&definition), expected);
    if let Definition::Enumeration(enumeration) = &mut definition.definition {
        enumeration.members.reverse();
    }
    assert_eq!(names(&definition).into_iter().rev().collect::<Vec<_>>(), expected);
}

fn enumeration(members: Vec<Member>) -> TypeDefinition {
    TypeDefinition {
        pointer: Pointer::root(),
        words: Words::one("mixed"),
        pinned: true,
        definition: Definition::Enumeration(Enumeration { members }),
        docs: Docs::default(),
        usage: Usage::default(),
        resource: None,
    }
}

fn standing(places: &[(&[&str], &str)], pinned: &[&str]) -> Vec<String> {
    let words: Vec<Words> = places.iter().map(|(words, _)| Words::many(words.iter().copied())).collect();
    let pointers: Vec<Pointer> = places.iter().map(|(_, place)| Pointer::root().key(place)).collect();
    let fixed: Vec<(Words, Pointer)> =
        pinned.iter().map(|name| (Words::one(*name), Pointer::root().key("schemas").key(name))).collect();
    let mut scope = Gathering::new(Case::Pascal, "types", "Value").taking(PRELUDE.iter().copied());
    for (words, pointer) in words.iter().zip(&pointers) {
        scope.add_standing(words, pointer);
    }
    for (words, pointer) in &fixed {
        scope.add(words, None, pointer, true);
    }
    let names = scope.name(&mut Diagnostics::new());
    names[..places.len()].iter().map(|name| name.as_str().to_owned()).collect()
}

#[test]
fn what_stands_higher_up_keeps_a_name_that_several_want() {
    assert_eq!(
        standing(&[(&["Job", "type"], "Job/properties/type"), (&["jobType"], "jobType")], &[]),
        ["JobTypeValue", "JobType"]
    );
    assert_eq!(standing(&[(&["a", "b"], "a")], &["a_b"]), ["ABValue"]);
    let long = [
        "invoices",
        "create",
        "request",
        "payment_settings",
        "payment_method_options",
        "card",
        "mandate_options",
    ];
    let mut other = long;
    other[1] = "update";
    other[4] = "payment_method_defaults";
    let names = standing(&[(&long, "long"), (&other, "longer place")], &[]);
    assert_eq!(names, ["InvoicesCardMandateOptions", "InvoicesPaymentMethodDefaultsCardMandateOptions"]);
}

#[test]
fn capitals_tell_names_apart_where_nothing_else_does() {
    let words = ["BCCArchive", "bccArchive"].map(Words::one);
    let pointers = ["a", "b"].map(|key| Pointer::root().key(key));
    let mut scope = Gathering::new(Case::Pascal, "types", "Value");
    for (words, pointer) in words.iter().zip(&pointers) {
        scope.add(words, None, pointer, true);
    }
    let names = scope.name(&mut Diagnostics::new());
    let names: Vec<&str> = names.iter().map(super::ident::RustIdent::as_str).collect();
    assert_eq!(names, ["BCCArchive", "BccArchive"]);
}

#[test]
fn what_no_identifier_can_be_is_called_the_same_everywhere() {
    for suffix in ["", "value", "api"] {
        assert_eq!(
            name_all(Case::Snake, &["body"], suffix, &["self", "crate", "super"]),
            ["self_", "crate_", "super_"],
            "{suffix}"
        );
    }
    assert_eq!(name_all(Case::Snake, &["body"], "value", &["body"]), ["body_value"]);
}
