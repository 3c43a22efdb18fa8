//! Pages whose server names the URL of the next one, on the wire.

use runtime::{Error, ErrorKind, Items};
use synthetic_client::types::PagesSearchRequestPage;

use crate::operations::{Clients, closing};
use crate::support::{Act, CANARY, Hit, Server};

/// A page that names the next one, in its body and in its header.
fn naming(next: &str) -> Act {
    let body = format!(r#"{{"items":["a","b"],"next_url":"{next}"}}"#);
    Act::Answer(closing("200 OK", &[("link", &format!("<{next}>; rel=\"next\""))], &body))
}

fn last() -> Act {
    Act::Answer(closing("200 OK", &[], r#"{"items":["c"],"next_url":null}"#))
}

/// All items, and the error that ends them.
async fn all<P: Send + 'static>(mut items: Items<P, String>) -> (Vec<String>, Option<Error>) {
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        match item {
            Ok(item) => found.push(item),
            Err(error) => {
                assert!(items.next().await.is_none(), "an error ends them");
                return (found, Some(error));
            }
        }
    }
    (found, None)
}

async fn items(server: &Server, by_link: bool) -> (Vec<String>, Option<Error>) {
    let pages = Clients::of(server).kinds.pages();
    if by_link {
        all(pages.by_link().text("x y").by_item()).await
    } else {
        all(pages.by_url().text("x y").by_item()).await
    }
}

#[tokio::test]
async fn items_come_from_every_page_and_each_has_the_key() {
    for by_link in [false, true] {
        let server = Server::start(vec![naming("?after=2"), naming("/elsewhere?after=4"), last()]).await;
        let (found, error) = items(&server, by_link).await;
        assert_eq!((found, error.is_none()), (["a", "b", "a", "b", "c"].map(str::to_owned).to_vec(), true));
        let first = if by_link { "/pages/links" } else { "/pages/urls" };
        let expected =
            [format!("{first}?text=x%20y&"), format!("{first}?after=2&"), "/elsewhere?after=4&".to_owned()]
                .map(|start| format!("GET {start}api_key={CANARY} HTTP/1.1"));
        let hits = server.hits();
        assert_eq!(hits.iter().map(Hit::line).collect::<Vec<_>>(), expected);
        assert!(hits.iter().all(|hit| hit.header("x-api-key") == CANARY));
    }
}

#[tokio::test]
async fn no_page_is_fetched_from_another_origin() {
    for by_link in [false, true] {
        let target = Server::start(vec![last()]).await;
        let server = Server::start(vec![naming(&format!("http://127.0.0.1:{}/x", target.port))]).await;
        let (found, error) = items(&server, by_link).await;
        assert_eq!((found.len(), error.map(|error| error.kind())), (2, Some(ErrorKind::Redirect)));
        assert_eq!((server.count(), target.count()), (1, 0));
    }
}

/// A search is a POST whose cursor stands in its body, where the other members stay as they were.
#[tokio::test]
async fn a_search_asks_for_the_next_page_in_its_body() {
    let page = |body: &str| Act::Answer(closing("200 OK", &[], body));
    let server = Server::start(vec![
        page(r#"{"items":["a"],"next_cursor":"c\"2"}"#),
        page(r#"{"items":["b"],"next_cursor":null}"#),
    ])
    .await;
    let search = Clients::of(&server)
        .kinds
        .pages()
        .search()
        .text("x y")
        .page(PagesSearchRequestPage::builder().limit(2));
    let (found, error) = all(search.by_item()).await;
    assert_eq!((found, error.is_none()), (["a", "b"].map(str::to_owned).to_vec(), true));
    let bodies: Vec<String> = server.hits().iter().map(Hit::text).collect();
    assert_eq!(
        bodies,
        [r#"{"text":"x y","page":{"limit":2}}"#, r#"{"text":"x y","page":{"limit":2,"cursor":"c\"2"}}"#]
    );
}

/// Whether a stream is wanted may be said in the query.
#[tokio::test]
async fn a_call_and_its_stream_say_so_in_the_query() {
    let server = Server::start(vec![
        Act::Answer(closing("200 OK", &[("content-type", "application/json")], r#"{"text":"x"}"#)),
        Act::Answer(closing(
            "200 OK",
            &[("content-type", "text/event-stream")],
            "data: {\"text\":\"x\"}\n\n",
        )),
    ])
    .await;
    let answers = Clients::of(&server).kinds.answers();
    answers.get_flagged().send().await.unwrap();
    assert!(answers.get_flagged().stream().await.unwrap().next().await.unwrap().is_ok());
    let hits = server.hits();
    assert!(
        hits[0].line().contains("?stream=false&") && hits[1].line().contains("?stream=true&"),
        "{hits:?}"
    );
    assert_eq!(hits[1].header("accept"), "text/event-stream");
}
