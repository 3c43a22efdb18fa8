//! Calls that a page makes, each with what came of it, said to the server of the page.

use std::fmt::Write as _;
use std::time::Duration;

use runtime::{Api, Client, ClientBuilder, Credential, Endpoint, Request, Value};
use wasm_bindgen::prelude::wasm_bindgen;

static KEYS: Api = Api::new("Test API", "test-client/1.0")
    .credentials(&[Credential::header_key("xi-api-key", "api_key", &[])])
    .security(&[&[0]]);
static COOKIES: Api = Api::new("Test API", "test-client/1.0")
    .credentials(&[Credential::cookie_key("session", "session", &[])])
    .security(&[&[0]]);
static GET: Endpoint = Endpoint::new("things.get", "GET", "/things").accept("application/json");

#[wasm_bindgen]
extern "C" {
    /// A function of the page.
    fn say(name: &str, text: &str);
}

/// Makes all calls; `base` is the page's own origin, `other` is another, and what comes from `cut` breaks off.
#[wasm_bindgen]
pub async fn call_all(base: String, other: String, cut: String) {
    let at = |api: &'static Api, url: String| {
        Client::builder(api).key(0, "canary-4f1c9e").base_url(url).max_retries(0)
    };
    if let Ok(client) = at(&KEYS, base.clone()).build() {
        say("unenforced", &client.unenforced().join("\n"));
    }
    for (name, url) in [
        ("answer", format!("{base}/answer")),
        ("refused", "http://127.0.0.1:1".to_owned()),
        ("no CORS", format!("{other}/closed")),
        ("cut", cut),
        ("redirect", format!("{base}/redirect")),
    ] {
        say(name, &outcome(at(&KEYS, url)).await);
    }
    say("cookie", &outcome(at(&COOKIES, format!("{base}/answer"))).await);
    let slow = at(&KEYS, format!("{base}/slow")).timeout(Duration::from_millis(300));
    say("slow", &outcome(slow).await);
    say("end", "");
}

/// The answer, or all that an error says of itself.
async fn outcome(builder: ClientBuilder) -> String {
    let called = match builder.build() {
        Ok(client) => Request::new(&client, &GET).json::<Value>().await,
        Err(error) => Err(error),
    };
    let error = match called {
        Ok(value) => return value.to_string(),
        Err(error) => error,
    };
    let mut text = format!("{error}");
    let mut cause = std::error::Error::source(&error);
    while let Some(inner) = cause {
        let _ = write!(text, " < {inner}");
        cause = inner.source();
    }
    format!("{text} < sent: {}", error.may_have_been_sent())
}
