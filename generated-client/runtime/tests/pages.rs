//! Results that come in pages.
#![cfg(all(feature = "stream", feature = "test-util"))]

use std::{pin::Pin, task::Poll, time::Duration};

use callwright_runtime::{
    Api, Client, Cursor, Endpoint, Error, ErrorKind, Items, Pages, Paging, Recorded, Request, Script,
    ScriptedReply, Server, Style, Value,
};
use futures_core::Stream;
use serde_json::json;

static API: Api = Api::new("Paged", "paged/1.0").servers(&[Server::new("https://api.example.com")]);
static LIST: Endpoint = Endpoint::new("things.list", "GET", "/things").query(&[("v", "2")]);
static SEARCH: Endpoint = Endpoint::new("things.search", "POST", "/search").json_body("application/json");

fn request(script: &Script) -> Request {
    let client = Client::builder(&API)
        .transport(script.clone())
        .retry_delay(Duration::from_millis(1), Duration::from_millis(1))
        .build()
        .unwrap();
    Request::new(&client, &LIST).query("limit", &2_i64, Style::FORM)
}

fn list(page: &Value) -> Option<&Vec<Value>> {
    page.get("data")?.as_array()
}

fn by_cursor() -> Paging<Value> {
    Paging::cursor("cursor", Style::FORM, |page: &Value| Some(Cursor::of(page.get("next")?)))
        .more(|page: &Value| page.get("has_more")?.as_bool())
}

fn by_number(first: i64) -> Paging<Value> {
    Paging::number("page", Style::FORM, first, |page: &Value| Some(list(page)?.len()))
        .more(|page: &Value| page.get("has_more")?.as_bool())
}

fn items(pages: Pages<Value>) -> Items<Value, Value> {
    pages.items(|page: Value| list(&page).cloned())
}

fn script(bodies: &[&str]) -> Script {
    bodies.iter().fold(Script::new(), |script, body| script.reply(ScriptedReply::json(200, *body)))
}

fn queries(script: &Script) -> Vec<String> {
    script.requests().iter().map(|sent| sent.url.query().unwrap_or_default().to_owned()).collect()
}

async fn all(mut pages: Pages<Value>) -> (usize, Option<Error>) {
    let mut count = 0;
    let mut failed = None;
    while let Some(page) = pages.next().await {
        assert!(failed.is_none(), "an error ends the stream");
        match page {
            Ok(_) => count += 1,
            Err(error) => failed = Some(error),
        }
    }
    assert!(pages.next().await.is_none(), "the end stays the end");
    (count, failed)
}

#[tokio::test]
async fn cursors_are_followed_to_the_end() {
    let ends = [
        r#"{"data":[5]}"#,
        r#"{"data":[5],"next":null}"#,
        r#"{"data":[5],"next":""}"#,
        r#"{"data":[5],"next":"d","has_more":false}"#,
    ];
    for end in ends {
        let script =
            script(&[r#"{"data":[1,2],"next":"a b&c","has_more":true}"#, r#"{"data":[],"next":7}"#, end]);
        let pages = request(&script).pages(by_cursor());
        assert!(script.requests().is_empty(), "nothing is sent before it is asked for");
        let (count, failed) = all(pages).await;
        assert_eq!((count, failed.is_none()), (3, true), "{end}");
        assert_eq!(
            queries(&script),
            ["v=2&limit=2", "v=2&limit=2&cursor=a%20b%26c", "v=2&limit=2&cursor=7"],
            "{end}"
        );
    }
}

#[tokio::test]
async fn circles_are_errors() {
    let same = script(&[r#"{"data":[1],"next":"a"}"#, r#"{"data":[2],"next":"a"}"#]);
    let (count, failed) = all(request(&same).pages(by_cursor())).await;
    let failed = failed.unwrap();
    assert_eq!((count, failed.kind()), (2, ErrorKind::Decode));
    assert!(failed.to_string().contains("already returned"), "{failed}");
    // Longer ones, and one that leads back to where the caller began.
    let long = Script::new()
        .reply(ScriptedReply::json(200, r#"{"next":"b"}"#))
        .reply(ScriptedReply::json(200, r#"{"next":"c"}"#))
        .reply(ScriptedReply::json(200, r#"{"next":"a"}"#));
    let started = request(&long).query("cursor", &"a".to_owned(), Style::FORM).pages(by_cursor());
    let (count, failed) = all(started).await;
    assert_eq!((count, failed.map(|failed| failed.kind())), (3, Some(ErrorKind::Decode)));
    assert_eq!(queries(&long)[0], "v=2&limit=2&cursor=a");
    // Who asked for no more pages gets no error about those.
    let same = script(&[r#"{"data":[1],"next":"a"}"#, r#"{"data":[2],"next":"a"}"#]);
    let (count, failed) = all(request(&same).pages(by_cursor()).max_pages(2)).await;
    assert_eq!((count, failed.is_none()), (2, true));
    // A server that does not know the parameter.
    let deaf = Script::new().otherwise(ScriptedReply::json(200, r#"{"data":[1]}"#));
    let (count, failed) = all(request(&deaf).pages(by_number(1))).await;
    assert_eq!((count, failed.map(|failed| failed.kind())), (1, Some(ErrorKind::Decode)));
}

#[tokio::test]
async fn numbers_count_up_to_the_empty_page() {
    for first in [0, 1] {
        // A short page is not the last: servers filter after they have cut.
        let script = script(&[r#"{"data":[1,2]}"#, r#"{"data":[3]}"#, r#"{"data":[4,5]}"#, r#"{"data":[]}"#]);
        let (count, failed) = all(request(&script).pages(by_number(first))).await;
        assert_eq!((count, failed.is_none()), (4, true));
        let expected: Vec<String> =
            (first..first + 4).map(|number| format!("v=2&limit=2&page={number}")).collect();
        assert_eq!(queries(&script), expected);
    }
    let said = script(&[r#"{"data":[1,2],"has_more":true}"#, r#"{"data":[3,4],"has_more":false}"#]);
    let started = request(&said).query("page", &7_i64, Style::FORM).pages(by_number(1));
    assert_eq!(all(started).await.0, 2);
    assert_eq!(queries(&said), ["v=2&limit=2&page=7", "v=2&limit=2&page=8"]);
}

#[tokio::test]
async fn an_error_ends_the_stream() {
    let script = script(&[r#"{"data":[1],"next":"a"}"#, r#"{"data":[2],"next":"b"}"#])
        .reply(ScriptedReply::json(403, r#"{"detail":"no"}"#));
    let (count, failed) = all(request(&script).pages(by_cursor())).await;
    assert_eq!((count, failed.map(|failed| failed.kind())), (2, Some(ErrorKind::Api)));
    assert_eq!(script.requests().len(), 3);
    let (count, failed) = all(Request::new(&client_of(&script), &LIST)
        .header("x", &"a\nb".to_owned(), Style::SIMPLE)
        .pages(by_cursor()))
    .await;
    assert_eq!((count, failed.map(|failed| failed.kind())), (0, Some(ErrorKind::InvalidRequest)));
    assert_eq!(script.requests().len(), 3);
}

fn client_of(script: &Script) -> Client {
    Client::builder(&API).transport(script.clone()).build().unwrap()
}

#[tokio::test]
async fn every_page_is_a_call_with_its_options_and_retries() {
    let script = Script::new()
        .reply(503)
        .reply(ScriptedReply::json(200, r#"{"data":[1],"next":"a"}"#))
        .reply(503)
        .reply(ScriptedReply::json(200, r#"{"data":[2]}"#));
    let pages = request(&script).pages(by_cursor()).header("x-trace", "t").query("extra", "1").max_retries(1);
    assert_eq!(all(pages).await.0, 2);
    assert!(script.requests().iter().all(|sent| sent.header("x-trace") == "t"));
    assert!(queries(&script).iter().all(|query| query.contains("extra=1")));
    // Without retries, the first failure ends it; a time-out holds for every page.
    let failing = Script::new()
        .reply(ScriptedReply::json(200, r#"{"data":[1],"next":"a"}"#))
        .reply(ScriptedReply::json(200, "{}").delay(Duration::from_secs(5)));
    let pages = request(&failing).pages(by_cursor()).max_retries(0).timeout(Duration::from_millis(50));
    let (count, failed) = all(pages).await;
    assert_eq!((count, failed.map(|failed| failed.is_timeout())), (1, Some(true)));
}

#[tokio::test]
async fn writes_are_not_repeated_within_a_page() {
    let script =
        Script::new().reply(ScriptedReply::json(200, r#"{"data":[1],"next":"a"}"#)).reply(503).otherwise(200);
    let search = Request::new(&client_of(&script), &SEARCH).field("text", &"x".to_owned());
    let (count, failed) = all(search.pages(by_cursor())).await;
    assert_eq!((count, failed.map(|failed| failed.kind())), (1, Some(ErrorKind::Api)));
    let sent = script.requests();
    assert_eq!(sent.len(), 2);
    assert!(sent.iter().all(|sent| sent.json()["text"] == "x"), "every page has the body");
    let stream = Request::new(&client_of(&script), &SEARCH).body_bytes("once").pages(by_cursor());
    assert_eq!(all(stream).await.1.map(|failed| failed.kind()), Some(ErrorKind::InvalidRequest));
}

#[tokio::test]
async fn items_come_in_order_and_pages_when_they_are_needed() {
    let bodies = [r#"{"data":[1,2],"next":"a"}"#, r#"{"data":[],"next":"b"}"#, r#"{"data":[3,4]}"#];
    let whole = script(&bodies);
    let mut stream = items(request(&whole).pages(by_cursor()));
    let mut found = Vec::new();
    while let Some(item) = stream.next().await {
        found.push(item.unwrap());
        assert_eq!(whole.requests().len(), if found.len() < 3 { 1 } else { 3 });
    }
    assert_eq!(found, [1, 2, 3, 4]);
    for (limited, sent) in [(0, 0), (2, 1), (3, 3)] {
        let script = script(&bodies);
        let mut stream = items(request(&script).pages(by_cursor())).max_items(limited);
        let mut count = 0;
        while let Some(item) = stream.next().await {
            item.unwrap();
            count += 1;
        }
        assert_eq!((count, script.requests().len()), (limited, sent));
    }
    let one = script(&bodies);
    let mut stream = items(request(&one).pages(by_cursor())).max_pages(1);
    assert!(stream.next().await.is_some() && stream.next().await.is_some() && stream.next().await.is_none());
    assert_eq!(one.requests().len(), 1);
    assert!(format!("{stream:?}").contains("things.list"));
}

#[tokio::test]
async fn nothing_is_the_end_where_it_may_come() {
    let script = script(&[r#"{"data":[1],"next":"a"}"#]).reply(204);
    assert_eq!(all(request(&script).pages(by_cursor().optional())).await.0, 1);
    let promised = Script::new().reply(200);
    let (_, failed) = all(request(&promised).pages(by_cursor())).await;
    assert_eq!(failed.map(|failed| failed.kind()), Some(ErrorKind::Decode));
}

#[tokio::test]
async fn pages_are_streams_of_the_ecosystem_and_cross_threads() {
    fn crosses<T: Send + Unpin + 'static>(value: T) -> T {
        value
    }
    let script = script(&[r#"{"data":[1]}"#]);
    let mut pages = crosses(request(&script).pages(by_cursor()));
    let page = std::future::poll_fn(|context| Pin::new(&mut pages).poll_next(context)).await;
    assert!(matches!(page, Some(Ok(_))));
    let mut items = crosses(items(pages));
    let end = std::future::poll_fn(|context| match Pin::new(&mut items).poll_next(context) {
        Poll::Ready(end) => Poll::Ready(end.is_none()),
        Poll::Pending => Poll::Pending,
    });
    assert!(end.await);
}

#[cfg(feature = "blocking")]
#[test]
fn pages_wait_anywhere() {
    let script = script(&[r#"{"data":[1],"next":"a"}"#, r#"{"data":[2]}"#]);
    let mut stream = items(request(&script).pages(by_cursor()));
    let mut found = Vec::new();
    while let Some(item) = stream.wait_next() {
        found.push(item.unwrap());
    }
    assert_eq!(found, [1, 2]);
}

fn by_offset() -> Paging<Value> {
    Paging::offset("offset", Style::FORM, |page: &Value| Some(list(page)?.len()))
}

fn total(page: &Value) -> Option<i64> {
    page.get("total")?.as_i64()
}

fn query_tails(script: &Script) -> Vec<String> {
    queries(script).iter().map(|query| query.replace("v=2&limit=2", "")).collect()
}

#[tokio::test]
async fn items_are_counted_up() {
    let bodies = [r#"{"data":[1,2]}"#, r#"{"data":[3]}"#, r#"{"data":[]}"#];
    let sent = script(&bodies);
    assert_eq!(all(request(&sent).pages(by_offset())).await.0, 3);
    assert_eq!(query_tails(&sent), ["", "&offset=2", "&offset=3"]);
    // It begins where the caller says, and ends where all items have been seen.
    let sent = script(&[r#"{"data":[3,4],"total":5}"#, r#"{"data":[5],"total":5}"#]);
    let begun = request(&sent).query("offset", &2_i64, Style::FORM).pages(by_offset().total(total));
    let (count, error) = all(begun).await;
    assert!(error.is_none());
    assert_eq!((count, query_tails(&sent)), (2, vec!["&offset=2".to_owned(), "&offset=4".to_owned()]));
    let same = script(&[r#"{"data":[1,2]}"#, r#"{"data":[1,2]}"#]);
    let (_, error) = all(request(&same).pages(by_offset())).await;
    assert_eq!(error.unwrap().kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn numbered_pages_end_where_the_page_says_so() {
    let next = |page: &Value| Some(Cursor::of(page.get("next")?));
    let last = |page: &Value| page.get("pages")?.as_i64();
    let full = r#"{"data":[1,2],"next":"x","total":3,"pages":2}"#;
    for end in [
        r#"{"data":[3],"next":null,"total":9,"pages":9}"#,
        r#"{"data":[3],"total":9,"pages":9}"#,
        r#"{"data":[3],"next":"x","total":3,"pages":9}"#,
        r#"{"data":[3],"next":"x","total":9,"pages":2}"#,
    ] {
        let sent = script(&[full, end]);
        let (count, error) = all(request(&sent).pages(by_number(1).next(next).total(total).last(last))).await;
        assert!(error.is_none(), "{end}: {error:?}");
        assert_eq!((count, queries(&sent).len()), (2, 2), "{end}");
    }
    // Who begins at the second page sees fewer items than there are in all.
    let sent = script(&[r#"{"data":[3,4],"total":2}"#, r#"{"data":[],"total":2}"#]);
    let begun = request(&sent).query("page", &2_i64, Style::FORM).pages(by_number(1).total(total));
    assert_eq!(all(begun).await.0, 2);
}

#[tokio::test]
async fn a_page_that_is_not_there_ends_those_before_it() {
    let missing = || ScriptedReply::json(404, r#"{"detail":"Invalid page."}"#);
    let sent = script(&[r#"{"data":[1,2]}"#, r#"{"data":[3]}"#]).reply(missing());
    let mut found = items(request(&sent).pages(by_number(1).missing_ends()));
    let mut numbers = Vec::new();
    while let Some(item) = found.next().await {
        numbers.push(item.unwrap());
    }
    assert_eq!(numbers, [1, 2, 3]);
    // The first page has to be there, and other errors are errors.
    let (count, error) =
        all(request(&Script::new().reply(missing())).pages(by_number(1).missing_ends())).await;
    assert_eq!((count, error.unwrap().status().unwrap().as_u16()), (0, 404));
    let refused = script(&[r#"{"data":[1]}"#]).reply(ScriptedReply::json(403, "{}"));
    let (_, error) = all(request(&refused).pages(by_number(1).missing_ends())).await;
    assert_eq!(error.unwrap().status().unwrap().as_u16(), 403);
    let unsaid = script(&[r#"{"data":[1]}"#]).reply(missing());
    assert!(all(request(&unsaid).pages(by_number(1))).await.1.is_some());
}

fn search(script: &Script) -> Request {
    let client = Client::builder(&API).transport(script.clone()).build().unwrap();
    Request::new(&client, &SEARCH).field("q", &"x".to_owned())
}

fn bodies(script: &Script) -> Vec<Value> {
    script.requests().iter().map(Recorded::json).collect()
}

/// A search is a POST, and its cursor is a member of the body, perhaps inside another object.
#[tokio::test]
async fn cursors_go_into_the_body_of_the_next_request() {
    let script =
        || script(&[r#"{"data":[1],"next":"a&\"b"}"#, r#"{"data":[2],"next":7}"#, r#"{"data":[3]}"#]);
    let sent = script();
    let (count, failed) = all(search(&sent).pages(by_cursor().in_body(&["cursor"]))).await;
    assert_eq!((count, failed.is_none()), (3, true));
    assert_eq!(
        bodies(&sent),
        [json!({"q": "x"}), json!({"q": "x", "cursor": "a&\"b"}), json!({"q": "x", "cursor": 7})]
    );
    assert_eq!(queries(&sent), ["", "", ""]);

    // Other members of the object around it stay, whether they were given by setters or in a whole body.
    let sent = script();
    let page = search(&sent).field("page", &json!({"limit": 2, "cursor": "old"}));
    let (count, failed) = all(page.pages(by_cursor().in_body(&["page", "cursor"]))).await;
    assert_eq!((count, failed.is_none()), (3, true));
    let page = |cursor: Value| json!({"q": "x", "page": {"limit": 2, "cursor": cursor}});
    assert_eq!(bodies(&sent), [page(json!("old")), page(json!("a&\"b")), page(json!(7))]);
    let sent = script();
    let whole = search(&sent).body(&json!({"q": "y", "page": null}));
    let (count, _) = all(whole.pages(by_cursor().in_body(&["page", "cursor"]))).await;
    assert_eq!(count, 3);
    assert_eq!(bodies(&sent)[1], json!({"q": "y", "page": {"cursor": "a&\"b"}}));
}

#[tokio::test]
async fn a_circle_of_cursors_in_bodies_is_an_error() {
    let same = script(&[r#"{"data":[1],"next":"a"}"#, r#"{"data":[2],"next":"b"}"#]);
    let begun = search(&same).field("cursor", &"b".to_owned());
    let (count, failed) = all(begun.pages(by_cursor().in_body(&["cursor"]))).await;
    assert_eq!((count, failed.map(|failed| failed.kind())), (2, Some(ErrorKind::Decode)));
}

#[tokio::test]
async fn numbers_in_bodies_count_on_from_where_the_caller_began() {
    let sent = script(&[r#"{"data":[1]}"#, r#"{"data":[]}"#]);
    let begun = search(&sent).field("page", &3_i64);
    let (count, failed) = all(begun.pages(by_number(1).in_body(&["page"]))).await;
    assert_eq!((count, failed.is_none()), (2, true));
    assert_eq!(bodies(&sent), [json!({"q": "x", "page": 3}), json!({"q": "x", "page": 4})]);
}

/// What cannot be counted from, or cannot be sent, is not taken for the beginning or the end.
#[tokio::test]
async fn what_asks_for_no_page_is_an_error() {
    let none = script(&[r#"{"data":[1]}"#]);
    let begun = request(&none).query("page", &"last".to_owned(), Style::FORM);
    let (count, failed) = all(begun.pages(by_number(1))).await;
    assert_eq!((count, none.requests().len()), (0, 0));
    assert!(failed.unwrap().to_string().contains("`page` must be an integer"));

    let one = script(&[r#"{"data":[1]}"#]);
    let broken = Paging::cursor("cursor", Style::FORM, |_: &Value| Some(Cursor::of(&f64::NAN)));
    let (count, failed) = all(request(&one).pages(broken)).await;
    assert_eq!(count, 1);
    assert!(failed.unwrap().to_string().contains("cannot be written"));

    let one = script(&[r#"{"data":[1],"next":7}"#]);
    let by_url = Paging::url(|page: &Value| Some(Cursor::of(page.get("next")?)));
    let (count, failed) = all(request(&one).pages(by_url)).await;
    assert_eq!(count, 1);
    assert!(failed.unwrap().to_string().contains("not a string"));
}
