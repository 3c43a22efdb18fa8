//! Regular expressions that are no more than literals between anchors; others are not judged.

/// Characters that mean more than themselves.
const SPECIAL: [char; 12] = ['\\', '.', '*', '+', '?', '(', ')', '[', ']', '{', '|', '}'];

/// Whether `text` matches the expression; `None` if the expression is more than we read.
pub(super) fn matches(expression: &str, text: &str) -> Option<bool> {
    if matches!(expression, "" | "^" | "$" | ".*" | "^.*$" | "^.*" | ".*$") {
        return Some(true);
    }
    if matches!(expression, ".+" | "^.+$" | "^.+" | ".+$") {
        return Some(!text.is_empty());
    }
    let (start, rest) = match expression.strip_prefix('^') {
        Some(rest) => (true, rest),
        None => (false, expression),
    };
    let (end, literal) = match rest.strip_suffix('$') {
        Some(literal) => (true, literal),
        None => (false, rest),
    };
    // `^x-.*$` and `^x-.*` say what `^x-` says.
    let (end, literal) = match literal.strip_suffix(".*") {
        Some(literal) => (false, literal),
        None => (end, literal),
    };
    if literal.contains(SPECIAL) || literal.contains(['^', '$']) {
        return None;
    }
    Some(match (start, end) {
        (true, true) => text == literal,
        (true, false) => text.starts_with(literal),
        (false, true) => text.ends_with(literal),
        (false, false) => text.contains(literal),
    })
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn literals_between_anchors() {
        assert_eq!(matches("^x-", "x-a"), Some(true));
        assert_eq!(matches("^x-.*$", "a"), Some(false));
        assert_eq!(matches("^a$", "ab"), Some(false));
        assert_eq!(matches("_id$", "pet_id"), Some(true));
        assert_eq!(matches(".*", ""), Some(true));
        assert_eq!(matches("^[a-z]+$", "a"), None);
        assert_eq!(matches("a\\$", "a"), None);
    }
}
