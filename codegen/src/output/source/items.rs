//! What is said to the formatter about items: where empty lines stand, and which macros are tables.

use syn::{
    Attribute, Block, File, ImplItem, Item, ItemFn, ItemMacro, MacroDelimiter, TraitItem, parse_quote,
};

use super::laid::Sort;

/// What stands for an empty line and for a table.
pub(super) struct Marks {
    empty: Attribute,
    table: ItemFn,
}

impl Marks {
    pub(super) fn new() -> Self {
        Self {
            empty: parse_quote!(#[comment = ""]),
            table: parse_quote!(
                fn __table() {}
            ),
        }
    }

    /// Makes functions of tables, and marks empty lines in traits; gives the macro of each table, in their order. What else
    /// has members is laid out member by member.
    pub(super) fn put(&self, items: &mut [Item]) -> Vec<String> {
        let mut tables = Vec::new();
        for item in items {
            if let Item::Macro(found) = item
                && let Some(table) = self.table(found, &mut tables)
            {
                *item = table;
            } else if let Item::Trait(item) = item {
                for member in item.items.iter_mut().skip(1) {
                    if let TraitItem::Fn(method) = member {
                        method.attrs.insert(0, self.empty.clone());
                    }
                }
            }
        }
        tables
    }

    /// The function that stands for a table, where what is in the braces could be the body of one.
    fn table(&self, item: &mut ItemMacro, tables: &mut Vec<String>) -> Option<Item> {
        if !matches!(item.mac.delimiter, MacroDelimiter::Brace(_)) || item.ident.is_some() {
            return None;
        }
        let statements = syn::parse::Parser::parse2(Block::parse_within, item.mac.tokens.clone()).ok()?;
        let path: Vec<String> = item.mac.path.segments.iter().map(|part| part.ident.to_string()).collect();
        tables.push(path.join("::"));
        let mut table = self.table.clone();
        table.attrs = std::mem::take(&mut item.attrs);
        table.block.stmts = statements;
        Some(Item::Fn(table))
    }
}

/// What the file is that consists of nothing else.
pub(super) fn sort(file: &File) -> Sort {
    match (file.items.last(), file.attrs.last()) {
        (Some(item), _) if is_short(item) => Sort::Name,
        (Some(Item::Const(_) | Item::Static(_)), _) => Sort::Value,
        (Some(Item::Impl(item)), _) if matches!(item.items.as_slice(), [ImplItem::Const(_)]) => Sort::Value,
        (None, Some(attribute)) if is_doc(attribute) => Sort::Documentation,
        (None, Some(_)) => Sort::Attribute,
        _ => Sort::Item,
    }
}

/// Whether the item is a line that only names something: such lines stand together.
fn is_short(item: &Item) -> bool {
    match item {
        Item::Use(item) => !item.attrs.iter().any(is_doc),
        Item::Mod(item) => item.content.is_none() && !item.attrs.iter().any(is_doc),
        Item::Macro(item) => !matches!(item.mac.delimiter, MacroDelimiter::Brace(_)),
        _ => false,
    }
}

fn is_doc(attribute: &Attribute) -> bool {
    attribute.path().is_ident("doc") && matches!(attribute.meta, syn::Meta::NameValue(_))
}
