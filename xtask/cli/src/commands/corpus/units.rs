//! What is one description and what is only a part of one.
//!
//! In: folders. Out: the descriptions below them: files, and folders of pages.
//! Must never know: what becomes of them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::Read;

use camino::{Utf8Path, Utf8PathBuf};
use codegen::diag::visible_line;

use crate::failure::Failure;
use crate::sources;

/// One description.
#[derive(Debug)]
pub struct Unit {
    /// Its path as people say it.
    pub name: String,
    /// The file or folder.
    pub path: Utf8PathBuf,
    /// A name for its crate that no other has.
    pub slug: String,
}

/// Finds the descriptions below the folders, sorted by name.
pub fn find(folders: &[Utf8PathBuf], filter: &[String]) -> Result<Vec<Unit>, Failure> {
    let mut found = BTreeMap::new();
    for folder in folders {
        let folder = sources::absolute(folder)?;
        let base = folder.parent().unwrap_or(&folder);
        if folder.is_file() {
            found.insert(name(base, &folder), folder.clone());
            continue;
        }
        let mut files = BTreeSet::new();
        sources::list(&folder, &mut files)?;
        for path in units_of(files)? {
            found.insert(name(base, &path), path);
        }
    }
    let mut taken = BTreeSet::new();
    let fits = |name: &str| filter.is_empty() || filter.iter().any(|text| name.contains(text.as_str()));
    Ok(found
        .into_iter()
        .filter(|(name, _)| fits(name))
        .map(|(name, path)| Unit { slug: slug(&name, &mut taken), name, path })
        .collect())
}

fn name(base: &Utf8Path, path: &Utf8Path) -> String {
    visible_line(path.strip_prefix(base).unwrap_or(path).as_str()).replace('\\', "/")
}

/// A folder with pages is one description; so is every file that says which version of OpenAPI it is written in. Other
/// files are parts of the descriptions beside them, unless there is none: then each is tried, to hear why it is refused.
fn units_of(files: BTreeSet<Utf8PathBuf>) -> Result<Vec<Utf8PathBuf>, Failure> {
    let mut by_folder: BTreeMap<Utf8PathBuf, Vec<Utf8PathBuf>> = BTreeMap::new();
    for path in files {
        by_folder.entry(path.parent().unwrap_or(&path).to_owned()).or_default().push(path);
    }
    let mut units = Vec::new();
    let mut described: Vec<Utf8PathBuf> = Vec::new();
    for (folder, files) in by_folder {
        let (pages, others): (Vec<_>, Vec<_>) =
            files.into_iter().partition(|path| path.extension() == Some("md"));
        let mut whole = Vec::new();
        let mut parts = Vec::new();
        for path in others {
            if says_version(&path)? { whole.push(path) } else { parts.push(path) }
        }
        let below_one = described.iter().any(|above| folder.starts_with(above) && folder != *above);
        if !pages.is_empty() {
            units.push(folder.clone());
        } else if whole.is_empty() && !below_one {
            units.append(&mut parts);
        }
        if !whole.is_empty() {
            described.push(folder);
        }
        units.append(&mut whole);
    }
    Ok(units)
}

/// Whether a top-level `openapi` or `swagger` key seems to be there. A glance is enough: a file that is taken for a
/// description by mistake is refused with a message.
fn says_version(path: &Utf8Path) -> Result<bool, Failure> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|file| file.take(32 * 1024 * 1024).read_to_end(&mut bytes))
        .map_err(Failure::file("read", path))?;
    let text = String::from_utf8_lossy(&bytes);
    let keys = ["\"openapi\"", "\"swagger\"", "'openapi'", "'swagger'"];
    let plain = text.lines().any(|line| line.starts_with("openapi:") || line.starts_with("swagger:"));
    Ok(plain || keys.iter().any(|key| text.contains(key)))
}

/// A crate's name out of a path: plain characters, short, told apart by a number only where two paths differ in nothing
/// else.
fn slug(name: &str, taken: &mut BTreeSet<String>) -> String {
    // As the name of a package is made: no two hyphens in a row.
    let words: Vec<&str> =
        name.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let plain = words.join("-").to_ascii_lowercase();
    let start = plain.len().saturating_sub(40);
    let base = format!("c-{}", plain[start..].trim_start_matches('-'));
    let mut free = base.clone();
    let mut number = 2;
    while taken.contains(&free) {
        free = format!("{base}-{number}");
        number += 1;
    }
    taken.insert(free.clone());
    free
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn pages_are_one_and_parts_are_none() {
        let guard = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::from_path_buf(guard.path().join("root")).unwrap();
        for (path, text) in [
            ("pages/a.md", "# A"),
            ("pages/b.md", "# B"),
            ("apis/one.yaml", "openapi: 3.1.0"),
            ("apis/two.json", "{\"openapi\": \"3.0.0\"}"),
            ("split/openapi.yaml", "openapi: 3.1.0"),
            ("split/parts/pet.yaml", "type: object"),
            ("odd/x.yaml", "hello: you"),
        ] {
            let path = root.join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        let names: Vec<String> = find(&[root], &[]).unwrap().into_iter().map(|unit| unit.name).collect();
        assert_eq!(
            names,
            [
                "root/apis/one.yaml",
                "root/apis/two.json",
                "root/odd/x.yaml",
                "root/pages",
                "root/split/openapi.yaml"
            ]
        );
    }

    #[test]
    fn slugs_are_distinct() {
        let mut taken = BTreeSet::new();
        assert_eq!(slug("apis/a.json", &mut taken), "c-apis-a-json");
        assert_eq!(slug("apis/a_json", &mut taken), "c-apis-a-json-2");
        assert_eq!(slug("apis/B-(v2).json", &mut taken), "c-apis-b-v2-json");
    }
}
