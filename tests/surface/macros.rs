//! What the runtime's macros make public: what stands in their braces.

use std::collections::BTreeMap;

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use crate::source::text_of;
use crate::walk::{At, line};

/// The tables of structs in a file.
#[derive(Debug, Default)]
pub(crate) struct Macros {
    objects: BTreeMap<String, Object>,
}

/// What `object!` says of a struct.
#[derive(Debug, Default)]
struct Object {
    /// Field → name on the wire.
    wires: BTreeMap<String, String>,
    /// Wire names of what is null where there is nothing.
    nulls: Vec<String>,
    rest: Option<String>,
}

impl Macros {
    pub(crate) fn of(file: &syn::File) -> Self {
        let mut macros = Self::default();
        for item in &file.items {
            if let syn::Item::Macro(found) = item
                && name_of(found) == "object"
            {
                macros.object(&found.mac.tokens);
            }
        }
        macros
    }

    pub(crate) fn is_rest(&self, owner: &str, field: &str) -> bool {
        self.objects.get(owner).is_some_and(|object| object.rest.as_deref() == Some(field))
    }

    pub(crate) fn is_nullable(&self, owner: &str, field: &str) -> bool {
        let Some(object) = self.objects.get(owner) else { return false };
        let wire = object.wires.get(field).map_or(field, String::as_str);
        object.nulls.iter().any(|null| null == wire)
    }

    fn object(&mut self, tokens: &TokenStream) {
        let mut object = Object::default();
        let mut owner = String::new();
        for token in tokens.clone() {
            match token {
                TokenTree::Group(group) if group.delimiter() == Delimiter::Bracket => {
                    let text = group.stream().to_string();
                    object.nulls = text.split('"').skip(1).step_by(2).map(str::to_owned).collect();
                }
                TokenTree::Group(group) => {
                    for part in parts(group.stream()) {
                        let text = text_of(&part);
                        if let Some(rest) = text.strip_prefix("..") {
                            object.rest = Some(rest.to_owned());
                        } else if let Some((name, _)) = text.split_once(':') {
                            let literal = part.into_iter().last().map(TokenStream::from);
                            let wire = literal.and_then(|literal| syn::parse2::<syn::LitStr>(literal).ok());
                            object
                                .wires
                                .insert(name.to_owned(), wire.map(|wire| wire.value()).unwrap_or_default());
                        }
                    }
                }
                TokenTree::Ident(ident) => owner = ident.to_string(),
                _ => {}
            }
        }
        self.objects.insert(owner, object);
    }

    /// The public items that a macro makes.
    pub(crate) fn lines(found: &syn::ItemMacro, at: At<'_>) -> Vec<String> {
        let tokens = found.mac.tokens.clone();
        let simple = |path: &str, kind: &str, signature: &str| {
            line(path, kind, &signature.replace("r#", ""), "-", false, at.feature)
        };
        match name_of(found).as_str() {
            "client" => {
                client(tokens).into_iter().map(|(path, kind, text)| simple(&path, kind, &text)).collect()
            }
            name @ ("from_json" | "from_text") => {
                vec![simple(&at.path(&tokens.to_string()), "impl", name)]
            }
            "conversions" => {
                let mut tokens = tokens.into_iter();
                let owner = tokens.next().expect("the name of the enum").to_string();
                let Some(TokenTree::Group(rows)) = tokens.next() else { panic!("rows in braces") };
                let rows = parts(rows.stream()).into_iter().map(|row| {
                    let mut row = row.into_iter();
                    let variant = row.next().expect("a variant").to_string();
                    let way: TokenStream = row.skip(1).collect();
                    let way = at.scope.written(&syn::parse2(way).expect("written like a type"));
                    simple(&at.path(&owner), "impl", &format!("{variant}:{way}"))
                });
                rows.collect()
            }
            _ => Vec::new(),
        }
    }
}

/// `client!`: path, kind and signature of what it makes of what it is told.
fn client(tokens: TokenStream) -> Vec<(String, &'static str, String)> {
    let body = tokens.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => Some(group.stream()),
        _ => None,
    });
    let body = body.last().expect("the members of the client");
    let mut items = vec![
        ("Client".to_owned(), "struct", String::new()),
        ("ClientBuilder".to_owned(), "struct", String::new()),
    ];
    for part in parts(body) {
        let text = text_of(&syn::parse2::<WithoutDocs>(part).expect("a member").0);
        let Some((name, kind)) = text.split_once(':') else { continue };
        let mut setter = |name: &str, given: &str| {
            items.push((format!("ClientBuilder::{name}"), "fn", format!("fn(self,{given})->Self")));
        };
        let key = format!("{name}:implInto<String>");
        match kind.split('<').next() {
            Some("key") => setter(name, &key),
            Some("basic") => setter(name, "username:implInto<String>,password:implInto<String>"),
            Some("bearer") => {
                setter(name, &key);
                let provider =
                    kind.trim_end_matches('>').split(',').nth(1).expect("the name of the provider");
                setter(provider, "provider:implruntime::TokenProvider");
            }
            _ => {}
        }
    }
    items
}

/// What is left of a member behind its documentation.
struct WithoutDocs(TokenStream);

impl syn::parse::Parse for WithoutDocs {
    fn parse(input: syn::parse::ParseStream<'_>) -> syn::Result<Self> {
        input.call(syn::Attribute::parse_outer)?;
        input.parse().map(Self)
    }
}

pub(crate) fn name_of(found: &syn::ItemMacro) -> String {
    found.mac.path.segments.last().map(|last| last.ident.to_string()).unwrap_or_default()
}

/// What stands between commas that no angle brackets hold.
fn parts(tokens: TokenStream) -> Vec<TokenStream> {
    let mut parts = vec![TokenStream::new()];
    let mut depth = 0_usize;
    for token in tokens {
        if let TokenTree::Punct(punct) = &token {
            match punct.as_char() {
                '<' => depth += 1,
                '>' => depth = depth.saturating_sub(1),
                ',' if depth == 0 => {
                    parts.push(TokenStream::new());
                    continue;
                }
                _ => {}
            }
        }
        parts.last_mut().expect("one at least").extend([token]);
    }
    parts.retain(|part| !part.is_empty());
    parts
}
