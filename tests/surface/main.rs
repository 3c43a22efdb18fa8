//! The public items of the committed client, sorted: what a change of the generator or the spec does to people.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use syn::{Fields, ImplItem, Item, Visibility};

#[test]
fn the_surface_is_as_reviewed() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../generated-client/src");
    let mut lines = BTreeSet::new();
    for file in rust_files(&root) {
        let text = std::fs::read_to_string(&file).expect("a readable source file");
        let module =
            file.strip_prefix(&root).expect("below the root").with_extension("").display().to_string();
        for item in syn::parse_file(&text).expect("generated code parses").items {
            describe(&module, &item, &mut lines);
        }
    }
    assert!(lines.len() > 100, "the walk finds the client's items");
    insta::assert_snapshot!(lines.into_iter().collect::<Vec<_>>().join("\n"));
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a readable folder") {
        let path = entry.expect("a readable entry").path();
        if path.is_dir() {
            files.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
    files
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn describe(module: &str, item: &Item, lines: &mut BTreeSet<String>) {
    match item {
        Item::Struct(item) if is_public(&item.vis) => {
            lines.insert(format!("{module} struct {}", item.ident));
            if let Fields::Named(fields) = &item.fields {
                for field in fields.named.iter().filter(|field| is_public(&field.vis)) {
                    let name = field.ident.as_ref().map(ToString::to_string).unwrap_or_default();
                    lines.insert(format!("{module} field {}.{name}", item.ident));
                }
            }
        }
        Item::Enum(item) if is_public(&item.vis) => {
            for variant in &item.variants {
                lines.insert(format!("{module} variant {}::{}", item.ident, variant.ident));
            }
        }
        Item::Type(item) if is_public(&item.vis) => {
            lines.insert(format!("{module} type {}", item.ident));
        }
        Item::Impl(item) if item.trait_.is_none() => describe_methods(module, item, lines),
        _ => {}
    }
}

fn describe_methods(module: &str, item: &syn::ItemImpl, lines: &mut BTreeSet<String>) {
    let syn::Type::Path(owner) = &*item.self_ty else { return };
    let Some(owner) = owner.path.segments.last() else { return };
    for method in &item.items {
        if let ImplItem::Fn(method) = method
            && is_public(&method.vis)
        {
            lines.insert(format!(
                "{module} fn {}::{}/{}",
                owner.ident,
                method.sig.ident,
                method.sig.inputs.len()
            ));
        }
    }
}
