//! Words for definitions that the description does not name, from where they stand.
//!
//! In: pointers, parent words, field names. Out: [`Words`].
//! Must never know: how names are spelt in Rust.

use crate::diag::Pointer;
use crate::ir::Words;
use crate::load::Node;
use crate::schema::{Schema, SchemaObject};

use crate::lower::context::Lowering;

use super::split::singular;

impl Lowering<'_> {
    /// Words for `inner`, which stands somewhere below `outer`, or was merged into it from elsewhere.
    pub(in crate::lower) fn words_below(&self, outer: &SchemaObject, inner: &Schema, words: &Words) -> Words {
        let (outer, inner) = (outer.pointer.as_str(), inner.pointer());
        let is_below = inner.as_str().strip_prefix(outer).is_some_and(|rest| rest.starts_with('/'));
        if is_below { words.clone() } else { self.words_at(inner).unwrap_or_else(|| words.clone()) }
    }

    /// Words for a place, from the nearest named place above it; `None` where nothing above has a name.
    pub(in crate::lower) fn words_at(&self, pointer: &Pointer) -> Option<Words> {
        let mut above = pointer.clone();
        let mut below = Vec::new();
        loop {
            if let Some(home) = self.registry.homes.get(&above) {
                below.reverse();
                return Some(self.descend(home.words.clone(), &above, &below));
            }
            below.extend(above.tokens().last());
            above = above.parent()?;
        }
    }

    /// Words of a place further down, by the keywords and names on the way.
    fn descend(&self, mut words: Words, home: &Pointer, tokens: &[String]) -> Words {
        let mut at = home.clone();
        let mut tokens = tokens.iter();
        while let Some(token) = tokens.next() {
            let above = at.key(token);
            at = above.clone();
            let mut name = || {
                let name = tokens.next();
                at = name.map_or_else(|| above.clone(), |name| above.key(name));
                name
            };
            match token.as_str() {
                "properties" | "$defs" | "definitions" => {
                    if let Some(name) = name() {
                        words = words.then(member_words(name, self.root.at(&above)));
                    }
                }
                "items" => words = item_words(&words),
                "additionalProperties" | "unevaluatedProperties" => words = value_words(&words),
                "patternProperties" => {
                    name();
                    words = value_words(&words);
                }
                // Which one of several it is tells nothing to people; `names` tells two of one name apart.
                "oneOf" | "anyOf" | "allOf" | "prefixItems" => {
                    name();
                }
                _ => {}
            }
        }
        words
    }
}

/// Words for an item of a list: the singular of the list's own, or that with `item`.
pub(in crate::lower) fn item_words(words: &Words) -> Words {
    one_of(words, "item")
}

/// Words for a value of a map: the singular of the map's own, or that with `value`.
pub(in crate::lower) fn value_words(words: &Words) -> Words {
    one_of(words, "value")
}

fn one_of(words: &Words, otherwise: &str) -> Words {
    match words.parts().last().and_then(|last| singular(last)) {
        Some(one) => words.with_last(one),
        None => words.then(otherwise),
    }
}

/// What a member adds to the words of its object. Where another member is called like one of its items, these say that
/// they are items. `written` has the members.
pub(in crate::lower) fn member_words(name: &str, written: Option<&Node>) -> String {
    let makes_type = |member: &Node| {
        ["properties", "enum", "oneOf", "anyOf", "allOf"].iter().any(|keyword| member.get(keyword).is_some())
    };
    let at = |name: &str| written.and_then(|members| members.get(name));
    let is_taken = at(name).is_some_and(|member| member.get("items").is_some())
        && singular(name).is_some_and(|one| at(&one).is_some_and(makes_type));
    if is_taken { format!("{name} items") } else { name.to_owned() }
}
