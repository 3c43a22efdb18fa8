//! Setters of a call: its parameters and the fields of its body.
//!
//! In: operations and finished types. Out: which structure a body's setters fill, and the setters.
//! Must never know: how setters are spelt; two with the same words are told apart by `names`.

use crate::ir::{
    BodyContent, FormField, Operation, Place, Presence, Setter, SetterSource, Structure, Types, Words,
    structure_of,
};

/// Fills in `fields_of` and the setters of an operation.
pub(in crate::lower) fn lower_setters(operation: &mut Operation, types: &Types) {
    let body = operation.body.as_mut().map(|body| &mut body.content);
    if let Some(BodyContent::Json { value, fields_of }) = body {
        *fields_of = structure_of(value, types).map(|(id, _)| id);
    }
    let mut setters = Vec::new();
    for (index, parameter) in operation.parameters.iter().enumerate() {
        if parameter.place != Place::Path {
            setters.push(Setter {
                source: SetterSource::Parameter(index),
                words: parameter.words.clone(),
                required: parameter.required,
            });
        }
    }
    if let Some(body) = &operation.body {
        match &body.content {
            BodyContent::Json { value, .. } => {
                let structure = structure_of(value, types).map(|(_, structure)| structure);
                if let Some(structure) = structure {
                    setters.extend(field_setters(structure, body.required));
                }
                setters.push(whole_body(body.required && structure.is_none()));
            }
            BodyContent::Form(fields) => {
                setters.extend(form_setters(fields, body.required));
                setters.extend(body.open.then(|| open_member(Words::one("form").then("field"))));
            }
            BodyContent::Multipart(fields) => {
                setters.extend(form_setters(fields, body.required));
                setters.extend(body.open.then(|| open_member(Words::one("part"))));
            }
            BodyContent::Text | BodyContent::Bytes => setters.push(whole_body(body.required)),
        }
    }
    operation.setters = setters;
}

/// Constants are among the setters: the call sets those that must be there by itself ([`Operation::implicit_value`]), and a
/// body that may be left out altogether leaves them to the caller.
fn field_setters(structure: &Structure, body_required: bool) -> impl Iterator<Item = Setter> + '_ {
    structure.fields.iter().enumerate().filter_map(move |(index, field)| {
        let required =
            field.demanded || matches!(field.presence, Presence::Required | Presence::RequiredNullable);
        (!field.read_only).then(|| Setter {
            source: SetterSource::BodyField(index),
            words: field.words.clone(),
            required: required && body_required,
        })
    })
}

fn open_member(words: Words) -> Setter {
    Setter { source: SetterSource::OpenMember, words, required: false }
}

fn form_setters(fields: &[FormField], body_required: bool) -> impl Iterator<Item = Setter> + '_ {
    fields.iter().enumerate().flat_map(move |(index, field)| {
        let required = field.required && body_required;
        let own = Setter { source: SetterSource::FormField(index), words: field.words.clone(), required };
        let headers = field.headers.iter().enumerate().map(move |(number, header)| Setter {
            source: SetterSource::PartHeader(index, number),
            words: header.words.clone(),
            required: required && header.required,
        });
        std::iter::once(own).chain(headers)
    })
}

fn whole_body(required: bool) -> Setter {
    Setter { source: SetterSource::Body, words: Words::one("body"), required }
}
