//! Servers that send too much, too slowly, or not to the end.

mod support;

use std::{
    io::Write,
    time::{Duration, Instant},
};

use callwright_runtime::{ErrorKind, Request, Value};
use flate2::{Compression, write::GzEncoder};
use support::{Act, GET, POST, Server, answer, builder, client, json};

/// The largest resident size of this process so far, in bytes.
fn peak() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM:")).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|number| number.parse::<u64>().ok()).unwrap_or(0) * 1024
}

fn bomb(size: usize) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![b' '; 1024 * 1024];
    for _ in 0..size / zeros.len() {
        encoder.write_all(&zeros).unwrap();
    }
    encoder.finish().unwrap()
}

#[tokio::test]
async fn a_bomb_is_an_error_within_the_limit() {
    const LIMIT: u64 = 16 * 1024 * 1024;
    let packed = bomb(256 * 1024 * 1024);
    let act = Act::Answer(answer(
        "200 OK",
        &[("content-encoding", "gzip"), ("content-type", "application/json")],
        &packed,
    ));
    let server = Server::start(vec![act]).await;
    let client = builder(&server.url).max_body_size(LIMIT).build().unwrap();
    let before = peak();
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    let growth = peak().saturating_sub(before);
    assert_eq!(error.kind(), ErrorKind::BodyTooLarge, "{error}");
    assert_eq!(server.count(), 1);
    assert!(growth < LIMIT * 3 / 2, "{growth} bytes for a limit of {LIMIT}");
}

#[tokio::test]
async fn bombs_in_errors_are_cut() {
    let packed = bomb(64 * 1024 * 1024);
    let server =
        Server::start(vec![Act::Answer(answer("400 Bad Request", &[("content-encoding", "gzip")], &packed))])
            .await;
    let error =
        Request::new(&client(&server.url), &POST).field("a", &1_i64).json::<Value>().await.unwrap_err();
    assert_eq!(error.body().unwrap().len(), 64 * 1024);
    assert!(error.api().unwrap().is_truncated());
}

#[tokio::test]
async fn the_limit_is_exact() {
    let body = format!("\"{}\"", "a".repeat(998));
    let chunked = format!(
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1F4\r\n{}\r\n1F4\r\n{}\r\n0\r\n\r\n",
        &body[..500],
        &body[500..]
    );
    for act in [Act::Answer(json("200 OK", &body)), Act::Answer(chunked.into_bytes())] {
        let server = Server::start(vec![act]).await;
        for (limit, fits) in [(1000, true), (999, false)] {
            let client = builder(&server.url).max_body_size(limit).build().unwrap();
            let result = Request::new(&client, &GET).path("id", &"1").json::<Value>().await;
            assert_eq!(result.is_ok(), fits, "{limit}: {result:?}");
        }
    }
}

#[tokio::test]
async fn a_server_that_never_answers() {
    let server = Server::start(vec![Act::Hang]).await;
    let limit = Duration::from_millis(500);
    let client = builder(&server.url).timeout(limit).max_retries(0).build().unwrap();
    for by_call in [false, true] {
        let call = Request::new(&client, &GET).path("id", &"1").json::<Value>();
        let call = if by_call { call.timeout(limit / 2) } else { call };
        let start = Instant::now();
        let error = call.await.unwrap_err();
        let limit = if by_call { limit / 2 } else { limit };
        assert!(error.is_timeout() && error.kind() == ErrorKind::Timeout, "{error}");
        assert!(
            start.elapsed() >= limit && start.elapsed() < limit + limit / 10 + Duration::from_millis(40),
            "{:?}",
            start.elapsed()
        );
    }
}

#[tokio::test]
async fn a_server_that_drips() {
    let mut pieces = vec![b"HTTP/1.1 200 OK\r\ncontent-length: 1000\r\n\r\n".to_vec()];
    pieces.extend((0..1000).map(|_| b"1".to_vec()));
    let server = Server::start(vec![Act::Drip(pieces, Duration::from_millis(20))]).await;
    let client = builder(&server.url).max_retries(0).build().unwrap();
    let start = Instant::now();
    let call = Request::new(&client, &GET).path("id", &"1").json::<Value>();
    let error = call.timeout(Duration::from_millis(400)).await.unwrap_err();
    assert!(
        error.is_timeout() && start.elapsed() < Duration::from_millis(480),
        "{error} after {:?}",
        start.elapsed()
    );
}

#[tokio::test]
async fn a_server_that_pauses() {
    let pieces = vec![b"HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\n12".to_vec(), b"3".to_vec()];
    let server = Server::start(vec![Act::Drip(pieces, Duration::from_secs(5))]).await;
    let client =
        builder(&server.url).max_retries(0).idle_timeout(Duration::from_millis(200)).build().unwrap();
    let start = Instant::now();
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert!(
        error.is_timeout() && start.elapsed() < Duration::from_millis(300),
        "{error} after {:?}",
        start.elapsed()
    );
    assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
}

#[tokio::test]
async fn a_connection_that_is_never_made() {
    // Addresses of this block lead nowhere; where they are refused at once, that is an error of the same kind.
    let client = builder("http://192.0.2.1:9")
        .allow_plain_http(true)
        .connect_timeout(Duration::from_millis(200))
        .max_retries(0)
        .build()
        .unwrap();
    let start = Instant::now();
    let error = Request::new(&client, &POST).field("a", &1_i64).json::<Value>().await.unwrap_err();
    assert!(!error.may_have_been_sent() && !error.is_outcome_unknown(), "{error}");
    assert!(start.elapsed() < Duration::from_millis(400), "{:?}", start.elapsed());
}

#[tokio::test]
async fn a_call_that_is_dropped_leaves_the_pool_usable() {
    let server = Server::start(vec![Act::Hang, Act::Answer(json("200 OK", "{}"))]).await;
    let client = client(&server.url);
    for wait in [0, 1, 5, 20] {
        let before = server.count();
        let call = Request::new(&client, &POST).field("a", &1_i64).json::<Value>();
        let _ = tokio::time::timeout(Duration::from_millis(wait), call).await;
        tokio::time::sleep(Duration::from_millis(30)).await;
        assert!(server.count() <= before + 1);
    }
    drop(Request::new(&client, &POST).field("a", &1_i64).json::<Value>());
    let before = server.count();
    Request::new(&client, &GET)
        .path("id", &"1")
        .json::<Value>()
        .timeout(Duration::from_secs(5))
        .await
        .unwrap();
    assert_eq!(server.count(), before + 1);
}

#[tokio::test]
async fn many_calls_at_once() {
    let server = Server::start(vec![Act::Answer(json("200 OK", "{\"ok\":true}"))]).await;
    let client = client(&server.url);
    let calls: Vec<_> = (0..200)
        .map(|number| {
            tokio::spawn(Request::new(&client, &GET).path("id", &format!("{number}")).json::<Value>())
        })
        .collect();
    for call in calls {
        assert_eq!(call.await.unwrap().unwrap()["ok"], true);
    }
    assert_eq!(server.count(), 200);
}

#[tokio::test]
async fn a_deadline_is_for_all_attempts_together() {
    let server = Server::start(vec![Act::Hang]).await;
    let limit = Duration::from_millis(500);
    let client = builder(&server.url).timeout(Duration::from_millis(200)).max_retries(50).build().unwrap();
    let call = || Request::new(&client, &GET).path("id", &"1").json::<Value>();
    let start = Instant::now();
    let error = call().deadline(limit).await.unwrap_err();
    // A busy machine makes fewer attempts in that time; one alone would have ended by its own limit.
    assert!(error.is_timeout() && error.attempts() >= 2, "{error}: {}", error.attempts());
    assert!(error.to_string().contains("longer than 500ms"), "{error}");
    assert!(start.elapsed() < 4 * limit, "{:?}", start.elapsed());

    // The client's, and a call that wants none.
    let client = builder(&server.url).timeout(None).deadline(limit / 2).build().unwrap();
    let call = || Request::new(&client, &GET).path("id", &"1").json::<Value>();
    let start = Instant::now();
    assert!(call().await.unwrap_err().is_timeout());
    assert!(start.elapsed() < limit, "{:?}", start.elapsed());
    let unlimited = call().deadline(None).timeout(None).idle_timeout(None);
    assert!(tokio::time::timeout(limit, unlimited).await.is_err(), "nothing ends it");
}

#[tokio::test]
async fn a_pause_beyond_the_deadline_is_not_begun() {
    let busy = answer("429 Too Many Requests", &[("retry-after", "5")], b"{}");
    let server = Server::start(vec![Act::Answer(busy)]).await;
    let call = Request::new(&client(&server.url), &GET).path("id", &"1").json::<Value>();
    let start = Instant::now();
    let error = call.deadline(Duration::from_secs(2)).await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.count()), (Some(429), 1));
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[tokio::test]
async fn the_body_of_an_error_may_pause_as_long_as_the_call_says() {
    let pieces = vec![b"HTTP/1.1 400 Bad Request\r\ncontent-length: 10\r\n\r\n12".to_vec(), b"3".to_vec()];
    let server = Server::start(vec![Act::Drip(pieces, Duration::from_secs(5))]).await;
    let call = Request::new(&client(&server.url), &GET).path("id", &"1").json::<Value>();
    let start = Instant::now();
    let error = call.idle_timeout(Duration::from_millis(150)).await.unwrap_err();
    assert!(error.api().is_some_and(callwright_runtime::ApiError::is_truncated), "{error}");
    assert!(start.elapsed() < Duration::from_secs(1), "{:?}", start.elapsed());
}

#[test]
fn a_runtime_without_timers_or_network_is_an_error() {
    // Nothing panics on the way, not even where nobody sees it.
    let panics = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let counted = panics.clone();
    let this = std::thread::current().id();
    let before = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let is_of_tokio = panic.location().is_some_and(|place| !place.file().contains("tests/"));
        if is_of_tokio || std::thread::current().id() == this {
            counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
        }
        before(panic);
    }));
    let bare = tokio::runtime::Builder::new_current_thread().build().unwrap();
    let without_network = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
    for (runtime, kind) in
        [(&bare, ErrorKind::InvalidRequest), (&without_network, ErrorKind::Transport)].repeat(2)
    {
        let call = Request::new(&client("http://127.0.0.1:1"), &GET).path("id", &"1").json::<Value>();
        let error = runtime.block_on(call).unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains("enable_all") && !error.may_have_been_sent(), "{error}");
    }
    assert_eq!(panics.load(std::sync::atomic::Ordering::SeqCst), 0);
}

/// Begins calls that nobody answers; how many of them reach the server, and over how many connections.
async fn at_once(calls: usize, limit: Option<usize>) -> (usize, usize) {
    let server = Server::start(vec![Act::Hang]).await;
    let client = builder(&server.url).max_connections(limit).build().unwrap();
    let calls: Vec<_> = (0..calls)
        .map(|_| tokio::spawn(Request::new(&client, &GET).path("id", &"1").json::<Value>().into_future()))
        .collect();
    let begun = Instant::now();
    while server.count() < limit.unwrap_or(calls.len()) {
        assert!(begun.elapsed() < Duration::from_secs(20));
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    tokio::time::sleep(Duration::from_millis(100)).await;
    calls.iter().for_each(tokio::task::JoinHandle::abort);
    (server.count(), server.connections())
}

#[tokio::test]
async fn connections_have_a_limit() {
    assert_eq!(at_once(30, Some(5)).await, (5, 5));
    assert_eq!(at_once(30, None).await, (30, 30));
    let error = builder("http://127.0.0.1:1").max_connections(0).build().unwrap_err();
    assert!(error.kind() == ErrorKind::Build && error.to_string().contains("max_connections"), "{error}");
}

#[tokio::test]
async fn a_call_that_waits_for_a_connection_was_not_sent() {
    let server = Server::start(vec![Act::Hang]).await;
    let client = builder(&server.url).max_connections(1).build().unwrap();
    let first = tokio::spawn(Request::new(&client, &GET).path("id", &"1").json::<Value>().into_future());
    while server.count() == 0 {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    let waiting = Request::new(&client, &POST).field("a", &1_i64).json::<Value>();
    let error = waiting.timeout(Duration::from_millis(50)).max_retries(0).await.unwrap_err();
    assert!(error.kind() == ErrorKind::Timeout && !error.may_have_been_sent(), "{error}");
    assert!(error.to_string().contains("a free connection") && server.count() == 1, "{error}");
    // A call that is dropped leaves its place to the next one.
    first.abort();
    let _ = first.await;
    let next = Request::new(&client, &POST).field("a", &1_i64).json::<Value>();
    let error = next.timeout(Duration::from_millis(300)).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::OutcomeUnknown, 2), "{error}");
}

#[tokio::test]
async fn a_place_is_free_when_an_answer_is_there() {
    let server = Server::start(vec![Act::Answer(json("200 OK", "[1]"))]).await;
    let client = builder(&server.url).max_connections(1).timeout(Duration::from_secs(5)).build().unwrap();
    for _ in 0..5 {
        Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap();
    }
}

#[test]
fn runtimes_do_not_share_connections() {
    let other = tokio::runtime::Runtime::new().unwrap();
    let server = other.block_on(Server::start(vec![Act::Answer(json("200 OK", "[1]"))]));
    let client = builder(&server.url).timeout(Duration::from_secs(20)).build().unwrap();
    let runtimes = [(); 3]
        .map(|()| tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime"));
    let begun = Instant::now();
    for runtime in runtimes.iter().chain(&runtimes).chain([&other]) {
        let call = Request::new(&client, &GET).path("id", &"1").json::<Value>();
        assert_eq!(runtime.block_on(call.into_future()).unwrap(), serde_json::json!([1]));
    }
    assert!(begun.elapsed() < Duration::from_secs(10), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_connect_time_out_can_be_configured_below() {
    let client = builder("http://192.0.2.1:9")
        .allow_plain_http(true)
        .configure_http(|http| http.connect_timeout(Duration::from_millis(200)))
        .max_retries(0)
        .build()
        .unwrap();
    let start = Instant::now();
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert!(!error.may_have_been_sent() && start.elapsed() < Duration::from_secs(2), "{error}");
}
