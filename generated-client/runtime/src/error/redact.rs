//! Keeps credentials out of texts that others wrote.

use std::{cmp::Reverse, sync::Arc};

use base64::{Engine, engine::general_purpose::STANDARD};
use http::{HeaderName, HeaderValue};
use secrecy::{ExposeSecret, SecretString};

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

/// The secrets of a client, and those that one call got besides. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Redact {
    shared: Arc<Vec<SecretString>>,
    own: Vec<SecretString>,
}

impl Redact {
    /// The secrets of a client.
    pub(crate) fn new(secrets: impl IntoIterator<Item = SecretString>) -> Self {
        let shared = secrets.into_iter().filter(|secret| secret.expose_secret().len() >= SHORTEST).collect();
        Self { shared: Arc::new(shared), own: Vec::new() }
    }

    /// Remembers another secret that must not be repeated.
    pub(crate) fn add(&mut self, secret: &str) {
        if secret.len() >= SHORTEST {
            self.own.push(SecretString::from(secret));
        }
    }

    /// The same with the secrets of one call.
    pub(crate) fn with(&self, secrets: &[SecretString]) -> Self {
        let mut all = self.clone();
        for secret in secrets {
            all.add(secret.expose_secret());
        }
        all
    }

    /// The text without any of the secrets.
    pub(crate) fn text(&self, text: String) -> String {
        let mut secrets: Vec<&str> =
            self.shared.iter().chain(&self.own).map(ExposeSecret::expose_secret).collect();
        // The longest first: a secret may begin like another, whose end would be left standing.
        secrets.sort_unstable_by_key(|secret| Reverse(secret.len()));
        secrets.into_iter().fold(text, |text, secret| {
            if text.contains(secret) { text.replace(secret, "[redacted]") } else { text }
        })
    }
}

/// Whether the name of a header or a query parameter says that its value is a credential: one of its words does, or
/// ends like one that does. An `author` and a `keyword` are no credentials.
pub(crate) fn is_telling(name: &str) -> bool {
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
pub(crate) fn secrets_of(name: &HeaderName, value: &HeaderValue) -> Vec<SecretString> {
    let Some(text) = value.to_str().ok().filter(|_| !HARMLESS.contains(&name.as_str())) else {
        return Vec::new();
    };
    let mut secrets = vec![text];
    let decoded;
    match text.split_once(' ') {
        Some((scheme, rest)) if scheme.eq_ignore_ascii_case("basic") => {
            secrets.push(rest.trim());
            decoded = STANDARD.decode(rest.trim()).ok().and_then(|bytes| String::from_utf8(bytes).ok());
            if let Some((username, password)) = decoded.as_deref().and_then(|login| login.split_once(':')) {
                secrets.extend([username, password]);
            }
        }
        Some((scheme, rest))
            if ["bearer", "token"].iter().any(|known| scheme.eq_ignore_ascii_case(known)) =>
        {
            secrets.push(rest.trim());
        }
        _ => {}
    }
    if name == http::header::COOKIE {
        secrets.extend(text.split(';').filter_map(|pair| Some(pair.split_once('=')?.1.trim())));
    }
    secrets.into_iter().map(SecretString::from).collect()
}

#[cfg(test)]
mod tests {
    use http::{HeaderName, HeaderValue};

    use super::{Redact, is_telling, secrets_of};

    fn said(name: &'static str, value: &'static str, text: &str) -> String {
        let secrets = secrets_of(&HeaderName::from_static(name), &HeaderValue::from_static(value));
        Redact::default().with(&secrets).text(text.to_owned())
    }

    #[test]
    fn what_servers_take_out_of_headers() {
        assert_eq!(said("x-own", "abc-123456", "bad abc-123456"), "bad [redacted]");
        assert_eq!(said("authorization", "Bearer abc-123456", "bad abc-123456!"), "bad [redacted]!");
        let login = "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==";
        assert_eq!(said("authorization", login, "Aladdin: open sesame"), "[redacted]: [redacted]");
        assert_eq!(said("authorization", login, "QWxhZGRpbjpvcGVuIHNlc2FtZQ=="), "[redacted]");
        assert_eq!(said("cookie", "a=1; session=abc-123456", "no abc-123456"), "no [redacted]");
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
            assert!(is_telling(name), "{name}");
        }
        for name in ["author", "keyword", "designated", "page", "tokenizer", "x-version", ""] {
            assert!(!is_telling(name), "{name}");
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
