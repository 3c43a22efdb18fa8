//! An HTTP client that a program makes, in a process where nobody installed a TLS provider.

mod support;

use callwright_runtime::{Request, Value, http_client_builder};
use support::{Act, GET, Server, answer, builder, json};

#[tokio::test]
async fn a_prepared_builder_needs_nothing_installed() {
    let server = Server::start(vec![
        Act::Answer(json("200 OK", "[1]")),
        Act::Answer(answer("302 Found", &[("location", "/elsewhere")], b"")),
    ])
    .await;
    let http = http_client_builder().unwrap().pool_max_idle_per_host(1).build().unwrap();
    let client = builder(&server.url).http_client(http).build().unwrap();
    let call = || Request::new(&client, &GET).path("id", &"1").json::<Value>();
    assert_eq!(call().await.unwrap(), serde_json::json!([1]));
    // What keeps a call safe is set, too.
    let error = call().await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.count()), (Some(302), 2), "{error}");
    assert!(client.unenforced().iter().any(|rule| rule.contains("connect_timeout")));
}
