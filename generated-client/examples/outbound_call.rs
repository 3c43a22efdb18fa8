//! Makes an outbound call via WhatsApp.
//!
//! ```text
//! ELEVENLABS_API_KEY=… cargo run --example outbound_call -- AGENT PHONE_NUMBER_ID USER_ID TEMPLATE LANGUAGE
//! cargo run --example outbound_call -- --mock
//! ```
//!
//! The first form calls a real phone. The second talks to `cargo xtask mock`, which judges the call by the description.

use generated_client::{Client, ErrorKind};

#[path = "support/mock.rs"]
mod mock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if arguments == ["--mock"] {
        let server = mock::MockServer::start(&[])?;
        let client = Client::builder().api_key("any key does").base_url(server.url()).build()?;
        return call(
            &client,
            ["agent_42", "123456789012345", "987654321098765", "call_permission_request_v1", "en_US"],
        )
        .await;
    }
    let [agent, number, user, template, language] = &arguments[..] else {
        eprintln!(
            "usage: outbound_call --mock | outbound_call AGENT PHONE_NUMBER_ID USER_ID TEMPLATE LANGUAGE"
        );
        std::process::exit(2);
    };
    call(&Client::from_env()?, [agent, number, user, template, language]).await
}

async fn call(
    client: &Client,
    [agent, number, user, template, language]: [&str; 5],
) -> Result<(), Box<dyn std::error::Error>> {
    let answer = client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id(number)
        .whatsapp_user_id(user)
        .whatsapp_call_permission_request_template_name(template)
        .whatsapp_call_permission_request_template_language_code(language)
        .agent_id(agent)
        .send()
        .await;
    match answer {
        Ok(call) => {
            println!(
                "{} (conversation {})",
                call.message,
                call.conversation_id.as_deref().unwrap_or("not yet known")
            );
            Ok(())
        }
        // Nothing was repeated behind our back, so a person decides whether to call again.
        Err(error) if error.kind() == ErrorKind::OutcomeUnknown => {
            Err(format!("the phone may be ringing, look before you call again: {error}").into())
        }
        Err(error) => Err(error.into()),
    }
}
