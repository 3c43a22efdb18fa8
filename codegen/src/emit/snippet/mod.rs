//! Examples in documentation: calls as a person would write them, which are compiled as tests.
//!
//! In: an operation, and what the description shows of its values. Out: Markdown with code that compiles. What no short
//! value is at hand for is an argument of the function around the code.
//! Must never know: a schema.

mod expression;
mod value;

use serde_json::Value;

use self::expression::Expression;
use self::value::{Values, written};
use super::context::{Context, Site};
use super::paths::way_down;
use crate::ir::{
    Body, BodyContent, FormField, FormFieldKind, Operation, OperationId, Parameter, Place, Setter,
    SetterSource, Success, Type,
};
use crate::names::OperationNames;

/// A call with all that it needs, up to what sends it.
pub(super) struct Snippet<'a> {
    context: &'a Context<'a>,
    operation: &'a Operation,
    call: Expression,
    /// Arguments of the function around it: their names and types.
    arguments: Vec<(String, String)>,
}

impl<'a> Snippet<'a> {
    pub(super) fn new(context: &'a Context<'a>, id: OperationId) -> Self {
        let operation = &context.api.operations[id.0];
        let names = context.operation_names(id);
        Maker { context, operation, names, values: Values::new(context), arguments: Vec::new() }.make()
    }

    /// The documentation of `send`.
    pub(super) fn sending(&self) -> String {
        let call = self.then("send");
        let gate = self.operation.only_streams().then_some("stream");
        let returns_nothing = matches!(self.operation.success, Success::Empty);
        let before = if returns_nothing { "" } else { "let response = " };
        self.block(gate, call.lines(before, ".await?;"))
    }

    /// The documentation of `by_page` and `by_item`.
    pub(super) fn walking(&self, what: &str) -> String {
        let mut lines = self.then(&format!("by_{what}")).lines(&format!("let mut {what}s = "), ";");
        lines.push(format!("while let Some({what}) = {what}s.next().await {{"));
        lines.push(format!("    println!(\"{{:?}}\", {what}?);"));
        lines.push("}".to_owned());
        self.block(Some("stream"), lines)
    }

    /// The first example that a reader of the crate sees: a client, and a call by it. `None` where the call needs more than
    /// this shows.
    pub(super) fn starting(&self) -> Option<String> {
        if !self.arguments.is_empty() || self.operation.only_streams() {
            return None;
        }
        let library = self.context.library;
        let mut lines = self.uses();
        lines.push(format!("async fn example() -> Result<(), {library}::Error> {{"));
        lines.push(format!("    let client = {library}::Client::from_env()?;"));
        let before = if matches!(self.operation.success, Success::Empty) { "" } else { "let response = " };
        let call = self.then("send").lines(before, ".await?;");
        lines.extend(call.into_iter().map(|line| format!("    {line}")));
        lines.push("    Ok(())".to_owned());
        lines.push("}".to_owned());
        Some(lines.join("\n"))
    }

    /// The feature that carries the operation.
    pub(super) fn feature(&self) -> Option<&'a str> {
        let feature = &self.context.resource_names(self.operation.resource).feature;
        Some(feature.as_str()).filter(|feature| !feature.is_empty())
    }

    fn then(&self, method: &str) -> Expression {
        self.call.clone().then(method)
    }

    fn uses(&self) -> Vec<String> {
        if self.call.line().contains("types::") {
            vec![format!("use {}::types;", self.context.library), String::new()]
        } else {
            Vec::new()
        }
    }

    /// The code in a function that nobody sees.
    fn block(&self, gate: Option<&str>, code: Vec<String>) -> String {
        let library = self.context.library;
        let mut lines = vec!["```no_run".to_owned()];
        let uses = self.uses();
        if !self.arguments.is_empty() {
            let types = if uses.is_empty() { "runtime, types" } else { "runtime" };
            lines.push(format!("# #[allow(unused_imports)] use {library}::{{{types}}};"));
        }
        lines.extend(uses);
        lines.extend(gate.map(|gate| format!("# #[cfg(feature = \"{gate}\")]")));
        let arguments: Vec<String> =
            self.arguments.iter().map(|(name, ty)| format!(", {name}: {ty}")).collect();
        let arguments = arguments.concat();
        lines.push(format!(
            "# async fn example(client: &{library}::Client{arguments}) -> Result<(), {library}::Error> {{"
        ));
        lines.extend(self.arguments.iter().map(|(name, ty)| format!("// `{name}` is a `{ty}`.")));
        lines.extend(code);
        lines.push("# Ok(())".to_owned());
        lines.push("# }".to_owned());
        lines.push("```".to_owned());
        lines.join("\n")
    }
}

struct Maker<'a> {
    context: &'a Context<'a>,
    operation: &'a Operation,
    names: &'a OperationNames,
    values: Values<'a>,
    arguments: Vec<(String, String)>,
}

impl<'a> Maker<'a> {
    fn make(mut self) -> Snippet<'a> {
        let mut calls: Vec<(String, Vec<Expression>)> = way_down(self.context, self.operation.resource)
            .into_iter()
            .map(|resource| (written(&self.context.resource_names(resource).method), Vec::new()))
            .collect();
        let mut in_path = Vec::new();
        for (parameter, name) in self.operation.parameters.iter().zip(&self.names.arguments) {
            if parameter.place == Place::Path {
                let value = self.parameter(parameter);
                in_path.push(self.or_argument(value, &parameter.value, &written(name)));
            }
        }
        calls.push((written(&self.names.method), in_path));
        let body = self.operation.body.as_ref();
        let shown =
            body.and_then(|body| self.values.shown_at(&body.pointer.key("content").key(&body.media_type)));
        for (index, setter) in self.operation.setters.iter().enumerate() {
            if self.names.flags.get(index).is_some_and(Option::is_some) {
                let name = written(&self.names.setters[index]);
                let value = self.setter(setter, shown.as_ref(), &name);
                calls.extend(value.map(|value| (name, vec![value])));
            }
        }
        let call = Expression::Chain("client".to_owned(), calls);
        let Self { context, operation, arguments, .. } = self;
        Snippet { context, operation, call, arguments }
    }

    fn parameter(&mut self, parameter: &Parameter) -> Option<Expression> {
        let pointer = &parameter.pointer;
        let shown = self.values.shown_at(pointer).or_else(|| self.values.shown_at(&pointer.key("schema")));
        self.values.given(&parameter.value, shown.as_ref(), &parameter.wire)
    }

    /// The value, or an argument of this name and type.
    fn or_argument(&mut self, value: Option<Expression>, ty: &Type, name: &str) -> Expression {
        value.unwrap_or_else(|| {
            let ty = self.context.type_tokens(&ty.unboxed(), Site::Resource).to_string();
            let ty = ty.replace(" :: ", "::").replace(" < ", "<").replace(" >", ">").replace(" ,", ",");
            self.argument(name, ty)
        })
    }

    fn argument(&mut self, name: &str, ty: String) -> Expression {
        let mut name = name.to_owned();
        while name == "client" || self.arguments.iter().any(|(other, _)| *other == name) {
            name.push('_');
        }
        self.arguments.push((name.clone(), ty));
        Expression::Word(name)
    }

    /// What a setter is given that must be called.
    fn setter(&mut self, setter: &Setter, shown: Option<&Value>, name: &str) -> Option<Expression> {
        let body = self.operation.body.as_ref();
        match (setter.source, body.map(|body| &body.content)) {
            (SetterSource::Parameter(index), _) => {
                let parameter = self.operation.parameters.get(index)?;
                let value = self.parameter(parameter);
                Some(self.or_argument(value, &parameter.value, name))
            }
            (SetterSource::BodyField(index), _) => {
                let field = self.operation.body_field(index, self.context.types())?;
                let value = self.values.field(field, shown.and_then(|shown| shown.get(&field.wire)));
                Some(self.or_argument(value, &field.value, name))
            }
            (
                SetterSource::FormField(index),
                Some(BodyContent::Form(fields) | BodyContent::Multipart(fields)),
            ) => {
                let field = fields.get(index)?;
                Some(self.form_field(field, shown.and_then(|shown| shown.get(&field.wire)), name))
            }
            (SetterSource::PartHeader(index, header), Some(BodyContent::Multipart(fields))) => {
                let header = fields.get(index)?.headers.get(header)?;
                let value = self.values.given(&header.value, None, &header.wire);
                Some(self.or_argument(value, &header.value, name))
            }
            (SetterSource::Body, Some(_)) => Some(self.whole(body?, shown, name)),
            _ => None,
        }
    }

    fn form_field(&mut self, field: &FormField, shown: Option<&Value>, name: &str) -> Expression {
        match &field.kind {
            FormFieldKind::Value(Type::Nullable(inner)) => {
                let value = self.values.given_or_null(inner, shown, &field.wire);
                self.or_argument(value, inner, name)
            }
            FormFieldKind::Value(value) => {
                let made = self.values.given(value, shown, &field.wire);
                self.or_argument(made, value, name)
            }
            FormFieldKind::File => file(),
            FormFieldKind::Files => Expression::Between("[".to_owned(), vec![file()], "]"),
        }
    }

    fn whole(&mut self, body: &Body, shown: Option<&Value>, name: &str) -> Expression {
        match &body.content {
            BodyContent::Json { value: Type::Nullable(inner), .. } => {
                let value = self.values.given_or_null(inner, shown, name);
                self.or_argument(value, inner, name)
            }
            BodyContent::Json { value, .. } => {
                let made = self.values.given(value, shown, name);
                self.or_argument(made, value, name)
            }
            BodyContent::Text => Expression::Word("\"text\"".to_owned()),
            _ => file(),
        }
    }
}

/// A file: what is read from it is sent.
fn file() -> Expression {
    Expression::Word("std::path::Path::new(\"path/to/file\")".to_owned())
}
