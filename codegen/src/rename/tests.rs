//! Renames of each kind, by name and by place.

use crate::diag::{Located, Severity};
use crate::load::Source;
use crate::output::FileMap;
use crate::{Input, Options, Outcome, generate};

use super::Rename;

const ZOO: &str = "
openapi: 3.1.0
info: { title: Zoo, version: '1' }
paths:
  /pets/{id}:
    get:
      operationId: getPet
      tags: [pets]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: size, in: query, schema: { enum: [small, large] } }
      responses: { '200': { description: Pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
    put:
      operationId: putPet
      tags: [pets]
      parameters:
        - { name: id, in: path, required: true, schema: { type: string } }
        - { name: title, in: query, schema: { type: string } }
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '200': { description: Pet, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } } }
  /cats:
    get:
      operationId: listCats
      tags: [cats]
      responses: { '200': { description: Cat, content: { application/json: { schema: { $ref: '#/components/schemas/Cat' } } } } }
components:
  schemas:
    Pet:
      type: object
      required: [name]
      properties: { name: { type: string }, size: { enum: [small, large] }, who: { oneOf: [{ $ref: '#/components/schemas/Cat' }, { type: string }] } }
    Cat: { type: object, properties: { lives: { type: integer } } }
";

fn outcome(renames: &[(&str, &str, &str)]) -> Outcome {
    let rename = |(kind, at, to): &(&str, &str, &str)| Rename::new(&[(kind, at), ("to", to)], None).unwrap();
    let options = Options { renames: renames.iter().map(rename).collect(), ..Options::default() };
    let sources = [Source::new("zoo.yaml", ZOO.as_bytes())];
    generate(&Input { sources: &sources, reader: &|_| None, options: &options })
}

fn files(renames: &[(&str, &str, &str)]) -> FileMap {
    let outcome = outcome(renames);
    outcome.client.unwrap_or_else(|| panic!("{:?}", outcome.findings)).files
}

/// The public items, one line each, without the places that they come from.
fn items(files: &FileMap) -> String {
    files["src/api.txt"].clone()
}

#[track_caller]
fn check(rename: (&str, &str, &str), before: &str, after: &str) {
    let (whole, renamed) = (items(&files(&[])), items(&files(&[rename])));
    assert!(whole.contains(before) && !whole.contains(after), "{rename:?} before: {whole}");
    assert!(!renamed.contains(before) && renamed.contains(after), "{rename:?}: {renamed}");
}

#[test]
fn each_kind_is_renamed_by_name_and_by_place() {
    for at in ["Pet", "/components/schemas/Pet", "#/components/schemas/Pet"] {
        check(("type", at, "Animal"), "types::PetBuilder", "types::AnimalBuilder");
    }
    for at in ["PetSize", "#/components/schemas/Pet/properties/size"] {
        check(("type", at, "Size"), "types::PetSize ", "types::Size ");
    }
    for at in ["Pet.name", "#/components/schemas/Pet/properties/name"] {
        check(("member", at, "nickname"), "types::Pet::name", "types::Pet::nickname");
        check(("member", at, "nickname"), "pets::Put::name", "pets::Put::nickname");
    }
    for at in ["PetSize.small", "PetSize.Small", "#/components/schemas/Pet/properties/size/enum/0"] {
        check(("variant", at, "Tiny"), "types::PetSize::Small", "types::PetSize::Tiny");
    }
    check(("variant", "PetWho.Cat", "Lion"), "types::PetWho::Cat", "types::PetWho::Lion");
    for at in ["getPet", "GET /pets/{id}", "pets.get", "#/paths/~1pets~1{id}/get"] {
        check(("operation", at, "find"), "resources::pets::Pets::get", "resources::pets::Pets::find");
    }
    check(("resource", "pets", "animals"), "resources::pets", "resources::animals::Animals");
    for at in ["getPet.size", "pets.get.size", "#/paths/~1pets~1{id}/get/parameters/1"] {
        check(("parameter", at, "length"), "pets::Get::size", "pets::Get::length");
    }
}

#[test]
fn nothing_else_is_renamed() {
    let (whole, renamed) = (files(&[]), files(&[("member", "Pet.name", "nickname")]));
    for (path, text) in &renamed {
        let changed = *text != whole[path];
        let meant = [
            "README.md",
            "src/api.txt",
            "src/lib.rs",
            "src/required.rs",
            "src/resources/pets.rs",
            "src/types/pet.rs",
        ];
        assert!(!changed || meant.contains(&path.as_str()), "{path}");
    }
    // The name on the wire stands where it stood.
    assert!(renamed["src/types/pet.rs"].contains("\"name\""));
}

#[test]
fn two_things_can_exchange_their_names() {
    let swapped = files(&[("type", "Pet", "Cat"), ("type", "Cat", "Pet")]);
    assert!(swapped["src/types/cat.rs"].contains("pub name"), "{:?}", swapped.keys());
}

/// The code, the message and the help of the only error.
fn refused(renames: &[(&str, &str, &str)]) -> (String, String) {
    let mut found: Vec<Located> = outcome(renames).findings;
    found.retain(|finding| finding.severity == Severity::Error);
    let first = found.first().expect("an error");
    (format!("{}: {}", first.code.id, first.message), first.help.clone())
}

#[test]
fn a_rename_that_cannot_be_is_refused() {
    for (renames, said, help) in [
        (&[("type", "Pte", "A")][..], "E282: no type of the client is called `Pte`", "did you mean `Pet`?"),
        (&[("member", "Pet.nam", "a")], "E282: no member", "did you mean `Pet.name`?"),
        (&[("member", "Pet.zzzzz", "a")], "E282: no member", "as `Pet.name`"),
        (&[("operation", "getPets", "a")], "E282: no operation", "did you mean `getPet`?"),
        (&[("parameter", "getPet.siz", "a")], "E282: no parameter", "did you mean `getPet.size`?"),
        (&[("type", "#/nowhere", "A")], "E282: no type of the client stands at `#/nowhere`", "a name, as"),
        (&[("type", "Pet", "animal")], "E283: `animal` cannot be the name of a type", "`NewName`"),
        (&[("member", "Pet.name", "Nick")], "E283: `Nick` cannot be", "`new_name`"),
        (&[("member", "Pet.name", "a-b")], "E283: `a-b` cannot be", "`new_name`"),
        (&[("operation", "getPet", "self")], "E283: `self` cannot be", "`new_name`"),
        (&[("type", "Pet", "Cat")], "E284: `Cat` is not free", "another name"),
        (&[("type", "Pet", "Option")], "E284: `Option` is not free", "another name"),
        (&[("member", "Pet.name", "size")], "E284: `size` is not free", "another name"),
        // The member is free, but a call has a parameter of that name beside it.
        (&[("member", "Pet.name", "title")], "E284: `title` is not free", "another name"),
        (&[("operation", "getPet", "put")], "E284: `put` is not free", "another name"),
        (&[("parameter", "getPet.size", "send")], "E284: `send` is not free", "another name"),
        (&[("variant", "PetSize.small", "Unknown")], "E284: `Unknown` is not free", "another name"),
        (&[("type", "Pet", "A"), ("type", "Cat", "A")], "E284: `A` is not free", "another name"),
        (
            &[("type", "Pet", "A"), ("type", "Pet", "B")],
            "E284: `Pet` is renamed to `A` as well",
            "another name",
        ),
    ] {
        let (message, advice) = refused(renames);
        assert!(message.starts_with(said), "{message}");
        assert!(advice.contains(help), "{message}: {advice}");
    }
}

#[test]
fn keywords_can_be_chosen_where_they_can_be_written() {
    assert!(files(&[("member", "Pet.name", "type")])["src/types/pet.rs"].contains("r#type"));
}

#[test]
fn what_is_no_rename_is_refused() {
    for (members, said) in [
        (&[("typ", "Pet"), ("to", "A")][..], "did you mean `type`?"),
        (&[("type", "Pet")], "has no `to`"),
        (&[("to", "A")], "names one resource"),
        (&[("type", "Pet"), ("member", "Pet.name"), ("to", "A")], "names one resource"),
    ] {
        assert!(Rename::new(members, None).unwrap_err().contains(said), "{members:?}");
    }
}

#[test]
fn a_variant_is_known_by_each_name_of_its_enum() {
    // `size` of pets and of their query have the same values.
    let found = items(&files(&[]));
    assert!(found.contains("types::PetsGetSize | use | types::PetSize"), "{found}");
    for owner in ["PetSize", "PetsGetSize"] {
        let found = items(&files(&[("variant", &format!("{owner}.small"), "Tiny")]));
        assert!(found.contains("types::PetSize::Tiny") && !found.contains("::Small"), "{found}");
    }
}

#[test]
fn settings_win_against_the_description() {
    let text = ZOO.replace("paths:\n", "x-renames: [{ type: Pet, to: Beast }]\npaths:\n");
    let made = |renames| {
        let options = Options { renames, ..Options::default() };
        let sources = [Source::new("zoo.yaml", text.clone().into_bytes())];
        let outcome = generate(&Input { sources: &sources, reader: &|_| None, options: &options });
        items(&outcome.client.unwrap_or_else(|| panic!("{:?}", outcome.findings)).files)
    };
    assert!(made(Vec::new()).contains("types::Beast"));
    let own = vec![Rename::new(&[("type", "Pet"), ("to", "Animal")], None).unwrap()];
    assert!(made(own).contains("types::Animal"));
}

#[test]
fn chosen_names_win_against_those_of_before_and_stay() {
    let renames =
        [("resource", "pets", "animals"), ("type", "PetSize", "Size"), ("member", "Pet.name", "nick")];
    let made = |known: &str| {
        let rename =
            |(kind, at, to): &(&str, &str, &str)| Rename::new(&[(kind, at), ("to", to)], None).unwrap();
        let (renames, known) = (renames.iter().map(rename).collect(), Some(known.to_owned()));
        let options = Options { known, renames, ..Options::default() };
        let sources = [Source::new("zoo.yaml", ZOO.as_bytes())];
        let outcome = generate(&Input { sources: &sources, reader: &|_| None, options: &options });
        outcome.client.unwrap_or_else(|| panic!("{:?}", outcome.findings)).files
    };
    let first = made(&items(&files(&[])));
    assert!(first["src/api.txt"].contains("resources::animals::Animals::get"), "{}", first["src/api.txt"]);
    assert!(
        first["src/api.txt"].contains("types::Pet::nick") && first["src/api.txt"].contains("types::Size ")
    );
    assert_eq!(made(&items(&first)), first);
}
