//! A credential that is held.

use base64::{Engine, engine::general_purpose::STANDARD};
use http::HeaderValue;
use secrecy::{ExposeSecret, SecretString};

use super::{Credential, Place, TokenProvider, provider::Source};
use crate::error::{Failure, Hidden, Redact};

/// A credential that is held; checked when it was given, so that a call cannot fail over it.
pub(crate) enum Held {
    /// A key or a fixed token: the header's value and the secret itself.
    Fixed { header: HeaderValue, secrets: Vec<SecretString> },
    /// Tokens that expire.
    Provided(Source),
}

impl Held {
    /// A key.
    pub(crate) fn key(credential: &Credential, key: SecretString) -> Result<Self, Failure> {
        let text = key.expose_secret();
        check(text, credential.name)?;
        let cookie_breaks = |byte: u8| !(0x21..=0x7e).contains(&byte) || b"\",;\\".contains(&byte);
        if matches!(credential.place, Place::Cookie(_)) && text.bytes().any(cookie_breaks) {
            return Err(Failure::build(format!(
                "`{}` contains a character that is not allowed in a cookie",
                credential.name
            )));
        }
        let header = sensitive(text, credential.name)?;
        Ok(Self::Fixed { header, secrets: vec![key] })
    }

    /// A user name and a password.
    pub(crate) fn basic(username: &str, password: &SecretString) -> Result<Self, Failure> {
        if username.contains(':') || username.chars().any(char::is_control) {
            return Err(Failure::build("a user name must not contain a colon or a control character"));
        }
        let encoded = SecretString::from(STANDARD.encode(format!("{username}:{}", password.expose_secret())));
        let header = sensitive(&format!("Basic {}", encoded.expose_secret()), "the password")?;
        // Keys are often sent as the user name, with no password at all.
        let username = SecretString::from(username);
        Ok(Self::Fixed { header, secrets: vec![encoded, password.clone(), username] })
    }

    /// A token.
    pub(crate) fn bearer(token: &SecretString) -> Result<Self, Failure> {
        check(token.expose_secret(), "the token")?;
        let header = sensitive(&format!("Bearer {}", token.expose_secret()), "the token")?;
        Ok(Self::Fixed { header, secrets: vec![token.clone()] })
    }

    /// Tokens that expire.
    pub(crate) fn provider(provider: impl TokenProvider) -> Self {
        Self::Provided(Source::new(provider))
    }

    /// The key itself, for places that are not a header.
    pub(crate) fn text(&self) -> &str {
        self.secrets().first().map(ExposeSecret::expose_secret).unwrap_or_default()
    }

    /// Everything about it that must not be shown: the key, and base64 of it where that is sent.
    pub(crate) fn hidden(&self) -> impl Iterator<Item = Hidden> {
        self.secrets().iter().map(|secret| Hidden::credential(secret.expose_secret()))
    }

    fn secrets(&self) -> &[SecretString] {
        match self {
            Self::Fixed { secrets, .. } => secrets,
            Self::Provided(_) => &[],
        }
    }

    /// Forgets the token of this number.
    pub(crate) fn forget(&self, number: u64) {
        if let Self::Provided(source) = self {
            source.forget(number);
        }
    }
}

/// The value of the header of a token that is asked for, and the token's number.
pub(super) async fn bearer_of(source: &Source, redact: &mut Redact) -> Result<(HeaderValue, u64), Failure> {
    let (token, number) = source.token().await?;
    redact.add(token.expose_secret());
    let header = sensitive(&format!("Bearer {}", token.expose_secret()), "the token")
        .map_err(|failure| Failure::missing_credential(failure.message().to_owned()))?;
    Ok((header, number))
}

fn check(secret: &str, name: &str) -> Result<(), Failure> {
    if secret.trim().is_empty() {
        return Err(Failure::missing_credential(format!("`{name}` is empty")));
    }
    Ok(())
}

fn sensitive(text: &str, name: &str) -> Result<HeaderValue, Failure> {
    let mut value = HeaderValue::from_str(text).map_err(|_| {
        Failure::build(format!("`{name}` contains a character that is not allowed in a header"))
    })?;
    value.set_sensitive(true);
    Ok(value)
}

/// Reads a credential from the environment; `None` where a variable is not set or empty. As an empty variable counts
/// as none, an empty password is told by a colon behind the user name: `user:`.
pub(crate) fn from_env(credential: &Credential) -> Option<Result<Held, Failure>> {
    let read = |name: &&str| {
        std::env::var(name).ok().filter(|value| !value.trim().is_empty()).map(SecretString::from)
    };
    let first = credential.env.first().and_then(read)?;
    Some(match credential.place {
        Place::Basic => {
            if let Some(password) = credential.env.get(1).and_then(read) {
                Held::basic(first.expose_secret(), &password)
            } else {
                let (username, password) = first.expose_secret().split_once(':')?;
                Held::basic(username, &SecretString::from(password))
            }
        }
        Place::Bearer => Held::bearer(&first),
        Place::Header(_) | Place::Query(_) | Place::Cookie(_) => Held::key(credential, first),
    })
}
