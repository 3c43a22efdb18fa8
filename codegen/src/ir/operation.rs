//! Operations of the client.

use crate::diag::Pointer;

use super::{Docs, Requirement, ResourceId, Server, Type, TypeId, Words};

/// Index into [`Api::operations`](super::Api::operations).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OperationId(pub usize);

/// One call that the client can make.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Where it stands.
    pub pointer: Pointer,
    /// `operationId`, as written, for reports and traces.
    pub wire_id: Option<String>,
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

/// Where a parameter goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Place {
    /// Into the path: an argument of the method.
    Path,
    /// Into the query.
    Query,
    /// Into a header.
    Header,
    /// Into a cookie.
    Cookie,
}

/// How a parameter's value becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `a,b` and `k,v,k2,v2` (or `k=v,k2=v2` exploded).
    Simple,
    /// `;name=a;name=b`
    Matrix,
    /// `.a.b`
    Label,
    /// `name=a&name=b`, or `name=a,b` unexploded.
    Form,
    /// `name=a%20b`
    SpaceDelimited,
    /// `name=a|b`
    PipeDelimited,
    /// `name=a%09b`
    TabDelimited,
    /// `name[k]=v`
    DeepObject,
    /// JSON text (`content: application/json`).
    Json,
    /// As a member of a form is by itself: one for each item of a list, JSON for an object.
    Plain,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// The place in the description.
    pub pointer: Pointer,
    /// The name on the wire.
    pub wire: String,
    /// What it is called.
    pub words: Words,
    /// Where it goes.
    pub place: Place,
    /// Whether a call without it is wrong.
    pub required: bool,
    /// What it holds; never `Nullable` at the top.
    pub value: Type,
    /// How it becomes text.
    pub style: ParameterStyle,
    /// `explode`.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// The one value it can have, where the schema says so: sent by itself when required.
    pub constant: Option<super::Literal>,
    /// Documentation.
    pub docs: Docs,
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// The place in the description.
    pub pointer: Pointer,
    /// The media type that is sent.
    pub media_type: String,
    /// What is sent.
    pub content: BodyContent,
    /// Whether a call without it is wrong.
    pub required: bool,
    /// Other media types that the operation takes; the user can send those as bytes.
    pub alternatives: Vec<String>,
    /// Whether the caller names the parts, because the description does not.
    pub open: bool,
    /// Documentation.
    pub docs: Docs,
}

/// What a body holds.
#[derive(Clone, Debug, PartialEq)]
pub enum BodyContent {
    /// JSON. An object's fields are setters of the call: `fields_of` names its structure then.
    Json {
        /// The whole value.
        value: Type,
        /// The structure whose fields are setters.
        fields_of: Option<TypeId>,
    },
    /// `application/x-www-form-urlencoded`.
    Form(Vec<FormField>),
    /// `multipart/form-data` (or another multipart that is sent the same way).
    Multipart(Vec<FormField>),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
}

/// A member of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct FormField {
    /// The place in the description.
    pub pointer: Pointer,
    /// The name on the wire.
    pub wire: String,
    /// What it is called.
    pub words: Words,
    /// What it holds.
    pub kind: FormFieldKind,
    /// Whether a form without it is wrong.
    pub required: bool,
    /// `contentType` of its encoding; for files all of them, with commas.
    pub content_type: Option<String>,
    /// How a list or object becomes text.
    pub style: ParameterStyle,
    /// `explode` of its encoding.
    pub explode: bool,
    /// `allowReserved` of its encoding.
    pub allow_reserved: bool,
    /// Headers that its parts can have.
    pub headers: Vec<PartHeader>,
    /// The one value it can have.
    pub constant: Option<super::Literal>,
    /// Documentation.
    pub docs: Docs,
}

/// A header of the parts of a member of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct PartHeader {
    /// The place in the description.
    pub pointer: Pointer,
    /// The name on the wire.
    pub wire: String,
    /// What its setter is called.
    pub words: Words,
    /// What it holds.
    pub value: Type,
    /// Whether a part without it is wrong.
    pub required: bool,
    /// Documentation.
    pub docs: Docs,
}

/// What a member of a form holds.
#[derive(Clone, Debug, PartialEq)]
pub enum FormFieldKind {
    /// A value: text for scalars, JSON for the rest.
    Value(Type),
    /// A file.
    File,
    /// Several files under one name.
    Files,
}

/// A setter of a call.
#[derive(Clone, Debug, PartialEq)]
pub struct Setter {
    /// What it sets.
    pub source: SetterSource,
    /// What it is called.
    pub words: Words,
    /// Whether the call cannot be sent without it.
    pub required: bool,
}

/// What a setter sets; indices into the operation's own lists.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SetterSource {
    /// [`Operation::parameters`]
    Parameter(usize),
    /// A field of the structure that [`BodyContent::Json::fields_of`] names, by its index there.
    BodyField(usize),
    /// A member of [`BodyContent::Form`] or [`BodyContent::Multipart`].
    FormField(usize),
    /// A header of a member of a form: the member, and which of its headers.
    PartHeader(usize, usize),
    /// A part of a form whose members are not described, by a name of the caller's.
    OpenPart,
    /// The whole body: `.body(value)`.
    Body,
}

/// What an HTTP message holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Media {
    /// Nothing, or nothing that the description tells of.
    Empty,
    /// JSON.
    Json(Type),
    /// Text as it is.
    Text,
    /// Bytes as they are.
    Bytes,
    /// A stream of JSON values: see [`Operation::stream`].
    Stream,
}

/// What a successful call gives.
#[derive(Clone, Debug, PartialEq)]
pub enum Success {
    /// `()`
    Empty,
    /// One type, whatever the status.
    One(Media),
    /// One type or nothing (`200` with a body, `204` without): `Option<T>`.
    Optional(Media),
    /// Different types by status: an enum of the operation's own, with these words.
    ByStatus {
        /// What the enum is called.
        words: Words,
        /// Its variants, by status.
        responses: Vec<Response>,
    },
    /// Only a stream: `send` itself gives it.
    Stream,
}

/// A declared response.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// The place in the description.
    pub pointer: Pointer,
    /// Which statuses.
    pub status: StatusMatch,
    /// What the body holds.
    pub media: Media,
    /// Headers that the description tells of.
    pub headers: Vec<ResponseHeader>,
    /// Documentation.
    pub docs: Docs,
}

/// A response header that the description tells of; documentation.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseHeader {
    /// The name on the wire.
    pub wire: String,
    /// Documentation.
    pub docs: Docs,
}

/// Which statuses a response is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StatusMatch {
    /// One status.
    Code(u16),
    /// A hundred, by its first digit (`4XX`).
    Range(u8),
    /// All that nothing else matches.
    Default,
}

/// What an operation streams.
#[derive(Clone, Debug, PartialEq)]
pub struct StreamItem {
    /// How items are told apart.
    pub kind: StreamKind,
    /// The media type that the description gives it.
    pub media_type: String,
    /// What each item holds; [`Type::Any`] where the description does not say.
    pub item: Type,
    /// The boolean that must be true for the call to stream (`stream`).
    pub switch: Option<Switch>,
}

/// What a request says of whether it wants a stream, by its wire name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Switch {
    /// A member of the body, be it JSON or a form.
    Body(String),
    /// A query parameter.
    Query(String),
}

/// How items of a stream are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum StreamKind {
    /// `text/event-stream`
    Events,
    /// NDJSON and relatives: a JSON value a line.
    Lines,
}

/// How results come in pages.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    /// How the next page is asked for.
    pub kind: PageKind,
    /// The path of member names in the response to the list of items (wire names).
    pub items: Vec<String>,
    /// What an item is.
    pub item: Type,
    /// What else tells the last page.
    pub end: PageEnd,
}

/// What tells the last page, beside what asks for the next; response members by wire names.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct PageEnd {
    /// Says something of the next page; absent, null or empty behind the last.
    pub next: Option<Vec<String>>,
    /// How many items all pages have.
    pub total: Option<Vec<String>>,
    /// How many pages there are.
    pub pages: Option<Vec<String>>,
    /// Whether the status 404 stands for a page behind the last.
    pub missing: bool,
}

/// Where a request says which page it asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PageParameter {
    /// A query parameter, by index into [`Operation::parameters`].
    Query(usize),
    /// A member of the body, by the path of its wire names.
    Body(Vec<String>),
}

/// How the next page is asked for. Response members by wire names.
#[derive(Clone, Debug, PartialEq)]
pub enum PageKind {
    /// The response names a cursor that the next request takes; absent, null, empty or `has_more: false` ends.
    Cursor {
        /// What takes it.
        parameter: PageParameter,
        /// The response member with the next cursor.
        next: Vec<String>,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// The last item's identifier asks for the items behind it; `more: false` or an empty list ends.
    LastItem {
        /// What takes it.
        parameter: PageParameter,
        /// The member of an item that identifies it.
        id: String,
        /// The boolean response member that says whether there is more.
        more: Vec<String>,
    },
    /// A page number counts up until a page is empty.
    Number {
        /// What takes it.
        parameter: PageParameter,
        /// The number of the first page.
        first: i64,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// A number of items counts up until a page is empty.
    Offset {
        /// What takes it.
        parameter: PageParameter,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// The response names the URL of the next page; absent, null, empty or `has_more: false` ends.
    Url {
        /// The response member with the URL.
        next: Vec<String>,
        /// The boolean response member that says whether there is more.
        more: Option<Vec<String>>,
    },
    /// The response header `Link` names the URL of the next page (RFC 8288, `rel="next"`); without one, it is the last.
    Link,
}
