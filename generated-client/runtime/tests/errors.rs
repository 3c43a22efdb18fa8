//! What errors say, and what answers become.

mod support;

use std::collections::BTreeMap;

use callwright_runtime::{ByStatus, ErrorKind, RawBody, Request, Value, by_status};
use support::{Act, GET, POST, Server, answer, client, json};

async fn get(act: Act) -> Result<Value, callwright_runtime::Error> {
    let server = Server::start(vec![act]).await;
    Request::new(&client(&server.url), &GET).path("id", &"1").json::<Value>().max_retries(0).await
}

#[tokio::test]
async fn an_error_says_what_the_server_said() {
    let body = r#"{"detail":[{"loc":["body","agent_id"],"msg":"Field required","type":"missing"}]}"#;
    let act = Act::Answer(answer(
        "422 Unprocessable Entity",
        &[("x-request-id", "req-7"), ("content-type", "application/json")],
        body.as_bytes(),
    ));
    let error = get(act).await.unwrap_err();
    assert_eq!(
        error.to_string(),
        "things.get: 422 Unprocessable Entity: body.agent_id: Field required (request id req-7)"
    );
    let api = error.api().unwrap();
    assert_eq!((api.status().as_u16(), api.request_id(), api.text().as_str()), (422, Some("req-7"), body));
    assert_eq!(api.decode::<Value>().unwrap()["detail"][0]["type"], "missing");
    assert!(api.decode::<Vec<i64>>().is_err());
    assert!(!error.is_retryable() && error.may_have_been_sent() && !error.is_outcome_unknown());
    assert_eq!(error.operation(), Some("things.get"));
}

#[tokio::test]
async fn an_answer_that_is_not_what_was_promised() {
    #[derive(Debug)]
    struct Never;
    let cases: [(&str, &[u8], &str); 5] = [
        ("200 OK", b"", "empty"),
        ("204 No Content", b"", "empty"),
        ("200 OK", b"{\"a\": tru", "byte"),
        ("200 OK", b"\xff\xfe", "byte"),
        ("200 OK", b"{} {}", "byte"),
    ];
    for (status, body, words) in cases {
        let error = get(Act::Answer(answer(status, &[("request-id", "r")], body))).await.unwrap_err();
        assert_eq!((error.kind(), error.request_id()), (ErrorKind::Decode, Some("r")), "{error}");
        assert!(error.to_string().contains(words), "{error}");
        assert_eq!(error.body().unwrap().as_ref(), body);
    }
    let _ = Never;
    let page = answer("200 OK", &[("content-type", "text/html; charset=utf-8")], b"<html>login</html>");
    assert!(get(Act::Answer(page)).await.unwrap_err().to_string().contains("HTML page"));

    let server = Server::start(vec![Act::Answer(json("200 OK", r#"{"items":[1,2,"x"]}"#))]).await;
    let call = Request::new(&client(&server.url), &GET).path("id", &"1");
    let error = call.json::<BTreeMap<String, Vec<i64>>>().await.unwrap_err();
    assert_eq!((error.kind(), error.pointer()), (ErrorKind::Decode, Some("/items/2")), "{error}");
}

#[tokio::test]
async fn answers_that_may_be_nothing() {
    let empty = Server::start(vec![Act::Answer(answer("204 No Content", &[], b""))]).await;
    let full = Server::start(vec![Act::Answer(json("200 OK", "7"))]).await;
    let request = |server: &Server| Request::new(&client(&server.url), &POST).field("a", &1_i64);
    assert_eq!(request(&empty).json_or_none::<i64>().await.unwrap(), None);
    assert_eq!(request(&full).json_or_none::<i64>().await.unwrap(), Some(7));
    assert_eq!(request(&empty).text_or_none().await.unwrap(), None);
    assert_eq!(request(&full).text().await.unwrap(), "7");
    assert_eq!(request(&empty).bytes_or_none().await.unwrap(), None);
    assert_eq!(request(&full).bytes().await.unwrap().as_ref(), b"7");
    request(&empty).unit().await.unwrap();
    request(&full).unit().await.unwrap();
    let answer = request(&full).json::<i64>().with_response().await.unwrap();
    assert_eq!(
        (answer.value, answer.status.as_u16(), answer.headers["content-type"].to_str().unwrap()),
        (7, 200, "application/json")
    );
}

/// What can come of it.
#[derive(Debug, PartialEq)]
pub enum Outcome {
    /// 200
    Fine(i64),
    /// 202
    Later,
    /// 304
    Same,
    /// Other 2xx.
    Text(String),
}

by_status! { Outcome = match status { 200 => Fine(json), 202 => Later(empty), 304 => Same(empty), 2 => Text(text) } }

/// The same with a rest.
#[derive(Debug, PartialEq)]
pub enum Open {
    /// 200
    Fine(i64),
    /// All else that is fine.
    Other(RawBody),
}

by_status! { Open = match status { 200 => Fine(json), _ => Other } }

#[tokio::test]
async fn values_by_status() {
    async fn call<T: ByStatus + Send + 'static>(
        status: &str,
        body: &str,
    ) -> Result<T, callwright_runtime::Error> {
        let server = Server::start(vec![Act::Answer(json(status, body))]).await;
        Request::new(&client(&server.url), &POST).field("a", &1_i64).by_status::<T>().await
    }
    assert_eq!(call::<Outcome>("200 OK", "5").await.unwrap(), Outcome::Fine(5));
    assert_eq!(call::<Outcome>("202 Accepted", "").await.unwrap(), Outcome::Later);
    assert_eq!(call::<Outcome>("201 Created", "t").await.unwrap(), Outcome::Text("t".to_owned()));
    assert_eq!(call::<Outcome>("404 Not Found", "{}").await.unwrap_err().kind(), ErrorKind::Api);
    assert_eq!(call::<Outcome>("200 OK", "\"x\"").await.unwrap_err().kind(), ErrorKind::Decode);
    let Open::Other(body) = call::<Open>("202 Accepted", "7").await.unwrap() else {
        panic!("another status")
    };
    assert_eq!((body.status.as_u16(), body.json::<i64>().unwrap()), (202, 7));
    let same = Server::start(vec![Act::Answer(b"HTTP/1.1 304 Not Modified\r\n\r\n".to_vec())]).await;
    let value = Request::new(&client(&same.url), &GET).path("id", &"1").by_status::<Outcome>().await.unwrap();
    assert_eq!(value, Outcome::Same);
}

#[test]
fn a_call_without_a_runtime_is_an_error() {
    use std::{
        future::Future,
        pin::pin,
        task::{Context, Poll, Waker},
    };

    let client = client("http://127.0.0.1:1");
    let mut call = pin!(Request::new(&client, &GET).path("id", &"1").json::<Value>());
    let Poll::Ready(Err(error)) = call.as_mut().poll(&mut Context::from_waker(Waker::noop())) else {
        panic!("an error")
    };
    assert_eq!(error.kind(), ErrorKind::InvalidRequest, "{error}");
}

#[tokio::test]
async fn a_call_is_small_and_can_cross_threads() {
    fn check<T: Send + 'static>(value: &T) -> usize {
        size_of_val(value)
    }
    let client = client("http://127.0.0.1:1");
    assert!(check(&Request::new(&client, &GET)) == size_of::<usize>());
    assert!(check(&Request::new(&client, &GET).json::<Value>()) <= 64);
    assert!(size_of::<callwright_runtime::Error>() == size_of::<usize>());
}

#[tokio::test]
async fn no_error_moves_a_cursor_or_turns_a_line_around() {
    let hostile = "a\u{1b}]0;x\u{7}\u{9b}b\u{202e}c\u{2066}\u{200b}d";
    let named = serde_json::json!({ hostile: [1, "x"] }).to_string();
    let quoted = serde_json::json!({ "detail": hostile }).to_string();
    let location = "https://x\u{202e}\u{2066}.example/\u{202e}";
    let answers = [
        answer("200 OK", &[], named.as_bytes()),
        answer("400 Bad Request", &[], quoted.as_bytes()),
        answer("400 Bad Request", &[("content-type", "text/plain")], hostile.as_bytes()),
        answer("302 Found", &[("location", location)], b""),
        answer("200 OK", &[("content-type", &format!("audio/{location}"))], b"\xff\xfb"),
    ];
    for answer in answers {
        let server = Server::start(vec![Act::Answer(answer)]).await;
        let call = Request::new(&client(&server.url), &GET).path("id", &"1");
        let error = call.json::<BTreeMap<String, Vec<i64>>>().max_retries(0).await.unwrap_err();
        let mut shown =
            vec![error.to_string(), format!("{error:?}"), format!("{error:#?}").replace('\n', "")];
        let mut source = std::error::Error::source(&error);
        while let Some(inner) = source {
            shown.extend([inner.to_string(), format!("{inner:?}")]);
            source = inner.source();
        }
        for shown in shown {
            let obeyed = |one: char| {
                one.is_control()
                    || matches!(one, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
            };
            assert!(!shown.contains(obeyed), "{shown:?}");
        }
    }
}
