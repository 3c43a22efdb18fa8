//! The word that the author probably meant.
//!
//! In: a word that was not found and the words that there are. Out: the closest of them, or nothing.
//! Must never know: what the words name.

use strsim::osa_distance;

/// Longer words are not compared: the search must stay cheap on hostile input.
const LONGEST: usize = 64;

/// More candidates than this are not looked at, for the same reason.
const MOST: usize = 2_000;

/// The candidate that differs from `word` by case, separators or up to two letters (one in short words).
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = letters(word);
    let length = wanted.chars().count();
    if length == 0 || length > LONGEST {
        return None;
    }
    let allowed = if length < 5 { 1 } else { 2 };
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates.into_iter().take(MOST) {
        if candidate.len() > 2 * LONGEST {
            continue;
        }
        let offered = letters(candidate);
        if wanted == offered {
            return Some(candidate);
        }
        if length.abs_diff(offered.chars().count()) > allowed {
            continue;
        }
        let distance = osa_distance(&wanted, &offered);
        if distance <= allowed && best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The word without case and separators, as `petId`, `pet_id` and `Pet-ID` are one word to people.
fn letters(word: &str) -> String {
    word.chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::closest;

    #[test]
    fn finds_what_was_meant() {
        assert_eq!(closest("pet_id", ["id", "petId"]), Some("petId"));
        assert_eq!(closest("propertis", ["items", "properties"]), Some("properties"));
        assert_eq!(closest("tpye", ["title", "type"]), Some("type"));
    }

    #[test]
    fn does_not_guess_wildly() {
        assert_eq!(closest("Cat", ["Dog", "Animal"]), None);
        assert_eq!(closest("", ["a"]), None);
    }
}
