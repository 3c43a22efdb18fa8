//! Calls without async code.
#![cfg(feature = "blocking")]

mod support;

use std::time::{Duration, Instant};

use callwright_runtime::{Error, ErrorKind, Request, Value};
use support::{Act, GET, POST, Server, answer, builder, client, json};

/// A server that runs on a runtime of its own.
fn server(acts: Vec<Act>) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let server = runtime.block_on(Server::start(acts));
    (runtime, server)
}

#[test]
fn calls_wait_anywhere() {
    let (_runtime, server) = server(vec![Act::Answer(json("200 OK", "{\"ok\":1}"))]);
    let client = client(&server.url);
    let call = || Request::new(&client, &POST).field("a", &1_i64).json::<Value>();
    assert_eq!(call().wait().unwrap()["ok"], 1);
    // Inside async code, too: on the only thread of a runtime that has connections in the pool.
    let own = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    own.block_on(async {
        assert_eq!(call().await.unwrap()["ok"], 1);
        assert_eq!(call().timeout(Duration::from_secs(5)).wait().unwrap()["ok"], 1);
        assert_eq!(call().await.unwrap()["ok"], 1);
    });
    std::thread::scope(|scope| {
        for _ in 0..8 {
            scope.spawn(|| assert_eq!(call().wait().unwrap()["ok"], 1));
        }
    });
    assert_eq!(server.count(), 12);
}

#[test]
fn the_same_rules_hold() {
    let (_runtime, server) = server(vec![Act::DropAfterBody]);
    let client = builder(&server.url).build().unwrap();
    let error = Request::new(&client, &POST).field("a", &1_i64).json::<Value>().wait().unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::OutcomeUnknown, 1));
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().wait().unwrap_err();
    assert_eq!((error.attempts(), server.count()), (3, 4));
}

#[cfg(feature = "stream")]
#[test]
fn streams_are_readers() {
    use std::io::Read;

    let (_runtime, server) = server(vec![Act::Answer(answer("200 OK", &[], b"data: 1\n\ndata: 2\n\n"))]);
    let client = client(&server.url);
    let get = || Request::new(&client, &GET).path("id", &"1");
    let mut text = String::new();
    get().byte_stream().wait().unwrap().into_reader().read_to_string(&mut text).unwrap();
    assert_eq!(text, "data: 1\n\ndata: 2\n\n");
    let mut events = get().events::<i64>().wait().unwrap();
    assert_eq!(events.wait_next().unwrap().unwrap().data, 1);
    assert_eq!(events.wait_next().unwrap().unwrap().data, 2);
    assert!(events.wait_next().is_none());
}

/// A stream that goes on after a pause.
#[cfg(feature = "stream")]
async fn dripping() -> Server {
    let head = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\ndata: 1\n\n".to_vec();
    let pieces = vec![head, b"data: 2\n\n".to_vec(), b"data: [DONE]\n\n".to_vec()];
    Server::start(vec![Act::Drip(pieces, Duration::from_millis(50))]).await
}

#[cfg(feature = "stream")]
#[test]
fn a_stream_of_a_runtime_of_one_thread_is_not_waited_for_on_it() {
    use std::io::Read;

    let other = tokio::runtime::Runtime::new().unwrap();
    let server = other.block_on(dripping());
    let client = client(&server.url);
    let get = || Request::new(&client, &GET).path("id", &"1");
    let one = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let begun = Instant::now();
    let is_refused = |error: &Error| {
        error.kind() == ErrorKind::InvalidRequest && error.to_string().contains("spawn_blocking")
    };
    one.block_on(async {
        let mut events = get().events::<Value>().await.unwrap();
        assert!(is_refused(&events.wait_next().unwrap().unwrap_err()));
        assert!(is_refused(&events.wait_each(drop).unwrap_err()));
        // It is as it was.
        assert_eq!(events.next().await.unwrap().unwrap().data, 1);
        assert!(is_refused(&get().lines::<Value>().await.unwrap().wait_next().unwrap().unwrap_err()));
        let mut reader = get().byte_stream().await.unwrap().into_reader();
        let error = reader.read(&mut [0; 9]).unwrap_err();
        assert!(error.to_string().contains("spawn_blocking"), "{error}");
        // Elsewhere it can be waited for, as its runtime has its thread for itself.
        let mut text = String::new();
        let read = tokio::task::spawn_blocking(move || reader.read_to_string(&mut text).map(|_| text));
        assert!(read.await.unwrap().unwrap().ends_with("[DONE]\n\n"));
    });
    let mut events = one.block_on(get().events::<Value>().into_future()).unwrap();
    assert!(is_refused(&events.wait_next().unwrap().unwrap_err()), "nobody runs its runtime");
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[cfg(feature = "stream")]
#[test]
fn a_stream_that_was_waited_for_is_waited_for_anywhere() {
    let other = tokio::runtime::Runtime::new().unwrap();
    let server = other.block_on(dripping());
    let one = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    one.block_on(async {
        let mut events =
            Request::new(&client(&server.url), &GET).path("id", &"1").events::<Value>().wait().unwrap();
        assert_eq!(events.wait_next().unwrap().unwrap().data, 1);
        assert_eq!(events.wait_next().unwrap().unwrap().data, 2);
        assert!(events.wait_next().is_none());
    });
}
