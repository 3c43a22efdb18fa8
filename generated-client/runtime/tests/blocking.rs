//! Calls without async code.
#![cfg(feature = "blocking")]

mod support;

use std::time::Duration;

use generated_client_runtime::{ErrorKind, Request, Value};
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
