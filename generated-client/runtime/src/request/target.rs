//! Which operation a request calls: one of the description, or one that the caller wrote.

use std::borrow::Cow;

use super::Endpoint;

/// Which operation is called.
pub(crate) enum Target {
    /// One of the description.
    Described(&'static Endpoint),
    /// One that the caller wrote.
    Written(Box<Written>),
}

impl Target {
    pub(crate) fn endpoint(&self) -> &Endpoint {
        match self {
            Self::Described(endpoint) => endpoint,
            Self::Written(written) => &written.endpoint,
        }
    }

    /// What the operation is called in messages and traces. A written path holds its arguments, so it is not told.
    pub(crate) fn operation(&self) -> Cow<'static, str> {
        match self {
            Self::Described(endpoint) => Cow::Borrowed(endpoint.operation),
            Self::Written(written) => {
                written.name.clone().unwrap_or_else(|| Cow::Owned(written.method.clone()))
            }
        }
    }
}

/// An operation that the caller wrote.
pub(crate) struct Written {
    pub(super) endpoint: Endpoint,
    pub(super) method: String,
    pub(super) path: String,
    pub(super) name: Option<Cow<'static, str>>,
}
