//! The process of one description of the corpus.
//!
//! In: a description and limits. Out: figures on standard output as JSON, a crate if one is wanted, an exit code.
//! Must never know: that there are others.

use std::fs;

use camino::Utf8Path;
use codegen::diag::Severity;
use codegen::output::FileMap;

use super::{Figures, measure};
use crate::arguments::{CorpusOne, Input, Target};
use crate::failure::{Failure, Verdict};
use crate::jobs::{Job, jobs};
use crate::plan::{Made, Wanted, plan};
use crate::staging;
use crate::terminal;

/// Generates one description and reports, on a stack of its own if one is asked for.
pub(in crate::commands) fn run(arguments: &CorpusOne) -> Result<Verdict, Failure> {
    limit_memory(arguments.memory)?;
    limit_time(arguments.seconds)?;
    let Ok(stack) = usize::try_from(arguments.stack.saturating_mul(1024 * 1024)) else {
        return Err(Failure::usage("no thread can have such a stack"));
    };
    if stack == 0 {
        return report(arguments);
    }
    let program = |source| Failure::Program { program: "a thread".to_owned(), source };
    std::thread::scope(|scope| {
        let builder = std::thread::Builder::new().stack_size(stack);
        let thread = builder.spawn_scoped(scope, || report(arguments)).map_err(program)?;
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

fn report(arguments: &CorpusOne) -> Result<Verdict, Failure> {
    let input = Input { spec: vec![arguments.unit.clone()], notes: true, ..Input::default() };
    // Nothing is written without a folder, but a crate is always compared with what is there: here, with nothing.
    let nowhere = std::env::temp_dir().join(format!("xtask-nowhere-{}", std::process::id()));
    let nowhere = camino::Utf8PathBuf::from_path_buf(nowhere)
        .map_err(|path| Failure::usage(format!("the path {} is not UTF-8", path.display())))?;
    let out = arguments.out.clone().unwrap_or(nowhere);
    let target = Target {
        out: Some(out),
        name: Some(arguments.name.clone()),
        tests: arguments.tests,
        ..Target::default()
    };
    let wanted = Wanted { program: arguments.program.is_some(), ..Wanted::default() };
    let Some(job) = jobs(&input, &target)?.into_iter().next() else { return Ok(Verdict::Fine) };
    let plan = plan(&job, &input, wanted)?;
    let mut figures = Figures::default();
    for finding in &plan.judged.shown {
        *figures.codes.entry(finding.code.id.to_owned()).or_default() += 1;
        figures.unplaced += usize::from(finding.spot.is_none());
        if arguments.out.is_none() && finding.severity == Severity::Error {
            terminal::note(&format!("{} {}", finding.code.id, finding.message));
        }
    }
    figures.peak_kib = measure::peak_kib(std::process::id());
    if let Some(Made { files, counts, drift, program, .. }) = &plan.made {
        figures.operations_found = counts.operations_found;
        figures.operations = counts.operations;
        figures.types = counts.types;
        figures.untyped = counts.untyped;
        figures.names = counts.names.into();
        figures.lines = files.values().map(|text| text.lines().count()).sum();
        if arguments.out.is_some() && !drift.is_clean() {
            staging::write(files, drift, &plan.folder)?;
        }
        if let Some(folder) = &arguments.program {
            write_program(&folder.join("src"), program)?;
        }
    }
    let verdict = plan.judged.verdict;
    // The limit of memory is that of one run.
    drop(plan);
    if arguments.twice {
        stays_as_it_is(&job, &input)?;
    }
    let text = serde_json::to_string(&figures).map_err(|error| Failure::usage(error.to_string()))?;
    terminal::print_as(terminal::Form::Json, &text);
    Ok(verdict)
}

/// A crate that was just generated is what would be generated: names stay, those that the generator had to make up too.
fn stays_as_it_is(job: &Job, input: &Input) -> Result<(), Failure> {
    let Some(Made { drift, .. }) = plan(job, input, Wanted::default())?.made else { return Ok(()) };
    let found = &drift.found;
    let files = found.stale.iter().map(|file| &file.path).chain(&found.missing).chain(&found.orphaned);
    let files: Vec<&str> = files.map(String::as_str).collect();
    if files.is_empty() {
        Ok(())
    } else {
        Err(Failure::usage(format!("generated once more, these files differ: {}", files.join(", "))))
    }
}

/// Writes the source of a program.
fn write_program(folder: &Utf8Path, files: &FileMap) -> Result<(), Failure> {
    fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
    for (path, text) in files {
        let path = folder.join(path);
        fs::write(&path, text).map_err(Failure::file("write", &path))?;
    }
    Ok(())
}

/// Limits the address space of this process.
#[cfg(unix)]
fn limit_memory(mebibytes: u64) -> Result<(), Failure> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    if mebibytes == 0 {
        return Ok(());
    }
    let bytes = mebibytes.saturating_mul(1024 * 1024);
    setrlimit(Resource::As, Rlimit { current: Some(bytes), maximum: Some(bytes) })
        .map_err(|error| Failure::usage(format!("the memory cannot be limited: {error}")))
}

/// Limits the time of the processor that this process takes; the system ends it then.
#[cfg(unix)]
fn limit_time(seconds: u64) -> Result<(), Failure> {
    use rustix::process::{Resource, Rlimit, setrlimit};
    if seconds == 0 {
        return Ok(());
    }
    setrlimit(Resource::Cpu, Rlimit { current: Some(seconds), maximum: Some(seconds) })
        .map_err(|error| Failure::usage(format!("the time cannot be limited: {error}")))
}

/// Limits the time of the processor, which this system cannot.
#[cfg(not(unix))]
fn limit_time(_seconds: u64) -> Result<(), Failure> {
    Ok(())
}

/// Limits the address space of this process, which this system cannot.
#[cfg(not(unix))]
fn limit_memory(_mebibytes: u64) -> Result<(), Failure> {
    Ok(())
}
