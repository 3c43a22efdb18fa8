//! A server of this machine that answers what a test says, and stops with it.

use std::collections::BTreeMap;
use std::io::{BufRead as _, BufReader, Write as _};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::JoinHandle;
use std::time::Duration;

/// How a path is answered.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// A document with its `ETag`, which is answered with 304 where it is known already.
    Document { kind: &'static str, etag: &'static str, body: String },
    /// A status, headers and a body.
    Plain { status: u16, headers: Vec<(&'static str, String)>, body: Vec<u8> },
    /// A body of so many bytes; the server says so beforehand, or only sends them.
    Endless { length: usize, is_said: bool },
    /// Nothing for longer than anybody waits.
    Stalled,
    /// The first bytes of a body, and then nothing.
    Dripping,
}

/// A request that came.
#[derive(Clone, Debug)]
pub(crate) struct Request {
    pub(crate) path: String,
    pub(crate) headers: BTreeMap<String, String>,
}

#[derive(Default)]
struct State {
    replies: Mutex<BTreeMap<String, Reply>>,
    requests: Mutex<Vec<Request>>,
    is_over: AtomicBool,
}

/// The server.
pub(crate) struct Served {
    address: SocketAddr,
    state: Arc<State>,
    thread: Option<JoinHandle<()>>,
}

impl Served {
    pub(crate) fn new() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a free port");
        let address = listener.local_addr().expect("an address");
        let state = Arc::new(State::default());
        let shared = Arc::clone(&state);
        let thread = std::thread::spawn(move || {
            for connection in listener.incoming() {
                if shared.is_over.load(Ordering::Relaxed) {
                    break;
                }
                let (Ok(connection), shared) = (connection, Arc::clone(&shared)) else { continue };
                // Whoever goes away while it is answered is what some tests are about.
                std::thread::spawn(move || drop(answer(connection, &shared)));
            }
        });
        Self { address, state, thread: Some(thread) }
    }

    /// Answers a path from now on.
    pub(crate) fn reply(&self, path: &str, reply: Reply) {
        self.state.replies.lock().expect("no test panicked").insert(path.to_owned(), reply);
    }

    /// Answers a path with a description.
    pub(crate) fn describe(&self, path: &str, etag: &'static str, body: &str) {
        self.reply(path, Reply::Document { kind: "application/yaml", etag, body: body.to_owned() });
    }

    /// The URL of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    /// The same under another name of this machine.
    pub(crate) fn url_elsewhere(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.address.port())
    }

    /// The requests that came so far.
    pub(crate) fn requests(&self) -> Vec<Request> {
        self.state.requests.lock().expect("no test panicked").clone()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        self.state.is_over.store(true, Ordering::Relaxed);
        drop(TcpStream::connect(self.address));
        drop(self.thread.take().map(JoinHandle::join));
    }
}

/// A redirect.
pub(crate) fn redirect(to: impl Into<String>) -> Reply {
    Reply::Plain { status: 302, headers: vec![("Location", to.into())], body: Vec::new() }
}

/// A status without a body.
pub(crate) fn status(status: u16) -> Reply {
    Reply::Plain { status, headers: Vec::new(), body: Vec::new() }
}

fn answer(connection: TcpStream, state: &State) -> std::io::Result<()> {
    let mut reader = BufReader::new(connection.try_clone()?);
    let mut line = String::new();
    reader.read_line(&mut line)?;
    let path = line.split(' ').nth(1).unwrap_or_default().to_owned();
    let mut headers = BTreeMap::new();
    loop {
        line.clear();
        reader.read_line(&mut line)?;
        let Some((name, value)) = line.trim_end().split_once(": ") else { break };
        headers.insert(name.to_ascii_lowercase(), value.to_owned());
    }
    let reply = state.replies.lock().expect("no test panicked").get(&path).cloned();
    let known = headers.get("if-none-match").cloned();
    state.requests.lock().expect("no test panicked").push(Request { path, headers });
    send(connection, reply.unwrap_or_else(|| status(404)), known.as_deref(), state)
}

fn send(mut to: TcpStream, reply: Reply, known: Option<&str>, state: &State) -> std::io::Result<()> {
    match reply {
        Reply::Document { etag, .. } if known == Some(etag) => head(&mut to, 304, &[], Some(0)),
        Reply::Document { kind, etag, body } => {
            let headers = [("Content-Type", kind.to_owned()), ("ETag", etag.to_owned())];
            head(&mut to, 200, &headers, Some(body.len()))?;
            to.write_all(body.as_bytes())
        }
        Reply::Plain { status, headers, body } => {
            head(&mut to, status, &headers, Some(body.len()))?;
            to.write_all(&body)
        }
        Reply::Endless { length, is_said } => {
            let headers = [("Content-Type", "application/yaml".to_owned())];
            head(&mut to, 200, &headers, is_said.then_some(length))?;
            let piece = vec![b'#'; 1 << 16];
            (0..length >> 16).try_for_each(|_| to.write_all(&piece))
        }
        Reply::Stalled => wait(state),
        Reply::Dripping => {
            head(&mut to, 200, &[("Content-Type", "application/yaml".to_owned())], Some(1 << 20))?;
            to.write_all(b"openapi: 3.1.0\n")?;
            wait(state)
        }
    }
}

/// Waits until the test is over.
#[expect(clippy::unnecessary_wraps, reason = "it is one way of answering among others")]
fn wait(state: &State) -> std::io::Result<()> {
    while !state.is_over.load(Ordering::Relaxed) {
        std::thread::sleep(Duration::from_millis(10));
    }
    Ok(())
}

fn head(
    to: &mut TcpStream,
    status: u16,
    headers: &[(&'static str, String)],
    length: Option<usize>,
) -> std::io::Result<()> {
    let mut head = format!("HTTP/1.1 {status} X\r\nConnection: close\r\n");
    for (name, value) in headers {
        head.push_str(&format!("{name}: {value}\r\n"));
    }
    if let Some(length) = length {
        head.push_str(&format!("Content-Length: {length}\r\n"));
    }
    to.write_all(format!("{head}\r\n").as_bytes())
}
