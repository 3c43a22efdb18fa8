//! Ids that tools made: of path and method, of a function's name between them, or of nothing that anybody reads.
//!
//! In: one operation. Out: what its id is made of.
//! Must never know: resources, other operations.

use std::collections::BTreeSet;

use crate::document::OperationSpec;
use crate::ir::PathPart;

use super::path::{literal_segments, lower_path};
use super::split::split_words;

/// Segments that ids leave out at the beginning of paths: `/api/v1`.
const MOST_LEFT_OUT: usize = 2;

/// Fewer characters than this may be a word that looks like a hash: `decade`, `h264`.
const SHORTEST_HASH: usize = 16;

/// The characters of a UUID.
const UUID_LENGTH: usize = 36;

/// Words that tools write around a hash.
const AROUND_HASHES: &[&str] = &["endpoint", "id", "op", "operation", "request", "route"];

/// Whether an id is a hash or a number, which nobody reads: `bcdec81432cdd80eb8363cfee03b1f3c`, a UUID, `operation-17`.
pub(in crate::lower) fn is_hash(id: &str) -> bool {
    if is_uuid(id) {
        return true;
    }
    let mut tokens =
        id.split(|character: char| !character.is_alphanumeric()).filter(|token| !token.is_empty());
    let mut any = false;
    tokens.all(|token| {
        let is_digest = is_digest(token);
        any |= is_digest;
        is_digest || is_uuid(token) || AROUND_HASHES.contains(&token.to_ascii_lowercase().as_str())
    }) && any
}

fn is_uuid(text: &str) -> bool {
    let groups: Vec<&str> = text.split('-').collect();
    groups.iter().map(|group| group.len()).eq([8, 4, 4, 4, 12])
        && groups.iter().all(|group| group.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// Digits alone, or a long token in which digits and letters take turns as they do in no word.
fn is_digest(token: &str) -> bool {
    if token.bytes().all(|byte| byte.is_ascii_digit()) {
        return true;
    }
    if token.len() < SHORTEST_HASH || !token.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return false;
    }
    let turns =
        token.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_digit() != pair[1].is_ascii_digit());
    let is_hex = token.bytes().all(|byte| byte.is_ascii_hexdigit());
    turns.count() * if is_hex { 8 } else { 3 } >= token.len()
}

/// The id of an operation without the digest that a tool put behind it: `listUsers_bcdec81432cdd80eb8363cfee03b1f3c`.
fn id_of(operation: &OperationSpec) -> &str {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let is_separator = |character: char| matches!(character, '-' | '_' | '.');
    let uuid = id.len().checked_sub(UUID_LENGTH).and_then(|at| id.split_at_checked(at));
    let (said, digest) = match uuid {
        Some((said, uuid)) if is_uuid(uuid) => (said, uuid),
        _ => id.rsplit_once(is_separator).unwrap_or((id, "")),
    };
    let said = said.trim_end_matches(is_separator);
    let is_long = digest.len() >= SHORTEST_HASH && (is_uuid(digest) || is_digest(digest));
    if is_long && said.bytes().any(|byte| byte.is_ascii_alphabetic()) { said } else { id }
}

/// Whether a tool put the beginning of a digest behind an id that was there already: `GetItem-85b5`.
pub(in crate::lower) fn ends_in_digest(id: &str) -> bool {
    let Some((_, last)) = id.rsplit_once(['-', '_']) else { return false };
    let has = |wanted: fn(&u8) -> bool| last.bytes().any(|byte| wanted(&byte));
    (4..=8).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte))
        && has(u8::is_ascii_digit)
        && has(u8::is_ascii_alphabetic)
}

/// Whether the id is the method and the path, variables included, one behind the other.
pub(in crate::lower) fn repeats_path(operation: &OperationSpec) -> bool {
    let id = split_words(id_of(operation)).concat();
    let method = operation.method.to_ascii_lowercase();
    let Some(path) = id.strip_prefix(&method).or_else(|| id.strip_suffix(&method)) else { return false };
    let pieces: Vec<Vec<String>> = lower_path(&operation.path).parts.iter().flat_map(spellings).collect();
    (0..=MOST_LEFT_OUT.min(pieces.len().saturating_sub(1)))
        .any(|left_out| !path.is_empty() && is_spelt(path, &pieces[left_out..]))
}

/// How an id can spell a part of a path: each segment of a literal as it is, a variable also as `id` or with `by`.
fn spellings(part: &PathPart) -> Vec<Vec<String>> {
    match part {
        PathPart::Literal(text) => {
            let segments = text.split('/').map(|segment| split_words(segment).concat());
            segments.filter(|words| !words.is_empty()).map(|words| vec![words]).collect()
        }
        PathPart::Parameter(name) => {
            let name = split_words(name).concat();
            vec![vec![format!("by{name}"), name, "id".to_owned()]]
        }
    }
}

/// Whether the text is one spelling of each piece. All that can be left of it is looked at together, because variables
/// with the same name multiply the ways to get there.
fn is_spelt(text: &str, pieces: &[Vec<String>]) -> bool {
    let mut left = BTreeSet::from([text]);
    for piece in pieces {
        let spelt =
            |text| piece.iter().filter_map(move |spelling| str::strip_prefix(text, spelling.as_str()));
        left = left.into_iter().flat_map(spelt).collect();
    }
    left.contains("")
}

/// Whether the id is what is written in the path and then what a framework calls the method, as `drf-spectacular` makes
/// them: `api_annotations_convert_to_draft_create`. The HTTP method alone counts behind several segments only, as `pets_get`
/// can be what an author calls `GET /pets`.
pub(in crate::lower) fn repeats_literals(operation: &OperationSpec) -> bool {
    let Some((segments, action)) = behind_literals(operation) else { return false };
    let action: Vec<&str> = action.iter().map(String::as_str).collect();
    match operation.method.as_str() {
        "GET" if matches!(action[..], ["list" | "read" | "retrieve"]) => segments > 1,
        "POST" if action == ["create"] => true,
        "PUT" if action == ["update"] => true,
        "PATCH" if action == ["partial", "update"] => true,
        "DELETE" if action == ["destroy"] => true,
        method => segments > 1 && matches!(action[..], [word] if word.eq_ignore_ascii_case(method)),
    }
}

/// What a framework that makes ids of paths says of a `GET`: whether there are many things or one.
pub(in crate::lower) fn framework_action(operation: &OperationSpec) -> Option<&'static str> {
    if operation.method != "GET" || !repeats_literals(operation) {
        return None;
    }
    let (_, action) = behind_literals(operation)?;
    match action.first()?.as_str() {
        "list" => Some("list"),
        "read" | "retrieve" => Some("get"),
        _ => None,
    }
}

/// The words of the id behind those that the path has, which is without its beginning or not, and of how many segments
/// those are.
fn behind_literals(operation: &OperationSpec) -> Option<(usize, Vec<String>)> {
    let mut words = split_words(id_of(operation));
    // What would be called the same gets a number: `users_retrieve_2`.
    if words.last().is_some_and(|word| word.bytes().all(|byte| byte.is_ascii_digit())) {
        words.pop();
    }
    let segments: Vec<Vec<String>> = literal_segments(&lower_path(&operation.path).parts)
        .iter()
        .map(|segment| split_words(segment))
        .collect();
    (0..=MOST_LEFT_OUT).take_while(|left_out| *left_out < segments.len()).find_map(|left_out| {
        let said = &segments[left_out..];
        words.strip_prefix(said.concat().as_slice()).map(|rest| (said.len(), rest.to_vec()))
    })
}

/// The words of an id without the path and the method that a framework put around a name: behind it, as FastAPI does
/// (`validate_template_automations_templates_validate_post`), or before it (`get-/users/{id}_getById`).
pub(in crate::lower) fn words_within(operation: &OperationSpec) -> Vec<String> {
    let words = split_words(id_of(operation));
    let method = operation.method.to_ascii_lowercase();
    let parts = lower_path(&operation.path).parts;
    let segments: Vec<Vec<String>> = parts.iter().flat_map(words_of_segments).collect();
    // The path as a whole first; a server that is mounted somewhere does not know what stands before its own.
    for left_out in 0..=MOST_LEFT_OUT.min(segments.len().saturating_sub(1)) {
        let mut tail = segments[left_out.min(segments.len())..].concat();
        if left_out > 0 && tail.is_empty() {
            break;
        }
        tail.push(method.clone());
        if let Some(rest) = words.strip_suffix(tail.as_slice()).filter(|rest| !rest.is_empty()) {
            return rest.to_vec();
        }
    }
    let mut head = vec![method];
    head.extend(segments.concat());
    let rest = words.strip_prefix(head.as_slice()).filter(|rest| head.len() > 2 && !rest.is_empty());
    rest.map_or(words.clone(), <[String]>::to_vec)
}

fn words_of_segments(part: &PathPart) -> Vec<Vec<String>> {
    match part {
        PathPart::Literal(text) => {
            text.split('/').map(split_words).filter(|words| !words.is_empty()).collect()
        }
        PathPart::Parameter(name) => vec![split_words(name)],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::Diagnostics;
    use crate::document::read_document;
    use crate::schema::testing::node;

    #[test]
    fn hashes_are_no_names() {
        for id in [
            "bcdec81432cdd80eb8363cfee03b1f3c",
            "3f2504e0-4f89-11d3-9a0c-0305e82c3301",
            "op_5d41402abc4b2a76b9719d911017c592",
            "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824",
            "01ARZ3NDEKTSV4RRFFQ69G5FAV",
            "17",
            "operation-17",
        ] {
            assert!(is_hash(id), "{id}");
        }
        for id in [
            "list",
            "operation",
            "getV2UsersV3Items4",
            "deadbeefCafe",
            "facade",
            "list_5d41402abc4b2a76b9719d911017c592",
            "createSha256Digest2024Report",
            "op",
        ] {
            assert!(!is_hash(id), "{id}");
        }
    }

    #[test]
    fn a_digest_behind_a_name_is_no_part_of_it() {
        let said = |id: &str| {
            let root = node(&format!(
                "openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/a/b: {{get: {{operationId: '{id}', responses: {{}}}}}}}}"
            ));
            let document = read_document(&root, &mut Diagnostics::new());
            words_within(&document.operations[0]).join(" ")
        };
        for (id, words) in [
            ("listUsers_bcdec81432cdd80eb8363cfee03b1f3c", "list users"),
            ("list-users.3f2504e0-4f89-11d3-9a0c-0305e82c3301", "list users"),
            ("get_5d41402abc4b2a76b9719d911017c592", "get"),
            ("list_users_01ARZ3NDEKTSV4RRFFQ69G5FAV", "list users"),
            ("list_users_2024", "list users 2024"),
            ("list_users_internationalisation", "list users internationalisation"),
        ] {
            assert_eq!(said(id), words, "{id}");
        }
    }
}
