//! A server inside the example that answers the outbound call and shows what it was sent.

use serde_json::json;
use wiremock::{Mock, MockServer, Request, ResponseTemplate, matchers};

/// Starts the server on a free loopback port; it stops when it is dropped.
pub(crate) async fn start() -> MockServer {
    let server = MockServer::start().await;
    Mock::given(matchers::method("POST"))
        .and(matchers::path("/v1/convai/whatsapp/outbound-call"))
        .and(matchers::header_exists("xi-api-key"))
        .respond_with(|request: &Request| {
            println!("{} {}\n{}", request.method, request.url.path(), String::from_utf8_lossy(&request.body));
            ResponseTemplate::new(200).set_body_json(json!({
                "success": true, "message": "Call initiated", "conversation_id": "conv_mock"
            }))
        })
        .mount(&server)
        .await;
    server
}
