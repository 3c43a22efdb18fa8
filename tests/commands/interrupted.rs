//! What can go wrong while files are written: the tree is the old one or the new one, and the message says why.

use crate::checkout::Checkout;

const SPEC: &str = "spec/whatsapp-outbound-call.yaml";

/// A copy whose client is no longer what its description makes it.
fn outdated() -> Checkout {
    let checkout = Checkout::new();
    checkout.edit(SPEC, "- value: gpt-4o-mini\n", "- value: gpt-6o-mini\n");
    checkout
}

#[test]
fn a_second_run_is_refused_while_the_first_is_at_work() {
    let checkout = outdated();
    let work = checkout.path("generated-client/.regenerate");
    std::fs::create_dir(&work).expect("a new folder");
    let lock = std::fs::File::create(work.join("lock")).expect("a new file");
    lock.lock().expect("nobody else has it");
    let before = checkout.tree("generated-client/src");
    let ended = checkout.run(&["regenerate"]);
    assert_eq!(ended.code, 2, "{}", ended.printed);
    assert!(ended.printed.contains("another run is active"), "{}", ended.printed);
    assert!(before == checkout.tree("generated-client/src"), "the second run changes nothing");
    drop(lock);
    assert_eq!(checkout.run(&["regenerate"]).code, 0, "the lock goes with its holder");
    assert_eq!(checkout.run(&["check"]).code, 0);
}

#[cfg(target_os = "linux")]
mod on_linux {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;
    use std::path::Path;
    use std::process::{Command, Stdio};
    use std::time::Duration;

    use super::outdated;
    use integration_tests::{command_line, project_root};

    /// A disk that is full at any point of a run: a limit on the size of each file stands in for it, which fails the
    /// same writes with an error and needs no privilege.
    #[test]
    fn a_full_disk_leaves_the_old_tree_and_says_so() {
        let checkout = outdated();
        let before = checkout.tree("generated-client");
        for kilobytes in [0, 1, 2, 4] {
            let script = format!("trap '' XFSZ; ulimit -f {kilobytes}; exec \"$0\" regenerate");
            let output = Command::new("bash")
                .args(["-c", &script])
                .arg(command_line())
                .current_dir(checkout.path(""))
                .output()
                .expect("bash starts");
            let said = String::from_utf8_lossy(&output.stderr).into_owned();
            assert_eq!(output.status.code(), Some(2), "{kilobytes} KiB: {said}");
            assert!(said.contains("cannot write") && said.contains("free disk space"), "{said}");
            assert!(before == checkout.tree("generated-client"), "{kilobytes} KiB left something behind");
        }
        assert_eq!(checkout.run(&["regenerate"]).code, 0, "with room again, the next run works");
    }

    /// Ctrl-C sends SIGINT, which ends the process wherever it is.
    #[test]
    fn interrupting_leaves_the_old_tree_or_the_new_one() {
        let checkout = outdated();
        let old = checkout.tree("generated-client/src");
        for milliseconds in [1, 3, 6, 10, 15, 20, 30, 50] {
            let mut child = Command::new(command_line())
                .args(["regenerate", "--quiet"])
                .current_dir(checkout.path(""))
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("the command line starts");
            std::thread::sleep(Duration::from_millis(milliseconds));
            let sent =
                Command::new("kill").args(["-INT", &child.id().to_string()]).stderr(Stdio::null()).status();
            assert!(sent.is_ok());
            child.wait().expect("it ends");
            let found = checkout.tree("generated-client/src");
            if found != old {
                assert_eq!(checkout.run(&["check"]).code, 0, "after {milliseconds} ms the tree is a mixture");
                break;
            }
        }
        assert_eq!(checkout.run(&["regenerate"]).code, 0);
        assert_eq!(checkout.run(&["check"]).code, 0);
    }

    /// A run that takes long says what it has, and leaves nothing behind.
    #[test]
    fn interrupting_a_long_run_shows_what_is_done_and_cleans_up() {
        for work in ["--compile", "--run"] {
            interrupt_a_long_run(work);
        }
    }

    fn interrupt_a_long_run(work: &str) {
        let temporary = tempfile::tempdir().expect("a folder");
        let child = Command::new(command_line())
            .args(["corpus", "tests/fixtures/positive", work, "--jobs", "1"])
            .current_dir(project_root())
            .env("TMPDIR", temporary.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            // Ctrl-C reaches all that the terminal runs.
            .process_group(0)
            .spawn()
            .expect("the command line starts");
        let is_empty = || std::fs::read_dir(&temporary).expect("a folder").next().is_none();
        while is_empty() {
            std::thread::sleep(Duration::from_millis(5));
        }
        std::thread::sleep(Duration::from_millis(300));
        let group = format!("-{}", child.id());
        let sent = Command::new("kill").args(["-INT", "--", &group]).status().expect("kill starts");
        assert!(sent.success());
        let output = child.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        let shown = String::from_utf8_lossy(&output.stdout).into_owned();
        assert_eq!(output.status.code(), Some(130), "{said}");
        assert!(said.contains("stopping") && said.contains(" were not "), "{said}");
        assert!(shown.contains("descriptions: "), "{shown}");
        assert!(is_empty(), "crates are left behind");
    }

    /// The device whose disk is always full: the error is the real one, where the limit above gives its twin.
    #[test]
    fn a_full_device_is_named_with_what_to_do() {
        let checkout = outdated();
        for arguments in [["normalize", "--output", "/dev/full"], ["regenerate", "--report", "/dev/full"]] {
            let ended = checkout.run(&arguments);
            assert_eq!(ended.code, 2, "{}", ended.printed);
            assert!(ended.printed.contains("cannot write /dev/full"), "{}", ended.printed);
            assert!(ended.printed.contains("free disk space"), "{}", ended.printed);
        }
        assert_eq!(checkout.run(&["check"]).code, 0, "the client is whole");
    }

    /// A user who may write everywhere would not notice, so the command runs as one who may not.
    #[test]
    fn a_read_only_folder_is_left_alone() {
        let checkout = outdated();
        let client = checkout.path("generated-client");
        let before = checkout.tree("generated-client");
        // Others read the copy and the program, which may stand in a folder of their owner's.
        let program = checkout.path("xtask");
        std::fs::copy(command_line(), &program).expect("a copy of the program");
        set_mode(&checkout.path(""), 0o755);
        set_mode(&client, 0o555);
        let may_write = std::fs::create_dir(client.join("probe")).is_ok();
        let mut command = Command::new(&program);
        command.arg("regenerate").current_dir(checkout.path(""));
        if may_write {
            std::fs::remove_dir(client.join("probe")).expect("the folder that was made");
            command.uid(NOBODY).gid(NOBODY);
        }
        let output = command.output().expect("the program starts");
        set_mode(&client, 0o755);
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("cannot create") && said.contains("grant this user write access"), "{said}");
        assert!(before == checkout.tree("generated-client"), "the folder is as it was");
    }

    /// The user and the group that own nothing.
    const NOBODY: u32 = 65534;

    fn set_mode(path: &Path, mode: u32) {
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(mode))
            .expect("a mode that is changed");
    }
}
