//! A body that nobody read yet.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use super::content_type::is_json;
use crate::json::{self, DecodeError, Json, Reading};

/// The body of a response as it came, for answers that the description does not tell of.
///
/// ```no_run
/// # async fn example(client: callwright_runtime::Client) -> Result<(), Box<dyn std::error::Error>> {
/// let body = client.request("GET", "/v1/agents/agent_42").send().await?.into_inner();
/// let agent: callwright_runtime::Value = body.json()?;
/// println!("{}", agent["name"]);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct RawBody {
    /// The status.
    pub status: StatusCode,
    /// `content-type`, in lower case.
    pub content_type: Option<String>,
    /// The bytes.
    pub bytes: Bytes,
    /// How it is read.
    pub(crate) reading: Reading,
}

impl RawBody {
    /// The body as text; bytes that are not text are replaced.
    #[must_use]
    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The text of a response that promises one: what is written as a JSON text where the content type says so, and else
    /// the body.
    #[doc(hidden)]
    #[must_use]
    pub fn promised_text(&self) -> String {
        let is_json = self.content_type.as_deref().is_some_and(is_json);
        let unquoted = is_json.then(|| json::from_slice(&self.bytes).ok()).flatten();
        unquoted.unwrap_or_else(|| self.text())
    }

    /// Reads the body as JSON of a type of the client, or as any JSON by [`Value`](crate::Value).
    ///
    /// # Errors
    ///
    /// When the body is not that.
    pub fn json<T: Json>(&self) -> Result<T, DecodeError> {
        json::read_slice(&self.bytes, self.reading)
    }
}

impl fmt::Debug for RawBody {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("RawBody")
            .field("status", &self.status)
            .field("content_type", &self.content_type)
            .field("length", &self.bytes.len())
            .finish_non_exhaustive()
    }
}
