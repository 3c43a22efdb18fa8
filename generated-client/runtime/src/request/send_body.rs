//! From a plan to the body of one attempt.

use std::{
    collections::VecDeque,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::ReadBuf;

#[cfg(not(target_family = "wasm"))]
use super::payload::length_of;
use super::{
    Plan,
    payload::{BoxReader, Source},
};
use crate::{
    error::Failure,
    transport::{Body, TransportError},
};

/// Readers are asked for this much at once.
const PIECE: usize = 64 * 1024;

impl Plan {
    /// The body for an attempt. Readers are handed over and gone then; files are opened anew each time.
    pub(crate) async fn body(&mut self) -> Result<Body, Failure> {
        match self {
            Self::Nothing => Ok(Body::empty()),
            Self::Whole(bytes) => Ok(Body::bytes(bytes.clone())),
            // Boxed, so that calls whose body is in memory do without the room for opening files.
            Self::Row(row) => Box::pin(body_of(row)).await,
        }
    }
}

async fn body_of(row: &mut [Source]) -> Result<Body, Failure> {
    let mut pieces = VecDeque::with_capacity(row.len());
    let mut length = Some(0_u64);
    for source in row {
        let (piece, size) = match source {
            Source::Memory(bytes) => (Piece::Memory(bytes.clone()), Some(bytes.len() as u64)),
            Source::File(path) => {
                let (reader, size) = open(path).await?;
                (Piece::Reader(reader, size), size)
            }
            Source::Reader(reader, size) => {
                let empty: BoxReader = Box::pin(tokio_empty());
                (Piece::Reader(std::mem::replace(reader, empty), *size), *size)
            }
        };
        pieces.push_back(piece);
        length = length.zip(size).and_then(|(sum, size)| sum.checked_add(size));
    }
    Ok(Body::stream(Row { pieces, buffer: Vec::new() }, length))
}

/// A reader of nothing, for the place of one that was handed over.
fn tokio_empty() -> &'static [u8] {
    &[]
}

/// The file and its length, where that can be relied on.
#[cfg(not(target_family = "wasm"))]
async fn open(path: &std::path::Path) -> Result<(BoxReader, Option<u64>), Failure> {
    let failed = |error: std::io::Error| {
        Failure::invalid(format!("the file {} cannot be read: {error}", path.display())).because(error.into())
    };
    let file = tokio::fs::File::open(path).await.map_err(failed)?;
    let metadata = file.metadata().await.map_err(failed)?;
    if metadata.is_dir() {
        return Err(Failure::invalid(format!("{} is a folder", path.display())));
    }
    Ok((Box::pin(file), length_of(&metadata)))
}

#[cfg(target_family = "wasm")]
#[expect(clippy::unused_async, reason = "the same signature as where there are files")]
async fn open(path: &std::path::Path) -> Result<(BoxReader, Option<u64>), Failure> {
    Err(Failure::invalid(format!("a browser has no file {}", path.display())))
}

/// One piece after the other.
struct Row {
    pieces: VecDeque<Piece>,
    buffer: Vec<u8>,
}

enum Piece {
    Memory(Bytes),
    /// A reader and how much of it is still to come, where that is known.
    Reader(BoxReader, Option<u64>),
}

impl Stream for Row {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let Self { pieces, buffer } = self.get_mut();
        loop {
            match pieces.front_mut() {
                None => return Poll::Ready(None),
                Some(Piece::Memory(bytes)) => {
                    let bytes = std::mem::take(bytes);
                    pieces.pop_front();
                    if !bytes.is_empty() {
                        return Poll::Ready(Some(Ok(bytes)));
                    }
                }
                Some(Piece::Reader(reader, left)) => {
                    let wanted = left.map_or(PIECE, |left| usize::try_from(left).unwrap_or(PIECE).min(PIECE));
                    if wanted > 0 {
                        match ready!(read(reader, wanted, buffer, context)) {
                            Ok(bytes) if bytes.is_empty() => {
                                if left.is_some_and(|left| left > 0) {
                                    pieces.clear();
                                    let short = "a reader ended before its declared length";
                                    return Poll::Ready(Some(Err(TransportError::new(short))));
                                }
                            }
                            Ok(bytes) => {
                                if let Some(left) = left {
                                    *left = left.saturating_sub(bytes.len() as u64);
                                }
                                return Poll::Ready(Some(Ok(bytes)));
                            }
                            Err(error) => {
                                pieces.clear();
                                let failed =
                                    TransportError::new("reading the request body failed").because(error);
                                return Poll::Ready(Some(Err(failed)));
                            }
                        }
                    }
                    pieces.pop_front();
                }
            }
        }
    }
}

/// The next bytes of a reader; none at its end.
fn read(
    reader: &mut BoxReader,
    wanted: usize,
    buffer: &mut Vec<u8>,
    context: &mut Context<'_>,
) -> Poll<std::io::Result<Bytes>> {
    buffer.resize(wanted, 0);
    let mut filled = ReadBuf::new(buffer);
    ready!(reader.as_mut().poll_read(context, &mut filled))?;
    Poll::Ready(Ok(Bytes::copy_from_slice(filled.filled())))
}
