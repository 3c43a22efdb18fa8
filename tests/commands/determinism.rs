//! The same description gives the same bytes, in any process, whatever language its user speaks.

use crate::checkout::{Checkout, tree};

#[test]
fn two_processes_write_the_same_crate() {
    let checkout = Checkout::new();
    // In Turkish, `i` and `I` are different letters; what sorts or changes case by the locale stumbles over it.
    for (out, locale) in [("first", "C"), ("second", "tr_TR.UTF-8")] {
        let arguments = ["regenerate", "--spec", "spec", "--out", out, "--name", "twin"];
        let ended =
            checkout.run_changed(&arguments, |command| command.env("LANG", locale).env("LC_ALL", locale));
        assert_eq!(ended.code, 0, "{}", ended.printed);
    }
    let (first, second) = (tree(&checkout.path("first")), tree(&checkout.path("second")));
    assert!(first.len() > 5, "a whole crate is written");
    let names =
        |files: &[(std::path::PathBuf, Vec<u8>)]| files.iter().map(|file| file.0.clone()).collect::<Vec<_>>();
    assert_eq!(names(&first), names(&second));
    for (left, right) in first.iter().zip(&second) {
        assert!(left.1 == right.1, "{} differs", left.0.display());
    }
}
