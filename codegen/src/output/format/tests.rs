//! The forms of emitted code, as they come out.

use quote::quote;

use super::format_tokens;

#[test]
fn every_form_reads_like_rust() {
    let text = format_tokens(quote! {
        #![doc = " Crate."]
        use a::{b, c};
        #[doc = " A struct."]
        #[derive(Clone, Debug)]
        pub struct Foo<const ID: bool = false> { #[doc = " Id."] pub id: Option<Vec<String>>, }
        runtime::object! { Foo { id "id" } rest extra }
        impl<const ID: bool> Foo<ID> {
            #[doc = " Sets it."]
            pub fn id<M>(mut self, value: impl Into<Vec<M>>) -> Foo<true> { self.id = Some(value.into()); self }
            pub fn items(self, value: impl IntoIterator<Item = (impl Into<String>, Option<f64>)>) -> Self where
                runtime::Provided<ID>: crate::required::AVeryLongNameOfARequiredSetter,
            { value.into_iter().map(|(name, value)| (name.into(), value)).fold(self.request, |request, part| request.part("x", part)) }
        }
        impl From<Foo> for Bar { fn from(value: Foo) -> Self { Self { a_member_with_a_long_name: value.a_member_with_a_long_name, another: value.another_member, ..runtime::blank() } } }
        static E: runtime::Endpoint = runtime::Endpoint::new("a", "POST", "/v1/convai/whatsapp/outbound-call/that/is/very/long").query(&[("a", "b")]).security(&[&[0], &[]]);
        runtime::union! { Var { Cat: [object] required ["meow" "id"] constants ["kind" = "\"cat\"" | "\"kitty\""] closed, Two: [array] items ([string]), } from { Cat(Cat) Cat(&str) } }
    })
    .unwrap();
    insta::assert_snapshot!(text);
    let again = syn::parse_file(&text).unwrap();
    assert_eq!(format_tokens(quote!(#again)).unwrap(), text);
}

#[test]
fn documentation_stays_inside_its_comment() {
    let hostile = [
        "*/ pub fn evil() {}",
        "\" pub fn evil() {}",
        "a\n pub fn evil() {}",
        "a\r pub fn evil() {}",
        "\\",
        "\u{202e}x",
        "/ not a doc comment",
        "`",
        "//",
        "\u{2028}pub fn evil() {}",
        "#![x]",
        "\0",
        "'",
        "\t",
        "r#\"",
        "{",
        "é\u{301}",
    ];
    for text in hostile {
        let tokens = quote!(#[doc = #text] pub struct Foo;);
        let file = syn::parse_file(&format_tokens(tokens).unwrap()).unwrap();
        let [syn::Item::Struct(item)] = file.items.as_slice() else { panic!("{text:?}") };
        let syn::Meta::NameValue(meta) = &item.attrs[0].meta else { panic!("{text:?}") };
        let syn::Expr::Lit(literal) = &meta.value else { panic!("{text:?}") };
        let syn::Lit::Str(read) = &literal.lit else { panic!("{text:?}") };
        assert_eq!(read.value(), text);
    }
}
