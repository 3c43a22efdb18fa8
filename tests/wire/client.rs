//! The committed client, as tests call it.

use generated_client::Client;
use generated_client::resources::conversational_ai::whatsapp::OutboundCall;
use integration_tests::KEY;

/// A client that talks to `base_url` with [`KEY`].
pub(crate) fn client_for(base_url: &str) -> Client {
    Client::builder().api_key(KEY).base_url(base_url).build().expect("a loopback address and a key suffice")
}

/// The call of the documentation page's own samples, complete.
pub(crate) fn minimal_call(client: &Client) -> OutboundCall<true, true, true, true, true> {
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
