//! Tables whose entries have a line each, whatever is in them: names, and fields with a literal at most.
//!
//! In: what is between the braces of a macro. Out: its entries. There are tables of any length, so none is the form of others.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::lines::MARGIN;

/// A table, taken apart.
pub(super) struct Table {
    /// What is before the braces around the entries, where there are such.
    pub(super) head: Option<Vec<TokenTree>>,
    pub(super) entries: Vec<String>,
}

impl Table {
    /// The table; `None` where the formatter decides how many entries a line has.
    pub(super) fn of(tokens: TokenStream) -> Option<Self> {
        let mut head: Vec<TokenTree> = tokens.into_iter().collect();
        match head.last()? {
            TokenTree::Punct(_) => Some(Self { head: None, entries: entries(head, ';')? }),
            TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                let entries = entries(group.stream(), ',')?;
                head.pop();
                let widths = entries.iter().map(|entry| entry.len() + 2);
                (widths.sum::<usize>() > MARGIN).then_some(Self { head: Some(head), entries })
            }
            _ => None,
        }
    }
}

/// `name` or `name: "literal"`, each with an end, which the last may lack behind a comma.
fn entries(tokens: impl IntoIterator<Item = TokenTree>, end: char) -> Option<Vec<String>> {
    let is = |token: &TokenTree, wanted| matches!(token, TokenTree::Punct(mark) if mark.as_char() == wanted);
    let mut entries = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let TokenTree::Ident(name) = token else { return None };
        let mut entry = name.to_string();
        if end == ',' && tokens.next_if(|token| is(token, ':')).is_some() {
            let TokenTree::Literal(literal) = tokens.next()? else { return None };
            entry.push_str(": ");
            entry.push_str(&literal.to_string());
        }
        let has_end = tokens.next_if(|token| is(token, end)).is_some();
        if !has_end && (end == ';' || tokens.peek().is_some()) {
            return None;
        }
        entries.push(entry);
    }
    Some(entries)
}

#[cfg(test)]
mod tests {
    use quote::quote;

    use super::Table;

    fn entries(tokens: proc_macro2::TokenStream) -> Option<(bool, Vec<String>)> {
        Table::of(tokens).map(|table| (table.head.is_some(), table.entries))
    }

    #[test]
    fn only_what_has_a_line_each_is_taken_apart() {
        let names = vec!["a".to_owned(), "r#type".to_owned()];
        assert_eq!(entries(quote!(a; r#type;)), Some((false, names)));
        let long = "x".repeat(80);
        let fields = vec!["name".to_owned(), format!("other: {long:?}")];
        assert_eq!(entries(quote!(#[null("a")] Foo { name, other: #long })), Some((true, fields)));
        for tokens in [
            quote!(),
            quote!(a; b),
            quote!(a, b),
            quote!(a: "b";),
            quote!(
                fn a();
            ),
            quote!(Foo { name, other: #long, ..rest }),
            quote!(Foo { name, other: #long | "b" }),
            quote!(Foo { name, other }),
        ] {
            assert_eq!(entries(tokens.clone()), None, "{tokens}");
        }
    }
}
