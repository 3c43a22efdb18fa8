//! Sends real calls to a validating mock server at `CONFORMANCE_URL` and fails where it names a violation.

use generated_client::types::{
    AgentConfigOverrideInput, ConversationConfigClientOverrideInput, ConversationConfigOverride,
    ConversationInitiationClientDataRequestInput, ConversationInitiationSource,
    ConversationInitiationSourceInfo, Llm, PromptAgentApiModelOverride, SoftTimeoutConfigOverride,
    TtsConversationalConfigOverride, TurnConfigOverride,
};
use generated_client::{Null, Nullable};

use client::{client_for, minimal_call};

#[path = "../wire/client.rs"]
mod client;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let url =
        std::env::var("CONFORMANCE_URL").map_err(|_| "CONFORMANCE_URL says where the mock server listens")?;
    let client = client_for(&url);
    let cases: Vec<(&str, Nullable<ConversationInitiationClientDataRequestInput>)> = vec![
        ("minimal", Nullable::Absent),
        ("null", Nullable::Null),
        ("empty", Nullable::Value(ConversationInitiationClientDataRequestInput::default())),
        ("full", Nullable::Value(full())),
    ];
    let mut violations = 0;
    for (name, data) in cases {
        let response =
            minimal_call(&client).conversation_initiation_client_data(data).send_with_response().await?;
        match response.headers.get("sl-violations") {
            None => println!("{name}: conforms ({})", response.status),
            Some(violation) => {
                violations += 1;
                println!("{name}: {}", String::from_utf8_lossy(violation.as_bytes()));
            }
        }
    }
    if violations > 0 {
        return Err(format!("{violations} requests do not conform").into());
    }
    Ok(())
}

/// A request that uses every field, every listed model among them one, and every kind of dynamic variable.
fn full() -> ConversationInitiationClientDataRequestInput {
    ConversationInitiationClientDataRequestInput::builder()
        .conversation_config_override(
            ConversationConfigClientOverrideInput::builder()
                .turn(
                    TurnConfigOverride::builder()
                        .soft_timeout_config(SoftTimeoutConfigOverride::builder().message("…")),
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
                    AgentConfigOverrideInput::builder().first_message("Hi").language(Null).prompt(
                        PromptAgentApiModelOverride::builder()
                            .prompt("Be brief")
                            .llm(Llm::from("claude-sonnet-4@20250514"))
                            .native_mcp_server_ids(["m1"]),
                    ),
                ),
        )
        .custom_llm_extra_body(serde_json::Map::from_iter([("temperature".to_owned(), 0.1.into())]))
        .user_id("user_1")
        .source_info(
            ConversationInitiationSourceInfo::builder().source(ConversationInitiationSource::UnknownValue),
        )
        .dynamic_variables([
            ("text", "x".into()),
            ("whole", 42.into()),
            ("fraction", 1.5.into()),
            ("truth", true.into()),
            ("none", serde_json::json!(null).into()),
        ])
        .build()
}
