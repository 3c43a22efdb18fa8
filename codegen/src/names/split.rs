//! Raw text → words.
//!
//! In: text of a stranger. Out: its words, each of characters that may stand inside an identifier.
//! A word ends at anything else, where lower case turns to upper (`agentId`), before the last capital of a run that
//! goes on in lower case (`HTTPServer`), and where a digit is followed by a capital (`Sha256Hash`).

use unicode_normalization::UnicodeNormalization as _;

use super::ident::is_word_character;

/// How much of the text a name shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Detail {
    /// Letters and digits, and a sign that stands before a digit (`-1`).
    Letters,
    /// Every other character too, by its name.
    Symbols,
}

/// Spellings that the rules would tear apart: how they are written → the words that they are.
const SPELLINGS: &[(&str, &str)] = &[
    ("OAuth", "Oauth"),
    ("GraphQL", "Graphql"),
    ("gRPC", "Grpc"),
    ("IPv4", "Ipv4"),
    ("IPv6", "Ipv6"),
    ("iOS", "Ios"),
    ("macOS", "Macos"),
];

/// The words of a text; none only where the text has nothing to show at this detail.
pub(super) fn split(text: &str, detail: Detail) -> Vec<String> {
    let text: String = if text.is_ascii() { text.to_owned() } else { text.nfc().collect() };
    let text = respell(&text);
    let characters: Vec<char> = text.chars().collect();
    let mut words = Words::default();
    for (index, &character) in characters.iter().enumerate() {
        let next = characters.get(index + 1).copied();
        if character == '_' || !is_word_character(character) {
            words.end();
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
    words.end();
    words.done
}

#[derive(Default)]
struct Words {
    done: Vec<String>,
    open: String,
}

impl Words {
    fn push(&mut self, character: char) {
        self.open.push(character);
    }

    fn push_whole(&mut self, word: &str) {
        self.done.push(word.to_owned());
    }

    fn end(&mut self) {
        if !self.open.is_empty() {
            self.done.push(std::mem::take(&mut self.open));
        }
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

fn respell(text: &str) -> String {
    let mut text = text.to_owned();
    for (written, words) in SPELLINGS {
        if text.contains(written) {
            text = text.replace(written, words);
        }
    }
    text
}

/// What a character that cannot stand in an identifier is called.
fn symbol_name(character: char, sign: bool) -> String {
    let name = match character {
        '-' if sign => "Minus",
        '-' => "Dash",
        '+' => "Plus",
        '_' => "Underscore",
        ' ' => "Space",
        '!' => "Bang",
        '"' => "DoubleQuote",
        '#' => "Hash",
        '$' => "Dollar",
        '%' => "Percent",
        '&' => "And",
        '\'' => "Quote",
        '(' => "OpenParen",
        ')' => "CloseParen",
        '*' => "Star",
        ',' => "Comma",
        '.' => "Dot",
        '/' => "Slash",
        ':' => "Colon",
        ';' => "Semicolon",
        '<' => "Less",
        '=' => "Equal",
        '>' => "Greater",
        '?' => "Question",
        '@' => "At",
        '[' => "OpenBracket",
        '\\' => "Backslash",
        ']' => "CloseBracket",
        '^' => "Caret",
        '`' => "Backtick",
        '{' => "OpenBrace",
        '|' => "Pipe",
        '}' => "CloseBrace",
        '~' => "Tilde",
        '…' => "Ellipsis",
        '€' => "Euro",
        '£' => "Pound",
        '°' => "Degree",
        other => return format!("U{:04X}", u32::from(other)),
    };
    name.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expect: &[&str]) {
        assert_eq!(split(text, Detail::Letters), expect, "{text}");
    }

    #[test]
    fn words_are_those_that_people_see() {
        check("outbound_call", &["outbound", "call"]);
        check("outboundCall", &["outbound", "Call"]);
        check("HTTPServerID", &["HTTP", "Server", "ID"]);
        check("URLs", &["URLs"]);
        check("userIDsOfTeam", &["user", "IDs", "Of", "Team"]);
        check("OAuth2Token", &["Oauth2", "Token"]);
        check("gpt-4.1-mini", &["gpt", "4", "1", "mini"]);
        check("Sha256Hash", &["Sha256", "Hash"]);
        check("v1beta", &["v1beta"]);
        check("-1", &["Minus", "1"]);
        check("+1", &["Plus", "1"]);
        check("a-1", &["a", "1"]);
        check("@id", &["id"]);
        check("$ref", &["ref"]);
        check("日本語", &["日本語"]);
        check("→", &[]);
    }

    #[test]
    fn symbols_have_names() {
        assert_eq!(split(">=", Detail::Symbols), ["Greater", "Equal"]);
        assert_eq!(split("→", Detail::Symbols), ["U2192"]);
        assert_eq!(split("a-b", Detail::Symbols), ["a", "Dash", "b"]);
    }
}
