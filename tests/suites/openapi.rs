//! The documents by which the `OpenAPI` 3.2 specification tests its own schema: those that fail get an error or a warning at the
//! place that is wrong, and those that pass are not called invalid.

use std::collections::BTreeMap;
use std::path::PathBuf;

use codegen::diag::{Fault, Located, Severity};
use codegen::load::Source;
use codegen::{Input, Options};

use crate::Outcome;

/// What is wrong with each document that fails: where, and whether it is all of it.
const WRONG: [(&str, &str); 29] = [
    ("encoding-enc-item-exclusion", "/prefixEncoding/0/prefixEncoding"),
    ("encoding-enc-prefix-exclusion", "/prefixEncoding/0/itemEncoding"),
    ("example-examples", "/components/parameters/animal/examples"),
    ("example-object-old-exclusions", "/components/examples/CannotHaveBoth/externalValue"),
    ("example-object-old-vs-data", "/components/examples/NoValueWithDataValue/dataValue"),
    ("example-object-old-vs-ser", "/components/examples/CannotHaveBoth/serializedValue"),
    ("example-object-ser-exclusions", "/components/examples/CannotHaveBoth/externalValue"),
    ("header-object-allowReserved", "/components/headers/Style/allowReserved"),
    ("header-object-name", "/headers/Bad=Header"),
    ("invalid_schema_types", "/components/schemas/invalid_array"),
    ("media-type-enc-item-exclusion", "/content/multipart~1mixed/itemEncoding"),
    ("media-type-enc-prefix-exclusion", "/content/multipart~1mixed/prefixEncoding"),
    ("no_containers", ""),
    ("operation-object-query-with-querystring", "/get/parameters/1"),
    ("operation-object-two-querystrings", "/get/parameters/1"),
    ("parameter-object-content-not-with-style", "/content-not-with-style/style"),
    ("parameter-object-cookie-allowReserved", "/my_cookie/allowReserved"),
    ("parameter-object-header-allowReserved", "/header/allowReserved"),
    ("parameter-object-header-name", "/BadHeader/name"),
    ("parameter-object-path-name", "/BadPath/name"),
    ("parameter-object-querystring-not-with-schema", "/querystring-not-with-schema/schema"),
    ("path-item-object-conflicting-additional-operation", "/additionalOperations/POST"),
    ("path-item-object-query-with-querystring", "/my-path-item/parameters/1"),
    ("path-item-object-two-querystrings", "/my-path-item/parameters/1"),
    ("server_enum_empty", "/servers/0/variables/var/enum"),
    ("servers", "/servers"),
    ("unknown_container", ""),
    ("xml-attr-exclusion", "/components/schemas/Attr/xml/attribute"),
    ("xml-wrapped-exclusion", "/components/schemas/List/xml/wrapped"),
];

/// Those of which nothing can be used.
const REFUSED: [&str; 2] = ["no_containers", "unknown_container"];

#[test]
fn the_documents_of_the_specification_are_judged_as_it_judges_them() {
    let mut outcome = Outcome::new("OpenAPI 3.2");
    let wrong = BTreeMap::from(WRONG);
    for (name, found) in findings("fail") {
        let place = wrong[name.as_str()];
        let is_said = |finding: &&Located| {
            finding.severity != Severity::Note && finding.pointer.as_str().ends_with(place)
        };
        let is_refused = found.iter().any(|finding| finding.severity == Severity::Error);
        let result = if is_refused != REFUSED.contains(&name.as_str()) {
            Err(format!("refused: {is_refused}"))
        } else if found.iter().filter(is_said).any(|finding| finding.code.fault == Fault::Invalid) {
            Ok(())
        } else {
            Err("nothing is said at the place".to_owned())
        };
        outcome.case(format!("fail / {name}"), result);
    }
    for (name, found) in findings("pass") {
        let is_blame =
            |finding: &&Located| finding.severity != Severity::Note && finding.code.fault == Fault::Invalid;
        for finding in found.iter().filter(is_blame) {
            outcome.case(
                format!("pass / {name} / {} {}", finding.code.id, finding.pointer),
                Err(finding.message.clone()),
            );
        }
        outcome.case(format!("pass / {name}"), Ok(()));
    }
    outcome.check(include_str!("exceptions/openapi.txt"));
}

/// The findings about each document of a folder.
fn findings(folder: &str) -> Vec<(String, Vec<Located>)> {
    let folder = integration_tests::project_root().join("../shared/oas32").join(folder);
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let judged = files.into_iter().map(|file| {
        let name = file.file_stem().unwrap().to_string_lossy().into_owned();
        let sources = [Source::new(format!("{name}.yaml"), std::fs::read(&file).unwrap())];
        let input = Input { sources: &sources, reader: &|_| None, options: &Options::default() };
        (name, codegen::generate(&input).findings)
    });
    judged.collect()
}
