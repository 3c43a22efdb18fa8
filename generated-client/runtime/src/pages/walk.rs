//! Which page comes next, and when there is none. Not generic: all pages of all operations walk alike.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use bytes::Bytes;

use super::paging::{Kind, Paging, Parameter, Seen};
use crate::{
    error::{Error, Failure},
    request::{Draft, shown},
    response::Reply,
};

/// The request of the next page and what is known of those before.
pub(super) struct Walk {
    pub(super) draft: Box<Draft>,
    pub(super) pages_left: Option<usize>,
    pub(super) over: bool,
    turn: Turn,
    /// Digests of the cursors and URLs that were asked for: however long the circle, it is seen.
    seen: BTreeSet<u64>,
    /// What is told in place of the next page.
    failure: Option<Error>,
}

#[derive(Clone, Copy)]
enum Turn {
    /// Cursors, before the first page.
    FirstCursor(Parameter),
    /// Cursors.
    Cursor(Parameter),
    /// Numbers, before the first page, which has this one.
    FirstNumber(Parameter, i64),
    /// The number of the page that was asked for last, and the digest of what came.
    Number(Parameter, i64, Option<u64>),
    /// URLs, before the first page.
    FirstUrl,
    /// URLs.
    Url,
}

impl Walk {
    pub(super) fn new<P>(draft: Box<Draft>, paging: &Paging<P>) -> Self {
        let turn = match paging.kind {
            Kind::Cursor(parameter, _) => Turn::FirstCursor(parameter),
            Kind::Number(parameter, first, _) => Turn::FirstNumber(parameter, first),
            Kind::Url(_) | Kind::Link => Turn::FirstUrl,
        };
        Self { draft, pages_left: None, over: false, turn, seen: BTreeSet::new(), failure: None }
    }

    /// The request of the next page.
    pub(super) fn next_draft(&mut self) -> Option<Result<Box<Draft>, Error>> {
        if self.over {
            return None;
        }
        if self.pages_left == Some(0) {
            self.over = true;
            return None;
        }
        if let Some(failure) = self.failure.take().or_else(|| self.draft.failure.take()) {
            self.over = true;
            return Some(Err(failure.of(&self.draft.target.operation())));
        }
        self.begin();
        let Some(draft) = self.draft.again() else {
            self.over = true;
            let failure = Failure::invalid("a body that can be read once cannot be sent for every page");
            return Some(Err(failure.of(&self.draft.target.operation())));
        };
        self.pages_left = self.pages_left.map(|left| left - 1);
        Some(Ok(draft))
    }

    /// A caller may have said where to begin.
    fn begin(&mut self) {
        match self.turn {
            Turn::FirstCursor(parameter) => {
                self.seen.extend(self.draft.query_value(parameter.name).map(digest));
                self.turn = Turn::Cursor(parameter);
            }
            Turn::FirstNumber(parameter, first) => {
                let asked = self.draft.query_value(parameter.name);
                let number = asked.and_then(|text| text.parse().ok()).unwrap_or(first);
                self.ask_for(parameter, number, None);
            }
            Turn::FirstUrl => {
                // A URL that cannot be is told by the call of the first page.
                self.seen.extend(self.draft.url().map(|url| digest(url.as_str())).ok());
                self.turn = Turn::Url;
            }
            Turn::Cursor(_) | Turn::Number(..) | Turn::Url => {}
        }
    }

    fn ask_for(&mut self, parameter: Parameter, number: i64, last: Option<u64>) {
        self.draft.replace_query(parameter.name, number.to_string().as_bytes(), parameter.style);
        self.turn = Turn::Number(parameter, number, last);
    }

    /// A page arrived: turns to the next one. An error stands for the page.
    pub(super) fn arrived(&mut self, seen: Seen, reply: &Reply, body: &Bytes) -> Result<(), Error> {
        match (seen, self.turn) {
            (Seen::Cursor(cursor), Turn::Cursor(parameter)) => {
                self.draft.replace_query(parameter.name, &cursor.json, parameter.style);
                match self.draft.query_value(parameter.name).filter(|text| !text.is_empty()).map(digest) {
                    None => self.over = true,
                    Some(next) => self.has_next(next, reply, body),
                }
            }
            (Seen::Number, Turn::Number(parameter, number, last)) => {
                let now = digest(body.as_ref());
                if last == Some(now) {
                    self.over = true;
                    let message =
                        format!("page {number} is the same as the one before it: the pages would never end");
                    return Err(reply.failed(Failure::decode(reply.answer(body), message)));
                }
                match number.checked_add(1) {
                    Some(next) => self.ask_for(parameter, next, Some(now)),
                    None => self.over = true,
                }
            }
            (Seen::Url(location), Turn::Url) => match self.draft.turn_to(&location) {
                Ok(Some(url)) => {
                    let next = digest(url.as_str());
                    self.has_next(next, reply, body);
                }
                Ok(None) => {
                    let message = format!(
                        "the next page is at another origin, which is not asked: the server points to `{}`",
                        shown(&location)
                    );
                    let failure = Failure::redirect(reply.answer(body), reply.redact.text(message));
                    self.failure = Some(reply.failed(failure));
                }
                Err(failure) => self.failure = Some(reply.failed(failure)),
            },
            _ => self.over = true,
        }
        Ok(())
    }

    /// There is a next page, with this digest, unless that leads in a circle.
    fn has_next(&mut self, next: u64, reply: &Reply, body: &Bytes) {
        if !self.seen.insert(next) {
            let message = "the page names a next page that was given before: following it would never end";
            self.failure = Some(reply.failed(Failure::decode(reply.answer(body), message)));
        }
    }
}

fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
