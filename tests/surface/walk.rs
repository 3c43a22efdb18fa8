//! The public items of a crate, from its source.

use std::collections::BTreeSet;

use syn::{Fields, Item, UseTree};

use crate::Files;
use crate::macros::{Macros, name_of};
use crate::source::{Scope, attributes_of, feature_of, is_public, text_of};

/// The line that an item has in common with the list.
pub(crate) fn line(
    path: &str,
    kind: &str,
    signature: &str,
    needed: &str,
    old: bool,
    feature: &str,
) -> String {
    let old = if old { " deprecated" } else { "" };
    // A list that is broken into lines ends with a comma.
    let signature = signature.replace(",>", ">").replace(",)", ")");
    format!("{path} | {kind} | {signature} | {needed}{old} | {feature}")
}

/// Every public item.
pub(crate) fn items(files: &Files) -> BTreeSet<String> {
    let mut walk = Walk { files, lines: BTreeSet::new() };
    let scope = Scope::of_crate(files);
    walk.file("lib.rs", "", &[], "", &scope);
    walk.lines
}

struct Walk<'a> {
    files: &'a Files,
    lines: BTreeSet<String>,
}

/// Where a walk is: the path as users write it, and the features it takes.
#[derive(Clone, Copy)]
pub(crate) struct At<'a> {
    pub(crate) prefix: &'a str,
    pub(crate) feature: &'a str,
    pub(crate) scope: &'a Scope,
}

impl At<'_> {
    pub(crate) fn path(&self, name: &str) -> String {
        let name = name.trim_start_matches("r#");
        if self.prefix.is_empty() { name.to_owned() } else { format!("{}::{name}", self.prefix) }
    }
}

impl Walk<'_> {
    fn push(&mut self, at: At<'_>, path: &str, kind: &str, signature: &str, item: &[syn::Attribute]) {
        let feature = feature_of(item, at.feature);
        let old = attributes_of(item).any(|name| name == "deprecated");
        self.lines.insert(line(path, kind, signature, "-", old, &feature));
    }

    /// A file: `prefix` is its path for users, `modules` its path for the compiler.
    fn file(&mut self, name: &str, prefix: &str, modules: &[String], feature: &str, scope: &Scope) {
        let text = self.files.get(name).unwrap_or_else(|| panic!("there is no {name}"));
        let file = syn::parse_file(text).expect("generated code parses");
        let scope = scope.inside(prefix, &file);
        let at = At { prefix, feature, scope: &scope };
        let macros = Macros::of(&file);
        for item in &file.items {
            match item {
                Item::Mod(module) => self.module(module, at, modules),
                Item::Use(used) if is_public(&used.vis) => self.reexports(used, at),
                Item::Impl(found) => self.implementation(found, at),
                Item::Macro(found) if name_of(found) == "modules" => self.modules(found, at, modules),
                Item::Macro(found) => self.lines.extend(Macros::lines(found, at)),
                other => self.definition(other, at, &macros),
            }
        }
    }

    fn module(&mut self, module: &syn::ItemMod, at: At<'_>, modules: &[String]) {
        let is_aside = attributes_of(&module.attrs).any(|name| name == "doc-hidden" || name == "test");
        if is_aside {
            return;
        }
        let name = module.ident.to_string().trim_start_matches("r#").to_owned();
        let feature = feature_of(&module.attrs, at.feature);
        let mut modules = modules.to_vec();
        modules.push(name.clone());
        let path = modules.join("/");
        let files = [format!("{path}.rs"), format!("{path}/mod.rs")];
        let file = files.iter().find(|file| self.files.contains_key(*file)).expect("a file for each module");
        if is_public(&module.vis) {
            let prefix = at.path(&name);
            self.push(at, &prefix, "mod", "", &module.attrs);
            self.file(file, &prefix, &modules, &feature, at.scope);
        } else {
            // What is in it is seen where it stands, by a `pub use` of all.
            self.file(file, at.prefix, &modules, &feature, at.scope);
        }
    }

    /// `modules!`: private modules, all of whose items are seen where they stand.
    fn modules(&mut self, found: &syn::ItemMacro, at: At<'_>, modules: &[String]) {
        let feature = feature_of(&found.attrs, at.feature);
        for token in found.mac.tokens.clone() {
            if let proc_macro2::TokenTree::Ident(name) = token {
                let mut modules = modules.to_vec();
                modules.push(name.to_string().trim_start_matches("r#").to_owned());
                let file = format!("{}.rs", modules.join("/"));
                self.file(&file, at.prefix, &modules, &feature, at.scope);
            }
        }
    }

    fn reexports(&mut self, used: &syn::ItemUse, at: At<'_>) {
        for (path, name) in flat(&used.tree, String::new()) {
            if name == "*" || path.starts_with("client::") {
                continue;
            }
            let of = if path.starts_with("runtime") { path } else { at.path(&path) };
            self.push(at, &at.path(&name), "use", &of.replace("r#", ""), &used.attrs);
        }
    }

    fn definition(&mut self, item: &Item, at: At<'_>, macros: &Macros) {
        match item {
            Item::Struct(item) if is_public(&item.vis) => {
                let path = at.path(&item.ident.to_string());
                self.push(at, &path, "struct", &text_of(&item.generics), &item.attrs);
                self.fields(&path, item, at, macros);
            }
            Item::Enum(item) if is_public(&item.vis) => {
                let path = at.path(&item.ident.to_string());
                self.push(at, &path, "enum", "", &item.attrs);
                for variant in &item.variants {
                    let name = variant.ident.to_string();
                    let path = format!("{path}::{}", name.trim_start_matches("r#"));
                    let holds = match &variant.fields {
                        Fields::Unnamed(fields) => {
                            let types: Vec<String> =
                                fields.unnamed.iter().map(|field| at.scope.written(&field.ty)).collect();
                            format!("({})", types.join(","))
                        }
                        _ => String::new(),
                    };
                    self.push(at, &path, "variant", &holds, &variant.attrs);
                }
            }
            Item::Type(item) if is_public(&item.vis) => {
                let path = at.path(&item.ident.to_string());
                self.push(at, &path, "type", &at.scope.written(&item.ty), &item.attrs);
            }
            _ => {}
        }
    }

    fn fields(&mut self, path: &str, item: &syn::ItemStruct, at: At<'_>, macros: &Macros) {
        let owner = item.ident.to_string();
        for (index, field) in item.fields.iter().enumerate().filter(|(_, field)| is_public(&field.vis)) {
            let name = field.ident.as_ref().map_or_else(|| index.to_string(), ToString::to_string);
            let name = name.trim_start_matches("r#");
            let signature = at.scope.written(&field.ty);
            let needed = match () {
                () if field.ident.is_none() || macros.is_rest(&owner, name) => "-",
                () if signature.starts_with("runtime::Nullable<") => "optional",
                () if signature.starts_with("Option<") && !macros.is_nullable(&owner, name) => "optional",
                () => "required",
            };
            let old = attributes_of(&field.attrs).any(|name| name == "deprecated");
            let path = format!("{path}::{name}");
            self.lines.insert(line(&path, "field", &signature, needed, old, at.feature));
        }
    }

    fn implementation(&mut self, found: &syn::ItemImpl, at: At<'_>) {
        let owner = at.scope.owner(&found.self_ty);
        let Some((of, _)) = &found.trait_ else {
            for item in &found.items {
                match item {
                    syn::ImplItem::Fn(method) if is_public(&method.vis) => self.method(&owner, method, at),
                    syn::ImplItem::Const(found) if is_public(&found.vis) => {
                        let path = format!("{owner}::{}", found.ident);
                        self.push(at, &path, "const", &at.scope.written(&found.ty), &found.attrs);
                    }
                    _ => {}
                }
            }
            return;
        };
        let last = of.segments.last().expect("a path has a segment");
        let signature = match (last.ident.to_string().as_str(), &last.arguments) {
            ("Default", _) => "Default".to_owned(),
            ("From", syn::PathArguments::AngleBracketed(given)) => {
                let Some(syn::GenericArgument::Type(of)) = given.args.first() else { return };
                format!("From<{}>", at.scope.owner(of))
            }
            _ => return,
        };
        self.push(at, &owner, "impl", &signature, &found.attrs);
    }

    fn method(&mut self, owner: &str, method: &syn::ImplItemFn, at: At<'_>) {
        let name = method.sig.ident.to_string();
        let path = format!("{owner}::{}", name.trim_start_matches("r#"));
        let feature = feature_of(&method.attrs, at.feature);
        let old = attributes_of(&method.attrs).any(|name| name == "deprecated");
        let (signature, needed) = at.scope.signature(method);
        self.lines.insert(line(&path, "fn", &signature, needed, old, &feature));
    }
}

/// Paths of what is used, each with the name that it gets.
fn flat(tree: &UseTree, before: String) -> Vec<(String, String)> {
    let joined = |name: &str| if before.is_empty() { name.to_owned() } else { format!("{before}::{name}") };
    match tree {
        UseTree::Path(path) => flat(&path.tree, joined(&path.ident.to_string())),
        UseTree::Name(name) if name.ident == "self" => vec![(before.clone(), before)],
        UseTree::Name(name) => vec![(joined(&name.ident.to_string()), name.ident.to_string())],
        UseTree::Glob(_) => vec![(before, "*".to_owned())],
        UseTree::Group(group) => group.items.iter().flat_map(|tree| flat(tree, before.clone())).collect(),
        UseTree::Rename(_) => panic!("the generator renames nothing"),
    }
}
