//! Which page comes next, and when there is none. Not generic: all pages of all operations walk alike.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use bytes::Bytes;

use super::paging::{Items, Kind, Paging, Parameter, Seen};
use crate::{
    error::{Error, Failure},
    request::{RequestDraft, shown},
    response::Reply,
};

/// The request of the next page and what is known of those before.
pub(super) struct Walk {
    pub(super) draft: Box<RequestDraft>,
    pub(super) pages_left: Option<usize>,
    pub(super) over: bool,
    turn: Turn,
    /// How many items there were so far, where all of them are known.
    items: Option<i64>,
    /// Whether a page has arrived.
    pub(super) begun: bool,
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
    /// The number of the page that was asked for last, that of the first one, and the digest of what came.
    Number(Parameter, i64, i64, Option<u64>),
    /// Items, before the first page.
    FirstOffset(Parameter),
    /// How many items stood before the page that was asked for last, and the digest of what came.
    Offset(Parameter, i64, Option<u64>),
    /// URLs, before the first page.
    FirstUrl,
    /// URLs.
    Url,
}

impl Walk {
    pub(super) fn new<P>(draft: Box<RequestDraft>, paging: &Paging<P>) -> Self {
        let turn = match paging.kind {
            Kind::Cursor(parameter, _) => Turn::FirstCursor(parameter),
            Kind::Number(parameter, first, _) => Turn::FirstNumber(parameter, first),
            Kind::Offset(parameter, _) => Turn::FirstOffset(parameter),
            Kind::Url(_) | Kind::Link => Turn::FirstUrl,
        };
        Self {
            draft,
            pages_left: None,
            over: false,
            turn,
            items: Some(0),
            begun: false,
            seen: BTreeSet::new(),
            failure: None,
        }
    }

    /// The request of the next page.
    pub(super) fn next_draft(&mut self) -> Option<Result<Box<RequestDraft>, Error>> {
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
        let once =
            || Failure::invalid("a request body that can be read only once cannot be sent for every page");
        let draft = match self.begin().and_then(|()| self.draft.again().ok_or_else(once)) {
            Ok(draft) => draft,
            Err(failure) => {
                self.over = true;
                return Some(Err(failure.of(&self.draft.target.operation())));
            }
        };
        self.pages_left = self.pages_left.map(|left| left - 1);
        Some(Ok(draft))
    }

    /// A caller may have said where to begin.
    fn begin(&mut self) -> Result<(), Failure> {
        match self.turn {
            Turn::FirstCursor(parameter) => {
                self.seen.extend(parameter.value(&self.draft).map(digest));
                self.turn = Turn::Cursor(parameter);
            }
            Turn::FirstNumber(parameter, first) => {
                let number = self.start(parameter, first)?;
                // Who begins further on does not see all items.
                self.items = (number == first).then_some(0);
                self.ask_for(parameter, number);
                self.turn = Turn::Number(parameter, number, first, None);
            }
            Turn::FirstOffset(parameter) => {
                let before = self.start(parameter, 0)?;
                self.items = Some(before);
                self.turn = Turn::Offset(parameter, before, None);
            }
            Turn::FirstUrl => {
                // A URL that cannot be is told by the call of the first page.
                self.seen.extend(self.draft.url().map(|url| digest(url.as_str())).ok());
                self.turn = Turn::Url;
            }
            Turn::Cursor(_) | Turn::Number(..) | Turn::Offset(..) | Turn::Url => {}
        }
        Ok(())
    }

    /// The number that a caller begins with.
    fn start(&self, parameter: Parameter, first: i64) -> Result<i64, Failure> {
        let Some(asked) = parameter.value(&self.draft) else { return Ok(first) };
        asked.parse().map_err(|_| {
            Failure::invalid(format!("`{}` must be an integer, as it counts the pages", parameter.name()))
        })
    }

    fn ask_for(&mut self, parameter: Parameter, number: i64) {
        parameter.ask(&mut self.draft, number.to_string().as_bytes());
    }

    /// Turns to the page with the next number, or behind the items of this one.
    fn count_on(&mut self, items: Items, reply: &Reply, body: &Bytes) -> Result<(), Error> {
        let now = digest(body.as_ref());
        let count = i64::try_from(items.count).unwrap_or(i64::MAX);
        self.items = self.items.and_then(|before| before.checked_add(count));
        let is_complete = self.items.zip(items.total).is_some_and(|(seen, total)| total > 0 && seen >= total);
        let (parameter, next, last) = match self.turn {
            Turn::Number(parameter, number, first, last) => {
                let next = number.checked_add(1);
                let behind = items.pages.filter(|pages| *pages > 0);
                let behind = behind.is_some_and(|pages| number.saturating_sub(first) >= pages - 1);
                self.turn = Turn::Number(parameter, next.unwrap_or(number), first, Some(now));
                (parameter, next.filter(|_| !behind), last)
            }
            Turn::Offset(parameter, before, last) => {
                let next = before.checked_add(count);
                self.turn = Turn::Offset(parameter, next.unwrap_or(before), Some(now));
                (parameter, next, last)
            }
            _ => {
                self.over = true;
                return Ok(());
            }
        };
        if last == Some(now) {
            self.over = true;
            let what = match self.turn {
                Turn::Number(_, next, ..) => format!("page {}", next.saturating_sub(1)),
                _ => "the page".to_owned(),
            };
            let message = format!("{what} is identical to the previous one: the pages would never end");
            return Err(reply.failed(Failure::decode(reply.answer(body), message)));
        }
        match next.filter(|_| !is_complete) {
            Some(next) => self.ask_for(parameter, next),
            None => self.over = true,
        }
        Ok(())
    }

    /// A page arrived: turns to the next one. An error stands for the page.
    pub(super) fn arrived(&mut self, seen: Seen, reply: &Reply, body: &Bytes) -> Result<(), Error> {
        self.begun = true;
        match (seen, self.turn) {
            (Seen::Cursor(cursor), Turn::Cursor(parameter)) => {
                parameter.ask(&mut self.draft, &cursor);
                match parameter.value(&self.draft).map(digest) {
                    None => self.over = true,
                    Some(next) => self.has_next(next, reply, body),
                }
            }
            (Seen::Items(items), Turn::Number(..) | Turn::Offset(..)) => {
                return self.count_on(items, reply, body);
            }
            (Seen::Url(location), Turn::Url) => match self.draft.turn_to(&location) {
                Ok(Ok(url)) => {
                    let next = digest(url.as_str());
                    self.has_next(next, reply, body);
                }
                Ok(Err(elsewhere)) => {
                    let words = elsewhere.words("the URL of the next page");
                    let location = shown(&reply.redact.text(location));
                    let message = format!("{words}: the server points to `{location}`");
                    let failure = Failure::redirect(reply.answer(body), message);
                    self.failure = Some(reply.failed(failure));
                }
                Err(failure) => self.failure = Some(reply.failed(failure)),
            },
            (Seen::Broken(message), _) => {
                self.failure = Some(reply.failed(Failure::decode(reply.answer(body), message)));
            }
            _ => self.over = true,
        }
        Ok(())
    }

    /// There is a next page, with this digest, unless that leads in a circle.
    fn has_next(&mut self, next: u64, reply: &Reply, body: &Bytes) {
        if !self.seen.insert(next) {
            let message =
                "the page names a next page that was already returned: following it would never end";
            self.failure = Some(reply.failed(Failure::decode(reply.answer(body), message)));
        }
    }
}

fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
