//! What an expression of the extension leads to: a member of the response, or a place of the request.
//!
//! In: a key. Out: the path of names; where there is none, a finding that says what there is.
//! Must never know: what becomes of it.

use crate::ir::{BodyContent, Field, Operation, PageParameter, Parameter, Place, Types};

use crate::lower::page::member::{inner_structure, member_at, result_type};

use super::reading::{Reading, help_of};

impl<'a> Reading<'a> {
    /// The member of the response that a key names.
    pub(super) fn member(&mut self, key: &str) -> Option<(Vec<String>, &'a Field)> {
        let text = self.expression(key, "$response.")?;
        let (operation, types): (&'a Operation, &'a Types) = (self.operation, self.types);
        let Some(value) = result_type(operation) else {
            return self.refuse(Some(key), "the operation does not return one type of JSON", None);
        };
        let found = member_at(value, text, types);
        if found.is_none() {
            let fields = inner_structure(value, types).map(|structure| structure.fields.as_slice());
            let names: Vec<&str> =
                fields.unwrap_or_default().iter().map(|field| field.wire.as_str()).collect();
            let help = help_of(text, &names, "fields of the response");
            return self.refuse(Some(key), &format!("the response has no field `{text}`"), help);
        }
        found
    }

    /// Where the request says what a key names.
    pub(super) fn parameter(&mut self, key: &str, beside: &str) -> Option<PageParameter> {
        if self.spelt(key).is_none() {
            return self.refuse(None, &format!("it has `{beside}` and no `{key}`"), None);
        }
        let text = self.expression(key, "$request.")?;
        let (operation, types) = (self.operation, self.types);
        let named = |name: &str| operation.parameters.iter().position(|known| known.wire == name);
        let query = |name: &str| {
            let is_it = |known: &Parameter| known.place == Place::Query && known.wire == name;
            operation.parameters.iter().position(is_it).map(PageParameter::Query)
        };
        let body = |name: &str| body_member(operation, name, types).map(PageParameter::Body);
        let found = query(text)
            .or_else(|| body(text))
            .or_else(|| query(text.strip_prefix("query.")?))
            .or_else(|| body(text.strip_prefix("body.")?));
        if found.is_some() {
            return found;
        }
        if named(text).is_some() {
            let message = format!("`{text}` is neither a query parameter nor a field of the request body");
            return self.refuse(Some(key), &message, None);
        }
        let in_query = operation.parameters.iter().filter(|known| known.place == Place::Query);
        let mut known: Vec<&str> = in_query.map(|known| known.wire.as_str()).collect();
        known.extend(body_names(operation, types));
        let help = help_of(text, &known, "query parameters and fields of the request body");
        let message = format!("the request has neither a query parameter nor a request body field `{text}`");
        self.refuse(Some(key), &message, help)
    }
}

/// The path of the member of a body that asks for a page. A form has its fields, which have no members of their own.
fn body_member(operation: &Operation, name: &str, types: &Types) -> Option<Vec<String>> {
    match &operation.body.as_ref()?.content {
        BodyContent::Json { value, .. } => member_at(value, name, types).map(|(path, _)| path),
        BodyContent::Form(fields) => {
            fields.iter().find(|field| field.wire == name).map(|field| vec![field.wire.clone()])
        }
        BodyContent::Multipart(_) | BodyContent::Text | BodyContent::Bytes => None,
    }
}

fn body_names<'o>(operation: &'o Operation, types: &'o Types) -> Vec<&'o str> {
    match operation.body.as_ref().map(|body| &body.content) {
        Some(BodyContent::Json { value, .. }) => inner_structure(value, types)
            .map(|structure| structure.fields.iter().map(|field| field.wire.as_str()).collect())
            .unwrap_or_default(),
        Some(BodyContent::Form(fields)) => fields.iter().map(|field| field.wire.as_str()).collect(),
        _ => Vec::new(),
    }
}
