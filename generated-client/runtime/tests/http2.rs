//! What HTTP/2 says that HTTP/1.1 cannot.
#![cfg(feature = "http2")]

mod support;

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use callwright_runtime::{Error, ErrorKind, Request};
use support::{POST, builder};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream},
};

const HEADERS: u8 = 1;
const RESET: u8 = 3;
const SETTINGS: u8 = 4;
const END_STREAM: u8 = 1;
const ACK: u8 = 1;
const END_HEADERS: u8 = 4;
/// The codes of RFC 9113, section 7.
const REFUSED_STREAM: u32 = 7;
const INTERNAL_ERROR: u32 = 2;

fn frame(kind: u8, flags: u8, stream: u32, payload: &[u8]) -> Vec<u8> {
    let length = u32::try_from(payload.len()).unwrap().to_be_bytes();
    [&length[1..], &[kind, flags], &stream.to_be_bytes(), payload].concat()
}

/// Resets the first requests with this code, and answers the others with 204.
async fn serve(
    mut stream: TcpStream,
    code: u32,
    resets: usize,
    seen: Arc<AtomicUsize>,
) -> std::io::Result<()> {
    stream.read_exact(&mut [0; 24]).await?;
    stream.write_all(&frame(SETTINGS, 0, 0, b"")).await?;
    loop {
        let mut head = [0; 9];
        stream.read_exact(&mut head).await?;
        let [_, high, low, kind, flags, id @ ..] = head;
        let id = u32::from_be_bytes(id);
        let mut payload = vec![0; usize::from(u16::from_be_bytes([high, low]))];
        stream.read_exact(&mut payload).await?;
        if kind == SETTINGS && flags & ACK == 0 {
            stream.write_all(&frame(SETTINGS, ACK, 0, b"")).await?;
        } else if kind == HEADERS {
            let is_reset = seen.fetch_add(1, Ordering::SeqCst) < resets;
            let answer = if is_reset {
                frame(RESET, 0, id, &code.to_be_bytes())
            } else {
                // The ninth entry of the static table is `:status: 204`.
                frame(HEADERS, END_STREAM | END_HEADERS, id, &[0x89])
            };
            stream.write_all(&answer).await?;
        }
    }
}

async fn server(code: u32, resets: usize) -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let seen = Arc::new(AtomicUsize::new(0));
    let counted = seen.clone();
    tokio::spawn(async move {
        loop {
            let (stream, _) = listener.accept().await.unwrap();
            tokio::spawn(serve(stream, code, resets, counted.clone()));
        }
    });
    (url, seen)
}

#[tokio::test]
async fn a_refused_stream_was_not_sent() {
    for (code, resets, retries, sent) in [
        (REFUSED_STREAM, 1, 2, None),
        (REFUSED_STREAM, 2, 2, None),
        (REFUSED_STREAM, 9, 1, Some(false)),
        (INTERNAL_ERROR, 1, 2, Some(true)),
    ] {
        let (url, seen) = server(code, resets).await;
        let client = builder(&url)
            .configure_http(callwright_runtime::reqwest::ClientBuilder::http2_prior_knowledge)
            .max_retries(retries)
            .build()
            .unwrap();
        let done = Request::new(&client, &POST).field("a", &1_i64).unit().await;
        let failed = done.as_ref().err();
        assert_eq!(failed.map(Error::may_have_been_sent), sent, "{code}: {failed:?}");
        let count = seen.load(Ordering::SeqCst);
        match failed.map(Error::kind) {
            None => assert_eq!(count, resets + 1),
            Some(ErrorKind::Transport) => assert_eq!((count, code), (2, REFUSED_STREAM)),
            Some(kind) => assert_eq!((count, kind), (1, ErrorKind::OutcomeUnknown)),
        }
    }
}
