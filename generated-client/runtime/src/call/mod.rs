//! A call: one named future for every operation, with its options.
//!
//! In: a request that was put together. Out: a value or an error.
//! Must never know: what the value means.

mod course;
mod execute;
mod mode;
mod once;
mod retry;
mod trace;
#[cfg(feature = "blocking")]
mod wait;

use std::{
    fmt,
    future::Future,
    pin::Pin,
    task::{Context, Poll, ready},
    time::Duration,
};

use http::StatusCode;
use serde::Serialize;

use mode::CallMode;

use crate::{
    client::Limit,
    error::{Error, Failure},
    platform::{self, BoxFuture, MaybeSend},
    request::RequestDraft,
    response::{Reply, Response},
};

#[cfg(feature = "stream")]
use crate::response::Expected;
#[cfg(all(feature = "blocking", feature = "stream"))]
pub(crate) use wait::{block_on, only_thread};

/// A call that is ready to be sent, or under way. Nothing is sent until it is awaited; dropping it stops it.
///
/// ```no_run
/// # use std::time::Duration;
/// # async fn example(client: callwright_runtime::Client) -> Result<(), callwright_runtime::Error> {
/// let call = client.request("GET", "/v1/agents/agent_42").send();
/// let answer = call.timeout(Duration::from_secs(5)).max_retries(1).await?;
/// # Ok(())
/// # }
/// ```
#[must_use = "nothing is sent until the call is awaited"]
pub struct Call<T> {
    state: State<T>,
    finish: Option<ResponseHandler<T>>,
    mode: CallMode,
}

enum State<T> {
    Ready(Box<RequestDraft>),
    Running(BoxFuture<Result<Reply, Error>>),
    /// A large response is being read, on another thread.
    Reading(BoxFuture<Result<T, Error>>),
    Done,
}

/// What becomes of the response.
pub(crate) enum ResponseHandler<T> {
    /// A plain function: no state, no allocation.
    Plain(fn(Reply) -> Result<T, Error>),
    /// A function around another.
    Boxed(Box<dyn FnOnce(Reply) -> Result<T, Error> + Send>),
}

impl<T> ResponseHandler<T> {
    fn call(self, reply: Reply) -> Result<T, Error> {
        match self {
            Self::Plain(finish) => finish(reply),
            Self::Boxed(finish) => finish(reply),
        }
    }
}

impl<T> Call<T> {
    pub(crate) fn new(draft: Box<RequestDraft>, finish: ResponseHandler<T>) -> Self {
        let mode = CallMode {
            is_value: |status| status.is_success(),
            streams: false,
            #[cfg(feature = "stream")]
            expected: Expected::Bytes,
        };
        Self { state: State::Ready(draft), finish: Some(finish), mode }
    }

    pub(crate) fn accepting(mut self, is_value: fn(StatusCode) -> bool) -> Self {
        self.mode.is_value = is_value;
        self
    }

    #[cfg(feature = "stream")]
    pub(crate) fn streaming(mut self, expected: Expected) -> Self {
        self.mode.streams = true;
        self.mode.expected = expected;
        self
    }

    /// Options have no effect once the call is under way.
    fn change(mut self, change: impl FnOnce(&mut RequestDraft)) -> Self {
        if let State::Ready(draft) = &mut self.state {
            change(draft);
        }
        self
    }

    /// How long one attempt may take, from its start (asking for a token included) to the last byte of the response; for
    /// streams, to its head. Every attempt has this time anew: see [`deadline`](Self::deadline) for all of them
    /// together. `None` sets no limit, whatever the client's is.
    pub fn timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.change(|draft| draft.options.timeout = Limit::of(limit.into()))
    }

    /// How long the whole call may take: all attempts and the pauses between them, to the last byte of the response; for
    /// streams, to its head. `None` sets no limit, whatever the client's is.
    ///
    /// A pause that would not end in time is not begun: the failure at hand is the error then.
    pub fn deadline(self, limit: impl Into<Option<Duration>>) -> Self {
        self.change(|draft| draft.options.deadline = Limit::of(limit.into()))
    }

    /// How long the response may pause between two pieces; `None` for as long as it likes.
    pub fn idle_timeout(self, limit: impl Into<Option<Duration>>) -> Self {
        self.change(|draft| draft.options.idle_timeout = Limit::of(limit.into()))
    }

    /// Sets a header, in place of one that the call or the client has.
    pub fn header(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.change(|draft| draft.add_header(name.as_ref(), value.as_ref()))
    }

    /// Adds a query parameter.
    pub fn query(self, name: impl AsRef<str>, value: impl AsRef<str>) -> Self {
        self.change(|draft| draft.add_query(name.as_ref(), value.as_ref()))
    }

    /// Sets a field of the body that the description does not know (or in place of one that it does).
    pub fn extra_body(self, name: impl Into<String>, value: impl Serialize) -> Self {
        self.change(|draft| match crate::json::of_serde(&value) {
            Ok(text) => draft.add_field_text(name.into(), &text),
            Err(error) => {
                let failure = Failure::invalid(format!("an extra field cannot be written as JSON: {error}"));
                draft.keep(Err(failure.because(error.into())));
            }
        })
    }

    /// How often the call is sent again at most. Only calls that cannot repeat a side effect are: see
    /// [`repeatable`](Self::repeatable). Going out again at once with a new token, after a 401, counts, too: with 0
    /// the 401 is the error, and the next call has the new token.
    pub fn max_retries(self, retries: u32) -> Self {
        self.change(|draft| draft.options.max_retries = Some(retries))
    }

    /// How much memory the values of the response may take once they are read, in bytes, in place of the client's limit; a
    /// stream's events and lines have this limit each.
    pub fn max_value_size(self, bytes: u64) -> Self {
        self.change(|draft| draft.options.max_value = Some(bytes))
    }

    /// Says whether sending this call twice does no harm. With `true`, a write is retried as a read is: after
    /// time-outs, broken connections, 408, 429 and 5xx (but 501 and 505), all of which can mean that it was carried out
    /// already. With `false`, a read is not retried unless the connection was never made.
    pub fn repeatable(self, repeatable: bool) -> Self {
        self.change(|draft| draft.options.repeatable = Some(repeatable))
    }

    /// Whether a value stands in for one that the description requires and the server sends as null or not at all: an empty
    /// text, 0, `false`, an object of such. By default only lists and maps do, which then are empty: nothing else can be
    /// meant, while nobody could tell a text or a number that was made up from one that was sent. A date, a value of an
    /// enum or a case of a union cannot be made up; that stays an error.
    pub fn lenient(self, lenient: bool) -> Self {
        self.change(|draft| draft.options.lenient = Some(lenient))
    }

    /// Sends none of the client's credentials with this call and demands none, for servers or calls that need no key. A
    /// header that the caller sets goes all the same.
    pub fn anonymous(self) -> Self {
        self.change(|draft| draft.options.anonymous = true)
    }
}

impl<T: 'static> Call<T> {
    /// Gives status and headers along with the value.
    pub fn with_response(self) -> Call<Response<T>> {
        let Self { state, finish, mode } = self;
        // Once under way, it gives what it was begun for to nobody.
        let state = match state {
            State::Ready(draft) => State::Ready(draft),
            State::Running(running) => State::Running(running),
            State::Reading(_) | State::Done => State::Done,
        };
        let finish: Option<ResponseHandler<Response<T>>> = finish.map(|finish| {
            ResponseHandler::Boxed(Box::new(move |reply: Reply| {
                let (status, headers) = (reply.status, reply.headers.clone());
                Ok(Response { value: finish.call(reply)?, status, headers })
            }))
        });
        Call { state, finish, mode }
    }
}

impl<T: MaybeSend + 'static> Future for Call<T> {
    type Output = Result<T, Error>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = self.get_mut();
        if let State::Ready(_) = this.state
            && let State::Ready(draft) = std::mem::replace(&mut this.state, State::Done)
        {
            this.state = State::Running(execute::start(draft, this.mode));
        }
        if let State::Running(running) = &mut this.state {
            let reply = ready!(running.as_mut().poll(context));
            this.state = State::Done;
            match (reply, this.finish.take()) {
                (Ok(reply), Some(finish)) if reply.is_large() => {
                    this.state = State::Reading(platform::aside(move || finish.call(reply)));
                }
                (Ok(reply), Some(finish)) => return Poll::Ready(finish.call(reply)),
                (Err(error), _) => return Poll::Ready(Err(error)),
                (Ok(_), None) => {}
            }
        }
        let State::Reading(reading) = &mut this.state else {
            return Poll::Ready(Err(Failure::invalid("the call was awaited again after it had finished")));
        };
        let read = ready!(reading.as_mut().poll(context));
        this.state = State::Done;
        Poll::Ready(read)
    }
}

impl<T> fmt::Debug for Call<T> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut debug = formatter.debug_struct("Call");
        match &self.state {
            State::Ready(draft) => {
                debug.field("operation", &draft.target.operation()).field("state", &"not sent")
            }
            State::Running(_) | State::Reading(_) => debug.field("state", &"under way"),
            State::Done => debug.field("state", &"over"),
        };
        debug.finish_non_exhaustive()
    }
}
