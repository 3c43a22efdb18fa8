//! A canary as every credential and in every argument: it is on the wire and in nothing that a person or a log is shown.

use std::io;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use tracing_subscriber::filter::LevelFilter;
use tracing_subscriber::fmt::format::FmtSpan;

use crate::operations::{Clients, Manner, OPERATIONS, closing, fine};
use crate::support::{Act, CANARY, Server, everything};

/// The base64 of `user:<canary>` is as good as the canary.
const ENCODED: &str = "dXNlcjpjYW5hcnkt";

/// Where the subscriber of this process writes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().expect("no panic while writing").extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[track_caller]
fn assert_clean(what: &str, text: &str) {
    assert!(!text.contains(CANARY) && !text.contains(ENCODED), "{what}: {text}");
}

/// What a server can do to make a client say much.
fn answers() -> Vec<Act> {
    let echo = format!("{{\"detail\":\"bad key {CANARY}\"}}");
    let echo_of_login = format!("{{\"detail\":\"bad login {}\"}}", encoded());
    let elsewhere = [("location", "http://127.0.0.1:1/x?key=1")];
    vec![
        Act::Answer(fine()),
        Act::Answer(closing("401 Unauthorized", &[], &echo)),
        Act::Answer(closing("403 Forbidden", &[], &echo_of_login)),
        Act::Answer(closing("422 Unprocessable Entity", &[], &echo)),
        Act::Answer(closing("503 Service Unavailable", &[], &echo)),
        Act::Answer(closing("200 OK", &[], &format!("{{\"text\": {CANARY}}}"))),
        Act::Answer(closing("307 Temporary Redirect", &elsewhere, "")),
        Act::DropAfterBody,
        Act::AnswerAndClose(b"HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\n{".to_vec()),
        Act::AnswerAndClose(b"no http at all\r\n\r\n".to_vec()),
        Act::Hang,
    ]
}

fn shows_login(act: &Act) -> bool {
    matches!(act, Act::Answer(bytes) if String::from_utf8_lossy(bytes).contains(ENCODED))
}

fn encoded() -> String {
    runtime::Base64::encode(format!("user:{CANARY}")).as_str().to_owned()
}

#[tokio::test]
async fn the_canary_is_shown_nowhere() {
    assert!(encoded().starts_with(ENCODED));
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(LevelFilter::TRACE)
        .with_span_events(FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).expect("the only subscriber of this process");
    for act in answers() {
        let server = Server::start(vec![act.clone()]).await;
        let clients = Clients::of(&server);
        assert_clean(
            "clients",
            &format!("{:?} {:#?} {:?}", clients.outbound, clients.outbound, clients.kinds),
        );
        let limit =
            if matches!(act, Act::Hang) { Duration::from_millis(20) } else { Duration::from_secs(30) };
        for operation in OPERATIONS {
            // A client that holds no login cannot know what one looks like when a server shows it.
            if operation.name.starts_with("conversational_ai") && shows_login(&act) {
                continue;
            }
            let manner =
                Manner { timeout: Some(limit), header: Some(("x-own", CANARY)), ..Manner::default() };
            let made = (operation.call)(&clients, CANARY, manner);
            assert_clean(operation.name, &made.shown);
            if let Err(error) = made.result.await {
                assert_clean(&format!("{} and {act:?}", operation.name), &everything(&error));
            }
        }
        let hits = server.hits();
        assert!(hits.iter().any(|hit| hit.path().contains(CANARY) && hit.header("cookie").contains(CANARY)));
    }
    let written = String::from_utf8_lossy(&log.0.lock().expect("no panic while writing")).into_owned();
    assert!(written.contains("operation=\"writes.multipart\""), "calls are traced");
    let shown = written.lines().find(|line| line.contains(CANARY) || line.contains(ENCODED));
    assert_eq!(shown, None);
}

#[test]
fn a_canary_in_the_address_is_refused_unseen() {
    for address in [format!("http://user:{CANARY}@127.0.0.1/"), format!("http://127.0.0.1/?key={CANARY}")] {
        let outbound = generated_client::Client::builder().api_key("k").base_url(&address);
        assert_clean("builder", &format!("{outbound:?}"));
        assert_clean("error", &everything(&outbound.build().expect_err("credentials have their own place")));
        let kinds = synthetic_client::Client::builder().header_key("k").query_key("k").cookie_key("k");
        let kinds = kinds.base_url(&address);
        assert_clean("builder", &format!("{kinds:?}"));
        assert_clean("error", &everything(&kinds.build().expect_err("credentials have their own place")));
    }
}
