//! Nobody else is reached, whatever a server says.

mod support;

use generated_client_runtime::{ErrorKind, Request, Value};
use support::{Act, CANARY, GET, POST, Server, answer, builder, everything, json};

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

fn reqwest_client() -> generated_client_runtime::reqwest::Client {
    // A client that is built elsewhere needs a process-wide TLS provider; ours do not.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    generated_client_runtime::reqwest::Client::new()
}
