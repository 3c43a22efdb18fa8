//! Documentation: what the description says, and facts that no type shows.
//!
//! In: a schema. Out: [`Docs`], still raw text of strangers.
//! Must never know: how documentation is spelt in Rust.

use crate::ir::Docs;
use crate::schema::{Limits, SchemaObject};

use super::literal::json_text;

/// A default longer than this says little in a line of documentation.
const LONGEST_DEFAULT: usize = 120;

/// Documentation of a definition, field or parameter.
pub(in crate::lower) fn docs_of(object: &SchemaObject) -> Docs {
    let text = |text: &Option<String>| text.clone().filter(|text| !text.trim().is_empty());
    Docs {
        summary: None,
        description: text(&object.description).or_else(|| text(&object.title)),
        facts: facts_of(object),
        link: text(&object.external_docs),
        deprecated: object.deprecated,
    }
}

fn facts_of(object: &SchemaObject) -> Vec<String> {
    let mut facts = limit_facts(&object.limits);
    if let Some(format) = object.format.as_deref().filter(|format| !is_shown_by_type(format)) {
        facts.push(format!("format: `{format}`"));
    }
    if let Some(media_type) = &object.content_media_type {
        facts.push(format!("content: `{media_type}`"));
    }
    if let Some(default) = &object.default {
        let default = json_text(default);
        if default.chars().count() <= LONGEST_DEFAULT {
            facts.push(format!("default: `{default}`"));
        }
    }
    if object.read_only {
        facts.push("read-only".to_owned());
    }
    if object.write_only {
        facts.push("write-only".to_owned());
    }
    facts
}

fn is_shown_by_type(format: &str) -> bool {
    matches!(
        format,
        "int32"
            | "int64"
            | "uint32"
            | "uint64"
            | "uint"
            | "double"
            | "date-time"
            | "date"
            | "time"
            | "uuid"
            | "uri"
    )
}

fn limit_facts(limits: &Limits) -> Vec<String> {
    let mut facts = Vec::new();
    let mut fact = |text: Option<String>| facts.extend(text);
    fact(limits.minimum.map(|limit| format!("at least {limit}")));
    fact(limits.exclusive_minimum.map(|limit| format!("more than {limit}")));
    fact(limits.maximum.map(|limit| format!("at most {limit}")));
    fact(limits.exclusive_maximum.map(|limit| format!("less than {limit}")));
    fact(limits.multiple_of.map(|step| format!("a multiple of {step}")));
    fact(counted("at least", limits.min_length.filter(|limit| *limit > 0), "character"));
    fact(counted("at most", limits.max_length, "character"));
    fact(limits.pattern.as_ref().map(|pattern| format!("matches `{pattern}`")));
    fact(counted("at least", limits.min_items.filter(|limit| *limit > 0), "item"));
    fact(counted("at most", limits.max_items, "item"));
    fact(limits.unique_items.then(|| "unique items".to_owned()));
    fact(counted("at least", limits.min_properties.filter(|limit| *limit > 0), "property"));
    fact(counted("at most", limits.max_properties, "property"));
    facts
}

fn counted(bound: &str, limit: Option<u64>, noun: &str) -> Option<String> {
    limit.map(|limit| {
        let plural = match noun.strip_suffix('y') {
            Some(stem) => format!("{stem}ies"),
            None => format!("{noun}s"),
        };
        format!("{bound} {limit} {}", if limit == 1 { noun } else { &plural })
    })
}
