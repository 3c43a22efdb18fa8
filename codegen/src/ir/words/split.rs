//! Raw text → words: the one place that splits.
//!
//! In: text of a stranger. Out: its words, each of characters that may stand inside an identifier.
//! A word ends at anything else, where lower case turns to upper (`agentId`), before the last capital of a run that
//! goes on in lower case (`HTTPServer`), and where a digit is followed by a capital (`Sha256Hash`); not inside of a word that
//! has capitals of its own (`OAuth`). `lower` compares names by these words, and `names` makes identifiers of them.

use unicode_ident::is_xid_continue;
use unicode_normalization::UnicodeNormalization as _;

use super::spelling::joined;
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
    let text: String = if text.is_ascii() { text.to_owned() } else { text.nfc().collect() };
    let characters: Vec<char> = text.chars().collect();
    let mut words = Found::default();
    for (index, &character) in characters.iter().enumerate() {
        let next = characters.get(index + 1).copied();
        if character == '_' || !is_word_character(character) {
            words.end_run();
            let sign = matches!(character, '-' | '+')
                && words.is_empty()
                && next.is_some_and(|next| next.is_ascii_digit());
            if sign || detail == Detail::Symbols {
                words.push_whole(&symbol_name(character, sign));
            }
            continue;
        }
        if starts_word(
            index.checked_sub(1).map(|before| characters[before]),
            character,
            &characters[index + 1..],
        ) {
            words.end();
        }
        words.push(character);
    }
    words.end_run();
    words.done
}

/// Whether the character may stand in a name that people can read: joiners nobody sees may not.
#[must_use]
pub fn is_word_character(character: char) -> bool {
    is_xid_continue(character) && !matches!(character, '\u{200c}' | '\u{200d}')
}

/// The words so far.
#[derive(Default)]
struct Found {
    done: Vec<String>,
    /// What nothing but a change of case parts from the piece that is open.
    run: Vec<String>,
    open: String,
}

impl Found {
    fn push(&mut self, character: char) {
        self.open.push(character);
    }

    fn push_whole(&mut self, word: &str) {
        self.done.push(word.to_owned());
    }

    fn end(&mut self) {
        if !self.open.is_empty() {
            self.run.push(std::mem::take(&mut self.open));
        }
    }

    fn end_run(&mut self) {
        self.end();
        self.done.extend(joined(std::mem::take(&mut self.run)));
    }

    fn is_empty(&self) -> bool {
        self.done.is_empty()
    }
}

/// Whether a new word begins at `current`, which follows `before` within letters and digits.
fn starts_word(before: Option<char>, current: char, after: &[char]) -> bool {
    let Some(before) = before else { return false };
    if !current.is_uppercase() {
        return false;
    }
    if before.is_lowercase() || before.is_numeric() {
        return true;
    }
    // `HTTPServer`: the S begins a word. `URLs`, `IDsOf`: the plural s belongs to the capitals before it.
    let plural = after.first() == Some(&'s') && after.get(1).is_none_or(|next| !next.is_lowercase());
    before.is_uppercase() && after.first().is_some_and(|next| next.is_lowercase()) && !plural
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
