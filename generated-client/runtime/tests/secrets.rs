//! Credentials are on the wire and nowhere else.

mod support;

use std::time::Duration;

use callwright_runtime::{Api, Client, Credential, Endpoint, Request, Style, Token, Value};
use support::{Act, CANARY, GET, POST, Server, answer, builder, everything, json};

static EVERYWHERE: Api = Api::new("Test API", "test-client/1.0")
    .credentials(&[
        Credential::header_key("xi-api-key", "header_key", &[]),
        Credential::query_key("key", "query_key", &[]),
        Credential::cookie_key("session", "cookie_key", &[]),
        Credential::basic("login", &[]),
        Credential::bearer("token", &[]),
    ])
    .security(&[&[0, 1, 2], &[3]]);
static BASIC: Endpoint = Endpoint::new("basic", "GET", "/basic").security(&[&[3]]);
static BEARER: Endpoint = Endpoint::new("bearer", "GET", "/bearer").security(&[&[4]]);
static ALL: Endpoint = Endpoint::new("all", "GET", "/all");

fn everywhere(url: &str) -> Client {
    Client::builder(&EVERYWHERE)
        .base_url(url)
        .key(0, CANARY)
        .key(1, CANARY)
        .key(2, CANARY)
        .basic(3, "user", CANARY)
        .bearer(4, CANARY)
        .retry_delay(Duration::from_millis(1), Duration::from_millis(1))
        .header("x-own-secret", CANARY)
        .allow_plain_http(true)
        .build()
        .unwrap()
}

/// The base64 of `user:<canary>` is as good as the canary.
const ENCODED: &str = "dXNlcjpjYW5hcnkt";

fn assert_clean(what: &str, text: &str) {
    assert!(!text.contains(CANARY) && !text.contains(ENCODED), "{what}: {text}");
}

#[tokio::test]
async fn what_a_server_repeats_of_other_secrets_is_not_shown() {
    const USER: &str = "canary-4f1c9e-user";
    let echo = format!("{{\"detail\":\"no {USER}, {CANARY}\"}}");
    let id = format!("req-{CANARY}");
    let refused = answer("401 Unauthorized", &[("x-request-id", &id)], echo.as_bytes());
    let server = Server::start(vec![Act::Answer(refused)]).await;
    let bare = || Client::builder(&EVERYWHERE).base_url(&server.url).basic(3, "somebody", "");
    for client in [
        bare().basic(3, USER, "").build().unwrap(),
        bare().header("authorization", &format!("Bearer {CANARY}")).build().unwrap(),
        bare().header("cookie", &format!("a=b; session={CANARY}")).build().unwrap(),
        bare().build().unwrap(),
    ] {
        let call = Request::new(&client, &ALL).json::<Value>().max_retries(0);
        let error = call.header("x-more", USER).header("x-secret", CANARY).await.unwrap_err();
        let shown = everything(&error);
        assert!(!shown.contains(CANARY) && !shown.contains(USER), "{shown}");
        assert_eq!(error.request_id(), Some("req-[redacted]"));
    }
}

#[tokio::test]
async fn a_place_in_an_answer_is_short_and_harmless() {
    let body = format!("{{\"{}\u{1b}[2J\\u001b[2J{CANARY}\": [1, }}", "n".repeat(60));
    for name in [body, format!("{{\"{}\": [1, }}", "n".repeat(1 << 20))] {
        let server = Server::start(vec![Act::Answer(json("200 OK", &name))]).await;
        let client = builder(&server.url).build().unwrap();
        let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
        let shown = everything(&error);
        assert!(shown.len() < 4_000 && !shown.contains('\u{1b}') && !shown.contains(CANARY), "{shown}");
    }
}

#[tokio::test]
async fn no_text_shows_a_credential() {
    let encoded =
        base64::Engine::encode(&base64::engine::general_purpose::STANDARD, format!("user:{CANARY}"));
    assert!(encoded.starts_with(ENCODED));
    let echo = format!("{{\"detail\":\"bad key {CANARY} and {encoded}\"}}");
    let acts = [
        Act::Answer(json("401 Unauthorized", &echo)),
        Act::Answer(json("422 Unprocessable Entity", &echo)),
        Act::Answer(json("200 OK", &format!("{{\"a\": {CANARY}}}"))),
        Act::Answer(answer("307 Temporary Redirect", &[("location", "http://127.0.0.1:1/x?key=1")], b"")),
        Act::DropAfterBody,
        Act::Hang,
        Act::AnswerAndClose(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec()),
        Act::AnswerAndClose(b"no http at all\r\n\r\n".to_vec()),
    ];
    for act in acts {
        // The server has to have seen the request by then, also on a machine that has other work.
        let limit = Duration::from_secs(if matches!(act, Act::Hang) { 1 } else { 30 });
        let server = Server::start(vec![act.clone()]).await;
        let client = everywhere(&server.url);
        assert_clean("client", &format!("{client:?} {client:#?}"));
        for endpoint in [&ALL, &BASIC, &BEARER] {
            let request = Request::new(&client, endpoint)
                .query("q", &CANARY, Style::FORM)
                .header("x-more", &CANARY, Style::SIMPLE)
                .cookie("c", &CANARY, Style::FORM);
            assert_clean("request", &format!("{request:?}"));
            let call = request.json::<Value>().timeout(limit).max_retries(0).header("x-a", CANARY);
            assert_clean("call", &format!("{call:?}"));
            let error = call.await.unwrap_err();
            assert_clean(&format!("{act:?}"), &everything(&error));
        }
        let hits = server.hits();
        assert!(hits[0].path().contains(CANARY) && hits[0].header("cookie").contains(CANARY));
        assert_eq!(hits[0].header("xi-api-key"), CANARY);
    }
}

#[tokio::test]
async fn no_failure_to_connect_shows_a_credential() {
    let client = everywhere("http://127.0.0.1:1");
    let error = Request::new(&client, &ALL).json::<Value>().await.unwrap_err();
    assert_clean("connect", &everything(&error));
    let client = everywhere("http://host.invalid");
    let error = Request::new(&client, &ALL).json::<Value>().max_retries(0).await.unwrap_err();
    assert_clean("resolve", &everything(&error));
}

#[tokio::test]
async fn no_credential_goes_to_another_machine_without_tls() {
    static ELSEWHERE: Api = Api::new("Test API", "test-client/1.0")
        .credentials(&[Credential::bearer("token", &[])])
        .servers(&[callwright_runtime::Server::new("https://127.0.0.1:1")]);
    static FILES: Endpoint =
        Endpoint::new("files", "GET", "/files").servers(&["http://files.example.com"]).security(&[&[4]]);
    let at = |url: &str| Client::builder(&EVERYWHERE).base_url(url).allow_missing_credentials(true);
    for url in [
        "http://api.example.com/v1",
        "HTTP://10.0.0.1:8080",
        "http://[2001:db8::1]/",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0:1",
        "http://[::ffff:10.0.0.1]/",
    ] {
        assert!(at(url).build().is_ok() && at(url).bearer(4, CANARY).anonymous().build().is_ok(), "{url}");
        for builder in
            [at(url).bearer(4, CANARY), at(url).key(1, CANARY), at(url).header("authorization", "Bearer abc")]
        {
            let error = builder.build().unwrap_err();
            assert_eq!(error.kind(), callwright_runtime::ErrorKind::Build);
            assert!(
                error.message().contains("allow_plain_http") && !everything(&error).contains(CANARY),
                "{error}"
            );
        }
        assert!(at(url).bearer(4, CANARY).allow_plain_http(true).build().is_ok(), "{url}");
    }
    for url in [
        "https://api.example.com",
        "http://localhost:1",
        "http://LOCALHOST.",
        "http://a.localhost/",
        "http://127.8.9.1",
        "http://[::1]:8",
        "http://[::ffff:127.0.0.1]/",
    ] {
        assert!(at(url).bearer(4, CANARY).header("x-api-key", "abc").build().is_ok(), "{url}");
    }
    // An operation that lives elsewhere is looked at when it is called.
    let builder = || Client::builder(&ELSEWHERE).max_retries(0).allow_missing_credentials(true);
    for builder in [
        builder().bearer(0, CANARY),
        builder().header("authorization", CANARY),
        builder().header("x-api-key", CANARY).anonymous(),
    ] {
        let error = Request::new(&builder.build().unwrap(), &FILES).json::<Value>().await.unwrap_err();
        assert_eq!(error.kind(), callwright_runtime::ErrorKind::InvalidRequest, "{error}");
        assert!(!error.may_have_been_sent() && error.message().contains("allow_plain_http"), "{error}");
    }
}

#[tokio::test]
async fn what_belongs_to_the_connection_is_refused() {
    let server = Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await;
    let client = support::client(&server.url);
    for name in ["Expect", "expect", "connection", "Transfer-Encoding"] {
        assert!(builder(&server.url).header(name, "100-continue").build().is_err(), "{name}");
        let call = Request::new(&client, &GET).path("id", &"1").json::<Value>().header(name, "100-continue");
        assert_eq!(call.await.unwrap_err().kind(), callwright_runtime::ErrorKind::InvalidRequest, "{name}");
    }
    for method in ["CONNECT", "connect", "Connect"] {
        let error = client.request(method, "/v1/things").send().await.unwrap_err();
        assert_eq!(error.kind(), callwright_runtime::ErrorKind::InvalidRequest, "{method}");
    }
    assert_eq!(server.count(), 0);
}

#[test]
fn no_builder_shows_a_credential() {
    for url in [
        format!("http://user:{CANARY}@127.0.0.1/"),
        format!("http://127.0.0.1/?key={CANARY}"),
        format!("{CANARY}://x"),
        CANARY.to_owned(),
    ] {
        let error = builder(&url).build().unwrap_err();
        assert_clean("base URL", &everything(&error));
    }
    assert_clean("builder", &format!("{:?}", builder("http://127.0.0.1").header("x-own", CANARY)));
    let error = Client::builder(&support::API)
        .base_url("http://127.0.0.1")
        .key(0, format!("{CANARY}\n"))
        .build()
        .unwrap_err();
    assert_clean("key with a line break", &everything(&error));
    assert_clean("token", &format!("{:?}", Token::new(CANARY)));
}

#[tokio::test]
async fn a_missing_credential_sends_nothing() {
    let server = Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await;
    let bare = || Client::builder(&support::API).base_url(&server.url);
    let error = bare().build().unwrap_err();
    assert_eq!(error.kind(), callwright_runtime::ErrorKind::MissingCredential);
    assert!(error.to_string().contains("api_key") && error.to_string().contains("TEST_API_KEY"), "{error}");
    let client = bare().allow_missing_credentials(true).build().unwrap();
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert_eq!(error.kind(), callwright_runtime::ErrorKind::MissingCredential);
    let error = Request::new(&client, &POST).field("a", &1_i64).json::<Value>().await.unwrap_err();
    assert!(!error.may_have_been_sent());
    assert_eq!(server.count(), 0);
    // A header of the call's own is a credential, too.
    Request::new(&client, &GET).path("id", &"1").json::<Value>().header("xi-api-key", "k").await.unwrap();
    assert_eq!(server.last().header("xi-api-key"), "k");
    assert!(bare().key(0, "  ").build().is_err());
}

#[tokio::test]
async fn no_secret_of_a_call_is_repeated() {
    let echo = r#"{"detail":"bad builder-secret-1, call-secret-2, tok-345678, biscuit-9, a_user_of_ours, of the query, of%20the%20query, a-described-key"}"#;
    let headers = [("x-request-id", "id-of-call-secret-2"), ("content-type", "application/json")];
    let server =
        Server::start(vec![Act::Answer(answer("422 Unprocessable Entity", &headers, echo.as_bytes()))]).await;
    let client = Client::builder(&EVERYWHERE)
        .base_url(&server.url)
        .basic(3, "a_user_of_ours", "open sesame")
        .header("x-api-token", "builder-secret-1")
        .build()
        .unwrap();
    let request = Request::new(&client, &BASIC).header("x-session", &"biscuit-9", Style::SIMPLE);
    let call = request.query("uploadKey", &"a-described-key", Style::FORM).json::<Value>();
    let call = call.header("x-own", "call-secret-2").header("x-auth", "Bearer tok-345678");
    let call = call.query("access_token", "of the query");
    let error = call.await.unwrap_err();
    let shown = everything(&error);
    for secret in [
        "builder-secret-1",
        "call-secret-2",
        "tok-345678",
        "biscuit-9",
        "a_user_of_ours",
        "the query",
        "the%20query",
        "a-described-key",
    ] {
        assert!(!shown.contains(secret), "{secret}: {shown}");
    }
    assert_eq!(error.request_id(), Some("id-of-[redacted]"));
    assert_eq!(error.api().and_then(callwright_runtime::ApiError::request_id), error.request_id());
    // What a description declares and no name betrays is explained in the server's own words.
    let call =
        Request::new(&client, &BASIC).header("x-version", &"2023-06-01", Style::SIMPLE).json::<Value>();
    assert!(call.await.is_err());
}

#[tokio::test]
async fn the_place_in_an_answer_is_shown_with_care() {
    type Numbers = std::collections::BTreeMap<String, i64>;
    type Nested = std::collections::BTreeMap<String, std::collections::BTreeMap<String, Numbers>>;

    let long = "n".repeat(5_000);
    let answer = format!(r#"{{"{CANARY}":{{"a\u001b[31m":{{"{long}":"x"}}}}}}"#);
    let server = Server::start(vec![Act::Answer(json("200 OK", &answer))]).await;
    let call = Request::new(&support::client(&server.url), &GET).path("id", &"1");
    let error = call.json::<Nested>().await.unwrap_err();
    let shown = everything(&error);
    assert_clean("pointer", &shown);
    assert!(!error.to_string().contains('\u{1b}') && !shown.contains(&"n".repeat(101)), "{error}");
    let pointer = format!("/[redacted]/a\u{1b}[31m/{}…", "n".repeat(100));
    assert_eq!(error.pointer(), Some(pointer.as_str()));
}

#[test]
fn a_variable_can_say_that_a_password_is_empty() {
    static LOGIN: Api = Api::new("Login", "login/1.0")
        .credentials(&[Credential::basic(
            "login",
            &["RUNTIME_TEST_LOGIN_USER", "RUNTIME_TEST_LOGIN_PASSWORD"],
        )])
        .security(&[&[0]]);
    let build = |user: &str| {
        // In a process of its own, because the environment is everybody's.
        let mut child = std::process::Command::new(std::env::current_exe().unwrap());
        child.args(["--exact", "a_variable_can_say_that_a_password_is_empty", "--nocapture"]);
        child.env("RUNTIME_TEST_LOGIN_USER", user).env("RUNTIME_TEST_LOGIN_CHILD", "1");
        child.output().unwrap().status.success()
    };
    if std::env::var_os("RUNTIME_TEST_LOGIN_CHILD").is_some() {
        let builder = Client::builder(&LOGIN).base_url("http://127.0.0.1");
        builder.credentials_from_env().build().unwrap();
        return;
    }
    assert!(build("sk_123456:"));
    assert!(!build("sk_123456"));
}
