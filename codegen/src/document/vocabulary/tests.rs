//! The table says of keywords what becomes of them.

use super::field::{Fate, Field};
use super::object_of;
use super::openapi::OBJECTS;
use super::schema::KEYWORDS;
use crate::diag::{Diagnostics, Pointer};
use crate::normalize::positions::{METHODS, Part, shape_of};
use crate::schema::read_schema;
use crate::schema::testing::node;

#[test]
fn each_keyword_of_a_schema_is_what_its_reader_takes_it_for() {
    for Field { name, fate, .. } in KEYWORDS {
        let root = node(&format!("{{ '{name}': {{}} }}"));
        let mut diagnostics = Diagnostics::new();
        read_schema(&root, &Pointer::root(), &mut diagnostics);
        let codes: Vec<&str> = diagnostics.as_slice().iter().map(|found| found.code.id).collect();
        assert!(!codes.contains(&"N409"), "{name} is not known");
        assert!(*fate == Fate::Noted || !codes.contains(&"N408"), "{name} is no type");
    }
}

#[test]
fn no_field_is_listed_twice() {
    let all = OBJECTS.iter().map(|object| (object.title, object.fields)).chain([("Schema", KEYWORDS)]);
    for (title, fields) in all {
        let mut names: Vec<&str> = fields.iter().map(|field| field.name).collect();
        names.sort_unstable();
        let count = names.len();
        names.dedup();
        assert_eq!(names.len(), count, "{title}");
    }
}

#[test]
fn what_is_walked_is_listed() {
    let parts =
        [Part::Document, Part::Components, Part::Operation, Part::Parameter, Part::Header, Part::RequestBody];
    let more = [Part::Response, Part::MediaType, Part::Encoding, Part::Link];
    for part in parts.into_iter().chain(more) {
        let object = object_of(part).expect("an object");
        let all = OBJECTS.iter().flat_map(|object| object.fields).map(|field| field.name);
        for name in all.chain(METHODS) {
            let is_walked = shape_of(part, name).is_some();
            assert!(
                !is_walked || object.fields.iter().any(|field| field.name == name),
                "{name} of {}",
                object.name
            );
        }
    }
    let walked = |name: &&Field| shape_of(Part::Schema, name.name).is_some();
    assert!(KEYWORDS.iter().filter(walked).count() > 20);
}
