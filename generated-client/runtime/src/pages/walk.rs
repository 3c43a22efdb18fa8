//! Which page comes next, and when there is none. Not generic: all pages of all operations walk alike.

use std::{
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
};

use bytes::Bytes;

use super::paging::{Kind, Paging, Seen};
use crate::{
    error::{Error, Failure},
    request::{Draft, Style},
    response::Reply,
};

/// The request of the next page and what is known of those before.
pub(super) struct Walk {
    pub(super) draft: Box<Draft>,
    pub(super) pages_left: Option<usize>,
    pub(super) over: bool,
    parameter: &'static str,
    style: Style,
    turn: Turn,
    /// Digests of the cursors that were asked for: however long the circle, it is seen.
    seen: BTreeSet<u64>,
    /// What is told in place of the next page.
    failure: Option<Error>,
}

enum Turn {
    /// Cursors, before the first page.
    FirstCursor,
    /// Cursors.
    Cursor,
    /// Numbers, before the first page, which has this one.
    FirstNumber(i64),
    /// The number of the page that was asked for last, and the digest of what came.
    Number(i64, Option<u64>),
}

impl Walk {
    pub(super) fn new<P>(draft: Box<Draft>, paging: &Paging<P>) -> Self {
        let turn = match paging.kind {
            Kind::Cursor(_) => Turn::FirstCursor,
            Kind::Number(first, _) => Turn::FirstNumber(first),
        };
        Self {
            draft,
            pages_left: None,
            over: false,
            parameter: paging.parameter,
            style: paging.style,
            turn,
            seen: BTreeSet::new(),
            failure: None,
        }
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
        let asked = self.draft.query_value(self.parameter);
        match self.turn {
            Turn::FirstCursor => {
                self.seen.extend(asked.map(digest));
                self.turn = Turn::Cursor;
            }
            Turn::FirstNumber(first) => {
                let number = asked.and_then(|text| text.parse().ok()).unwrap_or(first);
                self.ask_for(number, None);
            }
            Turn::Cursor | Turn::Number(..) => {}
        }
    }

    fn ask_for(&mut self, number: i64, last: Option<u64>) {
        self.draft.replace_query(self.parameter, number.to_string().as_bytes(), self.style);
        self.turn = Turn::Number(number, last);
    }

    /// A page arrived: turns to the next one. An error stands for the page.
    pub(super) fn arrived(&mut self, seen: Seen, reply: &Reply, body: &Bytes) -> Result<(), Error> {
        match seen {
            Seen::Last => self.over = true,
            Seen::Cursor(cursor) => {
                self.draft.replace_query(self.parameter, &cursor.json, self.style);
                match self.draft.query_value(self.parameter).filter(|text| !text.is_empty()) {
                    None => self.over = true,
                    Some(text) => {
                        if !self.seen.insert(digest(text)) {
                            let message = "the page names a next page that was given before: \
                                           following it would never end";
                            self.failure = Some(reply.failed(Failure::decode(reply.answer(body), message)));
                        }
                    }
                }
            }
            Seen::Number => {
                let now = digest(body.as_ref());
                match self.turn {
                    Turn::Number(number, last) if last == Some(now) => {
                        self.over = true;
                        let message = format!(
                            "page {number} is the same as the one before it: the pages would never end"
                        );
                        return Err(reply.failed(Failure::decode(reply.answer(body), message)));
                    }
                    Turn::Number(number, _) => match number.checked_add(1) {
                        Some(next) => self.ask_for(next, Some(now)),
                        None => self.over = true,
                    },
                    Turn::FirstCursor | Turn::Cursor | Turn::FirstNumber(_) => self.over = true,
                }
            }
        }
        Ok(())
    }
}

fn digest(value: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}
