//! What the files in `spec/` are called.
//!
//! In: a source file, or a page among many in one file. Out: a file name of plain characters.
//! Must never know: what else is in the folder.

use camino::{Utf8Path, Utf8PathBuf};
use codegen::load::{Node, Page};

use crate::sources::is_candidate;

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

/// The folder of documents that others refer to.
const PARTS: &str = "followed";

/// How long a path may be that repeats a URL; some file systems take no more than 255 bytes for a name.
const LONGEST: usize = 150;

/// Where a document stands that another one refers to: below the name of its host, by the path of its URL.
pub(super) fn name_part(url: &str, ending: &str) -> Utf8PathBuf {
    let rest = url.split_once("://").map_or(url, |(_, rest)| rest);
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (host, path) = path.split_once('/').unwrap_or((path, ""));
    let mut parts: Vec<String> = path.split('/').filter(|part| !part.is_empty()).map(plain).collect();
    let last = parts.pop().unwrap_or_else(|| "index".to_owned());
    let known = Utf8Path::new(&last).extension().filter(|_| is_candidate(Utf8Path::new(&last)));
    let stem = known.map_or(last.as_str(), |known| &last[..last.len() - known.len() - 1]);
    let query = if query.is_empty() { String::new() } else { format!("-{}", plain(query)) };
    let ending = known.filter(|known| !known.eq_ignore_ascii_case("md")).unwrap_or(ending);
    let folder = Utf8Path::new(PARTS).join(plain(host)).join(parts.join("/"));
    let place = folder.join(format!("{stem}{query}.{ending}"));
    if place.as_str().len() <= LONGEST {
        return place;
    }
    // What tells long URLs apart is anywhere in them.
    let mark = codegen::load::digest(url.as_bytes());
    Utf8PathBuf::from(PARTS).join(format!("{}.{ending}", &mark[..16]))
}

/// A part of a URL as the name of a file, on any system.
fn plain(part: &str) -> String {
    let fits = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let name: String = part.chars().map(|letter| if fits(letter) { letter } else { '-' }).collect();
    let is_odd = name.starts_with('.') || crate::staging::check_path(Utf8Path::new(&name)).is_err();
    if is_odd { format!("_{}_", name.trim_matches('.')) } else { name }
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
    fn parts_stand_below_their_hosts() {
        for (url, expect) in [
            ("https://a.io/schemas/pet.json", "followed/a.io/schemas/pet.json"),
            ("https://a.io:8443/x/pet", "followed/a.io-8443/x/pet.yaml"),
            ("https://a.io/p.yaml?v=1/2", "followed/a.io/p-v-1-2.yaml"),
            ("https://a.io/", "followed/a.io/index.yaml"),
            ("https://a.io/.hidden/../nul/a.yaml", "followed/a.io/_hidden_/__/_nul_/a.yaml"),
            ("https://a.io/a.md", "followed/a.io/a.yaml"),
        ] {
            let name = name_part(url, "yaml");
            assert_eq!(name, expect);
            assert!(crate::staging::check_path(&name).is_ok(), "{name}");
        }
        let long = name_part(&format!("https://a.io/{}.yaml", "x".repeat(300)), "yaml");
        assert_eq!(long.as_str().len(), "followed/".len() + 16 + ".yaml".len());
    }

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
