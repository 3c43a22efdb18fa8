//! What a generated crate says about the pages of an operation.

use std::fmt;

use bytes::Bytes;
use http::HeaderMap;

use super::link;
use crate::{
    error::Error,
    json::{self, EncodeError, Json, WriteJson},
    request::{RequestDraft, Style},
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
    /// Whether a response that nothing is there stands for the end, once there was a page.
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

/// What asks for a page: a query parameter, or a field of the body.
#[derive(Clone, Copy)]
pub(super) struct Parameter {
    name: &'static str,
    style: Style,
    /// The path of a field of the body; empty for the query.
    body: &'static [&'static str],
}

impl Parameter {
    fn new(name: &'static str, style: Style) -> Self {
        Self { name, style, body: &[] }
    }

    /// What it is called in messages.
    pub(super) fn name(self) -> &'static str {
        self.body.last().copied().unwrap_or(self.name)
    }

    /// What the request says of it, if that asks for something: a text or a number, as JSON or as it stands in the URL.
    pub(super) fn value(self, draft: &RequestDraft) -> Option<String> {
        if self.body.is_empty() {
            return draft.query_value(self.name).filter(|text| !text.is_empty()).map(str::to_owned);
        }
        let json = draft.body_value(self.body).filter(|json| !is_nothing(json))?;
        serde_json::from_slice(&json).or_else(|_| String::from_utf8(json)).ok()
    }

    /// Asks for a page by this value.
    pub(super) fn ask(self, draft: &mut RequestDraft, json: &[u8]) {
        if self.body.is_empty() {
            draft.replace_query(self.name, json, self.style);
        } else {
            draft.replace_body(self.body, json);
        }
    }
}

/// A page and the response that it came with.
pub(crate) struct Fetched<P> {
    pub(super) page: Option<P>,
    pub(super) reply: Reply,
    pub(super) body: Bytes,
}

/// What a page says about the next one.
pub(super) enum Seen {
    /// There is none.
    Last,
    /// This is its cursor, as JSON.
    Cursor(Vec<u8>),
    /// It has the next number, or stands behind these items, unless they were the last.
    Items(Items),
    /// It is here.
    Url(String),
    /// It says something that asks for no page; this is what is wrong with it.
    Broken(String),
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
    json: Result<Vec<u8>, EncodeError>,
}

impl Cursor {
    /// From a field of a page.
    #[must_use]
    pub fn of(value: &dyn WriteJson) -> Self {
        Self { json: json::to_vec(value) }
    }

    /// Whether it asks for nothing.
    fn is_nothing(&self) -> bool {
        self.json.as_deref().is_ok_and(is_nothing)
    }

    /// What it says of the next page; what cannot be sent is not taken for the end.
    fn seen(self, seen: impl FnOnce(Vec<u8>) -> Result<Seen, String>) -> Seen {
        match self.json {
            Ok(json) if is_nothing(&json) => Seen::Last,
            Ok(json) => seen(json).unwrap_or_else(Seen::Broken),
            Err(error) => Seen::Broken(format!("the cursor of the next page cannot be written: {error}")),
        }
    }
}

fn is_nothing(json: &[u8]) -> bool {
    matches!(json, b"" | b"null" | b"\"\"")
}

fn url_of(json: &[u8]) -> Result<Seen, String> {
    let text = serde_json::from_slice(json).map(Seen::Url);
    text.map_err(|_| "the URL of the next page is not a string".to_owned())
}

impl<P: Json> Paging<P> {
    /// A page says which value of this query parameter (or [`in_body`](Self::in_body)) gives the next one. A page that says none, null or an empty
    /// text is the last.
    pub fn cursor(parameter: &'static str, style: Style, next: fn(&P) -> Option<Cursor>) -> Self {
        Self::new(Kind::Cursor(Parameter::new(parameter, style), next))
    }

    /// Pages are numbered from `first` by this query parameter. A page without items is the last.
    pub fn number(parameter: &'static str, style: Style, first: i64, count: fn(&P) -> Option<usize>) -> Self {
        Self::new(Kind::Number(Parameter::new(parameter, style), first, count))
    }

    /// This query parameter says how many items stand before the page. A page without items is the last.
    pub fn offset(parameter: &'static str, style: Style, count: fn(&P) -> Option<usize>) -> Self {
        Self::new(Kind::Offset(Parameter::new(parameter, style), count))
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

    /// What asks for a page is not a query parameter but the field of the body at this path.
    pub fn in_body(mut self, path: &'static [&'static str]) -> Self {
        match &mut self.kind {
            Kind::Cursor(parameter, _) | Kind::Number(parameter, ..) | Kind::Offset(parameter, _) => {
                parameter.body = path;
            }
            Kind::Url(_) | Kind::Link => {}
        }
        self
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

    /// A response without a body is the end, too.
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
            Kind::Cursor(_, next) => {
                next(page).map_or(Seen::Last, |next| next.seen(|json| Ok(Seen::Cursor(json))))
            }
            Kind::Number(_, _, count) | Kind::Offset(_, count) => items(count),
            Kind::Url(next) => next(page).map_or(Seen::Last, |next| next.seen(|json| url_of(&json))),
            Kind::Link => link::next(headers).map_or(Seen::Last, |next| Seen::Url(next.to_owned())),
        }
    }
}

fn fetch<P: Json>(mut reply: Reply) -> Result<Fetched<P>, Error> {
    let body = reply.bytes();
    let page = response::read(&reply, &body)?;
    Ok(Fetched { page: Some(page), reply, body })
}

fn fetch_or_none<P: Json>(mut reply: Reply) -> Result<Fetched<P>, Error> {
    let body = reply.bytes();
    let page = if response::is_nothing(&reply, &body) { None } else { Some(response::read(&reply, &body)?) };
    Ok(Fetched { page, reply, body })
}

impl<P> fmt::Debug for Paging<P> {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let kind = match &self.kind {
            Kind::Cursor(parameter, _) | Kind::Number(parameter, ..) | Kind::Offset(parameter, _) => {
                parameter.name()
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
