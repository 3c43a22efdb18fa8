//! What a generated crate says about an operation, as a static.

/// An operation: what it is called, where it is, what it takes.
#[derive(Debug)]
#[non_exhaustive]
pub struct Endpoint {
    pub(crate) operation: &'static str,
    pub(crate) method: &'static str,
    pub(crate) path: &'static str,
    pub(crate) query: &'static [(&'static str, &'static str)],
    pub(crate) accept: &'static str,
    pub(crate) body: BodyKind,
    pub(crate) body_is_optional: bool,
    pub(crate) security: Option<&'static [&'static [usize]]>,
    pub(crate) servers: &'static [&'static str],
    pub(crate) idempotent: Option<bool>,
    pub(crate) stream_accept: &'static str,
    pub(crate) errors: &'static [ErrorShape],
    pub(crate) lenient: Option<bool>,
}

/// How the body of a declared error is recognised where nothing else says that it is one, as in a stream.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "stream"),
    expect(dead_code, reason = "only streams look for errors in what succeeds")
)]
pub struct ErrorShape {
    required: &'static [&'static str],
    known: &'static [&'static str],
}

impl ErrorShape {
    /// The fields that must be there, and all that are described.
    #[must_use]
    pub const fn new(required: &'static [&'static str], known: &'static [&'static str]) -> Self {
        Self { required, known }
    }

    /// Whether an object with these fields can be one.
    #[cfg(feature = "stream")]
    pub(crate) fn fits(&self, members: &crate::Object) -> bool {
        let is_there = |name: &&&str| members.get(**name).is_some_and(|value| !value.is_null());
        self.required.iter().all(|name| members.contains_key(*name))
            && self.known.iter().filter(is_there).count() > 0
    }
}

/// What an operation takes as its body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum BodyKind {
    /// Nothing.
    None,
    /// JSON of this media type.
    Json(&'static str),
    /// A form in the style of URLs.
    Form,
    /// Parts, of this media type.
    Multipart(&'static str),
    /// Parts without names, of this media type: their order says what they are.
    Parts(&'static str),
    /// Text or bytes of this media type.
    Raw(&'static str),
}

impl Endpoint {
    /// An operation without body, that needs what the API needs.
    #[must_use]
    pub const fn new(operation: &'static str, method: &'static str, path: &'static str) -> Self {
        Self {
            operation,
            method,
            path,
            query: &[],
            accept: "*/*",
            body: BodyKind::None,
            body_is_optional: false,
            security: None,
            servers: &[],
            idempotent: None,
            stream_accept: "",
            errors: &[],
            lenient: None,
        }
    }

    /// Query pairs that every call has.
    #[must_use]
    pub const fn query(mut self, query: &'static [(&'static str, &'static str)]) -> Self {
        self.query = query;
        self
    }

    /// The media types of responses.
    #[must_use]
    pub const fn accept(mut self, accept: &'static str) -> Self {
        self.accept = accept;
        self
    }

    /// Takes JSON of this media type.
    #[must_use]
    pub const fn json_body(mut self, media_type: &'static str) -> Self {
        self.body = BodyKind::Json(media_type);
        self
    }

    /// Takes a form in the style of URLs.
    #[must_use]
    pub const fn form_body(mut self) -> Self {
        self.body = BodyKind::Form;
        self
    }

    /// Takes parts, of this media type.
    #[must_use]
    pub const fn multipart_body(mut self, media_type: &'static str) -> Self {
        self.body = BodyKind::Multipart(media_type);
        self
    }

    /// Takes parts without names, of this media type. The names of its fields are their positions, from 0 on; the last may
    /// have several.
    #[must_use]
    pub const fn ordered_body(mut self, media_type: &'static str) -> Self {
        self.body = BodyKind::Parts(media_type);
        self
    }

    /// Takes text of this media type.
    #[must_use]
    pub const fn text_body(mut self, media_type: &'static str) -> Self {
        self.body = BodyKind::Raw(media_type);
        self
    }

    /// Takes bytes of this media type.
    #[must_use]
    pub const fn bytes_body(mut self, media_type: &'static str) -> Self {
        self.body = BodyKind::Raw(media_type);
        self
    }

    /// Sends no body at all when nothing of it is set.
    #[must_use]
    pub const fn optional_body(mut self) -> Self {
        self.body_is_optional = true;
        self
    }

    /// The credentials that it needs, where they are not those of the API.
    #[must_use]
    pub const fn security(mut self, security: &'static [&'static [usize]]) -> Self {
        self.security = Some(security);
        self
    }

    /// Where it lives, where that is not where the API lives.
    #[must_use]
    pub const fn servers(mut self, servers: &'static [&'static str]) -> Self {
        self.servers = servers;
        self
    }

    /// The media type of its stream, where `stream` asks for another one than `send`.
    #[must_use]
    pub const fn stream_accept(mut self, accept: &'static str) -> Self {
        self.stream_accept = accept;
        self
    }

    /// The errors that it declares, to be recognised in its stream.
    #[must_use]
    pub const fn errors(mut self, errors: &'static [ErrorShape]) -> Self {
        self.errors = errors;
        self
    }

    /// Whether its responses are read leniently, where neither client nor call says.
    #[must_use]
    pub const fn lenient(mut self, lenient: bool) -> Self {
        self.lenient = Some(lenient);
        self
    }

    /// Whether it is harmless to repeat, where its method does not say.
    #[must_use]
    pub const fn idempotent(mut self, idempotent: bool) -> Self {
        self.idempotent = Some(idempotent);
        self
    }
}
