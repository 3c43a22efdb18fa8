//! Names of types and of their builders.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Api, Definition, TypeDefinition, Words};
use crate::threads::at_once;

use super::case::Case;
use super::cases::allocate_constructors;
use super::gather::Gathering;
use super::ident::RustIdent;
use super::members::allocate_members;
use super::pins::{Pins, TypePin};
use super::reserved::{BUILDER_METHODS, PRELUDE};
use super::table::{BuilderNames, TypeNames};
use super::type_modules::allocate_type_modules;

/// Names all types: one flat scope, with their builders.
pub(super) fn allocate_types(api: &Api, pins: &Pins, diagnostics: &mut Diagnostics) -> Vec<TypeNames> {
    let mut scope = Gathering::new(Case::Pascal, "types", "Value").taking(PRELUDE.iter().copied());
    for (index, definition) in api.types.iter().enumerate() {
        if definition.pinned {
            scope.add(&definition.words, None, &definition.pointer, true);
        } else {
            scope.add_standing(&definition.words, &definition.pointer);
        }
        scope.keep(pins.of_type(index).map(|pin| pin.ident.as_str()));
    }
    let idents = scope.name(diagnostics);
    let mut taken: BTreeSet<String> = idents.iter().map(|ident| ident.as_str().to_owned()).collect();
    taken.extend(PRELUDE.iter().map(|name| (*name).to_owned()));
    let builders = allocate_builder_idents(api, &idents, pins, &taken);
    taken.extend(builders.iter().flatten().map(|ident| ident.as_str().to_owned()));
    // What is inside of a type is named for itself, so that halves can be named at once.
    let inside = |types: Range<usize>| {
        let mut found = Diagnostics::new();
        let inside: Vec<Inside> = types
            .map(|index| {
                let (definition, builder) = (&api.types[index], builders[index].as_ref());
                name_inside(api, definition, builder, pins.of_type(index), &taken, &mut found)
            })
            .collect();
        (inside, found)
    };
    let (half, end) = (api.types.len() / 2, api.types.len());
    let ((others, found_in_others), ((mut insides, found), modules)) =
        at_once(|| inside(half..end), || (inside(0..half), allocate_type_modules(api, &idents)));
    insides.extend(others);
    diagnostics.append(found);
    diagnostics.append(found_in_others);
    idents
        .into_iter()
        .zip(modules)
        .zip(insides)
        .map(|((ident, module), Inside { members, rest, builder, constructors })| TypeNames {
            ident,
            module,
            members,
            rest,
            builder,
            constructors,
        })
        .collect()
}

/// The names of what is inside of a type.
struct Inside {
    members: Vec<RustIdent>,
    rest: Option<RustIdent>,
    builder: Option<BuilderNames>,
    constructors: Vec<Option<RustIdent>>,
}

fn name_inside(
    api: &Api,
    definition: &TypeDefinition,
    builder: Option<&RustIdent>,
    pin: Option<&TypePin>,
    taken: &BTreeSet<String>,
    diagnostics: &mut Diagnostics,
) -> Inside {
    let (members, rest) = allocate_members(definition, (&api.types, pin), diagnostics);
    let builder =
        builder.map(|builder| allocate_builder(api, definition, builder, &members, rest.as_ref(), taken));
    let constructors = match &definition.definition {
        Definition::Union(union) => allocate_constructors(definition, union, &members, &api.types),
        _ => Vec::new(),
    };
    Inside { members, rest, builder, constructors }
}

/// The builder of each structure that a request can hold.
fn allocate_builder_idents(
    api: &Api,
    idents: &[RustIdent],
    pins: &Pins,
    taken: &BTreeSet<String>,
) -> Vec<Option<RustIdent>> {
    let wanted: Vec<Option<(Words, &Pointer)>> = api
        .types
        .iter()
        .zip(idents)
        .map(|(definition, ident)| {
            definition.has_builder().then(|| (Words::many([ident.as_str(), "Builder"]), &definition.pointer))
        })
        .collect();
    let mut scope = Gathering::new(Case::Pascal, "builders", "Type").beside(taken).quietly();
    for (index, wanted) in wanted.iter().enumerate() {
        if let Some((words, pointer)) = wanted {
            scope.add(words, None, pointer, false);
            scope.keep(pins.of_type(index).and_then(|pin| pin.builder.as_deref()));
        }
    }
    let mut names = scope.name(&mut Diagnostics::new()).into_iter();
    wanted.iter().map(|wanted| wanted.as_ref().and_then(|_| names.next())).collect()
}

fn allocate_builder(
    api: &Api,
    definition: &TypeDefinition,
    ident: &RustIdent,
    members: &[RustIdent],
    rest: Option<&RustIdent>,
    taken: &BTreeSet<String>,
) -> BuilderNames {
    let Definition::Structure(structure) = &definition.definition else {
        return BuilderNames { ident: ident.clone(), setters: Vec::new(), rest: None, flags: Vec::new() };
    };
    let setters = resettle(members.iter().chain(rest), &definition.pointer, BUILDER_METHODS);
    let asked: Vec<bool> =
        structure.fields.iter().map(|field| field.is_required_setter(&api.types)).collect();
    let flags = allocate_flags(&setters[..members.len()], &asked, &definition.pointer, taken);
    BuilderNames {
        ident: ident.clone(),
        rest: rest.and_then(|_| setters.last().cloned()),
        setters: setters[..members.len()].to_vec(),
        flags,
    }
}

/// The same names where none of them is taken; a taken one gives way.
fn resettle<'a>(
    names: impl Iterator<Item = &'a RustIdent>,
    pointer: &Pointer,
    reserved: &[&str],
) -> Vec<RustIdent> {
    let names: Vec<&RustIdent> = names.collect();
    if !names.iter().any(|name| reserved.contains(&name.as_str())) {
        return names.into_iter().cloned().collect();
    }
    let words: Vec<Words> = names.iter().map(|name| Words::one(name.as_str())).collect();
    let mut scope =
        Gathering::new(Case::Snake, "setters", "value").taking(reserved.iter().copied()).quietly();
    for words in &words {
        scope.add(words, None, pointer, false);
    }
    scope.name(&mut Diagnostics::new())
}

/// A const parameter for each setter that must be called. A type of the same name would be taken for it.
pub(super) fn allocate_flags(
    setters: &[RustIdent],
    asked: &[bool],
    pointer: &Pointer,
    taken: &BTreeSet<String>,
) -> Vec<Option<RustIdent>> {
    let words: Vec<Option<Words>> =
        setters.iter().zip(asked).map(|(setter, asked)| asked.then(|| flag_words(setter.as_str()))).collect();
    let mut scope = Gathering::new(Case::Screaming, "flags", "set").beside(taken).quietly();
    for words in words.iter().flatten() {
        scope.add(words, None, pointer, false);
    }
    let mut names = scope.name(&mut Diagnostics::new()).into_iter();
    words.iter().map(|words| words.as_ref().and_then(|_| names.next())).collect()
}

/// One letter could be a type parameter's.
fn flag_words(setter: &str) -> Words {
    if setter.chars().count() == 1 { Words::many([setter, "is_set"]) } else { Words::one(setter) }
}
