//! What the cases of a union are called for short.
//!
//! In: the words of cases, and of the union. Out: the words of cases without what the union is called already. What is left
//! out depends on the two names alone, so that a case that is added renames none; only where two would be called the same
//! do both keep their whole names. Must never know: identifiers.

use std::collections::BTreeMap;

use super::{Detail, Union, Words, split_text};

/// What each case is called without what the union is called.
#[must_use]
pub fn short_cases(union: &Union, name: &Words) -> Vec<Words> {
    let of_union = split_words(name);
    let short: Vec<Option<Vec<String>>> =
        union.cases.iter().map(|case| without(&split_words(&case.words), &of_union)).collect();
    let mut same: BTreeMap<String, usize> = BTreeMap::new();
    for (case, short) in union.cases.iter().zip(&short) {
        let words = short.clone().unwrap_or_else(|| split_words(&case.words));
        *same.entry(words.concat().to_lowercase()).or_default() += 1;
    }
    let is_alone = |short: &[String]| same.get(&short.concat().to_lowercase()) == Some(&1);
    union
        .cases
        .iter()
        .zip(short)
        .map(|(case, short)| match short.filter(|short| is_alone(short)) {
            Some(short) => Words::many(short),
            None => case.words.clone(),
        })
        .collect()
}

/// The words without those of the union's name at both ends; `None` where there are none of them, or nothing that could be
/// a name would be left.
fn without(words: &[String], of_union: &[String]) -> Option<Vec<String>> {
    // `CreateThingRequestFormat::FormatText` begins with what the union's name ends with.
    let begun = (1..=of_union.len().min(words.len())).rev().find(|count| {
        let end = of_union.len() - count;
        common(words.iter(), of_union[end..].iter()) == *count
    });
    let front = common(words.iter(), of_union.iter()).max(begun.unwrap_or_default());
    let back = common(words.iter().rev(), of_union.iter().rev());
    [(front, back), (front, 0), (0, back)].into_iter().find_map(|(front, back)| {
        let left = words.get(front..words.len().checked_sub(back)?)?;
        let is_name = left.first()?.starts_with(char::is_alphabetic);
        (is_name && left.len() < words.len()).then(|| left.to_vec())
    })
}

/// With how many words both begin.
fn common<'a>(words: impl Iterator<Item = &'a String>, others: impl Iterator<Item = &'a String>) -> usize {
    words.zip(others).take_while(|(word, other)| word.to_lowercase() == other.to_lowercase()).count()
}

fn split_words(words: &Words) -> Vec<String> {
    words.parts().iter().flat_map(|part| split_text(part, Detail::Letters)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn short(union: &str, case: &str) -> Option<String> {
        let words = |text: &str| split_words(&Words::one(text));
        without(&words(case), &words(union)).map(|words| words.concat())
    }

    #[test]
    fn a_union_is_not_named_in_its_cases() {
        let cases = [
            ("Message", "MessageUserMessage", Some("User")),
            ("Message", "UserMessage", Some("User")),
            ("ChatCompletionRequestMessage", "ChatCompletionRequestUserMessage", Some("User")),
            ("ResponseStreamEvent", "ResponseAudioDeltaEvent", Some("AudioDelta")),
            ("Pet", "Cat", None),
            ("Tool", "Tool", None),
            ("Model", "Model2", None),
            ("list_item", "ListItemText", Some("Text")),
            ("CreateThingRequestResponseFormat", "ResponseFormatText", Some("Text")),
        ];
        for (union, case, expected) in cases {
            assert_eq!(short(union, case).as_deref(), expected, "{case} of {union}");
        }
    }
}
