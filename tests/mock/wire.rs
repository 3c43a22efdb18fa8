//! The client's own requests, which the description must allow.

use generated_client::types::{
    ConversationInitiationClientDataRequestInput as ClientData, ConversationInitiationSource, Llm,
};
use generated_client::{ErrorKind, Nullable};
use integration_tests::{MockProgram, OUTBOUND_CALL_PATH};
use serde_json::{Value, json};

use crate::client::{client_for, minimal_call};
use crate::prism::Prism;

/// Every case of the wire table with its client data.
fn cases() -> Vec<(String, Nullable<ClientData>)> {
    let fixture: Value = serde_json::from_str(include_str!("../fixtures/wire/outbound_call.json"))
        .expect("the fixture is JSON");
    let data = fixture["client_data"].as_object().expect("cases").iter().map(|(name, data)| {
        let data = serde_json::from_value(data.clone()).expect("the case decodes");
        (name.clone(), Nullable::Value(data))
    });
    let mut cases: Vec<_> = data.collect();
    cases.push(("absent".to_owned(), Nullable::Absent));
    cases.push(("null".to_owned(), Nullable::Null));
    cases
}

#[tokio::test]
async fn every_case_of_the_wire_table_is_accepted() {
    let server = MockProgram::start(&[]);
    let client = client_for(&server.url());
    let cases = cases();
    assert!(cases.len() >= 6, "{} cases", cases.len());
    for (name, data) in cases {
        let sent = minimal_call(&client).conversation_initiation_client_data(data).send().await;
        // One case sends values that the description does not list; that is what it is for.
        if name == "unknown_enum" {
            let error = sent.expect_err("values that are not listed are refused");
            assert_eq!(error.status().map(|status| status.as_u16()), Some(422), "{error}");
            continue;
        }
        let answer = sent.unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(answer.success, "{name}");
        assert!(!answer.message.is_empty(), "{name}");
    }
    let extra =
        minimal_call(&client).send().query("q", "a b").extra_body("extra_body", json!({ "z": 1 })).await;
    assert!(extra.is_ok(), "{extra:?}");
    assert_eq!(server.stop(), Some(0));
}

#[tokio::test]
async fn every_listed_value_is_accepted() {
    let server = MockProgram::start(&[]);
    let client = client_for(&server.url());
    for model in Llm::VALUES {
        let data = json!({ "conversation_config_override": { "agent": { "prompt": { "llm": model } } } });
        let data: ClientData = serde_json::from_value(data).expect("decodes");
        let sent = minimal_call(&client).conversation_initiation_client_data(data).send().await;
        assert!(sent.is_ok(), "{model}: {sent:?}");
    }
    for source in ConversationInitiationSource::VALUES {
        let data: ClientData =
            serde_json::from_value(json!({ "source_info": { "source": source } })).expect("decodes");
        let sent = minimal_call(&client).conversation_initiation_client_data(data).send().await;
        assert!(sent.is_ok(), "{source}: {sent:?}");
    }
}

#[tokio::test]
async fn a_declared_error_reaches_the_caller() {
    let server = MockProgram::start(&[]);
    let client = client_for(&server.url());
    let error =
        minimal_call(&client).send().header("prefer", "code=422").await.expect_err("an error is asked for");
    assert_eq!(error.kind(), ErrorKind::Api, "{error}");
    let error =
        minimal_call(&client).send().header("prefer", "code=418").await.expect_err("nothing is declared");
    assert!(error.to_string().contains("has no response 418"), "{error}");
}

#[test]
fn requests_of_the_outbound_call_are_refused_with_their_reasons() {
    let server = MockProgram::start(&[]);
    let minimal = json!({
        "whatsapp_phone_number_id": "1", "whatsapp_user_id": "2",
        "whatsapp_call_permission_request_template_name": "n",
        "whatsapp_call_permission_request_template_language_code": "en", "agent_id": "a"
    });
    let with = |pointer: &str, value: Value| {
        let mut body = minimal.clone();
        let mut place = &mut body;
        for token in pointer.split('/').skip(1) {
            place = &mut place[token];
        }
        *place = value;
        body
    };
    let overrides = "/conversation_initiation_client_data/conversation_config_override";
    let cases = [
        with("/agent_id", json!(7)),
        with("/agent_id", Value::Null),
        with("/conversation_initiation_client_data", json!("text")),
        with(&format!("{overrides}/agent/prompt/llm"), json!("gpt-99")),
        with(&format!("{overrides}/tts/speed"), json!("fast")),
        with("/conversation_initiation_client_data/source_info/source", json!("rust_sdk")),
        with("/conversation_initiation_client_data/dynamic_variables/x", json!([1])),
        with("/conversation_initiation_client_data/user_id", json!(1)),
    ];
    let pointers = [
        "/agent_id",
        "/agent_id",
        "/conversation_initiation_client_data",
        "/conversation_initiation_client_data/conversation_config_override/agent/prompt/llm",
        "/conversation_initiation_client_data/conversation_config_override/tts/speed",
        "/conversation_initiation_client_data/source_info/source",
        "/conversation_initiation_client_data/dynamic_variables/x",
        "/conversation_initiation_client_data/user_id",
    ];
    let headers = [("xi-api-key", "k"), ("content-type", "application/json")];
    let prism = Prism::at("PRISM_CALL_URL");
    for (body, pointer) in cases.iter().zip(pointers) {
        let answer = server.send("POST", OUTBOUND_CALL_PATH, &headers, body.to_string().as_bytes());
        assert_eq!(answer.status, 422, "{body}");
        let difference = prism.difference("POST", OUTBOUND_CALL_PATH, &headers, &body.to_string(), 422);
        assert_eq!(difference, None);
        assert_eq!(answer.header("content-type"), Some("application/problem+json"));
        assert_eq!(answer.json()["violations"][0]["pointer"], pointer, "{}", answer.text());
    }
    let accepted = server.send("POST", OUTBOUND_CALL_PATH, &headers, minimal.to_string().as_bytes());
    assert_eq!(accepted.status, 200, "{}", accepted.text());
    let keyless = server.send("POST", OUTBOUND_CALL_PATH, &headers[1..], minimal.to_string().as_bytes());
    assert_eq!(keyless.status, 401);
    assert!(keyless.header("www-authenticate").is_some());
}
