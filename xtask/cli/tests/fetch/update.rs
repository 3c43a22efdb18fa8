//! `update`: what is published now in the place of what was imported.

use std::process::Stdio;
use std::time::Duration;

use crate::project::{Ended, Project, description, ended, interrupt};
use crate::served::{Reply, Served, redirect, status};

const OLD: [&str; 2] = ["get /cats", "get /dogs"];
const NEW: [&str; 2] = ["get /cats", "get /birds"];

/// A project with a client of what the server publishes.
fn set_up() -> (Project, Served) {
    let (project, server) = (Project::new(), Served::new());
    server.describe("/pets.yaml", "\"old\"", &description("Pets", &OLD));
    let url = server.url("/pets.yaml");
    project.run(&["import", "--into", "spec", "--allow-private", &url]).expect(0, &[]);
    project.run(&["init", "--spec", "spec", "--out", "client", "--ci", "none"]).expect(0, &[]);
    (project, server)
}

fn update(project: &Project, arguments: &[&str]) -> Ended {
    project.run(&[&["update", "--allow-private", "--time", "2"], arguments].concat())
}

/// Updates with `--write`, which must end so and leave everything as it was.
#[track_caller]
fn expect_nothing(project: &Project, code: i32, words: &[&str]) {
    let before = project.tree("");
    update(project, &["--write"]).expect(code, words);
    assert!(before == project.tree(""), "something was written");
}

#[test]
fn what_is_unchanged_is_left_alone() {
    let (project, server) = set_up();
    expect_nothing(&project, 0, &["unchanged  spec/pets.yaml", "nothing has changed"]);
    assert_eq!(server.requests().last().expect("a request").headers["if-none-match"], "\"old\"");
    // The same bytes under another mark are the same description.
    server.describe("/pets.yaml", "\"other\"", &description("Pets", &OLD));
    expect_nothing(&project, 0, &["unchanged  spec/pets.yaml", "nothing has changed"]);
}

#[test]
fn what_has_changed_is_told_and_written_on_request() {
    let (project, server) = set_up();
    server.describe("/pets.yaml", "\"new\"", &description("Pets", &NEW));
    let before = project.tree("");
    let findings = ["operation-added", "operation-removed", "next version 0.2.0"];
    let told = update(&project, &[]).expect(1, &findings);
    assert!(
        told.printed.contains("updated    spec/pets.yaml") && told.printed.contains("--write"),
        "{}",
        told.printed
    );
    assert!(told.out.starts_with('+'), "the result is the report of `diff`: {}", told.out);
    assert!(before == project.tree(""), "without --write nothing is written");
    let page =
        update(&project, &["--write", "--format", "markdown"]).expect(0, &["written: client/CHANGELOG.md"]);
    assert!(
        page.out.contains("operation-removed") && !page.out.contains("spec/pets.yaml from"),
        "{}",
        page.out
    );
    assert_eq!(project.read("spec/pets.yaml"), description("Pets", &NEW));
    let record = project.read("spec/sources.toml");
    assert!(record.contains("'\"new\"'") && !record.contains("'\"old\"'"), "{record}");
    assert!(project.read("client/Cargo.toml").contains("version = \"0.2.0\""));
    assert!(project.read("client/CHANGELOG.md").contains("## [0.2.0]"));
    assert!(project.read("client/src/api.txt").contains("birds"));
    project.run(&["check"]).expect(0, &[]);
    expect_nothing(&project, 0, &["nothing has changed"]);
    assert!(!project.path(".spec.import").exists() && !project.path("client/.regenerate").exists());
}

#[test]
fn what_cannot_be_used_leaves_everything_as_it_is() {
    let (project, server) = set_up();
    let plain =
        |body: &str| Reply::Document { kind: "application/yaml", etag: "\"x\"", body: body.to_owned() };
    let html = vec![("Content-Type", "text/html".to_owned())];
    for (reply, code, word) in [
        (status(404), 2, "gone"),
        (status(410), 2, "gone"),
        (status(500), 2, "try again later"),
        (redirect(server.url_elsewhere("/pets.yaml")), 3, "redirects to another host"),
        (Reply::Endless { length: 100 << 20, is_said: true }, 3, "larger than"),
        (Reply::Endless { length: 100 << 20, is_said: false }, 3, "larger than"),
        (Reply::Stalled, 2, "within 2 seconds"),
        (Reply::Dripping, 2, "within 2 seconds"),
        (Reply::Plain { status: 200, headers: html, body: b"<p>".to_vec() }, 3, "text/html"),
        (plain("a: b\n"), 3, "not a description"),
        (plain("<html></html>"), 3, "HTML"),
        (plain("openapi: [\n"), 3, "is refused"),
        (
            plain("openapi: 5.0.0\ninfo: {title: a, version: '1'}\npaths: {}\n"),
            3,
            "the new description is refused",
        ),
    ] {
        server.reply("/pets.yaml", reply);
        expect_nothing(&project, code, &[word]);
    }
    project.run(&["check"]).expect(0, &[]);
}

#[test]
fn one_source_that_fails_keeps_the_others_out_and_all_failures_are_told() {
    let (project, server) = set_up();
    for (path, operation) in [("/cars.yaml", "get /cars"), ("/ships.yaml", "get /ships")] {
        server.describe(path, "\"a\"", &description("More", &[operation]));
        project.run(&["import", "--into", "spec", "--allow-private", &server.url(path)]).expect(0, &[]);
    }
    server.describe("/pets.yaml", "\"new\"", &description("Pets", &NEW));
    server.reply("/cars.yaml", status(404));
    server.reply("/ships.yaml", redirect(server.url_elsewhere("/ships.yaml")));
    expect_nothing(
        &project,
        3,
        &["/cars.yaml answers with 404", "/ships.yaml redirects", "nothing was written"],
    );
}

#[test]
fn what_was_edited_is_not_lost() {
    let (project, server) = set_up();
    server.describe("/pets.yaml", "\"new\"", &description("Pets", &NEW));
    let mine = format!("# mine\n{}", description("Pets", &OLD));
    project.write("spec/pets.yaml", &mine);
    expect_nothing(&project, 2, &["was edited since it was imported", "put corrections into an overlay"]);
    std::fs::remove_file(project.path("spec/pets.yaml")).expect("a file");
    expect_nothing(&project, 2, &["is not there any more"]);
    // Another end of lines is no edit.
    project.write("spec/pets.yaml", &description("Pets", &OLD).replace('\n', "\r\n"));
    update(&project, &[]).expect(1, &["operation-removed"]);
}

#[test]
fn pages_of_a_file_come_and_go() {
    let project = Project::new();
    let page = |path: &str, version: &str| {
        let text = description("Pets", &[&format!("get {path}")]);
        let text = text.replace("version: '1'", &format!("version: endpoint_{version}"));
        format!("# Get\n\nGET https://a.example{path}\n\n```yaml\n{text}```\n\n")
    };
    let pages =
        |paths: &[&str]| paths.iter().map(|path| page(path, &path.replace('/', "pets."))).collect::<String>();
    project.write("pages.md", &pages(&["/cats", "/dogs"]));
    project
        .run(&["import", "--into", "spec", "pages.md"])
        .expect(0, &["spec/pets-cats.yaml", "spec/pets-dogs.yaml"]);
    assert!(project.read("spec/sources.toml").contains("path = \"../pages.md\""));
    project.run(&["update"]).expect(0, &["unchanged  spec/pets-cats.yaml", "nothing has changed"]);
    project.write("pages.md", &pages(&["/cats", "/birds"]));
    let said = ["created    spec/pets-birds.yaml", "removed    spec/pets-dogs.yaml", "operation-removed"];
    project.run(&["update", "--write"]).expect(0, &said);
    assert!(project.path("spec/pets-birds.yaml").exists() && !project.path("spec/pets-dogs.yaml").exists());
    project.run(&["update"]).expect(0, &["nothing has changed"]);
    std::fs::remove_file(project.path("pages.md")).expect("a file");
    project.run(&["update"]).expect(2, &["cannot read"]);
}

#[test]
fn without_a_record_there_is_nothing_to_ask() {
    let project = Project::new();
    project.run(&["update"]).expect(2, &["has no sources.toml", "import URL"]);
    std::fs::create_dir(project.path("spec")).expect("a folder");
    project.write("spec/sources.toml", "version = 1\n\n[[file]]\nname = '../x'\n");
    project.run(&["update"]).expect(2, &["sources.toml:3:"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_changes_nothing_and_ends_with_130() {
    let (project, server) = set_up();
    let before = project.tree("");
    server.reply("/pets.yaml", Reply::Stalled);
    let asked = server.requests().len();
    let child = project.start(&["update", "--write", "--allow-private"], Stdio::null());
    while server.requests().len() == asked {
        std::thread::sleep(Duration::from_millis(5));
    }
    interrupt(&child);
    ended(child).expect(130, &["nothing was changed"]);
    assert!(before == project.tree(""), "something was written");
}

#[test]
fn killed_runs_leave_the_old_folder_or_the_new_one() {
    let (project, server) = set_up();
    let start = std::time::Instant::now();
    let mut versions = Vec::new();
    for (etag, operations) in [("\"new\"", NEW), ("\"old\"", OLD)] {
        server.describe("/pets.yaml", etag, &description("Pets", &operations));
        update(&project, &["--write"]).expect(0, &[]);
        versions.push(project.read("spec/pets.yaml"));
    }
    let longest = start.elapsed() / 2;
    for run in 0..24_u32 {
        let (etag, operations) = if run % 2 == 0 { ("\"new\"", NEW) } else { ("\"old\"", OLD) };
        server.describe("/pets.yaml", etag, &description("Pets", &operations));
        let mut child = project.start(&["update", "--write", "--allow-private"], Stdio::null());
        std::thread::sleep(longest.mul_f64(f64::from((run * 7) % 24) / 20.0));
        drop(child.kill());
        child.wait().expect("it ends");
        let (pets, record) = (project.read("spec/pets.yaml"), project.read("spec/sources.toml"));
        let etag = if pets == versions[0] { "\"new\"" } else { "\"old\"" };
        assert!(versions.contains(&pets), "run {run}");
        assert!(record.contains(etag), "run {run} left a mixture: {record}");
    }
    server.describe("/pets.yaml", "\"last\"", &description("Pets", &["get /fish"]));
    update(&project, &["--write"]).expect(0, &[]);
    project.run(&["check"]).expect(0, &[]);
    assert!(!project.path(".spec.import").exists());
}
