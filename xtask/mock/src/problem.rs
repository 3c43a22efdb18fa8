//! What is wrong with a request, as RFC 9457 wants it said.

use bytes::Bytes;
use http::header::{ALLOW, CONTENT_TYPE, HeaderValue, WWW_AUTHENTICATE};
use http::{Response, StatusCode};
use serde_json::json;

/// One thing that the description does not allow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// Where: `path`, `query`, `header`, `cookie` or `body`.
    pub place: &'static str,
    /// A JSON pointer: from the body's root, or with the parameter's name first.
    pub pointer: String,
    /// What is the matter.
    pub message: String,
}

impl std::fmt::Display for Violation {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { place, pointer, message } = self;
        if pointer.is_empty() {
            return write!(formatter, "{place}: {message}");
        }
        write!(formatter, "{place} {pointer}: {message}")
    }
}

/// Why a request gets no answer of the description.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Problem {
    pub(crate) status: StatusCode,
    pub(crate) detail: String,
    pub(crate) violations: Vec<Violation>,
    /// The methods of the path, where the method is the problem.
    pub(crate) allow: Vec<String>,
    /// The scheme of a credential that is missing.
    pub(crate) challenge: Option<String>,
}

impl Problem {
    pub(crate) fn new(status: StatusCode, detail: impl Into<String>) -> Self {
        Self { status, detail: detail.into(), violations: Vec::new(), allow: Vec::new(), challenge: None }
    }

    /// A request that was understood and is not allowed.
    pub(crate) fn invalid(violations: Vec<Violation>) -> Self {
        let count = violations.len();
        let detail = format!("the description does not allow this request: {count} violation(s)");
        Self { violations, ..Self::new(StatusCode::UNPROCESSABLE_ENTITY, detail) }
    }

    /// `application/problem+json`.
    pub(crate) fn response(&self) -> Response<Bytes> {
        let mut body = json!({
            "type": "about:blank",
            "title": self.status.canonical_reason().unwrap_or("Error"),
            "status": self.status.as_u16(),
            "detail": self.detail,
        });
        if !self.violations.is_empty() {
            let listed = self.violations.iter().map(|violation| {
                json!({ "in": violation.place, "pointer": violation.pointer, "message": violation.message })
            });
            body["violations"] = listed.collect();
        }
        let mut response = Response::new(Bytes::from(format!("{body:#}\n")));
        *response.status_mut() = self.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        if let Ok(allow) = HeaderValue::from_str(&self.allow.join(", "))
            && !self.allow.is_empty()
        {
            headers.insert(ALLOW, allow);
        }
        // The name of a scheme is what a description says, and need not fit into a header.
        let challenge = self.challenge.as_deref().and_then(|scheme| HeaderValue::from_str(scheme).ok());
        if let Some(challenge) = challenge {
            headers.insert(WWW_AUTHENTICATE, challenge);
        }
        response
    }
}
