//! Every diagnostic code at work: the description in `fixtures/negative` that breaks its rule, and what a reader sees.
//!
//! A fixture is a file, or a folder of files that belong together, named after its code.

#[cfg(feature = "corpus")]
mod corpus;
mod fixture;
mod places;

use codegen::diag::{Located, Style, render_text};

#[test]
fn each_code_is_reported_and_reads_well() {
    let mut silent = Vec::new();
    for fixture in fixture::all() {
        let own: Vec<Located> =
            fixture.findings.iter().filter(|finding| fixture.is_own(finding)).cloned().collect();
        if own.is_empty() {
            silent.push(fixture.stem.clone());
        }
        insta::assert_snapshot!(fixture.stem, render_text(&own, &Style { colour: false }));
    }
    assert!(silent.is_empty(), "{silent:?} do not report their code");
}
