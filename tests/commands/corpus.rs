//! What only the corpus can show: built with the feature `corpus`, which CI turns on where the corpus is present, so that
//! a run without it does not count as passed.

use crate::checkout::{Checkout, project_root};
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
