//! A response as bytes that arrive.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll},
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, HeaderValue, StatusCode, header};

use crate::{
    error::{ApiError, Error, Failure, request_id},
    platform::{self, BoxFuture},
    response::{Reply, ReplyBody},
    transport::Body,
};

/// A response as bytes that arrive, in the pieces in which they come: nothing is gathered and nothing is cut.
///
/// Errors end it: a body that breaks off gives an error after its last piece, and so does a pause that is longer than
/// the idle time-out.
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) -> Result<(), callwright_runtime::Error> {
/// let mut recording = client.request("GET", "/v1/recordings/7").stream().await?;
/// while let Some(piece) = recording.next().await {
///     println!("{} bytes", piece?.len());
/// }
/// # Ok(())
/// # }
/// ```
pub struct ByteStream {
    body: Body,
    reply: Reply,
    /// Runs while a piece is awaited.
    timer: Option<BoxFuture<()>>,
    over: bool,
    /// Whether a body that is cut gives an error.
    complete_at_end: bool,
    /// The thread of the runtime that looks after the connection, where that runtime has no other.
    #[cfg(feature = "blocking")]
    home: Option<std::thread::ThreadId>,
}

impl ByteStream {
    pub(crate) fn new(mut reply: Reply) -> Self {
        let body = match std::mem::replace(&mut reply.body, ReplyBody::Whole(Bytes::new())) {
            ReplyBody::Arriving(body) => body,
            ReplyBody::Whole(bytes) => Body::bytes(bytes),
        };
        let complete_at_end = body.is_complete_at_end() || is_framed(&reply.headers);
        Self {
            #[cfg(feature = "blocking")]
            home: body.is_of_network().then(crate::call::only_thread).flatten(),
            body,
            reply,
            timer: None,
            over: false,
            complete_at_end,
        }
    }

    /// Whether the end of the stream is that of the body, for certain. It is not where nothing but the end of the
    /// connection says that the body is over.
    pub(crate) fn is_complete_at_end(&self) -> bool {
        self.complete_at_end
    }

    /// The status.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.reply.status
    }

    /// The headers.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.reply.headers
    }

    /// The server's name for this request.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        request_id(&self.reply.headers)
    }

    /// How much is still to come, when the server said so.
    #[must_use]
    pub fn remaining(&self) -> Option<u64> {
        self.body.length()
    }

    /// The next piece; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Bytes, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The largest event or line.
    pub(crate) fn max_item(&self) -> usize {
        usize::try_from(self.reply.max_item).unwrap_or(usize::MAX)
    }

    pub(crate) fn answer(&self, body: &[u8]) -> ApiError {
        self.reply.answer(&Bytes::copy_from_slice(body))
    }

    pub(crate) fn reply(&self) -> &Reply {
        &self.reply
    }

    /// Whether this thread can wait for what comes: it cannot if nothing comes unless it does something else.
    #[cfg(feature = "blocking")]
    pub(crate) fn check_wait(&self) -> Result<(), Error> {
        if self.home.is_none_or(|home| home != std::thread::current().id()) {
            return Ok(());
        }
        let words = "the stream was begun by `.await` on a runtime with one thread, and this is the thread: nothing \
                     arrives while it waits here; await the stream, begin it by `.wait()`, or read it on another \
                     thread (`spawn_blocking`)";
        Err(Failure::invalid(words).of(&self.reply.operation))
    }

    /// Ends the stream.
    pub(crate) fn stop(&mut self) {
        self.over = true;
        self.body = Body::empty();
    }

    /// Ends the stream with an error.
    pub(crate) fn fail(&mut self, failure: Failure) -> Error {
        self.stop();
        self.reply.failed(failure)
    }
}

/// Whether the message itself says where it ends: then the transport notices when it does not.
fn is_framed(headers: &HeaderMap) -> bool {
    let is_chunked = |value: &HeaderValue| {
        let codings = value.as_bytes().rsplit(|byte| *byte == b',').next().unwrap_or_default();
        codings.trim_ascii().eq_ignore_ascii_case(b"chunked")
    };
    headers.contains_key(header::CONTENT_LENGTH)
        || headers.get_all(header::TRANSFER_ENCODING).iter().next_back().is_some_and(is_chunked)
}

impl Stream for ByteStream {
    type Item = Result<Bytes, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if this.over {
            return Poll::Ready(None);
        }
        match Pin::new(&mut this.body).poll_next(context) {
            Poll::Ready(Some(Ok(piece))) => {
                this.timer = None;
                Poll::Ready(Some(Ok(piece)))
            }
            Poll::Ready(Some(Err(error))) => {
                let failure = Failure::broken(error, this.answer(&[]), &this.reply.redact);
                Poll::Ready(Some(Err(this.fail(failure))))
            }
            Poll::Ready(None) => {
                this.over = true;
                Poll::Ready(None)
            }
            Poll::Pending => {
                let Some(limit) = this.reply.idle_timeout else { return Poll::Pending };
                let timer = this.timer.get_or_insert_with(|| Box::pin(platform::sleep(limit)));
                if timer.as_mut().poll(context).is_pending() {
                    return Poll::Pending;
                }
                this.timer = None;
                let failure =
                    Failure::timeout("a pause in the response body", limit).during(this.answer(&[]));
                Poll::Ready(Some(Err(this.fail(failure))))
            }
        }
    }
}

impl fmt::Debug for ByteStream {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ByteStream")
            .field("operation", &self.reply.operation)
            .field("status", &self.reply.status)
            .finish_non_exhaustive()
    }
}
