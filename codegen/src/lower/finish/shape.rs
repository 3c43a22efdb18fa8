//! What can be seen of the JSON that each case of a union accepts.
//!
//! In: finished types. Out: the shape of every case; cases that nothing tells apart are reported.
//! Must never know: schemas.

use std::collections::{BTreeMap, BTreeSet};

use crate::diag::code_table::lower as codes;
use crate::diag::{Diagnostic, Diagnostics};
use crate::ir::{
    Definition, Enumeration, Literal, Presence, Scalar, Shape, Structure, Type, TypeId, Types, Union,
    structure_of,
};
use crate::kinds::JsonKinds;

use super::hidden::hidden_case;
use super::telling::{Telling, listed_values};

/// Types inside types are looked into to this depth; deeper ones may be anything.
const MOST_NESTED: usize = 40;
/// Lists of lists are told apart to this depth.
const MOST_ITEMS: usize = 3;
/// Fills in the shapes of all cases.
pub(in crate::lower) fn fill_shapes(
    types: &mut Types,
    closed: &BTreeSet<TypeId>,
    diagnostics: &mut Diagnostics,
) {
    let mut filled: Vec<(usize, Vec<Shape>)> = Vec::new();
    let mut shapes = Shapes { types, closed, known: BTreeMap::new() };
    for (index, found) in types.iter().enumerate() {
        if let Definition::Union(union) = &found.definition {
            let mut cases: Vec<Shape> = union.cases.iter().map(|case| shapes.of(&case.value, 0)).collect();
            shapes.add_telling_members(union, &mut cases);
            forget_lone_texts(&mut cases);
            if union.tag.is_none() {
                let telling = Telling::of(union, types);
                add_ways(&telling, &mut cases);
                report_hidden(union, &telling, types, diagnostics);
            }
            filled.push((index, cases));
        }
    }
    for (index, shapes) in filled {
        if let Definition::Union(union) = &mut types[index].definition {
            for (case, shape) in union.cases.iter_mut().zip(shapes) {
                case.shape = shape;
            }
        }
    }
}

struct Shapes<'t> {
    types: &'t Types,
    closed: &'t BTreeSet<TypeId>,
    known: BTreeMap<TypeId, Shape>,
}

impl Shapes<'_> {
    fn of(&mut self, value: &Type, depth: usize) -> Shape {
        if depth > MOST_NESTED {
            return anything();
        }
        match value {
            Type::Named(id) | Type::Boxed(id) | Type::Far(id) => self.of_definition(*id, depth),
            Type::Scalar(scalar) => of_scalar(*scalar),
            Type::List(item) => {
                let items = (depth < MOST_ITEMS).then(|| Box::new(self.of(item, depth + 1)));
                Shape { kinds: JsonKinds::ARRAY, items, ..Shape::default() }
            }
            Type::Tuple(_) => Shape { kinds: JsonKinds::ARRAY, ..Shape::default() },
            Type::Map(_) | Type::OpenObject => open_object(),
            Type::Nullable(inner) => {
                let mut shape = self.of(inner, depth + 1);
                shape.kinds.insert(JsonKinds::NULL);
                shape
            }
            Type::Any => anything(),
            Type::Null => Shape { kinds: JsonKinds::NULL, ..Shape::default() },
        }
    }

    fn of_definition(&mut self, id: TypeId, depth: usize) -> Shape {
        if let Some(shape) = self.known.get(&id) {
            return shape.clone();
        }
        // A definition that refers to itself may be anything on the way.
        self.known.insert(id, anything());
        let shape = match &self.types[id.0].definition {
            Definition::Structure(structure) => self.of_structure(id, structure),
            Definition::Enumeration(enumeration) => of_enumeration(enumeration),
            Definition::Union(union) => self.of_union(union, depth),
            Definition::Alias(value) | Definition::Newtype(value) => self.of(value, depth + 1),
        };
        self.known.insert(id, shape.clone());
        shape
    }

    fn of_structure(&self, id: TypeId, structure: &Structure) -> Shape {
        let mut shape = open_object();
        shape.open = !self.closed.contains(&id);
        for field in &structure.fields {
            shape.known.push(field.wire.clone());
            if matches!(field.presence, Presence::Required | Presence::RequiredNullable) {
                shape.required.push(field.wire.clone());
            }
            if let Some(constant) = &field.constant {
                shape.constants.push((field.wire.clone(), vec![constant.clone()]));
            }
        }
        shape.known.sort_unstable();
        shape.required.sort_unstable();
        shape.constants.sort_by(|first, second| first.0.cmp(&second.0));
        shape
    }

    fn of_union(&mut self, union: &Union, depth: usize) -> Shape {
        let mut whole: Option<Shape> = None;
        for case in &union.cases {
            let shape = self.of(&case.value, depth + 1);
            whole = Some(match whole {
                Some(before) => joined(before, shape),
                None => shape,
            });
        }
        let mut whole = whole.unwrap_or_else(anything);
        if let Some(tag) = &union.tag {
            let tags = union.cases.iter().flat_map(|case| &case.tags).cloned().map(Literal::String).collect();
            whole.constants = vec![(tag.clone(), tags)];
        }
        whole
    }

    /// A member that is fixed in one case and has a few values in another tells the two apart as well.
    fn add_telling_members(&self, union: &Union, shapes: &mut [Shape]) {
        let telling: BTreeSet<String> =
            shapes.iter().flat_map(|shape| &shape.constants).map(|(name, _)| name.clone()).collect();
        for (case, shape) in union.cases.iter().zip(shapes) {
            let Some((_, structure)) = structure_of(&case.value, self.types) else { continue };
            for field in &structure.fields {
                if field.constant.is_some() || !telling.contains(&field.wire) {
                    continue;
                }
                let Some(values) = listed_values(&field.value, self.types) else { continue };
                shape.constants.push((field.wire.clone(), values));
            }
            shape.constants.sort_by(|first, second| first.0.cmp(&second.0));
        }
    }
}

fn of_scalar(scalar: Scalar) -> Shape {
    let kinds = match scalar {
        Scalar::Bool => JsonKinds::BOOLEAN,
        Scalar::I32 | Scalar::I64 | Scalar::U32 | Scalar::U64 | Scalar::I128 => JsonKinds::INTEGER,
        Scalar::F32 | Scalar::F64 => JsonKinds::NUMBER,
        _ => JsonKinds::STRING,
    };
    Shape { kinds, ..Shape::default() }
}

fn of_enumeration(enumeration: &Enumeration) -> Shape {
    let mut shape = Shape::default();
    for member in &enumeration.members {
        match &member.wire {
            Literal::String(text) => {
                shape.kinds.insert(JsonKinds::STRING);
                shape.texts.push(text.clone());
            }
            Literal::Integer(_) => shape.kinds.insert(JsonKinds::INTEGER),
            Literal::Bool(_) => shape.kinds.insert(JsonKinds::BOOLEAN),
            Literal::Json(_) => shape.kinds.insert(JsonKinds::FRACTION),
        }
    }
    shape
}

fn open_object() -> Shape {
    Shape { kinds: JsonKinds::OBJECT, open: true, ..Shape::default() }
}

fn anything() -> Shape {
    Shape { kinds: JsonKinds::ALL, open: true, ..Shape::default() }
}

/// What either accepts.
fn joined(first: Shape, second: Shape) -> Shape {
    let texts = match (first.kinds.has(JsonKinds::STRING), second.kinds.has(JsonKinds::STRING)) {
        (true, true) if first.texts.is_empty() || second.texts.is_empty() => Vec::new(),
        _ => first.texts.iter().chain(&second.texts).cloned().collect(),
    };
    let required = match (first.kinds.has(JsonKinds::OBJECT), second.kinds.has(JsonKinds::OBJECT)) {
        (true, true) => first.required.into_iter().filter(|name| second.required.contains(name)).collect(),
        (true, false) => first.required,
        _ => second.required,
    };
    let mut known: Vec<String> = first.known.into_iter().chain(second.known).collect();
    known.sort_unstable();
    known.dedup();
    Shape {
        kinds: first.kinds.or(second.kinds),
        required,
        known,
        open: first.open || second.open,
        constants: Vec::new(),
        within: Vec::new(),
        texts,
        items: None,
    }
}

/// Listed texts only tell cases apart; where one case alone is text, it takes those that are not listed as well.
fn forget_lone_texts(shapes: &mut [Shape]) {
    if shapes.iter().filter(|shape| shape.kinds.has(JsonKinds::STRING)).count() < 2 {
        for shape in shapes {
            shape.texts.clear();
        }
    }
}

/// What the constants of a case do not say already.
fn add_ways(telling: &Telling<'_>, shapes: &mut [Shape]) {
    for (shape, mut ways) in shapes.iter_mut().zip(telling.ways()) {
        ways.retain(|(way, _)| {
            !matches!(way.as_slice(), [name] if shape.constants.iter().any(|(known, _)| known == name))
        });
        shape.within = ways;
    }
}

/// One warning a union: a branch that an earlier one can hide.
fn report_hidden(union: &Union, telling: &Telling<'_>, types: &Types, diagnostics: &mut Diagnostics) {
    let Some((earlier, case)) = hidden_case(union, telling, types) else { return };
    let message = "some values fit this branch and an earlier one equally; they are read as the earlier one";
    diagnostics.push(
        Diagnostic::new(&codes::W505, &case.pointer, message)
            .with_related(&earlier.pointer, "the earlier branch")
            .with_help("give each branch a property that only it requires, or add a `discriminator`"),
    );
}
