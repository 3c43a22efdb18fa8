//! Byte → JSON pointer, by a second look at the text.
//!
//! In: any bytes. Out: the pointer of the innermost value that the byte belongs to. It never fails: up to the byte, the
//! reader was content with the text, and where it was not, the pointer of what could be read is still the best answer.

use std::fmt::Write as _;

use crate::error::{Visible, boundary_before};

/// A list or an object that the byte is inside of.
enum Level {
    Index(usize),
    Name(String),
}

/// The pointer of the value at a byte.
pub(super) fn pointer_at(json: &[u8], offset: usize) -> String {
    let mut levels: Vec<Level> = Vec::new();
    let mut expects_name = false;
    let mut at = 0;
    while at < json.len() && at <= offset {
        match json[at] {
            b'"' => {
                let end = end_of_string(json, at);
                if expects_name && end <= offset {
                    if let Some(Level::Name(name)) = levels.last_mut() {
                        *name = unescape(&json[at..end]);
                    }
                    expects_name = false;
                }
                at = end;
                continue;
            }
            // The bracket itself belongs to the value that it opens.
            b'[' if at < offset => levels.push(Level::Index(0)),
            b'{' if at < offset => {
                levels.push(Level::Name(String::new()));
                expects_name = true;
            }
            b']' | b'}' if at < offset => {
                levels.pop();
                expects_name = false;
            }
            b',' if at < offset => match levels.last_mut() {
                Some(Level::Index(index)) => *index += 1,
                Some(Level::Name(name)) => {
                    name.clear();
                    expects_name = true;
                }
                None => {}
            },
            _ => {}
        }
        at += 1;
    }
    // Between a comma and the next name, the place is the object and not one of its members.
    if expects_name {
        levels.pop();
    }
    render(&levels)
}

/// Names are shown up to this many characters.
const LONGEST: usize = 100;

/// As many bytes are looked at of a name that is to be changed: what is behind them, nobody is shown.
const MOST_OF_NAME: usize = 4_096;

/// Pointers are shown up to this many characters, of which half are of its beginning and half of its end.
const LONGEST_POINTER: usize = 400;

/// A pointer with other names in it.
pub(super) fn renamed(pointer: &str, change: impl Fn(String) -> String) -> String {
    let mut renamed = String::new();
    for name in pointer.split('/').skip(1) {
        let name = &name[..boundary_before(name, MOST_OF_NAME)];
        renamed.push('/');
        push_name(&mut renamed, &change(name.replace("~1", "/").replace("~0", "~")));
    }
    renamed
}

/// A pointer that is not too long for a message, nor any of its names.
pub(super) fn capped(pointer: &str) -> String {
    let capped = renamed(pointer, |mut name| {
        if let Some((end, _)) = name.char_indices().nth(LONGEST) {
            name.truncate(end);
            name.push('…');
        }
        name
    });
    if capped.chars().count() <= LONGEST_POINTER {
        return capped;
    }
    let names: Vec<&str> = capped.split('/').skip(1).collect();
    let fitting = |names: &mut dyn Iterator<Item = &&str>| {
        let mut room = LONGEST_POINTER / 2;
        let fits = |name: &&&str| {
            let length = name.chars().count() + 1;
            room = room.saturating_sub(length);
            room > 0
        };
        names.take_while(fits).count()
    };
    let (first, last) = (fitting(&mut names.iter()), fitting(&mut names.iter().rev()));
    let (first, last) = (names[..first].join("/"), names[names.len() - last..].join("/"));
    format!("/{first}/…/{last}")
}

/// A pointer as people may see it: a server chooses the names, and a terminal would act on some characters.
pub(super) fn shown(pointer: &str) -> String {
    Visible(&capped(pointer)).to_string()
}

fn push_name(pointer: &mut String, name: &str) {
    pointer.push_str(&name.replace('~', "~0").replace('/', "~1"));
}

fn render(levels: &[Level]) -> String {
    let mut pointer = String::new();
    for level in levels {
        pointer.push('/');
        match level {
            Level::Index(index) => {
                let _ = write!(pointer, "{index}");
            }
            Level::Name(name) => push_name(&mut pointer, name),
        }
    }
    pointer
}

/// Behind the closing quote, or the end of the text.
fn end_of_string(json: &[u8], start: usize) -> usize {
    let mut at = start + 1;
    while at < json.len() {
        match json[at] {
            b'"' => return at + 1,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    json.len()
}

fn unescape(quoted: &[u8]) -> String {
    serde_json::from_slice(quoted).unwrap_or_else(|_| String::from_utf8_lossy(quoted).into_owned())
}
