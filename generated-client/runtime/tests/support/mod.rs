//! A loopback server that shows what is on the wire, and a small API to call it with.
#![allow(dead_code, reason = "every test file uses its own part of this")]

use std::{
    sync::{
        Arc, Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    time::Duration,
};

use callwright_runtime::{Api, Client, ClientBuilder, Credential, Endpoint};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

/// A key that must not be seen anywhere but on the wire.
pub(crate) const CANARY: &str = "canary-4f1c9e-do-not-show";

/// Values that would end a path's segment or step out of it.
pub(crate) const HOSTILE_IN_PATHS: [&str; 16] = [
    "",
    ".",
    "..",
    "a/b",
    "../../admin",
    "a?b=c",
    "a#b",
    "%2e%2e",
    "%2F..",
    "a\\..\\b",
    "a\r\nX: y",
    "\0",
    "ü💥",
    "..;/",
    "a;b=c",
    " ",
];

/// Values that would end a line, a quote or a message.
pub(crate) const HOSTILE_IN_LINES: [&str; 16] = [
    "a\r\nX-Injected: 1",
    "a\nX-Injected: 1",
    "a\rX-Injected: 1",
    "a\r\n\r\nGET /evil HTTP/1.1",
    "a\0b",
    "\r\n",
    "a\u{7f}b",
    "a\"; filename=\"evil",
    "a\"\r\ncontent-type: text/evil",
    "--boundary\r\n",
    "a\u{0b}b",
    "a\u{1b}[31m",
    "ü\r\nX: 1",
    "\u{2028}X: 1",
    "a\\\"b",
    "a%0D%0AX-Injected: 1",
];

pub(crate) static API: Api = Api::new("Test API", "test-client/1.0")
    .credentials(&[Credential::header_key("xi-api-key", "api_key", &["TEST_API_KEY"])])
    .security(&[&[0]]);

pub(crate) static POST: Endpoint = Endpoint::new("things.make", "POST", "/v1/things")
    .json_body("application/json")
    .accept("application/json");
pub(crate) static GET: Endpoint =
    Endpoint::new("things.get", "GET", "/v1/things/{id}").accept("application/json");
pub(crate) static LIST: Endpoint = Endpoint::new("things.list", "GET", "/v1/things");
pub(crate) static PUT: Endpoint =
    Endpoint::new("things.put", "PUT", "/v1/things").json_body("application/json");
pub(crate) static UPLOAD: Endpoint =
    Endpoint::new("things.upload", "POST", "/v1/files").multipart_body("multipart/form-data");
pub(crate) static FORM: Endpoint = Endpoint::new("things.form", "POST", "/v1/form").form_body();

/// A builder with the key, short pauses, and the server as its base.
pub(crate) fn builder(url: &str) -> ClientBuilder {
    Client::builder(&API)
        .key(0, CANARY)
        .base_url(url)
        .retry_delay(Duration::from_millis(5), Duration::from_millis(20))
}

pub(crate) fn client(url: &str) -> Client {
    builder(url).build().unwrap()
}

/// What a server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Act {
    /// Answers with these bytes and keeps the connection.
    Answer(Vec<u8>),
    /// Answers with these bytes and closes.
    AnswerAndClose(Vec<u8>),
    /// Answers with pieces, pausing between them, and closes.
    Drip(Vec<Vec<u8>>, Duration),
    /// Closes when the head is there, without reading the body.
    DropBeforeBody,
    /// Closes when the body is there.
    DropAfterBody,
    /// Reads and says nothing.
    Hang,
}

/// A request as it came.
#[derive(Clone, Debug)]
pub(crate) struct Hit {
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Hit {
    pub(crate) fn line(&self) -> &str {
        self.head.lines().next().unwrap_or_default()
    }

    pub(crate) fn path(&self) -> &str {
        self.line().split(' ').nth(1).unwrap_or_default()
    }

    pub(crate) fn headers(&self, name: &str) -> Vec<&str> {
        self.head
            .lines()
            .skip(1)
            .filter_map(|line| line.split_once(':'))
            .filter(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
            .collect()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers(name).first().copied().unwrap_or_default()
    }

    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

/// A server on the loopback interface.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) port: u16,
    hits: Arc<Mutex<Vec<Hit>>>,
    connections: Arc<AtomicUsize>,
}

impl Server {
    /// Does these acts in order; the last one from then on.
    pub(crate) async fn start(acts: Vec<Act>) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let hits = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::new(AtomicUsize::new(0));
        let (acts, served, counted) = (Arc::new(acts), hits.clone(), connections.clone());
        tokio::spawn(async move {
            loop {
                let Ok((stream, _)) = listener.accept().await else { return };
                counted.fetch_add(1, Ordering::SeqCst);
                tokio::spawn(serve(stream, acts.clone(), served.clone()));
            }
        });
        Self { url: format!("http://127.0.0.1:{port}"), port, hits, connections }
    }

    pub(crate) fn hits(&self) -> Vec<Hit> {
        self.hits.lock().unwrap().clone()
    }

    pub(crate) fn count(&self) -> usize {
        self.hits.lock().unwrap().len()
    }

    pub(crate) fn connections(&self) -> usize {
        self.connections.load(Ordering::SeqCst)
    }

    pub(crate) fn last(&self) -> Hit {
        self.hits.lock().unwrap().last().cloned().expect("a request came")
    }
}

async fn serve(mut stream: TcpStream, acts: Arc<Vec<Act>>, hits: Arc<Mutex<Vec<Hit>>>) {
    let mut buffer = Vec::new();
    loop {
        let Some(head) = read_head(&mut stream, &mut buffer).await else { return };
        let act = {
            let mut hits = hits.lock().unwrap();
            hits.push(Hit { head: head.clone(), body: Vec::new() });
            acts.get(hits.len() - 1).or(acts.last()).cloned().expect("an act")
        };
        if matches!(act, Act::DropBeforeBody) {
            return;
        }
        let Some(body) = read_body(&mut stream, &mut buffer, &head).await else { return };
        if let Some(hit) = hits.lock().unwrap().last_mut() {
            hit.body = body;
        }
        match act {
            Act::Answer(bytes) => {
                if stream.write_all(&bytes).await.is_err() {
                    return;
                }
            }
            Act::AnswerAndClose(bytes) => {
                let _ = stream.write_all(&bytes).await;
                let _ = stream.shutdown().await;
                return;
            }
            Act::Drip(pieces, pause) => {
                for piece in pieces {
                    if stream.write_all(&piece).await.is_err() {
                        return;
                    }
                    tokio::time::sleep(pause).await;
                }
                return;
            }
            Act::Hang => {
                tokio::time::sleep(Duration::from_secs(60)).await;
                return;
            }
            Act::DropBeforeBody | Act::DropAfterBody => return,
        }
    }
}

async fn read_head(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Option<String> {
    loop {
        if let Some(end) = buffer.windows(4).position(|window| window == b"\r\n\r\n") {
            let head = String::from_utf8_lossy(&buffer[..end]).into_owned();
            buffer.drain(..end + 4);
            return Some(head);
        }
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
}

async fn read_body(stream: &mut TcpStream, buffer: &mut Vec<u8>, head: &str) -> Option<Vec<u8>> {
    let hit = Hit { head: head.to_owned(), body: Vec::new() };
    if hit.header("transfer-encoding").eq_ignore_ascii_case("chunked") {
        let mut body = Vec::new();
        loop {
            let size = loop {
                if let Some(end) = buffer.windows(2).position(|window| window == b"\r\n") {
                    let line: Vec<u8> = buffer.drain(..end + 2).collect();
                    let line = String::from_utf8_lossy(&line[..end]).into_owned();
                    break usize::from_str_radix(line.trim(), 16).ok()?;
                }
                if stream.read_buf(buffer).await.ok()? == 0 {
                    return None;
                }
            };
            while buffer.len() < size + 2 {
                if stream.read_buf(buffer).await.ok()? == 0 {
                    return None;
                }
            }
            let piece: Vec<u8> = buffer.drain(..size + 2).collect();
            body.extend_from_slice(&piece[..size]);
            if size == 0 {
                return Some(body);
            }
        }
    }
    let length: usize = hit.header("content-length").parse().unwrap_or(0);
    while buffer.len() < length {
        if stream.read_buf(buffer).await.ok()? == 0 {
            return None;
        }
    }
    Some(buffer.drain(..length).collect())
}

/// A whole answer.
pub(crate) fn answer(status: &str, headers: &[(&str, &str)], body: &[u8]) -> Vec<u8> {
    let mut bytes = format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\n", body.len()).into_bytes();
    for (name, value) in headers {
        bytes.extend_from_slice(format!("{name}: {value}\r\n").as_bytes());
    }
    bytes.extend_from_slice(b"\r\n");
    bytes.extend_from_slice(body);
    bytes
}

/// A whole answer with JSON.
pub(crate) fn json(status: &str, body: &str) -> Vec<u8> {
    answer(status, &[("content-type", "application/json")], body.as_bytes())
}

/// Every text that an error shows: `Display`, `Debug`, and the same of its causes.
pub(crate) fn everything(error: &callwright_runtime::Error) -> String {
    use std::{error::Error as _, fmt::Write as _};

    let mut text = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(inner) = cause {
        let _ = write!(text, " {inner} {inner:?}");
        cause = inner.source();
    }
    text
}
