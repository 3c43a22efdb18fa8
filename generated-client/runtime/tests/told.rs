//! Streams that are none, and items of streams that are errors.
#![cfg(feature = "stream")]

mod support;

use std::time::Duration;

use callwright_runtime::{Endpoint, ErrorKind, ErrorShape, Request, Value, json, object};
use support::{Act, Server, answer, client};

/// An item that needs a member.
#[derive(Default)]
pub struct Item {
    /// Its text.
    pub text: String,
}

object! { Item { text } }

/// An item that fits any object.
pub struct Loose {
    /// Its text, perhaps.
    pub text: Option<String>,
}

object! { Loose { text } }

static TALK: Endpoint = Endpoint::new("talk", "POST", "/talk")
    .json_body("application/json")
    .optional_body()
    .accept("application/json")
    .stream_accept("text/event-stream")
    .errors(&[ErrorShape::new(&["code"], &["code", "reason"])]);

fn request(server: &Server) -> Request {
    Request::new(&client(&server.url), &TALK)
}

fn ok(content_type: &str, body: &str) -> Act {
    Act::Answer(answer("200 OK", &[("content-type", content_type), ("x-request-id", "r-1")], body.as_bytes()))
}

#[tokio::test]
async fn a_document_is_no_stream() {
    let cases = [
        ("application/json", r#"{"data":[]}"#, "data"),
        ("application/json; charset=utf-8", "{\n  \"detail\": \"no credit\"\n}", "no credit"),
        ("application/problem+json", r#"{"title":"no credit"}"#, "no credit"),
        ("text/html", "<html><title>Log in</title></html>", "Log in"),
        ("application/json", "", "empty"),
    ];
    for (content_type, body, words) in cases {
        let server = Server::start(vec![ok(content_type, body)]).await;
        let errors =
            [request(&server).events::<Item>().await.err(), request(&server).lines::<Item>().await.err()];
        for error in errors {
            let error = error.unwrap_or_else(|| panic!("{content_type}: a stream of {body:?}"));
            assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Decode, 200), "{error}");
            assert!(error.to_string().contains(words), "{error}");
            assert!(error.to_string().contains(content_type.split(';').next().unwrap()), "{error}");
            assert_eq!((error.body().unwrap().as_ref(), error.request_id()), (body.as_bytes(), Some("r-1")));
            assert!(error.was_carried_out() && !error.is_outcome_unknown() && !error.is_retryable());
        }
    }
}

#[tokio::test]
async fn a_document_that_is_an_error_is_the_servers_words() {
    for body in [r#"{"error":{"message":"no credit"}}"#, "{\n \"code\": 7,\n \"reason\": \"no credit\"\n}"] {
        let server = Server::start(vec![ok("application/json", body)]).await;
        let error = request(&server).events::<Item>().await.unwrap_err();
        assert_eq!(error.to_string(), "talk: 200 OK: no credit (request id r-1)");
        assert_eq!((error.kind(), error.body().unwrap().as_ref()), (ErrorKind::Api, body.as_bytes()));
        assert!(!error.was_carried_out() && !error.is_retryable());
    }
}

/// What a proxy calls something else is read all the same.
#[tokio::test]
async fn a_stream_under_another_name_is_a_stream() {
    let body = "\u{feff}\n: hello\n\ndata: {\"text\":\"a\"}\n\n";
    let server = Server::start(vec![ok("application/json", body)]).await;
    let mut events = request(&server).events::<Item>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data.text, "a");
    assert!(events.next().await.is_none());
    let server = Server::start(vec![ok("application/json", "{\"text\":\"a\"}\n{\"text\":\"b\"}\n")]).await;
    let mut lines = request(&server).lines::<Item>().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().text, "a");
    assert_eq!(lines.next().await.unwrap().unwrap().text, "b");
    assert!(lines.next().await.is_none());
    // In pieces, of which the first says nothing yet.
    let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nconnection: close\r\n\r\n";
    let pieces = [head, "da", "ta: {\"text\":", "\"a\"}\n\n"].map(|piece| piece.as_bytes().to_vec());
    let server = Server::start(vec![Act::Drip(pieces.to_vec(), Duration::from_millis(20))]).await;
    let mut events = request(&server).events::<Item>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data.text, "a");
}

#[tokio::test]
async fn a_body_without_events_is_no_empty_stream() {
    for content_type in ["text/event-stream", "text/plain", "application/octet-stream"] {
        let server = Server::start(vec![ok(content_type, r#"{"message":"no credit"}"#)]).await;
        let mut events = request(&server).events::<Item>().await.unwrap();
        let error = events.next().await.unwrap().unwrap_err();
        assert!(error.to_string().contains("no credit"), "{error}");
        assert_eq!(error.body().unwrap().trim_ascii(), br#"{"message":"no credit"}"#);
        assert!(events.next().await.is_none());
    }
    for body in ["", ": nothing to say\n\n", "data: [DONE]\n\n", "retry: 5\n\n"] {
        let server = Server::start(vec![ok("text/event-stream", body)]).await;
        assert!(request(&server).events::<Item>().await.unwrap().next().await.is_none(), "{body:?}");
    }
}

#[tokio::test]
async fn an_event_that_is_an_error_is_the_servers_words() {
    let errors = [
        "event: error\ndata: {\"text\":\"overloaded\",\"message\":\"overloaded\"}\n\n",
        "event: Error\ndata: overloaded\n\n",
        "data: {\"error\":{\"message\":\"overloaded\"}}\n\n",
        "data: {\"error\":\"overloaded\"}\n\n",
        "data: {\"code\":7,\"reason\":\"overloaded\"}\n\n",
    ];
    for event in errors {
        let body = format!("data: {{\"text\":\"a\"}}\n\n{event}data: {{\"text\":\"b\"}}\n\n");
        let server = Server::start(vec![ok("text/event-stream", &body)]).await;
        let mut events = request(&server).events::<Item>().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data.text, "a");
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(
            (error.kind(), error.status().unwrap().as_u16()),
            (ErrorKind::Api, 200),
            "{event}: {error}"
        );
        assert!(error.to_string().starts_with("talk: 200 OK: overloaded"), "{error}");
        assert!(error.api().unwrap().text().contains("overloaded"));
        assert!(events.next().await.is_none());
    }
    // An error without words, and one that fits an item of which every member is optional.
    let server = Server::start(vec![ok("text/event-stream", "event: error\n\n")]).await;
    let error = request(&server).events::<Item>().await.unwrap().next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Api, "{error}");
    for datum in [r#"{"error":{"message":"overloaded"}}"#, r#"{"code":1,"reason":"overloaded"}"#] {
        let server = Server::start(vec![ok("text/event-stream", &format!("data: {datum}\n\n"))]).await;
        let error = request(&server).events::<Loose>().await.unwrap().next().await.unwrap().err();
        assert_eq!(error.map(|error| error.kind()), Some(ErrorKind::Api), "{datum}");
    }
}

#[tokio::test]
async fn what_is_no_error_stays_what_it_is() {
    // Data that fits, and data that neither fits nor is an error.
    let fine = ["{\"text\":\"a\",\"error\":null}", "{\"text\":\"a\",\"error\":\"of the item\"}"];
    for datum in fine {
        let server = Server::start(vec![ok("text/event-stream", &format!("data: {datum}\n\n"))]).await;
        let mut events = request(&server).events::<Item>().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data.text, "a");
    }
    for datum in ["{\"text\":7}", "{\"error\":null}", "{\"error\":false}", "[1]", "{\"reason\":\"no code\"}"]
    {
        let server = Server::start(vec![ok("text/event-stream", &format!("data: {datum}\n\n"))]).await;
        let mut events = request(&server).events::<Item>().await.unwrap();
        let error = events.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{datum}: {error}");
        assert_eq!(error.body().unwrap().as_ref(), datum.as_bytes());
    }
    let server = Server::start(vec![ok("text/event-stream", "data: {\"error\":1}\n\n")]).await;
    let mut any = request(&server).events::<Value>().await.unwrap();
    assert_eq!(any.next().await.unwrap().unwrap().data["error"], 1);
}

#[tokio::test]
async fn a_line_that_is_an_error_is_the_servers_words() {
    let body = "{\"text\":\"a\"}\n{\"error\":{\"message\":\"overloaded\"}}\n";
    let server = Server::start(vec![ok("application/x-ndjson", body)]).await;
    let mut lines = request(&server).lines::<Item>().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap().text, "a");
    let error = lines.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.status().unwrap().as_u16()), (ErrorKind::Api, 200), "{error}");
    assert!(error.to_string().ends_with("overloaded (request id r-1)"), "{error}");
    assert!(lines.next().await.is_none());
}

#[tokio::test]
async fn accept_is_that_of_what_is_called() {
    static ONLY: Endpoint = Endpoint::new("only", "GET", "/x").accept("text/event-stream; v=2");
    static BARE: Endpoint = Endpoint::new("bare", "GET", "/x");
    static LINES: Endpoint =
        Endpoint::new("lines", "GET", "/x").accept("application/json").stream_accept("application/jsonl");
    let server = Server::start(vec![ok("application/octet-stream", "")]).await;
    let client = client(&server.url);
    let sent = || server.last().headers("accept").join(" | ");
    drop(Request::new(&client, &TALK).events::<Item>().await);
    assert_eq!(sent(), "text/event-stream");
    drop(Request::new(&client, &TALK).json::<Item>().await);
    assert_eq!(sent(), "application/json");
    drop(Request::new(&client, &TALK).raw().await);
    assert_eq!(sent(), "*/*");
    drop(Request::new(&client, &ONLY).events::<Item>().await);
    assert_eq!(sent(), "text/event-stream; v=2");
    drop(Request::new(&client, &BARE).events::<Item>().await);
    assert_eq!(sent(), "text/event-stream");
    drop(Request::new(&client, &BARE).lines::<Item>().await);
    assert_eq!(sent(), "application/x-ndjson");
    drop(Request::new(&client, &LINES).lines::<Item>().await);
    assert_eq!(sent(), "application/jsonl");
    drop(Request::new(&client, &TALK).events::<Item>().header("accept", "mine").await);
    assert_eq!(sent(), "mine");
}

#[test]
fn items_are_read() {
    assert_eq!(json::from_slice::<Loose>(b"{}").unwrap(), Loose { text: None });
}
