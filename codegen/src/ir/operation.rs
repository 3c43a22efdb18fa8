//! Operations of the client.

use std::fmt::Write as _;

use crate::diag::Pointer;

use super::{
    Body, Docs, Media, OperationId, Page, Parameter, Requirement, ResourceId, Response, Server, Setter,
    StreamItem, Success, Type, Words,
};

/// One call that the client can make.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Where it stands.
    pub pointer: Pointer,
    /// `operationId`, as written, for reports and traces.
    pub wire_id: Option<String>,
    /// Its tags, as written: whoever wants a part of the client names them.
    pub tags: Vec<String>,
    /// What the method is called.
    pub words: Words,
    /// Where the method hangs.
    pub resource: ResourceId,
    /// Upper-case HTTP method.
    pub method: String,
    /// The path, in parts; fragments are cut off.
    pub path: Vec<PathPart>,
    /// Query pairs that the path key itself carries (`/responses?beta=true`), not encoded.
    pub fixed_query: Vec<(String, String)>,
    /// Parameters, path ones first in the order of the path; no credentials among them.
    pub parameters: Vec<Parameter>,
    /// The body.
    pub body: Option<Body>,
    /// Setters of the call, parameters and body fields, all that is not an argument of the method. Distinct sources.
    pub setters: Vec<Setter>,
    /// What a successful call gives.
    pub success: Success,
    /// Media types for the `accept` header, best first; empty: `*/*`.
    pub accept: Vec<String>,
    /// What the same call can stream, where the description shows it.
    pub stream: Option<StreamItem>,
    /// Declared responses that are errors, for documentation: status → what the body holds.
    pub errors: Vec<Response>,
    /// How the operation's results come in pages, where the description shows it.
    pub page: Option<Page>,
    /// What it needs, where that differs from the API's: alternatives.
    pub security: Option<Vec<Requirement>>,
    /// Where it lives, where that differs from the API's.
    pub servers: Vec<Server>,
    /// Whether an answer of success may have a body of which the description says nothing.
    pub undescribed: bool,
    /// Whether answers are read leniently (`x-lenient`), where the description says.
    pub lenient: Option<bool>,
    /// Whether the description says that repeating it is harmless (or not): `x-idempotent` and nothing else.
    pub idempotent: Option<bool>,
    /// The operation that this is another way to call, with a body of another media type.
    pub variant_of: Option<OperationId>,
    /// The other ways to call this operation.
    pub variants: Vec<OperationId>,
    /// Documentation.
    pub docs: Docs,
}

impl Operation {
    /// Whether a stream is all that the operation gives.
    #[must_use]
    pub fn only_streams(&self) -> bool {
        matches!(
            self.success,
            Success::Stream | Success::One(Media::Stream) | Success::Optional(Media::Stream)
        )
    }

    /// The path as the description writes it, without a fragment.
    #[must_use]
    pub fn written_path(&self) -> String {
        let part = |part: &PathPart| match part {
            PathPart::Literal(text) => text.clone(),
            PathPart::Parameter(name) => format!("{{{name}}}"),
        };
        let mut path: String = self.path.iter().map(part).collect();
        for (index, (name, value)) in self.fixed_query.iter().enumerate() {
            let _ = write!(path, "{}{name}={value}", if index == 0 { '?' } else { '&' });
        }
        path
    }

    /// Whether the description says nothing of what a body of success holds: there may be one, of any kind.
    #[must_use]
    pub fn gives_anything(&self) -> bool {
        match &self.success {
            Success::Empty => self.undescribed,
            Success::One(media) | Success::Optional(media) => matches!(media, Media::Json(Type::Any)),
            Success::ByStatus { .. } | Success::Stream => false,
        }
    }
}

/// A part of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PathPart {
    /// Text as it goes on the wire.
    Literal(String),
    /// The value of the path parameter with this wire name.
    Parameter(String),
}
