//! Keys go to the host that the server's URL names, whatever its variables are given.
#![cfg(feature = "test-util")]

use callwright_runtime::{
    Api, Client, Credential, Error, ErrorKind, Script, ScriptedReply, Server, ServerVariable,
};
use proptest::prelude::*;

const KEY: &str = "canary-4f1c9e-do-not-show";

static TENANT: &[ServerVariable] = &[ServerVariable::new("tenant", "demo", &[])];
static PORT: &[ServerVariable] = &[ServerVariable::new("port", "8443", &[])];
static HOST: &[ServerVariable] = &[ServerVariable::new("host", "api.example.com", &[])];
static BASE: &[ServerVariable] = &[ServerVariable::new("base", "v2", &[])];
static SLASHED: &[ServerVariable] = &[ServerVariable::new("base", "/v2", &[])];
static COLON: &[ServerVariable] = &[ServerVariable::new("port", ":8443", &[])];
static SCHEME: &[ServerVariable] = &[ServerVariable::new("scheme", "https", &[])];
static ORIGIN: &[ServerVariable] = &[ServerVariable::new("origin", "https://uploads.example.com", &[])];
static STAGE: &[ServerVariable] = &[ServerVariable::new("stage", "", &["", "test-", "../"])];
static OWN: &[ServerVariable] =
    &[ServerVariable::new("host", "us.example.com/api/", &["us.example.com/api/", "eu_1.example.com:81"])];

static API: Api = Api::new("Servers", "servers/1.0")
    .credentials(&[Credential::header_key("x-key", "key", &[])])
    .security(&[&[0]])
    .servers(&[
        Server::new("https://{tenant}.localhost:18301/ok").variables(TENANT),
        Server::new("https://eu-{tenant}.example.com").variables(TENANT),
        Server::new("https://api.{tenant}/v1").variables(TENANT),
        Server::new("https://example.com:{port}/v1").variables(PORT),
        Server::new("https://{host}/v1").variables(HOST),
        Server::new("https://{host}:81/v1").variables(HOST),
        Server::new("https://example.com/{base}/x").variables(BASE),
        Server::new("https://example.com{base}").variables(SLASHED),
        Server::new("https://example.com{port}/v1").variables(COLON),
        Server::new("{scheme}://example.com/v1").variables(SCHEME),
        Server::new("{origin}/v1").variables(ORIGIN),
        Server::new("https://{stage}api.example.com/.{stage}/x").variables(STAGE),
        Server::new("https://{host}").variables(OWN),
        Server::new("https://{nobody}.example.com/").variables(TENANT),
    ]);

/// The URL of a call, or why the client is not built.
async fn url(server: usize, variables: &[(&str, &str)]) -> Result<String, Error> {
    let script = Script::new().otherwise(ScriptedReply::status(204));
    let mut builder = Client::builder(&API).key(0, KEY).transport(script.clone()).server(server);
    for (name, value) in variables {
        builder = builder.server_variable(*name, *value);
    }
    builder.build()?.request("GET", "/call").send().await?;
    Ok(script.last_request().unwrap().url.to_string())
}

#[tokio::test]
async fn a_value_fills_its_place() {
    for (server, name, value, right) in [
        (0, "tenant", "a-1.B", "https://a-1.b.localhost:18301/ok/call"),
        (1, "tenant", "7", "https://eu-7.example.com/call"),
        (2, "tenant", "example.org", "https://api.example.org/v1/call"),
        (3, "port", "65535", "https://example.com:65535/v1/call"),
        (3, "port", "443", "https://example.com/v1/call"),
        (4, "host", "127.0.0.1", "https://127.0.0.1/v1/call"),
        (4, "host", "localhost:8080", "https://localhost:8080/v1/call"),
        (4, "host", "[::1]:80", "https://[::1]:80/v1/call"),
        (5, "host", "eu.example.com", "https://eu.example.com:81/v1/call"),
        (6, "base", "a/b", "https://example.com/a/b/x/call"),
        (6, "base", "a?b#c%2e ü:@\\..", "https://example.com/a%3Fb%23c%252e%20%C3%BC%3A%40%5C../x/call"),
        (7, "base", "/v3", "https://example.com/v3/call"),
        (8, "port", ":81", "https://example.com:81/v1/call"),
        (9, "scheme", "HTTPS", "https://example.com/v1/call"),
        (10, "origin", "https://eu.example.com:81/base/", "https://eu.example.com:81/base/v1/call"),
        (11, "stage", "test-", "https://test-api.example.com/.test-/x/call"),
        (12, "host", "eu_1.example.com:81", "https://eu_1.example.com:81/call"),
    ] {
        assert_eq!(url(server, &[(name, value)]).await.unwrap(), right, "{server}: {value}");
    }
    for (server, right) in [
        (0, "https://demo.localhost:18301/ok/call"),
        (7, "https://example.com/v2/call"),
        (8, "https://example.com:8443/v1/call"),
        (10, "https://uploads.example.com/v1/call"),
        (12, "https://us.example.com/api/call"),
    ] {
        assert_eq!(url(server, &[]).await.unwrap(), right);
    }
}

/// What no part of a host can be.
const NO_LABELS: [&str; 28] = [
    "127.0.0.1:18302/x",
    "evil.com/",
    "/evil",
    "",
    ".",
    "..",
    "a..b",
    ".a",
    "a.",
    "evil.com?",
    "evil.com#",
    "a@b",
    "a:b",
    "a:1",
    "a\\",
    "a%2fb",
    "a b",
    "a\tb",
    "a\r\nb",
    "a\0",
    "ü",
    "а.example",
    "a_b",
    "{tenant}",
    "a,b",
    "[::1]",
    " a",
    "a~",
];

/// Servers by their places, a variable of each, and what it cannot be.
const WRONG: [(usize, &str, &[&str]); 10] = [
    (3, "port", &["", "65536", "-1", "+1", "1/", "1@evil.com", " 1", "٣", "a"]),
    (
        4,
        "host",
        &[
            "",
            "a/b",
            "a@b",
            "a:",
            "a:b",
            "a:1:2",
            "a?",
            "[::1",
            "[::1]x",
            "[a]",
            "1.2.3",
            "0x7f.1",
            "2130706433",
        ],
    ),
    (5, "host", &["", "a:1", "a/", "a@b", "[::1]:80"]),
    (6, "base", &["", ".", "..", "a/..", "../a", "a//b", "/a", "a/"]),
    (7, "base", &["", "v3", ".evil.com", "@evil.com", ":81", "//evil.com", "/..", "/a/../b"]),
    (8, "port", &["81", ":", ":a", ":81/", ".evil.com", "/x"]),
    (9, "scheme", &["", "ftp", "https://evil.com/", "javascript", "http:"]),
    (
        10,
        "origin",
        &[
            "",
            "example.com",
            "ftp://x",
            "https://u:p@x",
            "https://x?y",
            "https://x#y",
            "https://x/../y",
            "https:/x",
        ],
    ),
    (11, "stage", &["other", "../"]),
    (13, "tenant", &["a"]),
];

#[tokio::test]
async fn a_value_that_leaves_its_place_builds_no_client() {
    for (server, value) in [0, 1, 2].iter().flat_map(|server| NO_LABELS.map(|value| (*server, value))) {
        let error = url(server, &[("tenant", value)]).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build, "{server}: {value:?}");
        assert!(error.message().contains("`tenant`") && !error.message().contains("127.0"), "{error}");
    }
    for (server, name, values) in WRONG {
        for value in values {
            let error = url(server, &[(name, value)]).await.unwrap_err();
            assert_eq!(error.kind(), ErrorKind::Build, "{server}: {value:?}");
            assert!(error.message().contains(&format!("`{name}`")) || server == 13, "{error}");
        }
    }
    assert!(url(13, &[]).await.unwrap_err().message().contains("`nobody`"));
}

/// The host and the port that a template with one variable has, where `value` may stand there.
fn authority_of(template: &str, name: &str, value: &str) -> Option<String> {
    let filled = template.replace(&format!("{{{name}}}"), value);
    let (before, _) = template.split_once(&format!("{{{name}}}"))?;
    let in_path = before.split_once("://").is_some_and(|(_, rest)| rest.contains('/'));
    let authority = if in_path { template } else { &filled }.split_once("://")?.1;
    let end = authority.find('/').unwrap_or(authority.len());
    let fits = |byte: u8| byte.is_ascii_alphanumeric() || b"-.:[]".contains(&byte);
    let authority = &authority[..end];
    authority.bytes().all(fits).then(|| authority.trim_end_matches(":443").to_ascii_lowercase())
}

proptest! {
    #[test]
    fn the_authority_is_that_of_the_template(
        server in 0_usize..7,
        value in prop_oneof!["[a-z0-9./:@?#\\\\%\\[\\]{}_ -]{0,12}", any::<String>(), "[0-9.]{0,9}", "[a-z]{1,3}(\\.[a-z]{1,3})?"],
    ) {
        let server_of_api = &API.servers[server];
        let name = server_of_api.variables[0].name;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build().unwrap();
        match runtime.block_on(url(server, &[(name, &value)])) {
            Err(error) => {
                prop_assert_eq!(error.kind(), ErrorKind::Build);
                prop_assert!(error.message().contains(name));
            }
            Ok(url) => {
                let authority = url["https://".len()..].split('/').next().unwrap_or_default().to_owned();
                prop_assert_eq!(Some(authority), authority_of(server_of_api.url, name, &value), "{:?}", value);
            }
        }
    }
}
