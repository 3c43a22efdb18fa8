//! What setters take, for every type that a client can have.

use std::fmt::Write as _;

use crate::diag::Diagnostics;
use crate::ir::{
    Api, Case, Definition, Docs, Presence, Resource, Scalar, Shape, Structure, Type, TypeDefinition, TypeId,
    Union, Words,
};
use crate::names::allocate_names;

use super::super::argument::argument;
use super::super::context::{Context, Site};
use super::{definition, field};

const STRUCTURE: TypeId = TypeId(0);
const UNION: TypeId = TypeId(1);
const NEWTYPE: TypeId = TypeId(2);
const ALIAS: TypeId = TypeId(3);

fn types() -> Vec<TypeDefinition> {
    let text = Type::Scalar(Scalar::String);
    let case = |name: &str, value: Type| Case {
        pointer: crate::diag::Pointer::root().key("cases").key(name),
        words: Words::one(name),
        value,
        tags: Vec::new(),
        events: Vec::new(),
        shape: Shape::default(),
        docs: Docs::default(),
    };
    let fields = vec![field("name", text.clone(), Presence::Required)];
    let cases = vec![case("text", text.clone()), case("truth", Type::Scalar(Scalar::Bool))];
    let types = vec![
        definition("Thing", Definition::Structure(Structure { fields, ..Structure::default() })),
        definition("Either", Definition::Union(Union { cases, tag: None, otherwise: None })),
        definition("Around", Definition::Newtype(list(text))),
        definition("Pairs", Definition::Alias(map(Type::Named(UNION)))),
    ];
    types.into_iter().map(|definition| TypeDefinition { resource: None, ..definition }).collect()
}

fn list(items: Type) -> Type {
    Type::List(Box::new(items))
}

fn map(values: Type) -> Type {
    Type::Map(Box::new(values))
}

fn or_null(value: Type) -> Type {
    Type::Nullable(Box::new(value))
}

/// One of each kind of type. A new kind does not compile here before it has a row.
fn samples() -> Vec<Type> {
    let text = || Type::Scalar(Scalar::String);
    let number = || Type::Scalar(Scalar::I64);
    let of_kind = |kind: &Type| match kind {
        Type::Named(_) => {
            vec![Type::Named(STRUCTURE), Type::Named(UNION), Type::Named(NEWTYPE), Type::Named(ALIAS)]
        }
        Type::Boxed(_) | Type::Far(_) => vec![Type::Boxed(STRUCTURE)],
        Type::Scalar(_) => {
            vec![number(), text(), Type::Scalar(Scalar::DateTime), Type::Scalar(Scalar::Bytes)]
        }
        Type::List(_) => vec![
            list(number()),
            list(text()),
            list(Type::Named(UNION)),
            list(list(text())),
            list(Type::OpenObject),
            list(or_null(text())),
            list(or_null(list(text()))),
        ],
        Type::Map(_) => vec![
            map(number()),
            map(text()),
            map(list(text())),
            map(Type::Any),
            map(Type::Named(UNION)),
            map(or_null(Type::Named(UNION))),
            map(or_null(text())),
        ],
        Type::Tuple(_) => vec![Type::Tuple(vec![number(), text()])],
        Type::Nullable(_) => vec![or_null(number())],
        Type::Any => vec![Type::Any],
        Type::OpenObject => vec![Type::OpenObject],
        Type::Null => vec![Type::Null],
    };
    [
        Type::Scalar(Scalar::I64),
        Type::Named(STRUCTURE),
        Type::Boxed(STRUCTURE),
        list(Type::Null),
        map(Type::Null),
        Type::Tuple(Vec::new()),
        or_null(Type::Null),
        Type::Any,
        Type::OpenObject,
        Type::Null,
    ]
    .iter()
    .flat_map(of_kind)
    .collect()
}

#[test]
fn every_type_is_given_by_one_rule() {
    let root =
        Resource { words: Words::default(), parent: None, docs: Docs::default(), operations: Vec::new() };
    let api = Api { types: types(), resources: vec![root], ..Api::default() };
    let names = allocate_names(&api, &mut Diagnostics::new());
    let context = Context::new(&api, &names, "phone");
    let tidy = |tokens: &proc_macro2::TokenStream| {
        let text = tokens.to_string().replace(" :: ", "::").replace(" < ", "<").replace(" >", ">");
        text.replace("std::collections::", "").replace(" ,", ",")
    };
    let mut table = String::new();
    for value in samples() {
        let written = tidy(&context.type_tokens(&value, Site::Resource));
        let _ = writeln!(table, "{written}");
        for (presence, word) in [
            (Presence::Required, "required"),
            (Presence::Optional, "optional"),
            (Presence::RequiredNullable, "or null"),
            (Presence::OptionalNullable, "optional or null"),
        ] {
            let given = argument(&context, &value, presence, Site::Resource);
            let _ = writeln!(table, "    {word}: {}{}", tidy(&given.generics), tidy(&given.accepts));
        }
    }
    insta::assert_snapshot!("arguments", table);
}
