//! What large answers cost in memory. One test in a process of its own, because the peak of a process never falls.
#![cfg(all(feature = "stream", target_os = "linux"))]

mod support;

use std::io::Write;

use callwright_runtime::{ErrorKind, Request, Value};
use flate2::{Compression, write::GzEncoder};
use support::{Act, GET, Server, answer, builder, client};
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpListener,
};

const MIB: usize = 1024 * 1024;

/// The resident size of this process, in bytes: `VmRSS:` now, `VmHWM:` at its peak.
fn size(what: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").expect("Linux says how large a process is");
    let line = status.lines().find(|line| line.starts_with(what)).expect("a size");
    let kibibytes: usize = line.split_whitespace().nth(1).expect("a number").parse().expect("a number");
    kibibytes * 1024
}

/// A server that writes `count` chunks of 64 KiB as fast as they are read.
async fn chunks(count: usize) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        let (mut stream, _) = listener.accept().await.unwrap();
        let _ = stream.read(&mut [0; 4096]).await.unwrap();
        stream.write_all(b"HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n").await.unwrap();
        let chunk = [b"10000\r\n".as_slice(), &vec![0; 0x10000], b"\r\n"].concat();
        for _ in 0..count {
            stream.write_all(&chunk).await.unwrap();
        }
        stream.write_all(b"0\r\n\r\n").await.unwrap();
    });
    url
}

async fn a_gibibyte_streams_through() {
    let client = client(&chunks(1024 * MIB / 0x10000).await);
    let mut stream = Request::new(&client, &GET).path("id", &"1").byte_stream().await.unwrap();
    let (before, mut total) = (size("VmRSS:"), 0);
    while let Some(piece) = stream.next().await {
        total += piece.unwrap().len();
    }
    let growth = size("VmHWM:") - before;
    assert_eq!(total, 1024 * MIB);
    assert!(growth < 32 * MIB, "{growth} bytes more at the peak");
    println!("1 GiB streamed: {} KiB more at the peak", growth / 1024);
}

async fn a_bomb_stays_within_the_cap(cap: usize) {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    for _ in 0..256 {
        encoder.write_all(&vec![b' '; MIB]).unwrap();
    }
    let packed = encoder.finish().unwrap();
    let headers = [("content-encoding", "gzip"), ("content-type", "application/json")];
    let server = Server::start(vec![Act::Answer(answer("200 OK", &headers, &packed))]).await;
    let client = builder(&server.url).max_body_size(cap as u64).build().unwrap();
    let before = size("VmRSS:");
    let error = Request::new(&client, &GET).path("id", &"1").json::<Value>().await.unwrap_err();
    let growth = size("VmHWM:") - before;
    assert_eq!((error.kind(), server.count()), (ErrorKind::BodyTooLarge, 1), "{error}");
    assert!(growth < cap * 3 / 2, "{growth} bytes more at the peak for a cap of {cap}");
    println!("256 MiB bomb, cap {} MiB: {} KiB more at the peak", cap / MIB, growth / 1024);
}

#[tokio::test]
async fn large_answers_take_little_memory() {
    // The smallest growth first, because only what exceeds the peak so far is seen.
    a_gibibyte_streams_through().await;
    // The cap that clients have by default.
    a_bomb_stays_within_the_cap(64 * MIB).await;
}
