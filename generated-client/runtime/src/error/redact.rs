//! Keeps credentials out of texts that others wrote.

use std::sync::Arc;

use http::{
    HeaderMap,
    header::{AUTHORIZATION, COOKIE},
};
use secrecy::{ExposeSecret, SecretString};

/// A secret shorter than this is too likely part of an ordinary word; blotting it out would garble messages.
const SHORTEST: usize = 6;

/// What sensitive headers hold that must not be shown.
pub(crate) fn secrets_of(headers: &HeaderMap) -> impl Iterator<Item = &str> {
    let sensitive = headers.iter().filter(|(_, value)| value.is_sensitive());
    sensitive.filter_map(|(name, value)| Some((name, value.to_str().ok()?))).flat_map(|(name, text)| {
        let pairs = text.split(';').filter(move |_| name == COOKIE);
        let cookies = pairs.filter_map(|pair| Some(pair.split_once('=')?.1.trim()));
        let token = text.split_once(' ').map(|(_, token)| token.trim()).filter(|_| name == AUTHORIZATION);
        std::iter::once(text).chain(token).chain(cookies)
    })
}

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

    /// Remembers what headers hold that must not be repeated: values marked as sensitive, whole and behind the scheme of
    /// an `authorization`, and the values of cookies.
    pub(crate) fn add_headers(&mut self, headers: &HeaderMap) {
        for secret in secrets_of(headers) {
            self.add(secret);
        }
    }

    /// The text without any of the secrets.
    pub(crate) fn text(&self, text: String) -> String {
        self.shared.iter().chain(&self.own).fold(text, |text, secret| {
            if text.contains(secret.expose_secret()) {
                text.replace(secret.expose_secret(), "[redacted]")
            } else {
                text
            }
        })
    }
}
