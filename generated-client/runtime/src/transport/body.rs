//! Bodies: all there, or arriving.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;

use super::TransportError;
#[cfg(not(target_family = "wasm"))]
use super::gzip::Gunzipped;
use crate::{
    client::Place,
    platform::{BoxStream, MaybeSend},
};

/// After so many bytes in a row, others get their turn: what is always ready, because a server is fast or a small piece is
/// large when it is decompressed, must not keep a thread.
const TURN: usize = 1024 * 1024;

/// The body of a request or of a response.
#[derive(Default)]
pub struct Body {
    kind: Kind,
    /// How many bytes were given since others had their turn.
    in_a_row: usize,
    /// Whether the end of a stream is known to be that of the body.
    complete_at_end: bool,
    /// What was taken out of a stream already, and comes first again.
    first: Bytes,
    /// The place of the call whose answer it is, free when all of it is there.
    place: Option<Place>,
    /// Whether its pieces come over a connection that a runtime has to look after.
    #[cfg(all(feature = "blocking", feature = "stream"))]
    is_of_network: bool,
}

#[derive(Default)]
enum Kind {
    #[default]
    Empty,
    Whole(Bytes),
    Arriving {
        stream: BoxStream<Result<Bytes, TransportError>>,
        length: Option<u64>,
    },
}

impl Body {
    /// No body.
    #[must_use]
    pub fn empty() -> Self {
        Self::default()
    }

    /// A body that is all there.
    #[must_use]
    pub fn bytes(bytes: impl Into<Bytes>) -> Self {
        let bytes = bytes.into();
        if bytes.is_empty() {
            Self::empty()
        } else {
            Self { kind: Kind::Whole(bytes), complete_at_end: true, ..Self::default() }
        }
    }

    /// A body that arrives piece by piece; `length` when it is known before.
    ///
    /// An error in the stream says that the body broke off. Where no length is known and a stream may also just end
    /// when it is cut, as with a connection that is closed, its end proves nothing; where it does prove that all is
    /// there, say so by [`complete_at_end`](Self::complete_at_end).
    #[must_use]
    pub fn stream(
        stream: impl Stream<Item = Result<Bytes, TransportError>> + MaybeSend + 'static,
        length: Option<u64>,
    ) -> Self {
        Self {
            kind: Kind::Arriving { stream: Box::pin(stream), length },
            complete_at_end: length.is_some(),
            ..Self::default()
        }
    }

    /// Says that a stream that is cut gives an error, so that its end is that of the body.
    #[must_use]
    pub fn complete_at_end(mut self) -> Self {
        self.complete_at_end = true;
        self
    }

    /// What a body holds that is compressed by gzip (`content-encoding: gzip`), for transports of your own. All of its
    /// members count. What is not a field, and a field that is damaged or cut, gives an error.
    #[cfg(not(target_family = "wasm"))]
    #[must_use]
    pub fn gunzip(self) -> Self {
        Self {
            complete_at_end: self.complete_at_end || !matches!(self.kind, Kind::Arriving { .. }),
            #[cfg(all(feature = "blocking", feature = "stream"))]
            is_of_network: self.is_of_network,
            kind: Kind::Arriving { stream: Box::pin(Gunzipped::new(self)), length: None },
            ..Self::default()
        }
    }

    /// The body with what was taken out of it before in front.
    #[cfg(feature = "stream")]
    pub(crate) fn behind(mut self, start: Vec<u8>) -> Self {
        self.first = start.into();
        self
    }

    /// Whether the end of the stream is that of the body, for certain.
    #[cfg(feature = "stream")]
    pub(crate) fn is_complete_at_end(&self) -> bool {
        self.complete_at_end || !matches!(self.kind, Kind::Arriving { .. })
    }

    /// Keeps the place of a call until all is there.
    pub(crate) fn hold(&mut self, place: Option<Place>) {
        if matches!(self.kind, Kind::Arriving { .. }) {
            self.place = place;
        }
    }

    /// Says that a runtime has to look after what comes.
    #[cfg(all(feature = "blocking", feature = "stream", not(target_family = "wasm")))]
    pub(crate) fn of_network(mut self) -> Self {
        self.is_of_network = true;
        self
    }

    /// Whether a runtime has to look after what comes.
    #[cfg(all(feature = "blocking", feature = "stream"))]
    pub(crate) fn is_of_network(&self) -> bool {
        self.is_of_network && matches!(self.kind, Kind::Arriving { .. })
    }

    /// The entire body, when it is all there.
    #[must_use]
    pub fn as_bytes(&self) -> Option<&[u8]> {
        match &self.kind {
            _ if !self.first.is_empty() => None,
            Kind::Empty => Some(&[]),
            Kind::Whole(bytes) => Some(bytes),
            Kind::Arriving { .. } => None,
        }
    }

    /// The entire body, or itself when it is not all there.
    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn into_bytes(self) -> Result<Bytes, Self> {
        match self.kind {
            _ if !self.first.is_empty() => Err(self),
            Kind::Empty => Ok(Bytes::new()),
            Kind::Whole(bytes) => Ok(bytes),
            Kind::Arriving { .. } => Err(self),
        }
    }

    /// How long it is, when that is known.
    #[must_use]
    pub fn length(&self) -> Option<u64> {
        let length = match &self.kind {
            Kind::Empty => Some(0),
            Kind::Whole(bytes) => Some(bytes.len() as u64),
            Kind::Arriving { length, .. } => *length,
        };
        length.map(|length| length + self.first.len() as u64)
    }

    /// The next piece; `None` at the end. Pieces are as they come, never joined or cut.
    pub async fn chunk(&mut self) -> Option<Result<Bytes, TransportError>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// All of it.
    ///
    /// # Errors
    ///
    /// When the body breaks off.
    pub async fn collect(mut self) -> Result<Bytes, TransportError> {
        if let Kind::Whole(bytes) = &mut self.kind
            && self.first.is_empty()
        {
            return Ok(std::mem::take(bytes));
        }
        let mut all = Vec::new();
        while let Some(chunk) = self.chunk().await {
            all.extend_from_slice(&chunk?);
        }
        Ok(all.into())
    }
}

impl Stream for Body {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.in_a_row >= TURN {
            this.in_a_row = 0;
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if !this.first.is_empty() {
            let piece = this.first.split_to(this.first.len().min(TURN));
            this.in_a_row += piece.len();
            return Poll::Ready(Some(Ok(piece)));
        }
        match &mut this.kind {
            Kind::Empty => Poll::Ready(None),
            Kind::Whole(bytes) => {
                let bytes = std::mem::take(bytes);
                this.kind = Kind::Empty;
                Poll::Ready(Some(Ok(bytes)))
            }
            Kind::Arriving { stream, length } => {
                let Poll::Ready(next) = stream.as_mut().poll_next(context) else {
                    this.in_a_row = 0;
                    return Poll::Pending;
                };
                if let Some(Ok(chunk)) = &next {
                    this.in_a_row += chunk.len();
                    *length = length.map(|rest| rest.saturating_sub(chunk.len() as u64));
                } else {
                    (this.kind, this.place) = (Kind::Empty, None);
                }
                Poll::Ready(next)
            }
        }
    }
}

impl fmt::Debug for Body {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.length() {
            Some(length) => write!(formatter, "Body({length} bytes)"),
            None => formatter.write_str("Body(of unknown length)"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::task::Waker;

    use super::*;

    /// Pieces that are always there.
    struct Ready(usize);

    impl Stream for Ready {
        type Item = Result<Bytes, TransportError>;

        fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
            self.0 = self.0.saturating_sub(1);
            Poll::Ready((self.0 > 0).then(|| Ok(vec![0; 64 * 1024].into())))
        }
    }

    #[test]
    fn what_is_always_ready_gives_others_their_turn() {
        let mut body = Body::stream(Ready(1 + 64), None);
        let mut context = Context::from_waker(Waker::noop());
        let (mut turns, mut in_a_row) = (0, 0);
        loop {
            match Pin::new(&mut body).poll_next(&mut context) {
                Poll::Ready(Some(piece)) => in_a_row += piece.unwrap().len(),
                Poll::Ready(None) => break,
                Poll::Pending => (turns, in_a_row) = (turns + 1, 0),
            }
            assert!(in_a_row <= TURN, "{in_a_row}");
        }
        assert_eq!(turns, 4);
    }
}
