//! The words of the description, to compare them.
//!
//! In: text such as `getVoiceById`. Out: `get`, `voice`, `by`, `id`.
//! Must never know: how names are spelt in Rust. Where a word begins and ends is said by the IR, for `names` as well.

use crate::ir::{Detail, split_text};

/// The words of the text in lower case.
pub(in crate::lower) fn split_words(text: &str) -> Vec<String> {
    split_text(text, Detail::Letters).into_iter().map(in_lower_case).collect()
}

fn in_lower_case(mut word: String) -> String {
    if !word.is_ascii() {
        return word.to_lowercase();
    }
    word.make_ascii_lowercase();
    word
}

/// The words with plural nouns as singular ones: what is the same thing, once or many times, compares equal.
pub(in crate::lower) fn stems(words: &[String]) -> Vec<String> {
    words.iter().map(|word| singular(word).unwrap_or_else(|| word.clone())).collect()
}

/// Whether two texts name the same thing, once or many times, whatever their case: `PayPal` and `paypal`.
pub(in crate::lower) fn same_thing(first: &str, second: &str) -> bool {
    stems(&split_words(first)).concat() == stems(&split_words(second)).concat()
}

/// How many words at the beginning are written as the name is, whichever of both has more capitals.
pub(in crate::lower) fn beginning(words: &[String], name: &[String]) -> Option<usize> {
    let name = name.concat();
    let mut rest = name.as_str();
    for (index, word) in words.iter().enumerate() {
        rest = rest.strip_prefix(word.as_str())?;
        if rest.is_empty() {
            return Some(index + 1);
        }
    }
    None
}

/// How many words at the end are written as the name is.
pub(in crate::lower) fn ending(words: &[String], name: &[String]) -> Option<usize> {
    let name = name.concat();
    let mut rest = name.as_str();
    for (count, word) in words.iter().rev().enumerate() {
        rest = rest.strip_suffix(word.as_str())?;
        if rest.is_empty() {
            return Some(count + 1);
        }
    }
    None
}

/// The singular of a plural English noun at the end of `text`, where the letters leave little doubt.
pub(in crate::lower) fn singular(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if lower.len() < 4 || !lower.ends_with('s') || !text.is_ascii() {
        return None;
    }
    let cut = |count: usize| text[..text.len() - count].to_owned();
    if lower.ends_with("ies") && lower.len() > 4 {
        let y = if text.ends_with('S') { "Y" } else { "y" };
        return Some(cut(3) + y);
    }
    if ["sses", "xes", "ches", "shes", "zzes"].iter().any(|end| lower.ends_with(end)) {
        return Some(cut(2));
    }
    if ["ss", "us", "is", "news", "series", "alias", "bias", "canvas", "gas", "data", "always", "lens"]
        .iter()
        .any(|end| lower.ends_with(end))
    {
        return None;
    }
    Some(cut(1))
}
