//! Tokens → lines, with what is one thing to the formatter apart from the rest: items, signatures and bodies in `impl`s,
//! fields, variants.

use std::fmt::Write as _;
use std::iter::Peekable;

use proc_macro2::{Delimiter, TokenStream, TokenTree, token_stream};

use super::laid::{Laid, Sort};
use super::printer::Printer;
use super::shapes::{Known, Shapes};
use super::spelling::Spelling;
use super::table::Table;

/// Lays out items, and remembers how.
pub(super) struct Layout<'a> {
    printer: Printer,
    /// The forms that are known, by the cut that is made of what was laid out.
    shapes: &'a Cuts,
    spelling: Spelling,
}

/// The forms that are known, by the cut that is made of what was laid out.
pub(super) type Cuts = [Shapes; 7];

/// What is left out of the lines that were laid out.
#[derive(Clone, Copy)]
enum Cut {
    Nothing,
    /// The brace that closes an item: its members follow.
    Close,
    /// The lines around a member.
    Around,
    /// The lines around a signature, and the body that stands for its own.
    Signature,
    /// The lines around a body, with those of its braces.
    Body,
    /// The only name, and the brace that closes the table.
    Names,
    /// The only field, and the braces that close the table.
    Fields,
}

/// What decides where an item ends, and whether there are members in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// The first brace or semicolon ends it.
    Braced,
    /// A semicolon ends it.
    Statement,
    Function,
    Impl,
    Struct,
    Enum,
    Table,
}

/// What is between the braces of an item, where that is laid out apart.
enum Inner {
    Nothing,
    Tokens(TokenStream),
    Table(Table),
}

/// What a member is indented by.
const MEMBER: &str = "    ";
/// The only field of a table, as it is spelled and as it is laid out: too wide for the line of the braces.
const FIELD: (&str, &str) = (
    "{ aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa , } }",
    "        aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa,\n    }\n}\n",
);

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
        let (kind, inner) = self.spell(tokens, Kind::has_members);
        let members = match inner {
            Inner::Nothing => return self.write(Cut::Nothing, source),
            Inner::Table(table) => return self.table(table, source),
            Inner::Tokens(members) => members,
        };
        self.spelling.push_mark("{ }");
        let sort = self.write(Cut::Close, source)?;
        let mut members = members.into_iter().peekable();
        let mut is_first = true;
        while members.peek().is_some() {
            match kind {
                Kind::Impl => self.member(&mut members, is_first, source)?,
                Kind::Enum => self.field("enum A {", &mut members, source)?,
                _ => self.field("struct A {", &mut members, source)?,
            }
            is_first = false;
        }
        source.push_str("}\n");
        Ok(sort)
    }

    /// Writes a table of what is spelled.
    fn table(&mut self, table: Table, source: &mut String) -> Result<Sort, String> {
        let Table { head, entries } = table;
        let (cut, indent, end, close) = match head {
            None => {
                self.spelling.push_mark("{ a ; }");
                (Cut::Names, MEMBER, ";\n", "}\n")
            }
            Some(head) => {
                self.spelling.push_mark("{");
                self.spelling.push_all(head);
                self.spelling.push_mark(FIELD.0);
                (Cut::Fields, "        ", ",\n", "    }\n}\n")
            }
        };
        let sort = self.write(cut, source)?;
        for entry in entries {
            source.extend([indent, &entry, end]);
        }
        source.push_str(close);
        Ok(sort)
    }

    /// Writes a member of an `impl`.
    fn member(&mut self, tokens: &mut Tokens, is_first: bool, source: &mut String) -> Result<(), String> {
        let begin = source.len();
        self.begin_member("impl A {", tokens, source);
        let (kind, body) = self.spell(tokens, |kind| kind == Kind::Function);
        if !is_first && matches!(kind, Kind::Function | Kind::Braced) {
            source.insert(begin, '\n');
        }
        let Inner::Tokens(body) = body else {
            self.spelling.push_mark("}");
            self.write(Cut::Around, source)?;
            return Ok(());
        };
        self.spelling.push_mark("{ a } }");
        self.write(Cut::Signature, source)?;
        self.spelling.clear();
        self.spelling.push_mark("impl A { fn a ( ) {");
        self.spelling.push_all(body);
        self.spelling.push_mark("} }");
        self.write(Cut::Body, source)?;
        source.push_str(MEMBER);
        source.push_str("}\n");
        Ok(())
    }

    /// Writes a field, or a variant, of what is begun so.
    fn field(&mut self, begin: &str, tokens: &mut Tokens, source: &mut String) -> Result<(), String> {
        self.begin_member(begin, tokens, source);
        self.spell_field(tokens);
        self.spelling.push_mark("}");
        self.write(Cut::Around, source)?;
        Ok(())
    }

    /// Begins to spell a member of what is begun so: behind the attributes before it that are one word or the number of its
    /// documentation. Those have a line each, whatever the member is.
    fn begin_member(&mut self, begin: &str, tokens: &mut Tokens, source: &mut String) {
        self.spelling.clear();
        self.spelling.push_mark(begin);
        while let Some(hash) =
            tokens.next_if(|token| matches!(token, TokenTree::Punct(mark) if mark.as_char() == '#'))
        {
            let attribute = tokens.peek().and_then(plain_attribute);
            if let Some(attribute) = attribute {
                let _ = writeln!(source, "{MEMBER}#[{attribute}]");
                tokens.next();
            } else {
                self.spelling.push(hash);
                break;
            }
        }
    }

    /// Spells an item, a member or an attribute of the file up to its end, or to what is between its braces, where that is
    /// laid out apart.
    fn spell(&mut self, tokens: &mut Tokens, is_cut: fn(Kind) -> bool) -> (Kind, Inner) {
        let mut kind = Kind::Braced;
        let mut is_known = false;
        let mut is_attribute = false;
        let mut is_behind_mark = false;
        for token in tokens {
            let is_mark = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '!');
            let is_macro = std::mem::replace(&mut is_behind_mark, is_mark);
            let mut ends = false;
            match &token {
                TokenTree::Ident(name) if !is_known => (kind, is_known) = kind.after(&name.to_string()),
                TokenTree::Punct(punct) => {
                    is_attribute |= is_mark && self.spelling.shape().trim_end() == "#";
                    ends = punct.as_char() == ';';
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    let inner = if is_macro { Kind::Table } else { kind }.inner(group.stream(), is_cut);
                    if !matches!(inner, Inner::Nothing) {
                        return (kind, inner);
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
        (kind, Inner::Nothing)
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

/// The attribute, where it is only a word, or documentation by its number.
fn plain_attribute(token: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = token else { return None };
    let mut tokens = group.stream().into_iter();
    match (tokens.next()?, tokens.next(), tokens.next(), tokens.next()) {
        (TokenTree::Ident(word), None, ..) => Some(word.to_string()),
        (TokenTree::Ident(word), Some(TokenTree::Punct(mark)), Some(TokenTree::Literal(number)), None)
            if word == "doc" && mark.as_char() == '=' =>
        {
            let number = number.to_string();
            number.bytes().all(|byte| byte.is_ascii_digit()).then(|| format!("doc = {number}"))
        }
        _ => None,
    }
}

impl Cut {
    /// What is wanted of what was laid out.
    fn of(self, laid: Laid) -> Result<Laid, String> {
        let Laid { text, sort } = laid;
        // The lines before, what is behind, and what takes its place.
        let (before, behind, instead) = match self {
            Self::Nothing => (0, "", ""),
            Self::Close => (0, "}\n", "\n"),
            Self::Around => (1, "}\n", ""),
            Self::Signature => (1, "        a\n    }\n}\n", ""),
            Self::Body => (2, "    }\n}\n", ""),
            Self::Names => (0, "    a;\n}\n", ""),
            Self::Fields => (0, FIELD.1, ""),
        };
        let inner = (0..before)
            .try_fold(text.as_str(), |text, _| Some(text.split_once('\n')?.1))
            .and_then(|text| text.strip_suffix(behind));
        let text = inner.ok_or("an item does not end with its brace")?.to_owned() + instead;
        let sort = if let Self::Body = self { Sort::Statements } else { sort };
        Ok(Laid { text, sort })
    }
}

impl Kind {
    fn has_members(self) -> bool {
        matches!(self, Self::Impl | Self::Struct | Self::Enum | Self::Table)
    }

    /// What is between the braces, where that is laid out apart.
    fn inner(self, tokens: TokenStream, is_cut: fn(Self) -> bool) -> Inner {
        if !is_cut(self) || tokens.is_empty() {
            return Inner::Nothing;
        }
        match self {
            Self::Table => Table::of(tokens).map_or(Inner::Nothing, Inner::Table),
            _ => Inner::Tokens(tokens),
        }
    }

    /// The kind after another word before what is between braces, and whether it is known by that.
    fn after(self, word: &str) -> (Self, bool) {
        match word {
            "pub" | "unsafe" | "async" | "extern" => (self, false),
            "const" => (Self::Statement, false),
            "static" | "type" | "use" => (Self::Statement, true),
            "impl" => (Self::Impl, true),
            "struct" => (Self::Struct, true),
            "enum" => (Self::Enum, true),
            "fn" => (Self::Function, true),
            _ => (self, true),
        }
    }
}
