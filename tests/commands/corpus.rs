//! What only the corpus can show: built with the feature `corpus`, which CI turns on where the corpus is present, so that
//! a run without it does not count as passed.

use crate::checkout::{Checkout, project_root};
use crate::official_names;

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
