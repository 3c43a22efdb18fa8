//! Answers that are compressed by gzip: every member of RFC 1952 counts, and nothing else does.

mod support;

use std::io::Write;

use callwright_runtime::{Bytes, Error, ErrorKind, Request};
use flate2::{Compression, GzBuilder, write::GzEncoder};
use support::{Act, GET, POST, Server, answer, builder, client};

/// One member.
fn member(data: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::default());
    encoder.write_all(data).unwrap();
    encoder.finish().unwrap()
}

/// One member whose head has everything that a head can have.
fn member_with_names(data: &[u8]) -> Vec<u8> {
    let builder = GzBuilder::new().filename("a name").comment("a comment").extra(vec![0, 1, 2, 3]).mtime(7);
    let mut encoder = builder.write(Vec::new(), Compression::fast());
    encoder.write_all(data).unwrap();
    with_head_check(encoder.finish().unwrap())
}

/// The same member with a check of its head, which `flate2` does not write.
fn with_head_check(mut member: Vec<u8>) -> Vec<u8> {
    member[3] |= 2;
    let names = 10 + 2 + 4;
    let end = names + "a name\0a comment\0".len();
    let mut check = flate2::Crc::new();
    check.update(&member[..end]);
    let check = u16::try_from(check.sum() & 0xffff).unwrap().to_le_bytes();
    member.splice(end..end, check);
    member
}

fn text(length: usize) -> Vec<u8> {
    (0..length).map(|place| b'a' + u8::try_from(place % 23 * (place % 7) % 26).unwrap()).collect()
}

const GZIP: (&str, &str) = ("content-encoding", "gzip");

async fn buffered(server: &Server) -> Result<Bytes, Error> {
    Request::new(&client(&server.url), &GET).path("id", &"1").bytes().await
}

#[cfg(feature = "stream")]
async fn streamed(server: &Server) -> Result<Bytes, Error> {
    let mut stream = Request::new(&client(&server.url), &GET).path("id", &"1").byte_stream().await?;
    let mut whole = Vec::new();
    while let Some(piece) = stream.next().await {
        whole.extend_from_slice(&piece?);
    }
    Ok(whole.into())
}

#[cfg(not(feature = "stream"))]
use buffered as streamed;

#[tokio::test]
async fn every_member_counts() {
    let (first, second) = (text(300_000), text(70_000));
    let bodies = [
        (member(&first), first.clone()),
        ([member(&first), member(&second)].concat(), [first.clone(), second.clone()].concat()),
        ([member_with_names(&first), member(b""), member(&second)].concat(), [first, second].concat()),
        (member(b""), Vec::new()),
        (b"x".repeat(3).iter().flat_map(|byte| member(&[*byte])).collect(), b"xxx".to_vec()),
        (Vec::new(), Vec::new()),
    ];
    for (packed, expected) in bodies {
        for coding in ["gzip", "x-gzip", "GZIP"] {
            let whole = answer("200 OK", &[("content-encoding", coding)], &packed);
            let server = Server::start(vec![Act::AnswerAndClose(whole)]).await;
            assert_eq!(buffered(&server).await.unwrap(), expected);
            assert_eq!(streamed(&server).await.unwrap(), expected);
            assert_eq!(server.last().header("accept-encoding"), "gzip");
        }
    }
}

#[tokio::test]
async fn what_is_not_a_member_is_an_error() {
    let good = member(&text(5_000));
    let damaged = |place: usize, by: u8| {
        let mut bytes = good.clone();
        let place = if place < 100 { place } else { bytes.len() - (place - 99) };
        bytes[place] ^= by;
        bytes
    };
    let bad = [
        [good.as_slice(), b"garbage"].concat(),
        [good.as_slice(), &[0; 512]].concat(),
        [good.as_slice(), b"\x1f\x8b\x09"].concat(),
        [good.as_slice(), b"{}"].concat(),
        b"{\"a\": 1}".to_vec(),
        // The method, a reserved flag, the check and the length.
        damaged(2, 1),
        damaged(3, 0x80),
        damaged(107, 1),
        damaged(100, 1),
        damaged(40, 0xff),
        {
            let mut bytes = member_with_names(b"x");
            bytes[4] ^= 1;
            bytes
        },
    ];
    for (index, packed) in bad.iter().enumerate() {
        let server = Server::start(vec![Act::Answer(answer("200 OK", &[GZIP], packed))]).await;
        for error in [buffered(&server).await.unwrap_err(), streamed(&server).await.unwrap_err()] {
            assert_eq!(error.kind(), ErrorKind::Decode, "{index}: {error}");
            assert!(error.to_string().contains("not valid gzip"), "{index}: {error}");
        }
        assert_eq!(server.count(), 2, "what comes again the same is not asked for again");
    }
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[GZIP], &bad[0]))]).await;
    let error = Request::new(&client(&server.url), &POST).field("a", &1_i64).unit().await.unwrap_err();
    assert!(error.was_carried_out(), "{error}");
}

#[tokio::test]
async fn a_member_that_is_cut_breaks_off() {
    let packed = [member(&text(5_000)), member(&text(9_000))].concat();
    let first = member(&text(5_000)).len();
    for end in [1, 9, 30, first - 8, first - 1, first + 1, first + 12, packed.len() - 4] {
        let server = Server::start(vec![Act::Answer(answer("200 OK", &[GZIP], &packed[..end]))]).await;
        let client = builder(&server.url).max_retries(0).build().unwrap();
        let error = Request::new(&client, &GET).path("id", &"1").bytes().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Transport, "{end}: {error}");
        assert!(error.to_string().contains("broke off"), "{error}");
        assert!(streamed(&server).await.is_err());
    }
}

#[tokio::test]
async fn what_is_compressed_otherwise_is_left_alone() {
    let packed = member(b"[1]");
    for codings in [&["br"][..], &["gzip, br"], &["gzip", "gzip"], &["identity"]] {
        let headers: Vec<_> = codings.iter().map(|coding| ("content-encoding", *coding)).collect();
        let server = Server::start(vec![Act::Answer(answer("200 OK", &headers, &packed))]).await;
        assert_eq!(buffered(&server).await.unwrap(), packed);
    }
    let server = Server::start(vec![Act::Answer(answer("200 OK", &[], b"x"))]).await;
    let own = client(&server.url);
    Request::new(&own, &GET).path("id", &"1").bytes().header("range", "bytes=0-9").await.unwrap();
    assert_eq!(server.last().header("accept-encoding"), "");
    Request::new(&own, &GET).path("id", &"1").bytes().header("accept-encoding", "br").await.unwrap();
    assert_eq!(server.last().header("accept-encoding"), "br");
}
