//! Calls through this crate beside the same calls written by hand with `reqwest` and `serde`, on one machine, against
//! one loopback server. Run with `cargo bench -p generated-client-runtime --bench calls`.
//!
//! Prints how throughput and 99th percentile of many calls at once, the time of calls in a row, allocations for each call
//! and what is left of them compare with the calls by hand. Allocations are the same on every machine, so more of them
//! than the limit make it fail; times are for people, because another program on the machine changes them.

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
const IN_A_ROW: usize = 1_000;
const ROUNDS: usize = 8;
/// How much more than by hand is fine.
const MOST_TIME: f64 = 1.10;
const MOST_ALLOCATIONS: f64 = 1.25;

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
    const OURS: &'static str = "runtime";
    const BY_HAND: &'static str = "by hand";

    async fn call(&self) {
        match self {
            Self::Ours(client) => black_box(ours(client).await),
            Self::ByHand(client, url) => black_box(by_hand(client, url).await),
        };
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

/// The time of all calls, and that which 99 of 100 calls stay below.
async fn at_once(caller: &Caller) -> [Duration; 2] {
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
        times.push(call.await.expect("no call fails"));
    }
    times.sort();
    [start.elapsed(), times[AT_ONCE * 99 / 100]]
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

/// Serves on a thread of its own, which neither the times nor the allocations of callers include.
fn start_server() -> String {
    let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let base = format!("http://{}", listener.local_addr().expect("an address"));
    listener.set_nonblocking(true).expect("a listener for async code");
    std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
        runtime.block_on(async {
            let listener = TcpListener::from_std(listener).expect("a listener");
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream));
            }
        });
    });
    base
}

fn callers(base: &str) -> [Caller; 2] {
    let ours = Client::builder(&API).key(0, KEY).base_url(base).build().expect("a client");
    let http = reqwest::Client::builder().timeout(Duration::from_secs(120)).build().expect("a client");
    [Caller::Ours(ours), Caller::ByHand(http, format!("{base}/v1/convai/whatsapp/outbound-call"))]
}

/// The best of all rounds: whatever else the machine does only ever adds to a time.
fn best(times: &[Duration]) -> Duration {
    times.iter().min().copied().unwrap_or_default()
}

/// Prints both and their ratio; whether it is within the limit.
fn judge(what: &str, [ours, by_hand]: [f64; 2], unit: &str, limit: f64) -> bool {
    let ratio = ours / by_hand;
    let verdict = if ratio <= limit { "within" } else { "ABOVE" };
    let names = [Caller::OURS, Caller::BY_HAND];
    println!(
        "{what}: {} {ours:.2} {unit}, {} {by_hand:.2} {unit}: {ratio:.2} times, {verdict} {limit}",
        names[0], names[1]
    );
    ratio <= limit
}

async fn compare_times(base: &str) {
    let callers = callers(base);
    let mut times: [[Vec<Duration>; 3]; 2] = Default::default();
    // The first round opens the connections.
    for round in 0..=ROUNDS {
        // Each begins as often as it ends, because what goes first finds another machine.
        let order = if round % 2 == 0 { [0, 1, 1, 0] } else { [1, 0, 0, 1] };
        for index in order {
            let [all, slow] = at_once(&callers[index]).await;
            let row = in_a_row(&callers[index]).await;
            if round > 0 {
                for (list, time) in times[index].iter_mut().zip([all, slow, row]) {
                    list.push(time);
                }
            }
        }
    }
    let names = [
        format!("{AT_ONCE} calls at once"),
        "of these, 99th percentile".to_owned(),
        format!("{IN_A_ROW} calls in a row"),
    ];
    let [ours, by_hand] = times;
    for ((name, ours), by_hand) in names.iter().zip(ours).zip(by_hand) {
        let both = [best(&ours), best(&by_hand)].map(|time| time.as_secs_f64() * 1e3);
        judge(name, both, "ms", MOST_TIME);
    }
}

/// Allocations for each call, and how many of them are still there afterwards. All of it happens on this thread.
fn allocations(runtime: &tokio::runtime::Runtime, caller: &Caller) -> (f64, f64) {
    runtime.block_on(in_a_row(caller));
    let counted = allocation_counter::measure(|| {
        runtime.block_on(in_a_row(caller));
    });
    #[allow(clippy::cast_precision_loss, reason = "the counts are small")]
    let each = |count: f64| count / IN_A_ROW as f64;
    #[allow(clippy::cast_precision_loss, reason = "the counts are small")]
    (each(counted.count_total as f64), each(counted.count_current as f64))
}

fn main() -> std::process::ExitCode {
    // The client by hand takes its TLS provider from the process; ours has its own.
    #[cfg(feature = "rustls")]
    let _ = rustls::crypto::ring::default_provider().install_default();
    let base = start_server();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    let [ours, by_hand] = callers(&base).map(|caller| allocations(&runtime, &caller));
    println!(
        "left of a call: {} {:.3}, {} {:.3} allocations",
        Caller::OURS,
        ours.1,
        Caller::BY_HAND,
        by_hand.1
    );
    let few = judge("allocations for each call", [ours.0, by_hand.0], "", MOST_ALLOCATIONS) && ours.1 < 0.01;
    tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .expect("a runtime")
        .block_on(compare_times(&base));
    std::process::ExitCode::from(u8::from(!few))
}
