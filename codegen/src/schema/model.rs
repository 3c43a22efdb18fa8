//! The schema model: every keyword of the vocabulary that a client can use, none lost in silence.

use std::sync::Arc;

use indexmap::IndexMap;

use crate::diag::Pointer;
use crate::load::Node;

/// A schema. Cheap to clone.
#[derive(Clone, Debug, PartialEq)]
pub enum Schema {
    /// `true` (anything) or `false` (nothing).
    Bool(bool, Pointer),
    /// A schema written as an object.
    Object(Arc<SchemaObject>),
}

impl Schema {
    /// Where the schema stands in the normalised description.
    #[must_use]
    pub fn pointer(&self) -> &Pointer {
        match self {
            Self::Bool(_, pointer) => pointer,
            Self::Object(object) => &object.pointer,
        }
    }

    /// The object, unless the schema is a boolean.
    #[must_use]
    pub fn as_object(&self) -> Option<&SchemaObject> {
        if let Self::Object(object) = self { Some(object) } else { None }
    }
}

/// The JSON kinds of the `type` keyword.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum JsonKind {
    /// `null`
    Null,
    /// `boolean`
    Boolean,
    /// `integer`
    Integer,
    /// `number`, integers included
    Number,
    /// `string`
    String,
    /// `array`
    Array,
    /// `object`
    Object,
}

/// The kinds that `type` allows, in the order of the input; empty where `type` is missing.
pub type KindList = Vec<JsonKind>;

/// A schema written as an object. Keywords that are absent are empty or `None`.
#[derive(Clone, Debug, PartialEq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a keyword of its own")]
pub struct SchemaObject {
    /// Where it stands in the normalised description.
    pub pointer: Pointer,
    /// `$ref`, a local reference (`#/…`); siblings are kept beside it.
    pub reference: Option<String>,
    /// `type`.
    pub kinds: KindList,
    /// Whether `nullable: true` (or `x-nullable: true`) stands beside the rest; `type` lists it too where there is one.
    pub nullable: bool,
    /// `format`.
    pub format: Option<String>,
    /// `enum`; `None` where the keyword is missing, members in the order of the input, duplicates kept.
    pub enumeration: Option<Vec<Node>>,
    /// `const`.
    pub constant: Option<Node>,
    /// `properties`; `None` where the keyword is missing, as that differs from an empty one.
    pub properties: Option<IndexMap<String, Schema>>,
    /// `required`.
    pub required: Vec<String>,
    /// `additionalProperties`.
    pub additional_properties: Option<Schema>,
    /// `patternProperties`, by regular expression.
    pub pattern_properties: IndexMap<String, Schema>,
    /// `propertyNames`.
    pub property_names: Option<Schema>,
    /// `unevaluatedProperties`.
    pub unevaluated_properties: Option<Schema>,
    /// `items`.
    pub items: Option<Schema>,
    /// `prefixItems`.
    pub prefix_items: Vec<Schema>,
    /// `allOf`.
    pub all_of: Vec<Schema>,
    /// `oneOf`.
    pub one_of: Vec<Schema>,
    /// `anyOf`.
    pub any_of: Vec<Schema>,
    /// `discriminator`.
    pub discriminator: Option<Discriminator>,
    /// `title`.
    pub title: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `externalDocs.url`.
    pub external_docs: Option<String>,
    /// `default`.
    pub default: Option<Node>,
    /// The places of `example` and of the members of `examples`, in the order of the input. Places, because examples
    /// are large and few who read a schema look at them.
    pub examples: Vec<Pointer>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `readOnly`.
    pub read_only: bool,
    /// `writeOnly`.
    pub write_only: bool,
    /// `minimum`, `maxLength` and the like, for documentation and for judging examples.
    pub limits: Limits,
    /// `contentMediaType`.
    pub content_media_type: Option<String>,
    /// `contentSchema`.
    pub content_schema: Option<Schema>,
    /// `contentEncoding`.
    pub content_encoding: Option<String>,
    /// `$defs` and `definitions`: the places are reachable by reference; kept to account for them.
    pub definitions: IndexMap<String, Schema>,
    /// `x-enum-varnames` or its relatives: names for the members of `enumeration`, by position.
    pub enum_names: Vec<String>,
    /// `x-enum-descriptions` or its relatives: documentation for the members of `enumeration`, by position.
    pub enum_descriptions: Vec<String>,
    /// Keywords that constrain values in ways no Rust type can show (`not`, `if`, `then`, `else`, `dependentSchemas`,
    /// `dependentRequired`, `contains`, `unevaluatedItems`, …), present here; each was noted when it was read.
    pub unmodelled: Vec<&'static str>,
    /// Members that start with `x-` and are not named above.
    pub extensions: IndexMap<String, Node>,
}

/// `discriminator`.
#[derive(Clone, Debug, PartialEq)]
pub struct Discriminator {
    /// `propertyName`.
    pub property: String,
    /// `mapping`: tag → reference (`#/…`), names already completed to references.
    pub mapping: IndexMap<String, String>,
    /// `defaultMapping`, completed like those.
    pub default_mapping: Option<String>,
}

/// Keywords that limit values. Only documentation and the judging of examples use them.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Limits {
    /// `minimum`
    pub minimum: Option<f64>,
    /// `maximum`
    pub maximum: Option<f64>,
    /// `exclusiveMinimum`, as a number
    pub exclusive_minimum: Option<f64>,
    /// `exclusiveMaximum`, as a number
    pub exclusive_maximum: Option<f64>,
    /// `multipleOf`
    pub multiple_of: Option<f64>,
    /// `minLength`, in characters
    pub min_length: Option<u64>,
    /// `maxLength`, in characters
    pub max_length: Option<u64>,
    /// `pattern`
    pub pattern: Option<String>,
    /// `minItems`
    pub min_items: Option<u64>,
    /// `maxItems`
    pub max_items: Option<u64>,
    /// `uniqueItems`
    pub unique_items: bool,
    /// `minProperties`
    pub min_properties: Option<u64>,
    /// `maxProperties`
    pub max_properties: Option<u64>,
}
