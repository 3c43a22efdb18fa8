//! What each answer of the server becomes.

use generated_client::types::WhatsAppOutboundCallResponse;
use generated_client::{Client, Error, ErrorKind};
use integration_tests::server_that_answers;
use serde_json::{Value, json};
use wiremock::ResponseTemplate;

use crate::client::{client_for, minimal_call};

/// Places the minimal call with a server that answers like this, awaited and blocking: the results are alike.
async fn answer(template: ResponseTemplate) -> Result<WhatsAppOutboundCallResponse, Error> {
    let server = server_that_answers(template).await;
    let client: Client = client_for(&server.uri());
    let awaited = minimal_call(&client).send().await;
    let waited = minimal_call(&client).send().wait();
    assert_eq!(format!("{awaited:?}"), format!("{waited:?}"));
    awaited
}

fn json_answer(status: u16, body: &Value) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_json(body)
}

fn raw_answer(status: u16, body: &str, media_type: &str) -> ResponseTemplate {
    ResponseTemplate::new(status).set_body_raw(body.as_bytes().to_vec(), media_type)
}

#[tokio::test]
async fn a_placed_call_gives_its_conversation() {
    let call = answer(json_answer(200, &json!({"success": true, "message": "ok", "conversation_id": "c1"})))
        .await
        .expect("placed");
    assert!(call.success);
    assert_eq!(call.message, "ok");
    assert_eq!(call.conversation_id.as_deref(), Some("c1"));
}

#[tokio::test]
async fn a_conversation_id_of_null_or_absent_is_none() {
    for body in [
        json!({"success": true, "message": "ok", "conversation_id": null}),
        json!({"success": true, "message": "ok"}),
    ] {
        assert_eq!(answer(json_answer(200, &body)).await.expect("decodes").conversation_id, None);
    }
}

#[tokio::test]
async fn unknown_fields_are_ignored() {
    let body = json!({"success": true, "message": "ok", "conversation_id": "c", "later": {"a": [1, null]}});
    assert_eq!(answer(json_answer(200, &body)).await.expect("decodes").message, "ok");
}

#[tokio::test]
async fn a_body_that_is_not_as_promised_is_a_decode_error_with_its_place() {
    let cases = [
        (
            raw_answer(
                200,
                r#"{"success": "yes", "message": "ok", "conversation_id": null}"#,
                "application/json",
            ),
            Some("/success"),
        ),
        (raw_answer(200, "<html>hello</html>", "text/html"), None),
        (raw_answer(200, "", "application/json"), None),
        (raw_answer(200, r#"{"success": true, "message""#, "application/json"), None),
    ];
    for (template, pointer) in cases {
        let error = answer(template).await.expect_err("this is no call");
        assert_eq!(error.kind(), ErrorKind::Decode, "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(200));
        if let Some(pointer) = pointer {
            assert_eq!(error.pointer(), Some(pointer));
            assert!(error.to_string().contains(pointer), "{error}");
        }
    }
}

#[tokio::test]
async fn an_error_status_says_what_the_server_said() {
    let cases = [
        (
            json!({"detail": [{"loc": ["body", "agent_id"], "msg": "field required", "type": "value_error.missing"}]}),
            "field required",
        ),
        (json!({"detail": {"status": "invalid_agent", "message": "No such agent"}}), "No such agent"),
        (json!({"detail": "Not allowed here"}), "Not allowed here"),
    ];
    for (body, said) in cases {
        let template = json_answer(422, &body).insert_header("request-id", "req_77");
        let error = answer(template).await.expect_err("422");
        assert_eq!(error.kind(), ErrorKind::Api, "{error:?}");
        assert_eq!(error.status().map(|status| status.as_u16()), Some(422));
        assert_eq!(error.request_id(), Some("req_77"));
        assert!(error.to_string().contains(said), "{error}");
        let kept: Value = serde_json::from_slice(error.body().expect("a body")).expect("the body is kept");
        assert_eq!(kept, body);
    }
    let error = answer(raw_answer(502, "upstream sent nothing", "text/plain")).await.expect_err("502");
    assert!(error.to_string().contains("upstream sent nothing"), "{error}");
}

#[tokio::test]
async fn a_redirect_is_an_error_and_not_followed() {
    for status in [301, 302, 303, 307, 308] {
        let target = server_that_answers(json_answer(200, &json!({}))).await;
        let template =
            ResponseTemplate::new(status).insert_header("location", format!("{}/elsewhere", target.uri()));
        let error = answer(template).await.expect_err("a redirect");
        assert_eq!(error.kind(), ErrorKind::Redirect, "{error:?}");
        assert_eq!(target.received_requests().await.expect("recording is on").len(), 0);
    }
}

#[tokio::test]
async fn a_refused_connection_says_that_nothing_was_sent() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let address = listener.local_addr().expect("an address");
    drop(listener);
    let error =
        minimal_call(&client_for(&format!("http://{address}"))).send().await.expect_err("nobody listens");
    assert!(!error.may_have_been_sent(), "{error:?}");
}

#[tokio::test]
async fn the_response_is_there_with_status_headers_and_request_id() {
    let server = server_that_answers(
        integration_tests::placed().insert_header("x-request-id", "req_1").insert_header("x-more", "yes"),
    )
    .await;
    let response = minimal_call(&client_for(&server.uri())).send_with_response().await.expect("placed");
    assert_eq!(response.status, 200);
    assert_eq!(response.request_id(), Some("req_1"));
    assert_eq!(response.headers["x-more"], "yes");
    assert!(response.value.success);
}
