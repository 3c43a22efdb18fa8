//! Every kind of credential, and alternatives of them.

mod support;

use std::{
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use callwright_runtime::{
    Api, Client, ClientBuilder, Credential, Endpoint, ErrorKind, Request, Token, Value,
};
use support::{Act, Server, json};

static KINDS: Api = Api::new("Test API", "test-client/1.0")
    .credentials(&[
        Credential::header_key("X-Key", "header_key", &[]),
        Credential::query_key("key", "query_key", &[]),
        Credential::cookie_key("session", "cookie_key", &[]),
        Credential::basic("login", &[]),
        Credential::bearer("token", &[]),
    ])
    .security(&[]);
static HEADER: Endpoint = Endpoint::new("header", "GET", "/x").security(&[&[0]]);
static QUERY: Endpoint = Endpoint::new("query", "GET", "/x").query(&[("beta", "a b")]).security(&[&[1]]);
static COOKIE: Endpoint = Endpoint::new("cookie", "GET", "/x").security(&[&[2]]);
static BASIC: Endpoint = Endpoint::new("basic", "GET", "/x").security(&[&[3]]);
static BEARER: Endpoint = Endpoint::new("bearer", "GET", "/x").security(&[&[4]]);
static WRITE: Endpoint = Endpoint::new("write", "POST", "/x").security(&[&[4]]).optional_body();
static EITHER: Endpoint = Endpoint::new("either", "GET", "/x").security(&[&[0, 1], &[2], &[]]);
static PERHAPS: Endpoint = Endpoint::new("perhaps", "GET", "/x").security(&[&[], &[0]]);
/// The same, said the other way round.
static OPTIONAL: Endpoint = Endpoint::new("optional", "GET", "/x").security(&[&[0], &[]]);
static BOTH: Endpoint = Endpoint::new("both", "GET", "/x").security(&[&[0, 1], &[3]]);

fn with(url: &str) -> ClientBuilder {
    Client::builder(&KINDS).base_url(url).retry_delay(Duration::from_millis(1), Duration::from_millis(1))
}

async fn server() -> Server {
    Server::start(vec![Act::Answer(json("200 OK", "{}"))]).await
}

async fn call(client: &Client, endpoint: &'static Endpoint) -> Result<Value, callwright_runtime::Error> {
    Request::new(client, endpoint).json::<Value>().await
}

#[tokio::test]
async fn each_kind_goes_to_its_place() {
    let server = server().await;
    let client = with(&server.url)
        .key(0, "head")
        .key(1, "a b&c")
        .key(2, "biscuit")
        .basic(3, "Aladdin", "open sesame")
        .bearer(4, "t0ken")
        .build()
        .unwrap();
    call(&client, &HEADER).await.unwrap();
    let hit = server.last();
    assert_eq!((hit.header("x-key"), hit.path(), hit.header("authorization")), ("head", "/x", ""));
    call(&client, &QUERY).await.unwrap();
    assert_eq!(server.last().path(), "/x?beta=a%20b&key=a%20b%26c");
    call(&client, &COOKIE).await.unwrap();
    assert_eq!(server.last().header("cookie"), "session=biscuit");
    call(&client, &BASIC).await.unwrap();
    assert_eq!(server.last().header("authorization"), "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    call(&client, &BEARER).await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer t0ken");
    assert_eq!(server.last().header("user-agent"), "test-client/1.0");
}

#[tokio::test]
async fn the_first_alternative_that_is_held_is_used() {
    let server = server().await;
    let client = with(&server.url).key(0, "head").key(2, "biscuit").build().unwrap();
    call(&client, &EITHER).await.unwrap();
    let hit = server.last();
    assert_eq!((hit.header("x-key"), hit.header("cookie")), ("", "session=biscuit"));

    let client = with(&server.url).key(0, "head").key(1, "query").key(2, "biscuit").build().unwrap();
    call(&client, &EITHER).await.unwrap();
    let hit = server.last();
    assert_eq!((hit.header("x-key"), hit.path(), hit.header("cookie")), ("head", "/x?key=query", ""));

    let client = with(&server.url).build().unwrap();
    call(&client, &EITHER).await.unwrap();
    assert_eq!(server.last().headers("authorization").len() + server.last().headers("cookie").len(), 0);
    let count = server.count();
    let error = call(&client, &BOTH).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::MissingCredential, count), "{error}");
}

#[tokio::test]
async fn a_key_that_need_not_be_there_is_sent_where_it_is() {
    let server = server().await;
    for endpoint in [&PERHAPS, &OPTIONAL] {
        call(&with(&server.url).key(0, "head").build().unwrap(), endpoint).await.unwrap();
        assert_eq!(server.last().header("x-key"), "head");
        call(&with(&server.url).build().unwrap(), endpoint).await.unwrap();
        assert!(server.last().headers("x-key").is_empty());
    }
}

#[tokio::test]
async fn tokens_are_asked_for_once_and_renewed() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    let refused = || Act::Answer(json("401 Unauthorized", "{}"));
    let fine = || Act::Answer(json("200 OK", "{}"));
    let acts = vec![fine(), fine(), refused(), fine(), refused(), fine(), refused(), refused()];
    let server = Server::start(acts).await;
    let client = with(&server.url)
        .bearer_provider(4, move || {
            let number = counter.fetch_add(1, Ordering::SeqCst);
            async move { Ok(Token::new(format!("token-{number}")).expires_in(Duration::from_secs(3600))) }
        })
        .build()
        .unwrap();
    call(&client, &BEARER).await.unwrap();
    call(&client, &BEARER).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), server.last().header("authorization")), (1, "Bearer token-0"));
    // Refused: a read goes out again with a new token.
    call(&client, &BEARER).await.unwrap();
    assert_eq!((asked.load(Ordering::SeqCst), server.last().header("authorization")), (2, "Bearer token-1"));
    // A write does not, but the next one has the new token.
    let error = call(&client, &WRITE).await.unwrap_err();
    assert_eq!((error.status().map(|status| status.as_u16()), server.count()), (Some(401), 5));
    call(&client, &WRITE).await.unwrap();
    assert_eq!(server.last().header("authorization"), "Bearer token-2");
    // Refused again and again: once more and no further.
    call(&client, &BEARER).await.unwrap_err();
    assert_eq!(server.count(), 8);
}

#[tokio::test]
async fn a_provider_that_fails_is_a_missing_credential() {
    let server = server().await;
    let client = with(&server.url)
        .bearer_provider(4, || async { Err("the identity server is down".into()) })
        .build()
        .unwrap();
    let error = call(&client, &BEARER).await.unwrap_err();
    assert_eq!((error.kind(), server.count()), (ErrorKind::MissingCredential, 0));
    assert!(error.to_string().contains("identity server is down"));
}

#[tokio::test]
async fn many_calls_with_a_revoked_token_ask_once() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counter = asked.clone();
    // All twenty are refused before the first of them is sent again.
    let mut acts: Vec<Act> = (0..20)
        .map(|number| {
            let refusal = json("401 Unauthorized", "{}");
            Act::Drip(vec![Vec::new(), refusal], Duration::from_millis(100 + number))
        })
        .collect();
    acts.push(Act::Answer(json("200 OK", "{}")));
    let server = Server::start(acts).await;
    let provider = move || {
        let number = counter.fetch_add(1, Ordering::SeqCst);
        async move {
            tokio::time::sleep(Duration::from_millis(5)).await;
            Ok(Token::new(format!("token-{number}")))
        }
    };
    let client = with(&server.url).bearer_provider(4, provider).build().unwrap();
    let calls: Vec<_> =
        (0..20).map(|_| tokio::spawn(Request::new(&client, &BEARER).json::<Value>())).collect();
    for call in calls {
        call.await.unwrap().unwrap();
    }
    assert_eq!((asked.load(Ordering::SeqCst), server.count()), (2, 40));
}

#[tokio::test]
async fn a_token_that_cannot_be_renewed_leaves_the_refusal() {
    let asked = AtomicUsize::new(0);
    let server = Server::start(vec![Act::Answer(json("401 Unauthorized", "{\"detail\":\"expired\"}"))]).await;
    let client = with(&server.url)
        .bearer_provider(4, move || {
            let is_first = asked.fetch_add(1, Ordering::SeqCst) == 0;
            async move {
                if is_first { Ok(Token::new("token")) } else { Err("the identity server is down".into()) }
            }
        })
        .build()
        .unwrap();
    let error = call(&client, &BEARER).await.unwrap_err();
    assert_eq!((error.kind(), error.status().map(|status| status.as_u16())), (ErrorKind::Api, Some(401)));
    assert!(error.may_have_been_sent() && error.attempts() == 1 && server.count() == 1, "{error}");
    let source = std::error::Error::source(&error).unwrap();
    assert!(source.to_string().contains("identity server is down"), "{source}");
}

#[tokio::test]
async fn no_retries_means_that_a_refused_read_is_not_sent_again() {
    let server = Server::start(vec![Act::Answer(json("401 Unauthorized", "{}"))]).await;
    let client = with(&server.url).bearer_provider(4, || async { Ok(Token::new("token")) }).build().unwrap();
    Request::new(&client, &BEARER).json::<Value>().max_retries(0).await.unwrap_err();
    assert_eq!(server.count(), 1);
    // A token of the caller's own cannot be renewed.
    Request::new(&client, &BEARER).json::<Value>().header("authorization", "mine").await.unwrap_err();
    assert_eq!(server.count(), 2);
}

#[tokio::test]
async fn a_provider_that_hangs_ends_calls_and_no_more() {
    let asked = AtomicUsize::new(0);
    let server = server().await;
    let client = with(&server.url)
        .timeout(Duration::from_millis(200))
        .bearer_provider(4, move || {
            let is_first = asked.fetch_add(1, Ordering::SeqCst) == 0;
            async move {
                if is_first {
                    std::future::pending::<()>().await;
                }
                Ok(Token::new("token"))
            }
        })
        .build()
        .unwrap();
    let begun = std::time::Instant::now();
    let first = tokio::spawn(Request::new(&client, &WRITE).json::<Value>());
    tokio::time::sleep(Duration::from_millis(50)).await;
    let second = tokio::spawn(Request::new(&client, &WRITE).json::<Value>().timeout(Duration::from_secs(20)));
    let error = first.await.unwrap().unwrap_err();
    assert_eq!((error.kind(), error.attempts()), (ErrorKind::Timeout, 0), "{error}");
    assert!(!error.may_have_been_sent() && error.is_timeout() && error.is_retryable(), "{error}");
    second.await.unwrap().unwrap();
    assert!(begun.elapsed() < Duration::from_secs(2) && server.count() == 1, "{:?}", begun.elapsed());
}
