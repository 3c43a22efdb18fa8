//! What only the corpus can show: built with the feature `corpus`, which CI turns on where the corpus is present, so that
//! a run without it does not count as passed.

use crate::checkout::{Checkout, project_root, run_in_project};
use crate::official_names;
use crate::official_requests::{difference, sent_by_a_client_of};

#[test]
fn the_pages_have_the_official_names() {
    let pages = project_root().join("../shared/corpus/pages");
    let (both, different) = official_names::compare(&official_names::report_of(
        &Checkout::new(),
        pages.to_str().expect("a UTF-8 path"),
    ));
    assert!(both > 60, "{both} operations are known to both");
    assert!(different.is_empty(), "{different:#?}");
}

/// The newest description gives some methods other names than the SDK has, and is of another day.
#[test]
fn a_whole_description_has_the_official_names() {
    let description = project_root().join("../shared/corpus/apis/elevenlabs-2026-08.json");
    let (both, different) = official_names::compare(&official_names::report_of(
        &Checkout::new(),
        description.to_str().expect("a UTF-8 path"),
    ));
    assert!(both >= 382, "{both} operations are known to both");
    assert!(different.len() <= both - 372, "{} differ: {different:#?}", different.len());
}

/// The shares are those that a person would still call rare. What they are is what the command prints.
#[test]
fn few_names_are_such_as_nobody_would_choose() {
    let ended = run_in_project(&["corpus", "../shared/corpus/apis", "--format", "json"]);
    let said: serde_json::Value = serde_json::from_str(&ended.printed).expect("JSON");
    let count = |name: &str| said["totals"]["names"][name].as_u64().unwrap_or_else(|| panic!("no {name}"));
    let (types, methods) = (count("types"), count("methods"));
    assert!(types > 20_000 && methods > 5_000, "{types} types, {methods} methods");
    assert!(count("long_types") * 100 <= types * 2, "{} longer than 60 characters", count("long_types"));
    assert!(count("hashed_types") * 1_000 <= types, "{} end in a hash", count("hashed_types"));
    assert!(
        count("long_methods") * 100 <= methods * 2,
        "{} longer than 40 characters",
        count("long_methods")
    );
    assert_eq!(count("told_apart"), 0, "methods that only the name of an HTTP method tells apart");
}

#[test]
fn every_recorded_request_is_reproduced() {
    let description = project_root().join("../shared/corpus/apis/elevenlabs-2026-08.json");
    let fixture: serde_json::Value =
        serde_json::from_str(include_str!("../fixtures/wire/official_requests.json")).expect("the fixture");
    let recorded = fixture["requests"].as_array().expect("a list of requests");
    let sent = sent_by_a_client_of(&Checkout::new(), &description);
    assert_eq!(sent.len(), recorded.len(), "one call is one request: {sent:?}");
    let key = fixture["key"].as_str().expect("the key");
    let different: Vec<String> = sent
        .iter()
        .zip(recorded)
        .filter_map(|(request, recorded)| {
            Some(format!("{}: {}", recorded["case"], difference(request, recorded, key)?))
        })
        .collect();
    assert!(different.is_empty(), "{different:#?}");
}
