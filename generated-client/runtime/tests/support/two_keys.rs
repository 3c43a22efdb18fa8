//! A client with two credentials that are the same text, and the error of its call.
use std::collections::BTreeMap;

use callwright_runtime::{Api, Client, Credential, Endpoint, Error, Request, Script, ScriptedReply};

pub(crate) static API: Api = Api::new("Test API", "test-client/1.0")
    .credentials(&[Credential::query_key("key", "key", &[]), Credential::basic("login", &[])])
    .security(&[&[0], &[1]]);
pub(crate) static THING: Endpoint = Endpoint::new("thing", "GET", "/thing").accept("application/json");

pub(crate) type Numbers = BTreeMap<String, i64>;

/// The error of one call whose reply is this, by a client that keeps so many bytes of an error's body.
pub(crate) async fn error_of(key: &str, reply: ScriptedReply, kept: u64) -> Error {
    let script = Script::new().otherwise(reply);
    let builder =
        Client::builder(&API).base_url("https://example.com").transport(script).max_error_body_size(kept);
    let client = builder.key(0, key).basic(1, "somebody", key).max_retries(0).build().unwrap();
    Request::new(&client, &THING).json::<Numbers>().await.unwrap_err()
}
