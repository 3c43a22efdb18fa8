//! What each operation puts on the wire, as reviewed in the snapshot; the blocking form sends the same.

use std::fmt::Write as _;

use crate::operations::{Clients, Manner, OPERATIONS, fine};
use crate::support::{Act, CANARY, Hit, Server};

/// The request without what differs from run to run.
fn stable(hit: &Hit) -> String {
    let mut text = hit.line().to_owned();
    let mut lines: Vec<String> = hit
        .head
        .lines()
        .skip(1)
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| format!("{}: {}", name.to_ascii_lowercase(), value.trim()))
        .filter(|line| !line.starts_with("host:") && !line.starts_with("accept-encoding:"))
        .collect();
    lines.sort();
    for line in lines {
        let _ = write!(text, "\n  {line}");
    }
    if !hit.body.is_empty() {
        let _ = write!(text, "\n  {:?}", hit.text());
    }
    let boundary = hit.header("content-type").split("boundary=").nth(1).unwrap_or("-none-");
    text.replace(boundary, "BOUNDARY").replace(CANARY, "CANARY")
}

#[tokio::test]
async fn every_request_is_as_reviewed_and_the_same_both_ways() {
    let server = Server::start(vec![Act::Answer(fine())]).await;
    let clients = Clients::of(&server);
    let mut all = String::new();
    for operation in OPERATIONS {
        let mut sent = Vec::new();
        for blocking in [false, true] {
            let manner = Manner { blocking, ..Manner::default() };
            (operation.call)(&clients, "a b/ü&c=1", manner).result.await.expect(operation.name);
            sent.push(stable(&server.last()));
        }
        assert_eq!(sent[0], sent[1], "{}", operation.name);
        let _ = write!(all, "{}\n{}\n\n", operation.name, sent[0]);
    }
    assert_eq!(server.count(), OPERATIONS.len() * 2);
    insta::assert_snapshot!(all);
}
