//! What a call puts on the wire, against what the official SDKs and the page's own samples put there.

use std::collections::{BTreeMap, BTreeSet};

use generated_client::types::{
    AgentConfigOverrideInput, ConversationConfigClientOverrideInput, ConversationConfigOverride,
    ConversationInitiationClientDataRequestInput, ConversationInitiationSource,
    ConversationInitiationSourceInfo, Llm, PromptAgentApiModelOverride, SoftTimeoutConfigOverride,
    TtsConversationalConfigOverride, TurnConfigOverride,
};
use generated_client::{Null, Nullable};
use integration_tests::{KEY, OUTBOUND_CALL_PATH, placed, server_that_answers};
use serde_json::{Value, json};
use wiremock::Request;

use crate::client::{client_for, minimal_call};

/// The fixture that restates what the official SDKs sent.
fn fixture() -> Value {
    serde_json::from_str(include_str!("../fixtures/wire/outbound_call.json")).expect("the fixture is JSON")
}

/// The body of the minimal call with this client data, as the fixture has it.
fn expected_body(case: &str) -> Value {
    let fixture = fixture();
    let mut body = fixture["minimal"].clone();
    body["conversation_initiation_client_data"] = fixture["client_data"][case].clone();
    body
}

/// Sends the minimal call with `data`, awaited and blocking, and gives the one request that arrived of each: they are
/// the same.
async fn request_with(data: impl Into<Nullable<ConversationInitiationClientDataRequestInput>>) -> Request {
    let data = data.into();
    let mut requests = Vec::new();
    for blocking in [false, true] {
        let server = server_that_answers(placed()).await;
        let call =
            minimal_call(&client_for(&server.uri())).conversation_initiation_client_data(data.clone()).send();
        let placed = if blocking { call.wait() } else { call.await };
        placed.expect("the server accepts everything");
        requests.push(only_request(&server).await);
    }
    let (waited, awaited) = (requests.pop().expect("two requests"), requests.pop().expect("two requests"));
    assert_eq!((&waited.method, waited.url.path()), (&awaited.method, awaited.url.path()));
    assert_eq!(waited.body, awaited.body);
    let names = |request: &Request| {
        request.headers.keys().map(|name| name.as_str().to_owned()).collect::<BTreeSet<String>>()
    };
    assert_eq!(names(&waited), names(&awaited));
    awaited
}

async fn only_request(server: &wiremock::MockServer) -> Request {
    let mut requests = server.received_requests().await.expect("recording is on");
    assert_eq!(requests.len(), 1, "one call is one request");
    requests.remove(0)
}

fn body_of(request: &Request) -> Value {
    serde_json::from_slice(&request.body).expect("the body is JSON")
}

/// Whether two JSON values are equal when numbers compare by value, exactly for whole numbers.
fn same_json(left: &Value, right: &Value) -> bool {
    match (left, right) {
        (Value::Number(left), Value::Number(right)) => {
            left == right || (left.is_f64() || right.is_f64()) && left.as_f64() == right.as_f64()
        }
        (Value::Array(left), Value::Array(right)) => {
            left.len() == right.len() && left.iter().zip(right).all(|(left, right)| same_json(left, right))
        }
        (Value::Object(left), Value::Object(right)) => {
            left.len() == right.len()
                && left.iter().all(|(key, value)| right.get(key).is_some_and(|other| same_json(value, other)))
        }
        _ => left == right,
    }
}

#[track_caller]
fn assert_same_json(actual: &Value, expected: &Value) {
    assert!(same_json(actual, expected), "sent {actual:#}\nexpected {expected:#}");
}

#[tokio::test]
async fn the_minimal_call_is_that_of_all_eight_samples() {
    let server = server_that_answers(placed()).await;
    minimal_call(&client_for(&server.uri())).send().await.expect("placed");
    let request = only_request(&server).await;

    assert_eq!(request.method.as_str(), "POST");
    assert_eq!(request.url.path(), OUTBOUND_CALL_PATH);
    assert_eq!(request.url.query(), None);
    assert_eq!(request.headers["content-type"], "application/json");
    assert_eq!(request.headers["xi-api-key"], KEY);
    assert!(!request.headers.contains_key("authorization"));
    assert!(!request.headers.contains_key("referer"));
    assert_same_json(&body_of(&request), &fixture()["minimal"]);
    assert_eq!(request.body.len() as u64, fixture()["minimal_bytes"].as_u64().expect("a length"));
}

#[tokio::test]
async fn only_expected_headers_are_sent() {
    let server = server_that_answers(placed()).await;
    minimal_call(&client_for(&server.uri())).send().await.expect("placed");
    let request = only_request(&server).await;
    let mut names: Vec<&str> = request.headers.keys().map(http::HeaderName::as_str).collect();
    names.sort_unstable();
    names.retain(|name| !matches!(*name, "accept-encoding" | "content-length" | "host"));
    assert_eq!(names, ["accept", "content-type", "user-agent", "xi-api-key"]);
}

#[tokio::test]
async fn a_full_call_arrives_as_the_official_sdks_send_it() {
    let data = ConversationInitiationClientDataRequestInput::builder()
        .conversation_config_override(
            ConversationConfigClientOverrideInput::builder()
                .turn(
                    TurnConfigOverride::builder()
                        .soft_timeout_config(SoftTimeoutConfigOverride::builder().message("Un moment…")),
                )
                .tts(
                    TtsConversationalConfigOverride::builder()
                        .voice_id("v1")
                        .stability(0.5)
                        .speed(1.0)
                        .similarity_boost(0.75),
                )
                .conversation(ConversationConfigOverride::builder().text_only(false))
                .agent(
                    AgentConfigOverrideInput::builder()
                        .first_message("Héllo \"q\" \\ /")
                        .language("fr")
                        .prompt(
                            PromptAgentApiModelOverride::builder()
                                .prompt("Be brief\nplease")
                                .llm(Llm::from("gpt-4.1-mini"))
                                .native_mcp_server_ids(["m1", "m2"]),
                        ),
                ),
        )
        .custom_llm_extra_body(
            json!({ "temperature": 0.1, "nested": { "a": [1, null, true] } })
                .as_object()
                .cloned()
                .unwrap_or_default(),
        )
        .user_id("user_1")
        .source_info(
            ConversationInitiationSourceInfo::builder()
                .source(ConversationInitiationSource::PythonSdk)
                .version("2.0.0"),
        )
        .dynamic_variables([
            ("s", "str".into()),
            ("i", 42.into()),
            ("f", 1.5.into()),
            ("whole_float", 2.0.into()),
            ("b", true.into()),
            ("n", serde_json::json!(null).into()),
            ("big", 9_007_199_254_740_993_i64.into()),
            ("neg", (-7_i64).into()),
            ("empty", "".into()),
        ])
        .build();
    let request = request_with(data).await;
    assert_same_json(&body_of(&request), &expected_body("full"));
    let text = String::from_utf8_lossy(&request.body);
    assert!(text.contains("\"i\":42,"), "42 stays 42: {text}");
    assert!(text.contains("\"big\":9007199254740993,"), "{text}");
}

#[tokio::test]
async fn the_full_body_survives_decode_and_encode() {
    let whole = expected_body("full");
    let data: ConversationInitiationClientDataRequestInput =
        serde_json::from_value(whole["conversation_initiation_client_data"].clone())
            .expect("the fixture decodes");
    let request = request_with(data).await;
    assert_same_json(&body_of(&request), &whole);
}

#[tokio::test]
async fn a_partial_call_sends_only_what_was_set() {
    let data = ConversationInitiationClientDataRequestInput::builder()
        .user_id("u")
        .source_info(
            ConversationInitiationSourceInfo::builder().source(ConversationInitiationSource::Whatsapp),
        )
        .dynamic_variables([("name", "A".into()), ("n", serde_json::json!(null).into())])
        .build();
    assert_same_json(&body_of(&request_with(data).await), &expected_body("partial"));
}

#[tokio::test]
async fn values_that_the_description_does_not_list_are_sent_as_they_are() {
    let data = ConversationInitiationClientDataRequestInput::builder()
        .conversation_config_override(
            ConversationConfigClientOverrideInput::builder().agent(
                AgentConfigOverrideInput::builder()
                    .prompt(PromptAgentApiModelOverride::builder().llm(Llm::from("model-from-the-future"))),
            ),
        )
        .source_info(ConversationInitiationSourceInfo::builder().source("rust_sdk"))
        .build();
    assert_same_json(&body_of(&request_with(data).await), &expected_body("unknown_enum"));
}

#[tokio::test]
async fn absent_null_and_empty_are_three_things() {
    let absent = request_with(Nullable::Absent).await;
    assert_same_json(&body_of(&absent), &fixture()["minimal"]);

    let null = request_with(Nullable::Null).await;
    let mut expected = fixture()["minimal"].clone();
    expected["conversation_initiation_client_data"] = Value::Null;
    assert_same_json(&body_of(&null), &expected);

    let empty = request_with(ConversationInitiationClientDataRequestInput::default()).await;
    assert_same_json(&body_of(&empty), &expected_body("empty"));
}

#[tokio::test]
async fn null_fields_are_sent_when_set() {
    let data = ConversationInitiationClientDataRequestInput::builder()
        .user_id(Null)
        .conversation_config_override(
            ConversationConfigClientOverrideInput::builder()
                .agent(Null)
                .tts(TtsConversationalConfigOverride::builder().voice_id(Null)),
        )
        .build();
    assert_same_json(&body_of(&request_with(data).await), &expected_body("null_fields"));
}

#[tokio::test]
async fn a_path_prefix_of_the_base_url_is_kept() {
    for suffix in ["/proxy/eleven", "/proxy/eleven/"] {
        let server = server_that_answers(placed()).await;
        minimal_call(&client_for(&format!("{}{suffix}", server.uri()))).send().await.expect("placed");
        let request = only_request(&server).await;
        assert_eq!(request.url.path(), format!("/proxy/eleven{OUTBOUND_CALL_PATH}"));
    }
}

#[tokio::test]
async fn a_call_takes_its_own_query_header_and_body_fields() {
    let server = server_that_answers(placed()).await;
    minimal_call(&client_for(&server.uri()))
        .send()
        .query("q", "a b")
        .query("l", "1")
        .query("l", "2")
        .query("b", "true")
        .header("xi-api-key", "override")
        .extra_body("extra_body", json!({ "z": 1 }))
        .await
        .expect("placed");
    let request = only_request(&server).await;
    assert_eq!(request.url.query(), Some("q=a%20b&l=1&l=2&b=true"));
    assert_eq!(request.headers.get_all("xi-api-key").iter().collect::<Vec<_>>(), ["override"]);
    let mut expected = fixture()["minimal"].clone();
    expected["extra_body"] = json!({ "z": 1 });
    assert_same_json(&body_of(&request), &expected);
}

#[test]
fn every_listed_model_and_source_round_trips() {
    assert_eq!(Llm::VALUES.len(), 73);
    assert_eq!(ConversationInitiationSource::VALUES.len(), 14);
    let mut seen = BTreeMap::new();
    for value in Llm::VALUES {
        let model = Llm::from(*value);
        assert!(!matches!(model, Llm::Unknown(_)), "{value} is listed");
        assert_eq!(model.as_str(), *value);
        assert_eq!(serde_json::to_value(&model).expect("encodes"), json!(value));
        assert_eq!(serde_json::from_value::<Llm>(json!(value)).expect("decodes"), model);
        assert_eq!(seen.insert(format!("{model:?}"), *value), None, "{value} has a variant of its own");
    }
    for value in ConversationInitiationSource::VALUES {
        let source = ConversationInitiationSource::from(*value);
        assert!(!matches!(source, ConversationInitiationSource::Unknown(_)), "{value} is listed");
        assert_eq!(serde_json::to_value(&source).expect("encodes"), json!(value));
    }
    let future = Llm::from("gpt-99");
    assert_eq!(future, Llm::Unknown("gpt-99".into()));
    assert_eq!(serde_json::to_value(&future).expect("encodes"), json!("gpt-99"));
}

#[test]
fn dynamic_variables_keep_their_kind() {
    for text in [
        r#"{"v":7}"#,
        r#"{"v":7.5}"#,
        r#"{"v":9007199254740993}"#,
        r#"{"v":true}"#,
        r#"{"v":"x"}"#,
        r#"{"v":null}"#,
    ] {
        let body = format!(r#"{{"dynamic_variables":{text}}}"#);
        let data: ConversationInitiationClientDataRequestInput =
            serde_json::from_str(&body).expect("decodes");
        assert_eq!(serde_json::to_string(&data).expect("encodes"), body);
    }
}
