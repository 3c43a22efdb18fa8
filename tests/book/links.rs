//! Links between the pages, and from them into the repository.

use std::path::{Component, Path, PathBuf};

use integration_tests::project_root;

use crate::page::{Page, pages};

#[test]
fn every_link_leads_somewhere() {
    let pages = pages();
    let broken: Vec<String> = pages
        .iter()
        .flat_map(|page| page.links.iter().filter_map(|link| broken(page, link, &pages)))
        .collect();
    assert!(broken.is_empty(), "{}", broken.join("\n"));
}

#[test]
fn every_page_is_in_the_table_of_contents() {
    let listed: Vec<PathBuf> = pages().into_iter().map(|page| page.path).collect();
    let folder = std::fs::read_dir(project_root().join("docs")).expect("the folder of the pages");
    let missing: Vec<PathBuf> = folder
        .map(|entry| entry.expect("a readable folder").path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "md") && !listed.contains(path))
        .collect();
    assert!(missing.is_empty(), "docs/SUMMARY.md lacks {missing:?}");
}

/// Why a link leads nowhere. Other hosts are not asked: a test that needs them would fail without a fault of ours.
fn broken(page: &Page, link: &str, pages: &[Page]) -> Option<String> {
    if link.starts_with("https://") {
        return None;
    }
    let (file, anchor) = link.split_once('#').map_or((link, None), |(file, anchor)| (file, Some(anchor)));
    let folder = page.path.parent().expect("a page in a folder");
    let target = if file.is_empty() { page.path.clone() } else { plain(&folder.join(file)) };
    let says = |what: &str| Some(format!("{}: {link}: {what}", page.path.display()));
    if !target.exists() {
        return says("there is no such file");
    }
    let known = pages.iter().find(|other| plain(&other.path) == target);
    match (anchor, known) {
        (Some(anchor), Some(other)) if !other.anchors.iter().any(|known| known == anchor) => {
            says("that page has no such heading")
        }
        // What is not a page of the book is not there when the book stands alone.
        (_, None) => says("that file is not a page of the book"),
        _ => None,
    }
}

/// The path without `.` and `..`.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for component in path.components() {
        match component {
            Component::ParentDir => {
                plain.pop();
            }
            Component::CurDir => {}
            _ => plain.push(component),
        }
    }
    plain
}

#[test]
fn a_link_into_nothing_is_found() {
    let pages = pages();
    let page = pages.iter().find(|page| page.path.ends_with("ci.md")).expect("a page of the book");
    assert_eq!(broken(page, "diff.md#states", &pages), None);
    for link in ["no-such-page.md", "diff.md#no-such-heading", "../Cargo.toml", "#no-such-heading"] {
        assert!(broken(page, link, &pages).is_some(), "{link}");
    }
}
