//! Names inside a type: fields, variants, the setters and flags of its builder.

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{Definition, Enumeration, Literal, Member, Rest, Structure, TypeDefinition, Types, Words};

use super::candidate::{Candidate, Choices};
use super::case::Case;
use super::cases::allocate_cases;
use super::gather::Gathering;
use super::ident::RustIdent;
use super::pins::TypePin;
use super::reserved::VARIANTS;

/// Fields or variants of a definition in their order, and the field of the rest.
pub(super) fn allocate_members(
    definition: &TypeDefinition,
    (types, pin): (&Types, Option<&TypePin>),
    diagnostics: &mut Diagnostics,
) -> (Vec<RustIdent>, Option<RustIdent>) {
    match &definition.definition {
        Definition::Structure(structure) => allocate_fields(structure, &definition.pointer, pin, diagnostics),
        Definition::Enumeration(enumeration) => {
            (allocate_values(enumeration, &definition.pointer, pin, diagnostics), None)
        }
        Definition::Union(union) => {
            (allocate_cases(union, (&definition.words, types), pin, diagnostics), None)
        }
        Definition::Alias(_) | Definition::Newtype(_) => (Vec::new(), None),
    }
}

fn allocate_fields(
    structure: &Structure,
    pointer: &Pointer,
    pin: Option<&TypePin>,
    diagnostics: &mut Diagnostics,
) -> (Vec<RustIdent>, Option<RustIdent>) {
    let rest = Words::one("extra");
    // Not a place of the description: no field can have this pointer.
    let rest_pointer = pointer.key("additionalProperties");
    let mut fields = Gathering::new(Case::Snake, "fields", "");
    for field in &structure.fields {
        fields.add(&field.words, Some(&field.wire), &field.pointer, true);
        fields.keep(pin.and_then(|pin| pin.member(&field.wire)));
    }
    let kept = matches!(structure.rest, Rest::Kept(_));
    if kept {
        fields.add_placed(&rest, ("fields", "additional properties"), &rest_pointer, false);
    }
    let mut names = fields.name(diagnostics);
    let rest = if kept { names.pop() } else { None };
    (names, rest)
}

fn allocate_values(
    enumeration: &Enumeration,
    pointer: &Pointer,
    pin: Option<&TypePin>,
    diagnostics: &mut Diagnostics,
) -> Vec<RustIdent> {
    let texts: Vec<String> = enumeration.members.iter().map(|member| member.wire.text()).collect();
    let mut values = Gathering::new(Case::Pascal, "values", "Value").taking(VARIANTS.iter().copied());
    // A text that looks like a value of another kind is told from it by being text.
    let is_text = |member: &Member| matches!(member.wire, Literal::String(_));
    let is_mixed = enumeration.members.iter().any(is_text) && !enumeration.members.iter().all(is_text);
    let as_text: Vec<Words> = if is_mixed {
        texts.iter().map(|text| Words::many(["text", text.as_str()])).collect()
    } else {
        Vec::new()
    };
    for (index, (member, text)) in enumeration.members.iter().zip(&texts).enumerate() {
        let choices = match as_text.get(index).filter(|_| is_text(member)) {
            Some(words) => Choices::First(words),
            None => Choices::Spelling,
        };
        let pinned = is_mixed && !is_text(member);
        let candidate =
            Candidate { words: &member.words, wire: Some(text), place: None, pointer, pinned, choices };
        values.add_written_at(&member.pointer, candidate);
        values.keep(pin.and_then(|pin| pin.member(text)));
    }
    values.name(diagnostics)
}
