//! The client as text that people can read and compare.
//!
//! In: an [`Api`]. Out: text; what is not said is the usual case.
//! Must never know: descriptions, Rust identifiers.

use std::fmt::{self, Write as _};

use super::{
    Api, Body, BodyContent, Definition, FormField, FormFieldKind, Literal, Media, Operation, PageEnd,
    PageKind, PageParameter, ParameterStyle, PathPart, Presence, Rest, Success, Switch, Type, TypeDefinition,
    Words,
};

/// The whole client, one line a thing.
#[must_use]
pub fn dump(api: &Api) -> String {
    let mut text = String::new();
    for credential in &api.credentials {
        let _ = writeln!(
            text,
            "credential {} {:?} {}",
            credential.wire,
            credential.kind,
            credential.env.join(" ")
        );
    }
    match &api.security {
        Some(security) if security.is_empty() => {}
        Some(security) => {
            let _ = writeln!(text, "security {security:?}");
        }
        None if api.credentials.is_empty() => {}
        None => {
            let _ = writeln!(text, "security as given {:?}", api.preferred);
        }
    }
    for server in &api.servers {
        let _ = writeln!(text, "server {}", server.url);
    }
    for operation in &api.operations {
        dump_operation(api, operation, &mut text);
    }
    for found in &api.types {
        dump_definition(api, found, &mut text);
    }
    text
}

/// A type as text.
#[must_use]
pub fn dump_type(api: &Api, value: &Type) -> String {
    let inner = |value: &Type| dump_type(api, value);
    match value {
        Type::Named(id) => api.types.get(id.0).map_or_else(|| format!("{id:?}"), |found| spelt(&found.words)),
        Type::Boxed(id) => format!("box {}", dump_type(api, &Type::Named(*id))),
        Type::Far(id) => format!("far {}", dump_type(api, &Type::Named(*id))),
        Type::Scalar(scalar) => format!("{scalar:?}").to_lowercase(),
        Type::List(item) => format!("[{}]", inner(item)),
        Type::Map(item) => format!("{{{}}}", inner(item)),
        Type::Tuple(members) => format!("({})", members.iter().map(inner).collect::<Vec<_>>().join(", ")),
        Type::Nullable(value) => format!("{}|null", inner(value)),
        Type::Any => "any".to_owned(),
        Type::OpenObject => "object".to_owned(),
        Type::Null => "null".to_owned(),
    }
}

fn dump_operation(api: &Api, operation: &Operation, text: &mut String) {
    let mut path = String::new();
    for part in &operation.path {
        match part {
            PathPart::Literal(literal) => path.push_str(literal),
            PathPart::Parameter(name) => {
                let _ = write!(path, "{{{name}}}");
            }
        }
    }
    let mut names = Vec::new();
    let mut at = Some(operation.resource);
    while let Some(resource) = at.and_then(|id| api.resources.get(id.0)) {
        names.push(spelt(&resource.words));
        at = resource.parent;
    }
    names.reverse();
    let _ = writeln!(text, "{} {path} = {}.{}", operation.method, names.join("."), spelt(&operation.words));
    for (name, value) in &operation.fixed_query {
        let _ = writeln!(text, "  fixed {name}={value}");
    }
    for parameter in &operation.parameters {
        let _ = writeln!(
            text,
            "  {} {}{} {} {:?}{}",
            format!("{:?}", parameter.place).to_lowercase(),
            parameter.wire,
            if parameter.required { "!" } else { "" },
            dump_type(api, &parameter.value),
            parameter.style,
            if parameter.explode { " exploded" } else { "" },
        );
    }
    if let Some(body) = &operation.body {
        dump_body(api, body, text);
    }
    dump_answers(api, operation, text);
    if let Some(security) = &operation.security {
        let _ = writeln!(text, "  security {security:?}");
    }
}

fn dump_body(api: &Api, body: &Body, text: &mut String) {
    let required = if body.required { "!" } else { "" };
    let _ = write!(text, "  body{required} {}", body.media_type);
    let _ = match &body.content {
        BodyContent::Json { value, fields_of } => {
            let fields = if fields_of.is_some() { " by fields" } else { "" };
            writeln!(text, " {}{fields}", dump_type(api, value))
        }
        BodyContent::Form(fields) => dump_form(api, body, fields, "fields", text),
        BodyContent::Multipart(fields) => dump_form(api, body, fields, "parts", text),
        BodyContent::Text => writeln!(text, " text"),
        BodyContent::Bytes => writeln!(text, " bytes"),
    };
}

fn dump_form(api: &Api, body: &Body, fields: &[FormField], members: &str, text: &mut String) -> fmt::Result {
    let fields = fields.iter().map(|field| dump_form_field(api, field));
    let open = body.open.then(|| format!("{members} of any name"));
    writeln!(text, " {}", fields.chain(open).collect::<Vec<_>>().join(", "))
}

fn dump_form_field(api: &Api, field: &FormField) -> String {
    let kind = match &field.kind {
        FormFieldKind::Value(value) => dump_type(api, value),
        FormFieldKind::File => "file".to_owned(),
        FormFieldKind::Files => "files".to_owned(),
    };
    let style = match (field.style, field.explode) {
        (ParameterStyle::Plain, _) => String::new(),
        (style, explode) => format!(" {style:?}{}", if explode { " exploded" } else { "" }),
    };
    let mut headers = String::new();
    for header in &field.headers {
        let required = if header.required { "!" } else { "" };
        let _ = write!(headers, " with {}{required} {}", header.wire, dump_type(api, &header.value));
    }
    let reserved = if field.allow_reserved { " reserved" } else { "" };
    format!("{}{} {kind}{style}{reserved}{headers}", field.wire, if field.required { "!" } else { "" })
}

fn dump_answers(api: &Api, operation: &Operation, text: &mut String) {
    let _ = match &operation.success {
        Success::Empty => writeln!(text, "  -> nothing"),
        Success::One(media) => writeln!(text, "  -> {}", dump_media(api, media)),
        Success::Optional(media) => writeln!(text, "  -> {} or nothing", dump_media(api, media)),
        Success::Stream => writeln!(text, "  -> stream"),
        Success::ByStatus { words, responses } => {
            let cases = responses.iter().map(|r| format!("{:?} {}", r.status, dump_media(api, &r.media)));
            writeln!(text, "  -> {}: {}", spelt(words), cases.collect::<Vec<_>>().join(", "))
        }
    };
    for error in &operation.errors {
        let _ = writeln!(text, "  error {:?} {}", error.status, dump_media(api, &error.media));
    }
    if let Some(stream) = &operation.stream {
        let switch = match &stream.switch {
            Some(Switch::Body(name)) => format!(" when {name}"),
            Some(Switch::Query(name)) => format!(" when query {name}"),
            None => String::new(),
        };
        let _ = writeln!(text, "  stream {:?} {}{switch}", stream.kind, dump_type(api, &stream.item));
    }
    if let Some(page) = &operation.page {
        let asked = |parameter: &PageParameter| match parameter {
            PageParameter::Query(index) => operation.parameters[*index].wire.clone(),
            PageParameter::Body(path) => format!("body {}", path.join(".")),
        };
        let kind = match &page.kind {
            PageKind::Cursor { parameter, next, more } => {
                format!("cursor {} next {next:?} more {more:?}", asked(parameter))
            }
            PageKind::LastItem { parameter, id, more } => {
                format!("last {} is {id} more {more:?}", asked(parameter))
            }
            PageKind::Number { parameter, first, more } => {
                format!("number {} from {first} more {more:?}", asked(parameter))
            }
            PageKind::Offset { parameter, more } => {
                format!("offset {} more {more:?}", asked(parameter))
            }
            PageKind::Url { next, more } => format!("url {next:?} more {more:?}"),
            PageKind::Link => "link".to_owned(),
        };
        let end = if page.end == PageEnd::default() { String::new() } else { format!(" {:?}", page.end) };
        let _ = writeln!(text, "  page {kind} items {:?} {}{end}", page.items, dump_type(api, &page.item));
    }
}

fn dump_media(api: &Api, media: &Media) -> String {
    match media {
        Media::Empty => "nothing".to_owned(),
        Media::Json(value) => dump_type(api, value),
        Media::Text => "text".to_owned(),
        Media::Bytes => "bytes".to_owned(),
        Media::Stream => "stream".to_owned(),
    }
}

fn dump_definition(api: &Api, found: &TypeDefinition, text: &mut String) {
    let name = spelt(&found.words);
    let usage = match (found.usage.request, found.usage.response) {
        (true, true) => "sent, received",
        (true, false) => "sent",
        (false, true) => "received",
        (false, false) => "unused",
    };
    match &found.definition {
        Definition::Structure(structure) => {
            let _ = writeln!(text, "struct {name} ({usage})");
            for field in &structure.fields {
                let presence = match field.presence {
                    Presence::Required => "!",
                    Presence::RequiredNullable => "!|null",
                    Presence::Optional => "",
                    Presence::OptionalNullable => "|null",
                };
                let constant = field
                    .constant
                    .as_ref()
                    .map(|value| format!(" = {}", dump_literal(value)))
                    .unwrap_or_default();
                let read_only = match (field.read_only, field.demanded) {
                    (true, _) => " read-only",
                    (false, true) => " demanded",
                    (false, false) => "",
                };
                let value = dump_type(api, &field.value);
                let _ = writeln!(text, "  {}{presence} {value}{constant}{read_only}", field.wire);
            }
            if let Rest::Kept(value) = &structure.rest {
                let _ = writeln!(text, "  .. {}", dump_type(api, value));
            }
        }
        Definition::Enumeration(enumeration) => {
            let members = enumeration.members.iter().map(|member| {
                let (wire, words) = (dump_literal(&member.wire), spelt(&member.words));
                if wire.trim_matches('"') == words { wire } else { format!("{wire} {words}") }
            });
            let _ = writeln!(text, "enum {name} ({usage}) {}", members.collect::<Vec<_>>().join(", "));
        }
        Definition::Union(union) => {
            let tag = union.tag.as_ref().map(|tag| format!(" by {tag}")).unwrap_or_default();
            let _ = writeln!(text, "union {name} ({usage}){tag}");
            for case in &union.cases {
                let tags =
                    if case.tags.is_empty() { String::new() } else { format!(" {}", case.tags.join("|")) };
                let _ = writeln!(text, "  {}{tags} {}", spelt(&case.words), dump_type(api, &case.value));
            }
        }
        Definition::Alias(value) => {
            let _ = writeln!(text, "alias {name} ({usage}) {}", dump_type(api, value));
        }
        Definition::Newtype(value) => {
            let _ = writeln!(text, "newtype {name} ({usage}) {}", dump_type(api, value));
        }
    }
}

fn dump_literal(literal: &Literal) -> String {
    match literal {
        Literal::String(text) => format!("{text:?}"),
        Literal::Integer(number) => number.to_string(),
        Literal::Bool(truth) => truth.to_string(),
        Literal::Json(text) => text.clone(),
    }
}

fn spelt(words: &Words) -> String {
    words.parts().join(" ")
}
