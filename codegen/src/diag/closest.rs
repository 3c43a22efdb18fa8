//! The word that the author probably meant.
//!
//! In: a word that was not found and the words that there are. Out: the closest of them, or nothing.
//! Must never know: what the words name.

/// Longer words are not compared: the search must stay cheap on hostile input.
const LONGEST: usize = 64;

/// More candidates than this are not looked at, for the same reason.
const MOST: usize = 2_000;

/// The candidate that differs from `word` by case, separators or up to two letters (one in short words).
#[must_use]
pub fn closest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let wanted = letters(word);
    if wanted.is_empty() || wanted.len() > LONGEST {
        return None;
    }
    let allowed = if wanted.len() < 5 { 1 } else { 2 };
    let mut best: Option<(usize, &'a str)> = None;
    for candidate in candidates.into_iter().take(MOST) {
        if candidate.len() > 2 * LONGEST {
            continue;
        }
        let offered = letters(candidate);
        if wanted == offered {
            return Some(candidate);
        }
        if wanted.len().abs_diff(offered.len()) > allowed {
            continue;
        }
        let distance = distance(&wanted, &offered);
        if distance <= allowed && best.is_none_or(|(known, _)| distance < known) {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// The word without case and separators, as `petId`, `pet_id` and `Pet-ID` are one word to people.
fn letters(word: &str) -> Vec<char> {
    word.chars()
        .filter(|character| !matches!(character, '_' | '-' | ' '))
        .flat_map(char::to_lowercase)
        .collect()
}

/// How many letters must be added, removed, replaced or swapped with their neighbour.
fn distance(left: &[char], right: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut above: Vec<usize> = (0..=right.len()).collect();
    for (row, left_letter) in left.iter().enumerate() {
        let mut current = Vec::with_capacity(right.len() + 1);
        current.push(row + 1);
        for (column, right_letter) in right.iter().enumerate() {
            let replaced = above[column] + usize::from(left_letter != right_letter);
            let mut least = replaced.min(above[column + 1] + 1).min(current[column] + 1);
            let swapped =
                row > 0 && column > 0 && *left_letter == right[column - 1] && left[row - 1] == *right_letter;
            if swapped {
                least = least.min(before[column - 1] + 1);
            }
            current.push(least);
        }
        before = std::mem::replace(&mut above, current);
    }
    above.last().copied().unwrap_or_default()
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
