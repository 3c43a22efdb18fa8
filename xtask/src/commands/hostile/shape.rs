//! How a client is built, whatever its texts and names say.
//!
//! In: the source of a crate. Out: counts that text of a description must not change, and the literals.
//! Must never know: which description the crate comes from.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
use syn::visit::Visit;

/// Languages of blocks that `cargo test` leaves alone.
const HARMLESS: [&str; 6] = ["text", "json", "toml", "ignore", "rust,ignore", OWN_EXAMPLE];

/// The language of the examples that the generator makes: `cargo test` compiles them and runs none.
const OWN_EXAMPLE: &str = "no_run";

/// What examples call by a name that the code of a client need not hold.
const EXAMPLE_WORDS: [&str; 24] = [
    "Err", "Error", "Ok", "Path", "Result", "Some", "async", "await", "client", "example", "fn", "from_env",
    "if", "item", "items", "let", "mut", "new", "page", "path", "println", "response", "std", "while",
];

/// Whether a file is one function, and perhaps names of the crate that it uses.
fn is_one_function(file: &syn::File) -> bool {
    let Some((syn::Item::Fn(_), uses)) = file.items.split_last() else { return false };
    uses.iter().all(|item| matches!(item, syn::Item::Use(_)))
}

/// What is counted in a crate.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Shape {
    files: usize,
    items: usize,
    /// Attributes that are not documentation.
    attributes: usize,
    macros: usize,
    functions: usize,
    fields: usize,
    variants: usize,
    /// Tokens inside of macros, documentation left out.
    tokens: usize,
}

/// The shape of a crate, and every text that stands in it as a literal.
#[derive(Debug, Default)]
pub(super) struct Built {
    pub(super) shape: Shape,
    pub(super) literals: BTreeSet<String>,
    /// Every name and keyword in its code.
    words: BTreeSet<String>,
    /// The code of its examples, each with the file that shows it.
    examples: Vec<(String, String)>,
}

impl Built {
    /// Keeps the examples in the documentation of a file.
    pub(super) fn add_examples(&mut self, path: &str, text: &str) {
        self.examples.extend(examples(text).into_iter().map(|code| (path.to_owned(), code)));
    }

    /// The name by which examples speak of the crate, which its own code never does.
    pub(super) fn add_crate_name(&mut self, manifest: &str) {
        let manifest: Option<toml::Table> = toml::from_str(manifest).ok();
        let name = manifest.as_ref().and_then(|manifest| manifest.get("package")?.get("name")?.as_str());
        self.words.extend(name.map(|name| name.replace('-', "_")));
    }

    /// What is wrong with an example: it has to be one function that calls what the crate has, so that no text of a
    /// description became code of its own.
    pub(super) fn foreign_examples(&self) -> Vec<String> {
        let wrong = |(path, code): &(String, String)| {
            let why = match syn::parse_file(code) {
                Err(error) => format!("is not Rust: {error}"),
                Ok(file) if !is_one_function(&file) => "is not one function".to_owned(),
                Ok(_) => {
                    let mut words = BTreeSet::new();
                    words_of(code.parse().ok()?, &mut words);
                    let foreign = words
                        .into_iter()
                        .find(|word| !self.words.contains(word) && !EXAMPLE_WORDS.contains(&word.as_str()))?;
                    format!("speaks of `{foreign}`, which the crate has not")
                }
            };
            Some(format!("an example in {path} {why}"))
        };
        self.examples.iter().filter_map(wrong).collect()
    }

    /// Adds a file; the error is that of a file that is not Rust.
    pub(super) fn add(&mut self, text: &str) -> Result<(), syn::Error> {
        let file = syn::parse_file(text)?;
        self.shape.files += 1;
        if let Ok(tokens) = text.parse() {
            words_of(tokens, &mut self.words);
        }
        self.visit_file(&file);
        Ok(())
    }

    fn count_tokens(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter().peekable();
        let mut follows_arrow = false;
        while let Some(token) = tokens.next() {
            let documents = matches!(&token, TokenTree::Punct(mark) if mark.as_char() == '#')
                && matches!(tokens.peek(), Some(TokenTree::Group(group)) if is_documentation(group.stream()));
            if documents {
                tokens.next();
                continue;
            }
            // A table says what a member is called on the wire only where that is not its own name.
            if matches!(&token, TokenTree::Punct(mark) if mark.as_char() == ':')
                && let Some(TokenTree::Literal(literal)) = tokens.peek()
                && let syn::Lit::Str(text) = syn::Lit::new(literal.clone())
            {
                self.literals.insert(text.value());
                tokens.next();
                continue;
            }
            // Where a line is too long, a comma stands behind the last row, and braces around what an arrow leads to
            // instead of the comma behind it.
            let is_arrow = std::mem::take(&mut follows_arrow);
            match &token {
                TokenTree::Punct(mark) if mark.as_char() == ',' => continue,
                TokenTree::Punct(mark) => follows_arrow = mark.as_char() == '>',
                TokenTree::Group(group) if is_arrow && group.delimiter() == Delimiter::Brace => {
                    self.count_tokens(group.stream());
                    continue;
                }
                _ => {}
            }
            self.shape.tokens += 1;
            match token {
                TokenTree::Group(group) => self.count_tokens(group.stream()),
                TokenTree::Literal(literal) => self.note(literal),
                TokenTree::Ident(_) | TokenTree::Punct(_) => {}
            }
        }
    }

    fn note(&mut self, literal: Literal) {
        if let syn::Lit::Str(text) = syn::Lit::new(literal) {
            self.literals.insert(text.value());
        }
    }
}

/// The names and keywords among tokens.
fn words_of(tokens: TokenStream, words: &mut BTreeSet<String>) {
    for token in tokens {
        match token {
            TokenTree::Ident(word) => drop(words.insert(word.to_string())),
            TokenTree::Group(group) => words_of(group.stream(), words),
            TokenTree::Literal(_) | TokenTree::Punct(_) => {}
        }
    }
}

/// The code of the examples in the documentation of a source, with the lines that `rustdoc` hides.
fn examples(text: &str) -> Vec<String> {
    let mut examples = Vec::new();
    let mut open: Option<String> = None;
    for line in text.lines().map(str::trim_start) {
        let said = line.strip_prefix("///").or_else(|| line.strip_prefix("//!"));
        let Some(said) = said.map(|said| said.strip_prefix(' ').unwrap_or(said)) else {
            examples.extend(open.take());
            continue;
        };
        match (&mut open, fence(said)) {
            (Some(_), Some((_, _, ""))) => examples.extend(open.take()),
            (Some(code), _) => {
                let is_hidden = said == "#" || said.starts_with("# ");
                code.push_str(if is_hidden { said[1..].trim_start() } else { said });
                code.push('\n');
            }
            (None, Some((_, _, OWN_EXAMPLE))) => open = Some(String::new()),
            (None, _) => {}
        }
    }
    examples
}

fn is_documentation(attribute: TokenStream) -> bool {
    matches!(attribute.into_iter().next(), Some(TokenTree::Ident(name)) if name == "doc")
}

impl<'a> Visit<'a> for Built {
    fn visit_item(&mut self, item: &'a syn::Item) {
        self.shape.items += 1;
        syn::visit::visit_item(self, item);
    }

    fn visit_attribute(&mut self, attribute: &'a syn::Attribute) {
        let documents = attribute.path().is_ident("doc")
            && matches!(&attribute.meta, syn::Meta::NameValue(pair) if matches!(pair.value, syn::Expr::Lit(_)));
        self.shape.attributes += usize::from(!documents);
    }

    fn visit_macro(&mut self, found: &'a syn::Macro) {
        self.shape.macros += 1;
        self.count_tokens(found.tokens.clone());
        syn::visit::visit_macro(self, found);
    }

    fn visit_impl_item_fn(&mut self, function: &'a syn::ImplItemFn) {
        self.shape.functions += 1;
        syn::visit::visit_impl_item_fn(self, function);
    }

    fn visit_field(&mut self, field: &'a syn::Field) {
        self.shape.fields += 1;
        syn::visit::visit_field(self, field);
    }

    fn visit_variant(&mut self, variant: &'a syn::Variant) {
        self.shape.variants += 1;
        syn::visit::visit_variant(self, variant);
    }

    fn visit_lit_str(&mut self, literal: &'a syn::LitStr) {
        self.literals.insert(literal.value());
    }
}

/// The first character of a text that makes it read otherwise than it runs: invisible, turning, or control.
pub(super) fn misleading(text: &str) -> Option<char> {
    text.chars().find(|character| {
        matches!(character, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
            || (character.is_control() && *character != '\n')
    })
}

/// Whether a documentation comment of a source holds code that `cargo test` would run: a fence that does not say
/// otherwise, or a line that is indented like code.
pub(super) fn doctest(text: &str) -> Option<&str> {
    // The character and the length of the fence that is open.
    let mut open: Option<(char, usize)> = None;
    let mut after_blank = true;
    for line in text.lines().map(str::trim_start) {
        let Some(said) = line.strip_prefix("///").or_else(|| line.strip_prefix("//!")) else {
            (open, after_blank) = (None, true);
            continue;
        };
        let body = said.strip_prefix(' ').unwrap_or(said);
        match (fence(body), open) {
            (Some((mark, length, language)), Some((opened, least))) => {
                let closes = language.is_empty() && mark == opened && length >= least;
                open = if closes { None } else { open };
            }
            (Some((mark, length, language)), None) if HARMLESS.contains(&language) => {
                open = Some((mark, length));
            }
            (Some(_), None) => return Some(line),
            (None, None) if after_blank && body.starts_with("    ") => return Some(line),
            (None, _) => {}
        }
        after_blank = body.trim().is_empty();
    }
    None
}

/// What a line says that begins or ends a block of code: its mark, how often it stands there, the language.
fn fence(line: &str) -> Option<(char, usize, &str)> {
    let line = line.trim_start_matches(' ');
    let mark = line.chars().next().filter(|mark| matches!(mark, '`' | '~'))?;
    let language = line.trim_start_matches(mark);
    let length = line.len() - language.len();
    let is_fence = length >= 3 && !(mark == '`' && language.contains('`'));
    is_fence.then_some((mark, length, language.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn macros_count_by_their_tokens_and_documentation_does_not() {
        let built = |text: &str| {
            let mut built = Built::default();
            built.add(text).unwrap();
            built
        };
        let plain = built("x! { A { #[doc = \"a\"] b \"c\" } }");
        assert_eq!(plain.shape, built("x! { A { #[doc = \"d\"] #[doc = \"e\"] f \"\\u{200b}\" } }").shape);
        assert_ne!(plain.shape, built("x! { A { b \"c\", d \"e\" } }").shape);
        assert!(plain.literals.contains("c"));
        let named = built("x! { A { b: \"c\" } }");
        assert_eq!(named.shape, built("x! { A { c } }").shape);
        assert_ne!(named.shape, built("x! { A { b: c } }").shape);
        assert!(named.literals.contains("c"));
        assert_eq!(named.shape, built("x! { A { b: \"c\", } }").shape);
        let arms = built("x! { match a { b => c(), d => e(\"f\"), } }");
        assert_eq!(arms.shape, built("x! { match a { b => c(), d => { e(\"f\") } } }").shape);
        assert_eq!(arms.shape, built("x! { match a { b => { c() } d => e(\"f\"), } }").shape);
        assert_ne!(arms.shape, built("x! { match a { b => { c(); c() } d => e(\"f\"), } }").shape);
    }

    #[test]
    fn an_example_calls_what_the_crate_has() {
        let crate_with = |example: &str| {
            let source = format!(
                "/// ```no_run\n/// # async fn example() {{\n/// {example}\n/// # }}\n/// ```\nasync fn call(text: &str) {{}}"
            );
            let mut built = Built::default();
            built.add(&source).unwrap();
            built.add_examples("a.rs", &source);
            built.foreign_examples()
        };
        assert_eq!(crate_with("call(\"std::process::exit(1)\").await;"), [""; 0]);
        for (example, why) in [
            ("call(\"\"); std::process::exit(1);", "`exit`"),
            ("call(\"\"); } fn call() {", "is not one function"),
            ("call(\"\"", "is not Rust"),
        ] {
            let found = crate_with(example);
            assert!(found.len() == 1 && found[0].contains(why), "{found:?}");
        }
    }

    #[test]
    fn doctests_are_found() {
        assert_eq!(doctest("/// a\n/// ```text\n/// b\n/// ```\nfn f() {}"), None);
        assert_eq!(doctest("/// ````text\n/// ```\n/// ```rust\n/// ````\nfn f() {}"), None);
        assert_eq!(doctest("/// ```` GET /``` ````\nfn f() {}"), None);
        assert!(doctest("/// ```\n/// b\n/// ```\nfn f() {}").is_some());
        assert!(doctest("/// a\n///\n///     b\nfn f() {}").is_some());
    }
}
