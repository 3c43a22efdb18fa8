//! One page, read as Markdown.

use std::path::{Path, PathBuf};

use integration_tests::project_root;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd};

/// A page of the book.
#[derive(Debug)]
pub(crate) struct Page {
    /// Its file.
    pub(crate) path: PathBuf,
    /// The identifiers that other pages may link to.
    pub(crate) anchors: Vec<String>,
    /// Where its links lead, as they are written.
    pub(crate) links: Vec<String>,
    /// Its code, in order.
    pub(crate) blocks: Vec<Block>,
}

/// A block of code, and the instructions that stand above it as HTML comments.
#[derive(Debug)]
pub(crate) struct Block {
    /// What stands behind the opening fence.
    pub(crate) language: String,
    /// The code.
    pub(crate) text: String,
    /// `<!-- name: value -->`, in order.
    pub(crate) instructions: Vec<(String, String)>,
}

/// All pages that the table of contents lists, and the table itself.
pub(crate) fn pages() -> Vec<Page> {
    let contents = read(&project_root().join("docs/SUMMARY.md"));
    let listed: Vec<PathBuf> =
        contents.links.iter().map(|link| project_root().join("docs").join(link)).collect();
    assert!(listed.len() > 5, "the table of contents lists {listed:?}");
    [contents].into_iter().chain(listed.iter().map(|path| read(path))).collect()
}

fn read(path: &Path) -> Page {
    let text = std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let mut page = Page { path: path.to_owned(), anchors: Vec::new(), links: Vec::new(), blocks: Vec::new() };
    let mut heading: Option<String> = None;
    let mut code: Option<Block> = None;
    let mut instructions = Vec::new();
    for event in Parser::new_ext(&text, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => page.anchors.extend(heading.take().map(|text| anchor(&text))),
            Event::Start(Tag::Link { dest_url, .. }) => page.links.push(dest_url.into_string()),
            Event::Html(html) => instructions.extend(instruction(&html)),
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(language))) => {
                let instructions = std::mem::take(&mut instructions);
                code = Some(Block { language: language.into_string(), text: String::new(), instructions });
            }
            Event::End(TagEnd::CodeBlock) => page.blocks.extend(code.take()),
            Event::Text(text) | Event::Code(text) => {
                let place = code.as_mut().map(|block| &mut block.text).or(heading.as_mut());
                if let Some(place) = place {
                    place.push_str(&text);
                }
            }
            _ => {}
        }
    }
    assert!(instructions.is_empty(), "{}: no code behind {instructions:?}", path.display());
    page
}

/// The identifier that a heading gets in the book and at code hosts.
fn anchor(heading: &str) -> String {
    heading
        .chars()
        .filter_map(|character| match character {
            ' ' => Some('-'),
            '-' | '_' => Some(character),
            _ if character.is_alphanumeric() => Some(character.to_ascii_lowercase()),
            _ => None,
        })
        .collect()
}

fn instruction(html: &str) -> Option<(String, String)> {
    let inner = html.trim().strip_prefix("<!--")?.strip_suffix("-->")?;
    let (name, value) = inner.split_once(':')?;
    Some((name.trim().to_owned(), value.trim().to_owned()))
}

#[test]
fn a_page_is_read_as_markdown_is() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("page.md");
    let text = "# What `diff` says, in CI\n\nSee [there](other.md#x).\n\n<!-- scene: none -->\n\n```console\n$ ls\n```\n";
    std::fs::write(&path, text).expect("a page");
    let page = read(&path);
    assert_eq!(page.anchors, ["what-diff-says-in-ci"]);
    assert_eq!(page.links, ["other.md#x"]);
    assert_eq!((page.blocks[0].language.as_str(), page.blocks[0].text.as_str()), ("console", "$ ls\n"));
    assert_eq!(page.blocks[0].instructions, [("scene".to_owned(), "none".to_owned())]);
}
