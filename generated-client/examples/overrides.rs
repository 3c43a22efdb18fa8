//! Tells the agent who is being called and how to behave, for one call only.
//!
//! ```text
//! cargo run --example overrides
//! ```
//!
//! Talks to `cargo xtask mock`, which judges the call by the description and prints what arrives there.

use generated_client::types::{
    AgentConfigOverrideInput, ConversationConfigClientOverrideInput,
    ConversationInitiationClientDataRequestInput, Llm, PromptAgentApiModelOverride,
    TtsConversationalConfigOverride,
};
use generated_client::{Client, Null};

#[path = "support/mock.rs"]
mod mock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let server = mock::MockServer::start(&["--bodies"])?;
    let client = Client::builder().api_key("any key does").base_url(server.url()).build()?;

    let agent = AgentConfigOverrideInput::builder()
        .first_message("Hello, this is the pharmacy. Your order is ready.")
        // Null is sent and means "not the agent's own"; leaving a setter out sends nothing.
        .language(Null)
        .prompt(PromptAgentApiModelOverride::builder().llm(Llm::Gpt4_1Mini).prompt("Be brief."));
    let data = ConversationInitiationClientDataRequestInput::builder()
        .conversation_config_override(
            ConversationConfigClientOverrideInput::builder()
                .agent(agent)
                .tts(TtsConversationalConfigOverride::builder().voice_id("v1").speed(1.1)),
        )
        // A number stays the number that it is: 42 arrives as 42.
        .dynamic_variables([
            ("name", "Ada".into()),
            ("order", 42.into()),
            ("shop", serde_json::json!(null).into()),
        ]);

    let call = client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id("123456789012345")
        .whatsapp_user_id("987654321098765")
        .whatsapp_call_permission_request_template_name("call_permission_request_v1")
        .whatsapp_call_permission_request_template_language_code("en_US")
        .agent_id("agent_42")
        .conversation_initiation_client_data(data)
        .send()
        .await?;
    println!("{}", call.message);
    Ok(())
}
