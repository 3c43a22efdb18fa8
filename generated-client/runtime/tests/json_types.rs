//! The macros as a generated crate uses them: types that they make keep what a server sends.

#![deny(warnings, missing_docs, clippy::pedantic)]

use std::collections::BTreeMap;

use callwright_runtime::{
    Null, Nullable, Value, conversions, integer_enum, json, newtype, object, tagged, text_enum, union,
    value_enum,
};
use serde_json::json;

/// A person.
#[non_exhaustive]
pub struct Person {
    /// The name.
    pub name: String,
    /// Required, or null.
    pub age: Option<i64>,
    /// Optional.
    pub r#type: Option<Kind>,
    /// Three states.
    pub friend: Nullable<Box<Person>>,
    /// What else there is.
    pub extra: BTreeMap<String, Option<i64>>,
}

object! { #[null("age")] Person { name, age, r#type: "type", friend: "best friend", ..extra } }

/// Nothing at all.
#[derive(Default)]
#[non_exhaustive]
pub struct Empty {}

object! { Empty {} }

/// A kind.
#[non_exhaustive]
pub enum Kind {
    /// `a`
    A,
    /// `b`
    B,
    /// A value that the description does not list.
    Unknown(String),
}

text_enum! { Kind { A: "a", B: "b" } }

/// A level.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Level {
    /// `1`
    One,
    /// A value that the description does not list.
    Unknown(i64),
}

integer_enum! { Level { One: 1 } }

/// Several kinds.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Mixed {
    /// `true`
    True,
    /// `1`
    One,
    /// `"a"`
    A,
    /// A value that the description does not list.
    Unknown(Value),
}

value_enum! { Mixed { True: "true", One: "1", A: "\"a\"" } }

/// A variable.
#[derive(Clone)]
#[non_exhaustive]
pub enum Variable {
    /// A number.
    Number(f64),
    /// An integer.
    Integer(i64),
    /// Text.
    Text(String),
    /// A boolean.
    Boolean(bool),
    /// Null.
    Null(Null),
    /// Names.
    Names(Vec<String>),
    /// Levels.
    Levels(Vec<Level>),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Variable {
    Number: [integer | fraction],
    Integer: [integer],
    Text: [string],
    Boolean: [boolean],
    Null: [null],
    Names: [array, items([string])],
    Levels: [array, items([integer])],
} }
conversions! { Variable { Number: value::<f64>, Integer: value::<i64>, Text: value::<String>, Text: value::<&str>, Boolean: value::<bool> } }

/// A cat.
#[non_exhaustive]
pub struct Cat {
    /// Hello.
    pub meow: String,
    /// The name.
    pub name: Option<String>,
}

object! { Cat { meow, name } }

/// A dog.
#[non_exhaustive]
pub struct Dog {
    /// The tag.
    pub kind: Option<String>,
    /// Hello.
    pub bark: Option<i64>,
    /// The name.
    pub name: Option<String>,
}

object! { Dog { kind, bark, name } }

/// A pet, by what it has.
#[derive(Clone)]
#[non_exhaustive]
pub enum Animal {
    /// A cat.
    Cat(Box<Cat>),
    /// A dog.
    Dog(Dog),
    /// A word.
    Auto(Kind),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Animal {
    Cat: [object, required("meow"), known("kind", "meow", "name"), constants("kind" = "\"cat\"" | "\"kitty\""), closed],
    Dog: [object, known("bark", "kind", "name"), constants("kind" = "\"dog\"")],
    Auto: [string, texts("a", "b")],
} }
conversions! { Animal { Cat: value::<Cat>, Dog: value::<Dog> } }

/// A pet, by its tag.
#[derive(Clone)]
#[non_exhaustive]
pub enum Pet {
    /// A cat.
    Cat(Cat),
    /// A dog.
    Dog(Box<Dog>),
    /// Any members.
    Open(BTreeMap<String, Value>),
    /// A value that the description does not have.
    Unknown(Value),
}

tagged! { #[tag("kind")] Pet { Cat: "cat" | "kitty", Dog: "dog", Open: "open" } }
conversions! { Pet { Cat: value::<Cat>, Dog: value::<Dog> } }

/// A tree.
#[derive(Clone, Debug, PartialEq)]
pub struct Tree(pub Vec<Tree>);

newtype! { Tree(Vec<Tree>) }

#[track_caller]
fn round_trip<T: json::ReadJson + json::WriteJson + serde::Serialize + serde::de::DeserializeOwned>(
    text: &str,
) -> T {
    let value: T = json::from_slice(text.as_bytes()).unwrap_or_else(|error| panic!("{text}: {error}"));
    assert_eq!(String::from_utf8(json::to_vec(&value).unwrap()).unwrap(), text);
    assert_eq!(serde_json::to_string(&value).unwrap(), text, "by serde");
    let by_serde: T = serde_json::from_str(text).unwrap();
    assert_eq!(String::from_utf8(json::to_vec(&by_serde).unwrap()).unwrap(), text, "from serde");
    value
}

#[test]
fn structs_keep_absence_null_and_the_rest() {
    let person: Person = round_trip(r#"{"name":"Ada","age":null}"#);
    assert_eq!((person.age, person.friend.is_absent()), (None, true));
    let person: Person =
        round_trip(r#"{"name":"Ada","age":36,"best friend":null,"x":null,"y":9007199254740993}"#);
    assert!(person.friend.is_null());
    assert_eq!(person.extra["y"], Some(9_007_199_254_740_993));
    let nested: Person = round_trip(r#"{"name":"A","age":1,"type":"z","best friend":{"name":"B","age":2}}"#);
    assert_eq!(nested.r#type, Some(Kind::Unknown("z".into())));
    round_trip::<Empty>("{}");
    assert_eq!(json::from_slice::<Empty>(br#"{"a":[{"b":null}]}"#).unwrap(), Empty {});
}

#[test]
fn members_come_in_any_order_and_the_last_counts() {
    let text = br#"{"type":"a","age":1,"best friend":{"age":7,"name":"B"},"name":"A","best friend":{"name":"C","age":null}}"#;
    let person: Person = json::from_slice(text).unwrap();
    assert_eq!(person.friend.as_option().unwrap().name, "C");
    assert_eq!(person.friend.as_option().unwrap().age, None);
}

#[test]
fn a_name_is_written_once() {
    let mut person: Person = json::from_slice(br#"{"name":"Ada","age":1}"#).unwrap();
    person.extra = [("age".to_owned(), Some(2)), ("z".to_owned(), Some(3))].into();
    assert_eq!(json::to_vec(&person).unwrap(), br#"{"name":"Ada","age":1,"z":3}"#);
}

#[test]
fn errors_say_where() {
    let check = |text: &str, pointer: &str, part: &str| {
        let error = json::from_slice::<Person>(text.as_bytes()).unwrap_err();
        assert_eq!(error.pointer(), pointer, "{error}");
        assert!(error.message().contains(part), "{error}");
    };
    check(r#"{"age":1}"#, "", "`name` is missing");
    check(r#"{"name":"a","best friend":{"age":1}}"#, "/best friend", "`name` is missing");
    check(r#"{"name":"a","best friend":{"name":null}}"#, "/best friend/name", "a string, found null");
    check(r#"{"name":"a","x":"1"}"#, "/x", "a number, found a string");
    check("[]", "", "an object, found an array");
}

#[test]
fn enums_keep_values_that_nobody_listed() {
    assert_eq!(round_trip::<Vec<Kind>>(r#"["a","q"]"#), [Kind::A, Kind::Unknown("q".into())]);
    assert_eq!(round_trip::<Vec<Level>>("[1,7]"), [Level::One, Level::Unknown(7)]);
    let mixed: Vec<Mixed> = round_trip(r#"[true,1,"a",false,null,{"x":[1]}]"#);
    assert_eq!(mixed[..4], [Mixed::True, Mixed::One, Mixed::A, Mixed::Unknown(false.into())]);
    assert_eq!(json::from_slice::<Mixed>(b"1.0").unwrap(), Mixed::One);
    assert_eq!(Mixed::from(json!("a")), Mixed::A);
    assert_eq!(Kind::from("b").to_string(), "b");
    assert_eq!((Level::VALUES, Level::from(1).is_known()), (&[1][..], true));
}

#[test]
fn numbers_in_unions_stay_what_they_are() {
    assert_eq!(round_trip::<Variable>("42"), Variable::Integer(42));
    assert_eq!(round_trip::<Variable>("9007199254740993"), Variable::Integer(9_007_199_254_740_993));
    assert_eq!(round_trip::<Variable>("1.5"), Variable::Number(1.5));
    assert_eq!(round_trip::<Variable>("18446744073709551615"), Variable::Unknown(u64::MAX.into()));
    assert_eq!(json::from_slice::<Variable>(b"42.0").unwrap(), Variable::Number(42.0));
    assert_eq!(round_trip::<Variable>("null"), Variable::Null(Null));
    assert_eq!(round_trip::<Variable>("[\"a\"]"), Variable::Names(vec!["a".into()]));
    assert_eq!(round_trip::<Variable>("[1]"), Variable::Levels(vec![Level::One]));
    assert_eq!(round_trip::<Variable>("[true]"), Variable::Unknown(json!([true])));
    assert_eq!(round_trip::<Variable>("[\"a\",1]"), Variable::Unknown(json!(["a", 1])));
    assert_eq!(round_trip::<Variable>("[]"), Variable::Names(vec![]));
    assert_eq!(round_trip::<Variable>("{\"a\":null}"), Variable::Unknown(json!({"a": null})));
}

/// Only floats.
#[derive(Clone)]
#[non_exhaustive]
pub enum Float {
    /// A float.
    Number(f64),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Float { Number: [integer | fraction] } }

#[test]
fn a_float_is_the_case_of_every_number_where_there_is_no_other() {
    for text in ["9007199254740992", "9007199254740993", "18446744073709551616"] {
        let read = json::from_slice::<Float>(text.as_bytes()).unwrap();
        assert!(matches!(read, Float::Number(number) if number >= 9_007_199_254_740_992.0), "{text}");
    }
    assert!(matches!(json::from_slice::<Float>(b"1e400").unwrap(), Float::Unknown(_)));
    assert_eq!(round_trip::<Float>("2.0"), Float::Number(2.0));
}

#[test]
fn objects_in_unions_are_told_apart_by_what_they_have() {
    let cat = |text: &str| matches!(json::from_slice::<Animal>(text.as_bytes()).unwrap(), Animal::Cat(_));
    assert!(cat(r#"{"meow":"x"}"#));
    assert!(cat(r#"{"meow":"x","kind":"kitty"}"#));
    assert!(cat(r#"{"meow":"x","kind":"c\u0061t","name":"n"}"#));
    assert!(!cat(r#"{"meow":"x","kind":"dog"}"#));
    assert!(!cat(r#"{"meow":"x","new":1}"#), "the open case takes what the closed one does not have");
    assert_eq!(round_trip::<Animal>(r#"{"kind":"cow"}"#), Animal::Unknown(json!({"kind": "cow"})));
    assert_eq!(round_trip::<Animal>("\"b\""), Animal::Auto(Kind::B));
    assert_eq!(round_trip::<Animal>("\"c\""), Animal::Unknown("c".into()));
    let error = json::from_slice::<Vec<Animal>>(br#"[{"kind":"dog","bark":"x"}]"#).unwrap_err();
    assert_eq!(error.pointer(), "/0/bark");
}

#[test]
fn tags_decide_and_are_written() {
    let cat: Pet = round_trip(r#"{"kind":"cat","meow":"x"}"#);
    assert_eq!(cat, json::from_slice::<Cat>(br#"{"meow":"x"}"#).unwrap().into());
    round_trip::<Pet>(r#"{"kind":"dog","bark":1}"#);
    round_trip::<Pet>(r#"{"kind":"open","z":1}"#);
    assert_eq!(round_trip::<Pet>(r#"{"kind":"cow"}"#), Pet::Unknown(json!({"kind": "cow"})));
    assert_eq!(round_trip::<Pet>("{}"), Pet::Unknown(json!({})));
    assert_eq!(round_trip::<Pet>("[1]"), Pet::Unknown(json!([1])));
    let late: Pet = json::from_slice(br#"{"meow":"x","name":null,"kind":"kitty"}"#).unwrap();
    assert!(matches!(late, Pet::Cat(_)));
    let pets = vec![Pet::Open(BTreeMap::new()), late];
    assert_eq!(json::to_vec(&pets).unwrap(), br#"[{"kind":"open"},{"kind":"cat","meow":"x"}]"#);
    let error = json::from_slice::<Pet>(br#"{"kind":"cat","meow":1}"#).unwrap_err();
    assert_eq!(error.pointer(), "/meow");
}

#[test]
fn recursion_is_bounded_in_structs_too() {
    let levels =
        |count: usize| r#"{"name":"a","age":1,"best friend":"#.repeat(count) + "null" + &"}".repeat(count);
    let read = move || {
        assert!(json::from_slice::<Person>(levels(128).as_bytes()).is_ok());
        assert!(json::from_slice::<Person>(levels(129).as_bytes()).unwrap_err().message().contains("deeper"));
        assert!(json::from_slice::<Tree>("[".repeat(100_000).as_bytes()).is_err());
    };
    std::thread::Builder::new().stack_size(2 << 20).spawn(read).unwrap().join().unwrap();
}

/// A union of itself twice: what would take exponential time without a limit on second looks.
#[derive(Clone)]
#[non_exhaustive]
pub enum Maze {
    /// One way.
    Left(Vec<Maze>),
    /// The other way.
    Right(Vec<Maze>),
    /// A number.
    End(i64),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Maze { Left: [array], Right: [array], End: [integer] } }

#[test]
fn unions_in_unions_take_no_exponential_time() {
    let text = "[".repeat(100) + "1" + &"]".repeat(99) + "!";
    assert!(json::from_slice::<Maze>(text.as_bytes()).is_err());
    let text = "[".repeat(100) + "1.5" + &"]".repeat(100);
    assert!(json::from_slice::<Maze>(text.as_bytes()).is_ok());
}

#[test]
fn the_last_tag_counts_as_the_last_member_does() {
    let text = br#"{"kind":"dog","meow":"purr","kind":"cat"}"#;
    assert!(matches!(json::from_slice::<Pet>(text).unwrap(), Pet::Cat(_)));
    let text = br#"{"kind":"cat","meow":"purr","kind":null}"#;
    assert!(matches!(json::from_slice::<Pet>(text).unwrap(), Pet::Unknown(_)));
    let text = br#"{"kind":"cat","meow":"purr","more":[1,{"kind":"dog"}]}"#;
    assert!(matches!(json::from_slice::<Pet>(text).unwrap(), Pet::Cat(_)));
}

/// Makes an object of these fields, each of them a number.
macro_rules! numbers {
    ($(#[$large:ident])? $name:ident: $($field:ident)*) => {
        /// Numbers.
        #[non_exhaustive]
        pub struct $name {
            $(
                /// A number.
                pub $field: i64,
            )*
            /// A word.
            pub r#type: String,
            /// What else there is.
            pub rest: BTreeMap<String, bool>,
        }

        object! { $(#[$large])? #[null("none")] $name { $($field,)* r#type: "a type", ..rest } }
    };
}

numbers! { Full: a b c d e f g h i j k l m n o p q r s t u v w x y z aa ab ac ad ae }
numbers! { #[large] Large: a b c d e f g h i j k l m n o p q r s t u v w x y z aa ab ac ad ae af ag ah }

#[test]
fn objects_of_any_size_are_read_and_written() {
    fn check<T: json::Json + serde::Serialize + serde::de::DeserializeOwned>(numbers: usize) {
        let letters = (b'a'..=b'z').map(|letter| char::from(letter).to_string());
        let names = letters.chain((b'a'..=b'z').map(|letter| format!("a{}", char::from(letter))));
        let numbers = names.take(numbers).enumerate().map(|(at, name)| format!("\"{name}\":{at}"));
        let numbers = numbers.collect::<Vec<_>>().join(",");
        let value: T = round_trip(&format!("{{{numbers},\"a type\":\"x\",\"other\":true}}"));
        assert_eq!(value, value.clone());
        let error = json::from_slice::<T>(b"{\"a\":0}").unwrap_err();
        assert_eq!(error.message(), "the required field `b` is missing");
    }
    check::<Full>(31);
    check::<Large>(34);
}
