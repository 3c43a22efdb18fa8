fn main() {
    let client = generated_client::Client::builder().api_key("k").build().unwrap();
    let _call = client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .whatsapp_phone_number_id("1")
        .whatsapp_user_id("2")
        .whatsapp_call_permission_request_template_name("t")
        .whatsapp_call_permission_request_template_language_code("en")
        .send();
}
