//! The request body of an operation.

use crate::document::{BodySpec, EncodingSpec, MediaSpec, OperationSpec};

use super::changes::{Side, Use};
use super::rules::bodies as rules;
use super::schema::Comparison;

/// Compares the request bodies of an operation.
pub(super) fn compare_bodies(comparison: &mut Comparison<'_>, old: &OperationSpec, new: &OperationSpec) {
    let what = "the request body";
    match (&old.body, &new.body) {
        (Some(base), Some(head)) => body(comparison, base, head),
        (Some(base), None) => {
            let (base, head) = (Side::at(&base.pointer), Side::at(&new.pointer));
            comparison.changes.note(&rules::REMOVED, Use::Sent, what, base, head);
        }
        (None, Some(head)) => {
            let rule = if head.required { &rules::ADDED_REQUIRED } else { &rules::ADDED_OPTIONAL };
            let (base, head) = (Side::at(&old.pointer), Side::at(&head.pointer));
            comparison.changes.note(rule, Use::Sent, what, base, head);
        }
        (None, None) => {}
    }
}

fn body(comparison: &mut Comparison<'_>, old: &BodySpec, new: &BodySpec) {
    let what = "the request body";
    let mut note = |rule, base: &str, head: &str| {
        let (base, head) = (Side::with(&old.pointer, base), Side::with(&new.pointer, head));
        comparison.changes.note(rule, Use::Sent, what, base, head);
    };
    match (old.required, new.required) {
        (false, true) => note(&rules::BECAME_REQUIRED, "optional", "required"),
        (true, false) => note(&rules::BECAME_OPTIONAL, "required", "optional"),
        _ => {}
    }
    if old.description != new.description {
        note(&rules::DOCUMENTATION, "", "");
    }
    for (name, media) in &old.content {
        if let Some(other) = find(&new.content, name) {
            compare_media(comparison, media, other, Use::Sent);
            encodings(comparison, media, other);
        } else {
            let (base, head) = (Side::with(&media.pointer, name), Side::at(&new.pointer));
            comparison.changes.note(&rules::MEDIA_REMOVED, Use::Sent, name, base, head);
        }
    }
    for (name, media) in new.content.iter().filter(|(name, _)| find(&old.content, name).is_none()) {
        let (base, head) = (Side::at(&old.pointer), Side::with(&media.pointer, name));
        comparison.changes.note(&rules::MEDIA_ADDED, Use::Sent, name, base, head);
    }
}

/// A media type by its name, whose case means nothing.
pub(super) fn find<'a>(
    content: &'a indexmap::IndexMap<String, MediaSpec>,
    name: &str,
) -> Option<&'a MediaSpec> {
    content.get(name).or_else(|| {
        let same = |known: &&String| known.eq_ignore_ascii_case(name);
        content.keys().find(same).and_then(|known| content.get(known))
    })
}

/// The schemas of a media type that stands in both descriptions.
pub(super) fn compare_media(comparison: &mut Comparison<'_>, old: &MediaSpec, new: &MediaSpec, used: Use) {
    if let (Some(base), Some(head)) = (&old.schema, &new.schema) {
        comparison.places(base, head, used);
    }
    if let (Some(base), Some(head)) = (&old.item_schema, &new.item_schema) {
        comparison.places(base, head, used);
    }
}

fn encodings(comparison: &mut Comparison<'_>, old: &MediaSpec, new: &MediaSpec) {
    let names: std::collections::BTreeSet<&String> = old.encoding.keys().chain(new.encoding.keys()).collect();
    let mut changed = Vec::new();
    for name in names {
        if told(old.encoding.get(name)) != told(new.encoding.get(name)) {
            changed.push(format!("the field `{name}`"));
        }
    }
    // What is said of no position is said of all parts behind.
    for index in 0..old.prefix_encoding.len().max(new.prefix_encoding.len()) {
        let at = |media: &MediaSpec| told(media.prefix_encoding.get(index).or(media.item_encoding.as_ref()));
        if at(old) != at(new) {
            changed.push(format!("part {}", index + 1));
        }
    }
    if told(old.item_encoding.as_ref()) != told(new.item_encoding.as_ref()) {
        changed.push("each other part".to_owned());
    }
    for what in changed {
        let (base, head) = (Side::at(&old.pointer), Side::at(&new.pointer));
        comparison.changes.note(&rules::ENCODING, Use::Sent, &what, base, head);
    }
}

/// What an encoding says of how a value is written.
fn told(encoding: Option<&EncodingSpec>) -> String {
    let none = EncodingSpec::default();
    let encoding = encoding.unwrap_or(&none);
    format!("{:?}", (&encoding.content_type, &encoding.style, encoding.explode, encoding.allow_reserved))
}
