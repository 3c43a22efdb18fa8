//! Answers of parts between boundaries that are read while they arrive, from a loopback server.
#![cfg(feature = "stream")]

mod support;

use std::time::Duration;

use callwright_runtime::{Bytes, Error, ErrorKind, PartStream, ReceivedPart, Request, Value};
use support::{Act, GET, Server, answer, builder, client};

const MIXED: &str = "multipart/mixed; boundary=b";

fn get(server: &Server) -> Request {
    Request::new(&client(&server.url), &GET).path("id", &"1")
}

async fn serving(content_type: &str, body: &[u8]) -> Server {
    Server::start(vec![Act::Answer(answer("200 OK", &[("content-type", content_type)], body))]).await
}

/// The parts up to the first error.
async fn all<T: Send + 'static>(mut stream: PartStream<T>) -> (Vec<ReceivedPart<T>>, Option<Error>) {
    let mut parts = Vec::new();
    while let Some(part) = stream.next().await {
        match part {
            Ok(part) => parts.push(part),
            Err(error) => {
                assert!(stream.next().await.is_none(), "an error is the last");
                return (parts, Some(error));
            }
        }
    }
    (parts, None)
}

#[tokio::test]
async fn parts_are_given_as_they_arrive() {
    let head = format!("HTTP/1.1 200 OK\r\ncontent-type: {MIXED}\r\n\r\n");
    let pieces = [
        &head,
        "--b\r\ncontent-type: application/json\r\nx-n: 1\r\n\r\n{\"n\"",
        ":1}\r\n--",
        "b\r\n\r\n2\r\n",
        "--b--\r\n",
    ];
    let pieces = pieces.iter().map(|piece| piece.as_bytes().to_vec()).collect();
    let server = Server::start(vec![Act::Drip(pieces, Duration::from_millis(20))]).await;
    let mut stream = get(&server).parts::<Value>().await.unwrap();
    assert_eq!(stream.headers()["content-type"], MIXED);
    let first = stream.next().await.unwrap().unwrap();
    assert_eq!((first.value["n"].as_i64(), &first.headers["x-n"]), (Some(1), &"1".parse().unwrap()));
    let second = stream.next().await.unwrap().unwrap();
    assert_eq!((second.headers.len(), second.into_inner()), (0, 2.into()));
    assert!(stream.next().await.is_none() && stream.next().await.is_none());
}

#[tokio::test]
async fn bytes_are_what_they_are() {
    let large: Vec<u8> = (0..=255).cycle().take(600_000).collect();
    let mut body = b"--b\r\ncontent-type: image/png\r\n\r\n\r\n\x00--b".to_vec();
    body.extend_from_slice(b"\r\n--b\r\n\r\n");
    body.extend_from_slice(&large);
    body.extend_from_slice(b"\r\n--b--");
    let server = serving(MIXED, &body).await;
    let (parts, error) = all(get(&server).byte_parts().await.unwrap()).await;
    assert!(error.is_none(), "{error:?}");
    let found: Vec<&Bytes> = parts.iter().map(|part| &part.value).collect();
    assert_eq!(found, [b"\r\n\x00--b".as_slice(), &large]);
}

#[tokio::test]
async fn texts_are_taken_as_they_are_and_large_json_is_read_aside() {
    let body = "--b\r\ncontent-type: text/plain\r\n\r\n\"12\"\r\n--b\r\ncontent-type: application/json\r\n\r\n\"12\"\r\n--b\r\n\r\nplain\r\n--b--";
    let server = serving(MIXED, body.as_bytes()).await;
    let texts: Vec<ReceivedPart<String>> = get(&server).parts().await.unwrap().collect_all().await.unwrap();
    assert_eq!(texts.iter().map(|part| part.value.as_str()).collect::<Vec<_>>(), ["\"12\"", "12", "plain"]);
    let large = format!("--b\r\n\r\n[{}0]\r\n--b--", "0,".repeat(200_000));
    let server = serving(MIXED, large.as_bytes()).await;
    let (parts, error) = all(get(&server).parts::<Vec<u64>>().await.unwrap()).await;
    assert!(error.is_none() && parts[0].value.len() == 200_001);
}

#[tokio::test]
async fn a_body_that_is_no_list_of_parts_is_an_error() {
    for (body, says) in [
        ("--b\r\n\r\n1\r\n--b\r\n\r\n2", "in the middle of a part"),
        ("--b\r\n\r\n1\r\n--b\r\n", "in the middle of a part"),
        ("--b\r\n\r\n1\r\n--b\r\nno header\r\n\r\n2\r\n--b--", "head of a part"),
        ("--b\r\n\r\n1\r\n--b\r\n\r\nx\r\n--b--", "expected a value"),
        ("--b\r\n\r\n1\r\n--b\r\ncontent-type: image/png\r\n\r\nx\r\n--b--", "`image/png`"),
    ] {
        let server = serving(MIXED, body.as_bytes()).await;
        let (parts, error) = all(get(&server).parts::<i64>().await.unwrap()).await;
        let error = error.expect(body);
        assert_eq!((parts.len(), error.kind()), (1, ErrorKind::Decode), "{body:?}: {error}");
        assert!(error.to_string().contains(says), "{body:?}: {error}");
    }
    let server = serving(MIXED, b"{\"detail\": \"no\"}").await;
    let (parts, error) = all(get(&server).parts::<i64>().await.unwrap()).await;
    assert!(parts.is_empty() && error.unwrap().to_string().contains("no part"));
    // The connection breaks off.
    let head = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: {MIXED}\r\ncontent-length: 100\r\n\r\n--b\r\n\r\n1\r\n--b\r\n"
    );
    let server = Server::start(vec![Act::Drip(vec![head.into_bytes()], Duration::ZERO)]).await;
    let (parts, error) = all(get(&server).parts::<i64>().await.unwrap()).await;
    assert_eq!((parts.len(), error.unwrap().kind()), (1, ErrorKind::Transport));
}

#[tokio::test]
async fn a_content_type_that_names_no_boundary_is_an_error() {
    let long = format!("multipart/mixed; boundary={}", "b".repeat(71));
    for (content_type, says) in [
        ("multipart/mixed", "no boundary"),
        ("text/plain; boundary=b", "not multipart"),
        (&long, "not valid"),
        ("application/json", "promises parts"),
    ] {
        let server = serving(content_type, b"--b\r\n\r\n1\r\n--b--").await;
        let error = get(&server).parts::<i64>().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Decode, "{content_type}: {error}");
        assert!(error.to_string().contains(says), "{content_type}: {error}");
    }
}

#[tokio::test]
async fn parts_and_their_heads_have_limits() {
    for (body, kind) in [
        (format!("--b\r\n\r\n{}", "x".repeat(100_000)), ErrorKind::BodyTooLarge),
        (format!("--b\r\nx: {}", "x".repeat(100_000)), ErrorKind::Decode),
        (format!("--b\r\n{}", "x: y\r\n".repeat(100)), ErrorKind::Decode),
    ] {
        let server = serving(MIXED, (body + "\r\n\r\n\r\n--b--").as_bytes()).await;
        let client = builder(&server.url).max_body_size(50_000).build().unwrap();
        let request = Request::new(&client, &GET).path("id", &"1");
        let (parts, error) = all(request.byte_parts().await.unwrap()).await;
        assert_eq!((parts.len(), error.as_ref().map(Error::kind)), (0, Some(kind)), "{error:?}");
    }
}

#[cfg(feature = "blocking")]
#[test]
fn parts_can_be_waited_for() {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
    let server = runtime.block_on(serving(MIXED, b"--b\r\n\r\n1\r\n--b--"));
    let mut stream = get(&server).parts::<i64>().wait().unwrap();
    assert_eq!(stream.wait_next().unwrap().unwrap().value, 1);
    assert!(stream.wait_next().is_none());
}

#[tokio::test]
async fn an_error_among_the_parts_is_one() {
    let body = "--b\r\n\r\n[1]\r\n--b\r\n\r\n{\"error\":{\"message\":\"gone\"}}\r\n--b--";
    let server = serving(MIXED, body.as_bytes()).await;
    let (parts, error) = all(get(&server).parts::<Vec<i64>>().await.unwrap()).await;
    assert_eq!(parts.len(), 1);
    assert!(error.unwrap().to_string().contains("gone"));
}
