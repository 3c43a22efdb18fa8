//! What counts as sent: over all hops of a call and all of its attempts.
#![cfg(feature = "test-util")]

mod support;

use callwright_runtime::{ErrorKind, Request, Script, ScriptedReply, Value};
use support::{GET, POST, builder};

fn scripted(script: &Script) -> callwright_runtime::Client {
    builder("http://127.0.0.1:9").transport(script.clone()).same_origin_redirects(true).build().unwrap()
}

#[tokio::test]
async fn a_hop_that_cannot_connect_does_not_unsend_the_call() {
    for status in [303, 307] {
        let script = Script::new()
            .reply(ScriptedReply::status(status).header("location", "/v1/done"))
            .reply(ScriptedReply::never_connected())
            .otherwise(ScriptedReply::json(200, "{}"));
        let error =
            Request::new(&scripted(&script), &POST).field("a", &"b").json::<Value>().await.unwrap_err();
        let paths: Vec<String> = script.requests().iter().map(|sent| sent.url.path().to_owned()).collect();
        assert_eq!(paths, ["/v1/things", "/v1/done"], "{status}");
        assert_eq!(error.kind(), ErrorKind::OutcomeUnknown, "{status}: {error}");
        assert!(error.may_have_been_sent() && !error.is_retryable());
    }
}

#[tokio::test]
async fn only_the_same_scheme_is_the_same_origin() {
    for location in ["blob:http://127.0.0.1:9/x", "file:///etc/passwd", "https://127.0.0.1:9/x"] {
        let script = Script::new().otherwise(ScriptedReply::status(307).header("location", location));
        let error =
            Request::new(&scripted(&script), &POST).field("a", &"b").json::<Value>().await.unwrap_err();
        assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Redirect, 1), "{location}");
    }
}

#[tokio::test]
async fn an_attempt_that_went_out_is_not_forgotten() {
    let script = Script::new().reply(ScriptedReply::no_answer()).otherwise(ScriptedReply::never_connected());
    let call = Request::new(&scripted(&script), &POST).field("a", &"b").json::<Value>().repeatable(true);
    let error = call.await.unwrap_err();
    assert_eq!(error.attempts(), 3);
    assert!(error.may_have_been_sent(), "{error:?}");
    // Where nothing went out at any time, it says so.
    let script = Script::new().otherwise(ScriptedReply::never_connected());
    let error = Request::new(&scripted(&script), &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert!(!error.may_have_been_sent(), "{error:?}");
}
