//! Names of the cases of a union, and of the functions that make one of a single value.
//!
//! A case is `Message::User`, not `Message::MessageUserMessage`: what the union is called is not said again; see
//! [`short_cases`].

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{TypeDefinition, Types, Union, Words, short_cases};

use super::case::Case;
use super::gather::Gathering;
use super::ident::RustIdent;
use super::pins::TypePin;
use super::reserved::{UNION_FUNCTIONS, VARIANTS};

/// The variants of a union, in the order of its cases.
pub(super) fn allocate_cases(
    union: &Union,
    (name, types): (&Words, &Types),
    pin: Option<&TypePin>,
    diagnostics: &mut Diagnostics,
) -> Vec<RustIdent> {
    let mut words = short_cases(union, name);
    for (words, case) in words.iter_mut().zip(&union.cases) {
        words.choose(case.words.chosen());
    }
    let mut cases = Gathering::new(Case::Pascal, "cases", "Value").taking(VARIANTS.iter().copied());
    for (case, words) in union.cases.iter().zip(&words) {
        cases.add(words, case.tags.first().map(String::as_str), &case.pointer, false);
        let called = case.called(types);
        cases.keep(pin.filter(|_| !called.is_empty()).and_then(|pin| pin.member(&called)));
    }
    cases.name(diagnostics)
}

/// The functions that make a case of nothing or of one value, by case.
pub(super) fn allocate_constructors(
    definition: &TypeDefinition,
    union: &Union,
    variants: &[RustIdent],
    types: &Types,
) -> Vec<Option<RustIdent>> {
    let wanted: Vec<Option<Words>> = union
        .cases
        .iter()
        .zip(variants)
        .map(|(case, variant)| {
            let needs = definition.usage.request.then(|| union.needs_of(case, types)).flatten();
            needs.map(|_| Words::one(variant.as_str()))
        })
        .collect();
    let pointer: &Pointer = &definition.pointer;
    let mut scope =
        Gathering::new(Case::Snake, "functions", "case").taking(UNION_FUNCTIONS.iter().copied()).quietly();
    for words in wanted.iter().flatten() {
        scope.add(words, None, pointer, false);
    }
    let mut names = scope.name(&mut Diagnostics::new()).into_iter();
    wanted.iter().map(|wanted| wanted.as_ref().and_then(|_| names.next())).collect()
}
