//! Whether a blank stands between two tokens.

use proc_macro2::Delimiter;

use super::tree::Tok;

/// What is remembered of the tokens before.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Spacing {
    /// Whether a closure's parameters are open: the next bar ends them.
    closure: bool,
    started: bool,
}

impl Spacing {
    /// Whether a blank stands before `next`; called for each token of a sequence in turn.
    pub(super) fn before(&mut self, previous: Option<&Tok>, next: &Tok) -> bool {
        let blank = match previous {
            None => false,
            Some(previous) => self.between(previous, next),
        };
        if matches!(next, Tok::Sign("|")) {
            let opens = !self.closure && matches!(previous, None | Some(Tok::Sign("," | "=")));
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
    fn between(self, previous: &Tok, next: &Tok) -> bool {
        if matches!(previous, Tok::Sign("|")) && self.started {
            return false;
        }
        if matches!(next, Tok::Sign("|")) && self.closure {
            return false;
        }
        match (previous, next) {
            (_, Tok::Sign("," | ";" | "." | "::" | ":" | "?" | ">")) => false,
            (Tok::Sign("::" | "." | "&" | "<" | "'" | "*" | "-" | ".." | "@" | "$"), _) => false,
            (Tok::Sign("!"), Tok::Group(group)) => group.delimiter == Delimiter::Brace,
            (Tok::Sign("!"), _) => false,
            (Tok::Sign("," | ";" | ":" | "=" | "->" | "=>" | "|" | "+" | "?"), _) => true,
            (Tok::Sign(">"), Tok::Group(group)) => group.delimiter == Delimiter::Brace,
            (Tok::Word(_), Tok::Sign("<" | "!")) => false,
            (Tok::Sign(">"), _) => true,
            (Tok::Word(word), Tok::Group(group)) if group.delimiter == Delimiter::Parenthesis => word == "in",
            (Tok::Group(first), Tok::Group(second)) => {
                !(first.delimiter == Delimiter::Parenthesis && second.delimiter == Delimiter::Parenthesis)
            }
            _ => true,
        }
    }
}
