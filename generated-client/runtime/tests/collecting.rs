//! Streams that are read to their end: events and lines, into collections, values and texts.
#![cfg(all(feature = "stream", feature = "test-util"))]

use std::collections::VecDeque;

use callwright_runtime::{Api, Client, Endpoint, ErrorKind, Event, Request, Script, ScriptedReply, Value};
use serde_json::json;

static API: Api = Api::new("Collecting", "collecting/1.0");
static STREAM: Endpoint = Endpoint::new("stream", "GET", "/stream");

const EVENTS: &str =
    "data: {\"text\": \"one \"}\n\ndata: {}\n\ndata: {\"text\": \"two\"}\n\ndata: [DONE]\n\n";
const LINES: &str = "{\"text\": \"one \"}\n{}\n{\"text\": \"two\"}\n";
const BROKEN: &str = "{\"text\": \"one \"}\n{\"text\":\n";

fn request(body: &str) -> Request {
    let reply = ScriptedReply::status(200).header("content-type", "text/event-stream").body(body.to_owned());
    let script = Script::new().reply(reply);
    let client = Client::builder(&API).base_url("http://api.example").transport(script).build().unwrap();
    Request::new(&client, &STREAM)
}

fn text(value: &Value) -> Option<&str> {
    value.get("text")?.as_str()
}

#[tokio::test]
async fn the_texts_of_a_stream_are_one() {
    let events = request(EVENTS).events::<Value>().await.unwrap();
    assert_eq!(events.collect_text(|event| text(&event.data)).await.unwrap(), "one two");
    let lines = request(LINES).lines::<Value>().await.unwrap();
    assert_eq!(lines.collect_text(text).await.unwrap(), "one two");
}

#[tokio::test]
async fn items_go_into_any_collection() {
    let events = request(EVENTS).events::<Value>().await.unwrap();
    let all: Vec<Event<Value>> = events.collect_all().await.unwrap();
    assert_eq!(all.iter().map(|event| event.raw.as_str()).collect::<Vec<_>>()[1], "{}");
    assert_eq!(all.len(), 3);
    let lines = request(LINES).lines::<Value>().await.unwrap();
    let all = lines.collect_all::<VecDeque<_>>().await.unwrap();
    assert_eq!(all, [json!({"text": "one "}), json!({}), json!({"text": "two"})]);
}

#[tokio::test]
async fn items_are_folded_into_one_value() {
    let events = request(EVENTS).events::<Value>().await.unwrap();
    let length = |value: &Value| text(value).map_or(0, str::len);
    assert_eq!(events.fold_all(0, |sum, event| sum + length(&event.data)).await.unwrap(), 7);
    let lines = request(LINES).lines::<Value>().await.unwrap();
    assert_eq!(lines.fold_all(0, |sum, value| sum + length(&value)).await.unwrap(), 7);
}

#[tokio::test]
async fn what_came_before_an_error_stays_with_the_caller() {
    let mut lines = request(BROKEN).lines::<Value>().await.unwrap();
    let mut seen = Vec::new();
    let error = lines.each(|value| seen.push(value)).await.unwrap_err();
    assert_eq!((error.kind(), seen), (ErrorKind::Decode, vec![json!({"text": "one "})]));
    let lines = request(BROKEN).lines::<Value>().await.unwrap();
    assert_eq!(lines.collect_text(text).await.unwrap_err().kind(), ErrorKind::Decode);
}

#[cfg(feature = "blocking")]
#[test]
fn a_thread_may_wait_for_all_of_it() {
    let lines = || request(LINES).lines::<Value>().wait().unwrap();
    let events = || request(EVENTS).events::<Value>().wait().unwrap();
    assert_eq!(lines().wait_collect_text(text).unwrap(), "one two");
    assert_eq!(events().wait_collect_text(|event| text(&event.data)).unwrap(), "one two");
    assert_eq!(lines().wait_collect_all::<Vec<_>>().unwrap().len(), 3);
    assert_eq!(events().wait_fold_all(0, |count, _| count + 1).unwrap(), 3);
    let mut count = 0;
    lines().wait_each(|_| count += 1).unwrap();
    assert_eq!(count, 3);
}
