//! The table of positions of OpenAPI 3.0, 3.1 and 3.2, and of what Swagger 2.0 has elsewhere.

/// A part of a description that the specification gives a meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Part {
    /// The whole description.
    Document,
    /// `paths`.
    Paths,
    /// What stands under one path, webhook or callback expression.
    PathItem,
    /// One method of a path item.
    Operation,
    /// A parameter.
    Parameter,
    /// A response header, or a header of a multipart part.
    Header,
    /// A request body.
    RequestBody,
    /// `responses` of an operation.
    Responses,
    /// One response.
    Response,
    /// One media type of a `content`.
    MediaType,
    /// How one property of a form is encoded.
    Encoding,
    /// One callback: expressions with path items.
    Callback,
    /// A link.
    Link,
    /// An example of `examples`.
    Example,
    /// `components`.
    Components,
    /// A security scheme.
    SecurityScheme,
    /// A server.
    Server,
    /// A schema.
    Schema,
}

/// How parts stand under a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// The value is the part.
    One(Part),
    /// The value is a list of parts.
    List(Part),
    /// The value is a map of parts under names of the author's choice.
    Map(Part),
    /// The value is the part, or a list of them, as older drafts of JSON Schema allow.
    OneOrList(Part),
}

impl Part {
    /// The key under `components` that holds parts of this kind by name.
    #[must_use]
    pub fn section(self) -> Option<&'static str> {
        Some(match self {
            Self::Schema => "schemas",
            Self::Response => "responses",
            Self::Parameter => "parameters",
            Self::Example => "examples",
            Self::RequestBody => "requestBodies",
            Self::Header => "headers",
            Self::SecurityScheme => "securitySchemes",
            Self::Link => "links",
            Self::Callback => "callbacks",
            Self::PathItem => "pathItems",
            Self::MediaType => "mediaTypes",
            _ => return None,
        })
    }
}

/// The keys of a path item that are operations.
pub const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// What stands under `key` of a part; `None` for everything that is not a part.
#[must_use]
pub fn shape_of(part: Part, key: &str) -> Option<Shape> {
    use Shape::{List, Map, One};
    Some(match (part, key) {
        (Part::Document, "paths") => One(Part::Paths),
        (Part::Document, "components") => One(Part::Components),
        (Part::Document, "webhooks") => Map(Part::PathItem),
        // Where Swagger 2.0 has its components.
        (Part::Document, "definitions") => Map(Part::Schema),
        (Part::Document, "parameters") => Map(Part::Parameter),
        (Part::Document, "responses") => Map(Part::Response),
        (Part::Document, "securityDefinitions") => Map(Part::SecurityScheme),
        (Part::Document | Part::PathItem | Part::Operation, "servers") => List(Part::Server),
        (Part::Paths | Part::Callback, key) if !key.starts_with("x-") && key != "$ref" => One(Part::PathItem),
        (Part::PathItem | Part::Operation, "parameters") => List(Part::Parameter),
        (Part::PathItem, "additionalOperations") => Map(Part::Operation),
        (Part::PathItem, method) if METHODS.contains(&method) => One(Part::Operation),
        (Part::Operation, "requestBody") => One(Part::RequestBody),
        (Part::Operation, "responses") => One(Part::Responses),
        (Part::Operation, "callbacks") => Map(Part::Callback),
        (Part::Responses, key) if !key.starts_with("x-") => One(Part::Response),
        // A response of Swagger 2.0 has its schema beside its description.
        (Part::Parameter | Part::Header | Part::MediaType | Part::Response, "schema")
        | (Part::MediaType, "itemSchema") => One(Part::Schema),
        (Part::Parameter | Part::Header | Part::RequestBody | Part::Response, "content") => {
            Map(Part::MediaType)
        }
        (Part::Parameter | Part::Header | Part::MediaType, "examples") => Map(Part::Example),
        (Part::Response | Part::Encoding, "headers") => Map(Part::Header),
        (Part::Response, "links") => Map(Part::Link),
        (Part::Link, "server") => One(Part::Server),
        (Part::MediaType | Part::Encoding, "encoding") => Map(Part::Encoding),
        (Part::MediaType | Part::Encoding, "prefixEncoding") => List(Part::Encoding),
        (Part::MediaType | Part::Encoding, "itemEncoding") => One(Part::Encoding),
        (Part::Components, section) => Map(section_part(section)?),
        (Part::Schema, keyword) => return schema_shape(keyword),
        _ => return None,
    })
}

fn section_part(section: &str) -> Option<Part> {
    const SECTIONS: [Part; 11] = [
        Part::Schema,
        Part::Response,
        Part::Parameter,
        Part::Example,
        Part::RequestBody,
        Part::Header,
        Part::SecurityScheme,
        Part::Link,
        Part::Callback,
        Part::PathItem,
        Part::MediaType,
    ];
    SECTIONS.into_iter().find(|part| part.section() == Some(section))
}

/// The keywords of JSON Schema that hold schemas, in all drafts that descriptions use.
fn schema_shape(keyword: &str) -> Option<Shape> {
    Some(match keyword {
        "properties" | "patternProperties" | "$defs" | "definitions" | "dependentSchemas"
        | "dependencies" => Shape::Map(Part::Schema),
        "allOf" | "anyOf" | "oneOf" | "prefixItems" => Shape::List(Part::Schema),
        "items" => Shape::OneOrList(Part::Schema),
        "additionalProperties"
        | "additionalItems"
        | "unevaluatedProperties"
        | "unevaluatedItems"
        | "propertyNames"
        | "contains"
        | "contentSchema"
        | "not"
        | "if"
        | "then"
        | "else" => Shape::One(Part::Schema),
        _ => return None,
    })
}
