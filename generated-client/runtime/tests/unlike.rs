//! Answers that are not what was promised: other media types, other encodings, values that are missing.

mod support;

use std::collections::BTreeMap;

use callwright_runtime::{
    Api, Client, Date, Endpoint, Error, ErrorKind, Object, Request, Value, by_status, json, newtype, object,
};
use support::{Act, GET, POST, Server, answer, builder, client};

fn act(content_type: &str, body: &[u8]) -> Act {
    Act::Answer(answer("200 OK", &[("content-type", content_type), ("x-request-id", "r-1")], body))
}

async fn get<T: json::ReadJson + Send + 'static>(act: Act) -> Result<T, Error> {
    let server = Server::start(vec![act]).await;
    Request::new(&client(&server.url), &GET).path("id", &"1").json::<T>().await
}

#[tokio::test]
async fn the_real_content_type_is_named() {
    let error = get::<Value>(act("audio/mpeg", b"\xff\xfbID3")).await.unwrap_err();
    assert!(error.to_string().contains("`audio/mpeg`") && error.to_string().contains("send_raw"), "{error}");
    assert_eq!(error.body().unwrap().as_ref(), b"\xff\xfbID3");
    let error = get::<Value>(act("text/vtt; charset=utf-8", b"WEBVTT")).await.unwrap_err();
    assert!(error.to_string().contains("`text/vtt`"), "{error}");
    // JSON under another name is JSON.
    assert_eq!(get::<Value>(act("text/plain", b"[1]")).await.unwrap(), serde_json::json!([1]));
    let error = get::<Vec<bool>>(act("text/plain", b"[1]")).await.unwrap_err();
    assert_eq!(error.pointer(), Some("/0"), "{error}");

    let server = Server::start(vec![act("audio/mpeg", b"\xff\xfbID3")]).await;
    let raw = Request::new(&client(&server.url), &POST).raw().await.unwrap();
    assert_eq!((raw.content_type.as_deref(), raw.bytes.as_ref()), (Some("audio/mpeg"), &b"\xff\xfbID3"[..]));
}

/// By status.
#[derive(Debug, PartialEq)]
pub enum Said {
    /// 200
    Text(String),
    /// 201
    List(Vec<i64>),
}

by_status! { Said = match status { 200 => Text(text), 201 => List(json) } }

#[tokio::test]
async fn text_that_comes_as_json_is_unquoted() {
    let cases: [(&str, &[u8], &str); 5] = [
        ("application/json", br#""tea \u0026 \"milk\"""#, "tea & \"milk\""),
        ("application/json; charset=utf-8", b"\"x\"", "x"),
        ("application/json", b"{\"a\":1}", "{\"a\":1}"),
        ("text/plain", b"\"quoted\"", "\"quoted\""),
        ("", b"\"quoted\"", "\"quoted\""),
    ];
    for (content_type, body, expected) in cases {
        let server = Server::start(vec![act(content_type, body)]).await;
        let request = || Request::new(&client(&server.url), &GET).path("id", &"1");
        assert_eq!(request().text().await.unwrap(), expected);
        assert_eq!(request().text_or_none().await.unwrap().unwrap(), expected);
        assert_eq!(request().by_status::<Said>().await.unwrap(), Said::Text(expected.to_owned()));
    }
}

#[tokio::test]
async fn encodings_that_nobody_reads_are_named() {
    let encoded = |content_type: &str, coding: &str, body: &[u8]| {
        let headers = [("content-type", content_type), ("content-encoding", coding)];
        Act::Answer(answer("200 OK", &headers, body))
    };
    let error = get::<Value>(encoded("application/json", "zstd", b"\x28\xb5\x2f\xfd")).await.unwrap_err();
    assert!(error.to_string().contains("`zstd`"), "{error}");
    let error = get::<Value>(act("application/json; charset=UTF-16LE", b"{\0}\0")).await.unwrap_err();
    assert!(error.to_string().contains("`utf-16le`"), "{error}");

    let server = Server::start(vec![
        encoded("text/plain", "br", b"\x8b\x02\x80"),
        act("text/plain; charset=\"iso-8859-1\"", b"caf\xe9"),
        act("text/plain; charset=iso-8859-1", b"tea"),
        act("text/plain; charset=utf-16", b"t\0e\0a\0"),
    ])
    .await;
    let text = || Request::new(&client(&server.url), &GET).path("id", &"1").text();
    assert!(text().await.unwrap_err().to_string().contains("`br`"));
    assert!(text().await.unwrap_err().to_string().contains("`iso-8859-1`"));
    assert_eq!(text().await.unwrap(), "tea");
    assert!(text().await.unwrap_err().to_string().contains("`utf-16`"));

    let refused = answer("400 Bad Request", &[("content-encoding", "br")], b"\x8b\x02\x80\xff");
    let error = get::<Value>(Act::Answer(refused)).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Api && error.to_string().contains("`br`"), "{error}");
}

#[tokio::test]
async fn a_write_whose_answer_cannot_be_read_was_carried_out() {
    let long = format!("{{\"id\":\"thing-42\",\"rest\":\"{}\",\"count\":null}}", "x".repeat(100_000));
    let server = Server::start(vec![act("application/json", long.as_bytes())]).await;
    let post =
        |client: &Client| Request::new(client, &POST).field("a", &1_i64).json::<BTreeMap<String, i64>>();
    let error = post(&client(&server.url)).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Decode, 1));
    assert!(error.was_carried_out() && !error.is_outcome_unknown() && !error.is_retryable(), "{error}");
    assert!(error.to_string().contains("the server has carried out the request"), "{error}");
    // Nothing of it is lost: what was made can be found.
    assert_eq!((error.status().unwrap().as_u16(), error.request_id()), (200, Some("r-1")));
    assert_eq!(error.body().unwrap().as_ref(), long.as_bytes());
    assert!(error.headers().unwrap().contains_key("content-type"));
    assert!(format!("{error:?}").contains("carried_out: true"));

    let error = post(&builder(&server.url).max_body_size(1_000).build().unwrap()).await.unwrap_err();
    assert!(error.kind() == ErrorKind::BodyTooLarge && error.was_carried_out(), "{error}");
    // Of a read, there is nothing to say.
    let error = get::<Vec<i64>>(act("application/json", b"{}")).await.unwrap_err();
    assert!(!error.was_carried_out() && !error.to_string().contains("carried out"), "{error}");
    let refused = Act::Answer(answer("500 Internal Server Error", &[], b"x"));
    let error = post(&client(&Server::start(vec![refused]).await.url)).await.unwrap_err();
    assert!(error.is_outcome_unknown() && !error.was_carried_out(), "{error}");
}

/// An inner object.
pub struct Part {
    /// A number.
    pub size: i64,
    /// A list.
    pub items: Vec<String>,
}

object! { Part { size, items } }

/// A list with a name.
#[derive(Clone, Debug, PartialEq)]
pub struct Names(pub Vec<String>);

newtype! { Names(Vec<String>) }

/// An object with members of every kind that can be made up.
pub struct Whole {
    /// A list.
    pub list: Vec<i64>,
    /// A map.
    pub map: BTreeMap<String, i64>,
    /// Any object.
    pub object: Object,
    /// A list with a name.
    pub names: Names,
    /// A text.
    pub text: String,
    /// A number.
    pub number: f64,
    /// A boolean.
    pub flag: bool,
    /// An object.
    pub part: Box<Part>,
}

object! { Whole { list, map, object, names, text, number, flag, part } }

/// An object with a member that nobody can make up.
pub struct Dated {
    /// A day.
    pub day: Date,
}

object! { Dated { day } }

const REST: &str = r#""text":"t","number":1.5,"flag":true,"part":{"size":1,"items":["a"]}"#;

#[test]
fn lists_and_maps_that_are_null_or_missing_are_empty() {
    let cases = [
        format!("{{{REST}}}"),
        format!(r#"{{{REST},"list":null,"map":null,"object":null,"names":null}}"#),
        format!(r#"{{"names": null, {REST}}}"#),
    ];
    for text in cases {
        let whole: Whole = json::from_slice(text.as_bytes()).unwrap();
        assert!(whole.list.is_empty() && whole.map.is_empty() && whole.object.is_empty(), "{text}");
        assert!(whole.names.0.is_empty() && whole.text == "t", "{text}");
    }
    assert!(json::from_slice::<Vec<i64>>(b" null ").unwrap().is_empty());
    // A text, a number or an object is not made up: nobody could tell it from one that was sent.
    for member in ["text", "number", "flag", "part"] {
        let mut members: Object = serde_json::from_str(&format!("{{{REST}}}")).unwrap();
        members.insert(member.to_owned(), Value::Null);
        let error =
            json::from_slice::<Whole>(Value::from(members.clone()).to_string().as_bytes()).unwrap_err();
        assert_eq!(error.pointer(), format!("/{member}"), "{error}");
        members.remove(member);
        let error = json::from_slice::<Whole>(Value::from(members).to_string().as_bytes()).unwrap_err();
        assert!(error.message().contains(&format!("`{member}` is missing")), "{error}");
    }
    // Of another kind is not missing.
    assert!(json::from_slice::<Whole>(format!("{{{REST},\"list\":7}}").as_bytes()).is_err());
}

#[tokio::test]
async fn a_lenient_reading_is_asked_for() {
    static LENIENT: Endpoint = Endpoint::new("lenient", "GET", "/x").lenient(true);
    static PLAIN: Endpoint = Endpoint::new("plain", "GET", "/x");
    static API: Api = Api::new("Lenient", "x/1").lenient();
    let server = Server::start(vec![act("application/json", br#"{"text":null,"part":null}"#)]).await;
    let strict = builder(&server.url).build().unwrap();
    let lenient = builder(&server.url).lenient(true).build().unwrap();
    let by_description = Client::builder(&API).base_url(&server.url).build().unwrap();
    let whole = |client: &Client, endpoint| Request::new(client, endpoint).json::<Whole>();
    let error = whole(&strict, &PLAIN).await.unwrap_err();
    assert!(error.to_string().contains("`.lenient(true)`"), "{error}");
    for read in [
        whole(&strict, &PLAIN).lenient(true).await,
        whole(&lenient, &PLAIN).await,
        whole(&strict, &LENIENT).await,
        whole(&by_description, &PLAIN).await,
    ] {
        let read = read.unwrap();
        assert_eq!((read.text.as_str(), read.number, read.flag, read.part.size), ("", 0.0, false, 0));
        assert!(read.part.items.is_empty() && read.list.is_empty());
    }
    // Who is nearer to the call wins.
    assert!(whole(&lenient, &PLAIN).lenient(false).await.is_err());
    assert!(whole(&builder(&server.url).lenient(false).build().unwrap(), &LENIENT).await.is_err());
    let raw = Request::new(&lenient, &PLAIN).raw().await.unwrap();
    assert!(raw.json::<Whole>().is_ok());
    // What nobody can make up is an error in any reading, and nothing of the answer is lost.
    let dated = Request::new(&lenient, &PLAIN).json::<Dated>().await.unwrap_err();
    assert!(dated.to_string().contains("`day` is missing"), "{dated}");
    assert!(!dated.to_string().contains("lenient"), "{dated}");
    let strict = Request::new(&strict, &PLAIN).json::<Dated>().await.unwrap_err();
    assert!(!strict.to_string().contains("lenient"), "{strict}");
    assert_eq!(dated.body().unwrap().as_ref(), br#"{"text":null,"part":null}"#);
}

#[test]
fn lists_of_floats_come_packed_too() {
    let packed = b"\"AACAPwAAAMAAAMA/\"";
    assert_eq!(json::from_slice::<Vec<f64>>(packed).unwrap(), [1.0, -2.0, 1.5]);
    assert_eq!(json::from_slice::<Vec<f32>>(packed).unwrap(), [1.0, -2.0, 1.5]);
    for text in ["\"\"", "\"AAAA\"", "\"not base64\"", "\"AACAPwA=\""] {
        let error = json::from_slice::<Vec<f64>>(text.as_bytes()).unwrap_err();
        assert!(error.message().contains("an array"), "{error}");
    }
    assert!(json::from_slice::<Vec<i64>>(packed).is_err());
    assert!(json::from_slice::<Vec<String>>(packed).is_err());
}

#[test]
fn a_base_url_without_a_scheme_says_what_to_add() {
    for url in ["localhost:8000", "127.0.0.1:8000/api", "api.example.com", "user:s3cret@host"] {
        let error = builder(url).build().unwrap_err();
        assert!(
            error.to_string().contains("add `https://`") && error.to_string().contains("`http://`"),
            "{error}"
        );
        assert!(!error.to_string().contains(url) && !error.to_string().contains("s3cret"));
    }
}
