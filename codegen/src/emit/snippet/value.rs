//! Values of examples: of a type, as a setter takes it, with what the description shows.
//!
//! In: a type, and a JSON value where there is one. Out: an expression that compiles, or nothing where none is short.

use quote::ToTokens as _;
use serde_json::Value;

use super::expression::{Expression, string_literal};
use crate::diag::Pointer;
use crate::emit::argument::is_of_several_kinds;
use crate::emit::context::Context;
use crate::ir::{
    Case, Definition, Enumeration, Field, Literal, Presence, Scalar, Structure, Type, TypeId, Union,
};
use crate::names::RustIdent;

/// More values than these make an example that nobody reads.
const MOST_VALUES: usize = 24;
/// So often one is tried.
const MOST_TRIED: usize = 200;
/// So many structures stand inside of one another.
const DEEPEST: usize = 5;
/// A longer string is not shown.
const LONGEST: usize = 80;

/// The values of one example.
pub(super) struct Values<'a> {
    context: &'a Context<'a>,
    left: usize,
    tries: usize,
    depth: usize,
}

/// Where a value stands: a setter converts what it is given, elsewhere the type must be met.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Setter,
    Exact,
}

impl<'a> Values<'a> {
    pub(super) fn new(context: &'a Context<'a>) -> Self {
        Self { context, left: MOST_VALUES, tries: MOST_TRIED, depth: 0 }
    }

    /// What a setter is given; `name` is what a string says where the description shows none.
    pub(super) fn given(&mut self, value: &Type, shown: Option<&Value>, name: &str) -> Option<Expression> {
        self.kept(|values| values.value(value, shown, name, Place::Setter))
    }

    /// The same where null may stand, too.
    pub(super) fn given_or_null(
        &mut self,
        value: &Type,
        shown: Option<&Value>,
        name: &str,
    ) -> Option<Expression> {
        if shown.is_some_and(Value::is_null) || !self.is_plain(value) {
            return Some(Expression::Word(format!("{}::Null", self.context.library)));
        }
        self.given(value, shown, name)
    }

    /// Whether null, or what else it may be, are told apart by the value alone.
    fn is_plain(&self, value: &Type) -> bool {
        matches!(
            value.resolved(self.context.types()),
            Type::Scalar(_) | Type::Named(_) | Type::Boxed(_) | Type::Far(_)
        )
    }

    /// What was taken for a value that came to nothing is there for others.
    fn kept(&mut self, make: impl FnOnce(&mut Self) -> Option<Expression>) -> Option<Expression> {
        let (left, depth) = (self.left, self.depth);
        let found = make(self);
        if found.is_none() {
            self.left = left;
        }
        self.depth = depth;
        found
    }

    fn value(&mut self, value: &Type, shown: Option<&Value>, name: &str, place: Place) -> Option<Expression> {
        self.tries = self.tries.checked_sub(1)?;
        let exact = place == Place::Exact;
        match value.resolved(self.context.types()) {
            Type::Scalar(scalar) => {
                self.left = self.left.checked_sub(1)?;
                let literal = scalar_literal(*scalar, shown, name)?;
                Some(if exact && literal.contains('"') {
                    Expression::Word(literal).then("into")
                } else {
                    Expression::Word(literal)
                })
            }
            Type::Named(id) => self.named(*id, shown),
            Type::Boxed(id) | Type::Far(id) => {
                let named = self.named(*id, shown)?;
                Some(if exact { named.then("into") } else { named })
            }
            Type::List(items) => self.list(items, shown, name, place),
            Type::Nullable(inner) => {
                let inner = inner.resolved(self.context.types()).clone();
                let shown = shown.filter(|shown| !shown.is_null());
                if exact {
                    let inner = self.value(&inner, shown, name, place)?;
                    return Some(Expression::Between("Some(".to_owned(), vec![inner], ")"));
                }
                self.is_plain(&inner).then(|| self.value(&inner, shown, name, place))?
            }
            Type::Tuple(places) => {
                let items = places.iter().enumerate().map(|(index, inner)| {
                    let shown = shown.and_then(|shown| shown.get(index));
                    self.value(inner, shown, name, Place::Exact)
                });
                let items: Vec<Expression> = items.collect::<Option<_>>()?;
                // Only the tuple of one place needs its comma.
                Some(Expression::Between("(".to_owned(), items, if places.len() == 1 { ",)" } else { ")" }))
            }
            Type::Map(values) if !exact => self.pairs(values, shown, name),
            Type::Map(_) => None,
            Type::Any => {
                self.left = self.left.checked_sub(1)?;
                let text = shown.and_then(Value::as_str).filter(|text| text.chars().count() <= LONGEST);
                let literal = Expression::Word(string_literal(text.unwrap_or(name)));
                Some(if exact { literal.then("into") } else { literal })
            }
            Type::OpenObject => {
                let pair = Expression::Word("(\"key\", \"value\".into())".to_owned());
                (!exact).then(|| Expression::Between("[".to_owned(), vec![pair], "]"))
            }
            Type::Null => Some(Expression::Word(format!("{}::Null", self.context.library))),
        }
    }

    fn list(&mut self, items: &Type, shown: Option<&Value>, name: &str, place: Place) -> Option<Expression> {
        let first = shown.and_then(|shown| shown.as_array()?.first());
        let item = self.value(items, first, name, place)?;
        let start = if place == Place::Exact { "vec![" } else { "[" };
        Some(Expression::Between(start.to_owned(), vec![item], "]"))
    }

    /// A map of values of one kind, as a setter takes it.
    fn pairs(&mut self, values: &Type, shown: Option<&Value>, name: &str) -> Option<Expression> {
        let first = shown.and_then(Value::as_object).and_then(|map| map.iter().next());
        let (key, first) = match first {
            Some((key, first)) if key.chars().count() <= LONGEST => (key.as_str(), Some(first)),
            _ => ("key", None),
        };
        if is_of_several_kinds(self.context, values) {
            return None;
        }
        let value = self.value(values, first, name, Place::Setter)?;
        let pair = vec![Expression::Word(string_literal(key)), value];
        let pair = Expression::Between("(".to_owned(), pair, ")");
        Some(Expression::Between("[".to_owned(), vec![pair], "]"))
    }

    fn named(&mut self, id: TypeId, shown: Option<&Value>) -> Option<Expression> {
        let definition = self.context.definition(id);
        let own = shown.is_none().then(|| self.shown_at(&definition.pointer)).flatten();
        let shown = shown.or(own.as_ref());
        match &definition.definition {
            Definition::Structure(structure) => {
                self.depth += 1;
                let made = (self.depth <= DEEPEST).then(|| self.structure(id, structure, shown)).flatten();
                self.depth -= 1;
                made
            }
            Definition::Enumeration(enumeration) => self.member(id, enumeration, shown),
            Definition::Union(union) => self.union(id, union, shown),
            Definition::Alias(_) | Definition::Newtype(_) => None,
        }
    }

    /// The builder with all that it asks for.
    fn structure(&mut self, id: TypeId, structure: &Structure, shown: Option<&Value>) -> Option<Expression> {
        let names = self.context.type_names(id);
        let builder = names.builder.as_ref()?;
        let mut calls = Vec::new();
        for (index, field) in structure.fields.iter().enumerate() {
            if builder.flags.get(index).is_some_and(Option::is_some) {
                let value = self.field(field, shown.and_then(|shown| shown.get(&field.wire)))?;
                calls.push((written(&builder.setters[index]), vec![value]));
            }
        }
        calls.push(("build".to_owned(), Vec::new()));
        Some(Expression::Chain(format!("types::{}::builder()", written(&names.ident)), calls))
    }

    /// What the setter of a field is given.
    pub(super) fn field(&mut self, field: &Field, shown: Option<&Value>) -> Option<Expression> {
        let own = shown.is_none().then(|| self.shown_at(&field.pointer)).flatten();
        let constant = match &field.constant {
            Some(Literal::String(text)) => Some(Value::from(text.as_str())),
            _ => None,
        };
        let shown = constant.as_ref().or(shown).or(own.as_ref());
        match field.presence {
            Presence::Required | Presence::Optional => self.given(&field.value, shown, &field.wire),
            Presence::RequiredNullable | Presence::OptionalNullable => {
                self.given_or_null(&field.value, shown, &field.wire)
            }
        }
    }

    fn member(&mut self, id: TypeId, enumeration: &Enumeration, shown: Option<&Value>) -> Option<Expression> {
        self.left = self.left.checked_sub(1)?;
        let names = self.context.type_names(id);
        let place = enumeration.members.iter().position(|member| match (&member.wire, shown) {
            (Literal::String(text), Some(Value::String(shown))) => text == shown,
            (Literal::Integer(number), Some(Value::Number(shown))) => shown.as_i128() == Some(*number),
            _ => false,
        });
        let variant = names.members.get(place.unwrap_or_default())?;
        Some(Expression::Word(format!("types::{}::{}", written(&names.ident), written(variant))))
    }

    /// The first case that something short can be given for; that of the example, where its tag says which.
    fn union(&mut self, id: TypeId, union: &Union, shown: Option<&Value>) -> Option<Expression> {
        let names = self.context.type_names(id);
        let tag = shown.and_then(|shown| shown.get(union.tag.as_ref()?)?.as_str());
        let is_shown = |case: &Case| case.tags.iter().any(|value| Some(value.as_str()) == tag);
        let cases = || union.cases.iter().zip(&names.members);
        let ordered =
            cases().filter(|(case, _)| is_shown(case)).chain(cases().filter(|(case, _)| !is_shown(case)));
        for (case, variant) in ordered {
            let tagged = tag_of(union, case, shown);
            let inner = self.kept(|values| values.value(&case.value, tagged.as_ref(), "text", Place::Exact));
            if let Some(inner) = inner {
                let start = format!("types::{}::{}(", written(&names.ident), written(variant));
                return Some(Expression::Between(start, vec![inner], ")"));
            }
        }
        None
    }

    /// What the description shows at a place.
    pub(super) fn shown_at(&self, pointer: &Pointer) -> Option<Value> {
        self.context.api.example_at(pointer).and_then(|json| serde_json::from_str(json).ok())
    }
}

/// An object that has the tag of a case; without one, what is shown where it may be of any case.
fn tag_of(union: &Union, case: &Case, shown: Option<&Value>) -> Option<Value> {
    match (&union.tag, case.tags.first()) {
        (Some(tag), Some(value)) => {
            let found = shown.filter(|shown| shown.get(tag).and_then(Value::as_str) == Some(value));
            Some(found.cloned().unwrap_or_else(|| serde_json::json!({ tag: value })))
        }
        _ => shown.filter(|shown| !shown.is_object() && !shown.is_array()).cloned(),
    }
}

/// An identifier as source writes it.
pub(super) fn written(ident: &RustIdent) -> String {
    ident.to_token_stream().to_string()
}

fn scalar_literal(scalar: Scalar, shown: Option<&Value>, name: &str) -> Option<String> {
    let text = shown.and_then(Value::as_str).filter(|text| text.chars().count() <= LONGEST);
    let string = |otherwise: &str| Some(string_literal(text.unwrap_or(otherwise)));
    let whole = |lowest: i128, highest: i128| {
        let number = shown.and_then(|shown| shown.as_number()?.as_i128());
        Some(number.filter(|number| (lowest..=highest).contains(number)).unwrap_or(1).to_string())
    };
    match scalar {
        Scalar::Bool => Some(shown.and_then(Value::as_bool).unwrap_or(true).to_string()),
        Scalar::I32 => whole(i32::MIN.into(), i32::MAX.into()),
        Scalar::I64 | Scalar::I128 => whole(i64::MIN.into(), i64::MAX.into()),
        Scalar::U32 => whole(0, u32::MAX.into()),
        Scalar::U64 => whole(0, u64::MAX.into()),
        Scalar::F32 | Scalar::F64 => {
            let number = shown.and_then(Value::as_f64).filter(|number| number.abs() < 1e15).unwrap_or(1.0);
            Some(format!("{number:?}"))
        }
        Scalar::String | Scalar::Secret => string(name),
        Scalar::DateTime => string("2025-01-31T12:00:00Z"),
        Scalar::Date => string("2025-01-31"),
        Scalar::Time => string("12:00:00Z"),
        Scalar::Uuid => string("123e4567-e89b-12d3-a456-426614174000"),
        Scalar::Uri => string("https://example.com"),
        Scalar::Base64 => Some("b\"hello\".as_slice()".to_owned()),
        Scalar::Bytes => None,
    }
}
