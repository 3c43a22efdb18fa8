//! What a call sends: parameters, bodies, and the setters of both.

use crate::diag::Pointer;

use super::{Docs, Literal, Type, TypeId, Words};

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
    /// The query as a whole, in the form of URLs: `k=v&k2=v2`, or one text.
    Query,
    /// The query as a whole, JSON text.
    QueryJson,
    /// A cookie as it is: `name=a,b`, or `name=a; name=b` exploded.
    Cookie,
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
    pub constant: Option<Literal>,
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
    /// Whether a form takes members that the description does not name.
    pub open: bool,
    /// Whether the parts have no names: their members are called by their positions (`0`), and the last may be that of all
    /// parts behind the others.
    pub ordered: bool,
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
    /// `explode` of its encoding; of parts without names, whether each item of a list is a part.
    pub explode: bool,
    /// `allowReserved` of its encoding.
    pub allow_reserved: bool,
    /// Headers that its parts can have.
    pub headers: Vec<PartHeader>,
    /// The one value it can have.
    pub constant: Option<Literal>,
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
    /// [`Operation::parameters`](super::Operation::parameters)
    Parameter(usize),
    /// A field of the structure that [`BodyContent::Json::fields_of`] names, by its index there.
    BodyField(usize),
    /// A member of [`BodyContent::Form`] or [`BodyContent::Multipart`].
    FormField(usize),
    /// A header of a member of a form: the member, and which of its headers.
    PartHeader(usize, usize),
    /// A member that a form does not describe, by a name of the caller's.
    OpenMember,
    /// The entire body: `.body(value)`.
    Body,
}
