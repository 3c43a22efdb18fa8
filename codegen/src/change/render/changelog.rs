//! The entry of a changelog, in the form of Keep a Changelog: what people wrote into it stays.
//!
//! What is generated of an entry stands between two comments. A second run replaces what is between them and nothing else.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use crate::diag::visible_line;

use super::super::report::{Finding, Report};
use super::super::rule::Area;
use super::super::verdict::{Source, Wire};
use super::told;

const BEGIN: &str = "<!-- generated from the description: what stands up to the end mark is replaced -->";
const END: &str = "<!-- end of what is generated -->";

const PREAMBLE: &str = "# Changelog\n\nThe format is that of [Keep a Changelog](https://keepachangelog.com/en/1.1.0/); versions \
                        follow\n[Semantic Versioning](https://semver.org/spec/v2.0.0.html).\n";

/// More bullets of one group are counted.
const MOST_BULLETS: usize = 60;

/// A heading of an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Group {
    Added,
    Changed,
    Deprecated,
    Removed,
    Security,
    Wire,
    Documentation,
}

impl Group {
    fn title(self) -> &'static str {
        match self {
            Self::Added => "Added",
            Self::Changed => "Changed",
            Self::Deprecated => "Deprecated",
            Self::Removed => "Removed",
            Self::Security => "Security",
            Self::Wire => "Wire",
            Self::Documentation => "Documentation",
        }
    }

    fn of(finding: &Finding) -> Self {
        let id = finding.rule.id;
        match () {
            () if id.ends_with("documentation-changed") => Self::Documentation,
            () if id.ends_with("deprecated") => Self::Deprecated,
            () if id.starts_with("security-") => Self::Security,
            () if id.ends_with("-removed") || id == "member-removed-refused" => Self::Removed,
            () if id.contains("-added") => Self::Added,
            () => Self::Changed,
        }
    }
}

/// The changelog with an entry for this version, or with that entry brought up to date. `text` is what there is; nothing
/// for a new file. Entries have no date: whoever releases writes it.
#[must_use]
pub fn render_changelog(text: &str, version: &str, report: &Report) -> String {
    let text = if text.trim().is_empty() { PREAMBLE } else { text };
    let generated = format!("{BEGIN}\n\n{}{END}\n", bullets(report));
    let lines: Vec<&str> = text.split_inclusive('\n').collect();
    if let Some(start) = lines.iter().position(|line| is_entry(line, version)) {
        let end = lines[start + 1..].iter().position(|line| line.starts_with("## "));
        let end = end.map_or(lines.len(), |end| start + 1 + end);
        let entry = replaced(&lines[start..end], &generated);
        return [lines[..start].concat(), entry, lines[end..].concat()].concat();
    }
    let heading = format!("## [{version}]\n\n{generated}\n");
    // The unreleased stays on top.
    let is_release = |line: &&str| line.starts_with("## ") && !line.to_lowercase().contains("unreleased");
    let is_target = |line: &&str| line.starts_with('[') && line.contains("]: ");
    let place = lines.iter().position(|line| is_release(line) || is_target(line)).unwrap_or(lines.len());
    let mut before = lines[..place].concat();
    if !before.ends_with("\n\n") {
        before.push_str(if before.ends_with('\n') { "\n" } else { "\n\n" });
    }
    let after = lines[place..].concat();
    let entry = if after.is_empty() { heading.trim_end().to_owned() + "\n" } else { heading };
    [before, entry, after].concat()
}

/// Whether a changelog has an entry for this version.
#[must_use]
pub fn has_entry(text: &str, version: &str) -> bool {
    text.lines().any(|line| is_entry(line, version))
}

fn is_entry(line: &str, version: &str) -> bool {
    let Some(heading) = line.strip_prefix("## ") else { return false };
    let word = heading.split([' ', '\n', '\r']).next().unwrap_or_default();
    word.trim_matches(['[', ']']).trim_start_matches('v') == version
}

/// An entry with another generated part; behind its heading where it has none.
fn replaced(entry: &[&str], generated: &str) -> String {
    let begin = entry.iter().position(|line| line.trim_end() == BEGIN);
    let end = entry.iter().position(|line| line.trim_end() == END);
    match (begin, end) {
        (Some(begin), Some(end)) if begin < end => {
            [entry[..begin].concat(), generated.to_owned(), entry[end + 1..].concat()].concat()
        }
        _ => {
            let rest = entry[1..].concat();
            let gap = if rest.starts_with('\n') || rest.is_empty() { "" } else { "\n" };
            format!("{}\n{generated}{gap}{rest}", entry[0])
        }
    }
}

/// One bullet for each change, folded by what they belong to.
fn bullets(report: &Report) -> String {
    let mut groups: BTreeMap<Group, BTreeMap<String, Vec<String>>> = BTreeMap::new();
    for finding in report.everything() {
        let group = Group::of(finding);
        let change = format!(
            "{}{}",
            words(finding),
            if finding.source == Source::Major { " **(breaking)**" } else { "" }
        );
        groups.entry(group).or_default().entry(owner(finding)).or_default().push(change);
        if finding.wire > Wire::Safe {
            let said = format!("{}: {}: {}", finding.wire, words(finding), finding.rule.why);
            groups.entry(Group::Wire).or_default().entry(owner(finding)).or_default().push(said);
        }
    }
    let mut text = String::new();
    for (group, owners) in groups {
        let _ = write!(text, "### {}\n\n", group.title());
        let left = owners.len().saturating_sub(MOST_BULLETS);
        for (owner, mut changes) in owners.into_iter().take(MOST_BULLETS) {
            changes.sort();
            changes.dedup();
            let _ = match changes.as_slice() {
                [only] => writeln!(text, "- {owner}: {only}"),
                several => writeln!(text, "- {owner}:\n  - {}", several.join("\n  - ")),
            };
        }
        if left > 0 {
            let _ = writeln!(text, "- and {left} more");
        }
        text.push('\n');
    }
    text
}

/// What the change belongs to: the type, the call or the operation.
fn owner(finding: &Finding) -> String {
    let path = finding.item.as_ref().map(|item| item.path.as_str());
    let name = match (finding.rule.area, path) {
        (Area::Access, None) => return "The API".to_owned(),
        (_, None) => return escaped(&finding.subject),
        (_, Some(path)) => path,
    };
    let parts: Vec<&str> = name.split("::").collect();
    let shown = match parts.as_slice() {
        ["types", name, ..] => format!("types::{name}"),
        [.., _] if parts.len() > 3 => parts[..parts.len() - 1].join("::"),
        _ => name.to_owned(),
    };
    format!("`{}`", visible_line(&shown).replace('`', "'"))
}

fn words(finding: &Finding) -> String {
    format!("{} ({})", finding.rule.title, escaped(&told(finding)))
}

/// Text of strangers in Markdown.
fn escaped(text: &str) -> String {
    super::markdown::escaped(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEW: &str = "- a\n";

    fn with(text: &str, version: &str) -> String {
        render_changelog(text, version, &Report::default())
    }

    #[test]
    fn a_new_changelog_begins_with_what_it_is() {
        let text = with("", "0.2.0");
        assert!(text.starts_with(PREAMBLE));
        assert!(has_entry(&text, "0.2.0") && !has_entry(&text, "0.2.1"));
        assert_eq!(with(&text, "0.2.0"), text, "a second run changes nothing");
    }

    #[test]
    fn what_people_wrote_stays() {
        let text = format!(
            "# Log\n\nMine.\n\n## [Unreleased]\n\n{NEW}\n## [0.1.0] - 2024-01-01\n\n- first\n\n[0.1.0]: https://x.example\n"
        );
        let raised = with(&text, "0.2.0");
        let at = |what: &str| raised.find(what).unwrap_or_else(|| panic!("{what} is missing in {raised}"));
        assert!(at("Mine.") < at("[Unreleased]") && at("[Unreleased]") < at("- a"));
        assert!(at("- a") < at("## [0.2.0]") && at("## [0.2.0]") < at("## [0.1.0]"));
        let by_hand = raised.replace(END, &format!("{END}\n\nBy hand."));
        assert_eq!(with(&by_hand, "0.2.0"), by_hand);
        let dated = raised.replace("## [0.2.0]", "## [0.2.0] - 2026-01-01");
        assert_eq!(with(&dated, "0.2.0"), dated);
        // An entry that people began gets the generated part behind its heading.
        let begun = text.replace("## [0.1.0]", "## 0.2.0\n\nWhy we did it.\n\n## [0.1.0]");
        let raised = with(&begun, "0.2.0");
        assert!(raised.contains("Why we did it.") && raised.contains(BEGIN));
        assert_eq!(raised.matches("0.2.0").count(), 1);
    }
}
