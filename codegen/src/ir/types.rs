//! Types of the client.

use crate::diag::Pointer;
use crate::kinds::JsonKinds;

use super::{Docs, ResourceId, TypeId, Words};

/// All definitions, indexed by [`TypeId`].
pub type Types = Vec<TypeDefinition>;

/// What a place holds, as used there.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Type {
    /// A definition of ours.
    Named(TypeId),
    /// The same behind a box: set by the passes that break cycles and box what is large, nowhere else.
    Boxed(TypeId),
    /// The same behind a box that a compiler does not look into: set by the pass that cuts long chains, nowhere else.
    Far(TypeId),
    /// A value without parts.
    Scalar(Scalar),
    /// A list.
    List(Box<Self>),
    /// A map with text keys.
    Map(Box<Self>),
    /// A list of fixed places (`prefixItems` without a rest); 1 to 12 of them.
    Tuple(Vec<Self>),
    /// A value or null, where null is a value of its own: members of lists and maps, variants, required fields.
    Nullable(Box<Self>),
    /// Any JSON value: the schema says nothing.
    Any,
    /// An object about whose members the schema says nothing.
    OpenObject,
    /// Only `null`.
    Null,
}

/// A value without parts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scalar {
    /// `bool`
    Bool,
    /// `i32`
    I32,
    /// `i64`
    I64,
    /// `u32`
    U32,
    /// `u64`
    U64,
    /// `i128`: the description allows values beyond 64 bits.
    I128,
    /// `f32`
    F32,
    /// `f64`
    F64,
    /// `String`
    String,
    /// RFC 3339 date and time; the runtime's text type.
    DateTime,
    /// RFC 3339 full date.
    Date,
    /// RFC 3339 time of day.
    Time,
    /// UUID.
    Uuid,
    /// URI or URL.
    Uri,
    /// Base64 text (`format: byte`, `contentEncoding: base64`).
    Base64,
    /// Raw bytes; only in bodies and parts, never inside JSON.
    Bytes,
    /// Text that no `Debug` shows (`format: password`).
    Secret,
}

/// A definition: something that gets a name.
#[derive(Clone, Debug, PartialEq)]
pub struct TypeDefinition {
    /// The schema it came from.
    pub pointer: Pointer,
    /// What it is called.
    pub words: Words,
    /// Whether the words are the description's own (a component's key, a title): pinned names win collisions.
    pub pinned: bool,
    /// What it is.
    pub definition: Definition,
    /// Documentation.
    pub docs: Docs,
    /// Who reaches it.
    pub usage: Usage,
    /// The innermost resource that holds all operations that reach it: its module of types holds the definition, and its
    /// feature carries it. `None` where nothing but the client itself holds them all, and where nothing reaches it.
    pub resource: Option<ResourceId>,
}

/// Who reaches a definition.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Usage {
    /// A request can hold it: it gets a builder.
    pub request: bool,
    /// A response can hold it.
    pub response: bool,
}

/// What a definition is.
#[derive(Clone, Debug, PartialEq)]
pub enum Definition {
    /// A struct.
    Structure(Structure),
    /// Values from a list, open to values not in it.
    Enumeration(Enumeration),
    /// One of several.
    Union(Union),
    /// Another name for a type; never part of a cycle.
    Alias(Type),
    /// A struct around one value: an alias that would be part of a cycle.
    Newtype(Type),
}

/// A struct.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Structure {
    /// Fields in the order of the description; distinct wire names.
    pub fields: Vec<Field>,
    /// What becomes of members that no field names.
    pub rest: Rest,
}

impl Structure {
    /// How many places a value of it has.
    #[must_use]
    pub fn places(&self) -> usize {
        self.fields.len() + usize::from(self.rest != Rest::Ignored)
    }

    /// Whether every member can be left out, of requests as well.
    #[must_use]
    pub fn has_default(&self) -> bool {
        self.fields.iter().all(|field| {
            !field.demanded && matches!(field.presence, Presence::Optional | Presence::OptionalNullable)
        })
    }
}

/// What becomes of members that no field names.
#[derive(Clone, Debug, PartialEq, Default)]
pub enum Rest {
    /// Ignored when read; not offered when written.
    #[default]
    Ignored,
    /// Kept in a map beside the fields; the type is that of its values.
    Kept(Type),
}

/// A field of a struct.
#[derive(Clone, Debug, PartialEq)]
pub struct Field {
    /// The schema it came from.
    pub pointer: Pointer,
    /// The member's name on the wire.
    pub wire: String,
    /// What it is called; mostly the wire name, or what the description says it should be called.
    pub words: Words,
    /// What it holds when it holds something; never `Nullable` at the top: presence says so.
    pub value: Type,
    /// Absence and null.
    pub presence: Presence,
    /// The one value it can have, where the schema says so (`const`, an `enum` of one): builders set it themselves.
    pub constant: Option<Literal>,
    /// `readOnly`: no setter.
    pub read_only: bool,
    /// Required and `writeOnly`, where answers have the type, too: a request must give it, and an answer may lack it.
    pub demanded: bool,
    /// Documentation.
    pub docs: Docs,
}

/// Absence and null of a member, already adjusted for `readOnly` and `writeOnly`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Presence {
    /// `T`
    Required,
    /// `Option<T>`; `None` is sent as null.
    RequiredNullable,
    /// `Option<T>`; `None` is not sent.
    Optional,
    /// `Nullable<T>`: absent, null or a value.
    OptionalNullable,
}

/// Values from a list. All literals are of one kind unless it is mixed.
#[derive(Clone, Debug, PartialEq)]
pub struct Enumeration {
    /// The members, distinct; never empty; no null among them.
    pub members: Vec<Member>,
}

impl Enumeration {
    /// Whether all members are text: `Unknown(String)`.
    #[must_use]
    pub fn is_text(&self) -> bool {
        self.members.iter().all(|member| matches!(member.wire, Literal::String(_)))
    }

    /// Whether all members are whole numbers that fit 64 bits: `Unknown(i64)`.
    #[must_use]
    pub fn is_integer(&self) -> bool {
        self.members
            .iter()
            .all(|member| matches!(&member.wire, Literal::Integer(n) if i64::try_from(*n).is_ok()))
    }
}

/// A member of an enumeration.
#[derive(Clone, Debug, PartialEq)]
pub struct Member {
    /// Where it is listed.
    pub pointer: Pointer,
    /// The value on the wire.
    pub wire: Literal,
    /// What it is called: the literal's text, or what the description says.
    pub words: Words,
    /// Documentation.
    pub docs: Docs,
}

/// A value written in the description.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Literal {
    /// Text.
    String(String),
    /// An integer.
    Integer(i128),
    /// `true` or `false`.
    Bool(bool),
    /// Anything else, as compact JSON text.
    Json(String),
}

impl Literal {
    /// The text of it, whatever its kind.
    #[must_use]
    pub fn text(&self) -> String {
        match self {
            Self::String(text) | Self::Json(text) => text.clone(),
            Self::Integer(number) => number.to_string(),
            Self::Bool(value) => value.to_string(),
        }
    }
}

/// One of several types.
#[derive(Clone, Debug, PartialEq)]
pub struct Union {
    /// The cases, in the order in which they are tried when shapes leave a choice. At least one.
    pub cases: Vec<Case>,
    /// The member that tells cases apart, where the description names one.
    pub tag: Option<String>,
    /// The case of values whose tag is missing or that of no case, by its index; without one they are unknown.
    pub otherwise: Option<usize>,
}

/// One case of a union.
#[derive(Clone, Debug, PartialEq)]
pub struct Case {
    /// The schema it came from.
    pub pointer: Pointer,
    /// What it is called.
    pub words: Words,
    /// What it holds.
    pub value: Type,
    /// The values of the union's tag that mean this case; empty without a tag.
    pub tags: Vec<String>,
    /// The names of the server-sent events whose data is this case (`event:`).
    pub events: Vec<String>,
    /// What JSON it accepts.
    pub shape: Shape,
    /// Documentation.
    pub docs: Docs,
}

impl Case {
    /// What tells it from the other cases of its union, wherever it is listed: its tag, else what it refers to.
    #[must_use]
    pub fn called(&self, types: &[TypeDefinition]) -> String {
        if let Some(tag) = self.tags.first() {
            return tag.clone();
        }
        match &self.value {
            Type::Named(id) | Type::Boxed(id) | Type::Far(id) => {
                let referred = types.get(id.0).map(|found| &found.pointer);
                let name = referred.filter(|pointer| pointer.as_str() != self.pointer.as_str());
                name.and_then(|pointer| pointer.tokens().last()).unwrap_or_default()
            }
            _ => String::new(),
        }
    }
}

/// What can be seen of a JSON value without reading all of it. Used to decide between cases.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Shape {
    /// Which JSON kinds it can be.
    pub kinds: JsonKinds,
    /// Members of an object that must be there, sorted.
    pub required: Vec<String>,
    /// Members of an object that have a type, sorted; more of them in a value make the case likelier.
    pub known: Vec<String>,
    /// Whether an object may have other members (`additionalProperties` is not `false`).
    pub open: bool,
    /// Members of an object with a fixed value: name → the texts or JSON literals that it can have.
    pub constants: Vec<(String, Vec<Literal>)>,
    /// Members, also of members, with listed values: the names on the way → the values. Others speak against the case.
    pub within: Vec<(Vec<String>, Vec<Literal>)>,
    /// The texts that a string can be; empty for any.
    pub texts: Vec<String>,
    /// The shape of a list's items.
    pub items: Option<Box<Shape>>,
}
