//! Old or new, never a mixture.

use std::fs;
use std::time::{Duration, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};

use super::{check_path, recover, swap, write};
use crate::drift::{Tree, compare, owned_files};

struct Folder {
    _guard: tempfile::TempDir,
    path: Utf8PathBuf,
}

fn folder() -> Folder {
    let guard = tempfile::tempdir().unwrap();
    let path = Utf8PathBuf::from_path_buf(guard.path().to_owned()).unwrap();
    Folder { _guard: guard, path }
}

fn tree(files: &[(&str, &str)]) -> Tree {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn regenerate(files: &Tree, folder: &Utf8Path) {
    let drift = compare(files, folder).unwrap();
    write(files, &drift, folder).unwrap();
    assert!(compare(files, folder).unwrap().is_clean());
    assert!(!folder.join(".regenerate").exists(), "nothing is left behind");
}

#[test]
fn writes_changes_and_removes() {
    let place = folder();
    let target = place.path.join("crate");
    regenerate(&tree(&[("Cargo.toml", "1"), ("src/lib.rs", "a"), ("src/old/gone.rs", "b")]), &target);
    fs::write(target.join("notes.txt"), "mine").unwrap();
    regenerate(&tree(&[("Cargo.toml", "2"), ("src/lib.rs", "a"), ("src/new.rs", "c")]), &target);
    assert_eq!(owned_files(&target).unwrap(), ["src/lib.rs", "src/new.rs"]);
    assert_eq!(fs::read_to_string(target.join("Cargo.toml")).unwrap(), "2");
    assert_eq!(fs::read_to_string(target.join("notes.txt")).unwrap(), "mine");
}

#[test]
fn unchanged_files_keep_their_times() {
    let place = folder();
    let target = place.path.join("crate");
    regenerate(&tree(&[("src/lib.rs", "a"), ("src/types.rs", "b")]), &target);
    let past = SystemTime::UNIX_EPOCH + Duration::from_secs(1_000_000);
    let file = fs::OpenOptions::new().write(true).open(target.join("src/lib.rs")).unwrap();
    file.set_modified(past).unwrap();
    regenerate(&tree(&[("src/lib.rs", "a"), ("src/types.rs", "c")]), &target);
    assert_eq!(fs::metadata(target.join("src/lib.rs")).unwrap().modified().unwrap(), past);
}

#[test]
fn a_run_that_died_before_the_exchange_left_the_old_tree() {
    let place = folder();
    let old = tree(&[("src/lib.rs", "old")]);
    regenerate(&old, &place.path);
    fs::create_dir_all(place.path.join(".regenerate/new/src")).unwrap();
    fs::write(place.path.join(".regenerate/new/src/lib.rs"), "half").unwrap();
    assert!(recover(&place.path).unwrap());
    assert!(compare(&old, &place.path).unwrap().is_clean());
    assert!(!recover(&place.path).unwrap());
}

#[test]
fn a_run_that_died_between_its_units_is_finished() {
    for done in 0..=2 {
        let place = folder();
        let old = tree(&[("Cargo.toml", "old"), ("src/lib.rs", "old")]);
        let new = tree(&[("Cargo.toml", "new"), ("src/lib.rs", "new")]);
        regenerate(&old, &place.path);
        let work = place.path.join(".regenerate");
        let drift = compare(&new, &place.path).unwrap();
        fs::create_dir_all(&work).unwrap();
        let units = super::stage(&new, &drift, &place.path, &work).unwrap();
        // The journal as the run writes it, and as many units as it got through before it died.
        swap::tests::write_journal(&work, &units);
        for unit in units.iter().take(done) {
            swap::tests::put_one(&place.path, &work, unit);
        }
        assert!(recover(&place.path).unwrap());
        assert!(compare(&new, &place.path).unwrap().is_clean(), "after {done} units");
    }
}

#[test]
fn a_second_run_waits_outside() {
    let place = folder();
    let files = tree(&[("src/lib.rs", "a")]);
    let work = place.path.join(".regenerate");
    let lock = super::Lock::acquire(&work).unwrap();
    let drift = compare(&files, &place.path).unwrap();
    let refusal = write(&files, &drift, &place.path).unwrap_err();
    assert!(refusal.to_string().contains("another run"), "{refusal}");
    lock.release().unwrap();
    regenerate(&files, &place.path);
}

#[cfg(unix)]
#[test]
fn links_are_refused() {
    let place = folder();
    let outside = folder();
    std::os::unix::fs::symlink(&outside.path, place.path.join("src")).unwrap();
    assert!(compare(&tree(&[("src/lib.rs", "a")]), &place.path).is_err());
    assert!(outside.path.read_dir_utf8().unwrap().next().is_none());
}

#[test]
fn paths_stay_inside_and_are_files_everywhere() {
    for bad in [
        "",
        "/etc/x",
        "../x",
        "src/../../x",
        "src/con.rs",
        "src/Aux",
        "src/com1.rs",
        "src/a\\b.rs",
        "src/a. ",
    ] {
        assert!(check_path(Utf8Path::new(bad)).is_err(), "{bad:?}");
    }
    for good in
        ["src/lib.rs", "Cargo.toml", "src/types/console.rs", "src/command.rs", "src/com.rs", "src/r2d2.rs"]
    {
        assert!(check_path(Utf8Path::new(good)).is_ok(), "{good:?}");
    }
}

#[test]
fn a_journal_of_somebody_else_leads_nowhere() {
    let place = folder();
    let (target, victim) = (place.path.join("crate"), place.path.join("victim"));
    regenerate(&tree(&[("src/lib.rs", "a")]), &target);
    fs::write(&victim, "mine").unwrap();
    let work = target.join(".regenerate");
    fs::create_dir_all(work.join("new")).unwrap();
    fs::write(work.join("victim"), "theirs").unwrap();
    fs::write(work.join("journal"), "../victim\n").unwrap();
    assert!(recover(&target).is_err());
    assert_eq!(fs::read_to_string(&victim).unwrap(), "mine");
}

#[cfg(unix)]
#[test]
fn nothing_is_written_through_links_in_the_hidden_folder() {
    for name in ["lock", "journal", "journal.new", "new", "old"] {
        let place = folder();
        let (target, victim) = (place.path.join("crate"), place.path.join("victim"));
        let files = tree(&[("src/lib.rs", "a")]);
        regenerate(&files, &target);
        fs::write(&victim, "mine").unwrap();
        fs::create_dir(target.join(".regenerate")).unwrap();
        std::os::unix::fs::symlink(&victim, target.join(".regenerate").join(name)).unwrap();
        assert!(recover(&target).is_err(), "{name}");
        let changed = tree(&[("src/lib.rs", "b")]);
        let drift = compare(&changed, &target).unwrap();
        assert!(write(&changed, &drift, &target).is_err(), "{name}");
        assert_eq!(fs::read_to_string(&victim).unwrap(), "mine", "{name}");
    }
}
