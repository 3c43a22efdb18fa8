//! Unions take the case that fits best: the table decides where it can, and reading where it cannot.

#![deny(warnings, missing_docs, clippy::pedantic)]

use std::time::Instant;

use callwright_runtime::{Object, Value, conversions, json, object, tagged, text_enum, union};

/// How somebody is known.
#[non_exhaustive]
pub enum Scheme {
    /// `TOKEN`
    Token,
    /// `UNKNOWN`
    Other,
    /// A value that the description does not list.
    Unknown(String),
}

text_enum! { Scheme { Token: "TOKEN", Other: "UNKNOWN" } }

/// By a token.
#[non_exhaustive]
pub struct TokenProfile {
    /// Listed.
    pub scheme: Scheme,
    /// The token.
    pub token: Option<String>,
}

object! { TokenProfile { scheme, token } }

/// By a server.
#[non_exhaustive]
pub struct OauthProfile {
    /// Text.
    pub scheme: String,
    /// More.
    pub settings: Option<Object>,
}

object! { OauthProfile { scheme, settings } }

/// A request with a token.
#[non_exhaustive]
pub struct ByToken {
    /// Where.
    pub url: Option<String>,
    /// Who.
    pub profile: TokenProfile,
}

object! { ByToken { url, profile } }

/// A request without.
#[non_exhaustive]
pub struct ByOauth {
    /// Who.
    pub profile: OauthProfile,
    /// What else there is.
    pub extra: Object,
}

object! { ByOauth { profile, ..extra } }

/// Either, told apart by a table.
#[derive(Clone)]
#[non_exhaustive]
pub enum Tabled {
    /// With a token.
    Token(ByToken),
    /// Without.
    Oauth(ByOauth),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Tabled {
    Token: [object, required("profile"), known("profile", "url"), within(["profile", "scheme"] = "\"TOKEN\"" | "\"UNKNOWN\"")],
    Oauth: [object, required("profile"), known("profile"), within(["profile", "scheme"] = "\"OAUTH2\"" | "\"UNKNOWN\"")],
} }

/// Either, told apart by reading.
#[derive(Clone)]
#[non_exhaustive]
pub enum Read {
    /// With a token.
    Token(ByToken),
    /// Without.
    Oauth(ByOauth),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Read {
    Token: [object, required("profile"), known("profile", "url")],
    Oauth: [object, required("profile"), known("profile")],
} }

fn tabled(text: &str) -> &'static str {
    match json::from_slice::<Tabled>(text.as_bytes()).unwrap() {
        Tabled::Token(_) => "token",
        Tabled::Oauth(_) => "oauth",
        Tabled::Unknown(_) => "unknown",
    }
}

fn read(text: &str) -> &'static str {
    match json::from_slice::<Read>(text.as_bytes()).unwrap() {
        Read::Token(_) => "token",
        Read::Oauth(_) => "oauth",
        Read::Unknown(_) => "unknown",
    }
}

#[test]
fn listed_values_inside_speak_against_a_case() {
    assert_eq!(tabled(r#"{"profile": {"scheme": "OAUTH2"}}"#), "oauth");
    assert_eq!(tabled(r#"{"profile": {"scheme": "TOKEN"}}"#), "token");
    // Nobody lists it, and one of the two takes any text.
    assert_eq!(tabled(r#"{"profile": {"scheme": "NEW"}}"#), "oauth");
    // They weigh more than members.
    assert_eq!(tabled(r#"{"url": "u", "profile": {"scheme": "OAUTH2"}}"#), "oauth");
    // The last of two members counts, as everywhere.
    assert_eq!(tabled(r#"{"profile": {"scheme": "TOKEN", "scheme": "OAUTH2"}}"#), "oauth");
    assert_eq!(tabled(r#"{"profile": {"scheme": "OAUTH\u0032"}}"#), "oauth");
}

#[test]
fn without_a_table_reading_tells_what_fits_best() {
    assert_eq!(read(r#"{"profile": {"scheme": "OAUTH2", "settings": {"user": "u"}}}"#), "oauth");
    assert_eq!(read(r#"{"profile": {"scheme": "UNKNOWN", "settings": {"user": "u"}}}"#), "oauth");
    assert_eq!(read(r#"{"profile": {"scheme": "UNKNOWN"}}"#), "token");
    assert_eq!(read(r#"{"profile": {"scheme": "UNKNOWN", "token": "t"}}"#), "token");
    // A member that nobody knows leaves the order as it is.
    assert_eq!(read(r#"{"profile": {"scheme": "UNKNOWN", "new": 1}}"#), "token");
    assert_eq!(read(r#"{"new": 1, "profile": {"scheme": "UNKNOWN"}}"#), "token");
}

/// Two, of which the second knows more.
#[derive(Clone)]
#[non_exhaustive]
pub enum Lists {
    /// Requests with a token.
    Tokens(Vec<ByToken>),
    /// Requests without.
    Oauths(Vec<ByOauth>),
    /// Names.
    Names(Vec<String>),
    /// Numbers.
    Numbers(Vec<i64>),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Lists {
    Tokens: [array, items([object, required("profile"), known("profile", "url")])],
    Oauths: [array, items([object, required("profile"), known("profile")])],
    Names: [array, items([string])],
    Numbers: [array, items([integer])],
} }

#[test]
fn all_items_of_a_list_decide() {
    let read = |text: &str| json::from_slice::<Lists>(text.as_bytes()).unwrap();
    let settings = r#"{"profile": {"scheme": "UNKNOWN", "settings": {}}}"#;
    let plain = r#"{"profile": {"scheme": "UNKNOWN"}}"#;
    assert!(matches!(read(&format!("[{plain}, {plain}]")), Lists::Tokens(_)));
    assert!(matches!(read(&format!("[{plain}, {settings}]")), Lists::Oauths(_)));
}

#[test]
fn a_list_of_mixed_items_is_kept_as_it_is() {
    let read = |text: &str| json::from_slice::<Lists>(text.as_bytes());
    assert!(matches!(read(r#"["a", "b"]"#).unwrap(), Lists::Names(_)));
    assert_eq!(read(r#"["a", 1]"#).unwrap(), Lists::Unknown(serde_json::json!(["a", 1])));
    assert_eq!(read("[1, null]").unwrap(), Lists::Unknown(serde_json::json!([1, null])));
    assert_eq!(read(r#"[1, {"a": 2}]"#).unwrap(), Lists::Unknown(serde_json::json!([1, {"a": 2}])));
    // What has the right kind and is not such a value is an error that says where.
    assert_eq!(read("[1, 1.5]").unwrap_err().pointer(), "/1");
}

/// A node that can be one of two.
#[derive(Clone)]
#[non_exhaustive]
pub enum Node {
    /// The first.
    First(Box<First>),
    /// The second.
    Second(Box<Second>),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Node { First: [object, known("a", "next")], Second: [object, known("a", "next")] } }

/// One.
#[non_exhaustive]
pub struct First {
    /// Text.
    pub a: Option<String>,
    /// Further.
    pub next: Option<Node>,
}

object! { First { a, next } }

/// Other.
#[non_exhaustive]
pub struct Second {
    /// Text.
    pub a: Option<String>,
    /// Further.
    pub next: Option<Node>,
}

object! { Second { a, next } }

#[test]
fn looking_for_a_better_case_takes_no_exponential_time() {
    let start = Instant::now();
    // At each depth both cases leave the same over.
    let depth = 120;
    let text = format!("{}{{\"new\":1}}{}", "{\"next\":".repeat(depth), "}".repeat(depth));
    assert!(json::from_slice::<Node>(text.as_bytes()).is_ok());
    // And here neither can be read.
    let text = format!("{}{{\"new\":1,\"a\":2}}{}", "{\"next\":".repeat(depth), "}".repeat(depth));
    let _ = json::from_slice::<Node>(text.as_bytes());
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// A union whose cases are unions that lead back to it.
#[derive(Clone)]
#[non_exhaustive]
pub enum Endless {
    /// The other.
    Other(Box<Circle>),
    /// Itself.
    Itself(Box<Endless>),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Endless { Other: [integer | string], Itself: [integer | string] } }

/// The other.
#[derive(Clone)]
#[non_exhaustive]
pub enum Circle {
    /// The first.
    First(Box<Endless>),
    /// Itself.
    Itself(Box<Circle>),
    /// A value that the description does not have.
    Unknown(Value),
}

union! { Circle { First: [integer | string], Itself: [integer | string] } }

#[test]
fn unions_that_are_cases_of_each_other_end() {
    let start = Instant::now();
    for text in ["1", "\"a\"", "true"] {
        let _ = json::from_slice::<Endless>(text.as_bytes());
    }
    assert!(start.elapsed().as_secs() < 20, "{:?}", start.elapsed());
}

/// An event, told by a member; others are what all of them are.
#[derive(Clone)]
#[non_exhaustive]
pub enum Event {
    /// Something is new.
    Created(Created),
    /// Any other.
    Base(Base),
    /// A value that the description does not have.
    Unknown(Value),
}

tagged! { #[tag("kind")] Event { Created: "created" | "made", ..Base } }
conversions! { Event { Created: value::<Created>, Base: value::<Base> } }

/// Something is new.
#[non_exhaustive]
pub struct Created {
    /// What it is.
    pub kind: String,
    /// Who did it.
    pub by: String,
}

object! { Created { kind, by } }

/// What all have.
#[non_exhaustive]
pub struct Base {
    /// What it is.
    pub kind: Option<String>,
    /// What else there is.
    pub extra: Object,
}

object! { Base { kind, ..extra } }

#[test]
fn a_tag_that_no_case_has_is_the_case_for_others() {
    let read = |text: &str| json::from_slice::<Event>(text.as_bytes()).unwrap();
    assert!(matches!(read(r#"{"kind": "made", "by": "me"}"#), Event::Created(event) if event.by == "me"));
    let Event::Base(base) = read(r#"{"kind": "gone", "why": 1}"#) else { panic!("the base") };
    assert_eq!((base.kind.as_deref(), base.extra["why"].as_i64()), (Some("gone"), Some(1)));
    let Event::Base(base) = read(r#"{"why": 1}"#) else { panic!("the base") };
    assert_eq!(serde_json::to_string(&Event::from(base)).unwrap(), r#"{"why":1}"#);
    assert_eq!(read("3"), Event::Unknown(3.into()));
}
