//! Fewer words for what is called by where it stands.
//!
//! In: the words on the way to a place, outermost first. Out: choices of them, best first.
//! Must never know: what others are called.
//!
//! What a name begins and ends with says most: the resource or component, and the member. What stands between them is
//! left out from the middle, as far as a name is long, and comes back where others want the same name.

use crate::ir::{Detail, Words, split_text};

/// A name of more characters loses words.
pub(super) const LONGEST_STANDING: usize = 60;
/// As long a name may be that lost words, if it can be so short.
const SHORTENED: usize = 44;
/// So many words of the beginning come back at most.
const MOST_FIRST: usize = 3;
/// So many words of the end come back at most.
const MOST_LAST: usize = 8;

/// Choices of words, best first. `length` is that of the name that words make.
pub(super) fn choices(words: &Words, length: impl Fn(&[String]) -> usize) -> Vec<Vec<String>> {
    let whole = words.whole();
    let (own, whole) = (words.parts(), whole.as_slice());
    let fits = |parts: &[String]| length(parts) <= LONGEST_STANDING;
    let mut chosen: Vec<Vec<String>> = Vec::new();
    let mut add = |parts: Vec<String>, limit: bool| {
        if (!limit || fits(&parts)) && !chosen.contains(&parts) {
            chosen.push(parts);
        }
    };
    add(own.to_vec(), true);
    let mut ways = vec![own];
    if whole != own {
        add(whole.to_vec(), true);
        ways.push(whole);
    }
    for parts in ways {
        let kept: Vec<Vec<String>> =
            (2..parts.len().min(MOST_LAST)).map(|last| ends(parts, 1, last)).collect();
        let best = kept.iter().rposition(|parts| length(parts) <= SHORTENED).unwrap_or(0);
        kept.iter().skip(best).for_each(|parts| add(parts.clone(), true));
        kept.iter().take(best).rev().for_each(|parts| add(parts.clone(), true));
        for first in 1..=MOST_FIRST {
            for last in (1..=3).rev() {
                add(ends(parts, first, last), true);
            }
        }
        add(squeezed(parts), true);
    }
    for room in [SHORTENED, LONGEST_STANDING] {
        add(tail(whole, room), true);
    }
    if chosen.is_empty() {
        chosen.push(whole.to_vec());
    }
    chosen
}

/// As few words as there are of any choice.
pub(super) fn shortest(words: &Words) -> Vec<String> {
    let squeezed = squeezed(words.parts());
    if squeezed.is_empty() { words.parts().to_vec() } else { squeezed }
}

/// The first and the last parts.
fn ends(parts: &[String], first: usize, last: usize) -> Vec<String> {
    if first + last >= parts.len() {
        return parts.to_vec();
    }
    parts[..first].iter().chain(&parts[parts.len() - last..]).cloned().collect()
}

/// Words of parts that are long themselves: the end of the last part, and as much of the beginning as there is room for.
fn squeezed(parts: &[String]) -> Vec<String> {
    let words: Vec<String> = parts.iter().flat_map(|part| split_text(part, Detail::Letters)).collect();
    let of_last = parts.last().map_or(0, |last| split_text(last, Detail::Letters).len()).max(1);
    let mut room = SHORTENED;
    let mut fits = |word: &&String| {
        let length = word.chars().count();
        let fits = length <= room;
        room = room.saturating_sub(if fits { length } else { room });
        fits
    };
    let last: Vec<&String> = words.iter().rev().take(of_last).take_while(&mut fits).collect();
    let before = &words[..words.len() - last.len()];
    let first: Vec<&String> = before.iter().take_while(&mut fits).collect();
    first.into_iter().chain(last.into_iter().rev()).cloned().collect()
}

/// As many words of the end as there is room for.
fn tail(parts: &[String], mut room: usize) -> Vec<String> {
    let words = parts.iter().flat_map(|part| split_text(part, Detail::Letters));
    let words: Vec<String> = words.collect();
    let kept = words.iter().rev().take_while(|word| {
        let length = word.chars().count();
        let fits = length <= room;
        room = room.saturating_sub(length);
        fits
    });
    let kept = kept.count();
    words[words.len() - kept..].to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &Words) -> Vec<String> {
        choices(words, |parts| parts.concat().len()).into_iter().map(|parts| parts.join(" ")).collect()
    }

    #[test]
    fn short_names_keep_all_words() {
        assert_eq!(names(&Words::many(["toys", "create", "request"]))[0], "toys create request");
    }

    #[test]
    fn long_names_lose_words_from_the_middle() {
        let words = Words::many([
            "invoices",
            "create",
            "request",
            "payment_settings",
            "payment_method_options",
            "acss_debit",
            "mandate_options",
        ]);
        let names = names(&words);
        assert_eq!(names[0], "invoices acss_debit mandate_options");
        assert!(names.contains(&"invoices create mandate_options".to_owned()), "{names:?}");
    }

    #[test]
    fn one_long_part_loses_words() {
        let words =
            Words::many(["GoogleCloudVeryLongPlatformV1NameOfSomeResourceThatNobodyWrites", "labels"]);
        assert_eq!(names(&words)[0], "Google Cloud Very Long Platform V1 Name Of labels");
    }
}
