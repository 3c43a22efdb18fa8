//! How a value becomes text in paths, queries, headers, cookies and forms.
//!
//! In: JSON text and a style. Out: text pieces. The value is looked at as JSON, so that nothing in here is generic.

use super::{
    encoding::{Encoding, encode_into},
    json_text::{View, view},
};
use crate::error::Failure;

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
    Tab,
    Deep,
    Json,
    Plain,
    Query,
    QueryJson,
    Cookie,
}

impl Style {
    /// As members of bodies are by themselves: `name=a&name=b`, or a part for each item; objects are JSON.
    pub const PLAIN: Self = Self::new(Kind::Plain, true);
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
    /// `name=a%09b`, as Swagger 2.0 has it (`collectionFormat: tsv`)
    pub const TAB: Self = Self::new(Kind::Tab, false);
    /// `name[k]=v`
    pub const DEEP_OBJECT: Self = Self::new(Kind::Deep, true);
    /// JSON text.
    pub const JSON: Self = Self::new(Kind::Json, false);
    /// The whole query, in the form of URLs: `k=v&k2=v2`, lists `k=a&k=b`; one text is the query as it is.
    pub const QUERY: Self = Self::new(Kind::Query, true);
    /// The whole query is JSON text.
    pub const QUERY_JSON: Self = Self::new(Kind::QueryJson, true);
    /// A cookie without any encoding: `name=a; name=b`; objects `k=v; k2=v2`
    pub const COOKIE: Self = Self::new(Kind::Cookie, true);
    /// A cookie without any encoding: `name=a,b`
    pub const COOKIE_JOINED: Self = Self::new(Kind::Cookie, false);

    const fn new(kind: Kind, explode: bool) -> Self {
        Self { kind, explode, allow_reserved: false }
    }

    /// The same, with reserved characters of URLs left as they are.
    #[must_use]
    pub const fn allow_reserved(mut self) -> Self {
        self.allow_reserved = true;
        self
    }

    /// Whether it is a cookie as it is.
    pub(crate) fn is_cookie(self) -> bool {
        self.kind == Kind::Cookie
    }

    /// How its text is encoded in a path.
    pub(crate) fn path_encoding(self) -> Encoding {
        if self.allow_reserved { Encoding::PathWithReserved } else { Encoding::Path }
    }

    /// How its text is encoded in a query.
    pub(crate) fn query_encoding(self) -> Encoding {
        if self.allow_reserved { Encoding::QueryWithReserved } else { Encoding::Query }
    }
}

/// Refuses texts that hold what is to stand between them: a server could not tell where one of them ends.
fn check_joined(name: &str, texts: &[String], delimiter: char) -> Result<(), Failure> {
    if !texts.iter().any(|text| text.contains(delimiter)) {
        return Ok(());
    }
    let what = match delimiter {
        ',' => "commas",
        ' ' => "spaces",
        '|' => "vertical bars",
        '\t' => "tabs",
        _ => "dots",
    };
    Err(Failure::invalid(format!(
        "`{}` is sent as one text with {what} between its items, and an item holds `{delimiter}` itself: \
         the server could not tell the items apart",
        name.escape_debug()
    )))
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
            "%09" => "\t",
            other => other,
        };
        self.pieces.join(delimiter)
    }
}

/// The pairs of a value for a query, a cookie or a form. Null and empty lists have none.
///
/// # Errors
///
/// An item holds the delimiter that is to stand between items.
pub(crate) fn pairs(name: &str, json: &[u8], style: Style) -> Result<Vec<Pair>, Failure> {
    let whole = || String::from_utf8_lossy(json).into_owned();
    let (delimiter, character) = match style.kind {
        Kind::Space => ("%20", ' '),
        Kind::Pipe => ("%7C", '|'),
        Kind::Tab => ("%09", '\t'),
        _ => (",", ','),
    };
    let pair = |name: String, text: String| Pair { name, pieces: vec![text], delimiter };
    let joined = |texts: Vec<String>| {
        check_joined(name, &texts, character)?;
        let pair = (!texts.is_empty()).then(|| Pair { name: name.to_owned(), pieces: texts, delimiter });
        Ok(pair.into_iter().collect())
    };
    Ok(match view(json) {
        View::Null => Vec::new(),
        _ if matches!(style.kind, Kind::Json | Kind::QueryJson) => vec![pair(name.to_owned(), whole())],
        View::Object(members) if style.kind == Kind::Query => {
            let mut found = Vec::new();
            for (key, value) in members {
                match view(value) {
                    View::List(items) => {
                        let texts = items.into_iter().filter_map(text_of);
                        found.extend(texts.map(|text| pair(key.clone(), text)));
                    }
                    _ => found.extend(text_of(value).map(|text| pair(key, text))),
                }
            }
            found
        }
        View::Scalar(text) => vec![pair(name.to_owned(), text)],
        View::Object(_) if style.kind == Kind::Plain => vec![pair(name.to_owned(), whole())],
        View::List(_) | View::Object(_) if style.kind == Kind::Deep => {
            let mut found = Vec::new();
            deep(name.to_owned(), json, 0, &mut found);
            found
        }
        View::List(items) => {
            let texts = items.into_iter().filter_map(text_of);
            if !style.explode {
                return joined(texts.collect());
            }
            texts.map(|text| pair(name.to_owned(), text)).collect()
        }
        View::Object(members) => {
            let members = members.into_iter().filter_map(|(key, value)| Some((key, text_of(value)?)));
            if !style.explode {
                return joined(members.flat_map(|(key, text)| [key, text]).collect());
            }
            members.map(|(name, text)| pair(name, text)).collect()
        }
    })
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

/// What stands between the items of a value in a path or a header.
fn separator_of(style: Style, prefix: &'static str) -> &'static str {
    match style.kind {
        // Swagger 2.0 has these in paths and headers, too.
        Kind::Space => " ",
        Kind::Pipe => "|",
        Kind::Tab => "\t",
        _ if style.explode && !prefix.is_empty() => prefix,
        _ => ",",
    }
}

/// The text of a value that is the whole query, if it is one without names.
pub(crate) fn whole_query(json: &[u8], style: Style) -> Option<String> {
    match (style.kind, view(json)) {
        (Kind::QueryJson | Kind::Query, View::Null) => Some(String::new()),
        (Kind::Query, View::Scalar(text)) => Some(text),
        (Kind::QueryJson, _) | (Kind::Query, View::List(_)) => {
            Some(String::from_utf8_lossy(json).into_owned())
        }
        _ => None,
    }
}

/// Whether a cookie holds a text without any encoding: nothing in it ends the cookie, or the header.
pub(crate) fn is_cookie_text(text: &str) -> bool {
    !text.contains(|sign: char| sign == ';' || sign.is_control())
}

/// The text of a value in a path or a header.
///
/// # Errors
///
/// An item holds the delimiter that is to stand between items.
pub(crate) fn text(name: &str, json: &[u8], style: Style, encoding: Encoding) -> Result<String, Failure> {
    let encoded = |text: &str| {
        let mut target = String::with_capacity(text.len());
        encode_into(&mut target, text, encoding);
        target
    };
    if style.kind == Kind::Json {
        return Ok(encoded(&String::from_utf8_lossy(json)));
    }
    let matrix = style.kind == Kind::Matrix;
    let prefix = match style.kind {
        Kind::Matrix => ";",
        Kind::Label => ".",
        _ => "",
    };
    let separator = separator_of(style, prefix);
    let named = |text: String| format!("{}={text}", encoded(name));
    let checked = |texts: &[String]| match separator {
        // Each item has its name before it, and what would end it is encoded.
        ";" => Ok(()),
        other => check_joined(name, texts, other.chars().next().unwrap_or(',')),
    };
    let pieces: Vec<String> = match view(json) {
        View::Null => return Ok(String::new()),
        View::Scalar(text) => vec![if matrix { named(encoded(&text)) } else { encoded(&text) }],
        View::List(items) => {
            let texts: Vec<String> = items.into_iter().filter_map(text_of).collect();
            checked(&texts)?;
            let texts: Vec<String> = texts.iter().map(|text| encoded(text)).collect();
            match (matrix, style.explode) {
                (true, true) => texts.into_iter().map(named).collect(),
                (true, false) => vec![named(texts.join(","))],
                (false, _) => texts,
            }
        }
        View::Object(members) => {
            let members = members.into_iter().filter_map(|(key, value)| Some([key, text_of(value)?]));
            let flat: Vec<String> = members.flatten().collect();
            checked(&flat)?;
            let flat: Vec<String> = flat.iter().map(|text| encoded(text)).collect();
            if style.explode {
                flat.chunks(2).map(|member| member.join("=")).collect()
            } else if matrix {
                vec![named(flat.join(","))]
            } else {
                flat
            }
        }
    };
    if pieces.is_empty() {
        return Ok(String::new());
    }
    // These are not characters of a URL; those of OpenAPI 3 are.
    let is_sign = matches!(separator, "," | "." | ";");
    let separator = if is_sign { separator.to_owned() } else { encoded(separator) };
    Ok(format!("{prefix}{}", pieces.join(&separator)))
}

#[cfg(test)]
mod tests;
