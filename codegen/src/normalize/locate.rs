//! Findings → lines and columns.
//!
//! In: findings with pointers, the texts that were read and the way back to them. Out: findings with the source line.
//! Each text that a finding points into is looked through once.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use super::Origins;
use crate::diag::{Diagnostic, Excerpt, Fault, FileId, Located, Place, Pointer, Spot, sort_located};
use crate::load::{File, Files, Lines, Outline, Position};

/// Longer values are not underlined; their key is.
const MOST_UNDERLINED: usize = 80;

/// The findings with their places, in the order in which a reader wants them.
#[must_use]
pub fn place_findings(found: &[Diagnostic], files: &Files, origins: Option<&Origins>) -> Vec<Located> {
    Outlines::default().place_findings(found, files, origins)
}

/// Where the values of files stand. A file is looked through once, by who asks first, or before anybody does.
#[derive(Debug, Default)]
pub struct Outlines<'a>(BTreeMap<FileId, (&'a str, OnceLock<Outline<'a>>)>);

impl<'a> Outlines<'a> {
    /// Those of these texts, none of which is looked through so far.
    #[must_use]
    pub fn of(texts: &'a [(FileId, Arc<str>)]) -> Self {
        Self(texts.iter().map(|(id, text)| (*id, (&**text, OnceLock::new()))).collect())
    }

    /// Looks all texts through: another thread can do so before there is a finding.
    pub fn look_through(&self) {
        for file in self.0.keys() {
            self.get(*file);
        }
    }

    /// That of a text, where it is one of these.
    fn get(&self, file: FileId) -> Option<&Outline<'a>> {
        let (text, outline) = self.0.get(&file)?;
        Some(outline.get_or_init(|| Outline::of(text)))
    }

    /// The findings with their places, in the order in which a reader wants them.
    #[must_use]
    pub fn place_findings(
        &self,
        found: &[Diagnostic],
        files: &Files,
        origins: Option<&Origins>,
    ) -> Vec<Located> {
        place(found, origins, Placing::new(files, self))
    }
}

fn place(found: &[Diagnostic], origins: Option<&Origins>, mut placing: Placing<'_, '_>) -> Vec<Located> {
    let of_merged = |pointer: &Pointer| origins.and_then(|origins| origins.place(pointer));
    let place_of = |finding: &Diagnostic| finding.place.clone().or_else(|| of_merged(&finding.pointer));
    let unfollowed = places_of_unfollowed(found, &place_of);
    let mut located: Vec<Located> = found
        .iter()
        .map(|finding| (finding, place_of(finding)))
        .filter(|(finding, place)| {
            finding.code.fault != Fault::Invalid
                || place.as_ref().is_none_or(|at| !unfollowed.contains(&(at.file, at.pointer.clone())))
        })
        .map(|(finding, place)| {
            let merged = finding.related.iter().map(|(pointer, what)| (of_merged(pointer), what));
            let direct = finding.related_places.iter().map(|(place, what)| (Some(place.clone()), what));
            let related = merged.chain(direct).collect::<Vec<_>>();
            Located {
                code: finding.code,
                severity: finding.code.severity,
                message: finding.message.clone(),
                // As the author wrote it: what was moved or rewritten has another pointer in the merged tree.
                pointer: place.as_ref().map_or(&finding.pointer, |place| &place.pointer).clone(),
                help: finding.help.clone().unwrap_or_else(|| finding.code.remedy.to_owned()),
                spot: place.and_then(|place| placing.spot(&place, finding.about_key)),
                related: related
                    .into_iter()
                    .map(|(place, what)| (place.and_then(|place| placing.spot(&place, false)), what.clone()))
                    .collect(),
            }
        })
        .collect();
    sort_located(&mut located);
    drop_repeated(&mut located);
    located
}

/// Where places of the merged description stand in the files that it was read from; those that no file shows are left out.
#[must_use]
pub fn find_spots(pointers: &[Pointer], files: &Files, origins: &Origins) -> BTreeMap<Pointer, Spot> {
    let outlines = Outlines::default();
    let mut placing = Placing::new(files, &outlines);
    let spots = pointers.iter().filter_map(|pointer| {
        let place = origins.place(pointer)?;
        Some((pointer.clone(), placing.spot(&place, false)?))
    });
    spots.collect()
}

/// Where references stand that were not followed. What they would have brought is missing there, which is nobody's fault.
fn places_of_unfollowed(
    found: &[Diagnostic],
    place_of: &dyn Fn(&Diagnostic) -> Option<Place>,
) -> BTreeSet<(FileId, Pointer)> {
    let unfollowed = found.iter().filter(|finding| matches!(finding.code.id, "W211" | "W212" | "W213"));
    let places = unfollowed.filter_map(place_of).filter_map(|place| {
        let is_reference = place.pointer.tokens().last().is_some_and(|last| last == "$ref");
        Some((place.file, place.pointer.parent()?)).filter(|_| is_reference)
    });
    places.collect()
}

/// What was made of one place many times over is the same finding each time, whatever its pointers.
fn drop_repeated(located: &mut Vec<Located>) {
    let mut seen = BTreeSet::new();
    located.retain(|found| {
        let Some(spot) = &found.spot else { return true };
        seen.insert((found.code.id, spot.clone(), found.message.clone()))
    });
}

struct Placing<'a, 'text> {
    files: &'a Files,
    known: &'a Outlines<'text>,
    /// For findings that know their bytes: a refused text may be too costly to look through.
    lines: BTreeMap<FileId, Lines<'a>>,
    /// Those of files that were read later than what is known.
    outlines: BTreeMap<FileId, Outline<'a>>,
}

impl<'a, 'text> Placing<'a, 'text> {
    fn new(files: &'a Files, known: &'a Outlines<'text>) -> Self {
        Self { files, known, lines: BTreeMap::new(), outlines: BTreeMap::new() }
    }

    fn spot(&mut self, place: &Place, about_key: bool) -> Option<Spot> {
        let file = self.files.get(place.file)?;
        if let Some(range) = &place.range {
            let lines = self.lines.entry(place.file).or_insert_with(|| Lines::of(&file.text));
            return Some(spot(file, lines, &lines.position(range.clone())));
        }
        let outline = match self.known.get(place.file) {
            Some(known) => known,
            None => self.outlines.entry(place.file).or_insert_with(|| Outline::of(&file.text)),
        };
        let found = outline.find(&place.pointer);
        let position = match found.key {
            Some(key) if about_key || !found.exact || !stands_beside(&key, &found.value) => key,
            _ => found.value,
        };
        Some(spot(file, outline.lines(), &position))
    }
}

/// Whether a value can be underlined where its key stands; a block below the key is better known by the key.
fn stands_beside(key: &Position, value: &Position) -> bool {
    !value.range.is_empty()
        && value.line == key.line
        && value.end_line == value.line
        && value.end_column - value.column <= MOST_UNDERLINED
}

fn spot(file: &File, lines: &Lines<'_>, position: &Position) -> Spot {
    let text: &str = &file.text;
    let start = position.range.start;
    let mut line = lines.line_at(start);
    // Of a line that ends as on Windows, the sign before its end is not a part.
    if text[start..line.end].ends_with('\r') {
        line.end -= 1;
    }
    let marked = &text[start..position.range.end.clamp(start, line.end)];
    let width = marked.chars().take(2 * MOST_UNDERLINED).count();
    Spot {
        file: file.name.clone(),
        line: position.line + file.first_line,
        column: position.column + file.indent,
        end_line: position.end_line + file.first_line,
        end_column: position.end_column + file.indent,
        excerpt: Excerpt::new(&text[line.start..start], &text[start..line.end], width),
    }
}
