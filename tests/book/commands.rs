//! The commands of the pages, run in the order in which a reader runs them.

use crate::page::{Block, Page, pages};
use crate::scene::{Ended, Scene};

/// Stands for any number of lines that the page does not show.
const ELIDED: &str = "…";

/// Every block of commands is run, or says what runs it instead.
#[test]
fn every_command_does_what_the_page_says() {
    let pages = pages();
    let shown = (shown(&pages, "spec/museum.yaml"), shown(&pages, "app/src/main.rs"));
    assert_eq!(
        shown.0,
        include_str!("../fixtures/museum.yaml"),
        "the description of the book is the fixture"
    );
    let (mut ran, mut elsewhere, mut faults) = (0, 0, Vec::new());
    for page in &pages {
        for block in &page.blocks {
            if let Some(why) = block.instruction("elsewhere") {
                println!("not run here: {}: {why}", page.path.display());
                elsewhere += 1;
            }
        }
        match follow(page, shown) {
            Ok(blocks) => ran += blocks,
            Err(fault) => faults.push(format!("{}: {fault}", page.path.display())),
        }
    }
    println!("{ran} blocks of commands ran, {elsewhere} are run elsewhere");
    assert!(faults.is_empty(), "{}", faults.join("\n\n"));
    assert!(ran > 10 && elsewhere < ran, "{ran} ran, {elsewhere} are run elsewhere");
}

/// Follows a page to its end or to the first command that does something else; how many blocks of commands there were.
fn follow(page: &Page, (museum, program): (&str, &str)) -> Result<usize, String> {
    let (mut scene, mut ran) = (None, 0);
    for block in page.blocks.iter().filter(|block| block.instruction("elsewhere").is_none()) {
        if let Some(name) = block.instruction("scene") {
            scene = Some(Scene::new(name, museum, program));
        }
        let here = || scene.as_ref().ok_or_else(|| format!("no scene for {}", block.text));
        for (file, at_its_end) in [("file", false), ("append", true)] {
            if let Some(file) = block.instruction(file) {
                here()?.write(file, &block.text, at_its_end);
            }
        }
        if let Some(file) = block.instruction("edit") {
            here()?.edit(file, &block.text);
        }
        if block.language == "console" {
            run(here()?, block)?;
            ran += 1;
        }
    }
    Ok(ran)
}

/// Runs the commands of one block, each held to the lines below it.
fn run(scene: &Scene, block: &Block) -> Result<(), String> {
    for part in format!("\n{}", block.text).split("\n$ ").skip(1) {
        let (command, wanted) = part.split_once('\n').unwrap_or((part, ""));
        let Ended { ok, printed } = scene.run(command.trim());
        if !ok {
            return Err(format!("`{command}` failed: {printed}"));
        }
        if !agrees(&printed, wanted) {
            return Err(format!("`{command}` printed\n{printed}\nnot\n{wanted}"));
        }
    }
    Ok(())
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
    let mut found = blocks.filter(|block| block.instruction("file") == Some(file));
    &found.next_back().expect("a page that shows the file").text
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
