//! Parts of a small client, beside the whole of it.

use std::collections::BTreeSet;

use crate::diag::{Located, Severity};
use crate::load::Source;
use crate::output::FileMap;
use crate::{Input, Options, Outcome, generate};

use super::{Pattern, Selection};

const ZOO: &str = "
openapi: 3.1.0
info: { title: Zoo, version: '1' }
paths:
  /pets:
    get:
      operationId: listPets
      tags: [pets]
      parameters: [{ name: size, in: query, schema: { enum: [small, large] } }]
      responses: { '200': { description: Pets, content: { application/json: { schema: { type: array, items: { $ref: '#/components/schemas/Pet' } } } } } }
    post:
      operationId: createPet
      tags: [pets, writes]
      requestBody: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
      responses: { '201': { description: Made } }
  /pets/{id}/toys:
    get:
      operationId: listToys
      tags: [toys]
      parameters: [{ name: id, in: path, required: true, schema: { type: string } }]
      responses: { '200': { description: Toys, content: { application/json: { schema: { $ref: '#/components/schemas/Toy' } } } } }
  /keepers:
    get:
      operationId: listKeepers
      tags: [keepers]
      responses: { '200': { description: Keepers, content: { application/json: { schema: { $ref: '#/components/schemas/Keeper' } } } } }
components:
  schemas:
    Pet: { type: object, required: [name], properties: { name: { type: string }, owner: { $ref: '#/components/schemas/Owner' } } }
    Owner: { type: object, properties: { name: { type: string }, pets: { type: array, items: { $ref: '#/components/schemas/Pet' } } } }
    Toy: { type: object, properties: { kind: { enum: [ball, bone] } } }
    Keeper: { type: object, properties: { toys: { type: array, items: { $ref: '#/components/schemas/Toy' } } } }
    pet: { type: object, properties: { other: { type: string } } }
    Unused: { type: object, properties: { other: { type: string } } }
";

fn outcome(select: &[&str], omit: &[&str]) -> Outcome {
    let patterns = |texts: &[&str]| texts.iter().map(|text| Pattern::new(text, None).unwrap()).collect();
    let selection = Selection { select: patterns(select), omit: patterns(omit) };
    let options = Options { selection, tests: true, ..Options::default() };
    let sources = [Source::new("zoo.yaml", ZOO.as_bytes())];
    generate(&Input { sources: &sources, reader: &|_| None, options: &options })
}

fn files(select: &[&str], omit: &[&str]) -> FileMap {
    let outcome = outcome(select, omit);
    outcome.client.unwrap_or_else(|| panic!("{:?}", outcome.findings)).files
}

fn types(files: &FileMap) -> BTreeSet<&str> {
    let below = files.keys().filter_map(|path| path.strip_prefix("src/types/"));
    below.filter(|path| *path != "mod.rs").collect()
}

/// The message and the help of the only error.
fn refused(select: &[&str], omit: &[&str]) -> (String, String) {
    let mut found: Vec<Located> = outcome(select, omit).findings;
    found.retain(|finding| finding.severity == Severity::Error);
    let [only] = &found[..] else { panic!("{found:?}") };
    (format!("{}: {}", only.code.id, only.message), only.help.clone())
}

#[test]
fn what_is_selected_comes_with_all_that_it_needs() {
    for select in
        [&["tag=pets"][..], &["path=/pets"], &["operation=*Pet*"], &["operation=listPets", "path=POST /pet?"]]
    {
        let part = files(select, &[]);
        assert!(types(&part).contains("owner.rs"), "{select:?}: {:?}", types(&part));
        assert!(!types(&part).iter().any(|path| path.contains("toy") || path.contains("keeper")));
        assert!(!part["src/client.rs"].contains("fn keepers"));
        assert!(!part["Cargo.toml"].contains("keepers"));
        assert!(part["src/api.txt"].contains("pets") && !part["src/api.txt"].contains("Keeper"));
    }
    let resource = files(&["resource=pets"], &[]);
    let whole = files(&[], &[]);
    assert!(whole.keys().any(|path| path.contains("keeper")));
    assert!(resource.len() < whole.len());
}

#[test]
fn what_is_left_out_takes_along_what_nothing_else_uses() {
    let part = files(&[], &["tag=keepers"]);
    assert!(types(&part).contains("toy.rs") && !types(&part).contains("keeper.rs"));
    // What nobody has ever used is not what was left out.
    assert!(types(&part).contains("unused.rs"));
    assert!(!types(&files(&["tag=*"], &["tag=keepers"])).contains("unused.rs"));
    let reads = files(&["tag=pets"], &["tag=writes"]);
    assert!(!reads["src/api.txt"].contains("create") && reads["src/api.txt"].contains("list"));
}

#[test]
fn a_part_has_the_names_and_the_code_of_the_whole() {
    let whole = files(&[], &[]);
    for select in ["tag=pets", "tag=toys", "tag=keepers", "operation=createPet"] {
        let part = files(&[select], &[]);
        for (path, text) in part.iter().filter(|(path, _)| path.starts_with("src/types/")) {
            assert!(path.ends_with("/mod.rs") || *text == whole[path], "{select}: {path}");
        }
        // Of a resource there are fewer calls, and each is that of the whole.
        for (path, text) in part.iter().filter(|(path, _)| path.starts_with("src/resources/")) {
            let mut of_whole = whole[path].lines();
            assert!(text.lines().all(|line| of_whole.any(|other| other == line)), "{select}: {path}");
        }
    }
    // `pet` has another name beside `Pet`, and keeps it where nothing is called so.
    assert!(files(&[], &["tag=pets", "tag=toys"])["src/api.txt"].contains("types::PetLowercase"));
}

#[test]
fn a_pattern_that_matches_nothing_is_refused_with_a_suggestion() {
    for (select, omit, said, help) in [
        (&["tag=pet"][..], &[][..], "E280: `tag=pet` matches no operation", "did you mean `tag=pets`?"),
        (
            &[],
            &["tag=zoo"],
            "E280: `tag=zoo` matches no operation",
            "are `keepers`, `pets`, `toys`, `writes`",
        ),
        (&["path=/pet"], &[], "E280: `path=/pet` matches no operation", "did you mean `path=/pets`?"),
        (&["path=PUT /pets"], &[], "E280: `path=PUT /pets` matches no operation", "are `/keepers`"),
        (&["operation=listPet"], &[], "E280: `operation=listPet`", "did you mean `operation=listPets`?"),
        (&["resource=keeper"], &[], "E280: `resource=keeper`", "did you mean `resource=keepers`?"),
        (&["tag=pets"], &["path=/pets"], "E281: `select` and `omit` together", "select more"),
    ] {
        let (message, advice) = refused(select, omit);
        assert!(message.starts_with(said), "{message}");
        assert!(advice.contains(help), "{advice}");
    }
}

#[test]
fn findings_about_what_is_left_out_are_not_told() {
    let with = |selection| {
        let text = ZOO.replace(
            "Keeper: { type: object",
            "Keeper: { x-one: 1, allOf: [{ $ref: '#/nowhere' }], type: object",
        );
        let options = Options { selection, ..Options::default() };
        let sources = [Source::new("zoo.yaml", text.into_bytes())];
        generate(&Input { sources: &sources, reader: &|_| None, options: &options }).findings
    };
    assert!(!with(Selection::default()).is_empty());
    let select = vec![Pattern::new("tag=pets", None).unwrap()];
    let found = with(Selection { select, omit: Vec::new() });
    assert!(!found.iter().any(|finding| finding.pointer.as_str().contains("Keeper")), "{found:?}");
}
