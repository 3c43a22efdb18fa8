//! What the tests of several crates share: loopback servers, and the programs of this project.

mod program;

pub use program::{Answer, MockProgram, command_line, installed, project_root, send};

use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

/// The key that every test sends; no output may ever contain it.
pub const KEY: &str = "sk_canary_9f3a71";

/// The path of the operation that the project starts from.
pub const OUTBOUND_CALL_PATH: &str = "/v1/convai/whatsapp/outbound-call";

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
