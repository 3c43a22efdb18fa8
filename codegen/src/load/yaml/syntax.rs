//! What is wrong where a text is not YAML, in words that say what to do.
//!
//! In: the text, and where the parser stopped. The text alone decides what is said, never the words of the parser: those
//! tell what it expected, and people need to know what they wrote.

use super::events::Break;

/// How many brackets may be open behind the last event before the parser stops because of them.
const MOST_OPEN: usize = 128;

/// Whether it is the number of brackets that stopped the parser, which looks for the end of the outermost first.
pub(super) fn is_too_deep(text: &str, broken: Break) -> bool {
    open_brackets(text, broken) > MOST_OPEN
}

/// The tab that stopped the parser, if it was one: among the white space that begins the line, or that begins the next line
/// with text, as the parser may name the start of what it was reading.
pub(super) fn tab(text: &str, broken: Break) -> Option<usize> {
    let mut start = text.get(..broken.offset)?.rfind('\n').map_or(0, |end| end + 1);
    let mut seen = 0;
    for line in text.get(start..)?.split_inclusive('\n') {
        let indent = line.bytes().take_while(|byte| b" \t".contains(byte)).count();
        if !line.trim().is_empty() {
            if let Some(tab) = line.get(..indent).and_then(|indent| indent.find('\t')) {
                return Some(start + tab);
            }
            seen += 1;
        }
        start += line.len();
        if seen == 2 {
            break;
        }
    }
    text.get(broken.offset..)?.starts_with('\t').then_some(broken.offset)
}

/// What is wrong, and what to do.
pub(super) fn explain(text: &str, broken: Break) -> (String, &'static str) {
    let rest = text.get(broken.offset..).unwrap_or_default();
    let start = text.get(..broken.offset).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).and_then(|rest| rest.lines().next()).unwrap_or_default();
    let before = line.get(..broken.offset - start).unwrap_or(line);
    if tab(text, broken).is_some() {
        return fixed(
            "a tab indents this line",
            "indent this line with spaces; YAML does not allow tabs there",
        );
    }
    let Some(first) = rest.chars().next() else {
        return fixed(
            "the file ends too early",
            "close the quotes and brackets that are still open; was the file cut off?",
        );
    };
    if let Some(said) = of_first(rest, first) {
        return said;
    }
    if before.trim_end().ends_with(['"', '\'']) {
        return behind_quotes();
    }
    if open_brackets(text, broken) > 0 || before.contains(['{', '[']) {
        return fixed(
            "a comma or a closing bracket is missing here",
            "put a comma between the entries, and quotes around text that contains `: `, `,` or brackets",
        );
    }
    match first {
        ':' => fixed(
            "there is a colon where no key can end",
            "put the text in quotes if it contains a colon followed by a space; otherwise check the indentation",
        ),
        ']' | '}' => (
            format!("no bracket is open that `{first}` could close"),
            "remove the bracket, or put the text in quotes",
        ),
        _ => fixed(
            "neither a key nor an item can start here",
            "check the indentation of this line and the one before it",
        ),
    }
}

/// What is wrong where the first character says it.
fn of_first(rest: &str, first: char) -> Option<(String, &'static str)> {
    Some(match first {
        '"' | '\'' => of_quoted(rest, first),
        '*' => {
            let name: String = rest.chars().skip(1).take_while(|next| is_name(*next)).take(40).collect();
            (
                format!("there is no anchor `&{name}` before this alias"),
                "an alias (`*name`) needs an anchor (`&name`) before it; put text that starts with `*` in quotes",
            )
        }
        '@' | '`' | '%' => (
            format!("a value cannot start with `{first}`"),
            "put the text in quotes: it starts with a character that YAML reserves (@, `, %, …)",
        ),
        _ if first.is_control() && !first.is_whitespace() || first == '\u{feff}' => fixed(
            "this is a control character",
            "remove the character; an editor that shows invisible characters finds it",
        ),
        _ => return None,
    })
}

fn fixed(message: &str, help: &'static str) -> (String, &'static str) {
    (message.to_owned(), help)
}

/// What is wrong with a quoted string, which the parser reports at its start.
fn of_quoted(rest: &str, quote: char) -> (String, &'static str) {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        if escaped {
            if !"0abt\tnvfre \"/\\N_LPxuU\n\r".contains(character) {
                return (
                    format!("a string in double quotes holds `\\{character}`, which is not a valid escape"),
                    "write `\\\\` for a backslash, or put the string in single quotes",
                );
            }
            escaped = false;
        } else if character == '\\' && quote == '"' {
            escaped = true;
        } else if character == quote {
            let behind =
                rest.get(at + 1..).and_then(|behind| behind.lines().next()).unwrap_or_default().trim();
            if behind.is_empty() || behind.starts_with([',', ']', '}', '#', ':']) {
                break;
            }
            return behind_quotes();
        }
        if at + 1 == rest.len() {
            return fixed("the string that starts here is not closed", "add the quotation mark that ends it");
        }
    }
    fixed(
        "a quoted string cannot stand here, or its lines are not indented",
        "check the indentation of this line and the one before it",
    )
}

fn behind_quotes() -> (String, &'static str) {
    fixed(
        "text stands behind the end of a quoted string",
        "put all of it in quotes; within single quotes, write `''` for a quotation mark, within double quotes `\\\"`",
    )
}

/// How many of the brackets between the last event and where the parser stopped are not closed.
fn open_brackets(text: &str, broken: Break) -> usize {
    let between = text.get(broken.after.min(broken.offset)..broken.offset).unwrap_or_default();
    between.bytes().fold(0, |open: usize, byte| match byte {
        b'[' | b'{' => open + 1,
        b']' | b'}' => open.saturating_sub(1),
        _ => open,
    })
}

fn is_name(character: char) -> bool {
    !character.is_whitespace() && !character.is_control() && !",[]{}".contains(character)
}
