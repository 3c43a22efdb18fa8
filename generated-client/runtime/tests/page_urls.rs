//! Results whose pages name the URL of the next one.
#![cfg(all(feature = "stream", feature = "test-util"))]

use callwright_runtime::{
    Api, Client, Credential, Cursor, Endpoint, Error, ErrorKind, Pages, Paging, Request, Script,
    ScriptedReply, Server, Style, Value,
};

const KEY: &str = "sk_0123456789abcdef";

static API: Api = Api::new("Paged", "paged/1.0")
    .servers(&[Server::new("https://api.example.com/v1")])
    .credentials(&[
        Credential::header_key("x-key", "header", &[]),
        Credential::query_key("api_key", "query", &[]),
    ])
    .security(&[&[0, 1]]);
static LIST: Endpoint = Endpoint::new("things.list", "GET", "/things/{id}");

fn request(script: &Script) -> Request {
    let client =
        Client::builder(&API).key(0, KEY).key(1, KEY).transport(script.clone()).build().expect("a client");
    Request::new(&client, &LIST).path("id", &"a b".to_owned()).query("limit", &2_i64, Style::FORM)
}

fn by_url() -> Paging<Value> {
    Paging::url(|page: &Value| Some(Cursor::of(page.get("next")?)))
}

fn naming(next: &str) -> ScriptedReply {
    ScriptedReply::json(200, serde_json::json!({ "next": next }).to_string())
}

fn linking(link: &str) -> ScriptedReply {
    ScriptedReply::json(200, "[]").header("link", link)
}

fn last() -> ScriptedReply {
    ScriptedReply::json(200, "{}")
}

fn urls(script: &Script) -> Vec<String> {
    script.requests().iter().map(|sent| sent.url.to_string()).collect()
}

async fn all(mut pages: Pages<Value>) -> (usize, Option<Error>) {
    let mut count = 0;
    while let Some(page) = pages.next().await {
        match page {
            Ok(_) => count += 1,
            Err(error) => {
                assert!(pages.next().await.is_none(), "an error ends the stream");
                return (count, Some(error));
            }
        }
    }
    (count, None)
}

#[tokio::test]
async fn a_url_is_followed_whole_or_relative() {
    let first = format!("https://api.example.com/v1/things/a%20b?limit=2&api_key={KEY}");
    for (next, expected) in [
        ("https://api.example.com/v1/things/a%20b?after=3", "/v1/things/a%20b?after=3"),
        ("https://API.example.com:443/other?after=3#top", "/other?after=3"),
        ("//api.example.com/x?after=3", "/x?after=3"),
        ("/v2/things?after=3", "/v2/things?after=3"),
        ("?after=3", "/v1/things/a%20b?after=3"),
        ("more?after=3", "/v1/things/more?after=3"),
        // The server repeats our key, or an older one.
        ("?api_key=old&after=3&api%5Fkey=older", "/v1/things/a%20b?after=3"),
    ] {
        let expected = format!("https://api.example.com{expected}&api_key={KEY}");
        let script = Script::new().reply(naming(next)).reply(last());
        let pages = request(&script).pages(by_url()).header("x-own", "kept");
        let (count, failed) = all(pages).await;
        assert_eq!((count, failed.map(|failed| failed.to_string())), (2, None), "{next}");
        assert_eq!(urls(&script), [first.as_str(), &expected], "{next}");
        for sent in script.requests() {
            assert_eq!((sent.header("x-key"), sent.header("x-own")), (KEY, "kept"));
        }
    }
}

#[tokio::test]
async fn a_page_that_names_none_is_the_last() {
    for end in ["{}", r#"{"next":null}"#, r#"{"next":""}"#, r#"{"next":"/x","more":false}"#] {
        let script = Script::new().reply(naming("/next")).reply(ScriptedReply::json(200, end));
        let paging = by_url().more(|page: &Value| page.get("more")?.as_bool());
        let (count, failed) = all(request(&script).pages(paging)).await;
        assert_eq!((count, failed.is_none(), script.requests().len()), (2, true, 2), "{end}");
    }
}

#[tokio::test]
async fn the_link_header_is_followed() {
    let script = Script::new()
        .reply(linking(r#"<https://api.example.com/v1/things?page=2>; rel="next", <?page=9>; rel="last""#))
        .reply(linking("<?page=3>; rel=next"))
        .reply(linking(r#"<?page=1>; rel="first""#));
    let (count, failed) = all(request(&script).pages(Paging::link())).await;
    assert_eq!((count, failed.is_none()), (3, true));
    let expected = ["/v1/things?page=2", "/v1/things?page=3"]
        .map(|end| format!("https://api.example.com{end}&api_key={KEY}"));
    assert_eq!(urls(&script)[1..], expected);
}

#[tokio::test]
async fn the_key_stays_at_its_origin() {
    for next in [
        "https://evil.example/v1/things",
        "//evil.example/v1/things",
        "\\\\evil.example\\x",
        "http://api.example.com/v1/things",
        "https://api.example.com:8443/v1/things",
        "https://api.example.com.evil.example/",
        "https://user:password@api.example.com/v1/things",
        "https://api.example.com@evil.example/",
        "ftp://api.example.com/",
        "data:,x",
        "https://[::1/",
        "https://api.example.com:99999/",
    ] {
        for (reply, paging) in
            [(naming(next), by_url()), (linking(&format!("<{next}>; rel=next")), Paging::link())]
        {
            let script = Script::new().reply(reply).otherwise(last());
            let (count, failed) = all(request(&script).pages(paging)).await;
            let failed = failed.expect(next);
            assert_eq!(
                (count, failed.kind(), script.requests().len()),
                (1, ErrorKind::Redirect, 1),
                "{next}"
            );
            let said = format!("{failed} {failed:?}");
            let words = match next {
                "https://user:password@api.example.com/v1/things" => "contains a user name or a password",
                "https://[::1/" | "https://api.example.com:99999/" => "is not a valid URL",
                _ => "another origin",
            };
            assert!(said.contains(words) && !said.contains(":password"), "{said}");
        }
    }
}

#[tokio::test]
async fn circles_are_errors() {
    let long = Script::new().reply(naming("/a")).reply(naming("/b")).reply(naming("/a#again"));
    let own = Script::new().reply(naming("/v1/things/a%20b?limit=2"));
    let with_key = Script::new().reply(naming("/a")).reply(naming("/a?api_key=other"));
    for (script, pages) in [(long, 3), (own, 1), (with_key, 2)] {
        let (count, failed) = all(request(&script).pages(by_url())).await;
        let failed = failed.expect("an error");
        assert_eq!((count, failed.kind()), (pages, ErrorKind::Decode));
        assert_eq!(script.requests().len(), pages);
        assert!(failed.to_string().contains("already returned"), "{failed}");
    }
}
