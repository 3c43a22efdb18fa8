//! Which files the command line reads, and which it writes over.

use crate::checkout::{Checkout, Ended};

const SMALL: &str = "openapi: 3.1.0\ninfo: { title: Pets, version: '1' }\npaths:\n  /pets:\n    get:\n      \
                     responses: { '204': { description: Done } }\n";

fn checkout() -> Checkout {
    let checkout = Checkout::new();
    std::fs::write(checkout.path("a.yaml"), SMALL).expect("a new file");
    checkout
}

fn write(checkout: &Checkout, file: &str, text: &str) {
    let path = checkout.path(file);
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("a new folder");
    std::fs::write(path, text).expect("a new file");
}

fn read(checkout: &Checkout, file: &str) -> String {
    std::fs::read_to_string(checkout.path(file)).expect("a readable file")
}

#[track_caller]
fn assert_refused(ended: &Ended, parts: &[&str]) {
    assert_eq!(ended.code, 2, "{}", ended.printed);
    for part in parts {
        assert!(ended.printed.contains(part), "`{part}` is said: {}", ended.printed);
    }
}

const MAKE: [&str; 5] = ["regenerate", "--spec", "a.yaml", "--out", "crate"];

fn with<'a>(words: &[&'a str], more: &[&'a str]) -> Vec<&'a str> {
    [words, more].concat()
}

#[test]
fn standard_input_is_a_description_like_others() {
    let checkout = checkout();
    write(&checkout, "page.md", &format!("# Pets\n\n```yaml\n{SMALL}```\n"));
    for file in ["a.yaml", "page.md"] {
        let input = || std::fs::File::open(checkout.path(file)).expect("a file");
        let made = checkout
            .run_changed(&["regenerate", "--spec", "-", "--out", "crate"], |command| command.stdin(input()));
        assert_eq!(made.code, 0, "{}", made.printed);
        assert!(read(&checkout, "crate/src/lib.rs").contains("standard-input"));
        let checked = checkout
            .run_changed(&["check", "--spec", "-", "--out", "crate"], |command| command.stdin(input()));
        assert_eq!(checked.code, 0, "{}", checked.printed);
    }
    let wrong = checkout.run_changed(&["normalize", "--spec", "-", "--budget", "bytes=20"], |command| {
        command.stdin(std::fs::File::open(checkout.path("a.yaml")).expect("a file"))
    });
    assert_eq!(wrong.code, 3, "{}", wrong.printed);
    assert!(
        wrong.printed.contains("E107") && wrong.printed.contains("--> standard-input:1"),
        "{}",
        wrong.printed
    );
    assert_refused(&checkout.run(&["mock", "--spec", "-", "--until-stdin-closes"]), &["standard input"]);
    let empty = checkout.run(&["import", "-"]);
    assert_eq!(empty.code, 3, "{}", empty.printed);
    assert!(empty.printed.contains("standard input: is empty"), "{}", empty.printed);
}

#[test]
fn a_file_beyond_the_limit_is_refused_at_its_place() {
    let checkout = checkout();
    let ended = checkout.run(&["check", "--spec", "a.yaml", "--out", "crate", "--budget", "bytes=20"]);
    assert_eq!(ended.code, 3, "{}", ended.printed);
    assert!(
        ended.printed.contains("E107") && ended.printed.contains("limit of 20 bytes"),
        "{}",
        ended.printed
    );
}

#[test]
fn a_folder_that_holds_other_things_is_not_taken() {
    let checkout = checkout();
    write(&checkout, "crate/letter.txt", "mine");
    let before = checkout.tree("crate");
    for command in ["regenerate", "check"] {
        assert_refused(&checkout.run(&[&[command], &MAKE[1..]].concat()), &["contains files", "--force"]);
    }
    assert_refused(&checkout.run(&with(&MAKE[..4], &["/"])), &["/ contains files", "--force"]);
    assert_refused(&checkout.run(&with(&MAKE[..4], &["codegen/../spec"])), &["contains files"]);
    assert_refused(&checkout.run(&with(&MAKE[..4], &["a.yaml"])), &["a.yaml is a file"]);
    assert!(before == checkout.tree("crate"), "nothing is written");
    assert_eq!(checkout.run(&with(&MAKE, &["--force"])).code, 0);
    assert_eq!(read(&checkout, "crate/letter.txt"), "mine");
    // From now on it has the mark.
    assert_eq!(checkout.run(&MAKE).code, 0);
    std::fs::remove_file(checkout.path("crate/Cargo.toml")).expect("a file less");
    assert_eq!(checkout.run(&MAKE).code, 0, "the sources have the mark, too");
}

#[test]
fn an_empty_folder_and_a_new_repository_are_taken() {
    let checkout = checkout();
    std::fs::create_dir_all(checkout.path("crate/.git")).expect("a folder");
    assert_eq!(checkout.run(&MAKE).code, 0);
}

#[test]
fn what_is_read_is_never_written_over() {
    let checkout = checkout();
    write(
        &checkout,
        "api/main.yaml",
        &SMALL.replace(
            "responses: { '204': { description: Done } }",
            "responses: { '200': { $ref: './parts/done.yaml#/done' } }",
        ),
    );
    write(&checkout, "api/parts/done.yaml", "done: { description: Done }\n");
    std::fs::hard_link(checkout.path("a.yaml"), checkout.path("b.txt")).expect("a second name");
    for (spec, file) in [
        ("a.yaml", "a.yaml"),
        ("a.yaml", "./api/../a.yaml"),
        ("a.yaml", "b.txt"),
        ("api/main.yaml", "api/parts/done.yaml"),
        ("api", "api/main.yaml"),
        ("api", "api/new.json"),
        ("api", "api/parts/deep.yml"),
    ] {
        let report = checkout.run(&["regenerate", "--spec", spec, "--out", "crate", "--report", file]);
        assert_refused(&report, &["--report", "nothing was written"]);
        assert_refused(&checkout.run(&["normalize", "--spec", spec, "--output", file]), &["--output"]);
    }
    assert!(!checkout.path("crate").exists(), "nothing is written");
    assert_eq!(read(&checkout, "a.yaml"), SMALL);
    assert_eq!(checkout.run(&["normalize", "--spec", "api", "--output", "api/out.txt"]).code, 0);
}

#[test]
fn a_report_stands_beside_the_files_of_a_crate() {
    let checkout = checkout();
    for file in ["crate/src/report.json", "crate/src/lib.rs", "crate/Cargo.toml", "crate/README.md"] {
        assert_refused(&checkout.run(&with(&MAKE, &["--report", file])), &["--report"]);
    }
    assert!(!checkout.path("crate").exists(), "nothing is written");
    assert_eq!(checkout.run(&MAKE).code, 0);
    let before = checkout.tree("crate");
    for file in ["crate/src/types/x.json", "generated-client/src/x.json"] {
        assert_refused(&checkout.run(&["normalize", "--spec", "a.yaml", "--output", file]), &["src/"]);
        assert_refused(&checkout.run(&with(&MAKE, &["--report", file])), &["--report"]);
    }
    assert!(before == checkout.tree("crate"), "nothing is written");
    std::fs::create_dir(checkout.path("folder")).expect("a folder");
    assert_refused(&checkout.run(&with(&MAKE, &["--report", "folder"])), &["folder is a folder"]);
    write(&checkout, "report.json", "old");
    assert_eq!(checkout.run(&with(&MAKE, &["--report", "report.json"])).code, 0);
    assert!(read(&checkout, "report.json").starts_with("{\n"));
}

#[test]
fn a_crate_keeps_its_name() {
    let checkout = checkout();
    assert_eq!(checkout.run(&with(&MAKE, &["--name", "cats"])).code, 0);
    let before = checkout.tree("crate");
    let ended = checkout.run(&MAKE);
    assert_eq!(ended.code, 0, "{}", ended.printed);
    assert!(before == checkout.tree("crate"), "{}", ended.printed);
    assert_eq!(checkout.run(&[&["check"], &MAKE[1..]].concat()).code, 0);
    assert_eq!(checkout.run(&with(&MAKE, &["--name", "dogs"])).code, 0);
    assert!(read(&checkout, "crate/Cargo.toml").contains("name = \"dogs\""));
    // The command that `check` recommends leaves the name, too.
    checkout.edit("a.yaml", "/pets", "/animals");
    let told = checkout.run(&[&["check"], &MAKE[1..]].concat());
    assert!(
        told.printed.contains("run `cargo xtask regenerate --spec a.yaml --out crate`"),
        "{}",
        told.printed
    );
    assert_eq!(checkout.run(&MAKE).code, 0);
    assert!(read(&checkout, "crate/Cargo.toml").contains("name = \"dogs\""));
}

#[cfg(unix)]
mod on_unix {
    use std::os::unix::fs::symlink;
    use std::process::Command;

    use super::{MAKE, assert_refused, checkout, read, with, write};

    #[test]
    fn devices_and_pipes_are_no_descriptions() {
        let checkout = checkout();
        let made = Command::new("mkfifo").arg(checkout.path("pipe.yaml")).status().expect("mkfifo starts");
        assert!(made.success());
        let socket = std::os::unix::net::UnixListener::bind(checkout.path("socket.yaml")).expect("a socket");
        symlink("/dev/zero", checkout.path("link.yaml")).expect("a link");
        for (file, kind) in [
            ("/dev/zero", "a device"),
            ("link.yaml", "a device"),
            ("pipe.yaml", "a named pipe"),
            ("socket.yaml", "a socket"),
        ] {
            for command in ["regenerate", "check", "normalize", "mock"] {
                let ended = checkout.run(&[command, "--spec", file]);
                assert_refused(&ended, &[file, kind, "not a regular file"]);
            }
            assert_refused(&checkout.run(&["import", file]), &[file, kind]);
        }
        drop(socket);
        // What a description refers to is read like one.
        let referring = super::SMALL.replace("{ description: Done }", "{ $ref: './pipe.yaml#/x' }");
        write(&checkout, "refers.yaml", &referring);
        let ended = checkout.run(&["check", "--spec", "refers.yaml", "--out", "crate"]);
        assert_ne!(ended.code, 0, "{}", ended.printed);
        // What stands where the client should be is read, too.
        let made = Command::new("mkfifo").arg(checkout.path("generated-client/src/x.rs")).status();
        assert!(made.expect("mkfifo starts").success());
        assert_refused(&checkout.run(&["check"]), &["src/x.rs is a named pipe"]);
    }

    #[test]
    fn links_are_refused_as_the_place_of_a_crate() {
        let checkout = checkout();
        std::fs::create_dir(checkout.path("elsewhere")).expect("a folder");
        for to in ["elsewhere", "nowhere"] {
            symlink(to, checkout.path("crate")).expect("a link");
            for more in [&["--force"][..], &[]] {
                let ended = checkout.run(&with(&MAKE, more));
                assert_refused(&ended, &["crate is a symbolic link", "neither follows nor replaces links"]);
            }
            assert_refused(&checkout.run(&with(&MAKE[..4], &["crate/"])), &["symbolic link"]);
            std::fs::remove_file(checkout.path("crate")).expect("a link less");
        }
        assert!(!checkout.path("nowhere").exists() && checkout.tree("elsewhere").is_empty());
    }

    #[test]
    fn nothing_is_written_through_a_link() {
        let checkout = checkout();
        write(&checkout, "mine/target.json", "mine");
        assert_eq!(checkout.run(&MAKE).code, 0);
        symlink("mine/target.json", checkout.path("file.json")).expect("a link");
        symlink("mine/nowhere.json", checkout.path("dangling.json")).expect("a link");
        symlink("mine", checkout.path("folder")).expect("a link");
        symlink("crate/src", checkout.path("source")).expect("a link");
        for file in ["file.json", "dangling.json", "folder/new.json", "source/new.json"] {
            let report = checkout.run(&with(&MAKE, &["--report", file]));
            assert_refused(&report, &["symbolic link", "nothing was written"]);
            let output = checkout.run(&["normalize", "--spec", "a.yaml", "--output", file]);
            assert_refused(&output, &["symbolic link", "nothing was written"]);
        }
        assert_eq!(read(&checkout, "mine/target.json"), "mine");
        assert_eq!(checkout.tree("mine").len(), 1);
        let source = checkout.path("source/new.json");
        let absolute = source.to_str().expect("a UTF-8 path");
        assert_refused(&checkout.run(&with(&MAKE, &["--report", absolute])), &["--report"]);
    }

    #[test]
    fn a_device_takes_a_report() {
        let checkout = checkout();
        assert_eq!(checkout.run(&with(&MAKE, &["--report", "/dev/null"])).code, 0);
        assert!(!std::fs::metadata("/dev/null").expect("a device").is_file());
    }
}
