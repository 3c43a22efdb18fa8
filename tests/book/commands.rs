//! The commands of the pages, run in the order in which a reader runs them.

use crate::page::{Block, Page, pages};
use crate::scene::{Ended, Scene};

/// Stands for any number of lines that the page does not show.
const ELIDED: &str = "…";

/// Every block of commands is run, or says what runs it instead.
#[test]
fn every_command_does_what_the_page_says() {
    let pages = pages();
    let (museum, program) = (shown(&pages, "spec/museum.yaml"), shown(&pages, "app/src/main.rs"));
    let (mut ran, mut elsewhere) = (0, 0);
    for page in &pages {
        let mut scene = None;
        for block in &page.blocks {
            let at = format!("{}: {}", page.path.display(), block.text);
            if let Some(why) = block.instruction("elsewhere") {
                println!("not run here: {}: {why}", page.path.display());
                elsewhere += 1;
                continue;
            }
            if let Some(name) = block.instruction("scene") {
                scene = Some(Scene::new(name, museum, program));
            }
            if let Some(file) = block.instruction("file") {
                scene.as_ref().expect(&at).write(file, &block.text, false);
            }
            if let Some(file) = block.instruction("append") {
                scene.as_ref().expect(&at).write(file, &block.text, true);
            }
            if let Some(file) = block.instruction("edit") {
                scene.as_ref().expect(&at).edit(file, &block.text);
            }
            if block.language == "console" {
                follow(scene.as_ref().unwrap_or_else(|| panic!("no scene for {at}")), block, &at);
                ran += 1;
            }
        }
    }
    println!("{ran} blocks of commands ran, {elsewhere} are run elsewhere");
    assert!(ran > 10 && elsewhere < 5, "{ran} ran, {elsewhere} are run elsewhere");
}

/// Runs the commands of one block, each held to the lines below it.
fn follow(scene: &Scene, block: &Block, at: &str) {
    for part in format!("\n{}", block.text).split("\n$ ").skip(1) {
        let (command, wanted) = part.split_once('\n').unwrap_or((part, ""));
        let Ended { ok, printed } = scene.run(command.trim());
        assert!(ok, "{at}\n`{command}` failed: {printed}");
        assert!(agrees(&printed, wanted), "{at}\n`{command}` printed\n{printed}\nnot\n{wanted}");
    }
}

/// Whether what was printed is what the page shows, where `…` on a line of its own stands for any lines.
fn agrees(printed: &str, wanted: &str) -> bool {
    let (printed, wanted): (Vec<&str>, Vec<&str>) = (printed.lines().collect(), wanted.lines().collect());
    let mut rest = printed.as_slice();
    let mut parts = wanted.split(|line| *line == ELIDED);
    let first = parts.next().unwrap_or_default();
    let Some(behind) = rest.strip_prefix(first) else { return false };
    rest = behind;
    let mut is_open = false;
    for part in parts {
        is_open = part.is_empty();
        let Some(at) = (0..=rest.len()).find(|at| rest[*at..].starts_with(part)) else { return false };
        rest = &rest[at + part.len()..];
    }
    is_open || rest.is_empty()
}

/// What a page writes to this file.
fn shown<'a>(pages: &'a [Page], file: &str) -> &'a str {
    let blocks = pages.iter().flat_map(|page| &page.blocks);
    let found =
        blocks.filter(|block| block.instruction("file") == Some(file)).map(|block| block.text.as_str());
    found.last().expect("a page that shows the file")
}

impl Block {
    fn instruction(&self, name: &str) -> Option<&str> {
        self.instructions.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }
}

#[test]
fn what_is_printed_is_held_to_what_is_shown() {
    assert!(agrees("a\nb\n", "a\nb"));
    assert!(agrees("a\nb\nc\n", "a\n…\nc"));
    assert!(agrees("a\nb\nc\n", "…"));
    assert!(agrees("", "…"));
    assert!(!agrees("a\nb\n", "a"));
    assert!(!agrees("a\nb\n", "…\nc"));
    assert!(!agrees("a\nb\nc\n", "a\n…\nb"));
}
