//! Keeps credentials out of texts that others wrote.

use std::sync::Arc;

use secrecy::{ExposeSecret, SecretString};

/// A secret shorter than this is too likely part of an ordinary word; blotting it out would garble messages.
const SHORTEST: usize = 6;

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
