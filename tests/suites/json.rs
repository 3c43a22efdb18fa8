//! The parsing suite for JSON (`JSONTestSuite`), for the reader of the runtime: `y_` is JSON, `n_` is not, and of `i_` a
//! reader may think what it likes as long as it ends well.

use crate::{Outcome, suite};

#[test]
fn the_reader_takes_what_is_json_and_nothing_else() {
    let mut outcome = Outcome::new("JSON");
    let mut files: Vec<_> =
        std::fs::read_dir(suite("json")).unwrap().map(|file| file.unwrap().path()).collect();
    files.sort();
    for file in files.iter().filter(|file| file.extension().is_some_and(|extension| extension == "json")) {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let text = std::fs::read(file).unwrap();
        let read = runtime::json::from_slice::<runtime::Value>(&text);
        // Another reader of the same text must not see another value.
        let theirs = serde_json::from_slice::<serde_json::Value>(&text);
        let result = match (&name[..2], read, theirs) {
            ("y_", Err(error), _) => Err(format!("refused: {error}")),
            ("n_", Ok(value), _) => Err(format!("read as {value}")),
            (_, Ok(ours), Ok(theirs)) if ours != theirs => {
                Err(format!("read as {ours}, by others as {theirs}"))
            }
            _ => Ok(()),
        };
        outcome.case(name, result);
    }
    outcome.check(include_str!("exceptions/json.txt"));
}
