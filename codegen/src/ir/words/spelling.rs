//! Words that are written with capitals inside, and are one word all the same.
//!
//! In: the pieces between two changes of case. Out: the same pieces, those of one word as one.
//! Must never know: where the text comes from.
//!
//! Their authors write `OAuth`, tools make `Oauth` and `oAuth` of it, paths have `oauth`: all of them have to give one name.

/// Words in lower case that the rules of case would tear apart. What reads as two words (`WhatsApp`, `WebSocket`) is none.
const WORDS: &[&str] = &[
    "bibtex",
    "ddos",
    "dos",
    "ebay",
    "ecmascript",
    "github",
    "gitlab",
    "graphql",
    "grpc",
    "iaas",
    "icloud",
    "ios",
    "iot",
    "ipad",
    "ipados",
    "iphone",
    "ipv4",
    "ipv6",
    "javascript",
    "kwh",
    "latex",
    "linkedin",
    "lorawan",
    "macos",
    "mdns",
    "mtls",
    "mysql",
    "nan",
    "nosql",
    "oauth",
    "openai",
    "openapi",
    "paas",
    "paypal",
    "phd",
    "postgresql",
    "pypi",
    "qos",
    "saas",
    "sqlite",
    "tiktok",
    "tvos",
    "typescript",
    "visionos",
    "voip",
    "watchos",
    "wifi",
    "youtube",
];

/// Words that begin in lower case, as they are written behind another word (`getiOSApp`): their beginning, and the rest.
const BEHIND: &[(&str, &str)] = &[("i", "OS"), ("mac", "OS"), ("g", "RPC")];

/// The most pieces that one word is torn into: `La Te X`.
const MOST_PIECES: usize = 3;

/// Adds the pieces to the words, those of one word put together; nothing but case may stand between two of them.
pub(super) fn join_pieces(pieces: &[&str], words: &mut Vec<String>) {
    if let [only] = pieces {
        return words.push((*only).to_owned());
    }
    let pieces = parted(pieces);
    let mut at = 0;
    while at < pieces.len() {
        let most = MOST_PIECES.min(pieces.len() - at);
        let count = (2..=most).rev().find(|count| is_word(&pieces[at..at + count])).unwrap_or(1);
        words.push(pieces[at..at + count].concat());
        at += count;
    }
}

/// Whether the pieces are one word, which a number may follow (`OAuth2`), or an `s` that makes it many.
fn is_word(pieces: &[&str]) -> bool {
    let letters = || pieces.iter().flat_map(|piece| piece.chars()).flat_map(char::to_lowercase);
    let Some(first) = letters().next() else { return false };
    let from = WORDS.partition_point(|word| !word.starts_with(|letter| letter >= first));
    WORDS[from..].iter().take_while(|word| word.starts_with(first)).any(|word| {
        let mut letters = letters();
        word.chars().all(|letter| letters.next() == Some(letter)) && is_ending(word, letters)
    })
}

/// Whether it is still the word with these letters behind it.
fn is_ending(word: &str, mut letters: impl Iterator<Item = char>) -> bool {
    match letters.next() {
        None => true,
        Some('s') => letters.next().is_none(),
        // A number is all digits at the end: `ipv44` is not `ipv4`.
        Some(digit) => {
            digit.is_ascii_digit()
                && !word.ends_with(|last: char| last.is_ascii_digit())
                && letters.all(|letter| letter.is_ascii_digit())
        }
    }
}

/// `geti OS` as `get i OS`.
fn parted<'t>(pieces: &[&'t str]) -> Vec<&'t str> {
    let mut parted = Vec::with_capacity(pieces.len());
    for &piece in pieces {
        let behind = parted.last().and_then(|last: &&'t str| {
            let (head, _) = BEHIND.iter().find(|(head, tail)| *tail == piece && last.ends_with(head))?;
            Some(last.len() - head.len()).filter(|at| *at > 0)
        });
        if let (Some(at), Some(last)) = (behind, parted.last_mut()) {
            let (before, head) = last.split_at(at);
            *last = before;
            parted.push(head);
        }
        parted.push(piece);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_may_have_a_number_or_be_many() {
        for pieces in
            [&["O", "Auth"][..], &["Git", "Hubs"], &["O", "Auth2"], &["La", "Te", "X"], &["I", "Pv4"]]
        {
            assert!(is_word(pieces), "{pieces:?}");
        }
        for pieces in
            [&["O", "Author"][..], &["Git", "Hubsy"], &["I", "Pv44"], &["Z", "Zz"], &["a", "b"], &["ß", "Ü"]]
        {
            assert!(!is_word(pieces), "{pieces:?}");
        }
    }

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted());
    }
}
