//! The forms of emitted code, as they come out.

use quote::quote;

use std::path::Path;

use proc_macro2::{Delimiter, Group, Ident, Literal, Span, TokenStream, TokenTree};

use super::printer::Printer;
use super::shapes::Shapes;
use super::spelling::is_known;
use super::{Formatter, Known, document};

fn render_source(tokens: proc_macro2::TokenStream, comments: &[Vec<String>]) -> Result<String, String> {
    Formatter::new(&Known::default()).render(vec![tokens], comments)
}

#[test]
fn every_form_reads_like_rust() {
    let text = render_source(quote! {
        #![doc = " Crate."]
        #![allow(dead_code, reason = "only looked at")]
        mod a;
        use a::{b, c};
        #[doc = " A struct."]
        #[derive(Clone, Debug)]
        pub struct Foo<const ID: bool = false> { #[doc = " Id."] pub id: Option<Vec<String>>, }
        runtime::object! { #[null("note")] Foo { id, r#type: "type", note, ..extra } }
        runtime::from_json!(Foo);
        runtime::from_text!(Foo);
        impl<const ID: bool> Foo<ID> {
            #[doc = " Sets it."]
            pub fn id<M>(mut self, value: impl Into<Vec<M>>) -> Foo<true> { self.id = Some(value.into()); self }
            pub fn items(self, value: impl IntoIterator<Item = (impl Into<String>, Option<f64>)>) -> Self where
                runtime::Provided<ID>: crate::required::AVeryLongNameOfARequiredSetter,
            { value.into_iter().map(|(name, value)| (name.into(), value)).fold(self.request, |request, part| request.part("x", part)) }
        }
        impl From<Foo> for Bar { fn from(value: Foo) -> Self { Self { a_member: value.a_member, ..runtime::blank() } } }
        static E: runtime::Endpoint = runtime::Endpoint::new("a", "POST", "/v1/convai").query(&[("a", "b")]);
        runtime::union! { Var {
            Cat: [object, required("meow", "id"), constants("kind" = "\"cat\"" | "\"kitty\""), within(["a", "b"] = "1"), closed],
            Two: [array | null, items([string])],
        } }
        runtime::conversions! { Var { Cat: value::<Cat>, Cat: list::<std::collections::BTreeMap<String, Vec<i64>>> } }
        runtime::tagged! { #[tag("kind")] Pet { Cat: "cat" | "kitty", ..Base } }
        runtime::by_status! { Made = match status { 200 => Ok(json), _ => Other, } }
        runtime::client! { #[doc = " The client."] pub struct Client { api: API, #[doc = " A key."] key: key<0>, } }
        #[cfg(feature = "x")]
        runtime::object! { Gated { a, b } }
        pub trait Needed { fn one(); fn two(); }
    }, &[])
    .unwrap();
    insta::assert_snapshot!(text);
    let again = syn::parse_file(&text).unwrap();
    assert_eq!(render_source(quote!(#again), &[]).unwrap(), text);
}

/// The documentation of an item with the text in its tokens, as a compiler reads it; `None` where the text was refused.
fn in_tokens(text: &str) -> Option<String> {
    Some(read(&render_source(quote!(#[doc = #text] pub struct Foo;), &[]).ok()?))
}

/// The same with the text as one line beside the tokens.
fn beside(text: &str) -> Option<String> {
    let comments = [vec![text.to_owned()]];
    Some(read(
        &render_source(
            quote!(
                #[doc = 0]
                pub struct Foo;
            ),
            &comments,
        )
        .ok()?,
    ))
}

/// The documentation of the only item.
fn read(source: &str) -> String {
    let file = syn::parse_file(source).unwrap();
    let [syn::Item::Struct(item)] = file.items.as_slice() else { panic!("{source}") };
    let [attribute] = item.attrs.as_slice() else { panic!("{source}") };
    let syn::Meta::NameValue(meta) = &attribute.meta else { panic!("{source}") };
    let syn::Expr::Lit(literal) = &meta.value else { panic!("{source}") };
    let syn::Lit::Str(read) = &literal.lit else { panic!("{source}") };
    read.value()
}

#[test]
fn documentation_stays_inside_its_comment() {
    let kept = [
        "",
        "*/ pub fn evil() {}",
        "\" pub fn evil() {}",
        "\\",
        "\u{202e}x",
        "/ not a doc comment",
        "//",
        "`",
        "\u{2028}pub fn evil() {}",
        "\u{85}pub fn evil() {}",
        "\u{b}pub fn evil() {}",
        "#![x]",
        "\0",
        "'",
        "\t",
        "r#\"",
        "{",
        "é\u{301}",
        "  begins with spaces",
        "     code",
        "fn __table() {",
        "/*",
        "*",
    ];
    for text in kept {
        assert_eq!(in_tokens(text).as_deref(), Some(text));
        let blank = if text.is_empty() { "" } else { " " };
        assert_eq!(beside(text), Some(format!("{blank}{text}")));
    }
    // A comment would end with its line, and a carriage return is allowed in none: the emitter makes no such line.
    for text in ["a\n pub fn evil() {}", "a\r pub fn evil() {}", "a\r\n pub fn evil() {}", "a\n//\nb"] {
        assert_eq!(in_tokens(text), None, "{text:?}");
        assert_eq!(beside(text), None, "{text:?}");
    }
    // Where even a block would end early, the text stays a literal.
    for text in ["a\n*/ pub fn evil() {}", "a\n/* b"] {
        assert_eq!(in_tokens(text).as_deref(), Some(text));
        assert_eq!(beside(text), None, "{text:?}");
    }
}

#[test]
fn a_number_stands_for_lines_and_nothing_else_does() {
    let comments = [vec!["A number:".to_owned(), String::new(), "#[doc = 7]".to_owned()]];
    let text = render_source(
        quote!(
            mod a {
                #[doc = 0]
                pub static B: &str = "#[doc = 0]";
            }
        ),
        &comments,
    )
    .unwrap();
    let expect = "mod a {\n    /// A number:\n    ///\n    /// #[doc = 7]\n    pub static B: &str = \"#[doc = 0]\";\n}\n";
    assert_eq!(text, expect);
    assert!(
        render_source(
            quote!(
                #[doc = 1]
                pub struct Foo;
            ),
            &comments
        )
        .is_err(),
        "there is no such number"
    );
}

#[test]
fn no_literal_is_changed_by_what_stands_for_empty_lines_and_tables() {
    for text in
        ["//", "a\n//\nb", "\n    //\n", "fn __table() {", "a\nfn __table() {\n", "\r", "/*\n*/", "  "]
    {
        let bytes = proc_macro2::Literal::byte_string(text.as_bytes());
        let source = render_source(
            quote! {
                static A: &str = #text;
                static B: &[u8] = #bytes;
                runtime::text_enum! { Foo { A: #text } }
                runtime::foreign! { Foo some tokens #text }
            },
            &[],
        )
        .unwrap();
        let file = syn::parse_file(&source).unwrap();
        let [
            syn::Item::Static(item),
            syn::Item::Static(bytes),
            syn::Item::Macro(table),
            syn::Item::Macro(other),
        ] = file.items.as_slice()
        else {
            panic!("{source}")
        };
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(read), .. }) = &*item.expr else {
            panic!("{source}")
        };
        assert_eq!(read.value(), text);
        let syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::ByteStr(read), .. }) = &*bytes.expr else {
            panic!("{source}")
        };
        assert_eq!(read.value(), text.as_bytes());
        for tokens in [&table.mac.tokens, &other.mac.tokens] {
            assert!(tokens.to_string().contains(&proc_macro2::Literal::string(text).to_string()), "{source}");
        }
    }
}

/// Every item of a client, with other words in it many times over: its own are seldom as long as a line.
#[test]
fn a_form_lays_words_out_as_the_formatter_does() {
    let known = Known::default();
    let unknown = Known(std::array::from_fn(|_| Shapes::with_room(0)));
    let mut random = Random(7);
    let mut files = 0;
    for file in sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/synthetic/src")) {
        let tokens: TokenStream = std::fs::read_to_string(&file).unwrap().parse().unwrap();
        for longest in [8, 16, 24, 32, 40] {
            let tokens = random.words(tokens.clone(), longest);
            let comments = [Vec::new()];
            let whole = Printer::new().print(&tokens.to_string()).unwrap();
            let own = Formatter::new(&unknown).render(vec![tokens.clone()], &comments).unwrap();
            let text = Formatter::new(&known).render(vec![tokens], &comments).unwrap();
            assert_same(&text, &own);
            // The empty lines are ours.
            assert_same(&filled(&own), &filled(&document(&whole.text, &comments).unwrap()));
        }
        files += 1;
    }
    assert!(files > 20, "{files}");
}

/// The lines that are not empty.
fn filled(text: &str) -> String {
    text.lines().filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Fails with the first lines that differ.
fn assert_same(text: &str, expect: &str) {
    let (text, expect): (Vec<&str>, Vec<&str>) = (text.lines().collect(), expect.lines().collect());
    let same = text.iter().zip(&expect).take_while(|(line, expect)| line == expect).count();
    let around = |lines: &[&str]| lines[same.saturating_sub(5)..lines.len().min(same + 8)].join("\n");
    assert!(text == expect, "{}\n\nbut the formatter makes\n\n{}", around(&text), around(&expect));
}

/// The source files below a folder.
fn sources(folder: &Path) -> Vec<std::path::PathBuf> {
    let entries = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| if path.is_dir() { sources(&path) } else { vec![path] })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}

/// Numbers that are the same in each run.
struct Random(u64);

impl Random {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % most
    }

    /// The tokens with other names and texts, and numbers for documentation.
    fn words(&mut self, tokens: TokenStream, longest: usize) -> TokenStream {
        let mut tokens = tokens.into_iter().peekable();
        let mut all: Vec<TokenTree> = Vec::new();
        while let Some(token) = tokens.next() {
            all.push(match token {
                TokenTree::Group(group) => {
                    let is_attribute =
                        group.delimiter() == Delimiter::Bracket && all.last().is_some_and(is_mark);
                    let inner = if is_attribute {
                        numbered(group.stream())
                    } else {
                        self.words(group.stream(), longest)
                    };
                    TokenTree::Group(Group::new(group.delimiter(), inner))
                }
                TokenTree::Ident(name)
                    if !is_known(&name.to_string()) && !tokens.peek().is_some_and(is_mark) =>
                {
                    let word = "w".repeat(1 + self.below(longest));
                    TokenTree::Ident(Ident::new(&word, Span::call_site()))
                }
                TokenTree::Literal(literal) if literal.to_string().starts_with('"') => {
                    TokenTree::Literal(Literal::string(&"t".repeat(self.below(longest))))
                }
                token => token,
            });
        }
        all.into_iter().collect()
    }
}

fn is_mark(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(mark) if matches!(mark.as_char(), '#' | '!'))
}

/// An attribute, with a number if it is documentation.
fn numbered(attribute: TokenStream) -> TokenStream {
    if attribute.to_string().starts_with("doc =") { quote!(doc = 0) } else { attribute }
}
