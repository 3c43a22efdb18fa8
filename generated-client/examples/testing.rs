//! How to test code that calls: with a script in place of the network, and without async code.
//!
//! ```text
//! cargo run --example testing --features test-util,blocking
//! ```

use generated_client::runtime::{Script, ScriptedReply};
use generated_client::{Client, Error};

/// The code under test: it tells people where to look for their call.
fn conversation(client: &Client, agent: &str) -> Result<String, Error> {
    let call = client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id("123456789012345")
        .whatsapp_user_id("987654321098765")
        .whatsapp_call_permission_request_template_name("call_permission_request_v1")
        .whatsapp_call_permission_request_template_language_code("en_US")
        .agent_id(agent)
        .send()
        .wait()?;
    Ok(call.conversation_id.unwrap_or_else(|| "not yet known".to_owned()))
}

fn main() -> Result<(), Error> {
    let script = Script::new()
        .reply(ScriptedReply::json(200, r#"{"success": true, "message": "ok", "conversation_id": "conv_1"}"#))
        .reply(ScriptedReply::json(200, r#"{"success": true, "message": "ok", "conversation_id": null}"#))
        .reply(ScriptedReply::no_answer());
    let client = Client::builder().api_key("any key does").transport(script.clone()).build()?;

    assert_eq!(conversation(&client, "agent_42")?, "conv_1");
    assert_eq!(script.requests()[0].json()["agent_id"], "agent_42");
    assert_eq!(conversation(&client, "agent_42")?, "not yet known");
    let lost = conversation(&client, "agent_42");
    assert!(lost.is_err_and(|error| error.is_outcome_unknown()));
    assert_eq!(script.requests().len(), 3, "no call is placed twice");
    println!("all as expected");
    Ok(())
}
