//! Emitted text of a small client that is built by hand: one item of each construct.

mod arguments;
mod calls;
mod features;
mod hostile;
mod modules;
mod pages;
mod program;
mod snippets;
mod spellings;

use crate::diag::{Diagnostics, Pointer};
use crate::ir::{
    Api, Body, BodyContent, Case, Definition, Docs, Enumeration, Field, Literal, Media, Member, Operation,
    OperationId, Parameter, ParameterStyle, PathPart, Place, Presence, Resource, ResourceId, Rest, Scalar,
    Setter, SetterSource, Shape, Structure, Success, Type, TypeDefinition, TypeId, Union, Usage, Words,
};
use crate::kinds::JsonKinds;
use crate::names::{Names, allocate_names};

use super::{Context, FilePlan, plan_files};

fn field(wire: &str, value: Type, presence: Presence) -> Field {
    Field {
        pointer: Pointer::root().key("fields").key(wire),
        wire: wire.to_owned(),
        words: Words::one(wire),
        value,
        presence,
        constant: None,
        read_only: false,
        demanded: false,
        docs: Docs::default(),
    }
}

fn definition(name: &str, definition: Definition) -> TypeDefinition {
    TypeDefinition {
        pointer: Pointer::root().key("components").key("schemas").key(name),
        words: Words::one(name),
        pinned: true,
        definition,
        docs: Docs::default(),
        usage: Usage { request: true, response: true },
        resource: Some(ResourceId(1)),
    }
}

fn types() -> Vec<TypeDefinition> {
    let text = Type::Scalar(Scalar::String);
    let mut kind = field("kind", text.clone(), Presence::Required);
    kind.constant = Some(Literal::String("call".to_owned()));
    let mut note = field("note", text.clone(), Presence::OptionalNullable);
    note.docs = Docs { description: Some("Said\n\n```rust\npanic!()\n```".to_owned()), ..Docs::default() };
    let request = Structure {
        fields: vec![
            field("agent_id", text.clone(), Presence::Required),
            kind,
            note,
            field("type", Type::Named(TypeId(1)), Presence::RequiredNullable),
            field("numbers", Type::List(Box::new(Type::Scalar(Scalar::I64))), Presence::Optional),
            field(
                "variables",
                Type::Map(Box::new(Type::Nullable(Box::new(Type::Named(TypeId(2)))))),
                Presence::Optional,
            ),
        ],
        rest: Rest::Kept(Type::Any),
    };
    let member = |text: &str| Member {
        pointer: Pointer::root().key(text),
        wire: Literal::String(text.to_owned()),
        words: Words::one(text),
        docs: Docs::default(),
    };
    let case = |name: &str, value: Type, kinds: JsonKinds| Case {
        pointer: Pointer::root().key(name),
        words: Words::one(name),
        value,
        tags: Vec::new(),
        events: Vec::new(),
        shape: Shape { kinds, open: true, ..Shape::default() },
        docs: Docs::default(),
    };
    let string = JsonKinds::STRING;
    let integer = JsonKinds::INTEGER;
    vec![
        definition("CallRequest", Definition::Structure(request)),
        definition(
            "LLM",
            Definition::Enumeration(Enumeration { members: vec![member("gpt-4.1"), member("unknown")] }),
        ),
        definition(
            "Variable",
            Definition::Union(Union {
                cases: vec![
                    case("string", text, string),
                    case("integer", Type::Scalar(Scalar::I64), integer),
                ],
                tag: None,
                otherwise: None,
            }),
        ),
    ]
}

fn setter(source: SetterSource, name: &str, required: bool) -> Setter {
    Setter { source, words: Words::one(name), required }
}

fn body(operation: &Pointer) -> Body {
    Body {
        pointer: operation.key("requestBody"),
        media_type: "application/json".to_owned(),
        content: BodyContent::Json { value: Type::Named(TypeId(0)), fields_of: Some(TypeId(0)) },
        required: true,
        alternatives: Vec::new(),
        open: false,
        ordered: false,
        docs: Docs::default(),
    }
}

fn operation() -> Operation {
    let pointer = Pointer::root().key("paths").key("/v1/{agent}/call").key("post");
    let parameter = |wire: &str, place: Place, required: bool| Parameter {
        pointer: pointer.key("parameters").key(wire),
        wire: wire.to_owned(),
        words: Words::one(wire),
        place,
        required,
        value: Type::Scalar(Scalar::String),
        style: if place == Place::Path { ParameterStyle::Simple } else { ParameterStyle::Form },
        explode: place != Place::Path,
        allow_reserved: false,
        constant: None,
        docs: Docs::default(),
    };
    Operation {
        pointer: pointer.clone(),
        wire_id: Some("call".to_owned()),
        tags: Vec::new(),
        words: Words::one("outbound-call"),
        resource: ResourceId(1),
        method: "POST".to_owned(),
        path: vec![
            PathPart::Literal("/v1/".to_owned()),
            PathPart::Parameter("agent".to_owned()),
            PathPart::Literal("/call".to_owned()),
        ],
        fixed_query: Vec::new(),
        parameters: vec![parameter("agent", Place::Path, true), parameter("note", Place::Query, false)],
        body: Some(body(&pointer)),
        setters: vec![
            setter(SetterSource::Parameter(1), "note", false),
            setter(SetterSource::BodyField(0), "agent_id", true),
            setter(SetterSource::BodyField(1), "kind", true),
            setter(SetterSource::BodyField(2), "note", false),
            setter(SetterSource::BodyField(3), "type", true),
            setter(SetterSource::BodyField(5), "variables", false),
            setter(SetterSource::Body, "body", false),
        ],
        success: Success::One(Media::Json(Type::Named(TypeId(1)))),
        accept: vec!["application/json".to_owned()],
        stream: None,
        errors: Vec::new(),
        page: None,
        security: None,
        servers: Vec::new(),
        undescribed: false,
        lenient: None,
        idempotent: None,
        variant_of: None,
        variants: Vec::new(),
        docs: Docs { summary: Some("Calls <someone>".to_owned()), ..Docs::default() },
    }
}

fn api() -> Api {
    Api {
        title: "Phone".to_owned(),
        types: types(),
        operations: vec![operation()],
        resources: vec![
            Resource { words: Words::default(), parent: None, docs: Docs::default(), operations: Vec::new() },
            Resource {
                words: Words::one("calls"),
                parent: Some(ResourceId(0)),
                docs: Docs::default(),
                operations: vec![OperationId(0)],
            },
        ],
        ..Api::default()
    }
}

fn text(names: &Names, api: &Api, path: &str) -> String {
    let context = Context::new(api, names, "phone");
    let plans: Vec<FilePlan> = plan_files(&context).into_iter().filter(|plan| plan.path == path).collect();
    let header = crate::output::Header::default();
    let mut diagnostics = Diagnostics::new();
    let files = crate::output::render_files(&context, &plans, &header, usize::MAX, &mut diagnostics);
    assert_eq!(diagnostics.as_slice(), []);
    let text = files.get(path).cloned().unwrap();
    syn::parse_file(&text).unwrap();
    text
}

#[test]
fn every_construct_has_its_form() {
    let api = api();
    let names = allocate_names(&api, &mut Diagnostics::new());
    let types =
        ["call_request", "llm", "variable"].map(|name| text(&names, &api, &format!("types/{name}.rs")));
    insta::assert_snapshot!("types", types.concat());
    insta::assert_snapshot!("resource", text(&names, &api, "resources/calls.rs"));
    insta::assert_snapshot!("client", text(&names, &api, "client.rs"));
}

#[test]
fn the_error_for_a_missing_setter_names_it_as_it_must_be_written() {
    let api = api();
    let names = allocate_names(&api, &mut Diagnostics::new());
    let required = text(&names, &api, "required.rs");
    assert!(required.contains("call `.r#type(…)` first"), "{required}");
    assert!(required.contains("call `.agent_id(…)` first"), "{required}");
}
