//! All files of a client as text. Pieces are emitted and formatted by several threads: tokens cannot leave theirs.

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use crate::diag::{Diagnostic, Diagnostics, code_table};
use crate::emit::{Context, Emitted, FilePlan, Piece, emit_piece};
use crate::threads::STACK;

use super::header::{Header, whole};
use super::imports::Named;
use super::source::{Formatter, Known};

/// Paths with `/`, each with its text.
pub type FileMap = BTreeMap<String, String>;

const MOST_THREADS: usize = 8;

/// The text of every planned file, with the header on top; none where there would be more than `budget` bytes.
pub fn render_files(
    context: &Context<'_>,
    plans: &[FilePlan],
    header: &Header,
    budget: usize,
    diagnostics: &mut Diagnostics,
) -> FileMap {
    let pieces: Vec<&Piece> = plans.iter().flat_map(|plan| &plan.pieces).collect();
    let Some(texts) = render_pieces(context, &pieces, budget) else {
        let message = format!("the client would exceed the limit of {budget} bytes of source code");
        let found = Diagnostic::new(&code_table::output::E702, &whole(), message);
        diagnostics.push(found.with_help(
            "describe fewer operations at once, or raise the limit with `--budget output=NUMBER` if that size is meant",
        ));
        return FileMap::new();
    };
    let mut texts = texts.into_iter();
    let mut files = FileMap::new();
    for plan in plans {
        let texts: Vec<Rendered> = plan
            .pieces
            .iter()
            .map(|piece| {
                let text = texts.next().unwrap_or_else(|| Err("the piece was not emitted".to_owned()));
                text.unwrap_or_else(|error| {
                    let what = describe(piece);
                    let message = format!("`{}` cannot be written: {what} ({error})", plan.path);
                    diagnostics.report(&code_table::output::E701, &whole(), message);
                    Rendered::default()
                })
            })
            .collect();
        let imports = if plan.pieces.contains(&Piece::Imports) {
            Named::imports(&texts.iter().map(|text| text.named))
        } else {
            String::new()
        };
        let pieces = [imports.as_str()].into_iter().chain(texts.iter().map(|text| text.source.as_str()));
        files.insert(plan.path.clone(), join(header.rust(&plan.path), pieces));
    }
    files
}

/// The header and the pieces that are not empty, with an empty line between two of them.
fn join<'a>(mut text: String, pieces: impl Iterator<Item = &'a str> + Clone) -> String {
    text.reserve_exact(pieces.clone().map(|piece| piece.len() + 1).sum());
    let mut between = "";
    for piece in pieces.filter(|piece| !piece.is_empty()) {
        text.push_str(between);
        text.push_str(piece);
        between = "\n";
    }
    text
}

/// A piece as text.
#[derive(Clone, Debug, Default)]
struct Rendered {
    source: String,
    named: Named,
}

/// The text of each piece, in their order, whoever was faster; `None` where they are too long together. Then no further
/// piece is begun, so that what is refused does not take all memory first.
fn render_pieces(
    context: &Context<'_>,
    pieces: &[&Piece],
    budget: usize,
) -> Option<Vec<Result<Rendered, String>>> {
    let next = AtomicUsize::new(0);
    let length = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Result<Rendered, String>)>> = Mutex::new(Vec::with_capacity(pieces.len()));
    let known = Known::default();
    let work = || {
        let mut formatter = Formatter::new(&known);
        loop {
            let index = next.fetch_add(1, Ordering::Relaxed);
            let Some(piece) = pieces.get(index) else { break };
            if length.load(Ordering::Relaxed) > budget {
                break;
            }
            let Emitted { items, comments } = emit_piece(context, piece);
            let text = formatter.render(items, &comments).map(Rendered::of);
            length.fetch_add(text.as_ref().map_or(0, |text| text.source.len()), Ordering::Relaxed);
            if let Ok(mut done) = done.lock() {
                done.push((index, text));
            }
        }
    };
    let threads = thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS).min(pieces.len());
    thread::scope(|scope| {
        for _ in 0..threads {
            // Without another thread the others do its share; without any, none of the pieces is there.
            let _ = thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        }
    });
    if length.into_inner() > budget {
        return None;
    }
    let mut texts: Vec<Result<Rendered, String>> =
        vec![Err("no thread could be started".to_owned()); pieces.len()];
    for (index, text) in done.into_inner().unwrap_or_default() {
        texts[index] = text;
    }
    Some(texts)
}

impl Rendered {
    fn of(source: String) -> Self {
        Self { named: Named::of(&source), source }
    }
}

fn describe(piece: &Piece) -> String {
    match piece {
        Piece::Operations(operations) => {
            format!("{} operations from the {}th on", operations.len(), operations[0].0)
        }
        Piece::Types(types) => format!("{} types from the {}th on", types.len(), types[0].0),
        Piece::Calls(calls) => format!("{} calls of the program", calls.len()),
        other => format!("{other:?}"),
    }
}
