//! Results that come in pages: a stream of pages, a stream of their items.
//!
//! In: a request and what a page says about the next one. Out: one ordinary call a page, made when somebody asks for
//! it, until the server says that there is no more. A server that would never say so gives an error, and so does one
//! that names a next page at another origin: the key stays where it belongs.
//! Must never know: what a page holds.

mod items;
mod link;
mod options;
mod paging;
mod walk;

use std::{
    fmt,
    future::{Future, poll_fn},
    pin::Pin,
    task::{Context, Poll, ready},
};

use futures_core::Stream;

pub use items::Items;
pub use paging::{Cursor, Paging};

use self::{paging::Fetched, walk::Walk};
use crate::{
    call::{Call, ResponseHandler},
    error::Error,
    json::Json,
    platform::MaybeSend,
    request::Request,
};

/// The pages of a result, one call each. Nothing is sent until the first page is polled, and a page is requested
/// only after the previous one was consumed; dropping the stream stops it.
///
/// Its options are those of a [`Call`](crate::Call) and hold for every page; only `extra_body` and `with_response` are
/// missing. An error ends it. It ends where the server names no next page; a server that leads in a circle gives an
/// error.
///
/// ```no_run
/// # use callwright_runtime::{Error, Pages, Value};
/// # async fn example(pages: Pages<Value>) -> Result<(), Error> {
/// let mut pages = pages.max_pages(10);
/// while let Some(page) = pages.next().await {
///     println!("{}", page?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "pages are fetched when the stream is polled"]
pub struct Pages<P> {
    walk: Walk,
    paging: Paging<P>,
    call: Option<Call<Fetched<P>>>,
}

impl Request {
    /// The results come in pages.
    pub fn pages<P: Json + 'static>(self, paging: Paging<P>) -> Pages<P> {
        Pages { walk: Walk::new(self.into_draft(), &paging), paging, call: None }
    }
}

impl<P: MaybeSend + 'static> Pages<P> {
    /// The next page; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<P, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next page, blocking this thread until it is there.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<P, Error>> {
        crate::call::block_on(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    /// The items of all pages, one after the other; `take` gives those of a page.
    pub fn items<I>(self, take: fn(P) -> Option<Vec<I>>) -> Items<P, I> {
        Items::new(self, take)
    }

    /// Ends after this many pages.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.walk.pages_left = Some(pages);
        self
    }

    fn arrived(&mut self, fetched: Fetched<P>) -> Option<Result<P, Error>> {
        let Some(page) = fetched.page else {
            self.walk.over = true;
            return None;
        };
        let seen = self.paging.look(&page, &fetched.reply.headers);
        match self.walk.arrived(seen, &fetched.reply, &fetched.body) {
            Ok(()) => Some(Ok(page)),
            Err(error) => Some(Err(error)),
        }
    }
}

impl<P: MaybeSend + 'static> Stream for Pages<P> {
    type Item = Result<P, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        loop {
            if let Some(call) = &mut this.call {
                let fetched = ready!(Pin::new(call).poll(context));
                this.call = None;
                return Poll::Ready(match fetched {
                    Ok(fetched) => this.arrived(fetched),
                    Err(error) => {
                        this.walk.over = true;
                        let is_end = this.walk.begun
                            && this.paging.missing_ends
                            && error.status() == Some(http::StatusCode::NOT_FOUND);
                        (!is_end).then_some(Err(error))
                    }
                });
            }
            match this.walk.next_draft() {
                Some(Ok(draft)) => {
                    this.call = Some(Call::new(draft, ResponseHandler::Plain(this.paging.fetch)));
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Pages")
            .field("operation", &self.walk.draft.target.operation())
            .field("over", &self.walk.over)
            .finish_non_exhaustive()
    }
}
