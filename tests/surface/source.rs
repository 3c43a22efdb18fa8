//! Types and signatures of source, written as they are named from the root of the crate.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::{Ident, Span};
use quote::ToTokens;
use syn::visit_mut::{self, VisitMut};
use syn::{Attribute, FnArg, ImplItemFn, Item, Meta, ReturnType, Type, Visibility};

use crate::Files;

/// Which bare names are items of the crate, and where those stand.
#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    /// `X` → `types::X`
    names: BTreeMap<String, String>,
    /// `resources::X` → `resources::x::X`
    shown: BTreeMap<String, String>,
}

impl Scope {
    /// What `pub use` shows below `resources`.
    pub(crate) fn of_crate(files: &Files) -> Self {
        let mut shown = BTreeMap::new();
        for (name, text) in files.iter().filter(|(name, _)| name.starts_with("resources/")) {
            let path = name.trim_end_matches(".rs").trim_end_matches("/mod").replace('/', "::");
            for line in text.lines() {
                if let Some(used) = line.strip_prefix("pub use ").and_then(|used| used.strip_suffix(';')) {
                    let used = used.replace("r#", "");
                    let last = used.rsplit("::").next().expect("a name");
                    shown.insert(format!("{path}::{last}"), format!("{path}::{used}"));
                }
            }
        }
        Self { names: BTreeMap::new(), shown }
    }

    /// The names that a file of this path defines or shows.
    pub(crate) fn inside(&self, prefix: &str, file: &syn::File) -> Self {
        let mut names = BTreeMap::new();
        let at = |name: &str| if prefix.is_empty() { name.to_owned() } else { format!("{prefix}::{name}") };
        for item in &file.items {
            let ident = match item {
                Item::Struct(item) => &item.ident,
                Item::Enum(item) => &item.ident,
                Item::Type(item) => &item.ident,
                _ => continue,
            };
            let name = ident.to_string().trim_start_matches("r#").to_owned();
            names.insert(name.clone(), at(&name));
        }
        for (short, full) in &self.shown {
            if let Some(name) = short.strip_prefix(&format!("{prefix}::"))
                && !name.contains("::")
            {
                names.insert(name.to_owned(), full.clone());
            }
        }
        Self { names, shown: self.shown.clone() }
    }

    /// A type as text without spaces.
    pub(crate) fn written(&self, ty: &Type) -> String {
        let mut ty = ty.clone();
        self.clone().visit_type_mut(&mut ty);
        text_of(&ty)
    }

    /// The path of a type without what stands in its angle brackets.
    pub(crate) fn owner(&self, ty: &Type) -> String {
        let text = self.written(ty);
        text.split('<').next().unwrap_or(&text).to_owned()
    }

    /// The signature of a method, and whether a request needs it.
    pub(crate) fn signature(&self, method: &ImplItemFn) -> (String, &'static str) {
        let mut arguments = Vec::new();
        let mut takes_self = false;
        for argument in &method.sig.inputs {
            match argument {
                FnArg::Receiver(receiver) => {
                    takes_self = !text_of(receiver).starts_with('&');
                    arguments.push(if takes_self { "self" } else { "&self" }.to_owned());
                }
                FnArg::Typed(typed) => {
                    arguments.push(format!("{}:{}", text_of(&typed.pat), self.written(&typed.ty)));
                }
            }
        }
        let signature = format!("fn{}({})", text_of(&method.sig.generics), arguments.join(","));
        let gives = match &method.sig.output {
            ReturnType::Default => String::new(),
            ReturnType::Type(_, ty) => self.written(ty),
        };
        if !takes_self || arguments.len() == 1 {
            return (format!("{signature}->{gives}"), "-");
        }
        // The whole body is handed on as it is, as text, as bytes, or by way of a conversion.
        let body = text_of(&method.block);
        let is_whole =
            [".body(", ".body_of::<", ".body_text(", ".body_bytes("].iter().any(|step| body.contains(step));
        let needed = match gives.as_str() {
            "Self" => "optional",
            _ if is_whole => "whole",
            _ => "required",
        };
        (signature, needed)
    }
}

impl VisitMut for Scope {
    fn visit_path_mut(&mut self, path: &mut syn::Path) {
        visit_mut::visit_path_mut(self, path);
        let first = path.segments.first().map(|first| first.ident.to_string()).unwrap_or_default();
        let arguments = path.segments.last().map(|last| last.arguments.clone()).unwrap_or_default();
        let name = first.trim_start_matches("r#");
        let full = if path.segments.len() == 1 {
            self.names.get(name).cloned()
        } else if first == "crate" {
            let rest: Vec<String> = path.segments.iter().skip(1).map(|part| part.ident.to_string()).collect();
            let rest = rest.join("::").replace("r#", "");
            Some(self.shown.get(&rest).cloned().unwrap_or(rest))
        } else {
            None
        };
        if let Some(full) = full {
            // Each may be a keyword; whether it is written as one makes no difference here.
            let parts =
                full.split("::").map(|part| syn::PathSegment::from(Ident::new_raw(part, Span::call_site())));
            path.leading_colon = None;
            path.segments = parts.collect();
            path.segments.last_mut().expect("a segment").arguments = arguments;
        }
    }
}

/// Tokens without spaces and without the mark of raw identifiers.
pub(crate) fn text_of(tokens: &impl ToTokens) -> String {
    tokens.to_token_stream().to_string().split_whitespace().collect::<String>().replace("r#", "")
}

pub(crate) fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

/// The features of an item inside of others.
pub(crate) fn feature_of(attributes: &[Attribute], outer: &str) -> String {
    let mut features: Vec<String> = if outer.is_empty() { Vec::new() } else { vec![outer.to_owned()] };
    for attribute in attributes.iter().filter(|attribute| attribute.path().is_ident("cfg")) {
        let text = text_of(&attribute.meta);
        let names: Vec<&str> = text.split('"').skip(1).step_by(2).collect();
        let own = names.join("/");
        if !features.contains(&own) {
            features.push(own);
        }
    }
    features.join("+")
}

/// The words of attributes that matter here.
pub(crate) fn attributes_of(attributes: &[Attribute]) -> impl Iterator<Item = String> {
    let words: BTreeSet<String> = attributes
        .iter()
        .map(|attribute| match &attribute.meta {
            Meta::List(list) if list.path.is_ident("doc") => format!("doc-{}", list.tokens),
            Meta::List(list) if list.path.is_ident("cfg") => list.tokens.to_string(),
            other => text_of(other.path()),
        })
        .collect();
    words.into_iter()
}
