//! What OpenAPI 3.2 brings, between a generated client and a loopback server.

use integration_tests::server_that_answers;
use runtime::{ErrorKind, Part, Script, ScriptedReply, Value};
use serde_json::json;
use synthetic_client::Client;
use synthetic_client::types::{DeepEventsEvent as Event, Joined, ModernSearchRequest as First, Shape};
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
async fn lines_are_items_and_a_cookie_keeps_what_is_reserved() {
    let server =
        server_that_answers(stream("application/jsonl", "{\"user\":\"a\"}\n{\"user\":\"b\"}\n")).await;
    let call = client(&server).modern().deep().lines().r#where("/a?b:c");
    let lines: Vec<Joined> = call.send().await.expect("lines").collect_all().await.expect("items");
    assert_eq!(lines.iter().map(|line| line.user.as_str()).collect::<Vec<_>>(), ["a", "b"]);
    let asked = server.received_requests().await.expect("requests").pop().expect("a request");
    let cookies = asked.headers["cookie"].to_str().expect("text");
    assert!(cookies.contains("where=/a?b:c"), "{cookies}");
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

/// What the last request had as its body, its boundary replaced, and its content type.
async fn sent(server: &MockServer) -> (String, String) {
    let request = server.received_requests().await.expect("requests").pop().expect("a request");
    let kind = request.headers["content-type"].to_str().expect("text").to_owned();
    let (kind, boundary) = kind.split_once("; boundary=").expect("a boundary");
    (kind.to_owned(), String::from_utf8(request.body).expect("text").replace(boundary, "b"))
}

#[tokio::test]
async fn parts_without_names_have_the_media_types_of_their_positions() {
    let server = server_that_answers(ResponseTemplate::new(200).set_body_json(json!({}))).await;
    let client = client(&server);
    let first = First::builder().text("x").build();
    let call = client.modern().send_parts().more_parts([1, 2]).second_part(Part::bytes("png"));
    call.first_part(first.clone()).first_part_x_sum("s").send().await.expect("sent");
    let (kind, body) = sent(&server).await;
    assert_eq!(kind, "multipart/related; type=\"application/ld+json\"");
    assert_eq!(
        body,
        "--b\r\ncontent-type: application/ld+json\r\nx-sum: s\r\n\r\n{\"text\":\"x\"}\r\n\
         --b\r\ncontent-type: image/png\r\n\r\npng\r\n\
         --b\r\ncontent-type: text/plain\r\n\r\n1\r\n--b\r\ncontent-type: text/plain\r\n\r\n2\r\n--b--\r\n"
    );
    let error =
        client.modern().send_parts().first_part(first).more_parts([1]).send().await.expect_err("a hole");
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
    assert!(error.to_string().contains("part 2"), "{error}");

    let joined = |user: &str| Joined::builder().user(user).build();
    client.modern().send_items().parts([joined("a"), joined("b")]).send().await.expect("sent");
    let (kind, body) = sent(&server).await;
    assert_eq!(kind, "multipart/mixed");
    let part = |user: &str| {
        format!("--b\r\ncontent-type: application/vnd.joined+json\r\n\r\n{{\"user\":\"{user}\"}}\r\n")
    };
    assert_eq!(body, format!("{}{}--b--\r\n", part("a"), part("b")));
}

#[tokio::test]
async fn parts_between_boundaries_are_items() {
    let body = "--b\r\ncontent-type: application/json\r\nx-n: 1\r\n\r\n{\"user\":\"a\"}\r\n--b\r\n\r\n{\"user\":\"b\"}\r\n--b--";
    let server = server_that_answers(stream("multipart/mixed; boundary=\"b\"", body)).await;
    let mut parts = client(&server).modern().deep().parts().send().await.expect("parts");
    let first = parts.next().await.expect("a part").expect("an item");
    assert_eq!((first.value.user.as_str(), first.headers["x-n"].to_str().ok()), ("a", Some("1")));
    assert_eq!(parts.next().await.expect("a part").expect("an item").value.user, "b");
    assert!(parts.next().await.is_none());
    let asked = server.received_requests().await.expect("requests").pop().expect("a request");
    assert_eq!(asked.headers["accept"], "multipart/mixed");

    let server = server_that_answers(stream("multipart/mixed; boundary=b", &body[..body.len() - 10])).await;
    let mut parts = client(&server).modern().deep().parts().send().await.expect("parts");
    parts.next().await.expect("a part").expect("an item");
    let error = parts.next().await.expect("an end").expect_err("it is cut");
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");

    let server =
        server_that_answers(stream("multipart/mixed; boundary=b", "--b\r\n\r\n\u{0}\r\n--b--")).await;
    let mut pictures = client(&server).modern().deep().pictures().send().await.expect("parts");
    assert_eq!(pictures.next().await.expect("a part").expect("bytes").value.as_ref(), b"\0");
}

#[tokio::test]
async fn a_server_is_chosen_by_the_constant_of_its_name() {
    let script = Script::new().otherwise(ScriptedReply::json(200, "{}"));
    let builder = Client::builder().header_key("h").query_key("q").cookie_key("c").transport(script.clone());
    let builder = builder.server_named(Client::SERVER_NEXT_MAJOR).server_variable("region", "us");
    builder.build().expect("a client").modern().shape().send().await.expect("a shape");
    let asked = &script.requests()[0].url;
    assert!(asked.as_str().starts_with("https://us.kinds.example/v2/modern/shape"), "{asked}");
}

/// The address of a security scheme in a requirement stands for the scheme, whatever its flow.
#[tokio::test]
async fn a_requirement_by_address_sends_the_credential() {
    let server = server_that_answers(ResponseTemplate::new(200).set_body_json(json!({}))).await;
    let client = Client::builder().device("token").base_url(server.uri()).allow_missing_credentials(true);
    client.build().expect("a client").modern().by_device().send().await.expect("an answer");
    let asked = server.received_requests().await.expect("requests").pop().expect("a request");
    assert_eq!(asked.headers["authorization"], "Bearer token");
}
