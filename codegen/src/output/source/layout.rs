//! Tokens → lines, with what is one thing to the formatter apart from the rest: items, members of `impl`s, fields.

use std::iter::Peekable;

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

use super::laid::{Laid, Sort};
use super::printer::Printer;
use super::shapes::{Known, Shapes};
use super::spelling::Spelling;

/// Lays out items, and remembers how.
pub(super) struct Layout<'a> {
    printer: Printer,
    /// The forms that are known, by the cut that is made of what was laid out.
    shapes: &'a Cuts,
    spelling: Spelling,
}

/// The forms that are known, by the cut that is made of what was laid out.
pub(super) type Cuts = [Shapes; 3];

/// What is left out of the lines that were laid out.
#[derive(Clone, Copy)]
enum Cut {
    Nothing,
    /// The brace that closes an item: its members follow.
    Close,
    /// The lines around a member.
    Around,
}

/// What decides where an item ends, and whether there are members in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The first brace or semicolon ends it.
    Braced,
    /// A semicolon ends it.
    Statement,
    Impl,
    Struct,
}

type Tokens = Peekable<token_stream::IntoIter>;

impl<'a> Layout<'a> {
    pub(super) fn new(shapes: &'a Cuts) -> Self {
        Self { printer: Printer::new(), shapes, spelling: Spelling::default() }
    }

    /// The items, with numbers for their documentation; an error where they are not Rust.
    pub(super) fn lay_out(&mut self, items: Vec<TokenStream>) -> Result<String, String> {
        let mut source = String::new();
        let mut before = None;
        for tokens in items {
            let mut tokens = tokens.into_iter().peekable();
            while tokens.peek().is_some() {
                let begin = source.len();
                let sort = self.item(&mut tokens, &mut source)?;
                if before.is_some_and(|before| sort.is_apart_from(before)) {
                    source.insert(begin, '\n');
                }
                before = Some(sort);
            }
        }
        Ok(source)
    }

    /// Writes an item, or an attribute of the file.
    fn item(&mut self, tokens: &mut Tokens, source: &mut String) -> Result<Sort, String> {
        self.spelling.clear();
        let (kind, members) = self.spell(tokens);
        let Some(members) = members else {
            return self.write(Cut::Nothing, source);
        };
        self.spelling.push_mark("{ }");
        let sort = self.write(Cut::Close, source)?;
        let mut members = members.into_iter().peekable();
        let mut is_first = true;
        while members.peek().is_some() {
            self.spelling.clear();
            self.spelling.push_mark(if kind == Kind::Impl { "impl A {" } else { "struct A {" });
            if kind == Kind::Struct {
                self.spell_field(&mut members);
            } else if self.spell(&mut members).0 == Kind::Braced && !is_first {
                source.push('\n');
            }
            self.spelling.push_mark("}");
            self.write(Cut::Around, source)?;
            is_first = false;
        }
        source.push_str("}\n");
        Ok(sort)
    }

    /// Spells an item, a member or an attribute of the file up to its end, or to its members, where it has such.
    fn spell(&mut self, tokens: &mut Tokens) -> (Kind, Option<TokenStream>) {
        let mut kind = Kind::Braced;
        let mut is_known = false;
        let mut is_attribute = false;
        for token in tokens {
            let mut ends = false;
            match &token {
                TokenTree::Ident(name) if !is_known => (kind, is_known) = kind.after(&name.to_string()),
                TokenTree::Punct(punct) => {
                    is_attribute |= punct.as_char() == '!' && self.spelling.shape().trim_end() == "#";
                    ends = punct.as_char() == ';';
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let members = group.stream();
                    if kind.has_members() && !members.is_empty() {
                        return (kind, Some(members));
                    }
                    ends = kind != Kind::Statement;
                }
                TokenTree::Group(_) => ends = is_attribute,
                _ => {}
            }
            self.spelling.push(token);
            if ends {
                break;
            }
        }
        (kind, None)
    }

    /// Spells a field, and a comma behind it.
    fn spell_field(&mut self, tokens: &mut Tokens) {
        let mut depth = 0_usize;
        let mut is_arrow = false;
        for token in tokens {
            if let TokenTree::Punct(punct) = &token {
                match punct.as_char() {
                    ',' if depth == 0 => break,
                    '<' => depth += 1,
                    '>' if !is_arrow => depth = depth.saturating_sub(1),
                    _ => {}
                }
                is_arrow = punct.as_char() == '-';
            }
            self.spelling.push(token);
        }
        self.spelling.push_mark(",");
    }

    /// Writes what is spelled, without what is left out.
    fn write(&mut self, cut: Cut, source: &mut String) -> Result<Sort, String> {
        let Self { printer, shapes, spelling } = self;
        let shapes = &shapes[cut as usize];
        let print = |source: &str| printer.print(source).and_then(|laid| cut.of(laid));
        let mut known = shapes.of(spelling);
        if let Known::Nothing = known {
            shapes.begin(spelling, print(spelling.shape()).ok().as_ref());
            known = shapes.of(spelling);
        }
        if let Known::Form(form) = known {
            form.write(spelling.words(), source);
            return Ok(form.sort);
        }
        let laid = print(&spelling.source())?;
        source.push_str(&laid.text);
        if let Known::OtherForm = known {
            shapes.add(spelling, &laid);
        }
        Ok(laid.sort)
    }
}

impl Cut {
    /// What is wanted of what was laid out.
    fn of(self, laid: Laid) -> Result<Laid, String> {
        let Laid { text, sort } = laid;
        let text = match self {
            Self::Nothing => Some(text),
            Self::Close => text.strip_suffix("}\n").map(|open| format!("{open}\n")),
            Self::Around => text
                .strip_suffix("}\n")
                .and_then(|open| open.split_once('\n'))
                .map(|(_, inner)| inner.to_owned()),
        };
        let text = text.ok_or("an item does not end with its brace")?;
        Ok(Laid { text, sort })
    }
}

impl Kind {
    fn has_members(self) -> bool {
        matches!(self, Self::Impl | Self::Struct)
    }

    /// The kind after another word before what is between braces, and whether it is known by that.
    fn after(self, word: &str) -> (Self, bool) {
        match word {
            "pub" | "unsafe" | "async" | "extern" => (self, false),
            "const" => (Self::Statement, false),
            "static" | "type" | "use" => (Self::Statement, true),
            "impl" => (Self::Impl, true),
            "struct" => (Self::Struct, true),
            "fn" => (Self::Braced, true),
            _ => (self, true),
        }
    }
}
