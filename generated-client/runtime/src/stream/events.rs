//! Server-sent events.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use bytes::Bytes;
use futures_core::Stream;

use super::{ByteStream, collect::collecting, cutter::Lines, told::item_or_error};
use crate::{
    error::{Error, Failure, server_words},
    json::{self, DecodeError, Json, Reading},
    platform::{self, BoxFuture, LONGEST_PAUSE, MaybeSend},
    response::{LARGE, Reply},
};

/// What many servers send as the data of their last event; it is not JSON.
const DONE: &[u8] = b"[DONE]";

/// An event of a stream.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Event<T> {
    /// What it holds.
    pub data: T,
    /// The same as the server sent it, its lines joined by line feeds.
    pub raw: String,
    /// Its kind, where the server says so (`event:`).
    pub event: Option<String>,
    /// Its name, where the server says so (`id:`); names hold until the next one.
    pub id: Option<String>,
    /// How long to wait before asking again, where the server says so (`retry:`); it holds until the next one.
    pub retry: Option<Duration>,
}

/// A response as server-sent events that arrive, their data read as JSON.
///
/// Where the description says which event holds which data, the name of the event (`event:`) tells what its data is.
///
/// Where the items are texts, data that is not JSON text is taken as it is. Other items have no empty data: such events
/// only keep the connection alive, and are passed over. [`Event::raw`] has the data as it came.
///
/// It ends where the body ends or at `data: [DONE]`. Errors end it, too; a body that ends in the middle of an event is
/// one. Servers forget the empty line behind the last event: it counts without, but only where the framing of the body
/// says that nothing was cut (`content-length`, chunks, HTTP/2). Where the end of the connection is all there is, such an
/// event is an error.
///
/// It does not reconnect: that would send the request again.
///
/// [`next`](Self::next) gives one event after the other; [`collect_text`](Self::collect_text),
/// [`collect_all`](Self::collect_all), [`fold_all`](Self::fold_all) and [`each`](Self::each) read all of them.
///
/// ```no_run
/// # use callwright_runtime::{Error, EventStream, Value};
/// # async fn example(mut events: EventStream<Value>) -> Result<(), Error> {
/// while let Some(event) = events.next().await {
///     println!("{}", event?.data);
/// }
/// # Ok(())
/// # }
/// ```
pub struct EventStream<T> {
    stream: ByteStream,
    lines: Lines,
    pending: Pending,
    first: bool,
    over: bool,
    /// A large event that is being read, on another thread.
    reading: Option<BoxFuture<Result<Event<T>, Error>>>,
}

/// An event that is all there, and not read yet.
struct Arrived {
    data: Vec<u8>,
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    /// Whether the server calls it an error.
    is_error: bool,
    /// Whether it is the last one, without the line that ends it.
    is_open: bool,
}

/// The event whose lines are arriving.
#[derive(Default)]
struct Pending {
    data: Option<Vec<u8>>,
    event: Option<String>,
    id: Option<String>,
    retry: Option<Duration>,
    /// Whether there is a field that no empty line follows yet.
    begun: bool,
    /// Lines that are not fields of events, as long as no event has come.
    strange: Option<Vec<u8>>,
}

impl<T: Json + MaybeSend + 'static> EventStream<T> {
    pub(crate) fn new(stream: ByteStream) -> Self {
        Self {
            stream,
            lines: Lines::default(),
            pending: Pending { strange: Some(Vec::new()), ..Pending::default() },
            first: true,
            over: false,
            reading: None,
        }
    }

    /// The next event; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<Event<T>, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next event, blocking this thread until it is there.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<Event<T>, Error>> {
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

    fn fail(&mut self, failure: Failure) -> Error {
        self.over = true;
        self.stream.fail(failure)
    }

    /// An event is whole: takes it, unless it has no data or is the last one.
    fn dispatch(&mut self) -> Option<Arrived> {
        self.pending.begun = false;
        let event = self.pending.event.take();
        let is_error = event.as_deref().is_some_and(|event| event.eq_ignore_ascii_case("error"));
        let data = self.pending.data.take().or_else(|| is_error.then(Vec::new))?;
        self.pending.strange = None;
        if is_done(&data) {
            self.over = true;
            return None;
        }
        if !is_error && data.trim_ascii().is_empty() && !T::event_is_text(event.as_deref()) {
            return None;
        }
        let (id, retry) = (self.pending.id.clone(), self.pending.retry);
        Some(Arrived { data, event, id, retry, is_error, is_open: false })
    }

    /// Reads an event; `None` where it is being read on another thread.
    fn read(&mut self, arrived: Arrived) -> Option<Result<Event<T>, Error>> {
        if arrived.data.len() < LARGE {
            let read = arrived.read(self.stream.reply());
            return Some(self.gave(read));
        }
        let reply = self.stream.reply().without_body();
        self.reading = Some(platform::aside(move || arrived.read(&reply)));
        None
    }

    /// An error is the last that is given.
    fn gave(&mut self, read: Result<Event<T>, Error>) -> Result<Event<T>, Error> {
        if read.is_err() {
            self.over = true;
            self.stream.stop();
        }
        read
    }

    fn too_large(&mut self) -> Error {
        let failure = Failure::too_large(self.stream.answer(&[]), self.stream.max_item() as u64);
        self.fail(failure)
    }
}

impl Arrived {
    fn read<T: Json>(self, reply: &Reply) -> Result<Event<T>, Error> {
        let Self { data, event, id, retry, is_error, is_open } = self;
        let data = Bytes::from(data);
        let read_by = |reading| read(&data, reading, event.as_deref());
        let read = item_or_error(reply, &data, &read_by, is_error);
        let read = read.map_err(|error| if is_open { ended_early(reply, &data) } else { error })?;
        let raw = String::from_utf8(data.into())
            .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
        Ok(Event { data: read, raw, event, id, retry })
    }
}

impl Pending {
    /// Takes a line of an event; `false` when the event grows too large.
    fn take(&mut self, line: &[u8], limit: usize) -> bool {
        let (name, value) = match line.iter().position(|byte| *byte == b':') {
            Some(colon) => (&line[..colon], &line[colon + 1..]),
            None => (line, &[][..]),
        };
        let value = value.strip_prefix(b" ").unwrap_or(value);
        // Comments have no name.
        self.begun |= !name.is_empty();
        let text = || Some(String::from_utf8_lossy(value).into_owned());
        match name {
            b"data" => {
                let data = match &mut self.data {
                    Some(data) => {
                        data.push(b'\n');
                        data
                    }
                    none => none.insert(Vec::new()),
                };
                data.extend_from_slice(value);
                return data.len() <= limit;
            }
            b"event" => self.event = text().filter(|event| !event.is_empty()),
            b"id" if !value.contains(&0) => self.id = text(),
            b"retry" if value.iter().all(u8::is_ascii_digit) => {
                let pause = text().and_then(|text| text.parse().ok());
                self.retry =
                    pause.map(|pause| Duration::from_millis(pause).min(LONGEST_PAUSE)).or(self.retry);
            }
            _ if name.is_empty() => {}
            _ => {
                if let Some(strange) = &mut self.strange {
                    strange.extend_from_slice(line);
                    strange.push(b'\n');
                    return strange.len() <= limit;
                }
            }
        }
        true
    }
}

impl<T: Json + MaybeSend + 'static> Stream for EventStream<T> {
    type Item = Result<Event<T>, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(reading) = &mut this.reading {
                let read = ready!(reading.as_mut().poll(context));
                this.reading = None;
                return Poll::Ready(Some(this.gave(read)));
            }
            if this.over {
                return Poll::Ready(None);
            }
            while let Some(line) = this.lines.next() {
                let line = without_mark(&line, std::mem::take(&mut this.first));
                if !line.is_empty() {
                    if !this.pending.take(line, this.stream.max_item()) {
                        return Poll::Ready(Some(Err(this.too_large())));
                    }
                } else if let Some(arrived) = this.dispatch() {
                    match this.read(arrived) {
                        Some(event) => return Poll::Ready(Some(event)),
                        None => break,
                    }
                } else if this.over {
                    return Poll::Ready(None);
                }
            }
            if this.reading.is_some() {
                continue;
            }
            match ready!(Pin::new(&mut this.stream).poll_next(context)) {
                Some(Ok(piece)) => {
                    if !this.lines.push(&piece, this.stream.max_item()) {
                        return Poll::Ready(Some(Err(this.too_large())));
                    }
                }
                Some(Err(error)) => {
                    this.over = true;
                    return Poll::Ready(Some(Err(error)));
                }
                None => {
                    let end = this.end();
                    if this.reading.is_none() {
                        return Poll::Ready(end);
                    }
                }
            }
        }
    }
}

impl<T: Json + MaybeSend + 'static> EventStream<T> {
    /// The body is over. What is whole by then counts, if it is certain that nothing was cut.
    fn end(&mut self) -> Option<Result<Event<T>, Error>> {
        let rest = self.lines.rest();
        if !rest.is_empty() && !self.pending.take(without_mark(&rest, self.first), self.stream.max_item()) {
            return Some(Err(self.too_large()));
        }
        let is_open = !rest.is_empty() || self.pending.begun;
        let last = self.pending.data.clone().unwrap_or_default();
        let strange = self.pending.strange.take().filter(|lines| !lines.is_empty());
        if let Some(strange) = strange.filter(|_| self.pending.data.is_none()) {
            return Some(Err(self.no_stream(&strange)));
        }
        if is_open && !is_done(&last) && !self.stream.is_complete_at_end() {
            let error = ended_early(self.stream.reply(), &last.into());
            return Some(self.gave(Err(error)));
        }
        let arrived = self.dispatch();
        self.over = true;
        self.read(Arrived { is_open: true, ..arrived? })
    }

    /// Something else came than events, whatever it was called.
    fn no_stream(&mut self, body: &[u8]) -> Error {
        let words = server_words(body, &self.stream.reply().redact).unwrap_or_default();
        let words = format!("the response body is not an event stream: {words}");
        let answer = self.stream.answer(body);
        self.fail(Failure::decode(answer, words))
    }
}

/// The error of an event that is not all there.
fn ended_early(reply: &Reply, data: &Bytes) -> Error {
    reply.failed(Failure::decode(reply.answer(data), "the stream ended in the middle of an event"))
}

collecting! { [T: Json + MaybeSend + 'static] EventStream<T> => Event<T> }

/// What the data of an event of this name says.
fn read<T: Json>(data: &[u8], reading: Reading, event: Option<&str>) -> Result<T, DecodeError> {
    json::read_event(data, reading, event).or_else(|error| {
        if !T::event_is_text(event) {
            return Err(error);
        }
        let text = String::from_utf8_lossy(data);
        json::to_vec(&text)
            .map_err(|_| error.clone())
            .and_then(|text| json::read_event(&text, Reading::default(), event))
    })
}

/// Whether the data is the mark of the end.
fn is_done(data: &[u8]) -> bool {
    data.trim_ascii() == DONE
}

/// The first line without its byte order mark; others as they are.
fn without_mark(line: &[u8], is_first: bool) -> &[u8] {
    line.strip_prefix(b"\xef\xbb\xbf").filter(|_| is_first).unwrap_or(line)
}

impl<T> fmt::Debug for EventStream<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("EventStream").field("stream", &self.stream).finish_non_exhaustive()
    }
}
