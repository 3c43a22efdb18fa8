//! Documentation of an operation.

use std::fmt::Write as _;

use crate::ir::{Media, Operation, OperationId, Place, StatusMatch, Success};

use super::context::Context;
use super::docs::Doc;
use super::harmless::code;
use super::paths::path_template;
use super::snippet::Snippet;

/// What the call does, the request line, what it needs, what can go wrong.
pub(super) fn operation_docs(context: &Context<'_>, id: OperationId) -> Doc {
    let operation = &context.api.operations[id.0];
    let names = context.operation_names(id);
    let request = format!("{} {}", operation.method, path_template(operation));
    let mut doc = Doc::of(&operation.docs, &format!("Sends a {} request.", code(&request)));
    // Without words of the description, the sentence has the request already.
    if operation.docs.summary.is_some() || operation.docs.description.is_some() {
        doc.own(&code(&request));
    }
    let arguments = operation.parameters.iter().zip(&names.arguments);
    for (parameter, name) in arguments.filter(|(parameter, _)| parameter.place == Place::Path) {
        let said = parameter.docs.summary.as_ref().or(parameter.docs.description.as_ref());
        if let Some(said) = said {
            doc.foreign(&format!("- `{}`: {}", name.as_str(), first_line(said)));
        }
    }
    let required: Vec<String> = names
        .setters
        .iter()
        .zip(&names.flags)
        .filter(|(_, flag)| flag.is_some())
        .map(|(setter, _)| format!("`{}`", setter.as_str()))
        .collect();
    if !required.is_empty() {
        doc.own(&wrapped_list("Required:", &required));
    }
    push_variants(&mut doc, context, operation);
    push_success(&mut doc, operation);
    if super::page::is_paged(context, id) {
        doc.own("Returns one page; `by_page` and `by_item` iterate over all of them.");
    }
    doc.own("# Examples");
    doc.own(&Snippet::new(context, id).sending());
    push_errors(&mut doc, operation);
    doc
}

/// The items behind the word, on as many lines as they need.
fn wrapped_list(word: &str, items: &[String]) -> String {
    let mut text = word.to_owned();
    let mut width = text.len();
    for (index, item) in items.iter().enumerate() {
        let end = if index + 1 == items.len() { "." } else { "," };
        let length = item.chars().count() + end.len();
        if width + 1 + length > 108 {
            text.push('\n');
            width = 0;
        } else {
            text.push(' ');
            width += 1;
        }
        text.push_str(item);
        text.push_str(end);
        width += length;
    }
    text
}

/// Where the body can be of several kinds, each call says which of them it sends, and which calls send the others.
fn push_variants(doc: &mut Doc, context: &Context<'_>, operation: &Operation) {
    let sends = |operation: &Operation| operation.body.as_ref().map(|body| code(&body.media_type));
    let Some(sent) =
        sends(operation).filter(|_| operation.variant_of.is_some() || !operation.variants.is_empty())
    else {
        return;
    };
    let others: Vec<String> = operation
        .variant_of
        .iter()
        .chain(&operation.variants)
        .filter_map(|id| {
            let method = context.operation_names(*id).method.as_str();
            Some(format!("`{method}` sends {}", sends(&context.api.operations[id.0])?))
        })
        .collect();
    doc.own(&format!("Sends the request body as {sent}; {}.", others.join(", ")));
}

fn push_success(doc: &mut Doc, operation: &Operation) {
    let said = match &operation.success {
        Success::One(Media::Bytes) | Success::Optional(Media::Bytes) => {
            "Returns the response body as bytes; `stream` yields them as they arrive."
        }
        _ if operation.gives_anything() => {
            "The API description does not define a response body: `send_raw` and `stream` return whatever arrives."
        }
        Success::Optional(_) => "Returns `None` if the response has no body.",
        _ => return,
    };
    doc.own(said);
}

fn push_errors(doc: &mut Doc, operation: &Operation) {
    if operation.errors.is_empty() {
        return;
    }
    doc.own("# Errors");
    let mut list = String::new();
    for response in &operation.errors {
        let status = match response.status {
            StatusMatch::Code(code) => code.to_string(),
            StatusMatch::Range(digit) => format!("{digit}XX"),
            StatusMatch::Default => "any other status".to_owned(),
        };
        let said = response.docs.summary.as_ref().or(response.docs.description.as_ref());
        let said = said.map_or_else(|| "an error".to_owned(), |said| first_line(said));
        let _ = writeln!(list, "- {status}: {said}");
    }
    doc.foreign(&list);
}

/// The first line of a text that has something to say.
fn first_line(text: &str) -> String {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("an error").to_owned()
}
