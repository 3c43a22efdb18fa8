//! What can go wrong with a call, and what to do about it.
//!
//! ```text
//! cargo run --example errors
//! ```
//!
//! Talks to servers inside this program that fail in different ways.

use std::time::Duration;

use generated_client::{Client, Error, ErrorKind};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let missing = serde_json::json!({ "detail": [{ "loc": ["body", "agent_id"], "msg": "field required" }] });
    let answers = [
        ("the server says what is wrong", ResponseTemplate::new(422).set_body_json(missing)),
        ("the server is busy", ResponseTemplate::new(429).insert_header("retry-after", "2")),
        ("the server falls over", ResponseTemplate::new(503)),
        ("the server takes too long", ResponseTemplate::new(200).set_delay(Duration::from_secs(60))),
    ];
    for (what, answer) in answers {
        let server = MockServer::start().await;
        Mock::given(matchers::any()).respond_with(answer).mount(&server).await;
        let client = Client::builder().api_key("any key does").base_url(server.uri()).build()?;
        let error = call(&client).await.err().ok_or("none of these servers places a call")?;
        let requests = server.received_requests().await.unwrap_or_default().len();
        println!("{what} ({requests} request): {}\n  {error}\n", advice(&error));
    }
    Ok(())
}

async fn call(client: &Client) -> Result<(), Error> {
    let call = client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id("123456789012345")
        .whatsapp_user_id("987654321098765")
        .whatsapp_call_permission_request_template_name("call_permission_request_v1")
        .whatsapp_call_permission_request_template_language_code("en_US")
        .agent_id("agent_42")
        .send();
    // A call is never placed twice behind your back, however many retries are allowed: this one cannot be undone.
    call.timeout(Duration::from_millis(500)).max_retries(3).await.map(drop)
}

/// What a program would do next.
fn advice(error: &Error) -> String {
    match error.kind() {
        _ if error.is_outcome_unknown() => "the phone may be ringing; look before calling again".to_owned(),
        ErrorKind::Api if error.retry_after().is_some() => {
            format!("call again in {:?}", error.retry_after().unwrap_or_default())
        }
        ErrorKind::Api => "change the request".to_owned(),
        _ if !error.may_have_been_sent() => "nothing was sent; call again".to_owned(),
        _ => "report it".to_owned(),
    }
}
