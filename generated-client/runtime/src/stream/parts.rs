//! The parts of a multipart body, one after the other.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
};

use bytes::Bytes;
use futures_core::Stream;
use http::{HeaderMap, header};

use super::{
    ByteStream,
    collect::collecting,
    divided::{Divided, Found, boundary_of},
    told::item_or_error,
};
use crate::{
    error::{Error, Failure},
    json::{self, DecodeError, Json, Reading},
    platform::{self, BoxFuture, MaybeSend},
    response::{LARGE, Reply, is_json, told_type},
};

/// A part of a response.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReceivedPart<T> {
    /// What it holds.
    pub value: T,
    /// Its headers.
    pub headers: HeaderMap,
}

impl<T> ReceivedPart<T> {
    /// The value alone.
    #[must_use]
    pub fn into_inner(self) -> T {
        self.value
    }
}

/// A response of parts that arrive one after the other (`multipart/mixed` and its relatives), each read as JSON, or as the
/// bytes that it is.
///
/// Where the parts are texts, one that is not called JSON is taken as it is.
///
/// Errors end it. A body that ends before the line that ends its last part is one, so is a part that is larger than the
/// limit of a response (`max_body_size`), and one whose head is not a list of headers. What stands before the first part and
/// behind the last one is not read.
///
/// [`next`](Self::next) gives one part after the other; [`collect_all`](Self::collect_all),
/// [`collect_text`](Self::collect_text), [`fold_all`](Self::fold_all) and [`each`](Self::each) read all of them.
pub struct PartStream<T> {
    stream: ByteStream,
    divided: Divided,
    /// What makes a value of a part.
    value: fn(&Reply, &HeaderMap, &Bytes) -> Result<T, Error>,
    /// A large part that is being read, on another thread.
    reading: Option<BoxFuture<Result<ReceivedPart<T>, Error>>>,
    over: bool,
}

impl<T: Json> PartStream<T> {
    pub(super) fn of_json(stream: ByteStream) -> Result<Self, Error> {
        Self::new(stream, json_value)
    }
}

impl PartStream<Bytes> {
    pub(super) fn of_bytes(stream: ByteStream) -> Result<Self, Error> {
        Self::new(stream, |_, _, bytes| Ok(bytes.clone()))
    }
}

impl<T> PartStream<T> {
    fn new(
        mut stream: ByteStream,
        value: fn(&Reply, &HeaderMap, &Bytes) -> Result<T, Error>,
    ) -> Result<Self, Error> {
        match boundary_of(stream.headers()) {
            Ok(boundary) => {
                Ok(Self { stream, divided: Divided::new(&boundary), value, reading: None, over: false })
            }
            Err(words) => {
                let failure = Failure::decode(stream.answer(&[]), words);
                Err(stream.fail(failure))
            }
        }
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        self.stream.headers()
    }

    fn fail(&mut self, failure: Failure) -> Error {
        self.over = true;
        self.stream.fail(failure)
    }

    fn malformed(&mut self, words: &'static str) -> Error {
        let failure = Failure::decode(self.stream.answer(&[]), words);
        self.fail(failure)
    }

    /// An error is the last that is given.
    fn gave(&mut self, read: Result<ReceivedPart<T>, Error>) -> Result<ReceivedPart<T>, Error> {
        if read.is_err() {
            self.over = true;
            self.stream.stop();
        }
        read
    }
}

impl<T: MaybeSend + 'static> PartStream<T> {
    /// The next part; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<ReceivedPart<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next part, blocking this thread until it is there.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<ReceivedPart<T>, Error>> {
        if let Err(error) = self.stream.check_wait() {
            return Some(Err(error));
        }
        crate::call::block_on(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    /// The value of a part; `None` where it is being read on another thread.
    fn read(&mut self, headers: HeaderMap, bytes: Bytes) -> Option<Result<ReceivedPart<T>, Error>> {
        let (value, is_large) = (self.value, bytes.len() >= LARGE);
        let read =
            move |reply: &Reply| value(reply, &headers, &bytes).map(|value| ReceivedPart { value, headers });
        if !is_large {
            let read = read(self.stream.reply());
            return Some(self.gave(read));
        }
        let reply = self.stream.reply().without_body();
        self.reading = Some(platform::aside(move || read(&reply)));
        None
    }
}

impl<T: MaybeSend + 'static> Stream for PartStream<T> {
    type Item = Result<ReceivedPart<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while !this.over {
            if let Some(reading) = &mut this.reading {
                let read = ready!(reading.as_mut().poll(context));
                this.reading = None;
                return Poll::Ready(Some(this.gave(read)));
            }
            match this.divided.next() {
                Ok(Found::Part(headers, bytes)) => match this.read(headers, bytes) {
                    Some(read) => return Poll::Ready(Some(read)),
                    None => continue,
                },
                Ok(Found::End) => {
                    this.over = true;
                    this.stream.stop();
                    break;
                }
                Ok(Found::Nothing) => {}
                Err(words) => return Poll::Ready(Some(Err(this.malformed(words)))),
            }
            match ready!(Pin::new(&mut this.stream).poll_next(context)) {
                Some(Ok(piece)) => {
                    if !this.divided.push(&piece, this.stream.max_item()) {
                        let limit = this.stream.max_item() as u64;
                        let failure = Failure::too_large(this.stream.answer(&[]), limit);
                        return Poll::Ready(Some(Err(this.fail(failure))));
                    }
                }
                Some(Err(error)) => {
                    this.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    this.over = true;
                    return Poll::Ready(this.divided.ends_early().map(|words| Err(this.malformed(words))));
                }
            }
        }
        Poll::Ready(None)
    }
}

/// The value of a part that is JSON, or a text.
fn json_value<T: Json>(reply: &Reply, headers: &HeaderMap, bytes: &Bytes) -> Result<T, Error> {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.to_ascii_lowercase();
    let is_other = !kind.is_empty() && !is_json(&kind);
    let may_be_text = is_other || kind.is_empty();
    let read_by = |reading| read(bytes, reading, may_be_text);
    if is_other && !kind.starts_with("text/") && read_by(reply.reading).is_err() {
        let kind = told_type(headers, &reply.redact);
        let words = format!("a part of the response is `{kind}`, but the API description promises JSON");
        return Err(reply.failed(Failure::decode(reply.answer(bytes), words)));
    }
    item_or_error(reply, bytes, &read_by, false)
}

/// What a part says: where texts are expected and it is not called JSON, the text that it is.
fn read<T: Json>(bytes: &[u8], reading: Reading, may_be_text: bool) -> Result<T, DecodeError> {
    let as_json = || json::read_slice(bytes, reading);
    if !may_be_text || !T::event_is_text(None) {
        return as_json();
    }
    let Some(text) = std::str::from_utf8(bytes).ok().and_then(|text| json::to_vec(&text).ok()) else {
        return as_json();
    };
    json::read_slice(&text, reading).or_else(|_| as_json())
}

collecting! { [T: MaybeSend + 'static] PartStream<T> => ReceivedPart<T> }

impl<T> fmt::Debug for PartStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("PartStream").field("stream", &self.stream).finish_non_exhaustive()
    }
}
