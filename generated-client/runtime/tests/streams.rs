//! Answers that are read while they arrive.
#![cfg(feature = "stream")]

mod support;

use std::time::{Duration, Instant};

use callwright_runtime::{ErrorKind, Request, Value};
use support::{Act, GET, POST, Server, answer, builder, client};
use tokio::io::AsyncReadExt;

fn drip(pieces: &[&str], pause: u64) -> Act {
    Act::Drip(pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect(), Duration::from_millis(pause))
}

fn chunk(text: &str) -> String {
    format!("{:x}\r\n{text}\r\n", text.len())
}

const HEAD: &str = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n";

fn get(server: &Server) -> Request {
    Request::new(&client(&server.url), &GET).path("id", &"1")
}

#[tokio::test]
async fn bytes_come_as_they_arrive() {
    let (one, two) = (chunk("one"), chunk("two"));
    let server = Server::start(vec![drip(&[HEAD, &one, &two, "0\r\n\r\n"], 60)]).await;
    let mut stream = get(&server).byte_stream().await.unwrap();
    let start = Instant::now();
    assert_eq!(stream.next().await.unwrap().unwrap().as_ref(), b"one");
    assert!(start.elapsed() < Duration::from_millis(150));
    assert_eq!(stream.next().await.unwrap().unwrap().as_ref(), b"two");
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
}

#[tokio::test]
async fn a_stream_that_breaks_is_an_error() {
    let one = chunk("one");
    for act in [
        drip(&[HEAD, &one], 10),
        drip(&["HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\none"], 10),
        drip(&[HEAD, "5\r\non"], 10),
    ] {
        let server = Server::start(vec![act]).await;
        let mut stream = get(&server).byte_stream().await.unwrap();
        let error = loop {
            match stream.next().await {
                Some(Ok(_)) => {}
                Some(Err(error)) => break error,
                None => panic!("a short success"),
            }
        };
        assert_eq!((error.kind(), server.count()), (ErrorKind::Transport, 1), "{error}");
        assert!(error.is_retryable() && !error.is_outcome_unknown(), "{error}");
        assert!(stream.next().await.is_none());

        let mut text = String::new();
        let error = get(&server)
            .byte_stream()
            .await
            .unwrap()
            .into_reader()
            .read_to_string(&mut text)
            .await
            .unwrap_err();
        assert_eq!(error.kind(), std::io::ErrorKind::UnexpectedEof);
        let mut events = get(&server).events::<Value>().await.unwrap();
        assert!(events.next().await.unwrap().is_err());
        let mut lines = get(&server).lines::<Value>().await.unwrap();
        assert!(lines.next().await.unwrap().is_err());
    }
}

#[tokio::test]
async fn a_stream_that_pauses_is_an_error_and_a_long_one_is_not() {
    let one = chunk("one");
    let server = Server::start(vec![drip(&[HEAD, &one, "0\r\n\r\n"], 400)]).await;
    let client = builder(&server.url)
        .idle_timeout(Duration::from_millis(150))
        .timeout(Duration::from_secs(1))
        .build()
        .unwrap();
    let mut stream = Request::new(&client, &GET).path("id", &"1").byte_stream().await.unwrap();
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(error.is_timeout(), "{error}");

    // Longer than the total, which ends with the head.
    let pieces: Vec<String> = std::iter::once(HEAD.to_owned())
        .chain((0..12).map(|_| one.clone()))
        .chain(["0\r\n\r\n".to_owned()])
        .collect();
    let pieces: Vec<&str> = pieces.iter().map(String::as_str).collect();
    let server = Server::start(vec![drip(&pieces, 50)]).await;
    let client = builder(&server.url)
        .idle_timeout(Duration::from_millis(300))
        .timeout(Duration::from_millis(200))
        .build()
        .unwrap();
    let mut reader = Request::new(&client, &GET).path("id", &"1").byte_stream().await.unwrap().into_reader();
    let mut text = String::new();
    reader.read_to_string(&mut text).await.unwrap();
    assert_eq!(text, "one".repeat(12));
}

#[tokio::test]
async fn events_are_read_by_the_rules() {
    let text = "\u{feff}: comment\r\nid: 7\r\nevent: note\r\ndata: {\"a\":\r\ndata: 1}\r\n\r\n\
                retry: 10\ndata:2\n\nevent: none\n\ndata: \"ü\"\r\rdata: [DONE]\n\ndata: 9\n\n";
    for size in [1, 2, 3, 7, 1000] {
        let mut pieces = vec![HEAD.as_bytes().to_vec()];
        for piece in text.as_bytes().chunks(size) {
            let mut framed = format!("{:x}\r\n", piece.len()).into_bytes();
            framed.extend_from_slice(piece);
            framed.extend_from_slice(b"\r\n");
            pieces.push(framed);
        }
        pieces.push(b"0\r\n\r\n".to_vec());
        let server = Server::start(vec![Act::Answer(pieces.concat())]).await;
        let mut events = get(&server).events::<Value>().await.unwrap();
        let first = events.next().await.unwrap().unwrap();
        assert_eq!(
            (first.data["a"].as_i64(), first.event.as_deref(), first.id.as_deref()),
            (Some(1), Some("note"), Some("7"))
        );
        let second = events.next().await.unwrap().unwrap();
        assert_eq!((second.data.as_i64(), second.event, second.id.as_deref()), (Some(2), None, Some("7")));
        assert_eq!(events.next().await.unwrap().unwrap().data, "ü", "pieces of {size}");
        assert!(events.next().await.is_none(), "pieces of {size}");
    }
}

#[tokio::test]
async fn events_that_end_early_are_errors() {
    let cases = [
        ("data: {\"a\": 1}\n", true),
        ("data: {\"a\": 1}", true),
        ("data: {\"a\":", false),
        ("data: oops\n\n", false),
    ];
    for (text, fine) in cases {
        let server = Server::start(vec![Act::Answer(answer("200 OK", &[], text.as_bytes()))]).await;
        let mut events = get(&server).events::<Value>().await.unwrap();
        let event = events.next().await.unwrap();
        assert_eq!(event.is_ok(), fine, "{text:?}: {event:?}");
        if let Err(error) = event {
            assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
        }
        assert!(events.next().await.is_none());
    }
}

#[tokio::test]
async fn lines_are_values() {
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], b"{\"a\":1}\r\n\n\x1e2\n[3]"))]).await;
    let mut lines = get(&server).lines::<Value>().await.unwrap();
    let mut found = Vec::new();
    while let Some(line) = lines.next().await {
        found.push(line.unwrap().to_string());
    }
    assert_eq!(found, ["{\"a\":1}", "2", "[3]"]);
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], b"1\n{\"a\n2\n"))]).await;
    let mut lines = get(&server).lines::<Value>().await.unwrap();
    assert!(
        lines.next().await.unwrap().is_ok()
            && lines.next().await.unwrap().is_err()
            && lines.next().await.is_none()
    );
}

#[tokio::test]
async fn an_item_has_a_limit() {
    let long = format!("data: \"{}\"\n\n", "a".repeat(5_000));
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], long.as_bytes()))]).await;
    let client = builder(&server.url).max_body_size(1_000).build().unwrap();
    let mut events = Request::new(&client, &GET).path("id", &"1").events::<Value>().await.unwrap();
    let event = events.next().await.unwrap();
    assert!(event.is_err(), "{event:?}");
}

#[tokio::test]
async fn errors_before_a_stream_are_errors_of_the_call() {
    let server = Server::start(vec![Act::Answer(answer("403 Forbidden", &[], b"no"))]).await;
    let error = get(&server).byte_stream().await.unwrap_err();
    assert_eq!((error.kind(), error.message()), (ErrorKind::Api, "no"));
}

#[tokio::test]
async fn a_write_whose_stream_breaks_has_an_unknown_outcome() {
    let one = chunk("one");
    let post = |client: &callwright_runtime::Client| Request::new(client, &POST).field("a", &"b");
    let server = Server::start(vec![drip(&[HEAD, &one], 10)]).await;
    let mut stream = post(&client(&server.url)).byte_stream().await.unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::OutcomeUnknown, 1), "{error}");
    assert!(error.is_outcome_unknown() && !error.is_retryable() && error.may_have_been_sent());

    // So has one that pauses for too long, and events are the same.
    let server = Server::start(vec![drip(&[HEAD, &one], 400)]).await;
    let impatient = builder(&server.url).idle_timeout(Duration::from_millis(100)).build().unwrap();
    let error = post(&impatient).events::<Value>().await.unwrap().next().await.unwrap().unwrap_err();
    assert!(error.is_timeout() && error.is_outcome_unknown() && !error.is_retryable(), "{error}");

    // A write that may be repeated can simply be tried again.
    let server = Server::start(vec![drip(&[HEAD, &one], 10)]).await;
    let mut stream = post(&client(&server.url)).byte_stream().repeatable(true).await.unwrap();
    assert!(stream.next().await.unwrap().is_ok());
    let error = stream.next().await.unwrap().unwrap_err();
    assert!(error.kind() == ErrorKind::Transport && error.is_retryable(), "{error}");
}

/// A body that nothing but the end of the connection ends.
fn until_close(body: &str) -> Act {
    Act::AnswerAndClose(format!("HTTP/1.1 200 OK\r\n\r\n{body}").into_bytes())
}

#[tokio::test]
async fn a_reader_shows_nothing_of_the_answer() {
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], b"sesame-canary"))]).await;
    let mut reader = get(&server).byte_stream().await.unwrap().into_reader();
    assert_eq!(reader.read_u8().await.unwrap(), b's');
    let shown = format!("{reader:?}");
    assert!(shown.contains("things.get") && !shown.contains("esame"), "{shown}");
}

#[tokio::test]
async fn events_of_text_need_no_json() {
    let text =
        "data: hello\n\ndata: \"quoted\"\n\nevent: ping\ndata:\n\ndata: 12\ndata: {\n\ndata: [DONE]\n\n";
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], text.as_bytes()))]).await;
    let mut events = get(&server).events::<String>().await.unwrap();
    let mut found = Vec::new();
    while let Some(event) = events.next().await {
        let event = event.unwrap();
        found.push((event.data, event.raw, event.event));
    }
    let expected = [
        ("hello", "hello", None),
        ("quoted", "\"quoted\"", None),
        ("", "", Some("ping")),
        ("12\n{", "12\n{", None),
    ];
    let expected = expected.map(|(data, raw, event)| (data.into(), raw.into(), event.map(str::to_owned)));
    assert_eq!(found, expected);

    let optional = get(&server).events::<Option<String>>().await.unwrap().next().await.unwrap().unwrap();
    assert_eq!(optional.data.as_deref(), Some("hello"));
    let error = get(&server).events::<i64>().await.unwrap().next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode, "{error}");
}

#[tokio::test]
async fn events_without_data_keep_the_connection_alive() {
    let text = "retry: 1500\nretry: soon\nevent: ping\ndata:\n\nevent: ping\ndata: \n\nid: 3\ndata: {\"a\":\ndata: 1}\n\n";
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], text.as_bytes()))]).await;
    let mut events = get(&server).events::<Value>().await.unwrap();
    let event = events.next().await.unwrap().unwrap();
    assert_eq!((event.data["a"].as_i64(), event.raw.as_str()), (Some(1), "{\"a\":\n1}"));
    assert_eq!((event.event, event.id.as_deref()), (None, Some("3")));
    assert_eq!(event.retry, Some(Duration::from_millis(1500)));
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_pause_between_requests_fits_into_a_clock() {
    let text = format!("retry: {}\ndata: 1\n\n", u64::MAX);
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], text.as_bytes()))]).await;
    let event = get(&server).events::<Value>().await.unwrap().next().await.unwrap().unwrap();
    assert!(std::time::Instant::now().checked_add(event.retry.unwrap()).is_some());
}

#[tokio::test]
async fn an_event_that_may_be_cut_is_an_error() {
    let cases = [
        ("data: 1\n\ndata: 12", false),
        ("data: 1\n\ndata: 12\n", false),
        ("data: 1\n\nevent: no", false),
        ("data: 1\n\n: comm", false),
        ("data: 1\n\n", true),
        ("data: 1\n\n: comment\n", true),
        ("data: 1\n\ndata: [DONE]", true),
    ];
    for (text, fine) in cases {
        let server = Server::start(vec![until_close(text)]).await;
        let mut events = get(&server).events::<Value>().await.unwrap();
        assert_eq!(events.next().await.unwrap().unwrap().data, 1, "{text:?}");
        match events.next().await {
            None => assert!(fine, "{text:?}"),
            Some(event) => {
                let error = event.unwrap_err();
                assert!(!fine && error.kind() == ErrorKind::Decode, "{text:?}: {error}");
            }
        }
        assert!(events.next().await.is_none());
    }
    // Chunks say that all is there, whatever the server forgot.
    let framed = chunk("data: 1\n\ndata: 12");
    let server = Server::start(vec![drip(&[HEAD, &framed, "0\r\n\r\n"], 0)]).await;
    let mut events = get(&server).events::<Value>().await.unwrap();
    assert_eq!(events.next().await.unwrap().unwrap().data, 1);
    assert_eq!(events.next().await.unwrap().unwrap().data, 12);
    assert!(events.next().await.is_none());
}

#[tokio::test]
async fn a_line_that_may_be_cut_is_an_error() {
    for (text, fine) in [("1\n12", false), ("1\ntrue", false), ("1\n{\"a\":1}", true), ("1\n12\n", true)] {
        let server = Server::start(vec![until_close(text)]).await;
        let mut lines = get(&server).lines::<Value>().await.unwrap();
        assert_eq!(lines.next().await.unwrap().unwrap(), 1);
        let last = lines.next().await.unwrap();
        assert_eq!(last.is_ok(), fine, "{text:?}: {last:?}");
        assert!(lines.next().await.is_none());
    }
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], b"1\n12"))]).await;
    let mut lines = get(&server).lines::<Value>().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), 1);
    assert_eq!(lines.next().await.unwrap().unwrap(), 12);
}

#[tokio::test]
async fn records_with_a_separator_span_lines() {
    let text = b"\x1e{\n  \"a\": [1,\n 2]\n}\n\x1e\"b\"\n";
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], text))]).await;
    let mut lines = get(&server).lines::<Value>().await.unwrap();
    assert_eq!(lines.next().await.unwrap().unwrap(), serde_json::json!({"a": [1, 2]}));
    assert_eq!(lines.next().await.unwrap().unwrap(), "b");
    assert!(lines.next().await.is_none());
}
