//! A body of gzip is read whole or refused, however it arrives.

use std::io::{Read, Write};
use std::pin::{Pin, pin};
use std::task::{Context, Poll, Waker};

use flate2::{Compression, GzBuilder, read::MultiGzDecoder};
use runtime::{Body, Bytes, TransportError};

use crate::choices::Choices;

/// What a body holds is the same however its bytes arrive; a good body holds what was put in, and what is taken from a bad
/// one is what another reader takes from it.
///
/// # Panics
///
/// When one of that does not hold.
pub fn check_gzip(bytes: &[u8]) {
    let mut choices = Choices::new(bytes);
    let (mut packed, mut expected) = (Vec::new(), Vec::new());
    for _ in 0..choices.below(4) {
        let data = choices.take(40).repeat(choices.below(1 << 11));
        packed.extend(member(&data, &mut choices));
        expected.extend(data);
    }
    let is_bad = damage(&mut packed, &mut choices);
    let length = packed.len().max(1);
    let sizes = [length, 1 + length / 2_000, 1 + choices.below(500), 1 + choices.below(length.min(60_000))];
    let [read, others @ ..] = sizes.map(|size| read(&packed, size));
    for other in others {
        assert_eq!(read, other, "it depends on the pieces");
    }
    match read {
        Err(error) => assert!(is_bad, "a good body is refused: {error}"),
        Ok(read) if !is_bad => assert!(read == expected, "{} bytes of {}", read.len(), expected.len()),
        Ok(read) => {
            let mut other = Vec::new();
            if MultiGzDecoder::new(packed.as_slice()).read_to_end(&mut other).is_ok() {
                assert!(read == other, "{} bytes, by another reader {}", read.len(), other.len());
            }
        }
    }
}

/// A member with some of what a head can have.
fn member(data: &[u8], choices: &mut Choices<'_>) -> Vec<u8> {
    let mut builder = GzBuilder::new().mtime(choices.byte().into());
    if choices.once_in(2) {
        builder = builder.filename("name");
    }
    if choices.once_in(2) {
        builder = builder.comment("a comment");
    }
    if choices.once_in(2) {
        builder = builder.extra(choices.take(9).to_vec());
    }
    let level = Compression::new(choices.pick(&[6, 0, 1, 9]));
    let mut encoder = builder.write(Vec::new(), level);
    encoder.write_all(data).and_then(|()| encoder.finish()).expect("memory takes what is written")
}

/// Changes a body, or not; whether it did.
fn damage(packed: &mut Vec<u8>, choices: &mut Choices<'_>) -> bool {
    let place = if packed.is_empty() { 0 } else { choices.below(packed.len().min(60_000)) };
    match choices.below(6) {
        1 if !packed.is_empty() => packed[place] ^= choices.byte().max(1),
        2 if !packed.is_empty() => packed.truncate(place),
        3 => packed.extend_from_slice(choices.take(40)),
        4 => packed.extend_from_slice(b"\x1f\x8b\x08\0\0\0\0\0\0\xff"),
        5 => *packed = choices.take(400).to_vec(),
        _ => return false,
    }
    true
}

/// What the body holds when it arrives in pieces of this size.
fn read(packed: &[u8], size: usize) -> Result<Vec<u8>, String> {
    let pieces = packed.chunks(size).map(|piece| Ok(Bytes::copy_from_slice(piece))).collect::<Vec<_>>();
    let body = Body::stream(Pieces(pieces.into_iter()), None).gunzip();
    let mut collecting = pin!(body.collect());
    // It only ever waits to let others have their turn.
    let mut context = Context::from_waker(Waker::noop());
    loop {
        if let Poll::Ready(whole) = collecting.as_mut().poll(&mut context) {
            return whole.map(Into::into).map_err(|error| error.to_string());
        }
    }
}

/// Pieces that are all there.
struct Pieces(std::vec::IntoIter<Result<Bytes, TransportError>>);

impl futures_core::Stream for Pieces {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.next())
    }
}
