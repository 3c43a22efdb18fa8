//! JSON values, one a line.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;

use super::{
    ByteStream,
    collect::collecting,
    records::{Record, Records},
    told::item_or_error,
};
use crate::{
    error::{Error, Failure},
    json::{self, Json},
    platform::{self, BoxFuture, MaybeSend},
    response::{LARGE, Reply},
};

/// A response as JSON values that arrive one a line (NDJSON, JSON Lines). Behind the separator of RFC 7464 (`0x1E`), a
/// value may span lines.
///
/// Errors end it. A last line without a line break counts when it is a whole value; a number or a word such as `true`
/// could be the beginning of a longer one, so there it counts only where the framing of the body says that nothing was
/// cut (`content-length`, chunks, HTTP/2).
///
/// [`next`](Self::next) gives one value after the other; [`collect_all`](Self::collect_all),
/// [`collect_text`](Self::collect_text), [`fold_all`](Self::fold_all) and [`each`](Self::each) read all of them.
///
/// ```no_run
/// # use callwright_runtime::{Error, LineStream, Value};
/// # async fn example(mut lines: LineStream<Value>) -> Result<(), Error> {
/// while let Some(value) = lines.next().await {
///     println!("{}", value?);
/// }
/// # Ok(())
/// # }
/// ```
pub struct LineStream<T> {
    stream: ByteStream,
    records: Records,
    /// A large value that is being read, on another thread.
    reading: Option<BoxFuture<Result<T, Error>>>,
    ended: bool,
    over: bool,
}

impl<T: Json + MaybeSend + 'static> LineStream<T> {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self { stream, records: Records::default(), reading: None, ended: false, over: false }
    }

    /// The next value; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<T, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next value, blocking this thread until it is there.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<T, Error>> {
        if let Err(error) = self.stream.check_wait() {
            return Some(Err(error));
        }
        crate::call::block_on(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &http::HeaderMap {
        self.stream.headers()
    }

    /// The value of a record; `None` where it is being read on another thread.
    fn read(&mut self, record: Record) -> Option<Result<T, Error>> {
        let text = match record {
            Record::Whole(text) => Bytes::from(text),
            Record::Cut(text) => {
                let words = "the stream ended in the middle of a value";
                let failure = Failure::decode(self.stream.answer(&text), words);
                return Some(self.gave(Err(self.stream.reply().failed(failure))));
            }
        };
        if text.len() < LARGE {
            let read = value(self.stream.reply(), &text);
            return Some(self.gave(read));
        }
        let reply = self.stream.reply().without_body();
        self.reading = Some(platform::aside(move || value(&reply, &text)));
        None
    }

    /// An error is the last that is given.
    fn gave(&mut self, read: Result<T, Error>) -> Result<T, Error> {
        if read.is_err() {
            self.over = true;
            self.stream.stop();
        }
        read
    }

    fn too_large(&mut self) -> Error {
        self.over = true;
        let failure = Failure::too_large(self.stream.answer(&[]), self.stream.max_item() as u64);
        self.stream.fail(failure)
    }
}

impl<T: Json + MaybeSend + 'static> Stream for LineStream<T> {
    type Item = Result<T, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while !this.over {
            if let Some(reading) = &mut this.reading {
                let read = ready!(reading.as_mut().poll(context));
                this.reading = None;
                return Poll::Ready(Some(this.gave(read)));
            }
            if let Some(record) = this.records.next() {
                match this.read(record) {
                    Some(read) => return Poll::Ready(Some(read)),
                    None => continue,
                }
            }
            if this.ended {
                this.over = true;
                break;
            }
            match ready!(Pin::new(&mut this.stream).poll_next(context)) {
                Some(Ok(piece)) => {
                    if !this.records.push(&piece, this.stream.max_item()) {
                        return Poll::Ready(Some(Err(this.too_large())));
                    }
                }
                Some(Err(error)) => {
                    this.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    this.ended = true;
                    this.records.end(this.stream.is_complete_at_end());
                }
            }
        }
        Poll::Ready(None)
    }
}

/// What the text of a value says.
fn value<T: Json>(reply: &Reply, text: &Bytes) -> Result<T, Error> {
    item_or_error(reply, text, &|reading| json::read_slice(text, reading), false)
}

collecting! { [T: Json + MaybeSend + 'static] LineStream<T> => T }

impl<T> fmt::Debug for LineStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("LineStream").field("stream", &self.stream).finish_non_exhaustive()
    }
}
