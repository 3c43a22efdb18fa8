//! Chains of types that a compiler would give up on.

use std::fmt::Write as _;

use crate::ir::{Api, longest_way};

use super::lowered;

const HEAD: &str = "openapi: 3.1.1\ninfo: { title: T, version: '1' }\npaths: {}\ncomponents:\n  schemas:\n";

/// What a compiler has left for the program around a value: of the 128 steps that it takes.
const MOST: usize = 100;

/// `types` schemas, each with a member that holds the next one as `held` says.
fn chain(types: usize, held: impl Fn(&str) -> String) -> Api {
    let mut yaml = HEAD.to_owned();
    for at in 0..types {
        let next = held(&format!("$ref: '#/components/schemas/T{}'", at + 1));
        let _ = writeln!(yaml, "    T{at}: {{ type: object, properties: {{ next: {{ {next} }} }} }}");
    }
    let _ = writeln!(yaml, "    T{types}: {{ type: object, properties: {{ name: {{ type: string }} }} }}");
    lowered(&yaml).0
}

fn by_list(next: &str) -> String {
    format!("type: array, items: {{ {next} }}")
}

#[test]
fn long_chains_are_cut_however_types_hold_one_another() {
    let by_map = |next: &str| format!("type: object, additionalProperties: {{ {next} }}");
    let by_case = |next: &str| format!("oneOf: [{{ type: string }}, {{ {next} }}]");
    let chains = [
        chain(2000, by_list),
        chain(2000, by_map),
        chain(2000, by_case),
        chain(2000, str::to_owned),
        chain(300, |next| by_list(&by_list(next))),
        chain(300, |next| {
            format!("type: array, prefixItems: [{{ {next} }}, {{ type: string }}], items: false")
        }),
    ];
    for api in chains {
        let (way, types) = (longest_way(&api.types), api.types.len());
        assert!(way <= MOST, "{way}");
        assert!(!api.far.is_empty() && api.far.len() * 10 < types, "{} of {types}", api.far.len());
    }
}

#[test]
fn required_members_and_lists_of_lists_without_a_struct_are_cut() {
    let mut required = HEAD.to_owned();
    let mut lists = HEAD.to_owned();
    for at in 0..2000 {
        let next = format!("$ref: '#/components/schemas/T{}'", at + 1);
        let _ = writeln!(
            required,
            "    T{at}: {{ type: object, required: [n], properties: {{ n: {{ {next} }} }} }}"
        );
        let _ = writeln!(lists, "    T{at}: {{ type: array, items: {{ {next} }} }}");
    }
    for yaml in [required, lists] {
        let (api, _) = lowered(&format!(
            "{yaml}    T2000: {{ type: object, properties: {{ name: {{ type: string }} }} }}\n"
        ));
        let way = longest_way(&api.types);
        assert!(way <= MOST && !api.far.is_empty(), "{way}");
    }
}

#[test]
fn types_that_all_lead_to_one_another_are_cut() {
    let (types, mut random) = (1000_usize, 7_u64);
    let mut next = |below: usize| {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap_or_default() % below
    };
    let mut yaml = HEAD.to_owned();
    for at in 0..types {
        let _ = write!(yaml, "    T{at}: {{ type: object, properties: {{ ");
        for member in 0..4 {
            let held = format!("$ref: '#/components/schemas/T{}'", next(types));
            let held = if next(2) == 0 { by_list(&held) } else { held };
            let _ = write!(yaml, "m{member}: {{ {held} }}, ");
        }
        yaml.push_str("} }\n");
    }
    let (api, _) = lowered(&yaml);
    let way = longest_way(&api.types);
    assert!(way <= MOST, "{way}");
    assert!(api.far.len() < types / 2, "{}", api.far.len());
}

#[test]
fn what_a_compiler_can_walk_is_left_alone() {
    assert!(chain(15, by_list).far.is_empty());
    let tree = chain(1, |next| format!("$ref: '#/components/schemas/T0', x: {{ {next} }}"));
    assert!(tree.far.is_empty());
}

#[test]
fn cuts_stay_where_they_are_when_a_chain_gets_longer_at_its_beginning() {
    let names = |api: &Api| -> Vec<usize> { api.far.keys().map(|id| api.types.len() - id.0).collect() };
    let (before, after) = (names(&chain(200, by_list)), names(&chain(201, by_list)));
    assert!(before.iter().all(|cut| after.contains(cut)), "{before:?} {after:?}");
}

#[test]
fn arrays_without_names_end_where_a_compiler_would() {
    let nested = |depth: usize| {
        let mut schema = "{ type: object, properties: { name: { type: string } } }".to_owned();
        for _ in 0..depth {
            schema = format!("{{ type: array, items: {schema} }}");
        }
        lowered(&format!("{HEAD}    Deep: {schema}\n"))
    };
    for (depth, found) in [(16, 0), (17, 1), (45, 2)] {
        let (api, findings) = nested(depth);
        assert_eq!(findings.iter().filter(|code| code.starts_with("W502")).count(), found, "{depth}");
        assert!(longest_way(&api.types) <= MOST, "{depth}");
    }
}
