//! Text of strangers in every place where text goes: the emitted items stay those of a harmless twin.

use syn::visit::Visit;

use crate::diag::Diagnostics;
use crate::ir::{
    Api, BodyContent, Credential, CredentialKind, Definition, Docs, KeyPlace, Literal, PathPart, Server,
    ServerVariable, Words,
};
use crate::names::allocate_names;

use super::super::{Context, plan_files};
use super::api;

pub(super) const PAYLOADS: &[&str] = &[
    "\"); std::process::abort(); (\"",
    "*/ fn evil() {} /*",
    "\n#[test] fn evil() {}\n",
    "\r\nfn evil() {}",
    "```\n```rust\npanic!()\n```",
    "    panic!()",
    "#![feature(x)]",
    "r#\"x\"#",
    "{{}}",
    "{evil}",
    "\\\"",
    "\\",
    "'",
    "\u{202e}evil\u{2066}",
    "\u{200b}",
    "\u{0}",
    "]) pub fn evil() (",
    "; pub struct Evil;",
    "$crate::evil!()",
    "`](evil) <script>alert(1)</script> [x]: https://evil.example",
    "// evil\u{2028}fn evil() {}",
    "/ evil",
];

/// How many items, attributes that are not documentation, and macros a source has.
#[derive(Default, PartialEq, Eq, Debug)]
struct Shape {
    items: usize,
    attributes: usize,
    macros: usize,
    functions: usize,
    fields: usize,
    variants: usize,
}

impl<'a> Visit<'a> for Shape {
    fn visit_item(&mut self, item: &'a syn::Item) {
        self.items += 1;
        syn::visit::visit_item(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        self.attributes += usize::from(!attribute.path().is_ident("doc"));
    }

    fn visit_macro(&mut self, item: &'a syn::Macro) {
        self.macros += 1;
        syn::visit::visit_macro(self, item);
    }

    fn visit_impl_item_fn(&mut self, item: &'a syn::ImplItemFn) {
        self.functions += 1;
        syn::visit::visit_impl_item_fn(self, item);
    }

    fn visit_field(&mut self, field: &'a syn::Field) {
        self.fields += 1;
        syn::visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'a syn::Variant) {
        self.variants += 1;
        syn::visit::visit_variant(self, variant);
    }
}

fn poisoned(text: &str) -> Api {
    let mut api = api();
    let docs = Docs {
        summary: Some(text.to_owned()),
        description: Some(text.to_owned()),
        facts: vec![text.to_owned()],
        link: Some(text.to_owned()),
        deprecated: false,
    };
    api.title = text.to_owned();
    api.docs = docs.clone();
    api.servers = vec![Server {
        pointer: crate::diag::Pointer::root(),
        url: text.to_owned(),
        name: Some(text.to_owned()),
        docs: docs.clone(),
        variables: vec![ServerVariable {
            wire: text.to_owned(),
            default: text.to_owned(),
            allowed: vec![text.to_owned()],
        }],
    }];
    api.credentials = vec![Credential {
        pointer: crate::diag::Pointer::root(),
        words: Words::one(text),
        wire: text.to_owned(),
        kind: CredentialKind::Key { place: KeyPlace::Header, name: text.to_owned() },
        env: vec![text.to_owned()],
        docs: docs.clone(),
    }];
    poison_types(&mut api, text, &docs);
    poison_operations(&mut api, text, &docs);
    for resource in api.resources.iter_mut().skip(1) {
        resource.words = Words::one(text);
        resource.docs = docs.clone();
    }
    api
}

fn poison_types(api: &mut Api, text: &str, docs: &Docs) {
    let at = |index: usize| format!("{text}{index}");
    for definition in &mut api.types {
        definition.docs = docs.clone();
        match &mut definition.definition {
            Definition::Structure(structure) => {
                for (index, field) in structure.fields.iter_mut().enumerate() {
                    field.wire = at(index);
                    field.words = Words::one(at(index));
                    field.docs = docs.clone();
                    if field.constant.is_some() {
                        field.constant = Some(Literal::String(text.to_owned()));
                    }
                }
            }
            Definition::Enumeration(enumeration) => {
                for (index, member) in enumeration.members.iter_mut().enumerate() {
                    member.wire = Literal::String(at(index));
                    member.words = Words::one(at(index));
                    member.docs = docs.clone();
                }
            }
            Definition::Union(union) => {
                for (index, case) in union.cases.iter_mut().enumerate() {
                    case.words = Words::one(at(index));
                    case.docs = docs.clone();
                    case.shape.texts = vec![text.to_owned()];
                    case.shape.required = vec![text.to_owned()];
                    case.shape.constants = vec![(text.to_owned(), vec![Literal::String(text.to_owned())])];
                }
            }
            _ => {}
        }
    }
}

fn poison_operations(api: &mut Api, text: &str, docs: &Docs) {
    let at = |index: usize| format!("{text}{index}");
    for operation in &mut api.operations {
        operation.words = Words::one(text);
        operation.docs = docs.clone();
        operation.path.push(PathPart::Literal(text.to_owned()));
        operation.fixed_query = vec![(text.to_owned(), text.to_owned())];
        operation.accept = vec![text.to_owned()];
        if let Some(body) = &mut operation.body {
            body.media_type = text.to_owned();
            body.docs = docs.clone();
            body.alternatives = vec![text.to_owned()];
            assert!(matches!(body.content, BodyContent::Json { .. }));
        }
        for (index, parameter) in operation.parameters.iter_mut().enumerate() {
            parameter.wire = at(index);
            parameter.words = Words::one(at(index));
            parameter.docs = docs.clone();
        }
        for (index, setter) in operation.setters.iter_mut().enumerate() {
            setter.words = Words::one(at(index));
        }
    }
}

fn shape_of(api: &Api) -> Shape {
    let mut diagnostics = Diagnostics::new();
    let names = allocate_names(api, &mut diagnostics);
    let context = Context::new(api, &names, "phone").with_tests(true);
    let header = crate::output::Header { source: api.title.clone(), ..crate::output::Header::default() };
    let files = crate::output::render_files(
        &context,
        &plan_files(&context),
        &header,
        usize::MAX,
        &mut Diagnostics::new(),
    );
    let mut shape = Shape::default();
    for (path, text) in &files {
        assert!(!path.contains("..") && path.split('/').all(|part| !part.is_empty()), "{path:?}");
        assert!(
            text.chars().all(|c| c == '\n'
                || !(c.is_control()
                    || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'))),
            "{path}"
        );
        let file = syn::parse_file(text).unwrap_or_else(|error| panic!("{path}: {error}\n{text}"));
        shape.visit_file(&file);
    }
    shape
}

#[test]
fn hostile_text_adds_nothing() {
    let harmless = shape_of(&poisoned("harmless"));
    for payload in PAYLOADS {
        assert_eq!(shape_of(&poisoned(payload)), harmless, "{payload:?}");
    }
}
