//! What the files in `spec/` are called.
//!
//! In: a source file, or a page among many in one file. Out: a file name of plain characters.
//! Must never know: what else is in the folder.

use codegen::load::{Node, Page};

/// A file name for a page that shares its file with others: what it documents, else where it is, else its title.
pub(super) fn name_page(page: &Page, root: &Node) -> String {
    let version = root.get("info").and_then(|info| info.get("version")).and_then(Node::as_str);
    let endpoint = version.and_then(|version| version.strip_prefix("endpoint_"));
    let operation = || Some(format!("{} {}", page.method.as_deref()?, page.path.as_deref()?));
    let words = endpoint
        .map(str::to_owned)
        .or_else(operation)
        .or_else(|| page.reference.as_deref().map(last_two))
        .or_else(|| page.title.clone())
        .unwrap_or_default();
    let name = kebab(&words);
    format!("{}.yaml", if name.is_empty() { "page" } else { &name })
}

/// A file name from the stem of the file that the description comes from.
pub(super) fn name_file(stem: &str, extension: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
    let name = if stem.chars().all(plain) && !stem.starts_with('.') { stem.to_owned() } else { kebab(stem) };
    format!("{}.{extension}", if name.is_empty() { "description" } else { &name })
}

fn last_two(reference: &str) -> String {
    let parts: Vec<&str> = reference.trim_end_matches('/').rsplit('/').take(2).collect();
    parts.into_iter().rev().collect::<Vec<_>>().join("-")
}

/// Lower case with hyphens: `conversationalAi/whatsapp.outbound_call` → `conversational-ai-whatsapp-outbound-call`.
pub(super) fn kebab(text: &str) -> String {
    let mut name = String::new();
    let mut was_lower = false;
    for character in text.chars() {
        if !character.is_ascii_alphanumeric() {
            was_lower = false;
            if !name.ends_with('-') && !name.is_empty() {
                name.push('-');
            }
            continue;
        }
        if character.is_ascii_uppercase() && was_lower {
            name.push('-');
        }
        was_lower = character.is_ascii_lowercase() || character.is_ascii_digit();
        name.push(character.to_ascii_lowercase());
    }
    name.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_become_plain_names() {
        assert_eq!(
            kebab("conversationalAi/whatsapp.outbound_call"),
            "conversational-ai-whatsapp-outbound-call"
        );
        assert_eq!(kebab("POST /v1/{id}/x"), "post-v1-id-x");
        assert_eq!(kebab("日本"), "");
        assert_eq!(name_file("whatsapp-outbound-call", "yaml"), "whatsapp-outbound-call.yaml");
        assert_eq!(name_file("../My API (v2)", "json"), "my-api-v2.json");
        assert_eq!(last_two("https://x.io/docs/whats-app/outbound-call/"), "whats-app-outbound-call");
    }
}
