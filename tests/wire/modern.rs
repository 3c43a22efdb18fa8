//! What OpenAPI 3.2 brings, between a generated client and a loopback server.

use integration_tests::server_that_answers;
use runtime::Value;
use serde_json::json;
use synthetic_client::Client;
use synthetic_client::types::{DeepEventsEvent as Event, Shape};
use wiremock::{MockServer, ResponseTemplate};

fn client(server: &MockServer) -> Client {
    let client = Client::builder().header_key("h").query_key("q").cookie_key("c").base_url(server.uri());
    client.build().expect("a client")
}

fn stream(media_type: &str, body: &str) -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_raw(body.as_bytes().to_vec(), media_type)
}

#[tokio::test]
async fn an_event_is_what_its_name_says_and_nothing_else() {
    // All of them look alike; a text is one though it looks like JSON.
    let body = "event: left\ndata: {\"user\":\"a\"}\n\nevent: joined\ndata: {\"user\":\"b\"}\n\nevent: thrown\ndata: {\"user\":\"c\"}\n\n\
                event: said\ndata: {\"user\n\nevent: other\ndata: {\"user\":\"d\"}\n\ndata: {\"user\":\"e\"}\n\n";
    let server = server_that_answers(stream("text/event-stream", body)).await;
    let mut events = client(&server).modern().deep().events().send().await.expect("events");
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        found.push(event.expect("an event").data);
    }
    let [left, joined, thrown, said, other, nameless] = found.as_slice() else { panic!("{found:?}") };
    assert!(matches!(left, Event::Left(left) if left.user == "a"), "{left:?}");
    assert!(matches!(joined, Event::Joined(joined) if joined.user == "b"), "{joined:?}");
    assert!(matches!(thrown, Event::Left(left) if left.user == "c"), "{thrown:?}");
    assert!(matches!(said, Event::String(said) if said == "{\"user"), "{said:?}");
    assert!(
        matches!(other, Event::Unknown(value) if serde_json::to_value(value).expect("JSON") == json!({ "user": "d" })),
        "{other:?}"
    );
    assert!(matches!(nameless, Event::Unknown(_)), "{nameless:?}");
}

#[tokio::test]
async fn data_that_is_not_what_its_event_promises_is_an_error() {
    let body = "event: left\ndata: {\"person\":\"a\"}\n\n";
    let server = server_that_answers(stream("text/event-stream", body)).await;
    let mut events = client(&server).modern().deep().events().send().await.expect("events");
    let error = events.next().await.expect("an event").expect_err("no user");
    assert!(error.to_string().contains("user"), "{error}");
}

#[tokio::test]
async fn records_behind_separators_are_items() {
    let body = "\u{1e}{\"user\":\"a\"}\n\u{1e}{\"user\":\n\"b\"}\n";
    let server = server_that_answers(stream("application/geo+json-seq", body)).await;
    let mut records = client(&server).modern().deep().records().send().await.expect("records");
    let mut found = Vec::new();
    while let Some(record) = records.next().await {
        found.push(record.expect("a record").user);
    }
    assert_eq!(found, ["a", "b"]);
}

#[tokio::test]
async fn a_value_that_names_no_branch_is_the_default() {
    for (value, is_default) in [
        (json!({ "sort": "circle", "radius": 1 }), false),
        (json!({ "sort": "blob", "radius": 1 }), true),
        (json!({ "radius": 1 }), true),
    ] {
        let answer = ResponseTemplate::new(200).set_body_json(value.clone());
        let server = server_that_answers(answer).await;
        let shape = client(&server).modern().shape().send().await.expect("a shape");
        assert_eq!(matches!(shape, Shape::Other(_)), is_default, "{value}");
    }
    let unknown: Shape = runtime::json::from_slice(b"3").expect("any value");
    assert!(matches!(unknown, Shape::Unknown(Value::Number(_))), "{unknown:?}");
}

#[tokio::test]
async fn a_cookie_that_would_end_early_is_refused() {
    let server = server_that_answers(ResponseTemplate::new(200).set_body_json(json!({}))).await;
    let sent = client(&server).modern().raw_cookies().text("a;b=c").send().await;
    assert!(sent.expect_err("a refusal").to_string().contains("as it is"));
    assert_eq!(server.received_requests().await.expect("requests").len(), 0);
}
