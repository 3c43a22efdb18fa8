//! Which case of a union fits a value best.
//!
//! In: the shapes of all cases, and what reading the value as one of them left over. Out: the case that is to be read next,
//! and in the end the one that is kept. Nothing in here is generic, so that it is compiled once for all unions.
//!
//! A case that fits in every respect ends the search, so what is common is read once. Others are read only where they could
//! still fit better, and only as long as there is something left of what a document may spend on that.

use std::cmp::Reverse;

use super::{
    DecodeError, Kind, Lenience, Reader, Shape,
    shape::{Cases, Rank, candidates, has_item_for_none},
};

/// Where a reader stands, and what it has met on the way.
#[derive(Clone, Copy, Debug)]
struct Mark {
    at: usize,
    depth: usize,
    unlisted: usize,
    left_over: usize,
    room: usize,
}

/// What speaks against a case, the heaviest first; the least is the best.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Score {
    /// Fixed members whose value the case does not have.
    against: usize,
    /// Values anywhere inside that their type does not list.
    unlisted: usize,
    /// Members anywhere inside that no field takes.
    left_over: usize,
}

/// The search for the case of one value.
#[derive(Debug)]
pub(super) struct Choice {
    shapes: &'static [Shape],
    kind: Kind,
    cases: Cases,
    /// What the shapes of objects say, in the order of the cases; empty for other kinds.
    ranks: Vec<Rank>,
    next: usize,
    start: Mark,
    best: Option<(Score, Mark)>,
    /// What the reader takes for null or missing members when the case is known.
    lenience: Lenience,
}

impl Choice {
    /// Looks at the value in front of the reader.
    ///
    /// # Errors
    ///
    /// The text is malformed.
    pub(super) fn new(reader: &mut Reader<'_>, shapes: &'static [Shape]) -> Result<Self, DecodeError> {
        let kind = reader.peek()?;
        let (cases, ranks) = candidates(reader, shapes)?;
        let lenience = reader.lenience;
        // What stands in for a member tells nothing about which case it is.
        if cases.len() > 1 {
            reader.lenience = Lenience::Exact;
        }
        Ok(Self { shapes, kind, cases, ranks, next: 0, start: Mark::of(reader), best: None, lenience })
    }

    /// The case that is to be read now, with the reader in front of the value; `None` when the best is known.
    pub(super) fn next(&mut self, reader: &mut Reader<'_>) -> Option<usize> {
        if let Some((score, _)) = self.best
            && (score == Score::default() || !reader.may_compare())
        {
            return None;
        }
        while let Some(case) = self.cases.get(self.next).copied() {
            let least = self.least(self.next);
            self.next += 1;
            if self.best.is_none_or(|(score, _)| least < score) {
                self.start.set(reader);
                reader.room = self.room();
                return Some(case);
            }
        }
        None
    }

    /// Takes note that the case was read; whether it fits better than all before.
    pub(super) fn is_better(&mut self, reader: &mut Reader<'_>) -> bool {
        let mut score = self.least(self.next - 1);
        score.unlisted = reader.unlisted - self.start.unlisted;
        score.left_over = score.left_over.max(reader.left_over - self.start.left_over);
        if let Some((best, _)) = self.best {
            self.spend(reader);
            if best <= score {
                return false;
            }
        }
        // The best so far gives its room back.
        let taken = self.room().saturating_sub(reader.room);
        let room = self.start.room.saturating_sub(taken);
        self.best = Some((score, Mark { room, ..Mark::of(reader) }));
        true
    }

    /// Takes note that the value is not of the case.
    ///
    /// # Errors
    ///
    /// The same error, where there is no other case to try: an object that has only one likely case was meant to be it, and
    /// the error says where it is not. A number that fits no case is kept as it is, and so is a list with an item that no
    /// case takes.
    pub(super) fn failed(&mut self, reader: &mut Reader<'_>, error: DecodeError) -> Result<(), DecodeError> {
        self.spend(reader);
        if self.best.is_some() {
            return Ok(());
        }
        if reader.second_looks == 0 || error.is_too_large() {
            reader.lenience = self.lenience;
            return Err(error);
        }
        let is_only = self.cases.len() == 1;
        match self.kind {
            Kind::Number => Ok(()),
            Kind::Array if is_only => {
                self.start.set(reader);
                if has_item_for_none(reader, self.shapes, &self.cases)? { Ok(()) } else { Err(error) }
            }
            _ if is_only => Err(error),
            _ => Ok(()),
        }
    }

    /// Puts the reader behind the value that is kept; in front of it, where none is.
    pub(super) fn settle(&self, reader: &mut Reader<'_>) {
        reader.lenience = self.lenience;
        match self.best {
            Some((_, end)) => end.set(reader),
            None => self.start.set(reader),
        }
    }

    /// The room that there is for reading another case, beside the best so far.
    fn room(&self) -> usize {
        self.best.map_or(self.start.room, |(_, mark)| mark.room)
    }

    /// What is known to speak against a candidate before it is read.
    fn least(&self, place: usize) -> Score {
        let rank = self.ranks.get(place).copied().unwrap_or_default();
        Score { against: rank.against, unlisted: 0, left_over: rank.left_over }
    }

    fn spend(&self, reader: &mut Reader<'_>) {
        // What fails at once is not for nothing either: there are unions of unions.
        let spent = reader.at.saturating_sub(self.start.at).max(1);
        reader.second_looks = reader.second_looks.saturating_sub(spent);
    }
}

impl Mark {
    fn of(reader: &Reader<'_>) -> Self {
        Self {
            at: reader.at,
            depth: reader.depth,
            unlisted: reader.unlisted,
            left_over: reader.left_over,
            room: reader.room,
        }
    }

    fn set(self, reader: &mut Reader<'_>) {
        (reader.at, reader.depth) = (self.at, self.depth);
        (reader.unlisted, reader.left_over, reader.room) = (self.unlisted, self.left_over, self.room);
    }
}

impl Rank {
    /// The order in which candidates are tried.
    pub(super) fn key(&self) -> (usize, usize, Reverse<usize>) {
        (self.against, self.left_over, Reverse(self.matched))
    }
}
