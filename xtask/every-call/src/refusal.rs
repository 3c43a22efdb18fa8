//! Why a call came to nothing.

use runtime::{Error, ErrorKind, Value};

/// A call that came to nothing, and why.
#[derive(Debug)]
pub struct Refusal {
    reason: &'static str,
    pub(crate) detail: String,
    weight: Weight,
}

/// Who is to blame.
#[derive(Clone, Copy, Debug)]
enum Weight {
    /// Nobody here.
    Excused,
    /// The client.
    Failure,
    /// The client, if its request was one that the description allows.
    OfRequest,
}

impl Refusal {
    /// Something that a client must not do.
    pub(crate) fn failure(reason: &'static str, detail: String) -> Self {
        Self { reason, detail, weight: Weight::Failure }
    }

    /// Something that a client must not do with a request that the description allows.
    pub(crate) fn of_request(reason: &'static str, detail: String) -> Self {
        Self { reason, detail, weight: Weight::OfRequest }
    }

    /// Whether this is a fault of the client.
    pub(crate) fn is_failure(&self, is_valid: bool) -> bool {
        match self.weight {
            Weight::Excused => false,
            Weight::Failure => true,
            Weight::OfRequest => is_valid,
        }
    }

    /// The reason in words that many calls share.
    pub(crate) fn reason(&self, is_valid: bool) -> &'static str {
        match self.weight {
            Weight::OfRequest if !is_valid => "no valid request is known for the description",
            _ => self.reason,
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        let (reason, weight) = match error.kind() {
            ErrorKind::Api => match error.status().map(|status| status.as_u16()) {
                Some(422) => ("the server reports a violation", Weight::OfRequest),
                Some(400) => ("the server cannot read the body", Weight::OfRequest),
                Some(401) if asks_for_unsupported_scheme(&error) => {
                    ("the scheme of the credential is not supported (W511)", Weight::Excused)
                }
                Some(401) => ("the server requires a credential", Weight::Failure),
                Some(404) => ("the server does not know the path", Weight::OfRequest),
                Some(405) => ("the server does not accept the method", Weight::OfRequest),
                Some(406) => ("the server has none of the accepted media types", Weight::Failure),
                Some(415) => ("the server does not accept the media type", Weight::Failure),
                _ => ("the server returns an error", Weight::Excused),
            },
            ErrorKind::Decode => ("the response cannot be read", Weight::Excused),
            ErrorKind::InvalidRequest => ("the request cannot be sent", Weight::OfRequest),
            ErrorKind::MissingCredential => ("a credential is missing", Weight::Failure),
            ErrorKind::Redirect => ("the server redirects elsewhere", Weight::Excused),
            ErrorKind::BodyTooLarge => ("the response is too large", Weight::Excused),
            _ => ("the connection failed", Weight::Failure),
        };
        let said = violation(&error).map(|violation| format!(": {violation}")).unwrap_or_default();
        Self { reason, detail: format!("{error}{said}"), weight }
    }
}

/// Whether the server wants a credential of a scheme that generated clients leave to those who use them.
fn asks_for_unsupported_scheme(error: &Error) -> bool {
    let challenge = error.headers().and_then(|headers| headers.get("www-authenticate"));
    let scheme = challenge.and_then(|text| text.to_str().ok()?.split(' ').next());
    scheme.is_some_and(|scheme| {
        !["Basic", "Bearer", "ApiKey"].iter().any(|known| scheme.eq_ignore_ascii_case(known))
    })
}

/// The first violation that the mock server lists.
fn violation(error: &Error) -> Option<String> {
    let body: Value = runtime::json::from_slice(error.body()?).ok()?;
    let first = body.get("violations")?.get(0)?;
    let part = |name: &str| first.get(name).and_then(Value::as_str).unwrap_or_default();
    Some(format!("{} {}: {}", part("in"), part("pointer"), part("message")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_that_nobody_could_make_right_is_excused() {
        let refusal = Refusal { reason: "x", detail: String::new(), weight: Weight::OfRequest };
        assert!(refusal.is_failure(true) && !refusal.is_failure(false));
        assert_eq!(refusal.reason(true), "x");
        assert!(refusal.reason(false).starts_with("no valid request is known"));
        assert!(Refusal::failure("x", String::new()).is_failure(false));
        let excused = Refusal { reason: "x", detail: String::new(), weight: Weight::Excused };
        assert!(!excused.is_failure(true));
    }
}
