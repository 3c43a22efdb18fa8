//! Text that a regular expression matches.

use regex_syntax::hir::{Class, Hir, HirKind};

use super::random::Random;

/// Parts inside one another.
const DEEPEST: usize = 50;

/// Repetitions beyond what an expression demands.
const MORE: u64 = 3;

/// Parts of an expression that are written, repetitions multiplied.
const MOST_STEPS: usize = 10_000;

/// A text that the expression matches, if it can be read; look-around is not.
pub(super) fn matching(expression: &str, random: Random) -> Option<String> {
    let expression = crate::judge::in_rust(expression);
    let parsed = regex_syntax::ParserBuilder::new().nest_limit(50).build().parse(&expression).ok()?;
    let (mut text, mut steps) = (String::new(), MOST_STEPS);
    write(&parsed, random, DEEPEST, &mut steps, &mut text)?;
    Some(text)
}

fn write(expression: &Hir, random: Random, depth: usize, steps: &mut usize, text: &mut String) -> Option<()> {
    let depth = depth.checked_sub(1)?;
    *steps = steps.checked_sub(1)?;
    match expression.kind() {
        HirKind::Empty | HirKind::Look(_) => {}
        HirKind::Literal(literal) => text.push_str(std::str::from_utf8(&literal.0).ok()?),
        HirKind::Class(class) => text.push(one_of(class, random)?),
        HirKind::Repetition(repetition) => {
            let least = u64::from(repetition.min);
            let most = repetition.max.map_or(least + MORE, u64::from).min(least + MORE);
            // An empty text is seldom what an author means by `.*`.
            let least = if least == 0 && most > 0 { 1 } else { least };
            for position in 0..least + random.below(most - least + 1) {
                write(&repetition.sub, random.inside(&position.to_string()), depth, steps, text)?;
            }
        }
        HirKind::Capture(capture) => write(&capture.sub, random, depth, steps, text)?,
        HirKind::Concat(parts) => {
            for (position, part) in parts.iter().enumerate() {
                write(part, random.inside(&position.to_string()), depth, steps, text)?;
            }
        }
        HirKind::Alternation(branches) => {
            write(branches.get(random.position(branches.len()))?, random.inside("|"), depth, steps, text)?;
        }
    }
    Some(())
}

/// A character of a class: a plain one if it has any.
fn one_of(class: &Class, random: Random) -> Option<char> {
    let ranges: Vec<(char, char)> = match class {
        Class::Unicode(class) => class.ranges().iter().map(|range| (range.start(), range.end())).collect(),
        Class::Bytes(class) => {
            class.ranges().iter().map(|range| (range.start().into(), range.end().into())).collect()
        }
    };
    for (from, to) in [('a', 'z'), ('0', '9'), ('A', 'Z'), (' ', '~')] {
        let plain = ranges
            .iter()
            .map(|(start, end)| ((*start).max(from), (*end).min(to)))
            .filter(|(start, end)| start <= end);
        let all: Vec<char> = plain.flat_map(|(start, end)| start..=end).collect();
        if !all.is_empty() {
            return Some(all[random.position(all.len())]);
        }
    }
    ranges.first().map(|(start, _)| *start)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::judge::Judge;

    #[test]
    fn what_is_made_matches() {
        let judge = Judge::default();
        for expression in [
            "^[a-z]{3,8}$",
            r"^\d{4}-\d{2}$",
            "^(a|b)+c?$",
            r"^\/v\d+\/[A-Za-z0-9_-]*$",
            "^.*$",
            r"^[^\s]+@x$",
        ] {
            for seed in 0..20 {
                let text = matching(expression, Random::new(seed)).unwrap();
                assert_eq!(judge.matches(expression, &text), Some(true), "{expression} {text:?}");
            }
        }
        assert_eq!(matching("(?=a)", Random::new(0)), None);
        assert_eq!(matching("(((a{1000}){1000}){1000})", Random::new(0)), None);
    }
}
