//! Texts of errors that once held a piece of a key, or could.
#![cfg(feature = "test-util")]

mod support;
#[path = "support/two_keys.rs"]
mod two_keys;

use std::{error::Error as StdError, fmt};

use callwright_runtime::{
    BoxFuture, Client, Request, ScriptedReply, Transport, TransportError, TransportRequest,
    TransportResponse, Value,
};
use support::everything;
use two_keys::{API, Numbers, THING, error_of};

#[tokio::test]
async fn a_key_of_any_length_is_blotted_out_before_a_message_is_cut() {
    let key = "0123456789abcdefghijklmnopqrstuvwxyz".repeat(39);
    assert_eq!(key.len(), 1_404);
    for (before, after) in [(0, ": expired"), (995, ""), (2_000, "")] {
        let body = format!("{}no {key}{after}", "·".repeat(before / 2));
        for reply in [
            ScriptedReply::status(401).body(body.clone()),
            ScriptedReply::json(401, format!("{{\"detail\":{body:?}}}")),
        ] {
            let error = error_of(&key, reply, 64 * 1024).await;
            assert!(!everything(&error).contains("01234567"), "{error}");
            if before == 0 {
                assert_eq!(error.message(), "no [redacted]: expired");
            }
        }
    }
    // A body that was cut ends in a piece of the key.
    for kept in 0..60 {
        let error = error_of(
            "canary-4f1c9e-do-not-show",
            ScriptedReply::status(401).body("no canary-4f1c9e-do-not-show!"),
            kept,
        );
        assert!(!everything(&error.await).contains("canary-4"));
    }
}

/// A failure with a cause that repeats the key.
#[derive(Debug)]
struct Telling(String, Option<Box<Telling>>);

impl fmt::Display for Telling {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl StdError for Telling {
    fn source(&self) -> Option<&(dyn StdError + 'static)> {
        self.1.as_deref().map(|cause| cause as &(dyn StdError + 'static))
    }
}

struct Failing(&'static str);

impl Transport for Failing {
    fn send(&self, request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        let cause = Telling(format!("{} to {}", self.0, request.url), None);
        let error =
            TransportError::new("it failed").because(Telling("outer".to_owned(), Some(Box::new(cause))));
        Box::pin(async move { Err(error) })
    }
}

#[tokio::test]
async fn causes_are_those_of_the_transport_unless_they_repeat_a_key() {
    for (key, is_told) in [("a key~with/signs", false), ("k", true)] {
        let client = Client::builder(&API).base_url("https://example.com").transport(Failing("no way"));
        let client = client.key(0, key).max_retries(0).build().unwrap();
        let error = Request::new(&client, &THING).json::<Numbers>().await.unwrap_err();
        let shown = everything(&error);
        assert!(!shown.contains("a+key~with") && !shown.contains("a%20key"), "{shown}");
        assert!(shown.contains("no way to https://example.com/thing"), "{shown}");
        let cause = error.source().unwrap();
        assert_eq!((cause.to_string(), cause.is::<Telling>()), ("outer".to_owned(), is_told));
        assert!(cause.source().unwrap().to_string().contains("no way"));
    }
}

#[tokio::test]
async fn a_redirect_does_not_repeat_a_key() {
    for location in [
        "https://evil.example/a%2Fkey%7ewith-signs/x",
        "https://a/%61/key~with-signs",
        "/x/a%2fkey~with-signs?q=a/key",
    ] {
        let error =
            error_of("a/key~with-signs", ScriptedReply::status(307).header("location", location), 9).await;
        assert!(!everything(&error).contains("with-sig"), "{error}");
    }
}

#[tokio::test]
async fn the_place_in_an_answer_is_short() {
    let mut answer = "1".to_owned();
    for level in 0..120 {
        answer = format!("{{\"{level}{}\":{answer}}}", "ü".repeat(90));
    }
    let error = error_of("a-key-of-mine", ScriptedReply::json(200, format!("{{\"a\":{answer}}}")), 9).await;
    assert!(everything(&error).len() < 4_000);
    let broken = answer.replace(":1}", ":nul}");
    let names = callwright_runtime::json::from_slice::<Value>(broken.as_bytes()).unwrap_err();
    assert!(names.to_string().len() < 1_500 && names.to_string().contains("/…/"), "{names}");
}
