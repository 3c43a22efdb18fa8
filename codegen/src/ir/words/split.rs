//! Raw text → words: the one place that splits.
//!
//! In: text of a stranger. Out: its words, each of characters that may stand inside an identifier.
//! A word ends at anything else, where lower case turns to upper (`agentId`), before the last capital of a run that
//! goes on in lower case (`HTTPServer`), and where a digit is followed by a capital (`Sha256Hash`); not inside of a word that
//! has capitals of its own (`OAuth`). `lower` compares names by these words, and `names` makes identifiers of them.

use std::borrow::Cow;

use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization as _;

use super::spelling::join_pieces;
use super::symbol::symbol_name;

/// How much of the text a name shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Detail {
    /// Letters and digits, and a sign that stands before a digit (`-1`).
    Letters,
    /// Every other character too, by its name.
    Symbols,
}

/// The words of a text; none only where the text has nothing to show at this detail.
#[must_use]
pub fn split_text(text: &str, detail: Detail) -> Vec<String> {
    let text: Cow<'_, str> = if text.is_ascii() { text.into() } else { text.nfc().collect() };
    let mut words = Found { text: &text, ..Found::default() };
    let mut before = None;
    for (at, character) in text.char_indices() {
        let after = &text[at + character.len_utf8()..];
        if character == '_' || !is_word_character(character) {
            words.end_run(at);
            let sign = matches!(character, '-' | '+')
                && words.done.is_empty()
                && after.starts_with(|next: char| next.is_ascii_digit());
            if sign || detail == Detail::Symbols {
                words.done.push(symbol_name(character, sign));
            }
        } else {
            if starts_word(before, character, after) {
                words.end(at);
            }
            words.open.get_or_insert(at);
        }
        before = Some(character);
    }
    words.end_run(text.len());
    words.done
}

/// Whether the character may stand in a name that people can read: joiners nobody sees may not.
#[must_use]
pub fn is_word_character(character: char) -> bool {
    is_xid_continue(character) && !matches!(character, '\u{200c}' | '\u{200d}')
}

/// The words so far.
#[derive(Default)]
struct Found<'t> {
    text: &'t str,
    done: Vec<String>,
    /// What nothing but a change of case parts from the piece that is open.
    run: Vec<&'t str>,
    /// Where the piece begins that is not at its end.
    open: Option<usize>,
}

impl Found<'_> {
    fn end(&mut self, at: usize) {
        if let Some(start) = self.open.take() {
            self.run.push(&self.text[start..at]);
        }
    }

    fn end_run(&mut self, at: usize) {
        self.end(at);
        if !self.run.is_empty() {
            join_pieces(&self.run, &mut self.done);
            self.run.clear();
        }
    }
}

/// Whether a new word begins at `current`, which follows `before` within letters and digits.
fn starts_word(before: Option<char>, current: char, after: &str) -> bool {
    let Some(before) = before else { return false };
    if !current.is_uppercase() {
        return false;
    }
    if before.is_lowercase() || before.is_numeric() {
        return true;
    }
    // `HTTPServer`: the S begins a word. `URLs`, `IDsOf`: the plural s belongs to the capitals before it.
    let is_lower = |character: char| character.is_lowercase();
    let plural = after.strip_prefix('s').is_some_and(|behind| !behind.starts_with(is_lower));
    before.is_uppercase() && after.starts_with(is_lower) && !plural
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(split_text(text, Detail::Letters), expect, "{text}");
    }

    #[test]
    fn words_are_those_that_people_see() {
        check("outbound_call", &["outbound", "call"]);
        check("outboundCall", &["outbound", "Call"]);
        check("HTTPServerID", &["HTTP", "Server", "ID"]);
        check("URLs", &["URLs"]);
        check("userIDsOfTeam", &["user", "IDs", "Of", "Team"]);
        check("OAuth2Token", &["OAuth2", "Token"]);
        check("gpt-4.1-mini", &["gpt", "4", "1", "mini"]);
        check("Sha256Hash", &["Sha256", "Hash"]);
        check("v1beta", &["v1beta"]);
        check("-1", &["Minus", "1"]);
        check("+1", &["Plus", "1"]);
        check("a-1", &["a", "1"]);
        check("@id", &["id"]);
        check("$ref", &["ref"]);
        check("日本語", &["日本語"]);
        check("listOAuthTokens", &["list", "OAuth", "Tokens"]);
        check("oAuth/graphQl", &["oAuth", "graphQl"]);
        check("getiOSApp", &["get", "iOS", "App"]);
        check("IPv4Address", &["IPv4", "Address"]);
        check("SaaSPlans", &["SaaS", "Plans"]);
        check("LaTeXFile", &["LaTeX", "File"]);
        check("GitHubs", &["GitHubs"]);
        check("git-hub", &["git", "hub"]);
        check("fooAuthor", &["foo", "Author"]);
        check("→", &[]);
    }

    #[test]
    fn symbols_have_names() {
        assert_eq!(split_text(">=", Detail::Symbols), ["Greater", "Equal"]);
        assert_eq!(split_text("→", Detail::Symbols), ["U2192"]);
        assert_eq!(split_text("a-b", Detail::Symbols), ["a", "Dash", "b"]);
    }
}
