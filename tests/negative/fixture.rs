//! A negative fixture: the files that belong together, and what the generator finds in them.

use std::path::{Path, PathBuf};

use codegen::diag::Located;
use codegen::load::{Budgets, Source};
use codegen::names::NewNames;
use codegen::select::{Pattern, Selection};
use codegen::surface::SURFACE;
use codegen::{Input, Options};

/// A file, or a folder of files that belong together, named after its code. A list of public items (`api.txt`) among them is
/// what the client was called before.
pub(crate) struct Fixture {
    /// The name without its extension.
    pub(crate) stem: String,
    /// Its files, named as a reader would name them.
    pub(crate) sources: Vec<Source>,
    /// Everything that is found in it.
    pub(crate) findings: Vec<Located>,
}

impl Fixture {
    /// Whether a finding is the one that the fixture is there for.
    pub(crate) fn is_own(&self, finding: &Located) -> bool {
        self.stem.starts_with(finding.code.id)
    }

    /// The text of a file, as findings count its characters; empty where it is not UTF-8.
    pub(crate) fn text(&self, file: &str) -> String {
        let source = self.sources.iter().find(|source| source.name == file);
        let text = source.and_then(|source| String::from_utf8(source.text.to_vec()).ok()).unwrap_or_default();
        text.trim_start_matches('\u{feff}').to_owned()
    }
}

/// All fixtures, in the order of their names.
pub(crate) fn all() -> Vec<Fixture> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/negative");
    entries(&folder).iter().map(|path| read(path)).collect()
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    found.sort();
    found
}

fn read(path: &Path) -> Fixture {
    let is_folder = path.is_dir();
    let files = if is_folder { entries(path) } else { vec![path.to_owned()] };
    let base = path.parent().expect("below a folder");
    let is_list = |file: &&PathBuf| file.ends_with(SURFACE);
    let known = files.iter().find(is_list).map(|file| std::fs::read_to_string(file).expect("a text"));
    let sources: Vec<Source> = files
        .iter()
        .filter(|file| !is_list(file))
        .map(|file| {
            let name = file.strip_prefix(base).expect("below the folder").to_str().expect("a UTF-8 name");
            Source::new(name.replace('\\', "/"), std::fs::read(file).expect("a readable file"))
        })
        .collect();
    let stem = path.file_stem().and_then(|stem| stem.to_str()).expect("a UTF-8 name").to_owned();
    let folder = if is_folder { stem.clone() } else { String::new() };
    let new_names = known.as_deref().map(new_names).unwrap_or_default();
    let options = Options {
        budgets: budgets(&sources),
        known,
        new_names,
        folder: Some(folder),
        selection: selection(&sources[0]),
        settings: Some(sources[0].clone()),
        ..Options::default()
    };
    let reader = |name: &str| sources.iter().find(|source| source.name == name).cloned();
    let outcome = codegen::generate(&Input { sources: &sources, reader: &reader, options: &options });
    Fixture { stem, sources, findings: outcome.findings }
}

/// A line such as `# take-new-names: types::Pet` in the list of public items asks for a new name.
fn new_names(list: &str) -> NewNames {
    let paths: Vec<String> =
        list.lines().filter_map(|line| line.strip_prefix("# take-new-names: ")).map(str::to_owned).collect();
    if paths.is_empty() { NewNames::None } else { NewNames::Of(paths) }
}

/// A first line such as `# budget: nodes 8` lowers a limit that no small file reaches.
fn budgets(sources: &[Source]) -> Budgets {
    let mut budgets = Budgets::default();
    let first = String::from_utf8_lossy(&sources[0].text).lines().next().unwrap_or_default().to_owned();
    let Some(change) = first.strip_prefix("# budget: ") else { return budgets };
    let (name, number) = change.split_once(' ').expect("a name and a number");
    let number = number.parse().expect("a number");
    match name {
        "bytes" => budgets.bytes = number,
        "depth" => budgets.depth = number,
        "nodes" => budgets.nodes = number,
        "width" => budgets.width = number,
        "scalar" => budgets.scalar = number,
        "key" => budgets.key = number,
        "parts" => budgets.parts = number,
        "output" => budgets.output = number,
        other => panic!("{other} is no limit"),
    }
    budgets
}

/// First lines such as `# select: tag=pets` and `# omit: tag=pets` stand for settings.
fn selection(source: &Source) -> Selection {
    let text = String::from_utf8_lossy(&source.text).into_owned();
    let patterns = |key: &str| {
        let lines = text.lines().take_while(|line| line.starts_with('#'));
        let said = lines.filter_map(|line| line.strip_prefix(key).map(str::trim));
        let pattern = |said: &str| {
            let start = text.find(said).expect("a line of the text");
            Pattern::new(said, Some(start..start + said.len())).expect("a pattern")
        };
        said.map(pattern).collect()
    };
    Selection { select: patterns("# select: "), omit: patterns("# omit: ") }
}
