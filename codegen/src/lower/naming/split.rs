//! Splitting identifiers of the description into words, to compare them.
//!
//! In: text such as `getVoiceById`. Out: `get`, `voice`, `by`, `id`.
//! Must never know: how names are spelt in Rust; `names` splits by rules of its own.

use super::words::singular;

/// The words of the text in lower case: split at anything that is no letter or digit, and where the case changes.
pub(in crate::lower) fn split_words(text: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let characters: Vec<char> = text.chars().collect();
    for (index, character) in characters.iter().enumerate() {
        if !character.is_alphanumeric() {
            finish(&mut word, &mut words);
            continue;
        }
        let before = index.checked_sub(1).and_then(|index| characters.get(index));
        let after = characters.get(index + 1);
        let rises = before.is_some_and(|before| before.is_lowercase() || before.is_numeric());
        let ends_acronym =
            before.is_some_and(|before| before.is_uppercase()) && after.is_some_and(|c| c.is_lowercase());
        if character.is_uppercase() && (rises || ends_acronym) {
            finish(&mut word, &mut words);
        }
        word.extend(character.to_lowercase());
    }
    finish(&mut word, &mut words);
    words
}

/// The words with plural nouns as singular ones: what is the same thing, once or many times, compares equal.
pub(in crate::lower) fn stems(words: &[String]) -> Vec<String> {
    words.iter().map(|word| singular(word).unwrap_or_else(|| word.clone())).collect()
}

fn finish(word: &mut String, words: &mut Vec<String>) {
    if !word.is_empty() {
        words.push(std::mem::take(word));
    }
}
