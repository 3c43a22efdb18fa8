//! The `Cargo.toml` of a client: the team's, but for what stands between the generator's marks.
//!
//! In: the manifest of a new crate, and the one that is there. Out: the one that is there, its marked parts kept up to date.
//! Must never know: what a client consists of.
//!
//! A feature or a runtime that the team writes outside of the marks is theirs: the marked parts leave it out.

pub(crate) mod package;

use camino::Utf8Path;
use codegen::emit::{BLOCK_BEGIN, BLOCK_END};
use toml_edit::{Document, DocumentMut, Item, Value};

use crate::drift::{Tree, is_ours};
use crate::failure::Failure;
use crate::reading::{LARGEST_OWN, read_if_there};

pub(crate) use package::Package;
pub(crate) use package::{DOCS_RS, KEYS};

/// The file.
pub(crate) const FILE: &str = "Cargo.toml";

/// The tables that may have a marked part, by their headers and their keys.
const TABLES: [(&str, &[&str]); 4] = [
    ("[features]", &["features"]),
    ("[dependencies]", &["dependencies"]),
    (
        "[target.'cfg(not(target_family = \"wasm\"))'.dependencies]",
        &["target", "cfg(not(target_family = \"wasm\"))", "dependencies"],
    ),
    (
        "[target.'cfg(target_family = \"wasm\")'.dependencies]",
        &["target", "cfg(target_family = \"wasm\")", "dependencies"],
    ),
];

/// Puts the team's manifest in the place of a new one, where there is one, and what settings say into it. `name` is what the
/// crate is to be called.
pub(crate) fn keep_up(
    files: &mut Tree,
    folder: &Utf8Path,
    name: Option<&str>,
    package: &Package,
) -> Result<(), Failure> {
    let path = folder.join(FILE);
    let Some(new) = files.get(FILE) else { return Ok(()) };
    let wrong = |message: String| Failure::usage(format!("{path}{message}"));
    let mut text = new.clone();
    if let Some(bytes) = read_if_there(&path, LARGEST_OWN)? {
        let found = String::from_utf8(bytes)
            .map_err(|_| wrong(" is not UTF-8 text, and Cargo reads no other".to_owned()))?;
        // Manifests that earlier versions wrote were the generator's as a whole.
        if !is_ours(&found) {
            text = merge(&found, new, name).map_err(wrong)?;
        }
    }
    files.insert(FILE.to_owned(), package.put_into(text).map_err(wrong)?);
    Ok(())
}

/// Whether a manifest has a part that is the generator's.
pub(crate) fn is_begun(text: &str) -> bool {
    text.lines().any(|line| line.trim() == BLOCK_BEGIN)
}

/// The manifest that is there with what the new one has between its marks.
fn merge(found: &str, new: &str, name: Option<&str>) -> Result<String, String> {
    let plain = found.replace("\r\n", "\n");
    let mut lines: Vec<&str> = plain.split('\n').collect();
    let places = take_blocks(&mut lines)?;
    let rest = lines.join("\n");
    let own = Document::parse(rest.as_str()).map_err(|error| format!(": {}", error.to_string().trim()))?;
    let wanted: DocumentMut = new.parse().map_err(|error| format!(": {error}"))?;
    let mut pieces = Vec::new();
    for (header, keys) in TABLES {
        let Some(entries) = below(wanted.as_item(), keys).and_then(Item::as_table) else { continue };
        let known = below(own.as_item(), keys);
        let has =
            |key: &str| known.and_then(Item::as_table_like).is_some_and(|table| table.contains_key(key));
        let missing = entries.iter().filter(|(key, _)| !has(key));
        let block: Vec<String> = missing.flat_map(|(key, _)| entry(entries, key)).collect();
        if block.is_empty() {
            continue;
        }
        let at = match places.iter().find(|place| table_at(&lines, **place) == Some(header)) {
            Some(place) => *place,
            None => begin_of(&mut lines, header, known.is_some())?,
        };
        pieces.push((at, block));
    }
    // From the end, so that what is put in moves no other place.
    pieces.sort_by_key(|(at, _)| std::cmp::Reverse(*at));
    for (at, block) in &pieces {
        let at = *at;
        let block = block.iter().map(String::as_str);
        lines.splice(at..at, [BLOCK_BEGIN].into_iter().chain(block).chain([BLOCK_END]));
    }
    let text = renamed(lines.join("\n"), name)?;
    Ok(if found.contains("\r\n") { text.replace('\n', "\r\n") } else { text })
}

/// Takes the marked parts out; gives the numbers of the lines before which they stood.
fn take_blocks(lines: &mut Vec<&str>) -> Result<Vec<usize>, String> {
    let mut places = Vec::new();
    while let Some(begin) = lines.iter().position(|line| line.trim() == BLOCK_BEGIN) {
        let end = lines[begin..].iter().position(|line| line.trim() == BLOCK_END);
        let another = lines[begin + 1..].iter().position(|line| line.trim() == BLOCK_BEGIN);
        match end {
            Some(end) if another.is_none_or(|another| another + 1 > end) => {
                lines.drain(begin..=begin + end);
                places.push(begin);
            }
            _ => {
                let number = begin + 1;
                return Err(format!(
                    ":{number}: the mark `{BLOCK_BEGIN}` has no `{BLOCK_END}` below it; add that line"
                ));
            }
        }
    }
    match lines.iter().position(|line| line.trim() == BLOCK_END) {
        Some(end) => Err(format!(":{}: the mark `{BLOCK_END}` has no mark above it; remove it", end + 1)),
        None => Ok(places),
    }
}

/// The table whose keys stand at a line.
fn table_at<'l>(lines: &[&'l str], at: usize) -> Option<&'l str> {
    lines[..at].iter().rev().find_map(|line| header(line))
}

/// A line that begins a table, without the comment behind it.
fn header(line: &str) -> Option<&str> {
    let line = line.split('#').next().unwrap_or_default().trim();
    (line.starts_with('[') && line.ends_with(']')).then_some(line)
}

/// The line below the header of a table, which is made at the end where there is none.
fn begin_of(lines: &mut Vec<&str>, table: &'static str, is_there: bool) -> Result<usize, String> {
    if let Some(at) = lines.iter().position(|line| header(line) == Some(table)) {
        return Ok(at + 1);
    }
    if is_there {
        return Err(format!(
            ": `{table}` is not written as a table, so the generator cannot add to it; write {table}"
        ));
    }
    while lines.last().is_some_and(|line| line.trim().is_empty()) {
        lines.pop();
    }
    lines.extend(["", table, ""]);
    Ok(lines.len() - 1)
}

/// What stands below keys.
fn below<'i>(item: &'i Item, keys: &[&str]) -> Option<&'i Item> {
    keys.iter().try_fold(item, |item, key| item.as_table_like()?.get(key))
}

/// What a table has at a key, with the comments above it.
fn entry(table: &toml_edit::Table, key: &str) -> Vec<String> {
    let Some((name, item)) = table.get_key_value(key) else { return Vec::new() };
    let above = name.leaf_decor().prefix().and_then(|prefix| prefix.as_str()).unwrap_or_default();
    let comments =
        above.lines().filter(|line| line.starts_with('#') && ![BLOCK_BEGIN, BLOCK_END].contains(line));
    let value =
        item.as_value().map(|value| format!("{} = {}", name.display_repr(), value.to_string().trim()));
    comments.map(str::to_owned).chain(value).collect()
}

/// The manifest with the name that the crate is to have.
fn renamed(text: String, name: Option<&str>) -> Result<String, String> {
    let mut manifest: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| {
        format!(": what the generator adds and what is there do not fit: {}", error.to_string().trim())
    })?;
    let package = manifest.get_mut("package").and_then(Item::as_table_like_mut);
    let value = package.and_then(|package| package.get_mut("name")?.as_value_mut());
    match (value, name) {
        (Some(value), Some(name)) if value.as_str().is_some_and(|known| known != name) => {
            let decor = value.decor().clone();
            *value = Value::from(name);
            *value.decor_mut() = decor;
            Ok(manifest.to_string())
        }
        _ => Ok(text),
    }
}

#[cfg(test)]
mod tests;
