//! Text for a terminal.

use std::fmt::Write as _;

use super::severity_word;
use crate::diag::{Located, Severity, Spot, visible_line};

/// How the text looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Style {
    /// Whether ANSI colours are used; the caller knows whether a terminal reads them.
    pub colour: bool,
}

/// The findings as text, each with its source line and a caret, an empty line between them.
///
/// ```
/// use codegen::diag::{Style, render_text};
/// use codegen::load::Source;
/// use codegen::{Input, Options, generate};
///
/// let sources = [Source::new("pets.yaml", &b"openapi: 3.1.0\npaths: {"[..])];
/// let outcome = generate(&Input { sources: &sources, reader: &|_| None, options: &Options::default() });
/// let text = render_text(&outcome.findings, &Style::default());
/// assert!(text.starts_with("error[") && text.contains("pets.yaml:2"), "{text}");
/// ```
#[must_use]
pub fn render_text(found: &[Located], style: &Style) -> String {
    let mut text = String::new();
    for (index, finding) in found.iter().enumerate() {
        if index > 0 {
            text.push('\n');
        }
        render_one(&mut text, finding, *style);
    }
    text
}

fn render_one(out: &mut String, found: &Located, style: Style) {
    let colour = match found.severity {
        Severity::Error => "31",
        Severity::Warning => "33",
        Severity::Note => "36",
    };
    let head = format!("{}[{}]", severity_word(found.severity), found.code.id);
    line(
        out,
        &format!(
            "{}{}",
            paint(style, &format!("1;{colour}"), &head),
            paint(style, "1", &format!(": {}", visible_line(&found.message)))
        ),
    );
    let gutter = found
        .related
        .iter()
        .filter_map(|(spot, _)| spot.as_ref())
        .chain(&found.spot)
        .map(|spot| spot.line.to_string().len())
        .max()
        .unwrap_or(1);
    let margin = " ".repeat(gutter);
    let bar = paint(style, "34", "|");
    if let Some(spot) = &found.spot {
        render_spot(out, spot, '^', colour, gutter, style);
    }
    for (spot, what) in &found.related {
        match spot {
            Some(spot) => {
                line(out, &format!("{margin} {bar} {}:", visible_line(what)));
                render_spot(out, spot, '-', "34", gutter, style);
            }
            None => line(out, &format!("{margin} = {}", visible_line(what))),
        }
    }
    if !found.pointer.as_str().is_empty() {
        line(out, &format!("{margin} = at: #{}", shown_pointer(found.pointer.as_str())));
    }
    let mut lines = found.help.lines();
    let first = lines.next().unwrap_or_default();
    line(out, &format!("{margin} = {}: {}", paint(style, "1", "help"), visible_line(first)));
    for more in lines {
        line(out, &format!("{margin}         {}", visible_line(more)));
    }
}

fn render_spot(out: &mut String, spot: &Spot, mark: char, colour: &str, gutter: usize, style: Style) {
    let margin = " ".repeat(gutter);
    let bar = paint(style, "34", "|");
    let arrow = paint(style, "34", "-->");
    line(out, &format!("{margin}{arrow} {}:{}:{}", visible_line(&spot.file), spot.line, spot.column));
    // An empty line says nothing that the numbers do not say.
    if spot.excerpt.text.is_empty() {
        return;
    }
    line(out, &format!("{margin} {bar}"));
    let number = paint(style, "34", &format!("{:>gutter$}", spot.line));
    line(out, &format!("{number} {bar} {}", spot.excerpt.text));
    let carets: String = std::iter::repeat_n(mark, spot.excerpt.width).collect();
    let indent = " ".repeat(spot.excerpt.caret);
    line(out, &format!("{margin} {bar} {indent}{}", paint(style, &format!("1;{colour}"), &carets)));
}

/// Pointers of long keys are cut in the middle, because both ends say where it is.
fn shown_pointer(pointer: &str) -> String {
    const MOST: usize = 300;
    let text = visible_line(pointer).into_owned();
    let length = text.chars().count();
    if length <= MOST {
        return text;
    }
    let head: String = text.chars().take(MOST / 2).collect();
    let tail: String = text.chars().skip(length - MOST / 2).collect();
    format!("{head}…{tail}")
}

fn line(out: &mut String, text: &str) {
    out.push_str(text.trim_end());
    out.push('\n');
}

fn paint(style: Style, code: &str, text: &str) -> String {
    let mut painted = String::new();
    if style.colour {
        let _ = write!(painted, "\u{1b}[{code}m{text}\u{1b}[0m");
    } else {
        painted.push_str(text);
    }
    painted
}
