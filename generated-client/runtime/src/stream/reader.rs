//! A stream of bytes as a reader.

use std::{
    fmt, io,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use tokio::io::{AsyncRead, ReadBuf};

use super::ByteStream;

/// A response as a reader: `AsyncRead`, and with the feature `blocking` also [`std::io::Read`].
///
/// Errors are [`io::Error`]s around an [`Error`](crate::Error).
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
/// use tokio::io::AsyncReadExt as _;
///
/// let mut reader = client.request("GET", "/v1/recordings/7").stream().await?.into_reader();
/// let mut head = [0; 16];
/// reader.read_exact(&mut head).await?;
/// # Ok(())
/// # }
/// ```
pub struct ByteReader {
    stream: ByteStream,
    /// What of the last piece nobody took yet.
    rest: Bytes,
}

impl ByteStream {
    /// The same as a reader, for everything that reads from one.
    #[must_use]
    pub fn into_reader(self) -> ByteReader {
        ByteReader { stream: self, rest: Bytes::new() }
    }
}

impl ByteReader {
    /// Makes sure that there is something to take, unless the stream is over.
    fn fill(&mut self, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        while self.rest.is_empty() {
            match ready!(Pin::new(&mut self.stream).poll_next(context)) {
                Some(Ok(piece)) => self.rest = piece,
                Some(Err(error)) => {
                    let kind = if error.is_timeout() {
                        io::ErrorKind::TimedOut
                    } else {
                        io::ErrorKind::UnexpectedEof
                    };
                    return Poll::Ready(Err(io::Error::new(kind, error)));
                }
                None => break,
            }
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncRead for ByteReader {
    fn poll_read(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let this = self.get_mut();
        if buffer.remaining() == 0 {
            return Poll::Ready(Ok(()));
        }
        ready!(this.fill(context))?;
        let taken = this.rest.split_to(buffer.remaining().min(this.rest.len()));
        buffer.put_slice(&taken);
        Poll::Ready(Ok(()))
    }
}

#[cfg(feature = "blocking")]
impl io::Read for ByteReader {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        self.stream.check_wait().map_err(io::Error::other)?;
        crate::call::block_on(std::future::poll_fn(|context| self.fill(context)))
            .map_err(io::Error::other)
            .and_then(|filled| filled)?;
        let taken = self.rest.split_to(buffer.len().min(self.rest.len()));
        buffer[..taken.len()].copy_from_slice(&taken);
        Ok(taken.len())
    }
}

/// The stream alone: what arrived is the caller's business.
impl fmt::Debug for ByteReader {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("ByteReader").field("stream", &self.stream).finish_non_exhaustive()
    }
}
