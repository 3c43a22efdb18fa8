//! What traces show. In a process of its own, because subscribers and callsites are everybody's.
#![cfg(feature = "tracing")]

mod support;

use std::{
    io,
    sync::{Arc, Mutex},
};

use generated_client_runtime::{Request, Style, Value};
use support::{Act, CANARY, LIST, Server, answer, client, json};

/// Where a subscriber writes.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn traces_name_the_operation_and_show_nothing_else() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_span_events(tracing_subscriber::fmt::format::FmtSpan::FULL)
        .with_writer(move || writer.clone())
        .finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let server = Server::start(vec![
        Act::Answer(answer("503 Service Unavailable", &[], CANARY.as_bytes())),
        Act::Answer(json("200 OK", "{}")),
    ])
    .await;
    let client = client(&server.url);
    Request::new(&client, &LIST).query("q", &CANARY, Style::FORM).json::<Value>().await.unwrap();
    client.request("GET", &format!("/v1/users/{CANARY}")).send().await.unwrap();
    client.request("GET", &format!("/v1/users/{CANARY}")).named("users.get").send().await.unwrap();
    drop(client);
    let text = String::from_utf8_lossy(&log.0.lock().unwrap()).into_owned();
    assert!(text.contains("operation=\"things.list\"") && text.contains("sending again"), "{text}");
    assert!(text.contains("operation=\"GET\"") && text.contains("operation=\"users.get\""), "{text}");
    assert!(!text.contains(CANARY), "{text}");
}
