//! What the tests of several crates share: loopback servers and the client that talks to them.

mod program;

pub use program::{Answer, MockProgram, command_line, installed, project_root, send};

use generated_client::Client;
use generated_client::resources::conversational_ai::whatsapp::OutboundCall;
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

/// The key that every test sends; no output may ever contain it.
pub const KEY: &str = "sk_canary_9f3a71";

/// The path of the operation that the project starts from.
pub const OUTBOUND_CALL_PATH: &str = "/v1/convai/whatsapp/outbound-call";

/// A client that talks to `base_url` with [`KEY`].
///
/// # Panics
///
/// Where the builder refuses the address: the test is wrong then.
#[must_use]
pub fn client_for(base_url: &str) -> Client {
    Client::builder().api_key(KEY).base_url(base_url).build().expect("a loopback address and a key suffice")
}

/// The call of the documentation page's own samples, complete.
pub fn minimal_call(client: &Client) -> OutboundCall<true, true, true, true, true> {
    client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id("123456789012345")
        .whatsapp_user_id("987654321098765")
        .whatsapp_call_permission_request_template_name("call_permission_request_v1")
        .whatsapp_call_permission_request_template_language_code("en_US")
        .agent_id("agent_42")
}

/// A loopback server that answers every request with `answer`.
pub async fn server_that_answers(answer: ResponseTemplate) -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::any()).respond_with(answer).mount(&server).await;
    server
}

/// The answer to a call that was placed.
#[must_use]
pub fn placed() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(serde_json::json!({
        "success": true, "message": "Call initiated", "conversation_id": "conv_1"
    }))
}
