//! What a generated crate says about the pages of an operation.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use super::link;
use crate::{
    error::Error,
    json::{self, ReadJson, WriteJson},
    request::Style,
    response::{self, Reply},
};

/// Where an operation's pages say what comes next: a table, written by the generator.
#[must_use]
pub struct Paging<P> {
    pub(super) kind: Kind<P>,
    more: Option<fn(&P) -> Option<bool>>,
    next: Option<fn(&P) -> Option<Cursor>>,
    total: Option<fn(&P) -> Option<i64>>,
    last: Option<fn(&P) -> Option<i64>>,
    /// Whether an answer that nothing is there stands for the end, once there was a page.
    pub(super) missing_ends: bool,
    pub(super) fetch: fn(Reply) -> Result<Fetched<P>, Error>,
}

/// How the next page is asked for.
pub(super) enum Kind<P> {
    /// By what the page says.
    Cursor(Parameter, fn(&P) -> Option<Cursor>),
    /// By its number. The first page has this one; the function counts the items of a page.
    Number(Parameter, i64, fn(&P) -> Option<usize>),
    /// By how many items there were before it; the function counts the items of a page.
    Offset(Parameter, fn(&P) -> Option<usize>),
    /// By a URL that the page names.
    Url(fn(&P) -> Option<Cursor>),
    /// By a URL that a header names.
    Link,
}

/// The query parameter that asks for a page.
#[derive(Clone, Copy)]
pub(super) struct Parameter {
    pub(super) name: &'static str,
    pub(super) style: Style,
}

/// A page and the answer that it came with.
pub(crate) struct Fetched<P> {
    pub(super) page: Option<P>,
    pub(super) reply: Reply,
    pub(super) body: Bytes,
}

/// What a page says about the next one.
pub(super) enum Seen {
    /// There is none.
    Last,
    /// This is its cursor.
    Cursor(Cursor),
    /// It has the next number, or stands behind these items, unless they were the last.
    Items(Items),
    /// It is here.
    Url(String),
}

/// What a counted page says of itself and of all of them.
#[derive(Clone, Copy)]
pub(super) struct Items {
    /// How many items it has.
    pub(super) count: usize,
    /// How many items there are in all.
    pub(super) total: Option<i64>,
    /// How many pages there are in all.
    pub(super) pages: Option<i64>,
}

/// The value that asks for a page, of whatever type the description gives it.
pub struct Cursor {
    pub(super) json: Vec<u8>,
}

impl Cursor {
    /// From a member of a page.
    #[must_use]
    pub fn of(value: &dyn WriteJson) -> Self {
        Self { json: json::to_vec(value).unwrap_or_default() }
    }

    /// Whether it asks for nothing.
    fn is_nothing(&self) -> bool {
        matches!(self.json.as_slice(), b"" | b"null" | b"\"\"")
    }

    /// The text that it is, unless that is empty.
    fn into_text(self) -> Option<String> {
        serde_json::from_slice(&self.json).ok().filter(|text: &String| !text.is_empty())
    }
}

impl<P: ReadJson> Paging<P> {
    /// A page says which value of this query parameter gives the next one. A page that says none, null or an empty
    /// text is the last.
    pub fn cursor(parameter: &'static str, style: Style, next: fn(&P) -> Option<Cursor>) -> Self {
        Self::new(Kind::Cursor(Parameter { name: parameter, style }, next))
    }

    /// Pages are numbered from `first` by this query parameter. A page without items is the last.
    pub fn number(parameter: &'static str, style: Style, first: i64, count: fn(&P) -> Option<usize>) -> Self {
        Self::new(Kind::Number(Parameter { name: parameter, style }, first, count))
    }

    /// This query parameter says how many items stand before the page. A page without items is the last.
    pub fn offset(parameter: &'static str, style: Style, count: fn(&P) -> Option<usize>) -> Self {
        Self::new(Kind::Offset(Parameter { name: parameter, style }, count))
    }

    /// A page names the URL of the next one, whole or relative to its own. A page that names none, null or an empty
    /// text is the last.
    pub fn url(next: fn(&P) -> Option<Cursor>) -> Self {
        Self::new(Kind::Url(next))
    }

    /// The header `Link` names the URL of the next page, with the relation `next`. A page without one is the last.
    pub fn link() -> Self {
        Self::new(Kind::Link)
    }

    fn new(kind: Kind<P>) -> Self {
        Self { kind, more: None, next: None, total: None, last: None, missing_ends: false, fetch }
    }

    /// A page for which this is absent, null or an empty text is the last.
    pub fn next(mut self, next: fn(&P) -> Option<Cursor>) -> Self {
        self.next = Some(next);
        self
    }

    /// How many items all pages have. The page that completes them is the last, if the walk began at the first.
    pub fn total(mut self, total: fn(&P) -> Option<i64>) -> Self {
        self.total = Some(total);
        self
    }

    /// How many pages there are.
    pub fn last(mut self, last: fn(&P) -> Option<i64>) -> Self {
        self.last = Some(last);
        self
    }

    /// The status 404 behind the first page is the end: the server has no empty pages.
    pub fn missing_ends(mut self) -> Self {
        self.missing_ends = true;
        self
    }

    /// A page for which this is false is the last.
    pub fn more(mut self, more: fn(&P) -> Option<bool>) -> Self {
        self.more = Some(more);
        self
    }

    /// An answer without a body is the end, too.
    pub fn optional(mut self) -> Self {
        self.fetch = fetch_or_none;
        self
    }
}

impl<P> Paging<P> {
    /// What the page says about the next one.
    pub(super) fn look(&self, page: &P, headers: &HeaderMap) -> Seen {
        if self.more.and_then(|more| more(page)) == Some(false) {
            return Seen::Last;
        }
        if self.next.is_some_and(|next| next(page).is_none_or(|next| next.is_nothing())) {
            return Seen::Last;
        }
        let items = |count: fn(&P) -> Option<usize>| match count(page).unwrap_or(0) {
            0 => Seen::Last,
            count => {
                let (total, pages) = (self.total, self.last);
                Seen::Items(Items {
                    count,
                    total: total.and_then(|total| total(page)),
                    pages: pages.and_then(|pages| pages(page)),
                })
            }
        };
        match self.kind {
            Kind::Cursor(_, next) => next(page).map_or(Seen::Last, Seen::Cursor),
            Kind::Number(_, _, count) | Kind::Offset(_, count) => items(count),
            Kind::Url(next) => next(page).and_then(Cursor::into_text).map_or(Seen::Last, Seen::Url),
            Kind::Link => link::next(headers).map_or(Seen::Last, |next| Seen::Url(next.to_owned())),
        }
    }
}

fn fetch<P: ReadJson>(mut reply: Reply) -> Result<Fetched<P>, Error> {
    let body = reply.bytes();
    let page = response::read(&reply, &body)?;
    Ok(Fetched { page: Some(page), reply, body })
}

fn fetch_or_none<P: ReadJson>(mut reply: Reply) -> Result<Fetched<P>, Error> {
    let body = reply.bytes();
    let page = if response::is_nothing(&reply, &body) { None } else { Some(response::read(&reply, &body)?) };
    Ok(Fetched { page, reply, body })
}

impl<P> fmt::Debug for Paging<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.kind {
            Kind::Cursor(parameter, _) | Kind::Number(parameter, ..) | Kind::Offset(parameter, _) => {
                parameter.name
            }
            Kind::Url(_) => "URL",
            Kind::Link => "Link",
        };
        formatter.debug_struct("Paging").field("by", &kind).finish_non_exhaustive()
    }
}

/// Cursors can hold what a caller searched for.
impl fmt::Debug for Cursor {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Cursor(…)")
    }
}
