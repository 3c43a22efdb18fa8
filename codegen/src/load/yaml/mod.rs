//! YAML → tree: a scan that refuses what would cost too much, then the reading itself.

mod guard;
mod lenient;
mod merge;
mod scan;

use serde::de::DeserializeSeed;

pub(super) use self::lenient::lenient;

use super::Budgets;
use super::node::Node;
use super::refusal::{over_budget, report_duplicates};
use super::visitor::Watch;
use crate::diag::code_table::load as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place};

/// Reads YAML text that holds one document.
pub(super) fn load_yaml(
    text: &str,
    file: FileId,
    budgets: &Budgets,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    match scan::scan(text, budgets) {
        scan::Verdict::Fits => {}
        scan::Verdict::Refused(refusal) => {
            let place = Place::bytes(file, refusal.range);
            diagnostics
                .push(Diagnostic::in_file(refusal.code, place, refusal.message).with_help(refusal.help));
            return None;
        }
        // The scanner follows YAML 1.2 to the letter; the reader takes what people write. It must not be handed
        // what is too deep for it, though.
        scan::Verdict::Unclear { .. } if guard::is_shallow(text) => {}
        scan::Verdict::Unclear { offset, message } => {
            let place = Place::bytes(file, offset..offset);
            let found = Diagnostic::in_file(&codes::E105, place, format!("this is not YAML: {message}"));
            diagnostics.push(found.with_help(hint(&message, text, offset)));
            return None;
        }
    }
    let watch = Watch::new(budgets);
    let mut documents = serde_yaml::Deserializer::from_str(text);
    let Some(first) = documents.next() else {
        let place = Place::bytes(file, 0..0);
        diagnostics.push(Diagnostic::in_file(&codes::E103, place, "the description is empty"));
        return None;
    };
    match watch.seed().deserialize(first) {
        Ok(mut root) => {
            if watch.has_duplicates.get() {
                report_duplicates(text, file, diagnostics);
                return None;
            }
            merge::apply_merge_keys(&mut root);
            Some(root)
        }
        Err(error) => {
            let offset = error.location().map_or(0, |location| floor(text, location.index()));
            let place = Place::bytes(file, offset..offset);
            diagnostics.push(match watch.exceeded.get() {
                Some(exceeded) => over_budget(exceeded, place, budgets),
                None => syntax_error(&error.to_string(), text, offset, place),
            });
            None
        }
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let mut offset = offset.min(text.len());
    while !text.is_char_boundary(offset) {
        offset -= 1;
    }
    offset
}

fn syntax_error(error: &str, text: &str, offset: usize, place: Place) -> Diagnostic {
    if error.contains("repetition limit") {
        return Diagnostic::in_file(&codes::E110, place, "aliases repeat too much of the file")
            .with_help("write the repeated parts as components and refer to them with `$ref`");
    }
    if error.contains("a string as key") {
        return Diagnostic::in_file(
            &codes::E114,
            place,
            "a key of this map is a list or a map; keys must be strings",
        )
        .with_help("quote the key if it is meant as text (`\"[a]\": …`)");
    }
    let message = error.split(" at line ").next().unwrap_or(error);
    Diagnostic::in_file(&codes::E105, place, format!("this is not YAML: {message}"))
        .with_help(hint(message, text, offset))
}

/// What people usually mean when YAML fails with this message at this byte.
fn hint(message: &str, text: &str, offset: usize) -> &'static str {
    // The readers name a tab in many ways, and mostly what they expected instead of it.
    if is_indented_by_tab(text, offset) {
        return "indent this line with spaces; YAML does not allow tabs there";
    }
    if message.contains("mapping values are not allowed") {
        return "put the text in quotes if it contains a colon followed by a space; otherwise check the indentation";
    }
    if message.contains("cannot start any token") || message.contains("unexpected character") {
        return "put the text in quotes: it starts with a character that YAML reserves (@, `, %, …)";
    }
    if message.contains("',' or '}'") || message.contains("',' or ']'") {
        return "put a comma between the entries, and quotes around text that contains `: `, `,` or brackets";
    }
    if message.contains("did not find expected") || message.contains("indentation") {
        return "check the indentation of this line and the one before it";
    }
    if message.contains("alias") || message.contains("anchor") {
        return "an alias (`*name`) needs an anchor (`&name`) before it; put text that starts with `*` in quotes";
    }
    if message.contains("control characters") {
        return "remove the character; an editor that shows invisible characters finds it";
    }
    "correct the syntax at this place"
}

/// Whether a tab stands at the byte, or among the white space that begins its line.
fn is_indented_by_tab(text: &str, offset: usize) -> bool {
    let start = text.get(..offset).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let line = text.get(start..).unwrap_or_default();
    let indent = &line[..line.len() - line.trim_start_matches([' ', '\t']).len()];
    indent.contains('\t') || text.get(offset..).is_some_and(|rest| rest.starts_with('\t'))
}
