//! What tells texts apart: SHA-256, whichever way a checkout ends their lines.

use std::borrow::Cow;
use std::fmt::Write as _;

use sha2::{Digest, Sha256};

/// The digest of a text, in hexadecimal.
#[must_use]
pub fn digest(text: &[u8]) -> String {
    hexadecimal(Sha256::new_with_prefix(unix(text)))
}

/// The digest of several texts, in their order; where one ends is part of it.
pub(crate) fn digest_of_all<'t>(texts: impl Iterator<Item = &'t [u8]>) -> String {
    let mut hash = Sha256::new();
    for text in texts {
        let text = unix(text);
        hash.update(text.len().to_be_bytes());
        hash.update(text);
    }
    hexadecimal(hash)
}

/// A checkout may end lines in another way, and nothing else is another then.
fn unix(text: &[u8]) -> Cow<'_, [u8]> {
    if !text.contains(&b'\r') {
        return Cow::Borrowed(text);
    }
    let mut plain = Vec::with_capacity(text.len());
    for (at, byte) in text.iter().enumerate() {
        if *byte != b'\r' || text.get(at + 1) != Some(&b'\n') {
            plain.push(*byte);
        }
    }
    Cow::Owned(plain)
}

fn hexadecimal(hash: Sha256) -> String {
    hash.finalize().iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

#[cfg(test)]
mod tests {
    use super::{digest, digest_of_all};

    #[test]
    fn ends_of_lines_are_not_in_the_digest() {
        assert_eq!(digest(b""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        assert_eq!(digest(b"a\r\nb\rc\r\n"), digest(b"a\nb\rc\n"));
        assert_ne!(digest(b"a\n"), digest(b"a"));
    }

    #[test]
    fn texts_do_not_run_into_each_other() {
        let of = |texts: &[&'static str]| digest_of_all(texts.iter().map(|text| text.as_bytes()));
        assert_ne!(of(&["ab", "c"]), of(&["a", "bc"]));
        assert_eq!(of(&["a\r\n", "b"]), of(&["a\n", "b"]));
    }
}
