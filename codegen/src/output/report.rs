//! The report: what became of every operation and type.
//!
//! Version 1. People build on it: members are added, never changed or removed, without a new version.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::diag::Pointer;
use crate::emit::{Context, rust_path_of_operation, rust_path_of_type};
use crate::ir::{
    Body, BodyContent, Definition, FormFieldKind, Media, OperationId, PageKind, ResourceId, Rest, Success,
    Type, TypeId,
};
use crate::load::Node;
use crate::names::count_names;
use crate::request::Counts;

/// The version of the report's form.
const VERSION: u32 = 1;

const METHODS: [&str; 9] = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"];

/// Everything but the findings.
pub(crate) fn report(context: &Context<'_>, root: &Node, digest: &str) -> Value {
    let api = context.api;
    let operations: Vec<Value> =
        (0..api.operations.len()).map(|index| operation(context, OperationId(index))).collect();
    let types: Vec<Value> = (0..api.types.len()).map(|index| definition(context, TypeId(index))).collect();
    json!({
        "version": VERSION,
        "title": api.title,
        "description_sha256": digest,
        "operations": operations,
        "left_out": api.left_out.operations.iter().map(Pointer::as_str).collect::<Vec<_>>(),
        "components": components(context, root),
        "types": types,
        "untyped": untyped(context).into_iter().map(|(pointer, place)| {
            json!({ "pointer": pointer, "rust": place })
        }).collect::<Vec<Value>>(),
        "findings": [],
    })
}

/// Figures of the client and of the description that it was made from.
pub(crate) fn count(context: &Context<'_>, root: &Node) -> Counts {
    let paths = root.get("paths").and_then(Node::as_map);
    let items =
        paths.into_iter().flat_map(|paths| paths.values()).filter_map(|item| resolved(root, item).as_map());
    Counts {
        operations_found: items
            .map(|item| {
                let additional = item.get("additionalOperations").and_then(Node::as_map);
                let own = METHODS.iter().filter(|method| item.contains_key(**method)).count();
                own + additional
                    .map_or(0, |additional| additional.keys().filter(|key| !key.starts_with("x-")).count())
            })
            .sum(),
        // Another body is not another operation.
        operations: context.api.operations.iter().filter(|operation| operation.variant_of.is_none()).count(),
        types: context.api.types.len(),
        untyped: untyped(context).len(),
        names: count_names(context.api, context.names),
    }
}

/// A path item may stand elsewhere, and refer on from there; more than a few steps are a circle.
fn resolved<'a>(root: &'a Node, item: &'a Node) -> &'a Node {
    let mut current = item;
    for _ in 0..8 {
        let target = current.get("$ref").and_then(Node::as_str).and_then(|target| target.strip_prefix('#'));
        let Some(next) = target.and_then(|target| root.at(&Pointer::from_escaped(target))) else { break };
        current = next;
    }
    current
}

fn operation(context: &Context<'_>, id: OperationId) -> Value {
    let operation = &context.api.operations[id.0];
    let kind = match &operation.success {
        Success::Empty => "empty",
        Success::One(media) | Success::Optional(media) => match media {
            Media::Empty => "empty",
            Media::Json(_) => "json",
            Media::Text => "text",
            Media::Bytes => "bytes",
            Media::Stream => "stream",
        },
        Success::ByStatus { .. } => "by_status",
        Success::Stream => "stream",
    };
    let path: String = operation
        .path
        .iter()
        .map(|part| match part {
            crate::ir::PathPart::Literal(text) => text.clone(),
            crate::ir::PathPart::Parameter(name) => format!("{{{name}}}"),
        })
        .collect();
    let call = rust_path_of_operation(context, id);
    json!({
        "pointer": operation.pointer.as_str(),
        "id": operation.wire_id,
        "method": operation.method,
        "path": path,
        "rust_path": call.strip_prefix("client.").unwrap_or(&call).replace("()", ""),
        "rust": call,
        "kind": kind,
        "streams": operation.stream.is_some() || kind == "bytes" || operation.gives_anything(),
        "pages": operation.page.as_ref().map(|page| match page.kind {
            PageKind::Cursor { .. } | PageKind::LastItem { .. } => "cursor",
            PageKind::Number { .. } | PageKind::Offset { .. } => "number",
            PageKind::Url { .. } | PageKind::Link => "url",
        }),
        "feature": feature(context, Some(operation.resource)),
    })
}

fn definition(context: &Context<'_>, id: TypeId) -> Value {
    let definition = &context.api.types[id.0];
    let kind = match &definition.definition {
        Definition::Structure(_) => "struct",
        Definition::Enumeration(_) | Definition::Union(_) => "enum",
        Definition::Alias(_) => "alias",
        Definition::Newtype(_) => "newtype",
    };
    json!({
        "pointer": definition.pointer.as_str(),
        "rust": rust_path_of_type(context, id),
        "kind": kind,
        "feature": feature(context, definition.resource),
        "request": definition.usage.request,
        "response": definition.usage.response,
    })
}

fn feature(context: &Context<'_>, resource: Option<ResourceId>) -> Option<String> {
    let names = context.names.resources.get(resource?.0)?;
    (!names.feature.is_empty()).then(|| names.feature.clone())
}

/// Every component of the description: the type that it became, or that it is written where it is used.
fn components(context: &Context<'_>, root: &Node) -> Vec<Value> {
    let definitions = context.api.types.iter().enumerate();
    let types: BTreeMap<&str, TypeId> =
        definitions.map(|(index, found)| (found.pointer.as_str(), TypeId(index))).collect();
    let sections = root.get("components").and_then(Node::as_map);
    let mut entries = Vec::new();
    for (section, members) in sections.into_iter().flatten() {
        for name in members.as_map().into_iter().flat_map(|members| members.keys()) {
            let pointer = Pointer::root().key("components").key(section).key(name);
            let mut entry =
                json!({ "section": section, "name": name, "pointer": pointer.as_str(), "kind": "inline" });
            if context.api.left_out.types.contains(&pointer) {
                entry["kind"] = "left_out".into();
            } else if let Some(id) = types.get(pointer.as_str()) {
                let found = definition(context, *id);
                entry["rust"] = found["rust"].clone();
                entry["kind"] = found["kind"].clone();
            }
            entries.push(entry);
        }
    }
    entries
}

/// Every place where anything goes, with its pointer and where it is in Rust.
fn untyped(context: &Context<'_>) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for (index, definition) in context.api.types.iter().enumerate() {
        let path = rust_path_of_type(context, TypeId(index));
        match &definition.definition {
            Definition::Structure(structure) => {
                let names = &context.names.types[index];
                let members = &names.members;
                for (field, name) in structure.fields.iter().zip(members) {
                    if holds_any(&field.value) {
                        found.push((field.pointer.as_str().to_owned(), format!("{path}::{}", name.as_str())));
                    }
                }
                if let (Rest::Kept(Type::Any), Some(rest)) = (&structure.rest, &names.rest) {
                    found
                        .push((definition.pointer.as_str().to_owned(), format!("{path}::{}", rest.as_str())));
                }
            }
            Definition::Union(union) => {
                for case in union.cases.iter().filter(|case| holds_any(&case.value)) {
                    found.push((case.pointer.as_str().to_owned(), path.clone()));
                }
            }
            Definition::Alias(value) | Definition::Newtype(value) if holds_any(value) => {
                found.push((definition.pointer.as_str().to_owned(), path));
            }
            _ => {}
        }
    }
    for (index, operation) in context.api.operations.iter().enumerate() {
        let path = rust_path_of_operation(context, OperationId(index));
        for parameter in operation.parameters.iter().filter(|parameter| holds_any(&parameter.value)) {
            found.push((parameter.pointer.as_str().to_owned(), path.clone()));
        }
        if operation.body.as_ref().is_some_and(body_holds_any) {
            found.push((operation.pointer.key("requestBody").as_str().to_owned(), path.clone()));
        }
        if let Success::One(Media::Json(value)) | Success::Optional(Media::Json(value)) = &operation.success
            && holds_any(value)
        {
            found.push((operation.pointer.key("responses").as_str().to_owned(), path));
        }
    }
    found
}

fn body_holds_any(body: &Body) -> bool {
    match &body.content {
        BodyContent::Json { value, .. } => holds_any(value),
        BodyContent::Form(fields) | BodyContent::Multipart(fields) => {
            fields.iter().any(|field| matches!(&field.kind, FormFieldKind::Value(value) if holds_any(value)))
        }
        BodyContent::Text | BodyContent::Bytes => false,
    }
}

/// Types nest no deeper than `lower` lets them.
fn holds_any(value: &Type) -> bool {
    match value {
        Type::Any => true,
        Type::List(inner) | Type::Map(inner) | Type::Nullable(inner) => holds_any(inner),
        Type::Tuple(places) => places.iter().any(holds_any),
        _ => false,
    }
}
