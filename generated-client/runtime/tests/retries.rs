//! What is sent again, and what never is.

mod support;

use std::time::{Duration, Instant};

use callwright_runtime::{Call, Client, ErrorKind, Request, Value};
use support::{Act, GET, POST, PUT, Server, answer, builder, client, json};

fn post(client: &Client) -> Call<Value> {
    Request::new(client, &POST).field("name", &"x").json()
}

fn get(client: &Client) -> Call<Value> {
    Request::new(client, &GET).path("id", &"1").json()
}

/// Every way in which a server can fail a call after it was reached.
fn failures() -> Vec<(&'static str, Act)> {
    let status = |status: &str| Act::Answer(answer(status, &[], b"{}"));
    vec![
        ("drop before body", Act::DropBeforeBody),
        ("drop after body", Act::DropAfterBody),
        ("408", status("408 Request Timeout")),
        ("429", Act::Answer(answer("429 Too Many Requests", &[("retry-after", "0")], b"{}"))),
        ("500", status("500 Internal Server Error")),
        ("502", status("502 Bad Gateway")),
        ("503", status("503 Service Unavailable")),
        ("504", status("504 Gateway Timeout")),
        ("time-out", Act::Hang),
        ("broken answer", Act::AnswerAndClose(b"HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\n{".to_vec())),
    ]
}

#[tokio::test]
async fn a_write_is_sent_once() {
    for (name, act) in failures() {
        let server = Server::start(vec![act]).await;
        let client = builder(&server.url).timeout(Duration::from_millis(400)).build().unwrap();
        let error = post(&client).max_retries(5).await.unwrap_err();
        // Whoever sends again in the background has time to do so.
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(server.count(), 1, "{name}: {error}");
        assert!(error.may_have_been_sent(), "{name}: {error}");
        assert_eq!(error.attempts(), 1, "{name}");
        assert_eq!(error.is_outcome_unknown(), name != "429", "{name}: {error}");
        if error.status().is_none() || name == "broken answer" {
            assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{name}: {error}");
        } else {
            assert_eq!(error.kind(), ErrorKind::Api, "{name}: {error}");
        }
        assert_eq!(error.is_timeout(), name == "time-out", "{name}");
    }
}

#[tokio::test]
async fn a_read_is_sent_again() {
    for (name, act) in failures() {
        let server =
            Server::start(vec![act.clone(), act, Act::Answer(json("200 OK", "{\"ok\":true}"))]).await;
        let client = builder(&server.url).timeout(Duration::from_millis(400)).build().unwrap();
        let value = get(&client).await.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(value["ok"], true, "{name}");
        assert_eq!(server.count(), 3, "{name}");
    }
}

#[tokio::test]
async fn retries_end() {
    let server = Server::start(vec![Act::Answer(answer("503 Service Unavailable", &[], b""))]).await;
    let client = client(&server.url);
    let error = get(&client).await.unwrap_err();
    assert_eq!((server.count(), error.attempts()), (3, 3));
    assert!(error.is_retryable() && !error.is_outcome_unknown());
    get(&client).max_retries(0).await.unwrap_err();
    assert_eq!(server.count(), 4);
    get(&client).repeatable(false).await.unwrap_err();
    assert_eq!(server.count(), 5);
}

#[tokio::test]
async fn a_write_on_a_kept_connection_that_closes_is_not_sent_twice() {
    // The pool holds a connection that the server closes as soon as the next request comes in.
    for act in [Act::DropBeforeBody, Act::DropAfterBody] {
        let server = Server::start(vec![Act::Answer(json("200 OK", "{}")), act]).await;
        let client = client(&server.url);
        post(&client).await.unwrap();
        let error = post(&client).await.unwrap_err();
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(server.count(), 2, "{error}");
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    }
}

#[tokio::test]
async fn an_idle_connection_that_was_closed_costs_nothing() {
    let server =
        Server::start(vec![Act::AnswerAndClose(json("200 OK", "{}")), Act::Answer(json("200 OK", "{}"))])
            .await;
    let client = client(&server.url);
    post(&client).await.unwrap();
    tokio::time::sleep(Duration::from_millis(50)).await;
    post(&client).await.unwrap();
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn what_was_never_sent_is_sent_again_whatever_it_is() {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    drop(listener);
    let error = post(&client(&url)).await.unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Transport, 3), "{error}");
    assert!(!error.may_have_been_sent() && error.is_retryable() && !error.is_outcome_unknown());
}

#[tokio::test]
async fn writes_are_sent_again_where_somebody_said_so() {
    let unavailable = || Act::Answer(answer("503 Service Unavailable", &[], b""));
    let fine = || Act::Answer(json("200 OK", "{}"));

    let server = Server::start(vec![unavailable(), fine()]).await;
    post(&client(&server.url)).repeatable(true).await.unwrap();
    assert_eq!(server.count(), 2);
    assert_eq!(server.hits()[0].body, server.hits()[1].body);

    let server = Server::start(vec![unavailable(), fine()]).await;
    let put = |client: &Client| Request::new(client, &PUT).field("a", &1_i64).json::<Value>();
    put(&client(&server.url)).await.unwrap_err();
    assert_eq!(server.count(), 1);

    let server = Server::start(vec![unavailable(), fine()]).await;
    put(&builder(&server.url).retry_put_and_delete(true).build().unwrap()).await.unwrap();
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn the_server_says_when() {
    let busy = |header: (&str, &str)| Act::Answer(answer("429 Too Many Requests", &[header], b""));
    let server = Server::start(vec![
        busy(("retry-after", "0.2")),
        busy(("retry-after-ms", "100")),
        Act::Answer(json("200 OK", "{}")),
    ])
    .await;
    let start = Instant::now();
    get(&client(&server.url)).await.unwrap();
    assert!(start.elapsed() >= Duration::from_millis(300), "{:?}", start.elapsed());
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());

    // Nobody waits for an hour.
    let server = Server::start(vec![busy(("retry-after", "3600"))]).await;
    let error = get(&client(&server.url)).await.unwrap_err();
    assert_eq!(server.count(), 1);
    assert_eq!(error.retry_after(), Some(Duration::from_secs(3600)));
}

#[tokio::test]
async fn what_does_not_pass_is_not_sent_again() {
    for status in ["501 Not Implemented", "505 HTTP Version Not Supported", "404 Not Found"] {
        let server = Server::start(vec![Act::Answer(answer(status, &[], b"{}"))]).await;
        let error = get(&client(&server.url)).await.unwrap_err();
        assert_eq!((server.count(), error.is_retryable()), (1, false), "{status}");
    }
}
