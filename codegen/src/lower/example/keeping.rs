//! Whether the client's types keep a value whole.
//!
//! In: a value of the description and a finished type. Out: whether reading it and writing it again loses nothing.
//! Must never know: schemas.

use std::collections::BTreeMap;

use crate::ir::{
    Definition, Enumeration, Field, Literal, Presence, Rest, Scalar, Structure, Type, TypeId, Types, Union,
};
use crate::kinds::JsonKinds;
use crate::load::{Map, Node, Number};

use crate::lower::schema::literal::json_text;

/// Types inside types are followed to this depth.
const MOST_NESTED: usize = 60;
/// The greatest whole number up to which a 64-bit float has them all.
const EXACT: i128 = 1 << 53;

/// How a type takes a value, from the worst to the best.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    /// It cannot be read as the type.
    No,
    /// It can be read, and something of it is lost.
    Loses,
    /// All of it is kept, some without a type of its own; another case of a union may be thought to fit better.
    Keeps,
    /// All of it is described.
    Exact,
}

/// Judges values.
pub(in crate::lower) struct Keeping<'t> {
    types: &'t Types,
    /// What is known of values (by their address) and definitions. Cases of unions meet in the same ones again and again,
    /// and a union that refers to itself, while it is looked at, adds nothing to its own answer.
    known: BTreeMap<(*const Node, TypeId), Fit>,
}

impl<'t> Keeping<'t> {
    pub(in crate::lower) fn new(types: &'t Types) -> Self {
        Self { types, known: BTreeMap::new() }
    }

    /// Whether nothing of the value is lost, whichever case of a union it is read as.
    pub(in crate::lower) fn keeps(&mut self, node: &Node, value: &Type) -> bool {
        self.fit(node, value, 0) >= Fit::Keeps
    }

    fn fit(&mut self, node: &Node, value: &Type, depth: usize) -> Fit {
        if depth > MOST_NESTED {
            return Fit::No;
        }
        match (value, node) {
            (Type::Named(id) | Type::Boxed(id) | Type::Far(id), _) => {
                let place = (std::ptr::from_ref(node), *id);
                if let Some(known) = self.known.get(&place) {
                    return *known;
                }
                self.known.insert(place, Fit::No);
                let fit = self.fit_definition(node, *id, depth);
                self.known.insert(place, fit);
                fit
            }
            (Type::Nullable(_) | Type::Null, Node::Null)
            | (Type::Any, _)
            | (Type::OpenObject, Node::Map(_)) => Fit::Exact,
            (Type::Nullable(inner), _) => self.fit(node, inner, depth + 1),
            (Type::List(item), Node::List(items)) => {
                self.worst(items.iter().map(|node| (node, &**item)), depth)
            }
            (Type::Map(item), Node::Map(members)) => {
                self.worst(members.values().map(|node| (node, &**item)), depth)
            }
            (Type::Tuple(places), Node::List(items)) => {
                let fit = self.worst(items.iter().zip(places), depth);
                match items.len().cmp(&places.len()) {
                    std::cmp::Ordering::Less => Fit::No,
                    std::cmp::Ordering::Equal => fit,
                    std::cmp::Ordering::Greater => fit.min(Fit::Loses),
                }
            }
            (Type::Scalar(scalar), _) => fit_scalar(node, *scalar),
            _ => Fit::No,
        }
    }

    fn worst<'n>(&mut self, parts: impl Iterator<Item = (&'n Node, &'n Type)>, depth: usize) -> Fit {
        parts.map(|(node, value)| self.fit(node, value, depth + 1)).min().unwrap_or(Fit::Exact)
    }

    fn fit_definition(&mut self, node: &Node, id: TypeId, depth: usize) -> Fit {
        let types = self.types;
        match types.get(id.0).map(|found| &found.definition) {
            Some(Definition::Structure(structure)) => self.fit_members(node, structure, depth),
            Some(Definition::Union(union)) => self.fit_union(node, union, depth),
            Some(Definition::Alias(inner) | Definition::Newtype(inner)) => self.fit(node, inner, depth + 1),
            Some(Definition::Enumeration(enumeration)) => fit_enumeration(node, enumeration),
            None => Fit::No,
        }
    }

    /// A case that describes all of the value is taken, or another one that does so; else any that can be read may be.
    fn fit_union(&mut self, node: &Node, union: &Union, depth: usize) -> Fit {
        if let Some(tag) = &union.tag {
            let tag = node.get(tag).and_then(Node::as_str);
            let by_tag = |tag: &str| union.cases.iter().find(|case| case.tags.iter().any(|own| own == tag));
            let case = tag.and_then(by_tag).or_else(|| union.cases.iter().find(|case| case.tags.is_empty()));
            // What has no case is kept as it is.
            return case.map_or(Fit::Keeps, |case| self.fit(node, &case.value, depth + 1));
        }
        let mut worst = None;
        for case in &union.cases {
            let mut fit = self.fit(node, &case.value, depth + 1);
            let is_untyped =
                matches!(case.value.resolved(self.types), Type::Map(_) | Type::OpenObject | Type::Any);
            if is_untyped && union.cases.len() > 1 {
                fit = fit.min(Fit::Keeps);
            }
            if fit == Fit::Exact {
                return fit;
            }
            if fit > Fit::No {
                worst = Some(worst.map_or(fit, |worst: Fit| worst.min(fit)));
            }
        }
        // What no case can be at all is kept as it is.
        let is_foreign = !union.cases.iter().any(|case| is_of_kind(node, case.shape.kinds));
        worst.unwrap_or(if is_foreign { Fit::Keeps } else { Fit::No })
    }

    fn fit_members(&mut self, node: &Node, structure: &Structure, depth: usize) -> Fit {
        let Node::Map(members) = node else { return Fit::No };
        let is_missing = |field: &Field| {
            matches!(field.presence, Presence::Required | Presence::RequiredNullable)
                && !members.contains_key(&field.wire)
        };
        if structure.fields.iter().any(is_missing) {
            return Fit::No;
        }
        self.worst_member(members, structure, depth)
    }

    fn worst_member(&mut self, members: &Map, structure: &Structure, depth: usize) -> Fit {
        let mut worst = Fit::Exact;
        for (name, node) in members {
            let field = structure.fields.iter().find(|field| field.wire == *name);
            let fit = match (field, &structure.rest) {
                (Some(field), _) if *node == Node::Null && field.presence != Presence::Required => Fit::Exact,
                (Some(field), _) => self.fit(node, &field.value, depth + 1).min(fit_constant(node, field)),
                (None, Rest::Kept(value)) => self.fit(node, value, depth + 1).min(Fit::Keeps),
                (None, Rest::Ignored) => Fit::Loses,
            };
            worst = worst.min(fit);
        }
        worst
    }
}

fn is_of_kind(node: &Node, kinds: JsonKinds) -> bool {
    match node {
        Node::Null => kinds.has(JsonKinds::NULL),
        Node::Bool(_) => kinds.has(JsonKinds::BOOLEAN),
        Node::Number(_) => kinds.has(JsonKinds::NUMBER),
        Node::String(_) => kinds.has(JsonKinds::STRING),
        Node::List(_) => kinds.has(JsonKinds::ARRAY),
        Node::Map(_) => kinds.has(JsonKinds::OBJECT),
    }
}

fn fit_scalar(node: &Node, scalar: Scalar) -> Fit {
    let fits = match (scalar, node) {
        (Scalar::F64 | Scalar::F32, Node::Number(Number::Integer(number))) => {
            return if (-EXACT..=EXACT).contains(number) { Fit::Exact } else { Fit::Loses };
        }
        (Scalar::F64 | Scalar::F32, Node::Number(_)) | (Scalar::Bool, Node::Bool(_)) => true,
        (Scalar::F64 | Scalar::F32 | Scalar::Bool, _) => false,
        (Scalar::I32, Node::Number(Number::Integer(number))) => i32::try_from(*number).is_ok(),
        (Scalar::I64, Node::Number(Number::Integer(number))) => i64::try_from(*number).is_ok(),
        (Scalar::U32, Node::Number(Number::Integer(number))) => u32::try_from(*number).is_ok(),
        (Scalar::U64, Node::Number(Number::Integer(number))) => u64::try_from(*number).is_ok(),
        (Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64 | Scalar::I128, other) => {
            matches!(other, Node::Number(_))
        }
        (_, other) => matches!(other, Node::String(_)),
    };
    if fits { Fit::Exact } else { Fit::No }
}

fn fit_enumeration(node: &Node, enumeration: &Enumeration) -> Fit {
    let text = json_text(node);
    let is_it = |literal: &Literal| match (literal, node) {
        (Literal::String(listed), Node::String(text)) => listed == text,
        (Literal::Integer(listed), Node::Number(Number::Integer(number))) => listed == number,
        (Literal::Bool(listed), Node::Bool(truth)) => listed == truth,
        (Literal::Json(listed), _) => *listed == text,
        _ => false,
    };
    if enumeration.members.iter().any(|member| is_it(&member.wire)) {
        Fit::Exact
    } else if (enumeration.is_text() && !matches!(node, Node::String(_)))
        || (enumeration.is_integer() && !matches!(node, Node::Number(_)))
    {
        Fit::No
    } else {
        Fit::Keeps
    }
}

/// A member that has one value only is a text in the client; another text is kept, and speaks against the object.
fn fit_constant(node: &Node, field: &Field) -> Fit {
    match (&field.constant, node) {
        (Some(Literal::String(constant)), Node::String(text)) if constant != text => Fit::Keeps,
        _ => Fit::Exact,
    }
}
