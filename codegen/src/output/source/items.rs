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

    /// Marks empty lines and makes functions of tables; gives the macro of each, in their order.
    pub(super) fn put(&self, items: &mut [Item]) -> Vec<String> {
        let mut tables = Vec::new();
        self.items(items, &mut tables);
        tables
    }

    /// An empty line before each item, but not between those that only name something.
    fn items(&self, items: &mut [Item], tables: &mut Vec<String>) {
        let mut was_short = true;
        for (place, item) in items.iter_mut().enumerate() {
            if let Item::Macro(found) = item
                && let Some(table) = self.table(found, tables)
            {
                *item = table;
            }
            let short = is_short(item);
            self.inside(item, tables);
            if place > 0
                && !(short && was_short)
                && let Some(attributes) = attributes(item)
            {
                attributes.insert(0, self.empty.clone());
            }
            was_short = short;
        }
    }

    fn inside(&self, item: &mut Item, tables: &mut Vec<String>) {
        match item {
            Item::Mod(module) => {
                if let Some((_, items)) = &mut module.content {
                    self.items(items, tables);
                }
            }
            Item::Impl(item) => {
                for member in item.items.iter_mut().skip(1) {
                    if let ImplItem::Fn(method) = member {
                        method.attrs.insert(0, self.empty.clone());
                    }
                }
            }
            Item::Trait(item) => {
                for member in item.items.iter_mut().skip(1) {
                    if let TraitItem::Fn(method) = member {
                        method.attrs.insert(0, self.empty.clone());
                    }
                }
            }
            _ => {}
        }
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

fn attributes(item: &mut Item) -> Option<&mut Vec<Attribute>> {
    Some(match item {
        Item::Const(item) => &mut item.attrs,
        Item::Enum(item) => &mut item.attrs,
        Item::Fn(item) => &mut item.attrs,
        Item::Impl(item) => &mut item.attrs,
        Item::Macro(item) => &mut item.attrs,
        Item::Mod(item) => &mut item.attrs,
        Item::Static(item) => &mut item.attrs,
        Item::Struct(item) => &mut item.attrs,
        Item::Trait(item) => &mut item.attrs,
        Item::Type(item) => &mut item.attrs,
        Item::Use(item) => &mut item.attrs,
        _ => return None,
    })
}
