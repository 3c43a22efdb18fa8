//! Finds secrets in texts, however they are spelt, in whole and in part.
//!
//! In: secrets, and texts that others wrote. Out: the texts without any piece of a secret that tells.
//! Must never know: where a secret came from, or what a text is for.

use std::{collections::BTreeSet, ops::Range};

use super::spelling::{Escape, Spelt};

/// Escapes in escapes are looked into this often.
const LAYERS: usize = 3;

/// As many ways to read what begins at one place are followed. One is enough but where a secret holds escapes itself.
const MOST_READINGS: usize = 256;

/// Longer texts are cut: nobody reads them in a message.
const LONGEST: usize = 64 * 1024;

/// What is looked for: every piece of a secret that is as long as its shortest one that tells. Pieces are kept as
/// digests.
pub(crate) struct Finder {
    pieces: BTreeSet<(usize, u64)>,
    /// Pairs of bytes that stand beside each other in a secret: with most texts, a look at those is all.
    pairs: BTreeSet<(u8, u8)>,
    firsts: [bool; 256],
    longest: usize,
}

/// A piece of text as it is read so far.
#[derive(Clone, Copy, PartialEq)]
struct Reading {
    /// Where it goes on.
    at: usize,
    length: usize,
    digest: u64,
    last: Option<u8>,
}

impl Finder {
    /// Looks for secrets, each with the length of its shortest piece that tells.
    pub(super) fn new<'a>(secrets: impl Iterator<Item = (&'a str, usize)>) -> Self {
        let mut finder =
            Self { pieces: BTreeSet::new(), pairs: BTreeSet::new(), firsts: [false; 256], longest: 0 };
        for (secret, least) in secrets {
            let least = least.min(secret.len()).max(1);
            finder.longest = finder.longest.max(least);
            for piece in secret.as_bytes().windows(least) {
                let digest = piece.iter().fold(0, |digest, byte| digested(digest, *byte));
                finder.pieces.insert((least, digest));
                finder.firsts[usize::from(piece[0])] = true;
            }
            finder.pairs.extend(secret.as_bytes().windows(2).map(|pair| (pair[0], pair[1])));
        }
        finder
    }

    /// The text without any piece of a secret that tells. What is too long for a message is cut first: what is cut off
    /// of a secret by that is found like any other piece.
    pub(crate) fn text(&self, mut text: String) -> String {
        if text.len() > LONGEST {
            text.truncate(boundary_before(&text, LONGEST));
            text.push('…');
        }
        let found = self.found(&text);
        if found.is_empty() {
            return text;
        }
        let is_harmless = self.found("[redacted]").is_empty();
        let mut clean = String::with_capacity(text.len());
        let mut end = 0;
        for place in found {
            clean.push_str(&text[end..place.start]);
            clean.push_str(if is_harmless { "[redacted]" } else { "[…]" });
            end = place.end;
        }
        clean.push_str(&text[end..]);
        clean
    }

    /// Whether the text holds a piece of a secret that tells.
    pub(super) fn finds(&self, text: &str) -> bool {
        !self.found(text).is_empty()
    }

    /// The places of such pieces, in order, with something between them.
    fn found(&self, text: &str) -> Vec<Range<usize>> {
        let mut places = Vec::new();
        if self.longest > 0 {
            let mut spellings = vec![Spelt::new(text)];
            if let Some(quoted) = Spelt::quoted(text) {
                self.find_in(&quoted, &mut places);
            }
            for layer in 1..=LAYERS {
                for spelt in &spellings {
                    self.find_in(spelt, &mut places);
                }
                if layer < LAYERS {
                    spellings = spellings.iter().flat_map(Spelt::decoded).collect();
                }
            }
        }
        places.sort_unstable_by_key(|place: &Range<usize>| place.start);
        let mut joined: Vec<Range<usize>> = Vec::new();
        for place in places {
            let place = boundary_before(text, place.start)..boundary_behind(text, place.end);
            match joined.last_mut() {
                Some(last) if last.end >= place.start => last.end = last.end.max(place.end),
                _ => joined.push(place),
            }
        }
        joined
    }

    fn find_in(&self, spelt: &Spelt, places: &mut Vec<Range<usize>>) {
        let mut readings = Vec::new();
        for start in 0..spelt.bytes.len() {
            let byte = spelt.bytes[start];
            if !self.firsts[usize::from(byte)] && !matches!(byte, b'%' | b'&' | b'\\' | b'+') {
                continue;
            }
            if let Some(end) = self.end_at(&spelt.bytes, start, &mut readings) {
                places.push(spelt.written(start..end));
            }
        }
    }

    /// Where the longest piece ends that begins here. `readings` is room for the work.
    fn end_at(&self, text: &[u8], start: usize, readings: &mut Vec<Reading>) -> Option<usize> {
        let mut end = None;
        readings.clear();
        readings.push(Reading { at: start, length: 0, digest: 0, last: None });
        let mut next = 0;
        while let Some(reading) = readings.get(next).copied() {
            next += 1;
            if self.pieces.contains(&(reading.length, reading.digest)) {
                end = end.max(Some(reading.at));
            }
            let Some(byte) = text.get(reading.at).filter(|_| reading.length < self.longest) else { continue };
            let plain = self.read(reading, &[*byte], reading.at + 1);
            let space = (*byte == b'+').then(|| self.read(reading, b" ", reading.at + 1)).flatten();
            let escape = Escape::at(text, reading.at);
            let escaped = escape.and_then(|escape| self.read(reading, escape.bytes(), escape.end));
            for more in [plain, space, escaped].into_iter().flatten() {
                if readings.len() < MOST_READINGS && !readings.contains(&more) {
                    readings.push(more);
                }
            }
        }
        end
    }

    /// A reading with more bytes, unless no secret goes on so.
    fn read(&self, mut reading: Reading, bytes: &[u8], at: usize) -> Option<Reading> {
        for byte in bytes {
            let goes_on = match reading.last {
                Some(last) => self.pairs.contains(&(last, *byte)),
                None => self.firsts[usize::from(*byte)],
            };
            if !goes_on {
                return None;
            }
            reading.last = Some(*byte);
            reading.length += 1;
            reading.digest = digested(reading.digest, *byte);
        }
        Some(Reading { at, ..reading })
    }
}

/// The border of a character at a byte, or before it.
pub(crate) fn boundary_before(text: &str, byte: usize) -> usize {
    (0..=byte.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0)
}

/// The border of a character at a byte, or behind it.
fn boundary_behind(text: &str, byte: usize) -> usize {
    (byte..text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len())
}

fn digested(digest: u64, byte: u8) -> u64 {
    (digest ^ u64::from(byte)).wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::Finder;

    fn said(secrets: &[(&str, usize)], text: &str) -> String {
        Finder::new(secrets.iter().copied()).text(text.to_owned())
    }

    #[test]
    fn every_spelling_is_found() {
        let secret = "ab~c/d+e\"f&g<h>%41 i";
        for spelt in [
            secret.to_owned(),
            "ab%7Ec%2Fd%2Be%22f%26g%3Ch%3E%2541%20i".to_owned(),
            "ab%7ec%2fd+e%22f%26g%3ch%3e%2541+i".to_owned(),
            "%61b~c/d+e\"f&g<h>%25%34%31 i".to_owned(),
            "ab~c/d+e&quot;f&amp;g&lt;h&gt;%41 i".to_owned(),
            "ab~c/d&#43;e&#x22;f&g&#60;h>%41 i".to_owned(),
            r#"ab~c\/d+e\"f\u0026g\u003Ch\u003e%41 i"#.to_owned(),
            r#"ab~c\\/d+e\\\"f\\u0026g\\u003ch\\u003e%41 i"#.to_owned(),
            "ab%257Ec%252Fd%252Be%2522f%2526g%253Ch%253E%252541%2520i".to_owned(),
        ] {
            let text = format!("no {spelt}: expired");
            assert_eq!(said(&[(secret, 8)], &text), "no [redacted]: expired");
        }
    }

    #[test]
    fn pieces_that_tell_are_found_and_no_shorter_ones() {
        let secrets = [("abcdefghijklmnop", 8), ("short1", 8), ("https://app.example/", 16)];
        assert_eq!(said(&secrets, "x efghijkl y"), "x [redacted] y");
        assert_eq!(said(&secrets, "x efghijk y abcdefg"), "x efghijk y abcdefg");
        assert_eq!(said(&secrets, "x short1 short"), "x [redacted] short");
        assert_eq!(said(&secrets, "https://other.example/"), "https://other.example/");
        assert_eq!(said(&secrets, "ä%61bcdefghäabcdefghi"), "ä[redacted]ä[redacted]");
        assert_eq!(said(&[("redacted", 8)], "a redacted b"), "a […] b");
        // Seven characters of it, which `Debug` shows with nine.
        assert_eq!(said(&[(r"?B#a+\\\\x@", 8)], r"no ?B#a+\\ b"), "no [redacted] b");
        assert_eq!(said(&[(r#"abcd\"\"\"f"#, 8)], r#"no abcd" b"#), r#"no abcd" b"#);
        assert_eq!(said(&[(r#"abcd\"\"\"f"#, 8)], r#"no abcd"" b"#), "no [redacted] b");
        // Seven, and the backslash with which `Debug` begins the escape of a control character.
        assert_eq!(said(&[(r"\\\\\\\uaaa@", 8)], "no \\\\\\\u{6} b"), "no [redacted] b");
        assert_eq!(said(&[], "anything"), "anything");
    }

    #[test]
    fn a_text_that_can_be_read_in_many_ways_takes_no_longer() {
        let secret = "%25%+ + +%%25%2525\\\\\\\\\\\\u005c++  ++ %";
        let text = "%25+\\\\%2525\\u005c +".repeat(3_000);
        assert!(said(&[(secret, 16)], &text).len() <= text.len());
    }
}
