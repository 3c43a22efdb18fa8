//! The `Link` header (RFC 8288), in which servers name the next page.

use http::{HeaderMap, header::LINK};

/// The target of the first link with the relation `next`. Read as appendix B of the RFC says: what is broken ends the
/// header, and a link that is said of something else (`anchor`) does not count.
pub(super) fn next(headers: &HeaderMap) -> Option<&str> {
    headers.get_all(LINK).iter().filter_map(|value| value.to_str().ok()).find_map(next_of)
}

fn next_of(mut text: &str) -> Option<&str> {
    loop {
        text = text.trim_start_matches([' ', '\t', ',']).strip_prefix('<')?;
        let (target, rest) = text.split_once('>')?;
        let (is_next, rest) = parameters(rest);
        if is_next {
            return Some(target);
        }
        text = rest;
    }
}

/// Whether the parameters of a link call it the next one, and what stands behind them.
fn parameters(mut text: &str) -> (bool, &str) {
    let (mut relation, mut is_of_this) = (None, true);
    while let Some(rest) = text.trim_start().strip_prefix(';') {
        let end = rest.find(['=', ';', ',']).unwrap_or(rest.len());
        let name = rest[..end].trim();
        text = &rest[end..];
        let mut value = String::new();
        if let Some(rest) = text.strip_prefix('=') {
            (value, text) = parameter_value(rest.trim_start());
        }
        if name.eq_ignore_ascii_case("rel") {
            // Of several, the first counts.
            relation.get_or_insert(value);
        } else if name.eq_ignore_ascii_case("anchor") {
            is_of_this = false;
        }
    }
    let is_next = relation.is_some_and(|relation| {
        relation.split_ascii_whitespace().any(|word| word.eq_ignore_ascii_case("next"))
    });
    (is_next && is_of_this, text)
}

/// A value, quoted or not, and what stands behind it.
fn parameter_value(text: &str) -> (String, &str) {
    let Some(quoted) = text.strip_prefix('"') else {
        let (value, rest) = text.split_at(text.find([';', ',']).unwrap_or(text.len()));
        return (value.trim().to_owned(), rest);
    };
    let mut value = String::new();
    let mut characters = quoted.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, &quoted[index + 1..]),
            '\\' => value.extend(characters.next().map(|(_, character)| character)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::next_of;

    #[test]
    fn every_form_of_a_link() {
        for (header, expected) in [
            (
                r#"<https://a.example/x?page=2>; rel="next", <https://a.example/x?page=5>; rel="last""#,
                Some(2),
            ),
            (
                r#"<https://a.example/x?page=1>; rel="prev", <https://a.example/x?page=3>; rel="next""#,
                Some(3),
            ),
            (", ,<https://a.example/x?page=4>;rel=next", Some(4)),
            (r#"<https://a.example/x?page=5> ; title="a, b; rel=\"last\"" ; REL="prefetch NEXT""#, Some(5)),
            ("<https://a.example/x?page=6>; rel=next; rel=last", Some(6)),
            ("<https://a.example/x?page=7>; rel=last; rel=next", None),
            (r#"<https://a.example/x?page=8>; rel="nextpage""#, None),
            (r##"<https://a.example/x?page=9>; rel="next"; anchor="#other""##, None),
            (r#"<https://a.example/x,y?page=10>; rel="next""#, Some(10)),
            (r#"<https://a.example/x?page=11>; crossorigin; rel="next""#, Some(11)),
            (r#"https://a.example/x?page=12; rel="next""#, None),
            (r#"<https://a.example/x?page=13; rel="next""#, None),
            ("", None),
        ] {
            let page = next_of(header).and_then(|target| target.rsplit_once('=')?.1.parse().ok());
            assert_eq!(page, expected, "{header}");
        }
    }
}
