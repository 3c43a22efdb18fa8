//! How a value becomes text in paths, queries, headers, cookies and forms.
//!
//! In: JSON text and a style. Out: text pieces. The value is looked at as JSON, so that nothing in here is generic.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use super::json_text::{View, view};

/// Everything but what RFC 3986 calls unreserved.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// What `allowReserved` lets through; `#`, `&`, `+` and `%` would change the meaning of the query.
const QUERY_WITH_RESERVED: &AsciiSet = &RESERVED
    .remove(b':')
    .remove(b'/')
    .remove(b'?')
    .remove(b'@')
    .remove(b'!')
    .remove(b'$')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')')
    .remove(b'*')
    .remove(b',')
    .remove(b';')
    .remove(b'=')
    .remove(b'[')
    .remove(b']');

/// Nested values of a deep object are named this deep; below, they are JSON text.
const DEEPEST: usize = 32;

/// How a parameter's value becomes text: `style`, `explode` and `allowReserved` of a description.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    kind: Kind,
    explode: bool,
    allow_reserved: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Simple,
    Matrix,
    Label,
    Form,
    Space,
    Pipe,
    Deep,
    Json,
}

impl Style {
    /// `a,b`; objects `k,v`
    pub const SIMPLE: Self = Self::new(Kind::Simple, false);
    /// `a,b`; objects `k=v`
    pub const SIMPLE_EXPLODED: Self = Self::new(Kind::Simple, true);
    /// `;name=a,b`
    pub const MATRIX: Self = Self::new(Kind::Matrix, false);
    /// `;name=a;name=b`
    pub const MATRIX_EXPLODED: Self = Self::new(Kind::Matrix, true);
    /// `.a,b`
    pub const LABEL: Self = Self::new(Kind::Label, false);
    /// `.a.b`
    pub const LABEL_EXPLODED: Self = Self::new(Kind::Label, true);
    /// `name=a&name=b`; objects `k=v&k2=v2`
    pub const FORM: Self = Self::new(Kind::Form, true);
    /// `name=a,b`
    pub const FORM_JOINED: Self = Self::new(Kind::Form, false);
    /// `name=a%20b`
    pub const SPACE: Self = Self::new(Kind::Space, false);
    /// `name=a&name=b`
    pub const SPACE_EXPLODED: Self = Self::new(Kind::Form, true);
    /// `name=a|b`
    pub const PIPE: Self = Self::new(Kind::Pipe, false);
    /// `name=a&name=b`
    pub const PIPE_EXPLODED: Self = Self::new(Kind::Form, true);
    /// `name[k]=v`
    pub const DEEP_OBJECT: Self = Self::new(Kind::Deep, true);
    /// JSON text.
    pub const JSON: Self = Self::new(Kind::Json, false);

    const fn new(kind: Kind, explode: bool) -> Self {
        Self { kind, explode, allow_reserved: false }
    }

    /// The same, with reserved characters of URLs left as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// How its text is encoded in a query.
    pub(crate) fn query_encoding(self) -> Encoding {
        if self.allow_reserved { Encoding::QueryWithReserved } else { Encoding::Query }
    }
}

/// What text goes through on its way into a URL.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Encoding {
    /// A segment of a path.
    Path,
    /// A name or value of a query.
    Query,
    /// A value of a query that may hold reserved characters.
    QueryWithReserved,
    /// Nothing: headers.
    Plain,
}

/// Appends encoded text.
pub(crate) fn encode_into(target: &mut String, text: &str, encoding: Encoding) {
    match encoding {
        Encoding::Path | Encoding::Query => target.extend(utf8_percent_encode(text, RESERVED)),
        Encoding::QueryWithReserved => target.extend(utf8_percent_encode(text, QUERY_WITH_RESERVED)),
        Encoding::Plain => target.push_str(text),
    }
}

/// The name-value pairs of a value, not encoded yet; values hold the pieces that a delimiter joins.
pub(crate) struct Pair {
    pub(crate) name: String,
    pub(crate) pieces: Vec<String>,
    /// What joins the pieces, as it is written in a URL.
    pub(crate) delimiter: &'static str,
}

impl Pair {
    /// The value where nothing is encoded for a URL.
    pub(crate) fn text(&self) -> String {
        let delimiter = match self.delimiter {
            "%20" => " ",
            "%7C" => "|",
            other => other,
        };
        self.pieces.join(delimiter)
    }
}

/// The pairs of a value for a query, a cookie or a form. Null and empty lists have none.
pub(crate) fn pairs(name: &str, json: &[u8], style: Style) -> Vec<Pair> {
    let one = |pieces: Vec<String>, delimiter| vec![Pair { name: name.to_owned(), pieces, delimiter }];
    let value = view(json);
    if style.kind == Kind::Json {
        return match value {
            View::Null => Vec::new(),
            _ => one(vec![String::from_utf8_lossy(json).into_owned()], ""),
        };
    }
    let delimiter = match style.kind {
        Kind::Space => "%20",
        Kind::Pipe => "%7C",
        _ => ",",
    };
    match value {
        View::Null => Vec::new(),
        View::Scalar(text) => one(vec![text], delimiter),
        View::List(_) | View::Object(_) if style.kind == Kind::Deep => {
            let mut found = Vec::new();
            deep(name.to_owned(), json, 0, &mut found);
            found
        }
        View::List(items) => {
            let texts: Vec<String> = items.into_iter().filter_map(text_of).collect();
            if style.explode {
                let pair = |text| Pair { name: name.to_owned(), pieces: vec![text], delimiter };
                texts.into_iter().map(pair).collect()
            } else if texts.is_empty() {
                Vec::new()
            } else {
                one(texts, delimiter)
            }
        }
        View::Object(members) => {
            let members = members.into_iter().filter_map(|(key, value)| Some((key, text_of(value)?)));
            if style.explode {
                members.map(|(name, text)| Pair { name, pieces: vec![text], delimiter }).collect()
            } else {
                let pieces: Vec<String> = members.flat_map(|(key, text)| [key, text]).collect();
                if pieces.is_empty() { Vec::new() } else { one(pieces, delimiter) }
            }
        }
    }
}

/// `name[k][0]=v`, as servers of this style read nested values.
fn deep(name: String, json: &[u8], depth: usize, found: &mut Vec<Pair>) {
    match view(json) {
        View::Object(members) if depth < DEEPEST => {
            for (key, value) in members {
                deep(format!("{name}[{key}]"), value, depth + 1, found);
            }
        }
        View::List(items) if depth < DEEPEST => {
            for (index, value) in items.into_iter().enumerate() {
                deep(format!("{name}[{index}]"), value, depth + 1, found);
            }
        }
        _ => {
            if let Some(text) = text_of(json) {
                found.push(Pair { name, pieces: vec![text], delimiter: "" });
            }
        }
    }
}

/// A value inside a list or an object: scalars as text, the rest as JSON, null not at all.
fn text_of(json: &[u8]) -> Option<String> {
    match view(json) {
        View::Null => None,
        View::Scalar(text) => Some(text),
        View::List(_) | View::Object(_) => Some(String::from_utf8_lossy(json).into_owned()),
    }
}

/// The text of a value in a path or a header.
pub(crate) fn text(name: &str, json: &[u8], style: Style, encoding: Encoding) -> String {
    let encoded = |text: &str| {
        let mut target = String::with_capacity(text.len());
        encode_into(&mut target, text, encoding);
        target
    };
    if style.kind == Kind::Json {
        return encoded(&String::from_utf8_lossy(json));
    }
    let (prefix, exploded) = match style.kind {
        Kind::Matrix => (";", ";"),
        Kind::Label => (".", "."),
        _ => ("", ","),
    };
    let separator = if style.explode { exploded } else { "," };
    let matrix = style.kind == Kind::Matrix;
    let named = |text: String| format!("{}={text}", encoded(name));
    let pieces: Vec<String> = match view(json) {
        View::Null => return String::new(),
        View::Scalar(text) => vec![if matrix { named(encoded(&text)) } else { encoded(&text) }],
        View::List(items) => {
            let texts: Vec<String> =
                items.into_iter().filter_map(text_of).map(|text| encoded(&text)).collect();
            match (matrix, style.explode) {
                (true, true) => texts.into_iter().map(named).collect(),
                (true, false) => vec![named(texts.join(","))],
                (false, _) => texts,
            }
        }
        View::Object(members) => {
            let members = members
                .into_iter()
                .filter_map(|(key, value)| Some((encoded(&key), encoded(&text_of(value)?))));
            if style.explode {
                members.map(|(key, value)| format!("{key}={value}")).collect()
            } else {
                let flat: Vec<String> = members.flat_map(|(key, value)| [key, value]).collect();
                if matrix { vec![named(flat.join(","))] } else { flat }
            }
        }
    };
    if pieces.is_empty() { String::new() } else { format!("{prefix}{}", pieces.join(separator)) }
}

#[cfg(test)]
mod tests;
