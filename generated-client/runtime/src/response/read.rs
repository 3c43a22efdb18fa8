//! Reading a body whole, within limits of size and time.
//!
//! What is counted are decoded bytes: a small compressed answer can be large.

use std::time::Duration;

use bytes::Bytes;

use crate::{
    error::{ApiError, Failure, Redact},
    platform,
    transport::{Body, TransportError},
};

/// Why a body could not be read.
pub(crate) enum TooMuch {
    /// It is larger than the limit.
    Size,
    /// It paused for longer than the limit.
    Time(Duration),
    /// It broke off.
    Broken(TransportError),
}

impl TooMuch {
    /// The error of a call.
    pub(crate) fn into_failure(self, answer: ApiError, limit: u64, redact: &Redact) -> Failure {
        match self {
            Self::Size => Failure::too_large(answer, limit),
            Self::Time(limit) => Failure::timeout("a pause in the response body", limit).during(answer),
            Self::Broken(error) => Failure::broken(error, answer, redact),
        }
    }
}

/// The next piece of a body, within the limit of time.
pub(crate) async fn piece(body: &mut Body, idle: Option<Duration>) -> Option<Result<Bytes, TooMuch>> {
    match platform::timeout(idle, body.chunk()).await {
        Some(next) => next.map(|piece| piece.map_err(TooMuch::Broken)),
        None => Some(Err(TooMuch::Time(idle.unwrap_or_default()))),
    }
}

/// The entire body. Memory grows with what arrives, never with what a header promises, and never past the limit.
pub(crate) async fn read_capped(
    body: &mut Body,
    limit: u64,
    idle: Option<Duration>,
) -> Result<Bytes, TooMuch> {
    if body.length().is_some_and(|length| length > limit) {
        return Err(TooMuch::Size);
    }
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let Some(first) = piece(body, idle).await else { return Ok(Bytes::new()) };
    let first = first?;
    if first.len() > limit {
        return Err(TooMuch::Size);
    }
    if body.length() == Some(0) {
        return Ok(first);
    }
    let Some(second) = piece(body, idle).await else { return Ok(first) };
    let mut whole = Vec::new();
    add(&mut whole, &first, limit)?;
    drop(first);
    add(&mut whole, &second?, limit)?;
    while let Some(next) = piece(body, idle).await {
        add(&mut whole, &next?, limit)?;
    }
    Ok(whole.into())
}

fn add(whole: &mut Vec<u8>, piece: &[u8], limit: usize) -> Result<(), TooMuch> {
    let needed = whole.len().saturating_add(piece.len());
    if needed > limit {
        return Err(TooMuch::Size);
    }
    if needed > whole.capacity() {
        let roomy = whole.capacity().saturating_mul(2).max(needed).max(8 * 1024).min(limit.max(needed));
        whole.reserve_exact(roomy - whole.len());
    }
    whole.extend_from_slice(piece);
    Ok(())
}

/// The beginning of a body, and whether there is more. What breaks off or pauses counts as ended.
pub(crate) async fn read_start(mut body: Body, limit: u64, idle: Option<Duration>) -> (Bytes, bool) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut start = Vec::new();
    while let Some(next) = piece(&mut body, idle).await {
        let Ok(piece) = next else { return (start.into(), true) };
        let room = limit - start.len();
        if piece.len() > room {
            start.extend_from_slice(&piece[..room]);
            return (start.into(), true);
        }
        start.extend_from_slice(&piece);
    }
    (start.into(), false)
}
