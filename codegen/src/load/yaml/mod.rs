//! YAML → tree, in one pass of one parser.

mod events;
mod lenient;
mod merge;
mod scalar;
mod syntax;
mod tree;

pub(super) use self::events::{End, Receiver, Text, read};

use self::tree::{Stop, Tree};
use super::Budgets;
use super::node::Node;
use super::refusal::{RAISE_SCALAR, over_budget, report_duplicates};
use super::visitor::Exceeded;
use crate::diag::code_table::load as codes;
use crate::diag::{Diagnostic, Diagnostics, FileId, Place};

/// Reads YAML text that holds one document.
pub(super) fn load_yaml(
    text: &str,
    file: FileId,
    budgets: &Budgets,
    diagnostics: &mut Diagnostics,
) -> Option<Node> {
    if let Some(found) = long_line(text, file, budgets) {
        diagnostics.push(found);
        return None;
    }
    let (tree, end) = read(text, || Tree::new(file, budgets));
    match end {
        End::Complete => {}
        End::Stopped(Stop::Refused(found)) => {
            diagnostics.push(*found);
            return None;
        }
        End::Stopped(Stop::Duplicate) => {
            report_duplicates(text, file, diagnostics);
            return None;
        }
        End::Broken(broken) => {
            let offset = syntax::tab(text, broken).unwrap_or(broken.offset);
            let place = Place::bytes(file, offset..offset);
            diagnostics.push(if syntax::is_too_deep(text, broken) {
                over_budget(Exceeded::Depth, place, budgets)
            } else {
                let (message, help) = syntax::explain(text, broken);
                Diagnostic::in_file(&codes::E105, place, format!("this is not YAML: {message}"))
                    .with_help(help)
            });
            return None;
        }
    }
    let Some(mut root) = tree.root else {
        let place = Place::bytes(file, 0..0);
        let found = Diagnostic::in_file(&codes::E103, place, "the description is empty");
        diagnostics.push(found.with_help("check that the file was written, and that the path is right"));
        return None;
    };
    merge::apply_merge_keys(&mut root);
    Some(root)
}

/// Refuses a text with a line that is longer than a text may be: that is usually one string, and is seen without reading it
/// character by character.
fn long_line(text: &str, file: FileId, budgets: &Budgets) -> Option<Diagnostic> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if line.len() > budgets.scalar {
            let message =
                format!("a line of {} bytes; the limit for a string is {}", line.len(), budgets.scalar);
            let place = Place::bytes(file, start..start);
            return Some(Diagnostic::in_file(&codes::E111, place, message).with_help(RAISE_SCALAR));
        }
        start += line.len();
    }
    None
}
