//! The front page of the crate's documentation: what it is, how to start, what to know.

use std::fmt::Write as _;

use crate::ir::{BodyContent, Media, OperationId, Place, Success};

use super::context::Context;
use super::docs::Doc;
use super::harmless::code;
use super::manifest::PASSED_THROUGH;
use super::snippet::Snippet;

/// The documentation of the crate.
pub(super) fn front_page(context: &Context<'_>) -> Doc {
    let api = context.api;
    let mut docs = Doc::default();
    docs.own(&format!("Client for {}.", code(&api.title)));
    for text in [&api.docs.summary, &api.docs.description].into_iter().flatten() {
        docs.foreign(text);
    }
    docs.own("# Getting started");
    if let Some(snippet) = shown_call(context) {
        let gate = snippet.feature().map(|feature| format!("# #[cfg(feature = \"{feature}\")]\n"));
        // The gate is that of the function, behind what is used.
        let code = snippet.starting().unwrap_or_default();
        let (uses, function) = code.split_once("async fn").unwrap_or(("", &code));
        docs.own(&format!("```no_run\n{uses}{}async fn{function}\n```", gate.unwrap_or_default()));
    }
    docs.own(&starting(context));
    docs.own(
        "Resources and operations are methods of [`Client`]. An operation returns a request builder: a method for each \n\
         parameter and each field of the request body, `send` once what is required is set. What is optional need not be \n\
         mentioned. [`types`] has the types of requests and responses.",
    );
    docs.own("# Errors");
    docs.own(
        "Every request returns an [`Error`] that says what happened: [`Error::kind`] groups errors by what to do, \n\
         [`Error::status`] and [`Error::body`] are what the server sent, and [`Error::is_retryable`] says whether the same \n\
         request may succeed later. Reads are retried by the client itself.",
    );
    docs.own("# Features");
    docs.own("Each resource right below [`Client`] has a feature of its name; all of them are on by default. Others:");
    docs.own(&features());
    docs.own("# Testing");
    docs.own(
        "With the feature `test-util`, `runtime::Script` is a transport that answers from a script and records the \n\
         requests: give it to `Client::builder().transport(…)`.",
    );
    docs
}

/// The call that stands first, in `README.md` too: one that asks for something, but for little. People run it as it is, to
/// see whether anything works, so it reads where it can, and deletes only where there is nothing else to call.
pub(super) fn shown_call<'a>(context: &'a Context<'a>) -> Option<Snippet<'a>> {
    let mut operations: Vec<usize> = (0..context.api.operations.len()).collect();
    let asked = |index: usize| {
        let names = &context.names.operations[index];
        let operation = &context.api.operations[index];
        let in_path = operation.parameters.iter().filter(|parameter| parameter.place == Place::Path);
        names.flags.iter().flatten().count() + in_path.count()
    };
    operations.sort_by_key(|&index| {
        let operation = &context.api.operations[index];
        let gives_json = matches!(operation.success, Success::One(Media::Json(_)));
        // Files and the like are no beginning.
        let is_form =
            operation.body.as_ref().is_some_and(|body| !matches!(body.content, BodyContent::Json { .. }));
        let effect = effect(&operation.method);
        let is_deletion = effect == Effect::Deletes;
        // A read shows what it gives by one argument; of what is sent, two show more; without any, nothing is shown.
        let enough = if effect == Effect::Reads { 1 } else { 2 };
        let asked = match asked(index) {
            0 => 2,
            asked => asked.abs_diff(enough),
        };
        (is_deletion, operation.docs.deprecated, is_form, !gives_json, effect, asked, index)
    });
    // Nearly each can be shown; what none of the first can be is too much to begin with.
    let mut snippets = operations.into_iter().take(16).map(|index| Snippet::new(context, OperationId(index)));
    snippets.find(|snippet| snippet.starting().is_some())
}

/// What a call does to the data of whoever tries it, the least first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Effect {
    Reads,
    Creates,
    Changes,
    Deletes,
}

fn effect(method: &str) -> Effect {
    match method {
        "GET" | "HEAD" | "OPTIONS" | "QUERY" => Effect::Reads,
        "POST" => Effect::Creates,
        "DELETE" => Effect::Deletes,
        _ => Effect::Changes,
    }
}

fn starting(context: &Context<'_>) -> String {
    let variables: Vec<String> = context
        .api
        .credentials
        .iter()
        .flat_map(|credential| &credential.env)
        .map(|name| code(name))
        .collect();
    let environment = match variables.as_slice() {
        [] => "[`Client::from_env`] reads settings from the environment".to_owned(),
        names => {
            format!("[`Client::from_env`] reads credentials from the environment ({})", names.join(", "))
        }
    };
    format!("{environment}; [`Client::builder`] takes them, and all other settings, from the program.")
}

fn features() -> String {
    let mut lines = String::from("- `types`: all types, whatever resources are left out");
    for (name, adds) in PASSED_THROUGH {
        let _ = write!(lines, "\n- `{name}`: {adds}");
    }
    lines
}
