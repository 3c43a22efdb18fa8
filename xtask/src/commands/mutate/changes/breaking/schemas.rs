//! Values that break.

use codegen::load::Node;
use serde_json::json;

use super::super::super::fault::Random;
use super::super::bed::{Bed, Kind, Made};
use super::super::edit::{is, lists, map, push, remove, rename, set, text};
use super::super::walk::Uses;
use super::calls::{other_type, retype};

pub(super) const KINDS: &[Kind] = &[
    Kind { name: "required member of a request added", make: member_added },
    Kind { name: "member of a request became required", make: member_required },
    Kind { name: "member of a response removed", make: member_removed },
    Kind { name: "member renamed", make: member_renamed },
    Kind { name: "member of a response became optional", make: member_optional },
    Kind { name: "member of a response became nullable", make: member_nullable },
    Kind { name: "null in a request forbidden", make: null_forbidden },
    Kind { name: "type of a member changed", make: member_type },
    Kind { name: "a list became one value", make: list },
    Kind { name: "type of items changed", make: items },
    Kind { name: "value of a request's enum removed", make: enum_value },
    Kind { name: "text of a request became an enum", make: enum_closed },
    Kind { name: "limit of a request tightened", make: limit },
    Kind { name: "pattern of a request added", make: pattern },
    Kind { name: "wider integer in a response", make: wider },
    Kind { name: "text became a time", make: format },
    Kind { name: "other members of a request forbidden", make: closed },
    Kind { name: "value of a map changed", make: map_value },
    Kind { name: "discriminator renamed", make: discriminator },
    Kind { name: "discriminator's value means another case", make: mapping },
    Kind { name: "case of a request's union removed", make: case_removed },
];

fn has_members(schema: &Node) -> bool {
    schema.get("properties").and_then(Node::as_map).is_some_and(|members| !members.is_empty())
}

fn says(schema: &Node, kind: &str) -> bool {
    text(schema, "type") == Some(kind)
}

fn member_added(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| uses.surely_sent() && has_members(schema))?;
    bed.change(&at, |root| {
        set(root, &at.key("properties"), "mutated", &json!({ "type": "string" }))?;
        push(root, &at, "required", &json!("mutated"))
    })
}

fn member_required(bed: &Bed, random: &mut Random) -> Made {
    let found =
        bed.member(random, |object, _, uses, name| uses.surely_sent() && !lists(object, "required", name))?;
    bed.change(&found.at(), |root| push(root, &found.object, "required", &json!(found.name)))
}

fn forget(root: &mut Node, object: &codegen::diag::Pointer, name: &str) -> Option<()> {
    let members = map(root, object)?;
    let Some(list) = members.get_mut("required").and_then(Node::as_list_mut) else { return Some(()) };
    list.retain(|item| item.as_str() != Some(name));
    if list.is_empty() {
        members.shift_remove("required");
    }
    Some(())
}

fn member_removed(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.member(random, |_, _, uses, _| uses.surely_read())?;
    bed.change(&found.at(), |root| {
        remove(root, &found.object.key("properties"), &found.name)?;
        forget(root, &found.object, &found.name)
    })
}

fn member_renamed(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.member(random, |_, _, uses, _| uses.surely_read() || uses.surely_sent())?;
    let new = format!("{}Mutated", found.name);
    bed.change(&found.at(), |root| {
        rename(root, &found.object.key("properties"), &found.name, &new)?;
        let Some(list) = map(root, &found.object)?.get_mut("required").and_then(Node::as_list_mut) else {
            return Some(());
        };
        list.iter_mut()
            .filter(|item| item.as_str() == Some(&found.name))
            .for_each(|item| *item = new.as_str().into());
        Some(())
    })
}

fn member_optional(bed: &Bed, random: &mut Random) -> Made {
    let found =
        bed.member(random, |object, _, uses, name| uses.surely_read() && lists(object, "required", name))?;
    bed.change(&found.at(), |root| forget(root, &found.object, &found.name))
}

fn member_nullable(bed: &Bed, random: &mut Random) -> Made {
    let is_plain = |member: &Node| other_type(member).is_some() && !is(member, "nullable");
    let found = bed.member(random, |object, member, uses, name| {
        uses.surely_read() && lists(object, "required", name) && is_plain(member)
    })?;
    let at = found.at();
    bed.change(&at, |root| {
        if !bed.null_is_type {
            return set(root, &at, "nullable", &json!(true));
        }
        let kind = text(root.at(&at)?, "type")?.to_owned();
        set(root, &at, "type", &json!([kind, "null"]))
    })
}

fn null_forbidden(bed: &Bed, random: &mut Random) -> Made {
    let is_listed = |schema: &Node| {
        let kinds = schema.get("type").and_then(Node::as_list).unwrap_or_default();
        kinds.len() == 2 && lists(schema, "type", "null")
    };
    let found = bed.member(random, |_, member, uses, _| {
        let has_null = if bed.null_is_type { is_listed(member) } else { is(member, "nullable") };
        uses.surely_sent() && has_null && member.get("type").is_some() && member.get("enum").is_none()
    })?;
    let at = found.at();
    bed.change(&at, |root| {
        if !bed.null_is_type {
            return remove(root, &at, "nullable").map(drop);
        }
        let kinds = root.at(&at)?.get("type")?.as_list()?;
        let kind = kinds.iter().find_map(|kind| kind.as_str().filter(|kind| *kind != "null"))?.to_owned();
        set(root, &at, "type", &json!(kind))
    })
}

fn member_type(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.member(random, |_, member, uses, _| uses.is_any() && other_type(member).is_some())?;
    let at = found.at();
    let other = other_type(bed.at(&at)?)?;
    bed.change(&at, |root| retype(root, &at, other))
}

fn list(bed: &Bed, random: &mut Random) -> Made {
    let found = bed.member(random, |_, member, uses, _| {
        (uses.surely_read() || uses.surely_sent()) && says(member, "array")
    })?;
    let at = found.at();
    bed.change(&at, |root| retype(root, &at, "boolean"))
}

fn items(bed: &Bed, random: &mut Random) -> Made {
    let is_scalar = |schema: &Node| schema.get("items").is_some_and(|items| other_type(items).is_some());
    let at = bed.schema(random, |schema, uses| {
        (uses.surely_read() || uses.surely_sent()) && says(schema, "array") && is_scalar(schema)
    })?;
    let at = at.key("items");
    let other = other_type(bed.at(&at)?)?;
    bed.change(&at, |root| retype(root, &at, other))
}

fn enum_value(bed: &Bed, random: &mut Random) -> Made {
    let count = |schema: &Node| schema.get("enum").and_then(Node::as_list).map_or(0, <[Node]>::len);
    let at =
        bed.schema(random, |schema, uses| uses.surely_sent() && says(schema, "string") && count(schema) > 1)?;
    let gone = bed.at(&at.key("enum"))?.as_list()?[random.below(count(bed.at(&at)?))].clone();
    if gone == Node::Null || bed.at(&at)?.get("default") == Some(&gone) {
        return None;
    }
    let place = at.key("enum");
    bed.change(&place, |root| {
        let list = root.at_mut(&place)?.as_list_mut()?;
        list.retain(|value| *value != gone);
        (!list.is_empty()).then_some(())
    })
}

/// A text that may be anything, where calls send it surely.
fn is_free_text(schema: &Node, uses: Uses) -> bool {
    uses.surely_sent() && says(schema, "string") && other_type(schema).is_some()
}

fn enum_closed(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, is_free_text)?;
    bed.change(&at, |root| set(root, &at, "enum", &json!(["mutated", "changed"])))
}

fn limit(bed: &Bed, random: &mut Random) -> Made {
    let is_tight = |schema: &Node| ["maxLength", "pattern"].iter().any(|key| schema.get(key).is_some());
    let at = bed.schema(random, |schema, uses| is_free_text(schema, uses) && !is_tight(schema))?;
    bed.change(&at, |root| set(root, &at, "maxLength", &json!(3)))
}

fn pattern(bed: &Bed, random: &mut Random) -> Made {
    let at =
        bed.schema(random, |schema, uses| is_free_text(schema, uses) && schema.get("pattern").is_none())?;
    bed.change(&at, |root| set(root, &at, "pattern", &json!("^mutated$")))
}

fn wider(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| {
        let is_narrow = says(schema, "integer") && text(schema, "format") == Some("int32");
        let is_bounded = ["maximum", "minimum", "enum"].iter().any(|key| schema.get(key).is_some());
        uses.surely_read() && is_narrow && !is_bounded
    })?;
    bed.change(&at, |root| set(root, &at, "format", &json!("int64")))
}

fn format(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, is_free_text)?;
    bed.change(&at, |root| set(root, &at, "format", &json!("date-time")))
}

fn closed(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| {
        let is_open = schema.get("additionalProperties").is_none_or(|rest| rest.as_bool() == Some(true));
        let is_whole = ["allOf", "anyOf", "oneOf"].iter().all(|key| schema.get(key).is_none());
        uses.surely_sent() && has_members(schema) && is_open && is_whole
    })?;
    bed.change(&at, |root| set(root, &at, "additionalProperties", &json!(false)))
}

fn map_value(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| {
        let is_scalar = schema.get("additionalProperties").is_some_and(|value| other_type(value).is_some());
        (uses.surely_sent() || uses.surely_read()) && is_scalar
    })?;
    let at = at.key("additionalProperties");
    let other = other_type(bed.at(&at)?)?;
    bed.change(&at, |root| retype(root, &at, other))
}

/// A union of references that says which member tells its cases apart.
fn is_tagged(schema: &Node, uses: Uses) -> bool {
    let cases = schema.get("oneOf").and_then(Node::as_list).unwrap_or_default();
    let is_named = cases.len() > 1 && cases.iter().all(|case| case.get("$ref").is_some());
    (uses.surely_sent() || uses.surely_read())
        && is_named
        && schema.get("discriminator").is_some_and(|found| text(found, "propertyName").is_some())
}

fn discriminator(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, is_tagged)?.key("discriminator");
    let name = format!("{}Mutated", text(bed.at(&at)?, "propertyName")?);
    bed.change(&at, |root| set(root, &at, "propertyName", &json!(name)))
}

fn mapping(bed: &Bed, random: &mut Random) -> Made {
    let targets = |schema: &Node| {
        let all = schema.get("discriminator")?.get("mapping")?.as_map()?.clone();
        let (first, one) = all.first()?;
        let other = all.values().find(|other| *other != one)?.as_str()?.to_owned();
        Some((first.clone(), other))
    };
    let at = bed.schema(random, |schema, uses| is_tagged(schema, uses) && targets(schema).is_some())?;
    let (value, other) = targets(bed.at(&at)?)?;
    let at = at.key("discriminator").key("mapping");
    bed.change(&at.key(&value), |root| set(root, &at, &value, &json!(other)))
}

fn case_removed(bed: &Bed, random: &mut Random) -> Made {
    let at = bed.schema(random, |schema, uses| {
        let count = schema.get("oneOf").and_then(Node::as_list).map_or(0, <[Node]>::len);
        uses.surely_sent() && is_tagged(schema, uses) && count > 2
    })?;
    let gone = bed.at(&at.key("oneOf").index(0))?.get("$ref")?.clone();
    bed.change(&at, |root| {
        let list = root.at_mut(&at.key("oneOf"))?.as_list_mut()?;
        list.retain(|case| case.get("$ref") != Some(&gone));
        if let Some(mapping) = map(root, &at.key("discriminator").key("mapping")) {
            mapping.retain(|_, target| *target != gone);
        }
        Some(())
    })
}
