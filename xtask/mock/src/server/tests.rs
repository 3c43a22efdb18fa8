use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use super::{MOST_CONNECTIONS, Served, Settings, serve};
use crate::mock::Mock;
use crate::testing::tree;

/// A server that stops by itself.
fn start() -> SocketAddr {
    let (told, address) = mpsc::channel();
    std::thread::spawn(move || {
        let root = tree(
            r#"{ "openapi": "3.1.1", "info": { "title": "T", "version": "1" },
                 "paths": { "/a": { "post": { "responses": { "204": { "description": "" } },
                   "requestBody": { "content": { "application/json": {} } } } } } }"#,
        );
        let settings = Settings { stop_after: Some(Duration::from_secs(60)), ..Settings::default() };
        let report = move |served| {
            if let Served::Ready(address) = served {
                told.send(address).unwrap();
            }
        };
        serve(Mock::new(root, 0), settings, report).unwrap();
    });
    address.recv().unwrap()
}

fn connect(address: SocketAddr) -> TcpStream {
    let stream = TcpStream::connect(address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
}

fn ask(stream: &mut TcpStream, host: &str, body: &str) -> String {
    let head = format!(
        "POST /a HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n",
        body.len()
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

#[test]
fn another_host_is_told_where_it_is() {
    let address = start();
    for host in ["localhost:1", "127.0.0.1", "[::1]:4010", "api.localhost"] {
        let answer = ask(&mut connect(address), host, "{}");
        assert!(answer.starts_with("HTTP/1.1 204"), "{host}: {answer}");
    }
    for host in ["evil.example", "127.0.0.1.evil.example:80", "192.168.0.1"] {
        let answer = ask(&mut connect(address), host, "{}");
        assert!(answer.starts_with("HTTP/1.1 421") && answer.contains("localhost"), "{host}: {answer}");
    }
}

#[test]
fn a_body_of_too_many_values_is_refused() {
    let answer = ask(&mut connect(start()), "localhost", &format!("[{}0]", "0,".repeat(1_000_000)));
    assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("values"), "{answer}");
}

#[test]
fn connections_beyond_the_most_wait() {
    let address = start();
    let mut held: Vec<TcpStream> = (0..MOST_CONNECTIONS).map(|_| connect(address)).collect();
    // The server takes them one after the other; the last one is in when it is answered.
    let last = held.pop().unwrap();
    let mut waiting = connect(address);
    waiting.set_read_timeout(Some(Duration::from_millis(300))).unwrap();
    waiting.write_all(b"POST /a HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
    let mut answer = [0; 12];
    assert!(waiting.read_exact(&mut answer).is_err(), "{answer:?}");
    drop(last);
    waiting.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    waiting.read_exact(&mut answer).unwrap();
    assert_eq!(&answer, b"HTTP/1.1 204");
    drop(held);
}
