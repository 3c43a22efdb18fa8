//! Calls through this crate beside the same calls written by hand with `reqwest` and `serde`, on one machine, against
//! one loopback server. Run with `cargo bench -p generated-client-runtime --bench calls`.
//!
//! Prints, for each round, the time of many calls at once (with median and 99th percentile) and of calls in a row.

#![allow(missing_docs, reason = "a program, not a library")]

use std::{
    hint::black_box,
    time::{Duration, Instant},
};

use generated_client_runtime::{Api, Client, Credential, Endpoint, Request, Value, reqwest};
use serde::Serialize;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const KEY: &str = "sk_0123456789abcdef";
const AT_ONCE: usize = 2_000;
const IN_A_ROW: usize = 2_000;
const ROUNDS: usize = 3;

static API: Api = Api::new("Benchmark", "benchmark/1.0")
    .credentials(&[Credential::header_key("xi-api-key", "api_key", &[])])
    .security(&[&[0]]);
static CALL: Endpoint = Endpoint::new("whatsapp.outbound_call", "POST", "/v1/convai/whatsapp/outbound-call")
    .json_body("application/json")
    .accept("application/json");

#[derive(Serialize)]
struct Body<'text> {
    whatsapp_phone_number_id: &'text str,
    whatsapp_user_id: &'text str,
    whatsapp_call_permission_request_template_name: &'text str,
    whatsapp_call_permission_request_template_language_code: &'text str,
    agent_id: &'text str,
}

const BODY: Body<'static> = Body {
    whatsapp_phone_number_id: "123456789012345",
    whatsapp_user_id: "987654321098765",
    whatsapp_call_permission_request_template_name: "call_permission_request_v1",
    whatsapp_call_permission_request_template_language_code: "en_US",
    agent_id: "agent_42",
};

#[derive(Clone)]
enum Caller {
    Ours(Client),
    ByHand(reqwest::Client, String),
}

impl Caller {
    async fn call(&self) {
        match self {
            Self::Ours(client) => black_box(ours(client).await),
            Self::ByHand(client, url) => black_box(by_hand(client, url).await),
        };
    }

    fn name(&self) -> &'static str {
        match self {
            Self::Ours(_) => "runtime",
            Self::ByHand(..) => "by hand",
        }
    }
}

async fn ours(client: &Client) -> Value {
    Request::new(client, &CALL)
        .field("whatsapp_phone_number_id", &BODY.whatsapp_phone_number_id)
        .field("whatsapp_user_id", &BODY.whatsapp_user_id)
        .field(
            "whatsapp_call_permission_request_template_name",
            &BODY.whatsapp_call_permission_request_template_name,
        )
        .field(
            "whatsapp_call_permission_request_template_language_code",
            &BODY.whatsapp_call_permission_request_template_language_code,
        )
        .field("agent_id", &BODY.agent_id)
        .json()
        .await
        .expect("the loopback server answers")
}

async fn by_hand(client: &reqwest::Client, url: &str) -> Value {
    let answer = client
        .post(url)
        .header("xi-api-key", KEY)
        .header("accept", "application/json")
        .header("content-type", "application/json")
        .body(serde_json::to_vec(&BODY).expect("text is JSON"))
        .send()
        .await
        .and_then(reqwest::Response::error_for_status)
        .expect("the loopback server answers");
    serde_json::from_slice(&answer.bytes().await.expect("a body")).expect("JSON")
}

async fn at_once(caller: &Caller) -> (Duration, Duration, Duration) {
    let start = Instant::now();
    let calls: Vec<_> = (0..AT_ONCE)
        .map(|_| {
            let caller = caller.clone();
            tokio::spawn(async move {
                let start = Instant::now();
                caller.call().await;
                start.elapsed()
            })
        })
        .collect();
    let mut times = Vec::with_capacity(AT_ONCE);
    for call in calls {
        times.push(call.await.expect("the call ends"));
    }
    times.sort();
    (start.elapsed(), times[AT_ONCE / 2], times[AT_ONCE * 99 / 100])
}

async fn in_a_row(caller: &Caller) -> Duration {
    let start = Instant::now();
    for _ in 0..IN_A_ROW {
        caller.call().await;
    }
    start.elapsed()
}

async fn serve(mut stream: TcpStream) -> std::io::Result<()> {
    stream.set_nodelay(true)?;
    let answer = r#"{"success":true,"message":"The call is on its way","conversation_id":"conv_0123456789"}"#;
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nrequest-id: abc\r\ncontent-length: {}\r\n\r\n{answer}",
        answer.len()
    );
    let mut buffer = Vec::new();
    loop {
        if stream.read_buf(&mut buffer).await? == 0 {
            return Ok(());
        }
        while let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).to_ascii_lowercase();
            let length =
                head.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse().ok());
            let whole = end + 4 + length.unwrap_or(0);
            if buffer.len() < whole {
                break;
            }
            buffer.drain(..whole);
            stream.write_all(answer.as_bytes()).await?;
        }
    }
}

async fn compare() {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream));
        }
    });
    let ours = Caller::Ours(Client::builder(&API).key(0, KEY).base_url(&base).build().expect("a client"));
    let http = reqwest::Client::builder().timeout(Duration::from_secs(120)).build().expect("a client");
    let by_hand = Caller::ByHand(http, format!("{base}/v1/convai/whatsapp/outbound-call"));
    for caller in [&ours, &by_hand] {
        in_a_row(caller).await;
    }
    for round in 1..=ROUNDS {
        for caller in [&ours, &by_hand, &by_hand, &ours] {
            let (all, median, slow) = at_once(caller).await;
            let row = in_a_row(caller).await;
            println!(
                "round {round}, {}: {AT_ONCE} at once in {all:?} (median {median:?}, p99 {slow:?}); {IN_A_ROW} in a row in {row:?}",
                caller.name()
            );
        }
    }
}

fn main() {
    // The client by hand takes its TLS provider from the process; ours has its own.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime").block_on(compare());
}
