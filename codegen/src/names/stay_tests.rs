//! Names that stay: what a client's list of public items says is what things are called.

use crate::change::{Source as Verdict, State, compare_states};
use crate::load::Source;
use crate::surface::{PublicItem, read_surface};
use crate::{Client, Input, Options, generate};

use super::NewNames;

const OLD: &str = "
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /pets/{id}:
    get:
      operationId: get_pet
      tags: [pets]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: sort, in: query, required: true, schema: { type: string } }
      responses: { '200': { description: one, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    put:
      operationId: save_pet
      tags: [pets]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '204': { description: done } }
components:
  schemas:
    Pet:
      type: object
      required: [kind]
      properties:
        kind: { type: string, enum: [cat, dog] }
        home: { type: object, properties: { street: { type: string } } }
";

fn made(description: &str, options: &Options) -> (Option<Client>, Vec<String>) {
    let sources = [Source::new("pets.yaml", description.as_bytes())];
    let outcome = generate(&Input { sources: &sources, reader: &|_| None, options });
    let told = outcome.findings.iter().map(|found| format!("{} {}", found.code.id, found.message));
    (outcome.client, told.collect())
}

#[track_caller]
fn client(description: &str, known: Option<&str>, new_names: NewNames) -> (Client, Vec<String>) {
    let known = known.map(str::to_owned);
    let (client, told) = made(description, &Options { known, new_names, ..Options::default() });
    (client.unwrap_or_else(|| panic!("refused: {told:#?}")), told)
}

fn list(client: &Client) -> &str {
    &client.files["src/api.txt"]
}

#[track_caller]
fn items(client: &Client) -> Vec<PublicItem> {
    read_surface(list(client)).expect("a list")
}

fn has(client: &Client, path: &str) -> bool {
    items(client).iter().any(|item| item.path == path)
}

#[track_caller]
fn verdict(old: &Client, new: &Client) -> Verdict {
    compare_states(&State::of_items(items(old)), &State::of_items(items(new))).source()
}

/// The old description with another text in place of each of these.
#[track_caller]
fn with(changes: &[(&str, &str)]) -> String {
    let mut text = OLD.to_owned();
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replace(from, to);
    }
    text
}

fn moved() -> String {
    with(&[
        ("tags: [pets]", "tags: [animals]"),
        ("save_pet", "storeAnimal"),
        ("{id}", "{key}"),
        ("name: id", "name: key"),
    ])
}

#[test]
fn another_tag_or_id_renames_nothing() {
    let (old, _) = client(OLD, None, NewNames::None);
    let (fresh, _) = client(&moved(), None, NewNames::None);
    assert!(!has(&fresh, "resources::pets::Pets::get") && verdict(&old, &fresh) == Verdict::Major);
    let (kept, told) = client(&moved(), Some(list(&old)), NewNames::None);
    let paths = |client: &Client| items(client).into_iter().map(|item| item.path).collect::<Vec<_>>();
    assert_eq!(paths(&kept), paths(&old));
    assert_eq!(verdict(&old, &kept), Verdict::Patch, "a variable of a path has another name");
    assert_eq!(told.iter().filter(|told| told.starts_with("N260")).count(), 2, "{told:#?}");
    assert!(told.iter().any(|told| told.contains("resources::animals::Animals::")), "{told:#?}");
    // The same description and the same list give the same bytes, and so does what came of them.
    let (again, _) = client(&moved(), Some(list(&kept)), NewNames::None);
    assert_eq!(again.files, kept.files);
}

#[test]
fn new_names_are_taken_and_the_old_ones_stay_beside_them() {
    let (old, _) = client(OLD, None, NewNames::None);
    let (taken, told) = client(&moved(), Some(list(&old)), NewNames::All);
    assert!(told.iter().all(|told| !told.starts_with("N260") && !told.starts_with("W26")), "{told:#?}");
    for path in old_and_new() {
        assert!(has(&taken, path), "{path} is missing in {}", list(&taken));
    }
    let renamed = with(&[("save_pet", "storeAnimal")]);
    let (same_place, _) = client(&renamed, Some(list(&old)), NewNames::All);
    assert!(has(&same_place, "resources::pets::Pets::store_animal"), "{}", list(&same_place));
    assert_eq!(verdict(&old, &same_place), Verdict::Minor);
    let (again, _) = client(&moved(), Some(list(&taken)), NewNames::None);
    assert_eq!(again.files, taken.files, "aliases stay until they are dropped");
    let options =
        Options { known: Some(list(&taken).to_owned()), drops_old_names: true, ..Options::default() };
    let (dropped, _) = made(&moved(), &options);
    let (fresh, _) = client(&moved(), None, NewNames::None);
    assert_eq!(list(&dropped.expect("a client")), list(&fresh));
}

fn old_and_new() -> [&'static str; 4] {
    [
        "resources::pets::Pets::save",
        "resources::pets::Save",
        "resources::animals::Animals::store",
        "resources::animals::Store",
    ]
}

#[test]
fn new_names_are_taken_one_by_one() {
    let (old, _) = client(OLD, None, NewNames::None);
    let one = |path: &str| NewNames::Of(vec![path.to_owned()]);
    let (taken, told) = client(&moved(), Some(list(&old)), one("resources::pets::Pets::save"));
    assert!(told.iter().any(|told| told.starts_with("N260") && told.contains("Pets::get")), "{told:#?}");
    assert!(has(&taken, "resources::animals::Animals::store") && has(&taken, "resources::pets::Pets::get"));
    let (same, told) = client(&moved(), Some(list(&old)), one("types::Nobody"));
    assert!(told.iter().any(|told| told.starts_with("W261") && told.contains("types::Nobody")), "{told:#?}");
    let (kept, _) = client(&moved(), Some(list(&old)), NewNames::None);
    assert_eq!(same.files, kept.files);
}

#[test]
fn what_is_added_renames_nothing() {
    let (old, _) = client(OLD, None, NewNames::None);
    let more = with(&[
        ("enum: [cat, dog]", "enum: [Cat, cat, CAT, dog]"),
        (
            "- { name: sort, in: query",
            "- { name: sort, in: header, schema: { type: string } }\n        - { name: sort, in: query",
        ),
        ("        home:", "        Home: { type: integer }\n        home:"),
        (
            "  schemas:\n",
            "  schemas:\n    pet: { type: object, properties: { a: { type: string } } }\n    PetHome: { type: object, properties: { b: { type: string } } }\n",
        ),
        (
            "    put:\n",
            "    delete: { operationId: savePet, tags: [Pets], responses: { '204': { description: gone } } }\n    put:\n",
        ),
    ]);
    let (kept, _) = client(&more, Some(list(&old)), NewNames::None);
    assert!(verdict(&old, &kept) <= Verdict::Minor, "{}", list(&kept));
}

/// What takes members of any name has a name too, beside a member of that name.
#[test]
fn a_setter_for_members_of_any_name_keeps_its_name() {
    let forms = [("application/x-www-form-urlencoded", "form_field"), ("multipart/form-data", "part")];
    for (media_type, name) in forms {
        let description = format!(
            "openapi: 3.1.0\ninfo: {{ title: Forms, version: '1' }}\npaths: {{ /forms: {{ post: {{ requestBody: {{ content: \
             {{ {media_type}: {{ schema: {{ type: object, properties: {{ {name}: {{ type: integer }} }}, \
             additionalProperties: true }} }} }} }}, responses: {{ '204': {{ description: done }} }} }} }} }}"
        );
        let (old, _) = client(&description, None, NewNames::None);
        let (new, _) = client(&description, Some(list(&old)), NewNames::None);
        assert_eq!(list(&old), list(&new));
        assert_eq!(old.files, new.files);
        assert_eq!(list(&old).matches(&format!("::{name}")).count(), 2, "{}", list(&old));
    }
}

#[test]
fn what_becomes_a_component_keeps_its_path() {
    let (old, _) = client(OLD, None, NewNames::None);
    assert!(has(&old, "types::PetHome::street"));
    let home = "home: { type: object, properties: { street: { type: string } } }";
    let component = "\n    Address: { type: object, properties: { street: { type: string } } }\n";
    let hoisted = with(&[(home, "home: { $ref: '#/components/schemas/Address' }")]) + component;
    let (kept, told) = client(&hoisted, Some(list(&old)), NewNames::None);
    assert_eq!(verdict(&old, &kept), Verdict::None, "{told:#?}");
    assert!(told.iter().any(|told| told.contains("types::Address")), "{told:#?}");
    // Where two types become one, one path is an alias.
    let two = with(&[(
        "        home:",
        "        work: { type: object, properties: { street: { type: string }, floor: { type: integer } } }\n        home:",
    )]);
    let (old, _) = client(&two, None, NewNames::None);
    let both = with(&[(
        home,
        "home: { $ref: '#/components/schemas/Address' }\n        work: { $ref: '#/components/schemas/Address' }",
    )]) + component;
    let (kept, _) = client(&both, Some(list(&old)), NewNames::None);
    for path in ["types::PetHome", "types::PetWork"] {
        assert!(has(&kept, path), "{path} is missing in {}", list(&kept));
    }
}

#[test]
fn a_list_that_cannot_be_read_is_refused_with_its_line() {
    let (old, _) = client(OLD, None, NewNames::None);
    let known = format!("{}<<<<<<< theirs\n", list(&old));
    let line = known.lines().count();
    let (refused, told) = made(OLD, &Options { known: Some(known), ..Options::default() });
    assert!(refused.is_none());
    assert!(
        told.iter().any(|told| told.starts_with("E260") && told.contains(&format!("line {line}:"))),
        "{told:#?}"
    );
    let (refused, _) = made(OLD, &Options { known: Some(String::new()), ..Options::default() });
    assert!(refused.is_none());
}

#[test]
fn a_hostile_list_names_nothing_that_is_no_name() {
    let (old, _) = client(OLD, None, NewNames::None);
    let deep = vec!["a"; 5_000].join("::");
    for (from, to) in [
        ("types::Pet", "types::Option"),
        ("types::Pet", "types::Self"),
        ("types::Pet", "types::_"),
        ("types::Pet", "types::Pet{}fn(){}"),
        ("types::Pet", "types::"),
        ("types::PetBuilder", "types::Pet"),
        ("Pets::save", "Pets::get"),
        ("Pets::save", "Pets::self"),
        ("Pets::save", "Pets::fn"),
        ("Pets::save", "Pets::SAVE-1"),
        ("resources::pets", "resources::types"),
        ("resources::pets", "resources::PETS"),
        ("resources::pets", "resources::../../pets"),
        ("resources::pets", "resources::root"),
        ("resources::pets::Pets", "Client"),
        ("resources::Pets", "resources::Box"),
        ("::Pets", "::Client"),
        ("| pets |", "| default |"),
        ("::cat", "::Unknown"),
        ("::sort", "::send"),
        ("PetHome", "Pet"),
        ("pets", deep.as_str()),
        ("#/", "#"),
        ("#/components/schemas/Pet", "#/paths/~1pets~1{id}/get"),
        (" - | pets", " former deprecated | pets"),
        ("| - |", "| former deprecated |"),
        ("| struct |", "| type |"),
        ("| fn |", "| use |"),
        ("Pet", "日本"),
        ("save", "e\u{301}"),
    ] {
        let known = list(&old).replace(from, to);
        for new_names in [NewNames::None, NewNames::All] {
            let options = Options { known: Some(known.clone()), new_names, ..Options::default() };
            let (client, told) = made(&moved(), &options);
            match client {
                // Files are formatted as Rust, and the list is what the next run reads.
                Some(client) => {
                    items(&client);
                    let is_ours = |path: &String| !path.contains("..") && !path.contains("PETS");
                    assert!(client.files.keys().all(is_ours), "{from} → {to}");
                }
                None => assert!(told.iter().any(|told| told.starts_with("E260")), "{from} → {to}: {told:#?}"),
            }
        }
    }
}
