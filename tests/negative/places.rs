//! Each finding opens its file exactly at the construct that it is about.
//!
//! What the construct is stands in `constructs.toml`, decided by a person for each fixture: a key or a value by its JSON
//! pointer, and the text that a reader must see at that line and column.

use std::collections::BTreeMap;

use codegen::diag::{Located, Pointer, Style, render_text};
use codegen::load::locate;
use serde::Deserialize;

use crate::fixture::{self, Fixture};

/// What the finding of a fixture is about.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Construct {
    /// The key of the place with this pointer.
    key: Option<String>,
    /// The value of the place with this pointer. With neither, no tree has the place, and `shows` alone says where it is.
    value: Option<String>,
    /// What stands there. Where `shows` alone says where it is, the file has this text once.
    shows: String,
    /// The pointer that is reported, where it is another one: that of a place that moved when documents were joined.
    reported: Option<String>,
}

/// A line and a column, from 1.
type LineAndColumn = (usize, usize);

#[test]
fn each_finding_opens_its_file_at_its_construct() {
    let constructs: BTreeMap<String, Construct> =
        toml::from_str(include_str!("constructs.toml")).expect("a table for each fixture");
    let mut problems = Vec::new();
    let mut met = 0;
    for fixture in fixture::all() {
        let Some(construct) = constructs.get(&fixture.stem) else {
            problems.push(format!("{} has no entry in constructs.toml", fixture.stem));
            continue;
        };
        met += 1;
        for finding in &fixture.findings {
            let checked = if fixture.is_own(finding) {
                check_own(&fixture, finding, construct)
            } else {
                check_other(&fixture, finding)
            };
            if let Err(problem) = checked {
                problems.push(format!("{}: {} {problem}", fixture.stem, finding.code.id));
            }
        }
    }
    assert_eq!(met, constructs.len(), "constructs.toml has entries without a fixture");
    assert!(problems.is_empty(), "{problems:#?}");
}

/// The finding that the fixture is there for stands where `constructs.toml` says.
fn check_own(fixture: &Fixture, finding: &Located, construct: &Construct) -> Result<(), String> {
    let (file, found) = rendered(finding)?;
    let text = fixture.text(&file);
    let expected = match (&construct.key, &construct.value) {
        (Some(key), None) => places(&text, key)?.0.ok_or(format!("{key} has no key"))?,
        (None, Some(value)) => places(&text, value)?.1,
        (None, None) => only_place(&text, &construct.shows)?,
        (Some(_), Some(_)) => return Err("both a key and a value".to_owned()),
    };
    if found != expected {
        return Err(format!("stands at {found:?}, its construct at {expected:?}"));
    }
    let here = rest_of(&text, found);
    if !here.starts_with(&construct.shows) {
        return Err(format!("{found:?} shows `{}`", here.lines().next().unwrap_or_default()));
    }
    let pointers = [&construct.reported, &construct.key, &construct.value];
    let reported = pointers.into_iter().flatten().next().map_or("", String::as_str);
    if finding.pointer.as_str() != reported {
        return Err(format!("reports {} instead of {reported}", finding.pointer));
    }
    Ok(())
}

/// Any other finding stands at the key or the value that its own pointer names.
pub(crate) fn check_other(fixture: &Fixture, finding: &Located) -> Result<(), String> {
    let (file, found) = rendered(finding)?;
    let (key, value) = places(&fixture.text(&file), finding.pointer.as_str())?;
    if key == Some(found) || value == found {
        return Ok(());
    }
    Err(format!("stands at {found:?}, its pointer {} at {key:?} and {value:?}", finding.pointer))
}

/// The place that a reader sees: `--> file:line:column`.
fn rendered(finding: &Located) -> Result<(String, LineAndColumn), String> {
    let text = render_text(std::slice::from_ref(finding), &Style { colour: false });
    let place = text.lines().find_map(|line| line.trim_start().strip_prefix("--> "));
    let mut parts = place.ok_or("has no place")?.rsplitn(3, ':');
    let mut number = || parts.next().and_then(|part| part.parse().ok()).ok_or("has no line and column");
    let (column, line) = (number()?, number()?);
    Ok((parts.next().unwrap_or_default().to_owned(), (line, column)))
}

/// Where the key and the value of a pointer stand.
fn places(text: &str, pointer: &str) -> Result<(Option<LineAndColumn>, LineAndColumn), String> {
    let found = locate(text, &Pointer::from_escaped(pointer)).filter(|found| found.exact);
    let found = found.ok_or(format!("`{pointer}` leads nowhere"))?;
    let key = found.key.map(|key| (key.line, key.column));
    Ok((key, (found.value.line, found.value.column)))
}

/// Where a text stands that the file has once.
fn only_place(text: &str, shows: &str) -> Result<LineAndColumn, String> {
    let mut starts = text.match_indices(shows).map(|(start, _)| start);
    match (starts.next(), starts.next()) {
        // A file that is empty, or no text, has only its beginning.
        _ if shows.is_empty() => Ok((1, 1)),
        (Some(start), None) => {
            let line_start = text[..start].rfind('\n').map_or(0, |end| end + 1);
            Ok((text[..start].matches('\n').count() + 1, text[line_start..start].chars().count() + 1))
        }
        (found, _) => {
            Err(format!("`{shows}` stands {} in the file", found.map_or("nowhere", |_| "several times")))
        }
    }
}

/// The text from a line and column on.
fn rest_of(text: &str, (line, column): LineAndColumn) -> String {
    let from_line: String = text.split_inclusive('\n').skip(line - 1).collect();
    from_line.chars().skip(column - 1).collect()
}
