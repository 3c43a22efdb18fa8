//! Looks into JSON text that this crate wrote, without building values: numbers stay as they are written.
//!
//! In: well-formed JSON text. Out: slices of it. Iterative, so depth costs nothing.

/// A value's parts.
pub(crate) enum View<'text> {
    /// `null`
    Null,
    /// A number, a boolean, or a string without its quotes and escapes.
    Scalar(String),
    /// The elements of a list.
    List(Vec<&'text [u8]>),
    /// The fields of an object.
    Object(Vec<(String, &'text [u8])>),
}

/// Looks at a value.
pub(crate) fn view(text: &[u8]) -> View<'_> {
    let text = text.trim_ascii();
    match text.first() {
        Some(b'"') => View::Scalar(unquote(text)),
        Some(b'[') => View::List(elements(text)),
        Some(b'{') => View::Object(members(text)),
        Some(b'n') | None => View::Null,
        Some(_) => View::Scalar(String::from_utf8_lossy(text).into_owned()),
    }
}

/// A string's characters.
fn unquote(text: &[u8]) -> String {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    if inner.contains(&b'\\') {
        serde_json::from_slice(text).unwrap_or_else(|_| String::from_utf8_lossy(inner).into_owned())
    } else {
        String::from_utf8_lossy(inner).into_owned()
    }
}

/// The elements of a list.
fn elements(text: &[u8]) -> Vec<&[u8]> {
    pieces(text).into_iter().map(<[u8]>::trim_ascii).filter(|piece| !piece.is_empty()).collect()
}

/// The fields of an object.
pub(crate) fn members(text: &[u8]) -> Vec<(String, &[u8])> {
    pieces(text)
        .into_iter()
        .filter_map(|piece| {
            let piece = piece.trim_ascii();
            let end = end_of_string(piece)?;
            let rest = piece.get(end..)?.trim_ascii_start().strip_prefix(b":")?;
            Some((unquote(&piece[..end]), rest.trim_ascii()))
        })
        .collect()
}

/// What stands between the commas of the outermost brackets.
fn pieces(text: &[u8]) -> Vec<&[u8]> {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
    let mut pieces = Vec::new();
    let (mut depth, mut start, mut at) = (0_usize, 0, 0);
    while let Some(byte) = inner.get(at) {
        match byte {
            b'"' => {
                at += end_of_string(&inner[at..]).unwrap_or(inner.len() - at);
                continue;
            }
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            b',' if depth == 0 => {
                pieces.push(&inner[start..at]);
                start = at + 1;
            }
            _ => {}
        }
        at += 1;
    }
    if start < inner.len() {
        pieces.push(&inner[start..]);
    }
    pieces
}

/// Where the string at the beginning ends, behind its quote.
fn end_of_string(text: &[u8]) -> Option<usize> {
    if text.first() != Some(&b'"') {
        return None;
    }
    let mut at = 1;
    loop {
        match text.get(at)? {
            b'"' => return Some(at + 1),
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{View, members, view};

    #[test]
    fn parts_are_found_as_they_are_written() {
        let text = br#"{"a":9007199254740993,"b\"c":[1,{"x":"]}"},"q\\"],"d":{},"e":""}"#;
        let found: Vec<_> = members(text)
            .into_iter()
            .map(|(name, value)| (name, String::from_utf8_lossy(value).into_owned()))
            .collect();
        let expected =
            [("a", "9007199254740993"), ("b\"c", r#"[1,{"x":"]}"},"q\\"]"#), ("d", "{}"), ("e", "\"\"")];
        assert_eq!(found, expected.map(|(name, value)| (name.to_owned(), value.to_owned())));
        let View::List(items) = view(found[1].1.as_bytes()) else { panic!("an array") };
        assert_eq!(items.len(), 3);
        assert!(matches!(view(b"[]"), View::List(items) if items.is_empty()));
        assert!(matches!(view(br#""\u00e4\n""#), View::Scalar(text) if text == "ä\n"));
    }
}
