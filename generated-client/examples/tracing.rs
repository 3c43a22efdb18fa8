//! What a trace shows of a call: its operation, status and attempts, and nothing of what was said.
//!
//! ```text
//! cargo run --example tracing --features tracing
//! ```

use generated_client::Client;
use tracing_subscriber::fmt::format::FmtSpan;

#[path = "support/mock.rs"]
mod mock;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    tracing_subscriber::fmt().with_span_events(FmtSpan::CLOSE).init();
    let server = mock::MockServer::start(&[])?;
    let client = Client::builder().api_key("any key does").base_url(server.url()).build()?;
    client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id("123456789012345")
        .whatsapp_user_id("987654321098765")
        .whatsapp_call_permission_request_template_name("call_permission_request_v1")
        .whatsapp_call_permission_request_template_language_code("en_US")
        .agent_id("agent_42")
        .send()
        .await?;
    Ok(())
}
