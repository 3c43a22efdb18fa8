//! Signatures that items have in common.
//!
//! In: the type of a field, and whether it may be missing. Out: the text of the field's type, or of its setter. Most fields
//! have a type that others have too, so each text is made once.

use std::collections::BTreeMap;

use quote::quote;

use crate::ir::{Field, Presence, Type};

use super::super::argument::argument;
use super::super::context::{Context, Site};
use super::super::structure::field_type;
use super::written::written;

/// The texts so far.
#[derive(Default)]
pub(super) struct Signatures<'a> {
    fields: Known<'a>,
    setters: Known<'a>,
}

type Known<'a> = BTreeMap<(Presence, &'a Type), String>;

impl<'a> Signatures<'a> {
    /// `Option<String>`
    pub(super) fn of_field(&mut self, context: &Context<'_>, field: &'a Field) -> String {
        let text = || written(field_type(context, field, Site::Resource));
        self.fields.entry((field.presence, &field.value)).or_insert_with(text).clone()
    }

    /// `fn(self, value: impl Into<String>)`
    pub(super) fn of_setter(&mut self, context: &Context<'_>, field: &'a Field) -> String {
        let text = || setter(context, &field.value, field.presence);
        self.setters.entry((field.presence, &field.value)).or_insert_with(text).clone()
    }
}

/// `fn(self, value: impl Into<String>)`
pub(super) fn setter(context: &Context<'_>, value: &Type, presence: Presence) -> String {
    let given = argument(context, value, presence, Site::Resource);
    let (generics, accepts) = (given.generics, given.accepts);
    written(quote!(fn #generics (self, value: #accepts)))
}
