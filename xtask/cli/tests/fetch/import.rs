//! `import` of what servers publish, and of standard input, from a server of this machine.

use std::io::Write as _;
use std::process::Stdio;
use std::time::{Duration, Instant};

use crate::project::{Ended, Project, description, ended, interrupt};
use crate::served::{Reply, Served, redirect, status};

/// Runs `import` into `new/`.
fn import(project: &Project, arguments: &[&str]) -> Ended {
    let mut all = vec!["import", "--into", "new", "--allow-private", "--time", "2"];
    all.extend(arguments);
    project.run(&all)
}

#[test]
fn a_description_is_fetched_and_recorded() {
    let (project, server) = (Project::new(), Served::new());
    let text = description("Cats", &["get /cats"]);
    server.describe("/v1/cats.yaml", "\"one\"", &text);
    let url = server.url("/v1/cats.yaml");
    import(&project, &[&format!("{url}#/paths")])
        .expect(0, &["created    new/cats.yaml from http://127.0.0.1"]);
    assert_eq!(project.read("new/cats.yaml"), text);
    let record = project.read("new/sources.toml");
    let about = format!("name = \"cats.yaml\"\nurl = \"{url}\"\nimported = \"20");
    assert!(record.contains(&about) && record.contains("etag = '\"one\"'"), "{record}");
    assert!(record.contains("sha256 = \""), "{record}");
    // What has another name here by now is known by its origin.
    project
        .run(&["import", "--into", "other", "--allow-private", "--name", "pets.yaml", &url])
        .expect(0, &[]);
    project
        .run(&["import", "--into", "other", "--allow-private", &url])
        .expect(0, &["unchanged  other/pets.yaml"]);
    // The same once more changes nothing, the date least of all.
    std::thread::sleep(Duration::from_millis(1100));
    import(&project, &[&url]).expect(0, &["unchanged  new/cats.yaml", "unchanged  new/sources.toml"]);
    assert_eq!(project.read("new/sources.toml"), record);
    let asked = &server.requests()[0];
    assert_eq!(asked.path, "/v1/cats.yaml", "a fragment is never sent");
    assert!(!asked.headers.contains_key("authorization") && !asked.headers.contains_key("cookie"));
    assert_eq!(asked.headers["accept-encoding"], "identity");
    // What stands beside descriptions is none of them.
    let made = project.run(&["regenerate", "--spec", "new", "--out", "crate", "--name", "made"]);
    made.expect(0, &["1 operations"]);
}

#[test]
fn the_ending_is_what_the_server_or_the_text_says() {
    let (project, server) = (Project::new(), Served::new());
    let json = r#"{"openapi": "3.1.0", "info": {"title": "a", "version": "1"}, "paths": {}}"#;
    server.reply(
        "/v3/api-docs",
        Reply::Document { kind: "application/json", etag: "\"a\"", body: json.to_owned() },
    );
    let plain = |body: &str| Reply::Document { kind: "text/plain", etag: "\"b\"", body: body.to_owned() };
    server.reply("/raw", plain(json));
    server.reply("/plain", plain(&description("B", &[])));
    let page =
        format!("# Call\n\nGET https://b.example/b\n\n```yaml\n{}```\n", description("B", &["get /b"]));
    server.reply("/call.md", Reply::Document { kind: "text/markdown", etag: "\"c\"", body: page });
    let urls = ["/v3/api-docs", "/raw", "/plain", "/call.md"].map(|path| server.url(path));
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    import(&project, &urls)
        .expect(0, &["new/api-docs.json", "new/raw.json", "new/plain.yaml", "new/call.yaml"]);
    assert!(project.read("new/overlay.yaml").contains("https://b.example"));
}

#[test]
fn what_is_no_description_is_refused() {
    let (project, server) = (Project::new(), Served::new());
    let plain = |kind: &str, body: &str| Reply::Plain {
        status: 200,
        headers: vec![("Content-Type", kind.to_owned())],
        body: body.into(),
    };
    server.reply("/html", plain("text/html; charset=utf-8", "<p>"));
    server.reply("/png", plain("image/png", "x"));
    server.reply("/lies", plain("application/yaml", "<html><body>sign in</body></html>"));
    server.reply("/other", plain("application/yaml", "a: b\n"));
    server.reply("/broken", plain("application/yaml", "openapi: [\n"));
    let packed =
        vec![("Content-Type", "application/yaml".to_owned()), ("Content-Encoding", "gzip".to_owned())];
    server.reply("/packed", Reply::Plain { status: 200, headers: packed, body: vec![31, 139] });
    for (path, word) in [
        ("/html", "Markdown of a page"),
        ("/png", "`image/png`"),
        ("/lies", "HTML or XML page"),
        ("/other", "not a description"),
        ("/broken", "error"),
        ("/packed", "encoding `gzip`"),
    ] {
        import(&project, &[&server.url(path)]).expect(3, &[word]);
    }
    assert!(!project.path("new").exists(), "nothing is written");
}

#[test]
fn what_servers_do_instead_of_answering_ends_as_documented() {
    let (project, server) = (Project::new(), Served::new());
    for (path, code) in [("/gone", 410), ("/secret", 401), ("/sick", 503), ("/strange", 206)] {
        server.reply(path, status(code));
    }
    server.reply("/large", Reply::Endless { length: 100 << 20, is_said: true });
    server.reply("/larger", Reply::Endless { length: 100 << 20, is_said: false });
    server.reply("/stalled", Reply::Stalled);
    server.reply("/dripping", Reply::Dripping);
    for (path, code, word) in [
        ("/nowhere", 2, "404"),
        ("/gone", 2, "410"),
        ("/secret", 2, "no credentials are ever sent"),
        ("/sick", 2, "try again later"),
        ("/strange", 2, "206"),
        ("/large", 3, "larger than"),
        ("/larger", 3, "larger than"),
        ("/stalled", 2, "within 2 seconds"),
        ("/dripping", 2, "within 2 seconds"),
    ] {
        let start = Instant::now();
        import(&project, &[&server.url(path)]).expect(code, &[word]);
        assert!(start.elapsed() < Duration::from_secs(20), "{path}");
    }
    assert!(!project.path("new").exists(), "nothing is written");
}

#[test]
fn redirects_are_shown_and_stay_at_their_host() {
    let (project, server) = (Project::new(), Served::new());
    server.describe("/new.yaml", "\"a\"", &description("Cats", &["get /cats"]));
    server.reply("/old.yaml", redirect("/new.yaml"));
    server.reply("/circle", redirect("/circle"));
    server.reply("/away.yaml", redirect(server.url_elsewhere("/new.yaml")));
    server.reply("/inside", redirect("ftp://127.0.0.1/x"));
    server.reply("/signed", redirect("http://me:word@127.0.0.1/x"));
    server.reply("/nowhere", status(301));
    for at in 0..9 {
        server.reply(&format!("/long/{at}"), redirect(format!("/long/{}", at + 1)));
    }
    import(&project, &[&server.url("/circle")]).expect(3, &["redirects in a circle"]);
    import(&project, &[&server.url("/long/0")]).expect(3, &["more than 5 times"]);
    import(&project, &[&server.url("/inside")]).expect(3, &["only https"]);
    import(&project, &[&server.url("/signed")]).expect(3, &["user name or a password"]);
    import(&project, &[&server.url("/nowhere")]).expect(2, &["does not say where to"]);
    let away = import(&project, &[&server.url("/away.yaml")]);
    away.expect(3, &["redirects to another host, http://localhost:", "--redirect-host localhost"]);
    assert!(!project.path("new").exists(), "nothing is written");
    let old = import(&project, &[&server.url("/old.yaml")]);
    old.expect(0, &["/old.yaml redirects to http://127.0.0.1", "new/old.yaml"]);
    std::fs::remove_dir_all(project.path("new")).expect("a folder");
    import(&project, &["--redirect-host", "localhost", &server.url("/away.yaml")])
        .expect(0, &["new/away.yaml"]);
    assert!(project.read("new/sources.toml").contains("redirect-hosts = [\"localhost\"]"));
}

#[test]
fn private_addresses_are_asked_only_on_request() {
    let (project, server) = (Project::new(), Served::new());
    server.describe("/a.yaml", "\"a\"", &description("Cats", &["get /cats"]));
    for url in [server.url("/a.yaml"), server.url_elsewhere("/a.yaml")] {
        let ended = project.run(&["import", "--into", "new", &url]);
        ended.expect(3, &["private network or this machine", "--allow-private"]);
    }
    for url in ["https://169.254.169.254/latest", "https://10.0.0.1/a", "https://[::1]/a", "https://0x7f.1/a"]
    {
        project.run(&["import", "--into", "new", url]).expect(3, &["--allow-private"]);
    }
    for url in ["http://192.0.2.1/a.yaml", "http://10.0.0.1/a.yaml"] {
        import(&project, &[url]).expect(3, &["without https"]);
    }
    assert!(server.requests().is_empty(), "nobody was asked");
    project.run(&["import", "--into", "new", "file:///etc/hosts"]).expect(3, &["only https"]);
    assert!(!project.path("new").exists(), "nothing is written");
}

#[test]
fn one_input_that_fails_keeps_the_others_out() {
    let (project, server) = (Project::new(), Served::new());
    server.describe("/a.yaml", "\"a\"", &description("Cats", &["get /cats"]));
    import(&project, &[&server.url("/a.yaml"), &server.url("/gone.yaml")]).expect(2, &["404"]);
    assert!(!project.path("new").exists(), "nothing is written");
}

#[test]
fn standard_input_is_called_after_its_title() {
    let project = Project::new();
    let text = description("Cat and Dog API", &["get /cats"]);
    let piped = |arguments: &[&str]| {
        let mut child =
            project.start(&[&["import", "-", "--into", "new"], arguments].concat(), Stdio::piped());
        child.stdin.take().expect("a pipe").write_all(text.as_bytes()).expect("it reads");
        let ended = ended(child);
        (ended.code, ended.out)
    };
    let (code, said) = piped(&[]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("created    new/cat-and-dog-api.yaml from standard input"), "{said}");
    assert!(project.read("new/sources.toml").contains("standard-input = true"));
    let (code, said) = piped(&["--name", "pets.yaml", "--replace"]);
    assert_eq!(code, Some(0), "{said}");
    assert!(said.contains("removed    new/cat-and-dog-api.yaml"), "{said}");
    assert_eq!(project.read("new/pets.yaml"), text);
    for name in ["../pets.yaml", "pets", ".pets.yaml", "a/b.yaml"] {
        assert_eq!(piped(&["--name", name]).0, Some(2), "{name}");
    }
}

#[test]
fn a_newer_version_is_asked_about_and_replaced_on_request() {
    let (project, server) = (Project::new(), Served::new());
    server.describe("/v1.yaml", "\"a\"", &description("Cats", &["get /cats", "put /mice", "get /dogs"]));
    server.describe("/v2.yaml", "\"a\"", &description("Cats", &["get /cats", "put /mice", "get /birds"]));
    server.describe("/other/v1.yaml", "\"a\"", &description("Cars", &["get /cars"]));
    import(&project, &[&server.url("/v1.yaml")]).expect(0, &[]);
    let before = project.tree("new");
    let asked = import(&project, &[&server.url("/v2.yaml")]);
    asked
        .expect(3, &["repeats 2 of the 3 operations of v1.yaml", "a newer version of v1.yaml?", "--replace"]);
    import(&project, &[&server.url("/other/v1.yaml")]).expect(3, &["has none of the operations", "--name"]);
    assert!(before == project.tree("new"), "nothing is written");
    let replaced = import(&project, &["--replace", &server.url("/v2.yaml")]);
    replaced
        .expect(0, &["updated    new/v1.yaml from", "/v2.yaml", "v1.yaml: 1 of its 3 operations are gone"]);
    assert!(project.read("new/v1.yaml").contains("/birds"));
    assert!(!project.path("new/v2.yaml").exists());
    assert!(project.read("new/sources.toml").contains(&server.url("/v2.yaml")));
    let beside = import(&project, &["--name", "cars.yaml", &server.url("/other/v1.yaml")]);
    beside.expect(0, &["created    new/cars.yaml"]);
}

#[cfg(unix)]
#[test]
fn ctrl_c_writes_nothing_and_ends_with_130() {
    let (project, server) = (Project::new(), Served::new());
    server.reply("/stalled", Reply::Stalled);
    let arguments = ["import", "--into", "new", "--allow-private", &server.url("/stalled")];
    let child = project.start(&arguments, Stdio::null());
    while server.requests().is_empty() {
        std::thread::sleep(Duration::from_millis(5));
    }
    interrupt(&child);
    ended(child).expect(130, &["nothing was changed"]);
    assert!(!project.path("new").exists(), "nothing is written");
}
