//! What must never happen: a second call, a key in the wrong place.

use std::error::Error as _;
use std::time::Duration;

use generated_client::{Client, Error, ErrorKind};
use integration_tests::{KEY, placed, server_that_answers};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use wiremock::ResponseTemplate;

use crate::client::{client_for, minimal_call};

/// Everything that a person or a log could be shown of an error.
fn all_that_is_shown(error: &Error) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut source = error.source();
    while let Some(cause) = source {
        shown = format!("{shown} {cause} {cause:?}");
        source = cause.source();
    }
    shown
}

#[tokio::test]
async fn no_failure_makes_a_second_call() {
    for (status, blocking) in
        [408, 429, 500, 502, 503, 504].into_iter().flat_map(|status| [(status, false), (status, true)])
    {
        let server =
            server_that_answers(ResponseTemplate::new(status).insert_header("retry-after", "0")).await;
        let call = minimal_call(&client_for(&server.uri())).send();
        let error = if blocking { call.wait() } else { call.await }.expect_err("not placed");
        assert_eq!(server.received_requests().await.expect("recording is on").len(), 1, "{status}: {error}");
    }
}

/// Accepts connections, counts those that carried a request, and drops each after `read_all` of it was read.
async fn server_that_drops(read_all: bool) -> (String, std::sync::Arc<std::sync::atomic::AtomicUsize>) {
    let hits = std::sync::Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    let counted = hits.clone();
    tokio::spawn(async move {
        while let Ok((mut socket, _)) = listener.accept().await {
            let mut seen = vec![0; 65536];
            let mut length = 0;
            while let Ok(count) = socket.read(&mut seen[length..]).await {
                length += count;
                let text = String::from_utf8_lossy(&seen[..length]).into_owned();
                let complete = text.split_once("\r\n\r\n").is_some_and(|(_, body)| body.ends_with('}'));
                if count == 0 || complete || !read_all {
                    break;
                }
            }
            if length > 0 {
                counted.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            }
            socket.shutdown().await.ok();
        }
    });
    (format!("http://{address}"), hits)
}

#[tokio::test]
async fn a_connection_that_breaks_makes_no_second_call() {
    for read_all in [false, true] {
        let (address, hits) = server_that_drops(read_all).await;
        let error = minimal_call(&client_for(&address)).send().await.expect_err("the server hung up");
        assert!(error.may_have_been_sent(), "{error:?}");
        assert_eq!(hits.load(std::sync::atomic::Ordering::SeqCst), 1);
    }
}

#[tokio::test]
async fn a_time_out_makes_no_second_call_and_says_that_it_may_have_been_placed() {
    let server = server_that_answers(placed().set_delay(Duration::from_secs(20))).await;
    let error = minimal_call(&client_for(&server.uri()))
        .send()
        .timeout(Duration::from_millis(300))
        .await
        .expect_err("too slow");
    assert!(error.is_timeout(), "{error:?}");
    assert!(error.may_have_been_sent());
    assert_eq!(server.received_requests().await.expect("recording is on").len(), 1);
}

#[tokio::test]
async fn the_key_is_shown_nowhere() {
    let client = client_for("http://127.0.0.1:9");
    let mut shown = format!("{client:?} {:?} {:?}", Client::builder().api_key(KEY), minimal_call(&client));
    shown = format!("{shown} {:?}", minimal_call(&client).send());
    shown.push_str(&all_that_is_shown(&minimal_call(&client).send().await.expect_err("nobody listens")));
    for status in [401, 307, 422, 503] {
        let template = ResponseTemplate::new(status)
            .insert_header("location", "http://127.0.0.1:9/")
            .set_body_string("denied");
        let server = server_that_answers(template).await;
        let error = minimal_call(&client_for(&server.uri())).send().await.expect_err("refused");
        shown.push_str(&all_that_is_shown(&error));
    }
    assert!(!shown.contains(KEY), "{shown}");
}

#[tokio::test]
async fn a_client_without_a_key_is_not_built() {
    let error = Client::builder().base_url("http://127.0.0.1:9").build().expect_err("no key");
    assert_eq!(error.kind(), ErrorKind::MissingCredential, "{error:?}");
    assert!(error.to_string().contains("ELEVENLABS_API_KEY"), "{error}");
}
