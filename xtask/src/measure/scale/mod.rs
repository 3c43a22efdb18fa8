//! What a description can repeat: how long the generator takes, how much it holds, and whether that grows in a straight line,
//! up to as many as are taken in one place; and what becomes of 100,000.
//!
//! In: how often. Out: a table with a line for each construct, and whether all of them keep the limits.
//! Must never know: how the generator works inside.

#[expect(
    clippy::needless_pass_by_value,
    reason = "`json!` takes what is put into it by reference, and each is made for it"
)]
mod constructs;
mod process;
mod table;

use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use crate::arguments::Scale;
use callwright::failure::{Failure, Verdict};
use callwright::{interrupt, terminal, workers};
use codegen::load::Budgets;
use constructs::Construct;
use process::{Ended, Ran};

/// How much more than twice as long twice as many may take: sorting, and other programs on the machine.
const LINEAR: f64 = 2.6;

/// How often what seems to grow faster is run again.
const MOST_REPEATS: usize = 3;

/// What a description may make the generator hold.
const MOST_MEGABYTES: u64 = 1000;

/// Shorter times say nothing about growth.
const SECONDS_THAT_COUNT: f64 = 0.5;

/// What came of a construct at four sizes: a quarter, a half and all of what is taken, and as many as were asked for.
#[derive(Debug)]
struct Scaled {
    construct: &'static Construct,
    sizes: [usize; 4],
    rows: Vec<Ran>,
}

impl Scaled {
    /// How much longer the whole takes than a half; none where that says nothing.
    fn growth(&self) -> Option<f64> {
        let [_, half, whole, _] = self.rows.as_slice() else { return None };
        let comparable = half.ending == whole.ending && half.seconds > SECONDS_THAT_COUNT;
        comparable.then(|| whole.seconds / half.seconds)
    }

    /// What should not be.
    fn fault(&self) -> Option<String> {
        for (row, size) in self.rows.iter().zip(self.sizes) {
            match row.ending {
                Ended::Generated | Ended::Refused if row.megabytes > MOST_MEGABYTES => {
                    return Some(format!("{size} of them take {} MB", row.megabytes));
                }
                Ended::Generated => {}
                Ended::Refused if row.figures.codes.keys().any(|code| code.starts_with('E')) => {}
                Ended::Refused => return Some(format!("{size} of them are refused without a reason")),
                Ended::TooLong => return Some(format!("{size} of them take too long")),
                Ended::Died => return Some(format!("{size} of them are the end of the process")),
            }
        }
        let growth = self.growth().filter(|growth| *growth > LINEAR);
        growth.map(|growth| format!("twice as many take {growth:.1} times as long"))
    }
}

/// Measures and prints the table.
pub(super) fn run(arguments: &Scale) -> Result<Verdict, Failure> {
    let fits = |construct: &&Construct| {
        arguments.filter.is_empty()
            || arguments.filter.iter().any(|text| construct.name.contains(text.as_str()))
    };
    let wanted: Vec<&'static Construct> = constructs::ALL.iter().filter(fits).collect();
    if wanted.is_empty() {
        return Err(Failure::usage("no construct matches the filter"));
    }
    interrupt::listen()?;
    let guard = tempfile::tempdir().map_err(Failure::file("create", Utf8Path::new("a temporary folder")))?;
    let folder = Utf8PathBuf::from_path_buf(guard.path().to_owned())
        .map_err(|path| Failure::usage(format!("the path {} is not UTF-8", path.display())))?;
    let results = workers::run(&wanted, arguments.jobs, |at, construct| {
        scale(construct, arguments.count, &folder.join(at.to_string()))
    });
    let scaled = results.into_iter().map(|(_, result)| result).collect::<Result<Vec<_>, _>>()?;
    terminal::print(&table::text(&scaled));
    Ok(Verdict::of_long_run(scaled.iter().all(|one| one.fault().is_none())))
}

fn scale(construct: &'static Construct, count: usize, folder: &Utf8Path) -> Result<Scaled, Failure> {
    // Beyond that width a description is refused, whatever it repeats. What is put around a construct needs some of it.
    let taken = count.min(Budgets::default().width - 10);
    let sizes = [taken / 4, taken / 2, taken, count];
    let rows = sizes.iter().map(|size| run_once(construct, *size, folder)).collect::<Result<_, _>>()?;
    let mut scaled = Scaled { construct, sizes, rows };
    for _ in 0..MOST_REPEATS {
        if scaled.growth().is_none_or(|growth| growth <= LINEAR) {
            break;
        }
        // Other programs make a run longer, never shorter, so the shortest of several is what the construct takes.
        for (size, row) in sizes.iter().zip(&mut scaled.rows).skip(1).take(2) {
            let again = run_once(construct, *size, folder)?;
            row.seconds = row.seconds.min(again.seconds);
        }
    }
    Ok(scaled)
}

fn run_once(construct: &Construct, size: usize, folder: &Utf8Path) -> Result<Ran, Failure> {
    fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
    for (name, text) in (construct.make)(size) {
        let path = folder.join(name);
        fs::write(&path, text).map_err(Failure::file("write", &path))?;
    }
    let row = process::run(folder);
    fs::remove_dir_all(folder).map_err(Failure::file("remove", folder))?;
    row
}
