//! A write that may have happened is sent once, whatever goes wrong; a read is sent again, as documented.

use std::time::Duration;

use crate::operations::{Clients, Manner, OPERATIONS, Operation, closing, fine};
use crate::support::{Act, Hit, Server};

/// Long enough for a busy machine to answer, for attempts that nothing is wrong with.
const LIMIT: Duration = Duration::from_secs(60);

/// Every way in which a server can fail a call that reached it.
fn failures() -> Vec<(&'static str, Act, Duration)> {
    let status = |status: &str| Act::Answer(closing(status, &[], "{}"));
    let busy = Act::Answer(closing("429 Too Many Requests", &[("retry-after", "0")], "{}"));
    vec![
        ("drop before body", Act::DropBeforeBody, LIMIT),
        ("drop after body", Act::DropAfterBody, LIMIT),
        ("408", status("408 Request Timeout"), LIMIT),
        ("429", busy, LIMIT),
        ("500", status("500 Internal Server Error"), LIMIT),
        ("502", status("502 Bad Gateway"), LIMIT),
        ("503", status("503 Service Unavailable"), LIMIT),
        ("504", status("504 Gateway Timeout"), LIMIT),
        ("time-out", Act::Hang, Duration::from_secs(2)),
    ]
}

/// Method and path of what each operation sends, which tell the operations apart, but for those that differ in the kind of
/// their body.
async fn lines() -> Vec<String> {
    let server = Server::start(vec![Act::Answer(fine())]).await;
    let clients = Clients::of(&server);
    for operation in OPERATIONS {
        (operation.call)(&clients, "x", Manner::default()).result.await.expect(operation.name);
    }
    let lines: Vec<String> = server.hits().iter().map(line).collect();
    assert_eq!(lines.len(), OPERATIONS.len());
    lines
}

fn line(hit: &Hit) -> String {
    let end = hit.line().find(['?']).or(hit.line().rfind(' ')).unwrap_or_default();
    hit.line()[..end].to_owned()
}

/// Calls everything at once while the server fails each time, and counts what reached it.
async fn nothing_succeeds(what: &str, act: Act, manner: Manner) {
    let lines = lines().await;
    let server = Server::start(vec![act]).await;
    let clients = Clients::of(&server);
    let mut running = tokio::task::JoinSet::new();
    for operation in OPERATIONS {
        let call = (operation.call)(&clients, "x", manner);
        running.spawn(async move { (operation, call.result.await) });
    }
    let ended = running.join_all().await;
    // Whoever sends again in the background has time to do so.
    tokio::time::sleep(Duration::from_millis(100)).await;
    let hits: Vec<String> = server.hits().iter().map(line).collect();
    assert_eq!(ended.len(), OPERATIONS.len());
    for (operation, result) in ended {
        let case = format!("{} after {what}, blocking: {}", operation.name, manner.blocking);
        let error = result.expect_err(&case);
        let index = OPERATIONS.iter().position(|other| other.name == operation.name).expect("itself");
        // Calls of one operation with bodies of several kinds have one line.
        let alike = lines.iter().filter(|line| **line == lines[index]).count();
        let count = hits.iter().filter(|hit| **hit == lines[index]).count() / alike;
        let expected = if operation.is_write() { 1 } else { 3 };
        assert_eq!((count, error.attempts() as usize), (expected, expected), "{case}: {error}");
        assert!(error.may_have_been_sent(), "{case}: {error}");
        assert_eq!(error.is_outcome_unknown(), operation.is_write() && what != "429", "{case}: {error}");
    }
}

/// Two attempts of each read fail, the third does not.
async fn reads_recover(what: &str, act: &Act, manner: Manner) {
    let reads: Vec<&Operation> = OPERATIONS.iter().filter(|operation| !operation.is_write()).collect();
    let acts = reads.iter().flat_map(|_| [act.clone(), act.clone(), Act::Answer(fine())]).collect();
    let server = Server::start(acts).await;
    let clients = Clients::of(&server);
    for (index, operation) in reads.iter().enumerate() {
        let result = (operation.call)(&clients, "x", manner).result.await;
        let case = format!("{} after {what}, blocking: {}", operation.name, manner.blocking);
        assert!(result.is_ok(), "{case}: {result:?}");
        assert_eq!(server.count(), (index + 1) * 3, "{case}");
    }
}

#[tokio::test]
async fn writes_are_sent_once_and_reads_three_times() {
    for (what, act, limit) in failures() {
        for blocking in [false, true] {
            nothing_succeeds(what, act.clone(), Manner { blocking, timeout: Some(limit), header: None })
                .await;
        }
    }
}

#[tokio::test]
async fn reads_recover_from_every_failure() {
    // That a time-out is recovered from, too, is a test of the runtime: here it would take a minute.
    for (what, act, _) in failures().iter().filter(|(what, ..)| *what != "time-out") {
        for blocking in [false, true] {
            reads_recover(what, act, Manner { blocking, ..Manner::default() }).await;
        }
    }
}
