//! Words for definitions that the description does not name, from where they stand.
//!
//! In: pointers, parent words, field names. Out: [`Words`].
//! Must never know: how names are spelt in Rust.

use crate::diag::Pointer;
use crate::ir::Words;
use crate::schema::{Schema, SchemaObject};

use super::context::Lowering;

impl Lowering<'_> {
    /// Words for `inner`, which stands somewhere below `outer`, or was merged into it from elsewhere.
    pub(super) fn words_below(&self, outer: &SchemaObject, inner: &Schema, words: &Words) -> Words {
        let (outer, inner) = (outer.pointer.as_str(), inner.pointer());
        let is_below = inner.as_str().strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        if is_below { words.clone() } else { self.words_at(inner).unwrap_or_else(|| words.clone()) }
    }

    /// Words for a place, from the nearest named place above it; `None` where nothing above has a name.
    pub(super) fn words_at(&self, pointer: &Pointer) -> Option<Words> {
        let mut above = pointer.clone();
        let mut below = Vec::new();
        loop {
            if let Some(home) = self.homes.get(&above) {
                below.reverse();
                return Some(descend(home.words.clone(), &below));
            }
            below.extend(above.tokens().last());
            above = above.parent()?;
        }
    }
}

/// Words of a place further down, by the keywords and names on the way.
fn descend(mut words: Words, tokens: &[String]) -> Words {
    let mut tokens = tokens.iter();
    while let Some(token) = tokens.next() {
        match token.as_str() {
            "properties" | "$defs" | "definitions" => {
                if let Some(name) = tokens.next() {
                    words = words.then(name);
                }
            }
            "items" => words = item_words(&words),
            "additionalProperties" | "unevaluatedProperties" => words = value_words(&words),
            "patternProperties" => {
                tokens.next();
                words = value_words(&words);
            }
            "oneOf" | "anyOf" => {
                if let Some(index) = tokens.next() {
                    words = words.then(format!("variant {index}"));
                }
            }
            "allOf" | "prefixItems" => {
                tokens.next();
            }
            _ => {}
        }
    }
    words
}

/// Words for an item of a list: the singular of the list's own, or that with `item`.
pub(super) fn item_words(words: &Words) -> Words {
    let Some((last, before)) = words.parts().split_last() else { return Words::one("item") };
    match singular(last) {
        Some(one) => Words::many(before).then(one),
        None => words.then("item"),
    }
}

/// Words for a value of a map: the singular of the map's own, or that with `value`.
pub(super) fn value_words(words: &Words) -> Words {
    let Some((last, before)) = words.parts().split_last() else { return Words::one("value") };
    match singular(last) {
        Some(one) => Words::many(before).then(one),
        None => words.then("value"),
    }
}

/// The singular of a plural English noun at the end of `text`, where the letters leave little doubt.
pub(super) fn singular(text: &str) -> Option<String> {
    let lower = text.to_ascii_lowercase();
    if lower.len() < 4 || !lower.ends_with('s') || !text.is_ascii() {
        return None;
    }
    let cut = |count: usize| text[..text.len() - count].to_owned();
    if lower.ends_with("ies") && lower.len() > 4 {
        let y = if text.ends_with('S') { "Y" } else { "y" };
        return Some(cut(3) + y);
    }
    if ["sses", "xes", "ches", "shes", "zes"].iter().any(|end| lower.ends_with(end)) {
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
