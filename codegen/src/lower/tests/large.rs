//! Values that would be large if they held all that they name.

use std::fmt::Write as _;

use crate::ir::{Api, Definition, Type, most_of, sizes};

use super::lowered;

const HEAD: &str = "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";

/// Each type holds the next one in `members` members, the last one ten texts.
fn nested(types: usize, members: usize) -> String {
    let mut yaml = HEAD.to_owned();
    for at in 0..types {
        let _ = write!(yaml, "    T{at}: {{ type: object, properties: {{ ");
        let last = at + 1 == types;
        for member in 0..if last { 10 } else { members } {
            let held = if last {
                "type: string".to_owned()
            } else {
                format!("$ref: '#/components/schemas/T{}'", at + 1)
            };
            let _ = write!(yaml, "m{member}: {{ {held} }}, ");
        }
        yaml.push_str("} }\n");
    }
    yaml
}

/// Every type keeps to the limit; the greatest part of it that one takes, in percent.
#[track_caller]
fn fullest(api: &Api) -> usize {
    let sizes = sizes(&api.types);
    let shares = api.types.iter().zip(sizes).map(|(definition, size)| size * 100 / most_of(definition));
    let fullest = shares.max().unwrap_or_default();
    assert!(fullest <= 100, "{fullest} %");
    fullest
}

/// How many members of the type are boxed.
fn boxed(api: &Api, name: &str) -> usize {
    let found = api.types.iter().find(|found| found.pointer.to_string().ends_with(&format!("/{name}")));
    match found.map(|found| &found.definition) {
        Some(Definition::Structure(structure)) => {
            structure.fields.iter().filter(|field| matches!(field.value, Type::Boxed(_))).count()
        }
        Some(Definition::Union(union)) => {
            union.cases.iter().filter(|case| matches!(case.value, Type::Boxed(_))).count()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn values_that_hold_one_another_do_not_multiply() {
    let (api, _) = lowered(&nested(7, 4));
    assert!(fullest(&api) <= 25, "members of half a kilobyte");
    // Ten texts are 240 bytes, four of them 960: the second type from below is boxed where it is held.
    assert_eq!(["T5", "T4", "T3"].map(|name| boxed(&api, name)), [0, 4, 0]);
}

#[test]
fn many_members_share_what_a_type_may_take() {
    for members in [1, 8, 9, 16, 17, 60, 64, 65, 99, 300] {
        fullest(&lowered(&nested(4, members)).0);
    }
}

#[test]
fn cases_of_unions_are_no_larger_than_members() {
    let mut yaml = nested(2, 4);
    yaml.push_str("    Either: { oneOf: [{ type: string }, { $ref: '#/components/schemas/T0' }] }\n");
    yaml.push_str("    Pair: { type: array, prefixItems: [{ $ref: '#/components/schemas/T0' }, { $ref: '#/components/schemas/T0' }], items: false }\n");
    yaml.push_str("    Holder: { type: object, properties: { either: { $ref: '#/components/schemas/Either' }, pair: { $ref: '#/components/schemas/Pair' } } }\n");
    let (api, _) = lowered(&yaml);
    fullest(&api);
    assert_eq!(boxed(&api, "Either"), 1);
    assert_eq!(boxed(&api, "Holder"), 1, "the pair");
}

#[test]
fn lists_and_maps_need_no_box() {
    let mut yaml = nested(2, 4);
    yaml.push_str("    Holder: { type: object, properties: { all: { type: array, items: { $ref: '#/components/schemas/T0' } }, named: { type: object, additionalProperties: { $ref: '#/components/schemas/T0' } } } }\n");
    let (api, _) = lowered(&yaml);
    fullest(&api);
    assert_eq!(boxed(&api, "Holder"), 0);
}

#[test]
fn one_more_optional_member_moves_no_other_into_a_box() {
    let all = |api: &Api| ["T0", "T1", "T2", "T3", "T4", "T5"].map(|name| boxed(api, name));
    let yaml = nested(7, 3);
    let before = all(&lowered(&yaml).0);
    for at in 0..6 {
        let start = format!("T{at}: {{ type: object, properties: {{ ");
        let more = yaml.replace(&start, &format!("{start}added: {{ type: string }}, "));
        assert_eq!(all(&lowered(&more).0), before, "T{at}");
    }
}
