//! Whether a Cargo workspace is around a crate.
//!
//! In: the crate's folder. Out: its root, or nothing. Must never know: what is generated.

use camino::{Utf8Path, Utf8PathBuf};

/// Whether a folder above this one is the root of a Cargo workspace that does not leave it out: a crate there must not be
/// a workspace of its own, or no command of Cargo works in the one around it.
pub(crate) fn encloses(folder: &Utf8Path) -> bool {
    around(folder).is_some()
}

/// The root of that workspace.
pub(crate) fn around(folder: &Utf8Path) -> Option<Utf8PathBuf> {
    let mut above = folder.ancestors().skip(1);
    let (root, encloses) = above.find_map(|root| Some((root, is_root_of(root, folder)?)))?;
    encloses.then(|| root.to_owned())
}

/// The crate above this folder that is a workspace of none: it can become the root of one.
pub(crate) fn lone_crate_above(folder: &Utf8Path) -> Option<Utf8PathBuf> {
    let above = folder.ancestors().skip(1).find(|above| above.join("Cargo.toml").is_file())?;
    let manifest: toml::Table = std::fs::read_to_string(above.join("Cargo.toml")).ok()?.parse().ok()?;
    let package = manifest.get("package")?.as_table()?;
    let is_lone = !manifest.contains_key("workspace") && !package.contains_key("workspace");
    (is_lone && around(folder).is_none()).then(|| above.to_owned())
}

/// `None` where the folder is not a root of a workspace.
fn is_root_of(root: &Utf8Path, folder: &Utf8Path) -> Option<bool> {
    let text = std::fs::read_to_string(root.join("Cargo.toml")).ok()?;
    let manifest: toml::Table = text.parse().ok()?;
    let workspace = manifest.get("workspace")?.as_table()?;
    let relative = folder.strip_prefix(root).ok()?;
    let excluded = workspace.get("exclude").and_then(toml::Value::as_array).into_iter().flatten();
    let is_excluded = excluded.filter_map(toml::Value::as_str).any(|path| relative.starts_with(path));
    Some(!is_excluded)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_workspace_around_a_crate_is_seen_unless_it_leaves_the_crate_out() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::try_from(folder.path().to_owned()).unwrap();
        let crate_folder = root.join("crates/client");
        assert!(!encloses(&crate_folder));
        std::fs::create_dir_all(root.join("crates")).unwrap();
        for (above, below, expected) in [
            ("[workspace]\n", "", true),
            ("[workspace]\nmembers = ['a']\nexclude = ['target']\n", "", true),
            ("[workspace]\nexclude = ['crates']\n", "", false),
            ("[workspace]\nexclude = ['crates/client']\n", "", false),
            ("[package]\nname = 'a'\n", "", false),
            // The nearest workspace decides.
            ("[workspace]\n", "[workspace]\nexclude = ['client']\n", false),
            ("this is not TOML", "[package]\n", false),
        ] {
            std::fs::write(root.join("Cargo.toml"), above).unwrap();
            std::fs::write(root.join("crates/Cargo.toml"), below).unwrap();
            assert_eq!(encloses(&crate_folder), expected, "{above:?} {below:?}");
        }
    }

    #[test]
    fn a_crate_without_a_workspace_can_become_the_root_of_one() {
        let folder = tempfile::tempdir().unwrap();
        let root = Utf8PathBuf::try_from(folder.path().to_owned()).unwrap();
        let client = root.join("api/client");
        assert_eq!(lone_crate_above(&client), None);
        for (manifest, expected) in [
            ("[package]\nname = 'a'\n", true),
            ("[package]\nname = 'a'\n[workspace]\n", false),
            ("[package]\nname = 'a'\nworkspace = '..'\n", false),
            ("[workspace]\nexclude = ['api']\n", false),
            ("this is not TOML", false),
        ] {
            std::fs::write(root.join("Cargo.toml"), manifest).unwrap();
            assert_eq!(lone_crate_above(&client), expected.then(|| root.clone()), "{manifest:?}");
        }
    }
}
