//! What a builder asks for: the one answer for those who name setters and those who emit them.

use super::{
    BodyContent, Case, Definition, Field, Literal, Operation, Parameter, Place, Presence, Scalar, Setter,
    SetterSource, Switch, Type, TypeDefinition, TypeId, Types, Union,
};

impl TypeDefinition {
    /// Whether this is a structure that a request can hold: it gets a builder.
    #[must_use]
    pub fn has_builder(&self) -> bool {
        self.usage.request && matches!(self.definition, Definition::Structure(_))
    }
}

impl Field {
    /// Whether its setter takes a text.
    fn takes_text(&self, types: &Types) -> bool {
        match self.value.resolved(types) {
            Type::Scalar(scalar) => is_text(*scalar) && *scalar != Scalar::Base64,
            Type::Named(id) => matches!(
                types.get(id.0).map(|definition| &definition.definition),
                Some(Definition::Enumeration(enumeration)) if enumeration.is_text()
            ),
            _ => false,
        }
    }

    /// Whether a builder sets the field by itself: required, and only one value is possible.
    #[must_use]
    pub fn is_constant(&self, types: &Types) -> bool {
        let required = matches!(self.presence, Presence::Required | Presence::RequiredNullable);
        required && self.constant.as_ref().is_some_and(|literal| literal.fits(&self.value, types))
    }

    /// Whether a builder must be told the field's value.
    #[must_use]
    pub fn is_required_setter(&self, types: &Types) -> bool {
        let required = matches!(self.presence, Presence::Required | Presence::RequiredNullable);
        self.demanded || (required && !self.is_constant(types))
    }

    /// Whether a builder has a setter for the field.
    #[must_use]
    pub fn has_setter(&self, types: &Types) -> bool {
        self.is_required_setter(types) || (!self.is_constant(types) && !self.read_only)
    }
}

/// What must be told of a case of a tagged union, where that is nothing or one value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CaseNeeds {
    /// The structure that the case holds.
    pub structure: TypeId,
    /// The field that must be given, if one must.
    pub given: Option<usize>,
    /// The field of the tag, where its builder does not set it by itself.
    pub tag: Option<usize>,
}

impl Union {
    /// What a case needs beside its tag. `None` where it needs more than one value, or where nothing tells it apart.
    #[must_use]
    pub fn needs_of(&self, case: &Case, types: &Types) -> Option<CaseNeeds> {
        let tag = self.tag.as_ref().filter(|_| !case.tags.is_empty())?;
        let (Type::Named(id) | Type::Boxed(id) | Type::Far(id)) = case.value.resolved(types) else {
            return None;
        };
        let definition = types.get(id.0).filter(|definition| definition.has_builder())?;
        let Definition::Structure(structure) = &definition.definition else { return None };
        let asked =
            || structure.fields.iter().enumerate().filter(|(_, field)| field.is_required_setter(types));
        let own_tag = asked().find(|(_, field)| field.wire == *tag);
        if own_tag.is_some_and(|(_, field)| !field.takes_text(types)) {
            return None;
        }
        let mut others = asked().filter(|(_, field)| field.wire != *tag);
        let given = others.next().map(|(index, _)| index);
        let needs = CaseNeeds { structure: *id, given, tag: own_tag.map(|(index, _)| index) };
        others.next().is_none().then_some(needs)
    }
}

impl Operation {
    /// Whether the call cannot be sent before this setter was called.
    #[must_use]
    pub fn asks_for(&self, setter: &Setter, types: &Types) -> bool {
        // Setting each field is as good as setting the entire body.
        let body_of_fields = setter.source == SetterSource::Body && self.body_structure().is_some();
        setter.required && !body_of_fields && self.has_setter(setter, types)
    }

    /// Whether the call has this setter at all: not what it sets by itself, nor what `stream` decides.
    #[must_use]
    pub fn has_setter(&self, setter: &Setter, types: &Types) -> bool {
        self.implicit_value(setter, types).is_none() && !self.is_stream_flag(setter, types)
    }

    /// The value that the call sets by itself: a required one where only one is possible.
    #[must_use]
    pub fn implicit_value<'a>(&'a self, setter: &Setter, types: &'a Types) -> Option<&'a Literal> {
        if !setter.required {
            return None;
        }
        let constant = match (setter.source, self.body.as_ref().map(|body| &body.content)) {
            (SetterSource::Parameter(index), _) => self.parameters.get(index)?.constant.as_ref()?,
            (SetterSource::BodyField(index), _) => {
                let field = self.body_field(index, types)?;
                field.constant.as_ref().filter(|_| !field.demanded)?
            }
            (
                SetterSource::FormField(index),
                Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
            ) => fields.get(index)?.constant.as_ref()?,
            _ => return None,
        };
        (!matches!(constant, Literal::Json(_)) || constant.fraction().is_some()).then_some(constant)
    }

    /// Whether the setter would decide between one value and a stream.
    #[must_use]
    pub fn is_stream_flag(&self, setter: &Setter, types: &Types) -> bool {
        let switch = match self.stream.as_ref().and_then(|stream| stream.switch.as_ref()) {
            Some(Switch::Body(switch)) => switch.as_str(),
            Some(Switch::Query(switch)) => {
                let SetterSource::Parameter(index) = setter.source else { return false };
                let is_it = |found: &Parameter| found.place == Place::Query && found.wire == *switch;
                return self.parameters.get(index).is_some_and(is_it);
            }
            None => return false,
        };
        match (setter.source, self.body.as_ref().map(|body| &body.content)) {
            (SetterSource::BodyField(index), _) => {
                self.body_field(index, types).is_some_and(|field| field.wire == switch)
            }
            (
                SetterSource::FormField(index),
                Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
            ) => fields.get(index).is_some_and(|field| field.wire == switch),
            _ => false,
        }
    }

    /// The structure whose fields are setters.
    #[must_use]
    pub fn body_structure(&self) -> Option<super::TypeId> {
        match self.body.as_ref().map(|body| &body.content) {
            Some(BodyContent::Json { fields_of, .. }) => *fields_of,
            _ => None,
        }
    }

    /// A field of that structure.
    #[must_use]
    pub fn body_field<'a>(&self, index: usize, types: &'a Types) -> Option<&'a Field> {
        match &types.get(self.body_structure()?.0)?.definition {
            Definition::Structure(structure) => structure.fields.get(index),
            _ => None,
        }
    }
}

impl Literal {
    /// The number with a fraction that the literal is, if it is one.
    #[must_use]
    pub fn fraction(&self) -> Option<f64> {
        let Self::Json(text) = self else { return None };
        text.parse().ok().filter(|number: &f64| number.is_finite())
    }

    /// Whether this value can be written as an expression of the type.
    #[must_use]
    pub fn fits(&self, value: &Type, types: &Types) -> bool {
        match (types_resolved(value, types), self) {
            (Type::Any, Self::Integer(number)) => i64::try_from(*number).is_ok(),
            (Type::Any, Self::String(_) | Self::Bool(_))
            | (Type::Scalar(Scalar::Bool), Self::Bool(_))
            | (Type::Scalar(Scalar::I128 | Scalar::F32 | Scalar::F64), Self::Integer(_)) => true,
            (Type::Any | Type::Scalar(Scalar::F32 | Scalar::F64), Self::Json(_)) => self.fraction().is_some(),
            (Type::Scalar(scalar), Self::Integer(number)) => match scalar {
                Scalar::I32 => i32::try_from(*number).is_ok(),
                Scalar::I64 => i64::try_from(*number).is_ok(),
                Scalar::U32 => u32::try_from(*number).is_ok(),
                Scalar::U64 => u64::try_from(*number).is_ok(),
                _ => false,
            },
            (Type::Scalar(scalar), Self::String(_)) => is_text(*scalar),
            (Type::Named(id), literal) => match types.get(id.0).map(|definition| &definition.definition) {
                Some(Definition::Enumeration(enumeration)) => {
                    enumeration.members.iter().any(|member| member.wire == *literal)
                }
                _ => false,
            },
            _ => false,
        }
    }
}

impl Type {
    /// The type behind aliases.
    #[must_use]
    pub fn resolved<'a>(&'a self, types: &'a Types) -> &'a Self {
        types_resolved(self, types)
    }

    /// The type without a box around the whole.
    #[must_use]
    pub fn unboxed(&self) -> Self {
        match self {
            Self::Boxed(id) | Self::Far(id) => Self::Named(*id),
            other => other.clone(),
        }
    }
}

/// Aliases are never part of a cycle; the count guards against a description that says otherwise.
fn types_resolved<'a>(value: &'a Type, types: &'a Types) -> &'a Type {
    let mut value = value;
    for _ in 0..64 {
        let Type::Named(id) = value else { return value };
        match types.get(id.0).map(|definition| &definition.definition) {
            Some(Definition::Alias(target)) => value = target,
            _ => return value,
        }
    }
    value
}

fn is_text(scalar: Scalar) -> bool {
    matches!(
        scalar,
        Scalar::String
            | Scalar::DateTime
            | Scalar::Date
            | Scalar::Time
            | Scalar::Uuid
            | Scalar::Uri
            | Scalar::Base64
    )
}
