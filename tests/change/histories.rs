//! One test for each history, so that they run side by side.

use std::path::PathBuf;
use std::time::{Duration, Instant};

use codegen::change::{Severity, State, compare_states};
use codegen_properties::{check_change_of, state_of};

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

fn walk(folder: &str) {
    let folder = integration_tests::project_root().join("../shared/history").join(folder);
    let entries = std::fs::read_dir(&folder).expect("a history");
    let mut files: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    files.sort();
    let mut last: Option<State> = None;
    for file in &files {
        let name = file.file_name().expect("a name").to_string_lossy().into_owned();
        let text = std::fs::read(file).expect("a readable file");
        let start = Instant::now();
        let state = state_of(&name, &text);
        let read = start.elapsed();
        if let Some(last) = &last {
            let start = Instant::now();
            let report = compare_states(last, &state);
            let took = start.elapsed();
            let breaking =
                report.findings.iter().filter(|found| found.severity == Severity::Breaking).count();
            println!(
                "{name}: {} findings, {breaking} breaking, read in {read:?}, compared in {took:?}",
                report.findings.len()
            );
            assert!(report.knows_wire && !report.findings.is_empty(), "{name} is another version");
            // On a busy machine either takes as long as it likes; what grows with the square of the input shows all the same.
            assert!(
                took < 4 * read + Duration::from_secs(5),
                "{name}: read in {read:?}, compared in {took:?}"
            );
        }
        last = Some(state);
    }
    // The keys of the last version in another order, and null spelt otherwise.
    let text = std::fs::read(files.last().expect("a version")).expect("a readable file");
    assert!(check_change_of(&text));
}
