//! The text of an `api.txt` → items.

use std::fmt;

use crate::diag::Pointer;

use super::render::{BETWEEN, FORMAT, NOTHING};
use super::{ItemKind, Needed, PublicItem};

/// Why a text lists no items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Malformed {
    /// The line, counted from 1.
    pub line: usize,
    /// What is wrong with it.
    pub message: String,
}

impl fmt::Display for Malformed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

/// Reads the items that a text lists.
///
/// ```
/// use codegen::surface::{read_surface, render_surface};
///
/// let text = render_surface(&[]);
/// assert!(read_surface(&text).expect("the list that was written").is_empty());
/// assert_eq!(read_surface("").unwrap_err().line, 1);
/// ```
///
/// # Errors
///
/// The first line that is not what [`render_surface`](super::render_surface) writes.
pub fn read_surface(text: &str) -> Result<Vec<PublicItem>, Malformed> {
    let refuse = |line: usize, message: String| Malformed { line, message };
    let mut items = Vec::new();
    let mut is_begun = false;
    for (index, line) in text.lines().enumerate() {
        let number = index + 1;
        if line == FORMAT {
            is_begun = true;
        } else if line.starts_with("# api ") {
            return Err(refuse(number, format!("`{line}` is another form of the list than `{FORMAT}`")));
        } else if !line.is_empty() && !line.starts_with('#') {
            if !is_begun {
                return Err(refuse(number, format!("the line `{FORMAT}` is missing before the first item")));
            }
            items.push(read_item(line).map_err(|message| refuse(number, message))?);
        }
    }
    if is_begun { Ok(items) } else { Err(refuse(1, format!("the line `{FORMAT}` is missing"))) }
}

fn read_item(line: &str) -> Result<PublicItem, String> {
    let columns: Vec<&str> = line.splitn(6, BETWEEN).collect();
    let [path, kind, signature, needed, feature, place] = columns[..] else {
        return Err(format!(
            "an item has 6 columns with `{BETWEEN}` between them, this line has {}",
            columns.len()
        ));
    };
    if path.is_empty() || path.contains(char::is_whitespace) {
        return Err(format!("`{path}` is not a valid path of an item"));
    }
    let kind = ItemKind::ALL
        .into_iter()
        .find(|known| known.word() == kind)
        .ok_or_else(|| format!("`{kind}` is not a valid kind of item"))?;
    let (needed, deprecated) = read_needed(needed)?;
    let (wire, place) = match place.strip_prefix('"') {
        Some(quoted) => {
            let (wire, place) =
                quoted.split_once("\" ").ok_or_else(|| format!("`{place}` has no second `\"`"))?;
            (unescaped(wire)?, place)
        }
        None => (String::new(), place),
    };
    let pointer = match place.strip_prefix('#') {
        Some(pointer) => Pointer::from_escaped(&unescaped(pointer)?),
        None if place == NOTHING => Pointer::root(),
        None => return Err(format!("`{place}` is not a valid place: it begins with `#`")),
    };
    let or_empty = |text: &str| if text == NOTHING { String::new() } else { text.to_owned() };
    Ok(PublicItem {
        path: path.to_owned(),
        kind,
        signature: or_empty(signature),
        needed,
        deprecated,
        feature: or_empty(feature),
        pointer,
        wire,
    })
}

fn read_needed(text: &str) -> Result<(Needed, bool), String> {
    let (word, deprecated) = match text.strip_suffix("deprecated") {
        Some("") => (NOTHING, true),
        Some(rest) => (rest.trim_end(), true),
        None => (text, false),
    };
    let needed = Needed::ALL.into_iter().find(|known| known.word() == word);
    needed
        .map(|needed| (needed, deprecated))
        .ok_or_else(|| format!("`{text}` does not say whether a request needs it"))
}

/// The pointer as it was before its hidden characters were written out.
fn unescaped(text: &str) -> Result<String, String> {
    let wrong = || format!("`{text}` has a `\\` that stands for nothing");
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out.push_str(&rest[..at]);
        let behind = &rest[at + 1..];
        if let Some(more) = behind.strip_prefix('\\') {
            out.push('\\');
            rest = more;
        } else {
            let (digits, more) =
                behind.strip_prefix("u{").and_then(|rest| rest.split_once('}')).ok_or_else(wrong)?;
            let code = u32::from_str_radix(digits, 16).ok().and_then(char::from_u32).ok_or_else(wrong)?;
            out.push(code);
            rest = more;
        }
    }
    out.push_str(rest);
    Ok(out)
}
