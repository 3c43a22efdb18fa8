//! Whether a blank stands between two tokens.

use super::tree::{Brackets, Kind};

/// What is remembered of the tokens before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spacing {
    /// Whether a closure's parameters are open: the next bar ends them.
    closure: bool,
    started: bool,
}

impl Spacing {
    /// Whether a blank stands before `next`; called for each token of a sequence in turn.
    pub(super) fn before(&mut self, previous: Option<&Kind>, next: &Kind) -> bool {
        let blank = match previous {
            None => false,
            Some(previous) => self.between(previous, next),
        };
        if matches!(next, Kind::Sign("|")) {
            let opens = !self.closure && matches!(previous, None | Some(Kind::Sign("," | "=")));
            self.closure = opens;
            self.started = opens;
        } else {
            self.started = false;
        }
        blank
    }

    #[allow(
        clippy::match_same_arms,
        reason = "the order of the rules is what they mean; joined arms would lose it"
    )]
    fn between(self, previous: &Kind, next: &Kind) -> bool {
        if matches!(previous, Kind::Sign("|")) && self.started {
            return false;
        }
        if matches!(next, Kind::Sign("|")) && self.closure {
            return false;
        }
        match (previous, brackets(previous), next, brackets(next)) {
            (_, _, Kind::Sign("," | ";" | "." | "::" | ":" | "?" | ">"), _) => false,
            (Kind::Sign("::" | "." | "&" | "<" | "'" | "*" | "-" | ".." | "@" | "$"), ..) => false,
            (Kind::Sign("!"), _, _, next) => next == Some(Brackets::Curly),
            (Kind::Sign("," | ";" | ":" | "=" | "->" | "=>" | "|" | "+" | "?"), ..) => true,
            (Kind::Word(_), _, Kind::Sign("<" | "!"), _) => false,
            (Kind::Word(_), _, _, Some(Brackets::Angle)) => false,
            (Kind::Word(word), _, _, Some(Brackets::Round)) => word == "in",
            (_, Some(Brackets::Angle | Brackets::Round), _, Some(Brackets::Round)) => false,
            _ => true,
        }
    }
}

fn brackets(kind: &Kind) -> Option<Brackets> {
    if let Kind::Group(group) = kind { Some(group.brackets) } else { None }
}
