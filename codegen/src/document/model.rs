//! The document as the rest of the generator sees it: references resolved, schemas left as places.

use indexmap::IndexMap;

use crate::diag::Pointer;
use crate::load::Node;

/// A whole description but for its schemas.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Document {
    /// `info.title`.
    pub title: String,
    /// `info.version`, as written.
    pub version: String,
    /// `info.description`.
    pub description: Option<String>,
    /// `externalDocs.url` of the whole description.
    pub external_docs: Option<String>,
    /// `servers` of the whole description.
    pub servers: Vec<ServerSpec>,
    /// Operations in the order of the input.
    pub operations: Vec<OperationSpec>,
    /// `components.securitySchemes`, those that could be read.
    pub security_schemes: IndexMap<String, SecurityScheme>,
    /// `security` of the whole description; `None` where the keyword is missing.
    pub security: Option<Vec<Requirement>>,
    /// Names of `components.schemas` with their places, in the order of the input.
    pub schemas: IndexMap<String, Pointer>,
    /// Names and descriptions of `tags`.
    pub tags: IndexMap<String, Option<String>>,
    /// How many webhooks and callbacks the description has; a client does not call them.
    pub inbound_operations: usize,
}

/// One operation: a method on a path.
#[derive(Clone, Debug, PartialEq)]
pub struct OperationSpec {
    /// Where it stands (`/paths/~1v1~1x/post`).
    pub pointer: Pointer,
    /// Upper-case HTTP method.
    pub method: String,
    /// The key under `paths`, as written.
    pub path: String,
    /// `operationId`.
    pub operation_id: Option<String>,
    /// Tags; a documentation page's nested list is one tag path here (`[["subpackage_a", "subpackage_a/b"]]` is kept
    /// as `a/b` by `normalize`, see there).
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`, or the reference page of a documentation page.
    pub external_docs: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Parameters of the path and of the operation, merged (the operation's win), references resolved.
    pub parameters: Vec<ParameterSpec>,
    /// `requestBody`.
    pub body: Option<BodySpec>,
    /// `responses`: status (`200`, `4XX`, `default`) → response, in the order of the input.
    pub responses: IndexMap<String, ResponseSpec>,
    /// `security` of the operation; `None` where the keyword is missing and the document's holds.
    pub security: Option<Vec<Requirement>>,
    /// `servers` of the operation or of its path; empty where the document's hold.
    pub servers: Vec<ServerSpec>,
    /// Members of the operation that start with `x-`.
    pub extensions: IndexMap<String, Node>,
}

/// Where a parameter is put.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ParameterPlace {
    /// A variable of the path.
    Path,
    /// The query.
    Query,
    /// A header.
    Header,
    /// A cookie.
    Cookie,
}

/// One parameter.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::struct_excessive_bools, reason = "each is a member of its own in the specification")]
pub struct ParameterSpec {
    /// Where it stands, after following references.
    pub pointer: Pointer,
    /// `name`.
    pub name: String,
    /// `in`.
    pub place: ParameterPlace,
    /// `required`; always true in a path.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `style` as written (`form`, `simple`, `deepObject`, …), or the default of its place.
    pub style: String,
    /// `explode` as written, or the default of its style.
    pub explode: bool,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// The place of its schema, whether under `schema` or under the one media type of `content`.
    pub schema: Option<Pointer>,
    /// The media type, where the parameter has `content`.
    pub content: Option<String>,
    /// The places of its examples.
    pub examples: Vec<Pointer>,
    /// Members that start with `x-`.
    pub extensions: IndexMap<String, Node>,
}

/// A request body.
#[derive(Clone, Debug, PartialEq)]
pub struct BodySpec {
    /// Where it stands, after following references.
    pub pointer: Pointer,
    /// `required`.
    pub required: bool,
    /// `description`.
    pub description: Option<String>,
    /// `content`: media type as written → what it holds, in the order of the input.
    pub content: IndexMap<String, MediaSpec>,
}

/// One media type of a body or response.
#[derive(Clone, Debug, PartialEq)]
pub struct MediaSpec {
    /// Where it stands.
    pub pointer: Pointer,
    /// The place of `schema`, if there is one.
    pub schema: Option<Pointer>,
    /// The place of `itemSchema` (3.2) or of another declared schema of stream items, if there is one.
    pub item_schema: Option<Pointer>,
    /// The places of `example` and `examples`, references resolved, external ones left out.
    pub examples: Vec<Pointer>,
    /// `encoding`: property → how it is put into a form.
    pub encoding: IndexMap<String, EncodingSpec>,
    /// `prefixEncoding` (3.2): how the first parts of a body of parts without names are sent, by their position.
    pub prefix_encoding: Vec<EncodingSpec>,
    /// `itemEncoding` (3.2): how the parts behind those are sent.
    pub item_encoding: Option<EncodingSpec>,
}

/// How one property is put into a form, or one part into a body of parts.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct EncodingSpec {
    /// `contentType`.
    pub content_type: Option<String>,
    /// `style`.
    pub style: Option<String>,
    /// `explode`.
    pub explode: Option<bool>,
    /// `allowReserved`.
    pub allow_reserved: bool,
    /// `headers`, but for `Content-Type`, which `contentType` says.
    pub headers: IndexMap<String, HeaderSpec>,
}

/// One response.
#[derive(Clone, Debug, PartialEq)]
pub struct ResponseSpec {
    /// Where it stands, after following references.
    pub pointer: Pointer,
    /// `description`.
    pub description: String,
    /// `content`, as in a body. Empty both for `content: {}` and for a missing `content`.
    pub content: IndexMap<String, MediaSpec>,
    /// Headers: name → the place of the schema.
    pub headers: IndexMap<String, HeaderSpec>,
}

/// One header of a response or of a part of a form.
#[derive(Clone, Debug, PartialEq)]
pub struct HeaderSpec {
    /// Where it stands, after following references.
    pub pointer: Pointer,
    /// `description`.
    pub description: Option<String>,
    /// The place of its schema.
    pub schema: Option<Pointer>,
    /// `required`.
    pub required: bool,
}

/// One way to be allowed: all of these schemes together, each with its scopes. Empty means that nothing is needed.
pub type Requirement = IndexMap<String, Vec<String>>;

/// A security scheme.
#[derive(Clone, Debug, PartialEq)]
pub struct SecurityScheme {
    /// Where it stands.
    pub pointer: Pointer,
    /// What it asks for.
    pub kind: SecurityKind,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// Members that start with `x-` (`x-env` names the environment variable of the key).
    pub extensions: IndexMap<String, Node>,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq)]
pub enum SecurityKind {
    /// A key in a header, the query or a cookie.
    ApiKey {
        /// Where the key is put.
        place: ParameterPlace,
        /// The name of the header, query key or cookie.
        name: String,
    },
    /// HTTP basic: user and password.
    Basic,
    /// A bearer token: `http` with `bearer`, `oauth2` and `openIdConnect`.
    Bearer,
    /// Another scheme of the `Authorization` header (`digest`, `hoba`, …), by name.
    OtherHttp(String),
    /// Mutual TLS: nothing that a header carries.
    MutualTls,
}

/// A server.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerSpec {
    /// Where it stands.
    pub pointer: Pointer,
    /// `url` with its `{variables}`, as written.
    pub url: String,
    /// `name`.
    pub name: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `variables`: name → default and allowed values.
    pub variables: IndexMap<String, ServerVariableSpec>,
}

/// A variable of a server's URL.
#[derive(Clone, Debug, PartialEq)]
pub struct ServerVariableSpec {
    /// `default`.
    pub default: String,
    /// `enum`; empty where any value goes.
    pub allowed: Vec<String>,
    /// `description`.
    pub description: Option<String>,
}
