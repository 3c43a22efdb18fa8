//! Testing without a network, and the client that `client!` makes.
#![cfg(feature = "test-util")]

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use callwright_runtime::{
    Api, BoxFuture, Credential, Endpoint, ErrorKind, Request, Script, ScriptedReply, Server, ServerVariable,
    Transport, TransportError, TransportRequest, TransportResponse, Value, client,
};

static API: Api = Api::new("Scripted", "scripted/1.0")
    .servers(&[
        Server::new("https://api.example.com/v1/").name("production").description("everywhere"),
        Server::new("https://{region}.example.com").variables(&[ServerVariable::new(
            "region",
            "us",
            &["us", "eu"],
        )]),
    ])
    .credentials(&[
        Credential::header_key("x-api-key", "api_key", &["SCRIPT_TEST_KEY_THAT_IS_NOT_SET"]),
        Credential::bearer("token", &[]),
    ])
    .security(&[&[0], &[1]]);
static THINGS: Endpoint = Endpoint::new("things", "GET", "/things");
static FILES: Endpoint = Endpoint::new("files", "GET", "/files").servers(&["https://files.example.com/up"]);
static UPLOAD: Endpoint = Endpoint::new("upload", "POST", "/files").multipart_body("multipart/form-data");
static HERE: Endpoint = Endpoint::new("here", "GET", "/x").servers(&["/v2"]);

client! {
    /// A client for tests.
    pub struct Client {
        api: API,
        builder: ClientBuilder,
        /// The key.
        api_key: key<0>,
        /// The token.
        token: bearer<1, token_provider>,
    }
}

fn scripted(script: &Script) -> ClientBuilder {
    Client::builder()
        .api_key("k-123456")
        .transport(script.clone())
        .retry_delay(Duration::from_millis(1), Duration::from_millis(1))
}

async fn call(client: &Client, endpoint: &'static Endpoint) -> Result<Value, callwright_runtime::Error> {
    Request::new(client.inner(), endpoint).json::<Value>().await
}

#[tokio::test]
async fn a_server_is_chosen_by_its_name() {
    let script = Script::new().otherwise(ScriptedReply::json(200, "{}"));
    let client = scripted(&script).server_named("production").build().expect("a client");
    call(&client, &THINGS).await.expect("an answer");
    assert_eq!(script.requests()[0].url.as_str(), "https://api.example.com/v1/things");
    for unknown in ["", "elsewhere"] {
        let error = scripted(&script).server_named(unknown).build().expect_err("no such server");
        assert!(error.to_string().contains("there are `production`"), "{error}");
    }
}

#[tokio::test]
async fn a_script_answers_and_records() {
    let script = Script::new()
        .reply(503)
        .reply(ScriptedReply::never_connected())
        .reply(ScriptedReply::json(200, r#"{"a":1}"#).header("x-request-id", "r1"));
    let client = scripted(&script).build().unwrap();
    let answer = Request::new(client.inner(), &THINGS).json::<Value>().with_response().await.unwrap();
    assert_eq!((answer.request_id(), answer.value["a"].as_i64()), (Some("r1"), Some(1)));
    let sent = script.requests();
    assert_eq!(sent.len(), 3);
    assert_eq!(
        (sent[2].url.as_str(), sent[2].header("x-api-key")),
        ("https://api.example.com/v1/things", "k-123456")
    );
    assert!(!format!("{sent:?}").contains("k-123456"));
    let error = call(&client, &THINGS).await.unwrap_err();
    assert!(error.to_string().contains("no reply left"), "{error}");
}

#[tokio::test]
async fn a_script_that_is_exhausted_says_so_at_once() {
    let script = Script::new();
    let client = scripted(&script).build().unwrap();
    let error = call(&client, &THINGS).await.unwrap_err();
    assert!(error.to_string().contains("the script has no reply left"), "{error}");
    assert_eq!((error.attempts(), script.requests().len(), error.is_retryable()), (1, 1, false));
    let error = client.request("POST", "/things").send().await.unwrap_err();
    assert_eq!((error.kind(), script.requests().len()), (ErrorKind::Transport, 2), "{error}");
}

#[tokio::test]
async fn servers_and_their_variables() {
    let script = Script::new().otherwise(ScriptedReply::json(200, "{}"));
    let at = |builder: ClientBuilder| {
        let script = script.clone();
        async move {
            let client = builder.build()?;
            call(&client, &THINGS).await?;
            Ok::<_, callwright_runtime::Error>(script.last_request().unwrap().url.to_string())
        }
    };
    assert_eq!(at(scripted(&script)).await.unwrap(), "https://api.example.com/v1/things");
    assert_eq!(at(scripted(&script).server(1)).await.unwrap(), "https://us.example.com/things");
    assert_eq!(
        at(scripted(&script).server(1).server_variable("region", "eu")).await.unwrap(),
        "https://eu.example.com/things"
    );
    for wrong in [
        scripted(&script).server(1).server_variable("region", "evil.example/"),
        scripted(&script).server(2),
        scripted(&script).server_variable("zone", "x"),
        scripted(&script).base_url("ftp://x"),
        scripted(&script).base_url("no url"),
        scripted(&script).header("a b", "c"),
        Client::builder().api_key("a\nb"),
    ] {
        assert_eq!(at(wrong).await.unwrap_err().kind(), ErrorKind::Build);
    }
    let error = Client::from_env().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::MissingCredential);
    assert!(
        error.to_string().contains("SCRIPT_TEST_KEY_THAT_IS_NOT_SET")
            && error.to_string().contains(".token("),
        "{error}"
    );
}

#[tokio::test]
async fn operations_that_live_elsewhere() {
    let script = Script::new().otherwise(ScriptedReply::json(200, "{}"));
    let client = scripted(&script).build().unwrap();
    call(&client, &FILES).await.unwrap();
    assert_eq!(script.last_request().unwrap().url.as_str(), "https://files.example.com/up/files");
    call(&client, &HERE).await.unwrap();
    assert_eq!(script.last_request().unwrap().url.as_str(), "https://api.example.com/v2/x");
    let client = scripted(&script).base_url("http://127.0.0.1:9/mock").build().unwrap();
    call(&client, &FILES).await.unwrap();
    assert_eq!(script.last_request().unwrap().url.as_str(), "http://127.0.0.1:9/mock/files");
    // A server that somebody chose is chosen for these, too, but for a path at it.
    for (builder, host) in [
        (scripted(&script).server(1), "https://us.example.com"),
        (scripted(&script).server(1).server_variable("region", "eu"), "https://eu.example.com"),
        (scripted(&script).server(0), "https://api.example.com/v1"),
    ] {
        let client = builder.build().unwrap();
        call(&client, &FILES).await.unwrap();
        assert_eq!(script.last_request().unwrap().url.as_str(), format!("{host}/files"));
        call(&client, &HERE).await.unwrap();
        let host = host.trim_end_matches("/v1");
        assert_eq!(script.last_request().unwrap().url.as_str(), format!("{host}/v2/x"));
    }
}

/// Counts what passes through.
struct Counting<T>(T, Arc<AtomicUsize>);

impl<T: Transport> Transport for Counting<T> {
    fn send(&self, mut request: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        self.1.fetch_add(1, Ordering::SeqCst);
        request.headers.insert("x-seen", callwright_runtime::http::HeaderValue::from_static("yes"));
        self.0.send(request)
    }
}

#[tokio::test]
async fn a_transport_can_be_wrapped() {
    let script = Script::new()
        .reply(ScriptedReply::json(200, "[").breaks_off())
        .otherwise(ScriptedReply::json(200, "[]"));
    let count = Arc::new(AtomicUsize::new(0));
    let client = Client::builder()
        .token("t-123456")
        .transport(Counting(script.clone(), count.clone()))
        .build()
        .unwrap();
    call(&client, &THINGS).await.unwrap();
    assert_eq!((count.load(Ordering::SeqCst), script.last_request().unwrap().header("x-seen")), (2, "yes"));
    assert_eq!(script.last_request().unwrap().header("authorization"), "Bearer t-123456");
    assert!(format!("{client:?}").contains("token") && !format!("{client:?}").contains("t-123456"));
}

#[tokio::test]
async fn middleware_goes_around_what_sends() {
    let script = Script::new().otherwise(ScriptedReply::json(200, "[]"));
    let counts = [Arc::new(AtomicUsize::new(0)), Arc::new(AtomicUsize::new(0))];
    let [inner, outer] = counts.clone();
    let client = scripted(&script)
        .middleware(move |around| Arc::new(Counting(around, inner)))
        .middleware(move |around| Arc::new(Counting(around, outer)))
        .build()
        .unwrap();
    call(&client, &THINGS).await.unwrap();
    assert_eq!(counts.each_ref().map(|count| count.load(Ordering::SeqCst)), [1, 1]);
    assert_eq!(script.last_request().unwrap().header("x-seen"), "yes");

    // The network is what is wrapped where nothing else sends, and it keeps all rules.
    let count = Arc::new(AtomicUsize::new(0));
    let counter = count.clone();
    let client = Client::builder()
        .api_key("k-123456")
        .base_url("http://127.0.0.1:1")
        .max_retries(0)
        .middleware(move |network| Arc::new(Counting(network, counter)))
        .build()
        .unwrap();
    let error = call(&client, &THINGS).await.unwrap_err();
    assert_eq!((count.load(Ordering::SeqCst), error.kind()), (1, ErrorKind::Transport));
    assert!(!error.may_have_been_sent() && client.unenforced().is_empty());
}

#[test]
fn options_that_contradict_each_other_are_told() {
    let script = Script::new();
    let injected = || {
        #[cfg(feature = "rustls")]
        let _ = rustls::crypto::ring::default_provider().install_default();
        Client::builder().api_key("k-123456").http_client(callwright_runtime::reqwest::Client::new())
    };
    for (builder, names) in [
        (scripted(&script).connect_timeout(None), ["connect_timeout", "transport"]),
        (scripted(&script).root_certificate("x"), ["root_certificate", "transport"]),
        (scripted(&script).configure_http(|http| http), ["configure_http", "transport"]),
        (injected().connect_timeout(Duration::from_secs(1)), ["connect_timeout", "http_client"]),
        (injected().root_certificate("x"), ["root_certificate", "http_client"]),
        (injected().configure_http(|http| http), ["configure_http", "http_client"]),
        (injected().transport(script.clone()), ["transport", "http_client"]),
    ] {
        let error = builder.build().unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Build);
        assert!(names.iter().all(|name| error.to_string().contains(name)), "{names:?}: {error}");
    }
    assert!(injected().build().unwrap().unenforced().len() > 3);
}

#[tokio::test]
async fn the_host_is_that_of_the_url() {
    let script = Script::new().otherwise(ScriptedReply::json(200, "[]"));
    let error = scripted(&script).header("Host", "other.example").build().unwrap_err();
    assert!(error.kind() == ErrorKind::Build && error.to_string().contains("host"), "{error}");
    let client = scripted(&script).build().unwrap();
    let call = Request::new(client.inner(), &THINGS).json::<Value>().header("host", "other.example");
    let error = call.await.unwrap_err();
    assert!(error.kind() == ErrorKind::InvalidRequest && error.to_string().contains("host"), "{error}");
}

#[tokio::test]
async fn a_file_that_vanishes_between_attempts_was_sent_before() {
    let file = std::env::temp_dir().join(format!("runtime-script-{}", std::process::id()));
    std::fs::write(&file, "x").unwrap();
    let script = Script::new().reply(ScriptedReply::status(503).delay(Duration::from_millis(50)));
    let client = scripted(&script).build().unwrap();
    let part = callwright_runtime::Part::path(&file);
    let call = Request::new(client.inner(), &UPLOAD).part("file", part).unit().repeatable(true);
    let call = tokio::spawn(call);
    while script.requests().is_empty() {
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
    std::fs::remove_file(&file).unwrap();
    let error = call.await.unwrap().unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), error.attempts()), (Some(503), 1), "{error}");
    assert!(error.may_have_been_sent());
    assert!(std::error::Error::source(&error).unwrap().to_string().contains("cannot be read"));
}
