fn main() {
    let client = generated_client::Client::builder().api_key("k").build().unwrap();
    let _call = client
        .conversational_ai()
        .whatsapp()
        .outbound_call()
        .send();
}
