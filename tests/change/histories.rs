//! One test for each history, so that they run side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::time::{Duration, Instant};

use codegen::change::{Report, Severity, State, compare_states};
use codegen::diag::Located;
use codegen::surface::{ItemKind, Needed, PublicItem, render_surface};
use codegen_properties::{check_change_of, state_after, state_of};

macro_rules! histories {
    ($($test:ident: $folder:literal;)+) => {
        $(#[test]
        fn $test() {
            walk($folder);
        })+
    };
}

histories! {
    adyen: "adyen-CheckoutService-v71";
    box_: "box-openapi";
    elevenlabs: "elevenlabs-openapi";
    intercom: "intercom-api.intercom.io";
    moby: "moby-swagger";
    svix: "svix-lib-openapi";
    twilio: "twilio-twilio_api_v2010";
}

/// A version as a client of its own, and as the next version of the client that there was.
struct Step {
    fresh: State,
    kept: State,
}

fn walk(folder: &str) {
    let place = integration_tests::project_root().join("../shared/history").join(folder);
    let entries = std::fs::read_dir(&place).expect("a history");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut previous: Option<Step> = None;
    let mut figures = [Figure::default(); 4];
    for file in &files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read(file).expect("a readable file");
        let start = Instant::now();
        let fresh = state_of(&name, &text);
        let read = start.elapsed();
        let Some(before) = &previous else {
            let kept = state_of(&name, &text);
            previous = Some(Step { fresh, kept });
            continue;
        };
        let (kept, told) = state_after(&name, &text, &render_surface(&before.kept.items));
        let compared = compare_in_time(&name, &before.kept, &kept, read);
        let paths = [places, components].map(|of| (of(&before.kept.items), of(&kept.items)));
        for (figure, (old, new)) in figures[..2].iter_mut().zip(&paths) {
            let lost = figure.count(old, new);
            explain(&name, &lost, &compared, &told);
        }
        for (figure, of) in figures[2..].iter_mut().zip([places, components]) {
            figure.count(&of(&before.fresh.items), &of(&fresh.items));
        }
        previous = Some(Step { fresh, kept });
    }
    let [operations, types, operations_without, types_without] = figures;
    println!(
        "{folder}: with memory {operations} of operations and {types} of components keep their path, without \
         {operations_without} and {types_without}"
    );
    for figure in [operations, types] {
        assert!(figure.kept * 1000 >= figure.all * 999, "{folder}: {figure} keep their path");
    }
    // The keys of the last version in another order, and null spelt otherwise.
    let text = std::fs::read(files.last().expect("a version")).expect("a readable file");
    assert!(check_change_of(&text));
}

/// Compares two versions; that takes less than reading both, which is less than generating one.
fn compare_in_time(name: &str, old: &State, new: &State, read: Duration) -> Report {
    let limit = 2 * read + Duration::from_secs(1);
    let mut attempts = 0;
    loop {
        let start = Instant::now();
        let report = compare_states(old, new);
        let took = start.elapsed();
        let breaking = report.findings.iter().filter(|found| found.severity == Severity::Breaking).count();
        println!(
            "{name}: {} findings, {breaking} breaking, read in {read:?}, compared in {took:?}",
            report.findings.len()
        );
        assert!(report.knows_wire && !report.findings.is_empty(), "{name} is another version");
        if took < limit {
            return report;
        }
        // On a machine that others use, too, one measurement says little.
        attempts += 1;
        assert!(attempts < 4, "{name}: read in {read:?}, compared in {took:?}");
    }
}

/// How many of those that both versions have are called the same.
#[derive(Clone, Copy, Default)]
struct Figure {
    kept: usize,
    all: usize,
}

impl Figure {
    /// Counts; gives the places and paths of those that are called otherwise.
    fn count<'a>(
        &mut self,
        old: &BTreeMap<&'a str, &'a str>,
        new: &BTreeMap<&'a str, &'a str>,
    ) -> Vec<(&'a str, &'a str)> {
        let both: Vec<_> = old.iter().filter_map(|(at, path)| Some((*at, *path, *new.get(at)?))).collect();
        let lost: Vec<_> =
            both.iter().filter(|(_, old, new)| old != new).map(|(at, old, _)| (*at, *old)).collect();
        self.all += both.len();
        self.kept += both.len() - lost.len();
        lost
    }
}

impl std::fmt::Display for Figure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let parts = self.kept * 100_000 / self.all.max(1);
        write!(f, "{}.{:03} % ({} of {})", parts / 1000, parts % 1000, self.kept, self.all)
    }
}

/// Each that is called otherwise is told, by its place or by its name.
fn explain(name: &str, lost: &[(&str, &str)], report: &Report, told: &[Located]) {
    for (at, path) in lost {
        println!("{name}: `{path}` at #{at} is called otherwise");
        let is_there = |found: &codegen::change::Finding| {
            let mut sites = [&found.base, &found.head].into_iter().flatten();
            sites.any(|site| site.pointer.as_str() == *at)
                || found.item.as_ref().is_some_and(|item| item.path == **path)
        };
        let warned = told.iter().any(|found| found.code.id == "W260" && found.pointer.as_str() == *at);
        assert!(
            warned || report.findings.iter().any(is_there),
            "{name}: nothing is told of `{path}` at #{at}"
        );
    }
}

/// The method of each operation, by the operation's place.
fn places(items: &[PublicItem]) -> BTreeMap<&str, &str> {
    let shown = items.iter().filter(|item| item.kind == ItemKind::Reexport);
    let resources: BTreeSet<&str> = shown.map(|item| item.signature.as_str()).collect();
    let begins_call = |item: &&PublicItem| {
        let given = item.signature.rsplit_once(" -> ").map(|(_, given)| given);
        item.kind == ItemKind::Function
            && item.needed != Needed::Former
            && item.signature.contains("(&self")
            && given.is_some_and(|given| given.starts_with("resources::") && !resources.contains(given))
            && item.pointer.tokens().count() == 3
    };
    items.iter().filter(begins_call).map(|item| (item.pointer.as_str(), item.path.as_str())).collect()
}

/// The type of each component, by the component's place.
fn components(items: &[PublicItem]) -> BTreeMap<&str, &str> {
    let begun = items.iter().filter(|item| item.path.ends_with("::builder"));
    let builders: BTreeSet<&str> = begun.filter_map(|item| item.signature.strip_prefix("fn() -> ")).collect();
    let is_type = |item: &&PublicItem| {
        matches!(item.kind, ItemKind::Struct | ItemKind::Enum | ItemKind::Alias)
            && item.needed != Needed::Former
            && item.pointer.as_str().starts_with("/components/schemas/")
            && item.pointer.tokens().count() == 3
            && item.path.starts_with("types::")
            && !builders.contains(item.path.as_str())
    };
    items.iter().filter(is_type).map(|item| (item.pointer.as_str(), item.path.as_str())).collect()
}
