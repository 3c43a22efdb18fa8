//! One case: its process, and what is wrong with what it left behind.
//!
//! In: a case. Out: a row with findings; none where all is well.
//! Must never know: the other cases.

use std::collections::BTreeMap;
use std::fs;

use camino::{Utf8Path, Utf8PathBuf};

use super::attack::Suite;
use super::place::{DIALECTS, Twins};
use super::shape::Shape;
use super::{Case, CaseKind, LIMITS, Row, twin};
use callwright::commands::corpus::Ending;
use callwright::commands::corpus::measure::{self, Wanted};
use callwright::commands::corpus::units::Unit;
use callwright::failure::Failure;

/// How the clients of the harmless description are built, by dialect.
pub(super) struct Harmless {
    shapes: Vec<Shape>,
}

impl Harmless {
    /// Generates the harmless descriptions; they must be fine in every respect.
    pub(super) fn measure(twins: &Twins, folder: &Utf8Path) -> Result<Self, Failure> {
        let mut shapes = Vec::new();
        for (dialect, version) in DIALECTS.iter().enumerate() {
            let rooms = Rooms::make(&folder.join(format!("harmless-{dialect}")))?;
            let spec = rooms.spec.join("openapi.json");
            fs::write(&spec, twins.harmless(dialect)).map_err(Failure::file("write", &spec))?;
            let mut findings = Vec::new();
            let row = measure::run(&unit(version, &spec), Wanted::a_crate(&rooms.client), LIMITS)?;
            let built = twin::read(&rooms.client, &mut findings)?;
            if row.ending != Ending::Generated || !findings.is_empty() {
                return Err(Failure::usage(format!(
                    "the harmless description is not harmless: {:?} {findings:?} {}",
                    row.ending, row.last_words
                )));
            }
            shapes.push(built.shape);
        }
        Ok(Self { shapes })
    }
}

/// The folders of one case. Whatever appears beside the client is a finding.
struct Rooms {
    root: Utf8PathBuf,
    spec: Utf8PathBuf,
    client: Utf8PathBuf,
}

impl Rooms {
    fn make(root: &Utf8Path) -> Result<Self, Failure> {
        let rooms = Self { root: root.to_owned(), spec: root.join("spec"), client: root.join("out/client") };
        for folder in [&rooms.spec, &root.join("out")] {
            fs::create_dir_all(folder).map_err(Failure::file("create", folder))?;
        }
        Ok(rooms)
    }

    /// Every file outside of the client, with its bytes' length.
    fn outside(&self) -> Result<BTreeMap<Utf8PathBuf, u64>, Failure> {
        let size = |path: &Utf8Path| fs::symlink_metadata(self.root.join(path)).map_or(0, |data| data.len());
        let files = twin::files(&self.root)?;
        Ok(files
            .into_iter()
            .filter(|path| !path.starts_with("out/client"))
            .map(|path| (path.clone(), size(&path)))
            .collect())
    }
}

/// Runs a case in folders below `root`, which are gone afterwards.
pub(super) fn run(
    case: &Case,
    harmless: &Harmless,
    attacks: &Suite,
    root: &Utf8Path,
) -> Result<Row, Failure> {
    let rooms = Rooms::make(root)?;
    let spec = match &case.kind {
        CaseKind::Place(place) => {
            let spec = rooms.spec.join("openapi.json");
            fs::write(&spec, &place.text).map_err(Failure::file("write", &spec))?;
            spec
        }
        CaseKind::Attack(attack) => attack.write(&rooms.spec, &attacks.secret)?,
    };
    let before = rooms.outside()?;
    let ran = measure::run(&unit(&case.name, &spec), Wanted::a_crate(&rooms.client), LIMITS)?;
    let mut findings = Vec::new();
    judge_ending(&ran, &mut findings);
    if rooms.outside()? != before {
        findings.push("files beside the client have changed".to_owned());
    }
    let generated = ran.ending == Ending::Generated;
    if generated {
        judge_client(case, harmless, &attacks.secret, &rooms.client, &mut findings)?;
    } else if !twin::files(&rooms.client)?.is_empty() {
        findings.push("a refused description has written files".to_owned());
    }
    if let CaseKind::Attack(attack) = &case.kind {
        attack.judge(generated, &ran.figures.codes, &mut findings);
        let (seconds, mebibytes) = attack.limits();
        // Other processes slow a run down too, so it gets two more chances; an unoptimised program has no chance at all.
        let mut fastest = ran.seconds;
        for _ in 0..2 {
            if fastest > seconds && !cfg!(debug_assertions) {
                fastest =
                    fastest.min(measure::run(&unit(&case.name, &spec), Wanted::default(), LIMITS)?.seconds);
            }
        }
        if fastest > seconds && !cfg!(debug_assertions) {
            findings.push(format!("it takes {fastest:.2} s; {seconds} s are allowed"));
        }
        if ran.figures.peak_kib > mebibytes * 1024 {
            findings.push(format!("it holds {} MiB; {mebibytes} are allowed", ran.figures.peak_kib / 1024));
        }
    }
    fs::remove_dir_all(root).map_err(Failure::file("remove", root))?;
    Ok(Row {
        name: case.name.clone(),
        ending: ran.ending,
        seconds: ran.seconds,
        mebibytes: ran.figures.peak_kib / 1024,
        codes: ran.figures.codes,
        findings,
    })
}

fn judge_ending(ran: &callwright::commands::corpus::Row, findings: &mut Vec<String>) {
    match ran.ending {
        Ending::Generated => {}
        Ending::Refused if ran.figures.codes.keys().any(|code| code.starts_with('E')) => {}
        Ending::Refused => findings.push("it is refused without a diagnostic".to_owned()),
        Ending::Panicked => findings.push(format!("the generator panicked: {}", ran.last_words)),
        Ending::Failed => findings.push(format!("the generator failed: {}", ran.last_words)),
        Ending::Died => findings.push(format!("the process died: {}", ran.last_words)),
        Ending::TimedOut => findings.push("it takes too long".to_owned()),
    }
    if ran.figures.unplaced > 0 {
        findings.push(format!("{} diagnostics have no place", ran.figures.unplaced));
    }
    if ran.figures.sockets > 0 {
        findings.push("the process held a socket".to_owned());
    }
}

fn judge_client(
    case: &Case,
    harmless: &Harmless,
    secret: &str,
    client: &Utf8Path,
    findings: &mut Vec<String>,
) -> Result<(), Failure> {
    let built = twin::read(client, findings)?;
    match &case.kind {
        CaseKind::Place(place) => {
            let wanted = &harmless.shapes[place.dialect];
            let same = built.shape == *wanted;
            if !same && place.differs.is_none() {
                findings.push(format!("it is built otherwise: {:?} instead of {wanted:?}", built.shape));
            }
            if let Some(text) = place.wire.as_ref().filter(|text| !built.literals.contains(*text)) {
                findings.push(format!("{text:?} does not read back"));
            }
        }
        CaseKind::Attack(_) => {
            for path in twin::files(client)? {
                let text = fs::read_to_string(client.join(&path)).unwrap_or_default();
                if text.contains(secret) {
                    findings.push(format!("{path} shows a file from outside of the folder"));
                }
            }
        }
    }
    Ok(())
}

fn unit(name: &str, spec: &Utf8Path) -> Unit {
    Unit { name: name.to_owned(), path: spec.to_owned(), slug: "hostile-client".to_owned() }
}
