//! What a person gives to setters: the rule of the guide, held for every kind of value, required and optional, with and
//! without null. That the forms compile is most of the test.

#![expect(clippy::disallowed_types, reason = "users have hash maps")]

use std::collections::{BTreeMap, HashMap};

use runtime::{Null, Nullable, Value};
use serde_json::json;
use synthetic_client::types::{
    HandEmptyMessage, HandKeywords, HandLevel, HandMessage, HandOptional, HandOptionalNullable, HandPart,
    HandPoint, HandRequired, HandRequiredNullable, HandShape, HandTextPart, HandTree, HandUserMessage,
    HandVariable, HandVoice, HandVoiceById,
};

/// Literals, arrays, builders and `json!`, as they come to mind.
macro_rules! plainly {
    ($builder:expr) => {
        $builder
            .text("a")
            .moment("2026-11-22T13:41:00Z")
            .level("high")
            .whole(5_000_000_000)
            .fraction(0.5)
            .truth(true)
            .point(HandPoint::builder().x(1.5))
            .tree(HandTree::builder().name("root").child(HandTree::builder().name("leaf")))
            .message(HandUserMessage::builder().content("hi"))
            .voice("alloy")
            .stop(["x", "y"])
            .labels([("k", "v")])
            .texts(["a", "b"])
            .wholes([1, 2])
            .messages([HandUserMessage::builder().content("hi")])
            .rows([["a"], ["b"]])
            .objects([json!({"a": 1})])
            .names([("k", "v")])
            .numbers([("k", 0.5)])
            .lists([("k", ["a", "b"])])
            .variables([("name", 42.into()), ("x", "y".into())])
            .or_null([("name", 42.into()), ("x", "y".into())])
            .open([("name", 42.into()), ("x", "y".into())])
            .any("anything")
            .place((1.5, 2.5))
    };
}

/// The values that a program has at hand: owned, counted, computed, from maps.
macro_rules! owned {
    ($builder:expr) => {
        $builder
            .text("a".to_owned())
            .moment(String::from("2026-11-22T13:41:00Z"))
            .level(HandLevel::High)
            .whole(5_000_000_000_i64)
            .fraction(f64::from(1_u8) / 2.0)
            .truth(!false)
            .point(HandPoint::builder().x(1.5).build())
            .tree(HandTree::builder().name("root").child(HandTree::builder().name("leaf").build()).build())
            .message(HandMessage::user("hi"))
            .voice("alloy".to_owned())
            .stop(vec!["x".to_owned(), "y".to_owned()])
            .labels(BTreeMap::from([("k".to_owned(), "v".to_owned())]))
            .texts(["a", "b"].iter().copied())
            .wholes((1..3).collect::<Vec<i64>>())
            .messages(vec![HandMessage::user("hi")])
            .rows(vec![vec!["a".to_owned()], vec!["b".to_owned()]])
            .objects([[("a", json!(1))]])
            .names(BTreeMap::from([("k".to_owned(), "v".to_owned())]))
            .numbers(HashMap::from([("k", 0.5)]))
            .lists(BTreeMap::from([("k".to_owned(), vec!["a", "b"])]))
            .variables(variables())
            .or_null(variables())
            .open(variables())
            .any(json!("anything"))
            .place((1.5, 2.5))
    };
}

fn variables() -> BTreeMap<String, Value> {
    BTreeMap::from([("name".to_owned(), json!(42)), ("x".to_owned(), json!("y"))])
}

fn expected() -> Value {
    json!({
        "text": "a", "moment": "2026-11-22T13:41:00Z", "level": "high", "whole": 5_000_000_000_i64, "fraction": 0.5,
        "truth": true, "point": {"x": 1.5}, "tree": {"name": "root", "child": {"name": "leaf"}},
        "message": {"role": "user", "content": "hi"}, "voice": "alloy", "stop": ["x", "y"], "labels": {"k": "v"},
        "texts": ["a", "b"], "wholes": [1, 2], "messages": [{"role": "user", "content": "hi"}],
        "rows": [["a"], ["b"]], "objects": [{"a": 1}], "names": {"k": "v"}, "numbers": {"k": 0.5},
        "lists": {"k": ["a", "b"]}, "variables": {"name": 42, "x": "y"}, "or_null": {"name": 42, "x": "y"},
        "open": {"name": 42, "x": "y"}, "any": "anything", "place": [1.5, 2.5],
    })
}

fn written(value: &impl serde::Serialize) -> Value {
    serde_json::to_value(value).expect("a value that can be written")
}

#[test]
fn literals_arrays_builders_and_json_are_taken_everywhere() {
    assert_eq!(written(&plainly!(HandRequired::builder()).build()), expected());
    assert_eq!(written(&plainly!(HandOptional::builder()).build()), expected());
    assert_eq!(written(&plainly!(HandRequiredNullable::builder()).build()), expected());
    assert_eq!(written(&plainly!(HandOptionalNullable::builder()).build()), expected());
}

#[test]
fn values_that_a_program_has_are_taken_everywhere() {
    assert_eq!(written(&owned!(HandRequired::builder()).build()), expected());
    assert_eq!(written(&owned!(HandOptional::builder()).build()), expected());
    assert_eq!(written(&owned!(HandRequiredNullable::builder()).build()), expected());
    assert_eq!(written(&owned!(HandOptionalNullable::builder()).build()), expected());
}

/// Every member that may be null, with the same value given.
macro_rules! all_of_them {
    ($builder:expr, $value:expr) => {
        $builder
            .text($value)
            .moment($value)
            .level($value)
            .whole($value)
            .fraction($value)
            .truth($value)
            .point($value)
            .tree($value)
            .message($value)
            .voice($value)
            .stop($value)
            .labels($value)
            .texts($value)
            .wholes($value)
            .messages($value)
            .rows($value)
            .objects($value)
            .names($value)
            .numbers($value)
            .lists($value)
            .variables($value)
            .or_null($value)
            .open($value)
            .place($value)
    };
}

#[test]
fn null_is_taken_wherever_it_may_stand() {
    let members = |value: Value| value.as_object().expect("an object").clone();
    let nulls = written(&all_of_them!(HandOptionalNullable::builder(), Null).build());
    assert!(
        nulls.as_object().is_some_and(|nulls| nulls.len() == 24 && nulls.values().all(Value::is_null)),
        "{nulls}"
    );
    let nulls = members(written(&all_of_them!(HandRequiredNullable::builder().any(1), Null).build()));
    assert_eq!(nulls.values().filter(|value| value.is_null()).count(), 24);
    let absent = written(&all_of_them!(HandOptionalNullable::builder(), Nullable::Absent).build());
    assert_eq!(absent, json!({}));
}

#[test]
fn options_are_taken_where_null_may_stand() {
    let given = HandOptionalNullable::builder()
        .text(Some("a"))
        .whole(Some(1))
        .voice(Some("alloy"))
        .stop(Some(["x"]))
        .texts(Some(["a"]))
        .wholes(Some([1]))
        .names(Some([("k", "v")]))
        .variables(Some(variables()))
        .open(Some(json!({"a": null})))
        .tree(HandTree::builder().name("a").next(Some(HandTree::builder().name("b"))))
        .or_null(vec![("x", Some(HandVariable::from("y"))), ("n", None)]);
    let expected = json!({
        "text": "a", "whole": 1, "voice": "alloy", "stop": ["x"], "texts": ["a"], "wholes": [1], "names": {"k": "v"},
        "variables": {"name": 42, "x": "y"}, "open": {"a": null}, "tree": {"name": "a", "next": {"name": "b"}},
        "or_null": {"x": "y", "n": null},
    });
    assert_eq!(written(&given.build()), expected);
}

#[test]
fn unions_take_what_their_cases_take() {
    let voice = |value: HandVoice| written(&value);
    assert_eq!(voice("my own".into()), json!("my own"));
    assert_eq!(voice(HandVoiceById::builder().id("v1").into()), json!({"id": "v1"}));
    assert_eq!(voice(json!({"id": "v1", "new": 1}).into()), json!({"id": "v1", "new": 1}));
    let given = HandOptional::builder()
        .stop([1, 2])
        .labels("")
        .message(json!({"role": "new"}))
        .variables(json!({"deep": 1.5, "flag": true}))
        .or_null(json!({"n": null, "x": "y"}))
        .messages([HandMessage::user([HandTextPart::builder().text("a")])])
        .open(json!({"a": [1]}));
    let expected = json!({
        "stop": [1, 2], "labels": "", "message": {"role": "new"}, "variables": {"deep": 1.5, "flag": true},
        "or_null": {"n": null, "x": "y"}, "open": {"a": [1]},
        "messages": [{"role": "user", "content": [{"type": "text", "text": "a"}]}],
    });
    assert_eq!(written(&given.build()), expected);
}

#[test]
#[should_panic(expected = "expected a JSON object")]
fn a_json_value_that_is_no_object_is_not_left_out_without_a_word() {
    drop(HandOptional::builder().open(json!([1])));
}

#[test]
fn cases_of_tagged_unions_are_made_of_the_one_value_that_they_need() {
    let parts = [HandPart::text("look"), HandPart::url("https://a.example/b.png")];
    let messages = [
        HandMessage::user("hi"),
        HandMessage::user(parts),
        HandMessage::empty(),
        // `from` is the trait's.
        HandMessage::from_case("elsewhere"),
        HandMessage::from(HandEmptyMessage::builder().name("n")),
    ];
    let expected = json!([
        {"role": "user", "content": "hi"},
        {"role": "user", "content": [
            {"type": "text", "text": "look"}, {"type": "url", "url": "https://a.example/b.png"},
        ]},
        {"role": "empty"},
        {"role": "from", "from": "elsewhere"},
        {"role": "empty", "name": "n"},
    ]);
    assert_eq!(written(&messages), expected);
    let shapes = [HandShape::circle(1.5), HandShape::square(2.0)];
    assert_eq!(written(&shapes)[0], json!({"type": "circle", "radius": 1.5}));
    assert_eq!(written(&shapes)[1]["type"], json!("square"));
}

#[test]
fn cases_do_not_repeat_what_the_union_is_called() {
    let user: HandMessage =
        serde_json::from_value(json!({"role": "user", "content": "hi"})).expect("a message");
    assert!(matches!(user, HandMessage::User(_)));
    let tool: HandMessage =
        serde_json::from_value(json!({"role": "tool", "content": "hi", "call": "c"})).expect("a message");
    assert!(matches!(tool, HandMessage::Tool(_)));
    assert!(matches!(HandPart::text("a"), HandPart::Text(_)));
}

#[test]
fn a_member_that_is_a_keyword_is_set_by_its_raw_name() {
    let given = HandKeywords::builder().r#type("a").r#move(true).build();
    assert_eq!(written(&given), json!({"type": "a", "move": true}));
}
