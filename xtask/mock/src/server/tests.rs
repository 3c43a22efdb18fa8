use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::mpsc;
use std::time::Duration;

use super::crowd::{GRACE_OF_HEADS, MOST_CONNECTIONS};
use super::{Served, Settings, serve};
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

/// A connection that has sent the head of a request and waits with its body.
fn begin(address: SocketAddr) -> TcpStream {
    let mut stream = connect(address);
    stream
        .write_all(b"POST /a HTTP/1.1\r\nhost: localhost\r\ncontent-type: application/json\r\ncontent-length: 1\r\n\r\n")
        .unwrap();
    stream
}

#[test]
fn connections_beyond_the_most_wait() {
    let address = start();
    let mut held: Vec<TcpStream> = (0..MOST_CONNECTIONS).map(|_| begin(address)).collect();
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

#[test]
fn silent_connections_make_room() {
    let address = start();
    let slow = |address| {
        let mut stream = connect(address);
        stream.write_all(b"POST /a HT").unwrap();
        stream
    };
    let silent: Vec<TcpStream> = (0..135).map(|_| connect(address)).collect();
    let begun: Vec<TcpStream> = (0..135).map(|_| slow(address)).collect();
    // Far less than the time that each of them has for its head.
    let wait = GRACE_OF_HEADS * 4;
    for _ in 0..3 {
        let mut good = connect(address);
        good.set_read_timeout(Some(wait)).unwrap();
        good.write_all(b"POST /a HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n").unwrap();
        let mut answer = [0; 12];
        good.read_exact(&mut answer).unwrap();
        assert_eq!(&answer, b"HTTP/1.1 204");
    }
    drop((silent, begun));
}

#[test]
fn many_connections_with_requests_are_all_answered() {
    let address = start();
    let clients: Vec<_> = (0..16)
        .map(|_| {
            std::thread::spawn(move || {
                // Each stays open after its answer, as those of a pool do.
                let mut open: Vec<TcpStream> = Vec::new();
                for _ in 0..20 {
                    let mut stream = connect(address);
                    stream.write_all(b"POST /a HTTP/1.1\r\nhost: localhost\r\n\r\n").unwrap();
                    let mut answer = [0; 12];
                    stream.read_exact(&mut answer).unwrap();
                    assert_eq!(&answer, b"HTTP/1.1 204");
                    open.push(stream);
                }
            })
        })
        .collect();
    for client in clients {
        client.join().unwrap();
    }
}
