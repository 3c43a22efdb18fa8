//! The items of pages, one by one.

use std::{
    fmt,
    future::poll_fn,
    pin::Pin,
    task::{Context, Poll, ready},
    vec,
};

use futures_core::Stream;

use super::Pages;
use crate::{error::Error, platform::MaybeSend};

/// The items of a result that comes in pages. The next page is fetched when the items of the last one are taken.
///
/// Its options are those of a [`Call`](crate::Call) and hold for every page. An error ends it.
///
/// ```no_run
/// # use callwright_runtime::{Error, Items, Value};
/// # async fn example(mut items: Items<Value, Value>) -> Result<(), Error> {
/// while let Some(item) = items.next().await {
///     println!("{}", item?);
/// }
/// # Ok(())
/// # }
/// ```
#[must_use = "items are fetched when the stream is polled"]
pub struct Items<P, I> {
    pub(super) pages: Pages<P>,
    take: fn(P) -> Option<Vec<I>>,
    /// What of the last page nobody took yet.
    rest: vec::IntoIter<I>,
    left: Option<usize>,
}

/// Nothing in here is pinned: items are moved out of their page.
impl<P, I> Unpin for Items<P, I> {}

impl<P: MaybeSend + 'static, I> Items<P, I> {
    pub(super) fn new(pages: Pages<P>, take: fn(P) -> Option<Vec<I>>) -> Self {
        Self { pages, take, rest: Vec::new().into_iter(), left: None }
    }

    /// The next item; `None` at the end.
    pub async fn next(&mut self) -> Option<Result<I, Error>> {
        poll_fn(|context| Pin::new(&mut *self).poll_next(context)).await
    }

    /// The next item, blocking this thread until it is there.
    #[cfg(feature = "blocking")]
    pub fn wait_next(&mut self) -> Option<Result<I, Error>> {
        crate::call::block_on(self.next()).unwrap_or_else(|error| Some(Err(error)))
    }

    /// Ends after the items of this many pages.
    pub fn max_pages(mut self, pages: usize) -> Self {
        self.pages = self.pages.max_pages(pages);
        self
    }

    /// Ends after this many items; no page is fetched behind the one that holds the last of them.
    pub fn max_items(mut self, items: usize) -> Self {
        self.left = Some(items);
        self
    }
}

impl<P: MaybeSend + 'static, I> Stream for Items<P, I> {
    type Item = Result<I, Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        while this.left != Some(0) {
            if let Some(item) = this.rest.next() {
                this.left = this.left.map(|left| left - 1);
                return Poll::Ready(Some(Ok(item)));
            }
            match ready!(Pin::new(&mut this.pages).poll_next(context)) {
                Some(Ok(page)) => this.rest = (this.take)(page).unwrap_or_default().into_iter(),
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => break,
            }
        }
        Poll::Ready(None)
    }
}

impl<P, I> fmt::Debug for Items<P, I> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Items")
            .field("pages", &self.pages)
            .field("waiting", &self.rest.len())
            .finish_non_exhaustive()
    }
}
