//! An expression of an example, and how it is broken into lines.

/// Longer lines are broken.
const WIDTH: usize = 92;

/// An expression, as a person would write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Expression {
    /// What stands on one line.
    Word(String),
    /// What methods are called on, one after the other.
    Chain(String, Vec<(String, Vec<Self>)>),
    /// What stands between two texts, with commas: an array, a tuple, the arguments of a function.
    Between(String, Vec<Self>, &'static str),
}

impl Expression {
    /// This method, called on it.
    pub(super) fn then(self, method: &str) -> Self {
        let call = (method.to_owned(), Vec::new());
        match self {
            Self::Chain(head, mut calls) => {
                calls.push(call);
                Self::Chain(head, calls)
            }
            other => Self::Chain(other.line(), vec![call]),
        }
    }

    /// The expression on one line.
    pub(super) fn line(&self) -> String {
        match self {
            Self::Word(text) => text.clone(),
            Self::Chain(head, calls) => calls.iter().fold(head.clone(), |line, (method, arguments)| {
                format!("{line}.{method}({})", listed(arguments))
            }),
            Self::Between(start, items, end) => format!("{start}{}{end}", listed(items)),
        }
    }

    /// The same on as many lines as it needs, with `before` and `behind` it.
    pub(super) fn lines(&self, before: &str, behind: &str) -> Vec<String> {
        let mut lines = Vec::new();
        self.break_into(&mut lines, 0, before, behind);
        lines
    }

    fn break_into(&self, lines: &mut Vec<String>, indent: usize, before: &str, behind: &str) {
        let margin = "    ".repeat(indent);
        let whole = format!("{margin}{before}{}{behind}", self.line());
        match self {
            Self::Chain(head, calls) if whole.chars().count() > WIDTH && !calls.is_empty() => {
                lines.push(format!("{margin}{before}{head}"));
                // What goes on is a line like the calls.
                let goes_on = behind.starts_with('.');
                for (place, (method, arguments)) in calls.iter().enumerate() {
                    let behind = if place + 1 == calls.len() && !goes_on { behind } else { "" };
                    let call = Self::Between(format!(".{method}("), arguments.clone(), ")");
                    call.break_into(lines, indent + 1, "", behind);
                }
                lines.extend(goes_on.then(|| format!("{margin}    {behind}")));
            }
            Self::Between(start, items, end) if whole.chars().count() > WIDTH && !items.is_empty() => {
                lines.push(format!("{margin}{before}{start}"));
                for item in items {
                    item.break_into(lines, indent + 1, "", ",");
                }
                lines.push(format!("{margin}{end}{behind}"));
            }
            _ => lines.push(whole),
        }
    }
}

fn listed(items: &[Expression]) -> String {
    let items: Vec<String> = items.iter().map(Expression::line).collect();
    items.join(", ")
}

/// A string of the description as a literal on one line, of characters that can be seen.
pub(super) fn string_literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('"');
    for character in text.chars() {
        match character {
            '"' | '\\' => literal.extend(['\\', character]),
            ' '..='~' => literal.push(character),
            other if other.is_alphanumeric() => literal.push(other),
            other => literal.extend(other.escape_unicode()),
        }
    }
    literal.push('"');
    literal
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_long_is_broken() {
        let word = |text: &str| Expression::Word(text.to_owned());
        let text = word("\"a value of some forty characters or more\"");
        let inner = Expression::Chain(
            "types::Thing::builder()".to_owned(),
            vec![("name".to_owned(), vec![text.clone()]), ("build".to_owned(), Vec::new())],
        );
        let call = Expression::Chain(
            "client.things()".to_owned(),
            vec![
                ("create".to_owned(), vec![word("1")]),
                (
                    "things".to_owned(),
                    vec![Expression::Between("[".to_owned(), vec![inner.clone(), inner], "]")],
                ),
            ],
        );
        insta::assert_snapshot!(call.lines("let thing = ", ".await?;").join("\n"));
    }

    #[test]
    fn a_literal_holds_no_character_that_acts() {
        assert_eq!(string_literal("a\"\\\n\u{202e}é```"), "\"a\\\"\\\\\\u{a}\\u{202e}é```\"");
    }
}
