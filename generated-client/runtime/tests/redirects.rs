//! Nobody else is reached, whatever a server says.

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use callwright_runtime::{
    Api, BoxFuture, Client, Credential, Endpoint, ErrorKind, Part, Request, Transport, TransportError,
    TransportRequest, TransportResponse, Value,
    http::{HeaderMap, HeaderValue, StatusCode},
};
use support::{Act, CANARY, GET, POST, Server, UPLOAD, answer, builder, everything, json};

const CODES: [&str; 5] = [
    "301 Moved Permanently",
    "302 Found",
    "303 See Other",
    "307 Temporary Redirect",
    "308 Permanent Redirect",
];

#[tokio::test]
async fn no_other_origin_is_reached() {
    for follow in [false, true] {
        for code in CODES {
            let target = Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await;
            let elsewhere = [
                ("port", format!("http://127.0.0.1:{}/v1/x?token=secret-of-the-target", target.port)),
                ("host", format!("http://localhost:{}/v1/x", target.port)),
                ("scheme", format!("https://127.0.0.1:{}/v1/x", target.port)),
                ("user", format!("http://user:secret-of-the-target@127.0.0.1:{}/v1/x", target.port)),
            ];
            for (what, location) in elsewhere {
                let server =
                    Server::start(vec![Act::Answer(answer(code, &[("location", &location)], b""))]).await;
                let client = builder(&server.url).same_origin_redirects(follow).build().unwrap();
                for call in [
                    Request::new(&client, &GET).path("id", &"1").json::<Value>(),
                    Request::new(&client, &POST).field("a", &"b").json::<Value>(),
                    Request::new(&client, &POST)
                        .field("a", &"b")
                        .json::<Value>()
                        .header("authorization", CANARY),
                ] {
                    let error = call.await.unwrap_err();
                    assert_eq!(error.kind(), ErrorKind::Redirect, "{code} {what}: {error}");
                    assert!(!everything(&error).contains("secret-of-the-target"), "{error:?}");
                }
                assert_eq!((server.count(), target.count()), (3, 0), "{code} {what}");
            }
        }
    }
}

#[tokio::test]
async fn the_same_origin_is_followed_by_opt_in() {
    for code in CODES {
        let redirect = Act::Answer(answer(code, &[("location", "/v2/things?x=1")], b""));
        let server = Server::start(vec![redirect, Act::Answer(json("200 OK", "{\"ok\":1}"))]).await;
        let client = builder(&server.url).same_origin_redirects(true).build().unwrap();
        Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap();
        let hits = server.hits();
        assert_eq!(hits.len(), 2, "{code}");
        assert_eq!((hits[1].path(), hits[1].header("xi-api-key")), ("/v2/things?x=1", CANARY));
        assert!(hits[1].headers("referer").is_empty());
    }
    // Endless ones end.
    let server = Server::start(vec![Act::Answer(answer(CODES[1], &[("location", "/again")], b""))]).await;
    let client = builder(&server.url).same_origin_redirects(true).build().unwrap();
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::Redirect, 6));
}

#[tokio::test]
async fn without_opt_in_nothing_is_followed() {
    for code in CODES {
        let server = Server::start(vec![Act::Answer(answer(code, &[("location", "/v2/things")], b""))]).await;
        let client = builder(&server.url).build().unwrap();
        let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
        assert_eq!((error.kind(), server.count()), (ErrorKind::Redirect, 1), "{code}");
        assert!(error.to_string().contains("/v2/things"), "{error}");
        assert!(error.to_string().contains("same_origin_redirects(true)"), "{error}");
    }
}

/// The setting that helps is named where it would help.
#[tokio::test]
async fn a_redirect_says_which_setting_is_missing() {
    let opt_in = "same_origin_redirects(true)";
    let sent = async |code, location: &str, is_read: bool| {
        let server = Server::start(vec![Act::Answer(answer(code, &[("location", location)], b""))]).await;
        let client = builder(&server.url).build().unwrap();
        let call = if is_read {
            Request::new(&client, &GET).path("id", &"1").json::<Value>()
        } else {
            Request::new(&client, &POST).field("a", &"b").json::<Value>()
        };
        call.await.unwrap_err().to_string()
    };
    for code in CODES {
        let may_follow = !code.starts_with("301") && !code.starts_with("302");
        let written = sent(code, "/v2/things", false).await;
        assert_eq!(written.contains(opt_in), may_follow, "{written}");
        let other = sent(code, "https://api.example/v1/things/1", true).await;
        assert!(other.contains("`base_url`") && !other.contains(opt_in), "{other}");
        let broken = sent(code, "https://[", true).await;
        assert!(!broken.contains("`base_url`") && !broken.contains(opt_in), "{broken}");
    }
}

#[tokio::test]
async fn an_injected_client_is_told_about() {
    let server = Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await;
    let injected = reqwest_client();
    let client = builder(&server.url).http_client(injected).build().unwrap();
    assert!(!client.unenforced().is_empty());
    Request::new(&client, &POST).field("a", &"b").json::<Value>().await.unwrap();
    assert!(builder(&server.url).build().unwrap().unenforced().is_empty());
    let client = builder(&server.url).configure_http(|http| http.pool_max_idle_per_host(1)).build().unwrap();
    assert!(client.unenforced().is_empty());
}

fn reqwest_client() -> callwright_runtime::reqwest::Client {
    // As many programs do; without a process-wide TLS provider, it would panic.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    callwright_runtime::reqwest::Client::new()
}

/// Redirects with 307 at first; what comes after that finds no server. A file can be made to vanish in between.
struct Moved {
    sent: Arc<AtomicUsize>,
    file: Option<std::path::PathBuf>,
}

impl Transport for Moved {
    fn send(&self, _: TransportRequest) -> BoxFuture<Result<TransportResponse, TransportError>> {
        let is_first = self.sent.fetch_add(1, Ordering::SeqCst).is_multiple_of(2);
        let file = self.file.clone();
        Box::pin(async move {
            if !is_first {
                return Err(TransportError::new("the connection could not be established").not_sent());
            }
            if let Some(file) = file {
                std::fs::remove_file(file).unwrap();
            }
            let headers = HeaderMap::from_iter([(
                callwright_runtime::http::header::LOCATION,
                HeaderValue::from_static("/v2"),
            )]);
            let body = callwright_runtime::Body::empty();
            Ok(TransportResponse::new(StatusCode::TEMPORARY_REDIRECT, headers, body))
        })
    }
}

#[tokio::test]
async fn a_write_whose_redirect_cannot_connect_is_not_sent_twice() {
    let sent = Arc::new(AtomicUsize::new(0));
    let moved = Moved { sent: sent.clone(), file: None };
    let client = builder("https://api.example").same_origin_redirects(true).transport(moved).build().unwrap();
    let error = Request::new(&client, &POST).field("a", &"b").json::<Value>().await.unwrap_err();
    assert_eq!((sent.load(Ordering::SeqCst), error.attempts()), (2, 1), "one request and one hop");
    assert_eq!(error.kind(), ErrorKind::OutcomeUnknown);
    assert!(error.may_have_been_sent() && !error.is_retryable(), "{error}");
    // A read goes on as ever.
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert_eq!((sent.load(Ordering::SeqCst), error.attempts()), (8, 3));
}

#[tokio::test]
async fn a_file_that_vanishes_before_a_redirect_was_sent_before() {
    let file = std::env::temp_dir().join(format!("runtime-redirect-{}", std::process::id()));
    std::fs::write(&file, "x").unwrap();
    let sent = Arc::new(AtomicUsize::new(0));
    let moved = Moved { sent: sent.clone(), file: Some(file.clone()) };
    let client = builder("https://api.example").same_origin_redirects(true).transport(moved).build().unwrap();
    let call = Request::new(&client, &UPLOAD).part("file", Part::path(&file)).json::<Value>();
    let error = call.await.unwrap_err();
    assert_eq!((sent.load(Ordering::SeqCst), error.attempts()), (1, 1));
    assert_eq!((error.kind(), error.may_have_been_sent()), (ErrorKind::Redirect, true), "{error}");
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("cannot be read"), "{source}");
}

static KEYED: Api =
    Api::new("Keyed", "keyed/1.0").credentials(&[Credential::query_key("key", "key", &[])]).security(&[&[0]]);
static KEYED_LIST: Endpoint = Endpoint::new("list", "GET", "/v1/list");

#[tokio::test]
async fn a_key_in_the_query_goes_along_within_the_origin() {
    for (location, path) in [
        ("/v2?x=1", "/v2?x=1&key=k%20123456"),
        ("/v2", "/v2?key=k%20123456"),
        ("/v2?key=echoed&y=2", "/v2?y=2&key=k%20123456"),
    ] {
        let redirect = Act::Answer(answer(CODES[3], &[("location", location)], b""));
        let server = Server::start(vec![redirect, Act::Answer(json("200 OK", "{}"))]).await;
        let builder = Client::builder(&KEYED).key(0, "k 123456").base_url(&server.url);
        let client = builder.same_origin_redirects(true).build().unwrap();
        Request::new(&client, &KEYED_LIST).json::<Value>().await.unwrap();
        assert_eq!(server.last().path(), path);
    }
}

#[tokio::test]
async fn an_injected_client_that_follows_is_not_asked_again() {
    let redirect = Act::Answer(answer(CODES[3], &[("location", "/v2")], b""));
    let server = Server::start(vec![redirect, Act::Answer(json("200 OK", "{}"))]).await;
    let client = builder(&server.url).http_client(reqwest_client()).build().unwrap();
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    assert_eq!((server.count(), error.attempts(), error.is_retryable()), (2, 1, false), "{error}");

    // Its redirect leads to where nobody listens, which does not mean that the write never went out.
    let elsewhere = Act::Answer(answer(CODES[3], &[("location", "http://127.0.0.1:1/")], b""));
    let server = Server::start(vec![elsewhere]).await;
    let client = builder(&server.url).http_client(reqwest_client()).build().unwrap();
    let error = Request::new(&client, &POST).field("a", &"b").json::<Value>().await.unwrap_err();
    assert_eq!((server.count(), error.kind()), (1, ErrorKind::OutcomeUnknown), "{error}");
}
