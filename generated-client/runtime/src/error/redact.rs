//! Keeps credentials out of texts that others wrote.

use std::sync::Arc;

use base64::{Engine, engine::general_purpose::STANDARD_NO_PAD};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

use super::finder::Finder;

/// A secret shorter than this is too likely part of an ordinary word; blotting it out would garble messages.
const SHORTEST: usize = 6;

/// Headers that say what a client is, what it wants, or what the request is called: servers repeat the latter on purpose,
/// and an error without it would be hard to trace. Their values hide nothing.
const HARMLESS: &[&str] = &[
    "accept",
    "accept-charset",
    "accept-encoding",
    "accept-language",
    "cache-control",
    "content-encoding",
    "content-language",
    "content-type",
    "idempotency-key",
    "if-match",
    "if-modified-since",
    "if-none-match",
    "if-unmodified-since",
    "prefer",
    "range",
    "request-id",
    "traceparent",
    "tracestate",
    "user-agent",
    "x-correlation-id",
    "x-request-id",
    "x-trace-id",
];

/// Words in the names of headers and query parameters that hold credentials.
const TELLING: &[&str] =
    &["auth", "authentication", "authorization", "credential", "passwd", "session", "sig", "signature"];

/// The same, also where names are written in one: `apikey`, `accesstoken`.
const ENDS: &[&str] = &["cookie", "key", "password", "secret", "token"];

/// Names of schemes that stand before a credential.
const SCHEMES: &[&str] = &[
    "api-key",
    "apikey",
    "aws4-hmac-sha256",
    "basic",
    "bearer",
    "digest",
    "dpop",
    "hmac",
    "key",
    "negotiate",
    "oauth",
    "signature",
    "token",
];

/// A piece of a credential tells when it is as long as this. Of eight characters in a row that a key has, a quotation mark
/// of ours on each side can be two.
const PIECE: usize = 6;

/// A piece of another value, which may be of words or a URL, tells when it is as long as this.
const PIECE_OF_VALUE: usize = 16;

/// A text that must not be repeated.
#[derive(Clone)]
pub(crate) struct Hidden {
    text: SecretString,
    /// The length of the shortest piece that tells.
    piece: usize,
}

impl Hidden {
    /// A credential: a piece of it is as secret as the whole.
    pub(crate) fn credential(text: &str) -> Self {
        Self { text: SecretString::from(text), piece: PIECE }
    }

    /// A value that may be one.
    fn value(text: &str) -> Self {
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || b"-_+=".contains(&byte);
        let is_like_key = text.bytes().all(is_word) && text.bytes().any(|byte| byte.is_ascii_digit());
        Self { text: SecretString::from(text), piece: if is_like_key { PIECE } else { PIECE_OF_VALUE } }
    }

    fn is_long(&self) -> bool {
        self.text.expose_secret().len() >= SHORTEST
    }
}

/// The secrets of a client, and those that one call got besides. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Redact {
    shared: Arc<Vec<Hidden>>,
    own: Vec<Hidden>,
}

impl Redact {
    /// The secrets of a client.
    pub(crate) fn new(secrets: impl IntoIterator<Item = Hidden>) -> Self {
        Self { shared: Arc::new(secrets.into_iter().filter(Hidden::is_long).collect()), own: Vec::new() }
    }

    /// Remembers another credential that must not be repeated.
    pub(crate) fn add(&mut self, secret: &str) {
        self.own.extend(Some(Hidden::credential(secret)).filter(Hidden::is_long));
    }

    /// The same with the secrets of one call.
    pub(crate) fn with(&self, secrets: &[Hidden]) -> Self {
        let mut all = self.clone();
        all.own.extend(secrets.iter().filter(|secret| secret.is_long()).cloned());
        all
    }

    /// What finds the secrets, for several texts.
    #[cold]
    pub(crate) fn finder(&self) -> Finder {
        let secrets = self.shared.iter().chain(&self.own);
        Finder::new(secrets.map(|secret| (secret.text.expose_secret(), secret.piece)))
    }

    /// The text without any of the secrets.
    pub(crate) fn text(&self, text: String) -> String {
        self.finder().text(text)
    }
}

/// Whether a header is a credential by its name.
pub(crate) fn is_credential(name: &HeaderName) -> bool {
    !HARMLESS.contains(&name.as_str()) && is_sensitive(name.as_str())
}

/// Whether the name of a header or a query parameter says that its value is a credential: one of its words does, or
/// ends like one that does. An `author` and a `keyword` are not credentials.
pub(crate) fn is_sensitive(name: &str) -> bool {
    let mut words = name.split(|letter: char| !letter.is_ascii_alphanumeric()).flat_map(humps);
    words.any(|word| {
        let word = word.strip_suffix(['s', 'S']).unwrap_or(word);
        let ends_like = |end: &&str| {
            word.len().checked_sub(end.len()).is_some_and(|start| word[start..].eq_ignore_ascii_case(end))
        };
        TELLING.iter().any(|telling| word.eq_ignore_ascii_case(telling)) || ENDS.iter().any(ends_like)
    })
}

/// The words of an ASCII text whose borders only the case of its letters shows: `access` and `Token` of `accessToken`.
fn humps(text: &str) -> impl Iterator<Item = &str> {
    text.as_bytes()
        .chunk_by(|before, after| before.is_ascii_uppercase() || !after.is_ascii_uppercase())
        .map(|bytes| std::str::from_utf8(bytes).unwrap_or_default())
}

/// What must not be repeated of a header that a caller set: the value, and what servers take out of it.
pub(crate) fn secrets_of(name: &HeaderName, value: &HeaderValue) -> Vec<Hidden> {
    let Some(text) = value.to_str().ok().filter(|_| !HARMLESS.contains(&name.as_str())) else {
        return Vec::new();
    };
    if let Some((scheme, rest)) = text.split_once(' ')
        && let Some(scheme) = SCHEMES.iter().find(|known| scheme.eq_ignore_ascii_case(known))
    {
        let rest = rest.trim();
        let mut secrets = vec![Hidden::credential(rest)];
        if *scheme == "basic"
            && let Some((username, password)) = login(rest)
        {
            secrets.extend([username, password].map(|secret| Hidden::credential(&secret)));
        }
        return secrets;
    }
    if name == http::header::COOKIE {
        let values = text.split(';').map(|pair| pair.split_once('=').map_or(pair, |(_, value)| value));
        return values.map(|value| Hidden::credential(value.trim())).collect();
    }
    vec![if is_sensitive(name.as_str()) { Hidden::credential(text) } else { Hidden::value(text) }]
}

/// The user name and the password that base64 hides from nobody, with or without its padding.
fn login(encoded: &str) -> Option<(String, String)> {
    let bytes = STANDARD_NO_PAD.decode(encoded.trim_end_matches('=')).ok()?;
    let login = String::from_utf8(bytes).ok()?;
    login.split_once(':').map(|(username, password)| (username.to_owned(), password.to_owned()))
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::{Redact, is_sensitive, secrets_of};

    fn said(name: &'static str, value: &'static str, text: &str) -> String {
        let secrets = secrets_of(&HeaderName::from_static(name), &HeaderValue::from_static(value));
        Redact::default().with(&secrets).text(text.to_owned())
    }

    #[test]
    fn what_servers_take_out_of_headers() {
        assert_eq!(said("x-own", "abc-123456", "bad abc-123456"), "bad [redacted]");
        assert_eq!(
            said("x-origin", "https://a.example.com", "see https://b.example.org"),
            "see https://b.example.org"
        );
        assert_eq!(said("x-origin", "https://a.example.com", "no https://a.example.com"), "no [redacted]");
        assert_eq!(said("authorization", "Bearer abc-123456", "bad abc-123456!"), "bad [redacted]!");
        let login = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
        assert_eq!(said("authorization", login, "Aladdin: open sesame"), "[redacted]: [redacted]");
        assert_eq!(said("authorization", login, "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), "[redacted]");
        assert_eq!(
            said("cookie", "a=1; session=abc-123456", "no session=abc-123456"),
            "no session=[redacted]"
        );
        assert_eq!(said("accept", "application/json", "no application/json"), "no application/json");
        assert_eq!(said("x-request-id", "trace-7f3a", "trace-7f3a"), "trace-7f3a");
    }

    #[test]
    fn names_that_tell_of_credentials() {
        for name in [
            "key",
            "api_key",
            "X-Api-Key",
            "apiKey",
            "apikey",
            "accessToken",
            "x-auth",
            "X-Amz-Signature",
            "api_keys",
        ] {
            assert!(is_sensitive(name), "{name}");
        }
        for name in ["author", "keyword", "designated", "page", "tokenizer", "x-version", ""] {
            assert!(!is_sensitive(name), "{name}");
        }
    }

    #[test]
    fn a_secret_that_begins_like_another_leaves_no_end() {
        let mut redact = Redact::default();
        redact.add("secret-1");
        redact.add("secret-1-and-more");
        assert_eq!(redact.text("secret-1-and-more".to_owned()), "[redacted]");
    }
}
