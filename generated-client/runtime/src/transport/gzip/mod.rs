//! Bodies that are compressed by gzip (RFC 1952).
//!
//! In: pieces of a compressed body. Out: pieces of what it holds, none of them large. A body is a row of members, and all
//! of them count; what is not a member is an error, and so is a member that is cut or that does not hold what its end says.
//! Must never know: requests, headers, limits.

mod header;
mod invalid;
mod member;

use std::{
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::{Buf, Bytes};
use futures_core::Stream;

use invalid::Invalid;
use member::Members;

use super::{Body, TransportError};

/// The largest piece that is given.
const PIECE: usize = 32 * 1024;

/// What a compressed body holds, as it arrives.
pub(super) struct Gunzipped {
    body: Body,
    /// What arrived and was not taken yet.
    input: Bytes,
    members: Members,
    /// Room for a piece, used again and again.
    room: Vec<u8>,
    /// Whether there may be more to give without anything that arrives.
    is_full: bool,
    is_over: bool,
}

impl Gunzipped {
    pub(super) fn new(body: Body) -> Self {
        Self {
            body,
            input: Bytes::new(),
            members: Members::default(),
            room: Vec::new(),
            is_full: false,
            is_over: false,
        }
    }

    /// The next piece out of what arrived; `None` where more has to arrive.
    fn give(&mut self) -> Result<Option<Bytes>, Invalid> {
        while !self.input.is_empty() || self.is_full {
            self.room.clear();
            self.room.reserve_exact(PIECE);
            let taken = self.members.read(&self.input, &mut self.room)?;
            self.input.advance(taken);
            self.is_full = self.room.len() == self.room.capacity();
            if !self.room.is_empty() {
                return Ok(Some(Bytes::copy_from_slice(&self.room)));
            }
        }
        Ok(None)
    }

    fn end(&mut self, error: TransportError) -> Poll<Option<Result<Bytes, TransportError>>> {
        self.is_over = true;
        (self.input, self.body) = (Bytes::new(), Body::empty());
        Poll::Ready(Some(Err(error)))
    }
}

impl Stream for Gunzipped {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while !this.is_over {
            match this.give() {
                Ok(Some(piece)) => return Poll::Ready(Some(Ok(piece))),
                Ok(None) => {}
                Err(invalid) => {
                    return this.end(
                        TransportError::new(format!("the response body is not valid gzip: {invalid}"))
                            .unreadable(),
                    );
                }
            }
            match ready!(Pin::new(&mut this.body).poll_next(context)) {
                Some(Ok(piece)) => this.input = piece,
                Some(Err(error)) => return this.end(error),
                None if this.members.are_whole() => this.is_over = true,
                None => {
                    return this
                        .end(TransportError::new("the response broke off: its gzip ends inside a member"));
                }
            }
        }
        Poll::Ready(None)
    }
}
