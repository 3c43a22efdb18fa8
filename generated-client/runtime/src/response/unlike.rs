//! Responses that are not what was promised, by what their headers and first bytes say.
//!
//! In: headers and a body. Out: whether it is another kind of response, and words for it.
//! Must never know: a type of a client.

use http::{HeaderMap, header};
use serde::de::IgnoredAny;

use super::content_type::essence;
#[cfg(feature = "stream")]
use super::{
    beginning::{Beginning, Expected},
    read::piece,
};
use crate::error::{Redact, shown_word};
#[cfg(feature = "stream")]
use crate::{
    error::{ApiError, Failure, server_words},
    request::Prepared,
    stream::is_error,
    transport::TransportResponse,
};

/// Whether the response is said to be something else than JSON, and is.
pub(super) fn is_other_than_json(content_type: &str, body: &[u8]) -> bool {
    let essence = essence(content_type);
    let may_be_json = essence.is_empty() || essence.contains("json");
    !may_be_json && serde_json::from_slice::<IgnoredAny>(body).is_err()
}

/// The media type of a response, for a message.
pub(crate) fn told_type(headers: &HeaderMap, redact: &Redact) -> String {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok());
    shown_word(essence(content_type.unwrap_or_default()), redact).to_ascii_lowercase()
}

/// The response with its body from the beginning, if that is a stream of the expected kind whatever it is called; else an
/// error with what came: the server's words where they are those of an error.
#[cfg(feature = "stream")]
pub(crate) async fn opened(
    expected: Expected,
    response: TransportResponse,
    limit: u64,
    prepared: &Prepared,
    redact: &Redact,
) -> Result<TransportResponse, Failure> {
    let idle = prepared.idle_timeout();
    let TransportResponse { status, headers, mut body } = response;
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let mut beginning = Beginning::default();
    let (mut is_over, mut is_cut) = (false, false);
    let begins = loop {
        match expected.begins(&mut beginning, is_over) {
            Some(begins) => break begins,
            None if is_over || beginning.bytes.len() > limit => break false,
            None => {}
        }
        match piece(&mut body, idle).await {
            Some(Ok(piece)) => beginning.bytes.extend_from_slice(&piece),
            Some(Err(failure)) => {
                let answer = ApiError::new(status, headers, beginning.bytes.into(), true, redact);
                return Err(failure.into_failure(answer, limit as u64, redact));
            }
            None => is_over = true,
        }
    };
    let mut start = beginning.bytes;
    if begins {
        return Ok(TransportResponse { status, headers, body: body.behind(start) });
    }
    while !is_over && start.len() <= limit {
        match piece(&mut body, idle).await {
            Some(Ok(piece)) => start.extend_from_slice(&piece),
            Some(Err(_)) => (is_over, is_cut) = (true, true),
            None => is_over = true,
        }
    }
    is_cut |= start.len() > limit;
    start.truncate(limit);
    if is_error(&start, prepared.errors) {
        return Err(Failure::answered(
            ApiError::new(status, headers, start.into(), is_cut, redact),
            None,
            redact,
        ));
    }
    let words = server_words(&start, redact).unwrap_or_else(|| "the response body is empty".to_owned());
    let message = format!(
        "the response body is `{}`, but the API description promises {}: {words}",
        told_type(&headers, redact),
        expected.words()
    );
    let answer = ApiError::new(status, headers, start.into(), is_cut, redact);
    Err(Failure::decode(answer, message))
}
