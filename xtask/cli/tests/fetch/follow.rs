//! `import --follow`: what documents refer to by URL, brought once.

use crate::project::{Ended, Project};
use crate::served::{Reply, Served, redirect, status};

/// A description whose only operation answers with a schema of another document.
fn description(reference: &str) -> String {
    format!(
        "openapi: 3.1.0
info: {{title: Pets, version: '1'}}
paths:
  /pet:
    get:
      operationId: getPet
      responses: {{'200': {{description: fine, content: {{application/json: {{schema: {{$ref: '{reference}'}}}}}}}}}}
"
    )
}

const PET: &str = "Pet: {type: object, properties: {owner: {$ref: '../people/owner.yaml#/Owner'}}}\n";
/// It refers back, so that whoever follows goes in a circle.
const OWNER: &str = "Owner: {type: object, properties: {name: {type: string}, pets: {type: array, items: {$ref: \
                     '/v1/schemas/pet.yaml#/Pet'}}}}\n";

fn serve() -> Served {
    let server = Served::new();
    server.describe("/v1/api.yaml", "\"api\"", &description("schemas/pet.yaml#/Pet"));
    server.describe("/v1/schemas/pet.yaml", "\"pet\"", PET);
    server.describe("/v1/people/owner.yaml", "\"owner\"", OWNER);
    server
}

fn follow(project: &Project, input: &str) -> Ended {
    project.run(&["import", "--follow", "--into", "spec", "--allow-private", "--time", "2", input])
}

fn regenerate(project: &Project) -> Ended {
    project.run(&["regenerate", "--spec", "spec", "--out", "client", "--name", "pets"])
}

/// The file that stands for a path of the server.
fn part(server: &Served, path: &str) -> String {
    let host = server.url("").trim_start_matches("http://").replace(':', "-");
    format!("spec/followed/{host}{path}")
}

#[test]
fn documents_are_brought_once_and_nobody_is_asked_afterwards() {
    let (project, server) = (Project::new(), serve());
    let url = server.url("/v1/api.yaml");
    let pet = part(&server, "/v1/schemas/pet.yaml");
    follow(&project, &url).expect(0, &[&format!("created    {pet}"), "people/owner.yaml from http"]);
    assert_eq!(server.requests().len(), 3, "each document is asked for once, the circle ends");
    assert_eq!(project.read(&pet), PET);
    let lock = project.read("spec/sources.toml");
    let entry = format!("url = \"{}\"", server.url("/v1/people/owner.yaml"));
    assert!(lock.contains(&entry) && lock.matches("followed = true").count() == 2, "{lock}");
    assert_eq!((lock.matches("sha256 = ").count(), lock.matches("imported = ").count()), (3, 3), "{lock}");
    // Once more: what is there is not asked for, even though it is another by now.
    server.describe("/v1/schemas/pet.yaml", "\"other\"", "Pet: {type: string}\n");
    follow(&project, &url).expect(0, &["unchanged  spec/api.yaml"]);
    assert_eq!(server.requests().len(), 4);
    drop(server);
    let made = regenerate(&project).expect(0, &["1 operations", "0 warnings"]);
    assert!(!made.printed.contains("W211"), "{}", made.printed);
    assert!(
        project.read("client/src/api.txt").contains("types::Owner"),
        "{}",
        project.read("client/src/api.txt")
    );
}

#[test]
fn a_file_of_this_machine_is_followed_by_absolute_urls() {
    let (project, server) = (Project::new(), serve());
    project.write("api.yaml", &description(&server.url("/v1/schemas/pet.yaml#/Pet")));
    project.run(&["import", "--into", "spec", "api.yaml"]).expect(0, &[]);
    regenerate(&project).expect(0, &["W211", "import --follow"]);
    follow(&project, "api.yaml").expect(0, &["created    spec/followed/"]);
    regenerate(&project).expect(0, &["0 warnings"]);
}

#[test]
fn a_description_that_is_referred_to_is_none_of_its_own() {
    let (project, server) = (Project::new(), Served::new());
    let other = "openapi: 3.1.0
info: {title: Other, version: '1'}
paths: {/other: {get: {operationId: other, responses: {'204': {description: fine}}}}}
components: {schemas: {Pet: {type: object, properties: {name: {type: string}}}}}
";
    server.describe("/other.yaml", "\"a\"", other);
    server.describe("/api.yaml", "\"a\"", &description("other.yaml#/components/schemas/Pet"));
    follow(&project, &server.url("/api.yaml")).expect(0, &["created    spec/followed/"]);
    regenerate(&project).expect(0, &["1 operations"]);
}

#[test]
fn what_may_not_be_fetched_leaves_everything_as_it_is() {
    let (project, server) = (Project::new(), Served::new());
    server.reply("/away.yaml", redirect(server.url_elsewhere("/pet.yaml")));
    server.reply("/large.yaml", Reply::Endless { length: 100 << 20, is_said: true });
    server.reply("/stalled.yaml", Reply::Stalled);
    server.reply("/circle.yaml", redirect("/circle.yaml"));
    server.describe("/text.yaml", "\"a\"", "nothing but text");
    server.describe("/broken.yaml", "\"a\"", "a: [\n");
    for at in 0..210 {
        server.describe(&format!("/chain/{at}.yaml"), "\"a\"", &format!("a: {{$ref: {}.yaml}}\n", at + 1));
    }
    for (reference, code, word) in [
        (server.url("/away.yaml"), 3, "redirects to another host"),
        (server.url("/large.yaml"), 3, "larger than"),
        (server.url("/stalled.yaml"), 2, "within 2 seconds"),
        (server.url("/circle.yaml"), 3, "redirects in a circle"),
        (server.url("/gone.yaml"), 2, "404"),
        (server.url("/text.yaml"), 3, "is not a valid JSON or YAML document"),
        (server.url("/broken.yaml"), 3, "is not a valid JSON or YAML document"),
        (server.url("/chain/0.yaml"), 3, "more than 200 other documents"),
        ("http://192.0.2.1/pet.yaml".to_owned(), 3, "without https"),
    ] {
        project.write("api.yaml", &description(&reference));
        follow(&project, "api.yaml").expect(code, &[word]);
        assert!(!project.path("spec").exists(), "{reference}");
    }
    for reference in ["https://10.0.0.1/pet.yaml", "https://[::1]/pet.yaml", "https://169.254.169.254/pet"] {
        project.write("api.yaml", &description(reference));
        let ended = project.run(&["import", "--follow", "--into", "spec", "api.yaml"]);
        ended.expect(3, &["private network or this machine"]);
        assert!(!project.path("spec").exists(), "{reference}");
    }
}

#[test]
fn what_is_not_what_was_fetched_is_refused() {
    let (project, server) = (Project::new(), serve());
    let url = server.url("/v1/api.yaml");
    follow(&project, &url).expect(0, &[]);
    let pet = part(&server, "/v1/schemas/pet.yaml");
    project.write(&pet, "Pet: {type: string}\n");
    regenerate(&project).expect(3, &["is not what was fetched from http", "--follow"]);
    std::fs::remove_file(project.path(&pet)).expect("a file");
    regenerate(&project).expect(3, &["is not what was fetched from http"]);
    follow(&project, &url).expect(0, &[]);
    assert_eq!(project.read(&pet), PET, "it is fetched again");
    regenerate(&project).expect(0, &[]);
}

#[test]
fn updates_are_about_what_is_referred_to_as_well() {
    let (project, server) = (Project::new(), serve());
    follow(&project, &server.url("/v1/api.yaml")).expect(0, &[]);
    project.run(&["init", "--spec", "spec", "--out", "client", "--ci", "none"]).expect(0, &[]);
    let update = |more: &[&str]| project.run(&[&["update", "--allow-private", "--time", "2"], more].concat());
    let pet = part(&server, "/v1/schemas/pet.yaml");
    update(&[]).expect(0, &[&format!("unchanged  {pet}"), "nothing has changed"]);
    // Another digest than in the lock is told, and taken on request.
    server.describe("/v1/people/owner.yaml", "\"new\"", &OWNER.replace("name", "first_name"));
    let before = project.tree("");
    update(&[]).expect(1, &["people/owner.yaml", "member-added-optional", "member-removed-optional"]);
    assert!(before == project.tree(""), "nothing is written");
    update(&["--write"]).expect(0, &["written: client/Cargo.toml"]);
    project.run(&["check"]).expect(0, &[]);
    update(&[]).expect(0, &["nothing has changed"]);
    // A document that cannot be had keeps all as it is; one that nobody refers to goes away.
    server.reply("/v1/people/owner.yaml", status(404));
    let before = project.tree("");
    update(&["--write"]).expect(2, &["404"]);
    assert!(before == project.tree(""), "nothing is written");
    server.describe(
        "/v1/schemas/pet.yaml",
        "\"alone\"",
        "Pet: {type: object, properties: {age: {type: integer}}}\n",
    );
    update(&["--write"]).expect(0, &["removed    spec/followed/"]);
    assert!(!project.path(&part(&server, "/v1/people/owner.yaml")).exists());
    project.run(&["check"]).expect(0, &[]);
}
