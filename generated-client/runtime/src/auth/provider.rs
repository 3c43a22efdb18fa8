//! Tokens that expire, and those who give new ones.

use std::{
    fmt,
    future::Future,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use secrecy::{ExposeSecret, SecretString};

use crate::{
    error::Failure,
    platform::{BoxError, BoxFuture, MaybeSend, Moment},
};

/// A token is replaced this long before it expires, so that it does not expire under way.
const LEEWAY: Duration = Duration::from_secs(30);

/// A token that may expire.
#[derive(Clone)]
pub struct Token {
    secret: SecretString,
    lasts: Option<Duration>,
}

impl Token {
    /// A token that holds until the server refuses it.
    #[must_use]
    pub fn new(token: impl Into<String>) -> Self {
        Self { secret: SecretString::from(token.into()), lasts: None }
    }

    /// Says how long it holds from now on (`expires_in` of OAuth).
    #[must_use]
    pub fn expires_in(mut self, lasts: Duration) -> Self {
        self.lasts = Some(lasts);
        self
    }
}

impl fmt::Debug for Token {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Token").field("lasts", &self.lasts).finish_non_exhaustive()
    }
}

/// Gives tokens. The client keeps a token until shortly before it expires, or until the server refuses it with 401,
/// and never asks twice at the same time.
///
/// A read that is refused with 401 goes out once more at once, with a new token; that counts as one of its retries
/// ([`Call::max_retries`](crate::Call::max_retries)). A write does not, but the next call has the new token. Asking
/// counts into the time-out of the attempt that needs the token, so a provider that hangs ends calls and no more.
///
/// Any function that returns a future of a [`Token`] is one:
///
/// ```
/// use std::time::Duration;
/// use callwright_runtime::{Token, TokenProvider};
///
/// fn provider() -> impl TokenProvider {
///     || async { Ok(Token::new("from your identity server").expires_in(Duration::from_secs(3600))) }
/// }
/// ```
pub trait TokenProvider: Send + Sync + 'static {
    /// A new token. The texts of an error must not hold secrets.
    fn token(&self) -> BoxFuture<Result<Token, BoxError>>;
}

impl<F, Answer> TokenProvider for F
where
    F: Fn() -> Answer + Send + Sync + 'static,
    Answer: Future<Output = Result<Token, BoxError>> + MaybeSend + 'static,
{
    fn token(&self) -> BoxFuture<Result<Token, BoxError>> {
        Box::pin(self())
    }
}

/// A provider and the token it gave last.
pub(crate) struct Source {
    provider: Box<dyn TokenProvider>,
    /// Held while the provider is asked, so that it is asked once.
    asking: tokio::sync::Mutex<()>,
    memory: Mutex<Memory>,
}

/// The token that is used, and its number: tokens can be alike, numbers never are.
#[derive(Default)]
struct Memory {
    last: Option<(Token, Moment)>,
    number: u64,
}

impl Source {
    pub(crate) fn new(provider: impl TokenProvider) -> Self {
        Self { provider: Box::new(provider), asking: tokio::sync::Mutex::new(()), memory: Mutex::default() }
    }

    /// A token that holds, and its number. Whoever is dropped while it asks lets the next one ask.
    pub(crate) async fn token(&self) -> Result<(SecretString, u64), Failure> {
        if let Some(token) = self.last() {
            return Ok(token);
        }
        let _asking = self.asking.lock().await;
        if let Some(token) = self.last() {
            return Ok(token);
        }
        let token = self.provider.token().await.map_err(|error| {
            Failure::missing_credential(format!("the token provider failed: {error}")).because(error)
        })?;
        if token.secret.expose_secret().trim().is_empty() {
            return Err(Failure::missing_credential("the token provider returned an empty token"));
        }
        let secret = token.secret.clone();
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        memory.last = Some((token, Moment::now()));
        memory.number += 1;
        Ok((secret, memory.number))
    }

    fn last(&self) -> Option<(SecretString, u64)> {
        let memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        let (token, since) = memory.last.as_ref()?;
        let holds = token.lasts.is_none_or(|lasts| since.elapsed() + LEEWAY.min(lasts / 10) < lasts);
        holds.then(|| (token.secret.clone(), memory.number))
    }

    /// Forgets the token of this number. A newer one stays: that another call was refused says nothing about it.
    pub(crate) fn forget(&self, number: u64) {
        let mut memory = self.memory.lock().unwrap_or_else(PoisonError::into_inner);
        if memory.number == number {
            memory.last = None;
        }
    }
}
