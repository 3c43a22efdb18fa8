//! Other words for the same thing, and text for people.

use codegen::diag::Pointer;
use codegen::load::Node;
use serde_json::json;

use super::super::super::fault::Random;
use super::super::bed::{Bed, Kind, Made};
use super::super::edit::{lists, map, rename, set, text};

pub(super) const KINDS: &[Kind] = &[
    Kind { name: "text of an operation changed", make: operation_text },
    Kind { name: "text of a schema changed", make: schema_text },
    Kind { name: "text of a parameter changed", make: parameter_text },
    Kind { name: "version changed", make: version },
    Kind { name: "keys in reverse order", make: order },
    Kind { name: "required names in reverse order", make: required_order },
    Kind { name: "null spelt as a case", make: null },
    Kind { name: "one part of allOf", make: one_part },
    Kind { name: "extension added", make: extension },
    Kind { name: "example changed", make: example },
    Kind { name: "variable of a path renamed", make: variable },
    Kind { name: "more documentation elsewhere", make: external },
];

const TEXT: &str = "Other words for the same.";

fn operation_text(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.operation(random, |_| true)?.at;
    bed.change(&at, |root| set(root, &at, "description", &json!(TEXT)))
}

fn schema_text(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, _| schema.get("description").is_some())?;
    bed.change(&at, |root| set(root, &at, "description", &json!(TEXT)))
}

fn parameter_text(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.parameter(random, |_| true)?.at;
    bed.change(&at, |root| set(root, &at, "description", &json!(TEXT)))
}

fn version(bed: &Bed, _: &mut Random) -> Made {
    let at = Pointer::root().key("info");
    bed.change(&at, |root| set(root, &at, "version", &json!("mutated")))
}

/// The members of a map by lot. Those of an object's properties keep the order of their author.
fn order(bed: &Bed, random: &mut Random) -> Made {
    let at = if random.below(2) == 0 {
        bed.operation(random, |_| true)?.at
    } else {
        bed.schema(random, |schema, _| schema.as_map().is_some_and(|members| members.len() > 1))?
    };
    let mut root = bed.root.clone();
    map(&mut root, &at)?.reverse();
    // Two maps are equal whatever their order, so that nothing is asked here.
    Some((root, at))
}

fn required_order(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, _| {
        schema.get("required").and_then(Node::as_list).is_some_and(|names| names.len() > 1)
    })?;
    bed.change(&at, |root| {
        root.at_mut(&at.key("required"))?.as_list_mut()?.reverse();
        Some(())
    })
}

fn null(bed: &Bed, random: &mut Random) -> Made {
    let words = ["type", "title", "description"];
    let found = bed.member(random, |_, member, _, _| {
        let is_bare = member.as_map().is_some_and(|all| all.keys().all(|key| words.contains(&key.as_str())));
        let kinds = member.get("type").and_then(Node::as_list).unwrap_or_default();
        is_bare && kinds.len() == 2 && lists(member, "type", "null")
    })?;
    let at = found.at();
    bed.change(&at, |root| {
        let kinds = map(root, &at)?.shift_remove("type")?;
        let cases = kinds.as_list()?.iter();
        let cases = cases.map(|kind| Node::Map([("type".to_owned(), kind.clone())].into_iter().collect()));
        let cases = Node::List(cases.collect());
        map(root, &at)?.insert("anyOf".to_owned(), cases);
        Some(())
    })
}

fn one_part(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.member(random, |_, member, _, _| {
        // Beside a reference, older versions of OpenAPI see nothing.
        member.as_map().is_some_and(|all| all.len() == 1)
            && (member.get("$ref").is_some()
                || member.get("type").is_some_and(|kind| kind.as_str().is_some()))
    })?;
    let at = found.at();
    bed.change(&at, |root| {
        let place = root.at_mut(&at)?;
        let inner = std::mem::take(place);
        *place = Node::Map([("allOf".to_owned(), Node::List(vec![inner]))].into_iter().collect());
        Some(())
    })
}

fn extension(bed: &Bed, random: &mut Random) -> Made {
    let at = if random.below(2) == 0 {
        bed.operation(random, |_| true)?.at
    } else {
        bed.schema(random, |_, _| true)?
    };
    bed.change(&at, |root| set(root, &at, "x-mutated", &json!({ "any": ["thing"] })))
}

fn example(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.member(random, |_, member, _, _| {
        text(member, "type") == Some("string")
            && ["format", "enum", "pattern"].iter().all(|key| member.get(key).is_none())
    })?;
    let at = found.at();
    bed.change(&at, |root| set(root, &at, "example", &json!("mutated")))
}

fn variable(bed: &Bed, random: &mut Random) -> Made {
    let fits = |one: &Node| {
        let is_path = |parameter: &Node| text(parameter, "in") == Some("path");
        one.get("parameters").and_then(Node::as_list).is_some_and(|all| all.iter().any(is_path))
    };
    let found = bed.operation(random, fits)?;
    let item = found.at.parent()?;
    // All operations of the path must write the variable themselves, and no other path may then be the same.
    let name = found.path.split_once('{')?.1.split_once('}')?.0.to_owned();
    let operations: Vec<_> = bed.layout.operations.iter().filter(|other| other.path == found.path).collect();
    let index = |at: &Pointer| {
        let all = bed.at(&at.key("parameters"))?.as_list()?;
        all.iter().position(|one| text(one, "in") == Some("path") && text(one, "name") == Some(&name))
    };
    let written: Option<Vec<Pointer>> = operations
        .iter()
        .map(|operation| Some(operation.at.key("parameters").index(index(&operation.at)?)))
        .collect();
    let written = written?;
    bed.at(&item)?.get("parameters").is_none().then_some(())?;
    let paths = Pointer::root().key("paths");
    let new = found.path.replacen(&format!("{{{name}}}"), "{mutated}", 1);
    bed.change(&found.at, |root| {
        written.iter().try_for_each(|at| set(root, at, "name", &json!("mutated")))?;
        rename(root, &paths, &found.path, &new)
    })
}

fn external(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.operation(random, |_| true)?.at;
    bed.change(&at, |root| set(root, &at, "externalDocs", &json!({ "url": "https://mutated.example/docs" })))
}
