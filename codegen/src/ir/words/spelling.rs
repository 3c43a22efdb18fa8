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

/// The pieces with those of one word put together; nothing but case may stand between two of them.
pub(super) fn joined(pieces: Vec<String>) -> Vec<String> {
    if pieces.len() < 2 {
        return pieces;
    }
    let pieces = parted(pieces);
    let mut words = Vec::with_capacity(pieces.len());
    let mut at = 0;
    while at < pieces.len() {
        let most = MOST_PIECES.min(pieces.len() - at);
        let count = (2..=most).rev().find(|count| is_word(&pieces[at..at + count])).unwrap_or(1);
        words.push(pieces[at..at + count].concat());
        at += count;
    }
    words
}

/// Whether the pieces are one word, which a number may follow (`OAuth2`), or an `s` that makes it many.
fn is_word(pieces: &[String]) -> bool {
    let word = pieces.concat().to_lowercase();
    let is_known = |word: &str| WORDS.binary_search(&word).is_ok();
    let stem = word.trim_end_matches(|c: char| c.is_ascii_digit());
    is_known(&word) || is_known(stem) || word.strip_suffix('s').is_some_and(is_known)
}

/// `geti OS` as `get i OS`.
fn parted(pieces: Vec<String>) -> Vec<String> {
    let mut parted: Vec<String> = Vec::with_capacity(pieces.len());
    for piece in pieces {
        let behind = parted.last().and_then(|last| {
            let (head, _) = BEHIND.iter().find(|(head, tail)| *tail == piece && last.ends_with(head))?;
            Some((last.len() - head.len(), *head)).filter(|(at, _)| *at > 0)
        });
        if let (Some((at, head)), Some(last)) = (behind, parted.last_mut()) {
            last.truncate(at);
            parted.push(head.to_owned());
        }
        parted.push(piece);
    }
    parted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_sorted() {
        assert!(WORDS.is_sorted());
    }
}
